import { createContext, Script } from "node:vm";

/** Work that did not end in its time; the loop stood still for as long, and nothing of the work is left. */
export class TookTooLong extends Error {
	override readonly name = "TookTooLong";

	constructor(ms: number) {
		super(`It took longer than ${ms / 1000} s and was given up.`);
	}
}

// V8 ends what runs in a script whose time is over, be it a loop or an expression that goes back for ever: nothing else in
// one process can. The context holds the call alone; what is called stays in its own.
const room = createContext({ work: (): void => {} });
const call = new Script("work()");

/**
 * What `work` answers or throws; `TookTooLong` where it takes longer. It must be pure: it may end anywhere. Costs 0.1 ms
 * of the processor and up to 0.4 of waiting, for the thread that watches: of many small works see `callEachWithin`.
 */
export function callWithin<Result>(ms: number, work: () => Result): Result {
	let answer: { readonly result: Result } | null = null;
	room.work = () => {
		answer = { result: work() };
	};
	try {
		call.runInContext(room, { timeout: ms });
	} catch (error) {
		if (isTimeOut(error)) throw new TookTooLong(ms);
		throw error;
	} finally {
		room.work = nothing;
	}
	return resultOf<Result>(answer);
}

/** For how long works begin, how long they may take together, and how long one alone. */
export interface TurnLimits {
	readonly turnMs: number;
	readonly togetherMs: number;
	readonly eachMs: number;
}

/** What a work answered, or what it threw. */
export type Called<Result> = { readonly result: Result } | { readonly error: unknown };

/**
 * What the first of these works answer or throw, in their order: as many as begin within `turnMs`, one at least. One thread
 * watches them all. Where they take longer than `togetherMs`, the one that was under way is begun anew, alone, and given
 * `eachMs`: only its own slowness makes it `TookTooLong`, and the others are none the worse for it. Pure, as above.
 */
export function callEachWithin<Result>(
	works: readonly (() => Result)[],
	{ turnMs, togetherMs, eachMs }: TurnLimits,
): readonly Called<Result>[] {
	const called: Called<Result>[] = [];
	const until = performance.now() + turnMs;
	try {
		callWithin(togetherMs, () => {
			for (const work of works) {
				called.push(calledOf(work));
				if (performance.now() >= until) return;
			}
		});
	} catch (error) {
		if (!(error instanceof TookTooLong)) throw error;
		const slow = works[called.length];
		if (slow) called.push(calledOf(() => callWithin(eachMs, slow)));
	}
	return called;
}

function calledOf<Result>(work: () => Result): Called<Result> {
	try {
		return { result: work() };
	} catch (error) {
		return { error };
	}
}

function nothing(): void {}

/** The call came to its end, and left its result. */
function resultOf<Result>(answer: { readonly result: Result } | null): Result {
	if (answer === null) throw new Error("The call ended without a result.");
	return answer.result;
}

/** It is an error of the room's own, and so no instance of ours. */
function isTimeOut(error: unknown): boolean {
	return (
		typeof error === "object" && error !== null && "code" in error && error.code === "ERR_SCRIPT_EXECUTION_TIMEOUT"
	);
}
