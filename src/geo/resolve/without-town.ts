import { countryPoint } from "../countries.ts";
import type { Gazetteer } from "../gazetteer/gazetteer.ts";
import { isWithin } from "../gazetteer/lands.ts";
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
	// South Midlands is no end of Zimbabwe's Midlands.
	const unexplained = region !== null && country === null ? left > 0 : left >= 1;
	if (unexplained && postcode === null && isAgainstKnown(reading, written, favour)) return null;
	const score =
		base +
		favour.country(within, true) +
		cityLeftUnread(bits, names) +
		Math.max(weights.WORDS_LEFT_WITHOUT_TOWN_AT_MOST, left * weights.WORD_LEFT_WITHOUT_TOWN);
	const shared = { country: within, people: 0, cut: false, bits, name: null };
	if (postcode !== null) {
		const { area } = postcode;
		return {
			...shared,
			score: score + (isHintOfPostcode(reading, names) ? 0 : weights.POSTCODE_AS_PLACE),
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
			because: region.coded ? "region-code" : "region",
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

/**
 * Behind words that nobody knows, a code or a last word tells nothing where another country is known: the `WA` of
 * `Eucla, WA` from Australia, the `Island` of `Lord Howe Island`, Iceland in German.
 */
function isAgainstKnown(
	{ country, region, within }: Reading,
	{ words, parts }: Written,
	{ given, countries }: Favour,
): boolean {
	const [known] = countries;
	if (known === undefined || within === null || countries.some((one) => isWithin(within, one))) return false;
	if (country !== null && region !== null) return false;
	const span = country ?? region;
	if (span === null) return false;
	const part = parts[span.part];
	const isAlone = part?.from === span.from && part.to === span.to;
	const isCode = span.to - span.from === 1 && words[span.from]?.key.length === 2;
	// A country's own code behind a comma is believed before what is only likely.
	return given === null ? !isAlone : isCode || !isAlone;
}

/** A postcode known by its first digit alone, where a town of its country is named. */
function isHintOfPostcode({ postcode, within, bits }: Reading, names: readonly NameSpan[]): boolean {
	if (postcode === null || postcode.area.matched > 1) return false;
	return names.some((name) => (name.bits & bits) === 0 && name.places.some(({ country }) => country === within));
}

function cityLeftUnread(bits: number, names: readonly NameSpan[]): number {
	let people = weights.CITY_LEFT_PEOPLE;
	for (const name of names) {
		if ((name.bits & bits) === 0 && !name.street) people = Math.max(people, name.places[0]?.people ?? 0);
	}
	return weights.CITY_LEFT_UNREAD * Math.log10(people / weights.CITY_LEFT_PEOPLE);
}
