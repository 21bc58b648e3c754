import { createReadStream } from "node:fs";
import { createGunzip } from "node:zlib";
import { z } from "zod";
import type { JourneyScan } from "../core/silence/backtest.ts";
import { isCode } from "../core/status.ts";
import { BadFile } from "../imports/charset.ts";
import { csvRows } from "../imports/csv-rows.ts";
import { linesOf } from "./lines.ts";

/** The scans of a file, oldest first, each once. */
export interface JourneyFile {
	readonly scans: readonly JourneyScan[];
	/** Lines, or scans in them, that say no more than nothing: without a time, or with a code that is none of ours. */
	readonly leftOut: number;
}

/**
 * Reads scans from the lines that `read --ndjson` prints, or from CSV with the columns shipment_id, carrier, code and at,
 * gzipped or not. A line of `read` names no carrier: put `"carrier"` into it to tell carriers apart. A clock without an
 * offset is read as UTC. Answers a sentence where the file is neither.
 */
export async function readJourneys(path: string, onLine: (lines: number) => void): Promise<JourneyFile | string> {
	const first = await firstLine(path);
	if (first === null) return "FILE is empty.";
	const rows = first.startsWith("{") ? messages(path, onLine) : await table(path, onLine);
	if (rows === null) return "FILE is neither lines of `read --ndjson` nor CSV with shipment_id,carrier,code,at.";
	const found = new Map<string, JourneyScan>();
	let leftOut = 0;
	try {
		for await (const scan of rows) {
			if (scan === null) leftOut++;
			else found.set(`${scan.carrier} ${scan.shipment} ${scan.code} ${scan.at}`, scan);
		}
	} catch (error) {
		if (error instanceof BadFile) return error.message;
		throw error;
	}
	return { scans: [...found.values()].sort((a, b) => a.at - b.at), leftOut };
}

async function firstLine(path: string): Promise<string | null> {
	for await (const raw of linesOf(await chunksOf(path))) {
		const line = raw.replace(/^\uFEFF/, "").trim();
		if (line !== "") return line;
	}
	return null;
}

/** Null stands for what was left out. */
async function* messages(path: string, onLine: (lines: number) => void): AsyncGenerator<JourneyScan | null> {
	let lines = 0;
	for await (const raw of linesOf(await chunksOf(path))) {
		const line = raw.replace(/^\uFEFF/, "").trimEnd();
		onLine(++lines);
		if (line !== "") yield* scansOfMessage(line);
	}
}

async function table(
	path: string,
	onLine: (lines: number) => void,
): Promise<AsyncGenerator<JourneyScan | null> | null> {
	const rows = csvRows(await chunksOf(path), { looseQuotes: true });
	const header = await rows.next();
	const columns = header.done ? null : columnsOf(header.value.fields);
	if (columns === null) {
		await rows.return(undefined);
		return null;
	}
	return (async function* () {
		for await (const { line, fields } of rows) {
			onLine(line);
			yield scanOfRow(fields, columns);
		}
	})();
}

async function chunksOf(path: string) {
	const file = createReadStream(path);
	return path.endsWith(".gz") ? file.pipe(createGunzip()) : file;
}

interface Columns {
	readonly shipment: number;
	readonly carrier: number;
	readonly code: number;
	readonly at: number;
}

function columnsOf(header: readonly string[]): Columns | null {
	const names = header.map((name) => name.trim());
	const columns = {
		shipment: names.indexOf("shipment_id"),
		carrier: names.indexOf("carrier"),
		code: names.indexOf("code"),
		at: names.indexOf("at"),
	};
	return Object.values(columns).includes(-1) ? null : columns;
}

function scanOfRow(fields: readonly string[], columns: Columns): JourneyScan | null {
	const field = (index: number) => fields[index]?.trim() ?? "";
	return scanOf(field(columns.shipment), field(columns.carrier), field(columns.code), field(columns.at), null);
}

/** Null stands for what was left out. */
function scansOfMessage(line: string): readonly (JourneyScan | null)[] {
	const message = messageLine.safeParse(parse(line));
	if (!message.success) return [null];
	const { carrier, shipments } = message.data;
	return shipments.flatMap(({ trackingNumber, carriedBy, scans }) =>
		scans.map(({ code, local, instant }) =>
			scanOf(trackingNumber ?? "", carriedBy?.carrier ?? carrier ?? "unnamed", code, local, instant),
		),
	);
}

const messageLine = z.object({
	carrier: z.string().optional(),
	shipments: z.array(
		z.object({
			trackingNumber: z.string().nullable(),
			carriedBy: z.object({ carrier: z.string().nullable() }).nullish(),
			scans: z.array(z.object({ code: z.string(), local: z.string(), instant: z.string().nullable() })),
		}),
	),
});

function parse(line: string): unknown {
	try {
		return JSON.parse(line);
	} catch {
		return undefined;
	}
}

function scanOf(
	shipment: string,
	carrier: string,
	code: string,
	written: string,
	instant: string | null,
): JourneyScan | null {
	const isDate = written.length === 10;
	const hasOffset = /(?:Z|[+-]\d\d:?\d\d)$/.test(written);
	const at = Date.parse(instant ?? (isDate || hasOffset ? written : `${written.replace(" ", "T")}Z`));
	if (shipment === "" || carrier === "" || !isCode(code) || Number.isNaN(at)) return null;
	return { shipment, carrier, code, at, date: written.slice(0, 10), isDate };
}
