import { isUtf8 } from "node:buffer";

/** What the syntax levels of UN/EDIFACT mean, by their last letter: A and B are ASCII, which those of C hold. */
const LEVELS: Readonly<Record<string, string>> = {
	...{ D: "iso-8859-2", E: "iso-8859-5", F: "iso-8859-7", G: "iso-8859-3", H: "iso-8859-4", I: "iso-8859-6" },
	...{ J: "iso-8859-8", K: "windows-1254" },
};

/**
 * The character set that a message in EDI or XML names in its first characters, which are ASCII. Undefined where it names
 * none, and for what is UTF-8 whatever it says: senders change the bytes more often than the name.
 */
export function charsetInside(body: Uint8Array): string | undefined {
	if (isUtf8(body)) return undefined;
	const head = Buffer.from(body.subarray(0, 200)).toString("latin1");
	const encoding = /^\s*<\?xml[^>]*\bencoding\s*=\s*["']([\w.:-]+)["']/.exec(head)?.[1];
	if (encoding !== undefined) return encoding;
	const level = /^\s*(?:UNA.{6}\s*)?UNB.UNO([A-Z])/s.exec(head)?.[1];
	const isEdi = level !== undefined || /^\s*ISA[^\w\s]\d\d/.test(head);
	return isEdi ? (LEVELS[level ?? ""] ?? "windows-1252") : undefined;
}
