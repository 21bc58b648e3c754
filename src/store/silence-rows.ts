import type { SilenceCause, SilenceFact } from "../core/facts.ts";
import type { Code } from "../core/status.ts";

/** How the table `scans` holds a silence: its scan stands where others have their rule, the deadline where their local time. */
interface SilenceColumns {
	readonly at: string | null;
	readonly leg: number | null;
	readonly piece: string | null;
	readonly code: string | null;
	readonly rule: string | null;
	readonly local: string | null;
	readonly words: string | null;
}

export function silenceColumns({ at, leg, piece, of, deadline, code, because }: SilenceFact): SilenceColumns {
	return { at: String(Math.trunc(at)), leg, piece, code, rule: of, local: deadline, words: JSON.stringify(because) };
}

/** What silenceColumns was given. It is the only writer of these columns, and wrote them from the types read as here. */
export function silenceOfColumns(row: SilenceColumns): Omit<SilenceFact, "key" | "provenance"> {
	return {
		kind: "silence",
		leg: row.leg ?? 1,
		at: Number(row.at),
		of: row.rule,
		piece: row.piece,
		deadline: row.local ?? "",
		code: row.code as Code,
		because: JSON.parse(row.words ?? "null") as SilenceCause,
	};
}
