import { Sign } from "./icons.tsx";
import { SaidReview } from "./said-review.tsx";
import type { PartContext } from "./titles.ts";

/** Once it came: what its buyer said of it, and the way to say something. Never beside a problem: see core/review.ts. */
export function ReviewSection({ model: { reviews, parcel, addresses }, words, speech }: PartContext) {
	if (reviews === null) return null;
	return (
		<section class="reviews" aria-labelledby="reviews-title">
			<h2 id="reviews-title">{reviews.length > 0 ? words.reviews.said : words.reviews.ask}</h2>
			{reviews.length > 0 && (
				<ul>
					{reviews.map((review) => (
						<li class="said">
							<SaidReview review={review} shop={parcel.shop.name} words={words} speech={speech} />
						</li>
					))}
				</ul>
			)}
			<p class="doing">
				<a href={addresses.reviews}>
					<Sign name="star" />
					<span>{words.reviews.write}</span>
				</a>
			</p>
		</section>
	);
}
