import { sql } from "drizzle-orm";
import { jsonValue, textValue } from "./columns.ts";
import type { Queries, RowId, Transaction } from "./database.ts";
import { startOfIds, timedId } from "./ids.ts";

/** One change: who made it, and of what. Never a secret, nor anything of a buyer. */
export interface AuditEntry {
	/** `aud_…`, sorts by its time. */
	readonly id: string;
	readonly at: string;
	/** `key_…`, a member of the staff by his address, `operator`, or `buyer` for what one did of his own. */
	readonly actor: string;
	/** A noun and what became of it: `key.rotated`. */
	readonly action: string;
	/** Public id of what was changed. */
	readonly subject: string | null;
	readonly details: Readonly<Record<string, unknown>>;
}

/** In the transaction that makes the change. */
export async function addAuditEntry(tx: Transaction, sellerId: RowId, entry: Omit<AuditEntry, "id">): Promise<void> {
	const { at, actor, action, subject, details } = entry;
	await tx.rows(
		sql`insert into audit_entries (seller_id, id, at, actor, action, subject, details)
			values (
				${sellerId}::int8, ${timedId("aud", Date.parse(at))}::text, ${at}::timestamptz, ${textValue(actor)},
				${textValue(action)}, ${textValue(subject)}, ${jsonValue(details)}
			)`,
	);
}

export interface AuditFilter {
	readonly actor?: string | undefined;
	readonly action?: string | undefined;
	readonly subject?: string | undefined;
	/** From this moment on, `…Z`. */
	readonly from?: string | undefined;
	/** Before this moment, `…Z`. */
	readonly to?: string | undefined;
}

/** Newest first. `after` is the last entry of the slice before; `next` is null at the end. */
export async function listAudit(
	db: Queries,
	sellerId: RowId,
	{ actor, action, subject, from, to }: AuditFilter,
	page: { readonly limit: number; readonly after?: string | null },
): Promise<{ readonly items: readonly AuditEntry[]; readonly next: string | null }> {
	const wanted = [sql`seller_id = ${sellerId}::int8`];
	if (actor !== undefined) wanted.push(sql`actor = ${textValue(actor)}`);
	if (action !== undefined) wanted.push(sql`action = ${textValue(action)}`);
	if (subject !== undefined) wanted.push(sql`subject = ${textValue(subject)}`);
	// An id begins with its time: every filter is read along its own index, from where it begins to where it ends.
	if (from !== undefined) wanted.push(sql`id >= ${startOfIds("aud", Date.parse(from))}::text`);
	if (to !== undefined) wanted.push(sql`id < ${startOfIds("aud", Date.parse(to))}::text`);
	if (page.after) wanted.push(sql`id < ${textValue(page.after)}`);
	const found = await db.rows<AuditEntry>(
		sql`select id, at, actor, action, subject, details from audit_entries
			where ${sql.join(wanted, sql` and `)} order by audit_entries.id desc limit ${page.limit + 1}::int4`,
	);
	const items = found.slice(0, page.limit);
	return { items, next: found.length > items.length ? (items.at(-1)?.id ?? null) : null };
}

/** Days that an entry is kept: a year, and what it takes to look back on one. */
export const AUDIT_DAYS = 400;

/** Removes what is older, of all sellers. Answers how many. */
export async function pruneAudit(db: Queries): Promise<number> {
	const pruned = await db.rows(
		sql`delete from audit_entries where at < clock_timestamp() - make_interval(days => ${AUDIT_DAYS}::int4)
			returning 1 as pruned`,
	);
	return pruned.length;
}
