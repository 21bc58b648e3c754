import { countryCode } from "../../adapters/kit/index.ts";
import { plainCell } from "./cells.ts";
import { BadFile } from "./charset.ts";
import { FIELDS, type Field, fieldNamed, plainName } from "./column-names.ts";
import { courierIn, looksLikeNumber } from "./couriers.ts";

/** A column of a file, and what is taken from it. */
export interface Column {
	/** As the header has it; null without a header. */
	readonly name: string | null;
	/** Null: it is left alone. */
	readonly field: Field | null;
	readonly by: "told" | "name" | "contents" | null;
}

export interface Columns {
	readonly hasHeader: boolean;
	readonly columns: readonly Column[];
	/** Sentences on columns that are left alone although something is known of them. */
	readonly notes: readonly string[];
}

/** What a column is to be taken for, by its name or its number from 1; a field without a column is not looked for. */
export type ToldColumns = ReadonlyMap<Field, string>;

/** `trackingNumber=Label,order=3`: what somebody told of the columns. Throws `BadFile`. */
export function toldColumns(text: string): ToldColumns {
	const told = new Map<Field, string>();
	for (const part of text.split(",").filter((one) => one.trim() !== "")) {
		const at = part.indexOf("=");
		const field = FIELDS.find((one) => one === part.slice(0, Math.max(at, 0)).trim());
		if (field === undefined) {
			throw new BadFile(
				`${JSON.stringify(part.trim().slice(0, 60))} names no field of a parcel. Write FIELD=COLUMN with one of ${FIELDS.join(", ")}.`,
			);
		}
		if (told.has(field)) throw new BadFile(`${field} is given two columns.`);
		told.set(field, part.slice(at + 1).trim());
	}
	return told;
}

/** What each column tells, by what was told of it, by its name, else by what stands in it. Throws `BadFile` where no numbers are found. */
export function readColumns(sample: readonly (readonly string[])[], told: ToldColumns = new Map()): Columns {
	const [first = [], ...others] = sample;
	const hasHeader = isHeader(first, others, told);
	const names = first.map((name) => (hasHeader ? plainCell(name) : null));
	const width = Math.max(0, ...sample.map((fields) => fields.length));
	const columns: Column[] = Array.from({ length: width }, (_, index) => ({
		name: names[index] ?? null,
		field: null,
		by: null,
	}));
	const take = (index: number, field: Field, by: Column["by"]) => {
		columns[index] = { name: names[index] ?? null, field, by };
	};
	for (const [field, column] of told) if (column !== "") take(columnOf(column, names, width), field, "told");
	const notes: string[] = [];
	if (hasHeader) {
		takeNamed(names, columns, told, take);
		notes.push(...leaveOutOthersIds(others, columns));
	}
	takeByContents(hasHeader ? others : sample, columns, told, take);
	if (!columns.some(({ field }) => field === "trackingNumber")) throw new BadFile(noNumbers(names, hasHeader));
	const left = leaveOut(columns);
	return { hasHeader, columns: left.columns, notes: [...notes, ...left.notes] };
}

/** The first row is a header when it names a column, or was told of, or when it alone holds neither digits nor an address. */
function isHeader(first: readonly string[], others: readonly (readonly string[])[], told: ToldColumns): boolean {
	const names = new Set(first.map((name) => plainName(plainCell(name))));
	if ([...told.values()].some((column) => column !== "" && !/^\d+$/.test(column) && names.has(plainName(column)))) {
		return true;
	}
	const isPlain = !first.some((cell) => looksLikeNumber(plainCell(cell)) || cell.includes("@"));
	if (first.some((name) => fieldNamed(plainCell(name)) !== null)) return isPlain;
	const hasValue = (fields: readonly string[]) => fields.some((cell) => /\d|@/.test(cell));
	return others.length > 0 && !hasValue(first) && others.every(hasValue);
}

function columnOf(column: string, names: readonly (string | null)[], width: number): number {
	const byName = names.findIndex((name) => name !== null && plainName(name) === plainName(column));
	if (byName >= 0) return byName;
	const number = /^\d+$/.test(column) ? Number(column) : 0;
	if (number >= 1 && number <= width) return number - 1;
	const shown = names.filter((name) => name !== null && name !== "").slice(0, 20);
	const there = shown.length > 0 ? `There is ${shown.join(", ")}.` : `There are ${width}, counted from 1.`;
	throw new BadFile(`There is no column ${JSON.stringify(column.slice(0, 60))}. ${there}`);
}

type Take = (index: number, field: Field, by: Column["by"]) => void;

