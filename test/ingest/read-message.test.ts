import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { z } from "zod";
import { fedex } from "../../adapters/fedex.ts";
import { defineCarrier, type RawShipment, Unreadable } from "../../adapters/kit/index.ts";
import type { Fact } from "../../src/core/facts.ts";
import { fold } from "../../src/core/fold.ts";
import { factsOf, type MessageToRead, readMessage as readMessageWith } from "../../src/ingest/read-message.ts";
import { testPlaces } from "../helpers/places.ts";

const readMessage = (message: MessageToRead) => readMessageWith(message, testPlaces());

// A courier of our own making whose bodies are RawShipments: what is tested is all that comes after extraction.
const courier = defineCarrier({
	code: "plain-courier",
	name: "Plain Courier",
	countries: ["US"],
	source: { kind: "assumed", url: "https://example.org/tracking", checked: "2026-11-22" },
	numbers: { pattern: /^PC\d{6}$/, valid: ["PC000001"], invalid: ["PC1"] },
	clock: { formats: ["iso"], zone: { kind: "scan-site", fallback: "America/Chicago" }, midnightIsDay: true },
	statuses: {
		LBL: "info_received.label_created",
		PUP: "picked_up.collected",
		ARR: "in_transit.arrived_facility",
		OUT: "out_for_delivery.on_vehicle",
		DLV: "delivered.to_recipient",
	},
	extract: (body) => {
		const parsed = bodies.safeParse(JSON.parse(body));
		if (!parsed.success) throw new Unreadable("body: not a list");
		// The schema leaves every field of a RawShipment as the test wrote it.
		return { shipments: parsed.data as unknown as readonly RawShipment[] };
	},
	trackingUrl: (number) => `https://example.org/${encodeURIComponent(number)}`,
});
const bodies = z.array(z.looseObject({}));

const shipment = (more: Partial<RawShipment>): RawShipment => ({
	trackingNumber: "PC000001",
	scans: [],
	order: "newest-first",
	...more,
});
const scan = (code: string, text: string, more: object = {}) => ({ code, text: code, time: { text }, ...more });
const readShipments = (shipments: readonly RawShipment[], askedNumber: string | null = null) =>
	readMessage({
		carrier: courier,
		kind: "poll",
		contentType: "json",
		body: JSON.stringify(shipments),
		asked: askedNumber === null ? [] : [askedNumber],
	});

const heard = (minute: number) => ({
	provenance: {
		channel: "poll" as const,
		messageId: `msg_${minute}`,
		knownAt: `2025-05-09T10:${String(minute).padStart(2, "0")}:00Z`,
	},
	leg: 1,
});
const keyOf = (fact: Fact) => (fact.kind === "scan" ? fact.scan.key : fact.key);

