import { sql } from "drizzle-orm";
import { DEFAULT_RULES, type NoticeRules, type NoticeRulesChange } from "../core/notices/kinds.ts";
import { jsonValue, scalars } from "./columns.ts";
import type { Queries, RowId } from "./database.ts";

/** What these shops say of their notices, by seller; of one that said nothing, what Wayline does by itself. */
export async function noticeRulesOf(db: Queries, sellers: readonly RowId[]): Promise<ReadonlyMap<RowId, NoticeRules>> {
	// Written by changeNoticeRules alone, from just this type.
	const found = await db.rows<{ id: RowId; rules: Partial<NoticeRules> | null }>(
		sql`select id, notices as rules from sellers where id = any (${scalars("int8", sellers, (id) => id)})`,
	);
	return new Map(found.map(({ id, rules }) => [id, { ...DEFAULT_RULES, ...rules }]));
}

export async function noticeRules(db: Queries, sellerId: RowId): Promise<NoticeRules> {
	return (await noticeRulesOf(db, [sellerId])).get(sellerId) ?? DEFAULT_RULES;
}

/** What is left out stays. Merged by the database, so that two who change different parts at once keep both. */
export async function changeNoticeRules(db: Queries, sellerId: RowId, change: NoticeRulesChange): Promise<void> {
	await db.rows(
		sql`update sellers set notices = coalesce(notices, '{}') || ${jsonValue(change)} where id = ${sellerId}::int8`,
	);
}
