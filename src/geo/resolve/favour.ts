import { isWithin } from "../gazetteer/lands.ts";
import type { Point } from "../route.ts";
import { distanceKm } from "../route.ts";
import type { PlaceQuery } from "./place-query.ts";
import * as weights from "./weights.ts";

/** What speaks for a country or a point before the text is read. */
export interface Favour {
	readonly given: string | null;
	/** The given one first, then the likely ones. */
	readonly countries: readonly string[];
	/** `explicit`: the text itself names the country or one of its states or postcodes. */
	country(country: string, explicit: boolean): number;
	point(point: Point): number;
}

const MOST_COUNTRIES = 4;
const MOST_POINTS = 6;

export function favourOf({ country, priors }: PlaceQuery): Favour {
	const given = country ?? null;
	const likely = [...new Set(priors?.countries ?? [])].filter((one) => one !== given).slice(0, MOST_COUNTRIES);
	const near = (priors?.near ?? []).slice(0, MOST_POINTS);
	return {
		given,
		countries: given === null ? likely : [given, ...likely],
		country(one, explicit) {
			if (one === given) return weights.COUNTRY_GIVEN;
			if (given !== null && isWithin(one, given)) return weights.COUNTRY_BELONGS;
			const place = likely.indexOf(one);
			const likelihood = place < 0 ? 0 : weights.COUNTRY_LIKELY / (place + 1);
			return given === null || explicit ? likelihood : likelihood + weights.COUNTRY_OTHER_THAN_GIVEN;
		},
		point(point) {
			let nearest = weights.NEAR_FAR_KM;
			for (const other of near) nearest = Math.min(nearest, distanceKm(point, other));
			return weights.NEAR_KNOWN_SCAN * (1 - nearest / weights.NEAR_FAR_KM);
		},
	};
}
