import { foldAddress, type Mail } from "./mail.ts";
import { unwrapReferences } from "./own-marks.ts";
import type { TokenKeys } from "./signed-token.ts";
import { findThreadTokens, type LetterRecipient, type PartyRole, type ThreadToken } from "./thread-token.ts";

/**
 * Where a mail belongs, and as whom its writer speaks.
 *
 * What counts, strongest first: a token in an address it was sent or delivered to; ids of ours that it answers, or whose
 * delivery it reports; a token in its text; ids of mails kept before that it answers, which bear out a text; its sender. A mail goes into a thread only if nothing as strong speaks for another:
 *
 * - Address: of the mailbox that replies come to. What servers say it was delivered to comes before To and Cc, because one mail to two threads arrives twice. Two
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
			/** A third who writes from the address of one of these, and was not believed. */
			readonly claims?: "buyer" | "staff";
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
	/** Where replies come in, and whether `reply+anything@` does too: tokens in other addresses prove nobody. */
	readonly mailbox: { readonly address: string; readonly takesPlusAddresses: boolean };
	/** Whom the server that took the mail was told to deliver it to, where it tells us. */
	readonly envelopeTo?: readonly string[];
	/** The Message-ID of the letter that it says was (not) delivered, where it is such a report; null where it is none. */
	readonly reports?: string | null;
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
	const signed = await ofKnown(findThreadTokens([...ids, options.reports ?? ""].join(" "), options.keys));
	const quoted = await ofKnown(findThreadTokens(unwrapReferences(textOf(mail)), options.keys));
	const pasted = threadsIn(quoted);
	const byToken = threadsIn([...addressed, ...signed]);
	const strong = byToken.length > 0 ? byToken : await threadsOfKept(ids, pasted, options, ofKnown);
	const [thread, ...others] = strong;
	if (thread !== undefined) {
		if (others.length > 0) return suggest(strong, "contradiction", known);
		if (pasted.length > 0 && !pasted.includes(thread)) return suggest([thread, ...pasted], "contradiction", known);
		const how = addressed.length > 0 ? "address" : "reference";
		const letters = { reached: reachedBy(mail, options), named: [...addressed, ...signed] };
		return found(thread, how, letters, mail, options, known);
	}
	const [only, ...rest] = pasted;
	if (only !== undefined) {
		if (rest.length > 0) return suggest(pasted, "contradiction", known);
		const verdict = found(only, "body", { reached: [], named: [] }, mail, options, known);
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

/**
 * Whoever writes a mail chooses its id, another's among them: kept mails decide where no token does, and never against one in the
 * text. The ids that our letters carry are shown to many, and no mail of others is known by them.
 */
async function threadsOfKept(
	ids: readonly string[],
	pasted: readonly string[],
	{ threadsOfIds }: FindThreadOptions,
	ofKnown: (tokens: readonly ThreadToken[]) => Promise<readonly ThreadToken[]>,
): Promise<readonly string[]> {
	const others = ids.filter((id) => !OUR_IDS.test(id));
	if (others.length === 0) return [];
	const threads = await threadsOfIds(others);
	const kept = threadsIn(
		await ofKnown(threads.map((thread) => ({ thread, sentTo: { role: "third", person: 0 } as const }))),
	);
	return pasted.length === 0 ? kept : kept.filter((thread) => pasted.includes(thread));
}

/** The root of a thread, and letters: `…eml_0123@host`. */
const OUR_IDS = /@thread\.wayline>$|\beml_\w+@/i;

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
 * The letters whose own address the mail came to. Where it went to others too, they have the address now, and it says nothing more
 * of who writes.
 */
function reachedBy(
	{ from, to, cc, deliveredTo }: MailToPlace,
	{ envelopeTo = [], keys, mailbox }: FindThreadOptions,
): readonly ThreadToken[] {
	if (!mailbox.takesPlusAddresses) return [];
	const written = [...to, ...cc].map(({ address }) => foldAddress(address));
	const ours = foldAddress(mailbox.address);
	const isOurs = (address: string) => address.replace(/\+[^@]*(?=@[^@]*$)/, "") === ours;
	const own = from === null ? null : foldAddress(from.address);
	if (written.some((address) => !isOurs(address) && address !== own)) return [];
	const addresses = [...envelopeTo, ...deliveredTo].map(foldAddress).concat(written).filter(isOurs);
	return findThreadTokens(addresses.join(" "), keys, ["address"]);
}

/** Letters of ours that a mail answers: `reached` by their own addresses, and `named` by whatever. */
interface AnsweredLetters {
	readonly reached: readonly ThreadToken[];
	readonly named: readonly ThreadToken[];
}

/**
 * As whom the writer speaks. By the address in From alone, and never against what is known of it: a buyer who calls himself
 * staff is a third. Where the address is not proven, staff is believed if the mail came, and to nobody else, to the address that
 * only the letter to that very person had; the buyer, if it names a letter to him and his is no address of the shop.
 */
function found(
	thread: string,
	how: "address" | "reference" | "body",
	{ reached, named }: AnsweredLetters,
	{ from }: MailToPlace,
	{ sender }: FindThreadOptions,
	known: ReadonlyMap<string, ThreadParties>,
): ThreadVerdict {
	const address = from === null ? null : foldAddress(from.address);
	const writers = known.get(thread)?.people.filter((one) => foldAddress(one.address) === address) ?? [];
	const isOf = (letters: readonly ThreadToken[], { role, person }: LetterRecipient) =>
		letters.some(({ thread: of, sentTo }) => of === thread && sentTo.role === role && sentTo.person === person);
	const isStaffs = writers.some(({ role }) => role === "staff");
	const isBelieved = (one: LetterRecipient) => {
		if (sender !== "unproven") return sender === "proven";
		if (one.role === "staff") return isOf(reached, one);
		return one.role === "third" || (isOf(named, one) && !isStaffs);
	};
	// Who is buyer and staff at once is what the letter was written to; else what may do less.
	const rank = (one: LetterRecipient) => (isOf(named, one) ? -1 : RANK[one.role]);
	const writer = writers.toSorted((one, other) => rank(one) - rank(other)).find(isBelieved);
	if (writer) return { kind: "found", thread, role: writer.role, person: writer.person, how };
	const claims = isStaffs ? "staff" : writers.some(({ role }) => role === "buyer") ? "buyer" : undefined;
	return { kind: "found", thread, role: "third", person: null, how, ...(claims && { claims }) };
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
