import { randomUUID } from "node:crypto";
import { sql } from "drizzle-orm";
import type { Database } from "./database.ts";

/** Every change of what a page shows is told here, by the triggers of drizzle/0022_pages_that_changed.sql. */
export const PAGES_CHANNEL = "wayline_pages";

export interface PageListener {
	/** Pages that were read of any of these may show something else now. */
	readonly changed: (marks: readonly string[]) => void;
	/** Changes were missed: any page may show something else now. */
	readonly missed: () => void;
}

export interface PageChanges {
	/**
	 * Whether all that was committed until a moment ago was heard: all that this process wrote, and what others wrote more
	 * than a second ago. Asks for what it lacks, so that the next who asks may hear yes.
	 */
	readonly isCaughtUp: () => boolean;
	readonly stop: () => Promise<void>;
}

/** A word to ourselves is sent when the last that came back is older. */
const AGAIN_AFTER_MS = 250;
/** And nothing counts as heard once it is older than this: then whoever should tell us may be gone without a word. */
const CAUGHT_UP_FOR_MS = 1_000;

/**
 * Tells of changes, and knows whether it still hears: the database tells everybody everything in the order of commits, so a
 * word to ourselves that came back has brought all that was committed before it was sent. Nobody who asks nothing sends one.
 */
export async function followPageChanges(
	db: Database,
	{ changed, missed }: PageListener,
	now: () => number = () => performance.now(),
): Promise<PageChanges> {
	const ownWord = `= ${randomUUID()}`;
	let caughtUpTo = Number.NEGATIVE_INFINITY;
	let askedAt: number | null = null;
	let asked = 0;

	const ask = () => {
		asked += 1;
		askedAt = now();
		// What fails here leaves pages to be read from the database, where the failure is told.
		db.rows(sql`select pg_notify(${PAGES_CHANNEL}::text, ${`${ownWord} ${asked}`}::text)`).catch(() => {
			askedAt = null;
		});
	};
	const loseTouch = () => {
		caughtUpTo = Number.NEGATIVE_INFINITY;
		askedAt = null;
		missed();
	};
	const heard = (payload: string) => {
		if (!payload.startsWith("=")) changed(payload.split(" "));
		else if (askedAt !== null && payload === `${ownWord} ${asked}`) {
			caughtUpTo = askedAt;
			askedAt = null;
		}
	};
	const stop = await db.listen(PAGES_CHANNEL, heard, { lost: loseTouch, resumed: loseTouch });
	return {
		isCaughtUp: () => {
			const at = now();
			const isBehind = db.wroteAt() >= caughtUpTo;
			const isAsking = askedAt !== null && at - askedAt < CAUGHT_UP_FOR_MS;
			if (!isAsking && (isBehind || at - caughtUpTo > AGAIN_AFTER_MS)) ask();
			return !isBehind && at - caughtUpTo < CAUGHT_UP_FOR_MS;
		},
		stop,
	};
}
