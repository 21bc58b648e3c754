import { type SQL, sql } from "drizzle-orm";
import { textValue } from "./columns.ts";
import type { Queries, RowId } from "./database.ts";

/** By what parcels may be parted. A week and a month are those of the hand-over. */
export const TRANSIT_PARTS = ["carrier", "lane", "service", "week", "month"] as const;
export type TransitPart = (typeof TRANSIT_PARTS)[number];

/** arrival: there for its buyer. first-attempt: the first time that it was brought before the buyer. */
export const TRANSIT_GOALS = ["arrival", "first-attempt"] as const;
export type TransitGoal = (typeof TRANSIT_GOALS)[number];

/** Whether lanes lead from country to country, or from a part of one to another where that is known. */
export const LANE_ENDS = ["country", "region"] as const;
export type LaneEnds = (typeof LANE_ENDS)[number];

export interface TransitQuery {
	readonly seller: RowId;
	/** Parcels handed over from here on, `…Z`. */
	readonly since: string;
	/** `…Z`: what is open is counted as long as it was followed by now. */
	readonly now: string;
	/** Empty: all of them together and nothing else. */
	readonly by: readonly TransitPart[];
	readonly lanes: LaneEnds;
	readonly carrier?: string | undefined;
	readonly service?: string | undefined;
	/** As answers name it, `CN>DE`, `US-CA>US-NY` or `?>DE`. */
	readonly lane?: string | undefined;
}

/** Which parcels a figure is of. */
export interface TransitGroup {
	/** All of them: the rest is null. */
	readonly isAll: boolean;
	readonly carrier: string | null;
	readonly lane: string | null;
	/** Empty for parcels without one; null where they are not parted by it. */
	readonly service: string | null;
	/** Its Monday, `YYYY-MM-DD`. */
	readonly week: string | null;
	/** `YYYY-MM` */
	readonly month: string | null;
	readonly parcels: number;
}

export interface TransitGroupTimes extends TransitGroup {
	readonly arrived: number;
	/** Of the rest. */
	readonly open: number;
	readonly returned: number;
	readonly lost: number;
	readonly cancelled: number;
	readonly unseen: number;
	/** Known to the day alone. */
	readonly byDay: number;
	/** `hours came left` of each length, with commas between. */
	readonly spans: string;
}

export interface TransitTimes {
	/** All together first, then the largest. */
	readonly groups: readonly TransitGroupTimes[];
	/** How many smaller ones there are beside them. */
	readonly leftOut: number;
}

/** No list on a screen is longer, and a curve is drawn of each. */
export const MOST_GROUPS = 200;
/** A year and more: no parcel is followed for so long. */
export const MOST_HOURS = 10_000;

/** How long parcels took from the hand-over, in whole hours, and how long those were followed that are still to come. */
export async function measureTransits(
	db: Queries,
	query: TransitQuery & { readonly goal: TransitGoal },
): Promise<TransitTimes> {
	const { goal, now } = query;
	const reached = goal === "arrival" ? sql`arrived_at` : sql`offered_at`;
	const rows = await db.rows<TransitGroupTimes & { readonly groups: number }>(
		sql`with counted as (
				select ${partsOf(query)}, outcome, by_day, ${reached} is not null as came,
					least(${MOST_HOURS}::int4, greatest(0, case
						when ${reached} is not null then round(extract(epoch from ${reached} - handed_over_at) / 3600)
						else floor(extract(epoch from coalesce(seen_until, ${now}::timestamptz) - handed_over_at) / 3600)
					end))::int4 as hours
				from transits where ${isAsked(query)}
			), spans as (
				select ${groupColumns(query)}, hours, count(*) filter (where came) as came,
					count(*) filter (where not came) as left_open,
					count(*) filter (where not came and outcome = 'open') as open,
					count(*) filter (where not came and outcome = 'returned') as returned,
					count(*) filter (where not came and outcome = 'lost') as lost,
					count(*) filter (where not came and outcome = 'cancelled') as cancelled,
					count(*) filter (where not came and outcome = 'unseen') as unseen,
					count(*) filter (where by_day) as by_day
				from counted group by ${groupingSets(query, sql`hours`)}
			)
			select "isAll", ${GROUP}, sum(came + left_open)::int4 as parcels, sum(came)::int4 as arrived,
				sum(open)::int4 as open, sum(returned)::int4 as returned, sum(lost)::int4 as lost,
				sum(cancelled)::int4 as cancelled, sum(unseen)::int4 as unseen, sum(by_day)::int4 as "byDay",
				string_agg(hours || ' ' || came || ' ' || left_open, ',' order by hours) as spans,
				count(*) over ()::int4 as groups
			from spans group by "isAll", ${GROUP}
			order by "isAll" desc, parcels desc, ${GROUP}
			limit ${MOST_GROUPS + 1}::int4`,
	);
	return cutGroups(rows);
}

