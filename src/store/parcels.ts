import { type SQL, sql } from "drizzle-orm";
import type { Eta, MissedPromise, ParcelPage } from "../core/page.ts";
import { pageBeside } from "../core/page-beside.ts";
import type { ActionBy, Code, Condition, Milestone, Reason } from "../core/status.ts";
import { OF_SHIPMENT } from "./brands.ts";
import { jsons, scalars, texts } from "./columns.ts";
import type { Queries, RowId, Transaction } from "./database.ts";
import type { Leg } from "./leg.ts";
import type { OrderItem } from "./orders.ts";
import { SHIPMENT_COLUMNS, type Shipment } from "./shipments.ts";
import { wantSubscriptions } from "./subscriptions.ts";
import { digestOf, digestOfRow, saveTransits, type TransitRow } from "./transits.ts";

/** A shipment with all that its page shows beside its facts. */
export interface Parcel extends Shipment {
	readonly shop: { readonly name: string; readonly contactEmail: string | null };
	readonly items: readonly OrderItem[];
}

/** Names one shipment; a Shipment or a Parcel is one. */
export interface ShipmentKey {
	readonly sellerId: RowId;
	readonly rowId: RowId;
}

/**
 * Locked until the transaction ends, with their legs, in the order of their ids, so that two batches never wait for each
 * other.
 */
export async function lockParcels(tx: Transaction, keys: readonly ShipmentKey[]): Promise<readonly Parcel[]> {
	if (keys.length === 0) return [];
	// Read by a statement of its own: one that had to wait would see its other tables as they were before.
	await tx.rows(
		sql`with locked as materialized (
				select s.seller_id, s.id from shipments s where ${isAmong(keys)} order by s.id for update
			)
			select 1 as locked from legs l join locked s on s.seller_id = l.seller_id and s.id = l.shipment_id
			order by l.shipment_id, l.number for update of l`,
	);
	return await loadParcels(tx, keys);
}

/** In the order of their ids. Missing ones are left out. */
export async function loadParcels(db: Queries, keys: readonly ShipmentKey[]): Promise<readonly Parcel[]> {
	if (keys.length === 0) return [];
	return await db.rows<Parcel>(
		sql`select ${SHIPMENT_COLUMNS},
				jsonb_build_object(
					'name', coalesce(b.name, o.name),
					'contactEmail', case when b.id is null then o.contact_email else b.contact_email end
				) as shop,
				coalesce((
					select p.items from orders p where p.seller_id = s.seller_id and p.id = s.order_id
				), '[]') as items
			from shipments s ${OF_SHIPMENT}
			where ${isAmong(keys)} order by s.id`,
	);
}

function isAmong(keys: readonly ShipmentKey[]): SQL {
	return sql`(s.seller_id, s.id) in (
		select * from unnest(
			${scalars("int8", keys, (key) => key.sellerId)},
			${scalars("int8", keys, (key) => key.rowId)}
		)
	)`;
}

/** What the fold says of a parcel, and the page that shows it. */
export interface SavedState extends ShipmentKey {
	readonly milestone: Milestone;
	readonly code: Code;
	readonly reason: Reason;
	readonly condition: Condition;
	readonly actionBy: ActionBy;
	readonly terminal: boolean;
	readonly lastScanAt: string | null;
	readonly eta: Eta | null;
	readonly late: MissedPromise | null;
	readonly firstEta: Eta | null;
	readonly lateRisk: number | null;
	readonly waitsForSeller: boolean;
	readonly silenceTold: string | null;
	/** When the clock alone may change the state, `…Z`; null: only news does. */
	readonly reviewAt: string | null;
	/** Its version becomes the shipment's. */
	readonly page: ParcelPage;
	readonly mappingVersion: number;
	/** When each leg is polled next; null: not any more. */
	readonly polls: readonly Pick<Leg, "number" | "nextPollAt">[];
	/** What is counted of its way. */
	readonly transit: TransitRow;
	/** Numbers that carriers are to be asked to post for. */
	readonly subscribe: readonly { readonly connectionId: RowId; readonly trackingNumber: string }[];
}