describe("a scan", () => {
	test("is dated by the zone of its place, each place by its own", () => {
		const { shipments, problems } = readShipments([
			shipment({
				scans: [
					scan("DLV", "2025-05-06T14:05:00", { place: { city: "Albany", region: "NY", country: "US" } }),
					scan("ARR", "2025-05-05T09:00:00", { place: { city: "Regional Hub", region: "ND", country: "US" } }),
					scan("PUP", "2025-05-04T18:30:00", { place: { city: "Phoenix", region: "AZ", country: "US" } }),
				],
			}),
		]);
		expect(problems).toEqual([]);
		expect(shipments[0]?.scans.map(({ time, sequence }) => ({ ...time, sequence }))).toEqual([
			{
				local: "2025-05-04T18:30:00",
				precision: "second",
				zone: "America/Phoenix",
				zoneSource: "place",
				instant: "2025-05-05T01:30:00Z",
				sequence: 1,
			},
			{
				local: "2025-05-05T09:00:00",
				precision: "second",
				zone: null,
				zoneSource: "none",
				instant: null,
				sequence: 2,
			},
			{
				local: "2025-05-06T14:05:00",
				precision: "second",
				zone: "America/New_York",
				zoneSource: "place",
				instant: "2025-05-06T18:05:00Z",
				sequence: 3,
			},
		]);
		// The scan without a zone is ordered by the carrier's fallback.
		expect(shipments[0]?.scans[1]?.at).toBe(Date.parse("2025-05-05T14:00:00Z"));
	});

	test("that no clock can have shown stays on the timeline and is reported", () => {
		const { outcome, shipments, problems } = readShipments([
			shipment({ scans: [scan("PUP", "2025-03-09T02:30:00", { place: { region: "NY", country: "US" } })] }),
		]);
		expect(outcome).toBe("ok");
		expect(shipments[0]?.scans[0]?.time.instant).toBe("2025-03-09T07:30:00Z");
		expect(problems).toEqual([
			{ kind: "bad-time", detail: "2025-03-09T02:30:00: no clock in America/New_York showed this time." },
		]);
	});

	test("has the same key whichever message tells it, and another when its number, code, time or place is another", () => {
		const place = { city: "Albany", region: "NY", country: "US" };
		const one = (raw: object, number = "PC000001") =>
			readShipments([shipment({ trackingNumber: number, scans: [raw as RawShipment["scans"][number]] })]).shipments[0]
				?.scans[0]?.key;
		const key = one(scan("ARR", "2025-05-05T09:00:00", { place }));
		expect(key).toMatch(/^[0-9a-f]{16}$/);
		expect(one(scan("ARR", "2025-05-05 09:00:00", { place: { ...place, city: "ALBANY" }, text: "Other words" }))).toBe(
			key,
		);
		for (const other of [
			one(scan("OUT", "2025-05-05T09:00:00", { place })),
			one(scan("ARR", "2025-05-05T09:00:01", { place })),
			one(scan("ARR", "2025-05-05T09:00:00", { place: { ...place, city: "Troy" } })),
			one(scan("ARR", "2025-05-05T09:00:00", { place }), "PC000002"),
			one(scan("ARR", "2025-05-05T09:00:00", { place, piece: "2" })),
		]) {
			expect(other).not.toBe(key);
		}
	});
});

describe("a header", () => {
	test("without a time of its own borrows the newest scan's for order, never for show", () => {
		const { shipments } = readShipments([
			shipment({
				scans: [scan("OUT", "2025-05-06T08:00:00-04:00"), scan("PUP", "2025-05-04T18:30:00-07:00")],
				status: { code: "DLV" },
			}),
		]);
		expect(shipments[0]?.header).toMatchObject({
			at: Date.parse("2025-05-06T12:00:00Z"),
			local: null,
			instant: null,
			status: { code: "delivered.to_recipient", reason: "none", carrierCode: "DLV" },
		});
	});

	test("takes the zone of the scan that it repeats, and none where it repeats none", () => {
		const scans = [scan("DLV", "2025-05-06T14:05:00", { place: { region: "NY", country: "US" } })];
		const repeated = readShipments([
			shipment({ scans, status: { code: "DLV", time: { text: "2025-05-06T14:05:00" } } }),
		]);
		expect(repeated.shipments[0]?.header?.instant).toBe("2025-05-06T18:05:00Z");
		const apart = readShipments([shipment({ scans, status: { code: "DLV", time: { text: "2025-05-06T14:09:00" } } })]);
		expect(apart.shipments[0]?.header?.instant).toBeNull();
		expect(apart.shipments[0]?.header?.local).toBe("2025-05-06T14:09:00");
	});

	test("alone, without any time, counts from when we learnt it, and is one fact a message", () => {
		const [told] = readShipments([shipment({ status: { code: "PUP" } })]).shipments;
		if (told === undefined) throw new Error("one shipment was told");
		const [first] = factsOf(told, heard(1));
		const [again] = factsOf(told, heard(1));
		const [later] = factsOf(told, heard(2));
		expect(first).toMatchObject({ kind: "header", at: Date.parse("2025-05-09T10:01:00Z"), piece: null });
		expect(again && keyOf(again)).toBe(first && keyOf(first));
		expect(later && keyOf(later)).not.toBe(first && keyOf(first));
		expect(fold([...factsOf(told, heard(1)), ...factsOf(told, heard(2))], "2025-05-09T11:00:00Z").code).toBe(
			"picked_up.collected",
		);
	});

	test("is another fact when it says something else or is of another leg", () => {
		const facts = [
			[shipment({ status: { code: "PUP" } }), 1],
			[shipment({ status: { code: "PUP" } }), 2],
			[shipment({ status: { code: "DLV" } }), 1],
			[shipment({ status: { code: "PUP" }, signed: true }), 1],
			[
				shipment({
					status: { code: "PUP" },
					promised: { from: { text: "2025-05-09" }, to: { text: "2025-05-09" } },
				}),
				1,
			],
			[shipment({ trackingNumber: "PC000002", status: { code: "PUP" } }), 1],
		] as const;
		const keys = facts.flatMap(([raw, leg]) =>
			readShipments([raw]).shipments.flatMap((told) => factsOf(told, { ...heard(1), leg }).map(keyOf)),
		);
		expect(new Set(keys).size).toBe(facts.length);
	});

	test("is not made up where the message says nothing of the parcel as a whole", () => {
		const { shipments } = readShipments([shipment({ scans: [scan("PUP", "2025-05-04T18:30:00-07:00")] })]);
		expect(shipments[0]?.header).toBeNull();
	});
});

