import { groupBy } from "../core/group-by.ts";
import type { Rounds } from "../repeat.ts";
import type { Database, RowId } from "../store/database.ts";
import { claimDue, type DueDelivery, releaseDue } from "../store/due-deliveries.ts";
import type { EndpointKey } from "../store/endpoints.ts";
import { type AttemptDeps, attemptDelivery, type Outcome } from "./attempt.ts";
import { settle } from "./settle.ts";
import { startWorker, type Worker } from "./worker.ts";

export interface SenderDeps extends AttemptDeps, Rounds {
	readonly db: Database;
	/** Hears what came of each attempt. */
	readonly onAttempted?: (state: Outcome["state"], tookMs: number) => void;
	readonly everyMs?: number;
	/** Posts under way at most, and to one endpoint; of one seller half of them. */
	readonly most?: number;
	readonly mostPerEndpoint?: number;
}

export interface Sender extends Worker {
	/** Sends until nothing is due. */
	runOnce(): Promise<void>;
	/** Settles what is under way, and gives back what was not begun: `http` is to be closed beside it. */
	stop(): Promise<void>;
}

const EVERY_MS = 1_000;
const GATHER_MS = 2;
const MOST = 256;
const MOST_PER_ENDPOINT = 32;
// Each quick success earns an endpoint another place, so that a hundred that are slow or fail leave room for the others.
const PLACES_AT_FIRST = 4;
const PLACES_IN_TROUBLE = 2;
const SLOW_MS = 3_000;
// Claimed for every place: what one query brings is sent before the next.
const CLAIMED_A_PLACE = 4;
// Four times the longest that a post takes, and some.
const LEASE_MS = 90_000;
const MOST_UNSETTLED = 1_000;
const SETTLE_TRIES = 3;

/** How a node knows an endpoint from what it just sent to it. */
interface Known extends EndpointKey {
	/** Posts to it that may be under way at once. */
	places: number;
	isInTrouble: boolean;
	/** Claimed, and not begun. */
	readonly queue: DueDelivery[];
	underWay: number;
	/** The last claim took as much as it might: there may be more. */
	mayHaveMore: boolean;
	/** Nothing is claimed before, in milliseconds since 1970. */
	pausedUntilMs: number;
}

