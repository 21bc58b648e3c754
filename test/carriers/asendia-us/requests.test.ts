import { expect, test } from "vitest";
import { asendiaUs } from "../../../adapters/asendia-us.ts";

test("asks for the milestones of a number with a login and a key in headers", () => {
	const request = asendiaUs.poll?.request([{ trackingNumber: "RL000000014CH", needs: {} }], {
		credentials: { username: "shop", password: "hidden", apiKey: "key" },
		token: "",
		nowMs: 0,
		requestId: "r",
	});
	expect(request?.url).toBe(
		"https://a1api.asendiausa.com/api/A1/v2.0/Tracking/Milestone?trackingNumberVendor=RL000000014CH",
	);
	expect(request?.headers).toMatchObject({ authorization: "Basic c2hvcDpoaWRkZW4=", "x-asendiaone-apikey": "key" });
});
