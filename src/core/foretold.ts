import type { Provenance } from "./scan.ts";

/** A clock may be wrong, and one whose zone is not known may be read as much as 14 hours off. */
const mostAheadMs = 24 * 3_600_000;

/**
 * True of what is dated so far ahead of the first message that tells it that nobody can have seen it. Such a scan stays
 * on the timeline as the carrier wrote it, and decides nothing. `at` is in milliseconds since 1970.
 */
export function isForetold(
	at: number,
	provenance: readonly Pick<Provenance, "knownAt">[],
	aheadMs: number = mostAheadMs,
): boolean {
	return provenance.some(({ knownAt }) => at - Date.parse(knownAt) > aheadMs);
}
