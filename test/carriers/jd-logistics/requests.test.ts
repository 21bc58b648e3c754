import { expect, test } from "vitest";
import { jdLogistics } from "../../../adapters/jd-logistics.ts";

test("signs a query over its fields between the secret and itself, and keeps the token out of the address", () => {
	const credentials = { appKey: "key-1", appSecret: "secret-1", accessToken: "token-1", customerCode: "010K1" };
	const request = jdLogistics.poll?.request([{ trackingNumber: "JD0000000000019", needs: {} }], {
		credentials,
		token: "",
		nowMs: 1_780_401_600_000,
		requestId: "request-1",
	});
	expect(request?.url).toBe("https://api.jd.com/routerjson");
	// printf 'secret-1360buy_param_json{…}access_token…v2.0secret-1' | openssl dgst -md5, in capitals
	expect(Object.fromEntries(new URLSearchParams(request?.body))).toEqual({
		"360buy_param_json": '{"customerCode":"010K1","waybillCode":"JD0000000000019"}',
		access_token: "token-1",
		app_key: "key-1",
		method: "jingdong.ldop.receive.trace.get",
		timestamp: "2026-06-02 20:00:00",
		v: "2.0",
		sign: "FECED736260513F3666988D342A5B55D",
	});
});
