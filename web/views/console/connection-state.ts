import type { ConnectionView } from "../../../src/core/connection-view.ts";
import type { ConsoleWords } from "./words.ts";

export interface ConnectionState {
	readonly tone: "good" | "plain" | "warn" | "bad";
	readonly name: keyof ConsoleWords["connections"]["states"];
	/** In the carrier's words or ours; null where the name says it all. */
	readonly detail: string | null;
	/** Since when, `…Z`. */
	readonly since: string | null;
	/** When it is asked again, `…Z`; null for at once. */
	readonly until: string | null;
}

const HOUR_MS = 3_600_000;
/** A plan is kept to the minute; an hour is more than a busy carrier explains. */
const BEHIND_MS = HOUR_MS;
const SILENT_MS = 3 * 24 * HOUR_MS;

/** The worst that is known of a connection at `now` (`…Z`), in one line. */
export function connectionState(
	{ polls, health, webhook, following, subscriptions }: ConnectionView,
	now: string,
	words: ConsoleWords["connections"],
): ConnectionState {
	const passed = (at: string) => Date.parse(now) - Date.parse(at);
	const until = health.pausedUntil !== null && passed(health.pausedUntil) < 0 ? health.pausedUntil : null;
	const state = (
		tone: ConnectionState["tone"],
		name: ConnectionState["name"],
		more: Partial<ConnectionState> = {},
	): ConnectionState => ({ tone, name, detail: null, since: null, until: null, ...more });
	if (polls && health.state === "failing") {
		return state("bad", "failing", { detail: health.lastError, since: health.failingSince, until });
	}
	const { lastMessageAt, lastRefusedAt, lastRefusal } = webhook;
	if (lastRefusedAt !== null && (lastMessageAt === null || lastMessageAt < lastRefusedAt)) {
		return state("bad", "refused", { detail: lastRefusal, since: lastRefusedAt });
	}
	if (polls && until !== null) return state("warn", "resting", { until });
	if (subscriptions !== null && subscriptions.refused + subscriptions.lapsed > 0) {
		return state("warn", "subscribing", { detail: subscriptions.lastError });
	}
	if (following.dueSince !== null && passed(following.dueSince) > BEHIND_MS) {
		return state("warn", "behind", { since: following.dueSince });
	}
	if (polls) return health.state === "ok" ? state("good", "answers") : state("plain", "waiting");
	if (lastMessageAt === null) return state("plain", "waiting");
	if (following.parcels > 0 && passed(lastMessageAt) > SILENT_MS) {
		const days = Math.floor(passed(lastMessageAt) / (24 * HOUR_MS));
		return state("warn", "silent", { detail: words.silentText(days, following.parcels), since: lastMessageAt });
	}
	return state("good", "posts");
}

export function isTrouble({ tone }: ConnectionState): boolean {
	return tone === "bad" || tone === "warn";
}

/** How long asking is behind its plan, in words; null while it keeps up. */
export function lagText(
	{ following: { dueSince } }: Pick<ConnectionView, "following">,
	now: string,
	words: Pick<ConsoleWords["connections"], "minutes" | "hours" | "days">,
): string | null {
	const minutes = dueSince === null ? 0 : Math.floor((Date.parse(now) - Date.parse(dueSince)) / 60_000);
	if (minutes < 5) return null;
	if (minutes < 120) return words.minutes(minutes);
	const hours = Math.floor(minutes / 60);
	return hours < 48 ? words.hours(hours) : words.days(Math.floor(hours / 24));
}

export function parcelsText(
	{ following: { parcels, hasMore } }: Pick<ConnectionView, "following">,
	words: Pick<ConsoleWords["connections"], "atLeast">,
): string {
	return hasMore ? words.atLeast(parcels) : String(parcels);
}
