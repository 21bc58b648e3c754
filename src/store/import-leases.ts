import { type SQL, sql } from "drizzle-orm";
import type { Database, Queries } from "./database.ts";
import { keepProblems, type StoredProblem } from "./import-problems.ts";
import { columnsOf, type ImportState, type StoredImport } from "./imports.ts";
import { row } from "./query.ts";
import type { Vault } from "./seal.ts";

/** The right to read an import. Another's once the lease is over, and nobody's when it was cancelled or begun anew. */
export interface ImportLease {
	readonly import: StoredImport;
	readonly until: string;
}

/**
 * The import that waited longest for its turn; null where there is none, or where any is being read: one worker serves all
 * sellers, so that files never take more of the database than one reader does. Names no seller.
 */
export async function claimImport(db: Pick<Database, "transaction">, leaseMs: number): Promise<ImportLease | null> {
	return db.transaction(async (tx) => {
		await tx.rows(sql`select pg_advisory_xact_lock(hashtextextended('importing', 0))`);
		const claimed = await row<StoredImport & { readonly until: string }>(
			tx,
			sql`update imports i set state = 'running', lease_until = ${until(leaseMs)}
				from (
					select seller_id, id from imports where ended_at is null
					and not exists (select from imports b where b.ended_at is null and b.lease_until > clock_timestamp())
					order by lease_until nulls first, created_at limit 1 for update skip locked
				) next
				where i.seller_id = next.seller_id and i.id = next.id
				returning ${columnsOf("i.")}, lease_until as until`,
		);
		if (!claimed) return null;
		const { until: held, ...one } = claimed;
		return { import: one, until: held };
	});
}

/** What came of some rows. */
export interface ImportStep {
	readonly rowsRead: number;
	readonly created: number;
	readonly known: number;
	readonly refused: number;
	readonly problems: readonly StoredProblem[];
}

/** Keeps how far an import came, and goes on holding it; null where it is held no more, and then nothing is kept. */
export function keepStep(
	db: Pick<Database, "transaction">,
	vault: Vault,
	lease: ImportLease,
	step: ImportStep,
	leaseMs: number,
): Promise<string | null> {
	const { sellerId, rowId } = lease.import;
	return db.transaction(async (tx) => {
		const kept = await row<{ until: string }>(
			tx,
			sql`update imports set
					rows_read = ${step.rowsRead}::int4, rows_created = rows_created + ${step.created}::int4,
					rows_known = rows_known + ${step.known}::int4, rows_refused = rows_refused + ${step.refused}::int4,
					lease_until = ${until(leaseMs)}
				where seller_id = ${sellerId}::int8 and id = ${rowId}::int8 and ended_at is null
				and lease_until = ${lease.until}::timestamptz
				returning lease_until as until`,
		);
		if (kept) await keepProblems(tx, vault, lease.import, step.problems);
		return kept?.until ?? null;
	});
}

/** Gives back what anybody holds: of a database that belongs to one process, when it begins. */
export async function freeImports(db: Queries): Promise<void> {
	await db.rows(sql`update imports set lease_until = null where ended_at is null and lease_until is not null`);
}

/** Gives it back: its next turn comes after those of the others. */
export async function releaseImport(
	db: Queries,
	{ import: { sellerId, rowId }, until: held }: ImportLease,
): Promise<void> {
	await db.rows(
		sql`update imports set lease_until = clock_timestamp()
			where seller_id = ${sellerId}::int8 and id = ${rowId}::int8 and ended_at is null
			and lease_until = ${held}::timestamptz`,
	);
}

/** Ends it. The file goes, unless it was only checked. */
export async function endImport(
	db: Queries,
	{ import: { sellerId, rowId }, until: held }: ImportLease,
	state: Extract<ImportState, "checked" | "done" | "failed">,
): Promise<void> {
	await db.rows(
		sql`update imports set
				state = ${state}, rows_read = case when ${state}::text = 'failed' then rows_read else rows_total end,
				sealed_file = case when ${state}::text = 'checked' then sealed_file end, lease_until = null,
				ended_at = clock_timestamp()
			where seller_id = ${sellerId}::int8 and id = ${rowId}::int8 and ended_at is null
			and lease_until = ${held}::timestamptz`,
	);
}

function until(leaseMs: number): SQL {
	return sql`clock_timestamp() + ${leaseMs}::int8 * interval '1 millisecond'`;
}
