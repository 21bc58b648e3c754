import { sql } from "drizzle-orm";
import { textValue } from "./columns.ts";
import type { Queries, RowId } from "./database.ts";

export interface FaqVote {
	readonly topic: string;
	/** BCP 47, of a language that pages have. */
	readonly locale: string;
	/** Of UTC. */
	readonly day: string;
	readonly helped: boolean;
}

/** Counts it. Whoever gave it is kept nowhere. */
export async function addFaqVote(db: Queries, sellerId: RowId, { topic, locale, day, helped }: FaqVote): Promise<void> {
	const [yes, no] = helped ? [1, 0] : [0, 1];
	await db.rows(
		sql`insert into faq_votes (seller_id, topic, locale, day, helped, not_helped)
			values (${sellerId}::int8, ${textValue(topic)}, ${textValue(locale)}, ${day}::date, ${yes}::int4, ${no}::int4)
			on conflict (seller_id, topic, locale, day) do update set
				helped = faq_votes.helped + excluded.helped, not_helped = faq_votes.not_helped + excluded.not_helped`,
	);
}

export interface CountedVotes {
	readonly topic: string;
	readonly helped: number;
	readonly notHelped: number;
}

/** Of each topic since a day of UTC, that with the most votes first; two hundred at most. */
export function countFaqVotes(db: Queries, sellerId: RowId, since: string): Promise<readonly CountedVotes[]> {
	return db.rows(
		sql`select topic, sum(helped)::int4 as helped, sum(not_helped)::int4 as "notHelped" from faq_votes
			where seller_id = ${sellerId}::int8 and day >= ${since}::date
			group by topic order by sum(helped + not_helped) desc, topic limit 200`,
	);
}
