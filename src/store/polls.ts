import { type SQL, sql } from "drizzle-orm";
import type { Milestone } from "../core/status.ts";
import { scalars, texts } from "./columns.ts";
import type { ConnectionKey } from "./connections.ts";
import type { Queries } from "./database.ts";
import type { Leg, LegKey, SealedNeeds } from "./leg.ts";

export interface PollClaim {
	/** One whose lease this node holds. */
	readonly connection: ConnectionKey;
	readonly owner: string;
	readonly limit: number;
	/** How long until a claim that was never finished may be claimed again. */
	readonly leaseMs: number;
	readonly now: string;
	/** Where the quota is short: parcels near delivery go first, and only then the longest due. */
	readonly nearDeliveryFirst?: boolean;
}

/** A leg to ask for, with what its parcel is known to be. `id` is the shipment's. */
export interface DueLeg extends LegKey, SealedNeeds, Pick<Leg, "trackingNumber" | "nextPollAt" | "pollFailures"> {
	readonly milestone: Milestone;
}

/**
 * Legs due by `now`, each now this owner's alone until finishPolls, releasePolls or the end of the lease. Longest due
 * first. A carrier asks the same of a new number that it gave: what was told for its old one serves.
 */
export async function claimDuePolls(db: Queries, claim: PollClaim): Promise<readonly DueLeg[]> {
	const order = claim.nearDeliveryFirst ? sql`${URGENCY} nulls last, d.next_poll_at` : sql`d.next_poll_at`;
	const claimed = await db.rows<DueLeg>(
		sql`with due as materialized (
				select d.seller_id, d.shipment_id, d.number, s.public_id, s.milestone,
					coalesce(needed.number, d.number) as needs_leg, needed.sealed_needs
				from legs d join shipments s on s.seller_id = d.seller_id and s.id = d.shipment_id
				left join lateral (
					select o.number, o.sealed_needs from legs o
					where o.seller_id = d.seller_id and o.shipment_id = d.shipment_id and o.carrier = d.carrier
					and o.sealed_needs is not null
					order by (o.number = d.number) desc, o.number limit 1
				) needed on true
				where d.seller_id = ${claim.connection.sellerId}::int8
				and d.connection_id = ${claim.connection.rowId}::int8
				and d.next_poll_at <= ${claim.now}::timestamptz
				and (d.poll_lease_until is null or d.poll_lease_until <= clock_timestamp())
				order by ${order}
				limit ${claim.limit}::int4
				for update of d skip locked
			)
			update legs l set
				poll_owner = ${claim.owner}::text,
				poll_lease_until = clock_timestamp() + ${claim.leaseMs}::int8 * interval '1 millisecond'
			from due where l.seller_id = due.seller_id and l.shipment_id = due.shipment_id and l.number = due.number
			returning l.seller_id as "sellerId", l.shipment_id as "shipmentId", l.number, due.public_id as id,
				due.milestone, l.tracking_number as "trackingNumber", due.sealed_needs as "sealedNeeds",
				due.needs_leg as "needsLeg",
				l.next_poll_at as "nextPollAt", l.poll_failures as "pollFailures"`,
	);
	return claimed.toSorted(claim.nearDeliveryFirst ? byUrgency : byDueTime);
}

const MOST_URGENT_FIRST: readonly Milestone[] = [
	"out_for_delivery",
	"delivery_attempted",
	"ready_for_pickup",
	"in_transit",
];

const URGENCY: SQL = sql`array_position(string_to_array(${MOST_URGENT_FIRST.join(" ")}::text, ' '), s.milestone)`;

// The order in which an update answers is not the order in which it claimed.
function byDueTime(one: DueLeg, other: DueLeg): number {
	return (one.nextPollAt ?? "").localeCompare(other.nextPollAt ?? "");
}

function byUrgency(one: DueLeg, other: DueLeg): number {
	return rank(one) - rank(other) || byDueTime(one, other);
}

function rank({ milestone }: DueLeg): number {
	const place = MOST_URGENT_FIRST.indexOf(milestone);
	return place < 0 ? MOST_URGENT_FIRST.length : place;
}

export interface FinishedPoll extends LegKey {
	/** Null: never again. */
	readonly nextPollAt: string | null;
	/**
	 * failed: the answer could not be used. Failures in a row are counted, and the carrier counts as not asked. postponed:
	 * there was no answer, and that is no fault of this leg.
	 */
	readonly outcome: "answered" | "failed" | "postponed";
}

/** Ends the claims that `owner` still holds. What another has claimed since, or the seller stopped or put away, stays as it is. */
export async function finishPolls(
	db: Queries,
	owner: string,
	polls: readonly FinishedPoll[],
	now: string,
): Promise<void> {
	if (polls.length === 0) return;
	await db.rows(
		sql`with finished as materialized (
				select l.seller_id, l.shipment_id, l.number, n.next_poll_at, n.outcome, coalesce(s.stopped_at, s.archived_at) as aside_at
				from unnest(
					${keyColumns(polls)},
					${scalars("timestamptz", polls, (poll) => poll.nextPollAt)},
					${texts(polls, (poll) => poll.outcome)}
				) n (seller_id, shipment_id, number, next_poll_at, outcome)
				join legs l on l.seller_id = n.seller_id and l.shipment_id = n.shipment_id and l.number = n.number
					and l.poll_owner = ${owner}::text
				join shipments s on s.seller_id = l.seller_id and s.id = l.shipment_id
				order by l.shipment_id, l.number for update of l
			)
			update legs l set
				poll_owner = null, poll_lease_until = null,
				last_polled_at = case when f.outcome = 'answered' then ${now}::timestamptz else l.last_polled_at end,
				poll_failures = case f.outcome when 'answered' then 0 when 'failed' then l.poll_failures + 1 else l.poll_failures end,
				next_poll_at = case when f.aside_at is null then f.next_poll_at end
			from finished f where l.seller_id = f.seller_id and l.shipment_id = f.shipment_id and l.number = f.number`,
	);
}

/** Gives back claims that `owner` still holds and that were not asked for: they are due as they were. */
export async function releasePolls(db: Queries, owner: string, legs: readonly LegKey[]): Promise<void> {
	if (legs.length === 0) return;
	await db.rows(
		sql`with held as materialized (
				select l.seller_id, l.shipment_id, l.number
				from unnest(${keyColumns(legs)}) n (seller_id, shipment_id, number)
				join legs l on l.seller_id = n.seller_id and l.shipment_id = n.shipment_id and l.number = n.number
					and l.poll_owner = ${owner}::text
				order by l.shipment_id, l.number for update of l
			)
			update legs l set poll_owner = null, poll_lease_until = null
			from held h where l.seller_id = h.seller_id and l.shipment_id = h.shipment_id and l.number = h.number`,
	);
}

function keyColumns(legs: readonly LegKey[]): SQL {
	return sql.join(
		[
			scalars("int8", legs, (leg) => leg.sellerId),
			scalars("int8", legs, (leg) => leg.shipmentId),
			scalars("int2", legs, (leg) => leg.number),
		],
		sql`, `,
	);
}
