import fc from "fast-check";
import { expect, test } from "vitest";
import { makeSigningKey, signatureOf } from "../../src/outbound/signature.ts";
import { isAuthentic } from "../helpers/receiver.ts";

test("signs with ed25519 as the test of the standard's library in Go does", () => {
	const secret = "whsk_VEVTVFNJR05JTkdLRVlET05PVFVTRVRISVNGT1JBTlk=";
	const at = new Date(1_614_265_330_000);
	expect(signatureOf(secret, "msg_p5jXN8AQM9LWM0D4loKWxJek", at, '{"test": 2432232314}')).toBe(
		"v1a,tQ9V2XOqn7jL/DQenEFpqIugdBVtiMmER5mhSkXBNwM0mkATuDe6KYYUuxqtaiHeYGb7KaaBRdM5WqyeFiL8Ag==",
	);
});

test("keys are as long as the standard asks, each another, and the private one is in no public one", () => {
	const [shared, pair, other] = [makeSigningKey("hmac-sha256"), makeSigningKey("ed25519"), makeSigningKey("ed25519")];
	expect(shared).toEqual({ secret: expect.stringMatching(/^whsec_[A-Za-z0-9+/]{43}=$/), publicKey: null });
	expect(pair.secret).toMatch(/^whsk_[A-Za-z0-9+/]{43}=$/);
	expect(pair.publicKey).toMatch(/^whpk_[A-Za-z0-9+/]{43}=$/);
	expect(
		new Set([pair.secret.slice(5), pair.publicKey?.slice(5), other.secret.slice(5), other.publicKey?.slice(5)]).size,
	).toBe(4);
});

test.each(["hmac-sha256", "ed25519"] as const)(
	"%s: every body verifies as it was signed, and no other does",
	(kind) => {
		const [own, strange] = [makeSigningKey(kind), makeSigningKey(kind)];
		const by = ({ secret, publicKey }: typeof own) => publicKey ?? secret;
		const at = new Date();
		// The library of the standard reads a body that it verified: it has to be JSON.
		const anyBody = fc.string({ unit: "grapheme", maxLength: 200 }).map((text) => JSON.stringify(text));
		fc.assert(
			fc.property(anyBody, anyBody, fc.uuid(), (body, other, id) => {
				const headers = {
					"webhook-id": id,
					"webhook-timestamp": String(Math.floor(at.getTime() / 1000)),
					"webhook-signature": `v1,AAAA ${signatureOf(own.secret, id, at, body)}`,
				};
				const later = { ...headers, "webhook-timestamp": String(Math.floor(at.getTime() / 1000) + 1) };
				expect(isAuthentic(by(own), { text: body, headers })).toBe(true);
				expect(isAuthentic(by(own), { text: other, headers })).toBe(other === body);
				expect(isAuthentic(by(own), { text: body, headers: { ...headers, "webhook-id": `${id}0` } })).toBe(false);
				expect(isAuthentic(by(own), { text: body, headers: later })).toBe(false);
				expect(isAuthentic(by(strange), { text: body, headers })).toBe(false);
			}),
			{ numRuns: 60 },
		);
	},
);
