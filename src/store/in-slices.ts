import { type SQL, sql } from "drizzle-orm";
import type { Queries } from "./database.ts";

/** Of a table by its name, so many rows that are to be changed: what another node has begun with is left to it. */
export interface Slice {
	/** Named in code alone: it is no value. */
	readonly table: string;
	/** Of the table as `o`. */
	readonly where: SQL;
	/** In one statement: the embedded database does nothing else meanwhile. */
	readonly atOnce: number;
}

/** Removes all such rows, slice by slice. Answers how many. */
export function deleteInSlices(db: Queries, slice: Slice): Promise<number> {
	return inSlices(db, slice, sql`delete from ${sql.identifier(slice.table)} t using ${rowsOf(slice)}`);
}

/** Empties a sealed column of all such rows that have something in it. */
export function emptyInSlices(db: Queries, slice: Slice, column: string): Promise<number> {
	const sealed = sql.identifier(column);
	const where = sql`octet_length(o.${sealed}) > 0 and ${slice.where}`;
	const emptied = sql`update ${sql.identifier(slice.table)} t set ${sealed} = '' from ${rowsOf({ ...slice, where })}`;
	return inSlices(db, slice, emptied);
}

function rowsOf({ table, where, atOnce }: Slice): SQL {
	return sql`(
			select o.seller_id, o.id from ${sql.identifier(table)} o where ${where}
			limit ${atOnce}::int4 for update skip locked
		) old`;
}

/** The same statement until it finds nothing more to do. */
async function inSlices(db: Queries, { atOnce }: Slice, change: SQL): Promise<number> {
	const statement = sql`${change} where t.seller_id = old.seller_id and t.id = old.id returning 1 as changed`;
	let changed = 0;
	for (;;) {
		const rows = await db.rows(statement);
		changed += rows.length;
		if (rows.length < atOnce) return changed;
	}
}
