import type { FieldError } from "../core/errors.ts";
import { FIELDS } from "../imports/column-names.ts";
import type { Column } from "../imports/columns.ts";
import type { FileReading, ToldOfFile } from "../imports/read-file.ts";
import type { ImportState, StoredImport } from "../store/imports.ts";

/** What a column of a file may tell. */
export const IMPORT_FIELDS: readonly string[] = FIELDS;

/** What an import is kept with. */
export interface ImportOptions {
	/** All is tried and nothing registered. */
	readonly isRehearsal: boolean;
	readonly told: ToldOfFile;
	readonly reading: FileReading;
	/** Of the file. */
	readonly sha256: string;
	readonly bytes: number;
	/** Who began it. */
	readonly actor: string;
}

/** A row of which nothing came, or not all. */
export interface ImportProblem {
	readonly errors: readonly FieldError[];
	readonly lines: readonly (readonly string[])[];
}

export interface ImportView {
	readonly id: string;
	readonly name: string | null;
	readonly state: ImportState;
	readonly dryRun: boolean;
	readonly file: {
		readonly bytes: number;
		readonly charset: string;
		readonly delimiter: string;
		readonly hasHeader: boolean;
		readonly days: FileReading["dayOrder"];
		/** It is there still, to be imported after a dry run. */
		readonly isKept: boolean;
	};
	readonly columns: readonly Column[];
	readonly notes: readonly string[];
	readonly rows: {
		/** Below the header. */
		readonly total: number;
		readonly read: number;
		/** Of which nothing came, or not all: see the problems. */
		readonly refused: number;
	};
	readonly parcels: {
		readonly created: number;
		/** Registered before. */
		readonly known: number;
	};
	readonly createdAt: string;
	readonly endedAt: string | null;
}

export interface ProblemView {
	/** As a spreadsheet numbers it. */
	readonly row: number;
	readonly errors: readonly FieldError[];
}

/** Written by startImport and restartImport alone, as just this. */
export function optionsOf({ options }: Pick<StoredImport, "options">): ImportOptions {
	return options as ImportOptions;
}

/** Written by readImports as just this; what nobody can read any more says so. */
export function problemOf(problem: unknown): ImportProblem {
	const lost = "What was wrong with it was sealed under a key that was given up.";
	return problem === null ? { errors: [{ pointer: "", detail: lost }], lines: [] } : (problem as ImportProblem);
}

export function viewImport(stored: StoredImport): ImportView {
	const { id, name, state, rowsTotal, rowsRead, rowsRefused, rowsCreated, rowsKnown, hasFile } = stored;
	const { isRehearsal, reading, bytes } = optionsOf(stored);
	return {
		id,
		name,
		state,
		dryRun: isRehearsal,
		file: {
			bytes,
			charset: reading.charset.name,
			delimiter: reading.delimiter,
			hasHeader: reading.hasHeader,
			days: reading.dayOrder,
			isKept: isRehearsal && hasFile,
		},
		columns: reading.columns,
		notes: reading.notes,
		// Empty rows among them are read too.
		rows: { total: rowsTotal, read: Math.min(rowsRead, rowsTotal), refused: rowsRefused },
		parcels: { created: rowsCreated, known: rowsKnown },
		createdAt: stored.createdAt,
		endedAt: stored.endedAt,
	};
}
