import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { carriers, deliveryWeek, namedCarrier, statedTime } from "../../adapters/index.ts";
import { allServices } from "../../adapters/service-times/all-services.ts";
import { deliveryWeekAmong } from "../../adapters/service-times/delivery-week.ts";
import { type StatedService, services, week } from "../../adapters/service-times/stated-service.ts";
import { type StatedQuery, statedTimeAmong } from "../../adapters/service-times/stated-time.ts";
import { weeks } from "../../adapters/service-times/weeks.ts";
import { countryPoint } from "../../src/geo/countries.ts";

const us = { country: "US" };
const rangeOf = (query: StatedQuery) => {
	const stated = statedTime(query);
	return stated && [stated.fromDays, stated.toDays, stated.working ? "working" : "calendar", stated.basis];
};

describe("what is stated", () => {
	test("is said of carriers that we know", () => {
		const codes = new Set([...allServices, ...weeks].map(({ carrier }) => carrier));
		expect([...codes].filter((code) => namedCarrier(code) === undefined)).toEqual([]);
	});

	test("names real countries", () => {
		const named = new Set([
			...allServices.flatMap(({ from, reach }) => [
				...(from ? [from] : []),
				...(typeof reach === "object" ? reach.to : []),
			]),
			...weeks.flatMap(({ countries }) => countries ?? []),
		]);
		expect([...named].filter((country) => countryPoint(country) === null)).toEqual([]);
	});

	test("is whole days in order, and no longer than a season", () => {
		const odd = allServices.filter(
			({ days: [from, to] }) =>
				!(Number.isInteger(from) && Number.isInteger(to) && 0 <= from && from <= to && to <= 100),
		);
		expect(odd).toEqual([]);
	});

	test("has a page over which it was read, and the day", () => {
		const sources = [...allServices, ...weeks].map(({ source }) => source);
		expect(sources.filter(({ url }) => !URL.canParse(url) || !/^https?:$/.test(new URL(url).protocol))).toEqual([]);
		expect(sources.filter(({ checked }) => !/^20\d\d-\d\d-\d\d$/.test(checked))).toEqual([]);
	});

	test("is seldom an assumption", () => {
		const assumed = allServices.filter(({ source }) => source.kind === "assumed");
		expect(assumed.length / allServices.length).toBeLessThan(0.1);
	});

	test("says nothing twice of one service on one lane", () => {
		const said = allServices.flatMap(({ carrier, from, reach, service }) =>
			(service ?? [""]).map((name) => JSON.stringify([carrier, from, reach, name])),
		);
		expect(said.filter((line, index) => said.indexOf(line) !== index)).toEqual([]);
	});

	test("names a service so that it is found by each of its own names", () => {
		const lost = allServices.flatMap((row) =>
			(row.service ?? []).filter((service) => {
				const stated = statedTimeAmong([row], { carrier: row.carrier, service, from: null, to: null });
				return stated?.basis !== "service";
			}),
		);
		expect(lost).toEqual([]);
	});
});

