import { expect, test } from "vitest";
import { read } from "../../adapters/kit/index.ts";
import { push } from "../../adapters/push.ts";

const scan = { id: "1", code: "in_transit.moving", occurredAt: "2026-11-20T10:00:00Z" };
const readPush = (...shipments: readonly object[]) => {
	const body = JSON.stringify({ shipments: shipments.map((one) => ({ trackingNumber: "OWN00001", ...one })) });
	return read(push, { kind: "webhook", contentType: "json", body });
};
const waiting = { ...scan, code: "ready_for_pickup.at_point" };
const at = "2026-11-20T12:00:00Z";
const local = "2026-11-20T10:00:00";

test.each<readonly [string, object, string]>([
	[
		"a zone that nobody knows",
		{ scans: [{ ...scan, occurredAt: { local, zone: "Mars/Phobos" } }] },
		"scans.0.occurredAt.zone",
	],
	[
		"an offset that no zone has",
		{ scans: [{ ...scan, occurredAt: { local, zone: "+31:00" } }] },
		"scans.0.occurredAt.zone",
	],
	["a zone of a promise", { promised: { from: "2026-11-19", to: { local, zone: "Mars/Phobos" } } }, "promised.to.zone"],
	[
		"a latitude that no place has",
		{ scans: [{ ...scan, place: { city: "Leipzig", lat: 999, lng: 12 } }] },
		"scans.0.place.lat",
	],
	["a longitude that is no number", { scans: [{ ...scan, place: { lat: 51, lng: "east" } }] }, "scans.0.place.lng"],
	["half a point", { scans: [{ ...scan, place: { lat: 51 } }] }, "scans.0.place.lng"],
	["a position that means not knowing", { position: { lat: 0, lng: 0, at } }, "position"],
	["a position that is nowhere", { position: { lat: 51, lng: -999, at } }, "position.lng"],
	["a position without a point", { position: { at } }, "position"],
	["stops below zero", { position: { lat: 51, lng: 12, at, stopsBefore: -3 } }, "position.stopsBefore"],
	["half a stop", { position: { lat: 51, lng: 12, at, stopsBefore: 3.7 } }, "position.stopsBefore"],
	["stops in words", { position: { lat: 51, lng: 12, at, stopsBefore: "some" } }, "position.stopsBefore"],
	[
		"hours that are no list of texts",
		{ scans: [{ ...waiting, pickup: { hours: [{ monday: "9-5" }] } }] },
		"scans.0.pickup.hours.0",
	],
	["a last day that is no time", { scans: [{ ...waiting, pickup: { until: { day: 3 } } }] }, "scans.0.pickup.until"],
	[
		"a pickup place that is nowhere",
		{ scans: [{ ...waiting, pickup: { name: "Kiosk", lat: 51, lng: -999 } }] },
		"scans.0.pickup.lng",
	],
	["a pickup place that is a text", { scans: [{ ...scan, pickup: "Kiosk" }] }, "scans.0.pickup"],
	["a pickup place of a parcel on the road", { scans: [{ ...scan, pickup: { name: "Kiosk" } }] }, "scans.0.pickup"],
	["a courier that is a text", { scans: [{ ...scan, courier: "Kim" }] }, "scans.0.courier"],
	["a pickup code that is a list", { scans: [{ ...scan, pickupCode: [4711] }] }, "scans.0.pickupCode"],
	["an id told and withdrawn at once", { scans: [scan], withdraw: ["1"] }, "scans.0.id"],
	["an id twice with different words", { scans: [scan, { ...scan, text: "Lost" }] }, "scans.1.id"],
])("%s is a problem in words, and costs nothing beside it", (_, parcel, where) => {
	const { outcome, shipments, problems } = readPush({ scans: [{ ...scan, id: "beside it" }] }, parcel);
	expect(problems).toEqual([{ kind: expect.any(String), detail: expect.stringContaining(`shipments.1.${where}: `) }]);
	expect(outcome).toBe("ok");
	expect(shipments[0]?.scans).toHaveLength(1);
	const told = "scans" in parcel && Array.isArray(parcel.scans) ? 1 : 0;
	const isOnRoad = where === "position.stopsBefore" ? 1 : 0;
	expect(shipments.flatMap(({ scans }) => scans)).toHaveLength(1 + told + isOnRoad);
	expect(JSON.stringify(shipments)).not.toMatch(/999|-3|3\.7|Phobos|Lost/);
});

