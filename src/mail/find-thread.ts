import { foldAddress, type Mail } from "./mail.ts";
import { unwrapReferences } from "./own-marks.ts";
import {
	findThreadTokens,
	type LetterRecipient,
	type PartyRole,
	type ThreadToken,
	type TokenKeys,
} from "./thread-token.ts";

/**
 * Where a mail belongs, and as whom its writer speaks.
 *
 * What counts, strongest first: a token in an address it was sent or delivered to; ids of ours, or of mails kept before, that it
 * answers; a token in its text; its sender. A mail goes into a thread only if nothing as strong speaks for another:
 *
 * - Address: what servers say it was delivered to comes before To and Cc, because one mail to two threads arrives twice. Two
 *   threads among the addresses of the same kind, or an address and an answered id that differ, make a suggestion.
 * - Text: anybody can paste into it. It decides where nothing else does, only for one thread, and only if the sender is one of
 *   the thread's people. Where something stronger decides, a text that names other threads and not that one makes a suggestion.
 * - Sender: only ever suggests.
 *
 * Suggestions are of one seller: evidence of two leads to nobody.
 */
export type ThreadVerdict =
	| {
			readonly kind: "found";
			readonly thread: string;
			/** `third`: neither the buyer nor staff. What a third says is a note to staff and never reaches the buyer. */
			readonly role: PartyRole;
			/** Which of the people of that role; null for a third whom we never wrote to. */
			readonly person: number | null;
			readonly how: "address" | "reference" | "body";
	  }
	| {
			readonly kind: "suggested";
			/** Most likely first. */
			readonly threads: readonly string[];
			readonly how: "contradiction" | "body" | "sender";
	  }
	| { readonly kind: "none" };

/** Who takes part in a thread. One address may stand in several roles. */
export interface ThreadParties {
	readonly seller: string;
	readonly people: readonly { readonly role: PartyRole; readonly person: number; readonly address: string }[];
}

export interface ThreadLookUps {
	/** Null for a thread that is not there, or that is not answered through this mailbox. */
	readonly partiesOf: (thread: string) => Promise<ThreadParties | null>;
	/** The threads of kept mails by their Message-IDs (with angle brackets): those that others wrote. Unknown ids are left out. */
	readonly threadsOfIds: (messageIds: readonly string[]) => Promise<readonly string[]>;
	/** Recent threads that an address (small letters) takes part in, newest first, of one seller. */
	readonly threadsOfSender: (address: string) => Promise<readonly string[]>;
}

export interface FindThreadOptions extends ThreadLookUps {
	readonly keys: TokenKeys;
	/** Whom the server that took the mail was told to deliver it to, where it tells us. */
	readonly envelopeTo?: readonly string[];
	/** What SPF, DKIM and DMARC say of the address in From: that it is, that it is not, or nothing. */
	readonly sender: "proven" | "refuted" | "unproven";
}

type MailToPlace = Pick<Mail, "from" | "to" | "cc" | "deliveredTo" | "inReplyTo" | "references" | "text" | "html">;