describe("several accounts of one number in one message", () => {
	const older = shipment({
		scans: [scan("OUT", "2025-05-02T08:00:00Z"), scan("PUP", "2025-05-01T08:00:00Z")],
		status: { code: "OUT" },
		promised: { from: { text: "2025-05-02" }, to: { text: "2025-05-02" } },
		signed: true,
	});
	const newer = shipment({
		trackingNumber: "pc 000001",
		scans: [scan("ARR", "2025-05-03T08:00:00Z"), scan("PUP", "2025-05-01T08:00:00Z")],
		status: { code: "ARR" },
		promised: { from: { text: "2025-05-05" }, to: { text: "2025-05-05" } },
	});

	test.each([
		["older first", [older, newer]],
		["newer first", [newer, older]],
	])("are one parcel, each scan once, with the newest status and promise and any signature: %s", (_name, told) => {
		const { shipments } = readShipments(told);
		expect(shipments).toHaveLength(1);
		expect(shipments[0]?.scans.map(({ carrierCode }) => carrierCode).sort()).toEqual(["ARR", "OUT", "PUP"]);
		expect(shipments[0]?.header).toMatchObject({
			status: { carrierCode: "ARR" },
			promised: { from: "2025-05-05", to: "2025-05-05" },
			signed: true,
		});
	});

	test("keep an older delivery above a newer lesser status", () => {
		const { shipments } = readShipments([{ ...older, status: { code: "DLV" } }, newer]);
		expect(shipments[0]?.header?.status?.code).toBe("delivered.to_recipient");
		expect(shipments[0]?.header?.at).toBe(Date.parse("2025-05-02T08:00:00Z"));
		expect(shipments[0]?.header?.promised?.to).toBe("2025-05-05");
	});

	test("of different numbers stay apart, and so do two that nobody named", () => {
		const other = shipment({ trackingNumber: "PC000002", scans: older.scans });
		expect(readShipments([older, other]).shipments.map(({ trackingNumber }) => trackingNumber)).toEqual([
			"PC000001",
			"PC000002",
		]);
		const nameless = { ...older, trackingNumber: null };
		expect(readShipments([nameless, nameless]).shipments).toHaveLength(2);
	});

	test("without a number are of the number that was asked for", () => {
		const { shipments } = readShipments([{ ...older, trackingNumber: null }], "PC000009");
		expect(shipments[0]?.trackingNumber).toBe("PC000009");
		const named = readShipments([{ ...older, trackingNumber: "PC000009" }]);
		expect(shipments[0]?.scans.map(({ key }) => key)).toEqual(named.shipments[0]?.scans.map(({ key }) => key));
	});
});

describe("a withdrawal", () => {
	const told = shipment({
		scans: [
			scan("DLV", "2025-05-03T08:00:00Z", { id: "ev-2" }),
			scan("PUP", "2025-05-01T08:00:00Z", { id: "ev-1", piece: "1" }),
		],
	});

	test("takes the scan of that event off the timeline, from the moment that it is known", () => {
		const facts = [
			...readShipments([told]).shipments.flatMap((one) => factsOf(one, heard(1))),
			...readShipments([shipment({ withdraws: ["ev-2"] })]).shipments.flatMap((one) => factsOf(one, heard(5))),
		];
		expect(fold(facts, "2025-05-09T10:04:00Z").timeline.map(({ carrierCode }) => carrierCode)).toEqual(["PUP", "DLV"]);
		expect(fold(facts, "2025-05-09T10:06:00Z").timeline.map(({ carrierCode }) => carrierCode)).toEqual(["PUP"]);
	});

	test("in the message that tells the scan finds it also under its piece", () => {
		const { shipments } = readShipments([{ ...told, withdraws: ["ev-1"] }]);
		const facts = shipments.flatMap((one) => factsOf(one, heard(1)));
		expect(fold(facts, "2025-05-09T11:00:00Z").timeline.map(({ carrierCode }) => carrierCode)).toEqual(["DLV"]);
	});
});

