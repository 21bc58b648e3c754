import { execFileSync } from "node:child_process";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { locateTime } from "../../src/geo/locate-time.ts";
import { shownBy, ZONES } from "./zone-oracle.ts";

const site = (local: string, fallback: string | null = null) =>
	({ kind: "site", local, precision: local.length === 10 ? "day" : "second", fallback }) as const;

describe("a wall clock of the place of the scan", () => {
	test.each([
		["New York in winter", "2025-01-15T10:00:00", "America/New_York", "2025-01-15T15:00:00Z"],
		["New York in summer", "2025-07-15T10:00:00", "America/New_York", "2025-07-15T14:00:00Z"],
		["New York, last minute before the gap", "2025-03-09T01:59:59", "America/New_York", "2025-03-09T06:59:59Z"],
		["New York, first minute after the gap", "2025-03-09T03:00:00", "America/New_York", "2025-03-09T07:00:00Z"],
		["New York, an hour that came twice", "2025-11-02T01:30:00", "America/New_York", "2025-11-02T05:30:00Z"],
		["New York, after the hour that came twice", "2025-11-02T02:00:00", "America/New_York", "2025-11-02T07:00:00Z"],
		["Berlin, an hour that came twice", "2024-10-27T02:15:00", "Europe/Berlin", "2024-10-27T00:15:00Z"],
		["Berlin in winter", "2024-12-24T18:00:00", "Europe/Berlin", "2024-12-24T17:00:00Z"],
		["Lord Howe, half an hour that came twice", "2025-04-06T01:45:00", "Australia/Lord_Howe", "2025-04-05T14:45:00Z"],
		["Lord Howe, just before it", "2025-04-06T01:15:00", "Australia/Lord_Howe", "2025-04-05T14:15:00Z"],
		["Lord Howe in winter", "2025-07-01T12:00:00", "Australia/Lord_Howe", "2025-07-01T01:30:00Z"],
		["Kathmandu, three quarters past", "2025-05-05T05:45:00", "Asia/Kathmandu", "2025-05-05T00:00:00Z"],
		["Kiritimati, the earliest clock", "2025-05-05T14:00:00", "Pacific/Kiritimati", "2025-05-05T00:00:00Z"],
	])("is an instant by the zone of that place: %s", (_name, local, zone, instant) => {
		const located = locateTime(site(local), zone);
		expect(located.time).toEqual({ local, precision: "second", zone, zoneSource: "place", instant });
		expect(located.at).toBe(Date.parse(instant));
		expect(located.doubt).toBeNull();
	});

	test.each([
		["New York", "2025-03-09T02:30:00", "America/New_York", "2025-03-09T07:30:00Z"],
		["Berlin", "2025-03-30T02:00:00", "Europe/Berlin", "2025-03-30T01:00:00Z"],
		["Lord Howe", "2025-10-05T02:10:00", "Australia/Lord_Howe", "2025-10-04T15:40:00Z"],
	])(
		"that the change to summer time skipped is read with the offset before it, and doubted: %s",
		(_name, local, zone, instant) => {
			const located = locateTime(site(local), zone);
			expect(located.time.instant).toBe(instant);
			expect(located.doubt).toBe(`${local}: no clock in ${zone} showed this time.`);
		},
	);

	test("half past the half hour that Lord Howe skips is an ordinary time", () => {
		const located = locateTime(site("2025-10-05T02:40:00"), "Australia/Lord_Howe");
		expect(located.time.instant).toBe("2025-10-04T15:40:00Z");
		expect(located.doubt).toBeNull();
	});

	test("has no instant where the place has no zone, and is ordered by the carrier's fallback", () => {
		const located = locateTime(site("2025-05-05T10:00:00", "Asia/Shanghai"), null);
		expect(located.time).toEqual({
			local: "2025-05-05T10:00:00",
			precision: "second",
			zone: null,
			zoneSource: "none",
			instant: null,
		});
		expect(located.at).toBe(Date.parse("2025-05-05T02:00:00Z"));
	});

	test("is ordered as if in UTC where nothing names a zone", () => {
		expect(locateTime(site("2025-05-05T10:00:00"), null).at).toBe(Date.parse("2025-05-05T10:00:00Z"));
	});
});

