import { type Repeated, type Rounds, repeat } from "./repeat.ts";
import { passOnDue } from "./services/ask-shop.ts";
import type { LetterDeps } from "./services/question-mails.ts";

export interface PasserOptions extends Rounds {
	readonly everyMs?: number;
}

/** Asks the next at the shop where the first did not answer in time, and whoever comes in where nobody was. */
export function startQuestionPasser(deps: LetterDeps, { onError, onDone, everyMs = 5_000 }: PasserOptions): Repeated {
	return repeat(
		async (stopping) => {
			while (!stopping.aborted && (await passOnDue(deps, onError)));
		},
		{ everyMs, onError, onDone },
	);
}
