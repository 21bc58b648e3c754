import { type SQL, sql } from "drizzle-orm";
import type { Queries } from "./database.ts";

/** Days that what people wrote is kept, after the last of it, where the settings say nothing else. */
export const WORDS_DAYS = 400;
/** And mails that nobody placed, or that have no words for anybody. */
const UNPLACED_DAYS = 90;
/** In one statement: a thread has photos and mails, and the embedded database does nothing else meanwhile. */
const AT_ONCE = 50;

/**
 * Removes what people wrote so many days ago, of all sellers: questions with their threads, photos and mails once nothing was said
 * or done in them for that long, open or not; the bytes of placed mails that are older, and the words of reports. Mails that wait to
 * be placed, or were put aside, go after 90 days at the latest. Whatever another node has begun to remove is left to it.
 */
export async function forgetWords(db: Queries, now: string, days: number): Promise<void> {
	const before = (most: number) => new Date(Date.parse(now) - most * 86_400_000).toISOString();
	const old = before(days);
	const unplacedOld = before(Math.min(days, UNPLACED_DAYS));
	await inSlices(
		db,
		sql`delete from questions q using (
				select seller_id, id from questions o
				where updated_at < ${old}::timestamptz and not exists (
					select 1 from thread_messages t
					where t.seller_id = o.seller_id and t.question_id = o.id and t.said_at >= ${old}::timestamptz
				)
				limit ${AT_ONCE}::int4 for update skip locked
			) old
			where q.seller_id = old.seller_id and q.id = old.id
			returning 1`,
	);
	await inSlices(
		db,
		sql`delete from inbound_mails m using (
				select seller_id, id from inbound_mails
				where (question_id is null or state = 'set-aside') and received_at < ${unplacedOld}::timestamptz
				limit ${AT_ONCE}::int4 for update skip locked
			) old
			where m.seller_id = old.seller_id and m.id = old.id
			returning 1`,
	);
	await inSlices(
		db,
		sql`update inbound_mails m set sealed_mail = '' from (
				select seller_id, id from inbound_mails
				where received_at < ${old}::timestamptz and octet_length(sealed_mail) > 0
				limit ${AT_ONCE}::int4 for update skip locked
			) old
			where m.seller_id = old.seller_id and m.id = old.id
			returning 1`,
	);
	await inSlices(
		db,
		sql`update reports r set sealed_words = '' from (
				select seller_id, id from reports
				where said_at < ${old}::timestamptz and octet_length(sealed_words) > 0
				limit ${AT_ONCE}::int4 for update skip locked
			) old
			where r.seller_id = old.seller_id and r.id = old.id
			returning 1`,
	);
}

/** The same statement until it finds nothing more to do. */
async function inSlices(db: Queries, statement: SQL): Promise<void> {
	while ((await db.rows(statement)).length === AT_ONCE);
}
