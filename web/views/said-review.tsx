import { isolate, Sentence, withoutControls } from "./isolate.tsx";
import { SaidPhotos } from "./said-photos.tsx";
import { SaidVideo, type SaidVideoView } from "./said-video.tsx";
import type { ReviewWords } from "./words/review-keys.ts";
import type { Voice } from "./words.ts";

/** What a buyer said once a parcel came, as everybody reads it. */
export interface SaidReviewView {
	/** `rvw_…` */
	readonly id: string;
	readonly stage: keyof ReviewWords["stages"];
	readonly isVerified: boolean;
	/** 1 to 5. */
	readonly rating: number | null;
	/** Blank where stars say it all; null: nobody can read it any more. */
	readonly text: string | null;
	readonly items: readonly string[];
	readonly pictures: readonly { readonly width: number; readonly height: number; readonly url: string }[];
	readonly video: SaidVideoView | null;
	/** `…Z` */
	readonly writtenAt: string;
	readonly changedAt: string | null;
	readonly answer: { readonly text: string; readonly answeredAt: string } | null;
	/** What the same buyer added months later. */
	readonly added: readonly SaidReviewView[];
}

interface SaidReviewInput extends Pick<Voice, "words" | "speech"> {
	readonly review: SaidReviewView;
	readonly shop: string;
}

/** A review with its stars, its words and the shop's answer; whose it is, by no name. */
export function SaidReview({ review, shop, words, speech }: SaidReviewInput) {
	const { reviews, care } = words;
	const { stage, isVerified, rating, text, items, pictures, video, writtenAt, changedAt, answer, added } = review;
	return (
		<>
			<p class="said-by">
				<span>{reviews.stages[stage]}</span>
				<span class="quiet">
					{speech.parts([isVerified ? reviews.verified : reviews.unverified, speech.month(writtenAt)])}
					{changedAt !== null && ` (${reviews.changed})`}
				</span>
			</p>
			{rating !== null && (
				<p class="stars">
					<Stars rating={rating} reviews={reviews} />
				</p>
			)}
			{items.length > 0 && (
				<p class="quiet">
					<Sentence text={speech.list(items.map((name) => isolate(name)))} />
				</p>
			)}
			{text !== "" && (
				<p class="said-words" dir="auto">
					{text === null ? care.ask.lost : withoutControls(text)}
				</p>
			)}
			<SaidPhotos pictures={pictures} name={care.ask.photo} />
			<SaidVideo video={video} words={reviews.video} />
			{answer !== null && (
				<div class="said said-staff">
					<p class="said-by">
						<span>
							<Sentence text={reviews.answer(isolate(shop))} />
						</span>
						{changedAt !== null && changedAt > answer.answeredAt && <span class="quiet">{reviews.answeredBefore}</span>}
					</p>
					<p class="said-words" dir="auto">
						{withoutControls(answer.text)}
					</p>
				</div>
			)}
			{added.map((one) => (
				<div class="said-later">
					<SaidReview review={one} shop={shop} words={words} speech={speech} />
				</div>
			))}
		</>
	);
}

/** Five signs, and the word for as many: who cannot see stars is told no less. */
export function Stars({ rating, reviews }: { readonly rating: number; readonly reviews: ReviewWords }) {
	return (
		<>
			<span class="star-row" aria-hidden="true">
				{"★".repeat(rating)}
				{"☆".repeat(5 - rating)}
			</span>{" "}
			{starWord(rating, reviews)}
		</>
	);
}

/** The same where there are only words. */
export function starsText(rating: number, reviews: ReviewWords): string {
	return `${"★".repeat(rating)}${"☆".repeat(5 - rating)} ${starWord(rating, reviews)}`;
}

function starWord(rating: number, { scale }: ReviewWords): string {
	return rating >= 5
		? scale[5]
		: rating === 4
			? scale[4]
			: rating === 3
				? scale[3]
				: rating === 2
					? scale[2]
					: scale[1];
}