describe("the look-up", () => {
	test.each([
		["USPS Ground Advantage<SUP>&#153;</SUP>", [2, 5]],
		["GroundAdvantage", [2, 5]],
		["usps_ground_advantage", [2, 5]],
		["Priority", [1, 3]],
		["Priority Mail Express® Flat Rate Envelope", [1, 2]],
		["MEDIA MAIL", [2, 8]],
		["USPSGroundAdvantage", [2, 5]],
	])("reads %s as the seller and the payload write it", (service, days) => {
		expect(rangeOf({ carrier: "usps", service, from: us, to: us })).toEqual([...days, "working", "service"]);
	});

	test("does not take a longer name for the short one inside it", () => {
		expect(rangeOf({ carrier: "ups", service: "Ground Freight Pallet", from: us, to: us })?.at(-1)).toBe("any service");
	});

	test("takes codes as names", () => {
		expect(rangeOf({ carrier: "ups", service: "03", from: us, to: us })).toEqual([1, 5, "working", "service"]);
	});

	test("answers null where nothing is stated", () => {
		expect(statedTime({ carrier: "epcis", service: null, from: us, to: us })).toBeNull();
		expect(statedTime({ carrier: "usps", service: null, from: { country: "DE" }, to: { country: "DE" } })).toBeNull();
		expect(statedTime({ carrier: "postnl", service: null, from: { country: "NL" }, to: { country: "JP" } })).toBeNull();
	});

	test("covers all services where the service is unknown, and says so", () => {
		expect(rangeOf({ carrier: "usps", service: null, from: us, to: us })).toEqual([1, 8, "working", "any service"]);
		expect(rangeOf({ carrier: "usps", service: "no such", from: us, to: us })).toEqual([
			1,
			8,
			"working",
			"any service",
		]);
	});

	test("does not lend a service the figures of others on a lane for which only they are named", () => {
		const toCanada = { carrier: "ups", from: us, to: { country: "CA" } };
		expect(statedTime({ ...toCanada, service: "UPS Ground" })).toBeNull();
		expect(rangeOf({ ...toCanada, service: "UPS Worldwide Expedited" })?.slice(0, 2)).toEqual([2, 5]);
		expect(rangeOf({ ...toCanada, service: null })?.slice(0, 2)).toEqual([1, 5]);
	});

	test("prefers the nearer destination to the wider", () => {
		const from = { country: "AT" };
		expect(rangeOf({ carrier: "gls", service: null, from, to: { country: "DE" } })?.slice(0, 2)).toEqual([1, 2]);
		expect(rangeOf({ carrier: "gls", service: null, from, to: { country: "PT" } })?.slice(0, 2)).toEqual([3, 4]);
		expect(rangeOf({ carrier: "gls", service: null, from, to: from })?.slice(0, 2)).toEqual([1, 1]);
	});

	test("prefers the own region where both ends name one", () => {
		const from = { country: "CA", region: "ON" };
		const ask = (to: { country: string; region?: string | null }) =>
			rangeOf({ carrier: "canada-post", service: "Regular Parcel", from, to })?.slice(0, 2);
		expect(ask({ country: "CA", region: "ON" })).toEqual([2, 5]);
		expect(ask({ country: "CA", region: "BC" })).toEqual([2, 9]);
		expect(ask({ country: "CA" })).toEqual([2, 9]);
	});

	test("does not take one country's figures for a parcel from nobody knows where", () => {
		const toFrance = { carrier: "dpd", service: null, to: { country: "FR" } };
		expect(rangeOf({ ...toFrance, from: { country: "LT" } })?.slice(0, 2)).toEqual([4, 4]);
		expect(statedTime({ ...toFrance, from: null })).toBeNull();
		expect(rangeOf({ carrier: "usps", service: "Media Mail", from: null, to: us })?.slice(0, 2)).toEqual([2, 8]);
	});

	test("leaves what goes by sea to those who name it", () => {
		const lane = { carrier: "japan-post", from: { country: "JP" }, to: us };
		expect(statedTime({ ...lane, service: "Surface mail" })).toMatchObject({ isSurface: true, toDays: 92 });
		expect(statedTime({ ...lane, service: null })).toBeNull();
	});

	test("says calendar days where it mixes them with working days", () => {
		const rows = [
			...services("ups", "US", page, [["domestic", [1, 5], "working", ["a"]]]),
			...services("ups", "US", page, [["domestic", [2, 6], "calendar", ["b"]]]),
		];
		const stated = statedTimeAmong(rows, { carrier: "ups", service: null, from: us, to: us });
		expect(stated).toMatchObject({ fromDays: 1, toDays: 7, working: false });
	});

	test("cites each page once, in an order of its own", () => {
		const stated = statedTime({ carrier: "usps", service: null, from: us, to: us });
		const urls = stated?.sources.map(({ url }) => url) ?? [];
		expect(urls.length).toBeGreaterThan(1);
		expect(urls).toEqual([...new Set(urls)].sort());
	});
});

const page = { url: "https://example.com/", kind: "documented", checked: "2026-11-22" } as const;

const country = fc.constantFrom("US", "DE", "AT", "FR", "BR", "CA");
const rows: fc.Arbitrary<StatedService[]> = fc.array(
	fc.record({
		carrier: fc.constant("acme"),
		service: fc.option(fc.constantFrom(["ground"], ["air"], ["air saver"])),
		from: fc.option(country),
		reach: fc.oneof(
			fc.constantFrom("domestic" as const, "same region" as const, "international" as const),
			fc.record({ to: fc.uniqueArray(country, { minLength: 1 }) }),
		),
		days: fc.tuple(fc.nat(20), fc.nat(20)).map(([a, b]) => [Math.min(a, b), Math.max(a, b)] as const),
		clock: fc.constant("working" as const),
		sea: fc.boolean(),
		source: fc.constant(page),
	}),
	{ maxLength: 12 },
);
const end = fc.record({ country, region: fc.option(fc.constantFrom("A", "B")) });
const query = fc.record({
	carrier: fc.constant("acme"),
	service: fc.option(fc.constantFrom("Ground", "AIR", "air_saver", "other")),
	from: fc.option(end),
	to: fc.option(end),
});

