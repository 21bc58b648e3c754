import {
	isAboutNeeds,
	type Queries,
	type Query,
	readSubscribed,
	type SubscriptionReading,
} from "../../adapters/kit/index.ts";
import { canBePostedTo } from "../core/can-be-posted-to.ts";
import { webhookSecretOf } from "../store/connections.ts";
import { needsOf } from "../store/leg.ts";
import { Tampered, WrongKey } from "../store/seal.ts";
import {
	type DueSubscription,
	dueSubscriptions,
	type FinishedSubscription,
	finishSubscriptions,
	pollUnsubscribed,
	postponeSubscriptions,
} from "../store/subscriptions.ts";
import type { Answer } from "./carrier-client.ts";
import { canSubscribe, webhookUrl } from "./following-of.ts";
import { batchesOf, inLanes, type Line, mayCall } from "./line.ts";
import type { PollDeps } from "./poll-connection.ts";
import { textOf } from "./stored-message.ts";

/** Calls made before what is due is looked at anew. */
const callsARound = 20;
const dayMs = 24 * 3_600_000;
const firstRetryMs = 15 * 60_000;
const downPauseMs = 5 * 60_000;
const deniedPauseMs = 3_600_000;
/** A subscription that cannot be taken back does no harm: whether anybody waits for it is looked at seldom. */
const lookAgainDays = { cancelled: 1, kept: 7 };
const mostCancels = 5;

interface Ask {
	readonly due: DueSubscription;
	readonly query: Query;
}

/** What one call asks for. */
type Batch = readonly [Ask, ...Ask[]];

/**
 * Asks the carrier to post for the numbers that want it, renews what would lapse, and takes back what nobody waits for. A
 * carrier that refuses or does not answer costs its subscriptions alone: the numbers are asked for as if there were none.
 */
export async function subscribeNumbers(deps: PollDeps, line: Line, stopping: AbortSignal): Promise<void> {
	const { connection, carrier, client } = line;
	if (!carrier.subscribe || !canSubscribe(connection) || !canBePostedTo(deps.publicUrl)) return;
	const due = await dueSubscriptions(deps.db, connection, {
		limit: carrier.subscribe.batch * callsARound,
		now: deps.now().toISOString(),
	});
	const waitedFor = due.filter(({ isWaitedFor }) => isWaitedFor);
	// What lasts is only looked after; what lapses, or was never accepted, is asked for.
	const isKept = ({ state, lapsesAt }: DueSubscription) => state === "active" && lapsesAt === null;
	await keep(deps, line, waitedFor.filter(isKept));
	const work = [
		...callsOf(
			await askable(
				deps,
				line,
				waitedFor.filter((one) => !isKept(one)),
			),
			carrier.subscribe.batch,
		).map((batch) => () => subscribeBatch(deps, line, batch, stopping)),
		...due.filter(({ isWaitedFor }) => !isWaitedFor).map((one) => () => end(deps, line, one, stopping)),
	];
	await inLanes(client.concurrency, stopping, () => work.shift() ?? null);
}

/** Each number that failed before goes alone: it may be what the carrier stumbles over. */
function callsOf(asks: readonly Ask[], size: number): readonly Batch[] {
	const [fresh, failed] = [true, false].map((isFresh) => asks.filter(({ due }) => (due.failures === 0) === isFresh));
	return [...batchesOf(fresh ?? [], size), ...batchesOf(failed ?? [], 1)];
}

/** Needs that do not open are one number's trouble. */
async function askable(deps: PollDeps, line: Line, due: readonly DueSubscription[]): Promise<readonly Ask[]> {
	const asks: Ask[] = [];
	const sealed: FinishedSubscription[] = [];
	for (const one of due) {
		try {
			asks.push({
				due: one,
				query: { trackingNumber: line.numberToAsk(one.trackingNumber), needs: needsOf(deps.vault, one) ?? {} },
			});
		} catch (error) {
			if (!(error instanceof WrongKey || error instanceof Tampered)) throw error;
			deps.onError(error);
			sealed.push(refusedAt(one, "What the carrier wants beside the number cannot be opened.", deps.now().getTime()));
		}
	}
	await finishSubscriptions(deps.db, line.connection, null, sealed);
	return asks;
}

/** over: nothing more is asked in this round. */
type Step = "next" | "over";

async function subscribeBatch(deps: PollDeps, line: Line, batch: Batch, stopping: AbortSignal): Promise<Step> {
	const { connection, carrier, client } = line;
	const secret = webhookSecretOf(deps.vault, connection);
	if (secret === null || !(await mayCall(deps, line))) return "over";
	const callbackUrl = webhookUrl(deps.publicUrl, connection);
	const [first, ...others] = batch;
	const queries: Queries = [first.query, ...others.map(({ query }) => query)];
	const answer = await client.subscribe(queries, { callbackUrl, secret }, { stopping });
	if (answer.kind !== "reply") return await pause(deps, line, answer);
	const { status, headers, body } = answer.reply;
	const text = textOf(body, headers["content-type"] ?? null);
	const reading = readSubscribed(carrier, { status, headers, body: text }, queries);
	const detail = reading.refused[0]?.detail ?? `${carrier.name} refused.`;
	// Refused as a wrong key is, and the fault of one number alone.
	const isOfNumbers = reading.outcome === "denied" && isAboutNeeds(carrier, detail);
	if (reading.outcome === "denied" && !isOfNumbers) return await pause(deps, line, { kind: "denied", detail });
	if (reading.outcome === "rate-limited") {
		return await pause(deps, line, { kind: "rate-limited", detail, retryAfterMs: downPauseMs });
	}
	const finished = batch.map((one) => settle(line, one, reading, deps.now().getTime()));
	await finishSubscriptions(deps.db, connection, callbackUrl, finished);
	const lost = batch.filter((_, index) => finished[index]?.failures !== 0).map(({ due }) => due);
	await pollLost(deps, line, lost);
	return "next";
}

