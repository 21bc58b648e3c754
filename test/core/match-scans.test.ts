import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { ScanFact } from "../../src/core/facts.ts";
import { matchScans } from "../../src/core/match-scans.ts";
import type { Place, Scan } from "../../src/core/scan.ts";
import { scanFact, told } from "./told.ts";

/** The lines as sets of the facts' keys: `s1+s2 s3`. */
function linesOf(facts: readonly ScanFact[]): string {
	const messages = new Map(facts.flatMap((fact) => fact.provenance.map((one) => [one, fact.scan.key])));
	const lines = matchScans(facts).map((line) => [...new Set(line.provenance.map((one) => messages.get(one)))].sort());
	return lines
		.map((keys) => keys.join("+"))
		.sort()
		.join(" ");
}

function facts(lines: string): readonly ScanFact[] {
	return told(lines).map(scanFact);
}

describe("scans of several channels", () => {
	test.each([
		[
			"the same UPS scan by webhook, by poll and through an aggregator is one line",
			`17 09:05:00 in_transit.arrived_facility @US:Louisville,_KY by webhook
			 17 09:05:00 in_transit.arrived_facility @US:LOUISVILLE_KY by poll
			 17 09:05:30 in_transit.arrived_facility @US:KY,_Louisville by aggregator`,
			"s1+s2+s3",
		],
		[
			"a chain over three channels is one line though its ends are further apart",
			`17 09:05:00 in_transit.moving by webhook
			 17 09:05:50 in_transit.moving by poll
			 17 09:06:40 in_transit.moving by aggregator`,
			"s1+s2+s3",
		],
		["two rows of one channel are two lines", "17 09:05 in_transit.moving\n17 09:05 in_transit.moving", "s1 s2"],
		[
			"one row of the other channel joins the nearer of two",
			`17 09:05:00 in_transit.moving by webhook
			 17 09:05:40 in_transit.moving by webhook
			 17 09:05:30 in_transit.moving by poll`,
			"s1 s2+s3",
		],
		[
			"two rows of each channel are matched one to one",
			`17 09:05:00 in_transit.moving by webhook
			 17 09:05:20 in_transit.moving by webhook
			 17 09:05:00 in_transit.moving by poll
			 17 09:05:20 in_transit.moving by poll`,
			"s1+s3 s2+s4",
		],
		["60 seconds apart is one", "17 09:05 in_transit.moving by poll\n17 09:06 in_transit.moving by file", "s1+s2"],
		["61 seconds apart are two", "17 09:05 in_transit.moving by poll\n17 09:06:01 in_transit.moving by file", "s1 s2"],
		["two codes of ours are two", "17 09:05 in_transit.moving by poll\n17 09:05 in_transit.loaded by file", "s1 s2"],
		["notes are never one", "17 09:05 note.unmapped by poll\n17 09:05 note.unmapped by file", "s1 s2"],
		["bare dates are never one", "17 --:-- in_transit.moving by poll\n17 --:-- in_transit.moving by file", "s1 s2"],
		["two pieces are two", "17 09:05 in_transit.moving #A by poll\n17 09:05 in_transit.moving #B by file", "s1 s2"],
		[
			"two countries are two",
			"17 09:05 in_transit.moving @DE:Aachen by poll\n17 09:05 in_transit.moving @NL:Aachen by file",
			"s1 s2",
		],
		[
			"two cities are two",
			"17 09:05 in_transit.moving @DE:Kiel by poll\n17 09:05 in_transit.moving @DE:Ulm by file",
			"s1 s2",
		],
		[
			"a place that one channel does not name contradicts nothing",
			"17 09:05 in_transit.moving @DE:Kiel by poll\n17 09:05 in_transit.moving by file",
			"s1+s2",
		],
		[
			"names in two scripts contradict nothing",
			"17 09:05 in_transit.moving @CN:深圳市 by poll\n17 09:05 in_transit.moving @CN:Shenzhen by file",
			"s1+s2",
		],
		[
			"a blank place does not make two cities one",
			`17 09:05:00 in_transit.moving @DE:Kiel by webhook
			 17 09:05:10 in_transit.moving by poll
			 17 09:05:25 in_transit.moving @DE:Ulm by file`,
			"s1+s2 s3",
		],
	])("%s", (_guarantee, lines, expected) => {
		expect(linesOf(facts(lines))).toBe(expected);
		expect(linesOf(facts(lines).toReversed())).toBe(expected);
	});

	test("of two legs are two", () => {
		const [one, other] = facts("17 09:05 in_transit.moving by poll\n17 09:05 in_transit.moving by file");
		if (one === undefined || other === undefined) throw new Error("Two facts are told.");
		expect(linesOf([one, { ...other, scan: { ...other.scan, leg: 2 } }])).toBe("s1 s2");
	});
});

test("a scan taken back takes its twin, unless a standing scan claims it", () => {
	const some = facts(`
		17 09:05 delivered.signed by webhook
		17 09:05 delivered.signed by webhook
		17 09:05 delivered.signed by poll
	`);
	const [line, ...others] = matchScans(some, new Set(["s1"]));
	expect(others).toEqual([]);
	expect(line).toMatchObject({ key: "s2", provenance: [{ channel: "webhook" }, { channel: "poll" }] });
	expect(matchScans(some, new Set(["s1", "s2"]))).toEqual([]);
});

