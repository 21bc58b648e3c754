import type { Gazetteer } from "../gazetteer/gazetteer.ts";
import { isWithin } from "../gazetteer/lands.ts";
import { type CountrySpan, countriesIn, countryLocked } from "./countries-in.ts";
import type { Favour } from "./favour.ts";
import { type NameSpan, namesIn } from "./names-in.ts";
import { type PostcodeSpan, postcodesIn } from "./postcodes-in.ts";
import { type RegionSpan, regionsIn } from "./regions-in.ts";
import * as weights from "./weights.ts";
import type { Written } from "./words.ts";

/** All that the words of a query may mean. */
export interface Evidence {
	readonly written: Written;
	readonly names: readonly NameSpan[];
	readonly countries: readonly CountrySpan[];
	readonly regions: readonly RegionSpan[];
	readonly postcodes: readonly PostcodeSpan[];
	/** The one country that towns may lie in. */
	readonly locked: string | null;
}

/** One way to read the words round the town: each of them at most once, none against another. */
export interface Reading {
	readonly country: CountrySpan | null;
	readonly region: RegionSpan | null;
	readonly postcode: PostcodeSpan | null;
	/** The words they take up. */
	readonly bits: number;
	/** The country that they agree on. */
	readonly within: string | null;
}

const MOST_READINGS = 160;
/** A postcode's shape is looked up in the countries of the largest bearers of each name. */
const BEARERS_ASKED = 3;

export function evidenceOf(written: Written, gazetteer: Gazetteer, favour: Favour): Evidence {
	const countries = countriesIn(written, gazetteer);
	const names = namesIn(written, gazetteer, favour);
	const told = new Set([...favour.countries, ...countries.map(({ country }) => country)]);
	for (const { places } of names) for (const { country } of places.slice(0, BEARERS_ASKED)) told.add(country);
	const regions = regionsIn(written, countries, told, gazetteer);
	for (const { country } of regions) told.add(country);
	const postcodes = postcodesIn(written, [...told], gazetteer);
	const locked = countryLocked(written, countries, (span) =>
		regions.some(
			(region) =>
				region.bits === span.bits &&
				(region.coded || region.country === favour.given || holdsTown(region, names, gazetteer)),
		),
	);
	return { written: withCodesHeavy(written, countries, regions), names, countries, regions, postcodes, locked };
}

// `Atlanta, Georgia`: the state, for the country has no Atlanta.
function holdsTown({ bits, region }: RegionSpan, names: readonly NameSpan[], gazetteer: Gazetteer): boolean {
	return names.some(
		(name) =>
			(name.bits & bits) === 0 &&
			name.places.some(
				(place) =>
					place.region !== 0 && place.people >= weights.VILLAGE_PEOPLE && gazetteer.liesIn(place.region, region),
			),
	);
}

// `Edgewood, NY`: a town elsewhere would leave the state unread.
function withCodesHeavy(written: Written, countries: readonly CountrySpan[], regions: readonly RegionSpan[]): Written {
	const alone = new Set<number>();
	for (const { from, to, part } of [...countries, ...regions.filter(({ coded }) => coded)]) {
		const whole = written.parts[part];
		if (part > 0 && to - from === 1 && whole?.from === from && whole.to === to) alone.add(from);
	}
	if (alone.size === 0) return written;
	const words = written.words.map((word, index) =>
		alone.has(index) ? { ...word, burden: weights.BURDEN_OF_CODE } : word,
	);
	return { ...written, words };
}

/** Every reading that does not contradict itself, the plainest first. */
export function readingsOf({ countries, regions, postcodes }: Evidence, gazetteer: Gazetteer): Reading[] {
	const readings: Reading[] = [];
	for (const country of [null, ...countries]) {
		for (const region of [null, ...regions]) {
			if (region !== null && country !== null) {
				if (overlap(region, country) || !isWithin(region.country, country.country)) continue;
			}
			for (const postcode of [null, ...postcodes]) {
				const reading = joined(country, region, postcode, gazetteer);
				if (reading !== null) readings.push(reading);
				if (readings.length >= MOST_READINGS) return readings;
			}
		}
	}
	return readings;
}

function joined(
	country: CountrySpan | null,
	region: RegionSpan | null,
	postcode: PostcodeSpan | null,
	gazetteer: Gazetteer,
): Reading | null {
	if (postcode !== null) {
		if (country !== null && (overlap(postcode, country) || !isWithin(postcode.country, country.country))) return null;
		if (region !== null && (overlap(postcode, region) || !holds(region, postcode, gazetteer))) return null;
	}
	const bits = (country?.bits ?? 0) | (region?.bits ?? 0) | (postcode?.bits ?? 0);
	const within = region?.country ?? postcode?.country ?? country?.country ?? null;
	return { country, region, postcode, bits, within };
}

function holds(region: RegionSpan, { country, area }: PostcodeSpan, gazetteer: Gazetteer): boolean {
	if (region.country !== country) return false;
	return (
		area.region === 0 || gazetteer.liesIn(area.region, region.region) || gazetteer.liesIn(region.region, area.region)
	);
}

function overlap(one: { bits: number }, other: { bits: number }): boolean {
	return (one.bits & other.bits) !== 0;
}
