import { sql } from "drizzle-orm";
import { jsons, scalars, texts } from "./columns.ts";
import type { Transaction } from "./database.ts";

/** Something to learn from beside deliveries: a silence that ended, or a parcel that is under way from somewhere on. */
export interface NewLesson {
	readonly kind: "gap" | "begun";
	/** A `Gap` of `src/core/silence/gap-model.ts`, or a `Start` of `src/core/eta/start.ts`. */
	readonly data: unknown;
}

export interface Lesson extends NewLesson {
	readonly id: string;
}

export async function addLessons(tx: Transaction, lessons: readonly NewLesson[]): Promise<void> {
	if (lessons.length === 0) return;
	await tx.rows(
		sql`insert into lessons (kind, data) select n.kind, n.data::jsonb
			from unnest(${texts(lessons, ({ kind }) => kind)}, ${jsons(lessons, ({ data }) => data)}) n (kind, data)`,
	);
}

/** Those that nobody learnt from yet, oldest first. */
export function lessonsToLearn(tx: Transaction, limit: number): Promise<readonly Lesson[]> {
	return tx.rows(sql`select id::text as id, kind, data from lessons order by lessons.id limit ${limit}::int4`);
}

/** They have taught what they had to. */
export async function forgetLessons(tx: Transaction, lessons: readonly Lesson[]): Promise<void> {
	if (lessons.length === 0) return;
	await tx.rows(sql`delete from lessons where id = any (${scalars("int8", lessons, ({ id }) => id)})`);
}
