import { expect, test } from "vitest";
import { fold } from "../../src/core/fold.ts";
import type { Eta } from "../../src/core/page.ts";
import { type TransitParcel, transitOf } from "../../src/ingest/transit-of.ts";
import type { RowId } from "../../src/store/database.ts";
import { farLater, promiseFact, told } from "../core/told.ts";
import { testPlaces } from "../helpers/places.ts";

const places = testPlaces();

const parcel: TransitParcel = {
	sellerId: "1" as RowId,
	rowId: "2" as RowId,
	carrier: "usps",
	service: "Ground",
	origin: { country: "US", region: "US-CA", city: "Los Angeles", postcode: "90001" },
	destination: { country: "US", region: "NY", city: "New York", postcode: "10001" },
	promisedBy: null,
	stoppedAt: null,
	archivedAt: null,
	lastScanAt: null,
};

function rowOf(lines: string, change: Partial<TransitParcel> = {}, firstEta: Eta | null = null) {
	const facts = told(lines);
	return transitOf({ ...parcel, ...change }, facts, fold(facts, farLater), { firstEta, places });
}

const taken = "16 15:00 picked_up.accepted @CA:Toronto";
const delivered = `${taken}\n18 18:00 delivered.signed`;

test("times are instants; a day alone is early in its afternoon, where the parcel goes", () => {
	expect(rowOf(delivered)).toMatchObject({
		...{ handedOverAt: "2026-03-16T15:00:00Z", offeredAt: "2026-03-18T18:00:00Z", arrivedAt: "2026-03-18T18:00:00Z" },
		...{ outcome: "arrived", isByDay: false, firstVisitDelivered: true, troubles: [] },
	});
	const byDay = rowOf(`${taken}\n18 --:-- delivered.signed`);
	expect(byDay).toMatchObject({ isByDay: true });
	// New York is four hours behind in March.
	expect(byDay.arrivedAt).toMatch(/^2026-03-18T(17|18|19):/);
});

test("a lane is what the seller says, and the country of the first scan where he names no origin", () => {
	const ends = { origin: "US", originRegion: "CA", destination: "US", destinationRegion: "NY" };
	expect(rowOf(delivered)).toMatchObject(ends);
	expect(rowOf(delivered, { origin: null, destination: null })).toMatchObject({
		...{ origin: "CA", originRegion: null, destination: null, destinationRegion: null },
	});
	const inWords = { ...parcel.origin, country: "US", region: "California" };
	expect(rowOf(delivered, { origin: inWords })).toMatchObject({ origin: "US", originRegion: null });
});

test("the seller's day is kept until it is over where the parcel goes, his moment until then", () => {
	expect(rowOf(delivered, { promisedBy: "2026-03-18" }).promiseEndsAt).toBe("2026-03-19T03:59:59.999Z");
	expect(rowOf(delivered, { promisedBy: "2026-03-18T12:00:00-04:00" }).promiseEndsAt).toBe("2026-03-18T16:00:00.000Z");
	const byDay = rowOf(`${taken}\n18 --:-- delivered.signed`, { promisedBy: "2026-03-18T12:00:00-04:00" });
	expect(byDay.promiseEndsAt).toBe("2026-03-19T03:59:59.999Z");
});

test("of the window that was shown first both ends count, the whole day of an arrival known to the day", () => {
	const window = { from: "2026-03-18T15:00:00", to: "2026-03-18T17:00:00", zone: "America/New_York" };
	const eta: Eta = { ...window, likely: null, level: null, dateOnly: false, source: "carrier", because: "" };
	expect(rowOf(delivered, {}, eta)).toMatchObject({
		...{ firstEtaOpensAt: "2026-03-18T19:00:00.000Z", firstEtaEndsAt: "2026-03-18T21:00:00.000Z" },
	});
	expect(rowOf(`${taken}\n18 --:-- delivered.signed`, {}, eta)).toMatchObject({
		...{ firstEtaOpensAt: "2026-03-18T04:00:00.000Z", firstEtaEndsAt: "2026-03-19T03:59:59.999Z" },
	});
});

test("the carrier's promise is its first, and none that it told with the arrival", () => {
	const lines = `${taken} known 16 16:00\n18 18:00 delivered.signed known 18 19:00`;
	const first = promiseFact("p1", "2026-03-16T16:00:00Z", { from: "2026-03-17", to: "2026-03-18", zone: null });
	const second = promiseFact("p2", "2026-03-17T16:00:00Z", { from: "2026-03-19", to: "2026-03-20", zone: null });
	const after = promiseFact("p3", "2026-03-18T19:00:00Z", { from: "2026-03-18", to: "2026-03-18", zone: null });
	const promised = (...promises: readonly ReturnType<typeof promiseFact>[]) => {
		const facts = [...told(lines), ...promises];
		const { carrierOpensAt, carrierEndsAt } = transitOf(parcel, facts, fold(facts, farLater), {
			firstEta: null,
			places,
		});
		return [carrierOpensAt, carrierEndsAt];
	};
	const kept = ["2026-03-17T04:00:00.000Z", "2026-03-19T03:59:59.999Z"];
	expect(promised(second, first, after)).toEqual(kept);
	expect(promised(after)).toEqual([null, null]);
});

test("nobody looks for a parcel that was stopped or put away, and one that was given up was there when it was last heard of", () => {
	const stopped = { stoppedAt: "2026-03-20T10:00:00.000Z", archivedAt: "2026-03-19T10:00:00.000Z" };
	expect(rowOf(taken, stopped)).toMatchObject({ outcome: "open", seenUntil: stopped.archivedAt });
	expect(rowOf(delivered, stopped)).toMatchObject({ outcome: "arrived", seenUntil: null });
	expect(rowOf(taken)).toMatchObject({ outcome: "open", seenUntil: null });
	const givenUp = rowOf(`${taken}\n20 15:00 expired.no_tracking`);
	expect(givenUp.outcome).toBe("unseen");
	expect(givenUp.seenUntil).toBe("2026-03-20T15:00:00.000Z");
});

test("what went wrong has the moments between which the parcel stood, the arrival where no scan tells of it", () => {
	const held = `${taken}\n17 10:00 in_transit.customs_info_required`;
	const trouble = { reason: "customs.documentation", code: "in_transit.customs_info_required" };
	expect(rowOf(held).troubles).toEqual([{ ...trouble, at: "2026-03-17T10:00:00Z", wentOnAt: null }]);
	expect(rowOf(`${held}\n18 10:00 in_transit.moving`).troubles).toMatchObject([{ wentOnAt: "2026-03-18T10:00:00Z" }]);
	expect(rowOf(`${held}\nheader 19 10:00 delivered.to_recipient`).troubles).toMatchObject([
		{ wentOnAt: "2026-03-19T10:00:00Z" },
	]);
});

test("however many kinds of trouble a carrier tells of, the row stays small", () => {
	const reasons = ["recipient.absent", "recipient.moved", "address.incorrect", "external.weather", "customs.delay"];
	const codes = [
		"in_transit.delayed",
		"in_transit.held",
		"in_transit.damaged",
		"delivery_attempted.failed",
		"exception.unspecified",
	];
	const lines = codes.flatMap((code) => reasons.map((reason) => `17 10:00 ${code} (${reason})`));
	expect(rowOf([taken, ...lines].join("\n")).troubles).toHaveLength(20);
});
