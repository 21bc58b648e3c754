import type { LetterText } from "../core/letters.ts";

interface NewNotice {
	readonly to: string;
	readonly shop: string;
	/** Where a reply goes: to a person. Null: the shop named none. */
	readonly contact: string | null;
	readonly letter: LetterText;
	/** Where it is ended; null: there is nothing to end yet. */
	readonly stopUrl: string | null;
}

/** A mail as the mailer takes it. */
export interface NoticeMail {
	readonly to: string;
	readonly fromName: string;
	readonly replyTo: string | undefined;
	readonly replyToName?: string;
	/** Whom servers tell that it did not arrive; the address that it comes from where there is none. */
	readonly returnPath?: string;
	readonly subject: string;
	readonly text: string;
	readonly html: string;
	readonly headers: Readonly<Record<string, string>>;
}

/** A mail that nobody wrote, and that one press of a mail program can make the last: RFC 3834, and RFC 8058 over https. */
export function noticeMail({ to, shop, contact, letter, stopUrl }: NewNotice): NoticeMail {
	const stop = stopUrl === null ? {} : { "List-Unsubscribe": `<${stopUrl}>` };
	const onePress = stopUrl?.startsWith("https:") ? { "List-Unsubscribe-Post": "List-Unsubscribe=One-Click" } : {};
	const headers = { "Auto-Submitted": "auto-generated", "X-Auto-Response-Suppress": "All", ...stop, ...onePress };
	return { to, fromName: shop, replyTo: contact ?? undefined, ...letter, headers };
}
