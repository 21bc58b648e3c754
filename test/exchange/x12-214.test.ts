import { expect, test } from "vitest";
import { x12Writer } from "../../src/exchange/x12-214.ts";
import { expectEveryCodeBack, expectJourney, expectUnbroken, interchangeOf, parcelOf } from "./exchanged.ts";

const x12 = interchangeOf("x12-214", x12Writer);
const { write, readText, scansOf, clocksOf } = x12;

test("a journey is written as the golden file has it, read by eye, and the same again", () => {
	expectJourney(x12, "journey.x12");
});

test("every code comes back as itself or as the broader one that is named, and no reason is made up", () => {
	expectEveryCodeBack(write, scansOf, [
		// Handed in, weighed, planned and cleared for leaving a country: the list has no such events.
		...(["info_received.awaiting_handover", "picked_up.accepted", "picked_up.dropped_off", "note.measured"] as const),
		...(["in_transit.export_customs_presented", "in_transit.export_customs_cleared", "note.information"] as const),
		...(["out_for_delivery.contacting_recipient", "ready_for_pickup.arriving_at_point"] as const),
		...(["note.consolidated", "note.split", "in_transit.redirected_by_carrier"] as const),
		// Its words for these name a lorry, a train or a chassis.
		"in_transit.loaded",
		// The time of these would be read as that of the appointment.
		...(["info_received.pickup_scheduled", "in_transit.delivery_scheduled", "note.eta_changed"] as const),
		// Only with a reason, of several.
		...(["info_received.awaiting_data", "info_received.pickup_failed", "in_transit.address_problem"] as const),
		...(["in_transit.security_check", "in_transit.repacked", "in_transit.contact_carrier"] as const),
		...(["in_transit.declaration_incorrect", "in_transit.out_of_area"] as const),
		// It ends with a return or a cancellation, and knows no loss.
		"cancelled.export_cancelled",
		...(["exception.unspecified", "exception.rejected_by_carrier", "exception.customs_rejected"] as const),
		...(["exception.import_terminated", "exception.search_started", "exception.lost"] as const),
		...(["exception.destroyed", "exception.stolen"] as const),
	]);
});

test("an instant comes back as it was, and a clock without one stays a clock", () => {
	const known = (local: string, instant: string) => clocksOf({ local, instant, precision: "second" });
	const at = "2026-06-01T10:15:30Z";
	for (const [local, zone] of [
		["2026-06-01T18:15:30", "+08:00"],
		["2026-06-01T05:15:30", "-05:00"],
		["2026-05-31T22:15:30", "-12:00"],
		["2026-06-01T10:15:30", "UTC"],
	] as const) {
		expect(known(local, at)).toEqual([{ kind: "known", local, precision: "second", zone, instant: at }]);
	}
	// No code for half an hour, nor for thirteen: the same instant on the clock of Greenwich.
	for (const local of ["2026-06-01T15:45:30", "2026-06-01T23:15:30"]) {
		expect(known(local, at)).toMatchObject([{ zone: "UTC", instant: at }]);
	}
	expect(clocksOf({ local: "2026-06-01T10:15:00", instant: null })).toMatchObject([
		{ kind: "site", local: "2026-06-01T10:15:00" },
	]);
	expect(clocksOf({ local: "2026-06-01", precision: "day", instant: null })).toMatchObject([
		{ kind: "site", local: "2026-06-01", precision: "day" },
	]);
});

test("no words, number, place, package or name of a carrier break the interchange", () => {
	expectUnbroken(x12, (text) => {
		expect(text).toMatch(/^[ -~\n]*$/);
		for (const segment of text.split("~\n")) expect(segment).not.toMatch(/[~\n]/);
	});
});

test("a carrier whose one code is known is read back as that carrier", () => {
	for (const code of ["ups", "usps", "purolator", "canpar", "nationex"]) {
		const { text } = write(parcelOf([{}], { carrier: { code, name: "its name" } }));
		expect(readText(text).shipments).toMatchObject([{ carrier: code }]);
	}
});
