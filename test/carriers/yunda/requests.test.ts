import { createHash } from "node:crypto";
import { expect, test } from "vitest";
import { yunda } from "../../../adapters/yunda.ts";

const access = { credentials: { appKey: "APPKEY", appSecret: "SECRET" }, token: "", nowMs: 1_700_000, requestId: "r" };
const query = { trackingNumber: "4312000000012", needs: {} };

test.each([
	["a query", yunda.poll?.request([query], access), "query", '{"mailno":"4312000000012"}'],
	[
		"a subscription",
		yunda.subscribe?.request([query], { ...access, callbackUrl: "https://wayline.example", secret: "S" }),
		"subscribe",
		'{"orders":[{"orderid":"4312000000012","mailno":"4312000000012"}]}',
	],
])("signs %s over its body and the app's secret, in headers", (_, request, path, body) => {
	expect(request).toEqual({
		method: "POST",
		url: `https://openapi.yundaex.com/openapi/outer/logictis/${path}`,
		headers: {
			"content-type": "application/json;charset=utf-8",
			"app-key": "APPKEY",
			"req-time": "1700000",
			sign: createHash("md5").update(`${body}_SECRET`).digest("hex"),
		},
		body,
	});
});
