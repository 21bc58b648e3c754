import { expect, test } from "vitest";
import { agrees, clockAtEpoch, offsetAtEpoch, offsetBetween, offsetBetweenTimes } from "../../adapters/kit/index.ts";

function pair(localDate: string, localTime: string, utcDate: string, utcTime: string) {
	return { localDate, localTime, utcDate, utcTime };
}

test.each([
	["20260313", "083011", "20260313", "133011", "-05:00"],
	["20260313", "083011", "2026-03-13", "13:30:11", "-05:00"],
	["20260311", "223001", "20260312", "02:30:01", "-04:00"],
	["20260101", "013000", "20251231", "200000", "+05:30"],
	["20260312", "024700", "20260312", "74700", "-05:00"],
	["20260312", "120000", "20260312", "120000", "+00:00"],
])("finds the offset between %s %s and %s %s", (localDate, localTime, utcDate, utcTime, offset) => {
	expect(offsetBetween(pair(localDate, localTime, utcDate, utcTime))).toBe(offset);
});

test.each([
	["20260313", "083011", "20260313", "133500"],
	["20260313", "083011", "20260315", "083011"],
	["20260313", "083011", "", ""],
	["20260313", "noon", "20260313", "133011"],
])("finds no offset between %s %s and %s %s, which are no two faces of one moment", (...four) => {
	expect(offsetBetween(pair(...four))).toBeNull();
});

test("an offset agrees when it leads from the local clock to the other", () => {
	expect(agrees(pair("20260313", "083011", "20260313", "133011"), "-05.00")).toBe(true);
	expect(agrees(pair("20260313", "083000", "20260313", "133011"), "-05:00")).toBe(true);
	expect(agrees(pair("20260313", "083011", "20260313", "083011"), "-05:00")).toBe(false);
	expect(agrees(pair("20260311", "223001", "20260311", "023001"), "-04:00")).toBe(false);
});

test("nothing disagrees where one of the clocks or the offset is missing", () => {
	expect(agrees(pair("20260313", "083011", "", ""), "-05:00")).toBe(true);
	expect(agrees(pair("20260313", "083011", "20260313", "133011"), "east")).toBe(true);
});

test.each([
	["2026-11-02", "13:00:00", 1_793_620_800, "+01:00"],
	["2026-11-02", "12:00:00", 1_793_620_800, "+00:00"],
	["2026-11-02", "12:07:00", 1_793_620_800, null],
	["2026-11-02", undefined, 1_793_620_800, null],
	["2026-11-02", "12:00:00", 1e20, null],
])("finds the offset between %s %s and %d seconds since 1970: %s", (localDate, localTime, seconds, offset) => {
	expect(offsetAtEpoch(localDate, localTime, seconds)).toBe(offset);
});

test.each([
	[1_793_620_800, "2026-11-02T12:00:00"],
	[0, "1970-01-01T00:00:00"],
	[1e20, null],
	[Number.NaN, null],
])("shows UTC's clock %d seconds after 1970: %s", (seconds, clock) => {
	expect(clockAtEpoch(seconds)).toBe(clock);
});

test.each([
	["2026-03-13T08:30:11", "2026-03-13T13:30:11Z", "-05:00"],
	["2026-03-13 08:30:11.250", "2026-03-13T13:30:11.250Z", "-05:00"],
	["2026-03-13T08:30:11", undefined, null],
	["2026-03-13", "2026-03-13T13:30:11Z", null],
])("finds the offset between %s and %s: %s", (local, utc, offset) => {
	expect(offsetBetweenTimes(local, utc)).toBe(offset);
});
