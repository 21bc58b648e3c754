import { type SQL, sql } from "drizzle-orm";
import type { Milestone } from "../core/status.ts";
import { scalars } from "./columns.ts";
import type { Queries } from "./database.ts";
import type { PollableConnection } from "./leases.ts";
import type { ShipmentKey } from "./parcels.ts";
import { SHIPMENT_COLUMNS, type Shipment } from "./shipments.ts";

export interface PollClaim {
	/** One whose lease this node holds. */
	readonly connection: PollableConnection;
	readonly owner: string;
	readonly limit: number;
	/** How long until a claim that was never finished may be claimed again. */
	readonly leaseMs: number;
	readonly now: string;
	/** Where the quota is short: parcels near delivery go first, and only then the longest due. */
	readonly nearDeliveryFirst?: boolean;
}

/** Parcels due by `now`, each now this owner's alone until finishPoll or the end of the lease. Longest due first. */
export async function claimDuePolls(db: Queries, claim: PollClaim): Promise<readonly Shipment[]> {
	const order = claim.nearDeliveryFirst ? sql`${URGENCY} nulls last, d.next_poll_at` : sql`d.next_poll_at`;
	const claimed = await db.rows<Shipment>(
		sql`with due as materialized (
				select d.seller_id, d.id from shipments d
				where d.connection_id = ${claim.connection.rowId}::int8
				and d.seller_id = ${claim.connection.sellerId}::int8
				and d.next_poll_at <= ${claim.now}::timestamptz
				and (d.poll_lease_until is null or d.poll_lease_until <= clock_timestamp())
				order by ${order}
				limit ${claim.limit}::int4
				for update skip locked
			)
			update shipments s set
				poll_owner = ${claim.owner}::text,
				poll_lease_until = clock_timestamp() + ${claim.leaseMs}::int8 * interval '1 millisecond'
			from due where s.seller_id = due.seller_id and s.id = due.id
			returning ${SHIPMENT_COLUMNS}`,
	);
	return claimed.toSorted(claim.nearDeliveryFirst ? byUrgency : byDueTime);
}

const MOST_URGENT_FIRST: readonly Milestone[] = [
	"out_for_delivery",
	"delivery_attempted",
	"ready_for_pickup",
	"in_transit",
];

const URGENCY: SQL = sql`array_position(string_to_array(${MOST_URGENT_FIRST.join(" ")}::text, ' '), d.milestone)`;

// The order in which an update answers is not the order in which it claimed.
function byDueTime(one: Shipment, other: Shipment): number {
	return (one.nextPollAt ?? "").localeCompare(other.nextPollAt ?? "");
}

function byUrgency(one: Shipment, other: Shipment): number {
	return rank(one) - rank(other) || byDueTime(one, other);
}

function rank(shipment: Shipment): number {
	const place = MOST_URGENT_FIRST.indexOf(shipment.milestone);
	return place < 0 ? MOST_URGENT_FIRST.length : place;
}

export interface FinishedPoll extends ShipmentKey {
	/** Null: never again. */
	readonly nextPollAt: string | null;
	/** No answer, or not one that could be read: failures in a row are counted, and the carrier counts as not asked. */
	readonly failed: boolean;
}

/** Ends the claims that `owner` still holds. What another has claimed since, or the seller stopped, stays as it is. */
export async function finishPolls(
	db: Queries,
	owner: string,
	polls: readonly FinishedPoll[],
	now: string,
): Promise<void> {
	if (polls.length === 0) return;
	await db.rows(
		sql`with finished as (
				select s.seller_id, s.id, n.next_poll_at, n.failed
				from unnest(
					${scalars("int8", polls, (poll) => poll.sellerId)},
					${scalars("int8", polls, (poll) => poll.rowId)},
					${scalars("timestamptz", polls, (poll) => poll.nextPollAt)},
					${scalars("boolean", polls, (poll) => poll.failed)}
				) n (seller_id, id, next_poll_at, failed)
				join shipments s on s.seller_id = n.seller_id and s.id = n.id and s.poll_owner = ${owner}::text
				order by s.id for update of s
			)
			update shipments s set
				poll_owner = null, poll_lease_until = null,
				last_polled_at = case when f.failed then s.last_polled_at else ${now}::timestamptz end,
				poll_failures = case when f.failed then s.poll_failures + 1 else 0 end,
				next_poll_at = case when s.stopped_at is null then f.next_poll_at end
			from finished f where s.seller_id = f.seller_id and s.id = f.id`,
	);
}
