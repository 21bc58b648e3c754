import { describe, expect, test } from "vitest";
import { dateOf, daysOf, timeOf } from "../../../src/core/eta/days-of.ts";
import type { Basis, Forecast, Part } from "../../../src/core/eta/forecast.ts";
import { shownWindow, type WindowQuery } from "../../../src/core/eta/shown-window.ts";

const noon = daysOf("2026-03-17T12:00:00");

/** Shares spread evenly between two moments. */
function evenly(from: number, to: number, basis: Basis = "lane", parts: readonly Part[] = []): Forecast {
	return {
		at: (share) => from + (to - from) * share,
		chanceBy: (moment) => Math.min(1, Math.max(0, (moment - from) / (to - from))),
		parts,
		parcels: 84.4,
		basis,
	};
}

const query: WindowQuery = {
	forecast: evenly(noon + 1, noon + 6),
	anchor: "accepted",
	lane: {
		carrier: "ups",
		service: null,
		seller: "1",
		from: null,
		to: null,
		distanceKm: 400,
		stated: { fromDays: 2, toDays: 4, working: true },
	},
	startedAt: noon,
	now: noon,
	zone: "Europe/Berlin",
	measured: null,
	firstLikely: null,
	lateStep: null,
};
const shown = (other: Partial<WindowQuery>) => shownWindow({ ...query, ...other });

