import { createHash } from "node:crypto";
import { Readable } from "node:stream";
import { createGunzip } from "node:zlib";
import { Conflict, Invalid, NotFound } from "../core/errors.ts";
import { BadFile } from "../imports/charset.ts";
import { problemHeader, problemLines } from "../imports/problem-lines.ts";
import { type FileReading, surveyFile, type ToldOfFile } from "../imports/read-file.ts";
import { writeCursor } from "../store/cursor.ts";
import { listProblems as listStoredProblems } from "../store/import-problems.ts";
import {
	addImport,
	cancelImport as cancelStored,
	countKeptFiles,
	fileOf,
	findSameImport,
	getImport as getStored,
	listImports as listStored,
	lockImports,
	restartImport as restartStored,
	type StoredImport,
} from "../store/imports.ts";
import { type Deps, sellerOf } from "./deps.ts";
import { keepFile } from "./keep-file.ts";
import { noted } from "./noted.ts";
import {
	type ImportOptions,
	type ImportView,
	optionsOf,
	type ProblemView,
	problemOf,
	viewImport,
} from "./view-imports.ts";
import { cursorOf } from "./view-shipments.ts";
import type { Principal } from "./views.ts";
import { whileUp } from "./while-up.ts";

export interface NewImport {
	readonly source: AsyncIterable<Uint8Array>;
	readonly name: string | null;
	readonly told: ToldOfFile;
	readonly isRehearsal: boolean;
}

export const MOST_ROWS = 200_000;
/** Of one seller: waiting, being read, or checked and not begun. */
const MOST_FILES = 10;
const SLICE = 200;

/**
 * Takes a file of parcels in, to be read by readImports. The same file with the same options, within a day, answers the
 * import that is there. Throws `Invalid` for what is no table of parcels, `TooLarge`, `Conflict` and `Unavailable`.
 */
export async function startImport(
	deps: Deps,
	principal: Principal,
	{ source, name, told, isRehearsal }: NewImport,
): Promise<{ readonly created: boolean; readonly import: ImportView }> {
	const sellerId = sellerOf(principal);
	const { file, sha256, bytes } = await keepFile(source);
	const digest = digestOf(sha256, told, isRehearsal);
	const there = await whileUp(() => findSameImport(deps.db, sellerId, digest));
	if (there) return { created: false, import: viewImport(there) };
	const reading = await understood(file, told);
	const options: ImportOptions = { isRehearsal, told, reading, sha256, bytes, actor: principal.actor };
	return whileUp(() =>
		deps.db.transaction(async (tx) => {
			await lockImports(tx, sellerId);
			const same = await findSameImport(tx, sellerId, digest);
			if (same) return { created: false, import: viewImport(same) };
			if ((await countKeptFiles(tx, sellerId)) >= MOST_FILES) {
				throw new Conflict(
					`${MOST_FILES} files wait already. Let them be read, or stop those that are not wanted, in the console or by DELETE /v1/imports/{id}.`,
				);
			}
			const added = await addImport(tx, deps.vault, sellerId, {
				...{ name, digest, file, options, rowsTotal: reading.rows },
			});
			await noteStart(tx, deps, principal, added);
			return { created: true, import: viewImport(added) };
		}),
	);
}

/**
 * Has the file of a dry run read again from its beginning, by other options or in earnest; what is not told stays as it
 * was told before. Throws `NotFound`, `Invalid`,
 * and `Conflict` where it is no dry run or its file is gone.
 */
export async function restartImport(
	deps: Deps,
	principal: Principal,
	id: string,
	{ told: toldNow, isRehearsal }: Pick<NewImport, "told" | "isRehearsal">,
): Promise<ImportView> {
	const sellerId = sellerOf(principal);
	const stored = await namedImport(deps, principal, id);
	const before = optionsOf(stored);
	const file = before.isRehearsal ? await fileOf(deps.db, deps.vault, stored) : null;
	if (file === null) throw gone(stored, before);
	const given = Object.entries(toldNow).filter(([, value]) => value !== undefined);
	const told: ToldOfFile = { ...before.told, ...Object.fromEntries(given) };
	const digest = digestOf(before.sha256, told, isRehearsal);
	const reading = await understood(file, told);
	const options: ImportOptions = { ...before, isRehearsal, told, reading, actor: principal.actor };
	return deps.db.transaction(async (tx) => {
		const again = await restartStored(tx, sellerId, id, { digest, options, rowsTotal: reading.rows });
		if (!again) throw gone(stored, before);
		await noteStart(tx, deps, principal, again);
		return viewImport(again);
	});
}