describe("a date", () => {
	test("stays a date: no instant, and the start of its day for order", () => {
		const located = locateTime(site("2025-05-05"), "America/New_York");
		expect(located.time).toEqual({
			local: "2025-05-05",
			precision: "day",
			zone: "America/New_York",
			zoneSource: "place",
			instant: null,
		});
		expect(located.at).toBe(Date.parse("2025-05-05T04:00:00Z"));
	});

	test("starts at one o'clock where the clocks skip midnight", () => {
		const located = locateTime(site("2025-09-07"), "America/Santiago");
		expect(located.at).toBe(Date.parse("2025-09-07T04:00:00Z"));
		expect(located.doubt).toBeNull();
	});

	test("in a zone of the payload keeps that zone", () => {
		const located = locateTime(
			{ kind: "zoned", local: "2024-08-15", precision: "day", zone: "-06:00", source: "payload" },
			"America/New_York",
		);
		expect(located.time).toEqual({
			local: "2024-08-15",
			precision: "day",
			zone: "-06:00",
			zoneSource: "payload",
			instant: null,
		});
		expect(located.at).toBe(Date.parse("2024-08-15T06:00:00Z"));
	});

	test("whose payload also gave the instant loses the instant and starts its day by that offset", () => {
		const located = locateTime(
			{
				kind: "known",
				local: "2024-08-15T18:00:00",
				precision: "day",
				zone: "+08:00",
				instant: "2024-08-15T10:00:00Z",
			},
			null,
		);
		expect(located.time.local).toBe("2024-08-15");
		expect(located.time.instant).toBeNull();
		expect(located.at).toBe(Date.parse("2024-08-14T16:00:00Z"));
	});
});

describe("a time whose zone is settled before the place", () => {
	test("keeps the payload's wall clock, offset and instant whatever the place says", () => {
		const written = {
			kind: "known",
			local: "2024-03-20T19:08:38",
			precision: "second",
			zone: "+08:00",
			instant: "2024-03-20T11:08:38Z",
		} as const;
		expect(locateTime(written, "America/New_York")).toEqual({
			time: {
				local: "2024-03-20T19:08:38",
				precision: "second",
				zone: "+08:00",
				zoneSource: "payload",
				instant: "2024-03-20T11:08:38Z",
			},
			at: Date.parse("2024-03-20T11:08:38Z"),
			doubt: null,
		});
	});

	test("is called by its offset, and doubted, where the payload names a zone whose clocks showed another", () => {
		const written = {
			kind: "known",
			local: "2022-09-14T08:47:00",
			precision: "second",
			zone: "Europe/Berlin",
		} as const;
		const other = locateTime({ ...written, instant: "2022-09-14T07:47:00.500Z" }, null);
		expect(other.time).toMatchObject({
			local: "2022-09-14T08:47:00",
			zone: "+01:00",
			instant: "2022-09-14T07:47:00.500Z",
		});
		expect(other.doubt).toBe("2022-09-14T08:47:00: the offset +01:00 is not that of Europe/Berlin; the offset counts.");
		const right = locateTime({ ...written, instant: "2022-09-14T06:47:00.500Z" }, null);
		expect(right.time.zone).toBe("Europe/Berlin");
		expect(right.doubt).toBeNull();
	});

	test.each([
		["2025-11-02T01:30:00", "2025-11-02T05:30:00Z"],
		["2025-11-02T01:30:00", "2025-11-02T06:30:00Z"],
	])("is the hour that its offset says where %s came twice", (local, instant) => {
		const written = { kind: "known", local, precision: "second", zone: "America/New_York", instant } as const;
		expect(locateTime(written, null)).toMatchObject({ time: { zone: "America/New_York", instant }, doubt: null });
	});

	test("is dated by the carrier's rule where the carrier writes one clock everywhere", () => {
		const located = locateTime(
			{ kind: "zoned", local: "2023-09-15T15:46:15", precision: "second", zone: "Asia/Shanghai", source: "carrier" },
			"America/New_York",
		);
		expect(located.time.zoneSource).toBe("carrier");
		expect(located.time.instant).toBe("2023-09-15T07:46:15Z");
	});

	test("has no instant, and is doubted, where the zone does not exist", () => {
		const located = locateTime(
			{ kind: "zoned", local: "2023-09-15T15:46:15", precision: "second", zone: "Mars/Olympus", source: "payload" },
			null,
		);
		expect(located.time.zone).toBeNull();
		expect(located.time.zoneSource).toBe("none");
		expect(located.time.instant).toBeNull();
		expect(located.doubt).toContain("Mars/Olympus");
	});

	test("keeps the carrier's milliseconds, and invents none", () => {
		const written = { kind: "zoned", precision: "second", zone: "UTC", source: "carrier" } as const;
		expect(locateTime({ ...written, local: "2025-05-05T10:00:00.250" }, null).time.instant).toBe(
			"2025-05-05T10:00:00.250Z",
		);
		expect(locateTime({ ...written, local: "2025-05-05T10:00:00" }, null).time.instant).toBe("2025-05-05T10:00:00Z");
	});
});

