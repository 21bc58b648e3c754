import type { RowId } from "./database.ts";

/** The last item of a page: the next page begins after it. */
export interface Cursor {
	/** `…Z` with milliseconds, as the column has. */
	readonly createdAt: string;
	readonly rowId: RowId;
}

/** As it stands in a link. */
export function writeCursor(cursor: Cursor): string {
	return Buffer.from(`${Date.parse(cursor.createdAt)}.${cursor.rowId}`).toString("base64url");
}

// The end of the year 9999: a later moment is written with a sign, which PostgreSQL refuses.
const LAST_MOMENT_MS = 253_402_300_799_999;

/** Null when the text is no cursor of ours. */
export function readCursor(text: string): Cursor | null {
	const match = /^(\d{1,15})\.(\d{1,18})$/.exec(Buffer.from(text, "base64url").toString("latin1"));
	if (!match || Number(match[1]) > LAST_MOMENT_MS) return null;
	// The second group is decimal digits that fit a bigint, which is what an inside id is.
	return { createdAt: new Date(Number(match[1])).toISOString(), rowId: match[2] as RowId };
}
