import { isAboutNeeds, type Query } from "../../adapters/kit/index.ts";
import { type Connection, recordOutcome } from "../store/connections.ts";
import type { Database } from "../store/database.ts";
import { needsOf } from "../store/leg.ts";
import { loadParcels } from "../store/parcels.ts";
import { claimDuePolls, type DueLeg, type FinishedPoll, finishPolls, releasePolls } from "../store/polls.ts";
import { Tampered, type Vault, WrongKey } from "../store/seal.ts";
import type { Answer } from "./carrier-client.ts";
import { batchesOf, inLanes, type Line, leaseMs, mayCall } from "./line.ts";
import { isToldOf, planPoll } from "./plan-poll.ts";
import type { Incoming, Receiver } from "./receive.ts";
import { type Heard, insteadOfData } from "./spoilt-answers.ts";

export interface PollDeps {
	readonly db: Database;
	readonly vault: Vault;
	readonly receiver: Receiver;
	/** Where carriers reach us. */
	readonly publicUrl: string;
	readonly now: () => Date;
	/** Names this node in leases and claims. */
	readonly owner: string;
	/** Hears of what went wrong inside; the poller goes on. */
	readonly onError: (error: unknown) => void;
	/** Hears what came of each call: the kind of an answer that is no reply, else what was read in it. */
	readonly onAsked?: (carrier: string, outcome: Exclude<Answer["kind"], "reply"> | Heard["outcome"]) => void;
}

/** Calls made before the claims are looked at anew. */
const callsARound = 20;
const deniedPauseMs = 30 * 60_000;
const limitedPauseMs = 60_000;
/** A carrier that is away is asked again after as long as it has been away, within these bounds. */
const firstRestMs = 60_000;
const longestRestMs = 15 * 60_000;
/** Others go first after a rest, because one number may be what the carrier stumbles over. */
const backOfQueueMs = 5 * 60_000;

interface Ask {
	readonly leg: DueLeg;
	readonly query: Query;
}

/** What one call asks for. */
type Batch = readonly [Ask, ...Ask[]];

/** over: nothing more is asked in this round. halve: the batch is asked for in two parts. */
type Step = "next" | "over" | "halve";

/**
 * Asks the carrier for legs that are due, as many as a round takes, with as many calls under way as its rate allows. What
 * was claimed and not asked for is given back as it was.
 */
export async function pollConnection(deps: PollDeps, line: Line, stopping: AbortSignal): Promise<void> {
	const { db, owner, now } = deps;
	const { connection, carrier, client } = line;
	if (!carrier.api || !carrier.poll || stopping.aborted) return;
	const { perHour, perDay } = carrier.api.rate;
	const claimed = await claimDuePolls(db, {
		connection,
		owner,
		limit: carrier.poll.batch * callsARound,
		leaseMs,
		now: now().toISOString(),
		nearDeliveryFirst: perHour !== undefined || perDay !== undefined,
	});
	const left = new Set(claimed);
	try {
		const asks = await askable(deps, line, claimed, left);
		const batches = batchesOf(asks, carrier.poll.batch);
		// Whether a carrier that failed is back is found out with one call, not with several.
		const lanes = connection.health === "failing" ? 1 : client.concurrency;
		await inLanes(lanes, stopping, () => {
			const batch = batches.shift();
			if (!batch) return null;
			return async () => {
				const step = await pollBatch(deps, line, batch, left, stopping);
				if (step === "halve") batches.unshift(...batchesOf(batch, Math.ceil(batch.length / 2)));
				return step === "over" ? "over" : "next";
			};
		});
	} finally {
		await releasePolls(db, owner, [...left]);
	}
}

/** Needs that do not open are one leg's trouble: it counts as failed, and the others are asked for. */
async function askable(
	deps: PollDeps,
	line: Line,
	claimed: readonly DueLeg[],
	left: Set<DueLeg>,
): Promise<readonly Ask[]> {
	const asks: Ask[] = [];
	const sealed: DueLeg[] = [];
	for (const leg of claimed) {
		try {
			const needs = needsOf(deps.vault, leg) ?? {};
			asks.push({ leg, query: { trackingNumber: line.numberToAsk(leg.trackingNumber), needs } });
		} catch (error) {
			if (!(error instanceof WrongKey || error instanceof Tampered)) throw error;
			deps.onError(error);
			sealed.push(leg);
		}
	}
	await finish(deps, line, sealed, left, true);
	return asks;
}

async function pollBatch(
	deps: PollDeps,
	line: Line,
	batch: Batch,
	left: Set<DueLeg>,
	stopping: AbortSignal,
): Promise<Step> {
	if (!(await mayCall(deps, line))) return "over";
	const [{ query }, ...others] = batch;
	const answer = await line.client.ask([query, ...others.map((ask) => ask.query)], { stopping });
	return await settle(deps, line, batch, left, answer);
}

