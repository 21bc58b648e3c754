import { expect, test } from "vitest";
import { dhl } from "../../../adapters/dhl.ts";

const query = { trackingNumber: "1234567891", needs: { postcode: "99999" } };
const access = { token: "", nowMs: 0, requestId: "request-1" };

test("asks for one number with the key in a header and nothing else in the address", () => {
	expect(dhl.poll?.request([query], { ...access, credentials: { apiKey: "KEY" } })).toEqual({
		method: "GET",
		url: "https://api-eu.dhl.com/track/shipments?trackingNumber=1234567891&language=en",
		headers: { "DHL-API-Key": "KEY", accept: "application/json" },
	});
});

test("keeps within the free quota", () => {
	expect(dhl.poll?.batch).toBe(1);
	expect(dhl.api?.rate).toEqual({ perSecond: 0.2, perDay: 250 });
});