test("an id twice in the same words, or under two numbers, is no problem", () => {
	const other = { trackingNumber: "OWN00002", scans: [{ ...scan, text: "Another parcel" }] };
	expect(readPush({ scans: [scan, scan] }, { scans: [scan] }, other).problems).toEqual([]);
});

test("an id twice with different words is found over all shipments of one number, however it is written", () => {
	const { problems } = readPush({ scans: [scan] }, { trackingNumber: "own 00001", scans: [{ ...scan, text: "Lost" }] });
	expect(problems.map(({ detail }) => detail.split(":")[0])).toEqual(["shipments.1.scans.0.id"]);
});

test("coordinates as text, no coordinates, and no stop before this one are understood", () => {
	const place = { city: "Leipzig", lat: "51.34", lng: "12.37" };
	const { shipments, problems } = readPush({
		scans: [
			{ ...scan, place },
			{ ...scan, id: "2", place: { city: "Halle", lat: null, lng: null } },
		],
		position: { lat: 51, lng: 12, at, stopsBefore: "0" },
	});
	expect(problems).toEqual([]);
	expect(shipments[0]?.scans.map((one) => [one.place?.lat, one.text])).toEqual([
		[51.34, ""],
		[null, ""],
		[51, "Stops before this one: 0"],
	]);
});

test("a list of other numbers is not read to its end", () => {
	const continues = Array.from({ length: 100_000 }, (_, index) => ({ trackingNumber: `N${index}XX` }));
	const body = JSON.stringify({ shipments: [{ trackingNumber: "A100", continues }] });
	const { shipments } = push.extract(body, { contentType: "json", kind: "webhook" });
	expect(shipments[0]?.continues?.length).toBeLessThanOrEqual(100);
});

test("a scan tells where the parcel waits, and what is for the recipient alone stands apart", () => {
	const pickup = {
		name: "Kiosk am Markt",
		address: "Marktplatz 3, 04109 Leipzig",
		hours: ["Mo-Fr 08:00-18:00", "Sa 09:00-13:00"],
		until: { local: "2026-11-27", zone: "Europe/Berlin" },
		lat: "51.3402",
		lng: 12.3747,
	};
	const told = { ...waiting, text: "Kim: call 0341 5550123", pickup, courier: { phone: "0341 5550123", name: "Kim" } };
	const { shipments, problems } = readPush({ scans: [{ ...told, pickupCode: 4711 }] });
	expect(problems).toEqual([]);
	expect(shipments[0]?.scans[0]).toMatchObject({
		details: { pickup: { ...pickup, lat: 51.3402, until: { local: "2026-11-27", zone: "Europe/Berlin" } } },
		marked: { courierPhone: "0341 5550123", courierName: "Kim", pickupCode: "4711" },
	});
	expect(shipments[0]?.scans[0]?.text).not.toMatch(/Kim|555/);
});

test("of opening hours without an end the first two weeks are read, and the answer says so", () => {
	const hours = Array.from({ length: 100_000 }, (_, day) => `day ${day}`);
	const { shipments, problems } = readPush({ scans: [{ ...waiting, pickup: { hours } }] });
	expect(shipments[0]?.scans[0]?.details?.pickup?.hours).toHaveLength(14);
	expect(problems.map(({ detail }) => detail)).toEqual([
		"shipments.0.scans.0.pickup.hours: 100000 lines; the first 14 count.",
	]);
});
