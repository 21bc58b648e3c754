import { type SQL, sql } from "drizzle-orm";
import type { RowId } from "./database.ts";
import type { Vault } from "./seal.ts";

/** A carrier and a number under which a parcel travels, from 1, followed by itself. */
export interface Leg {
	readonly number: number;
	readonly carrier: string;
	/** As written. Numbers are compared bare: see matchLegs. */
	readonly trackingNumber: string;
	/** Which use of the number it is, from 1: carriers give numbers out again. */
	readonly journeyNo: number;
	/** Whose parcel an aggregator says it is: our code where it is one of ours, and the aggregator's own word. */
	readonly toldCarrier: string | null;
	readonly toldCarrierName: string | null;
	readonly connectionId: RowId | null;
	/** Null: not polled any more. */
	readonly nextPollAt: string | null;
	/** When the carrier last answered. */
	readonly lastPolledAt: string | null;
	/** Answers in a row that could not be used. */
	readonly pollFailures: number;
	/** What the carrier asks for beside the number was told, for this leg or another of the carrier. */
	readonly hasNeeds: boolean;
	/** What its connection's carrier was asked to post for; null where it never was. */
	readonly subscription: LegSubscription | null;
	/** When the seller said that the parcel never travelled under it; null where it does. */
	readonly wrongSince: string | null;
}

/** The legs under which the parcel travels, as far as the seller says. */
export function rightLegs<L extends Pick<Leg, "wrongSince">>(legs: readonly L[]): readonly L[] {
	return legs.filter(({ wrongSince }) => wrongSince === null);
}

/** See StoredSubscription. An active one that was not renewed in time has lapsed. */
export interface LegSubscription {
	readonly state: "wanted" | "active" | "refused" | "ended";
	readonly lapsesAt: string | null;
	readonly nextAt: string | null;
	readonly lastError: string | null;
}

/** Names one leg. */
export interface LegKey {
	readonly sellerId: RowId;
	readonly shipmentId: RowId;
	readonly number: number;
}

/** The legs of `shipments s` by their numbers, as JSON of Leg. */
export const LEGS_OF_SHIPMENT: SQL = sql.raw(`coalesce((
	select jsonb_agg(
		jsonb_build_object(
			'number', l.number, 'carrier', l.carrier, 'trackingNumber', l.tracking_number, 'journeyNo', l.journey_no,
			'toldCarrier', l.told_carrier, 'toldCarrierName', l.told_carrier_name,
			'connectionId', l.connection_id::text, 'nextPollAt', ${instantText("l.next_poll_at")},
			'lastPolledAt', ${instantText("l.last_polled_at")}, 'pollFailures', l.poll_failures,
			'hasNeeds', exists (
				select from legs o where o.seller_id = l.seller_id and o.shipment_id = l.shipment_id
				and o.carrier = l.carrier and o.sealed_needs is not null
			),
			'subscription', case when u.state is not null then jsonb_build_object(
				'state', u.state, 'lapsesAt', ${instantText("u.lapses_at")}, 'nextAt', ${instantText("u.next_at")},
				'lastError', u.last_error
			) end,
			'wrongSince', ${instantText("l.wrong_since")}
		) order by l.number
	) from legs l
	left join subscriptions u on u.seller_id = l.seller_id and u.connection_id = l.connection_id
		and u.bare_number = l.bare_number
	where l.seller_id = s.seller_id and l.shipment_id = s.id
), '[]')`);

// In JSON an instant would be written in the time zone of the session.
function instantText(column: string): string {
	return `to_char(${column} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`;
}

/** What the carrier asks for beside the number. */
export type Needs = Readonly<Record<string, string>>;

/** `id` is the shipment's public id: sealed needs open for their own leg alone. */
export function sealNeeds(vault: Vault, id: string, number: number, needs: Needs | null | undefined) {
	return needs ? vault.seal(JSON.stringify(needs), contextOf(id, number)) : null;
}

export interface SealedNeeds {
	/** Of the shipment, `shp_…`. */
	readonly id: string;
	/** The number of the leg that they were told for. */
	readonly needsLeg: number;
	readonly sealedNeeds: Uint8Array | null;
}

/** Throws WrongKey or Tampered. Null where nothing was told. */
export function needsOf(vault: Vault, { id, needsLeg, sealedNeeds }: SealedNeeds): Needs | null {
	if (sealedNeeds === null) return null;
	// Sealed by sealNeeds from just this type, and authenticated.
	return JSON.parse(vault.unseal(sealedNeeds, contextOf(id, needsLeg)));
}

export const contextOf = (id: string, number: number) => `needs of ${id} leg ${number}`;
