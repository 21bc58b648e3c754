import { type SQL, sql } from "drizzle-orm";
import { type AskWish, askDueMs } from "../core/notices/asks.ts";
import type { AskState, ReviewStage } from "../core/review.ts";
import { scalars, texts, textValue } from "./columns.ts";
import type { Queries, RowId, Transaction } from "./database.ts";
import type { DueWatcher } from "./notices.ts";
import type { ShipmentKey } from "./parcels.ts";
import { onlyRow } from "./query.ts";
import type { Watcher, WatcherKey } from "./watchers.ts";

/** That somebody is asked how a parcel was. */
export interface StoredAsk {
	readonly shipmentId: RowId;
	readonly stage: ReviewStage;
	readonly dueAt: string;
	readonly state: AskState;
	readonly settledAt: string | null;
	/** `eml_…` of the mail that asked. */
	readonly mailId: string | null;
}

/** A parcel that came. */
export interface Arrival extends ShipmentKey {
	readonly cameAtMs: number;
}

/** Those who watch these parcels and want it are asked of delivery and things in time, each address once ever. */
export async function planAsks(tx: Transaction, arrivals: readonly Arrival[]): Promise<void> {
	const stages = ["delivery", "product"] as const;
	const planned = arrivals.flatMap(({ sellerId, rowId, cameAtMs }) =>
		stages.map((stage) => ({ sellerId, rowId, stage, dueAt: new Date(askDueMs(stage, cameAtMs)).toISOString() })),
	);
	if (planned.length === 0) return;
	await tx.rows(
		sql`insert into review_asks (seller_id, shipment_id, stage, address_tag, watcher_id, due_at, look_at)
			select distinct on (p.seller_id, p.id, n.stage, f.address_tag)
				p.seller_id, p.id, n.stage, f.address_tag, f.id, n.due_at, n.due_at
			from unnest(
				${scalars("int8", planned, ({ sellerId }) => sellerId)}, ${scalars("int8", planned, ({ rowId }) => rowId)},
				${texts(planned, ({ stage }) => stage)}, ${scalars("timestamptz", planned, ({ dueAt }) => dueAt)}
			) n (seller_id, id, stage, due_at)
			join shipments p on p.seller_id = n.seller_id and p.id = n.id
			join watchers f on f.seller_id = p.seller_id
				and (f.order_id = p.order_id or (f.order_id is null and f.shipment_id = p.id))
			where f.asks and f.confirmed_at is not null and f.ended_at is null
			order by p.seller_id, p.id, n.stage, f.address_tag, f.order_id nulls last
			on conflict do nothing`,
	);
}

/** The next watcher who is to be asked, his own until the transaction ends. Names no seller: one teller serves all of them. */
export function claimAskers(tx: Transaction, now: string): Promise<readonly DueWatcher[]> {
	return tx.rows(
		sql`select f.seller_id as "sellerId", f.id as "rowId", f.public_id as id, f.shipment_id as "shipmentRowId"
			from review_asks a join watchers f on f.seller_id = a.seller_id and f.id = a.watcher_id
			where a.state = 'waiting' and a.look_at <= ${now}::timestamptz
			order by a.look_at limit 1 for no key update of f skip locked`,
	);
}

/** What waits for a watcher, first what is to be looked at by now, each soonest first; a hundred at most. */
export function waitingAsks(db: Queries, { sellerId, rowId }: WatcherKey, now: string): Promise<readonly StoredAsk[]> {
	return db.rows(
		sql`select ${COLUMNS} from review_asks a
			where a.seller_id = ${sellerId}::int8 and a.watcher_id = ${rowId}::int8 and a.state = 'waiting'
			order by a.look_at > ${now}::timestamptz, a.due_at, a.shipment_id, a.stage limit 100`,
	);
}

/** What a watcher watches, as a whole: whether something of it is still to come, and whether he was asked of its things. */
export interface WatchedStanding {
	readonly isOthersToCome: boolean;
	readonly isGroupAsked: boolean;
}

