import type { PlacePrecision } from "../../core/scan.ts";
import type { Gazetteer } from "../gazetteer/gazetteer.ts";
import { isWithin } from "../gazetteer/lands.ts";
import { distanceKm, type Point } from "../route.ts";
import { bearers, type Named } from "./bearers.ts";
import type { Candidate } from "./candidate.ts";
import type { Favour } from "./favour.ts";
import { longerNames } from "./longer-names.ts";
import type { NameSpan } from "./names-in.ts";
import type { Evidence, Reading } from "./readings.ts";
import * as weights from "./weights.ts";
import { withoutTown } from "./without-town.ts";
import type { Written } from "./words.ts";

/** How many bearers of a name are weighed in each reading. */
const MOST_BEARERS = 6;
/** So many of them though they lie far from the postcode. */
const FAR_BEARERS = 3;

/** Every answer that a reading allows. */
export function* candidatesOf(
	reading: Reading,
	evidence: Evidence,
	gazetteer: Gazetteer,
	favour: Favour,
): Generator<Candidate> {
	const base = contextScore(reading, favour);
	const townless = withoutTown(reading, base, evidence, gazetteer, favour);
	if (townless !== null) yield contradicted(townless, evidence, gazetteer);
	for (const name of evidence.names) {
		if ((name.bits & reading.bits) !== 0 || (name.building && reading.within === null)) continue;
		const fit = fitOf(name, reading, evidence.written);
		let weighed = 0;
		let inside = false;
		for (const place of name.places) {
			const border = borderOf(place, reading, gazetteer);
			if (border === null || isCountry(name, place, reading)) continue;
			inside ||= border === 0;
			// Of a name's bearers those far from the postcode are hardly meant.
			if (weighed >= FAR_BEARERS && isFarFromPostcode(place, reading)) continue;
			const town = acrossBorder(place, name, reading);
			yield contradicted(townCandidate(name, town, reading, base + border, fit, favour), evidence, gazetteer);
			if (++weighed >= MOST_BEARERS) break;
		}
		if (inside) continue;
		for (const place of longerNamed(name, reading, gazetteer, favour)) {
			yield contradicted(townCandidate(name, place, reading, base, fit, favour), evidence, gazetteer);
		}
	}
}

/**
 * Kansas City, KS: of a city on both sides of a border the gazetteer may have the half that is meant under the other
 * state, and a hamlet of the name under its own. The half next to the hamlet is meant.
 */
function acrossBorder(place: Named, { places }: NameSpan, { region }: Reading): Named {
	if (region?.coded !== true || place.people > weights.UNCOUNTED_PEOPLE) return place;
	const [nearest] = places
		.filter(({ country, people }) => country === place.country && people >= weights.CITY_PEOPLE)
		.map((city) => ({ city, km: distanceKm(city, place) }))
		.filter(({ km }) => km <= weights.HALF_OF_CITY_KM)
		.sort((a, b) => a.km - b.km);
	return nearest === undefined ? place : { ...place, lat: nearest.city.lat, lng: nearest.city.lng };
}

/** Newcastle, Staffs: Newcastle-under-Lyme, for there is no other Newcastle in that county. */
function longerNamed(name: NameSpan, reading: Reading, gazetteer: Gazetteer, favour: Favour): Named[] {
	const { region, within } = reading;
	if (region === null || region.coded || within === null || name.coded || region.part <= name.part) return [];
	return longerNames(name.key, within).flatMap((key) =>
		bearers(key, gazetteer, favour).filter(
			(place) => place.region !== 0 && gazetteer.liesIn(place.region, region.region),
		),
	);
}

function isFarFromPostcode(place: Named, { postcode }: Reading): boolean {
	return (
		postcode !== null && distanceKm(place, postcode.area) > Math.max(weights.POSTCODE_AGREES_KM, postcode.area.radiusKm)
	);
}

