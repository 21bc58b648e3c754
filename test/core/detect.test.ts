import { describe, expect, test } from "vitest";
import { detect, type NumberForms, onlyCandidate, shapeOf } from "../../src/core/detect.ts";

const lastIs = (digit: string) => (number: string) => number.endsWith(digit);
const parcel: NumberForms = { carrier: "parcel", pattern: /^\d{12}$/ };
const checked: NumberForms = { carrier: "checked", pattern: /^\d{12}$/, checkDigit: lastIs("7") };
const narrow: NumberForms = { carrier: "narrow", pattern: /^[34]\d{11}$/ };
const branded: NumberForms = { carrier: "branded", pattern: /^AB\d{10}$/ };
const loose: NumberForms = { carrier: "loose", pattern: /^[0-9A-Z]{12}$/ };
const post: NumberForms = { carrier: "post", pattern: /^[A-Z]{2}\d{9}JP$/, checkDigit: () => true };
const reseller: NumberForms = { ...post, carrier: "reseller", seldom: /JP$/ };

const names = (number: string, forms: readonly NumberForms[], history?: ReadonlyMap<string, number>) =>
	detect(number, forms, history).map(({ carrier }) => carrier);

describe("candidates", () => {
	test("a check digit that holds comes before bare patterns, and one that does not makes no candidate", () => {
		expect(names("300000000007", [parcel, narrow, checked])).toEqual(["checked", "narrow", "parcel"]);
		expect(names("300000000008", [parcel, narrow, checked])).toEqual(["narrow", "parcel"]);
		const exact = { carrier: "exact", pattern: /^30000\d{7}$/ };
		expect(names("300000000007", [exact, checked])).toEqual(["checked", "exact"]);
	});

	test("the narrower form comes first, and one that takes anything last", () => {
		expect(names("400000000001", [loose, parcel, narrow])).toEqual(["narrow", "parcel", "loose"]);
	});

	test("evidence names what was found and nothing that was not computed", () => {
		expect(detect("AB0000000001", [branded, loose])).toMatchObject([
			{ carrier: "branded", evidence: ["pattern", "prefix"] },
			{ carrier: "loose", evidence: ["pattern"] },
		]);
		expect(detect("300000000007", [checked])[0]?.evidence).toEqual(["pattern", "check-digit"]);
		const none = { ...checked, checkDigit: () => null };
		expect(detect("300000000007", [none])[0]?.evidence).toEqual(["pattern"]);
	});

	test("the post of the country comes before who travels under its numbers", () => {
		expect(detect("RB123456785JP", [reseller, post])).toMatchObject([
			{ carrier: "post", evidence: ["pattern", "check-digit", "s10-country"] },
			{ carrier: "reseller", evidence: ["pattern", "check-digit"] },
		]);
	});

	test("history lifts a candidate, is said, and makes none", () => {
		const history = new Map([
			["parcel", 40],
			["checked", 500],
			["branded", 9],
		]);
		expect(names("400000000001", [parcel, narrow, checked, branded])).toEqual(["narrow", "parcel"]);
		const [first, second] = detect("400000000001", [parcel, narrow, checked, branded], history);
		expect(first).toMatchObject({ carrier: "parcel", evidence: ["pattern", "history"] });
		expect(second).toMatchObject({ carrier: "narrow", evidence: ["pattern"] });
	});

	test("scores are shares: 1 together at the most, near 1 where all speaks for one, and never certain", () => {
		const scores = detect("300000000007", [parcel, narrow, checked, loose]).map(({ score }) => score);
		expect(scores.every((score) => score > 0 && score < 1)).toBe(true);
		expect(scores.reduce((sum, score) => sum + score)).toBeLessThanOrEqual(1.02);
		expect(detect("RB123456785JP", [post])[0]?.score).toBe(0.99);
		expect(detect("300000000008", [parcel])[0]?.score).toBeLessThan(0.5);
	});

	test("nothing fits, nothing is named", () => {
		expect(detect("", [parcel, checked])).toEqual([]);
		expect(detect("X", [parcel, checked])).toEqual([]);
	});
});

describe("the only candidate", () => {
	const only = (number: string, forms: readonly NumberForms[]) =>
		onlyCandidate(number, detect(number, forms), forms)?.carrier ?? null;

	test("is one that alone fits, or alone has a check digit or a prefix of its own", () => {
		expect(only("300000000001", [narrow])).toBe("narrow");
		expect(only("500000000007", [parcel, checked])).toBe("checked");
		expect(only("AB0000000001", [branded, loose])).toBe("branded");
	});

	test("is none where two bare patterns fit, or two are proven, whatever their scores", () => {
		expect(only("400000000001", [parcel, narrow])).toBeNull();
		expect(only("400000000007", [checked, { ...checked, carrier: "other", pattern: /^4\d{11}$/ }])).toBeNull();
		expect(only("X", [parcel])).toBeNull();
	});

	test("is none where any digits would fit as well", () => {
		expect(only("500000000001", [parcel])).toBeNull();
	});

	test("is not doubted for one whose number it seldom is", () => {
		expect(only("RB123456785JP", [reseller, post])).toBe("post");
		expect(only("RB123456785JP", [reseller])).toBe("reseller");
	});
});

test("numbers of one form have one shape", () => {
	expect(shapeOf("RB123456785JP")).toBe("AA000000000AA");
	expect(shapeOf("1Z5R89390357567127")).toBe("0A0A00000000000000");
});
