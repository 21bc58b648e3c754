import { sql } from "drizzle-orm";
import { jsons, texts } from "./columns.ts";
import type { Queries, Transaction } from "./database.ts";

/** A row of what deliveries taught: opaque here, see the models of `src/core/eta` and `src/core/silence`. */
export interface LaneRow {
	readonly key: string;
	readonly numbers: readonly number[];
}

export interface LanesRead {
	/** A row without numbers was forgotten. */
	readonly rows: readonly LaneRow[];
	/** Where the next reading goes on. */
	readonly version: bigint;
	/** There may be more. */
	readonly isCut: boolean;
}

/** Before the first row. */
export const LANES_START = 0n;

const ROWS_A_READ = 5_000;

/** What was learnt after `version`, by whichever node, oldest first, some thousand rows at a time. */
export async function readLanes(db: Queries, version: bigint): Promise<LanesRead> {
	const rows = await db.rows<LaneRow & { readonly version: string }>(
		sql`select key, to_jsonb(numbers) as numbers, version::text as version from lanes
			where version > ${version.toString()}::text::int8 order by version, key limit ${ROWS_A_READ}::int4`,
	);
	const last = rows.at(-1);
	if (last === undefined) return { rows: [], version, isCut: false };
	if (rows.length < ROWS_A_READ) return { rows, version: BigInt(last.version), isCut: false };
	// The rows of one lesson share a version, and are read together: the last may not be whole.
	const whole = rows.filter((row) => row.version !== last.version);
	if (whole.length > 0) return { rows: whole, version: BigInt(last.version) - 1n, isCut: true };
	return { rows: await rowsOf(db, last.version), version: BigInt(last.version), isCut: true };
}

function rowsOf(db: Queries, version: string): Promise<readonly LaneRow[]> {
	return db.rows(
		sql`select key, to_jsonb(numbers) as numbers from lanes where version = ${version}::text::int8 order by key`,
	);
}

/** Rows that were forgotten so long ago that every node that still runs has read it. Answers how many. */
export async function sweepLanes(tx: Transaction, version: bigint): Promise<number> {
	const swept = await tx.rows(
		sql`delete from lanes where numbers = '{}' and version < ${version.toString()}::text::int8 - ${VERSIONS_KEPT}::int8
			returning 1 as swept`,
	);
	return swept.length;
}

/** A node learns every two seconds at most: some hours. */
const VERSIONS_KEPT = 10_000;

/**
 * Nodes take turns at learning, so that what was learnt has one order. False: another is at it just now. Held until the
 * transaction ends.
 */
export async function lockLanes(tx: Transaction): Promise<boolean> {
	const [{ locked = false } = {}] = await tx.rows<{ locked: boolean }>(
		sql`select pg_try_advisory_xact_lock(hashtextextended('lanes', 0)) as locked`,
	);
	return locked;
}

/** Writes what changed, under the next version, which it answers. Take `lockLanes` first. */
export async function writeLanes(tx: Transaction, rows: readonly LaneRow[]): Promise<bigint> {
	const [{ version = "1" } = {}] = await tx.rows<{ version: string }>(
		sql`select (coalesce(max(version), 0) + 1)::text as version from lanes`,
	);
	await tx.rows(
		sql`insert into lanes (key, numbers, version)
			select n.key, array(select value::float8 from jsonb_array_elements_text(n.numbers::jsonb) value),
				${version}::text::int8
			from unnest(${texts(rows, ({ key }) => key)}, ${jsons(rows, ({ numbers }) => numbers)}) n (key, numbers)
			on conflict (key) do update set numbers = excluded.numbers, version = excluded.version`,
	);
	return BigInt(version);
}
