import { dateOf, daysOf } from "../core/eta/days-of.ts";
import type { Start } from "../core/eta/start.ts";
import type { Gap } from "../core/silence/gap-model.ts";
import type { Database, Transaction } from "../store/database.ts";
import { type Delivery, deliveriesToLearn, markLearnt } from "../store/forecasts.ts";
import { lockLanes, sweepLanes, writeLanes } from "../store/lanes.ts";
import { forgetLessons, type Lesson, lessonsToLearn } from "../store/lessons.ts";
import type { LiveLanes } from "./lanes.ts";

export interface Learnt {
	readonly lessons: number;
	/** There may be more to learn at once. */
	readonly isCut: boolean;
}

const LESSONS_AT_ONCE = 500;

/**
 * Learns from what nobody learnt from yet, in the order in which it was told: silences that ended, parcels that are under
 * way, deliveries. Takes in what other nodes learnt. What is learnt and that it was are one transaction: each teaches
 * once, whatever dies meanwhile.
 */
export async function learn(db: Database, lanes: LiveLanes, now: Date): Promise<Learnt> {
	try {
		return await db.transaction(async (tx) => {
			const isOurTurn = await lockLanes(tx);
			await lanes.follow(tx);
			return isOurTurn ? await learnAll(tx, lanes, now) : { lessons: 0, isCut: false };
		});
	} catch (error) {
		// What is in memory may be ahead of what was kept.
		lanes.startOver();
		throw error;
	}
}

async function learnAll(tx: Transaction, lanes: LiveLanes, now: Date): Promise<Learnt> {
	const lessons = await lessonsToLearn(tx, LESSONS_AT_ONCE);
	// A parcel is under way before it arrives.
	const isBehind = lessons.length === LESSONS_AT_ONCE;
	const deliveries = isBehind ? [] : await deliveriesToLearn(tx, LESSONS_AT_ONCE);
	if (lessons.length === 0 && deliveries.length === 0) return { lessons: 0, isCut: false };
	for (const lesson of lessons) learnLesson(lanes, lesson);
	for (const delivery of deliveries) learnDelivery(lanes, delivery);
	const isNewDay = lanes.forgetFaded(now);
	const changed = lanes.takeChanged();
	// A version without a row would be the next one of another node, and this node would pass it over.
	const version = changed.length === 0 ? lanes.version : await writeLanes(tx, changed);
	await markLearnt(tx, deliveries, now.toISOString());
	await forgetLessons(tx, lessons);
	if (isNewDay) await sweepLanes(tx, version);
	lanes.kept(version);
	return { lessons: lessons.length + deliveries.length, isCut: isBehind || deliveries.length === LESSONS_AT_ONCE };
}

function learnLesson(lanes: LiveLanes, { kind, data }: Lesson): void {
	switch (kind) {
		case "gap":
			lanes.gaps.learn(gapOf(data));
			return;
		case "begun": {
			const start = startOf(data);
			lanes.model.begin(start, lanes.weekOf(start.lane));
		}
	}
}

function learnDelivery(lanes: LiveLanes, { start: kept, arrived, promisedTo }: Delivery): void {
	const start = startOf(kept);
	lanes.model.learn(start, arrived, lanes.weekOf(start.lane));
	if (promisedTo === null) return;
	const wasKept = promisedTo.length === 10 ? dateOf(arrived) <= promisedTo : arrived <= daysOf(promisedTo);
	lanes.promises.learn(start.lane.carrier, wasKept, arrived);
}

/** What a start that was kept as JSON is: written by us alone, see expectation.ts. */
function startOf(kept: unknown): Start {
	return kept as Start;
}

/** What a gap that was kept as JSON is: written by us alone, see apply-facts.ts. */
function gapOf(kept: unknown): Gap {
	return kept as Gap;
}
