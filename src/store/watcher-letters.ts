import { sql } from "drizzle-orm";
import type { ReviewStage } from "../core/review.ts";
import { texts, textValue } from "./columns.ts";
import type { Queries, RowId, Transaction } from "./database.ts";
import { onlyRow, row } from "./query.ts";
import type { WatcherKey } from "./watchers.ts";

/** What a mail to a watcher is about: news of parcels, or what it asks him to say of one. */
export type LetterAbout = "news" | ReviewStage;

/** A mail that a watcher was written. */
export interface WatcherLetter {
	readonly sellerId: RowId;
	readonly watcherRowId: RowId;
	/** `wch_…` */
	readonly watcherId: string;
	/** The first parcel that it speaks of. */
	readonly shipmentRowId: RowId;
	/** `eml_…` */
	readonly mailId: string;
	readonly about: LetterAbout;
	readonly writtenAt: string;
}

export interface NewWatcherLetter {
	readonly watcher: WatcherKey;
	readonly shipmentRowId: RowId;
	/** `eml_…`, under which it is queued in the same transaction. */
	readonly mailId: string;
	readonly about: LetterAbout;
	/** `…Z` */
	readonly now: string;
}

export async function addWatcherLetter(
	tx: Transaction,
	{ watcher, shipmentRowId, mailId, about, now }: NewWatcherLetter,
): Promise<void> {
	await tx.rows(
		sql`insert into watcher_letters (seller_id, watcher_id, shipment_id, mail_id, about, written_at)
			values (
				${watcher.sellerId}::int8, ${watcher.rowId}::int8, ${shipmentRowId}::int8, ${textValue(mailId)}, ${about},
				${now}::timestamptz
			)`,
	);
}

/**
 * The newest of those that are named by their ids, which nobody guesses: a signed token or a Message-ID of ours had them. Names no
 * seller: it is what finds him. Null where none is known any more.
 */
export function letterOfIds(db: Queries, mailIds: readonly string[]): Promise<WatcherLetter | null> {
	return row(
		db,
		sql`select l.seller_id as "sellerId", l.watcher_id as "watcherRowId", f.public_id as "watcherId",
				l.shipment_id as "shipmentRowId", l.mail_id as "mailId", l.about, l.written_at as "writtenAt"
			from watcher_letters l join watchers f on f.seller_id = l.seller_id and f.id = l.watcher_id
			where l.mail_id = any (${texts(mailIds, (id) => id)}) order by l.written_at desc, l.mail_id limit 1`,
	);
}

/** How many a watcher was written since then. */
export async function countWatcherLetters(
	db: Queries,
	{ sellerId, rowId }: WatcherKey,
	since: string,
): Promise<number> {
	const { count } = await onlyRow<{ count: number }>(
		db,
		sql`select count(*)::int4 as count from watcher_letters
			where seller_id = ${sellerId}::int8 and watcher_id = ${rowId}::int8 and written_at > ${since}::timestamptz`,
	);
	return count;
}
