import { countryPoint } from "../countries.ts";
import type { Gazetteer } from "../gazetteer/gazetteer.ts";
import type { Candidate } from "./candidate.ts";
import type { Favour } from "./favour.ts";
import type { NameSpan } from "./names-in.ts";
import type { Evidence, Reading } from "./readings.ts";
import type { Span } from "./spans.ts";
import * as weights from "./weights.ts";
import type { Written } from "./words.ts";

/** The answer of a reading that names no town: its postcode, region or country. Null where it names none either. */
export function withoutTown(
	reading: Reading,
	base: number,
	{ written, names }: Evidence,
	gazetteer: Gazetteer,
	favour: Favour,
): Candidate | null {
	const { country, region, postcode, within, bits } = reading;
	if (within === null) return null;
	let left = 0;
	for (const [index, word] of written.words.entries()) if ((bits & (1 << index)) === 0) left += word.burden;
	if (left >= 1 && [country, region].some((code) => code !== null && isBuildingsWord(code, written))) return null;
	const score =
		base +
		favour.country(within, true) +
		cityLeftUnread(bits, names) +
		Math.max(weights.WORDS_LEFT_WITHOUT_TOWN_AT_MOST, left * weights.WORD_LEFT_WITHOUT_TOWN);
	const shared = { country: within, bits, name: null };
	if (postcode !== null) {
		const { area } = postcode;
		return {
			...shared,
			score: score + weights.POSTCODE_AS_PLACE,
			point: { lat: area.lat, lng: area.lng },
			region: area.region,
			zone: area.zone,
			precision: area.radiusKm <= weights.POSTCODE_RADIUS_KM ? "postcode" : "region",
			because: "postcode",
		};
	}
	if (region !== null) {
		const { lat, lng, zone, population } = gazetteer.region(region.region);
		const people = Math.log10(Math.max(population, weights.UNCOUNTED_PEOPLE));
		return {
			...shared,
			score: score + weights.REGION_AS_PLACE + weights.PER_TENFOLD_PEOPLE * people,
			point: { lat, lng },
			region: region.region,
			zone,
			precision: "region",
			because: "region",
		};
	}
	const middle = countryPoint(within);
	return {
		...shared,
		score: score + weights.COUNTRY_AS_PLACE,
		point: middle === null ? null : { lat: middle.lat, lng: middle.lng },
		region: 0,
		zone: middle?.zone ?? null,
		precision: "country",
		because: "country",
	};
}

// The DC of `Cakung DC` is a distribution centre, that of `Washington, DC` no building.
function isBuildingsWord({ from, to, part }: Span, { words, parts }: Written): boolean {
	return to - from === 1 && words[from]?.passable === true && parts[part]?.from !== from;
}

function cityLeftUnread(bits: number, names: readonly NameSpan[]): number {
	let people = weights.CITY_LEFT_PEOPLE;
	for (const name of names) {
		if ((name.bits & bits) === 0 && !name.street) people = Math.max(people, name.places[0]?.people ?? 0);
	}
	return weights.CITY_LEFT_UNREAD * Math.log10(people / weights.CITY_LEFT_PEOPLE);
}