export function watchedStanding(db: Queries, watcher: Watched & WatcherKey): Promise<WatchedStanding> {
	const { sellerId, rowId } = watcher;
	return onlyRow(
		db,
		sql`select
				exists (
					select from shipments s
					where ${isWatched(watcher)} and s.return_of is null
						and s.milestone not in ('delivered', 'returned', 'cancelled', 'expired')
				) as "isOthersToCome",
				exists (
					select from review_asks a join shipments s on s.seller_id = a.seller_id and s.id = a.shipment_id
					where a.seller_id = ${sellerId}::int8 and a.watcher_id = ${rowId}::int8 and a.stage = 'product'
						and a.state = 'asked' and ${isWatched(watcher)}
				) as "isGroupAsked"`,
	);
}

type OneAsk = Pick<StoredAsk, "shipmentId" | "stage">;

export interface SettledAsk extends OneAsk {
	readonly state: Exclude<AskState, "waiting">;
}

/** What came of a watcher's asks; and when he was written. */
export async function settleAsks(
	tx: Transaction,
	{ sellerId, rowId }: WatcherKey,
	settled: readonly SettledAsk[],
	{ now, mailId }: { readonly now: string; readonly mailId: string | null },
): Promise<void> {
	if (settled.length === 0) return;
	await tx.rows(
		sql`update review_asks a set
				state = s.state, settled_at = ${now}::timestamptz,
				mail_id = case when s.state = 'asked' then ${textValue(mailId)} end
			from unnest(
				${scalars("int8", settled, ({ shipmentId }) => shipmentId)}, ${texts(settled, ({ stage }) => stage)},
				${texts(settled, ({ state }) => state)}
			) s (shipment_id, stage, state)
			where a.seller_id = ${sellerId}::int8 and a.watcher_id = ${rowId}::int8 and a.shipment_id = s.shipment_id
				and a.stage = s.stage`,
	);
	if (mailId === null) return;
	await tx.rows(
		sql`update watchers set told_at = ${now}::timestamptz where seller_id = ${sellerId}::int8 and id = ${rowId}::int8`,
	);
}

/** They are looked at again by then, each. */
export async function putOffAsks(
	db: Queries,
	{ sellerId, rowId }: WatcherKey,
	asks: readonly (OneAsk & { readonly untilMs: number })[],
): Promise<void> {
	if (asks.length === 0) return;
	await db.rows(
		sql`update review_asks a set look_at = s.look_at
			from unnest(
				${scalars("int8", asks, ({ shipmentId }) => shipmentId)}, ${texts(asks, ({ stage }) => stage)},
				${scalars("timestamptz", asks, ({ untilMs }) => new Date(untilMs).toISOString())}
			) s (shipment_id, stage, look_at)
			where a.seller_id = ${sellerId}::int8 and a.watcher_id = ${rowId}::int8 and a.shipment_id = s.shipment_id
				and a.stage = s.stage and a.state = 'waiting'`,
	);
}

/** All that is due of a watcher waits so long. */
export async function putOffAsker(
	db: Queries,
	{ sellerId, rowId }: WatcherKey,
	now: string,
	until: string,
): Promise<void> {
	await db.rows(
		sql`update review_asks set look_at = ${until}::timestamptz
			where seller_id = ${sellerId}::int8 and watcher_id = ${rowId}::int8 and state = 'waiting'
				and look_at <= ${now}::timestamptz`,
	);
}

/** What these watchers themselves say of being asked; what they want no more is asked no more. */
export async function wishAsks(
	tx: Transaction,
	watchers: readonly WatcherKey[],
	{ asks, asksAgain }: AskWish,
	now: string,
): Promise<void> {
	for (const { sellerId, rowId } of watchers) {
		await tx.rows(
			sql`update watchers set asks = ${asks}::boolean, asks_again = ${asksAgain}::boolean
				where seller_id = ${sellerId}::int8 and id = ${rowId}::int8`,
		);
		await tx.rows(
			sql`update review_asks set state = 'unwanted', settled_at = ${now}::timestamptz
				where seller_id = ${sellerId}::int8 and watcher_id = ${rowId}::int8 and state = 'waiting'
					and case stage when 'follow-up' then not ${asksAgain}::boolean else not ${asks}::boolean end`,
		);
	}
}