describe("laws of the look-up", () => {
	test("the order of the rows does not matter", () => {
		fc.assert(
			fc.property(rows, query, (given, asked) => {
				expect(statedTimeAmong(given.toReversed(), asked)).toEqual(statedTimeAmong(given, asked));
			}),
		);
	});

	test("an unknown service covers whatever a named one that flies or drives may state", () => {
		fc.assert(
			fc.property(rows, query, (given, asked) => {
				const land = given.map((row) => ({ ...row, sea: false }));
				const named = statedTimeAmong(land, asked);
				if (named === null) return;
				const any = statedTimeAmong(land, { ...asked, service: null });
				expect(any?.fromDays).toBeLessThanOrEqual(named.fromDays);
				expect(any?.toDays).toBeGreaterThanOrEqual(named.toDays);
			}),
		);
	});

	test("an answer always stands in the rows of that carrier", () => {
		fc.assert(
			fc.property(rows, query, (given, asked) => {
				const stated = statedTimeAmong(given, asked);
				if (stated === null) return;
				expect(given.map(({ days }) => days[0])).toContain(stated.fromDays);
				expect(given.map(({ days }) => days[1])).toContain(stated.toDays);
				expect(statedTimeAmong(given, { ...asked, carrier: "other" })).toBeNull();
			}),
		);
	});

	test("an origin that is not known silences it or widens the range, never narrows it", () => {
		fc.assert(
			fc.property(rows, query, (given, asked) => {
				const flat = given.map((row) => ({ ...row, sea: false }));
				const known = statedTimeAmong(flat, { ...asked, service: null });
				if (known === null) return;
				const unknown = statedTimeAmong(flat, { ...asked, service: null, from: null });
				if (unknown === null) return;
				expect(unknown.fromDays).toBeLessThanOrEqual(known.fromDays);
				expect(unknown.toDays).toBeGreaterThanOrEqual(known.toDays);
			}),
		);
	});
});

describe("the delivery week", () => {
	test("is what the carrier says of the country, and null where it says nothing", () => {
		expect([...(deliveryWeek("usps", "US") ?? [])]).toEqual([1, 2, 3, 4, 5, 6]);
		expect([...(deliveryWeek("evri", "GB") ?? [])]).toEqual([1, 2, 3, 4, 5, 6, 7]);
		expect(deliveryWeek("usps", "DE")).toBeNull();
		expect(deliveryWeek("usps", null)).toBeNull();
		expect(deliveryWeek("no-such-carrier", "US")).toBeNull();
	});

	test("is the service's own where it is named", () => {
		expect(deliveryWeek("correios", "BR", "SEDEX")?.has(6)).toBe(true);
		expect(deliveryWeek("correios", "BR", "PAC")?.has(6)).toBe(false);
		expect(deliveryWeek("correios", "BR")).toBeNull();
		expect(deliveryWeek("usps", "US", "Priority Mail Express")?.has(7)).toBe(true);
		expect(deliveryWeek("usps", "US", "Media Mail")?.has(7)).toBe(false);
	});

	test("prefers the country to everywhere, in any order of rows", () => {
		const anywhere = week("acme", null, new Set([1, 2]), page);
		const here = week("acme", ["US"], new Set([3]), page);
		for (const given of [
			[anywhere, here],
			[here, anywhere],
		]) {
			expect(deliveryWeekAmong(given, "acme", "US", null)).toEqual(new Set([3]));
			expect(deliveryWeekAmong(given, "acme", "DE", null)).toEqual(new Set([1, 2]));
		}
	});

	test("has working days in every row, and says one thing of one place and service", () => {
		expect(weeks.filter((row) => row.week.size < 5)).toEqual([]);
		const said = weeks.flatMap(({ carrier, countries, service }) =>
			(countries ?? [""]).flatMap((where) => (service ?? [""]).map((name) => `${carrier} ${where} ${name}`)),
		);
		expect(said.filter((line, index) => said.indexOf(line) !== index)).toEqual([]);
	});
});

test("of the carriers that have an adapter and carry parcels themselves, two in five are covered", () => {
	const couriers = carriers.filter(({ kind, code }) => kind !== "aggregator" && !["demo", "push"].includes(code));
	const stated = new Set(allServices.map(({ carrier }) => carrier));
	expect(couriers.filter(({ code }) => stated.has(code)).length / couriers.length).toBeGreaterThan(0.4);
});
