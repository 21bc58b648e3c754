import { postcodeKey } from "../gazetteer/postcode-key.ts";
import { POSTAL_ZONES_OF_THE_AMERICAS } from "./postal-zones-americas-pacific.ts";
import { POSTAL_ZONES_OF_ASIA_AND_AFRICA } from "./postal-zones-asia-africa.ts";
import { POSTAL_ZONES_OF_EUROPE } from "./postal-zones-europe.ts";

export interface PostalZones {
	/** ISO 3166-1 alpha-2. */
	readonly country: string;
	/** The beginning of a postcode, in capitals and digits alone, and the town that its area lies around. */
	readonly zones: readonly (readonly [prefix: string, town: string])[];
}

/**
 * Where postcodes lie, to the beginning that names a region or a town: public knowledge of the postal systems, written
 * by hand, for countries whose full codes no package carries under a fit licence. A town stands under its name in the
 * gazetteer; the build says which are not found.
 */
export const POSTAL_ZONES: readonly PostalZones[] = Object.entries({
	...POSTAL_ZONES_OF_EUROPE,
	...POSTAL_ZONES_OF_ASIA_AND_AFRICA,
	...POSTAL_ZONES_OF_THE_AMERICAS,
}).map(([country, written]) => ({
	country,
	zones: country === "GB" ? byDistrict(zonesIn(written)) : zonesIn(written),
}));

/** `M` is Manchester, and neither `ME` nor `MK`: an area of one letter goes on with a digit, see postcodeKey. */
function byDistrict(zones: PostalZones["zones"]): PostalZones["zones"] {
	return zones.flatMap(([prefix, town]) =>
		prefix.length > 1
			? [[postcodeKey("GB", prefix), town] as const]
			: [..."0123456789"].map((digit) => [prefix + digit, town] as const),
	);
}

/** `01 Dresden, 20 22 Hamburg`: the beginnings that belong to a town before its name. */
function zonesIn(written: string): readonly (readonly [string, string])[] {
	return written.split(",").flatMap((entry) => {
		const [, prefixes = "", town = ""] = /^\s*((?:[A-Z]*\d[A-Z\d]*\s+|[A-Z]{1,2}\s+)+)(\S.*?)\s*$/u.exec(entry) ?? [];
		if (town === "") throw new Error(`${JSON.stringify(entry)} is no beginning of a postcode with its town.`);
		return prefixes
			.trim()
			.split(/\s+/)
			.map((prefix) => [prefix, town] as const);
	});
}