/** Whether he wants to be asked once more of a parcel, so long after what he said of its things. */
export async function wishFollowUp(
	tx: Transaction,
	{ sellerId, rowId: watcherId }: WatcherKey,
	{
		shipmentId,
		wants,
		saidAtMs,
		now,
	}: {
		readonly shipmentId: RowId;
		readonly wants: boolean;
		readonly saidAtMs: number;
		readonly now: string;
	},
): Promise<void> {
	await tx.rows(
		sql`update watchers set asks_again = ${wants}::boolean
			where seller_id = ${sellerId}::int8 and id = ${watcherId}::int8`,
	);
	if (!wants) {
		await tx.rows(
			sql`update review_asks set state = 'unwanted', settled_at = ${now}::timestamptz
				where seller_id = ${sellerId}::int8 and shipment_id = ${shipmentId}::int8 and watcher_id = ${watcherId}::int8
					and stage = 'follow-up' and state = 'waiting'`,
		);
		return;
	}
	const dueAt = new Date(askDueMs("follow-up", saidAtMs)).toISOString();
	await tx.rows(
		sql`insert into review_asks (seller_id, shipment_id, stage, address_tag, watcher_id, due_at, look_at)
			select seller_id, ${shipmentId}::int8, 'follow-up', address_tag, id, ${dueAt}::timestamptz, ${dueAt}::timestamptz
			from watchers
			where seller_id = ${sellerId}::int8 and id = ${watcherId}::int8 and confirmed_at is not null and ended_at is null
			on conflict (seller_id, shipment_id, stage, address_tag) do update set
				due_at = excluded.due_at, look_at = excluded.look_at, watcher_id = excluded.watcher_id, state = 'waiting',
				settled_at = null
				where review_asks.state <> 'asked'`,
	);
}

type Watched = Pick<Watcher, "sellerId" | "shipmentRowId" | "orderRowId">;

/** The delivered parcels that a watcher watches, by their ids, those beyond `after`; a hundred at most. */
export function deliveredWatched(db: Queries, watcher: Watched, after: RowId | null): Promise<readonly ShipmentKey[]> {
	return db.rows(
		sql`select s.seller_id as "sellerId", s.id as "rowId" from shipments s
			where ${isWatched(watcher)} and s.milestone = 'delivered' and s.id > coalesce(${after}::int8, 0)
			order by s.id limit 100`,
	);
}

/** Those of these parcels that a watcher watches still. */
export function watchedAmong(
	db: Queries,
	watcher: Watched,
	shipmentIds: readonly RowId[],
): Promise<readonly ShipmentKey[]> {
	return db.rows(
		sql`select s.seller_id as "sellerId", s.id as "rowId" from shipments s
			where ${isWatched(watcher)} and s.id = any (${scalars("int8", shipmentIds, (id) => id)})`,
	);
}

/** Of `shipments s`. */
function isWatched({ sellerId, shipmentRowId, orderRowId }: Watched): SQL {
	return orderRowId === null
		? sql`s.seller_id = ${sellerId}::int8 and s.id = ${shipmentRowId}::int8`
		: sql`s.seller_id = ${sellerId}::int8 and s.order_id = ${orderRowId}::int8`;
}

/** Of one parcel, whom it was asked and whom not, newest first; a hundred at most. */
export function asksOfParcel(
	db: Queries,
	{ sellerId, rowId }: ShipmentKey,
): Promise<readonly (StoredAsk & { readonly watcher: string })[]> {
	return db.rows(
		sql`select f.public_id as watcher, ${COLUMNS}
			from review_asks a join watchers f on f.seller_id = a.seller_id and f.id = a.watcher_id
			where a.seller_id = ${sellerId}::int8 and a.shipment_id = ${rowId}::int8
			order by a.due_at desc, f.id, a.stage limit 100`,
	);
}

const COLUMNS: SQL = sql.raw(`
	a.shipment_id as "shipmentId", a.stage, a.due_at as "dueAt", a.state, a.settled_at as "settledAt", a.mail_id as "mailId"`);
