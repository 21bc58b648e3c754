import { z } from "zod";
import type { NewImport } from "../services/imports.ts";
import type { Bytes } from "./openapi/about.ts";
import { UPLOAD_LIMIT } from "./read-upload.ts";
import { carrierCode, line } from "./shapes.ts";

const importOptions = z.strictObject({
	dry_run: z.literal("1", 'Only "dry_run=1" is known: all is tried and nothing registered.').optional(),
	columns: z.string().max(4000).optional(),
	charset: z
		.string()
		.regex(/^[\w.:-]{1,40}$/, 'Name a character set such as "windows-1252".')
		.optional(),
	delimiter: z.enum([",", ";", "tab", "|"], { error: 'One of "," ";" "|" and "tab" is wanted.' }).optional(),
	days: z.enum(["day-first", "month-first"]).optional(),
	carrier: carrierCode.optional(),
});

/** A file by itself; in a form it is the part `file`. */
export const PARCELS_FILE: Bytes = {
	kinds: ["text/csv", "application/gzip", "multipart/form-data"],
	mostBytes: UPLOAD_LIMIT,
};

export const newImport = importOptions.extend({ name: line(1, 200).optional() });
export const importStart = importOptions;

/** The options as the services name them. */
export function importAsked({
	dry_run: dryRun,
	delimiter,
	days: dayOrder,
	columns,
	charset,
	carrier,
}: z.output<typeof importOptions>): Pick<NewImport, "told" | "isRehearsal"> {
	return {
		isRehearsal: dryRun !== undefined,
		told: { columns, charset, carrier, dayOrder, delimiter: delimiter === "tab" ? "\t" : delimiter },
	};
}
