import type { Meaning } from "./carrier.ts";

/**
 * A carrier's table turned round: a line a meaning, with the carrier's codes that have it, parted by blanks.
 * Throws where one code stands twice, for then somebody was wrong.
 */
export function codeTable(
	lines: readonly (readonly [meaning: Meaning, codes: string])[],
): Readonly<Record<string, Meaning>> {
	const table: Record<string, Meaning> = {};
	for (const [meaning, codes] of lines) {
		for (const code of codes.split(" ")) {
			if (Object.hasOwn(table, code)) throw new Error(`Code ${code} stands twice in one table.`);
			table[code] = meaning;
		}
	}
	return table;
}

/** The same meanings under other codes: `prefixed("20+", reasons)` has them behind the event that they are reasons of. */
export function prefixed(prefix: string, table: Readonly<Record<string, Meaning>>): Readonly<Record<string, Meaning>> {
	return Object.fromEntries(Object.entries(table).map(([code, meaning]) => [`${prefix}${code}`, meaning]));
}
