import { countWaiting } from "../store/questions.ts";
import { type Deps, sellerOf } from "./deps.ts";
import { usualAnswer } from "./usual-answer.ts";
import type { Principal } from "./views.ts";

/** How the shop stands with its buyers. */
export interface QuestionsStanding {
	/** Questions that wait for it; 1,000 stands for more. */
	readonly waiting: number;
	/** In how many seconds three of four questions are answered; null where too few were to say. */
	readonly usualSeconds: number | null;
}

/** How many wait for the shop; 1,000 stands for more. */
export async function questionsWaiting({ db }: Deps, principal: Principal): Promise<number> {
	return countWaiting(db, sellerOf(principal));
}

export async function questionsStanding({ db, now }: Deps, principal: Principal): Promise<QuestionsStanding> {
	const sellerId = sellerOf(principal);
	return { waiting: await countWaiting(db, sellerId), usualSeconds: await usualAnswer(db, sellerId, now()) };
}
