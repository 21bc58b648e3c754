import type { Writable } from "node:stream";

export interface Progress {
	/** How far the work is; shown a few times a second on a terminal, a line in ten seconds elsewhere. */
	readonly at: (done: number, total: number | null, more?: string) => void;
	readonly end: () => void;
}

const ON_TERMINAL_MS = 200;
const ELSEWHERE_MS = 10_000;
const BAR = 30;

/** Shows how far long work is: a bar on a terminal, plain lines elsewhere. `unit` is what is counted. */
export function showProgress(stderr: Writable, unit: string, nowMs: () => number = Date.now): Progress {
	const isTerminal = "isTTY" in stderr && stderr.isTTY === true;
	// Work of a few seconds needs no line.
	let shownAt = isTerminal ? Number.NEGATIVE_INFINITY : nowMs();
	let isOpen = false;
	return {
		at: (done, total, more = "") => {
			if (nowMs() - shownAt < (isTerminal ? ON_TERMINAL_MS : ELSEWHERE_MS) && done !== total) return;
			shownAt = nowMs();
			const of = total === null ? "" : ` of ${total}`;
			const words = `${done}${of} ${unit}${more === "" ? "" : `, ${more}`}`;
			if (!isTerminal) stderr.write(`${words}\n`);
			else stderr.write(`\r\x1b[K${total === null ? "" : `${barOf(done, total)} `}${words}`);
			isOpen = isTerminal;
		},
		end: () => {
			if (isOpen) stderr.write("\n");
			isOpen = false;
		},
	};
}

function barOf(done: number, total: number): string {
	const full = total === 0 ? BAR : Math.floor((BAR * done) / total);
	return `[${"#".repeat(full)}${".".repeat(BAR - full)}]`;
}
