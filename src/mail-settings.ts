import type { ReplyMailbox } from "./services/question-mails.ts";

/** Where mail is listened for. */
export interface MailPort {
	readonly protocol: "smtp" | "lmtp";
	readonly port: number;
}

/** An address, alone or as `Shop <parcels@example.com>`. */
export const MAILBOX = /^(?:[^<>@"\r\n]+ <[^<>@\s]+@[^<>@\s]+>|[^<>@\s]+@[^<>@\s]+)$/;

export const MAIL_PORT = /^(?:(?:smtp|lmtp):)?\d{1,5}$/;

/** Of a text of the form of MAIL_PORT. */
export function mailPortOf(text: string): MailPort {
	return { protocol: text.startsWith("lmtp:") ? "lmtp" : "smtp", port: Number(text.replace(/^\w+:/, "")) };
}

/** Whether an address has a name and a password that can be read: a percent sign of theirs is written as %25. */
export function holdsLogIn(address: string): boolean {
	const { username, password, pathname } = new URL(address);
	try {
		decodeURIComponent(pathname);
		return decodeURIComponent(username) !== "" && decodeURIComponent(password) !== "";
	} catch {
		return false;
	}
}

interface MailNames {
	readonly mailFrom: string | null;
	readonly publicUrl: string;
}

interface MailWays extends MailNames {
	readonly imapUrl: string | null;
	readonly mailPort: MailPort | null;
	readonly mailPlus: boolean | null;
}

/** As whom letters are sent. */
export function mailFrom({ mailFrom: from, publicUrl }: MailNames): string {
	return from ?? `Wayline <wayline@${new URL(publicUrl).hostname}>`;
}

/**
 * Where replies come in: where letters come from. A listener of ours takes what stands behind a plus; of somebody's mailbox it is
 * not known, and a reply that bounces is worse than one that is found by what it answers. Null where nobody would read them.
 */
export function repliesTo(config: MailWays): ReplyMailbox | null {
	if (config.imapUrl === null && config.mailPort === null) return null;
	const [, address = ""] = /([^<>\s]+@[^<>\s]+?)>?\s*$/.exec(mailFrom(config)) ?? [];
	return { address, takesPlusAddresses: config.mailPlus ?? config.imapUrl === null };
}
