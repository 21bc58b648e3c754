import { expect, test } from "vitest";
import { emsChina } from "../../../adapters/ems-china.ts";

test("asks under SM4, with the key behind the message", () => {
	const credentials = { senderNo: "1100", authorization: "authorization-1", sm4Key: "YSBtYWRlLXVwIGtleSAxNg==" };
	const request = emsChina.poll?.request([{ trackingNumber: "1200000000019", needs: {} }], {
		credentials,
		token: "",
		nowMs: 1_780_401_600_000,
		requestId: "request-1",
	});
	// printf '{"waybillNo":"1200000000019"}<key>' | openssl enc -sm4-ecb -K <key in hex> | base64
	expect(Object.fromEntries(new URLSearchParams(request?.body))).toEqual({
		apiCode: "040001",
		senderNo: "1100",
		authorization: "authorization-1",
		timeStamp: "2026-06-02 20:00:00",
		logitcsInterface: "|$4|ZOj4igebUsHicThhB2qXfWJVFBO/OpZMMHCEdrO1RSLEDUlYmHkKGSeT675lc+sch3okcNgZq8WnbTSgX5kgHQ==",
	});
});
