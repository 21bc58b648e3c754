import { expect, test } from "vitest";
import { jtExpress } from "../../../adapters/jt-express.ts";

const credentials = { apiAccount: "100000000001", privateKey: "private-key-1" };
const access = { credentials, token: "", nowMs: 1_780_401_600_000, requestId: "request-1" };
const query = (trackingNumber: string) => ({ trackingNumber, needs: {} });

test("signs a query for several numbers with the private key, in a header", () => {
	const request = jtExpress.poll?.request([query("JT0000000000017"), query("JT0000000000025")], access);
	expect(request?.url).toBe("https://openapi.jtexpress.com.cn/webopenplatformapi/api/logistics/trace");
	// printf '<bizContent>private-key-1' | openssl dgst -md5 -binary | base64
	expect(request?.headers).toMatchObject({
		apiAccount: "100000000001",
		digest: "3cykKcuOsr11rrvMgK8JcA==",
		timestamp: "1780401600000",
	});
	expect(new URLSearchParams(request?.body).get("bizContent")).toBe('{"billCodes":"JT0000000000017,JT0000000000025"}');
});

test("watches every kind of scan", () => {
	const callback = { callbackUrl: "https://wayline.example/carriers/jt-express/con_1", secret: "private-key-1" };
	const request = jtExpress.subscribe?.request([query("JT0000000000017")], { ...access, ...callback });
	expect(JSON.parse(new URLSearchParams(request?.body).get("bizContent") ?? "")).toEqual({
		id: "100000000001",
		list: [
			{
				traceNode: "1&2&3&4&5&6&7&8&9&10&11&12&13&14",
				waybillCode: "JT0000000000017",
				backUrl: "https://wayline.example/carriers/jt-express/con_1",
			},
		],
	});
});

test("answers a push in the words that J&T waits for", () => {
	expect(jtExpress.webhook?.acknowledge).toMatchObject({
		status: 200,
		body: '{"code":"1","msg":"success","data":"SUCCESS"}',
	});
});
