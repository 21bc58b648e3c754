import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { Forecast } from "../../../src/core/eta/forecast.ts";
import { LaneModel } from "../../../src/core/eta/lane-model.ts";
import type { Start } from "../../../src/core/eta/start.ts";
import { type Delivery, graz, histories, lanes, MONDAY, moments, start, starts, vienna, week } from "./given.ts";

const SHARES = [0, 0.01, 0.1, 0.25, 0.5, 0.75, 0.9, 0.99, 1];

function taught(history: readonly Delivery[]): LaneModel {
	const model = new LaneModel();
	for (const { start, deliveredAt } of history) model.learn(start, deliveredAt, week);
	return model;
}

function numbersOf(forecast: Forecast): unknown {
	const { at, chanceBy, ...rest } = forecast;
	return { ...rest, at: SHARES.map(at), chance: [0, 1, 5, 30].map((days) => chanceBy(MONDAY + 40 + days)) };
}

/** So many parcels, one each six hours from Monday on, each of which took so many days. */
function parcels(count: number, took: (index: number) => number, lane: Parameters<typeof start>[1] = {}): Delivery[] {
	return Array.from({ length: count }, (_, index) => {
		const one = start(MONDAY + 0.4 + index / 4, lane);
		return { start: one, deliveredAt: one.at + took(index) };
	}).toSorted((a, b) => a.deliveredAt - b.deliveredAt);
}

describe("whatever was learned, a forecast", () => {
	const asked = fc.record({ history: histories, start: starts, wait: fc.double({ min: 0, max: 90, noNaN: true }) });

	test("never lies before the moment it is made at, and is a moment", () => {
		fc.assert(
			fc.property(asked, ({ history, start, wait }) => {
				const forecast = taught(history).forecast(start, start.at + wait, week);
				for (const share of SHARES) {
					expect(forecast.at(share)).toBeGreaterThanOrEqual(start.at + wait);
					expect(forecast.at(share)).toBeLessThan(start.at + 1000);
				}
			}),
		);
	});

	test("lets a larger share arrive later, and a later moment more likely", () => {
		fc.assert(
			fc.property(asked, ({ history, start, wait }) => {
				const forecast = taught(history).forecast(start, start.at + wait, week);
				const times = SHARES.map(forecast.at);
				expect(times).toEqual(times.toSorted((a, b) => a - b));
				const chances = [-1, 0, 0.3, 1, 3, 10, 50].map((days) => forecast.chanceBy(start.at + wait + days));
				expect(chances).toEqual(chances.toSorted((a, b) => a - b));
				expect(chances[0]).toBe(0);
				expect(Math.max(...chances)).toBeLessThanOrEqual(1);
			}),
		);
	});

	test("says the same by share as by moment", () => {
		fc.assert(
			fc.property(asked, ({ history, start, wait }) => {
				const forecast = taught(history).forecast(start, start.at + wait, week);
				for (const share of [0.1, 0.5, 0.9]) {
					const moment = forecast.at(share);
					// Windows end within a year and more.
					if (moment < start.at + 390) expect(forecast.chanceBy(moment)).toBeCloseTo(share, 4);
				}
			}),
		);
	});

	test("never moves earlier while the parcel waits and nothing is learned", () => {
		fc.assert(
			fc.property(asked, fc.double({ min: 0, max: 30, noNaN: true }), ({ history, start, wait }, more) => {
				const model = taught(history);
				const sooner = model.forecast(start, start.at + wait, week);
				const later = model.forecast(start, start.at + wait + more, week);
				for (const share of [0.1, 0.5, 0.9]) expect(later.at(share)).toBeGreaterThanOrEqual(sooner.at(share) - 1e-6);
			}),
		);
	});

	test("is the same after the state went through the database, in one piece or as it changed", () => {
		fc.assert(
			fc.property(histories, starts, fc.integer({ min: 0, max: 60 }), (history, start, cut) => {
				const model = taught(history.slice(0, cut));
				const rows = [...model.takeChanged()];
				for (const one of history.slice(cut)) model.learn(one.start, one.deliveredAt, week);
				rows.push(...model.takeChanged());
				expect(model.takeChanged()).toEqual([]);
				const loaded = new LaneModel();
				loaded.load(JSON.parse(JSON.stringify(rows)));
				const now = start.at + 2;
				expect(numbersOf(loaded.forecast(start, now, week))).toEqual(numbersOf(model.forecast(start, now, week)));
			}),
		);
	});

	test("is the same whatever was asked while it was learned, or before it came from the database", () => {
		fc.assert(
			fc.property(histories, starts, (history, asked) => {
				const numbers = (model: LaneModel) => numbersOf(model.forecast(asked, asked.at + 2, week));
				const [learning, loaded] = [new LaneModel(), new LaneModel()];
				for (const { start, deliveredAt } of history) {
					numbers(learning);
					learning.learn(start, deliveredAt, week);
				}
				numbers(loaded);
				loaded.load(taught(history).takeChanged());
				const expected = numbers(taught(history));
				expect(numbers(learning)).toEqual(expected);
				expect(numbers(loaded)).toEqual(expected);
			}),
		);
	});

	test("leaves the state as it was, and the same deliveries make the same state", () => {
		fc.assert(
			fc.property(histories, starts, moments, (history, start, now) => {
				const [one, other] = [taught(history), taught(history)];
				one.forecast(start, now, week);
				expect(one.takeChanged()).toEqual(other.takeChanged());
			}),
		);
	});
});

