import { isReviewable, type ReviewPolicy } from "../core/review.ts";
import type { StoredPage } from "../store/pages.ts";
import { brandOf } from "./brand-of.ts";
import { readPage } from "./known-parcel.ts";

/** What is reviewed and by which rules, as the link's shop set them. */
export function reviewedOf({ shop, page, returnOf }: StoredPage): {
	readonly policy: ReviewPolicy;
	readonly isReviewable: boolean;
} {
	// What comes back is judged by nobody: the shop is its recipient.
	return { policy: brandOf(shop).reviews, isReviewable: returnOf === null && isReviewable(readPage(page)) };
}
