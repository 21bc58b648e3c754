import { expect, test } from "vitest";
import { readCursor, readRiskCursor, writeCursor } from "../../src/store/cursor.ts";
import type { RowId } from "../../src/store/database.ts";

const written = (text: string) => Buffer.from(text).toString("base64url");

test("a cursor comes back as it was written", () => {
	const cursor = { createdAt: "2026-11-22T10:00:00.123Z", rowId: "42" as RowId };
	expect(readCursor(writeCursor(cursor))).toEqual(cursor);
});

test.each(["", "1", "x.1", "-1.1", "1.-1", "253402300800000.5", "999999999999999.1", "1.9999999999999999999"])(
	"%j is no cursor of ours, and no moment that a database refuses",
	(text) => {
		expect(readCursor(written(text))).toBeNull();
	},
);

test.each([0, 0.001, 0.5, 0.123456789, 1, 1.2345678901234567e-6, 5e-324, null])(
	"a cursor of a list by risk comes back as it was written: %j",
	(lateRisk) => {
		const cursor = { lateRisk, rowId: "42" as RowId };
		expect(readRiskCursor(writeCursor(cursor))).toEqual(cursor);
		expect(readCursor(writeCursor(cursor))).toBeNull();
	},
);

test.each(["", "1", "2_1", "-0.5_1", "0.5_", "NaN_1", "0.5_x", "1e3_1", "1763800000000.5"])(
	"%j is no cursor of a list by risk",
	(text) => {
		expect(readRiskCursor(written(text))).toBeNull();
	},
);
