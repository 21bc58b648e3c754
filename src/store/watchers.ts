import { type SQL, sql } from "drizzle-orm";
import type { AskWish } from "../core/notices/asks.ts";
import { readDevice } from "../core/notices/device.ts";
import { emailKey } from "../core/recipient.ts";
import { scalars, textValue } from "./columns.ts";
import type { Queries, RowId, Transaction } from "./database.ts";
import { publicId } from "./ids.ts";
import type { ShipmentKey } from "./parcels.ts";
import { onlyRow, row } from "./query.ts";
import type { Vault } from "./seal.ts";

/** Whoever wants to be written of a parcel, or of all parcels of its order. */
export interface Watcher {
	readonly sellerId: RowId;
	readonly rowId: RowId;
	/** `wch_…` */
	readonly id: string;
	/** By whose page it was asked for, and the word of its link. */
	readonly shipmentRowId: RowId;
	readonly token: string;
	/** Null: that parcel alone. */
	readonly orderRowId: RowId | null;
	/** See addressOf. */
	readonly sealedAddress: Uint8Array;
	readonly source: WatcherSource;
	/** BCP 47: what he reads. */
	readonly locale: string;
	readonly askedAt: string;
	/** Null: nothing but the mail that asks for it is sent. */
	readonly confirmedAt: string | null;
	readonly endedAt: string | null;
	readonly endedBecause: EndedBecause | null;
	/** When he was written last; null: never. */
	readonly toldAt: string | null;
	/** When he is looked at next; null: nothing waits. */
	readonly nextAt: string | null;
	/** Whether he is asked afterwards how it was; null: nobody said. */
	readonly asks: boolean | null;
	/** And once more, months after what he said. */
	readonly asksAgain: boolean;
}

/**
 * `typed` by a reader, which has to be confirmed; the order's at a reader's wish; the order's at the seller's; a `device` of a
 * reader, whose address is as writeDevice has it.
 */
export type WatcherSource = "typed" | "order" | "seller" | "device";

export interface NewWatcher {
	/** Of the parcel by whose page it is asked for. */
	readonly parcel: ShipmentKey & { readonly orderRowId: RowId | null };
	/** As `watcherOfAddress` found him. */
	readonly before: Watcher | null;
	readonly address: string;
	readonly source: WatcherSource;
	readonly locale: string;
	/** `…Z` */
	readonly now: string;
	/** What he said of being asked afterwards. What he refused before stays refused. */
	readonly wants?: AskWish | undefined;
}

/**
 * Adds the watcher, or takes up again one who had ended; one who is there stays as he is. Behind the lock of the parcel. An
 * address that the seller named needs no confirmation. Answers the watcher as he stands now.
 */
export async function addWatcher(tx: Transaction, vault: Vault, added: NewWatcher): Promise<Watcher> {
	const { parcel, before: known, address, source, locale, now, wants } = added;
	const { sellerId, rowId, orderRowId } = parcel;
	const tag = addressTag(vault, address);
	const asks = wants?.asks ? true : null;
	const asksAgain = wants?.asksAgain ?? false;
	// Who ended it stays so until he confirms it himself: anybody may have typed his address.
	const isKnown = source !== "typed";
	const confirmedAt = isKnown ? now : null;
	if (known === null) {
		const id = publicId("wch");
		const sealed = vault.seal(address, contextOf({ sellerId, id }));
		const inserted = await tx.rows(
			sql`insert into watchers (
					seller_id, public_id, shipment_id, order_id, sealed_address, address_tag, source, locale, asked_at, confirmed_at,
					asks, asks_again
				) values (
					${sellerId}::int8, ${id}, ${rowId}::int8, ${orderRowId}::int8, ${sealed}::bytea, ${tag}::bytea,
					${source}, ${textValue(locale)}, ${now}::timestamptz, ${confirmedAt}::timestamptz,
					${asks}::boolean, ${asksAgain}::boolean
				) on conflict do nothing returning 1 as inserted`,
		);
		// By another parcel of the order, whose lock is another, he was added meanwhile.
		if (inserted.length > 0) return watcherOf(tx, sellerId, id);
		const before = await watcherOfAddress(tx, vault, parcel, address);
		if (before === null) throw new Error("A watcher is neither there nor can be added.");
		return addWatcher(tx, vault, { ...added, before });
	}
	await tx.rows(
		sql`update watchers set
				sealed_address = ${vault.seal(address, contextOf({ sellerId, id: known.id }))}::bytea,
				source = case when confirmed_at is null or ended_at is not null then ${source} else source end,
				confirmed_at = coalesce(confirmed_at, ${confirmedAt}::timestamptz),
				ended_at = case when ${isKnown}::boolean then null else ended_at end,
				ended_because = case when ${isKnown}::boolean then null else ended_because end,
				locale = ${textValue(locale)}, asked_at = ${now}::timestamptz, asks = coalesce(asks, ${asks}::boolean),
				asks_again = asks_again or (${asksAgain}::boolean and asks is distinct from false)
			where seller_id = ${sellerId}::int8 and public_id = ${known.id}`,
	);
	return watcherOf(tx, sellerId, known.id);
}