describe("where nothing is known", () => {
	const nowhere: Start = start(MONDAY, { service: null, seller: "", from: null, to: null, distanceKm: null });

	test("a window is told and says that it stands on the distance alone", () => {
		const forecast = new LaneModel().forecast(nowhere, nowhere.at, week);
		expect(forecast).toMatchObject({ basis: "distance", parcels: 0 });
		expect(forecast.at(0.9) - forecast.at(0.1)).toBeGreaterThan(4);
	});

	test("what the carrier states of itself leads, and is marked", () => {
		const stated = { fromDays: 2, toDays: 3, working: true };
		const parcel = start(MONDAY + 0.5, { stated });
		const forecast = new LaneModel().forecast(parcel, parcel.at, week);
		expect(forecast.basis).toBe("stated");
		expect(forecast.at(0.5) - MONDAY).toBeGreaterThan(2);
		expect(forecast.at(0.5) - MONDAY).toBeLessThan(4);
	});

	test("parcels of its own soon outweigh what the carrier states", () => {
		const stated = { fromDays: 1, toDays: 2, working: true };
		const model = taught(parcels(40, () => 14, { stated }));
		const parcel = start(MONDAY + 30.4, { stated });
		const forecast = model.forecast(parcel, parcel.at, week);
		expect(forecast.basis).toBe("postcode");
		expect(forecast.at(0.5) - parcel.at).toBeGreaterThan(11);
	});

	test("how far a carrier's word was wrong is held against it on lanes that are new", () => {
		const stated = { fromDays: 1, toDays: 2, working: true };
		const model = taught(parcels(60, () => 7, { stated }));
		const abroad = { to: { country: "DE", region: null, postcode: null, city: null }, stated };
		const parcel = start(MONDAY + 30.4, abroad);
		const untaught = new LaneModel().forecast(parcel, parcel.at, week);
		const forecast = model.forecast(parcel, parcel.at, week);
		expect(forecast.basis).toBe("stated");
		expect(forecast.at(0.5)).toBeGreaterThan(untaught.at(0.5) + 1);
	});
});

