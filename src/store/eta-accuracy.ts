import { type SQL, sql } from "drizzle-orm";
import { textValue } from "./columns.ts";
import type { Queries, RowId } from "./database.ts";

/** How many days ahead the likely day was when the window was told. */
export const HORIZONS = ["0", "1", "2-3", "4-7", "8+"] as const;
export type Horizon = (typeof HORIZONS)[number];

export const ACCURACY_PARTS = ["carrier", "anchor", "horizon"] as const;
export type AccuracyPart = (typeof ACCURACY_PARTS)[number];

export interface ForecastQuery {
	/** Null for the installation's own figures, which name nobody's parcels. */
	readonly seller: RowId | null;
	/** Parcels whose arrival was told from here on, and before there, `…Z`. */
	readonly since: string;
	readonly until: string;
	/** By what to part the forecasts; each list is a set of groups, an empty one all of them together. */
	readonly groups: readonly (readonly AccuracyPart[])[];
	readonly carrier?: string | undefined;
	readonly anchor?: string | undefined;
	readonly horizon?: Horizon | undefined;
	/** Left out of it. */
	readonly butCarrier?: string | undefined;
}

/** How the forecasts of a group came true. Times are days. */
export interface ForecastGroup {
	/** Each null where the group is not parted by it. */
	readonly carrier: string | null;
	readonly anchor: string | null;
	readonly horizon: Horizon | null;
	readonly forecasts: number;
	readonly parcels: number;
	/** Arrived within the window of 80 % as it was forecast, and as it was shown, in whole days or hours. */
	readonly inside: number;
	readonly insideShown: number;
	/** Arrived before the forecast window opened, and after it closed. */
	readonly early: number;
	readonly late: number;
	readonly meanWidth: number;
	readonly medianWidth: number;
	readonly meanShownWidth: number;
	/** Between the likely moment and the arrival. */
	readonly meanError: number;
	readonly medianError: number;
	/** Arrived on the likely day, the day before or the day after. */
	readonly withinOneDay: number;
}

/**
 * How forecasts came true, by carrier, anchor and horizon, what is not parted first. A group without forecasts is left
 * out. A parcel has the same number with whichever seller.
 */
export async function measureAccuracy(db: Queries, query: ForecastQuery): Promise<readonly ForecastGroup[]> {
	const { seller, since, until, groups, carrier, anchor, horizon, butCarrier } = query;
	const sets = groups.map((parts) => sql`(${sql.join(parts.map(columnOf), sql`, `)})`);
	const parted = ACCURACY_PARTS.map((part) => {
		return groups.some((parts) => parts.includes(part)) ? columnOf(part) : sql`null::text as ${columnOf(part)}`;
	});
	return await db.rows(
		sql`with told as materialized (
				select shipment_id, carrier, anchor, early, likely, late, arrived,
					extract(epoch from shown_from::timestamp)::float8 as opens,
					extract(epoch from shown_to::timestamp)::float8
						+ case when length(shown_to) = 10 then 86399 else 0 end as closes,
					case
						when floor(likely) - floor(kept) <= 0 then '0'
						when floor(likely) - floor(kept) <= 1 then '1'
						when floor(likely) - floor(kept) <= 3 then '2-3'
						when floor(likely) - floor(kept) <= 7 then '4-7'
						else '8+'
					end as horizon
				from forecasts
				where arrived is not null and made_at is not null
				and arrived_at >= ${since}::timestamptz and arrived_at < ${until}::timestamptz
				and (${seller}::int8 is null or seller_id = ${seller}::int8)
				and carrier = coalesce(${textValue(carrier)}, carrier)
				and anchor = coalesce(${textValue(anchor)}, anchor)
				and carrier is distinct from ${textValue(butCarrier)}
			)
			select ${sql.join(parted, sql`, `)}, count(*)::int4 as forecasts,
				count(distinct shipment_id)::int4 as parcels,
				count(*) filter (where arrived between early and late)::int4 as inside,
				count(*) filter (where round(arrived * 86400) between opens and closes)::int4 as "insideShown",
				count(*) filter (where arrived < early)::int4 as early,
				count(*) filter (where arrived > late)::int4 as late,
				avg(late - early)::float8 as "meanWidth",
				percentile_cont(0.5) within group (order by late - early) as "medianWidth",
				avg((closes - opens) / 86400)::float8 as "meanShownWidth",
				avg(abs(likely - arrived))::float8 as "meanError",
				percentile_cont(0.5) within group (order by abs(likely - arrived)) as "medianError",
				count(*) filter (where abs(floor(likely) - floor(arrived)) <= 1)::int4 as "withinOneDay"
			from told
			where horizon = coalesce(${textValue(horizon)}, horizon)
			group by grouping sets (${sql.join(sets, sql`, `)}) having count(*) > 0
			order by 1 nulls first, 2 nulls first, 3 nulls first
			limit 5000`,
	);
}

function columnOf(part: AccuracyPart): SQL {
	return sql`${sql.identifier(part)}`;
}

/** How the first promise that a carrier made of each parcel was kept. Times are days. */
export interface PromiseGroup {
	readonly carrier: string;
	readonly parcels: number;
	/** On a day before the first that was promised; where only the end is known, before that. */
	readonly early: number;
	readonly onTime: number;
	/** After the end of what was promised. */
	readonly late: number;
	/** Of the early and of the late ones; null where there are none. */
	readonly meanEarly: number | null;
	readonly meanLate: number | null;
	readonly medianLate: number | null;
}

/**
 * How carriers kept what they promised before the parcel arrived, each by itself, whosever parcels they were: the
 * installation's own figures, which name nobody's.
 */
export async function measurePromises(
	db: Queries,
	{ since, until, butCarrier }: Pick<ForecastQuery, "since" | "until" | "butCarrier">,
): Promise<readonly PromiseGroup[]> {
	return await db.rows(
		sql`with firsts as (
				select distinct on (shipment_id) carrier, arrived, promised_to from forecasts
				where arrived is not null and kept is not null and promised_to is not null
				and arrived_at >= ${since}::timestamptz and arrived_at < ${until}::timestamptz
				and carrier is distinct from ${textValue(butCarrier)}
				order by shipment_id, kept
			), outcomes as (
				select carrier, greatest(0, floor(${daysOf(sql`promised_to`)}) - floor(arrived)) as early,
					greatest(
						0,
						case when length(promised_to) = 10 then floor(arrived) else arrived end - ${daysOf(sql`promised_to`)}
					) as late
				from firsts
			)
			select carrier, count(*)::int4 as parcels,
				count(*) filter (where early > 0)::int4 as early,
				count(*) filter (where early = 0 and late = 0)::int4 as "onTime",
				count(*) filter (where late > 0)::int4 as late,
				avg(early) filter (where early > 0)::float8 as "meanEarly",
				avg(late) filter (where late > 0)::float8 as "meanLate",
				percentile_cont(0.5) within group (order by late) filter (where late > 0) as "medianLate"
			from outcomes group by carrier order by carrier
			limit 5000`,
	);
}

/** A date or a local time, as days since 1970. */
function daysOf(local: SQL): SQL {
	return sql`(extract(epoch from ${local}::timestamp) / 86400)::float8`;
}