async function watcherOf(db: Queries, sellerId: RowId, id: string): Promise<Watcher> {
	return onlyRow(db, sql`${SELECT} where f.seller_id = ${sellerId}::int8 and f.public_id = ${id}`);
}

/** Who of this address watches a parcel, or the parcels of its order, or did; null: nobody. */
export function watcherOfAddress(
	db: Queries,
	vault: Vault,
	{ sellerId, rowId, orderRowId }: NewWatcher["parcel"],
	address: string,
): Promise<Watcher | null> {
	return row(
		db,
		sql`${SELECT} where f.seller_id = ${sellerId}::int8 and f.address_tag = ${addressTag(vault, address)}::bytea and ${
			orderRowId === null
				? sql`f.order_id is null and f.shipment_id = ${rowId}::int8`
				: sql`f.order_id = ${orderRowId}::int8`
		}`,
	);
}

/** By public id, of the parcel of a link or of its order, locked. Names the seller by the parcel's own row. */
export function lockWatcher(tx: Transaction, { sellerId, rowId }: ShipmentKey, id: string): Promise<Watcher | null> {
	return row(tx, sql`${ofParcel({ sellerId, rowId })} and f.public_id = ${textValue(id)} for no key update of f`);
}

/** The same without a lock. */
export function getWatcher(db: Queries, { sellerId, rowId }: ShipmentKey, id: string): Promise<Watcher | null> {
	return row(db, sql`${ofParcel({ sellerId, rowId })} and f.public_id = ${textValue(id)}`);
}

/** Of a parcel and of its order, newest first, those that ended too; a hundred at most. */
export function watchersOfParcel(db: Queries, key: ShipmentKey): Promise<readonly Watcher[]> {
	return db.rows(sql`${ofParcel(key)} order by f.asked_at desc, f.id desc limit 100`);
}

function ofParcel({ sellerId, rowId }: ShipmentKey): SQL {
	return sql`${SELECT} where f.seller_id = ${sellerId}::int8 and (
		f.shipment_id = ${rowId}::int8
		or f.order_id = (
			select o.order_id from shipments o where o.seller_id = ${sellerId}::int8 and o.id = ${rowId}::int8
		)
	)`;
}

/** Those who are written of these parcels: each address once of a parcel, and by its order where that is watched too. */
export function watchersToTell(
	db: Queries,
	parcels: readonly ShipmentKey[],
): Promise<readonly { readonly shipmentId: RowId; readonly watcherId: RowId }[]> {
	return db.rows(
		sql`select distinct on (p.id, f.address_tag) p.id as "shipmentId", f.id as "watcherId"
			from unnest(
				${scalars("int8", parcels, ({ sellerId }) => sellerId)}, ${scalars("int8", parcels, ({ rowId }) => rowId)}
			) n (seller_id, id)
			join shipments p on p.seller_id = n.seller_id and p.id = n.id
			join watchers f on f.seller_id = p.seller_id
				and (f.order_id = p.order_id or (f.order_id is null and f.shipment_id = p.id))
			where f.confirmed_at is not null and f.ended_at is null
			order by p.id, f.address_tag, f.order_id nulls last`,
	);
}

export async function confirmWatcher(tx: Transaction, watcher: WatcherKey, now: string): Promise<void> {
	await tx.rows(
		sql`update watchers set confirmed_at = coalesce(confirmed_at, ${now}::timestamptz), ended_at = null, ended_because = null
			where seller_id = ${watcher.sellerId}::int8 and id = ${watcher.rowId}::int8`,
	);
}

/**
 * He asked for it; a mail server refused the address for good; the seller named another address of the order; the key that
 * sealed the address was given up.
 */
export type EndedBecause = "asked" | "bounced" | "replaced" | "unreadable";

/** He is written no more; what waited for him is told to nobody. */
export async function endWatcher(
	tx: Transaction,
	{ sellerId, rowId }: WatcherKey,
	because: EndedBecause,
	now: string,
): Promise<void> {
	await tx.rows(
		sql`update watchers set
				ended_because = case when ended_at is null then ${because} else ended_because end,
				ended_at = coalesce(ended_at, ${now}::timestamptz), next_at = null
			where seller_id = ${sellerId}::int8 and id = ${rowId}::int8`,
	);
	await tx.rows(
		sql`update notices set state = 'unwanted', settled_at = ${now}::timestamptz
			where seller_id = ${sellerId}::int8 and watcher_id = ${rowId}::int8 and state = 'waiting'`,
	);
	await tx.rows(
		sql`update review_asks set state = 'unwanted', settled_at = ${now}::timestamptz
			where seller_id = ${sellerId}::int8 and watcher_id = ${rowId}::int8 and state = 'waiting'`,
	);
}

