import { Temporal } from "temporal-polyfill";
import { countryPoint } from "./countries.ts";
import { zoneOfRegion } from "./regions.ts";

/** What a clock in the zone (an IANA name, an offset or `UTC`) shows at an instant: `YYYY-MM-DDTHH:mm:ss`. */
export function clockIn(zone: string, instantMs: number): string {
	return Temporal.Instant.fromEpochMilliseconds(Math.floor(instantMs / 1000) * 1000)
		.toZonedDateTimeISO(zone)
		.toPlainDateTime()
		.toString({ smallestUnit: "second" });
}

/** The zone of a country or of a region of it; null where that does not settle it. */
export function zoneOfEnd(country: string, region: string | null): string | null {
	return countryPoint(country)?.zone ?? (region === null ? null : zoneOfRegion(country, region));
}
