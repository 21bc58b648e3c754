import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { openGazetteer } from "../../src/geo/files/open-gazetteer.ts";
import { createResolver, type PlaceQuery, resolvePlace } from "../../src/geo/resolve/resolve-place.ts";
import { PLACES } from "./score.ts";

const gazetteer = openGazetteer({ built: PLACES });

const word = fc.constantFrom(
	..."San Antonio Santa Cruz Paris London Springfield Memphis TN US DE CA IN La Paz hub center 10001 04109 H8T 3P5 SW1A 1AA 上海 转运中心 大阪 支店 서울 우편집중국 Москва القاهرة กรุงเทพ CNSHA JPKWSA LAX - / ( ) , | 1012 AB Victoria Georgia Saint Washington".split(
		" ",
	),
);
const text = fc.oneof(
	fc.string({ unit: "binary", maxLength: 400 }),
	fc.string({ unit: "grapheme", maxLength: 300 }),
	fc.array(word, { maxLength: 60 }).map((words) => words.join(" ")),
	fc.array(word, { maxLength: 60 }).map((words) => words.join(", ")),
	fc.array(word, { maxLength: 100 }).map((words) => words.join("")),
);
const field = fc.option(fc.oneof(word, fc.string({ maxLength: 40 })), { nil: null });
const query: fc.Arbitrary<PlaceQuery> = fc.record({
	text,
	city: field,
	region: field,
	postcode: field,
	country: fc.option(fc.constantFrom("US", "DE", "CN", "JP", "BR", "XX", "", "us"), { nil: null }),
	priors: fc.record({
		countries: fc.array(fc.constantFrom("US", "FR", "CN", "KR"), { maxLength: 6 }),
		near: fc.array(
			fc.record({
				lat: fc.double({ min: -90, max: 90, noNaN: true }),
				lng: fc.double({ min: -180, max: 180, noNaN: true }),
			}),
			{ maxLength: 8 },
		),
	}),
});

describe("any query", () => {
	test("is answered, the same twice, by a point on the earth or none at all", () => {
		fc.assert(
			fc.property(query, (asked) => {
				const answer = resolvePlace(asked, gazetteer);
				expect(resolvePlace(asked, gazetteer)).toEqual(answer);
				const { lat, lng, country, zone, precision } = answer;
				expect(lat === null).toBe(lng === null);
				expect(lat === null).toBe(precision === null);
				if (lat !== null && lng !== null) {
					expect(Math.abs(lat)).toBeLessThanOrEqual(90);
					expect(Math.abs(lng)).toBeLessThanOrEqual(180);
					expect(country).toMatch(/^[A-Z]{2}$/);
				}
				if (zone !== null) expect(zone).toMatch(/^[A-Z][A-Za-z_+-]*(?:\/[A-Za-z0-9_+-]+)*$/);
			}),
			{ numRuns: 600 },
		);
	});

	test("is answered in milliseconds, however long and many-faced", () => {
		const worst = [
			"San Antonio, ".repeat(40),
			"Santa Cruz San Jose ".repeat(20),
			"10001 04109 75001 ".repeat(20),
			"US CA DE IN CO AL ".repeat(20),
			"CA, DE, IN, CO, AL, GA, ".repeat(20),
			"a ".repeat(200),
			"中心".repeat(100),
			"上海北京".repeat(100),
			"東京都大阪府".repeat(60),
			"서울부산".repeat(100),
			"กรุงเทพ".repeat(60),
			"(".repeat(400),
			"-_".repeat(200),
			"\u0301".repeat(400),
			"ﷺ".repeat(200),
		];
		for (const one of worst) resolvePlace({ text: one }, gazetteer);
		for (const one of worst) {
			const began = process.cpuUsage();
			for (let turn = 0; turn < 5; turn++) resolvePlace({ text: one }, gazetteer);
			const { user, system } = process.cpuUsage(began);
			expect((user + system) / 5 / 1_000, one.slice(0, 20)).toBeLessThan(50);
		}
	});

	test("keeps to the country that the carrier gave when the text names nothing", () => {
		fc.assert(
			fc.property(
				fc.constantFrom("US", "DE", "BR", "JP", "ZA"),
				fc.constantFrom("", "-", "N/A", "Transit Scan", "###"),
				(country, none) => {
					expect(resolvePlace({ text: none, country }, gazetteer)).toMatchObject({
						country,
						region: null,
						precision: "country",
					});
				},
			),
		);
	});

	test("without a place and without a country is answered by nothing", () => {
		for (const none of ["", " ", "-", "N/A", "Transit Scan", "International Transit", "运输中", "0"]) {
			expect(resolvePlace({ text: none }, gazetteer)).toEqual({
				lat: null,
				lng: null,
				country: null,
				region: null,
				zone: null,
				precision: null,
				because: "nothing",
			});
		}
	});
});

describe("the memory", () => {
	test("answers as if there were none", () => {
		const { resolve } = createResolver(gazetteer);
		fc.assert(
			fc.property(fc.array(query, { maxLength: 5 }), (asked) => {
				for (const one of [...asked, ...asked]) expect(resolve(one)).toEqual(resolvePlace(one, gazetteer));
			}),
			{ numRuns: 60 },
		);
	});
});
