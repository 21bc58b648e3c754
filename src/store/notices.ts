import { sql } from "drizzle-orm";
import type { NoticeKind } from "../core/notices/kinds.ts";
import type { Code } from "../core/status.ts";
import { scalars, texts } from "./columns.ts";
import type { Queries, RowId, Transaction } from "./database.ts";
import type { ShipmentKey } from "./parcels.ts";
import type { WatcherKey } from "./watchers.ts";

/** `taken-back` and `over`: see core/notices/judge-notice.ts; `unwanted`: whom it was for ended it. */
export type NoticeState = "waiting" | "told" | "taken-back" | "over" | "unwanted";

/** News for one watcher. */
export interface StoredNotice {
	readonly shipmentId: RowId;
	readonly kind: NoticeKind;
	/** `YYYY-MM-DD`, or empty. */
	readonly day: string;
	/** Of troubles the code, which tells two of one day apart; empty for other kinds. */
	readonly trouble: Code | "";
	readonly code: Code;
	/** How many scans the parcel had by it. */
	readonly scans: number;
	readonly heardAt: string;
	readonly state: NoticeState;
	readonly settledAt: string | null;
	/** The last day of the arrival that the mail named; null where it named none. */
	readonly toldTo: string | null;
	/** `eml_…` of the mail or notification that told it. */
	readonly mailId: string | null;
}

export interface HeardNotice extends WatcherKey {
	readonly shipmentId: RowId;
	readonly kind: NoticeKind;
	readonly day: string;
	readonly trouble: Code | "";
	readonly code: Code;
	readonly scans: number;
	readonly heardAt: string;
	/** When its watcher is looked at for it, `…Z`. */
	readonly dueAt: string;
}

/**
 * Keeps news for watchers, each once: what was told, or waits, is not heard again; what was taken back is. Wakes whom there is
 * something to tell.
 */
export async function hearNotices(tx: Transaction, heard: readonly HeardNotice[]): Promise<void> {
	if (heard.length === 0) return;
	await tx.rows(
		sql`with kept as (
				insert into notices as n (seller_id, watcher_id, shipment_id, kind, day, trouble, code, scans, heard_at)
				select distinct on (h.seller_id, h.watcher_id, h.shipment_id, h.kind, h.day, h.trouble)
					h.seller_id, h.watcher_id, h.shipment_id, h.kind, h.day, h.trouble, h.code, h.scans, h.heard_at
				from ${heardRows(heard)}
				order by h.seller_id, h.watcher_id, h.shipment_id, h.kind, h.day, h.trouble, h.heard_at desc
				on conflict (seller_id, watcher_id, shipment_id, kind, day, trouble) do update set
					code = excluded.code, state = 'waiting', settled_at = null,
					-- What says the same of another step is that it is heard once more.
					scans = case when n.state = 'waiting' then n.scans else excluded.scans end,
					heard_at = case when n.state = 'waiting' then n.heard_at else excluded.heard_at end
					where n.state in ('taken-back', 'over') or (n.state = 'waiting' and n.code <> excluded.code)
				returning seller_id, watcher_id, shipment_id, kind, day, trouble
			), due as (
				select h.seller_id, h.watcher_id, min(h.due_at) as due_at
				from ${heardRows(heard)}
				join kept k using (seller_id, watcher_id, shipment_id, kind, day, trouble)
				group by h.seller_id, h.watcher_id
			)
			update watchers f set next_at = least(f.next_at, due.due_at)
			from due where f.seller_id = due.seller_id and f.id = due.watcher_id and f.ended_at is null`,
	);
}

function heardRows(heard: readonly HeardNotice[]) {
	return sql`unnest(
			${scalars("int8", heard, ({ sellerId }) => sellerId)}, ${scalars("int8", heard, ({ rowId }) => rowId)},
			${scalars("int8", heard, ({ shipmentId }) => shipmentId)}, ${texts(heard, ({ kind }) => kind)},
			${texts(heard, ({ day }) => day)}, ${texts(heard, ({ trouble }) => trouble)}, ${texts(heard, ({ code }) => code)},
			${scalars("int4", heard, ({ scans }) => scans)}, ${scalars("timestamptz", heard, ({ heardAt }) => heardAt)},
			${scalars("timestamptz", heard, ({ dueAt }) => dueAt)}
		) h (seller_id, watcher_id, shipment_id, kind, day, trouble, code, scans, heard_at, due_at)`;
}

/** More was heard of these parcels: whoever has news of them waiting is looked at by then. */
export async function wakeWaiting(tx: Transaction, parcels: readonly ShipmentKey[], at: string): Promise<void> {
	if (parcels.length === 0) return;
	await tx.rows(
		sql`update watchers f set next_at = ${at}::timestamptz
			from (
				select distinct n.seller_id, n.watcher_id from unnest(
					${scalars("int8", parcels, ({ sellerId }) => sellerId)}, ${scalars("int8", parcels, ({ rowId }) => rowId)}
				) p (seller_id, shipment_id)
				join notices n on n.seller_id = p.seller_id and n.shipment_id = p.shipment_id and n.state = 'waiting'
			) w
			where f.seller_id = w.seller_id and f.id = w.watcher_id and f.next_at > ${at}::timestamptz`,
	);
}

export interface DueWatcher extends WatcherKey {
	/** `wch_…` */
	readonly id: string;
	readonly shipmentRowId: RowId;
}

/** He is looked at again by then. */
export async function putOffWatcher(db: Queries, { sellerId, rowId }: WatcherKey, until: string): Promise<void> {
	await db.rows(
		sql`update watchers set next_at = ${until}::timestamptz
			where seller_id = ${sellerId}::int8 and id = ${rowId}::int8 and ended_at is null`,
	);
}

