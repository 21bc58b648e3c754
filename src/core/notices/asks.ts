import type { ParcelPage } from "../page.ts";
import type { ReviewStage } from "../review.ts";
import type { HoursOfDay, ZoneClock } from "../staff-hours.ts";
import { afterQuiet, TOGETHER_MS } from "./when-told.ts";

/**
 * When whoever wants it is asked how it was: so long after the parcel came, of a follow-up after what he said of the things. Once
 * `withinDays` more have gone by, as after a clock that was down, nobody is asked any more.
 */
export const ASKS = {
	delivery: { afterDays: 1, withinDays: 7 },
	product: { afterDays: 14, withinDays: 14 },
	"follow-up": { afterDays: 90, withinDays: 30 },
} as const satisfies Record<ReviewStage, { afterDays: number; withinDays: number }>;

const DAY_MS = 24 * 60 * 60_000;
/** The things of an order wait so long for parcels of it that are still to come. */
const OTHERS_MS = 7 * DAY_MS;

/** `sinceMs`, as the answer, in milliseconds. */
export function askDueMs(stage: ReviewStage, sinceMs: number): number {
	return sinceMs + ASKS[stage].afterDays * DAY_MS;
}

/** When a delivered parcel came, in milliseconds: `nowMs` at the latest, and at once where nobody says. A day is its noon. */
export function cameAtMs({ deliveredAt }: Pick<ParcelPage, "deliveredAt">, nowMs: number): number {
	if (deliveredAt === null) return nowMs;
	const said = Date.parse(deliveredAt.instant ?? `${deliveredAt.local.slice(0, 10)}T12:00:00Z`);
	return Number.isNaN(said) ? nowMs : Math.min(said, nowMs);
}

/** What somebody wants of it: of delivery and things; and once more, months after what he said. */
export interface AskWish {
	readonly asks: boolean;
	readonly asksAgain: boolean;
}

/** That somebody is to be asked of a parcel. */
export interface WaitingAsk {
	readonly stage: ReviewStage;
	readonly dueMs: number;
	/** Whatever belongs together: an order, or the parcel by itself. */
	readonly group: string;
}

/** What is known of the parcel of an ask, and of whom it asks. */
export interface AskKnown {
	/** All is well with it, and nobody waits for an answer. */
	readonly isAskable: boolean;
	/** He said it already; of a follow-up too, that there is nothing to add to. */
	readonly isReviewed: boolean;
	/** Another parcel of its order is still to come. */
	readonly isOthersToCome: boolean;
	/** He was asked of the things of its order. */
	readonly isGroupAsked: boolean;
	/** The recipient's. */
	readonly clock: ZoneClock;
}

export interface WeighedAsks<Ask> {
	/** Written of in one mail, all of one stage and group, the one that came last first; none while it is not time. */
	readonly asked: readonly Ask[];
	readonly dropped: readonly { readonly ask: Ask; readonly because: "reviewed" | "over" | "unwanted" }[];
	/** Looked at again by then, in milliseconds. */
	readonly later: readonly { readonly ask: Ask; readonly untilMs: number }[];
}

interface AskRules {
	/** What the shop asks of. */
	readonly stages: readonly ReviewStage[];
	readonly quiet: HoursOfDay | null;
	/** When the watcher was written last; null: never. */
	readonly toldAtMs: number | null;
}

/**
 * What becomes of all that waits for one watcher. Parcels of an order that came on one day are asked of together, its things once,
 * with the last that came; what stands badly is looked at again each day. `knownOf` answers null for a parcel that is his no more.
 */
export function weighAsks<Ask extends WaitingAsk>(
	waiting: readonly Ask[],
	knownOf: (ask: Ask) => AskKnown | null,
	{ stages, quiet, toldAtMs }: AskRules,
	nowMs: number,
): WeighedAsks<Ask> {
	const dropped: WeighedAsks<Ask>["dropped"][number][] = [];
	const later: WeighedAsks<Ask>["later"][number][] = [];
	const ready: { readonly ask: Ask; readonly atMs: number }[] = [];
	for (const ask of waiting) {
		const known = knownOf(ask);
		const tooLateMs = ask.dueMs + ASKS[ask.stage].withinDays * DAY_MS;
		const ofThings = ask.stage === "product";
		if (known === null || !stages.includes(ask.stage)) dropped.push({ ask, because: "unwanted" });
		else if (known.isReviewed) dropped.push({ ask, because: "reviewed" });
		else if (nowMs > tooLateMs || (ofThings && known.isGroupAsked)) dropped.push({ ask, because: "over" });
		else if (ask.dueMs > nowMs) later.push({ ask, untilMs: ask.dueMs });
		else if (!known.isAskable || (ofThings && known.isOthersToCome && nowMs < ask.dueMs + OTHERS_MS))
			later.push({ ask, untilMs: nowMs + DAY_MS });
		else {
			const together = waiting.filter((other) => other.stage === ask.stage && other.group === ask.group);
			const nextMs = Math.max(...together.map(({ dueMs }) => dueMs));
			const isOneDay = dayOf(nextMs, known.clock) === dayOf(ask.dueMs, known.clock);
			if (nextMs > nowMs && nextMs <= tooLateMs && (ofThings || isOneDay)) later.push({ ask, untilMs: nextMs });
			else ready.push({ ask, atMs: afterQuiet(Math.max(nowMs, (toldAtMs ?? 0) + TOGETHER_MS), quiet, known.clock) });
		}
	}
	const [first] = ready.filter(({ atMs }) => atMs <= nowMs).map(({ ask }) => ask);
	const isAsked = (ask: Ask) => first !== undefined && ask.stage === first.stage && ask.group === first.group;
	for (const { ask, atMs } of ready) {
		// One mail at a time: the next an hour later.
		if (!isAsked(ask)) later.push({ ask, untilMs: first === undefined ? atMs : Math.max(atMs, nowMs + TOGETHER_MS) });
	}
	const asked = ready.flatMap(({ ask }) => (isAsked(ask) ? [ask] : []));
	return { asked: asked.toSorted((one, other) => other.dueMs - one.dueMs), dropped, later };
}

function dayOf(instantMs: number, clock: ZoneClock): number {
	return Math.floor(clock.wallClockOf(instantMs) / DAY_MS);
}
