import { BadFile, type Charset, textOf } from "./charset.ts";
import { type Column, readColumns, toldColumns } from "./columns.ts";
import { csvRows } from "./csv-rows.ts";
import { type DayOrder, orderTold } from "./days.ts";
import type { Delimiter } from "./delimiter.ts";
import { continues, type RowReading, readRow } from "./read-row.ts";
import { withDelimiter } from "./with-delimiter.ts";

/** What whoever brings a file may say of it; what is not said is found. */
export interface ToldOfFile {
	/** As TextDecoder names it, such as `gbk`. */
	readonly charset?: string | undefined;
	readonly delimiter?: Delimiter | undefined;
	/** `trackingNumber=Label,order=3` */
	readonly columns?: string | undefined;
	readonly dayOrder?: DayOrder | undefined;
	/** The carrier of rows that name none. */
	readonly carrier?: string | undefined;
}

/** How a file is understood. */
export interface FileReading {
	readonly charset: Charset;
	readonly delimiter: Delimiter;
	readonly hasHeader: boolean;
	readonly columns: readonly Column[];
	/** By what stands in the columns of days; null where they do not tell. */
	readonly dayOrder: DayOrder | null;
	readonly carrier: string | null;
	/** Rows below the header. */
	readonly rows: number;
	readonly notes: readonly string[];
}

/** A parcel of a file, or why a row is none. */
export interface ParcelRow extends RowReading {
	/** The first and the last of its rows, as a spreadsheet numbers them. */
	readonly row: number;
	readonly lastRow: number;
	/** The cells of its rows, as they stand in the file. */
	readonly lines: readonly (readonly string[])[];
}

type Bytes = AsyncIterable<string | Uint8Array>;

/** Rows by which the columns are known. */
const SAMPLE = 200;

/**
 * Reads a whole file once, keeping nothing of it, to understand its columns. Throws `BadFile` for what is no table of
 * parcels, also when a quotation mark near its end is never closed: better before the first parcel than after most.
 */
export async function surveyFile(
	input: Bytes,
	told: ToldOfFile = {},
	mostRows = Number.POSITIVE_INFINITY,
): Promise<FileReading> {
	let charset: Charset = { name: "utf-8", by: "bytes" };
	const text = textOf(input, told.charset, (found) => {
		charset = found;
	});
	const { delimiter, rest } = await withDelimiter(text, told.delimiter);
	const wanted = told.columns === undefined ? undefined : toldColumns(told.columns);
	const sample: (readonly string[])[] = [];
	let found: ReturnType<typeof readColumns> | null = null;
	const orders = new Set<DayOrder>();
	let rows = 0;
	const weigh = (fields: readonly string[]) => {
		for (const [index, { field }] of found?.columns.entries() ?? []) {
			const order = field === "promisedBy" || field === "shipDate" ? orderTold(fields[index] ?? "") : null;
			if (order) orders.add(order);
		}
	};
	const understand = () => {
		found = readColumns(sample, wanted);
		for (const fields of sample) weigh(fields);
	};
	for await (const { fields } of csvRows(rest, { delimiter, looseQuotes: true })) {
		rows += 1;
		// The header may be one more.
		if (rows > mostRows + 1) throw new BadFile(`The file has more than ${mostRows} rows. Bring it in parts.`);
		if (sample.length < SAMPLE) sample.push(fields);
		else if (found === null) understand();
		if (rows > SAMPLE) weigh(fields);
	}
	if (rows === 0) throw new BadFile("The file is empty.");
	if (found === null) understand();
	const { hasHeader, columns, notes } = found ?? readColumns(sample, wanted);
	const [order = null, ...others] = orders;
	return {
		charset,
		delimiter,
		hasHeader,
		columns,
		dayOrder: told.dayOrder ?? (others.length === 0 ? order : null),
		carrier: told.carrier ?? null,
		rows: rows - (hasHeader ? 1 : 0),
		notes,
	};
}

/** The parcels of a file that is understood, in its order, from a row on. */
export async function* parcelRows(input: Bytes, reading: FileReading, fromRow = 1): AsyncGenerator<ParcelRow> {
	const { columns, dayOrder, carrier, hasHeader } = reading;
	const rules = { columns, dayOrder, carrier: carrier ?? undefined };
	const { delimiter, rest } = await withDelimiter(
		textOf(input, reading.charset.name, () => {}),
		reading.delimiter,
	);
	let open: {
		readonly row: number;
		lastRow: number;
		readonly fields: readonly string[];
		more: (readonly string[])[];
	} | null = null;
	const closed = (): ParcelRow[] => {
		if (open === null || open.row < fromRow) return [];
		const { row, lastRow, fields, more } = open;
		return [{ row, lastRow, lines: [fields, ...more], ...readRow(rules, fields, more) }];
	};
	let isFirst = true;
	for await (const { row, fields } of csvRows(rest, { delimiter, looseQuotes: true })) {
		const isTheHeader = isFirst && hasHeader;
		isFirst = false;
		if (isTheHeader || fields.every((cell) => cell.trim() === "")) continue;
		if (open !== null && continues(columns, open.fields, fields)) {
			open.more.push(fields);
			open.lastRow = row;
			continue;
		}
		yield* closed();
		open = { row, lastRow: row, fields, more: [] };
	}
	yield* closed();
}

/** How a file was understood, in sentences for a person. */
export function describeReading({
	charset,
	delimiter,
	hasHeader,
	columns,
	dayOrder,
	rows,
	notes,
}: FileReading): string {
	const names = { ",": "commas", ";": "semicolons", "\t": "tabs", "|": "strokes" };
	const taken = columns.flatMap(({ name, field }, index) =>
		field === null ? [] : [`${field} from ${name === null ? `column ${index + 1}` : JSON.stringify(name)}`],
	);
	const left = columns.flatMap(({ name, field }) => (field === null && name ? [name] : []));
	return [
		`${rows} rows in ${charset.name}, parted by ${names[delimiter]}, ${hasHeader ? "below a header" : "without a header"}.`,
		`Taken: ${taken.join(", ")}.`,
		...(left.length > 0 ? [`Left alone: ${left.join(", ")}.`] : []),
		...(dayOrder === null ? [] : [`Days are written with the ${dayOrder === "day-first" ? "day" : "month"} first.`]),
		...notes,
	].join("\n");
}