describe("places of two accounts", () => {
	const kiel: Place = { text: "Kiel", country: "DE", postcode: null, lat: 54.32, lng: 10.13, precision: "locality" };
	const placed = (one: Partial<Place>, other: Partial<Place>) => {
		const [first, second] = facts("17 09:05 in_transit.moving by poll\n17 09:05 in_transit.moving by file");
		if (first === undefined || second === undefined) throw new Error("Two facts are told.");
		const at = (fact: ScanFact, place: Partial<Place>) => ({
			...fact,
			scan: { ...fact.scan, place: { ...kiel, ...place } },
		});
		return linesOf([at(first, one), at(second, other)]);
	};
	const unknown = { lat: null, lng: null, precision: null };
	test.each<[string, Partial<Place>, Partial<Place>, string]>([
		["points of one city make one of two spellings", {}, { text: "Kiel-Wik Zustellbasis", lat: 54.36 }, "s1+s2"],
		["points of one city make one of two languages", { text: "Köln" }, { text: "Cologne" }, "s1+s2"],
		["points far apart are two cities", {}, { text: "Neustadt", lat: 49.35, lng: 8.14 }, "s1 s2"],
		["a point known to the country says nothing", { text: "" }, { text: "", lat: 51, precision: "country" }, "s1+s2"],
		[
			"one postcode makes one of two spellings",
			{ ...unknown, postcode: "24159" },
			{ ...unknown, text: "Wik", postcode: "24159" },
			"s1+s2",
		],
		[
			"two postcodes without names are two",
			{ ...unknown, text: "", postcode: "24159" },
			{ ...unknown, text: "", postcode: "89073" },
			"s1 s2",
		],
		[
			"points on both sides of the date line are near",
			{ text: "", lat: -17, lng: 179.9 },
			{ text: "", lat: -17, lng: -179.9 },
			"s1+s2",
		],
	])("%s", (_guarantee, one, other, expected) => {
		expect(placed(one, other)).toBe(expected);
	});
});

describe("the line of several accounts", () => {
	const two = (one: Partial<Scan>, other: Partial<Scan>) => {
		const [first, second] = facts(
			"17 09:05 in_transit.moving by webhook known 17 10:00\n17 09:05 in_transit.moving by poll known 17 09:30",
		);
		if (first === undefined || second === undefined) throw new Error("Two facts are told.");
		const some = [
			{ ...first, scan: { ...first.scan, ...one } },
			{ ...second, scan: { ...second.scan, ...other } },
		];
		const [line] = matchScans(some);
		expect(matchScans(some.toReversed())).toEqual([line]);
		return line;
	};
	const place: Place = { text: "Kiel", country: "DE", postcode: null, lat: 54.32, lng: 10.13, precision: "locality" };
	const time = {
		local: "2026-03-17T09:05:00",
		zone: "UTC",
		zoneSource: "payload",
		instant: "2026-03-17T09:05:00Z",
	} as const;

	test("names every message, the first to tell it first", () => {
		expect(two({}, {})?.provenance.map((one) => one.channel)).toEqual(["poll", "webhook"]);
	});
	test("is the carrier's own webhook where the accounts are level", () => {
		expect(two({}, {})?.key).toBe("s1");
	});
	test.each<[string, Partial<Scan>, Partial<Scan>]>([
		["the more precise time", { time: { ...time, precision: "minute" } }, { time: { ...time, precision: "second" } }],
		["the place with a point", { place: { ...place, lat: null, lng: null } }, { place }],
		["the carrier's code", { carrierCode: "" }, { carrierCode: "AR" }],
		["more beside its words", {}, { details: { stopsBefore: 4 } }],
	])("is the account with %s", (_what, one, other) => {
		expect(two(one, other)?.key).toBe("s2");
	});
	test("fills what its account leaves blank from the others", () => {
		const line = two(
			{ marked: { signedBy: "A. Sample" } },
			{ reason: "external.weather", place: { ...place, lat: null, lng: null }, marked: { courierName: "B. Sample" } },
		);
		expect(line).toMatchObject({ key: "s1", reason: "external.weather", place: { text: "Kiel" } });
		expect(line?.marked).toEqual({ signedBy: "A. Sample", courierName: "B. Sample" });
	});
	test("tells beside its words what either account does", () => {
		const kiosk = { name: "Kiosk", address: null, hours: [], until: null, lat: null, lng: null };
		const line = two(
			{ carrierCode: "AR", details: { stopsBefore: 4, pickup: kiosk } },
			{ carrierCode: "", details: { stopsBefore: 6, pickup: { ...kiosk, until: "2026-03-20" } } },
		);
		expect(line?.details).toEqual({ stopsBefore: 4, pickup: { ...kiosk, until: "2026-03-20" } });
	});
});

test("neither the order of the facts nor their number changes which are one, and no channel is twice in a line", () => {
	const channels = ["webhook", "poll", "aggregator", "file"] as const;
	const places = ["", " @DE:Kiel", " @DE:Ulm"];
	const row = fc
		.tuple(fc.nat(150), fc.constantFrom(...channels), fc.constantFrom(...places))
		.map(([second, channel, place]) => {
			const clock = `09:0${Math.floor(second / 60)}:${String(second % 60).padStart(2, "0")}`;
			return `17 ${clock} in_transit.moving${place} by ${channel}`;
		});
	const rows = fc.array(row, { minLength: 2, maxLength: 9 }).map((some) => facts(some.join("\n")));
	const shuffled = rows.chain((some) =>
		fc.tuple(fc.constant(some), fc.shuffledSubarray([...some], { minLength: some.length })),
	);
	fc.assert(
		fc.property(shuffled, ([some, others]) => {
			expect(linesOf(others)).toBe(linesOf(some));
			for (const { provenance } of matchScans(some)) {
				expect(new Set(provenance.map((one) => one.channel)).size).toBe(provenance.length);
			}
		}),
	);
});
