import { type SQL, sql } from "drizzle-orm";
import type { Queries } from "./database.ts";
import {
	cutGroups,
	GROUP,
	groupColumns,
	groupingSets,
	isAsked,
	MOST_GROUPS,
	MOST_HOURS,
	partsOf,
	type TransitGroup,
	type TransitQuery,
} from "./transit-times.ts";

/** Whose promise of a parcel: its seller's, the first of its carrier, and the window that its page showed first. */
export const PROMISES = ["seller", "carrier", "first-shown"] as const;
export type PromiseOf = (typeof PROMISES)[number];

/** How promises of one kind were kept. All numbers but `ahead` and `early` are parts of `promised`. */
export interface PromiseCounts {
	readonly promise: PromiseOf;
	readonly promised: number;
	/** There by the end of what was promised, which has passed; of them those before it began. */
	readonly kept: number;
	readonly early: number;
	/** There after the end. */
	readonly late: number;
	/** The end has passed, and it is not there: still to come, or lost. */
	readonly overdue: number;
	/** The end is still to come; of them those that are there already. */
	readonly notDue: number;
	readonly ahead: number;
	readonly returned: number;
	readonly cancelled: number;
	/** Nobody looked for it any more before the end. */
	readonly unseen: number;
	/** Of those late and overdue, `hours came left` from the end on, with commas between; null without one. */
	readonly spans: string | null;
}

export interface OnTimeGroup extends TransitGroup {
	/** Whose first visit is known, and of them those that were delivered by it. */
	readonly visited: number;
	readonly deliveredAtOnce: number;
	/** Of each kind of which there is one. */
	readonly promises: readonly PromiseCounts[];
}

export interface OnTimeGroups {
	/** All together first, then the largest. */
	readonly groups: readonly OnTimeGroup[];
	/** How many smaller ones there are beside them. */
	readonly leftOut: number;
}

/** How promises of parcels were kept, and what came of first visits to the door. */
export async function measureOnTime(db: Queries, query: TransitQuery): Promise<OnTimeGroups> {
	const now = sql`${query.now}::timestamptz`;
	const rows = await db.rows<OnTimeGroup & { readonly groups: number }>(
		sql`with asked as (
				select ${partsOf(query)}, outcome, arrived_at, seen_until, first_visit_delivered, promise_ends_at,
					carrier_opens_at, carrier_ends_at, first_eta_opens_at, first_eta_ends_at
				from transits where ${isAsked(query)}
			), promised as (
				select ${GROUP}, promise, first_visit_delivered, ${standOf(now)} as stand,
					case when ends_at < ${now} and (arrived_at > ends_at or arrived_at is null) then
						least(${MOST_HOURS}::int4,
							extract(epoch from coalesce(arrived_at, seen_until, ${now}) - ends_at) / 3600)::int4
					end as hours
				from asked cross join lateral (values
					(null, null, null),
					('seller', null, promise_ends_at),
					('carrier', carrier_opens_at, carrier_ends_at),
					('first-shown', first_eta_opens_at, first_eta_ends_at)
				) promises (promise, opens_at, ends_at)
				where promise is null or ends_at is not null
			), spans as (
				select ${groupColumns(query)}, promise, stand, hours, count(*) as parcels,
					count(*) filter (where promise is null and first_visit_delivered is not null) as visited,
					count(*) filter (where promise is null and first_visit_delivered) as at_once
				from promised group by ${groupingSets(query, sql`promise, stand, hours`)}
			), counts as (
				select "isAll", ${GROUP}, promise, sum(parcels)::int4 as parcels, sum(visited)::int4 as visited,
					sum(at_once)::int4 as at_once, ${sql.join(STANDS.map(countOf), sql`, `)},
					string_agg(hours || case stand when 'late' then ' ' || parcels || ' 0' else ' 0 ' || parcels end, ','
						order by hours, stand) filter (where stand in ('late', 'overdue')) as spans
				from spans group by "isAll", ${GROUP}, promise
			)
			select "isAll", ${GROUP}, sum(parcels) filter (where promise is null)::int4 as parcels,
				sum(visited)::int4 as visited, sum(at_once)::int4 as "deliveredAtOnce",
				coalesce(json_agg(json_build_object(
					'promise', promise, 'promised', parcels, 'kept', kept + early, 'early', early, 'late', late,
					'overdue', overdue, 'notDue', not_due + ahead, 'ahead', ahead, 'returned', returned,
					'cancelled', cancelled, 'unseen', unseen, 'spans', spans
				) order by array_position(${sql.raw(`array['${PROMISES.join("', '")}']`)}, promise))
					filter (where promise is not null), '[]') as promises,
				count(*) over ()::int4 as groups
			from counts group by "isAll", ${GROUP}
			order by "isAll" desc, parcels desc, ${GROUP}
			limit ${MOST_GROUPS + 1}::int4`,
	);
	return cutGroups(rows);
}

const STANDS = ["kept", "early", "late", "overdue", "not_due", "ahead", "returned", "cancelled", "unseen"] as const;

/**
 * How a promise stands. One whose end is still to come is not counted as kept although the parcel is there: those beside
 * it that are not there yet are not counted as late either, and the share would look better than it is.
 */
function standOf(now: SQL): SQL {
	return sql`case
		when arrived_at is not null then case
			when ends_at >= ${now} then 'ahead'
			when arrived_at > ends_at then 'late'
			when arrived_at < opens_at then 'early'
			else 'kept'
		end
		when outcome in ('returned', 'cancelled') then outcome
		when coalesce(seen_until, ${now}) > ends_at then 'overdue'
		when seen_until is null then 'not_due'
		else 'unseen'
	end`;
}

function countOf(stand: (typeof STANDS)[number]): SQL {
	return sql.raw(`coalesce(sum(parcels) filter (where stand = '${stand}'), 0)::int4 as ${stand}`);
}
