import { expect, test } from "vitest";
import { iftstaWriter } from "../../src/exchange/iftsta.ts";
import { expectEveryCodeBack, expectJourney, expectUnbroken, interchangeOf, parcelOf, placed } from "./exchanged.ts";

const iftsta = interchangeOf("edifact-iftsta", iftstaWriter);
const { write, scansOf, clocksOf } = iftsta;

test("a journey is written as the golden file has it, read by eye, and the same again", () => {
	expectJourney(iftsta, "journey.edifact");
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
	for (const [local, zone] of [
		["2026-06-01T18:15:00", "+08:00"],
		["2026-06-01T15:45:00", "+05:30"],
		["2026-06-01T06:45:00", "-03:30"],
		["2026-05-31T22:15:00", "-12:00"],
		["2026-06-01T23:15:00", "+13:00"],
	] as const) {
		const instant = "2026-06-01T10:15:00Z";
		expect(clocksOf({ local, instant })).toEqual([{ kind: "known", local, precision: "minute", zone, instant }]);
	}
	for (const [local, precision] of [
		["2026-06-01T10:15:30", "second"],
		["2026-06-01T10:15:00", "minute"],
		["2026-06-01", "day"],
	] as const) {
		expect(clocksOf({ local, precision, instant: null })).toEqual([{ kind: "site", local, precision, fallback: null }]);
	}
});

test("words and places of any script come back as they were, with the marks of the form in them", () => {
	const [words, town] = ["Can't: deliver? 2*3+4 'now'", "कोलकाता: Dum+Dum's?"];
	const [scan, ...others] = scansOf(write(parcelOf([{ text: words, place: placed(town, "IN") }])).text);
	expect(others).toEqual([]);
	expect(scan).toMatchObject({ text: words, place: { text: town, country: "IN" } });
});

test("no words, number, place, package or name of a carrier break the interchange", () => {
	expectUnbroken(iftsta);
});

test("a parcel of more scans than a consignment may have statuses goes on in the next", () => {
	const { text } = write(parcelOf(Array.from({ length: 250 }, () => ({}))));
	expect(text.match(/^CNI\+\d\+BIKE1207'$/gm)).toHaveLength(3);
	expect(scansOf(text)).toHaveLength(250);
});
