import { sql } from "drizzle-orm";
import { scalars, texts } from "./columns.ts";
import type { Queries, Transaction } from "./database.ts";
import type { StoredImport } from "./imports.ts";
import type { Vault } from "./seal.ts";

/** Why a row was not taken, as JSON of whoever reads it. */
export interface StoredProblem {
	readonly row: number;
	readonly problem: unknown;
}

type Of = Pick<StoredImport, "sellerId" | "rowId" | "id">;

export async function keepProblems(
	tx: Transaction,
	vault: Vault,
	{ sellerId, rowId, id }: Of,
	problems: readonly StoredProblem[],
): Promise<void> {
	if (problems.length === 0) return;
	const sealed = ({ row, problem }: StoredProblem) =>
		Buffer.from(vault.seal(JSON.stringify(problem), contextOf({ sellerId, id }, row))).toString("hex");
	await tx.rows(
		sql`insert into import_problems (seller_id, import_id, row, sealed_problem)
			select ${sellerId}::int8, ${rowId}::int8, n.row, decode(n.problem, 'hex')
			from unnest(${scalars("int4", problems, ({ row }) => row)}, ${texts(problems, sealed)}) n (row, problem)
			on conflict (seller_id, import_id, row) do update set sealed_problem = excluded.sealed_problem`,
	);
}

/** In the order of the rows, from after one on. `problem` null: nobody can read it any more. Throws WrongKey or Tampered. */
export async function listProblems(
	db: Queries,
	vault: Vault,
	{ sellerId, rowId, id }: Of,
	{ after, limit }: { readonly after: number; readonly limit: number },
): Promise<{ readonly items: readonly StoredProblem[]; readonly next: number | null }> {
	const found = await db.rows<{ row: number; sealed: Uint8Array }>(
		sql`select row, sealed_problem as sealed from import_problems
			where seller_id = ${sellerId}::int8 and import_id = ${rowId}::int8 and row > ${after}::int4
			order by row limit ${limit + 1}::int4`,
	);
	const items = found.slice(0, limit).map(({ row, sealed }) => {
		const problem = sealed.length === 0 ? null : JSON.parse(vault.unseal(sealed, contextOf({ sellerId, id }, row)));
		return { row, problem };
	});
	return { items, next: found.length > items.length ? (items.at(-1)?.row ?? null) : null };
}

export async function forgetProblems(tx: Transaction, { sellerId, rowId }: Pick<StoredImport, "sellerId" | "rowId">) {
	await tx.rows(sql`delete from import_problems where seller_id = ${sellerId}::int8 and import_id = ${rowId}::int8`);
}

export const contextOf = ({ sellerId, id }: Pick<Of, "sellerId" | "id">, row: number) =>
	`row ${row} of import ${id} of seller ${sellerId}`;
