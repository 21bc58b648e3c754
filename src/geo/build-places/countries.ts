import { COUNTRY_ALIASES, LANGUAGES } from "../../core/country-aliases.ts";
import { nameKey } from "../gazetteer/name-key.ts";
import { readJsonSource } from "./sources.ts";

type IsoCodes = readonly (readonly [alpha2: string, alpha3: string, numeric: string])[];

/** ISO 3166-1 alpha-2 and XK for Kosovo, which carriers write. */
export function countryCodes(): readonly string[] {
	const codes = readIso().map(([alpha2]) => alpha2);
	return [...new Set([...codes, "XK"])].sort();
}

/** The country by its names in the languages that carriers write, by its aliases and by its alpha-3 code, `nameKey(…)`. */
export function countryNames(): ReadonlyMap<string, string> {
	const names = new Map<string, string>();
	const add = (name: string, country: string) => {
		const key = nameKey(name);
		if (key.length > 1 && !names.has(key)) names.set(key, country);
	};
	for (const [alias, country] of COUNTRY_ALIASES) add(alias, country);
	for (const [alpha2, alpha3] of readIso()) add(alpha3, alpha2);
	for (const language of LANGUAGES) {
		for (const style of ["long", "short"] as const) {
			const inIt = new Intl.DisplayNames([language], { type: "region", style, fallback: "none" });
			for (const country of countryCodes()) add(inIt.of(country) ?? "", country);
		}
	}
	const english = readJsonSource<{ readonly countries: Record<string, string | readonly string[]> }>(
		"i18n-iso-countries",
		"langs/en.json",
	);
	for (const [country, written] of Object.entries(english.countries)) {
		for (const name of typeof written === "string" ? [written] : written) add(name, country);
	}
	return names;
}

function readIso(): IsoCodes {
	return readJsonSource<IsoCodes>("i18n-iso-countries", "codes.json");
}
