import { existsSync, readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { carriers, knownCarriers, namedCarrier } from "../../adapters/index.ts";
import { bareNumber } from "../../adapters/kit/index.ts";
import type { Candidate } from "../../src/core/detect.ts";
import { candidatesOf } from "../../src/services/number-forms.ts";

const SAMPLES = new URL("../../../shared/corpus/tracking_numbers.tsv", import.meta.url);
const samples = existsSync(SAMPLES) ? readFileSync(SAMPLES, "utf8").trim().split("\n").slice(1) : [];

/** The codes that the samples' names of couriers stand for. */
const CODES: Readonly<Record<string, readonly string[]>> = {
	amazon: ["amazon-shipping"],
	canada_post: ["canada-post"],
	dhl: ["dhl", "dhl-express"],
	landmark: ["landmark-global"],
	old_dominion: ["old-dominion"],
};

function codesOf(courier: string, number: string): readonly string[] {
	if (courier !== "s10") return CODES[courier] ?? [courier];
	const country = bareNumber(number).slice(-2);
	return [...carriers, ...knownCarriers].flatMap(({ code, countries }) => (countries.includes(country) ? code : []));
}

const isProven = ({ evidence }: Candidate) => evidence.includes("check-digit");

describe.skipIf(samples.length === 0)("numbers of real parcels (skipped where ../shared is absent)", () => {
	const rows = samples.map((line) => {
		const [number = "", courier = "", service = "", valid = ""] = line.split("\t");
		const codes = codesOf(courier, number);
		const at = candidatesOf(number).findIndex(({ carrier }) => codes.includes(carrier));
		return { number, courier, service, isValid: valid === "true", isOurs: codes.some(namedCarrier), at };
	});
	const valid = rows.filter(({ isValid, isOurs }) => isValid && isOurs);
	const strange = new Set(rows.filter(({ isOurs }) => !isOurs).map(({ courier }) => courier));

	test(`the courier is among the first three, and first of 95 in 100 (unknown to Wayline: ${[...strange].join(", ") || "none"})`, () => {
		expect(valid.length).toBeGreaterThan(90);
		expect(valid.filter(({ at }) => at < 0 || at > 2)).toEqual([]);
		expect(valid.filter(({ at }) => at === 0).length / valid.length).toBeGreaterThanOrEqual(0.95);
	});

	test("no number that is none has a check digit that is right, but one that is right for another form", () => {
		const right = new Set(valid.map(({ number }) => bareNumber(number)));
		const wrong = rows.filter(({ isValid, number }) => !isValid && !right.has(bareNumber(number)));
		expect(wrong.filter(({ number }) => candidatesOf(number).some(isProven))).toEqual([]);
	});
});

// Made up after the published forms: none is a real parcel's. The first is whose number it is.
test.each([
	["fedex", "700000000000"],
	["fedex", "020000000000004"],
	["fedex", "9611020020000000000004"],
	["fedex", "1001000000000000000000700000000000"],
	["fedex", "9622001000000000000000700000000000"],
	["fedex", "12340000000000007000000000001234"],
	["fedex", "61210000000000000012"],
	["fedex", "010000000000000016"],
	["ups", "1ZWAY0010300000115"],
	["ups", "K1000000018"],
	["ups", "MI0000011234567890"],
	["usps", "9400100000000000000006"],
	["usps", "420100019400100000000000000006"],
	["usps", "420100011234" + "9400100000000000000006"],
	["usps", "92001000010000000000000014"],
	["usps", "71000000000000000017"],
	["usps", "EA000000005US"],
	["usps", "9261210000000000000012"],
	["dhl", "1234567891"],
	["dhl-express", "JJD0100000017"],
	["dhl", "JVGL0100000017"],
	["dhl", "GM60511234500000017"],
	["dhl", "60100000000017"],
	["dhl-parcel-de", "00340434161094012345"],
	["dpd", "008182709980000020033350276C"],
	["canada-post", "7001234500000019"],
	["canpar", "K100000000000000001001"],
	["purolator", "330000000019"],
	["purolator", "WAY000000017"],
	["amazon-shipping", "TBA010000000017"],
	["amazon-shipping", "C1000000018"],
	["landmark-global", "LTN70000001N1"],
	["yunexpress", "YT2600000000000017"],
	["lasership", "LX10000017"],
	["lasership", "1LS7100011000017-1"],
	["lasership", "1LSCX0A0000017B"],
	["old-dominion", "80000000010"],
	["speedee", "SP000000000000000017"],
	["gofo", "GFUS00000000000017"],
	["yodel", "JJD0002000000000017"],
	["yodel", "JD0002000000000017"],
	["japan-post", "RB123456785JP"],
	["correios-de-cabo-verde", "RR000000005CV"],
	["la-poste", "RK000000005FR"],
	["bpost", "CD000000005BE"],
	["royal-mail", "FQ000000014GB"],
	["sf-express", "SF1234567890123"],
	["cainiao", "LP00000000000019"],
])("%s comes first for %s", (code, number) => {
	expect(candidatesOf(number)[0]?.carrier).toBe(code);
});

test("evidence of a check digit is given for those alone that have one", () => {
	const checked = (number: string) =>
		candidatesOf(number)
			.filter(isProven)
			.map(({ carrier }) => carrier);
	expect(checked("TBA010000000017")).toEqual([]);
	expect(checked("JJD0002000000000017")).toEqual([]);
	expect(checked("WAY000000017")).toEqual([]);
	expect(checked("1ZWAY0010300000115")).toEqual(["ups"]);
	for (const number of ["9400100000000000000007", "1ZWAY0010300000116", "RB123456784JP", "330000000018"]) {
		expect(checked(number), number).toEqual([]);
	}
});
