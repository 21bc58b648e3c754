import { describe, expect, it } from "vitest";
import { fold } from "../../src/core/fold.ts";
import { openCalendar } from "../../src/geo/calendar/open-calendar.ts";
import { type ExpectedParcel, expectationOf } from "../../src/ingest/expectation.ts";
import { LiveLanes } from "../../src/ingest/lanes.ts";
import type { RowId } from "../../src/store/database.ts";
import { told } from "../core/told.ts";
import { testPlaces } from "../helpers/places.ts";

const lanes = new LiveLanes(await openCalendar());

const parcel: ExpectedParcel = {
	id: "shp_a",
	sellerId: "1" as RowId,
	origin: { country: "US", region: "CA", city: "Los Angeles", postcode: "90001" },
	destination: { country: "US", region: "NY", city: "New York", postcode: "10001" },
	promisedBy: null,
	service: "USPS Ground Advantage",
	legs: [],
	carrier: "usps",
	firstEta: null,
};

/** What is expected at a moment of March 2026 or later, of a parcel of which these lines were told. */
function expectedAt(moment: string, lines: string, change: Partial<ExpectedParcel> = {}) {
	const now = new Date(moment);
	const state = fold(told(lines), now.toISOString());
	return expectationOf({ ...parcel, ...change }, state, { now, places: testPlaces(), lanes });
}

const taken = "02 15:00 picked_up.accepted known 02 15:00";

describe("what the clock alone changes", () => {
	it("is looked at again while something is expected", () => {
		const { eta, changesAt } = expectedAt("2026-03-03T15:00:00Z", taken);
		expect(eta).toMatchObject({ source: "model" });
		expect(changesAt?.slice(0, 10)).toBe("2026-03-04");
	});

	it("is nothing once the parcel was given up: no window goes on before it day by day", () => {
		const given = expectedAt("2026-03-31T15:00:00Z", `${taken}\n30 15:00 expired.no_tracking known 30 15:00`);
		expect(given).toMatchObject({ eta: null, changesAt: null });
	});

	it("is nothing for a parcel that is under way longer than anything is told apart", () => {
		expect(expectedAt("2026-04-20T15:00:00Z", taken).eta).not.toBeNull();
		expect(expectedAt("2027-06-01T15:00:00Z", taken)).toMatchObject({ eta: null, changesAt: null });
	});

	it("is a promise that passes, of a parcel that nobody scanned too", () => {
		const promise = { promisedBy: "2026-03-10", carrier: "push" };
		const before = expectedAt("2026-03-10T15:00:00Z", "", promise);
		expect(before).toMatchObject({ eta: { source: "seller", to: "2026-03-10" }, late: null });
		expect(before.changesAt?.slice(0, 10)).toBe("2026-03-11");
		const after = expectedAt(before.changesAt ?? "", "", promise);
		expect(after).toMatchObject({ eta: null, late: { promisedTo: "2026-03-10" }, lateRisk: 1, changesAt: null });
	});
});
