import { sql } from "drizzle-orm";
import { jsons, scalars, texts } from "./columns.ts";
import type { Queries, Transaction } from "./database.ts";
import { bigintOf } from "./fact-rows.ts";
import type { ShipmentKey } from "./parcels.ts";

/** A scan that told how far a parcel is, with what was forecast of it then. Times are days on the destination's clock. */
export interface KeptForecast extends ShipmentKey {
	/** Sixteen hexadecimal digits. */
	readonly scanKey: string;
	readonly anchor: string;
	readonly carrier: string;
	/** What the forecast stands on: a `Start` of `src/core/eta/start.ts`. */
	readonly start: unknown;
	readonly zone: string | null;
	/** Null where nothing was forecast: the parcel had arrived, or nothing is known of such lanes. */
	readonly forecast: {
		readonly madeAt: string;
		readonly early: number;
		readonly likely: number;
		readonly late: number;
		/** As people saw it: dates, or local times. */
		readonly shownFrom: string;
		readonly shownTo: string;
	} | null;
	/** When it was kept, in days, while the parcel was still to come; null where it had arrived by then. */
	readonly kept: number | null;
	/** The end of what the carrier promised by then, and of what the seller did: dates, or local times. */
	readonly promisedTo: string | null;
	readonly sellerPromisedTo: string | null;
}

/** Keeps each once: what was forecast first at a scan is what is measured, and that it is under way is a lesson. */
export async function keepForecasts(tx: Transaction, forecasts: readonly KeptForecast[]): Promise<void> {
	if (forecasts.length === 0) return;
	await tx.rows(
		sql`with kept as (insert into forecasts (
				seller_id, shipment_id, scan_key, anchor, carrier, start, zone, made_at, early, likely, late, shown_from,
				shown_to, kept, promised_to, seller_promised_to
			)
			select n.seller_id, n.shipment_id, n.scan_key, n.anchor, n.carrier, n.start::jsonb, n.zone, n.made_at, n.early,
				n.likely, n.late, n.shown_from, n.shown_to, n.kept, n.promised_to, n.seller_promised_to
			from unnest(
				${scalars("int8", forecasts, (one) => one.sellerId)},
				${scalars("int8", forecasts, (one) => one.rowId)},
				${scalars("int8", forecasts, (one) => bigintOf(one.scanKey))},
				${texts(forecasts, (one) => one.anchor)},
				${texts(forecasts, (one) => one.carrier)},
				${jsons(forecasts, (one) => one.start)},
				${texts(forecasts, (one) => one.zone)},
				${scalars("timestamptz", forecasts, (one) => one.forecast?.madeAt ?? null)},
				${scalars("float8", forecasts, (one) => one.forecast?.early ?? null)},
				${scalars("float8", forecasts, (one) => one.forecast?.likely ?? null)},
				${scalars("float8", forecasts, (one) => one.forecast?.late ?? null)},
				${texts(forecasts, (one) => one.forecast?.shownFrom ?? null)},
				${texts(forecasts, (one) => one.forecast?.shownTo ?? null)},
				${scalars("float8", forecasts, (one) => one.kept)},
				${texts(forecasts, (one) => one.promisedTo)},
				${texts(forecasts, (one) => one.sellerPromisedTo)}
			) n (
				seller_id, shipment_id, scan_key, anchor, carrier, start, zone, made_at, early, likely, late, shown_from,
				shown_to, kept, promised_to, seller_promised_to
			)
			on conflict do nothing
			returning start
			)
			insert into lessons (kind, data) select 'begun', start from kept`,
	);
}

export interface ArrivedParcel extends ShipmentKey {
	/** Days on the destination's clock; null for one that turned out not to have arrived. */
	readonly arrived: number | null;
}

