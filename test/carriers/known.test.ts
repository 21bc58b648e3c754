import { describe, expect, test } from "vitest";
import { carrierOf, knownCarriers, namedCarrier } from "../../adapters/index.ts";
import { bareNumber } from "../../adapters/kit/index.ts";
import { countryPoint } from "../../src/geo/countries.ts";

test("each has a code of its own, in alphabetical order, that no adapter has", () => {
	const codes = knownCarriers.map(({ code }) => code);
	expect(codes).toEqual([...new Set(codes)].sort());
	expect(codes.filter((code) => carrierOf(code))).toEqual([]);
	expect(codes.filter((code) => namedCarrier(code) === undefined)).toEqual([]);
	expect(codes.filter((code) => !/^[a-z0-9]+(?:-[a-z0-9]+)*$/.test(code))).toEqual([]);
});

describe.each(knownCarriers)("$code", ({ name, countries, source, numbers, trackingUrl }) => {
	const accepts = (number: string) =>
		numbers.pattern.test(bareNumber(number)) && (numbers.checkDigit?.(bareNumber(number)) ?? true);

	test("names itself and its countries, and says where its facts come from", () => {
		expect(name).not.toBe("");
		expect(countries.map((country) => countryPoint(country) && country)).toEqual(countries);
		expect(source.url).toMatch(/^https:\/\//);
		expect(source.checked).toMatch(/^20\d\d-\d\d-\d\d$/);
	});

	test("links to a page of its own over TLS, with the number escaped, or to none", () => {
		const url = trackingUrl("A/../B?x=1&y#z");
		if (url === "") return;
		expect(new URL(url).protocol).toBe("https:");
		expect(new URL(url).hash).not.toBe("#z");
		expect(url).not.toContain("A/../B");
	});

	test("accepts its numbers, refuses others, and one whose check digit has changed", () => {
		expect(numbers.valid.filter((number) => !accepts(number))).toEqual([]);
		expect(numbers.invalid.filter(accepts)).toEqual([]);
		for (const number of numbers.checkDigit ? numbers.valid : []) {
			const changed = bareNumber(number).replace(/\d(?=\D*$)/, (digit) => String((Number(digit) + 1) % 10));
			expect(accepts(changed)).toBe(false);
		}
	});
});
