import { createPrivateKey, createPublicKey, type KeyObject, randomBytes, sign } from "node:crypto";
import { Webhook } from "standardwebhooks";
import type { SignatureKind } from "../core/endpoint-kinds.ts";
import type { SigningKey } from "../store/endpoints.ts";

const SHARED = "whsec_";
const PRIVATE = "whsk_";
const PUBLIC = "whpk_";
const KEY_BYTES = 32;
// RFC 8410, section 7: what stands before the 32 bytes of a private key of ed25519 in PKCS #8.
const PKCS8_HEAD = Buffer.from("302e020100300506032b657004220420", "hex");

/** 32 random bytes, as Standard Webhooks writes them, with the public half where there is one. */
export function makeSigningKey(kind: SignatureKind): SigningKey {
	const bytes = randomBytes(KEY_BYTES);
	switch (kind) {
		case "hmac-sha256":
			return { secret: SHARED + bytes.toString("base64"), publicKey: null };
		case "ed25519": {
			const { x = "" } = createPublicKey(privateKeyOf(bytes)).export({ format: "jwk" });
			const publicKey = PUBLIC + Buffer.from(x, "base64url").toString("base64");
			return { secret: PRIVATE + bytes.toString("base64"), publicKey };
		}
	}
}

/** One of `webhook-signature`: `v1,` or `v1a,` and base64, by which of the two the secret is. */
export function signatureOf(secret: string, messageId: string, at: Date, body: string): string {
	if (!secret.startsWith(PRIVATE)) return new Webhook(secret).sign(messageId, at, body);
	// standardwebhooks signs with shared secrets alone.
	const signed = Buffer.from(`${messageId}.${Math.floor(at.getTime() / 1000)}.${body}`);
	const key = privateKeyOf(Buffer.from(secret.slice(PRIVATE.length), "base64"));
	return `v1a,${sign(null, signed, key).toString("base64")}`;
}

function privateKeyOf(bytes: Buffer): KeyObject {
	return createPrivateKey({ key: Buffer.concat([PKCS8_HEAD, bytes]), format: "der", type: "pkcs8" });
}
