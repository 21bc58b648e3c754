import { convertIcsCalendar, type IcsCalendar } from "ts-ics";
import { describe, expect, it, test } from "vitest";
import type { ParcelPage } from "../../src/core/page.ts";
import { type CalendarParcel, calendarFile } from "../../src/http/calendar-file.ts";
import { LANGUAGES } from "../../web/views/languages.ts";
import { parcel, scan } from "../web/parcels.ts";

const window = {
	from: "2026-11-24T10:00:00",
	to: "2026-11-24T14:00:00",
	likely: null,
	level: 0.8,
	dateOnly: false,
	zone: "Europe/Berlin",
	source: "model",
	because: "Parcels on this route.",
} as const;
const days = { ...window, from: "2026-11-24", to: "2026-11-27", dateOnly: true } as const;
const onItsWay = [scan("in_transit.moving", "2026-11-22T10:00:00", "+01:00")];
const comes = (more: Partial<ParcelPage> = {}) => parcel(onItsWay, { eta: window, ...more });

function entry(page: ParcelPage, token = "tok1"): CalendarParcel {
	return { parcel: page, token, url: `https://track.shop.example/t/${token}`, changedAt: "2026-11-22T09:30:15.250Z" };
}

function fileOf(page: ParcelPage, ...others: readonly ParcelPage[]): string {
	return calendarFile([entry(page), ...others.map((other, index) => entry(other, `tok${index + 2}`))], "en-GB");
}

/** By another library than the one that wrote it. */
function read(text: string): IcsCalendar {
	return convertIcsCalendar(undefined, text);
}

/** The entry's own lines, unfolded. */
function linesOf(text: string): readonly string[] {
	const [, event = ""] = /BEGIN:VEVENT\r\n([\s\S]*?)END:VEVENT/.exec(text) ?? [];
	return event.replaceAll("\r\n ", "").split("\r\n");
}

