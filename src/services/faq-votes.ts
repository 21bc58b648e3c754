import { ownTopic } from "../core/faq-topic.ts";
import { shareInterval } from "../core/share-interval.ts";
import { listBrands, shopOf } from "../store/brands.ts";
import { addFaqVote, countFaqVotes } from "../store/faq-votes.ts";
import { pageByToken } from "../store/pages.ts";
import { type Deps, sellerOf } from "./deps.ts";
import type { Principal } from "./views.ts";

export interface NewFaqVote {
	/** One of `known`, or that of a question which the parcel's shop wrote. */
	readonly topic: string;
	/** BCP 47, of a language that pages have. */
	readonly locale: string;
	readonly helped: boolean;
}

/** A reader says whether an answer on a parcel's page helped. False: the page has no such answer. Null: no such page. */
export async function voteOnFaq(
	{ db, now }: Pick<Deps, "db" | "now">,
	token: string,
	{ topic, ...vote }: NewFaqVote,
	known: readonly string[],
): Promise<boolean | null> {
	const stored = await pageByToken(db, token);
	if (!stored) return null;
	const isKnown =
		known.includes(topic) || (stored.shop.brand?.faq ?? []).some(({ question }) => ownTopic(question) === topic);
	if (!isKnown) return false;
	await addFaqVote(db, stored.sellerId, { ...vote, topic, day: now().toISOString().slice(0, 10) });
	return true;
}

export interface FaqHelped {
	readonly period: { readonly days: number; readonly from: string };
	/** That with the most votes first. */
	readonly items: readonly HelpedTopic[];
}

export interface HelpedTopic {
	/** A topic of ours, or `own-…` of a question that the shop wrote. */
	readonly topic: string;
	/** Its words, where the shop or a brand of it still has it; null of ours. */
	readonly question: string | null;
	readonly helped: number;
	readonly notHelped: number;
	/** Of those who said anything, who was helped; between `low` and `high` 95 times of 100. */
	readonly share: number;
	readonly low: number;
	readonly high: number;
}

const DAYS = 90;

/** What answers on the pages were worth to who read them, in the last 90 days. */
export async function faqHelped({ db, now }: Pick<Deps, "db" | "now">, principal: Principal): Promise<FaqHelped> {
	const sellerId = sellerOf(principal);
	const from = new Date(now().getTime() - DAYS * 86_400_000).toISOString().slice(0, 10);
	const shops = [await shopOf(db, sellerId, null), ...(await listBrands(db, sellerId))];
	const own = new Map(
		shops.flatMap(({ brand }) => (brand?.faq ?? []).map(({ question }) => [ownTopic(question), question] as const)),
	);
	const counted = await countFaqVotes(db, sellerId, from);
	return {
		period: { days: DAYS, from },
		items: counted.map(({ topic, helped, notHelped }) => {
			const share = helped / (helped + notHelped);
			const [low, high] = shareInterval(share, helped + notHelped);
			return { topic, question: own.get(topic) ?? null, helped, notHelped, share, low, high };
		}),
	};
}
