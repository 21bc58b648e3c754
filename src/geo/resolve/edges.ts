import type { Part, Word } from "./words.ts";

/** Where the telling words of a part begin and end: a hub's words, numbers and what was read already stand outside. */
export interface Edges {
	/** Word indexes at which a code may begin. */
	readonly starts: ReadonlySet<number>;
	/** Word indexes behind which a code may end. */
	readonly ends: ReadonlySet<number>;
}

/** `read` are the runs already understood, such as the country behind a state: `SEATTLE WA USA`. */
export function edgesOf(words: readonly Word[], part: Part, read: readonly { from: number; to: number }[]): Edges {
	const ends = new Set([part.to]);
	for (let to = part.to; to > part.from; to--) {
		if (!ends.has(to)) continue;
		if (words[to - 1]?.passable) ends.add(to - 1);
		for (const run of read) if (run.to === to && run.from >= part.from) ends.add(run.from);
	}
	const starts = new Set([part.from]);
	for (let from = part.from; from < part.to; from++) {
		if (!starts.has(from)) continue;
		if (words[from]?.passable) starts.add(from + 1);
		for (const run of read) if (run.from === from && run.to <= part.to) starts.add(run.to);
	}
	return { starts, ends };
}

export function keyOf(words: readonly Word[], from: number, to: number): string {
	let key = words[from]?.key ?? "";
	for (let index = from + 1; index < to; index++) key += ` ${words[index]?.key ?? ""}`;
	return key;
}
