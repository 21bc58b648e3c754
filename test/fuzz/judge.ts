import type { Knocked } from "./door.ts";

/** What should not have happened: a sentence, with the seed that makes it again. */
export interface Finding {
	readonly door: string;
	readonly seed: number;
	readonly sentence: string;
	/** To the byte, where it was a request. */
	readonly knocked: Knocked | null;
}

/** A loop that stands still for longer than this is felt by everybody. */
const SLOW_MS = 10_000;

/** What an answer shows; null: nothing is wrong with it. */
export function judge({ outcome, input }: Knocked): string | null {
	const { status, ms, retryAfter } = outcome;
	if (status === 0) return "The connection ended without an answer.";
	// oEmbed wants a 501 for a format that is not there; what is too much just now is a 503 that says when to come again.
	const isMeant = (status === 501 && input?.path.startsWith("/oembed")) || (status === 503 && retryAfter !== null);
	if (status >= 500 && !isMeant) return `It was answered with ${status}.`;
	if (ms > SLOW_MS) return `The answer took ${(ms / 1000).toFixed(1)} s.`;
	return null;
}

/** A line of the service's log at the level of an error, and whose request it speaks of. */
export interface LoggedError {
	readonly requestId: string | null;
	readonly line: string;
}

/** pino writes a number for each level; an error is 50. What is no line of it is told by the program that runs the service. */
export function errorsIn(log: string): readonly LoggedError[] {
	return log.split("\n").flatMap((line): readonly LoggedError[] => {
		if (line.trim() === "") return [];
		const fields = parsed(line);
		if (fields === null) return [{ requestId: null, line }];
		const { level, requestId } = fields;
		if (typeof level !== "number" || level < 50) return [];
		return [{ requestId: typeof requestId === "string" ? requestId : null, line }];
	});
}

function parsed(line: string): { readonly level?: unknown; readonly requestId?: unknown } | null {
	try {
		const value: unknown = JSON.parse(line);
		return typeof value === "object" && value !== null ? value : null;
	} catch {
		return null;
	}
}

/** Of the webhooks that were acknowledged, those whose bytes are not kept. */
export function lostOf(acknowledged: ReadonlyMap<string, number>, kept: ReadonlySet<string>): readonly number[] {
	return [...acknowledged].flatMap(([digest, seed]) => (kept.has(digest) ? [] : [seed]));
}
