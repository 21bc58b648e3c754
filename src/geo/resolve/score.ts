import type { PlacePrecision } from "../../core/scan.ts";
import type { Gazetteer } from "../gazetteer/gazetteer.ts";
import { distanceKm, type Point } from "../route.ts";
import type { Named } from "./bearers.ts";
import type { Candidate } from "./candidate.ts";
import { isWithin } from "./countries-in.ts";
import type { Favour } from "./favour.ts";
import type { NameSpan } from "./names-in.ts";
import type { Evidence, Reading } from "./readings.ts";
import * as weights from "./weights.ts";
import { withoutTown } from "./without-town.ts";
import type { Word } from "./words.ts";

/** How many bearers of a name are weighed in each reading. */
const MOST_BEARERS = 6;

/** Every answer that a reading allows. */
export function* candidatesOf(
	reading: Reading,
	evidence: Evidence,
	gazetteer: Gazetteer,
	favour: Favour,
): Generator<Candidate> {
	const base = contextScore(reading, favour);
	const townless = withoutTown(reading, base, evidence, gazetteer, favour);
	if (townless !== null) yield contradicted(townless, evidence);
	for (const name of evidence.names) {
		if ((name.bits & reading.bits) !== 0 || (name.building && reading.within === null)) continue;
		const fit = fitOf(name, reading, evidence.written.words);
		let weighed = 0;
		for (const place of name.places) {
			if (!allowed(place, reading, gazetteer) || isCountry(name, place, reading)) continue;
			yield contradicted(townCandidate(name, place, reading, base, fit, favour), evidence);
			if (++weighed >= MOST_BEARERS) break;
		}
	}
}

/** Mexico is the country, not its capital, unless `Mexico, DF`; Jordan no quarter of Hong Kong. */
function isCountry({ countryToo }: NameSpan, { country, people }: Named, reading: Reading): boolean {
	if (countryToo === null || reading.region !== null || reading.postcode !== null) return false;
	return people < weights.CITY_PEOPLE || (country === countryToo && reading.country === null);
}

function contextScore({ country, region, postcode }: Reading, favour: Favour): number {
	let score = (country?.weight ?? 0) + (region?.weight ?? 0);
	if (postcode !== null) {
		const confirmed = country !== null || region !== null || postcode.country === favour.given;
		const worth = confirmed
			? weights.POSTCODE_CONFIRMED
			: postcode.telling
				? weights.POSTCODE_TELLING
				: weights.POSTCODE_BARE;
		score += postcode.whole ? worth : worth * weights.POSTCODE_BEGINNING_SHARE;
	}
	return score;
}

function allowed({ country, region }: Named, reading: Reading, gazetteer: Gazetteer): boolean {
	if (reading.within !== null && !isWithin(country, reading.within)) return false;
	return reading.region === null || region === 0 || gazetteer.liesIn(region, reading.region.region);
}

interface Fit {
	readonly score: number;
	/** No full word of the name's own part is left over. */
	readonly fills: boolean;
}

/** How well the words of its own part, and those of the others, are explained by this name in this reading. */
function fitOf(name: NameSpan, reading: Reading, words: readonly Word[]): Fit {
	const bits = name.bits | reading.bits;
	let telling = 0;
	let named = 0;
	let fills = true;
	let facility = false;
	let score = name.part * weights.PER_PART_FROM_FIRST;
	for (const [index, word] of words.entries()) {
		const bit = 1 << index;
		const own = word.part === name.part;
		const isNamed = (name.bits & bit) !== 0;
		if (own && (reading.bits & bit) === 0) {
			if (word.burden >= weights.SHARE_OF_SOFT_WORD || (isNamed && word.passable)) {
				telling += 1;
				if (isNamed) named += 1;
			} else if (!isNamed && word.passable) facility = true;
		}
		if ((bits & bit) !== 0) continue;
		if (own && word.burden >= 1) fills = false;
		score += word.burden * (own ? weights.WORD_LEFT_IN_PART : weights.WORD_LEFT_ELSEWHERE);
	}
	const share = telling === 0 ? 1 : named / telling;
	const filled = facility ? weights.NAME_FILLS_PART_WITH_FACILITY : weights.NAME_FILLS_PART;
	score += share === 1 ? filled : weights.NAME_FILLS_PART * share * weights.NAME_WITHIN_SHARE;
	score += weights.NAME_PER_FURTHER_WORD * Math.max(0, named - 1);
	if (share < 1 && words[name.from - 1]?.part === name.part) score += weights.NAME_NOT_FIRST;
	if (name.street) score += weights.NAME_OF_A_STREET;
	if (name.key.length <= 3 && !name.coded && reading.within === null) score += weights.NAME_OF_THREE_LETTERS;
	return { score, fills };
}

function townCandidate(
	name: NameSpan,
	place: Named,
	reading: Reading,
	base: number,
	{ score: fit, fills }: Fit,
	favour: Favour,
): Candidate {
	const { country, zone } = place;
	const explicit = reading.within !== null || place.coded;
	const spot = withPostcode(place, reading);
	return {
		score: base + fit + place.worth + favour.country(country, explicit) + doubt(place, reading, fills) + spot.score,
		point: spot.point,
		country,
		region: place.region,
		zone,
		precision: spot.precision,
		because: spot.because,
		bits: name.bits | reading.bits,
		name,
	};
}

/** What makes it unlikely that this place, of all that bear the name, is meant. */
function doubt({ people, coded, overshadowed }: Named, reading: Reading, fills: boolean): number {
	if (coded) return fills ? 0 : weights.CODE_WITHIN_WORDS;
	if (reading.region !== null || reading.postcode !== null) return 0;
	let score = 0;
	if (!fills && people < weights.VILLAGE_PEOPLE) score += weights.VILLAGE_WITHIN_WORDS;
	if (people < weights.CITY_PEOPLE && overshadowed) score += weights.TOWN_CALLED_AS_REGION;
	return score;
}

interface Spot {
	readonly score: number;
	readonly point: Point;
	readonly precision: PlacePrecision;
	readonly because: string;
}

/** A postcode that agrees with the town says where in it; one that does not speaks against the town. */
function withPostcode({ lat, lng, coded }: Named, { region, postcode, within }: Reading): Spot {
	const point = { lat, lng };
	const because = coded ? "code" : region !== null ? "town-region" : within !== null ? "town-country" : "town";
	if (postcode === null) return { score: 0, point, precision: "locality", because };
	const { area } = postcode;
	const km = distanceKm(point, area);
	if (km > Math.max(weights.POSTCODE_AGREES_KM, area.radiusKm)) {
		const score = km > weights.POSTCODE_CONTRADICTS_KM ? weights.POSTCODE_CONTRADICTS : weights.POSTCODE_OFF;
		return { score, point, precision: "locality", because };
	}
	const nearer = area.radiusKm <= weights.TOWN_RADIUS_KM && km <= weights.POSTCODE_AGREES_KM;
	return {
		score: weights.POSTCODE_AGREES,
		point: nearer ? { lat: area.lat, lng: area.lng } : point,
		precision: nearer ? "postcode" : "locality",
		because: "town-postcode",
	};
}

function contradicted(candidate: Candidate, { locked }: Evidence): Candidate {
	if (locked === null || isWithin(candidate.country, locked)) return candidate;
	return { ...candidate, score: candidate.score + weights.COUNTRY_CONTRADICTED };
}
