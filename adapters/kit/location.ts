import type { RawPlace } from "./carrier.ts";
import { countryCode } from "./countries.ts";

/**
 * A place that a carrier writes in one line, `Chicago, IL, US`, in its parts. Two letters at the end are a country only
 * where the message names that country elsewhere (`countries`) or a region stands before them: IL is Illinois and Israel.
 */
export function readLocation(
	written: string | undefined,
	countries: readonly (string | undefined)[] = [],
): RawPlace | undefined {
	const parts = (written ?? "")
		.split(",")
		.map((part) => part.trim())
		.filter(Boolean);
	const last = parts.at(-1);
	if (last === undefined) return undefined;
	const known = countries.map((country) => countryCode(country)).filter((country) => country !== null);
	const country = countryCode(last);
	// CA is Canada and California where a message is about both countries.
	const isNamed = known.includes(country ?? "") && !(last === "CA" && known.includes("US"));
	const isCountry = country !== null && (last.length > 2 || isNamed || parts.length > 2);
	const rest = isCountry ? parts.slice(0, -1) : parts;
	const region = rest.length > 1 && /^\p{Lu}{2,3}$/u.test(rest.at(-1) ?? "") ? rest.at(-1) : undefined;
	const names = region === undefined ? rest : rest.slice(0, -1);
	const home = PROVINCE.test(region ?? "") ? "CA" : "US";
	const isHome = region?.length === 2 && region !== "CA" && known.includes(home);
	const found = isCountry ? country : isHome ? home : undefined;
	const name = names.join(", ");
	return { ...(region === undefined ? { name } : { city: name, region }), country: found };
}

/** `Leipzig (DE)` in its parts; undefined where no country of two letters stands at the end in brackets. */
export function readTownOfCountry(written: string | undefined): RawPlace | undefined {
	const country = /\(([A-Z]{2})\)$/.exec(written ?? "")?.[1];
	return country === undefined ? undefined : { city: written?.slice(0, -4).trim() || undefined, country };
}

const PROVINCE = /^(?:AB|BC|MB|N[BLSTU]|ON|PE|QC|SK|YT)$/;
