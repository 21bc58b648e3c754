import type { ImapFlow, MailboxObject, SearchObject } from "imapflow";
import type { TakeMail } from "../mail/incoming-mail.ts";
import { MAIL_LIMITS } from "../mail/split-mail.ts";
import type { ProveSender } from "./sender-proof.ts";

/** Up to where a mailbox was read. */
export interface MailboxCursor {
	/** See `ImapAddress`. */
	readonly mailbox: string;
	/** A number that changes where the server gave its mails new UIDs. */
	readonly uidValidity: string;
	/** The lowest UID that was not looked at yet. */
	readonly nextUid: number;
}

export interface MailboxReader {
	readonly mailbox: string;
	readonly readCursor: (mailbox: string) => Promise<MailboxCursor | null>;
	readonly writeCursor: (cursor: MailboxCursor) => Promise<void>;
	readonly take: TakeMail;
	readonly proveSender: ProveSender;
	/** Whether an error of `take` is the database being away: then no mail is to blame. */
	readonly isAway: (error: unknown) => boolean;
	readonly onError: (error: unknown) => void;
	/** Gets sentences for whoever runs the service, without a word of any mail. */
	readonly tell: (sentence: string) => void;
	readonly now: () => Date;
	/** How often `take` failed with a mail, by its UID. */
	readonly failures: Map<number, number>;
	/** Of a larger mail only the beginning is handed over. */
	readonly mostBytes?: number;
}

const DAY_MS = 86_400_000;
/** How far back is looked where the server numbered its mails anew. */
const DAYS_AGAIN = 3;
const AT_ONCE = 100;
export const MOST_FAILURES = 5;

/** What failed is not the mailbox but what is done with its mails; the cause says what. */
export class NotTaken extends Error {
	override readonly name = "NotTaken";
}

async function ours<T>(work: Promise<T>): Promise<T> {
	try {
		return await work;
	} catch (cause) {
		throw new NotTaken("A mail of the mailbox could not be taken.", { cause });
	}
}

/**
 * Hands over, in their order, what came since the last time. It is somebody's mailbox: nothing in it is changed, and no mail is
 * marked as read. Throws `NotTaken` where a mail cannot be taken, which then comes first the next time, and after five times is
 * left out; and what the connection throws.
 */
export async function readMailbox(client: ImapFlow, reader: MailboxReader, stopping: AbortSignal): Promise<void> {
	// A server that tells nothing by itself is to look, before it is asked.
	await client.noop();
	const opened = openedOf(client);
	let cursor = await cursorFor(client, opened, reader);
	for (;;) {
		// The last mail is in every range that is open to its end, whatever its UID.
		const from = cursor.nextUid;
		const uids = (await uidsOf(client, { uid: `${from}:*` })).filter((uid) => uid >= from);
		if (uids.length === 0) return;
		for (const uid of uids.slice(0, AT_ONCE)) {
			if (stopping.aborted) return;
			await hand(client, uid, reader);
			cursor = { ...cursor, nextUid: uid + 1 };
			await ours(reader.writeCursor(cursor));
		}
	}
}

function openedOf({ mailbox }: ImapFlow): MailboxObject {
	if (mailbox === false) throw new Error("The mailbox is not open.");
	return mailbox;
}

async function cursorFor(client: ImapFlow, opened: MailboxObject, reader: MailboxReader): Promise<MailboxCursor> {
	const { mailbox, tell, now } = reader;
	const uidValidity = String(opened.uidValidity);
	const kept = await ours(reader.readCursor(mailbox));
	if (kept?.uidValidity === uidValidity) return kept;
	reader.failures.clear();
	// An old server does not tell which UID comes next.
	const next = opened.uidNext || ((await uidsOf(client, { uid: "*" })).at(-1) ?? 0) + 1;
	const since = new Date(now().getTime() - DAYS_AGAIN * DAY_MS);
	const [oldest = next] = kept === null ? [] : await uidsOf(client, { since });
	const cursor = { mailbox, uidValidity, nextUid: Math.min(oldest, next) };
	await ours(reader.writeCursor(cursor));
	tell(
		kept === null
			? "The mailbox is looked at for the first time: what arrives from now on is read, and what lies in it stays unread."
			: `The mailbox's server numbered its mails anew: those of the last ${DAYS_AGAIN} days are looked at again. None is taken twice.`,
	);
	return cursor;
}

/** Lowest first. A server that refuses to say has not said that there are none. */
async function uidsOf(client: ImapFlow, query: SearchObject): Promise<readonly number[]> {
	const found = await client.search(query, { uid: true });
	if (!found) throw new SearchRefused("The mailbox's server refused to look for mails.");
	return found.toSorted((one, other) => one - other);
}

class SearchRefused extends Error {
	override readonly name = "SearchRefused";
	readonly code = "SEARCH";
}

async function hand(client: ImapFlow, uid: number, reader: MailboxReader): Promise<void> {
	const most = reader.mostBytes ?? MAIL_LIMITS.bytes;
	const head = await client.fetchOne(String(uid), { size: true }, { uid: true });
	// Somebody moved or threw it away meanwhile.
	if (head === false) return;
	const told = head.size ?? 0;
	const maxLength = told > most ? MAIL_LIMITS.headBytes : most + 1;
	const fetched = await client.fetchOne(String(uid), { source: { start: 0, maxLength } }, { uid: true });
	if (fetched === false || fetched.source === undefined) return;
	// Servers count, and some count wrongly.
	const bytes = Math.max(told, fetched.source.length);
	try {
		await ours(take(reader, fetched.source, { bytes, most }));
		reader.failures.delete(uid);
	} catch (error) {
		const cause = error instanceof NotTaken ? error.cause : error;
		if (reader.isAway(cause)) throw error;
		const times = (reader.failures.get(uid) ?? 0) + 1;
		reader.failures.set(uid, times);
		if (times < MOST_FAILURES) throw error;
		reader.failures.delete(uid);
		reader.onError(cause);
		reader.tell(
			`A mail could not be taken ${times} times and is left in the mailbox (UID ${uid}). The ones behind it are read on.`,
		);
	}
}

async function take(
	reader: MailboxReader,
	source: Buffer,
	size: { readonly bytes: number; readonly most: number },
): Promise<void> {
	const envelope = { envelopeTo: [], envelopeFrom: null };
	if (size.bytes > size.most) {
		// A signature is over the whole, which nobody has here.
		const raw = source.subarray(0, MAIL_LIMITS.headBytes);
		await reader.take({ ...envelope, raw, sender: "unproven", tooLarge: size });
		return;
	}
	const { sender } = await reader.proveSender(source, null);
	await reader.take({ ...envelope, raw: source, sender });
}
