import { offsetOfInstant } from "./zone-offset.ts";

/**
 * What a clock in the zone (an IANA name, an offset or `UTC`) shows at an instant: `YYYY-MM-DDTHH:mm:ss`. Of a zone that
 * this runtime does not know, kept by one that knew it, what a clock in UTC shows: `isZone` tells.
 */
export function clockIn(zone: string, instantMs: number): string {
	return new Date(instantMs + (offsetOfInstant(zone, instantMs) ?? 0)).toISOString().slice(0, 19);
}
