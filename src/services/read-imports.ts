import { BadFile } from "../imports/charset.ts";
import { type FileReading, type ParcelRow, parcelRows } from "../imports/read-file.ts";
import { claimImport, endImport, type ImportLease, keepStep, releaseImport } from "../store/import-leases.ts";
import { fileOf } from "../store/imports.ts";
import type { Deps } from "./deps.ts";
import { type ImportOptions as Checking, importRows } from "./import-rows.ts";
import { unpacked } from "./imports.ts";
import { type ImportProblem, optionsOf } from "./view-imports.ts";
import { type Principal, SCOPES } from "./views.ts";

export interface ReadImportsOptions {
	readonly check: Checking["check"];
	/** Hears of a row that failed here, through no fault of its own. */
	readonly onFailedRow: (importId: string, row: number, error: unknown) => void;
	readonly stopping: AbortSignal;
	/** After so long the next file has its turn. */
	readonly turnMs?: number;
}

/** Longer than a group of rows takes on any machine: after this another node goes on where a dead one stopped. */
const LEASE_MS = 15_000;
const TURN_MS = 10_000;
/** Rows between two steps that are kept: of those a node that dies has read, they are read again, and found registered. */
const GROUP = 25;
/** More are counted and not kept: who has so many mends the file and not its rows. */
const MOST_PROBLEMS = 10_000;

/** Reads the files that wait, in turns, until there is none or another node reads. Throws what the database throws. */
export async function readImports(deps: Deps, options: ReadImportsOptions): Promise<void> {
	while (!options.stopping.aborted) {
		const lease = await claimImport(deps.db, LEASE_MS);
		if (!lease) return;
		await takeTurn(deps, lease, options);
	}
}

/** One file, to its end or for a while. */
async function takeTurn(deps: Deps, first: ImportLease, options: ReadImportsOptions): Promise<void> {
	const { stopping, turnMs = TURN_MS } = options;
	const { db, vault } = deps;
	const { import: stored } = first;
	const { reading, isRehearsal } = optionsOf(stored);
	const endsAt = performance.now() + turnMs;
	let lease = first;
	try {
		const file = await fileOf(db, vault, stored);
		// Given up with a key that was lost.
		if (file === null) return await endImport(db, lease, "failed");
		const held = { refused: stored.rowsRefused };
		for await (const rows of groupsOf(parcelRows(unpacked(file), reading, firstRow(reading) + stored.rowsRead))) {
			const until = await takeRows(deps, lease, rows, held, options);
			// Cancelled, begun anew, or another node's since this one was held up.
			if (until === null) return;
			lease = { ...lease, until };
			if (stopping.aborted || performance.now() > endsAt) return await releaseImport(db, lease);
		}
		await endImport(db, lease, isRehearsal ? "checked" : "done");
	} catch (error) {
		if (error instanceof BadFile) return await endImport(db, lease, "failed");
		await releaseImport(db, lease).catch(() => {});
		throw error;
	}
}

async function takeRows(
	deps: Deps,
	lease: ImportLease,
	rows: readonly ParcelRow[],
	held: { refused: number },
	{ check, onFailedRow }: ReadImportsOptions,
): Promise<string | null> {
	const { import: stored } = lease;
	const { reading, isRehearsal, actor } = optionsOf(stored);
	const principal: Principal = { sellerId: stored.sellerId, scopes: SCOPES, actor };
	const failed = ({ row }: ParcelRow, error: unknown) => onFailedRow(stored.id, row, error);
	const outcomes = await importRows(deps, principal, rows, { check, isRehearsal, failed });
	const sum = (pick: (outcome: (typeof outcomes)[number]) => number) =>
		outcomes.reduce((total, outcome) => total + pick(outcome), 0);
	const problems = outcomes.flatMap(({ errors }, index) => {
		const row = rows[index];
		const problem: ImportProblem = { errors, lines: row?.lines ?? [] };
		return row && errors.length > 0 ? [{ row: row.row, problem }] : [];
	});
	const kept = problems.slice(0, Math.max(0, MOST_PROBLEMS - held.refused));
	held.refused += problems.length;
	const lastRow = rows.at(-1)?.lastRow ?? 0;
	const step = {
		rowsRead: lastRow - firstRow(reading) + 1,
		created: sum(({ created }) => created),
		known: sum(({ known }) => known),
		refused: problems.length,
		problems: kept,
	};
	return keepStep(deps.db, deps.vault, lease, step, LEASE_MS);
}

/** Of the parcels, as a spreadsheet numbers it. */
function firstRow({ hasHeader }: FileReading): number {
	return hasHeader ? 2 : 1;
}

async function* groupsOf(rows: AsyncIterable<ParcelRow>): AsyncGenerator<readonly ParcelRow[]> {
	let group: ParcelRow[] = [];
	for await (const row of rows) {
		group.push(row);
		if (group.length < GROUP) continue;
		yield group;
		group = [];
	}
	if (group.length > 0) yield group;
}