/** Watchers who are due, their own until the transaction ends. Names no seller: one teller serves all of them. */
export function claimWatchers(
	tx: Transaction,
	{ now, limit }: { readonly now: string; readonly limit: number },
): Promise<readonly DueWatcher[]> {
	return tx.rows(
		sql`select seller_id as "sellerId", id as "rowId", public_id as id, shipment_id as "shipmentRowId" from watchers
			where next_at <= ${now}::timestamptz order by next_at, id limit ${limit}::int4 for no key update skip locked`,
	);
}

/** Of more, the others are looked at once these are settled. */
export const MOST_WAITING = 200;

/** What waits for a watcher, oldest first, so many at most. */
export function waitingNotices(db: Queries, { sellerId, rowId }: WatcherKey): Promise<readonly StoredNotice[]> {
	return db.rows(
		sql`select ${COLUMNS} from notices
			where seller_id = ${sellerId}::int8 and watcher_id = ${rowId}::int8 and state = 'waiting'
			order by heard_at, shipment_id, kind, day, trouble limit ${MOST_WAITING}::int4`,
	);
}

/** What a watcher was told of last of each parcel. */
export function lastTold(db: Queries, { sellerId, rowId }: WatcherKey): Promise<readonly StoredNotice[]> {
	return db.rows(
		sql`select distinct on (shipment_id) ${COLUMNS} from notices
			where seller_id = ${sellerId}::int8 and watcher_id = ${rowId}::int8 and state = 'told'
			order by shipment_id, settled_at desc, heard_at desc`,
	);
}

/** What the watchers of parcels were told last of each. */
export function lastToldOf(
	db: Queries,
	parcels: readonly ShipmentKey[],
): Promise<readonly (StoredNotice & { readonly watcherId: RowId })[]> {
	return db.rows(
		sql`select distinct on (n.seller_id, n.watcher_id, n.shipment_id)
				n.watcher_id as "watcherId", n.shipment_id as "shipmentId", n.kind, n.day, n.trouble, n.code, n.scans,
				n.heard_at as "heardAt", n.state, n.settled_at as "settledAt", n.told_to as "toldTo", n.mail_id as "mailId"
			from unnest(
				${scalars("int8", parcels, ({ sellerId }) => sellerId)}, ${scalars("int8", parcels, ({ rowId }) => rowId)}
			) p (seller_id, shipment_id)
			join notices n on n.seller_id = p.seller_id and n.shipment_id = p.shipment_id and n.state = 'told'
			order by n.seller_id, n.watcher_id, n.shipment_id, n.settled_at desc, n.heard_at desc`,
	);
}

export interface SettledNotice extends Pick<StoredNotice, "shipmentId" | "kind" | "day" | "trouble"> {
	readonly state: Exclude<NoticeState, "waiting">;
	readonly toldTo: string | null;
	/** By what it was told; null where it was not. */
	readonly mailId: string | null;
}

/** What came of a watcher's news; and when he was written, and is looked at next. */
export async function settleNotices(
	tx: Transaction,
	{ sellerId, rowId }: WatcherKey,
	settled: readonly SettledNotice[],
	{ now, nextAt }: { readonly now: string; readonly nextAt: string | null },
): Promise<void> {
	await tx.rows(
		sql`update notices n set
				state = s.state, settled_at = ${now}::timestamptz, told_to = s.told_to,
				mail_id = s.mail_id
			from unnest(
				${scalars("int8", settled, ({ shipmentId }) => shipmentId)}, ${texts(settled, ({ kind }) => kind)},
				${texts(settled, ({ day }) => day)}, ${texts(settled, ({ trouble }) => trouble)},
				${texts(settled, ({ state }) => state)}, ${texts(settled, ({ toldTo }) => toldTo)},
				${texts(settled, ({ mailId }) => mailId)}
			) s (shipment_id, kind, day, trouble, state, told_to, mail_id)
			where n.seller_id = ${sellerId}::int8 and n.watcher_id = ${rowId}::int8 and n.shipment_id = s.shipment_id
				and n.kind = s.kind and n.day = s.day and n.trouble = s.trouble`,
	);
	await tx.rows(
		sql`update watchers set
				next_at = ${nextAt}::timestamptz,
				told_at = case when ${settled.some(({ state }) => state === "told")}::boolean then ${now}::timestamptz else told_at end
			where seller_id = ${sellerId}::int8 and id = ${rowId}::int8`,
	);
}

/** Of one parcel, what its watchers were told and were not, newest first; two hundred at most. */
export function noticesOfParcel(
	db: Queries,
	{ sellerId, rowId }: ShipmentKey,
): Promise<readonly (StoredNotice & { readonly watcher: string })[]> {
	return db.rows(
		sql`select f.public_id as watcher, n.shipment_id as "shipmentId", n.kind, n.day, n.trouble, n.code, n.scans,
				n.heard_at as "heardAt", n.state, n.settled_at as "settledAt", n.told_to as "toldTo", n.mail_id as "mailId"
			from notices n join watchers f on f.seller_id = n.seller_id and f.id = n.watcher_id
			where n.seller_id = ${sellerId}::int8 and n.shipment_id = ${rowId}::int8
			order by n.heard_at desc, f.id, n.kind, n.day, n.trouble limit 200`,
	);
}

const COLUMNS = sql.raw(`
	shipment_id as "shipmentId", kind, day, trouble, code, scans, heard_at as "heardAt", state, settled_at as "settledAt",
	told_to as "toldTo", mail_id as "mailId"`);