test("whatever the zone shows at an instant leads back to an instant that shows the same", () => {
	fc.assert(
		fc.property(
			fc.constantFrom(...ZONES),
			fc.integer({ min: Date.UTC(2005, 0, 1) / 1000, max: Date.UTC(2035, 0, 1) / 1000 }),
			(zone, seconds) => {
				const local = shownBy(zone, seconds * 1000);
				const located = locateTime(site(local), zone);
				expect(located.doubt).toBeNull();
				expect(shownBy(zone, located.at)).toBe(local);
				// Of an hour that came twice the first is meant, so never a later instant. Antarctica put a clock back by three.
				expect(located.at).toBeLessThanOrEqual(seconds * 1000);
				expect(seconds * 1000 - located.at).toBeLessThanOrEqual(3 * 3_600_000);
			},
		),
		{ numRuns: 2000 },
	);
});

test("an offset leads to the instant that the same offset leads back from", () => {
	fc.assert(
		fc.property(
			fc.integer({ min: -14 * 4, max: 14 * 4 }),
			fc.integer({ min: Date.UTC(2000, 0, 1) / 1000, max: Date.UTC(2050, 0, 1) / 1000 }),
			(quarters, seconds) => {
				const minutes = Math.abs(quarters) * 15;
				const sign = quarters < 0 ? "-" : "+";
				const zone = `${sign}${String(Math.floor(minutes / 60)).padStart(2, "0")}:${String(minutes % 60).padStart(2, "0")}`;
				const local = new Date(seconds * 1000 + quarters * 900_000).toISOString().slice(0, 19);
				const written = { kind: "zoned", local, precision: "second", zone, source: "payload" } as const;
				expect(locateTime(written, null).at).toBe(seconds * 1000);
			},
		),
	);
});

test("the answer is the same in any time zone of the process", () => {
	const script = `
		const { locateTime } = await import("./src/geo/locate-time.ts");
		const { testPlaces } = await import("./test/helpers/places.ts");
		const place = { text: "Memphis", country: "US", postcode: null, city: "Memphis", region: "TN", lat: null, lng: null, precision: null };
		const { zone } = testPlaces().locate(place);
		console.log(JSON.stringify([
			locateTime({ kind: "site", local: "2025-03-09T02:30:00", precision: "second", fallback: null }, zone),
			locateTime({ kind: "site", local: "2025-10-05T02:10:00", precision: "second", fallback: "Australia/Lord_Howe" }, null),
			locateTime({ kind: "site", local: "2025-05-05", precision: "day", fallback: null }, null),
			locateTime({ kind: "zoned", local: "2025-05-05", precision: "day", zone: "Asia/Kathmandu", source: "carrier" }, null),
		]));`;
	const [utc, ...others] = ["UTC", "Pacific/Kiritimati", "America/New_York", "Australia/Lord_Howe"].map((TZ) =>
		execFileSync(process.execPath, ["--import", "tsx", "--input-type=module", "-e", script], {
			env: { ...process.env, TZ },
			encoding: "utf8",
		}),
	);
	expect(utc).toContain("2025-03-09T08:30:00Z");
	expect(others).toEqual([utc, utc, utc]);
});
