import { describe, expect, test } from "vitest";
import type { WrittenPlace } from "../../src/core/scan.ts";
import { COUNTRIES, countryPoint } from "../../src/geo/countries.ts";
import { offsetAt } from "../../src/geo/zone-offset.ts";
import { testPlaces } from "../helpers/places.ts";

const locate = (written: WrittenPlace) => testPlaces().locate(written);

const nowhere: WrittenPlace = {
	text: "",
	country: null,
	postcode: null,
	lat: null,
	lng: null,
	city: null,
	region: null,
	precision: null,
};

describe("a place with coordinates", () => {
	test("stands where the carrier says, in the zone of that point", () => {
		const { place, zone } = locate({
			...nowhere,
			text: "Kuusalu",
			country: "EE",
			postcode: "74601",
			lat: 59.4433,
			lng: 25.4419,
		});
		expect(place).toEqual({
			text: "Kuusalu",
			country: "EE",
			postcode: "74601",
			lat: 59.4433,
			lng: 25.4419,
			precision: "street",
			found: { by: "carrier", gazetteer: null },
		});
		expect(zone).toBe("Europe/Tallinn");
	});

	test("is no nearer than the town when the carrier gives two decimals", () => {
		expect(locate({ ...nowhere, lat: 35.15, lng: -90.05 }).place.precision).toBe("locality");
	});

	test("is as near as the carrier says, however many decimals it gives", () => {
		const centre = { ...nowhere, text: "Linxia", country: "CN", lat: 35.494732, lng: 103.243021 };
		expect(locate({ ...centre, precision: "region" }).place.precision).toBe("region");
		expect(locate({ ...centre, lat: 35.5, lng: 103.2, precision: "address" }).place.precision).toBe("address");
		expect(locate({ ...centre, precision: "region" }).zone).toBe("Asia/Shanghai");
	});

	test("has its zone from the point also where the country has many", () => {
		expect(locate({ ...nowhere, country: "US", lat: 31.76, lng: -106.49 }).zone).toBe("America/Denver");
	});

	test.each([
		["EE", 57.9583, 27.6389, "Europe/Tallinn"],
		["CN", 49.3, 119.8, "Asia/Shanghai"],
		["US", 18.4, -66.06, "America/Puerto_Rico"],
		["AU", -31.55, 159.08, "Australia/Lord_Howe"],
	])("near a border has a zone of its country, never the neighbour's: %s", (country, lat, lng, zone) => {
		expect(locate({ ...nowhere, country, lat, lng }).zone).toBe(zone);
	});

	test("has no zone where it lies in a neighbour's and its country has several", () => {
		expect(locate({ ...nowhere, country: "US", lat: 43.65, lng: -79.38 }).zone).toBeNull();
		expect(locate({ ...nowhere, country: "CA", lat: 43.65, lng: -79.38 }).zone).toBe("America/Toronto");
	});

	test("in Xinjiang keeps Beijing time, which carriers' clocks show", () => {
		expect(locate({ ...nowhere, country: "CN", lat: 43.83, lng: 87.62 }).zone).toBe("Asia/Shanghai");
		expect(locate({ ...nowhere, text: "乌鲁木齐市", country: "CN" }).zone).toBe("Asia/Shanghai");
		expect(testPlaces().resolve({ text: "乌鲁木齐市" }).zone).toBe("Asia/Urumqi");
	});

	test("has no zone at sea", () => {
		expect(locate({ ...nowhere, lat: 0.5, lng: -30.5 }).zone).toBeNull();
	});
});

