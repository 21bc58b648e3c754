import { expect, test } from "vitest";
import { CODES } from "../../src/core/codes.ts";
import type { ParcelPage } from "../../src/core/page.ts";
import type { PickupPlace } from "../../src/core/scan.ts";
import { type Code, isCode } from "../../src/core/status.ts";
import { callLink, isExpected, mainActionOf, wayTo } from "../../web/views/main-action.ts";
import type { PageModel } from "../../web/views/model.ts";
import { model, PARCELS, parcel, promise, scan } from "./parcels.ts";
import { SITUATIONS } from "./situations.ts";

const told = (page: ParcelPage, more: Parameters<typeof model>[1] = {}): string | null =>
	mainActionOf(model(page, more) satisfies PageModel)?.kind ?? null;
const standing = (code: Code, more: Partial<ParcelPage> = {}): ParcelPage =>
	parcel([scan(code, "2026-11-23T21:14:00", "+01:00", ["Leipzig", "DE", 51.42, 12.24])], more);

const ETA = promise("2026-11-25", "2026-11-25");
const COMPLAINT: readonly string[] = ["not-received"];
const PAGE: readonly string[] = ["carrier"];
const WHEN: readonly string[] = ["calendar"];

/** For each code, with a day that is expected: of notes the state that they leave stands. */
const WANTED = (code: Code): readonly string[] => {
	if (code === "delivered.partial" || code === "delivered.disputed" || code === "delivered.damaged") return PAGE;
	if (code.startsWith("delivered.")) return COMPLAINT;
	if (/^(?:returning|returned|cancelled|exception)\./.test(code) || code === "expired.archived") return PAGE;
	if (code.startsWith("ready_for_pickup.") && code !== "ready_for_pickup.arriving_at_point") return PAGE;
	const { condition, actionBy } = CODES[code];
	if (["stalled", "problem", "action_required"].includes(condition)) return PAGE;
	return actionBy === "recipient" ? PAGE : WHEN;
};

test.each(
	Object.keys(CODES)
		.filter(isCode)
		.filter((code) => !code.startsWith("note.")),
)("%s has one thing to do beside asking a person", (code) => {
	expect(WANTED(code)).toContain(told(standing(code, { eta: ETA })));
	const without = { code: "acme-express", name: "Acme Express", trackingUrl: "" };
	expect(["not-received", "calendar", null]).toContain(told(standing(code, { eta: ETA, carrier: without })));
});

test("money, papers and choices are the carrier's page, whatever day is expected", () => {
	for (const code of [
		"in_transit.customs_duty_due",
		"in_transit.address_problem",
		"delivery_attempted.notice_left",
	] as const)
		expect(told(standing(code, { eta: ETA }))).toBe("carrier");
});

test("a code to collect with is asked for first, then the way", () => {
	const { parcel: waiting } = SITUATIONS.pickup;
	expect(told(waiting)).toBe("code");
	const held = { pickupCode: "4711", signedBy: null, leftAt: null, courierName: null };
	expect(told(waiting, { held })).toBe("way");
	const { held: _, ...open } = waiting;
	expect(told(open)).toBe("way");
	const nowhere: PickupPlace = { name: "Kiosk", address: null, hours: [], until: null, lat: null, lng: null };
	expect(told({ ...open, pickup: nowhere })).toBe("carrier");
});

test("the courier is called only while he is on the way, and only by a number", () => {
	const { parcel: out } = SITUATIONS.out;
	expect(told(out)).toBe("call");
	expect(mainActionOf(model(out))?.href).toBe("tel:+4555501234");
	expect(told({ ...out, lastMile: { stopsBefore: 3, positionAt: null, courierPhone: null } })).toBe("calendar");
	expect(
		told({ ...PARCELS.delivered, lastMile: { stopsBefore: 3, positionAt: null, courierPhone: "+4555501234" } }),
	).toBe("not-received");
	for (const no of ["", "ring twice", "12", "+45 javascript:alert(1)", "0".repeat(40), null, undefined])
		expect(callLink(no)).toBeNull();
});

test("a delivery of months ago is no more to be complained of here, and one in dispute not again", () => {
	expect(told(PARCELS.delivered)).toBe("not-received");
	expect(told(PARCELS.delivered, { now: "2027-01-22T12:00:00Z" })).toBe("not-received");
	expect(told(PARCELS.delivered, { now: "2027-01-24T12:00:00Z" })).toBe("carrier");
	// Of a day alone the form counts from its beginning: no button leads to a form that is closed.
	const byDay = { ...PARCELS.delivered, deliveredAt: { local: "2026-11-24", instant: null } };
	expect(told(byDay, { now: "2027-01-22T12:00:00Z" })).toBe("not-received");
	expect(told(byDay, { now: "2027-01-23T12:00:00Z" })).toBe("carrier");
	expect(told(SITUATIONS.disputed.parcel)).toBe("carrier");
});

test("a day that has passed is no entry for a calendar", () => {
	expect(told({ ...PARCELS.inTransit, eta: promise("2026-11-20", "2026-11-21") })).toBe("carrier");
	expect(told(PARCELS.notConnected)).toBe("carrier");
	// The page names no day where the buyer has to act first: a calendar does not know better.
	const due = model({ ...PARCELS.dutyDue, eta: ETA });
	expect([isExpected(due), isExpected(model({ ...PARCELS.inTransit, eta: ETA }))]).toEqual([false, true]);
	// The window of a parcel that is silent is what may be, not what to wait at home for.
	expect(told(PARCELS.silent)).toBe("carrier");
});

test("the way leads to the point, else to the address, in a form that no address breaks", () => {
	const place = { name: null, address: "Gade 1 & 2, #4", hours: [], until: null };
	expect(wayTo({ ...place, lat: 56.1, lng: 10.2 })).toBe(
		"https://www.openstreetmap.org/directions?route=%3B56.1%2C10.2",
	);
	expect(wayTo({ ...place, lat: null, lng: null })).toBe(
		"https://www.openstreetmap.org/search?query=Gade%201%20%26%202%2C%20%234",
	);
});
