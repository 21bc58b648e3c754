import { createHash, createHmac, hash } from "node:crypto";

/** For signed requests. Text is hashed as UTF-8. */
export function md5(text: string, encoding: "hex" | "base64"): string {
	return createHash("md5").update(text, "utf8").digest(encoding);
}

export function sha256(text: string, encoding: "hex" | "base64"): string {
	return createHash("sha256").update(text, "utf8").digest(encoding);
}

/** 16 hexadecimal digits of a carrier's words, however they are broken into lines. */
export function digestOfWords(words: string): string {
	return hash("sha256", words.replace(/\s+/g, " ").trim(), "hex").slice(0, 16);
}

export function signSha256(text: string, secret: string, encoding: "hex" | "base64"): string {
	return createHmac("sha256", secret).update(text, "utf8").digest(encoding);
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
