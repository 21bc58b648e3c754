/** A mail as it came, understood: what its head says, what it reads as, what hangs on it. Nothing of it is trusted yet. */
export interface Mail {
	/** With angle brackets, as sent; null where there is none that could be one. */
	readonly messageId: string | null;
	readonly inReplyTo: readonly string[];
	/** Oldest first, each once; what is no id is left out. */
	readonly references: readonly string[];
	/** Null as well where several are named, so that nobody is taken for a person who did not write alone. */
	readonly from: Mailbox | null;
	readonly sender: Mailbox | null;
	readonly replyTo: readonly Mailbox[];
	readonly to: readonly Mailbox[];
	readonly cc: readonly Mailbox[];
	/** Bare addresses that servers on the way say it was delivered to, the last server's first. */
	readonly deliveredTo: readonly string[];
	/** `""` for `<>`, which is how servers write; null where none is told. */
	readonly returnPath: string | null;
	/** One line; `""` where there is none. */
	readonly subject: string;
	/** What the sender's clock said, `…Z`; null where it cannot be read. */
	readonly date: string | null;
	/** As the sender's client wrote it in plain text, line ends as \n; null where it wrote none. */
	readonly text: string | null;
	readonly html: string | null;
	readonly attachments: readonly MailAttachment[];
	/** Every field of the head by its name in small letters, unfolded and decoded, in their order. */
	readonly headers: ReadonlyMap<string, readonly string[]>;
	/** What is not as it should be; the rest was read all the same. */
	readonly problems: readonly MailProblem[];
}

export interface Mailbox {
	/** One line, `""` where there is none. Whoever wrote the mail chose it. */
	readonly name: string;
	/** As written; compare with `sameAddress`. */
	readonly address: string;
}

export interface MailAttachment {
	/** One name without folders, of at most 120 characters, with the ending that its bytes have. */
	readonly name: string;
	/** What its bytes are, as a media type; null where they are of no kind that is known. */
	readonly type: string | null;
	/** What the sender's client says they are, in small letters. Never to be believed alone. */
	readonly declaredType: string;
	readonly bytes: Uint8Array;
	/** Shown within the text (a logo, a picture among sentences), by the `Content-ID` that the HTML names it with. */
	readonly inline: boolean;
	/** Without angle brackets. */
	readonly contentId: string | null;
}

export interface MailProblem {
	readonly kind:
		| "text-cut"
		| "attachments-left-out"
		| "charset-refused"
		| "charset-corrected"
		| "several-senders"
		| "addresses-left-out";
	/** A sentence without anything that the mail says. */
	readonly detail: string;
}

/** A mail that is not read: more than a mail ever holds, or not one. */
export interface Unreadable {
	readonly kind: "unreadable";
	/** A sentence for whoever looks after the mailbox, without anything that the mail says. */
	readonly because: string;
}

/** Whether two addresses are one mailbox, as far as anybody but their server can know. */
export function sameAddress(one: string, other: string): boolean {
	return foldAddress(one) === foldAddress(other);
}

/** Local parts may differ by case, and in practice never do. */
export function foldAddress(address: string): string {
	return address.trim().normalize("NFKC").toLowerCase().replace(/^<|>$/g, "");
}

/** The first value of a field; null where it is not there. */
export function headerOf(mail: Pick<Mail, "headers">, name: string): string | null {
	return mail.headers.get(name)?.[0] ?? null;
}
