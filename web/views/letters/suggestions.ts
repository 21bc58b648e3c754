import type { LetterToShop } from "../../../src/core/letters.ts";
import { faqTopicsOf, shopFaq } from "../faq.ts";
import { isolate, plainSentence, withoutControls } from "../isolate.tsx";
import type { FaqTopic } from "../words/care-keys.ts";
import { wordsFor } from "../words.ts";
import type { LetterPart } from "./letter.tsx";

const MOST = 2;

/** What every parcel's page answers says nothing of this one. */
const OF_EVERY_PARCEL: readonly FaqTopic[] = ["who-sees"];

/** An answer that may fit, in the buyer's language. */
export interface Suggestion {
	readonly question: string;
	readonly answer: string;
}

/** For a parcel that stands as this one, the shop's own answers first; two at most. */
export function suggestionsOf({
	parcel,
	faq,
	locale,
	isReturn,
}: Pick<LetterToShop, "parcel" | "faq" | "locale" | "isReturn">): readonly Suggestion[] {
	const { words } = wordsFor(locale);
	const topics = faqTopicsOf(parcel, isReturn).filter((topic) => !OF_EVERY_PARCEL.includes(topic));
	// Those of every parcel of the shop are no more about this one than ours.
	const ofState = faq.filter(({ topics: answered }) => answered.length > 0);
	const { own, left } = shopFaq(ofState, topics, locale);
	const [carrier, shop] = [isolate(parcel.carrier.name), isolate(parcel.shop.name)];
	const ours = left.map((topic) => {
		const { question, answer } = words.care.faq[topic];
		return { question, answer: plainSentence(answer(carrier, shop)) };
	});
	return [...own, ...ours]
		.slice(0, MOST)
		.map(({ question, answer }) => ({ question: withoutControls(question), answer: withoutControls(answer) }));
}

/** As a letter to the shop has them: to be copied by who finds that they fit. */
export function suggestionParts(letter: LetterToShop): readonly LetterPart[] {
	return suggestionsOf(letter).flatMap(({ question, answer }) => [
		{ kind: "small" as const, text: `A suggestion to copy if it fits; nothing of it is sent by itself. ${question}` },
		{ kind: "quote" as const, text: answer },
	]);
}
