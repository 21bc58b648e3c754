import zoneAt from "@photostructure/tz-lookup";
import { countryPoint } from "../countries.ts";
import type { Point } from "./distance-km.ts";
import type { Gazetteer } from "./gazetteer.ts";
import { landsOf } from "./lands.ts";

/**
 * The zone of a point. Near a border or a coast the look-up may answer with the neighbour's or the sea's: where the
 * country is known and does not keep that zone, its own counts. Null at sea, and where the country has several.
 */
export function zoneOn({ lat, lng }: Point, country: string | null, gazetteer: Gazetteer): string | null {
	const zone = zoneAt(lat, lng);
	const own = country === null ? null : countryPoint(country);
	const known = zone.startsWith("Etc/") ? null : zone;
	if (country === null || own === null) return known;
	const lands = [country, ...landsOf(country)];
	return known !== null && lands.some((land) => gazetteer.keepsZone(land, known)) ? known : own.zone;
}

/** Beyond this no shape of a zone is so coarse. */
const STEPS_DEGREES = [0.1, 0.2, 0.4];
const DIRECTIONS = [0, 1, 2, 3, 4, 5, 6, 7].map((eighth) => (eighth * Math.PI) / 4);

/** The same, but where the country has several the nearest that it keeps, and at sea the sea's: a town has one. */
export function zoneOfTown(point: Point, country: string, gazetteer: Gazetteer): string {
	const zone = zoneOn(point, country, gazetteer);
	if (zone !== null) return zone;
	for (const step of STEPS_DEGREES) {
		for (const direction of DIRECTIONS) {
			const lat = Math.max(-90, Math.min(90, point.lat + step * Math.sin(direction)));
			const lng = Math.max(-180, Math.min(180, point.lng + step * Math.cos(direction)));
			const near = zoneOn({ lat, lng }, country, gazetteer);
			if (near !== null) return near;
		}
	}
	return zoneAt(point.lat, point.lng);
}
