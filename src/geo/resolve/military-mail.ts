import { NOWHERE } from "./answer.ts";
import { countryCoded } from "./countries-in.ts";
import type { PlaceQuery, Resolved } from "./place-query.ts";

/**
 * `APO AE 09012`, `FPO, AP`: a ship or a base anywhere in the world. Its state is none, AE is not the Emirates: nothing is
 * answered but the country, without a point, where it is given or the text ends in it. Null for all else.
 */
export function militaryMail({ text, city, region, postcode, country }: PlaceQuery): Resolved | null {
	const all = [city, text, region, postcode].filter((field) => field).join(" ");
	if (!ADDRESS.test(all)) return null;
	const own = countryCoded(country ?? "") ?? (AMERICAN.test(text) ? "US" : null);
	return { ...NOWHERE, country: own, because: "military-mail" };
}

const ADDRESS = /(?<![\p{L}\p{N}])[AFD]\.?P\.?O\.?[\s,]+(?:A[AEP](?![\p{L}\p{N}])|(?:09|34|96)\d{3}(?!\d))/iu;
const AMERICAN = /[\s,](?:US|USA|United States)\W*$/iu;
