import { expect, test } from "vitest";
import { aftership } from "../../../adapters/aftership.ts";

const access = { credentials: { apiKey: "KEY" }, token: "", nowMs: 0, requestId: "request-1" };
const query = { trackingNumber: "1ZWAY0010300000115", needs: {} };

test("asks for several numbers in one call, with the key in a header", () => {
	const request = aftership.poll?.request([query, { trackingNumber: "300000000001", needs: {} }], access);
	expect(new URL(request?.url ?? "").searchParams.get("tracking_numbers")).toBe("1ZWAY0010300000115,300000000001");
	expect(request?.headers["as-api-key"]).toBe("KEY");
});

test("follows a number without naming a courier where the connection names none, and ends by AfterShip's own name", () => {
	const callback = { callbackUrl: "https://wayline.example/carriers/aftership/con_1", secret: "secret" };
	const request = aftership.subscribe?.request([query], { ...access, ...callback });
	expect(JSON.parse(request?.body ?? "")).toEqual({ tracking_number: "1ZWAY0010300000115" });
	const end = aftership.subscribe?.cancel?.request({ trackingNumber: "1ZWAY0010300000115", id: "0a1b2c" }, access);
	expect(end).toMatchObject({ method: "DELETE", url: expect.stringMatching(/\/trackings\/0a1b2c$/) });
});

test("names the courier of the waybill, and the connection's where it has none", () => {
	const callback = { callbackUrl: "https://wayline.example/carriers/aftership/con_1", secret: "secret" };
	const credentials = { apiKey: "KEY", courier: "usps" };
	const slugOf = (needs: { courier?: string }) =>
		JSON.parse(aftership.subscribe?.request([{ ...query, needs }], { ...access, ...callback, credentials }).body ?? "")
			.slug;
	expect([{ courier: "ups" }, {}].map(slugOf)).toEqual(["ups", "usps"]);
});

test("asks for the couriers' own trackings of the numbers, where every number has its courier", () => {
	const named = { trackingNumber: "300000000001", needs: { courier: "ups" } };
	const slugsOf = (credentials: { apiKey: string; courier?: string }) =>
		new URL(aftership.poll?.request([query, named], { ...access, credentials }).url ?? "").searchParams.get("slug");
	expect(slugsOf({ apiKey: "KEY", courier: "usps" })).toBe("usps,ups");
	expect(slugsOf({ apiKey: "KEY" })).toBeNull();
});
