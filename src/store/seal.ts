import {
	createCipheriv,
	createDecipheriv,
	createHash,
	createHmac,
	hkdfSync,
	randomBytes,
	timingSafeEqual,
} from "node:crypto";

/** Seals what must not be read from a stolen database: credentials, webhook secrets, buyers' details. */
export interface Vault {
	/** `context` names the row and column. A sealed text moved to another place does not open. */
	seal(plain: string | Uint8Array, context: string): Uint8Array;
	/** Throws WrongKey, or Tampered. */
	unseal(sealed: Uint8Array, context: string): string;
	/** The same of what was no text. */
	unsealBytes(sealed: Uint8Array, context: string): Uint8Array;
	/** Whether the key that sealed it is one of ours. Its first SEALED_HEAD_BYTES are enough to tell. */
	knows(sealed: Uint8Array): boolean;
	/** What all begins with that it seals now, SEALED_HEAD_BYTES long. */
	readonly head: Uint8Array;
	/**
	 * 32 bytes that only who has the key can make of this text, to be handed out and recognised later without being kept.
	 * Each purpose has a key of its own, and none of them changes with the secret key: see tag-keys.ts.
	 */
	tagOf(text: string, purpose: TagPurpose): Uint8Array;
}

/** What tags are made for. What has gone out holds them: a purpose keeps its name. */
export const TAG_PURPOSES = [
	"answer addresses",
	"askers",
	"recognised readers",
	"review invitations",
	"reviewers",
	"staff actions",
	"thread tokens",
	"topics of notifications",
	"watchers",
	"watchers' devices",
	"watchers' links",
	"webhook secrets",
	"who acts",
] as const;

export type TagPurpose = (typeof TAG_PURPOSES)[number];

/** 32 bytes for each purpose. */
export type TagKeys = Readonly<Record<TagPurpose, Uint8Array>>;

/** Sealed under a key that this vault does not have. */
export class WrongKey extends Error {
	override readonly name = "WrongKey";
}

/** Sealed under this key, but damaged or moved from another row. */
export class Tampered extends Error {
	override readonly name = "Tampered";
}

// version 1 | first 4 bytes of the key's digest | nonce | ciphertext | tag
const VERSION = 1;
const KEY_ID_BYTES = 4;
const NONCE_BYTES = 12;
const TAG_BYTES = 16;
const HEADER_BYTES = 1 + KEY_ID_BYTES + NONCE_BYTES;

export const SEALED_HEAD_BYTES = 1 + KEY_ID_BYTES;

interface Key {
	readonly id: Buffer;
	readonly bytes: Buffer;
}

/**
 * AES-256-GCM with a fresh 96-bit nonce each time. `secretKey` is WAYLINE_SECRET_KEY, 32 bytes; the other keys open what
 * they sealed and seal nothing, so that a key can be changed and everything sealed again. `tagKeys` are those that the
 * database keeps; without a database they come of the key.
 */
export function openVault(
	secretKey: Uint8Array,
	otherKeys: readonly Uint8Array[] = [],
	tagKeys: TagKeys = tagKeysOf(secretKey),
): Vault {
	const current = keyFrom(secretKey);
	const keys = [current, ...otherKeys.map(keyFrom)];
	const keyOf = (sealed: Uint8Array) =>
		keys.find(({ id }) => timingSafeEqual(id, sealed.subarray(1, SEALED_HEAD_BYTES)));
	const unsealBytes: Vault["unsealBytes"] = (sealed, context) => {
		if (sealed.length < HEADER_BYTES + TAG_BYTES || sealed[0] !== VERSION) {
			throw new Tampered(`The sealed ${context} is not in a form this version knows.`);
		}
		const key = keyOf(sealed);
		if (key === undefined) {
			throw new WrongKey(`The ${context} was sealed under another WAYLINE_SECRET_KEY than the one set now.`);
		}
		return decipher(sealed, key, context);
	};
	return {
		head: Buffer.concat([Buffer.of(VERSION), current.id]),
		knows: (sealed) => sealed.length >= SEALED_HEAD_BYTES && keyOf(sealed) !== undefined,
		seal: (plain, context) => {
			const nonce = randomBytes(NONCE_BYTES);
			const cipher = createCipheriv("aes-256-gcm", current.bytes, nonce).setAAD(Buffer.from(context));
			const sealed = Buffer.concat([cipher.update(Buffer.from(plain)), cipher.final()]);
			return Buffer.concat([Buffer.of(VERSION), current.id, nonce, sealed, cipher.getAuthTag()]);
		},
		unseal: (sealed, context) => Buffer.from(unsealBytes(sealed, context)).toString("utf8"),
		unsealBytes,
		tagOf: (text, purpose) => createHmac("sha256", tagKeys[purpose]).update(text).digest(),
	};
}

/** The keys of tags as they come of a secret key, before they are kept by themselves. */
export function tagKeysOf(secretKey: Uint8Array): TagKeys {
	return tagKeysBy((purpose) => Buffer.from(hkdfSync("sha256", secretKey, "", `wayline tag of ${purpose} 1`, 32)));
}

/** Each purpose has one: what `keyFor` answers. */
export function tagKeysBy(keyFor: (purpose: TagPurpose) => Uint8Array): TagKeys {
	// Every purpose of the list is a key of the record, and nothing else is.
	return Object.fromEntries(TAG_PURPOSES.map((purpose) => [purpose, keyFor(purpose)])) as TagKeys;
}

function decipher(sealed: Uint8Array, key: Key, context: string): Uint8Array {
	const nonce = sealed.subarray(SEALED_HEAD_BYTES, HEADER_BYTES);
	const opened = createDecipheriv("aes-256-gcm", key.bytes, nonce, { authTagLength: TAG_BYTES })
		.setAAD(Buffer.from(context))
		.setAuthTag(sealed.subarray(-TAG_BYTES));
	try {
		const body = opened.update(sealed.subarray(HEADER_BYTES, -TAG_BYTES));
		return Buffer.concat([body, opened.final()]);
	} catch {
		throw new Tampered(`The sealed ${context} was damaged, or moved here from another row.`);
	}
}

function keyFrom(secretKey: Uint8Array): Key {
	if (secretKey.length !== 32) throw new Error(`A secret key has 32 bytes; this one has ${secretKey.length}.`);
	// Derived, so that the same secret may serve other purposes without one use revealing another.
	const bytes = Buffer.from(hkdfSync("sha256", secretKey, "", "wayline vault 1", 32));
	return { bytes, id: createHash("sha256").update(bytes).digest().subarray(0, KEY_ID_BYTES) };
}
