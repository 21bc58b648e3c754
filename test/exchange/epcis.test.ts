import { readFileSync } from "node:fs";
import { join } from "node:path";
import fc from "fast-check";
import { expect, test } from "vitest";
import type { Code } from "../../src/core/status.ts";
import { epcisWriter } from "../../src/exchange/epcis.ts";
import {
	adapterOf,
	EVERY_CODE,
	expectEveryCodeBack,
	hostile,
	JOURNEY,
	parcelOf,
	placed,
	readBack,
} from "./exchanged.ts";

const epcis = adapterOf("epcis");
const DAMAGED = "delivered.damaged";
const GONE: ReadonlySet<Code> = new Set(["exception.lost", "exception.destroyed", "exception.stolen"]);
const write = epcisWriter(epcis.statuses);
const scansOf = (text: string) => readBack(epcis, text, "json").shipments.flatMap(({ scans }) => scans);

test("a journey is written as the golden file has it, read by eye, and the same again", () => {
	const { text, leftOut } = write(JOURNEY);
	expect(text).toBe(readFileSync(join(import.meta.dirname, "journey.epcis"), "utf8"));
	expect(write(JOURNEY).text).toBe(text);
	expect(leftOut).toEqual({
		of: 9,
		scans: 6,
		codes: ["in_transit.delayed_weather", "delivery_attempted.business_closed", "delivered.to_recipient"],
		broader: ["in_transit.processed_facility"],
		// A day, and a clock without a zone.
		undated: 2,
	});
});

test("every code comes back as itself or as the broader one that is named, and no reason is made up", () => {
	expectEveryCodeBack(write, scansOf, [
		// A receiving may be anybody's: EPCIS has no word for the last one, nor for the round before it.
		...EVERY_CODE.filter(
			(code) => /^(?:delivered|delivery_attempted|out_for_delivery)\./.test(code) && code !== DAMAGED,
		),
		...(["picked_up.without_data", "ready_for_pickup.arriving_at_point"] as const),
		// Nor for what is planned, or wanted of somebody.
		...(["info_received.pickup_scheduled", "in_transit.delivery_scheduled", "note.eta_changed"] as const),
		...(["info_received.awaiting_data", "in_transit.customs_info_required", "in_transit.customs_duty_due"] as const),
		...(["in_transit.address_problem", "in_transit.contact_carrier", "in_transit.declaration_incorrect"] as const),
		// Nor for what goes wrong without harm to the goods, and what puts it right.
		...EVERY_CODE.filter((code) => code.startsWith("in_transit.delayed")),
		...(["info_received.driver_at_sender", "info_received.not_yet_received", "info_received.pickup_failed"] as const),
		...(["in_transit.misrouted", "in_transit.out_of_area", "in_transit.security_check"] as const),
		...(["in_transit.forwarded_new_address", "in_transit.redirected_by_carrier"] as const),
		...(["in_transit.problem_resolved", "note.measured"] as const),
		// An inspection is anybody's too: the customs of the country it leaves are not told from the other's.
		...(["in_transit.export_customs_presented", "in_transit.export_customs_cleared"] as const),
		"cancelled.export_cancelled",
		...EVERY_CODE.filter((code) => code.startsWith("exception.") && !GONE.has(code)),
	]);
});

test("an instant comes back as it was, on the clock of the place", () => {
	for (const [local, zone] of [
		["2026-06-01T18:15:30", "+08:00"],
		["2026-06-01T15:45:30", "+05:30"],
		["2026-06-01T06:45:30", "-03:30"],
		["2026-06-02T00:15:30", "+14:00"],
	] as const) {
		const instant = "2026-06-01T10:15:30Z";
		const [scan] = scansOf(write(parcelOf([{ local, instant, precision: "second" }])).text);
		expect(scan?.clock).toEqual({ kind: "known", local, precision: "second", zone, instant });
	}
});

test("a number of GS1 is a Digital Link, a URI is itself, and a piece is an object of its own", () => {
	const numbersOf = (trackingNumber: string, piece: string | null) =>
		readBack(epcis, write(parcelOf([{ piece }], { trackingNumber })).text, "json").shipments.map(
			(shipment) => shipment.trackingNumber,
		);
	const { uri } = JOURNEY;
	expect(numbersOf("00340434161094012345", null)).toEqual(["https://id.gs1.org/00/340434161094012345"]);
	expect(numbersOf("urn:courier:parcel:77", null)).toEqual(["urn:courier:parcel:77"]);
	expect(numbersOf("00340434161094012344", null)).toEqual([uri]);
	expect(numbersOf("BIKE1207", "1 of 2")).toEqual([`${uri}#1%20of%202`]);
	expect(numbersOf("BIKE1207", "340434161094012345")).toEqual(["https://id.gs1.org/00/340434161094012345"]);
});

test("the same scan is the same event in every document, and another parcel's is another", () => {
	const idsOf = (parcel: typeof JOURNEY) => scansOf(write(parcel).text).map(({ id }) => id);
	const [id] = idsOf(parcelOf([{}]));
	expect(id).toMatch(/^urn:uuid:[\da-f]{8}-[\da-f]{4}-8[\da-f]{3}-8[\da-f]{3}-[\da-f]{12}$/);
	expect(idsOf(parcelOf([{}, { text: "more" }], { updatedAt: "2026-07-01T00:00:00.000Z" }))[0]).toBe(id);
	expect(idsOf(parcelOf([{}], { id: "shp_another" }))).not.toContain(id);
});

test("no number, place or piece breaks the document", () => {
	fc.assert(
		fc.property(hostile, hostile, hostile, fc.integer({ min: 0, max: 4 }), (words, number, town, count) => {
			const scans = Array.from({ length: count }, () => ({ text: words, piece: words, place: placed(town, "US") }));
			const { text } = write(parcelOf(scans, { trackingNumber: number }));
			expect(scansOf(text)).toHaveLength(count);
			expect(readBack(epcis, text, "json").problems).toEqual([]);
		}),
		{ numRuns: 200 },
	);
});
