import { readFileSync } from "node:fs";
import { join } from "node:path";
import fc from "fast-check";
import { expect, test } from "vitest";
import { iftstaWriter } from "../../src/exchange/iftsta.ts";
import {
	adapterOf,
	expectEveryCodeBack,
	hostile,
	JOURNEY,
	parcelOf,
	placed,
	readBack,
	type scanOf,
} from "./exchanged.ts";

const iftsta = adapterOf("edifact-iftsta");
const write = iftstaWriter(iftsta.statuses);
const scansOf = (text: string) => readBack(iftsta, text, "edifact").shipments.flatMap(({ scans }) => scans);

test("a journey is written as the golden file has it, read by eye, and the same again", () => {
	const { text, leftOut } = write(JOURNEY);
	expect(text).toBe(readFileSync(join(import.meta.dirname, "journey.edifact"), "utf8"));
	expect(write(JOURNEY).text).toBe(text);
	expect(leftOut).toEqual({ of: 9, scans: 1, codes: [], broader: ["in_transit.processed_facility"], undated: 1 });
});

test("every code comes back as itself or as the broader one that is named, and no reason is made up", () => {
	expectEveryCodeBack(write, scansOf, [
		// The Recommendation has no such events, or only kinds of them.
		...(["info_received.driver_at_sender", "in_transit.export_customs_presented", "in_transit.repacked"] as const),
		...(["in_transit.redirected_by_carrier", "ready_for_pickup.arriving_at_point", "delivered.partial"] as const),
		...(["in_transit.customs_duty_due", "in_transit.declaration_incorrect", "in_transit.security_check"] as const),
		...(["cancelled.export_cancelled", "note.information"] as const),
		// Only with a reason, of several.
		...(["in_transit.address_problem", "in_transit.contact_carrier"] as const),
	]);
});

test("an instant comes back to the minute with its clock, and a clock without one stays a clock", () => {
	const clocks = (scan: Parameters<typeof scanOf>[0]) =>
		scansOf(write(parcelOf([scan])).text).map(({ clock }) => clock);
	for (const [local, zone] of [
		["2026-06-01T18:15:00", "+08:00"],
		["2026-06-01T15:45:00", "+05:30"],
		["2026-06-01T06:45:00", "-03:30"],
		["2026-05-31T22:15:00", "-12:00"],
		["2026-06-01T23:15:00", "+13:00"],
	] as const) {
		const instant = "2026-06-01T10:15:00Z";
		expect(clocks({ local, instant })).toEqual([{ kind: "known", local, precision: "minute", zone, instant }]);
	}
	for (const [local, precision] of [
		["2026-06-01T10:15:30", "second"],
		["2026-06-01T10:15:00", "minute"],
		["2026-06-01", "day"],
	] as const) {
		expect(clocks({ local, precision, instant: null })).toEqual([{ kind: "site", local, precision, fallback: null }]);
	}
});

test("words and places of any script come back as they were, with the marks of the form in them", () => {
	const [words, town] = ["Can't: deliver? 2*3+4 'now'", "कोलकाता: Dum+Dum's?"];
	const [scan, ...others] = scansOf(write(parcelOf([{ text: words, place: placed(town, "IN") }])).text);
	expect(others).toEqual([]);
	expect(scan).toMatchObject({ text: words, place: { text: town, country: "IN" } });
});

test("no words, number, place, package or name of a carrier break the interchange", () => {
	fc.assert(
		fc.property(
			hostile,
			hostile,
			hostile,
			hostile,
			fc.integer({ min: 0, max: 4 }),
			(words, number, town, name, count) => {
				const scans = Array.from({ length: count }, () => ({ text: words, piece: words, place: placed(town, "US") }));
				const { text } = write(parcelOf(scans, { trackingNumber: number, carrier: { code: "push", name } }));
				expect(scansOf(text)).toHaveLength(count);
				expect(readBack(iftsta, text, "edifact").problems.filter(({ kind }) => kind !== "missing-number")).toEqual([]);
			},
		),
		{ numRuns: 200 },
	);
});

test("a parcel of more scans than a consignment may have statuses goes on in the next", () => {
	const { text } = write(parcelOf(Array.from({ length: 250 }, () => ({}))));
	expect(text.match(/^CNI\+\d\+BIKE1207'$/gm)).toHaveLength(3);
	expect(scansOf(text)).toHaveLength(250);
});
