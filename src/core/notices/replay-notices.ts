import type { Eta, ParcelPage } from "../page.ts";
import type { ZoneClock } from "../staff-hours.ts";
import { type Heard, heardOfArrival, heardOfStatus } from "./heard.ts";
import { scansOf, type ToldBefore, type WaitingNotice } from "./judge-notice.ts";
import type { NoticeRules } from "./kinds.ts";
import { namedEnd, weighNotices } from "./weigh-notices.ts";
import { SETTLE_MS } from "./when-told.ts";

/** A parcel as it was known from a moment on. */
export interface KnownFrom {
	/** `…Z` */
	readonly at: string;
	readonly page: ParcelPage;
}

export interface ReplayedMail extends KnownFrom {
	/** What was new, newest first. */
	readonly news: readonly (WaitingNotice & Heard)[];
}

interface Kept extends WaitingNotice, Heard {
	readonly state: "waiting" | "told" | "taken-back" | "over" | "unwanted";
}

interface Replay {
	readonly kept: ReadonlyMap<string, Kept>;
	readonly mails: readonly ReplayedMail[];
	readonly toldAtMs: number | null;
	readonly before: ToldBefore | null;
	readonly nextMs: number | null;
}

const NOTHING: Replay = { kept: new Map(), mails: [], toldAtMs: null, before: null, nextMs: null };

/** What mails go by beside what is known of the parcel. */
export interface Telling {
	readonly rules: NoticeRules;
	/** The recipient's, by what is known of the parcel. */
	clockOf(page: ParcelPage): ZoneClock;
	/** A page outlives the arrival in it: as it stands at a later moment. */
	standsAt(page: ParcelPage, nowMs: number): ParcelPage;
}

/**
 * What mails somebody would have got who watched the parcel from the first of these states on, oldest first, by what relay
 * and teller go by: see notice-relay.ts and tell-watchers.ts. Not `isWhole`: there were states before, and the first of these
 * is no news.
 */
export function replayNotices(
	[first, ...later]: readonly KnownFrom[],
	telling: Telling,
	now: string,
	isWhole = true,
): readonly ReplayedMail[] {
	if (!first) return [];
	let replay = isWhole ? hear(NOTHING, { before: unheard(first.page), after: first }, telling.rules) : NOTHING;
	let known = first;
	for (const after of later) {
		replay = tellUntil(replay, known, telling, Date.parse(after.at));
		replay = hear(replay, { before: known.page, after }, telling.rules);
		known = after;
	}
	return tellUntil(replay, known, telling, Date.parse(now) + 1).mails;
}

/** As it was registered, before anybody told anything of it. */
function unheard(page: ParcelPage): ParcelPage {
	const nothing = { milestone: "pending", code: "pending.registered", reason: "none", condition: "ok" } as const;
	return { ...page, ...nothing, actionBy: "none", eta: null, scans: [], older: 0 };
}

interface Change {
	readonly before: ParcelPage;
	readonly after: KnownFrom;
}

function hear(replay: Replay, { before, after: { at, page } }: Change, rules: NoticeRules): Replay {
	const isMoved = before.code !== page.code || before.reason !== page.reason || before.condition !== page.condition;
	const heard = [
		isMoved ? heardOfStatus(before, page, page, rules, at) : null,
		isSameArrival(before.eta, page.eta) ? null : heardOfArrival(page.eta, page, rules, replay.before?.toldTo ?? null),
	];
	const kept = new Map(replay.kept);
	let { nextMs } = replay;
	const settled = Date.parse(at) + SETTLE_MS;
	const wake = () => {
		nextMs = Math.min(nextMs ?? settled, settled);
	};
	for (const news of heard) {
		if (news === null) continue;
		const key = `${news.kind} ${news.day} ${news.trouble}`;
		const before = kept.get(key);
		const isAnother = before?.state === "waiting" && before.code !== news.code;
		if (before && !isAnother && before.state !== "taken-back" && before.state !== "over") continue;
		// What says the same of another step is that it is heard once more.
		const since = isAnother ? before : { heardAtMs: Date.parse(at), scans: scansOf(page) };
		kept.set(key, { ...news, heardAtMs: since.heardAtMs, scans: since.scans, state: "waiting" });
		wake();
	}
	// More was heard, or taken back: what waits for that waits no longer.
	if (nextMs !== null && keysOf(before) !== keysOf(page)) wake();
	return { ...replay, kept, nextMs };
}

function tellUntil(replay: Replay, { page }: KnownFrom, telling: Telling, untilMs: number): Replay {
	let told = replay;
	while (told.nextMs !== null && told.nextMs < untilMs) told = tellAt(told, page, telling, told.nextMs);
	return told;
}

function tellAt(replay: Replay, known: ParcelPage, { rules, clockOf, standsAt }: Telling, nowMs: number): Replay {
	const page = standsAt(known, nowMs);
	const clock = clockOf(page);
	const { before, toldAtMs } = replay;
	const waiting = [...replay.kept]
		.flatMap(([key, notice]) => (notice.state === "waiting" ? [{ ...notice, key }] : []))
		.toSorted((one, other) => one.heardAtMs - other.heardAtMs || (one.key < other.key ? -1 : 1));
	const weighed = weighNotices(waiting, { knownOf: () => ({ page, before, clock }), toldAtMs, rules }, nowMs);
	const kept = new Map<string, Kept>(replay.kept);
	for (const { notice, because } of weighed.dropped) kept.set(notice.key, { ...notice, state: because });
	for (const notice of weighed.told) kept.set(notice.key, { ...notice, state: "told" });
	const last = weighed.told.at(-1);
	if (!last) return { ...replay, kept, nextMs: weighed.nextMs };
	const mail = { at: new Date(nowMs).toISOString(), page, news: weighed.told.toReversed() };
	const toldNow = { code: last.code, toldTo: namedEnd(page) };
	return { kept, mails: [...replay.mails, mail], toldAtMs: nowMs, before: toldNow, nextMs: weighed.nextMs };
}

function isSameArrival(one: Eta | null, other: Eta | null): boolean {
	return (
		one?.from === other?.from && one?.to === other?.to && one?.likely === other?.likely && one?.source === other?.source
	);
}

function keysOf({ scans }: Pick<ParcelPage, "scans">): string {
	return scans.map(({ key }) => key).join(" ");
}
