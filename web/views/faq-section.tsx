import { faqTopicsOf, shopQuestions } from "./faq.ts";
import { isolate, Sentence, withoutControls } from "./isolate.tsx";
import type { PartContext } from "./titles.ts";

/** What buyers ask of a parcel that stands as this one: the shop's own answers first, then ours. */
export function Faq({ model, words }: PartContext) {
	const { parcel, brand, locale } = model;
	const isReturn = model.others.some(({ kind }) => kind === "original");
	const { own, left } = shopQuestions(brand?.faq ?? [], faqTopicsOf(parcel, isReturn), locale);
	const [carrier, shop] = [isolate(parcel.carrier.name), isolate(parcel.shop.name)];
	return (
		<section class="faq" aria-labelledby="faq-title">
			<h2 id="faq-title">{words.care.faqTitle}</h2>
			{own.map(({ question, answer }, index) => (
				<details data-keep={`faq-own-${index}`}>
					<summary dir="auto">{withoutControls(question)}</summary>
					<p class="own-answer" dir="auto">
						{withoutControls(answer)}
					</p>
				</details>
			))}
			{left.map((topic) => (
				<details data-keep={`faq-${topic}`}>
					<summary>{words.care.faq[topic].question}</summary>
					<p>
						<Sentence text={words.care.faq[topic].answer(carrier, shop)} />
					</p>
				</details>
			))}
		</section>
	);
}
