import { foldText } from "./identity.ts";
import type { PickupPlace, ScanDetails } from "./scan.ts";

/** What several accounts of one scan tell beside its words, the best account first; undefined where none tells anything. */
export function uniteDetails(told: readonly (ScanDetails | undefined)[]): ScanDetails | undefined {
	const stopsBefore = told.find((details) => details?.stopsBefore !== undefined)?.stopsBefore;
	const pickup = unitePickups(told.flatMap((details) => details?.pickup ?? []));
	if (stopsBefore === undefined && pickup === null) return undefined;
	return { ...(stopsBefore !== undefined && { stopsBefore }), ...(pickup !== null && { pickup }) };
}

/**
 * One place of what was told of it, the best first: its blanks are filled from the others, as far as these speak of the
 * same. A reminder that names the last day alone keeps the name; another name is another place. Null where nothing was told.
 */
export function unitePickups(told: readonly PickupPlace[]): PickupPlace | null {
	const [best, ...others] = told;
	if (best === undefined) return null;
	let place = best;
	for (const other of others) {
		if (isAnother(place.name, other.name) || isAnother(place.address, other.address)) break;
		const { lat, lng } = place.lat === null || place.lng === null ? other : place;
		place = {
			name: place.name ?? other.name,
			address: place.address ?? other.address,
			hours: place.hours.length > 0 ? place.hours : other.hours,
			until: place.until ?? other.until,
			lat,
			lng,
		};
	}
	return place;
}

/** Either may say more of the same: "Kiosk am Markt" and "Kiosk am Markt, Ulm". */
function isAnother(one: string | null, other: string | null): boolean {
	if (one === null || other === null) return false;
	const [a, b] = [foldText(one), foldText(other)];
	return !a.includes(b) && !b.includes(a);
}
