import { expect, test } from "vitest";
import { parcelone } from "../../../adapters/parcelone.ts";

test("asks for one number with the key in a header", () => {
	const request = parcelone.poll?.request([{ trackingNumber: "4050100000017", needs: {} }], {
		credentials: { apiKey: "key" },
		token: "",
		nowMs: 0,
		requestId: "r",
	});
	expect(request?.url).toBe("https://production.parcelone.io/tracking/shipment/4050100000017?lang=en");
	expect(request?.headers.apikey).toBe("key");
});
