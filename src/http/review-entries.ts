import { REVIEW_LIMITS, type ReviewEntries, type WrongReview } from "../../web/views/review-form.tsx";
import type { ReviewStage } from "../core/review.ts";
import type { OwnReview, ReaderReviews } from "../services/read-reviews.ts";
import { isBlank, paragraphsOf, printable } from "./paragraphs.ts";
import type { PhotoForm } from "./read-photo-form.ts";

/** What he said, in the fields in which he changes it. */
export function entriesOfOwn(own: OwnReview | undefined, { askAgain }: Pick<ReaderReviews, "askAgain">): ReviewEntries {
	const { rating = null, text = "", items = [] } = own ?? {};
	return {
		rating,
		text: text ?? "",
		items,
		removesPhotos: false,
		hadPhotos: false,
		removesVideo: false,
		hadVideo: false,
		askAgain: askAgain?.isWanted ?? false,
	};
}

/** What was sent. */
export function entriesOf({ fields, photos, video }: PhotoForm): ReviewEntries {
	return {
		rating: starsIn(fields.get("rating")),
		text: printable(paragraphsOf(fields.get("text") ?? "")).trim(),
		items: fields.getAll("item").slice(0, MOST_ITEMS),
		removesPhotos: fields.get("without-photos") === "1",
		hadPhotos: photos.length > 0,
		removesVideo: fields.get("without-video") === "1",
		hadVideo: video !== null,
		askAgain: fields.get("again") === "1",
	};
}

/** 1 to 5; null for anything else. */
export function starsIn(text: string | null | undefined): number | null {
	const stars = /^[1-5]$/.exec(text ?? "")?.[0];
	return stars === undefined ? null : Number(stars);
}

/** As many as an order has; the service keeps those that are among its things. */
const MOST_ITEMS = 200;

/** What is wrong with it, but for its files. */
export function wrongIn({ rating, text }: ReviewEntries, stage: ReviewStage): WrongReview {
	const isMissing = stage === "follow-up" && isBlank(text);
	return {
		...(stage !== "follow-up" && rating === null && { rating: "missing" }),
		...(isMissing ? { text: "missing" } : text.length > REVIEW_LIMITS.text && { text: "too-long" }),
	};
}
