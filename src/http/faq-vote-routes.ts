import { languageOf } from "../../web/views/languages.ts";
import { FAQ_TOPICS } from "../../web/views/words/care-keys.ts";
import { Invalid } from "../core/errors.ts";
import type { FaqHelped, NewFaqVote } from "../services/faq-votes.ts";
import type { Principal } from "../services/views.ts";
import { addressOf } from "./access.ts";
import { faqHelped } from "./answers/questions.ts";
import type { Door, HttpContext, Route } from "./door.ts";
import { forSellers } from "./for-sellers.ts";
import { findParcel, keepPrivate, notFoundPage } from "./page-routes.ts";
import { readForm, readQuery } from "./read-body.ts";
import { readerOf } from "./reader-language.ts";
import { keepVoted, votedIn } from "./reader-proof.ts";
import { refuseOtherSites } from "./same-site.ts";
import { nothing } from "./shapes.ts";
import { countTries, type Tries } from "./try-limits.ts";

export interface FaqVoteServices {
	/** False: the page has no such answer. Null: no such page. */
	voteOnFaq(token: string, vote: NewFaqVote, known: readonly string[]): Promise<boolean | null>;
	faqHelped(principal: Principal): Promise<FaqHelped>;
}

type Needs = Pick<Door, "services" | "pages" | "assets" | "publicUrl" | "trustProxy">;

/** Votes in an hour: all answers of a page, and those of a handful of parcels behind one address. */
const LIMIT = { perAddress: 60, perThing: 30 };

/** Whether answers on the pages helped: said by their readers, and read by the shop. */
export function faqVoteRoutes(door: Needs): readonly Route[] {
	const tries = countTries(LIMIT);
	const { services } = door;
	return [
		{ method: "POST", path: "/t/:token/faq", answer: (context) => answerVote(door, tries, context) },
		...forSellers(
			[
				{
					method: "GET",
					path: "/v1/analytics/faq",
					scope: "questions:read",
					about: {
						name: "faqHelped",
						tag: "Questions",
						summary: "Tell which answers on the pages helped",
						answers: { 200: { when: "Of the last 90 days.", body: faqHelped } },
					},
					answer: async (context, principal) => {
						readQuery(context, nothing);
						return context.json(await services.faqHelped(principal));
					},
				},
			],
			services,
		),
	];
}

async function answerVote(door: Needs, tries: Tries, context: HttpContext): Promise<Response> {
	refuseOtherSites(context, door);
	const form = await readForm(context);
	const token = context.req.param("token") ?? "";
	const open = await findParcel(door, token);
	if (!open) return notFoundPage(door, context);
	keepPrivate(context);
	const { locale, query } = readerOf(context, { order: open.locale, shop: open.brand.language });
	const topic = form.get("topic") ?? "";
	const back = `/t/${token}${form.get("from") === "questions" ? "/questions" : ""}${query}#helped-${encodeURIComponent(topic)}`;
	const voted = votedIn(context);
	// Twice is once; whoever sends more than anybody reads is thanked as well, and not counted.
	if (voted.includes(topic) || (await tries.take(addressOf(context, door.trustProxy), token)) > 0)
		return context.redirect(back, 303);
	const vote = { topic, locale: languageOf(locale)?.tag ?? "en", helped: form.get("helped") === "1" };
	const isCounted = await door.services.voteOnFaq(token, vote, FAQ_TOPICS);
	if (isCounted === null) return notFoundPage(door, context);
	if (!isCounted) throw new Invalid("This page has no such answer. Open it again, and press the button there.");
	keepVoted(context, door, token, [...voted, topic]);
	return context.redirect(back, 303);
}
