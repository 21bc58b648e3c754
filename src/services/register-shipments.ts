import { setImmediate } from "node:timers/promises";
import { bareNumber } from "../../adapters/kit/index.ts";
import { Refused, Unavailable } from "../core/errors.ts";
import { refreshShipments } from "../ingest/refresh.ts";
import { addShipments } from "../store/add-shipments.ts";
import { type Connection, connectionForCarrier } from "../store/connections.ts";
import type { RowId, Transaction } from "../store/database.ts";
import { registeredAmong } from "../store/legs.ts";
import { isOutage, isPassing } from "../store/outage.ts";
import { loadParcels, type Parcel, type ShipmentKey } from "../store/parcels.ts";
import { type Deps, sellerOf } from "./deps.ts";
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
export async function registerShipments(
	deps: Deps,
	principal: Principal,
	inputs: readonly NewShipment[],
): Promise<readonly Registered[]> {
	const results: Registered[] = [];
	for (let start = 0; start < inputs.length; start += GROUP) {
		results.push(...(await registerGroup(deps, principal, inputs.slice(start, start + GROUP))));
	}
	return results;
}

/** Waybills that nobody knows go in one transaction; those that are there, and what fails among others, one by one. */
async function registerGroup(
	deps: Deps,
	principal: Principal,
	inputs: readonly NewShipment[],
): Promise<readonly Registered[]> {
	const results = new Map<NewShipment, Registered>();
	const waybills: Waybill[] = [];
	for (const input of inputs) {
		const named = await orRefused(() => whileUp(() => namedWaybill(deps, sellerOf(principal), input)));
		if ("refused" in named) results.set(input, named);
		else waybills.push(named);
		await setImmediate();
	}
	try {
		const registered = await whileUp(() => registerNew(deps, sellerOf(principal), distinct(waybills)));
		for (const [input, result] of registered) results.set(input, result);
	} catch (error) {
		if (error instanceof Refused) throw error;
		// One of them fails in a way that nobody foresaw: it is found one by one, and the others are registered.
	}
	const all: Registered[] = [];
	for (const input of inputs) {
		const one = results.get(input) ?? (await registerOne(deps, principal, input));
		all.push(one);
	}
	return all;
}

async function registerOne(deps: Deps, principal: Principal, input: NewShipment): Promise<Registered> {
	await setImmediate();
	try {
		return await orRefused(() => whileUp(() => registerShipment(deps, principal, input)));
	} catch (failure) {
		if (isOutage(failure) || isPassing(failure)) throw failure;
		return { failure };
	}
}

/** Those that nobody knows yet, in one transaction. What is there already is left out of the answer. */
async function registerNew(
	deps: Deps,
	sellerId: RowId,
	waybills: readonly Waybill[],
): Promise<ReadonlyMap<NewShipment, Registered>> {
	if (waybills.length === 0) return new Map();
	const { results, added, changed } = await deps.db.transaction(async (tx) => {
		await lockWaybills(tx, sellerId, waybills);
		const numbers = waybills.map((waybill) => numberOf(sellerId, waybill));
		const known = await registeredAmong(tx, numbers);
		const fresh = waybills.filter((_, position) => !known.has(position));
		const connections = await connectionsOf(tx, sellerId, fresh);
		const results = new Map<NewShipment, Registered>();
		const ready: (Awaited<ReturnType<typeof readyWaybill>> & Pick<Waybill, "input">)[] = [];
		for (const waybill of fresh) {
			const { input, carrier } = waybill;
			const connection = connections.get(carrier.code) ?? null;
			const one = await orRefused(() => readyWaybill(tx, deps, sellerId, waybill, { connection, isReuse: false }));
			if ("refused" in one) results.set(input, one);
			else ready.push({ ...one, input });
		}
		const stored = await addShipments(
			tx,
			deps.vault,
			sellerId,
			ready.map((one) => one.ready),
		);
		// Locked by number above: none of them is there already.
		const added = stored.flatMap((shipment, index) => (shipment ? [{ shipment, input: ready[index]?.input }] : []));
		const originals = new Map<RowId, Parcel>(
			ready.flatMap(({ original }) => (original ? [[original.rowId, original]] : [])),
		);
		await setImmediate();
		const shown: readonly ShipmentKey[] = [...added.map(({ shipment }) => shipment), ...originals.values()];
		return { results, added, changed: await refreshShipments(tx, shown, refreshing(deps)) };
	});
	for (const one of changed) deps.changed(one);
	const parcels = await loadParcels(
		deps.db,
		added.map(({ shipment }) => shipment),
	);
	const views = new Map((await viewShipments(deps, parcels, deps.now())).map((view) => [view.id, view]));
	for (const { shipment, input } of added) {
		const view = views.get(shipment.id);
		if (view && input) results.set(input, { created: true, shipment: view });
	}
	return results;
}

async function connectionsOf(
	tx: Transaction,
	sellerId: RowId,
	waybills: readonly Waybill[],
): Promise<ReadonlyMap<string, Connection | null>> {
	const connections = new Map<string, Connection | null>();
	for (const code of new Set(waybills.map(({ carrier }) => carrier.code))) {
		connections.set(code, await connectionForCarrier(tx, sellerId, code));
	}
	return connections;
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

/** A refusal as a value. That the database is away is none: it concerns all. */
async function orRefused<T extends object>(work: () => Promise<T>): Promise<T | { readonly refused: Refused }> {
	try {
		return await work();
	} catch (error) {
		if (error instanceof Refused && !(error instanceof Unavailable)) return { refused: error };
		throw error;
	}
}
