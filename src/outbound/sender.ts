import type { Database, Transaction } from "../store/database.ts";
import { claimDue, type DueDelivery, recordHealth, settleDeliveries } from "../store/due-deliveries.ts";
import { type DisabledBecause, disableEndpoint, type EndpointKey } from "../store/endpoints.ts";
import { appendOutbox } from "../store/outbox.ts";
import { type AttemptDeps, attemptDelivery, type Outcome } from "./attempt.ts";
import { startWorker, type Worker } from "./worker.ts";

export interface SenderDeps extends AttemptDeps {
	readonly db: Database;
	readonly onError: (error: unknown) => void;
	readonly everyMs?: number;
	/** Posts under way at most, and to one endpoint. */
	readonly most?: number;
	readonly mostPerEndpoint?: number;
}

export interface Sender extends Worker {
	/** Sends until nothing is due. */
	runOnce(): Promise<void>;
	/** Settles what is under way: `http` is to be closed beside it. */
	stop(): Promise<void>;
}

const EVERY_MS = 1_000;
const GATHER_MS = 2;
const MOST = 256;
const MOST_PER_ENDPOINT = 32;
// One that is slow or fails holds few places, so that a hundred such leave room for everybody else.
const MOST_IN_TROUBLE = 2;
const SLOW_MS = 3_000;
const LEASE_MS = 90_000;
const SETTLE_TRIES = 3;
const FAILING_DAYS = 5;
const DAY_MS = 86_400_000;

/** How a node knows an endpoint from what it just sent to it. */
interface Known extends EndpointKey {
	underWay: number;
	isInTrouble: boolean;
	/** Nothing is sent before, in milliseconds since 1970. */
	pausedUntilMs: number;
}

/** Sends what is due and writes what came of it, many at once: on every node, each what it claimed. */
export function startSender(deps: SenderDeps): Sender {
	const { db, onError, most = MOST, mostPerEndpoint = MOST_PER_ENDPOINT } = deps;
	const known = new Map<string, Known>();
	const settling: (readonly [DueDelivery, Outcome | null])[] = [];
	const sent = new Set<Promise<void>>();
	let underWay = 0;
	let claims = 0;
	let writing: Promise<void> | null = null;

	const roomOf = ({ isInTrouble, pausedUntilMs, underWay }: Known) => {
		if (pausedUntilMs > deps.now().getTime()) return 0;
		return Math.max(0, (isInTrouble ? MOST_IN_TROUBLE : mostPerEndpoint) - underWay);
	};

	const claim = async (stopping: AbortSignal): Promise<void> => {
		while (!stopping.aborted && underWay < most) {
			const limit = most - underWay;
			const rooms = [...known.values()].map((one) => ({ ...one, room: roomOf(one) }));
			const due = await claimDue(db, { limit, perEndpoint: mostPerEndpoint, rooms, leaseMs: LEASE_MS });
			claims += due.length;
			for (const one of due) send(one);
			if (due.length === 0) return;
		}
	};
	const worker = startWorker(claim, { everyMs: deps.everyMs ?? EVERY_MS, gatherMs: GATHER_MS, onError });

	function send(due: DueDelivery): void {
		const endpoint = known.get(due.id) ?? newlyKnown(due);
		known.set(due.id, endpoint);
		endpoint.underWay++;
		underWay++;
		const attempt = attemptDelivery(deps, due)
			.catch((error) => {
				onError(error);
				return null;
			})
			.then((outcome) => {
				if (outcome) remember(endpoint, outcome);
				settling.push([due, outcome]);
				writing ??= writeAll();
				sent.delete(attempt);
			});
		sent.add(attempt);
	}

	function remember(endpoint: Known, { attempt, state, pauseMs }: Outcome): void {
		endpoint.isInTrouble = state !== "delivered" || attempt.tookMs > SLOW_MS;
		endpoint.pausedUntilMs = deps.now().getTime() + pauseMs;
	}

	/** What ends while one batch is written is the next. */
	async function writeAll(): Promise<void> {
		while (settling.length > 0) {
			const batch = settling.splice(0);
			await write(batch.flatMap(([, outcome]) => outcome ?? []));
			for (const [{ id }] of batch) {
				underWay--;
				const endpoint = known.get(id);
				if (endpoint) endpoint.underWay--;
				if (endpoint?.underWay === 0 && !endpoint.isInTrouble) known.delete(id);
			}
			worker.wake();
		}
		writing = null;
	}

	/** What cannot be written is sent again when the claim lapses: twice rather than never. */
	async function write(outcomes: readonly Outcome[]): Promise<void> {
		for (let left = SETTLE_TRIES; left > 0; left--) {
			try {
				return await db.transaction((tx) => settle(tx, outcomes, deps.now()));
			} catch (error) {
				if (left === 1) onError(error);
			}
		}
	}

	return {
		wake: worker.wake,
		runOnce: async () => {
			let before: number;
			do {
				before = claims;
				await worker.runOnce();
				await Promise.all(sent);
				await writing;
			} while (claims > before);
		},
		stop: async () => {
			await worker.stop();
			await Promise.all(sent);
			await writing;
		},
	};
}

function newlyKnown({ sellerId, endpointId }: DueDelivery): Known {
	return { sellerId, rowId: endpointId, underWay: 0, isInTrouble: false, pausedUntilMs: 0 };
}

/** Writes outcomes, since when each endpoint fails, and which of them hear no more. */
export async function settle(tx: Transaction, outcomes: readonly Outcome[], now: Date): Promise<void> {
	await settleDeliveries(tx, outcomes);
	const health = new Map<string, EndpointKey & { readonly failingSince: string | null }>();
	for (const { sellerId, endpointId, state, attempt } of outcomes) {
		const hasArrived = state === "delivered" || health.get(endpointId)?.failingSince === null;
		health.set(endpointId, { sellerId, rowId: endpointId, failingSince: hasArrived ? null : attempt.at });
	}
	const since = new Date(now.getTime() - FAILING_DAYS * DAY_MS).toISOString();
	const failing = await recordHealth(tx, [...health.values()], since);
	const ended = new Map<string, readonly [EndpointKey, DisabledBecause]>(
		failing.map((endpoint) => [endpoint.rowId, [endpoint, "failing"]]),
	);
	for (const { sellerId, endpointId, disable } of outcomes) {
		if (disable !== null) ended.set(endpointId, [{ sellerId, rowId: endpointId }, disable]);
	}
	for (const [endpoint, because] of ended.values()) {
		const disabled = await disableEndpoint(tx, endpoint, because, now.toISOString());
		if (disabled === null) continue;
		const { id, url, label, failingSince } = disabled;
		const data = { endpointId: id, url, label, because, failingSince };
		const entry = { sellerId: endpoint.sellerId, shipmentId: null, version: null, type: "endpoint.disabled", data };
		await appendOutbox(tx, [entry]);
	}
}
