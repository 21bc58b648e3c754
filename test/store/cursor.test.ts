import { expect, test } from "vitest";
import { readCursor, writeCursor } from "../../src/store/cursor.ts";
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