/** Mexico is the country, not its capital, unless `Mexico, DF`; Jordan no quarter of Hong Kong. */
function isCountry({ countryToo }: NameSpan, { country, people }: Named, reading: Reading): boolean {
	if (countryToo === null || reading.region !== null || reading.postcode !== null) return false;
	return reading.country === null && (people < weights.CITY_PEOPLE || country === countryToo);
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

/** What speaks against a place that lies on the other side of the region's border; null where it cannot be meant. */
function borderOf(place: Named, { within, region }: Reading, gazetteer: Gazetteer): number | null {
	if (within !== null && !isWithin(place.country, within)) return null;
	if (region === null || place.region === 0 || gazetteer.liesIn(place.region, region.region)) return 0;
	// Counties change: Bournemouth was in Hampshire, and is still written so.
	if (region.coded || place.country !== region.country) return null;
	return distanceKm(place, gazetteer.region(region.region)) <= weights.BORDER_KM ? weights.TOWN_BEYOND_BORDER : null;
}

interface Fit {
	readonly score: number;
	/** No full word of the name's own part is left over. */
	readonly fills: boolean;
	/** A full word stands right behind it. */
	readonly cut: boolean;
	/** The text tells of an airport. */
	readonly flown: boolean;
}

/** How well the words of its own part, and those of the others, are explained by this name in this reading. */
function fitOf(name: NameSpan, reading: Reading, { words, airport }: Written): Fit {
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
	if (name.across) score += weights.NAME_ENDS_IN_BRACKET;
	if (name.street) score += weights.NAME_OF_A_STREET;
	if (name.key.length <= 3 && !name.coded && reading.within === null) score += weights.NAME_OF_THREE_LETTERS;
	const next = words[name.to];
	const cut = next?.part === name.part && next.burden >= 1 && (reading.bits & (1 << name.to)) === 0;
	return { score, fills, cut, flown: airport };
}

function townCandidate(
	name: NameSpan,
	place: Named,
	reading: Reading,
	base: number,
	fit: Fit,
	favour: Favour,
): Candidate {
	const { country, zone } = place;
	const explicit = reading.within !== null || place.coded;
	const spot = withPostcode(place, reading);
	return {
		score:
			base +
			fit.score +
			place.worth +
			favour.country(country, explicit) +
			doubt(place, reading, fit) +
			spot.score +
			(isOverseas(place, name, reading, favour) ? weights.OVERSEAS_SAINT : 0),
		point: spot.point,
		country,
		region: place.region,
		zone,
		precision: spot.precision,
		because: spot.because,
		people: place.people,
		cut: fit.cut && place.people < weights.NAME_CUT_SHORT_PEOPLE,
		bits: name.bits | reading.bits,
		name,
	};
}

function isOverseas({ country }: Named, { places }: NameSpan, { within }: Reading, { given }: Favour): boolean {
	if (country === "FR" || !isWithin(country, "FR") || (within ?? given) !== "FR") return false;
	return places.some((other) => other.country === "FR");
}

/** What makes it unlikely that this place, of all that bear the name, is meant. */
function doubt({ people, coded, airport, overshadowed }: Named, reading: Reading, { fills, cut, flown }: Fit): number {
	if (coded) return fills ? 0 : weights.CODE_WITHIN_WORDS;
	if (reading.region !== null || reading.postcode !== null) return 0;
	let score = airport && flown ? weights.AIRPORT_TOLD : 0;
	if (cut && people < weights.NAME_CUT_SHORT_PEOPLE) score += weights.NAME_CUT_SHORT;
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

function contradicted(candidate: Candidate, evidence: Evidence, gazetteer: Gazetteer): Candidate {
	const { locked } = evidence;
	let score = candidate.score;
	if (locked !== null && !isWithin(candidate.country, locked)) score += weights.COUNTRY_CONTRADICTED;
	if (isInOtherRegion(candidate, evidence, gazetteer)) score += weights.REGION_CONTRADICTED;
	if (isFarFromPostcodes(candidate, evidence)) score += weights.POSTCODE_IGNORED;
	return score === candidate.score ? candidate : { ...candidate, score };
}

/** Ashford, Middlesex: whatever the larger Ashford is, it is not in Middlesex. */
function isInOtherRegion(
	{ name, point, country, region, bits }: Candidate,
	{ regions, written }: Evidence,
	gazetteer: Gazetteer,
): boolean {
	if (point === null || region === 0) return false;
	const told = regions.filter((span) => {
		const part = written.parts[span.part];
		const alone = part?.from === span.from && part.to === span.to && span.part > (name?.part ?? 0);
		return alone && !span.coded && span.country === country && (span.bits & bits) === 0;
	});
	return told.length > 0 && told.every((span) => !isInOrNear(point, region, span.region, gazetteer));
}

function isInOrNear(point: Point, region: number, wanted: number, gazetteer: Gazetteer): boolean {
	return (
		gazetteer.liesIn(region, wanted) ||
		gazetteer.liesIn(wanted, region) ||
		distanceKm(point, gazetteer.region(wanted)) <= weights.BORDER_KM
	);
}

/** 36286 Neuenstein: no Neuenstein near that postcode is known, and the larger one is not meant. */
function isFarFromPostcodes({ name, point, country, bits }: Candidate, { postcodes }: Evidence): boolean {
	if (name === null || point === null) return false;
	// By its first digit alone no postcode speaks against a town.
	const told = postcodes.filter(
		(span) => span.country === country && span.area.matched > 1 && (span.bits & (bits & ~name.bits)) === 0,
	);
	return (
		told.length > 0 && told.every(({ area }) => distanceKm(point, area) > area.radiusKm + weights.POSTCODE_AGREES_KM)
	);
}