/** Sends what is due and writes what came of it, many at once: on every node, each what it claimed. */
export function startSender(deps: SenderDeps): Sender {
	const { db, onError, onDone, onAttempted, most = MOST, mostPerEndpoint = MOST_PER_ENDPOINT } = deps;
	// Whoever has twenty endpoints, none of which answers, leaves room for everybody else.
	const mostPerSeller = Math.ceil(most / 2);
	const known = new Map<string, Known>();
	const ofSeller = new Map<RowId, number>();
	const sent = new Set<Promise<void>>();
	const outcomes: Outcome[] = [];
	const unbegun: DueDelivery[] = [];
	let underWay = 0;
	let claimed = 0;
	let everClaimed = 0;
	let writing: Promise<void> | null = null;

	const claim = async (stopping: AbortSignal): Promise<void> => {
		while (!stopping.aborted) {
			const limit = most * CLAIMED_A_PLACE - claimed;
			if (limit <= 0) return;
			const rooms = roomsOf(known, deps.now().getTime());
			const perEndpoint = Math.min(PLACES_AT_FIRST, mostPerEndpoint) * CLAIMED_A_PLACE;
			const perSeller = mostPerSeller * CLAIMED_A_PLACE;
			const sellerRooms = sellerRoomsOf(known, perSeller);
			const due = await claimDue(db, { limit, perEndpoint, perSeller, rooms, sellerRooms, leaseMs: LEASE_MS });
			const taken = groupBy(due, ({ id }) => id);
			const given = new Map(rooms.map(({ rowId, room }) => [rowId, room]));
			const isCut = due.length === limit;
			for (const one of due) take(one);
			for (const [id, one] of known) {
				one.mayHaveMore = isCut || (taken.get(id)?.length ?? 0) >= (given.get(one.rowId) ?? perEndpoint);
			}
			sendNext(stopping.aborted);
			if (!isCut) return;
		}
	};
	const worker = startWorker(claim, { everyMs: deps.everyMs ?? EVERY_MS, gatherMs: GATHER_MS, onError, onDone });

	function take(due: DueDelivery): void {
		const places = Math.min(PLACES_AT_FIRST, mostPerEndpoint);
		const endpoint = known.get(due.id) ?? newlyKnown(due, places);
		known.set(due.id, endpoint);
		endpoint.queue.push(due);
		claimed++;
		everClaimed++;
	}

	/** Begins what there is a place for, of each endpoint in turn. */
	function sendNext(isStopping = false): void {
		if (isStopping) return;
		for (let isAny = true; isAny; ) {
			isAny = false;
			for (const [id, endpoint] of [...known]) {
				if (underWay >= most || outcomes.length >= MOST_UNSETTLED) return;
				const hasPlace = endpoint.underWay < endpoint.places && underWayOf(endpoint.sellerId) < mostPerSeller;
				const next = hasPlace ? endpoint.queue.shift() : undefined;
				if (!next) continue;
				isAny = true;
				// Behind the others, for whenever there is no place for all.
				known.delete(id);
				known.set(id, endpoint);
				begin(next, endpoint);
			}
		}
	}

	function underWayOf(sellerId: RowId): number {
		return ofSeller.get(sellerId) ?? 0;
	}

	function begin(due: DueDelivery, endpoint: Known): void {
		endpoint.underWay++;
		underWay++;
		ofSeller.set(due.sellerId, underWayOf(due.sellerId) + 1);
		const attempt = attemptDelivery(deps, due)
			.catch((error) => {
				onError(error);
				return null;
			})
			.then((outcome) => {
				sent.delete(attempt);
				endpoint.underWay--;
				underWay--;
				claimed--;
				if (underWayOf(due.sellerId) > 1) ofSeller.set(due.sellerId, underWayOf(due.sellerId) - 1);
				else ofSeller.delete(due.sellerId);
				if (outcome) {
					onAttempted?.(outcome.state, outcome.attempt.tookMs);
					remember(endpoint, outcome, mostPerEndpoint, deps.now().getTime());
					outcomes.push(outcome);
					writing ??= writeAll();
				} else {
					unbegun.push(due);
				}
				if (endpoint.mayHaveMore && endpoint.queue.length <= endpoint.places) worker.wake();
				const isIdle = endpoint.underWay === 0 && endpoint.queue.length === 0;
				if (isIdle && !endpoint.isInTrouble && !endpoint.mayHaveMore) known.delete(due.id);
				sendNext(isStopped);
			});
		sent.add(attempt);
	}

	/** What ends while one batch is written is the next. */
	async function writeAll(): Promise<void> {
		while (outcomes.length > 0) await write(outcomes.splice(0));
		writing = null;
		sendNext(isStopped);
	}

	/** What cannot be written is sent again when the claim lapses: twice rather than never. */
	async function write(batch: readonly Outcome[]): Promise<void> {
		for (let left = SETTLE_TRIES; left > 0; left--) {
			try {
				return await db.transaction((tx) => settle(tx, batch, deps.now()));
			} catch (error) {
				if (left === 1) onError(error);
			}
		}
	}

	async function finish(): Promise<void> {
		while (sent.size > 0 || writing !== null) {
			await Promise.all(sent);
			await writing;
		}
	}

	let isStopped = false;
	return {
		wake: worker.wake,
		runOnce: async () => {
			let before: number;
			do {
				before = everClaimed;
				await worker.runOnce();
				await finish();
			} while (everClaimed > before);
		},
		stop: async () => {
			isStopped = true;
			await worker.stop();
			for (const { queue } of known.values()) unbegun.push(...queue.splice(0));
			await finish();
			await releaseDue(db, unbegun.splice(0));
		},
	};
}

function newlyKnown({ sellerId, endpointId }: DueDelivery, places: number): Known {
	const idle = { isInTrouble: false, queue: [], underWay: 0, mayHaveMore: false, pausedUntilMs: 0 };
	return { sellerId, rowId: endpointId, places, ...idle };
}

function roomsOf(known: ReadonlyMap<string, Known>, nowMs: number) {
	return [...known.values()].map((one) => ({ sellerId: one.sellerId, rowId: one.rowId, room: roomOf(one, nowMs) }));
}

/** How many more of a seller's deliveries are claimed, of those who have any under way or waiting. */
function sellerRoomsOf(known: ReadonlyMap<string, Known>, perSeller: number) {
	return [...groupBy([...known.values()], ({ sellerId }) => sellerId)].map(([sellerId, endpoints]) => {
		const taken = endpoints.reduce((sum, { queue, underWay }) => sum + queue.length + underWay, 0);
		return { sellerId, room: Math.max(0, perSeller - taken) };
	});
}

/** How many more of its deliveries are claimed. */
function roomOf({ places, isInTrouble, pausedUntilMs, queue, underWay }: Known, nowMs: number): number {
	if (pausedUntilMs > nowMs) return 0;
	return Math.max(0, places * (isInTrouble ? 1 : CLAIMED_A_PLACE) - queue.length - underWay);
}

function remember(endpoint: Known, { attempt, state, pauseMs }: Outcome, most: number, nowMs: number): void {
	endpoint.isInTrouble = state !== "delivered" || attempt.tookMs > SLOW_MS;
	endpoint.places = endpoint.isInTrouble ? Math.min(PLACES_IN_TROUBLE, most) : Math.min(endpoint.places + 1, most);
	if (pauseMs > 0) endpoint.pausedUntilMs = nowMs + pauseMs;
}
