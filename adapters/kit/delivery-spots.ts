import type { Meaning } from "./carrier.ts";

/** Lines of a code table for the keys that `spotIn` gives. */
export const deliverySpots: readonly (readonly [meaning: Meaning, codes: string])[] = [
	[["delivered.to_neighbour", "delivery.indirect"], "delivered/neighbour"],
	["delivered.to_reception", "delivered/reception"],
	["delivered.letterbox", "delivered/letterbox"],
	["delivered.safe_place", "delivered/safe-place"],
];

/** Where a driver left it, from the carrier's name of the spot: a key of `deliverySpots`. */
export function spotIn(words: string | undefined): string | undefined {
	if (!words) return undefined;
	if (/neighbo/i.test(words)) return "delivered/neighbour";
	if (/reception|front desk|office|mail ?room|dock|receiver|guard|concierge/i.test(words)) return "delivered/reception";
	if (/mail ?box|letter ?box/i.test(words)) return "delivered/letterbox";
	return /door|porch|garage|deck|patio|yard|gate|shed|safe place/i.test(words) ? "delivered/safe-place" : undefined;
}
