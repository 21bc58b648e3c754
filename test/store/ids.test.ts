import { expect, test } from "vitest";
import { readCursor, writeCursor } from "../../src/store/cursor.ts";
import type { RowId } from "../../src/store/database.ts";
import { pageToken, publicId, timedId, timeOfId } from "../../src/store/ids.ts";

test("ids are a prefix and 22 letters and digits, none twice", () => {
	const ids = Array.from({ length: 10_000 }, () => publicId("shp"));
	expect(ids.every((id) => /^shp_[0-9A-Za-z]{22}$/.test(id))).toBe(true);
	expect(new Set(ids).size).toBe(ids.length);
	expect(pageToken()).toMatch(/^[0-9A-Za-z]{22}$/);
});

test("every letter is as likely as any other", () => {
	const counts = new Map<string, number>();
	for (let round = 0; round < 5_000; round++) {
		for (const letter of pageToken()) counts.set(letter, (counts.get(letter) ?? 0) + 1);
	}
	expect(counts.size).toBe(62);
	const expected = (5_000 * 22) / 62;
	// Twelve standard deviations: what a plain remainder of a byte would miss by far more.
	for (const count of counts.values()) expect(Math.abs(count - expected)).toBeLessThan(12 * Math.sqrt(expected));
});

test("timed ids sort as their times do, and tell them", () => {
	const times = [0, 1, Date.parse("2026-11-22T10:00:00.123Z"), Date.parse("2026-11-22T10:00:00.124Z"), 4e12];
	const ids = times.map((time) => timedId("msg", time));
	expect([...ids].sort()).toEqual(ids);
	expect(ids.map(timeOfId)).toEqual(times);
	expect([publicId("msg").slice(4, 10), "msg_", "", "msg_!!!!!!!!!!!!!!!!!!!!!!"].map(timeOfId)).toEqual([
		null,
		null,
		null,
		null,
	]);
});

test("a cursor reads back as it was written, and nothing else does", () => {
	const cursor = { createdAt: "2026-11-22T10:00:00.123Z", rowId: "9007199254740993" as RowId };
	expect(readCursor(writeCursor(cursor))).toEqual(cursor);
	for (const text of ["", "x", "-", writeCursor(cursor).slice(1), Buffer.from("1.2.3").toString("base64url")]) {
		expect(readCursor(text)).toBeNull();
	}
	expect(readCursor(Buffer.from("1.99999999999999999999").toString("base64url"))).toBeNull();
});