/** The same address is written no more of what this watcher was, whether it was asked for by the parcel or by its order. */
export async function endSameWatchers(tx: Transaction, watcher: Watcher, now: string): Promise<void> {
	for (const one of await lockSameWatchers(tx, watcher)) await endWatcher(tx, one, "asked", now);
}

/** A watcher, and others of his address that watch the same by the parcel or by its order. */
export function lockSameWatchers(tx: Transaction, watcher: Watcher): Promise<readonly WatcherKey[]> {
	const { sellerId, rowId, shipmentRowId, orderRowId } = watcher;
	return tx.rows<WatcherKey>(
		sql`select f.seller_id as "sellerId", f.id as "rowId" from watchers f
			where f.seller_id = ${sellerId}::int8 and f.address_tag = (${tagOfWatcher({ sellerId, rowId })}) and (
				f.id = ${rowId}::int8 or f.order_id = ${orderRowId}::int8 or exists (
					select from shipments s
					where s.seller_id = ${sellerId}::int8 and s.id = f.shipment_id and s.order_id = ${orderRowId}::int8
				) or f.order_id = (
					select s.order_id from shipments s where s.seller_id = ${sellerId}::int8 and s.id = ${shipmentRowId}::int8
				)
			)
			order by f.id for no key update of f`,
	);
}

/** A mail of notices came back for good: its address is written to no more. */
export async function endBouncedWatcher(
	db: Queries,
	{ sellerId, mailId, now }: { readonly sellerId: RowId; readonly mailId: string; readonly now: string },
): Promise<void> {
	await db.rows(
		sql`with ended as (
				update watchers w set ended_at = ${now}::timestamptz, ended_because = 'bounced', next_at = null
				from (
					select watcher_id from notices
					where seller_id = ${sellerId}::int8 and mail_id = ${mailId} and state = 'told'
					union
					select watcher_id from review_asks
					where seller_id = ${sellerId}::int8 and mail_id = ${mailId} and state = 'asked'
				) n
				where w.seller_id = ${sellerId}::int8 and w.id = n.watcher_id and w.ended_at is null
				returning w.id
			), asks as (
				update review_asks set state = 'unwanted', settled_at = ${now}::timestamptz
				from ended where seller_id = ${sellerId}::int8 and watcher_id = ended.id and state = 'waiting'
			)
			update notices set state = 'unwanted', settled_at = ${now}::timestamptz
			from ended where seller_id = ${sellerId}::int8 and watcher_id = ended.id and state = 'waiting'`,
	);
}

/** The tag of a watcher's address, as a query. */
export function tagOfWatcher({ sellerId, rowId }: WatcherKey): SQL {
	return sql`select address_tag from watchers where seller_id = ${sellerId}::int8 and id = ${rowId}::int8`;
}

/** Throws WrongKey or Tampered; null where nobody can read it any more. */
export function addressOf(vault: Vault, watcher: Pick<Watcher, "sellerId" | "id" | "sealedAddress">): string | null {
	return watcher.sealedAddress.length === 0 ? null : vault.unseal(watcher.sealedAddress, contextOf(watcher));
}

export type WatcherKey = Pick<Watcher, "sellerId" | "rowId">;

export function addressTag({ tagOf }: Pick<Vault, "tagOf">, address: string): Uint8Array {
	const device = readDevice(address);
	const tag = device ? tagOf(device.endpoint, "watchers' devices") : tagOf(emailKey(address), "watchers");
	return tag.subarray(0, 16);
}

export const contextOf = ({ sellerId, id }: Pick<Watcher, "sellerId" | "id">) => `watcher ${id} of seller ${sellerId}`;

const SELECT: SQL = sql.raw(`
	select f.seller_id as "sellerId", f.id as "rowId", f.public_id as id, f.shipment_id as "shipmentRowId", s.token,
		f.order_id as "orderRowId", f.sealed_address as "sealedAddress", f.source, f.locale, f.asked_at as "askedAt",
		f.confirmed_at as "confirmedAt", f.ended_at as "endedAt", f.ended_because as "endedBecause", f.told_at as "toldAt", f.next_at as "nextAt",
		f.asks, f.asks_again as "asksAgain"
	from watchers f join shipments s on s.seller_id = f.seller_id and s.id = f.shipment_id`);
