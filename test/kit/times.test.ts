import { describe, expect, test } from "vitest";
import type { Clock, TimeFormat } from "../../adapters/kit/carrier.ts";
import { readTime } from "../../adapters/kit/times.ts";
import { offsetMinutes, zoneName } from "../../adapters/kit/zones.ts";

function clock(format: TimeFormat, more: Partial<Clock> = {}): Clock {
	return { formats: [format], zone: { kind: "in-payload" }, ...more };
}

describe("a time with its offset is an instant", () => {
	test.each([
		["2024-04-26T09:26:00-07:00", "2024-04-26T09:26:00", "-07:00", "2024-04-26T16:26:00Z"],
		["2024-08-12T15:18:10 -0500", "2024-08-12T15:18:10", "-05:00", "2024-08-12T20:18:10Z"],
		["2024-10-11T15:24:57+0200", "2024-10-11T15:24:57", "+02:00", "2024-10-11T13:24:57Z"],
		["2024-10-11 15:24:57 GMT+02:00", "2024-10-11T15:24:57", "+02:00", "2024-10-11T13:24:57Z"],
		["2019-10-14T23:59:59-04.00", "2019-10-14T23:59:59", "-04:00", "2019-10-15T03:59:59Z"],
		["2024-03-20T19:08:38+05:45", "2024-03-20T19:08:38", "+05:45", "2024-03-20T13:23:38Z"],
		["2024-03-20T19:08:38Z", "2024-03-20T19:08:38", "UTC", "2024-03-20T19:08:38Z"],
		["2024-03-20t19:08:38z", "2024-03-20T19:08:38", "UTC", "2024-03-20T19:08:38Z"],
		["2026-04-24T07:50:52.243000Z", "2026-04-24T07:50:52", "UTC", "2026-04-24T07:50:52.243Z"],
		["2026-04-24T07:50:52.000Z", "2026-04-24T07:50:52", "UTC", "2026-04-24T07:50:52Z"],
		["2024-12-31T24:00:00+01:00", "2025-01-01T00:00:00", "+01:00", "2024-12-31T23:00:00Z"],
		["2024-06-01T10:00:00+02:00[Europe/Berlin]", "2024-06-01T10:00:00", "Europe/Berlin", "2024-06-01T08:00:00Z"],
	])("%s", (text, local, zone, instant) => {
		expect(readTime({ text }, clock("iso"))).toEqual({ kind: "known", local, precision: "second", zone, instant });
	});

	test.each([
		["-0500", "-05:00"],
		["-04.00", "-04:00"],
		["+08", "+08:00"],
		["Z", "UTC"],
	])("also when the offset %s stands in a field of its own", (offset, zone) => {
		const read = readTime({ text: "20240320 190838", offset }, clock("yyyyMMdd HHmmss"));
		expect(read).toMatchObject({ kind: "known", local: "2024-03-20T19:08:38", zone });
	});
});

describe("a time is as precise as it was written", () => {
	test.each([
		["iso", "2024-03-20", "2024-03-20", "day"],
		["iso", "2024-03-20 19:08", "2024-03-20T19:08:00", "minute"],
		["iso", "2024-03-20T19:08:00", "2024-03-20T19:08:00", "second"],
		["yyyy-MM-dd", "2024-03-20", "2024-03-20", "day"],
		["yyyy-MM-dd HH:mm", "2024-03-20 19:08", "2024-03-20T19:08:00", "minute"],
		["yyyy-MM-dd HH:mm:ss", "2022-06-30 10:34:33", "2022-06-30T10:34:33", "second"],
		["yyyyMMdd", "20240320", "2024-03-20", "day"],
		["yyyyMMdd HHmm", "20240320 1908", "2024-03-20T19:08:00", "minute"],
		["yyyyMMdd HHmmss", "20240320190838", "2024-03-20T19:08:38", "second"],
		["dd.MM.yyyy HH:mm", "18.03.2016 10:02", "2016-03-18T10:02:00", "minute"],
		["dd/MM/yyyy HH:mm:ss", "29/04/2026 08:46:00", "2026-04-29T08:46:00", "second"],
		["MM/dd/yyyy hh:mm a", "09/25/2025 09:10 AM", "2025-09-25T09:10:00", "minute"],
		["MM/dd/yyyy hh:mm a", "8/17/2021 7:11:26 PM", "2021-08-17T19:11:26", "second"],
		["MM/dd/yyyy hh:mm a", "01/02/2025 12:05 AM", "2025-01-02T00:05:00", "minute"],
		["MM/dd/yyyy hh:mm a", "01/02/2025 12:05 pm", "2025-01-02T12:05:00", "minute"],
	] as const)("%s %s", (format, text, local, precision) => {
		expect(readTime({ text }, clock(format))).toMatchObject({ local, precision });
	});
});

