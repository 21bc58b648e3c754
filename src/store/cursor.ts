import type { RowId } from "./database.ts";

/** The last item of a page: the next page begins after it. */
export interface Cursor {
	/** Of what the list is sorted by: `…Z` with milliseconds, as the column has. */
	readonly createdAt: string;
	readonly rowId: RowId;
}

/** The last item of a page that is sorted by how likely parcels come late. */
export interface RiskCursor {
	/** 0 to 1; null: among those of which nothing is known. */
	readonly lateRisk: number | null;
	readonly rowId: RowId;
}

/** As it stands in a link. */
export function writeCursor(cursor: Cursor | RiskCursor): string {
	const { rowId } = cursor;
	const text =
		"lateRisk" in cursor ? `${cursor.lateRisk ?? UNKNOWN}_${rowId}` : `${Date.parse(cursor.createdAt)}.${rowId}`;
	return Buffer.from(text).toString("base64url");
}

// The end of the year 9999: a later moment is written with a sign, which PostgreSQL refuses.
const LAST_MOMENT_MS = 253_402_300_799_999;

/** Null when the text is no cursor of ours. */
export function readCursor(text: string): Cursor | null {
	const match = /^(\d{1,15})\.(\d{1,18})$/.exec(decoded(text));
	if (!match || Number(match[1]) > LAST_MOMENT_MS) return null;
	// The second group is decimal digits that fit a bigint, which is what an inside id is.
	return { createdAt: new Date(Number(match[1])).toISOString(), rowId: match[2] as RowId };
}

/** Null when the text is no cursor of a list by risk. */
export function readRiskCursor(text: string): RiskCursor | null {
	const match = /^(-|1|0(?:\.\d{1,30})?|\d(?:\.\d{1,20})?e-\d{1,3})_(\d{1,18})$/.exec(decoded(text));
	return match && { lateRisk: match[1] === UNKNOWN ? null : Number(match[1]), rowId: match[2] as RowId };
}

const UNKNOWN = "-";

function decoded(text: string): string {
	return Buffer.from(text, "base64url").toString("latin1");
}
