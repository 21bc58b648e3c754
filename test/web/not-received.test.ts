import { expect, test } from "vitest";
import { CODES } from "../../src/core/codes.ts";
import { isCode } from "../../src/core/status.ts";
import { placesToLook } from "../../web/views/places-to-look.ts";
import { PLACES_TO_LOOK } from "../../web/views/words/care-keys.ts";

test.each([
	["delivered.to_neighbour", "neighbours"],
	["delivered.to_reception", "reception"],
	["delivered.to_proxy", "household"],
	["delivered.safe_place", "safe-place"],
	["delivered.letterbox", "letterbox"],
	["delivered.signed", "household"],
	["delivered.to_recipient", "door"],
] as const)("of a parcel that is %s the buyer first looks: %s", (code, first) => {
	expect(placesToLook(code)[0]).toBe(first);
});

test("every delivery has a place to look, each once", () => {
	const deliveries = Object.keys(CODES)
		.filter(isCode)
		.filter((code) => code.startsWith("delivered."));
	for (const code of deliveries) {
		const places = placesToLook(code);
		expect(new Set(places).size, code).toBe(places.length);
		expect(places.length, code).toBeGreaterThan(0);
		expect(places.every((place) => PLACES_TO_LOOK.includes(place))).toBe(true);
	}
	expect(placesToLook("delivered.to_recipient")).toEqual(PLACES_TO_LOOK);
});
