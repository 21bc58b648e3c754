import { createMemory } from "../../core/memory.ts";
import type { Gazetteer } from "../gazetteer/gazetteer.ts";
import { countryAnswer, NOWHERE, settled } from "./answer.ts";
import type { Candidate } from "./candidate.ts";
import { resolveCode } from "./codes.ts";
import { countryCoded } from "./countries-in.ts";
import { favourOf } from "./favour.ts";
import { GLUED, withoutGlued } from "./glued.ts";
import { militaryMail } from "./military-mail.ts";
import { withNeighbours } from "./neighbours.ts";
import { isNowhere } from "./nowhere.ts";
import { type PlaceQuery, type Resolved, readable } from "./place-query.ts";
import { evidenceOf, readingsOf } from "./readings.ts";
import { resolveGlued } from "./resolve-glued.ts";
import { candidatesOf } from "./score.ts";
import { CITY_PEOPLE } from "./weights.ts";
import { writtenWords } from "./words.ts";

export type { PlaceQuery, Priors, Resolved } from "./place-query.ts";

export interface Resolver {
	resolve(query: PlaceQuery): Resolved;
}

/** The same few thousand strings come again and again. */
const ANSWERS_KEPT = 20_000;

/**
 * Finds the point, the region, the country and the zone of what carriers write: `MEMPHIS, TN, US`, `CNSHA`, `04109 DE`,
 * 【武汉转运中心】. Pure; any text is answered, within about a millisecond.
 */
export function createResolver(gazetteer: Gazetteer): Resolver {
	const memory = createMemory<Resolved>(ANSWERS_KEPT);
	return { resolve: (query) => memory.get(memoryKey(query), () => resolvePlace(query, gazetteer)) };
}

function memoryKey({ text, city, region, postcode, country, priors }: PlaceQuery): string {
	let key = `${text}\0${country ?? ""}\0${city ?? ""}\0${region ?? ""}\0${postcode ?? ""}`;
	for (const one of priors?.countries ?? []) key += `\0${one}`;
	for (const { lat, lng } of priors?.near ?? []) key += `\0${lat},${lng}`;
	return key;
}

/** Without the memory. */
export function resolvePlace(asked: PlaceQuery, gazetteer: Gazetteer): Resolved {
	const query = { ...asked, country: countryCoded((asked.country ?? "").trim().toUpperCase()) };
	const { country } = query;
	const military = militaryMail(query);
	if (military !== null) return military;
	const text = readable(query.text);
	const fallback = country === null ? NOWHERE : countryAnswer(country, "country-given");
	const hasFields = [query.city, query.region, query.postcode].some((field) => field);
	if (!hasFields) {
		const coded = resolveCode(text, country, gazetteer);
		if (coded !== null) return coded;
		if (isNowhere(text)) return fallback;
	}
	const favour = favourOf(query);
	const script = gluedText(query);
	if (script === "") {
		const isBritish = country === null && BRITISH_CENTRE.test(text);
		return (isBritish ? mailCentre(query, gazetteer) : wordsOf(query, gazetteer)) ?? fallback;
	}
	const glued = resolveGlued(script, gazetteer, favour);
	if (glued !== null && glued.precision !== "country") return glued;
	const rest = { ...query, text: withoutGlued(text), country: country ?? glued?.country ?? null };
	if (!hasFields && !saysMore(rest)) return glued ?? fallback;
	return wordsOf(rest, gazetteer) ?? glued ?? fallback;
}

function wordsOf(query: PlaceQuery, gazetteer: Gazetteer): Resolved | null {
	return settled(rankedCandidates(query, gazetteer), gazetteer);
}

/** So Royal Mail calls its buildings, and few others. */
const BRITISH_CENTRE = /\s(?:MC|HWDC|Mail Centre)$/iu;

// In a city abroad there may be a mail centre; a town of that name is rather in Britain, or nowhere that is known.
function mailCentre(query: PlaceQuery, gazetteer: Gazetteer): Resolved | null {
	const ranked = rankedCandidates(query, gazetteer);
	const inCity = (ranked[0]?.people ?? 0) >= CITY_PEOPLE ? settled(ranked, gazetteer) : null;
	return inCity ?? wordsOf({ ...query, country: "GB" }, gazetteer);
}

// From large to small, as these scripts write addresses.
function gluedText({ text, region, city }: PlaceQuery): string {
	return [region, city, text]
		.map((one) => readable(one ?? ""))
		.filter((one) => GLUED.test(one))
		.join(" ");
}

// Of 곤지암Hub a hub is left, and no town called Hub.
function saysMore(query: PlaceQuery): boolean {
	return writtenWords(query).words.some(({ passable, key }) => !passable || /\d/.test(key));
}

/** The other names of a text are only asked about the likeliest answers. */
const ASK_NEIGHBOURS_OF = 14;

/** Every answer that the words allow, the likeliest first. */
export function rankedCandidates(query: PlaceQuery, gazetteer: Gazetteer): Candidate[] {
	const favour = favourOf(query);
	const evidence = evidenceOf(writtenWords(query), gazetteer, favour);
	const all: Candidate[] = [];
	for (const reading of readingsOf(evidence, gazetteer))
		all.push(...candidatesOf(reading, evidence, gazetteer, favour));
	return all
		.sort(byScore)
		.slice(0, ASK_NEIGHBOURS_OF)
		.map((candidate) => withNeighbours(candidate, evidence))
		.sort(byScore);
}

function byScore(one: Candidate, other: Candidate): number {
	return other.score - one.score;
}
