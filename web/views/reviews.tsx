import type { ParcelPage } from "../../src/core/page.ts";
import type { ReviewPolicy, ReviewStage, ReviewState } from "../../src/core/review.ts";
import { Outcome } from "./form.tsx";
import { documentOf, type PlainPage } from "./frame.tsx";
import { isolate, Sentence } from "./isolate.tsx";
import { type ReviewEntries, ReviewForm, type WrongReview } from "./review-form.tsx";
import { SaidReview, type SaidReviewView } from "./said-review.tsx";
import { titleOf } from "./titles.ts";
import type { Voice } from "./words.ts";

/** What a reader said himself. */
export interface OwnReviewView extends SaidReviewView {
	readonly state: ReviewState;
	/** `…Z`; null once it is too late. */
	readonly changedUntil: string | null;
}

export interface ReviewsPage extends PlainPage {
	readonly parcel: ParcelPage;
	/** The stylesheet of the shop's colours; null without one. */
	readonly brandStyles: string | null;
	/** An instant, `…Z`. */
	readonly now: string;
	/** The parcel's own page, without a language. */
	readonly href: string;
	readonly policy: ReviewPolicy;
	/** It came, and nobody says that he has it not. */
	readonly isReviewable: boolean;
	readonly own: readonly OwnReviewView[];
	/** What he can write or write otherwise. */
	readonly writable: readonly ReviewStage[];
	/** Of which the form stands open; null: of none. */
	readonly stage: ReviewStage | null;
	/** Whoever shows that he is the buyer is told to be; false for one who has. */
	readonly mayVerify: boolean;
	/** To be asked once more by mail; null: nobody would be written to. `address` masked. */
	readonly askAgain: { readonly address: string } | null;
	/** What became of the form before. */
	readonly outcome: "none" | "sent" | "erased" | "refused";
	readonly entries: ReviewEntries;
	readonly wrong: WrongReview;
	/** Drawn by lot for a device that wrote nothing yet. */
	readonly once: string;
	/** Minutes to wait; null while he need not. */
	readonly waitMinutes: number | null;
}

/** "How was it?" as a whole HTML document: what he said, one form at a time, and the way to the others. */
export function renderReviews(page: ReviewsPage): string {
	const { parcel, brandStyles, href, query = "", policy, isReviewable } = page;
	return documentOf(page, (voice) => {
		const { words } = voice;
		const { reviews } = words;
		const shop = isolate(parcel.shop.name);
		const isOpen = policy !== "off" && isReviewable;
		return {
			title: `${reviews.ask} ${titleOf(parcel, words)}`,
			hasForm: true,
			brandStyles,
			children: (
				<section class="lead review-page">
					<p class="back">
						<a href={`${href}${query}`}>{words.care.notReceived.back}</a>
					</p>
					<h1>{reviews.ask}</h1>
					<p class="quiet">
						<Sentence text={words.askSubject(titleOf(parcel, words), isolate(parcel.trackingNumber))} />
					</p>
					<p class="details">
						<Sentence
							text={policy === "off" ? reviews.off(shop) : isReviewable ? reviews.lead(shop) : reviews.notNow}
						/>
					</p>
					{page.outcome === "refused" && <Outcome text={reviews.refused} />}
					{page.outcome === "erased" && (
						<p class="outcome outcome-good" role="status">
							{reviews.erased}
						</p>
					)}
					{page.own
						.filter(({ stage }) => stage !== page.stage)
						.map((review) => (
							<Own review={review} page={page} voice={voice} />
						))}
					{isOpen && <Stages page={page} voice={voice} />}
					{isOpen && page.stage !== null && <ReviewForm page={page} stage={page.stage} voice={voice} />}
					{isOpen && page.mayVerify && (
						<p class="hint">
							{reviews.prove}{" "}
							<a href={`${href}/verify${query === "" ? "?" : `${query}&`}to=reviews`}>{words.care.verify.title}</a>
						</p>
					)}
				</section>
			),
		};
	});
}

interface Part {
	readonly page: ReviewsPage;
	readonly voice: Voice;
}

/** An address of this page with one form open. */
export function formAddress({ href, query = "" }: Pick<ReviewsPage, "href" | "query">, stage: ReviewStage): string {
	return `${href}/reviews${query === "" ? "?" : `${query}&`}stage=${stage}`;
}

function Own({ review, page, voice: { words, speech } }: Part & { readonly review: OwnReviewView }) {
	const { reviews } = words;
	const { stage, state, changedUntil } = review;
	const shop = isolate(page.parcel.shop.name);
	const stands = {
		waiting: reviews.states.waiting(shop),
		shown: reviews.states.shown,
		hidden: reviews.states.hidden(shop),
	};
	const isNew = page.outcome === "sent";
	return (
		<section class="said own-review" aria-label={reviews.stages[stage]}>
			<SaidReview review={review} shop={page.parcel.shop.name} words={words} speech={speech} />
			<p class="hint" {...(isNew && { role: "status" })}>
				<Sentence text={stands[state]} />
			</p>
			{changedUntil !== null && page.writable.includes(stage) && (
				<p class="hint">
					{speech.sentence(reviews.changedUntil(speech.day(changedUntil.slice(0, 10), page.now)))}{" "}
					<a href={formAddress(page, stage)}>{reviews.change}</a>
				</p>
			)}
			<details>
				<summary>{reviews.takeBack}</summary>
				<form class="form" method="post" action={`${page.href}/reviews/take-back${page.query ?? ""}`}>
					<input type="hidden" name="stage" value={stage} />
					<p>{reviews.takeBackText}</p>
					<button class="button" type="submit">
						{reviews.takeBackSure}
					</button>
				</form>
			</details>
		</section>
	);
}

/** What he has said nothing of yet, with the one that he is at: one form at a time, so that no words are lost in another. */
function Stages({ page, voice: { words } }: Part) {
	const said = page.own.map(({ stage }) => stage);
	const left = page.writable.filter((stage) => !said.includes(stage));
	const others = left.filter((stage) => stage !== page.stage);
	if (others.length === 0) return null;
	return (
		<ul class="stages">
			{left.map((stage) => (
				<li>
					<a class="button" href={formAddress(page, stage)} {...(stage === page.stage && { "aria-current": "step" })}>
						{words.reviews.stages[stage]}
					</a>
				</li>
			))}
		</ul>
	);
}
