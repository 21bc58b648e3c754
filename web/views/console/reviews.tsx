import type { ReviewState } from "../../../src/core/review.ts";
import { isolate, Sentence, withoutControls } from "../isolate.tsx";
import { Stars } from "../said-review.tsx";
import type { ReviewWords } from "../words/review-keys.ts";
import { Choice } from "./fields.tsx";
import { type ConsoleContext, type ConsolePage, consoleDocument } from "./frame.tsx";
import { type CarrierNames, carrierName, type NamedCarrier } from "./parcel-row.tsx";
import { Ago, Further } from "./parts.tsx";

export interface ListedReview extends NamedCarrier {
	/** `rvw_…` */
	readonly id: string;
	readonly trackingNumber: string;
	readonly stage: keyof ReviewWords["stages"];
	readonly isVerified: boolean;
	readonly rating: number | null;
	/** Blank where stars say it all; null: nobody can read it any more. */
	readonly text: string | null;
	readonly items: readonly string[];
	readonly state: ReviewState;
	/** `…Z` */
	readonly writtenAt: string;
}

export interface ReviewsPage extends ConsolePage {
	readonly reviews: readonly ListedReview[];
	/** Null: of every state. */
	readonly state: ReviewState | null;
	readonly next: string | null;
	readonly carriers: CarrierNames;
	/** Nobody has said anything. */
	readonly isNew: boolean;
}

/** What buyers said, those that wait first where nobody asks for others. */
export function renderReviewList(page: ReviewsPage): string {
	const { reviews, state, next, isNew } = page;
	return consoleDocument(page, (context) => {
		const { own } = context;
		const { reviews: text, list } = own;
		return {
			title: text.title,
			place: "reviews",
			children: (
				<>
					<h1>{text.title}</h1>
					<p class="quiet">{text.text}</p>
					<form method="get" action="/console/reviews" class="search">
						<Choice
							name="state"
							label={text.show}
							value={state ?? "all"}
							options={[...Object.entries(text.states), ["all", text.all]]}
						/>
						<button class="button" type="submit">
							{list.apply}
						</button>
					</form>
					{reviews.length === 0 && (
						<p class="details">{isNew ? text.noneYet : state === "waiting" ? text.none.waiting : text.none.other}</p>
					)}
					<ul class="rows">
						{reviews.map((review) => (
							<Row review={review} carriers={page.carriers} {...context} />
						))}
					</ul>
					<Further href={next} own={own} />
				</>
			),
		};
	});
}

interface RowInput {
	readonly review: ListedReview;
	readonly carriers: CarrierNames;
}

function Row({ review, carriers, ...context }: ConsoleContext & RowInput) {
	const { own, words } = context;
	const { reviews: text } = own;
	const { id, trackingNumber, stage, rating, items, state, writtenAt } = review;
	return (
		<li class={state === "waiting" ? "row row-warn" : "row row-plain"}>
			<div class="row-name">
				<a href={`/console/reviews/${id}`} dir="auto" class="asked-words">
					{wordsOf(review, text)}
				</a>
				<p class="quiet">
					<bdi>{carrierName(review, carriers)}</bdi> <bdi>{withoutControls(trackingNumber)}</bdi>
					{items.length > 0 && (
						<>
							{", "}
							<Sentence text={context.speech.list(items.map((name) => isolate(name)))} />
						</>
					)}
				</p>
			</div>
			<div class="row-state">
				<p lang={context.speech.locale}>
					{words.reviews.stages[stage]}
					{rating !== null && (
						<>
							{" "}
							<Stars rating={rating} reviews={words.reviews} />
						</>
					)}
				</p>
				<p class="quiet">{text.states[state]}</p>
			</div>
			<div class="row-when">
				<p class="quiet">
					<Ago at={writtenAt} {...context} />
				</p>
			</div>
		</li>
	);
}

/** What stands for a review in a list and above it. */
export function wordsOf({ text }: Pick<ListedReview, "text">, words: ConsoleContext["own"]["reviews"]): string {
	return text === null ? words.lost : text === "" ? words.noWords : withoutControls(text);
}
