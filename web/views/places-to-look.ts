import type { Code } from "../../src/core/status.ts";
import { PLACES_TO_LOOK, type PlaceToLook } from "./words/care-keys.ts";

/** Where to look for a parcel that was marked as delivered, the likeliest first, by what its carrier said of the place. */
export function placesToLook(code: Code): readonly PlaceToLook[] {
	return LIKELY[code] ?? PLACES_TO_LOOK;
}

/** Where a carrier says where it left the parcel, places that this leaves out are not worth the buyer's time. */
const LIKELY: Readonly<Partial<Record<Code, readonly PlaceToLook[]>>> = {
	// The courier's card tells which neighbour, and lies in the letterbox.
	"delivered.to_neighbour": ["neighbours", "letterbox", "household"],
	"delivered.to_reception": ["reception", "household", "neighbours"],
	"delivered.to_proxy": ["household", "neighbours", "reception"],
	"delivered.safe_place": ["safe-place", "door", "household", "neighbours"],
	"delivered.alternative_location": ["safe-place", "neighbours", "reception", "door", "letterbox"],
	"delivered.letterbox": ["letterbox", "household", "neighbours"],
	"delivered.po_box": ["letterbox", "reception", "household"],
	// Somebody took it by hand.
	"delivered.signed": ["household", "neighbours", "reception", "letterbox"],
	"delivered.cod_paid": ["household", "neighbours", "reception"],
	"delivered.collected": ["household"],
};