function settle(
	{ carrier, hide }: Line,
	{ due, query }: Ask,
	reading: SubscriptionReading,
	nowMs: number,
): FinishedSubscription {
	if (!reading.accepted.includes(query.trackingNumber)) {
		const refusal = reading.refused.find(({ trackingNumber }) => trackingNumber === query.trackingNumber);
		return refusedAt(due, hide(refusal?.detail ?? "The carrier's answer does not name this number."), nowMs);
	}
	const { renewAfterDays, lapsesAfterDays = (renewAfterDays ?? 0) + 1, cancel } = carrier.subscribe ?? {};
	const lookDays = renewAfterDays ?? (cancel ? lookAgainDays.cancelled : lookAgainDays.kept);
	return {
		trackingNumber: due.trackingNumber,
		state: "active",
		carrierRef: reading.ids[query.trackingNumber] ?? null,
		subscribedAt: instant(nowMs),
		lapsesAt: renewAfterDays === undefined ? null : instant(nowMs + lapsesAfterDays * dayMs),
		nextAt: instant(nowMs + lookDays * dayMs),
		failures: 0,
		lastError: null,
	};
}

/** One that was accepted before stays so until it lapses. */
function refusedAt(due: DueSubscription, detail: string, nowMs: number): FinishedSubscription {
	const hasLapsed = due.lapsesAt === null || Date.parse(due.lapsesAt) <= nowMs;
	return {
		trackingNumber: due.trackingNumber,
		state: due.state === "active" && !hasLapsed ? "active" : "refused",
		carrierRef: null,
		subscribedAt: null,
		lapsesAt: null,
		nextAt: instant(nowMs + Math.min(firstRetryMs * 4 ** due.failures, dayMs)),
		failures: due.failures + 1,
		lastError: detail,
	};
}

/** What the carrier no longer posts for, or may not for long, is asked for instead. */
async function pollLost({ db, now }: PollDeps, { connection }: Line, lost: readonly DueSubscription[]): Promise<void> {
	const numbers = lost.filter(({ state }) => state === "active").map(({ trackingNumber }) => trackingNumber);
	await pollUnsubscribed(db, connection, numbers, now().toISOString());
}

/**
 * The carrier takes no subscription now. It says nothing of asking: accounts may ask that may not subscribe, so the
 * connection's health is left alone.
 */
async function pause(
	{ db, now }: PollDeps,
	{ connection, hide }: Line,
	answer: Exclude<Answer, { readonly kind: "reply" }>,
): Promise<Step> {
	if (answer.kind === "not-asked") return "over";
	const pauseMs = answer.kind === "denied" ? deniedPauseMs : (answer.retryAfterMs ?? downPauseMs);
	const at = now();
	const until = instant(at.getTime() + pauseMs);
	await postponeSubscriptions(db, connection, { until, error: hide(answer.detail), now: at.toISOString() });
	return "over";
}

async function keep({ db, now }: PollDeps, line: Line, kept: readonly DueSubscription[]): Promise<void> {
	const { connection, carrier } = line;
	const lookDays = carrier.subscribe?.cancel ? lookAgainDays.cancelled : lookAgainDays.kept;
	const nextAt = instant(now().getTime() + lookDays * dayMs);
	const finished = kept.map(({ trackingNumber }) => ({
		...untouched(trackingNumber),
		state: "active" as const,
		nextAt,
	}));
	await finishSubscriptions(db, connection, null, finished);
}

/** Nobody waits for it: it is taken back where the carrier has a call for that, and lapses by itself where it has none. */
async function end(deps: PollDeps, line: Line, due: DueSubscription, stopping: AbortSignal): Promise<Step> {
	const { connection, carrier, client } = line;
	const { trackingNumber, carrierRef, failures } = due;
	const cancel = carrier.subscribe?.cancel;
	const finish = (rest: Partial<FinishedSubscription>) =>
		finishSubscriptions(deps.db, connection, null, [{ ...untouched(trackingNumber), state: "ended", ...rest }]);
	// One that is wanted anew, after a secret was changed, is the carrier's still.
	// A name with anything else in it would lose that on its way into an address, and name another, or all of them.
	const isNamed = carrierRef !== null && /^[\w-]{1,200}$/.test(carrierRef);
	const isCancelled = due.wasSubscribed && cancel && (cancel.by === "number" || isNamed);
	if (isCancelled && failures < mostCancels) {
		if (!(await mayCall(deps, line))) return "over";
		const subscription = { trackingNumber: line.numberToAsk(trackingNumber), id: carrierRef };
		const answer = await client.cancel(subscription, { stopping });
		if (answer.kind !== "reply") return await pause(deps, line, answer);
		const { status } = answer.reply;
		// A subscription that the carrier does not know is as good as ended.
		if (status >= 400 && status !== 404 && status !== 410) {
			const nextAt = instant(deps.now().getTime() + firstRetryMs * 4 ** failures);
			await finish({
				state: "active",
				nextAt,
				failures: failures + 1,
				lastError: `It was not taken back (${status}).`,
			});
			return "next";
		}
	}
	await finish({});
	return "next";
}

function untouched(trackingNumber: string): Omit<FinishedSubscription, "state"> {
	return {
		trackingNumber,
		carrierRef: null,
		subscribedAt: null,
		lapsesAt: null,
		nextAt: null,
		failures: 0,
		lastError: null,
	};
}

function instant(ms: number): string {
	return new Date(ms).toISOString();
}
