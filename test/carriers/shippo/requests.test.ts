import { expect, test } from "vitest";
import { shippo } from "../../../adapters/shippo.ts";

const callback = { callbackUrl: "https://wayline.example/carriers/shippo/con_1", secret: "secret" };
const access = { credentials: { token: "TOKEN", courier: "usps" }, token: "", nowMs: 0, requestId: "request-1" };
const query = { trackingNumber: "9400100000000000000006", needs: {} };

test("follows a number of the courier that the waybill names, else of the connection's, with the token in a header", () => {
	const request = shippo.subscribe?.request([query], { ...access, ...callback });
	expect(request).toMatchObject({ method: "POST", url: "https://api.goshippo.com/tracks/" });
	expect(request?.headers.authorization).toBe("ShippoToken TOKEN");
	expect(JSON.parse(request?.body ?? "")).toEqual({ carrier: "usps", tracking_number: "9400100000000000000006" });
	const named = shippo.subscribe?.request([{ ...query, needs: { courier: "ups" } }], { ...access, ...callback });
	expect(JSON.parse(named?.body ?? "")).toMatchObject({ carrier: "ups" });
});