describe("a lane", () => {
	test("without parcels is forecast like the levels above it", () => {
		fc.assert(
			fc.property(histories, (history) => {
				const model = taught(history);
				const known = { country: "AT", region: "6", postcode: null, city: null };
				const fresh = { ...known, postcode: "8999" };
				const [above, below] = [start(MONDAY + 50, { to: known }), start(MONDAY + 50, { to: fresh })];
				const of = (one: Start) => SHARES.map(model.forecast(one, one.at, week).at);
				expect(of(below)).toEqual(of(above));
			}),
		);
	});

	test("that is slower than its region moves its own windows", () => {
		const slow = { ...graz, postcode: "8993" };
		const model = taught(
			[...parcels(80, () => 3), ...parcels(40, () => 8, { to: slow })].toSorted(
				(a, b) => a.deliveredAt - b.deliveredAt,
			),
		);
		const [usual, far] = [start(MONDAY + 30.4), start(MONDAY + 30.4, { to: slow })];
		const forecast = model.forecast(far, far.at, week);
		expect(forecast.at(0.5)).toBeGreaterThan(model.forecast(usual, usual.at, week).at(0.5) + 1);
		expect(forecast.parts.find(({ what }) => what === "postcode")?.factor).toBeGreaterThan(1.1);
		expect(forecast.basis).toBe("postcode");
		expect(forecast.parcels).toBeGreaterThan(30);
	});

	test("of one carrier, or counted from one milestone, teaches nothing of another", () => {
		const model = taught(parcels(80, () => 9));
		const [out, label] = [start(MONDAY + 30.4, {}, "out-for-delivery"), start(MONDAY + 30.4, {}, "label")];
		for (const one of [out, label]) {
			expect(model.forecast(one, one.at, week).at(0.5)).toBe(new LaneModel().forecast(one, one.at, week).at(0.5));
		}
		const other = start(MONDAY + 30.4, { carrier: "post" });
		const { basis, parts } = model.forecast(other, other.at, week);
		expect(basis).toBe("all carriers");
		expect(parts.find(({ what }) => what === "lane")?.factor ?? 1).toBe(1);
	});

	test("is asked for in whatever case and with whatever blanks its places are written", () => {
		const model = taught(parcels(40, () => 9));
		const written = { ...vienna, country: "at", postcode: "10 70" };
		const [plain, odd] = [start(MONDAY + 30.4), start(MONDAY + 30.4, { from: written, service: " PARCEL " })];
		expect(model.forecast(odd, odd.at, week).at(0.5)).toBe(model.forecast(plain, plain.at, week).at(0.5));
	});
});

test("where more parcels come in than are delivered, those that start later are told to take longer", () => {
	const longer = (begun: number) => {
		const model = taught(parcels(100, () => 3));
		for (let index = 0; index < begun; index++) model.begin(start(MONDAY + 25 + index / 100), week);
		const parcel = start(MONDAY + 35.4);
		return model.forecast(parcel, parcel.at, week).at(0.5);
	};
	expect(longer(400)).toBeGreaterThan(longer(1) + 0.2);
	expect(longer(0)).toBeLessThan(longer(400));
});

test("a parcel keeps the backlog of the day on which it started", () => {
	const model = taught(parcels(100, () => 3));
	const parcel = start(MONDAY + 26.4);
	model.begin(parcel, week);
	const before = model.forecast(parcel, parcel.at, week).at(0.5);
	for (let index = 0; index < 400; index++) model.begin(start(MONDAY + 27 + index / 100), week);
	expect(Math.abs(model.forecast(parcel, parcel.at, week).at(0.5) - before)).toBeLessThan(0.05);
});

describe("parcels under way", () => {
	function followed(came: (index: number) => boolean): LaneModel {
		const model = new LaneModel();
		const events = parcels(240, () => 3).flatMap(({ start, deliveredAt }, index) => [
			{ at: start.at, act: () => model.begin(start, week) },
			...(came(index) ? [{ at: deliveredAt, act: () => model.learn(start, deliveredAt, week) }] : []),
		]);
		for (const { act } of events.toSorted((a, b) => a.at - b.at)) act();
		return model;
	}

	test("that should have come and did not make the windows of others later, before any late one came", () => {
		const parcel = start(MONDAY + 64.4);
		const [usual, held] = [followed(() => true), followed((index) => index < 200)].map(
			(model) => model.forecast(parcel, parcel.at, week).at(0.9) - parcel.at,
		);
		expect(held).toBeGreaterThan((usual ?? 0) + 0.5);
	});

	test("are awaited until they come, and leave nothing behind", () => {
		const model = followed(() => true);
		const rows = model.takeChanged();
		expect(rows.filter(({ key }) => key.includes("/open/")).every(({ numbers }) => numbers.length === 0)).toBe(true);
		const awaited = rows.find(({ key }) => key === "accepted/bike/awaited")?.numbers.slice(1) ?? [];
		expect(awaited.length).toBeGreaterThan(1000);
		// What the clock learned meanwhile shifts a parcel's days a little.
		expect(awaited.reduce((sum, share) => sum + share, 0)).toBeLessThan(240 * 0.5);
	});

	test("that never come are forgotten in time", () => {
		const model = followed((index) => index % 2 === 0);
		const open = () => model.takeChanged().filter(({ key }) => key.includes("/open/"));
		expect(open().filter(({ numbers }) => numbers.length > 0)).toHaveLength(120);
		const later = start(MONDAY + 200);
		model.begin(later, week);
		model.forgetFaded();
		expect(open().filter(({ numbers }) => numbers.length === 0)).toHaveLength(120);
	});
});

