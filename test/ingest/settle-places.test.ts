import fc from "fast-check";
import { expect, test } from "vitest";
import type { Fact, ScanFact } from "../../src/core/facts.ts";
import type { WrittenPlace } from "../../src/core/scan.ts";
import { locateTime } from "../../src/geo/locate-time.ts";
import { factsThatAreNews, withNews } from "../../src/ingest/facts-that-are-news.ts";
import { settlePlaces } from "../../src/ingest/settle-places.ts";
import { testPlaces } from "../helpers/places.ts";

const places = testPlaces();
const nowhere = { origin: null, destination: null };

/** A scan with a wall clock of its place, as one message tells it. */
function scanAt(key: number, local: string, text: string, country: string | null = null): ScanFact {
	const words: WrittenPlace = {
		text,
		country,
		postcode: null,
		lat: null,
		lng: null,
		precision: null,
		city: null,
		region: null,
	};
	const { place, zone } = places.locate(words);
	const { time, at } = locateTime({ kind: "site", local, precision: "second", fallback: null }, zone);
	return {
		kind: "scan",
		scan: {
			key: key.toString(16).padStart(16, "0"),
			leg: 1,
			piece: null,
			code: "in_transit.moving",
			reason: "none",
			carrierCode: "X",
			rule: null,
			text: `scan ${key}`,
			time,
			at,
			sequence: 0,
			place,
			marked: {},
		},
		provenance: [{ channel: "webhook", messageId: `msg_${key}`, knownAt: `2026-11-22T0${key % 10}:00:00Z` }],
	};
}

const scanOf = (facts: readonly Fact[], text: string) =>
	facts.flatMap((fact) => (fact.kind === "scan" && fact.scan.place?.text === text ? [fact.scan] : []))[0];

const springfield = scanAt(1, "2026-11-20T12:00:00", "SPRINGFIELD", "US");

test("a name of many towns is the one on the parcel's way, and its clock is read there", () => {
	expect(springfield.scan).toMatchObject({ place: { precision: "country" }, time: { zone: null, instant: null } });
	const hartford = scanAt(2, "2026-11-20T08:00:00", "HARTFORD, CT", "US");
	expect(scanOf(settlePlaces([springfield, hartford], nowhere, places), "SPRINGFIELD")).toMatchObject({
		place: { precision: "locality", lat: expect.closeTo(42.1, 0), lng: expect.closeTo(-72.6, 0) },
		time: { zone: "America/New_York", zoneSource: "place", instant: "2026-11-20T17:00:00Z" },
		at: Date.parse("2026-11-20T17:00:00Z"),
	});
});

test("where the parcel goes to tells as well as where it was", () => {
	const ends = { origin: null, destination: { country: "US", region: "MO", city: "Joplin" } };
	const settled = scanOf(settlePlaces([springfield], ends, places), "SPRINGFIELD");
	expect(settled?.time.zone).toBe("America/Chicago");
});

test("what nothing settles stays open, and what its words settle is never moved", () => {
	expect(settlePlaces([springfield], nowhere, places)).toEqual([springfield]);
	const paris = scanAt(3, "2026-11-20T08:00:00", "PARIS, TX", "US");
	const inFrance = scanAt(4, "2026-11-20T08:00:00", "Lyon", "FR");
	expect(scanOf(settlePlaces([paris, inFrance], nowhere, places), "PARIS, TX")).toEqual(paris.scan);
});

test("a word that names a region is never a town of that name elsewhere", () => {
	const region: WrittenPlace = {
		text: "Oregon",
		country: "US",
		postcode: null,
		lat: null,
		lng: null,
		precision: null,
		city: null,
		region: "Oregon",
	};
	const { place } = places.locate(region);
	const open = scanAt(7, "2026-11-20T08:00:00", "Rockford, IL", "US");
	const vague = { ...springfield, scan: { ...springfield.scan, key: "b".padStart(16, "0"), place } };
	expect(place.precision).toBe("region");
	expect(settlePlaces([vague, open], nowhere, places)).toEqual([vague, open]);
});

test("only what is near in time tells, however much else is known", () => {
	const road = [
		scanAt(2, "2026-11-20T09:00:00", "JOPLIN, MO", "US"),
		scanAt(3, "2026-11-20T15:00:00", "BRANSON, MO", "US"),
		...["Tokyo", "Osaka", "Seoul", "Busan", "Shanghai", "Ningbo"].map((city, index) =>
			scanAt(10 + index, `2026-11-0${index + 1}T09:00:00`, city),
		),
	];
	expect(scanOf(settlePlaces([...road, springfield], nowhere, places), "SPRINGFIELD")?.time.zone).toBe(
		"America/Chicago",
	);
});

test("a header takes the instant of its own scan of that time, and of none where they differ", () => {
	const header = (leg: number): Fact => ({
		kind: "header",
		key: "h",
		leg,
		piece: null,
		status: null,
		at: 0,
		local: "2026-11-20T08:00:00",
		instant: null,
		promised: null,
		signed: false,
		provenance: springfield.provenance,
	});
	const east = scanAt(2, "2026-11-20T08:00:00", "HARTFORD, CT", "US");
	const west = scanAt(3, "2026-11-20T08:00:00", "RENO, NV", "US");
	const instantOf = (...facts: readonly Fact[]) =>
		settlePlaces(facts, nowhere, places).flatMap((fact) => (fact.kind === "header" ? [fact.instant] : []))[0];
	expect(instantOf(header(1), east)).toBe("2026-11-20T13:00:00Z");
	expect(instantOf(header(2), east)).toBeNull();
	expect([instantOf(header(1), east, west), instantOf(west, east, header(1))]).toEqual([null, null]);
});

test("the order in which the scans came makes no difference", () => {
	const facts = [
		springfield,
		scanAt(2, "2026-11-20T08:00:00", "HARTFORD, CT", "US"),
		scanAt(3, "2026-11-20T09:00:00", "WORCESTER, MA", "US"),
		scanAt(4, "2026-11-21T09:00:00", "AURORA", "US"),
		scanAt(5, "2026-11-21T10:00:00", "In Transit"),
	];
	const byKey = (all: readonly Fact[]) =>
		all.toSorted((a, b) => (a.kind === "scan" && b.kind === "scan" && a.scan.key < b.scan.key ? -1 : 1));
	const once = byKey(settlePlaces(facts, nowhere, places));
	fc.assert(
		fc.property(fc.shuffledSubarray(facts, { minLength: facts.length }), (shuffled) => {
			expect(byKey(settlePlaces(shuffled, nowhere, places))).toEqual(once);
		}),
	);
});

test("the same words, placed better, are the same scan understood better and no account of their own", () => {
	const { scan } = scanAt(6, "2026-11-20T08:00:00", "HARTFORD, CT", "US");
	const older: ScanFact = {
		kind: "scan",
		scan: {
			...scan,
			place: scan.place && {
				...scan.place,
				lat: 0,
				lng: 0,
				precision: "country",
				found: { by: "x", gazetteer: "old" },
			},
			time: { ...scan.time, zone: null, zoneSource: "none", instant: null },
			at: 0,
		},
		provenance: [{ channel: "poll", messageId: "msg_1", knownAt: "2026-11-20T10:00:00Z" }],
	};
	const told: ScanFact = {
		kind: "scan",
		scan,
		provenance: [{ channel: "poll", messageId: "msg_2", knownAt: "2026-11-20T11:00:00Z" }],
	};
	const news = factsThatAreNews([told], [older]);
	expect(withNews([older], news)).toEqual([{ ...older, scan }]);
	expect(factsThatAreNews([told], withNews([older], news))).toEqual([]);
});
