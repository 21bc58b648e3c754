import type { Database, RowId } from "../../src/store/database.ts";
import { saveTransits, type TransitRow } from "../../src/store/transits.ts";
import { aShipment } from "./given.ts";

export type GivenTransit = Partial<Omit<TransitRow, "sellerId" | "rowId">>;

const HOUR_MS = 3_600_000;
const ASKED_AT = "2026-11-22T10:00:00.000Z";

/** `…Z`, so many hours before the query. */
export const hoursAgo = (hours: number) => new Date(Date.parse(ASKED_AT) - hours * HOUR_MS).toISOString();

/** What is asked of everything that was handed over within 90 days, by carrier. */
export const QUERY = {
	since: hoursAgo(90 * 24),
	now: ASKED_AT,
	by: ["carrier"],
	lanes: "country",
} as const;

/** On its way for five days, and nothing promised of it. */
const ON_ITS_WAY: Required<GivenTransit> = {
	carrier: "glider",
	service: null,
	origin: "DE",
	originRegion: null,
	destination: "FR",
	destinationRegion: null,
	handedOverAt: hoursAgo(120),
	offeredAt: null,
	arrivedAt: null,
	seenUntil: null,
	outcome: "open",
	firstVisitDelivered: null,
	troubles: [],
	isByDay: false,
	promiseEndsAt: null,
	carrierOpensAt: null,
	carrierEndsAt: null,
	firstEtaOpensAt: null,
	firstEtaEndsAt: null,
};

/** Parcels of a seller with these rows, in one write. */
export async function keepTransits(db: Database, sellerId: RowId, given: readonly GivenTransit[]): Promise<void> {
	const rows: TransitRow[] = [];
	for (const one of given) {
		const { rowId } = await aShipment(db, sellerId);
		rows.push({ ...ON_ITS_WAY, ...one, sellerId, rowId });
	}
	await db.transaction((tx) => saveTransits(tx, rows));
}
