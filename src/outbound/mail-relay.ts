import { type Repeated, repeat } from "../repeat.ts";
import type { Database, Transaction } from "../store/database.ts";
import { queueMail } from "../store/mails.ts";
import { type OutboxEvent, readOutbox } from "../store/outbox.ts";
import { lockReader, moveReader } from "../store/outbox-readers.ts";
import type { Vault } from "../store/seal.ts";
import { sellerByRowId } from "../store/sellers.ts";
import { letterAbout } from "./letters.ts";

export interface MailRelayOptions {
	readonly db: Database;
	readonly vault: Vault;
	/** Without a slash at its end. */
	readonly publicUrl: string;
	readonly now: () => Date;
	readonly onError: (error: unknown) => void;
	readonly everyMs?: number;
}

const READER = "mails";
const AT_ONCE = 200;

/**
 * Turns news into letters to the shop, on one node at a time. The letter and how far was read are one transaction: each is
 * written once, whatever dies.
 */
export function startMailRelay(options: MailRelayOptions): Repeated {
	const { db, onError, everyMs = 5_000 } = options;
	return repeat(
		async (stopping) => {
			while (!stopping.aborted) {
				const read = await db.transaction((tx) => relay(tx, options));
				if (read < AT_ONCE) return;
			}
		},
		{ everyMs, onError },
	);
}

async function relay(tx: Transaction, options: MailRelayOptions): Promise<number> {
	const cursor = await lockReader(tx, READER);
	if (cursor === null) return 0;
	const batch = await readOutbox(tx, cursor, AT_ONCE);
	for (const entry of batch) await write(tx, options, entry);
	const last = batch.at(-1);
	if (last) await moveReader(tx, READER, last.cursor);
	return batch.length;
}

async function write(
	tx: Transaction,
	{ vault, publicUrl, now, onError }: MailRelayOptions,
	{ sellerId, type, data }: OutboxEvent,
): Promise<void> {
	if (!WITH_LETTER.has(type)) return;
	const seller = await sellerByRowId(tx, sellerId);
	if (!seller) return;
	try {
		const mail = letterAbout({ type, data }, seller, publicUrl);
		if (mail) await queueMail(tx, vault, { sellerId, kind: type, mail, now: now().toISOString() });
	} catch (error) {
		// One that cannot be worded must not hold up the others: the outbox keeps what it was about.
		onError(error);
	}
}

/** Most news need no letter, and no look at whose they are. */
const WITH_LETTER: ReadonlySet<string> = new Set(["endpoint.disabled"]);
