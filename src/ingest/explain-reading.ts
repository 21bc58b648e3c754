import type { Places } from "../geo/places.ts";
import type { LocatedShipment } from "./locate-shipment.ts";
import { type ToldScan, type ToldShipment, tellShipment } from "./told-shipment.ts";

/** What a message would say of a parcel, and why it is read so: for those who build the sending side. */
export interface ExplainedShipment extends Omit<ToldShipment, "scans"> {
	/** The shop knows the waybill; else the message would be kept until it does. */
	readonly registered: boolean;
	/** How many scans would be taken back. */
	readonly withdraws: number;
	readonly scans: readonly (ToldScan & { readonly because: readonly string[] })[];
}

/** `asOf` (`…Z`) is when it is learnt. */
export function explainShipment(
	shipment: LocatedShipment,
	registered: boolean,
	asOf: string,
	places: Places,
): ExplainedShipment {
	const told = tellShipment(shipment, asOf, places);
	return {
		...told,
		registered,
		withdraws: shipment.withdraws.length,
		scans: told.scans.map((scan) => ({ ...scan, because: [whyThen(scan), whyThere(scan), ...whyThis(scan)] })),
	};
}

function whyThen({ precision, zone, zoneSource, instant }: ToldScan): string {
	if (precision === "day") return "Time: a date without a clock stays a date.";
	if (instant === null || zone === null) {
		return "Time: neither the message nor the place tells the zone, so it stays a wall clock. Write the offset or a zone.";
	}
	switch (zoneSource) {
		case "payload":
			return `Time: the message says ${zone}.`;
		case "place":
			return `Time: the message says no zone; it is that of the place, ${zone}.`;
		case "carrier":
			return `Time: the message says no zone; it is the carrier's own, ${zone}.`;
		case "none":
			return "Time: no zone is known.";
	}
}

function whyThere({ place }: ToldScan): string {
	if (place === null) return "Place: the message names none.";
	if (place.lat === null) return "Place: it was not found, so no point is shown. A town with its country finds one.";
	if (place.precision === null) return "Place: the point is the message's own.";
	const found = [place.text, place.country].filter((part) => part !== null && part !== "").join(", ");
	if (found === "") return `Place: the point is the message's own, right to the ${place.precision} by its digits.`;
	return `Place: found as ${found}; it is right to the ${place.precision}.`;
}

function whyThis({ code, carrierCode }: ToldScan): readonly string[] {
	if (code !== "note.unmapped") return [];
	return [`Code: "${carrierCode}" is none of ours, so it is shown in your words and changes no status.`];
}
