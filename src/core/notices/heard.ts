import type { Eta, ParcelPage } from "../page.ts";
import type { Code } from "../status.ts";
import type { NoticeKind, NoticeRules } from "./kinds.ts";
import { isLater, isOldNews, isOnce, type NoticedStatus, newsOf, troubleOfNews } from "./news-of.ts";

/** News as a watcher hears of it: kind, day and trouble tell it apart from all other of the parcel. */
export interface Heard {
	readonly kind: NoticeKind;
	/** How the parcel stood by it. */
	readonly code: Code;
	/** `YYYY-MM-DD` of the scan that it rests on, by the carrier's clock; empty for what is told once, or rests on none. */
	readonly day: string;
	/** See troubleOfNews. */
	readonly trouble: Code | "";
}

type Known = Pick<ParcelPage, "code" | "scans">;

/** What a change of the status at `heardAt`, `…Z`, is to a watcher; null for what he need not hear of. */
export function heardOfStatus(
	before: NoticedStatus,
	after: NoticedStatus,
	page: Known,
	{ kinds }: Pick<NoticeRules, "kinds">,
	heardAt: string,
): Heard | null {
	const kind = newsOf(before, after);
	if (kind === null || !kinds.includes(kind)) return null;
	const scan = page.scans.findLast(({ code }) => code === after.code);
	const day = scan?.time.local.slice(0, 10) ?? "";
	if (isOldNews(kind, day, heardAt)) return null;
	return { kind, code: after.code, day: isOnce(kind) ? "" : day, trouble: troubleOfNews(kind, after.code) };
}

/** The same of a change of the arrival. `toldTo`: the last day of it that he was told, or null. */
export function heardOfArrival(
	eta: Eta | null,
	page: Known,
	{ kinds }: Pick<NoticeRules, "kinds">,
	toldTo: string | null,
): Heard | null {
	if (!kinds.includes("later") || eta === null || !isLater(toldTo, eta)) return null;
	return { kind: "later", code: page.code, day: eta.to.slice(0, 10), trouble: "" };
}
