import { expect, test } from "vitest";
import { readDetails } from "../../adapters/kit/details.ts";
import { type RawPickup, type RawScan, type RawShipment, read } from "../../adapters/kit/index.ts";
import { push } from "../../adapters/push.ts";

const until = () => ({ kind: "site", local: "2026-11-27", precision: "day", fallback: null }) as const;
const pickup = (written: RawPickup) => readDetails({ pickup: written }, until).details?.pickup ?? null;

test("a place is told as the carrier wrote it, its address in one line", () => {
	const address = ["Marktplatz 3", undefined, "04109 Leipzig", "", "MARKTPLATZ 3"];
	const told = { name: " Kiosk <b>am</b> Markt ", address, hours: ["Mo-Fr 08:00-18:00", " "], until: { text: "x" } };
	expect(pickup({ ...told, lat: 51.34, lng: 12.37 })).toEqual({
		name: "Kiosk am Markt",
		address: "MARKTPLATZ 3, 04109 Leipzig",
		hours: ["Mo-Fr 08:00-18:00"],
		until: until(),
		lat: 51.34,
		lng: 12.37,
	});
});

test.each<readonly [string, RawPickup]>([
	["nothing", {}],
	["blanks", { name: " ", address: ["", undefined], hours: [""], until: { text: " " } }],
	["the point that carriers write for not knowing", { lat: 0, lng: 0 }],
	["half a point", { lat: 51 }],
	["a point off the earth", { lat: 51, lng: 512 }],
])("%s is no place", (_, written) => {
	expect(pickup(written)).toBeNull();
	expect(readDetails({ pickup: written }, until)).toEqual({ details: undefined, marked: {} });
});

test("phones and codes among its words are taken out, the code is marked, and control characters are gone", () => {
	const hours = ["营业时间 9:00-21:00 电话：13800138000", "Mo\u0000-Fr\u202e 08-18"];
	const read = readDetails({ pickup: { name: "Locker 112, pickup code: 4711-08", hours } }, until);
	expect(read).toEqual({
		details: {
			pickup: {
				name: "Locker 112",
				address: null,
				hours: ["营业时间 9:00-21:00", "Mo-Fr 08-18"],
				until: null,
				lat: null,
				lng: null,
			},
		},
		marked: { pickupCode: "4711-08" },
	});
});

test("what is longer than a card is cut where letters are whole", () => {
	const long = "📦".repeat(200);
	const read = pickup({ name: long, address: long, hours: Array.from({ length: 40 }, () => long) });
	expect(read?.hours).toHaveLength(14);
	for (const line of [read?.name ?? "", ...(read?.hours ?? [])]) expect(line).toMatch(/^(?:📦){59}…$/u);
	expect(read?.address).toMatch(/^(?:📦){119}…$/u);
});

test("what is told of the parcel as a whole goes with the newest scan of each piece that waits", () => {
	const scan = (code: string, day: number, more: Partial<RawScan> = {}): RawScan => {
		return { code, text: "", time: { text: `2026-11-${day}T10:00:00Z` }, ...more };
	};
	const own = { name: "Kiosk" };
	const scans = [
		scan("ready_for_pickup.arriving_at_point", 19),
		scan("ready_for_pickup.at_point", 20),
		scan("note.information", 21),
		scan("ready_for_pickup.locker", 22, { piece: "2" }),
		scan("ready_for_pickup.locker", 23, { piece: "3", pickup: own }),
		scan("in_transit.moving", 18, { pickup: own }),
		scan("delivery_attempted.notice_left", 18, { pickup: own }),
	];
	const named = (order: RawShipment["order"]) => {
		const extract = () => {
			const told = order === "newest-first" ? scans.toReversed() : scans;
			return { shipments: [{ trackingNumber: "A100", scans: told, order, pickup: { name: "Post, PIN: 4711" } }] };
		};
		const { shipments } = read({ ...push, extract }, { body: "{}", contentType: "json", kind: "poll" });
		return shipments[0]?.scans.map((one) => [one.details?.pickup?.name, one.marked.pickupCode]);
	};
	const [nothing, shared] = [
		[undefined, undefined],
		["Post", "4711"],
	];
	const expected = [nothing, shared, nothing, shared, ["Kiosk", undefined], nothing, ["Kiosk", undefined]];
	for (const order of ["oldest-first", "newest-first", "none"] as const) expect(named(order)).toEqual(expected);
});

test.each([
	[0, { stopsBefore: 0 }],
	[1_000, { stopsBefore: 1_000 }],
	[1_001, undefined],
	[-1, undefined],
	[2.5, undefined],
	[Number.NaN, undefined],
	[undefined, undefined],
])("%s stops before this one", (stopsBefore, details) => {
	expect(readDetails({ stopsBefore }, until).details).toEqual(details);
});
