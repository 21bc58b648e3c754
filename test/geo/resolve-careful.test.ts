import { describe, expect, test } from "vitest";
import { openGazetteer } from "../../src/geo/files/open-gazetteer.ts";
import { createResolver } from "../../src/geo/resolve/resolve-place.ts";
import { distanceKm } from "../../src/geo/route.ts";
import { PLACES } from "./score.ts";

const { resolve } = createResolver(openGazetteer({ built: PLACES }));

const NOTHING = { lat: null, lng: null, country: null, zone: null, precision: null };

describe("military mail", () => {
	test.each(["APO AE 09128", "FPO, AP 96349", "Dpo Aa 34002", "APO, 09128"])("lies nowhere on a map: %s", (text) => {
		expect(resolve({ text })).toMatchObject(NOTHING);
		expect(resolve({ text, country: "US" })).toMatchObject({ ...NOTHING, country: "US" });
		expect(resolve({ text: `${text}, USA` })).toMatchObject({ ...NOTHING, country: "US" });
	});

	test("in the carrier's own fields too", () => {
		expect(resolve({ text: "", city: "APO", region: "AE", postcode: "09128" })).toMatchObject(NOTHING);
	});

	test("is not meant by the same letters elsewhere", () => {
		expect(resolve({ text: "Dubai, AE" })).toMatchObject({ country: "AE", precision: "locality" });
		expect(resolve({ text: "Macapá, AP", country: "BR" })).toMatchObject({ region: "AP" });
	});
});

describe("a code behind words that nobody knows", () => {
	test("tells nothing where several countries have it", () => {
		expect(resolve({ text: "Qwertzville, WA" })).toMatchObject(NOTHING);
		expect(resolve({ text: "Qwertzville PR" })).toMatchObject(NOTHING);
	});

	test("is that of the country that is known", () => {
		expect(resolve({ text: "Qwertzville, WA", country: "AU" })).toMatchObject({ country: "AU", region: "WA" });
		expect(resolve({ text: "Qwertzville, WA", country: "US" })).toMatchObject({ country: "US", region: "WA" });
	});

	test("is no country where another is known", () => {
		expect(resolve({ text: "Qwertzville MC", country: "GB" })).toMatchObject({ country: "GB", precision: "country" });
		expect(resolve({ text: "Qwertz Island", country: "AU" })).toMatchObject({ country: "AU", precision: "country" });
		expect(resolve({ text: "North Midlands Mail Centre", country: "GB" })).toMatchObject({ country: "GB" });
	});

	test("stands before a plant of the United States' post", () => {
		expect(resolve({ text: "WEST TEXAS TX P&DC" })).toMatchObject({ country: "US", region: "TX" });
		expect(resolve({ text: "FRESNO CA P&DC" })).toMatchObject({ country: "US", region: "CA", precision: "locality" });
	});
});

describe("a British mail centre", () => {
	test.each(["Qwertz Mail Centre", "Mount Pleasant MC", "Richmond HWDC"])("is no village abroad: %s", (text) => {
		expect([null, "GB"]).toContain(resolve({ text }).country);
		expect(resolve({ text, country: "GB" }).country).toBe("GB");
	});

	test("may stand in a city abroad", () => {
		expect(resolve({ text: "Melbourne Mail Centre" })).toMatchObject({ country: "AU", precision: "locality" });
	});
});

describe("a saint of France", () => {
	test.each(["Saint-Louis", "Saint-Pierre", "Saint-Paul", "Saint-Joseph", "Saint-Benoît", "Saint-André"])(
		"is on the mainland, unless the postcode or the island says else: %s",
		(text) => {
			expect(resolve({ text: `${text}, FR` }).country).toBe("FR");
			expect(resolve({ text, country: "FR" }).country).toBe("FR");
			expect(resolve({ text: `${text}, La Réunion`, country: "FR" }).country).toBe("RE");
			expect(resolve({ text, country: "RE" }).country).toBe("RE");
		},
	);

	test("is overseas by its postcode, and a town that only an island has needs none", () => {
		expect(resolve({ text: "97480 Saint-Joseph", country: "FR" }).country).toBe("RE");
		expect(resolve({ text: "Fort-de-France", country: "FR" }).country).toBe("MQ");
	});
});

describe("a name alone", () => {
	test.each(["Victoria", "Hamilton", "Lincoln", "St. Louis", "Cambridge"])(
		"that several countries' cities bear is none of them: %s",
		(text) => expect(resolve({ text })).toMatchObject(NOTHING),
	);

	test("of a village is not meant where a land is called so", () => {
		expect(resolve({ text: "Galapagos" }).country).not.toBe("ES");
		expect(resolve({ text: "Victoria, HK" })).toMatchObject({ country: "HK" });
	});
});

describe("a town on a border, or with a wrong postcode", () => {
	test("lies in the state that is written", () => {
		const { lat, lng, region } = resolve({ text: "Kansas City, KS" });
		expect(region).toBe("KS");
		expect(distanceKm({ lat: lat ?? 0, lng: lng ?? 0 }, { lat: 39.11, lng: -94.63 })).toBeLessThan(10);
		expect(resolve({ text: "Kansas City, MO" })).toMatchObject({ region: "MO" });
	});

	test("is believed before the first digit of a postcode", () => {
		const { lat, lng } = resolve({ text: "96101 Värska, EE" });
		expect(distanceKm({ lat: lat ?? 0, lng: lng ?? 0 }, { lat: 57.96, lng: 27.63 })).toBeLessThan(10);
	});
});
