import { countryCode } from "../../adapters/kit/index.ts";
import { CARRIERS_LISTED } from "../core/carriers-listed.ts";
import type { FieldError } from "../core/errors.ts";
import { isShortened, plainCell } from "./cells.ts";
import type { Field } from "./column-names.ts";
import type { Column } from "./columns.ts";
import { courierIn, courierOfNumber, namesNoCourier, needsOf } from "./couriers.ts";
import { type DayOrder, readDay } from "./days.ts";

/** How the rows of a file become parcels. */
export interface RowRules {
	readonly columns: readonly Column[];
	readonly dayOrder: DayOrder | null;
	/** The carrier of rows that name none. */
	readonly carrier?: string | undefined;
}

export interface RowReading {
	/** Bodies of POST /v1/shipments, to be checked as those are; a cell with several numbers makes several. */
	readonly shipments: readonly Readonly<Record<string, unknown>>[];
	/** Why nothing came of the row; pointers as in a body of POST /v1/shipments. */
	readonly errors: readonly FieldError[];
}

/** The parcels of one row, with the items of the rows that continue it. */
export function readRow(
	rules: RowRules,
	fields: readonly string[],
	more: readonly (readonly string[])[] = [],
): RowReading {
	const errors: FieldError[] = [];
	const bad = (pointer: string, detail: string) => void errors.push({ pointer, detail });
	const cell = (field: Field) => cellOf(rules.columns, fields, field);
	const numbers = numbersIn(cell("trackingNumber"));
	if (numbers.length === 0) bad("/trackingNumber", "There is no tracking number in this row.");
	for (const number of numbers.filter(isShortened)) {
		bad(
			"/trackingNumber",
			`A spreadsheet shortened this number to ${number}. Make the column text before the numbers are put in, and save it anew.`,
		);
	}
	const carrier = carrierOf(rules, fields, bad);
	// The carrier of a row that names a connection alone is that one's, whatever the number looks like.
	const carrierLeftOpen = (number: string) => (cell("connection") === "" ? courierOfNumber(number) : null);
	const order = orderOf(rules, [fields, ...more], bad);
	const shared = {
		...set("reference", cell("reference")),
		...set("order", order),
		...set("origin", endOf("origin", cell, bad)),
		...set("destination", endOf("destination", cell, bad)),
		...set("service", cell("service")),
		...set("brand", cell("brand")),
		...set("connection", cell("connection")),
		...set("promisedBy", dayIn(cell("promisedBy"), rules.dayOrder, "/promisedBy", bad)),
	};
	const shipments = numbers.map((trackingNumber) => ({
		trackingNumber,
		...set("carrier", carrier ?? ""),
		...shared,
		...set("needs", needsIn(carrier ?? carrierLeftOpen(trackingNumber), cell, rules.dayOrder, bad)),
	}));
	return errors.length > 0 ? { shipments: [], errors } : { shipments, errors };
}

/** Whether a row only adds an item to the parcel of the row before it, as shops' exports have them. */
export function continues(columns: readonly Column[], before: readonly string[], fields: readonly string[]): boolean {
	if (!columns.some(({ field }) => field === "itemName")) return false;
	const same = (field: Field) => cellOf(columns, fields, field) === cellOf(columns, before, field);
	const number = cellOf(columns, fields, "trackingNumber");
	const order = cellOf(columns, fields, "order");
	if (order === "" || !same("order") || cellOf(columns, before, "trackingNumber") === "") return false;
	return number === "" || (same("trackingNumber") && same("carrier"));
}

type Bad = (pointer: string, detail: string) => void;
type Cell = (field: Field) => string;

/** The first column of the field with something in it. */
export function cellOf(columns: readonly Column[], fields: readonly string[], field: Field): string {
	for (const [index, column] of columns.entries()) {
		const text = column.field === field ? plainCell(fields[index] ?? "") : "";
		if (text !== "" && !(field === "carrier" && namesNoCourier(text))) return text;
	}
	return "";
}

/** Shops put the numbers of one order's parcels into one cell. */
function numbersIn(cell: string): readonly string[] {
	const parts = cell.split(/[,;|\r\n]+/).map((part) => part.trim());
	const numbers = parts.filter((part) => part !== "");
	return numbers.every((number) => /[\p{L}\p{N}]{6}/u.test(number)) ? [...new Set(numbers)] : [cell];
}

function carrierOf({ columns, carrier }: RowRules, fields: readonly string[], bad: Bad): string | null {
	const written = cellOf(columns, fields, "carrier");
	if (written === "") return carrier ?? null;
	const code = courierIn(written);
	if (code === null) {
		bad("/carrier", `No carrier is called ${quoted(written)} here. Write its name or its code. ${CARRIERS_LISTED}`);
	}
	return code;
}

