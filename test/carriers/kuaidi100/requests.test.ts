import { createHash } from "node:crypto";
import { expect, test } from "vitest";
import { kuaidi100 } from "../../../adapters/kuaidi100.ts";

const credentials = { customer: "CUSTOMER", key: "KEY", courier: "shunfeng" };
const access = { credentials, token: "", nowMs: 0, requestId: "request-1" };
const query = { trackingNumber: "SF1234567890123", needs: { phoneLast4: "0001" } };

function form(body: string | undefined): Record<string, string> {
	return Object.fromEntries(new URLSearchParams(body));
}

test("signs a query over its param, the key and the customer, in capitals", () => {
	const request = kuaidi100.poll?.request([query], access);
	const { customer, sign, param = "" } = form(request?.body);
	expect(request?.url).toBe("https://poll.kuaidi100.com/poll/query.do");
	expect(customer).toBe("CUSTOMER");
	expect(sign).toBe(createHash("md5").update(`${param}KEYCUSTOMER`).digest("hex").toUpperCase());
	expect(JSON.parse(param)).toEqual({
		com: "shunfeng",
		num: "SF1234567890123",
		phone: "0001",
		resultv2: "4",
		order: "desc",
	});
});

test("subscribes with the connection's secret as salt, and lets Kuaidi100 find a courier that is not named", () => {
	const callback = { callbackUrl: "https://wayline.example/carriers/kuaidi100/con_1", secret: "SALT" };
	const request = kuaidi100.subscribe?.request([{ trackingNumber: "YT0012345678901", needs: {} }], {
		...access,
		credentials: { ...credentials, courier: "auto" },
		...callback,
	});
	const { schema, param = "" } = form(request?.body);
	expect(request?.url).toBe("https://poll.kuaidi100.com/poll");
	expect(schema).toBe("json");
	expect(JSON.parse(param)).toEqual({
		company: "",
		number: "YT0012345678901",
		key: "KEY",
		parameters: { callbackurl: callback.callbackUrl, salt: "SALT", resultv2: "4", autoCom: "1", interCom: "1" },
	});
});

test("answers a push in the words that Kuaidi100 waits for", () => {
	const { acknowledge } = kuaidi100.webhook ?? {};
	expect(acknowledge).toMatchObject({ status: 200, body: '{"result":true,"returnCode":"200","message":"成功"}' });
});
