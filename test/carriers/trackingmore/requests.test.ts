import { expect, test } from "vitest";
import { trackingmore } from "../../../adapters/trackingmore.ts";

const access = { credentials: { apiKey: "KEY", courier: "ups" }, token: "", nowMs: 0, requestId: "request-1" };
const queries = [
	{ trackingNumber: "1ZWAY0010300000115", needs: {} },
	{ trackingNumber: "300000000001", needs: {} },
] as const;

test("asks for several numbers in one call, with the key in a header", () => {
	const request = trackingmore.poll?.request([...queries], access);
	expect(new URL(request?.url ?? "").searchParams.get("tracking_numbers")).toBe("1ZWAY0010300000115,300000000001");
	expect(request?.headers["tracking-api-key"]).toBe("KEY");
	expect(new URL(request?.url ?? "").searchParams.get("courier_code")).toBe("ups");
});

test("leaves the courier out where the numbers of a call have several", () => {
	const mixed = [{ ...queries[0], needs: { courier: "dhl" } }, queries[1]] as const;
	expect(trackingmore.poll?.request(mixed, access).url).not.toContain("courier_code");
});

test("follows several numbers in one call, of the courier that the connection names", () => {
	const callback = { callbackUrl: "https://wayline.example/carriers/trackingmore/con_1", secret: "secret" };
	const request = trackingmore.subscribe?.request([...queries], { ...access, ...callback });
	expect(JSON.parse(request?.body ?? "")).toEqual([
		{ tracking_number: "1ZWAY0010300000115", courier_code: "ups" },
		{ tracking_number: "300000000001", courier_code: "ups" },
	]);
});

test("names the courier of each waybill, and the connection's where it has none; ends by TrackingMore's own name", () => {
	const callback = { callbackUrl: "https://wayline.example/carriers/trackingmore/con_1", secret: "secret" };
	const named = [{ ...queries[0], needs: { courier: "dhl" } }, queries[1]] as const;
	const request = trackingmore.subscribe?.request(named, { ...access, ...callback });
	expect(JSON.parse(request?.body ?? "")).toMatchObject([{ courier_code: "dhl" }, { courier_code: "ups" }]);
	const end = trackingmore.subscribe?.cancel?.request({ trackingNumber: "1ZWAY0010300000115", id: "0a1b2c" }, access);
	expect(end).toMatchObject({ method: "DELETE", url: expect.stringMatching(/\/delete\/0a1b2c$/) });
});

test("takes a signature over the body, whatever its digits, or the token, and none over a timestamp", () => {
	const secret = "2e55b9a3-0000-4416-9897-000000000000";
	const verify = trackingmore.webhook?.verify;
	const body = new TextEncoder().encode("{}");
	// printf '{}' | openssl dgst -sha256 -hmac "$secret"
	const digits = "37b96a62ecbb12588942a94d10169bf038d19e7896ba29f3894dea57d0e67e3e";
	const base64 = Buffer.from(digits, "hex").toString("base64");
	for (const signature of [digits, base64]) {
		expect(verify?.({ headers: { signature }, body, query: "" }, secret, 0)).toBeNull();
	}
	expect(verify?.({ headers: {}, body, query: `token=${secret}` }, secret, 0)).toBeNull();
	// printf 1662371528 | openssl dgst -sha256 -hmac "$secret"
	const ofTime = {
		signature: "d4e3819283b4cd7d2943f0f946a288dd043d3641d7ff1b7b41b44a08ac1cfeb7",
		timestamp: "1662371528",
	};
	expect(verify?.({ headers: ofTime, body, query: "" }, secret, 0)).not.toBeNull();
});