/** The parts of a group, wherever it is named. */
export const GROUP = sql.raw(TRANSIT_PARTS.join(", "));

/** Without how many there are beside them. */
export function cutGroups<Group extends TransitGroup>(rows: readonly (Group & { readonly groups: number })[]) {
	return { groups: rows, leftOut: (rows[0]?.groups ?? 0) - rows.length };
}

/** What parcels are parted by, as columns of `transits`. */
export function partsOf({ lanes }: Pick<TransitQuery, "lanes">): SQL {
	const end = (country: string, region: string) =>
		lanes === "country"
			? sql.raw(`coalesce(${country}, '?')`)
			: sql.raw(`coalesce(${country} || coalesce('-' || ${region}, ''), '?')`);
	return sql`carrier, coalesce(service, '') as service,
		${end("origin", "origin_region")} || '>' || ${end("destination", "destination_region")} as lane,
		to_char(date_trunc('week', handed_over_at at time zone 'UTC'), 'YYYY-MM-DD') as week,
		to_char(handed_over_at at time zone 'UTC', 'YYYY-MM') as month`;
}

/** Each part, null where the groups are not parted by it. */
export function groupColumns({ by }: TransitQuery): SQL {
	const columns = TRANSIT_PARTS.map((part) =>
		by.includes(part) ? columnOf(part) : sql`null::text as ${columnOf(part)}`,
	);
	const isAll = by.length === 0 ? sql`true` : sql`grouping(${columnOf(by[0] ?? "carrier")}) = 1`;
	return sql`${isAll} as "isAll", ${sql.join(columns, sql`, `)}`;
}

/** All together, and each group; `also` stands in both. */
export function groupingSets({ by }: TransitQuery, also?: SQL): SQL {
	const set = (parts: readonly SQL[]) => sql`(${sql.join(also ? [...parts, also] : [...parts], sql`, `)})`;
	const sets = by.length === 0 ? [set([])] : [set([]), set(by.map(columnOf))];
	return sql`grouping sets (${sql.join(sets, sql`, `)})`;
}

function columnOf(part: TransitPart): SQL {
	return sql`${sql.identifier(part)}`;
}

/** Which rows of `transits` a query is of. */
export function isAsked({ seller, since, now, carrier, service, lane }: Omit<TransitQuery, "by">): SQL {
	const asked = [
		sql`seller_id = ${seller}::int8`,
		sql`handed_over_at >= ${since}::timestamptz`,
		sql`handed_over_at < ${now}::timestamptz`,
	];
	if (carrier !== undefined) asked.push(sql`carrier = ${textValue(carrier)}`);
	if (service !== undefined) asked.push(sql`coalesce(service, '') = ${textValue(service)}`);
	const [from, to] = lane?.split(">") ?? [];
	if (from !== undefined) asked.push(isEnd("origin", "origin_region", from));
	if (to !== undefined) asked.push(isEnd("destination", "destination_region", to));
	return sql.join(asked, sql` and `);
}

/** A country means all of it. */
function isEnd(country: string, region: string, end: string): SQL {
	if (end === "?") return sql`${sql.identifier(country)} is null`;
	const [code, part] = end.split("-");
	const isCountry = sql`${sql.identifier(country)} = ${textValue(code)}`;
	return part === undefined ? isCountry : sql`${isCountry} and ${sql.identifier(region)} = ${textValue(part)}`;
}
