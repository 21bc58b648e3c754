import { dateOf, daysOf } from "../core/eta/shown-window.ts";
import type { Database, Transaction } from "../store/database.ts";
import { type Lesson, lessonsToLearn, markLearnt } from "../store/forecasts.ts";
import { forgetGaps, gapsToLearn } from "../store/gap-lessons.ts";
import { lockLanes, writeLanes } from "../store/lanes.ts";
import { gapOf, type LiveLanes, startOf } from "./lanes.ts";

export interface Learnt {
	readonly lessons: number;
	/** There may be more to learn at once. */
	readonly isCut: boolean;
}

const LESSONS_AT_ONCE = 500;

/**
 * Learns from the deliveries and the silences that nobody learnt from yet, in the order in which they were told, and takes in what other
 * nodes learnt. What is learnt and that it was are one transaction: each teaches once, whatever dies meanwhile.
 */
export async function learn(db: Database, lanes: LiveLanes, now: Date): Promise<Learnt> {
	try {
		return await db.transaction(async (tx) => {
			const isOurTurn = await lockLanes(tx);
			await lanes.follow(tx);
			return isOurTurn ? await learnLessons(tx, lanes, now) : { lessons: 0, isCut: false };
		});
	} catch (error) {
		// What is in memory may be ahead of what was kept.
		lanes.reset();
		throw error;
	}
}

async function learnLessons(tx: Transaction, lanes: LiveLanes, now: Date): Promise<Learnt> {
	const lessons = await lessonsToLearn(tx, LESSONS_AT_ONCE);
	const gaps = await gapsToLearn(tx, LESSONS_AT_ONCE);
	if (lessons.length === 0 && gaps.length === 0) return { lessons: 0, isCut: false };
	for (const lesson of lessons) learnOne(lanes, lesson);
	for (const { gap } of gaps) lanes.gaps.learn(gapOf(gap));
	const version = await writeLanes(tx, lanes.takeChanged());
	await markLearnt(tx, lessons, now.toISOString());
	await forgetGaps(tx, gaps);
	lanes.kept(version);
	const isCut = lessons.length === LESSONS_AT_ONCE || gaps.length === LESSONS_AT_ONCE;
	return { lessons: lessons.length + gaps.length, isCut };
}

function learnOne(lanes: LiveLanes, { start: kept, arrived, promisedTo }: Lesson): void {
	const start = startOf(kept);
	lanes.model.learn(start, arrived, lanes.weekAt(start.lane.to));
	if (promisedTo === null) return;
	const wasKept = promisedTo.length === 10 ? dateOf(arrived) <= promisedTo : arrived <= daysOf(promisedTo);
	lanes.promises.learn(start.lane.carrier, wasKept, arrived);
}