test("a parcel that came before it started teaches nothing", () => {
	const model = new LaneModel();
	model.learn(start(MONDAY), MONDAY - 1, week);
	model.learn(start(MONDAY), Number.NaN, week);
	expect(model.takeChanged()).toEqual([]);
});

test("a lesson with numbers that are none leaves every forecast a moment", () => {
	const absurd = fc.constantFrom(Number.NaN, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY, -1, 0, -1e9, 1e300);
	const asked = start(MONDAY + 60);
	// Scans are believed from the year 2000 on.
	fc.assert(
		fc.property(
			histories,
			lanes,
			absurd,
			absurd,
			fc.integer({ min: -9_000, max: 60 }),
			(history, lane, km, days, at) => {
				const model = taught(history);
				const hostile = start(MONDAY + at, { ...lane, distanceKm: km });
				model.begin(hostile, week);
				if (!(days > 1e9)) model.learn(hostile, hostile.at + days, week);
				model.learn(hostile, MONDAY + 60, week);
				const forecast = model.forecast(asked, asked.at, week);
				expect([0.1, 0.5, 0.9].every((share) => Number.isFinite(forecast.at(share)))).toBe(true);
				expect(model.takeChanged().every(({ numbers }) => numbers.every(Number.isFinite))).toBe(true);
			},
		),
	);
});

test("what nobody asked of for years is forgotten, and the rows with it", () => {
	const model = taught(parcels(10, () => 3));
	const kept = model.takeChanged().length;
	const much = parcels(400, () => 2, { carrier: "post" }).map(({ start: one, deliveredAt }) => ({
		start: { ...one, at: one.at + 4000 },
		deliveredAt: deliveredAt + 4000,
	}));
	for (const one of much) model.learn(one.start, one.deliveredAt, week);
	model.takeChanged();
	model.forgetFaded();
	const forgotten = model.takeChanged();
	expect(forgotten.length).toBeGreaterThan(5);
	expect(forgotten.length).toBeLessThan(kept);
	expect(forgotten.every(({ key, numbers }) => key.includes("bike") && numbers.length === 0)).toBe(true);
	const parcel = start(MONDAY + 4200);
	expect(model.forecast(parcel, parcel.at, week).basis).toBe("all carriers");
});

test("out for delivery in the morning means that day, in hours when couriers are about", () => {
	const parcel = start(MONDAY + 7 / 24, {}, "out-for-delivery");
	const untaught = new LaneModel().forecast(parcel, parcel.at, week);
	expect(untaught.at(0.1)).toBeGreaterThan(MONDAY + 7.5 / 24);
	expect(untaught.at(0.5)).toBeLessThan(MONDAY + 18 / 24);
	const model = new LaneModel();
	for (let day = 0; day < 126; day++) {
		if (day % 7 > 4) continue;
		// Rounds pass by between half past ten and four.
		const hour = 10.5 + ((day * 7) % 12) / 2;
		model.learn(start(MONDAY + day + 7 / 24, {}, "out-for-delivery"), MONDAY + day + hour / 24, week);
	}
	const known = start(MONDAY + 126 + 7 / 24, {}, "out-for-delivery");
	const hourAt = (share: number) => (model.forecast(known, known.at, week).at(share) - MONDAY - 126) * 24;
	expect(hourAt(0.1)).toBeGreaterThan(9);
	expect(hourAt(0.5)).toBeGreaterThan(12);
	expect(hourAt(0.5)).toBeLessThan(15);
	expect(hourAt(0.9)).toBeLessThan(20);
});

test("an order number in the place of a service makes no kind of parcels of its own", () => {
	const keysOf = (service: string | null) => {
		const model = new LaneModel();
		const one = start(MONDAY, { service });
		model.learn(one, one.at + 2, week);
		return model.takeChanged().map(({ key }) => key);
	};
	expect(keysOf("Order 1200345")).toEqual(keysOf(null));
	expect(keysOf("Express 24").length).toBeGreaterThan(keysOf(null).length);
});