/** What became of the forecasts of parcels. What was learnt already stays learnt, and is not learnt again. */
export async function settleForecasts(tx: Transaction, parcels: readonly ArrivedParcel[], now: string): Promise<void> {
	if (parcels.length === 0) return;
	await tx.rows(
		sql`update forecasts f
				set arrived = n.arrived, arrived_at = case when n.arrived is null then null else ${now}::timestamptz end
			from unnest(
				${scalars("int8", parcels, (one) => one.sellerId)},
				${scalars("int8", parcels, (one) => one.rowId)},
				${scalars("float8", parcels, (one) => one.arrived)}
			) n (seller_id, shipment_id, arrived)
			where f.seller_id = n.seller_id and f.shipment_id = n.shipment_id and f.arrived is distinct from n.arrived`,
	);
}

export interface Delivery extends ShipmentKey {
	/** As the row has it. */
	readonly scanNumber: string;
	readonly start: unknown;
	readonly arrived: number;
	readonly promisedTo: string | null;
}

/**
 * Deliveries that nobody learnt from yet, in the order in which they were told, locked; what a message is just writing comes
 * at the next look. Names no seller: all of them teach.
 */
export async function deliveriesToLearn(tx: Transaction, limit: number): Promise<readonly Delivery[]> {
	return await tx.rows(
		sql`select seller_id as "sellerId", shipment_id as "rowId", scan_key::text as "scanNumber", start, arrived,
				promised_to as "promisedTo"
			from forecasts where arrived is not null and learnt_at is null
			order by arrived_at, arrived, seller_id, shipment_id, scan_key limit ${limit}::int4
			for update skip locked`,
	);
}

export async function markLearnt(tx: Transaction, lessons: readonly Delivery[], now: string): Promise<void> {
	if (lessons.length === 0) return;
	await tx.rows(
		sql`update forecasts f set learnt_at = ${now}::timestamptz
			from unnest(
				${scalars("int8", lessons, (one) => one.sellerId)},
				${scalars("int8", lessons, (one) => one.rowId)},
				${scalars("int8", lessons, (one) => one.scanNumber)}
			) n (seller_id, shipment_id, scan_key)
			where f.seller_id = n.seller_id and f.shipment_id = n.shipment_id and f.scan_key = n.scan_key`,
	);
}

/** How windows of one kind came true. */
export interface KeptWindows {
	/** As lanes know it: couriers that share a code are told apart. */
	readonly carrier: string;
	readonly anchor: string;
	readonly forecasts: number;
	/** Arrived within the window as it was shown, in whole days or hours. */
	readonly insideShown: number;
}

/**
 * How the windows of parcels that arrived since a moment came true, by carrier and by where the parcel was. Names no
 * seller: these are the installation's own figures, which name nobody's parcels. eta-accuracy.ts has all of them.
 */
export async function countKeptWindows(db: Queries, since: string): Promise<readonly KeptWindows[]> {
	return await db.rows(
		sql`select start -> 'lane' ->> 'carrier' as carrier, anchor, count(*)::int4 as forecasts,
				count(*) filter (where ${SHOWN_ARRIVAL} between shown_from and shown_to)::int4 as "insideShown"
			from forecasts
			where arrived is not null and made_at is not null and arrived_at >= ${since}::timestamptz
			group by 1, 2 order by 1, 2 limit 5000`,
	);
}

/** The arrival as the window was written: a date beside dates, a time beside times. */
const SHOWN_ARRIVAL = sql`left(
	to_char(timestamp '1970-01-01' + arrived * interval '1 day', 'YYYY-MM-DD"T"HH24:MI:SS'), length(shown_to)
)`;

/**
 * Removes forecasts that came true or not more than 400 days before `now`, so many at a time: figures are asked for a year
 * at most. Answers how many.
 */
export async function pruneForecasts(db: Queries, now: string): Promise<number> {
	const pruned = await db.rows(
		sql`delete from forecasts f using (
				select seller_id, shipment_id, scan_key from forecasts
				where arrived is not null and arrived_at < ${now}::timestamptz - interval '400 days' and learnt_at is not null
				order by arrived_at limit ${PRUNED_AT_ONCE}::int4
			) old
			where f.seller_id = old.seller_id and f.shipment_id = old.shipment_id and f.scan_key = old.scan_key
			returning 1 as pruned`,
	);
	return pruned.length;
}

const PRUNED_AT_ONCE = 5_000;
