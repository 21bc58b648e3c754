import { groupBy } from "../core/group-by.ts";
import type { Rounds } from "../repeat.ts";
import type { Database, RowId, Transaction } from "../store/database.ts";
import { type Endpoint, endpointsOf } from "../store/endpoints.ts";
import {
	countTold,
	type EventReceiver,
	type NewEvent,
	ordersNewlyDelivered,
	saveEvents,
	scansByKeys,
	shipmentsToTell,
	type ToldShipment,
} from "../store/events.ts";
import { publicId } from "../store/ids.ts";
import { isOutage, isPassing } from "../store/outage.ts";
import { type OutboxEvent, readOutbox } from "../store/outbox.ts";
import { lockReader, moveReader, overtaken, WEBHOOKS } from "../store/outbox-readers.ts";
import { isEventName, wantsType } from "./catalogue.ts";
import { bodyOf, newsOf, type Rendering, type Told } from "./render.ts";
import { startWorker, type Worker } from "./worker.ts";

export interface RelayDeps extends Rounds {
	readonly db: Database;
	/** Without a slash at its end. */
	readonly publicUrl: string;
	/** Hears that there is something to send. */
	readonly told: () => void;
	/** Hears of an entry that could not be told, by its type and its cursor: the outbox keeps it for seven days. */
	readonly onUntellable: (entry: Pick<OutboxEvent, "type" | "cursor">, error: unknown) => void;
	readonly everyMs?: number;
}

const EVERY_MS = 1_000;
const GATHER_MS = 20;
const ENTRIES_AT_ONCE = 200;
// What may stand between two changes of one parcel whose transactions overlapped.
const ENTRIES_APART = 1_000;
// However far apart they stand: told out of order is better than nobody told anything any more.
const MOST_AT_ONCE = 5_000;

/** Of a new installation what is committed from now on is told; others go on where they were. */
export async function placeRelay(db: Database): Promise<void> {
	await db.transaction((tx) => lockReader(tx, WEBHOOKS));
}

/** Turns news into events for sellers' endpoints, on one node at a time: see `relay`. */
export function startRelay(deps: RelayDeps): Worker {
	return startWorker(
		async (stopping) => {
			while (!stopping.aborted && (await relay(deps)));
		},
		{ everyMs: deps.everyMs ?? EVERY_MS, gatherMs: GATHER_MS, onError: deps.onError, onDone: deps.onDone },
	);
}

/**
 * Takes the next news from the outbox: the events, whom each is for, the numbers of each parcel's events and how far was
 * read are one transaction, so that each is told once whatever dies. True where there may be more at once.
 */
export async function relay(deps: RelayDeps): Promise<boolean> {
	try {
		const { read, events } = await deps.db.transaction((tx) => relayBatch(tx, deps, ENTRIES_AT_ONCE));
		if (events > 0) deps.told();
		return read > 0;
	} catch (error) {
		if (isOutage(error) || isPassing(error)) throw error;
		// One of them fails the others, for a reason of ours.
		return await relayOne(deps);
	}
}

async function relayOne(deps: RelayDeps): Promise<boolean> {
	try {
		const { read, events } = await deps.db.transaction((tx) => relayBatch(tx, deps, 1));
		if (events > 0) deps.told();
		return read > 0;
	} catch (error) {
		if (isOutage(error) || isPassing(error)) throw error;
		return await deps.db.transaction(async (tx) => {
			const cursor = await lockReader(tx, WEBHOOKS);
			const [entry] = cursor === null ? [] : await readOutbox(tx, cursor, 1);
			if (!entry) return false;
			await moveReader(tx, WEBHOOKS, entry.cursor);
			deps.onUntellable(entry, error);
			return true;
		});
	}
}

interface Relayed {
	/** Entries of the outbox that are behind the reader now. */
	readonly read: number;
	readonly events: number;
}

async function relayBatch(tx: Transaction, deps: RelayDeps, limit: number): Promise<Relayed> {
	const cursor = await lockReader(tx, WEBHOOKS);
	if (cursor === null) return { read: 0, events: 0 };
	const batch = await nextBatch(tx, cursor, limit);
	const last = batch.at(-1);
	if (!last) return { read: 0, events: 0 };
	const endpoints = await endpointsBySeller(tx, batch);
	const heard = batch.filter(({ sellerId, type }) => endpoints.has(sellerId) && isEventName(type));
	const events = await eventsOf(tx, deps, inOrderOfVersions(heard), endpoints);
	await saveEvents(tx, events);
	await moveReader(tx, WEBHOOKS, last.cursor);
	return { read: batch.length, events: events.length };
}

/** The next entries, cut before the first that another of its parcel has to come before and that is not readable yet. */
async function nextBatch(tx: Transaction, cursor: string, limit: number): Promise<readonly OutboxEvent[]> {
	const batch = await readOutbox(tx, cursor, limit);
	const cut = await firstOvertaken(tx, batch);
	if (cut === null) return batch;
	// Of one that is not full the other is committed and not readable yet: it is waited for.
	if (cut > 0 || batch.length < limit) return batch.slice(0, cut);
	return limit < MOST_AT_ONCE ? await nextBatch(tx, cursor, limit + ENTRIES_APART) : batch;
}

async function firstOvertaken(tx: Transaction, batch: readonly OutboxEvent[]): Promise<number | null> {
	const behind = await overtaken(tx, batch);
	if (behind.size === 0) return null;
	return batch.findIndex(({ cursor }) => behind.has(cursor));
}

