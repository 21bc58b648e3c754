import type { ParcelPage } from "./page.ts";

/**
 * What a buyer judges: how it was brought; what was in it; and that once more, months later. Of each he says one thing, and
 * the later never takes the place of the earlier.
 */
export const REVIEW_STAGES = ["delivery", "product", "follow-up"] as const;
export type ReviewStage = (typeof REVIEW_STAGES)[number];

/**
 * That a watcher is asked by mail. `reviewed`: he said it already, or has nothing to add to; `over`: too late, or of an order of
 * which he was asked; `unwanted`: he, or the shop, wants none.
 */
export const ASK_STATES = ["waiting", "asked", "reviewed", "over", "unwanted"] as const;
export type AskState = (typeof ASK_STATES)[number];

/** `waiting`: for somebody at the shop to let it through. */
export const REVIEW_STATES = ["waiting", "shown", "hidden"] as const;
export type ReviewState = (typeof REVIEW_STATES)[number];

/** A shop may hide what a buyer says for these, and for none that is merely bad news. */
export const HIDING_REASONS = ["spam", "abuse", "personal-data", "off-topic", "unlawful", "not-a-buyer"] as const;
export type HidingReason = (typeof HIDING_REASONS)[number];

/**
 * What a shop makes of its buyers' reviews. `moderated`: somebody lets each through; `open`: those of recognised buyers stand at
 * once, others wait; `off`: nobody is asked.
 */
export const REVIEW_POLICIES = ["off", "moderated", "open"] as const;
export type ReviewPolicy = (typeof REVIEW_POLICIES)[number];

/** For so long after it was written a review is changed by its writer; then a follow-up is added to what he said of the things. */
export const CHANGED_FOR_DAYS = 30;
const DAY_MS = 24 * 3_600_000;

/** `now` in milliseconds. */
export function isSettled({ writtenAt }: { /** `…Z` */ readonly writtenAt: string }, now: number): boolean {
	return now - Date.parse(writtenAt) >= CHANGED_FOR_DAYS * DAY_MS;
}

type Delivered = Pick<ParcelPage, "milestone" | "code" | "condition" | "notReceived">;

/** All of it came, as far as anybody says: there is something to judge. */
export function isReviewable({ milestone, code, condition, notReceived }: Delivered): boolean {
	if (milestone !== "delivered" || notReceived !== undefined) return false;
	return code !== "delivered.partial" && code !== "delivered.disputed" && condition !== "disputed";
}

/** And nothing is wrong: whoever waits for help is not asked for stars, nor shown those of others. */
export function showsReviews(parcel: Delivered): boolean {
	return isReviewable(parcel) && (parcel.condition === "ok" || parcel.condition === "notice");
}

/** What becomes of what was just written. A review that somebody hid does not come back by being changed. */
export function stateOfWritten(
	policy: Exclude<ReviewPolicy, "off">,
	{ isVerified, wasHidden }: { readonly isVerified: boolean; readonly wasHidden: boolean },
): ReviewState {
	return policy === "open" && isVerified && !wasHidden ? "shown" : "waiting";
}
