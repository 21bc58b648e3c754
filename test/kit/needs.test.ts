import { expect, test } from "vitest";
import { courierNeed, type Need, wrongNeed } from "../../adapters/kit/index.ts";

const rule = { why: "It asks.", required: true };

test.each<[Need, string]>([
	["phoneLast4", "0042"],
	["postcode", "04109"],
	["postcode", "SW1A 1AA"],
	["postcode", "1000-001"],
	["shipDate", "2026-11-22"],
	["courier", "zhongtong"],
	["courier", "100003"],
])("takes as %s %s", (need, told) => expect(wrongNeed(need, told, rule)).toBeNull());

test.each<[Need, string]>([
	["phoneLast4", "+49 30 123456"],
	["phoneLast4", "123"],
	["postcode", "Leipzig"],
	["postcode", ""],
	["shipDate", "22.11.2026"],
	["shipDate", "2026-13-01"],
	["courier", "../etc"],
	["courier", "ZTO Express"],
])("says what is wanted as %s instead of %j", (need, told) => {
	expect(wrongNeed(need, told, rule)).toMatch(/^This is not .+\.$/);
});

test("a carrier may want it narrower than usual", () => {
	const numeric = courierNeed("100003", { pattern: /^\d+$/ });
	expect(wrongNeed("courier", "usps", numeric)).not.toBeNull();
	expect(wrongNeed("courier", "100003", numeric)).toBeNull();
});
