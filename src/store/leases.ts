import { sql } from "drizzle-orm";
import { scalars, within } from "./columns.ts";
import type { ConnectionKey } from "./connections.ts";
import type { Queries, RowId } from "./database.ts";
import { onlyRow } from "./query.ts";

// A carrier's quota belongs to the connection: the one node that holds its lease talks to the carrier. Leases run on the
// database's clock, so that nodes whose clocks differ never hold one together. Claiming names no seller: the poller
// serves all of them.

/**
 * Connections with a leg or a subscription due by `now` that are not paused and that no other node holds, each now leased to `owner`; those
 * that waited longest first, so that none is passed over for ever. `busy` are those that this node is asking just now.
 */
export function claimConnections(
	db: Queries,
	claim: {
		readonly owner: string;
		readonly leaseMs: number;
		readonly limit: number;
		readonly now: string;
		readonly busy?: readonly RowId[];
		/** Carriers can reach us, so that asking them to post makes sense. */
		readonly subscribes: boolean;
	},
): Promise<readonly ConnectionKey[]> {
	return db.rows(
		sql`update connections c
			set lease_owner = ${claim.owner}::text, lease_until = ${until(claim.leaseMs)}
			from (
				select k.seller_id, k.id from connections k
				cross join lateral (
					select least(
						(
							select min(l.next_poll_at) from legs l
							where l.seller_id = k.seller_id and l.connection_id = k.id
							and l.next_poll_at <= ${claim.now}::timestamptz
						),
						(
							select min(u.next_at) from subscriptions u
							where u.seller_id = k.seller_id and u.connection_id = k.id and ${claim.subscribes}::boolean
							and u.next_at <= ${claim.now}::timestamptz
						)
					) as due_at
				) first
				where first.due_at is not null and (k.paused_until is null or k.paused_until <= ${claim.now}::timestamptz)
				and (k.lease_until is null or k.lease_until <= clock_timestamp() or k.lease_owner = ${claim.owner}::text)
				and k.id <> all (${scalars("int8", claim.busy ?? [], (rowId) => rowId)})
				order by first.due_at limit ${claim.limit}::int4
				for update of k skip locked
			) due
			where c.seller_id = due.seller_id and c.id = due.id
			returning c.seller_id as "sellerId", c.id as "rowId"`,
	);
}

/** True when the connection is now this owner's: it was free, lapsed, or already theirs. */
export async function claimLease(db: Queries, connection: ConnectionKey, owner: string, leaseMs: number) {
	const claimed = await db.rows(
		sql`update connections set lease_owner = ${owner}::text, lease_until = ${until(leaseMs)}
			where seller_id = ${connection.sellerId}::int8 and id = ${connection.rowId}::int8
			and (lease_until is null or lease_until <= clock_timestamp() or lease_owner = ${owner}::text)
			returning 1 as claimed`,
	);
	return claimed.length > 0;
}

/** False when the lease lapsed and is another's now: stop talking to the carrier. */
export async function renewLease(db: Queries, connection: ConnectionKey, owner: string, leaseMs: number) {
	const renewed = await db.rows(
		sql`update connections set lease_until = ${until(leaseMs)}
			where seller_id = ${connection.sellerId}::int8 and id = ${connection.rowId}::int8
			and lease_owner = ${owner}::text
			returning 1 as renewed`,
	);
	return renewed.length > 0;
}

/** Gives back all that the owner holds, claims of legs too: a node that stops does not keep others waiting. */
export async function releaseLeases(db: Queries, owner: string): Promise<void> {
	const held = await db.rows<ConnectionKey>(
		sql`update connections set lease_owner = null, lease_until = null where lease_owner = ${owner}::text
			returning seller_id as "sellerId", id as "rowId"`,
	);
	if (held.length === 0) return;
	await db.rows(
		sql`update legs l set poll_owner = null, poll_lease_until = null
			from unnest(
				${scalars("int8", held, (connection) => connection.sellerId)},
				${scalars("int8", held, (connection) => connection.rowId)}
			) h (seller_id, connection_id)
			where l.seller_id = h.seller_id and l.connection_id = h.connection_id and l.poll_owner = ${owner}::text`,
	);
}

export interface QuotaLimits {
	readonly perHour?: number;
	readonly perDay?: number;
}

export type Spending =
	| { readonly allowed: true }
	/** `until`: when the window that is spent ends. */
	| { readonly allowed: false; readonly until: string };

/**
 * Counts `calls` against the connection's quota, or refuses and counts nothing. Windows are clock hours and days of UTC.
 */
export async function spendQuota(
	db: Queries,
	connection: ConnectionKey,
	limits: QuotaLimits,
	calls: number,
	now: string,
): Promise<Spending> {
	const hour = sql`date_trunc('hour', ${now}::timestamptz, 'UTC')`;
	const day = sql`date_trunc('day', ${now}::timestamptz, 'UTC')`;
	const hourSpent = sql`case when hour_start = ${hour} then hour_spent else 0 end`;
	const daySpent = sql`case when day_start = ${day} then day_spent else 0 end`;
	const mine = sql`seller_id = ${connection.sellerId}::int8 and id = ${connection.rowId}::int8`;
	const hourLimit = sql`${within(MAXIMUM, limits.perHour ?? MAXIMUM)}::int8`;
	const dayLimit = sql`${within(MAXIMUM, limits.perDay ?? MAXIMUM)}::int8`;
	const amount = sql`${within(MAXIMUM, calls)}::int4`;
	const spent = await db.rows(
		sql`update connections set
				hour_start = ${hour}, hour_spent = ${hourSpent} + ${amount},
				day_start = ${day}, day_spent = ${daySpent} + ${amount}
			where ${mine}
			and (${hourSpent})::int8 + ${amount} <= ${hourLimit} and (${daySpent})::int8 + ${amount} <= ${dayLimit}
			returning 1 as spent`,
	);
	if (spent.length > 0) return { allowed: true };
	return await onlyRow(
		db,
		sql`select false as allowed, case
				when (${daySpent})::int8 + ${amount} > ${dayLimit} then ${day} + interval '1 day'
				else ${hour} + interval '1 hour'
			end as until
			from connections where ${mine}`,
	);
}

const MAXIMUM = 1_000_000_000;

function until(leaseMs: number) {
	return sql`clock_timestamp() + ${leaseMs}::int8 * interval '1 millisecond'`;
}
