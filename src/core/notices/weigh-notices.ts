import type { NewsLine } from "../letters.ts";
import type { ParcelPage } from "../page.ts";
import type { HoursOfDay, ZoneClock } from "../staff-hours.ts";
import { judgeNotice, type ToldBefore, type WaitingNotice } from "./judge-notice.ts";
import type { NoticeRules } from "./kinds.ts";
import { isUrgent } from "./news-of.ts";
import { afterQuiet, dueAt } from "./when-told.ts";

/** What is known of a parcel of which news waits. */
export interface NoticedNow {
	readonly page: ParcelPage;
	/** What its watcher was told of it before; null: nothing yet. */
	readonly before: ToldBefore | null;
	/** The recipient's. */
	readonly clock: ZoneClock;
}

/** What becomes of a watcher's waiting news at a moment. */
export interface Weighed<Notice> {
	/** Written in one mail; empty while it is not time. */
	readonly told: readonly Notice[];
	readonly dropped: readonly { readonly notice: Notice; readonly because: "taken-back" | "over" | "unwanted" }[];
	/** When he is looked at next, in milliseconds; null: nothing waits. */
	readonly nextMs: number | null;
}

/** `knownOf` answers null for a parcel that has no page any more. `toldAtMs`: when the watcher was written last, or null. */
export function weighNotices<Notice extends WaitingNotice>(
	waiting: readonly Notice[],
	{
		knownOf,
		toldAtMs,
		rules: { kinds, quiet },
	}: {
		readonly knownOf: (notice: Notice) => NoticedNow | null;
		readonly toldAtMs: number | null;
		readonly rules: Pick<NoticeRules, "kinds" | "quiet">;
	},
	nowMs: number,
): Weighed<Notice> {
	const ready: Notice[] = [];
	const dropped: Weighed<Notice>["dropped"][number][] = [];
	const moments: number[] = [];
	let dueMs = Number.POSITIVE_INFINITY;
	for (const notice of waiting) {
		const known = knownOf(notice);
		// The shop chose otherwise since, or the parcel has no page any more.
		if (known === null || !kinds.includes(notice.kind)) {
			dropped.push({ notice, because: "unwanted" });
			continue;
		}
		const judgement = judgeNotice(notice, known.page, known.before, nowMs);
		if (judgement.is === "dropped") dropped.push({ notice, because: judgement.because });
		else if (judgement.is === "unconfirmed") moments.push(judgement.untilMs);
		else {
			ready.push(notice);
			const heardMs = dueOf(notice, toldAtMs, quiet, known.clock);
			// It may be night by now: of what was confirmed late, or of a node that was away.
			dueMs = Math.min(dueMs, afterQuiet(Math.max(heardMs, nowMs), quiet, known.clock));
		}
	}
	const isTime = dueMs <= nowMs;
	if (!isTime) moments.push(dueMs);
	const nextMs = Math.min(...moments);
	return { told: isTime ? ready : [], dropped, nextMs: Number.isFinite(nextMs) ? nextMs : null };
}

function dueOf(
	{ kind, heardAtMs }: WaitingNotice,
	toldAtMs: number | null,
	quiet: HoursOfDay | null,
	clock: ZoneClock,
): number {
	return dueAt({ heardAtMs, toldAtMs, isUrgent: isUrgent(kind) }, quiet, clock);
}

/** What a mail says of a parcel, by the scans that tell of it. */
export function newsLines(
	news: readonly (Pick<WaitingNotice, "kind" | "code"> & { readonly day: string })[],
	{ scans }: Pick<ParcelPage, "scans">,
): readonly NewsLine[] {
	return news.map(({ kind, code, day }) => {
		const same = scans.filter((scan) => scan.code === code);
		const scan = same.findLast(({ time }) => time.local.startsWith(day)) ?? same.at(-1) ?? null;
		return { kind, code, scan };
	});
}

/** The last day of the arrival that a mail of the parcel names; null where it is there, or nobody knows. */
export function namedEnd({ eta }: Pick<ParcelPage, "eta">): string | null {
	return eta?.to.slice(0, 10) ?? null;
}
