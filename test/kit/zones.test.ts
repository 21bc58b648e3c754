import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { carriers } from "../../adapters/index.ts";
import { CURRENT_NAMES } from "../../adapters/kit/zone-aliases.ts";
import { offsetMinutes, offsetName, readZone, zoneName } from "../../adapters/kit/zones.ts";

const ZONES = Intl.supportedValuesOf("timeZone");

describe("an offset", () => {
	test.each([
		["-04.00", -240],
		["+0200", 120],
		[" -0500", -300],
		["+08", 480],
		["+8", 480],
		["+800", 480],
		["UTC+8", 480],
		["utc +8", 480],
		["GMT+0530", 330],
		["+5:30", 330],
		["+05:45", 345],
		["\u22123:30", -210],
		["Z", 0],
		["GMT", 0],
		["-00:00", 0],
		["+14:00", 840],
		["-12", -720],
	])("%j is read in this spelling too", (written, minutes) => {
		expect(offsetMinutes(written)).toBe(minutes);
	});

	test.each([
		...["", "x", "8", "0800", "+15:00", "-12:15", "+08:60", "+05:17", "+", "+08:0", "+08:00:00", "+1e1"],
		...["EST", "IST", "CST", "UTC8", "LT", "+08:00 [Asia/Shanghai]"],
	])("%j is none", (written) => {
		expect(offsetMinutes(written)).toBeNull();
	});

	test("is printed as it is read, for every quarter of an hour that clocks show", () => {
		fc.assert(
			fc.property(fc.integer({ min: -12 * 4, max: 14 * 4 }), (quarters) => {
				const name = offsetName("+", quarters * 15);
				expect(offsetMinutes(name)).toBe(quarters * 15);
				expect(name).toMatch(/^[+-]\d\d:\d\d$/);
			}),
		);
	});
});

describe("a name", () => {
	test.each([
		["US/Eastern", "America/New_York"],
		["us/eastern", "America/New_York"],
		["Asia/Calcutta", "Asia/Kolkata"],
		["Asia/Kolkata", "Asia/Kolkata"],
		["Europe/Kiev", "Europe/Kyiv"],
		["America/Buenos_Aires", "America/Argentina/Buenos_Aires"],
		["EST5EDT", "America/New_York"],
		["PRC", "Asia/Shanghai"],
		["Etc/UTC", "UTC"],
		[" europe/berlin ", "Europe/Berlin"],
		["Africa/Accra", "Africa/Accra"],
	])("%j is called %s", (written, current) => {
		expect(zoneName(written)).toBe(current);
	});

	test.each([
		...["", "+08:00", "Mars/Phobos", "__proto__", "constructor", "toString", "a b", "Europe/", "/", "Europe/Berlin\0"],
		...["EST", "MST", "HST", "CET", "EET", "WET", "IST", "CST", "Factory", "Etc/Unknown", "A".repeat(10_000)],
	])("%j is none", (written) => {
		expect(zoneName(written)).toBeNull();
	});

	test("of today stands for every zone that this runtime knows, and shows its clocks", () => {
		const clocks = (zone: string) =>
			[0, 3, 6, 9].map((month) =>
				new Date(Date.UTC(2026, month, 4, 12)).toLocaleString("en", {
					timeZone: zone,
					dateStyle: "short",
					timeStyle: "long",
				}),
			);
		for (const zone of ZONES) {
			const name = zoneName(zone);
			expect(name, zone).not.toBeNull();
			expect(zoneName(name ?? "")).toBe(name);
			expect(zoneName(zone.toLowerCase())).toBe(name);
			expect(clocks(name ?? "")).toEqual(clocks(zone));
		}
	});

	test("of before leads to one that the runtime knows", () => {
		const unknown = [...CURRENT_NAMES].filter(([alias, name]) => zoneName(alias) !== name);
		expect(unknown).toEqual([]);
	});
});

describe("a carrier's word for a zone", () => {
	test.each([
		["Etc/GMT+5", { zone: "-05:00", minutes: -300 }],
		["Etc/GMT-8", { zone: "+08:00", minutes: 480 }],
		["Asia/Saigon", { zone: "Asia/Ho_Chi_Minh", minutes: null }],
		["z", { zone: "UTC", minutes: 0 }],
		["EST", null],
	])("%s without a table", (word, named) => {
		expect(readZone(word)).toEqual(named);
	});

	test("is looked up in its table first, in capitals", () => {
		expect(readZone(" est ", { EST: "-05:00" })).toEqual({ zone: "-05:00", minutes: -300 });
		expect(readZone("LT", { LT: "Mars/Phobos" })).toBeNull();
	});

	test("is the same however many strangers came between", () => {
		for (let number = 0; number < 3_000; number++) expect(readZone(`X/${number}`)).toBeNull();
		expect(readZone("Asia/Tokyo")).toEqual({ zone: "Asia/Tokyo", minutes: null });
	});
});

test.each(carriers.map((carrier) => [carrier.code, carrier.clock] as const))(
	"every zone that the clock of %s declares exists",
	(_code, { zone, zoneWords = {} }) => {
		const declared = zone.kind === "fixed" ? zone.zone : zone.kind === "scan-site" ? zone.fallback : null;
		if (declared !== null) expect(zoneName(declared)).toBe(declared);
		for (const [word, meant] of Object.entries(zoneWords)) {
			expect(word).toBe(word.toUpperCase());
			const named = readZone(meant);
			expect(named, word).not.toBeNull();
			if (meant.includes("/")) expect(named?.zone).toBe(meant);
		}
	},
);
