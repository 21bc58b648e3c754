import { expect, test } from "vitest";
import { ship24 } from "../../../adapters/ship24.ts";

const access = { credentials: { apiKey: "KEY", courier: "us-post" }, token: "", nowMs: 0, requestId: "request-1" };
const query = { trackingNumber: "9400100000000000000006", needs: { postcode: "94901" } };
const asked = {
	trackingNumber: "9400100000000000000006",
	courierCode: ["us-post"],
	destinationPostCode: "94901",
};

test("follows a number and asks for it in one call, with the key in a header", () => {
	const request = ship24.poll?.request([query], access);
	expect(request?.headers.authorization).toBe("Bearer KEY");
	expect(JSON.parse(request?.body ?? "")).toEqual(asked);
});

test("follows several numbers in one call", () => {
	const callback = { callbackUrl: "https://wayline.example/carriers/ship24/con_1", secret: "secret" };
	const request = ship24.subscribe?.request([query], { ...access, ...callback });
	expect(JSON.parse(request?.body ?? "")).toEqual([asked]);
});

test("names the courier of the waybill rather than the connection's", () => {
	const request = ship24.poll?.request([{ ...query, needs: { courier: "dhl" } }], access);
	expect(JSON.parse(request?.body ?? "")).toEqual({ trackingNumber: "9400100000000000000006", courierCode: ["dhl"] });
});

test("answers Ship24 when it tries the address, and no message", () => {
	const tried = { headers: {}, query: "", body: new Uint8Array() };
	const { handshake } = ship24.webhook ?? {};
	expect(handshake?.({ ...tried, method: "GET" }, "secret")).toEqual({ status: 200, headers: {}, body: "" });
	expect(handshake?.({ ...tried, method: "POST" }, "secret")).toBeNull();
});
