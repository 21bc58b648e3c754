import { describe, expect, test } from "vitest";
import { type ArrivalQuery, arrivalOf, type Kept, type ModelWindow } from "../../src/core/promise.ts";
import { clockIn } from "../../src/geo/local-clock.ts";

const ours: ModelWindow = {
	from: "2026-03-19",
	to: "2026-03-22",
	likely: "2026-03-20",
	dateOnly: true,
	zone: "Europe/Berlin",
	level: 0.81,
	because: "Measured on 84 parcels on this lane.",
	reasons: [{ what: "lane", parcels: 84 }],
	nineOfTen: { from: "2026-03-18", to: "2026-03-24" },
	isMeasured: true,
};
const stated: ModelWindow = { ...ours, isMeasured: false, level: null };
const query: ArrivalQuery = {
	promised: null,
	sellerPromise: null,
	state: { milestone: "in_transit", code: "in_transit.moving", terminal: false },
	now: "2026-03-17T11:00:00Z",
	clockIn,
	destinationZone: "Europe/Berlin",
};
const carrierSays = (from: string, to = from) => ({ promised: { from, to, zone: null } });
const sellerSays = { sellerPromise: { from: "2026-03-21", to: "2026-03-21", zone: null } };
const kept = (share: number, parcels = 200): { readonly kept: Kept } => ({ kept: { share, parcels } });
const asked = (other: Partial<ArrivalQuery>) => arrivalOf({ ...query, model: ours, ...other });
const shown = (other: Partial<ArrivalQuery>) => {
	const { eta } = asked(other);
	return eta === null ? "none" : `${eta.source} ${eta.from} - ${eta.to}${eta.beside ? ` beside ${eta.beside.to}` : ""}`;
};

describe("of a promise and a window of our own", () => {
	test.each<[string, Partial<ArrivalQuery>, string]>([
		["ours is shown where nobody promised", {}, "model 2026-03-19 - 2026-03-22"],
		["the carrier's day leads where it is likely", carrierSays("2026-03-19"), "carrier 2026-03-19 - 2026-03-19"],
		[
			"the carrier's leads on the last of nine days in ten",
			carrierSays("2026-03-24"),
			"carrier 2026-03-24 - 2026-03-24",
		],
		[
			"ours leads, with the carrier's beside it, where the carrier's is too early to believe",
			carrierSays("2026-03-17"),
			"model 2026-03-19 - 2026-03-22 beside 2026-03-17",
		],
		["and where it is too late", carrierSays("2026-03-25"), "model 2026-03-19 - 2026-03-22 beside 2026-03-25"],
		[
			"ours leads over a carrier that seldom keeps its word",
			{ ...carrierSays("2026-03-20"), ...kept(0.55) },
			"model 2026-03-19 - 2026-03-22 beside 2026-03-20",
		],
		[
			"few broken promises are no verdict",
			{ ...carrierSays("2026-03-20"), ...kept(0.1, 49) },
			"carrier 2026-03-20 - 2026-03-20",
		],
		["ours goes before the seller's", sellerSays, "model 2026-03-19 - 2026-03-22"],
		[
			"what a carrier states of itself goes behind the seller's",
			{ ...sellerSays, model: stated },
			"seller 2026-03-21 - 2026-03-21",
		],
		[
			"and behind any promise of the carrier's",
			{ ...carrierSays("2026-04-02"), model: stated },
			"carrier 2026-04-02 - 2026-04-02",
		],
		["and is shown where there is nothing else", { model: stated }, "model 2026-03-19 - 2026-03-22"],
		["ours takes the place of a promise that has passed", carrierSays("2026-03-16"), "model 2026-03-19 - 2026-03-22"],
		[
			"nothing is shown of a parcel that came",
			{ state: { milestone: "delivered", code: "delivered.signed", terminal: true } },
			"none",
		],
		[
			"nothing of one on its way back",
			{ state: { milestone: "returning", code: "returning.to_sender", terminal: false } },
			"none",
		],
	])("%s", (_, other, expected) => {
		expect(shown(other)).toBe(expected);
	});

	test("a promise that has passed is owned up to beside our window", () => {
		expect(asked(carrierSays("2026-03-16"))).toMatchObject({
			eta: { source: "model", because: ours.because, reasons: ours.reasons, level: 0.81 },
			late: { promisedTo: "2026-03-16", source: "carrier" },
		});
	});

	test("a carrier's promise says how often such promises are kept, once enough were measured", () => {
		expect(asked({ ...carrierSays("2026-03-20"), ...kept(0.914) }).eta?.level).toBe(0.91);
		expect(asked({ ...carrierSays("2026-03-20"), ...kept(0.914, 49) }).eta?.level).toBeNull();
	});
});
