import { countryPoint } from "../countries.ts";
import type { Gazetteer } from "../gazetteer/gazetteer.ts";
import { isWithin } from "../gazetteer/lands.ts";
import { distanceKm } from "../route.ts";
import type { Candidate } from "./candidate.ts";
import type { Resolved } from "./place-query.ts";
import * as weights from "./weights.ts";

export const NOWHERE: Resolved = {
	lat: null,
	lng: null,
	country: null,
	region: null,
	zone: null,
	precision: null,
	because: "nothing",
};

/** The country alone. */
export function countryAnswer(country: string, because = "country", zone: string | null = null): Resolved {
	const middle = countryPoint(country);
	if (middle === null) return { ...NOWHERE, country, zone, because };
	return {
		lat: middle.lat,
		lng: middle.lng,
		country,
		region: null,
		zone: middle.zone ?? zone,
		precision: "country",
		because,
	};
}

export function regionAnswer(id: number, because: string, gazetteer: Gazetteer, zone: string | null = null): Resolved {
	const region = gazetteer.region(id);
	return {
		lat: region.lat,
		lng: region.lng,
		country: region.country,
		region: region.code,
		zone: region.zone ?? zone,
		precision: "region",
		because,
	};
}

export function candidateAnswer(candidate: Candidate, gazetteer: Gazetteer): Resolved {
	const { point, country, region, zone, precision, because } = candidate;
	return {
		lat: point?.lat ?? null,
		lng: point?.lng ?? null,
		country,
		region: region === 0 ? null : gazetteer.region(region).code,
		zone,
		precision: point === null ? null : precision,
		because,
	};
}

/**
 * The answer of the best candidate, or, where others are as likely and lie elsewhere, what they have in common: the
 * region, the country, the zone. Null where that is nothing.
 */
export function settled(ranked: readonly Candidate[], gazetteer: Gazetteer): Resolved | null {
	const [best] = ranked;
	if (best === undefined) return null;
	if (best.score < weights.LEAST_SCORE) return countryOfCutName(best);
	const rivals = ranked.filter((other) => isRival(other, best, gazetteer));
	if (rivals.length === 0) return candidateAnswer(best, gazetteer);
	const all = [best, ...rivals];
	const zone = all.every((one) => one.zone === best.zone) ? best.zone : null;
	if (best.region !== 0 && all.every(({ region }) => region === best.region)) {
		return regionAnswer(best.region, "ambiguous", gazetteer, zone);
	}
	if (all.every(({ country }) => country === best.country)) return countryAnswer(best.country, "ambiguous", zone);
	return null;
}

// Of an unknown Peschiera Borromeo the country is known: whatever else begins so lies in Italy too.
function countryOfCutName({ name, cut, score, country }: Candidate): Resolved | null {
	if (name === null || !cut || score < weights.LEAST_SCORE + weights.NAME_CUT_SHORT) return null;
	return name.places.every((place) => place.country === country) ? countryAnswer(country, "cut-short") : null;
}

function isRival(other: Candidate, best: Candidate, gazetteer: Gazetteer): boolean {
	if (other === best || other.score < best.score - marginOf(other, best)) return false;
	if (other.point === null || best.point === null) return other.country !== best.country;
	// Ontario, CA is a town sooner than a province, but only when both read the same words.
	if (best.name !== null && other.name === null && other.bits === best.bits) return false;
	// The region or the country round a town does not contradict it.
	if (other.precision === "country") return !isWithin(best.country, other.country);
	if (other.precision === "region" && best.precision !== "country") {
		if (other.region === 0 || best.region === 0) return other.country !== best.country;
		return !gazetteer.liesIn(best.region, other.region);
	}
	return distanceKm(other.point, best.point) > weights.RIVAL_KM;
}

// Valencia, Cordoba, Tripoli: where nothing but the name is known, the larger is a guess.
function marginOf(other: Candidate, best: Candidate): number {
	// WA is in Australia too, PR a state of Brazil.
	const isSameCode = best.because === "region-code" && other.name === null && other.bits === best.bits;
	if (isSameCode && other.country !== best.country) return weights.RIVAL_MARGIN_ABROAD;
	const isBareName = other.because === "town" && best.because === "town" && other.bits === best.bits;
	const isAbroad = isBareName && other.country !== best.country && other.people >= weights.RIVAL_CITY_PEOPLE;
	const times = other.people >= weights.RIVAL_LARGE_CITY_PEOPLE ? weights.RIVAL_TIMES_LARGE : weights.RIVAL_TIMES;
	const isLarge = isAbroad && other.people * times > best.people;
	return isLarge ? weights.RIVAL_MARGIN_ABROAD : weights.RIVAL_MARGIN;
}
