import type { Carrier } from "../../adapters/kit/index.ts";
import { type Connection, recordOutcome } from "../store/connections.ts";
import { renewLease, type Spending, spendQuota } from "../store/leases.ts";
import type { CarrierClient } from "./carrier-client.ts";
import type { PollDeps } from "./poll-connection.ts";
import type { SpoiltAnswers } from "./spoilt-answers.ts";

/** A connection whose lease this node holds, with its line to the carrier. */
export interface Line {
	readonly connection: Connection;
	readonly carrier: Carrier;
	readonly client: CarrierClient;
	readonly spoilt: SpoiltAnswers;
	/** The carrier's words without the connection's credentials and secrets. */
	readonly hide: (words: string) => string;
	/** Bare where that is how the carrier writes its numbers, else as registered. */
	readonly numberToAsk: (written: string) => string;
}

/** How long a node may be silent before another takes its connections and legs over. */
export const leaseMs = 120_000;

/** The lease is still ours, and the quota, which calls of all kinds share, is not spent: one call may be made. */
export async function mayCall(
	{ db, owner, now }: Pick<PollDeps, "db" | "owner" | "now">,
	{ connection, carrier }: Pick<Line, "connection" | "carrier">,
): Promise<boolean> {
	if (!(await renewLease(db, connection, owner, leaseMs))) return false;
	return (await spendCall({ db, now }, { connection, carrier })).allowed;
}

/** Counts one call against the quota; where that is spent, nobody asks before it begins anew. */
export async function spendCall(
	{ db, now }: Pick<PollDeps, "db" | "now">,
	{ connection, carrier }: Pick<Line, "connection" | "carrier">,
): Promise<Spending> {
	const { perHour, perDay } = carrier.api?.rate ?? {};
	const limits = { ...(perHour !== undefined && { perHour }), ...(perDay !== undefined && { perDay }) };
	const at = now().toISOString();
	const spending = await spendQuota(db, connection, limits, 1, at);
	if (!spending.allowed) await recordOutcome(db, connection, { kind: "resting", pausedUntil: spending.until }, at);
	return spending;
}

/**
 * Does the work that `next` hands out, so much at a time, until there is none, a piece of it says that it is over, or one
 * fails: then what is under way is finished, nothing else begins, and the failure is thrown.
 */
export async function inLanes(
	count: number,
	stopping: AbortSignal,
	next: () => (() => Promise<"next" | "over">) | null,
): Promise<void> {
	let isOver = false;
	const lane = async () => {
		while (!isOver && !stopping.aborted) {
			const work = next();
			if (!work) return;
			try {
				if ((await work()) === "over") isOver = true;
			} catch (error) {
				isOver = true;
				throw error;
			}
		}
	};
	const lanes = await Promise.allSettled(Array.from({ length: count }, lane));
	const failed = lanes.find(({ status }) => status === "rejected");
	if (failed?.status === "rejected") throw failed.reason;
}

/** In slices of so many, the last maybe smaller, none empty. */
export function batchesOf<T>(items: readonly T[], size: number): (readonly [T, ...T[]])[] {
	return Array.from({ length: Math.ceil(items.length / size) }, (_, index) => {
		const [first, ...others] = items.slice(index * size, (index + 1) * size);
		return first === undefined ? [] : [[first, ...others] as const];
	}).flat();
}
