import { ownTopic } from "../../src/core/faq-topic.ts";
import { faqTopicsOf, shopFaq } from "./faq.ts";
import { isolate, Sentence, withoutControls } from "./isolate.tsx";
import type { PageModel } from "./model.ts";
import type { PartContext } from "./titles.ts";
import type { Words } from "./words.ts";

/** What buyers ask of a parcel that stands as this one. */
export function Faq({ model, words }: PartContext) {
	const isReturn = model.others.some(({ kind }) => kind === "original");
	return (
		<section class="faq" aria-labelledby="faq-title">
			<h2 id="faq-title">{words.care.faqTitle}</h2>
			<FaqList
				{...model}
				isReturn={isReturn}
				vote={{ href: model.addresses.faq, from: "page", given: model.voted }}
				words={words}
			/>
		</section>
	);
}

interface FaqListInput extends Pick<PageModel, "parcel" | "brand" | "locale"> {
	readonly isReturn: boolean;
	readonly vote: {
		/** A form, sent by POST. */
		readonly href: string;
		/** Where its reader goes on. */
		readonly from: "page" | "questions";
		/** Of which this device has said so. */
		readonly given: readonly string[];
	};
	readonly words: Words;
}

/** The shop's own answers first, then ours. */
export function FaqList({ parcel, brand, locale, isReturn, vote, words }: FaqListInput) {
	const { own, left } = shopFaq(brand?.faq ?? [], faqTopicsOf(parcel, isReturn), locale);
	const [carrier, shop] = [isolate(parcel.carrier.name), isolate(parcel.shop.name)];
	return (
		<>
			{own.map(({ question, answer }, index) => (
				<details data-keep={`faq-own-${index}`}>
					<summary dir="auto">{withoutControls(question)}</summary>
					<p class="own-answer" dir="auto">
						{withoutControls(answer)}
					</p>
					<Helped topic={ownTopic(question)} vote={vote} words={words} />
				</details>
			))}
			{left.map((topic) => (
				<details data-keep={`faq-${topic}`}>
					<summary>{words.care.faq[topic].question}</summary>
					<p>
						<Sentence text={words.care.faq[topic].answer(carrier, shop)} />
					</p>
					<Helped topic={topic} vote={vote} words={words} />
				</details>
			))}
		</>
	);
}

/** Whether an answer helped: two buttons that need no script, and thanks in their place. */
function Helped({ topic, vote, words }: Pick<FaqListInput, "vote" | "words"> & { readonly topic: string }) {
	const { helped } = words.care;
	const id = `helped-${topic}`;
	if (vote.given.includes(topic)) {
		return (
			<p class="helped" id={id}>
				{helped.thanks}
			</p>
		);
	}
	return (
		<form class="helped" method="post" action={vote.href}>
			<input type="hidden" name="topic" value={topic} />
			<input type="hidden" name="from" value={vote.from} />
			<span id={id}>{helped.ask}</span>
			<button class="button button-small" type="submit" name="helped" value="1" aria-describedby={id}>
				{helped.yes}
			</button>
			<button class="button button-small" type="submit" name="helped" value="0" aria-describedby={id}>
				{helped.no}
			</button>
		</form>
	);
}
