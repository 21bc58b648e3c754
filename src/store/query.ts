import { type SQL, sql } from "drizzle-orm";
import { PgDialect } from "drizzle-orm/pg-core";
import { texts } from "./columns.ts";
import type { Queries } from "./database.ts";

const dialect = new PgDialect();

/** A query as a driver wants it: text with $1, $2 and its values. */
export function compile(query: SQL): { readonly text: string; readonly values: unknown[] } {
	const { sql: text, params } = dialect.sqlToQuery(query);
	return { text, values: params };
}

/** Whether a statement changes nothing, as far as its words show: in doubt it does. */
export function onlyReads(text: string): boolean {
	return /^\s*select\b/i.test(text) || (/^\s*with\b/i.test(text) && !/\b(?:insert|update|delete|merge)\b/i.test(text));
}

/** The one row a query answers, or null. */
export async function row<T>(db: Queries, query: SQL): Promise<T | null> {
	const [first] = await db.rows<T>(query);
	return first ?? null;
}

/** The one row a query always answers. */
export async function onlyRow<T>(db: Queries, query: SQL): Promise<T> {
	const [first] = await db.rows<T>(query);
	if (first === undefined) throw new Error("A query that always answers a row answered none.");
	return first;
}

/** Tells every listener of the channel once the transaction commits; each payload has at most 7,900 bytes. */
export async function notify(tx: Queries, channel: string, payloads: readonly string[]): Promise<void> {
	if (payloads.length === 0) return;
	await tx.rows(
		sql`select pg_notify(${channel}::text, payload) from unnest(${texts(payloads, (text) => text)}) payload`,
	);
}