/** Writes the states of parcels that this transaction has locked. A shipment that its seller has stopped or put away is not polled again. */
export async function saveStates(tx: Transaction, states: readonly SavedState[], now: string): Promise<void> {
	if (states.length === 0) return;
	const written = await tx.rows<ShipmentKey & { readonly transitDigest: string | null }>(
		sql`update shipments s set
				milestone = n.milestone, code = n.code, reason = n.reason, condition = n.condition,
				action_by = n.action_by, terminal = n.terminal, last_scan_at = n.last_scan_at, eta = n.eta::jsonb,
				late = n.late::jsonb, first_eta = n.first_eta::jsonb, late_risk = n.late_risk,
				waiting_since = case
					when not n.waits_for_seller then null
					when s.waiting_since is not null and (s.code, s.condition, s.silence_told)
						is not distinct from (n.code, n.condition, n.silence_told) then s.waiting_since
					else ${now}::timestamptz
				end,
				silence_told = n.silence_told,
				review_at = case when s.stopped_at is null and s.archived_at is null then n.review_at end, page = n.page::json,
				page_beside = n.page_beside::json, version = n.version,
				mapping_version = n.mapping_version,
				updated_at = now()
			from unnest(
				${scalars("int8", states, (state) => state.sellerId)},
				${scalars("int8", states, (state) => state.rowId)},
				${texts(states, (state) => state.milestone)},
				${texts(states, (state) => state.code)},
				${texts(states, (state) => state.reason)},
				${texts(states, (state) => state.condition)},
				${texts(states, (state) => state.actionBy)},
				${scalars("boolean", states, (state) => state.terminal)},
				${scalars("timestamptz", states, (state) => state.lastScanAt)},
				${jsons(states, (state) => state.eta)},
				${jsons(states, (state) => state.late)},
				${jsons(states, (state) => state.firstEta)},
				${scalars("float8", states, (state) => state.lateRisk)},
				${scalars("boolean", states, (state) => state.waitsForSeller)},
				${scalars("timestamptz", states, (state) => state.silenceTold)},
				${scalars("timestamptz", states, (state) => state.reviewAt)},
				${jsons(states, (state) => state.page)},
				${jsons(states, (state) => pageBeside(state.page))},
				${scalars("int4", states, (state) => state.page.version)},
				${scalars("int4", states, (state) => state.mappingVersion)}
			) n (
				seller_id, id, milestone, code, reason, condition, action_by, terminal, last_scan_at, eta, late, first_eta,
				late_risk, waits_for_seller, silence_told, review_at, page, page_beside, version, mapping_version
			)
			where s.seller_id = n.seller_id and s.id = n.id
			returning s.seller_id as "sellerId", s.id as "rowId",
				${digestOfRow(sql`s.seller_id`, sql`s.id`)} as "transitDigest"`,
	);
	await savePolls(tx, states);
	const digests = new Map(written.map(({ rowId, transitDigest }) => [rowId, transitDigest]));
	const transits = states.map(({ transit }) => transit);
	// Almost every scan leaves what is counted as it is. Measured with 20 parcels at once: to find that out by the digest
	// takes 5 us a parcel, by the statement that would write it 35.
	await saveTransits(
		tx,
		transits.filter((transit) => {
			const digest = digests.get(transit.rowId) ?? null;
			return digest === null ? transit.handedOverAt !== null : digest !== digestOf(transit);
		}),
	);
	const wanted = states.flatMap(({ sellerId, subscribe }) => subscribe.map((one) => ({ sellerId, ...one })));
	await wantSubscriptions(tx, wanted, now);
}

async function savePolls(tx: Transaction, states: readonly SavedState[]): Promise<void> {
	const polls = states.flatMap(({ sellerId, rowId, polls }) => polls.map((poll) => ({ sellerId, rowId, ...poll })));
	if (polls.length === 0) return;
	await tx.rows(
		sql`update legs l set next_poll_at = n.next_poll_at
			from unnest(
				${scalars("int8", polls, (poll) => poll.sellerId)},
				${scalars("int8", polls, (poll) => poll.rowId)},
				${scalars("int2", polls, (poll) => poll.number)},
				${scalars("timestamptz", polls, (poll) => poll.nextPollAt)}
			) n (seller_id, shipment_id, number, next_poll_at)
			join shipments s on s.seller_id = n.seller_id and s.id = n.shipment_id
				and s.stopped_at is null and s.archived_at is null
			where l.seller_id = n.seller_id and l.shipment_id = n.shipment_id and l.number = n.number
			and l.next_poll_at is distinct from n.next_poll_at`,
	);
}