describe("a forecast as people see it", () => {
	test("is the days between which eight of ten arrive, and those of nine of ten", () => {
		expect(shown({})).toMatchObject({
			from: "2026-03-19",
			likely: "2026-03-21",
			to: "2026-03-23",
			dateOnly: true,
			zone: "Europe/Berlin",
			level: null,
			nineOfTen: { from: "2026-03-18", to: "2026-03-23" },
			isMeasured: true,
		});
	});

	test("opens on no day on which hardly any arrive", () => {
		const sunday = Math.floor(noon) + 1;
		// One in ten on the day before, one in a hundred on that day, the others evenly in the three days after it.
		const by = (moment: number) => {
			if (moment <= sunday) return 0.09 * Math.max(0, moment - sunday + 1);
			return moment <= sunday + 1 ? 0.09 + 0.01 * (moment - sunday) : 0.1 + 0.3 * Math.min(3, moment - sunday - 1);
		};
		const at = (share: number) => {
			if (share <= 0.09) return sunday - 1 + share / 0.09;
			return share <= 0.1 ? sunday + (share - 0.09) / 0.01 - 1e-6 : sunday + 1 + (share - 0.1) / 0.3;
		};
		const forecast = { ...evenly(noon, noon), at, chanceBy: by };
		expect(dateOf(forecast.at(0.1))).toBe("2026-03-18");
		expect(shown({ forecast })).toMatchObject({ from: "2026-03-19", likely: "2026-03-20", to: "2026-03-21" });
	});

	test("is hours only on the day of the round, rounded outwards to the quarter", () => {
		const forecast = evenly(noon + 0.01, noon + 0.2);
		expect(shown({ forecast, anchor: "out-for-delivery" })).toMatchObject({
			from: "2026-03-17T12:30:00",
			to: "2026-03-17T16:30:00",
			dateOnly: false,
		});
		expect(shown({ forecast, anchor: "destination-facility" })).toMatchObject({ from: "2026-03-17", dateOnly: true });
		expect(shown({ forecast, anchor: "out-for-delivery", zone: null })).toMatchObject({ dateOnly: true });
		expect(shown({ forecast: evenly(noon, noon + 2), anchor: "out-for-delivery" })).toMatchObject({ dateOnly: true });
	});

	test("is none for a parcel that has been under way for longer than times are told apart", () => {
		const late = { forecast: evenly(noon, noon + 3), startedAt: noon - 398 };
		expect(shown(late)).toBeNull();
		expect(shown({ ...late, startedAt: noon - 390 })).not.toBeNull();
	});

	test("ends within its day", () => {
		const late = daysOf("2026-03-17T23:50:00");
		const window = shown({ forecast: evenly(late - 0.1, late), anchor: "out-for-delivery", now: late - 0.1 });
		expect(window?.to).toBe("2026-03-17T23:45:00");
		const latest = shown({ forecast: evenly(late - 0.1, late + 0.009), anchor: "out-for-delivery", now: late - 0.1 });
		expect(latest?.to).toBe("2026-03-17T23:59:59");
	});

	test("claims a coverage only once enough windows came true, and never for what a carrier states", () => {
		expect(shown({ measured: { share: 0.8123, forecasts: 100 } })?.level).toBe(0.81);
		expect(shown({ measured: { share: 0.8123, forecasts: 99 } })?.level).toBeNull();
		const stated = shown({ forecast: evenly(noon, noon + 3, "stated"), measured: { share: 0.8, forecasts: 500 } });
		expect(stated).toMatchObject({ level: null, isMeasured: false });
	});

	test("is none where nothing but the distance is known", () => {
		expect(shown({ forecast: evenly(noon, noon + 9, "distance") })).toBeNull();
	});

	test("says what it stands on, what has changed since the first, and what weighs most", () => {
		const parts: readonly Part[] = [
			{ what: "distance", factor: 5, parcels: 800 },
			{ what: "trend", factor: 0.93, parcels: 60 },
			{ what: "lane", factor: 1.17, parcels: 84 },
			{ what: "seller", factor: 3, parcels: 2 },
		];
		expect(shown({ forecast: evenly(noon + 1, noon + 6, "lane", parts), firstLikely: "2026-03-19" })).toMatchObject({
			because:
				"2 days later than first expected. Measured on 84 parcels on this lane. On this lane it takes 17 % longer than elsewhere.",
			reasons: [
				{ what: "since-first", days: [2] },
				{ what: "lane", parcels: 84 },
				{ what: "lane", factor: 1.17, parcels: 84 },
				{ what: "trend", factor: 0.93, parcels: 60 },
			],
		});
		const late = { code: "in_transit.customs_cleared", days: 2 } as const;
		expect(shown({ firstLikely: "2026-03-19", lateStep: late })).toMatchObject({
			because:
				"2 days later than first expected. Left customs 2 days later than usual. Measured on 84 parcels on this lane.",
			reasons: [
				{ what: "since-first", days: [2] },
				{ what: "late-step", ...late, days: [2] },
				{ what: "lane", parcels: 84 },
			],
		});
		expect(shown({ forecast: evenly(noon + 1, noon + 6, "stated") })?.because).toBe(
			"The carrier states 2 to 4 days; too few of its parcels were measured yet.",
		);
	});

	test("compares with others only where others were measured", () => {
		const because = (...parts: readonly Part[]) =>
			shown({ forecast: evenly(noon + 1, noon + 6, "postcode", parts) })?.because;
		const near: Part = { what: "postcode", factor: 1.2, parcels: 141 };
		const shop: Part = { what: "seller", factor: 0.8, parcels: 141 };
		const alone: Part = { what: "carrier", factor: 0.7, parcels: 141 };
		const all: Part = { what: "distance", factor: 1, parcels: 141 };
		const ground = "Measured on 84 parcels to this neighbourhood.";
		expect(because(all, alone, near, shop)).toBe(ground);
		expect(because({ ...all, parcels: 900 }, alone, near)).toBe(
			`${ground} This carrier takes 30 % less time than others.`,
		);
		const many: Part = { what: "carrier", factor: 1, parcels: 900 };
		expect(because(many, near)).toBe(`${ground} To this neighbourhood it takes 20 % longer than elsewhere.`);
		expect(because(many, shop)).toBe(`${ground} This shop's parcels take 20 % less time than others.`);
		expect(because(many, { what: "trend", factor: 1.3, parcels: 60 })).toBe(
			`${ground} Its parcels have lately taken 30 % longer.`,
		);
	});

	test("names one country where a parcel stays in it", () => {
		const end = (country: string) => ({ country, region: null, postcode: null, city: null });
		const because = (from: string) =>
			shown({
				forecast: evenly(noon + 1, noon + 6, "country"),
				lane: { ...query.lane, from: end(from), to: end("DE") },
			})?.because;
		expect(because("DE")).toBe("Measured on 84 parcels within this country.");
		expect(because("CN")).toBe("Measured on 84 parcels between these countries.");
	});
});

test("days and local clocks are the same moments", () => {
	expect(timeOf(daysOf("2026-03-17T09:30:15"))).toBe("2026-03-17T09:30:15");
	expect(dateOf(daysOf("2026-03-17"))).toBe("2026-03-17");
});