describe("a moment that does not exist is refused", () => {
	test.each([
		["iso", "2024-02-31T10:00:00Z"],
		["iso", "2023-02-29"],
		["iso", "2024-13-01"],
		["iso", "2024-01-01T25:00:00"],
		["iso", "2024-01-01T24:00:01"],
		["iso", "2024-01-01T10:60:00"],
		["iso", "2024-01-01T10:00:00+99:00"],
		["iso", "0001-01-01T00:00:00"],
		["iso", "9999-12-31T23:59:59Z"],
		["iso", "1970-01-01T00:00:00Z"],
		["iso", ""],
		["iso", "yesterday"],
		["MM/dd/yyyy hh:mm a", "01/02/2025 13:05 PM"],
		["MM/dd/yyyy hh:mm a", "01/02/2025 00:05 AM"],
		["dd.MM.yyyy HH:mm", "31.04.2024 10:00"],
		["epoch-ms", "0"],
		["epoch-ms", "99999999999999999999"],
		["epoch-s", "-5"],
	] as const)("%s %j", (format, text) => {
		expect(readTime({ text }, clock(format))).toBeNull();
	});
});

describe("whose clock it was", () => {
	const text = "2024-03-20 19:08:38";

	test("the carrier's, where its rule is one zone", () => {
		const zone = { kind: "fixed", zone: "Asia/Shanghai" } as const;
		expect(readTime({ text }, clock("yyyy-MM-dd HH:mm:ss", { zone }))).toEqual({
			kind: "zoned",
			local: "2024-03-20T19:08:38",
			precision: "second",
			zone: "Asia/Shanghai",
			source: "carrier",
		});
	});

	test("the place's, where the carrier writes the clock on the wall", () => {
		const zone = { kind: "scan-site", fallback: "Europe/Berlin" } as const;
		const read = readTime({ text }, clock("yyyy-MM-dd HH:mm:ss", { zone }));
		expect(read).toMatchObject({ kind: "site", fallback: "Europe/Berlin" });
	});

	test("nobody's, where the offset should have stood in the payload", () => {
		expect(readTime({ text }, clock("iso"))).toMatchObject({ kind: "site", fallback: null });
	});

	test("the payload's, where it names a zone, before the carrier's rule", () => {
		const zone = { kind: "fixed", zone: "Asia/Shanghai" } as const;
		const read = readTime({ text, zone: "America/New_York" }, clock("iso", { zone }));
		expect(read).toMatchObject({ kind: "zoned", zone: "America/New_York", source: "payload" });
	});

	test("the rule's again, where the payload names a zone that does not exist", () => {
		const zone = { kind: "fixed", zone: "Asia/Shanghai" } as const;
		expect(readTime({ text, zone: "Mars/Phobos" }, clock("iso", { zone }))).toMatchObject({ zone: "Asia/Shanghai" });
	});
});

test("a day has no instant, even with an offset beside it", () => {
	const read = readTime({ text: "2024-03-20", offset: "+02:00" }, clock("iso"));
	expect(read).toEqual({ kind: "zoned", local: "2024-03-20", precision: "day", zone: "+02:00", source: "payload" });
});

test("midnight is a day only for a carrier that writes days so", () => {
	const text = "2024-03-20T00:00:00Z";
	expect(readTime({ text }, clock("iso", { midnightIsDay: true }))).toMatchObject({
		local: "2024-03-20",
		precision: "day",
	});
	expect(readTime({ text }, clock("iso"))).toMatchObject({ kind: "known", local: "2024-03-20T00:00:00" });
});

test("seconds and milliseconds since 1970 show the wall clock of the offset beside them", () => {
	const known = { kind: "known", precision: "second", instant: "2024-09-10T06:30:00Z" };
	expect(readTime({ text: "1725949800000", offset: "GMT+02:00" }, clock("epoch-ms"))).toEqual({
		...known,
		local: "2024-09-10T08:30:00",
		zone: "+02:00",
	});
	expect(readTime({ text: "1725949800" }, clock("epoch-s"))).toEqual({
		...known,
		local: "2024-09-10T06:30:00",
		zone: "UTC",
	});
	expect(readTime({ text: "1725949800123" }, clock("epoch-ms"))).toMatchObject({ instant: "2024-09-10T06:30:00.123Z" });
});

test("the first format that fits wins", () => {
	const both: Clock = { formats: ["yyyy-MM-dd HH:mm:ss", "yyyyMMdd"], zone: { kind: "in-payload" } };
	expect(readTime({ text: "20240320" }, both)?.local).toBe("2024-03-20");
	expect(readTime({ text: "2024-03-20 10:00:01" }, both)?.local).toBe("2024-03-20T10:00:01");
});

test.each(["", "x", "+15:00", "+08:60", "8", "EST"])("%j is no offset", (offset) => {
	expect(offsetMinutes(offset)).toBeNull();
});

test.each(["", "+08:00", "Mars/Phobos", "__proto__", "constructor", "a b"])("%j is no zone", (name) => {
	expect(zoneName(name)).toBeNull();
});
