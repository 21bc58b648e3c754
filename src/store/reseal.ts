import { type SQL, sql } from "drizzle-orm";
import type { Database, Queries } from "./database.ts";
import { maintain } from "./housekeeping.ts";
import { onlyRow } from "./query.ts";
import { SEALED_HEAD_BYTES, Tampered, type Vault, WrongKey } from "./seal.ts";
import { SEALED_COLUMNS, type SealedColumn, type SealedRow } from "./sealed-columns.ts";

export interface Resealed {
	/** Values that are sealed under the vault's own key now, and were not. */
	readonly resealed: number;
	/** That open under no key, because they were damaged: they stay as they are. */
	readonly damaged: number;
	/** That others held all the time. */
	readonly left: number;
}

/**
 * Opens all that is sealed under the vault's other keys and seals it under its own, of all sellers, while services work.
 * What is done already is passed over, so that it goes on where it was cut short. Throws WrongKey before it changes
 * anything where a key is missing.
 */
export async function reseal(
	db: Database,
	vault: Vault,
	onProgress: (done: number, total: number) => void = () => {},
): Promise<Resealed> {
	const total = await countOthers(db, vault);
	let resealed = 0;
	for (;;) {
		let done = 0;
		let damaged = 0;
		for (const column of SEALED_COLUMNS) {
			for await (const batch of batchesOf(db, vault, column)) {
				const came = await resealBatch(db, vault, column, batch);
				done += came.resealed;
				damaged += came.damaged;
				onProgress(Math.min(resealed + done, total), total);
				if (db.kind === "embedded") await maintain(db);
			}
		}
		resealed += done;
		// A row that the service writes meanwhile moves, perhaps to where this round had been.
		const left = (await countOthers(db, vault)) - damaged;
		if (left <= 0 || done === 0) return { resealed, damaged, left: Math.max(0, left) };
	}
}

/** How many values are not sealed under the vault's own key. Throws WrongKey where one of them is under none it has. */
async function countOthers(db: Queries, vault: Vault): Promise<number> {
	let count = 0;
	const unknown: string[] = [];
	for (const sealed of SEALED_COLUMNS) {
		const heads = await db.rows<{ head: Uint8Array; count: number }>(
			sql`select ${headOf(sealed)} as head, count(*)::int4 as count from ${sql.identifier(sealed.table)} t
				where ${isOther(sealed, vault)} group by 1`,
		);
		for (const one of heads) {
			count += one.count;
			if (!vault.knows(one.head)) unknown.push(`${one.count} in ${sealed.table}.${sealed.column}`);
		}
	}
	if (unknown.length === 0) return count;
	throw new WrongKey(
		`Some of what is kept was sealed under a key that is not set: ${unknown.join(", ")}. Set it in WAYLINE_OTHER_SECRET_KEYS and run this again; what was done stays done. If it is lost for good, \`secret forget --yes\` throws away what nobody can read.`,
	);
}

/** Where rows lie: good until somebody changes them. */
type Batch = readonly string[];

const BLOCKS = 64;
const BATCH_ROWS = 100;
const BATCH_BYTES = 1024 * 1024;

/** No two sealed values begin with the same: it holds the nonce. */
const START_BYTES = 32;

/** What there is to do of a column, by where it lies, so that no index is needed and no table is walked over twice. */
async function* batchesOf(db: Queries, vault: Vault, sealed: SealedColumn): AsyncGenerator<Batch> {
	const { blocks } = await onlyRow<{ blocks: number }>(
		db,
		sql`select (pg_relation_size(${sealed.table}::text::regclass) / current_setting('block_size')::int8)::int4 as blocks`,
	);
	for (let from = 0; from < blocks; from += BLOCKS) {
		const found = await db.rows<{ place: string; bytes: number }>(
			sql`select t.ctid::text as place, octet_length(${sealedOf(sealed)}) as bytes
				from ${sql.identifier(sealed.table)} t
				where t.ctid >= ${`(${from},0)`}::text::tid and t.ctid < ${`(${from + BLOCKS},0)`}::text::tid
				and ${isOther(sealed, vault)}`,
		);
		let batch: string[] = [];
		let bytes = 0;
		for (const row of found) {
			if (batch.length === BATCH_ROWS || (batch.length > 0 && bytes + row.bytes > BATCH_BYTES)) {
				yield batch;
				[batch, bytes] = [[], 0];
			}
			batch.push(row.place);
			bytes += row.bytes;
		}
		if (batch.length > 0) yield batch;
	}
}

interface Found extends SealedRow {
	readonly place: string;
	readonly sealed: Uint8Array;
}

/** What somebody else holds is left to the next round: waiting for it could be waiting for one that waits for us. */
function resealBatch(
	db: Database,
	vault: Vault,
	column: SealedColumn,
	batch: Batch,
): Promise<{ readonly resealed: number; readonly damaged: number }> {
	return db.transaction(async (tx) => {
		const rows = await tx.rows<Found>(
			sql`select t.ctid::text as place, ${sealedOf(column)} as sealed,
					${sql.raw(column.isEverybodys ? "0::int8" : "t.seller_id")} as "sellerId", ${sql.raw(column.id)} as id,
					${sql.raw(column.number ?? "0")}::int4 as number, ${sql.raw(column.position ?? "0")}::int4 as position,
					${sql.raw(column.version ?? "''")}::text as version
				from ${sql.identifier(column.table)} t ${sql.raw(column.join ?? "")}
				where t.ctid = any(${`{${batch.map((place) => `"${place}"`).join(",")}}`}::text::tid[])
				and ${isOther(column, vault)}
				for no key update of t skip locked`,
		);
		let [resealed, damaged] = [0, 0];
		for (const row of rows) {
			const again = sealedAgain(vault, column, row);
			if (again === null) damaged += 1;
			else {
				const changed = await tx.rows(
					sql`update ${sql.identifier(column.table)} t set ${sql.identifier(column.column)} = ${again}::bytea
						where t.ctid = ${row.place}::text::tid
						and substring(${sealedOf(column)} from 1 for ${START_BYTES}::int4) = ${row.sealed.subarray(0, START_BYTES)}::bytea
						returning 1 as changed`,
				);
				resealed += changed.length;
			}
		}
		return { resealed, damaged };
	});
}

function sealedAgain(vault: Vault, { context }: SealedColumn, row: Found): Uint8Array | null {
	const where = context(row);
	try {
		return vault.seal(vault.unsealBytes(row.sealed, where), where);
	} catch (error) {
		if (error instanceof Tampered) return null;
		throw error;
	}
}

/** Empty is what somebody forgot. */
function isOther(sealed: SealedColumn, { head }: Vault): SQL {
	return sql`octet_length(${sealedOf(sealed)}) > 0 and ${headOf(sealed)} <> ${head}::bytea`;
}

function headOf(sealed: SealedColumn): SQL {
	return sql`substring(${sealedOf(sealed)} from 1 for ${sql.raw(String(SEALED_HEAD_BYTES))})`;
}

function sealedOf({ column }: SealedColumn): SQL {
	return sql`t.${sql.identifier(column)}`;
}
