import { sql } from "drizzle-orm";
import type { Queries, RowId } from "./database.ts";

/** After how many seconds questions asked since then had their first answer; null for those that have none yet. */
export function firstAnswers(
	db: Queries,
	sellerId: RowId,
	{ since, now }: { readonly since: string; readonly now: string },
): Promise<readonly { readonly took: number; readonly isAnswered: boolean }[]> {
	return db.rows(
		sql`select greatest(0, extract(epoch from coalesce(first_answer_at, ${now}::timestamptz) - asked_at))::float8 as took,
				first_answer_at is not null as "isAnswered"
			from questions
			where seller_id = ${sellerId}::int8 and asked_at >= ${since}::timestamptz
			-- Closed soon and unanswered, it was no question; whoever closes what he left lying answers it no sooner.
			and (first_answer_at is not null or closed_at is null or closed_at - asked_at > interval '1 hour')
			order by asked_at desc, id desc limit 200`,
	);
}
