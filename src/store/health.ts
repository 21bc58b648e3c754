import { sql } from "drizzle-orm";
import type { Database, Queries } from "./database.ts";
import { onlyRow } from "./query.ts";

/** Answers when the database answers and takes writes; throws what it says otherwise. */
export async function ping(db: Queries): Promise<void> {
	const { readOnly } = await onlyRow<{ readOnly: boolean }>(
		db,
		sql`select pg_is_in_recovery() or current_setting('transaction_read_only') = 'on' as "readOnly"`,
	);
	if (readOnly) throw new ReadOnlyDatabase();
}

/** A standby, or a server that was told to take no writes. Counts as an outage by its code, which is PostgreSQL's own. */
class ReadOnlyDatabase extends Error {
	override readonly name = "ReadOnlyDatabase";
	readonly code = "25006";

	constructor() {
		super("The database takes no writes.");
	}
}

/** What the database's clock says, on which leases run and which dates what all nodes read. */
export async function databaseNow(db: Queries): Promise<Date> {
	const { at } = await onlyRow<{ at: string }>(db, sql`select clock_timestamp() as at`);
	return new Date(at);
}

/** What `doctor` prints of a database. */
export interface DatabaseSizes {
	/** As the server names itself: `PostgreSQL 15.8 …`. */
	readonly version: string;
	readonly totalBytes: number;
	/** Largest first. Rows are the planner's estimate; a partitioned table is one line. */
	readonly tables: readonly { readonly name: string; readonly bytes: number; readonly rows: number }[];
}

export async function databaseSizes(db: Database): Promise<DatabaseSizes> {
	const { version, totalBytes } = await onlyRow<{ version: string; totalBytes: string }>(
		db,
		sql`select version() as version, pg_database_size(current_database()) as "totalBytes"`,
	);
	const tables = await db.rows<{ name: string; bytes: string; rows: string }>(
		sql`select coalesce(parent.relname, c.relname)::text as name,
				sum(pg_total_relation_size(c.oid))::int8 as bytes, sum(greatest(c.reltuples, 0))::int8 as rows
			from pg_class c
			join pg_namespace n on n.oid = c.relnamespace and n.nspname = 'public'
			left join pg_inherits i on i.inhrelid = c.oid
			left join pg_class parent on parent.oid = i.inhparent
			where c.relkind = 'r'
			group by 1 order by 2 desc, 1`,
	);
	return {
		version,
		totalBytes: Number(totalBytes),
		tables: tables.map((table) => ({ name: table.name, bytes: Number(table.bytes), rows: Number(table.rows) })),
	};
}