/** Each parcel's entries by version: who changed it last may have begun first. */
function inOrderOfVersions(batch: readonly OutboxEvent[]): readonly OutboxEvent[] {
	const ofParcel = groupBy(batch, ({ shipmentId }) => shipmentId);
	for (const entries of ofParcel.values()) entries.sort((one, other) => (one.version ?? 0) - (other.version ?? 0));
	return batch.map((entry) => ofParcel.get(entry.shipmentId)?.shift() ?? entry);
}

async function endpointsBySeller(
	tx: Transaction,
	batch: readonly OutboxEvent[],
): Promise<ReadonlyMap<RowId, readonly Endpoint[]>> {
	const sellers = [...new Set(batch.map(({ sellerId }) => sellerId))];
	return groupBy(await endpointsOf(tx, sellers), ({ sellerId }) => sellerId);
}

async function eventsOf(
	tx: Transaction,
	deps: RelayDeps,
	entries: readonly OutboxEvent[],
	endpoints: ReadonlyMap<RowId, readonly Endpoint[]>,
): Promise<readonly NewEvent[]> {
	const keys = entries.flatMap(({ sellerId, shipmentId }) => (shipmentId ? [{ sellerId, rowId: shipmentId }] : []));
	if (keys.length === 0) return [];
	const shipments = new Map((await shipmentsToTell(tx, keys)).map((shipment) => [shipment.rowId, shipment]));
	const scans = await scansByKeys(tx, entries.flatMap(scanKeysOf));
	const ends = await endsOfOrders(tx, entries, shipments);
	const counts = new Map<RowId, ToldShipment>();
	const events: NewEvent[] = [];
	for (const entry of entries) {
		const shipment = entry.shipmentId === null ? undefined : shipments.get(entry.shipmentId);
		if (!shipment) continue;
		const isOrderDelivered = ends.has(entry.cursor);
		const ofShipment = scans.get(shipment.rowId) ?? new Map();
		const rendering: Rendering = { publicUrl: deps.publicUrl, shipment, scans: ofShipment, isOrderDelivered };
		const before = counts.get(shipment.rowId) ?? shipment;
		const written = tellable(deps, entry, rendering, before.eventsTold);
		const all = endpoints.get(entry.sellerId) ?? [];
		events.push(...written.map((one) => ({ ...one, to: receiversOf(all, one.type, shipment.carrier) })));
		counts.set(shipment.rowId, { ...shipment, eventsTold: before.eventsTold + written.length });
	}
	const told = [...counts.values()].filter(({ rowId, eventsTold }) => shipments.get(rowId)?.eventsTold !== eventsTold);
	await countTold(tx, told);
	return events;
}

/** The events of one entry, or none where they cannot be written: the others are told all the same. */
function tellable(
	deps: RelayDeps,
	entry: OutboxEvent,
	rendering: Rendering,
	told: number,
): readonly Omit<NewEvent, "to">[] {
	const { sellerId, shipmentId, createdAt } = entry;
	try {
		return newsOf(entry, rendering).map((news: Told, index) => ({
			sellerId,
			shipmentId,
			id: publicId("evt"),
			sequence: told + index + 1,
			type: news.type,
			body: bodyOf(news, entry, rendering, told + index + 1),
			createdAt,
		}));
	} catch (error) {
		deps.onUntellable(entry, error);
		return [];
	}
}

function receiversOf(endpoints: readonly Endpoint[], type: string, carrier: string): readonly EventReceiver[] {
	return endpoints
		.filter(({ filter }) => wantsType(filter.events, type) && (filter.carriers?.includes(carrier) ?? true))
		.map(({ rowId, disabledAt, format }) => ({ rowId, isHeld: disabledAt !== null, format }));
}

/** The entries, by their cursors, with which the last parcel of an order was delivered. */
async function endsOfOrders(
	tx: Transaction,
	entries: readonly OutboxEvent[],
	shipments: ReadonlyMap<RowId, ToldShipment>,
): Promise<ReadonlySet<string>> {
	const lasts = new Map<RowId, OutboxEvent>();
	for (const entry of entries.filter(isDelivery)) {
		const shipment = entry.shipmentId === null ? undefined : shipments.get(entry.shipmentId);
		if (shipment?.order && !shipment.isReturn) lasts.set(shipment.order.rowId, entry);
	}
	const orders = [...lasts].map(([rowId, { sellerId }]) => ({ sellerId, rowId }));
	const delivered = await ordersNewlyDelivered(tx, orders);
	return new Set([...lasts].flatMap(([rowId, { cursor }]) => (delivered.has(rowId) ? [cursor] : [])));
}

function isDelivery({ type, data }: OutboxEvent): boolean {
	if (type !== "shipment.status.changed") return false;
	const { before, after } = data as { readonly before?: Milestoned; readonly after?: Milestoned };
	return after?.milestone === "delivered" && before?.milestone !== "delivered";
}

interface Milestoned {
	readonly milestone?: string;
}

function scanKeysOf({ sellerId, shipmentId, type, data }: OutboxEvent) {
	if (shipmentId === null || type !== "shipment.scan.added") return [];
	const { keys = [] } = data as { readonly keys?: readonly string[] };
	return keys.map((key) => ({ sellerId, rowId: shipmentId, key }));
}