function gone({ id }: StoredImport, { isRehearsal }: ImportOptions): Conflict {
	return new Conflict(
		isRehearsal
			? `The file of ${id} is not kept any more: a day after it was checked it goes. Send it again.`
			: `${id} is no dry run: it was begun already.`,
	);
}

function noteStart(
	tx: Parameters<typeof noted>[0],
	{ now }: Deps,
	principal: Principal,
	{ id, rowsTotal, options }: StoredImport,
) {
	const details = { rows: rowsTotal, dryRun: (options as ImportOptions).isRehearsal };
	return noted(tx, principal, now(), { action: "import.started", subject: id, details });
}

/** Throws `NotFound`. */
export async function getImport(deps: Deps, principal: Principal, id: string): Promise<ImportView> {
	return viewImport(await namedImport(deps, principal, id));
}

/** Newest first. Throws `Invalid` for a cursor that is none of ours. */
export async function listImports(
	{ db }: Deps,
	principal: Principal,
	{ cursor, limit }: { readonly cursor?: string | undefined; readonly limit: number },
): Promise<{ readonly items: readonly ImportView[]; readonly next: string | null }> {
	const { items, next } = await listStored(db, sellerOf(principal), { limit, after: cursorOf(cursor) });
	return { items: items.map(viewImport), next: next && writeCursor(next) };
}

/** Ends one that is under way, and forgets a file that was only checked. What was registered stays. Throws `NotFound`. */
export async function cancelImport(deps: Deps, principal: Principal, id: string): Promise<void> {
	await namedImport(deps, principal, id);
	await deps.db.transaction(async (tx) => {
		const cancelled = await cancelStored(tx, sellerOf(principal), id);
		if (!cancelled) return;
		const details = { rows: cancelled.rowsRead };
		await noted(tx, principal, deps.now(), { action: "import.cancelled", subject: id, details });
	});
}

/** Rows of which nothing came, or not all, in their order. Throws `NotFound`, and `Invalid` for a cursor that is none of ours. */
export async function listProblems(
	deps: Deps,
	principal: Principal,
	id: string,
	{ cursor, limit }: { readonly cursor?: string | undefined; readonly limit: number },
): Promise<{ readonly items: readonly ProblemView[]; readonly next: string | null }> {
	const stored = await namedImport(deps, principal, id);
	const after = cursor === undefined ? 0 : rowIn(cursor);
	const { items, next } = await listStoredProblems(deps.db, deps.vault, stored, { after, limit });
	return {
		items: items.map(({ row, problem }) => ({ row, errors: problemOf(problem).errors })),
		next: next === null ? null : `r${next}`,
	};
}

/** The same rows as CSV, as they stood and with what is wrong: to be mended and brought again. Throws `NotFound`. */
export async function* problemsFile(
	deps: Deps,
	principal: Principal,
	id: string,
): AsyncGenerator<{ readonly text: string }> {
	const stored = await whileUp(() => namedImport(deps, principal, id));
	const { reading } = optionsOf(stored);
	let text = problemHeader(reading);
	for (let after: number | null = 0; after !== null; ) {
		const from: number = after;
		const slice = await whileUp(() => listStoredProblems(deps.db, deps.vault, stored, { after: from, limit: SLICE }));
		for (const { row, problem } of slice.items) {
			const { errors, lines } = problemOf(problem);
			text += problemLines(reading, { row, lines }, errors);
		}
		yield { text };
		text = "";
		after = slice.next;
	}
}

function rowIn(cursor: string): number {
	const row = /^r(\d{1,9})$/.exec(cursor)?.[1];
	if (row === undefined) {
		throw new Invalid("The cursor is not one of ours. Follow the address in the Link header as it stands.");
	}
	return Number(row);
}

async function namedImport({ db }: Deps, principal: Principal, id: string): Promise<StoredImport> {
	const stored = await getStored(db, sellerOf(principal), id);
	if (!stored) throw new NotFound("You have no import with this id.");
	return stored;
}

/** The bytes of a file as it is kept. */
export function unpacked(file: Uint8Array): AsyncIterable<Uint8Array> {
	return Readable.from([file], { objectMode: false }).pipe(createGunzip());
}

async function understood(file: Uint8Array, told: ToldOfFile): Promise<FileReading> {
	try {
		return await surveyFile(unpacked(file), told, MOST_ROWS);
	} catch (error) {
		if (error instanceof BadFile) throw new Invalid(error.message);
		throw error;
	}
}

function digestOf(sha256: string, told: ToldOfFile, isRehearsal: boolean): Uint8Array {
	const { charset, delimiter, columns, dayOrder, carrier } = told;
	const all = [sha256, charset, delimiter, columns, dayOrder, carrier, isRehearsal];
	return createHash("sha256").update(JSON.stringify(all)).digest();
}
