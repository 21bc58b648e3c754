import { sql } from "drizzle-orm";
import type { Queries, RowId, Transaction } from "./database.ts";
import { onlyRow } from "./query.ts";

/** How many somebody of the shop should place; a hundred stands for more. */
export async function countSuggestedMails(db: Queries, sellerId: RowId): Promise<number> {
	const { count } = await onlyRow<{ count: number }>(
		db,
		sql`select count(*)::int4 as count from (
				select 1 from inbound_mails where seller_id = ${sellerId}::int8 and state = 'suggested' limit 100
			) waiting`,
	);
	return count;
}

/**
 * Removes what is more than so many of a seller's mails that are in no thread: first those that were put aside, oldest first, then
 * the oldest of whoever has most of them waiting, so that nobody's many mails push out another's one.
 */
export async function keepUnplacedWithin(tx: Transaction, sellerId: RowId, most: number): Promise<void> {
	await tx.rows(
		sql`with unplaced as (
				select id, state, count(*) over (partition by state, suggested) as alike from inbound_mails
				where seller_id = ${sellerId}::int8 and question_id is null
			)
			delete from inbound_mails where seller_id = ${sellerId}::int8 and id in (
				select id from unplaced order by state = 'suggested', alike desc, id
				limit greatest(0, (select count(*) from unplaced) - ${most}::int4)
			)`,
	);
}
