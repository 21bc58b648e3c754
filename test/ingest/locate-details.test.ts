import { expect, test } from "vitest";
import type { ReadPickup } from "../../adapters/kit/index.ts";
import type { WrittenTime } from "../../src/core/scan.ts";
import { locateDetails } from "../../src/ingest/locate-details.ts";
import { testPlaces } from "../helpers/places.ts";

const places = testPlaces();
const nowhere: ReadPickup = { name: "Kiosk", address: null, hours: [], until: null, lat: null, lng: null };
const inUlm = { lat: 48.4011, lng: 9.9876 };

function lastDay(until: WrittenTime, zone: string | null, point: Partial<ReadPickup> = {}) {
	const details = { pickup: { ...nowhere, ...point, until } };
	return locateDetails({ details, place: null }, zone, places)?.pickup?.until;
}

const utc = (instant: string): WrittenTime => {
	return { kind: "known", local: instant.slice(0, 19), precision: "second", zone: "UTC", instant };
};
const site = (local: string): WrittenTime => {
	return { kind: "site", local, precision: local.length === 10 ? "day" : "second", fallback: null };
};

test.each<readonly [string, WrittenTime, string | null, Partial<ReadPickup>, string | null]>([
	["a date stays one", site("2026-11-27"), null, {}, "2026-11-27"],
	["a wall clock is that of the place", site("2026-11-27T18:00:00"), "Europe/Berlin", {}, "2026-11-27T18:00:00"],
	["the end of a day is that day", site("2026-11-27T23:59:59"), null, {}, "2026-11-27"],
	["a moment in UTC is shown on the clock of the point", utc("2026-11-27T22:59:00Z"), null, inUlm, "2026-11-27"],
	[
		"a moment in UTC is shown on the clock of the scan",
		utc("2026-11-28T04:00:00Z"),
		"America/New_York",
		{},
		"2026-11-27T23:00:00",
	],
	["the point counts before the scan", utc("2026-11-27T17:00:00Z"), "America/New_York", inUlm, "2026-11-27T18:00:00"],
	["a moment in UTC of nobody knows where is no day", utc("2026-11-28T04:00:00Z"), null, {}, null],
	[
		"an offset is the place's own",
		{
			kind: "known",
			local: "2026-11-27T18:00:00",
			precision: "second",
			zone: "+01:00",
			instant: "2026-11-27T17:00:00Z",
		},
		null,
		{},
		"2026-11-27T18:00:00",
	],
])("%s", (_, until, zone, point, shown) => {
	expect(lastDay(until, zone, point)).toBe(shown);
});

test("what tells no place is given on as it is, and nothing stays nothing", () => {
	expect(locateDetails({ details: { stopsBefore: 3 }, place: null }, null, places)).toEqual({ stopsBefore: 3 });
	expect(locateDetails({ place: null }, null, places)).toBeUndefined();
});
