import { describe, expect, test } from "vitest";
import type { Fact } from "../../src/core/facts.ts";
import { fold } from "../../src/core/fold.ts";
import { pickupOf } from "../../src/core/pickup.ts";
import type { PickupPlace, Place, Scan } from "../../src/core/scan.ts";
import { unitePickups } from "../../src/core/unite-details.ts";
import { farLater, told } from "./told.ts";

const NOTHING: PickupPlace = { name: null, address: null, hours: [], until: null, lat: null, lng: null };
const KIOSK: PickupPlace = {
	name: "Kiosk am Markt",
	address: "Marktplatz 3, 89073 Ulm",
	hours: ["Mo-Fr 08:00-18:00"],
	until: "2026-03-25",
	lat: 48.4011,
	lng: 9.9876,
};

function pickup(
	lines: string,
	of: Readonly<Record<string, PickupPlace>>,
	places: Readonly<Record<string, Place>> = {},
) {
	const facts = told(lines).map((fact): Fact => {
		if (fact.kind !== "scan") return fact;
		const { key, place } = fact.scan;
		const told = of[key];
		const scan: Scan = { ...fact.scan, place: places[key] ?? place, ...(told && { details: { pickup: told } }) };
		return { ...fact, scan };
	});
	return pickupOf(fold(facts, farLater));
}

describe("where a parcel waits", () => {
	test("is what the newest scan tells, and a reminder that names the last day alone keeps the rest", () => {
		const lines = "18 10:00 ready_for_pickup.at_point\n20 10:00 ready_for_pickup.expiring";
		const reminder = { ...NOTHING, until: "2026-03-27" };
		expect(pickup(lines, { s1: KIOSK, s2: reminder })).toEqual({ ...KIOSK, until: "2026-03-27" });
	});

	test("is one place: another name takes nothing from the one before", () => {
		const lines = "18 10:00 ready_for_pickup.arriving_at_point\n18 12:00 ready_for_pickup.at_point";
		const post = { ...NOTHING, name: "Post office 4" };
		expect(pickup(lines, { s1: KIOSK, s2: post })).toEqual(post);
	});

	test("is told on the card at the door as well", () => {
		const lines = "18 10:00 delivery_attempted.notice_left\n18 18:00 ready_for_pickup.at_point";
		expect(pickup(lines, { s1: KIOSK })).toEqual(KIOSK);
	});

	test.each([
		["on the road", "18 10:00 in_transit.arrived_facility"],
		["on its way to the door", "18 10:00 ready_for_pickup.at_point\n19 08:00 out_for_delivery.on_vehicle"],
		["once it is fetched", "18 10:00 ready_for_pickup.at_point\n19 08:00 delivered.collected"],
		[
			"of a place that it has left",
			"18 10:00 ready_for_pickup.at_point\n19 08:00 in_transit.departed_facility\n20 08:00 ready_for_pickup.at_point",
		],
	])("is not told %s", (_, lines) => {
		expect(pickup(lines, { s1: KIOSK })).toBeNull();
	});

	test("is on the map where the scan is, if that is right to the street", () => {
		const street: Place = {
			text: "Ulm, Neue Straße",
			country: "DE",
			postcode: null,
			lat: 48.4,
			lng: 9.99,
			precision: "street",
		};
		const named = { ...NOTHING, name: "Kiosk am Markt" };
		const lines = "18 10:00 ready_for_pickup.at_point";
		expect(pickup(lines, { s1: named }, { s1: street })).toEqual({ ...named, lat: 48.4, lng: 9.99 });
		expect(pickup(lines, { s1: named }, { s1: { ...street, precision: "locality" } })).toEqual(named);
		expect(pickup(lines, { s1: KIOSK }, { s1: street })).toEqual(KIOSK);
		expect(pickup(lines, {}, { s1: street })).toEqual({
			...NOTHING,
			address: "Ulm, Neue Straße",
			lat: 48.4,
			lng: 9.99,
		});
		expect(pickup(lines, {}, { s1: { ...street, precision: "locality" } })).toBeNull();
	});
});

test("one place of two accounts has all that either tells, and no half of a point", () => {
	const half = { ...NOTHING, name: "kiosk AM markt, Ulm", lat: 48.4 };
	expect(unitePickups([half, KIOSK])).toEqual({ ...KIOSK, name: "kiosk AM markt, Ulm" });
	expect(unitePickups([{ ...NOTHING, address: "Bahnhofstr. 1" }, KIOSK])).toEqual({
		...NOTHING,
		address: "Bahnhofstr. 1",
	});
	expect(unitePickups([])).toBeNull();
});