/** Keeps what the carrier answered and plans what comes next. */
async function settle(deps: PollDeps, line: Line, batch: Batch, left: Set<DueLeg>, answer: Answer): Promise<Step> {
	const { connection, carrier, spoilt } = line;
	const at = deps.now();
	const rest = (words: string, pauseMs: number) =>
		restAfter(deps, connection, batch, left, { error: line.hide(words), pauseMs });
	if (answer.kind !== "reply") deps.onAsked?.(carrier.code, answer.kind);
	if (answer.kind === "not-asked") return "over";
	if (answer.kind === "denied") return await rest(answer.detail, deniedPauseMs);
	if (answer.kind !== "reply") return await rest(answer.detail, answer.retryAfterMs ?? restMs(connection, at));
	const { status, headers, body } = answer.reply;
	const message: Incoming = {
		sellerId: connection.sellerId,
		connectionId: connection.rowId,
		carrier: connection.carrier,
		channel: "poll",
		receivedAt: at,
		contentType: headers["content-type"] ?? null,
		headers: {},
		body,
		asked: batch.map(({ query }) => query.trackingNumber),
		replyStatus: status,
	};
	const heard = spoilt.unkept(message) ?? (await deps.receiver.receive(message));
	deps.onAsked?.(carrier.code, heard.outcome);
	if ("messageId" in heard) spoilt.kept(heard, at.getTime());
	const isOfNumber = heard.outcome === "denied" && isAboutNeeds(carrier, sentenceOf(heard));
	if (heard.outcome === "denied" && !isOfNumber) return await rest(sentenceOf(heard), deniedPauseMs);
	if (heard.outcome === "rate-limited") return await rest(sentenceOf(heard), limitedPauseMs);
	const failed = heard.outcome === "error" || isOfNumber;
	// A request that is refused is a number's trouble; an answer that cannot be read is the carrier's.
	const isCarriersFault = failed && !isOfNumber && status < 400;
	const instead = isCarriersFault ? insteadOfData(answer.reply) : null;
	const error = instead === null ? sentenceOf(heard) : `${carrier.name} answered with ${instead} instead of data.`;
	const isOver = status < 400 && spoilt.endsRound(heard);
	if (instead !== null || isOver) return await rest(error, restMs(connection, at));
	await recordOutcome(
		deps.db,
		connection,
		isCarriersFault ? { kind: "failed", error: line.hide(error) } : { kind: "ok" },
		at.toISOString(),
	);
	if (failed && !isCarriersFault && batch.length > 1) return "halve";
	await finish(
		deps,
		line,
		batch.map(({ leg }) => leg),
		left,
		failed,
	);
	return "next";
}

function restMs({ failingSince }: Connection, at: Date): number {
	const awayMs = failingSince === null ? 0 : at.getTime() - Date.parse(failingSince);
	return Math.min(Math.max(awayMs, firstRestMs), longestRestMs);
}

/** Plans each leg's next poll from the state that its parcel has now. */
async function finish(
	deps: PollDeps,
	{ connection }: Line,
	legs: readonly DueLeg[],
	left: Set<DueLeg>,
	failed: boolean,
): Promise<void> {
	const { db, owner, now } = deps;
	const at = now();
	const polledAt = at.toISOString();
	const parcels = await loadParcels(
		db,
		legs.map(({ sellerId, shipmentId }) => ({ sellerId, rowId: shipmentId })),
	);
	const byRowId = new Map(parcels.map((parcel) => [parcel.rowId, parcel]));
	const polls = legs.flatMap((leg): FinishedPoll[] => {
		const parcel = byRowId.get(leg.shipmentId);
		if (!parcel) return [];
		const polled = { lastPolledAt: polledAt, pollFailures: failed ? leg.pollFailures + 1 : 0, nextPollAt: null };
		const known = parcel.legs.find(({ number }) => number === leg.number);
		const isTold = known !== undefined && isToldOf(known, connection, at);
		const nextPollAt = planPoll(parcel, polled, "following", isTold);
		return [{ ...keyOf(leg), nextPollAt, outcome: failed ? "failed" : "answered" }];
	});
	await finishPolls(db, owner, polls, polledAt);
	for (const leg of legs) left.delete(leg);
}

/** The carrier's trouble is the connection's: it rests, and nothing counts against the legs that were asked for. */
async function restAfter(
	{ db, owner, now }: PollDeps,
	connection: Connection,
	batch: Batch,
	left: Set<DueLeg>,
	{ error, pauseMs }: { readonly error: string; readonly pauseMs: number },
): Promise<Step> {
	const at = now();
	const after = (ms: number) => new Date(at.getTime() + ms).toISOString();
	await recordOutcome(db, connection, { kind: "failed", error, pausedUntil: after(pauseMs) }, at.toISOString());
	const nextPollAt = after(pauseMs + backOfQueueMs);
	const polls = batch.map(({ leg }): FinishedPoll => ({ ...keyOf(leg), nextPollAt, outcome: "postponed" }));
	await finishPolls(db, owner, polls, at.toISOString());
	for (const { leg } of batch) left.delete(leg);
	return "over";
}

function keyOf({ sellerId, shipmentId, number }: DueLeg) {
	return { sellerId, shipmentId, number };
}

function sentenceOf({ outcome, problems }: Heard): string {
	return problems[0]?.detail ?? `The carrier's answer was "${outcome}".`;
}