describe("an entry", () => {
	it("stands from the window's start to its end on the clock of the destination, which is described", () => {
		const calendar = read(fileOf(comes()));
		expect(calendar).toMatchObject({ version: "2.0", method: "PUBLISH" });
		const [event] = calendar.events ?? [];
		expect(event?.start).toMatchObject({
			date: new Date("2026-11-24T09:00:00Z"),
			local: { timezone: "Europe/Berlin", tzoffset: "+0100" },
		});
		expect(event && "end" in event ? event.end?.date : null).toEqual(new Date("2026-11-24T13:00:00Z"));
		expect(calendar.timezones?.map(({ id }) => id)).toEqual(["Europe/Berlin"]);
		expect(event).toMatchObject({
			status: "TENTATIVE",
			timeTransparent: "TRANSPARENT",
			url: "https://track.shop.example/t/tok1",
			sequence: 1,
			lastModified: { date: new Date("2026-11-22T09:30:15Z") },
			stamp: { date: new Date("2026-11-22T09:30:15Z") },
		});
	});

	it.each([
		["2026-03-29T12:00:00", "Europe/Berlin", "2026-03-29T10:00:00Z"],
		["2026-03-08T12:00:00", "America/New_York", "2026-03-08T16:00:00Z"],
		["2026-11-01T12:00:00", "America/New_York", "2026-11-01T17:00:00Z"],
		["2026-11-24T12:00:00", "Asia/Calcutta", "2026-11-24T06:30:00Z"],
		["2026-11-24T12:00:00", "Pacific/Auckland", "2026-11-23T23:00:00Z"],
		["2026-01-24T12:00:00", "America/Sao_Paulo", "2026-01-24T15:00:00Z"],
		["2026-11-24T12:00:00", "+05:45", "2026-11-24T06:15:00Z"],
	])("of %s in %s is at %s", (from, zone, expected) => {
		const to = from.replace("T12", "T13");
		const [event] = read(fileOf(comes({ eta: { ...window, from, to, zone } }))).events ?? [];
		expect(event?.start.date).toEqual(new Date(expected));
	});

	it("stands on whatever clock the reader has where no zone is known", () => {
		for (const zone of [null, "Mars/Olympus"]) {
			const text = fileOf(comes({ eta: { ...window, zone } }));
			expect(linesOf(text)).toContain("DTSTART:20261124T100000");
			expect(text).not.toContain("VTIMEZONE");
		}
	});

	it("takes whole days where only days are known, the last one included", () => {
		const text = fileOf(comes({ eta: days }));
		expect(linesOf(text)).toEqual(expect.arrayContaining(["DTSTART;VALUE=DATE:20261124", "DTEND;VALUE=DATE:20261128"]));
		const one = fileOf(comes({ eta: { ...days, to: days.from } }));
		expect(linesOf(one)).toContain("DTEND;VALUE=DATE:20261125");
		expect(linesOf(fileOf(comes({ eta: { ...days, from: "2026-12-31", to: "2026-12-31" } })))).toContain(
			"DTEND;VALUE=DATE:20270101",
		);
	});

	it("keeps its name and counts up with each change of the parcel", () => {
		const [before] = read(fileOf(comes({ version: 4 }))).events ?? [];
		const [after] = read(fileOf(comes({ version: 6, eta: days }))).events ?? [];
		expect([before?.sequence, after?.sequence]).toEqual([4, 6]);
		expect(after?.uid).toBe(before?.uid);
		expect(before?.uid).toMatch(/^[0-9a-f]{32}@wayline$/);
		const names = (read(fileOf(comes(), comes())).events ?? []).map(({ uid }) => uid);
		expect(new Set(names).size).toBe(2);
		expect(names).toContain(before?.uid);
	});

	it("is sure once the parcel is out for delivery, and not before", () => {
		const out = parcel([scan("out_for_delivery.on_vehicle", "2026-11-24T08:00:00", "+01:00")], { eta: window });
		const missed = parcel([scan("delivery_attempted.recipient_absent", "2026-11-24T11:00:00", "+01:00")], {
			eta: days,
		});
		const statusOf = (page: ParcelPage) => read(fileOf(page)).events?.[0]?.status;
		expect([comes(), out, missed].map(statusOf)).toEqual(["TENTATIVE", "CONFIRMED", "TENTATIVE"]);
	});

	it("is the moment of the delivery once it is there", () => {
		const done = [...onItsWay, scan("delivered.to_recipient", "2026-11-24T11:05:00", "+01:00")];
		const deliveredAt = { local: "2026-11-24T11:05:00", instant: "2026-11-24T10:05:00Z" };
		const [event] = read(fileOf(parcel(done, { deliveredAt }))).events ?? [];
		expect(event?.status).toBe("CONFIRMED");
		expect(event?.start.date).toEqual(new Date("2026-11-24T10:05:00Z"));
		expect(linesOf(fileOf(parcel(done, { deliveredAt }))).some((line) => line.startsWith("DTEND"))).toBe(false);
		const ofDay = parcel([scan("delivered.to_recipient", "2026-11-24")], {
			deliveredAt: { local: "2026-11-24", instant: null },
		});
		expect(linesOf(fileOf(ofDay))).toContain("DTSTART;VALUE=DATE:20261124");
	});

	it.each(["returning.to_sender", "returned.to_sender", "exception.lost", "cancelled.cancelled"] as const)(
		"is called off when the parcel will not come: %s",
		(code) => {
			const { from, to, dateOnly, zone } = window;
			const first = { from, to, dateOnly, zone };
			const gone = parcel([...onItsWay, scan(code, "2026-11-25T11:00:00", "+01:00")], { first });
			const [event] = read(fileOf(gone)).events ?? [];
			expect([event?.status, event?.start.date]).toEqual(["CANCELLED", new Date("2026-11-24T09:00:00Z")]);
			const { first: _, ...neverForeseen } = gone;
			expect(read(fileOf(neverForeseen)).events ?? []).toEqual([]);
		},
	);

	it("holds names of any kind without breaking out of its line", () => {
		const name = 'Tea, "green"; C:\\tea\r\nSTATUS:CONFIRMED\u0007 😀'.repeat(3);
		const text = fileOf(
			comes({
				items: [{ name, quantity: 1, imageUrl: null }],
				shop: { name: "A; B, C\\ D\nEND:VCALENDAR", contactEmail: null },
				destination: { city: "Zürich, Kreis 4", country: "CH", lat: null, lng: null, precision: null },
			}),
		);
		const calendar = read(text);
		expect(calendar.events).toMatchObject([{ status: "TENTATIVE" }]);
		expect(calendar.events?.[0]?.summary).toMatch(/^Parcel: Tea, "green"; C:\\tea STATUS:CONFIRMED +😀/);
		expect(calendar.events?.[0]?.location).toBe("Zürich, Kreis 4, Switzerland");
		expect(text).toContain("X-WR-CALNAME:A\\; B\\, C\\\\ D END:VCALENDAR\r\n");
		expect(text.match(/^END:VCALENDAR/gm)).toHaveLength(1);
	});
});

