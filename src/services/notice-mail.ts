import type { LetterText } from "../core/letters.ts";

interface NoticeMail {
	readonly to: string;
	readonly shop: string;
	/** Where a reply goes: to a person. Null: the shop named none. */
	readonly contact: string | null;
	readonly letter: LetterText;
	/** Where it is ended; null: there is nothing to end yet. */
	readonly stopUrl: string | null;
}

/** A mail that nobody wrote, and that one press of a mail program can make the last: RFC 3834, and RFC 8058 over https. */
export function noticeMail({ to, shop, contact, letter, stopUrl }: NoticeMail) {
	const stop = stopUrl === null ? {} : { "List-Unsubscribe": `<${stopUrl}>` };
	const onePress = stopUrl?.startsWith("https:") ? { "List-Unsubscribe-Post": "List-Unsubscribe=One-Click" } : {};
	const headers = { "Auto-Submitted": "auto-generated", "X-Auto-Response-Suppress": "All", ...stop, ...onePress };
	return { to, fromName: shop, replyTo: contact ?? undefined, ...letter, headers };
}
