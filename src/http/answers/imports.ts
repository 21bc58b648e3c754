import { z } from "zod";
import type { ImportView, ProblemView } from "../../services/view-imports.ts";
import { idShape, instant, shows } from "./common.ts";

/** The fields that a column may hold are the parcels' own, and more may come: to whoever reads it they are words. */
type Plainly = Omit<ImportView, "columns"> & {
	readonly columns: readonly (Omit<ImportView["columns"][number], "field"> & { readonly field: string | null })[];
};

export const importOfParcels = shows<Plainly>()(
	z
		.strictObject({
			id: idShape("imp"),
			name: z.string().nullable(),
			state: z.enum(["waiting", "running", "checked", "done", "failed", "cancelled"]),
			dryRun: z.boolean().describe("All is tried and nothing registered."),
			file: z.strictObject({
				bytes: z.int(),
				charset: z.string(),
				delimiter: z.string(),
				hasHeader: z.boolean(),
				days: z.enum(["day-first", "month-first"]).nullable(),
				isKept: z.boolean().describe("It is there still, to be imported after a dry run."),
			}),
			columns: z.array(
				z.strictObject({
					name: z.string().nullable().describe("As the header has it; null without a header."),
					field: z.string().nullable().describe("Null: it is left alone."),
					by: z.enum(["told", "name", "contents"]).nullable(),
				}),
			),
			notes: z.array(z.string()),
			rows: z.strictObject({
				total: z.int().describe("Below the header."),
				read: z.int(),
				refused: z.int().describe("Of which nothing came, or not all: see the problems."),
			}),
			parcels: z.strictObject({ created: z.int(), known: z.int().describe("Registered before.") }),
			createdAt: instant,
			endedAt: instant.nullable(),
		})
		.meta({ id: "Import", description: "A file of parcels, and how far it was read." }),
);

export const importProblem = shows<ProblemView>()(
	z
		.strictObject({
			row: z.int().describe("As a spreadsheet numbers it."),
			errors: z.array(z.strictObject({ pointer: z.string(), detail: z.string() })),
		})
		.meta({ id: "ImportProblem", description: "A row of which nothing came, or not all." }),
);