test("a message told twice gives the same state as once", () => {
	const zones = fc.constantFrom("NY", "AZ", "TX", "IL");
	const minutes = fc.integer({ min: 0, max: 60 * 24 * 20 });
	const anyScan = fc.record({
		code: fc.constantFrom("LBL", "PUP", "ARR", "OUT", "DLV", "???"),
		minutes,
		region: zones,
	});
	fc.assert(
		fc.property(fc.array(anyScan, { maxLength: 12 }), fc.constantFrom("PUP", "DLV", undefined), (rows, status) => {
			const scans = rows.map(({ code, minutes: past, region }) =>
				scan(code, new Date(Date.UTC(2025, 2, 1) + past * 60_000).toISOString().slice(0, 19), {
					place: { region, country: "US" },
				}),
			);
			const raw = shipment({ scans, order: "none", ...(status === undefined ? {} : { status: { code: status } }) });
			const once = readShipments([raw]).shipments.flatMap((one) => factsOf(one, heard(1)));
			const twice = [...once, ...readShipments([raw]).shipments.flatMap((one) => factsOf(one, heard(2)))];
			const asOf = "2025-05-10T00:00:00Z";
			const { timeline: told, ...state } = fold(once, asOf);
			const { timeline: toldTwice, ...stateTwice } = fold(twice, asOf);
			expect({ ...stateTwice, lastScan: stateTwice.lastScan?.key }).toEqual({
				...state,
				lastScan: state.lastScan?.key,
			});
			expect(toldTwice.map(({ key }) => key)).toEqual(told.map(({ key }) => key));
			expect(told.length).toBe(new Set(rows.map((row) => JSON.stringify(row))).size);
		}),
		{
			numRuns: 300,
			// A status without a time of its own, told again under the same scan: its first telling is the word.
			examples: [
				[
					[
						{ code: "LBL", minutes: 155, region: "TX" },
						{ code: "LBL", minutes: 0, region: "NY" },
					],
					"PUP",
				],
			],
		},
	);
});

test("a body that is not the carrier's is an outcome, never an exception", () => {
	for (const body of ["", "<html></html>", "{}", "[]", "null", "[1]", '[{"trackingNumber":5}]', "\u0000", "["]) {
		const reading = readMessage({ carrier: courier, kind: "poll", contentType: "json", body });
		expect(["error", "empty"]).toContain(reading.outcome);
		expect(reading.shipments).toEqual([]);
	}
});

test("a message of very many numbers, or very many pieces, is read in time that grows with its length alone", () => {
	const at = (second: number) => new Date(Date.UTC(2025, 0, 1) + second * 1000).toISOString();
	const many = Array.from({ length: 40_000 }, (_, index) => index);
	const distinct = many.map((index) => ({
		trackingNumber: String(100_000_000_000 + index),
		scanEvents: [{ date: at(index), eventType: "PU" }],
	}));
	const same = many.map((index) => ({
		trackingNumber: "700000000005",
		scanEvents: [{ date: at(index), eventType: "PU" }],
	}));
	const readFedex = (trackResults: unknown) =>
		readMessage({
			carrier: fedex,
			kind: "webhook",
			contentType: "json",
			body: JSON.stringify({ trackResults }),
		});
	expect(readFedex(distinct).shipments).toHaveLength(40_000);
	const [merged] = readFedex(same).shipments;
	// More than a fault at the sender explains: the newest are read, and the problem says so.
	expect(merged?.scans).toHaveLength(5_000);
	expect(merged?.scans.at(-1)?.time.instant).toBe(at(39_999).replace(".000Z", "Z"));
	expect(readFedex(same).problems).toContainEqual({
		kind: "unreadable",
		detail: "40000 scans of one number in one message: the newest 5000 are read.",
	});
});
