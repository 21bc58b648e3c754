import { sql } from "drizzle-orm";
import type { Database, Transaction } from "./database.ts";
import { startOfIds } from "./ids.ts";
import { onlyRow } from "./query.ts";

const MONTHS_AHEAD = 2;

/** Makes the partitions of raw_messages for this month and the next two. What the default caught meanwhile moves over. */
export async function ensurePartitions(db: Database, now: string): Promise<void> {
	const present = new Date(now);
	for (let ahead = 0; ahead <= MONTHS_AHEAD; ahead++) {
		const month = new Date(Date.UTC(present.getUTCFullYear(), present.getUTCMonth() + ahead));
		if (!(await exists(db, month))) await db.transaction((tx) => add(tx, month));
	}
}

/** Retention: drops the messages of months that ended before `before`, and what waits for them. Answers the partitions' names. */
export async function dropPartitions(db: Database, before: string): Promise<readonly string[]> {
	const all = await db.rows<{ name: string }>(
		sql`select c.relname::text as name from pg_inherits i
			join pg_class c on c.oid = i.inhrelid
			where i.inhparent = 'raw_messages'::regclass and c.relname ~ '^raw_messages_[0-9]{4}_[0-9]{2}$'
			order by 1`,
	);
	const past = all.filter(({ name }) => name < nameOf(new Date(before))).map(({ name }) => name);
	for (const name of past) await db.rows(sql`drop table ${sql.identifier(name)}`);
	const kept = new Date(before);
	const firstKept = startOfIds("msg", Date.UTC(kept.getUTCFullYear(), kept.getUTCMonth()));
	await db.rows(sql`delete from unmatched where message_id collate "C" < ${firstKept}::text`);
	return past;
}

async function exists(db: Database, month: Date): Promise<boolean> {
	const found = await onlyRow<{ there: boolean }>(
		db,
		sql`select to_regclass(${nameOf(month)}::text) is not null as there`,
	);
	return found.there;
}

async function add(tx: Transaction, month: Date): Promise<void> {
	const name = nameOf(month);
	const table = sql.identifier(name);
	const from = month.toISOString();
	const to = new Date(Date.UTC(month.getUTCFullYear(), month.getUTCMonth() + 1)).toISOString();
	// Two nodes that meet here: the second waits, and finds the table made. At once the strongest lock that attaching
	// needs, because a message that comes between a weaker one and it would wait for us as we for it.
	await tx.rows(sql`lock table raw_messages in access exclusive mode`);
	const made = await onlyRow<{ there: boolean }>(tx, sql`select to_regclass(${name}::text) is not null as there`);
	if (made.there) return;
	await tx.rows(sql`create table ${table} (like raw_messages including all)`);
	await tx.rows(
		sql`with caught as (
				delete from raw_messages_default
				where received_at >= ${from}::timestamptz and received_at < ${to}::timestamptz returning *
			)
			insert into ${table} select * from caught`,
	);
	await tx.rows(
		sql`alter table raw_messages attach partition ${table}
			for values from (${sql.raw(`'${from}'`)}) to (${sql.raw(`'${to}'`)})`,
	);
}

/** `raw_messages_2026_11` */
function nameOf(month: Date): string {
	return `raw_messages_${month.toISOString().slice(0, 7).replace("-", "_")}`;
}
