import { setImmediate } from "node:timers/promises";
import { bareNumber } from "../../adapters/kit/index.ts";
import { Refused } from "../core/errors.ts";
import { refreshShipments } from "../ingest/refresh.ts";
import { addShipments } from "../store/add-shipments.ts";
import type { Connection } from "../store/connections.ts";
import type { RowId, Transaction } from "../store/database.ts";
import { registeredAmong } from "../store/legs.ts";
import { isOutage, isPassing } from "../store/outage.ts";
import { loadParcels, type Parcel, type ShipmentKey } from "../store/parcels.ts";
import { type Deps, sellerOf } from "./deps.ts";
import { followingConnection } from "./following-connection.ts";
import { orRefused } from "./or-refused.ts";
import { registerKnown } from "./register-known.ts";
import {
	lockWaybills,
	namedWaybill,
	numberOf,
	readyWaybill,
	refreshing,
	registerShipment,
	type Waybill,
} from "./register-shipment.ts";
import { viewShipments } from "./view-shipments.ts";
import type { NewShipment, Principal, ShipmentView } from "./views.ts";
import { watchAtCheckout } from "./watch-at-checkout.ts";
import { whileUp } from "./while-up.ts";

/** What became of a waybill among many: a failure is ours, and of that one alone. */
export type Registered =
	| { readonly created: boolean; readonly shipment: ShipmentView }
	| { readonly refused: Refused }
	| { readonly failure: unknown };

/** Small enough that whoever else waits for the embedded database, or for this process, waits no longer than for a page. */
const GROUP = 25;

/**
 * Registers waybills by the rules of registerShipment, each on its own: one that is refused keeps none from being
 * registered. Answers them in the order given. Throws `Unavailable`; what was registered by then stays, and the same
 * again answers it.
 */
export function registerShipments(
	deps: Deps,
	principal: Principal,
	inputs: readonly NewShipment[],
): Promise<readonly Registered[]> {
	return inGroups<Registered>(deps, principal, inputs, {
		together: (waybills) => registerTogether(deps, sellerOf(principal), waybills),
		alone: (input) => registerShipment(deps, principal, input),
	});
}

/** How waybills are taken. */
export interface Taking<Taken> {
	/** In one transaction, no two of one number; those that cannot be are left out of the answer. */
	readonly together: (waybills: readonly Waybill[]) => Promise<ReadonlyMap<NewShipment, Taken>>;
	readonly alone: (input: NewShipment) => Promise<Taken>;
}

type Failed = { readonly refused: Refused } | { readonly failure: unknown };

/** Takes waybills in groups, and answers them in the order given. Throws `Unavailable`. */
export async function inGroups<Taken extends object>(
	deps: Deps,
	principal: Principal,
	inputs: readonly NewShipment[],
	taking: Taking<Taken | Failed>,
): Promise<readonly (Taken | Failed)[]> {
	const answers: (Taken | Failed)[] = [];
	for (let start = 0; start < inputs.length; start += GROUP) {
		answers.push(...(await takeGroup(deps, principal, inputs.slice(start, start + GROUP), taking)));
	}
	return answers;
}

/** As many as can go in one transaction; what fails among others, and what is linked to others, one by one. */
async function takeGroup<Taken extends object>(
	deps: Deps,
	principal: Principal,
	inputs: readonly NewShipment[],
	{ together, alone }: Taking<Taken | Failed>,
): Promise<readonly (Taken | Failed)[]> {
	const named = await namedWaybills(deps, principal, inputs);
	const answers = new Map<NewShipment, Taken | Failed>(named.refused);
	let { waybills } = named;
	try {
		// Those that name a number twice find in the next turn what the first of them made.
		for (let before = -1; waybills.length > 0 && answers.size > before; ) {
			before = answers.size;
			const taken = await whileUp(() => together(distinct(waybills)));
			for (const [input, answer] of taken) answers.set(input, answer);
			waybills = waybills.filter(({ input }) => !answers.has(input));
		}
	} catch (error) {
		if (error instanceof Refused) throw error;
		// One of them fails in a way that nobody foresaw: it is found one by one, and the others are taken.
	}
	const all: (Taken | Failed)[] = [];
	for (const input of inputs) {
		const one = answers.get(input) ?? (await takeOne(() => alone(input)));
		all.push(one);
	}
	return all;
}

async function takeOne<Taken extends object>(alone: () => Promise<Taken>): Promise<Taken | Failed> {
	await setImmediate();
	try {
		return await orRefused(() => whileUp(alone));
	} catch (failure) {
		if (isOutage(failure) || isPassing(failure)) throw failure;
		return { failure };
	}
}

/** Those of which it is known whose they are; the others are refused. */
async function namedWaybills(deps: Deps, principal: Principal, inputs: readonly NewShipment[]) {
	const waybills: Waybill[] = [];
	const refused = new Map<NewShipment, { readonly refused: Refused }>();
	for (const input of inputs) {
		const named = await orRefused(() => whileUp(() => namedWaybill(deps, sellerOf(principal), input)));
		if ("refused" in named) refused.set(input, named);
		else waybills.push(named);
		await setImmediate();
	}
	return { waybills: waybills as readonly Waybill[], refused };
}

