import { type SQL, sql } from "drizzle-orm";
import { TRANSIT_OUTCOMES } from "../core/analytics/transit.ts";
import type { Queries } from "./database.ts";
import { onlyRow } from "./query.ts";
import {
	cutGroups,
	GROUP,
	isAsked,
	MOST_GROUPS,
	MOST_HOURS,
	partsOf,
	TRANSIT_PARTS,
	type TransitGroup,
	type TransitQuery,
} from "./transit-times.ts";

/** By what exceptions may be parted: by themselves, and by their parcels. */
export const EXCEPTION_PARTS = ["reason", "code", ...TRANSIT_PARTS] as const;
export type ExceptionPart = (typeof EXCEPTION_PARTS)[number];

export interface TroubleQuery extends Omit<TransitQuery, "by"> {
	/** Empty: all of them together and nothing else. */
	readonly by: readonly ExceptionPart[];
}

export interface ExceptionGroup extends TransitGroup {
	/** Empty where nobody said why; null where they are not parted by it. */
	readonly reason: string | null;
	readonly code: string | null;
	/** How many parcels of that carrier, lane, service, week and month there are, with an exception or without. */
	readonly outOf: number;
	/** Of those with it, the rest of `parcels` by how they stand. */
	readonly arrived: number;
	readonly open: number;
	readonly returned: number;
	readonly lost: number;
	readonly cancelled: number;
	readonly unseen: number;
	readonly wentOn: number;
	/** From the exception until the parcel went on: `hours came left` of each length, with commas between. */
	readonly spans: string;
}

export interface ExceptionGroups {
	/** All together first, then the most frequent. */
	readonly groups: readonly ExceptionGroup[];
	/** How many rarer ones there are beside them. */
	readonly leftOut: number;
	/** How many parcels were asked about. */
	readonly parcels: number;
}

/** What went wrong with parcels: of each kind how many met it, what became of them, and how long they stood. */
export async function measureExceptions(db: Queries, query: TroubleQuery): Promise<ExceptionGroups> {
	const { by, now } = query;
	const kinds = SORTS.filter((sort) => by.includes(sort)).map((sort) => sql.identifier(sort));
	const one = sql.join([sql`shipment_id`, ...kinds], sql`, `);
	const rows = await db.rows<ExceptionGroup & { readonly groups: number }>(
		sql`with asked as materialized (
				select shipment_id, ${partsOf(query)}, outcome, seen_until, troubles from transits where ${isAsked(query)}
			), whole as (
				select ${GROUP}, count(*)::int4 as out_of from (select ${named(TRANSIT_PARTS, by)} from asked) parts
				group by ${GROUP}
			), told as materialized (
				select shipment_id, ${GROUP}, outcome, coalesce(t.reason, '') as reason, t.code, t.at,
					t."wentOnAt" is not null as came,
					least(${MOST_HOURS}::int4, greatest(0, case
						when t."wentOnAt" is not null then round(extract(epoch from t."wentOnAt" - t.at) / 3600)
						else floor(extract(epoch from coalesce(seen_until, ${now}::timestamptz) - t.at) / 3600)
					end))::int4 as hours
				from asked cross join lateral jsonb_to_recordset(troubles)
					as t (reason text, code text, at timestamptz, "wentOnAt" timestamptz)
				where troubles <> '[]'::jsonb
			), met as (
				(select distinct on (shipment_id) true as "isAll", ${named(COLUMNS, [])}, outcome, came, hours
					from told order by shipment_id, at, came, hours)
				union all
				(select distinct on (${one}) false, ${named(COLUMNS, by)}, outcome, came, hours
					from told where ${by.length > 0} order by ${one}, at, came, hours)
			), spans as (
				select "isAll", ${ALL}, hours, count(*) filter (where came) as came,
					count(*) filter (where not came) as left_open, ${sql.join(OUTCOMES.map(countOf), sql`, `)}
				from met group by "isAll", ${ALL}, hours
			), found as (
				select "isAll", ${ALL}, sum(came + left_open)::int4 as parcels, sum(came)::int4 as "wentOn",
					${sql.join(OUTCOMES.map(sumOf), sql`, `)},
					string_agg(hours || ' ' || came || ' ' || left_open, ',' order by hours) as spans
				from spans group by "isAll", ${ALL}
			)
			select found.*, case when "isAll" then (select count(*)::int4 from asked) else out_of end as "outOf",
				count(*) over ()::int4 as groups
			from found left join whole on not "isAll" and (${of("found")}) is not distinct from (${of("whole")})
			order by "isAll" desc, parcels desc, found.reason, found.code, ${of("found")}
			limit ${MOST_GROUPS + 1}::int4`,
	);
	const parcels = rows[0]?.outOf ?? (await countAsked(db, query));
	return { ...cutGroups(rows), parcels };
}

const SORTS = ["reason", "code"] as const;
const COLUMNS = [...TRANSIT_PARTS, ...SORTS] as const;
const ALL = sql.raw(COLUMNS.join(", "));
const OUTCOMES = TRANSIT_OUTCOMES.map((outcome) => sql.raw(outcome));

/** Each column, null where the groups are not parted by it. */
function named(columns: readonly ExceptionPart[], by: readonly ExceptionPart[]): SQL {
	return sql.raw(columns.map((name) => (by.includes(name) ? name : `null::text as ${name}`)).join(", "));
}

function countOf(outcome: SQL): SQL {
	return sql`count(*) filter (where outcome = '${outcome}') as ${outcome}`;
}

function sumOf(outcome: SQL): SQL {
	return sql`sum(${outcome})::int4 as ${outcome}`;
}

function of(table: "found" | "whole"): SQL {
	return sql.raw(TRANSIT_PARTS.map((part) => `${table}.${part}`).join(", "));
}

async function countAsked(db: Queries, query: TroubleQuery): Promise<number> {
	const { parcels } = await onlyRow<{ parcels: number }>(
		db,
		sql`select count(*)::int4 as parcels from transits where ${isAsked(query)}`,
	);
	return parcels;
}