describe("a place with words alone", () => {
	test("stands where its town is, keeps its words, and says how it was found and with which gazetteer", () => {
		const { place, zone } = locate({ ...nowhere, text: "KASSEL", country: "DE", city: "KASSEL" });
		expect(place).toMatchObject({ text: "KASSEL", country: "DE", precision: "locality" });
		expect([place.lat, place.lng].map((degrees) => Math.round((degrees ?? 0) * 2) / 2)).toEqual([51.5, 9.5]);
		expect(place.found?.gazetteer).toBe(testPlaces().version);
		expect(zone).toBe("Europe/Berlin");
	});

	test("whose town nobody knows is drawn as its country", () => {
		const { place, zone } = locate({ ...nowhere, text: "Depot 7", country: "DE" });
		expect(place).toMatchObject({ text: "Depot 7", precision: "country" });
		expect(place.lat).toBeCloseTo(51, 0);
		expect(zone).toBe("Europe/Berlin");
	});

	test("without a country stands nowhere", () => {
		const { place, zone } = locate({ ...nowhere, text: "Sorting centre" });
		expect(place).toEqual({
			text: "Sorting centre",
			country: null,
			postcode: null,
			lat: null,
			lng: null,
			precision: null,
		});
		expect(zone).toBeNull();
	});

	test.each([
		["US", "NY", "America/New_York"],
		["US", "New York", "America/New_York"],
		["US", "az", "America/Phoenix"],
		["US", "FL", null],
		["US", "TX", null],
		["US", "TN", null],
		["CA", "Ontario", "America/Toronto"],
		["CA", "Québec", "America/Toronto"],
		["CA", "BC", null],
		["AU", "QLD", "Australia/Brisbane"],
		["AU", "N.S.W.", "Australia/Sydney"],
		["AU", "WA", "Australia/Perth"],
		["US", "WA", "America/Los_Angeles"],
		["BR", "Sao Paulo", "America/Sao_Paulo"],
		["BR", "AM", null],
		["US", "constructor", null],
	])("in a country of many zones has one only where the region lies in one: %s %s", (country, region, zone) => {
		expect(locate({ ...nowhere, country, region }).zone).toBe(zone);
	});

	test("of two towns of a name is the one near which the parcel was, if that is known, and else neither", () => {
		const springfield = { ...nowhere, text: "SPRINGFIELD", country: "US" };
		expect(locate(springfield).place.precision).toBe("country");
		const near = (lat: number, lng: number) =>
			testPlaces().locate(springfield, { countries: ["US"], near: [{ lat, lng }] });
		expect(near(42.1, -72.5).zone).toBe("America/New_York");
		expect(near(37.2, -93.3).zone).toBe("America/Chicago");
	});

	test.each(["US", "CA", "RU", "AU", "BR", "MX", "ID", "ES", "PT", "MN", "CD", "PG"])(
		"has no zone by the country alone where the country has several: %s",
		(country) => {
			expect(locate({ ...nowhere, country }).zone).toBeNull();
		},
	);

	test.each([
		["CN", "Asia/Shanghai"],
		["IN", "Asia/Kolkata"],
		["NZ", "Pacific/Auckland"],
		["GB", "Europe/London"],
		["JP", "Asia/Tokyo"],
	])("has the zone of a country of one: %s", (country, zone) => {
		expect(locate({ ...nowhere, country }).zone).toBe(zone);
	});
});

describe("the tables", () => {
	test("know every country that the runtime knows by name, and Kosovo", () => {
		const names = new Intl.DisplayNames("en", { type: "region", fallback: "none" });
		// Withdrawn codes, unions and islands that are part of another country's code.
		const none = new Set(
			"AC AN BU CP CQ CS CT DD DG DY EA EU EZ FQ FX HV IC JT MI NH NQ NT PC PU PZ QO RH SU TA TP UK UN VD WK XA XB YD YU ZR ZZ".split(
				" ",
			),
		);
		const letters = [..."ABCDEFGHIJKLMNOPQRSTUVWXYZ"];
		const codes = letters.flatMap((first) => letters.map((second) => first + second));
		const wanted = codes.filter((code) => !none.has(code) && names.of(code) !== undefined);
		expect(Object.keys(COUNTRIES)).toEqual(wanted);
		expect(wanted).toHaveLength(250);
		expect(countryPoint("XX")).toBeNull();
		expect(countryPoint("toString")).toBeNull();
	});

	test("name only zones that exist, and a country's zone keeps the clock of its point", () => {
		const january = Date.UTC(2026, 0, 15, 12);
		const july = Date.UTC(2026, 6, 15, 12);
		// Islets that the zone lookup draws too coarsely: it gives a neighbour's clock.
		const coarse = new Set(["AS", "PM"]);
		for (const [code, [lat, lng, zone]] of Object.entries(COUNTRIES)) {
			expect(Math.abs(lat), code).toBeLessThanOrEqual(90);
			expect(Math.abs(lng), code).toBeLessThanOrEqual(180);
			if (zone === null) continue;
			expect(offsetAt(zone, january), code).not.toBeNull();
			if (coarse.has(code)) continue;
			const byPoint = locate({ ...nowhere, lat, lng }).zone;
			if (byPoint === null) continue;
			for (const moment of [january, july]) expect(offsetAt(byPoint, moment), code).toEqual(offsetAt(zone, moment));
		}
	});
});

test.each([
	["Kingston", "CA", "US", "America/Los_Angeles"],
	["Halifax", "CA", "US", "America/Los_Angeles"],
	["Chennai", "IN", "US", null],
	["Berlin", "DE", "US", "America/New_York"],
	["Toronto", "ON", "CA", "America/Toronto"],
	["Hamburg", "Hamburg", "PL", "Europe/Berlin"],
] as const)("%s in the region %s of %s is on the clock %s", (city, region, country, zone) => {
	const words = { text: `${city}, ${region}`, city, region, country };
	expect(locate({ ...words, postcode: null, lat: null, lng: null, precision: null }).zone).toBe(zone);
});
