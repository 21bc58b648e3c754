import { sql } from "drizzle-orm";
import { jsonValue } from "./columns.ts";
import type { Queries, RowId, Transaction } from "./database.ts";
import type { StoredQuestion, Thread } from "./questions.ts";

/** Whom the shop's letters went to since the buyer waits, and when the next is asked. */
export async function setAsked(
	db: Queries,
	{ sellerId, rowId }: Thread,
	{ persons, nextAt }: { readonly persons: readonly number[]; readonly nextAt: string | null },
): Promise<void> {
	await db.rows(
		sql`update questions set asked_persons = ${jsonValue(persons)}, ask_next_at = ${nextAt}::timestamptz
			where seller_id = ${sellerId}::int8 and id = ${rowId}::int8`,
	);
}

/** A question whose next is asked by the clock. */
export type ToPassOn = Pick<StoredQuestion, "sellerId" | "rowId" | "id">;

/**
 * Questions that should have been passed on by `now`, longest ago first, locked; another node's are passed over. Names no seller:
 * the clock serves all of them.
 */
export function claimToPassOn(tx: Transaction, now: string, limit: number): Promise<readonly ToPassOn[]> {
	return tx.rows(
		sql`select seller_id as "sellerId", id as "rowId", public_id as id from questions
			where ask_next_at <= ${now}::timestamptz order by ask_next_at limit ${limit}::int4 for update skip locked`,
	);
}

/** One that could not be passed on: it waits, so that the others need not. */
export async function putOffAsking(db: Queries, { sellerId, rowId }: Thread, until: string): Promise<void> {
	await db.rows(
		sql`update questions set ask_next_at = ${until}::timestamptz
			where seller_id = ${sellerId}::int8 and id = ${rowId}::int8 and ask_next_at is not null`,
	);
}

/** Questions that wait and that nobody was asked yet are looked at again now: who may be asked has changed. */
export async function lookForAnswerers(tx: Transaction, sellerId: RowId, now: string): Promise<void> {
	await tx.rows(
		sql`update questions set ask_next_at = ${now}::timestamptz
			where seller_id = ${sellerId}::int8 and waiting_since is not null and asked_persons = '[]'`,
	);
}

/** What somebody was asked of late. */
export interface Load {
	readonly person: number;
	/** Questions that wait. */
	readonly open: number;
	/** When the newest of all came, `…Z`. */
	readonly lastAskedAt: string;
}

/** Of a seller's newest 500 questions. */
export function loadsOf(db: Queries, sellerId: RowId): Promise<readonly Load[]> {
	return db.rows(
		sql`select p.person::int4 as person, (count(*) filter (where q.waiting_since is not null))::int4 as open,
				max(q.asked_at) as "lastAskedAt"
			from (
				select asked_persons, waiting_since, asked_at from questions
				where seller_id = ${sellerId}::int8 order by asked_at desc, id desc limit 500
			) q
			cross join lateral jsonb_array_elements_text(q.asked_persons) p (person)
			group by p.person`,
	);
}
