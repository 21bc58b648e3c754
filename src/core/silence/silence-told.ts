import type { Silence } from "../facts.ts";

/**
 * Whether silence is news beside the deadline that was told of last: it began, it lasts to its next deadline, or it ended.
 * A deadline is news once: of several pieces another may come to the fore again whose deadline was told already.
 */
export function isSilenceNews(told: string | null, silence: Silence | null): boolean {
	if (told === null || silence === null) return (told === null) !== (silence === null);
	return Date.parse(silence.deadline) > Date.parse(told);
}

/** The deadline that was told of last from now on, `…Z`; null once the silence is over. */
export function silenceTold(told: string | null, silence: Silence | null): string | null {
	if (silence === null) return null;
	return told === null || isSilenceNews(told, silence) ? silence.deadline : told;
}
