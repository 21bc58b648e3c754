import { createHash } from "node:crypto";
import { expect, test } from "vitest";
import { zto } from "../../../adapters/zto.ts";

const access = { credentials: { appKey: "APPKEY", appSecret: "APPSECRET" }, token: "", nowMs: 0, requestId: "r" };
const query = { trackingNumber: "73100000000012", needs: { phoneLast4: "0001" } };
const body = '{"billCode":"73100000000012","mobilePhone":"0001"}';
const digest = createHash("md5").update(`${body}APPSECRET`).digest("base64");

test.each([
	["a query", zto.poll?.request([query], access), "zto.merchant.waybill.track.query"],
	[
		"a subscription",
		zto.subscribe?.request([query], { ...access, callbackUrl: "https://wayline.example", secret: "S" }),
		"zto.merchant.waybill.track.subsrcibe",
	],
])("signs %s over its body and the app's secret", (_, request, service) => {
	expect(request).toEqual({
		method: "POST",
		url: `https://japi.zto.com/${service}`,
		headers: { "content-type": "application/json", "x-appkey": "APPKEY", "x-datadigest": digest },
		body,
	});
});

test("leaves the phone out where nobody gave one", () => {
	const request = zto.poll?.request([{ ...query, needs: {} }], access);
	expect(request?.body).toBe('{"billCode":"73100000000012"}');
});