describe("a calendar", () => {
	it("has an entry for each parcel of the order of which something is known", () => {
		const unknown = parcel(onItsWay);
		const text = fileOf(comes(), unknown, comes({ eta: { ...window, zone: "Asia/Tokyo" } }), comes({ eta: days }));
		expect(read(text).events).toHaveLength(3);
		expect([...text.matchAll(/^TZID:(.*)\r$/gm)].map(([, zone]) => zone)).toEqual(["Europe/Berlin", "Asia/Tokyo"]);
	});

	it("describes a clock once, also where a zone has two names", () => {
		const [old, new_] = ["Asia/Calcutta", "Asia/Kolkata"].map((zone) => comes({ eta: { ...window, zone } }));
		expect(fileOf(old as ParcelPage, new_ as ParcelPage).match(/^TZID:Asia\/Kolkata\r$/gm)).toHaveLength(1);
	});

	it("is whole without an entry, while nobody knows when anything comes", () => {
		const text = fileOf(parcel(onItsWay));
		expect(read(text).events ?? []).toEqual([]);
		expect(text).toMatch(/^BEGIN:VCALENDAR\r\n[\s\S]*BEGIN:VTIMEZONE[\s\S]*END:VCALENDAR\r\n$/);
	});

	it("is asked for again every hour by whoever subscribed", () => {
		const text = fileOf(comes());
		expect(text).toContain("REFRESH-INTERVAL;VALUE=DURATION:PT1H\r\n");
		expect(text).toContain("X-PUBLISHED-TTL:PT1H\r\n");
	});

	it("has lines of 75 bytes at most, ended as the format wants, and its properties before its parts", () => {
		const text = fileOf(comes({ items: [{ name: "包裹".repeat(60), quantity: 1, imageUrl: null }] }));
		expect(text.replaceAll("\r\n", "")).not.toMatch(/[\r\n]/);
		for (const line of text.split("\r\n")) expect(Buffer.byteLength(line)).toBeLessThanOrEqual(75);
		expect(text.slice(text.indexOf("BEGIN:V", 5))).not.toMatch(/^(?:METHOD|REFRESH-INTERVAL|X-WR-CALNAME)/m);
	});
});

test.each(LANGUAGES.map(({ tag }) => tag))("a calendar is whole in every language: %s", (tag) => {
	const text = calendarFile([entry(comes()), entry(comes({ eta: days }), "tok2")], tag);
	const calendar = read(text);
	expect(calendar.events).toHaveLength(2);
	for (const event of calendar.events ?? []) {
		expect(event.summary).toMatch(/\p{L}/u);
		expect(event.description).toMatch(/\p{L}[\s\S]*\nhttps:\/\/track\.shop\.example\/t\/tok\d$/u);
		expect(`${event.summary}${event.description}`).not.toMatch(/undefined|[\u2066-\u2069]|\.\.|。\./);
	}
});
