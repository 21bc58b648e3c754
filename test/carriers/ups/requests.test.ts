import { expect, test } from "vitest";
import { ups } from "../../../adapters/ups.ts";

const access = {
	credentials: { clientId: "client", clientSecret: "CLIENT-SECRET" },
	token: "TOKEN",
	nowMs: 0,
	requestId: "request-1",
};
const number = "1ZWAY0010300000115";
const query = { trackingNumber: number, needs: {} };

test("logs in with the client's name and secret in a header", () => {
	expect(ups.api?.login?.request(access)).toEqual({
		method: "POST",
		url: "https://onlinetools.ups.com/security/v1/oauth/token",
		headers: {
			authorization: "Basic Y2xpZW50OkNMSUVOVC1TRUNSRVQ=",
			"content-type": "application/x-www-form-urlencoded",
		},
		body: "grant_type=client_credentials",
	});
});

test("reads how long the token lasts, which UPS writes as text", () => {
	const reply = '{"token_type":"Bearer","access_token":"T1","expires_in":"14399"}';
	expect(ups.api?.login?.read(reply)).toEqual({ token: "T1", expiresInSeconds: 14_399 });
	expect(() => ups.api?.login?.read('{"response":{"errors":[]}}')).toThrow("access_token");
});

test("asks for one number, with the headers that UPS requires", () => {
	expect(ups.poll?.request([query], access)).toEqual({
		method: "GET",
		url: `https://onlinetools.ups.com/api/track/v1/details/${number}?locale=en_US`,
		headers: { authorization: "Bearer TOKEN", transId: "request-1", transactionSrc: "wayline" },
	});
});

test("subscribes up to a hundred numbers to the connection's address", () => {
	const callbackUrl = "https://wayline.example/carriers/ups/con_1";
	const request = ups.subscribe?.request([query, { trackingNumber: "1ZWAY0010300000222", needs: {} }], {
		...access,
		callbackUrl,
		secret: "HOOK-SECRET",
	});
	expect(request?.url).toBe("https://onlinetools.ups.com/api/track/v1/subscription/standard/package");
	expect(JSON.parse(request?.body ?? "")).toEqual({
		locale: "en_US",
		countryCode: "US",
		trackingNumberList: [number, "1ZWAY0010300000222"],
		destination: { url: callbackUrl, credentialType: "Bearer", credential: "HOOK-SECRET" },
	});
	expect(ups.subscribe?.batch).toBe(100);
	expect(ups.subscribe?.renewAfterDays).toBeLessThan(14);
});
