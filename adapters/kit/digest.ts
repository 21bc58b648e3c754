import { createCipheriv, createHash, createHmac, hash } from "node:crypto";
import { singleBlanks } from "./words.ts";

/** The digest of a text in UTF-8, for carriers that sign so and for ids. */
export function md5(text: string, encoding: "hex" | "base64"): string {
	return createHash("md5").update(text, "utf8").digest(encoding);
}

/** The digest of a text in UTF-8. */
export function sha256(text: string, encoding: "hex" | "base64"): string {
	return createHash("sha256").update(text, "utf8").digest(encoding);
}

/** 16 hexadecimal digits of a carrier's words, however they are broken into lines. */
export function digestOfWords(words: string): string {
	return hash("sha256", singleBlanks(words), "hex").slice(0, 16);
}

/** HMAC-SHA-256 of a text with a secret, both in UTF-8: the signature of a request. */
export function signSha256(text: string, secret: string, encoding: "hex" | "base64"): string {
	return createHmac("sha256", secret).update(text, "utf8").digest(encoding);
}

/** A text in UTF-8 under China's SM4, block by block, as base64. The key is 16 bytes in base64: China Post. */
export function sm4(text: string, key: string): string {
	const bytes = Buffer.alloc(16);
	Buffer.from(key, "base64").copy(bytes);
	const cipher = createCipheriv("sm4-ecb", bytes, null);
	return Buffer.concat([cipher.update(text, "utf8"), cipher.final()]).toString("base64");
}

/** The value of an `authorization` header with a name and a password. */
export function basicAuthorization(name: string, password: string): string {
	return `Basic ${Buffer.from(`${name}:${password}`, "utf8").toString("base64")}`;
}

/** As a Java server encodes a form: a blank is `+`, `*` stays, `!'()~` do not. SF hashes this form. */
export function formEncode(text: string): string {
	return encodeURIComponent(text)
		.replace(/%20/g, "+")
		.replace(/[!'()~]/g, (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`);
}

/** A body of type application/x-www-form-urlencoded. */
export function formBody(fields: Readonly<Record<string, string>>): string {
	return new URLSearchParams(fields).toString();
}
