import type { Readable } from "node:stream";
import type { Calendar } from "../core/calendar.ts";
import type { PastParcel } from "../core/eta/rehearse.ts";
import type { LaneEnd } from "../core/eta/start.ts";
import { plainWeek, type Week, weekOf } from "../core/eta/week.ts";
import { distanceKm } from "../geo/route.ts";
import { BadFile } from "../imports/charset.ts";
import { csvRows } from "../imports/csv-rows.ts";

/** The parcels of a file, in its order. Throws `BadFile`, which names line and column. */
export async function readPastParcels(
	input: AsyncIterable<string> | Readable,
	calendar: Calendar,
): Promise<PastParcel[]> {
	const parcels: PastParcel[] = [];
	const lines = new Map<string, number>();
	const weeks = new Map<string, Week>();
	let columns: ReadonlyMap<string, number> | null = null;
	for await (const { line, fields } of csvRows(input)) {
		if (columns === null) {
			columns = columnsOf(fields);
			continue;
		}
		if (fields.length !== columns.size) {
			throw new BadFile(`Line ${line} has ${fields.length} fields, the header has ${columns.size}.`);
		}
		const row = rowOf(line, fields, columns);
		const parcel = parcelOf(row, weekAt(row, calendar, weeks));
		const before = lines.get(parcel.id);
		if (before !== undefined) throw row.bad("shipment_id", `stands on line ${before} already`);
		lines.set(parcel.id, line);
		parcels.push(parcel);
	}
	if (columns === null) throw new BadFile("The file is empty.");
	return parcels;
}

/** What the file must tell of each parcel. `weight_g`, `promised_date` and others may stand beside it. */
const COLUMNS = [
	"shipment_id",
	"carrier",
	"service",
	...(["origin", "destination"] as const).flatMap((end) =>
		(["country", "region", "postcode", "lat", "lng"] as const).map((part) => `${end}_${part}` as const),
	),
	"handoff_at",
	"delivered_at",
] as const;
type Column = (typeof COLUMNS)[number];

interface Row {
	readonly get: (column: Column) => string;
	readonly bad: (column: Column, is: string) => BadFile;
}

function columnsOf(header: readonly string[]): ReadonlyMap<string, number> {
	const columns = new Map(header.map((name, index) => [name.trim(), index]));
	const missing = COLUMNS.filter((name) => !columns.has(name));
	if (missing.length > 0) throw new BadFile(`Line 1: the header names no ${missing.join(", ")}.`);
	if (columns.size < header.length) throw new BadFile("Line 1: the header names a column twice.");
	return columns;
}

function rowOf(line: number, fields: readonly string[], columns: ReadonlyMap<string, number>): Row {
	const get = (column: Column) => fields[columns.get(column) ?? -1]?.trim() ?? "";
	return {
		get,
		bad: (column, is) => new BadFile(`Line ${line}, ${column}: ${JSON.stringify(get(column).slice(0, 60))} ${is}.`),
	};
}

function parcelOf(row: Row, week: Week): PastParcel {
	const [id, carrier] = [row.get("shipment_id"), row.get("carrier")];
	if (id === "") throw row.bad("shipment_id", "names no parcel");
	if (carrier === "") throw row.bad("carrier", "names no carrier");
	const delivered = row.get("delivered_at");
	const [from, to] = [pointAt(row, "origin"), pointAt(row, "destination")];
	const lane = {
		carrier,
		service: row.get("service") || null,
		seller: "",
		from: endAt(row, "origin"),
		to: endAt(row, "destination"),
		distanceKm: from && to ? distanceKm(from, to) : null,
		stated: null,
	};
	return {
		id,
		week,
		start: { anchor: "accepted", lane, at: momentAt(row, "handoff_at") },
		deliveredAt: delivered === "" ? null : momentAt(row, "delivered_at"),
	};
}

function endAt(row: Row, end: "origin" | "destination"): LaneEnd | null {
	const country = row.get(`${end}_country`).toUpperCase();
	if (country === "") return null;
	if (!/^[A-Z]{2}$/.test(country)) throw row.bad(`${end}_country`, "is no country code of two letters");
	return {
		country,
		region: row.get(`${end}_region`) || null,
		postcode: row.get(`${end}_postcode`) || null,
		city: null,
	};
}

function pointAt(row: Row, end: "origin" | "destination"): { readonly lat: number; readonly lng: number } | null {
	const [lat, lng] = [numberAt(row, `${end}_lat`, 90), numberAt(row, `${end}_lng`, 180)];
	return lat === null || lng === null ? null : { lat, lng };
}

function numberAt(row: Row, column: Column, largest: number): number | null {
	const text = row.get(column);
	if (text === "") return null;
	const number = /^[-+]?\d*\.?\d+(?:e[-+]?\d+)?$/i.test(text) ? Number(text) : Number.NaN;
	if (!(Math.abs(number) <= largest)) throw row.bad(column, `is no number of degrees from -${largest} to ${largest}`);
	return number;
}

/** Days since 1970 on the clock as written: an offset behind it belongs to the clock that everything else is told on. */
function momentAt(row: Row, column: Column): number {
	const found = /^(\d{4}-\d\d-\d\d)[T ](\d\d:\d\d(?::\d\d(?:\.\d+)?)?)(?:Z|[-+]\d\d:?\d\d)?$/.exec(row.get(column));
	const ms = found ? Date.parse(`${found[1]}T${found[2]}Z`) : Number.NaN;
	// A day that no month has rolls over into the next.
	if (Number.isNaN(ms) || new Date(ms).toISOString().slice(0, 10) !== found?.[1]) {
		throw row.bad(column, "is no time such as 2026-11-22T10:00:00");
	}
	return ms / 86_400_000;
}

function weekAt(row: Row, calendar: Calendar, weeks: Map<string, Week>): Week {
	const to = endAt(row, "destination");
	if (to === null) return plainWeek;
	const key = `${to.country}-${to.region ?? ""}`;
	const known = weeks.get(key) ?? weekOf(calendar, { country: to.country, region: to.region });
	weeks.set(key, known);
	return known;
}
