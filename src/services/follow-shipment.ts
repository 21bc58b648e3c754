import { Conflict, NotFound, TooMany } from "../core/errors.ts";
import {
	type Applied,
	connectionOfLeg,
	followingByAsking,
	followingOfLegs,
	refreshShipment,
} from "../ingest/refresh.ts";
import { connectionForCarrier } from "../store/connections.ts";
import type { Transaction } from "../store/database.ts";
import { rightLegs } from "../store/leg.ts";
import { setConnection } from "../store/legs.ts";
import { lockFollowing } from "../store/number-locks.ts";
import { lockParcels, type Parcel } from "../store/parcels.ts";
import { type Aside, askNow, refreshAskedAt, setAside, takeUp } from "../store/set-aside.ts";
import { getShipment } from "../store/shipments.ts";
import { type Deps, sellerOf } from "./deps.ts";
import { connectionsOfLegs } from "./following-connection.ts";
import { type Audited, noted } from "./noted.ts";
import { refreshing } from "./register-shipment.ts";
import { viewShipments } from "./view-shipments.ts";
import type { Principal, RefreshView, ShipmentView } from "./views.ts";

/** What a seller may do about following a parcel, and what the log says of it. */
const ACTIONS = {
	stop: { aside: "stopped", isOn: true, action: "shipment.following.stopped" },
	resume: { aside: "stopped", isOn: false, action: "shipment.following.resumed" },
	archive: { aside: "archived", isOn: true, action: "shipment.archived" },
	reopen: { aside: "archived", isOn: false, action: "shipment.reopened" },
} as const satisfies Record<string, { aside: Aside; isOn: boolean; action: Audited }>;

export type FollowAction = keyof typeof ACTIONS;

/**
 * Stops following a parcel or goes on, puts it away or takes it up again; the same again changes nothing. What its carrier
 * tells meanwhile is kept and counts. One that is taken up is asked for when its plan says, from now on. Throws `NotFound`.
 */
export async function followShipment(
	deps: Deps,
	principal: Principal,
	id: string,
	verb: FollowAction,
): Promise<ShipmentView> {
	const { aside, isOn, action } = ACTIONS[verb];
	const applied = await onParcel(deps, principal, id, async (tx, parcel) => {
		const since = aside === "stopped" ? parcel.stoppedAt : parcel.archivedAt;
		if ((since !== null) === isOn) return null;
		await noted(tx, principal, deps.now(), { action, subject: id });
		if (isOn) {
			await setAside(tx, parcel.sellerId, id, aside, deps.now().toISOString());
			return null;
		}
		await takeUp(tx, parcel, aside);
		await giveToConnections(tx, parcel);
		return refreshShipment(tx, parcel, refreshing(deps));
	});
	if (applied) deps.changed(applied);
	const stored = await getShipment(deps.db, sellerOf(principal), id);
	const [view] = await viewShipments(deps, stored ? [stored] : [], deps.now());
	if (!view) throw new NotFound(`There is no shipment ${id}.`);
	return view;
}

/** A carrier is asked at its customer's wish once in so long. */
const COOL_DOWN_MS = 5 * 60_000;

/**
 * Has the carriers of a parcel asked now, by the node that asks them, at their pace; or says why nobody can be asked.
 * Throws `NotFound`, `Conflict` for a parcel that is aside, and `TooMany` within five minutes of the last time that its
 * seller wanted it or the carrier answered.
 */
export async function refreshNow(deps: Deps, principal: Principal, id: string): Promise<RefreshView> {
	return onParcel(deps, principal, id, async (tx, parcel) => {
		refuseAside(parcel);
		const connections = await connectionsOfLegs(tx, parcel.sellerId, [parcel]);
		const legs = rightLegs(parcel.legs).filter(
			(leg) => followingByAsking(connectionOfLeg(leg, connections)) === "following",
		);
		const following = followingOfLegs(parcel, connections, deps.publicUrl);
		const lastAnsweredAt = latest(parcel.legs.map(({ lastPolledAt }) => lastPolledAt));
		if (legs.length === 0) {
			const state = following.state === "following" ? "push-only" : following.state;
			return { state, next: following.next, askedAt: null, notBefore: null, lastAnsweredAt };
		}
		const now = deps.now();
		refuseTooSoon(latest([lastAnsweredAt, await refreshAskedAt(tx, parcel)]), now);
		const numbers = legs.map(({ number }) => number);
		await askNow(tx, parcel, numbers, now.toISOString());
		const pauses = legs.map((leg) => connectionOfLeg(leg, connections)?.pausedUntil ?? null);
		const notBefore = pauses.includes(null) ? null : latest(pauses);
		const isPaused = notBefore !== null && Date.parse(notBefore) > now.getTime();
		return {
			state: "asked",
			next: isPaused ? `The carrier takes no calls before ${notBefore}, and is asked then.` : following.next,
			askedAt: now.toISOString(),
			notBefore: isPaused ? notBefore : null,
			lastAnsweredAt,
		};
	});
}

/** Those that its carriers' accounts were linked by while it was aside. */
async function giveToConnections(tx: Transaction, { sellerId, rowId: shipmentId, legs }: Parcel): Promise<void> {
	for (const { number, carrier } of rightLegs(legs).filter(({ connectionId }) => connectionId === null)) {
		const connection = await connectionForCarrier(tx, sellerId, carrier);
		if (connection) await setConnection(tx, { sellerId, shipmentId, number }, connection.rowId);
	}
}

function refuseAside({ id, archivedAt, stoppedAt }: Parcel): void {
	if (archivedAt === null && stoppedAt === null) return;
	const [what, does, verb] =
		archivedAt === null
			? (["is followed no more", "Follow it again", "resume"] as const)
			: (["was archived", "Take it up again", "reopen"] as const);
	const by = `in the console, or by POST /v1/shipments/${id}/${verb}`;
	throw new Conflict(`This parcel ${what}. ${does} first: ${by}.`, { id });
}

function refuseTooSoon(lastAskedAt: string | null, now: Date): void {
	const leftMs = lastAskedAt === null ? 0 : Date.parse(lastAskedAt) + COOL_DOWN_MS - now.getTime();
	if (leftMs <= 0) return;
	const seconds = Math.ceil(leftMs / 1000);
	throw new TooMany(
		`The carrier was asked for this parcel less than five minutes ago. Ask again in ${seconds} seconds; what it answered then stands with the parcel.`,
		seconds,
	);
}

function latest(instants: readonly (string | null)[]): string | null {
	return instants.flatMap((at) => at ?? []).reduce<string | null>((a, b) => (a !== null && a > b ? a : b), null);
}

async function onParcel<T extends Applied | RefreshView | null>(
	deps: Deps,
	principal: Principal,
	id: string,
	work: (tx: Transaction, parcel: Parcel) => Promise<T>,
): Promise<T> {
	const shipment = await getShipment(deps.db, sellerOf(principal), id);
	if (!shipment) throw new NotFound(`There is no shipment ${id}.`);
	return deps.db.transaction(async (tx) => {
		for (const carrier of [...new Set(shipment.legs.map((leg) => leg.carrier))].sort()) {
			await lockFollowing(tx, shipment.sellerId, carrier, "waybill");
		}
		const [parcel] = await lockParcels(tx, [shipment]);
		if (!parcel) throw new NotFound(`There is no shipment ${id}.`);
		return work(tx, parcel);
	});
}
