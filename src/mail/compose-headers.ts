import { plainLine } from "./plain-line.ts";
import type { TokenKeys } from "./signed-token.ts";
import { type ThreadToken, threadToken } from "./thread-token.ts";

/** `answer`: what a person wrote, passed on. `automatic`: an acknowledgement or a reminder, that nobody wrote. */
export type LetterKind = "answer" | "automatic";

export interface Letter {
	readonly kind: LetterKind;
	/** Ours, of letters and digits and `_`: makes the Message-ID its own. */
	readonly id: string;
	/** What it belongs to and whom it goes to. */
	readonly token: ThreadToken;
	/** The mailbox that answers come to, as `reply@shop.example`. */
	readonly mailbox: string;
	/** Whether that mailbox also takes what is sent to `reply+anything@shop.example`. */
	readonly takesPlusAddresses: boolean;
	/** As people wrote them; hostile texts are made harmless here. */
	readonly fromName: string;
	readonly subject: string;
	/** Of what never was a mail: by it mail programs show the letters of one thread together. */
	readonly root?: string;
	/** The mail it answers and those before that, oldest first, with or without angle brackets. */
	readonly answers?: readonly string[];
}

export interface LetterHeaders {
	/** The address it comes from is the installation's. */
	readonly fromName: string;
	readonly replyTo: { readonly name: string; readonly address: string };
	readonly subject: string;
	/** With angle brackets. */
	readonly messageId: string;
	readonly inReplyTo: string | null;
	/** At most 20, oldest first; empty where it begins a thread. */
	readonly references: readonly string[];
	/** What else belongs into the head. */
	readonly headers: Readonly<Record<string, string>>;
}

const MOST_REFERENCES = 20;
const MOST_SUBJECT = 160;
const MOST_NAME = 60;
const MOST_LOCAL_PART = 64;

/** The head of a letter of ours. Throws on an id or a mailbox that no header could hold: both are ours to give. */
export function composeHeaders(letter: Letter, keys: TokenKeys): LetterHeaders {
	const { host } = partsOf(letter.mailbox);
	if (!/^\w{1,40}$/.test(letter.id)) throw new Error("A letter's id has letters, digits and _.");
	const token = threadToken(letter.token, keys);
	const idToken = threadToken(letter.token, keys, "id");
	const name = plainLine(letter.fromName, MOST_NAME) || host;
	const answers = letter.answers ?? [];
	const references = trimReferences(letter.root === undefined ? answers : [letter.root, ...answers]);
	const address = letter.takesPlusAddresses ? replyAddress(letter.mailbox, token) : letter.mailbox;
	return {
		fromName: name,
		replyTo: { name, address },
		subject: plainLine(letter.subject, MOST_SUBJECT),
		messageId: `<${idToken}.${letter.id}@${host}>`,
		inReplyTo: trimReferences(answers).at(-1) ?? null,
		references,
		headers: {
			// Whoever passes our own mail back to us is told by it.
			"X-Loop": host,
			// Exchange heeds this one and no other.
			"X-Auto-Response-Suppress": letter.kind === "answer" ? "OOF, AutoReply" : "All",
			...(letter.kind !== "answer" && {
				"Auto-Submitted": answers.length > 0 ? "auto-replied" : "auto-generated",
			}),
		},
	};
}

/** `reply+TOKEN@host`; the bare mailbox where that would be more than mail servers take. */
export function replyAddress(mailbox: string, token: string): string {
	const { local, host } = partsOf(mailbox);
	const withToken = `${local}+${token}`;
	return withToken.length > MOST_LOCAL_PART ? mailbox : `${withToken}@${host}`;
}

/** Ids in angle brackets, each once; of more than 20 the first, which began the thread, and the last. */
export function trimReferences(ids: readonly string[]): readonly string[] {
	const whole = ids.flatMap((id) => {
		const [, bare] = /^\s*<?([^\s<>\p{C}]{1,250})>?\s*$/u.exec(id) ?? [];
		return bare === undefined ? [] : [`<${bare}>`];
	});
	// The parent is the last one told.
	const each = [...new Set(whole.toReversed())].toReversed();
	const [first] = each;
	if (first === undefined || each.length <= MOST_REFERENCES) return each;
	return [first, ...each.slice(1 - MOST_REFERENCES)];
}

function partsOf(mailbox: string): { readonly local: string; readonly host: string } {
	const [, local, host] = /^([^\s@<>"(),:;\p{Cc}]+)@([a-z0-9.-]+)$/iu.exec(mailbox) ?? [];
	if (local === undefined || host === undefined) throw new Error("The mailbox is one plain address.");
	return { local, host: host.toLowerCase() };
}
