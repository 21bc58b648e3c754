import type { EndpointLetter, ShopLetters } from "../core/letters.ts";
import { type Repeated, type Rounds, repeat } from "../repeat.ts";
import type { Database, Transaction } from "../store/database.ts";
import { queueMail } from "../store/mails.ts";
import { type OutboxEvent, readOutbox } from "../store/outbox.ts";
import { lockReader, moveReader } from "../store/outbox-readers.ts";
import type { Vault } from "../store/seal.ts";
import { sellerByRowId } from "../store/sellers.ts";

export interface MailRelayOptions extends Rounds {
	readonly db: Database;
	readonly vault: Vault;
	readonly letters: ShopLetters;
	/** Without a slash at its end. */
	readonly publicUrl: string;
	readonly now: () => Date;
	readonly everyMs?: number;
}

const READER = "mails";
const AT_ONCE = 200;

/**
 * Turns news into letters to the shop, on one node at a time. The letter and how far was read are one transaction: each is
 * written once, whatever dies.
 */
export function startMailRelay(options: MailRelayOptions): Repeated {
	const { db, onError, onDone, everyMs = 5_000 } = options;
	return repeat(
		async (stopping) => {
			while (!stopping.aborted) {
				const read = await db.transaction((tx) => relay(tx, options));
				if (read < AT_ONCE) return;
			}
		},
		{ everyMs, onError, onDone },
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
	{ vault, letters, publicUrl, now, onError }: MailRelayOptions,
	{ sellerId, type, data }: OutboxEvent,
): Promise<void> {
	if (type !== LETTER_TYPE) return;
	// Written by the sender of this version or the one before.
	const { endpointId, because, ...endpoint } = data as DisabledEndpoint;
	if (because === "seller") return;
	const seller = await sellerByRowId(tx, sellerId);
	const to = seller?.contactEmail ?? null;
	if (!seller || to === null) return;
	try {
		const consoleUrl = `${publicUrl}/console/webhooks/${endpointId}`;
		const letter = letters.endpointStopped({ ...endpoint, shop: seller.name, because, consoleUrl });
		const mail = { to, fromName: "Wayline", ...letter, headers: { "Auto-Submitted": "auto-generated" } };
		await queueMail(tx, vault, { sellerId, kind: type, mail, now: now().toISOString() });
	} catch (error) {
		// One that cannot be worded must not hold up the others: the outbox keeps what it was about.
		onError(error);
	}
}

/** The only news that somebody at the shop should hear of without asking: all others need no look at whose they are. */
const LETTER_TYPE = "endpoint.disabled";

/** What an endpoint's end tells in the outbox: see settle.ts. */
interface DisabledEndpoint extends Pick<EndpointLetter, "url" | "label" | "failingSince"> {
	readonly endpointId: string;
	/** Whoever at the shop ended it knows of it. */
	readonly because: EndpointLetter["because"] | "seller";
}
