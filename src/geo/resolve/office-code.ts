import type { Gazetteer } from "../gazetteer/gazetteer.ts";
import { plainTable } from "../gazetteer/plain-table.ts";
import type { Point } from "../route.ts";
import { countryCoded } from "./countries-in.ts";

export interface CodedPlace extends Point {
	readonly country: string;
	readonly region: number;
	readonly zone: string;
}

/** Towns with an office of exchange and without an airport of that code: the list of the Universal Postal Union. */
const EXCHANGES = plainTable<Point & { readonly zone: string }>({
	DENIA: { lat: 50.8, lng: 9.6, zone: "Europe/Berlin" },
	FRCYM: { lat: 48.71, lng: 2.31, zone: "Europe/Paris" },
	GBLAL: { lat: 51.5, lng: -0.53, zone: "Europe/London" },
	JPKWS: { lat: 35.53, lng: 139.7, zone: "Asia/Tokyo" },
	UAIEV: { lat: 50.45, lng: 30.52, zone: "Europe/Kyiv" },
});

/**
 * The place of a UN/LOCODE (`CNSHA`) or of an office of exchange of the Universal Postal Union (`JPKWSA`: country, town,
 * office), whose towns are mostly called as their airports are. Null for a code that is not known.
 */
export function officeCode(code: string, gazetteer: Gazetteer): CodedPlace | null {
	if (!/^[A-Z]{2}[A-Z2-9]{3}[A-Z]?$/.test(code)) return null;
	const country = countryCoded(code.slice(0, 2));
	if (country === null) return null;
	const town = code.slice(2, 5);
	const id = gazetteer.locode(country + town);
	if (id !== null) {
		const { lat, lng, region, zone } = gazetteer.place(id);
		return { lat, lng, country, region, zone };
	}
	const office = EXCHANGES[country + town];
	if (office !== undefined) return { ...office, country, region: 0 };
	const airport = gazetteer.airport(town);
	if (airport === null || airport.country !== country) return null;
	return { lat: airport.lat, lng: airport.lng, country, region: 0, zone: airport.zone };
}
