import { createHash } from "node:crypto";
import { expect, test } from "vitest";
import { sto } from "../../../adapters/sto.ts";

const access = { credentials: { appKey: "APPKEY", secretKey: "KEY" }, token: "", nowMs: 0, requestId: "r" };

test("signs a query over its content and the secret key", () => {
	const request = sto.poll?.request([{ trackingNumber: "773000000000017", needs: {} }], access);
	const content = '{"order":"asc","waybillNoList":["773000000000017"]}';
	expect(request?.url).toBe("https://cloudinter-linkgateway.sto.cn/gateway/link.do");
	expect(Object.fromEntries(new URLSearchParams(request?.body))).toEqual({
		content,
		data_digest: createHash("md5").update(`${content}KEY`).digest("base64"),
		api_name: "STO_TRACE_QUERY_COMMON",
		from_appkey: "APPKEY",
		from_code: "APPKEY",
		to_appkey: "sto_trace_query",
		to_code: "sto_trace_query",
	});
});

test("subscribes a waybill with the platform that pushes", () => {
	const callback = { ...access, callbackUrl: "https://shop.example/hook", secret: "s" };
	const request = sto.subscribe?.request([{ trackingNumber: "773000000000017", needs: {} }], callback);
	const form = Object.fromEntries(new URLSearchParams(request?.body));
	expect(form).toMatchObject({
		content: '{"subscribeInfoList":[{"waybillNo":"773000000000017"}]}',
		api_name: "STO_TRACE_PLATFORM_SUBSCRIBE",
		to_appkey: "sto_trace_platform",
		to_code: "sto_trace_platform",
	});
});

test("answers a push with the waybill that it named", () => {
	const { acknowledge } = sto.webhook ?? {};
	if (typeof acknowledge !== "function") throw new Error("STO's answer names the waybill.");
	const body = new URLSearchParams({ content: '{"waybillNo":"773000000000017","trace":{}}' }).toString();
	const reply = acknowledge({ accepted: 1, unmatched: 0, problems: [], body, receivedAtMs: 0 });
	expect(JSON.parse(reply.body)).toEqual({
		success: true,
		errorCode: "0",
		errorMsg: "",
		data: { waybillNo: "773000000000017", needRetry: false },
	});
});