/** Of several columns for one field the one with the surest name. The carrier may stand in two: marketplaces have a code and a name. */
function takeNamed(names: readonly (string | null)[], columns: readonly Column[], told: ToldColumns, take: Take): void {
	const found = names
		.flatMap((name, index) => {
			const known = fieldNamed(name ?? "") ?? shopifyName(name, names);
			return known && columns[index]?.field === null && !told.has(known.field) ? [{ ...known, index }] : [];
		})
		.sort((one, other) => one.rank - other.rank || one.index - other.index);
	const taken = new Map<Field, number>();
	for (const { field, index } of found) {
		const before = taken.get(field) ?? 0;
		if (before >= (field === "carrier" ? 2 : 1)) continue;
		taken.set(field, before + 1);
		take(index, field, "name");
	}
}

/** To a shop's system a brand is who made the thing. */
const IDS: Readonly<Partial<Record<Field, string>>> = { brand: "brd_", connection: "con_" };

/** Columns that are named as ids of ours are and hold none of them; answers sentences on them. */
function leaveOutOthersIds(rows: readonly (readonly string[])[], columns: Column[]): readonly string[] {
	return columns.flatMap(({ name, field, by }, index) => {
		const prefix = field !== null && by === "name" ? IDS[field] : undefined;
		if (prefix === undefined) return [];
		const cells = rows.map((fields) => plainCell(fields[index] ?? "")).filter((text) => text !== "");
		if (cells.length === 0 || cells.some((text) => text.startsWith(prefix))) return [];
		columns[index] = { name, field: null, by: null };
		return [`Column ${name} is left out: it holds no ids such as ${prefix}….`];
	});
}

/** Shopify calls an order's number its name. */
function shopifyName(name: string | null, names: readonly (string | null)[]): { field: Field; rank: number } | null {
	if (name?.toLowerCase() !== "name") return null;
	return names.some((one) => /^(?:lineitem |financial status|fulfillment)/i.test(one ?? ""))
		? { field: "order", rank: 0 }
		: null;
}

/** How much of a column must be what it is taken for. */
const ENOUGH = 0.6;

function takeByContents(
	rows: readonly (readonly string[])[],
	columns: readonly Column[],
	told: ToldColumns,
	take: Take,
): void {
	const guess = (field: Field, isOne: (text: string) => boolean, enough: number) => {
		if (told.has(field) || columns.some((column) => column.field === field)) return;
		const shares = columns.map((column, index) => (column.field === null ? shareOf(rows, index, isOne) : 0));
		const best = shares.indexOf(Math.max(...shares));
		if ((shares[best] ?? 0) >= enough) take(best, field, "contents");
	};
	guess("trackingNumber", looksLikeNumber, ENOUGH);
	// With a header the others' names say enough: a country may be anything's.
	if (columns.some(({ name }) => name !== null)) return;
	guess("buyerEmail", (text) => /^[^@\s]+@[^@\s]+\.[^@\s]+$/.test(text), ENOUGH);
	guess("carrier", (text) => courierIn(text) !== null, 0.9);
	guess("destinationCountry", (text) => countryCode(text) !== null, 0.9);
}

function shareOf(rows: readonly (readonly string[])[], index: number, isOne: (text: string) => boolean): number {
	const cells = rows.map((fields) => plainCell(fields[index] ?? "")).filter((text) => text !== "");
	return cells.length === 0 ? 0 : cells.filter(isOne).length / cells.length;
}

function noNumbers(names: readonly (string | null)[], hasHeader: boolean): string {
	const shown = names.filter((name) => name !== null && name !== "").slice(0, 20);
	const there = hasHeader && shown.length > 0 ? ` The columns are ${shown.join(", ")}.` : "";
	return `No column holds tracking numbers.${there} Name it, such as trackingNumber=${hasHeader ? "COLUMN" : "1"}.`;
}

const OF_ORDER: readonly Field[] = [
	"itemName",
	"itemQuantity",
	"itemImage",
	"itemSku",
	"buyerEmail",
	"buyerLocale",
	"buyerPostcode",
	"buyerNotify",
];

/** What nothing can be made of for want of another column. */
function leaveOut(columns: readonly Column[]): Pick<Columns, "columns" | "notes"> {
	const has = (field: Field) => columns.some((column) => column.field === field);
	const rules: readonly (readonly [needed: Field, parts: readonly Field[], why: string])[] = [
		["order", OF_ORDER, "it belongs to an order, and no column tells the order's number"],
		["itemName", ["itemQuantity", "itemImage", "itemSku"], "no column tells the name of the item"],
		["originCountry", ["originRegion", "originCity", "originPostcode"], "no column tells the country it is in"],
		["destinationCountry", ["destinationRegion", "destinationCity"], "no column tells the country it is in"],
	];
	const notes: string[] = [];
	const kept = columns.map((column, index) => {
		const rule = rules.find(([needed, parts]) => column.field !== null && parts.includes(column.field) && !has(needed));
		if (!rule) return column;
		notes.push(`Column ${column.name ?? index + 1} is left out: ${rule[2]}.`);
		return { ...column, field: null, by: null };
	});
	return { columns: kept, notes };
}
