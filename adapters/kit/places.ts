import { remembered } from "../../src/core/memory.ts";
import type { WrittenPlace } from "../../src/core/scan.ts";
import type { RawPlace } from "./carrier.ts";
import { countryCode } from "./countries.ts";
import { takeOutDetails } from "./privacy.ts";
import { cleanCharacters, plainWords, singleBlanks } from "./words.ts";

/** A place as read; null where the carrier names none at all. */
export function readPlace(raw: RawPlace | undefined): WrittenPlace | null {
	if (!raw) return null;
	const country = countryCode(raw.country);
	const name = words(raw.name);
	const city = words(raw.city);
	const region = words(raw.region);
	// A country that no table knows is the carrier's word like any other.
	const text = distinct([name, city, region, country === null ? words(raw.country) : null]).join(", ");
	const postcode = words(raw.postcode);
	const point = readPoint(raw.lat, raw.lng);
	if (text === "" && country === null && postcode === null && point === null) return null;
	const { lat, lng } = point ?? { lat: null, lng: null };
	const precision = point === null ? null : (raw.precision ?? null);
	return { text, city, region, postcode, country, lat, lng, precision };
}

/** Name, city and region as they came, each once: part of what a scan is known by. */
export function placeWords({ name, city, region }: RawPlace = {}): string {
	return distinct([name, city, region].map((word) => (word === undefined ? null : asItCame(word) || null))).join(", ");
}

const asItCame = remembered((word) => singleBlanks(cleanCharacters(word)));

function words(written: string | undefined): string | null {
	return written === undefined ? null : wordsOf(written) || null;
}

const wordsOf = remembered((written) => takeOutDetails(plainWords(written)).text.replace(/^[\s,]+|[\s,]+$/g, ""));

function distinct(parts: readonly (string | null)[]): readonly string[] {
	const seen = new Set<string>();
	return parts.filter((part): part is string => {
		if (part === null || seen.has(part.toLowerCase())) return false;
		seen.add(part.toLowerCase());
		return true;
	});
}

/** Zero north, zero east is how carriers write that they do not know. */
export function readPoint(lat: number | undefined, lng: number | undefined): { lat: number; lng: number } | null {
	if (lat === undefined || lng === undefined || !Number.isFinite(lat) || !Number.isFinite(lng)) return null;
	if (Math.abs(lat) > 90 || Math.abs(lng) > 180 || (lat === 0 && lng === 0)) return null;
	return { lat, lng };
}
