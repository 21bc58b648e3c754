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
			<FaqList {...model} isReturn={isReturn} words={words} />
		</section>
	);
}

interface FaqListInput extends Pick<PageModel, "parcel" | "brand" | "locale"> {
	readonly isReturn: boolean;
	readonly words: Words;
}

/** The shop's own answers first, then ours. */
export function FaqList({ parcel, brand, locale, isReturn, words }: FaqListInput) {
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
		</>
	);
}
