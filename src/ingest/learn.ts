import { dateOf, daysOf } from "../core/eta/shown-window.ts";
import type { Database, Transaction } from "../store/database.ts";
import { type Lesson, lessonsToLearn, markLearnt } from "../store/forecasts.ts";
import { lockLanes, writeLanes } from "../store/lanes.ts";
import { type LiveLanes, startOf } from "./lanes.ts";

export interface Learnt {
	readonly lessons: number;
	/** There may be more to learn at once. */
	readonly isCut: boolean;
}

const LESSONS_AT_ONCE = 500;

/**
 * Learns from the deliveries that nobody learnt from yet, in the order in which they were told, and takes in what other
 * nodes learnt. What is learnt and that it was are one transaction: a delivery teaches once, whatever dies meanwhile.
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
	if (lessons.length === 0) return { lessons: 0, isCut: false };
	for (const lesson of lessons) learnOne(lanes, lesson);
	const version = await writeLanes(tx, lanes.takeChanged());
	await markLearnt(tx, lessons, now.toISOString());
	lanes.kept(version);
	return { lessons: lessons.length, isCut: lessons.length === LESSONS_AT_ONCE };
}

function learnOne(lanes: LiveLanes, { start: kept, arrived, promisedTo }: Lesson): void {
	const start = startOf(kept);
	lanes.model.learn(start, arrived, lanes.weekAt(start.lane.to));
	if (promisedTo === null) return;
	const wasKept = promisedTo.length === 10 ? dateOf(arrived) <= promisedTo : arrived <= daysOf(promisedTo);
	lanes.promises.learn(start.lane.carrier, wasKept, arrived);
}
