import { foldText } from "./identity.ts";
import type { Place } from "./scan.ts";

/** Points nearer than this are one city, however the two accounts spell it. */
const sameCityKm = 50;

/** True when two accounts cannot both be right about one scan: another country, or clearly another city. */
export function placesContradict(one: Place | null, other: Place | null): boolean {
	return one !== null && other !== null && compare(one, other) === "different";
}

/** True when both places are known well enough to say that they are one. */
export function isSamePlace(one: Place | null, other: Place | null): boolean {
	return one !== null && other !== null && compare(one, other) === "same";
}

function compare(one: Place, other: Place): "same" | "different" | "unknown" {
	if (one.country !== null && other.country !== null && one.country !== other.country) return "different";
	const names = [foldText(one.text), foldText(other.text)] as const;
	const postcodes = [foldText(one.postcode ?? ""), foldText(other.postcode ?? "")] as const;
	if (known(names) && isNamedIn(...names)) return "same";
	if (known(postcodes) && isNamedIn(...postcodes)) return "same";
	const distanceKm = distanceBetween(one, other);
	if (distanceKm !== null) return distanceKm <= sameCityKm ? "same" : "different";
	// Names in two scripts cannot be compared: neither same nor different.
	if (known(names)) return isLatin(names[0]) === isLatin(names[1]) ? "different" : "unknown";
	return known(postcodes) ? "different" : "unknown";
}

function known(pair: readonly [string, string]): boolean {
	return pair[0] !== "" && pair[1] !== "";
}

/** One name says no more and nothing else than part of the other: "Louisville" and "KY, Louisville". */
export function isNamedIn(one: string, other: string): boolean {
	if (one.includes(other) || other.includes(one)) return true;
	const words = one.split(" ");
	const otherWords = other.split(" ");
	return words.every((word) => otherWords.includes(word)) || otherWords.every((word) => words.includes(word));
}

function isLatin(name: string): boolean {
	return /\p{Script=Latin}/u.test(name);
}

/** On the equirectangular plane: exact enough to tell one city from another. Null unless both points are of a locality or better. */
function distanceBetween(one: Place, other: Place): number | null {
	if (isVague(one) || isVague(other)) return null;
	if (one.lat === null || one.lng === null || other.lat === null || other.lng === null) return null;
	const kmPerDegree = 111.2;
	const turn = Math.abs(one.lng - other.lng);
	const east = Math.min(turn, 360 - turn) * Math.cos((((one.lat + other.lat) / 2) * Math.PI) / 180);
	return Math.hypot(one.lat - other.lat, east) * kmPerDegree;
}

function isVague(place: Place): boolean {
	return place.precision === null || place.precision === "country" || place.precision === "region";
}
