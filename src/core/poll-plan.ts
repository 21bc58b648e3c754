import type { Following } from "./page.ts";
import type { Condition, Milestone } from "./status.ts";

export interface PollQuery {
	/** Spreads the parcels: the same parcel always gets the same share of the spread. */
	readonly id: string;
	readonly milestone: Milestone;
	readonly condition: Condition;
	readonly terminal: boolean;
	/** Instants, `…Z`. */
	readonly createdAt: string;
	readonly lastScanAt: string | null;
	readonly lastPolledAt: string | null;
	/** Polls in a row that the carrier did not answer. */
	readonly failures: number;
	readonly following: Following["state"];
	/** The carrier posts what is new by itself, and is known to: asking only reconciles. */
	readonly isTold: boolean;
	/** The end of the arrival window as an instant, where there is one. */
	readonly etaTo: string | null;
}

/** Up to so many days after the last news, ask every so many hours. Beyond the last step, no more. */
type Plan = readonly (readonly [untilDays: number, everyHours: number])[];

const plans = {
	/** A number the carrier does not show yet: often within a day, seldom after a week, never after a month. */
	unknown: [
		[2, 4],
		[7, 8],
		[30, 24],
	],
	label: [
		[3, 4],
		[14, 12],
		[60, 24],
	],
	road: [
		[3, 2],
		[7, 4],
		[21, 12],
		[90, 24],
	],
	door: [
		[0.6, 1 / 6],
		[3, 1],
		[21, 12],
		[90, 24],
	],
	/** The next visit is hours away at the least. */
	missed: [
		[2, 1],
		[7, 4],
		[21, 12],
		[90, 24],
	],
	point: [
		[14, 4],
		[60, 12],
	],
	/** Nobody waits for it by the hour. */
	aside: [
		[7, 6],
		[30, 12],
		[90, 24],
	],
} as const satisfies Record<string, Plan>;

const planOf: Readonly<Record<Milestone, Plan>> = {
	pending: plans.unknown,
	info_received: plans.label,
	picked_up: plans.road,
	in_transit: plans.road,
	out_for_delivery: plans.door,
	delivery_attempted: plans.missed,
	ready_for_pickup: plans.point,
	delivered: plans.road,
	returning: plans.aside,
	returned: plans.aside,
	cancelled: plans.aside,
	exception: plans.aside,
	expired: plans.aside,
};

const hourMs = 3_600_000;
const dayMs = 24 * hourMs;
/** Carriers correct a delivery for about two weeks. */
const checksAfterEndDays = [0.25, 1, 3, 7, 15];
const firstRetryMs = 5 * 60_000;
const longestRetryMs = 6 * hourMs;
const spread = 0.1;
/** What was posted and lost on the way is found within the day. */
const toldTimesSlower = 6;

/** When to ask the carrier next, `…Z`; null when never again, unless something else is heard of the parcel. */
export function nextPollAt(query: PollQuery): string | null {
	const { following, createdAt, lastPolledAt, failures } = query;
	if (following !== "following") return null;
	if (lastPolledAt === null) return createdAt;
	const polledMs = Date.parse(lastPolledAt);
	const waitMs = plannedWaitMs(query, polledMs);
	if (waitMs === null) return null;
	const retryMs = failures > 0 ? Math.min(firstRetryMs * 2 ** (failures - 1), longestRetryMs) : waitMs;
	return new Date(Math.round(polledMs + retryMs * (1 + spread * shareOf(query.id)))).toISOString();
}

function plannedWaitMs(query: PollQuery, polledMs: number): number | null {
	const { createdAt, lastScanAt, terminal, milestone, isTold } = query;
	const newsMs = Date.parse(lastScanAt ?? createdAt);
	const quietMs = Math.max(0, polledMs - newsMs);
	if (terminal) {
		const check = checksAfterEndDays.find((days) => days * dayMs > quietMs);
		return check === undefined ? null : check * dayMs - quietMs;
	}
	const step = planOf[milestone].find(([untilDays]) => untilDays * dayMs > quietMs);
	if (step === undefined) return null;
	const waitMs = Math.min(step[1] * hourMs, longestWaitMs(query, polledMs));
	return isTold ? Math.max(waitMs, Math.min(waitMs * toldTimesSlower, dayMs)) : waitMs;
}

/** Where somebody waits for the next word, the plan is not slower than this. */
function longestWaitMs({ condition, etaTo, milestone }: PollQuery, polledMs: number): number {
	const isMoving = planOf[milestone] === plans.road || planOf[milestone] === plans.missed;
	if (isMoving && etaTo !== null && Math.abs(Date.parse(etaTo) - polledMs) < dayMs) return hourMs;
	return isMoving && (condition === "action_required" || condition === "problem")
		? 4 * hourMs
		: Number.POSITIVE_INFINITY;
}

/** FNV-1a over the id, as a share of one. */
function shareOf(id: string): number {
	let hash = 0x811c9dc5;
	for (let index = 0; index < id.length; index++) hash = Math.imul(hash ^ id.charCodeAt(index), 0x01000193);
	return (hash >>> 0) / 2 ** 32;
}
