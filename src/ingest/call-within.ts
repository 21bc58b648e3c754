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
 * What `work` answers or throws; `TookTooLong` where it takes longer. It must be pure: it may end anywhere. Costs 0.1 ms,
 * the thread that watches.
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
