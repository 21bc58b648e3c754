import { sql } from "drizzle-orm";
import type { Database } from "./database.ts";
import { onlyRow } from "./query.ts";

/** How much waits at most that is counted: to count more would walk over it. */
export const COUNTED_AT_MOST = 10_000;

/** Something that waits for its turn. */
export interface Queue {
	/** At most `COUNTED_AT_MOST`. */
	readonly waiting: number;
	/** How long the one that is longest due has been due; 0 where none is. */
	readonly overdueSeconds: number;
}

/** A carrier's connections, of all sellers. */
export interface CarrierStanding {
	readonly carrier: string;
	readonly ok: number;
	readonly failing: number;
	readonly unknown: number;
	/** Of them, those that are not asked just now: a back-off, or a quota that is spent. */
	readonly resting: number;
	/** Since when the longest failing fails: ISO 8601 with its offset. */
	readonly failingSince: string | null;
	/** When it last answered or posted something authentic: ISO 8601 with its offset. */
	readonly heardAt: string | null;
	/** Calls in this hour and on this day, of the connection that made most. */
	readonly hourSpent: number;
	readonly daySpent: number;
	/** How long the parcel that is longest due has not been asked for; those of resting connections do not count. */
	readonly overdueSeconds: number;
}

/** What the database knows of how things stand, for whoever runs the service: it serves all sellers and names none. */
export interface Standing {
	readonly carriers: readonly CarrierStanding[];
	readonly deliveries: Queue;
	readonly mails: Queue;
	readonly notices: Queue;
	readonly imports: Queue;
	/** Parcels whose state the clock may have changed. */
	readonly reviews: Pick<Queue, "overdueSeconds">;
	/** How old the oldest news is that each reader of the outbox has not read. */
	readonly readers: readonly { readonly name: string; readonly behindSeconds: number }[];
	readonly databaseBytes: number;
}

/**
 * One query. Each part is a probe of an index, but for the connections, which are walked: 5,000 of them with their due
 * parcels take some milliseconds.
 */
export async function readStanding(db: Database): Promise<Standing> {
	const { standing } = await onlyRow<{ standing: Standing }>(
		db,
		sql`select json_build_object(
				'carriers', coalesce((select json_agg(c) from (${carriers}) c), '[]'),
				'deliveries', (${deliveries}),
				'mails', (${queueOf("mails", "next_at")}),
				'notices', (${queueOf("watchers", "next_at")}),
				'imports', (${imports}),
				'reviews', (select json_build_object('overdueSeconds', ${overdue(sql`min(review_at)`)})
					from shipments where review_at is not null),
				'readers', coalesce((select json_agg(r) from (${readers}) r), '[]'),
				'databaseBytes', pg_database_size(current_database())
			) as standing`,
	);
	return standing;
}

const now = sql`clock_timestamp()`;

function overdue(moment: ReturnType<typeof sql>) {
	return sql`greatest(0, coalesce(extract(epoch from ${now} - ${moment}), 0))::float8`;
}

const carriers = sql`
	select k.carrier,
		count(*) filter (where k.health = 'ok')::int as ok,
		count(*) filter (where k.health = 'failing')::int as failing,
		count(*) filter (where k.health not in ('ok', 'failing'))::int as unknown,
		count(*) filter (where k.paused_until > ${now})::int as resting,
		min(k.failing_since) as "failingSince",
		greatest(max(k.last_ok_at), max(k.last_message_at)) as "heardAt",
		coalesce(max(k.hour_spent) filter (where k.hour_start = date_trunc('hour', ${now}, 'UTC')), 0)::int as "hourSpent",
		coalesce(max(k.day_spent) filter (where k.day_start = date_trunc('day', ${now}, 'UTC')), 0)::int as "daySpent",
		${overdue(sql`min(due.at) filter (where k.paused_until is null or k.paused_until <= ${now})`)} as "overdueSeconds"
	from connections k
	cross join lateral (
		select min(l.next_poll_at) as at from legs l
		where l.seller_id = k.seller_id and l.connection_id = k.id and l.next_poll_at <= ${now}
	) due
	group by k.carrier order by k.carrier`;

/** Of tables with an index over all sellers of what is due. */
function queueOf(table: "mails" | "watchers", column: "next_at") {
	const [name, at] = [sql.identifier(table), sql.identifier(column)];
	return sql`select json_build_object(
			'waiting', (select count(*)::int from (select from ${name} where ${at} is not null limit ${COUNTED_AT_MOST}::int4) w),
			'overdueSeconds', (select ${overdue(sql`min(${at})`)} from ${name} where ${at} is not null)
		)`;
}

/** The index of what is due begins with the seller and the endpoint: one probe for each. */
const deliveries = sql`
	select json_build_object(
		'waiting', (
			select least(coalesce(sum(w.count), 0), ${COUNTED_AT_MOST}::int4)::int from endpoints e
			cross join lateral (
				select count(*) as count from (
					select from webhook_deliveries d
					where d.seller_id = e.seller_id and d.endpoint_id = e.id and d.next_at is not null
					limit ${COUNTED_AT_MOST}::int4
				) counted
			) w
			where e.disabled_at is null
		),
		'overdueSeconds', (
			select ${overdue(sql`min(first.at)`)} from endpoints e
			cross join lateral (
				select min(d.next_at) as at from webhook_deliveries d
				where d.seller_id = e.seller_id and d.endpoint_id = e.id and d.next_at is not null
			) first
			where e.disabled_at is null
		)
	)`;

const imports = sql`
	select json_build_object('waiting', count(*)::int, 'overdueSeconds', ${overdue(sql`min(created_at)`)})
	from imports where ended_at is null and state in ('waiting', 'running')`;

const readers = sql`
	select r.name, ${overdue(sql`o.created_at`)} as "behindSeconds"
	from outbox_readers r
	left join lateral (
		select created_at from outbox
		where (xact, id) > (split_part(r.cursor, '-', 1)::xid8, split_part(r.cursor, '-', 2)::int8)
		order by outbox.xact, outbox.id limit 1
	) o on true
	order by r.name`;