/** Looks nothing up but by the functions it is given, and asks the sender's threads only where nothing else is known. */
export async function findThread(mail: MailToPlace, options: FindThreadOptions): Promise<ThreadVerdict> {
	const known = new Map<string, ThreadParties>();
	const ofKnown = async (tokens: readonly ThreadToken[]) => {
		for (const { thread } of tokens.slice(0, MOST_THREADS)) {
			const parties = known.get(thread) ?? (await options.partiesOf(thread));
			if (parties !== null) known.set(thread, parties);
		}
		return tokens.filter(({ thread }) => known.has(thread));
	};
	const addressed = await addressTokens(mail, options, ofKnown);
	const ids = [...mail.inReplyTo, ...mail.references.toReversed()];
	const signed = await ofKnown(findThreadTokens(ids.join(" "), options.keys));
	const keptThreads = ids.length === 0 ? [] : await options.threadsOfIds(ids);
	const kept = await ofKnown(keptThreads.map((thread) => ({ thread, sentTo: { role: "third", person: 0 } })));
	const quoted = await ofKnown(findThreadTokens(unwrapReferences(textOf(mail)), options.keys));

	const strong = threadsIn([...addressed, ...signed, ...kept]);
	const pasted = threadsIn(quoted);
	const [thread, ...others] = strong;
	if (thread !== undefined) {
		if (others.length > 0) return suggest(strong, "contradiction", known);
		if (pasted.length > 0 && !pasted.includes(thread)) return suggest([thread, ...pasted], "contradiction", known);
		const token = addressed[0] ?? signed.find((found) => found.thread === thread);
		const how = addressed.length > 0 ? "address" : "reference";
		return found(thread, how, token ?? null, mail, options, known);
	}
	const [only, ...rest] = pasted;
	if (only !== undefined) {
		if (rest.length > 0) return suggest(pasted, "contradiction", known);
		const verdict = found(only, "body", quoted[0] ?? null, mail, options, known);
		return verdict.kind === "found" && verdict.role === "third" && verdict.person === null
			? suggest(pasted, "body", known)
			: verdict;
	}
	// Whose address it is not suggests nothing.
	if (mail.from === null || options.sender === "refuted") return { kind: "none" };
	const theirs = await options.threadsOfSender(foldAddress(mail.from.address));
	return theirs.length === 0
		? { kind: "none" }
		: { kind: "suggested", threads: theirs.slice(0, MOST_THREADS), how: "sender" };
}

const MOST_THREADS = 10;

/** What is looked at of a text for the references of letters. */
const MOST_TEXT = 300_000;

/** The strongest kind of address that has a token at all: what came with the delivery, what servers wrote, what the sender wrote. */
async function addressTokens(
	mail: MailToPlace,
	{ envelopeTo = [], keys }: FindThreadOptions,
	ofKnown: (tokens: readonly ThreadToken[]) => Promise<readonly ThreadToken[]>,
): Promise<readonly ThreadToken[]> {
	const written = [...mail.to, ...mail.cc].map(({ address }) => address);
	for (const addresses of [envelopeTo, mail.deliveredTo, written]) {
		const tokens = await ofKnown(findThreadTokens(addresses.join(" "), keys));
		if (tokens.length > 0) return tokens;
	}
	return [];
}

function textOf({ text, html }: MailToPlace): string {
	return `${text?.slice(0, MOST_TEXT) ?? ""}\n${html?.slice(0, MOST_TEXT) ?? ""}`;
}

/**
 * As whom the writer speaks. By the address in From alone, and never against what is known of it: a buyer who calls himself
 * staff is a third. Staff is believed where the address is proven, or where the mail came to the address that only the letter to
 * that very person had.
 */
function found(
	thread: string,
	how: "address" | "reference" | "body",
	token: ThreadToken | null,
	{ from }: MailToPlace,
	{ sender }: FindThreadOptions,
	known: ReadonlyMap<string, ThreadParties>,
): ThreadVerdict {
	const address = from === null || sender === "refuted" ? null : foldAddress(from.address);
	const writers = known.get(thread)?.people.filter((one) => foldAddress(one.address) === address) ?? [];
	const letterWasTheirs = (role: PartyRole, person: number) =>
		token !== null && token.sentTo.role === role && token.sentTo.person === person;
	// Who is buyer and staff at once is what the letter was written to; else what may do less.
	const rank = ({ role, person }: LetterRecipient) => (letterWasTheirs(role, person) ? -1 : RANK[role]);
	for (const { role, person } of writers.toSorted((one, other) => rank(one) - rank(other))) {
		const isBelieved = role !== "staff" || sender === "proven" || (how === "address" && letterWasTheirs(role, person));
		if (isBelieved) return { kind: "found", thread, role, person, how };
	}
	return { kind: "found", thread, role: "third", person: null, how };
}

const RANK: Readonly<Record<PartyRole, number>> = { buyer: 0, staff: 1, third: 2 };

function suggest(
	threads: readonly string[],
	how: "contradiction" | "body",
	known: ReadonlyMap<string, ThreadParties>,
): ThreadVerdict {
	const sellers = new Set(threads.map((thread) => known.get(thread)?.seller));
	return sellers.size > 1 ? { kind: "none" } : { kind: "suggested", threads, how };
}

function threadsIn(tokens: readonly ThreadToken[]): readonly string[] {
	return [...new Set(tokens.map(({ thread }) => thread))];
}
