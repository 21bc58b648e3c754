import type { Carrier, Query } from "../../adapters/kit/index.ts";
import { nextPollAt } from "../core/poll-plan.ts";
import { type Connection, recordOutcome } from "../store/connections.ts";
import type { Database } from "../store/database.ts";
import { renewLease, spendQuota } from "../store/leases.ts";
import { loadParcels } from "../store/parcels.ts";
import { claimDuePolls, finishPolls } from "../store/polls.ts";
import type { Vault } from "../store/seal.ts";
import { needsOf, type Shipment } from "../store/shipments.ts";
import type { Answer, CarrierClient } from "./carrier-client.ts";
import type { Received, Receiver } from "./receive.ts";

export interface PollDeps {
	readonly db: Database;
	readonly vault: Vault;
	readonly receiver: Receiver;
	readonly now: () => Date;
	/** Names this node in leases and claims. */
	readonly owner: string;
}

/** A connection whose lease this node holds, with its line to the carrier. */
export interface Line {
	readonly connection: Connection;
	readonly carrier: Carrier;
	readonly client: CarrierClient;
}

/** How long a node may be silent before another takes its connections and parcels over. */
export const leaseMs = 120_000;
/** Calls made before the claims are looked at anew. */
const callsARound = 20;
const deniedPauseMs = 30 * 60_000;

/** Asks the carrier for parcels that are due, as many as a round takes. Answers how many were asked for. */
export async function pollConnection(deps: PollDeps, { connection, carrier, client }: Line): Promise<number> {
	const { db, owner, now } = deps;
	const { poll } = carrier;
	if (!poll) return 0;
	const { perHour, perDay } = poll.rate;
	const limits = { ...(perHour !== undefined && { perHour }), ...(perDay !== undefined && { perDay }) };
	const claimed = await claimDuePolls(db, {
		connection,
		owner,
		limit: poll.batch * callsARound,
		leaseMs,
		now: now().toISOString(),
		nearDeliveryFirst: perHour !== undefined || perDay !== undefined,
	});
	for (const [index, batch] of batchesOf(claimed, poll.batch).entries()) {
		const left = claimed.slice(index * poll.batch);
		if (!(await renewLease(db, connection, owner, leaseMs))) return index * poll.batch;
		const spending = await spendQuota(db, connection, limits, 1, now().toISOString());
		if (!spending.allowed) {
			await postpone(deps, left, spending.until);
			return index * poll.batch;
		}
		const answer = await client.ask(batch.map((shipment) => queryOf(deps.vault, shipment)));
		const pausedUntil = await settle(deps, connection, batch, answer);
		if (pausedUntil !== null) {
			await postpone(deps, left, pausedUntil);
			return (index + 1) * poll.batch;
		}
	}
	return claimed.length;
}

/** Keeps what the carrier answered and plans what comes next. Answers until when the connection is to rest, else null. */
async function settle(
	deps: PollDeps,
	connection: Connection,
	batch: readonly Shipment[],
	answer: Answer,
): Promise<string | null> {
	const at = deps.now();
	if (answer.kind === "denied") return rest(deps, connection, answer.detail, deniedPauseMs);
	if (answer.kind !== "reply") return rest(deps, connection, answer.detail, answer.retryAfterMs);
	const received = await deps.receiver.receive({
		sellerId: connection.sellerId,
		connectionId: connection.rowId,
		carrier: connection.carrier,
		channel: "poll",
		receivedAt: at,
		contentType: answer.reply.headers["content-type"] ?? null,
		headers: {},
		body: Buffer.from(answer.reply.body),
		asked: batch.map(({ trackingNumber }) => trackingNumber),
	});
	if (received.outcome === "denied") return rest(deps, connection, sentenceOf(received), deniedPauseMs);
	if (received.outcome === "rate-limited") return rest(deps, connection, sentenceOf(received), 60_000);
	const failed = received.outcome === "error";
	// A bad request is one parcel's trouble; an answer that cannot be read is the carrier's.
	const isCarriersFault = failed && answer.reply.status < 400;
	await recordOutcome(
		deps.db,
		connection,
		isCarriersFault ? { kind: "failed", error: sentenceOf(received) } : { kind: "ok" },
		at.toISOString(),
	);
	await finish(deps, batch, failed);
	return null;
}

/** Plans each parcel's next poll from the state it has now. */
async function finish({ db, owner, now }: PollDeps, batch: readonly Shipment[], failed: boolean): Promise<void> {
	const polledAt = now().toISOString();
	const parcels = await loadParcels(db, batch);
	const polls = parcels.map((parcel) => ({
		sellerId: parcel.sellerId,
		rowId: parcel.rowId,
		failed,
		nextPollAt: nextPollAt({
			...parcel,
			lastPolledAt: polledAt,
			failures: failed ? parcel.pollFailures + 1 : 0,
			following: "following",
			etaTo: parcel.eta && `${parcel.eta.dateOnly ? `${parcel.eta.to}T23:59:59` : parcel.eta.to}Z`,
		}),
	}));
	await finishPolls(db, owner, polls, polledAt);
}

/** The carrier's trouble is the connection's: it rests, and its parcels wait with it. */
async function rest({ db, now }: PollDeps, connection: Connection, error: string, pauseMs: number): Promise<string> {
	const at = now();
	const pausedUntil = new Date(at.getTime() + pauseMs).toISOString();
	await recordOutcome(db, connection, { kind: "failed", error, pausedUntil }, at.toISOString());
	return pausedUntil;
}

async function postpone({ db, owner, now }: PollDeps, batch: readonly Shipment[], until: string): Promise<void> {
	const polls = batch.map(({ sellerId, rowId }) => ({ sellerId, rowId, failed: true, nextPollAt: until }));
	await finishPolls(db, owner, polls, now().toISOString());
}

function queryOf(vault: Vault, shipment: Shipment): Query {
	return { trackingNumber: shipment.trackingNumber, needs: needsOf(vault, shipment) ?? {} };
}

function batchesOf(shipments: readonly Shipment[], size: number): readonly (readonly Shipment[])[] {
	return Array.from({ length: Math.ceil(shipments.length / size) }, (_, index) =>
		shipments.slice(index * size, (index + 1) * size),
	);
}

function sentenceOf({ outcome, problems }: Received): string {
	return problems[0]?.detail ?? `The carrier's answer was "${outcome}".`;
}
