import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { carriers } from "../../adapters/index.ts";
import type { Clock, Problem, TimeFormat } from "../../adapters/kit/carrier.ts";
import { readFormat } from "../../adapters/kit/time-formats.ts";
import { readTime } from "../../adapters/kit/times.ts";
import { FORMATS, print } from "./time-printer.ts";

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
		["2024-03-20T19:08:38.123456Z", "2024-03-20T19:08:38", "UTC", "2024-03-20T19:08:38.123Z"],
		["2024-03-20T19:08:38,5+01:00", "2024-03-20T19:08:38", "+01:00", "2024-03-20T18:08:38.500Z"],
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
		[" -0500", "-05:00"],
		["UTC+8", "+08:00"],
		["GMT+0530", "+05:30"],
		["GMT+02:00", "+02:00"],
		["+5:30", "+05:30"],
		["\u22124:00", "-04:00"],
		["-00:00", "+00:00"],
		["Z", "UTC"],
	])("also when the offset %s stands in a field of its own", (offset, zone) => {
		const read = readTime({ text: "20240320 190838", offset }, clock("yyyyMMdd HHmmss"));
		expect(read).toMatchObject({ kind: "known", local: "2024-03-20T19:08:38", zone });
	});
});

describe("a time is as precise as it was written", () => {
	test.each([
		["iso", "2024-03-20", "2024-03-20", "day"],
		["iso", "2011-04-29+02:00", "2011-04-29", "day"],
		["iso", "2024-03-20 19:08", "2024-03-20T19:08:00", "minute"],
		["iso", "2024-03-20T19:08:00", "2024-03-20T19:08:00", "second"],
		["iso", "2023-04-05 18:56:00 UTC", "2023-04-05T18:56:00", "second"],
		["yyyy-MM-dd", "2024-03-20", "2024-03-20", "day"],
		["yyyyMMdd HHmm", "19970512 1430", "1997-05-12T14:30:00", "minute"],
		["yyyy-MM-dd HH:mm", "2024-03-20 19:08", "2024-03-20T19:08:00", "minute"],
		["yyyy-MM-dd HH:mm", "2024-3-5 9:08", "2024-03-05T09:08:00", "minute"],
		["yyyy-MM-dd HH:mm", "2024-03-20 19:08:38", "2024-03-20T19:08:38", "second"],
		["yyyy-MM-dd HH:mm:ss", "2022-06-30 10:34:33", "2022-06-30T10:34:33", "second"],
		["yyyy-MM-dd HH:mm:ss", "2022-06-30  10:34:33.120", "2022-06-30T10:34:33", "second"],
		["yyyy/MM/dd HH:mm", "2026/11/22 14:30", "2026-11-22T14:30:00", "minute"],
		["yyyy.MM.dd HH:mm", "2026.11.22 14:30", "2026-11-22T14:30:00", "minute"],
		["yyyyMMdd", "20240320", "2024-03-20", "day"],
		["yyyyMMdd HHmm", "20240320 1908", "2024-03-20T19:08:00", "minute"],
		["yyyyMMdd HHmm", "202403201908", "2024-03-20T19:08:00", "minute"],
		["yyyyMMdd HHmmss", "20240320190838", "2024-03-20T19:08:38", "second"],
		["yyyyMMdd HHmmss", "20240320T190838", "2024-03-20T19:08:38", "second"],
		["yyyyMMdd HHmmss", "20240320 19:08:38", "2024-03-20T19:08:38", "second"],
		["yyMMdd HHmm", "260828 1715", "2026-08-28T17:15:00", "minute"],
		["dd.MM.yyyy HH:mm", "18.03.2016 10:02", "2016-03-18T10:02:00", "minute"],
		["dd.MM.yyyy HH:mm", "8.3.2016, 10:02:03", "2016-03-08T10:02:03", "second"],
		["dd.MM.yy HH:mm", "18.03.16 10:02", "2016-03-18T10:02:00", "minute"],
		["dd/MM/yyyy HH:mm", "29/04/2026 08:46", "2026-04-29T08:46:00", "minute"],
		["dd/MM/yyyy HH:mm:ss", "29/04/2026 08:46:00", "2026-04-29T08:46:00", "second"],
		["dd-MM-yyyy HH:mm", "03-04-2026 08:46", "2026-04-03T08:46:00", "minute"],
		["MM/dd/yyyy HH:mm", "03/04/2026 08:46", "2026-03-04T08:46:00", "minute"],
		["MM/dd/yyyy hh:mm a", "09/25/2025 09:10 AM", "2025-09-25T09:10:00", "minute"],
		["MM/dd/yyyy hh:mm a", "8/17/2021 7:11:26 PM", "2021-08-17T19:11:26", "second"],
		["MM/dd/yyyy hh:mm a", "8/17/2021 7:11PM", "2021-08-17T19:11:00", "minute"],
		["MM/dd/yyyy hh:mm a", "8/17/2021 7:11\u202fp.m.", "2021-08-17T19:11:00", "minute"],
		["MM/dd/yyyy hh:mm a", "01/02/2025 12:05 AM", "2025-01-02T00:05:00", "minute"],
		["MM/dd/yyyy hh:mm a", "01/02/2025 12:05 pm", "2025-01-02T12:05:00", "minute"],
		["MMM dd, yyyy hh:mm a", "Nov 22, 2026 2:30 PM", "2026-11-22T14:30:00", "minute"],
		["MMM dd, yyyy hh:mm a", "November 23, 2024, 1:58 pm", "2024-11-23T13:58:00", "minute"],
		["MMM dd, yyyy hh:mm a", "Sunday, Nov. 22nd, 2026 at 2:30 PM", "2026-11-22T14:30:00", "minute"],
		["MMM dd, yyyy", "May 21, 2014", "2014-05-21", "day"],
		["dd-MMM-yyyy", "22-Nov-2026", "2026-11-22", "day"],
		["dd-MMM-yyyy HH:mm", "1-SEPT-2026 - 14:30", "2026-09-01T14:30:00", "minute"],
		["dd-MMM-yy HH:mm", "22-Nov-26 14:30", "2026-11-22T14:30:00", "minute"],
		["dd MMM yyyy", "Sun, 22 Nov 2026", "2026-11-22", "day"],
		["dd MMM yyyy HH:mm:ss", "Sun, 22 Nov 2026 14:30:00 +0800", "2026-11-22T14:30:00", "second"],
		["epoch-s", "1725949800", "2024-09-10T06:30:00", "second"],
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
		["iso", "1990-01-01T00:00:00Z"],
		["iso", ""],
		["iso", "yesterday"],
		["iso", "2024-01-01T10:00:00+05:17"],
		["iso", "2024-01-01T10:00:00-13:00"],
		["iso", "2024-01-01 02:30 PM"],
		["yyyy-MM-dd HH:mm", "2024-01-01 02:30 PM"],
		["yyyy-MM-dd HH:mm", "2024-01-01"],
		["yyyy-MM-dd HH:mm:ss", "2024-01-01 02:30"],
		["yyyyMMdd HHmm", "20240101 25"],
		["yyyyMMdd", "20241301"],
		["MM/dd/yyyy hh:mm a", "01/02/2025 13:05 PM"],
		["MM/dd/yyyy hh:mm a", "01/02/2025 00:05 AM"],
		["MM/dd/yyyy hh:mm a", "01/02/2025 09:05"],
		["MM/dd/yyyy HH:mm", "25/09/2025 09:10"],
		["dd/MM/yyyy HH:mm", "09/25/2025 09:10"],
		["dd.MM.yyyy HH:mm", "31.04.2024 10:00"],
		["dd.MM.yyyy HH:mm", "18.03.16 10:00"],
		["dd-MMM-yyyy", "31-Nov-2026"],
		["dd-MMM-yyyy", "22-Nov-26"],
		["dd-MMM-yyyy", "22-Nouvelle-2026"],
		["dd MMM yyyy", "22 Juin 2026"],
		["dd MMM yyyy", "Mon, 22 Nov 2026"],
		["epoch-ms", "0"],
		["epoch-ms", "1725949800"],
		["epoch-ms", "99999999999999999999"],
		["epoch-s", "1725949800000"],
		["epoch-s", "-5"],
		["/Date(ms)/", "1725949800000"],
		["/Date(ms)/", "/Date(-62135596800000)/"],
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

	test("the place's, where only this time is the clock on its wall", () => {
		const zone = { kind: "fixed", zone: "Asia/Shanghai" } as const;
		const read = readTime({ text, atSite: true }, clock("yyyy-MM-dd HH:mm:ss", { zone }));
		expect(read).toEqual({
			kind: "site",
			local: "2024-03-20T19:08:38",
			precision: "second",
			fallback: "Asia/Shanghai",
		});
	});

	test("nobody's, where the offset should have stood in the payload", () => {
		expect(readTime({ text }, clock("iso"))).toMatchObject({ kind: "site", fallback: null });
	});

	test("the payload's, where it names a zone, before the carrier's rule", () => {
		const zone = { kind: "fixed", zone: "Asia/Shanghai" } as const;
		const read = readTime({ text, zone: "America/New_York" }, clock("iso", { zone }));
		expect(read).toMatchObject({ kind: "zoned", zone: "America/New_York", source: "payload" });
	});

	test.each(["Mars/Phobos", "CST", "IST", "Uhr"])("nobody's, and a problem, where the payload names %s", (zone) => {
		const rule = { kind: "fixed", zone: "Asia/Shanghai" } as const;
		const expected = {
			kind: "site",
			local: "2024-03-20T19:08:38",
			precision: "second",
			fallback: "Asia/Shanghai",
		};
		for (const raw of [{ text, zone }, { text, offset: zone }, { text: `${text} ${zone}` }]) {
			const problems: Problem[] = [];
			expect(readTime(raw, clock("yyyy-MM-dd HH:mm:ss", { zone: rule }), problems)).toEqual(expected);
			expect(problems).toEqual([{ kind: "bad-time", detail: `${zone} is no known time zone.` }]);
		}
	});

	test("the rule's, where the fields for a zone are blank", () => {
		const zone = { kind: "fixed", zone: "Asia/Shanghai" } as const;
		const read = readTime({ text, zone: " ", offset: "" }, clock("iso", { zone }));
		expect(read).toMatchObject({ kind: "zoned", zone: "Asia/Shanghai" });
	});

	test("the offset's, by the name of the zone, where the payload has both, whichever field holds which", () => {
		const known = { kind: "known", zone: "Europe/Berlin", instant: "2024-03-20T18:08:38Z" };
		expect(readTime({ text, offset: "+01:00", zone: "Europe/Berlin" }, clock("iso"))).toMatchObject(known);
		expect(readTime({ text, offset: "Europe/Berlin", zone: "+01:00" }, clock("iso"))).toMatchObject(known);
		expect(readTime({ text: `${text} +0100 [Europe/Berlin]` }, clock("iso"))).toMatchObject(known);
	});
});

describe("words for zones mean what the carrier's table says", () => {
	const truthful = { EST: "-05:00", EDT: "-04:00", ET: "America/New_York" };
	test.each([
		["EST", { kind: "known", zone: "-05:00", instant: "2026-07-01T15:00:00Z" }],
		["edt", { kind: "known", zone: "-04:00", instant: "2026-07-01T14:00:00Z" }],
		["ET", { kind: "zoned", zone: "America/New_York", source: "payload" }],
		["PST", { kind: "site", fallback: null }],
	])("%s behind the clock and beside it", (word, expected) => {
		const more = clock("yyyy-MM-dd HH:mm", { zoneWords: truthful });
		expect(readTime({ text: `2026-07-01 10:00 ${word}` }, more)).toMatchObject(expected);
		expect(readTime({ text: "2026-07-01 10:00", zone: word }, more)).toMatchObject(expected);
	});

	test("which another carrier's may contradict", () => {
		const sydney = clock("yyyy-MM-dd HH:mm", { zoneWords: { EST: "Australia/Sydney" } });
		expect(readTime({ text: "2026-07-01 10:00 EST" }, sydney)).toMatchObject({
			kind: "zoned",
			zone: "Australia/Sydney",
		});
	});

	test("and no word of JavaScript's own means anything", () => {
		const problems: Problem[] = [];
		readTime({ text: "2026-07-01", zone: "constructor" }, clock("iso", { zoneWords: {} }), problems);
		expect(problems).toHaveLength(1);
	});
});

describe("a Z behind the carrier's own wall clock", () => {
	const text = "2024-03-20T19:08:38Z";
	const zone = { kind: "fixed", zone: "America/New_York" } as const;

	test("is UTC unless the carrier is known for the other", () => {
		expect(readTime({ text }, clock("iso", { zone }))).toMatchObject({ kind: "known", instant: text });
	});

	test("is as if it were not there for a carrier that is", () => {
		const fake = clock("iso", { zone, z: "local" });
		expect(readTime({ text }, fake)).toMatchObject({ kind: "zoned", zone: "America/New_York", source: "carrier" });
		expect(readTime({ text, offset: "z" }, fake)).toMatchObject({ kind: "zoned", zone: "America/New_York" });
		expect(readTime({ text, offset: "-05:00" }, fake)).toMatchObject({ kind: "known", zone: "-05:00" });
		expect(readTime({ text: text.replace("Z", "+00:00") }, fake)).toMatchObject({ kind: "known", zone: "+00:00" });
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

test(".NET writes milliseconds since 1970 and the offset of the clock to show", () => {
	const net = clock("/Date(ms)/");
	const known = { kind: "known", precision: "second", instant: "2024-09-10T06:30:00Z" };
	expect(readTime({ text: "/Date(1725949800000+0200)/" }, net)).toEqual({
		...known,
		local: "2024-09-10T08:30:00",
		zone: "+02:00",
	});
	expect(readTime({ text: "\\/Date(1725949800000)\\/" }, net)).toEqual({
		...known,
		local: "2024-09-10T06:30:00",
		zone: "UTC",
	});
});

test("no digits are both seconds and milliseconds since 1970", () => {
	const century = fc.integer({ min: Date.UTC(2000, 0, 1) / 1_000, max: Date.UTC(2100, 0, 1) / 1_000 - 1 });
	fc.assert(
		fc.property(century, fc.integer({ min: 0, max: 999 }), (seconds, more) => {
			const [short, long] = [String(seconds), String(seconds * 1_000 + more)];
			const fraction = `${seconds}.${String(more).padStart(3, "0")}`;
			const instant = new Date(seconds * 1_000 + more).toISOString().replace(".000Z", "Z");
			expect(readTime({ text: long }, clock("epoch-ms"))).toMatchObject({ instant });
			expect(readTime({ text: fraction }, clock("epoch-s"))).toMatchObject({ instant });
			expect(readTime({ text: short }, clock("epoch-ms"))).toBeNull();
			expect(readTime({ text: long }, clock("epoch-s"))).toBeNull();
		}),
	);
});

describe("every format", () => {
	const moment = fc
		.integer({ min: Date.UTC(2000, 0, 1) / 1_000, max: Date.UTC(2100, 0, 1) / 1_000 - 1 })
		.map((seconds) => seconds * 1_000);

	test("reads what a carrier of that format writes", () => {
		fc.assert(
			fc.property(fc.constantFrom(...FORMATS), moment, (format, at) => {
				const precision = /ss/.test(format) ? "second" : /mm/.test(format) ? "minute" : "day";
				const length = { second: 19, minute: 16, day: 10 }[precision];
				const local = new Date(at).toISOString().slice(0, length) + (precision === "minute" ? ":00" : "");
				expect(readTime({ text: print(format, at) }, clock(format))).toMatchObject({ local, precision });
			}),
			{ numRuns: 2_000 },
		);
	});

	test("makes a moment of our century or nothing of whatever stands in the field", () => {
		const field = fc.oneof(fc.string(), fc.stringMatching(/^[0-9/.:,APMTZ +-]{0,30}$/));
		fc.assert(
			fc.property(fc.constantFrom(...FORMATS, "iso" as const), field, field, (format, text, beside) => {
				const read = readTime({ text, offset: beside, zone: beside }, clock(format));
				if (read !== null) expect(read.local).toMatch(/^20\d\d-\d\d-\d\d(?:T\d\d:\d\d:\d\d)?$/);
			}),
			{ numRuns: 2_000 },
		);
	});

	test("that can be taken for another is known to be", () => {
		const days = FORMATS.filter((format) => !/[Hh]/.test(format));
		const at = Date.UTC(2011, 10, 12);
		const confused = days.flatMap((format) =>
			days
				.filter((other) => {
					const read = readFormat(print(format, at), other);
					return read !== null && read.local !== "2011-11-12";
				})
				.map((other) => `${format} as ${other}`),
		);
		expect(confused).toEqual([
			"dd/MM/yyyy as MM/dd/yyyy",
			"dd-MM-yyyy as MM-dd-yyyy",
			"ddMMyyyy as MMddyyyy",
			"MM/dd/yyyy as dd/MM/yyyy",
			"MM-dd-yyyy as dd-MM-yyyy",
			"MMddyyyy as ddMMyyyy",
			"dd/MM/yy as MM/dd/yy",
			"MM/dd/yy as dd/MM/yy",
		]);
	});
});

describe("a time beside the offset of the wall clock it happened at is shown on that clock", () => {
	test.each([
		["2026-06-08T14:58:56.591Z", "+02:00", "2026-06-08T16:58:56", "+02:00", "2026-06-08T14:58:56.591Z"],
		["2026-06-08T23:30:00+09:00", "-06:00", "2026-06-08T08:30:00", "-06:00", "2026-06-08T14:30:00Z"],
		["2026-06-08T14:58:56-06:00", "-06:00", "2026-06-08T14:58:56", "-06:00", "2026-06-08T20:58:56Z"],
		["2026-06-08T14:58:56Z", "", "2026-06-08T14:58:56", "UTC", "2026-06-08T14:58:56Z"],
	])("%s at %s", (text, shownAt, local, zone, instant) => {
		const known = { kind: "known", local, precision: "second", zone, instant };
		expect(readTime({ text, shownAt }, clock("iso"))).toEqual(known);
	});

	test("the same offset may also be the time's own, where it stands there without one", () => {
		const read = readTime({ text: "2026-06-08T14:58:56", offset: "+02:00", shownAt: "+02:00" }, clock("iso"));
		expect(read).toMatchObject({ local: "2026-06-08T14:58:56", zone: "+02:00", instant: "2026-06-08T12:58:56Z" });
	});

	test("an offset that no clock shows leaves the instant and raises a problem", () => {
		const problems: Problem[] = [];
		const read = readTime({ text: "2026-06-08T14:58:56Z", shownAt: "+99:00" }, clock("iso"), problems);
		expect(read).toMatchObject({ local: "2026-06-08T14:58:56", instant: "2026-06-08T14:58:56Z" });
		expect(problems).toHaveLength(1);
	});
});

test.each(carriers.map(({ code, clock: own }) => [code, own] as const))(
	"the formats of %s never read one text as two moments",
	(_code, own) => {
		const formats = own.formats.flatMap((format) => FORMATS.find((other) => other === format) ?? []);
		for (const at of [Date.UTC(2011, 10, 12, 10, 9, 8), Date.UTC(2020, 11, 20, 20, 20, 20)]) {
			for (const text of formats.map((format) => print(format, at))) {
				const locals = formats.flatMap((format) => readFormat(text, format)?.local ?? []);
				const longest = locals.toSorted((a, b) => b.length - a.length)[0] ?? "";
				expect(locals.filter((local) => !longest.startsWith(local.replace(/:00$/, "")))).toEqual([]);
			}
		}
	},
);
