import { sql } from "drizzle-orm";
import type { Queries } from "./database.ts";
import { deleteInSlices, emptyInSlices } from "./in-slices.ts";

/** Days that what people wrote is kept, after the last of it, where the settings say nothing else. */
export const WORDS_DAYS = 400;
/** And mails that nobody placed, or that have no words for anybody. */
const UNPLACED_DAYS = 90;
/** In one statement: a thread has photos and mails, and the embedded database does nothing else meanwhile. */
const AT_ONCE = 50;

/**
 * Removes what people wrote so many days ago, of all sellers: questions with their threads, photos and mails once nothing was said
 * or done in them for that long, open or not; the bytes of placed mails that are older, the words of reports, and reviews
 * that wait, are hidden or were taken back: shown ones stay. Mails that wait to
 * be placed, or were put aside, go after 90 days at the latest. Whatever another node has begun to remove is left to it.
 */
export async function forgetWords(db: Queries, now: string, days: number): Promise<void> {
	const before = (most: number) => new Date(Date.parse(now) - most * 86_400_000).toISOString();
	const old = before(days);
	const unplacedOld = before(Math.min(days, UNPLACED_DAYS));
	await deleteInSlices(db, {
		table: "questions",
		where: sql`o.updated_at < ${old}::timestamptz and not exists (
				select 1 from thread_messages t
				where t.seller_id = o.seller_id and t.question_id = o.id and t.said_at >= ${old}::timestamptz
			)`,
		atOnce: AT_ONCE,
	});
	await deleteInSlices(db, {
		table: "inbound_mails",
		where: sql`(o.question_id is null or o.state = 'set-aside') and o.received_at < ${unplacedOld}::timestamptz`,
		atOnce: AT_ONCE,
	});
	const placed = { table: "inbound_mails", where: sql`o.received_at < ${old}::timestamptz`, atOnce: AT_ONCE };
	await emptyInSlices(db, placed, "sealed_mail");
	// Shown ones stay: they were said in public, and whoever wrote them takes them back when he likes.
	await deleteInSlices(db, {
		table: "reviews",
		where: sql`greatest(o.written_at, o.changed_at, o.taken_back_at) < ${old}::timestamptz
			and (o.state <> 'shown' or o.taken_back_at is not null)
			and not exists (
				select 1 from reviews a
				where a.seller_id = o.seller_id and a.follows_id = o.id and a.taken_back_at is null
					and greatest(a.written_at, a.changed_at) >= ${old}::timestamptz
			)`,
		atOnce: AT_ONCE,
	});
	const said = { table: "reports", where: sql`o.said_at < ${old}::timestamptz`, atOnce: AT_ONCE };
	await emptyInSlices(db, said, "sealed_words");
}
