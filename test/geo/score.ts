import { readFileSync } from "node:fs";
import { pathToFileURL } from "node:url";
import { openGazetteer } from "../../src/geo/files/open-gazetteer.ts";
import { createResolver, type PlaceQuery, type Resolved } from "../../src/geo/resolve/resolve-place.ts";
import { distanceKm } from "../../src/geo/route.ts";
import { offsetAt } from "../../src/geo/zone-offset.ts";

/** A labelled text. Without a point the country is all that can be known; without a country nothing is. */
export interface Labelled {
	readonly text: string;
	readonly hint: string | null;
	readonly source: string;
	readonly point: { readonly lat: number; readonly lng: number } | null;
	readonly country: string | null;
	readonly zone: string | null;
}

export interface Score {
	readonly rows: number;
	/** Shares of the rows, 0 to 1. */
	readonly near: number;
	/** The same, but a point inside the right country will do where only the country is known. */
	readonly nearLenient: number;
	readonly offset: number;
	/** Of the rows whose zone can be known. */
	readonly offsetKnown: number;
	readonly misses: readonly Miss[];
}

export interface Miss {
	readonly row: Labelled;
	readonly answer: Resolved;
	readonly near: boolean;
	readonly offset: boolean;
}

/** The built file in this checkout. */
export const PLACES = new URL("../../src/geo/gazetteer/places.br", import.meta.url).pathname;

const NEAR_KM = 50;
const SEASONS = ["2026-01-15T12:00:00Z", "2026-04-15T12:00:00Z", "2026-07-15T12:00:00Z", "2026-10-15T12:00:00Z"];

/** Reads columns text, hint_country, source, lat, lng, country, tz. */
export function readLabelled(path: string): Labelled[] {
	const [, ...lines] = readFileSync(path, "utf8").split("\n");
	return lines
		.filter((line) => line.trim() !== "")
		.map((line) => {
			const [text = "", hint = "", source = "", lat = "", lng = "", country = "", zone = ""] = line
				.replace(/\r$/, "")
				.split("\t");
			return {
				text,
				hint: hint.trim() || null,
				source,
				point: lat === "" || lng === "" ? null : { lat: Number(lat), lng: Number(lng) },
				country: country || null,
				zone: zone || null,
			};
		});
}

export function scoreOf(rows: readonly Labelled[], resolve: (row: Labelled) => Resolved): Score {
	const judged = rows.map((row) => {
		const answer = resolve(row);
		return {
			row,
			answer,
			near: isNear(row, answer),
			lenient: isNear(row, answer, true),
			offset: isOffset(row, answer),
		};
	});
	const share = (right: (one: (typeof judged)[number]) => boolean, among = judged): number =>
		among.length === 0 ? 1 : among.filter(right).length / among.length;
	return {
		rows: rows.length,
		near: share(({ near }) => near),
		nearLenient: share(({ lenient }) => lenient),
		offset: share(({ offset }) => offset),
		offsetKnown: share(
			({ offset }) => offset,
			judged.filter(({ row }) => row.zone !== null),
		),
		misses: judged.filter(({ near, offset }) => !near || !offset),
	};
}

export function queryOf({ text, hint }: Labelled, withHint: boolean): PlaceQuery {
	return { text, country: withHint ? hint : null };
}

export function isNear({ point, country }: Labelled, answer: Resolved, lenient = false): boolean {
	if (country === null) return answer.lat === null && answer.lng === null;
	if (point === null) {
		return (
			answer.country === country && (lenient || (answer.precision !== "locality" && answer.precision !== "postcode"))
		);
	}
	if (answer.lat === null || answer.lng === null) return false;
	return distanceKm(point, { lat: answer.lat, lng: answer.lng }) <= NEAR_KM;
}

/** The same offset in all four seasons. Where no zone can be known, none may be answered. */
export function isOffset({ zone }: Labelled, answer: Resolved): boolean {
	if (zone === null || answer.zone === null) return zone === answer.zone;
	const other = answer.zone;
	return SEASONS.every((season) => {
		const at = Date.parse(season);
		return offsetAt(zone, at)?.offsetMs === offsetAt(other, at)?.offsetMs;
	});
}

function told({ rows, near, nearLenient, offset, offsetKnown }: Score): string {
	const percent = (share: number): string => `${(share * 100).toFixed(1)} %`;
	return `${rows} rows: within ${NEAR_KM} km ${percent(near)} (lenient ${percent(nearLenient)}), right offset ${percent(offset)} (of known zones ${percent(offsetKnown)})`;
}

function toldMiss({ row, answer, near, offset }: Miss): string {
	const { lat, lng, country, zone, precision, because } = answer;
	const wanted = [row.point?.lat, row.point?.lng, row.country, row.zone].join(" ");
	const wrong = [near ? "" : "place", offset ? "" : "offset"].filter((word) => word !== "").join("+");
	return `${wrong}\t${row.text}\t[${row.hint ?? ""}]\twanted ${wanted}\tgot ${[lat?.toFixed(2), lng?.toFixed(2), country, zone, precision, because].join(" ")}`;
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? "").href) {
	const [path = "", built = PLACES] = process.argv.slice(2);
	const rows = readLabelled(path);
	const { resolve } = createResolver(openGazetteer({ built }));
	const out: string[] = [];
	for (const withHint of [true, false]) {
		const score = scoreOf(rows, (row) => resolve(queryOf(row, withHint)));
		out.push(`${withHint ? "with" : "without"} the country given: ${told(score)}`, ...score.misses.map(toldMiss), "");
	}
	process.stdout.write(`${out.join("\n")}\n`);
}
