import { expect, test } from "vitest";
import { spring } from "../../../adapters/spring.ts";

test("posts a command with the key in the body", () => {
	const request = spring.poll?.request([{ trackingNumber: "LXAB00000001NL", needs: {} }], {
		credentials: { apiKey: "key" },
		token: "",
		nowMs: 0,
		requestId: "r",
	});
	expect(request?.url).toBe("https://mtapi.net/");
	expect(JSON.parse(request?.body ?? "")).toEqual({
		Apikey: "key",
		Command: "TrackShipment",
		Shipment: { TrackingNumber: "LXAB00000001NL" },
	});
});
