import type { Gazetteer } from "../gazetteer/gazetteer.ts";
import { nameKey } from "../gazetteer/name-key.ts";
import { countryAnswer, NOWHERE, regionAnswer } from "./answer.ts";
import { countryCoded } from "./countries-in.ts";
import { officeCode } from "./office-code.ts";
import type { Resolved } from "./place-query.ts";

/** A town of five or six letters this large is meant by its name: PARIS is no place RIS in Panama. */
const PEOPLE_OF_TOWN = 10_000;
/** Of the codes that are both, these alone are written for the country: a scan site is an airport more often. */
const COUNTRY_BEFORE_AIRPORT: ReadonlySet<string> = new Set(["USA", "CHN", "AUS", "GBR", "DEU", "FRA"]);
/** An airport of this size is known to everyone by its code. */
const SIZE_OF_KNOWN_AIRPORT = 2;
/** `N/A` without its stroke, before Namibia. */
const NO_COUNTRY: ReadonlySet<string> = new Set(["NA"]);

/** A text that is nothing but a code. Null where it is none that is known. */
export function resolveCode(text: string, given: string | null, gazetteer: Gazetteer): Resolved | null {
	const code = text.replace(/^[^\p{L}\p{N}]+|[^\p{L}\p{N}]+$/gu, "").toUpperCase();
	if (code.length === 2) return twoLetters(code, given, gazetteer);
	if (code.length === 3) return threeLetters(code, given, gazetteer);
	const compact = code.replace(/^([A-Z]{2}) (?=[A-Z2-9]{3}$)/, "$1");
	if (compact.length !== 5 && compact.length !== 6) return null;
	const place = officeCode(compact, gazetteer);
	if (place === null || (given !== null && place.country !== given)) return null;
	const town = gazetteer.named(nameKey(code))[0];
	if (town !== undefined && gazetteer.place(town).population >= PEOPLE_OF_TOWN) return null;
	const region = place.region === 0 ? null : gazetteer.region(place.region).code;
	return { ...place, region, precision: "locality", because: compact.length === 5 ? "locode" : "office" };
}

function twoLetters(code: string, given: string | null, gazetteer: Gazetteer): Resolved | null {
	if (given !== null && code !== given) {
		const region = gazetteer.regionsCoded(code).find((id) => gazetteer.region(id).country === given);
		if (region !== undefined) return regionAnswer(region, "region-code", gazetteer);
	}
	if (NO_COUNTRY.has(code)) return given === null ? NOWHERE : countryAnswer(given, "country-given");
	const country = countryCoded(code);
	return country === null ? null : countryAnswer(country, "country-code");
}

function threeLetters(code: string, given: string | null, gazetteer: Gazetteer): Resolved | null {
	const airport = gazetteer.airport(code);
	const country = gazetteer.countryNamed(nameKey(code));
	const known = airport !== null && airport.size >= SIZE_OF_KNOWN_AIRPORT && !COUNTRY_BEFORE_AIRPORT.has(code);
	if (country !== null && (!known || country === given)) return countryAnswer(country, "country-code");
	if (given !== null) {
		const region = gazetteer.regionsCoded(code).find((id) => gazetteer.region(id).country === given);
		if (region !== undefined && airport?.country !== given) return regionAnswer(region, "region-code", gazetteer);
		if (airport?.country !== given) return null;
	}
	if (airport === null) return null;
	const { lat, lng, zone } = airport;
	return { lat, lng, country: airport.country, region: null, zone, precision: "locality", because: "airport" };
}
