import { sql } from "drizzle-orm";
import { jsons, scalars } from "./columns.ts";
import type { Transaction } from "./database.ts";

/** A silence that ended, as it is kept: a `Gap` of `src/core/silence/gap-model.ts`. */
export interface GapLesson {
	readonly id: string;
	readonly gap: unknown;
}

export async function keepGaps(tx: Transaction, gaps: readonly unknown[]): Promise<void> {
	if (gaps.length === 0) return;
	await tx.rows(
		sql`insert into gap_lessons (gap) select n.gap::jsonb from unnest(${jsons(gaps, (gap) => gap)}) n (gap)`,
	);
}

/** Those that nobody learnt from yet, oldest first. */
export function gapsToLearn(tx: Transaction, limit: number): Promise<readonly GapLesson[]> {
	return tx.rows(sql`select id::text as id, gap from gap_lessons order by gap_lessons.id limit ${limit}::int4`);
}

/** They have taught what they had to. */
export async function forgetGaps(tx: Transaction, lessons: readonly GapLesson[]): Promise<void> {
	if (lessons.length === 0) return;
	await tx.rows(sql`delete from gap_lessons where id = any (${scalars("int8", lessons, ({ id }) => id)})`);
}
