import { sql } from "drizzle-orm";
import type { Queries, RowId, Transaction } from "./database.ts";
import type { Vault } from "./seal.ts";
import { addressTag, endWatcher, tagOfWatcher, type Watcher, type WatcherKey } from "./watchers.ts";

/** Nobody of this address is written of anything of the shop's any more, until a reader asks for it with it again. */
export async function refuseAddress(tx: Transaction, watcher: Watcher, now: string): Promise<void> {
	const { sellerId, rowId } = watcher;
	const same = await tx.rows<WatcherKey>(
		sql`select seller_id as "sellerId", id as "rowId" from watchers
			where seller_id = ${sellerId}::int8 and address_tag = (${tagOfWatcher({ sellerId, rowId })})
			order by id for update`,
	);
	for (const one of same) await endWatcher(tx, one, "asked", now);
	await tx.rows(
		sql`insert into mail_refusals (seller_id, address_tag, refused_at)
			select ${sellerId}::int8, (${tagOfWatcher({ sellerId, rowId })}), ${now}::timestamptz
			on conflict do nothing`,
	);
}

export async function isRefused(db: Queries, vault: Vault, sellerId: RowId, address: string): Promise<boolean> {
	const tag = addressTag(vault, address);
	const found = await db.rows(
		sql`select 1 as found from mail_refusals
			where seller_id = ${sellerId}::int8 and address_tag = ${tag}::bytea`,
	);
	return found.length > 0;
}

/** Whether an address that refused the shop may be asked once more, as once a month; if so, it counts as asked. */
export async function mayAskAgain(
	tx: Transaction,
	vault: Vault,
	{ sellerId, address, now }: { readonly sellerId: RowId; readonly address: string; readonly now: string },
): Promise<boolean> {
	const asked = await tx.rows(
		sql`update mail_refusals set asked_at = ${now}::timestamptz
			where seller_id = ${sellerId}::int8 and address_tag = ${addressTag(vault, address)}::bytea
				and (asked_at is null or asked_at < ${now}::timestamptz - interval '30 days')
			returning 1 as asked`,
	);
	return asked.length > 0;
}

/** He asked for it again, and showed that the address is his. */
export async function takeBackRefusal(tx: Transaction, watcher: WatcherKey): Promise<void> {
	await tx.rows(
		sql`delete from mail_refusals
			where seller_id = ${watcher.sellerId}::int8 and address_tag = (${tagOfWatcher(watcher)})`,
	);
}