function orderOf({ columns }: RowRules, rows: readonly (readonly string[])[], bad: Bad): object | null {
	const [first = []] = rows;
	const cell = (field: Field) => cellOf(columns, first, field);
	const locale = cell("buyerLocale").replaceAll("_", "-");
	const postcode = cell("buyerPostcode") || cell("destinationPostcode");
	const notify = yesOrNo(cell("buyerNotify"));
	if (notify === "neither") {
		bad("/order/buyer/notify", `${quoted(cell("buyerNotify"))} is neither yes nor no: did the buyer ask for e-mails?`);
	}
	const buyer = {
		...set("email", cell("buyerEmail")),
		...set("locale", locale),
		...set("postcode", postcode),
		...(notify === "yes" && { notify: true }),
	};
	const items = rows.flatMap((fields) => {
		const name = cellOf(columns, fields, "itemName");
		if (name === "") return [];
		const quantity = cellOf(columns, fields, "itemQuantity");
		if (quantity !== "" && !/^\d+(?:[.,]0+)?$/.test(quantity)) {
			bad("/order/items", `${quoted(quantity)} is no quantity: a whole number is wanted.`);
		}
		return [
			{
				name,
				...(quantity !== "" && { quantity: Number.parseInt(quantity, 10) }),
				...set("imageUrl", cellOf(columns, fields, "itemImage")),
				...set("sku", cellOf(columns, fields, "itemSku")),
			},
		];
	});
	const reference = cell("order");
	if (reference !== "") {
		return { reference, ...(items.length > 0 && { items }), ...(Object.keys(buyer).length > 0 && { buyer }) };
	}
	if (items.length > 0 || cell("buyerEmail") !== "" || locale !== "" || notify === "yes") {
		bad("/order/reference", "The buyer and the items belong to an order: write its number into this row.");
	}
	return null;
}

/** As programs and people write it; an empty cell is no. */
function yesOrNo(text: string): "yes" | "no" | "neither" {
	const plain = text.toLowerCase();
	if (YES.has(plain)) return "yes";
	return plain === "" || NO.has(plain) ? "no" : "neither";
}

const YES: ReadonlySet<string> = new Set("yes|y|true|1|x|ja|j|oui|sí|si|sì|sim|tak|是|はい|예".split("|"));
const NO: ReadonlySet<string> = new Set("no|n|false|0|-|nein|non|não|nee|nie|否|いいえ|아니요".split("|"));

function endOf(end: "origin" | "destination", cell: Cell, bad: Bad): object | null {
	const country = cell(`${end}Country`);
	const rest = {
		...set("region", cell(`${end}Region`)),
		...set("city", cell(`${end}City`)),
		...set("postcode", cell(`${end}Postcode`)),
	};
	if (country === "") {
		const isWhole = Object.keys(rest).every((part) => end === "destination" && part === "postcode");
		if (!isWhole) bad(`/${end}/country`, "A place is given without its country. Write the country's two letters.");
		return null;
	}
	const code = countryCode(country) ?? countryCode(country.toUpperCase());
	if (code === null) {
		bad(`/${end}/country`, `${quoted(country)} is no country's name or code. Write its two letters, such as "DE".`);
	}
	return { country: code, ...rest };
}

function dayIn(text: string, order: DayOrder | null, pointer: string, bad: Bad): string {
	if (text === "") return "";
	const reading = readDay(text, order);
	switch (reading.kind) {
		case "day":
			return reading.day;
		case "instant":
			return reading.instant;
		case "ambiguous":
			bad(
				pointer,
				`${quoted(text)} may be ${reading.either} or ${reading.or}. Write it as one of these, or say whether the day or the month comes first.`,
			);
			return "";
		case "unknown":
			bad(pointer, `${quoted(text)} is no day. Write it such as 2026-11-24.`);
			return "";
	}
}

/** Of what the row tells that which this carrier asks for: others would refuse it. */
function needsIn(carrier: string | null, cell: Cell, order: DayOrder | null, bad: Bad): object | null {
	const needs: Record<string, string> = {};
	for (const need of carrier === null ? [] : needsOf(carrier)) {
		const told = needIn(need, cell, order, bad);
		if (told !== "") needs[need] = told;
	}
	return Object.keys(needs).length > 0 ? needs : null;
}

function needIn(need: ReturnType<typeof needsOf>[number], cell: Cell, order: DayOrder | null, bad: Bad): string {
	switch (need) {
		case "phoneLast4": {
			const digits = cell("phone").replace(/\D/g, "");
			return digits.length >= 4 ? digits.slice(-4) : "";
		}
		case "postcode":
			return cell("destinationPostcode") || cell("buyerPostcode");
		case "shipDate":
			return dayIn(cell("shipDate"), order, "/needs/shipDate", bad).slice(0, 10);
		case "courier":
			return cell("courier");
	}
}

function set(name: string, value: string | object | null): object {
	return value === null || value === "" ? {} : { [name]: value };
}

function quoted(text: string): string {
	return JSON.stringify(text.slice(0, 60));
}