/** In one transaction. What is linked to others is left out of the answer. */
async function registerTogether(
	deps: Deps,
	sellerId: RowId,
	waybills: readonly Waybill[],
): Promise<ReadonlyMap<NewShipment, Registered>> {
	const { refused, there, added, changed } = await deps.db.transaction((tx) =>
		settleTogether(tx, deps, sellerId, waybills),
	);
	for (const one of changed) deps.changed(one);
	const answered = [
		...added.map(({ input, shipment }) => ({ input, key: shipment, created: true })),
		...there.map(({ input, parcel }) => ({ input, key: parcel, created: false })),
	];
	const parcels = await loadParcels(
		deps.db,
		answered.map(({ key }) => key),
	);
	const views = await viewShipments(deps, parcels, deps.now());
	const byRowId = new Map(parcels.map(({ rowId }, index) => [rowId, views[index]]));
	const results = new Map<NewShipment, Registered>(refused.map(([input, one]) => [input, { refused: one }]));
	for (const { input, key, created } of answered) {
		const shipment = byRowId.get(key.rowId);
		if (shipment) results.set(input, { created, shipment });
	}
	return results;
}

/** Of waybills what is new, what is there and what is refused. What is linked to others is in none of them. */
export async function settleTogether(tx: Transaction, deps: Deps, sellerId: RowId, waybills: readonly Waybill[]) {
	await lockWaybills(tx, sellerId, waybills);
	const known = await registeredAmong(
		tx,
		waybills.map((waybill) => numberOf(sellerId, waybill)),
	);
	const fresh = waybills.filter((_, position) => !known.has(position));
	const old = waybills.filter((_, position) => known.has(position));
	// First the parcels that are there: so does everybody who changes one.
	const found = old.length > 0 ? await registerKnown(tx, deps, sellerId, old) : NOTHING;
	const made = fresh.length > 0 ? await addNew(tx, deps, sellerId, fresh) : NOTHING;
	return {
		refused: [...found.refused, ...made.refused],
		there: found.there,
		added: made.added,
		changed: [...found.changed, ...made.changed],
	};
}

const NOTHING = { refused: new Map<NewShipment, Refused>(), there: [], added: [], changed: [] } as const;

/** Waybills that nobody knows, whose numbers this transaction has locked. */
async function addNew(tx: Transaction, deps: Deps, sellerId: RowId, fresh: readonly Waybill[]) {
	const following = rememberedConnections(tx, sellerId);
	const refused = new Map<NewShipment, Refused>();
	const ready: (Awaited<ReturnType<typeof readyWaybill>> & Pick<Waybill, "input">)[] = [];
	for (const waybill of fresh) {
		const { input } = waybill;
		const one = await orRefused(async () => {
			const connection = await following(waybill);
			return readyWaybill(tx, deps, sellerId, waybill, { connection, isReuse: false });
		});
		if ("refused" in one) refused.set(input, one.refused);
		else ready.push({ ...one, input });
	}
	const stored = await addShipments(
		tx,
		deps.vault,
		sellerId,
		ready.map((one) => one.ready),
	);
	// Locked by number above: none of them is there already.
	const added = stored.flatMap((shipment, index) => {
		const { input, ready: kept } = ready[index] ?? {};
		return shipment && input && kept ? [{ shipment: { ...linksOf(kept), ...shipment }, input }] : [];
	});
	for (const { shipment, input } of added) await watchAtCheckout(tx, deps, shipment, input.order);
	const originals = new Map<RowId, Parcel>(
		ready.flatMap(({ original }) => (original ? [[original.rowId, original]] : [])),
	);
	await setImmediate();
	const shown: readonly ShipmentKey[] = [...added.map(({ shipment }) => shipment), ...originals.values()];
	return { refused, added, changed: await refreshShipments(tx, shown, refreshing(deps)) };
}

function linksOf({ orderId = null, brandId = null }: Awaited<ReturnType<typeof readyWaybill>>["ready"]) {
	return { orderId, brandId };
}

/** Which connection follows a waybill, asked for once of those that name the same. Throws `Invalid`. */
function rememberedConnections(tx: Transaction, sellerId: RowId) {
	const connections = new Map<string, Connection | null>();
	return async ({ carrier, input }: Waybill): Promise<Connection | null> => {
		const key = `${carrier.code} ${input.connection ?? ""}`;
		const known = connections.get(key);
		if (known !== undefined) return known;
		const connection = await followingConnection(tx, sellerId, carrier, input.connection);
		connections.set(key, connection);
		return connection;
	};
}

/** Of a number that is named twice the first: the other finds that one there. Of an order likewise, where brands are named: its parcels bear one. */
function distinct(waybills: readonly Waybill[]): readonly Waybill[] {
	const first = new Map<string, Waybill>();
	const orders = new Set<string>();
	const isBranded = waybills.some(({ input }) => input.brand !== undefined);
	for (const waybill of waybills) {
		const name = `${waybill.carrier.code} ${bareNumber(waybill.trackingNumber)}`;
		const order = waybill.input.order?.reference;
		if (first.has(name) || (isBranded && order !== undefined && orders.has(order))) continue;
		first.set(name, waybill);
		if (order !== undefined) orders.add(order);
	}
	return [...first.values()];
}
