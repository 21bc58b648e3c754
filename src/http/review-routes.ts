import { z } from "zod";
import { HIDING_REASONS, REVIEW_STAGES, REVIEW_STATES } from "../core/review.ts";
import type { OpenVideo } from "../services/open-video.ts";
import type { RatingsView, ReviewChange, ReviewsQuery, ReviewView } from "../services/reviews.ts";
import type { Principal } from "../services/views.ts";
import { answerPicture, countIn } from "./answer-picture.ts";
import { answerVideo } from "./answer-video.ts";
import { listOf } from "./answers/common.ts";
import { ratings, review } from "./answers/reviews.ts";
import type { Door, Route } from "./door.ts";
import { answerSlice, forSellers, idOf, type Slice } from "./for-sellers.ts";
import { answerText } from "./question-routes.ts";
import { readJson, readQuery } from "./read-body.ts";
import { nothing, page } from "./shapes.ts";

export interface ReviewServices {
	listReviews(principal: Principal, query: ReviewsQuery): Promise<Slice<ReviewView>>;
	/** How many wait to be let through; 1,000 stands for more. */
	reviewsWaiting(principal: Principal): Promise<number>;
	getReview(principal: Principal, id: string): Promise<ReviewView>;
	/** A JPEG. */
	getReviewPicture(principal: Principal, id: string, position: number): Promise<Uint8Array>;
	getReviewVideo(principal: Principal, id: string): Promise<OpenVideo>;
	moderateReview(principal: Principal, id: string, change: ReviewChange): Promise<ReviewView>;
	answerReview(principal: Principal, id: string, answer: { readonly text: string }): Promise<ReviewView>;
	eraseReview(principal: Principal, id: string): Promise<void>;
	reviewRatings(principal: Principal, query: { readonly brand?: string | undefined }): Promise<RatingsView>;
}

const brand = z.string().max(64).describe("`brd_…`, or `none` for those under the shop's own name.").optional();

const reviewsPage = page.extend({
	stage: z.enum(REVIEW_STAGES).optional(),
	rating: z
		.string()
		.regex(/^[1-5]$/, "A whole number from 1 to 5 is wanted.")
		.transform(Number)
		.describe("Stars, 1 to 5.")
		.optional(),
	state: z.enum(REVIEW_STATES).optional(),
	shipment: z.string().max(64).describe("Those of one parcel.").optional(),
	brand,
});

const ratingsOf = z.strictObject({ brand });

/** What the shop makes of a review. */
export const reviewChange = z.discriminatedUnion("state", [
	z.strictObject({ state: z.literal("shown") }),
	z.strictObject({
		state: z.literal("hidden"),
		reason: z
			.enum(HIDING_REASONS)
			.describe("Bad news is no reason to hide a review. It is kept, and noted in the log."),
	}),
]);

const reviewAnswer = z.strictObject({ text: answerText });

/** What buyers say once a parcel came, and what the shop makes of it. */
export function reviewRoutes({ services, publicUrl }: Pick<Door, "services" | "publicUrl">): readonly Route[] {
	return forSellers(
		[
			{
				method: "GET",
				path: "/v1/reviews",
				scope: "reviews:read",
				about: {
					name: "listReviews",
					tag: "Reviews",
					summary: "List what buyers said once a parcel came",
					more: "Newest first; those that were erased are left out. To show them at your shop ask with `state=shown`.",
					query: reviewsPage,
					answers: { 200: { when: "A slice of them.", body: listOf(review) } },
					asked: { query: { state: "waiting" } },
				},
				answer: async (context, principal) =>
					answerSlice(context, publicUrl, await services.listReviews(principal, readQuery(context, reviewsPage))),
			},
			{
				method: "GET",
				path: "/v1/analytics/reviews",
				scope: "reviews:read",
				about: {
					name: "reviewRatings",
					tag: "Reviews",
					summary: "Tell how many stars buyers gave",
					more: "Of the reviews that are shown, for each thing by its name.",
					query: ratingsOf,
					answers: { 200: { when: "As of now.", body: ratings } },
				},
				answer: async (context, principal) =>
					context.json(await services.reviewRatings(principal, readQuery(context, ratingsOf))),
			},
			{
				method: "GET",
				path: "/v1/reviews/:id",
				scope: "reviews:read",
				about: {
					name: "getReview",
					tag: "Reviews",
					summary: "Read a review",
					answers: { 200: { when: "All of it.", body: review } },
				},
				answer: async (context, principal) => {
					const id = idOf(context, "review");
					readQuery(context, nothing);
					return context.json(await services.getReview(principal, id));
				},
			},
			{
				method: "GET",
				path: "/v1/reviews/:id/pictures/:position",
				scope: "reviews:read",
				about: {
					name: "getReviewPicture",
					tag: "Reviews",
					summary: "Get a photo of a review",
					more: "Upright, at most 1,600 pixels long, without the place, the time or anything else that the file held.",
					answers: { 200: { when: "The photo.", kinds: ["image/jpeg"] } },
				},
				answer: async (context, principal) => {
					const id = idOf(context, "review");
					readQuery(context, nothing);
					return answerPicture(context, await services.getReviewPicture(principal, id, countIn(context, "position")));
				},
			},
			{
				method: "GET",
				path: "/v1/reviews/:id/video",
				scope: "reviews:read",
				about: {
					name: "getReviewVideo",
					tag: "Reviews",
					summary: "Get the video of a review",
					more: "Its pictures and its sound as they were sent, put together without the place, the time or anything else that the file named. A piece of it, asked for by `Range`, is answered with 206. Whether it can be played depends on its `codec` and the device: `avc` nearly everywhere.",
					answers: { 200: { when: "The video.", kinds: ["video/mp4", "video/webm"] } },
				},
				answer: async (context, principal) => {
					const id = idOf(context, "review");
					readQuery(context, nothing);
					return answerVideo(context, await services.getReviewVideo(principal, id));
				},
			},
			{
				method: "PATCH",
				path: "/v1/reviews/:id",
				scope: "reviews:write",
				about: {
					name: "changeReview",
					tag: "Reviews",
					summary: "Let a review through, or hide it",
					more: "What is hidden is seen by its writer alone, who is told so. A buyer who changes his words sends them through the shop again.",
					body: reviewChange,
					answers: { 200: { when: "As it is now.", body: review } },
					refuses: [409],
					asked: { body: { state: "shown" } },
				},
				answer: async (context, principal) => {
					const id = idOf(context, "review");
					await services.getReview(principal, id);
					return context.json(await services.moderateReview(principal, id, await readJson(context, reviewChange)));
				},
			},
			{
				method: "POST",
				path: "/v1/reviews/:id/answer",
				scope: "reviews:write",
				about: {
					name: "answerReview",
					tag: "Reviews",
					summary: "Answer a review in public",
					more: "It stands beside the review, in the place of what was answered before.",
					body: reviewAnswer,
					answers: { 200: { when: "It was said.", body: review } },
					refuses: [409],
					asked: { body: { text: "Thank you. The next box is a stronger one." } },
				},
				answer: async (context, principal) => {
					const id = idOf(context, "review");
					await services.getReview(principal, id);
					return context.json(await services.answerReview(principal, id, await readJson(context, reviewAnswer)));
				},
			},
			{
				method: "DELETE",
				path: "/v1/reviews/:id",
				scope: "reviews:write",
				about: {
					name: "eraseReview",
					tag: "Reviews",
					summary: "Erase what was said in a review",
					more: "For a buyer who wants it and did not do so himself on the page: stars, words, photos, the video, your answer, and what he added to it later. That it was erased, and when, stays. To keep a review from being shown, hide it.",
					answers: { 204: { when: "Nothing of it is left." } },
				},
				answer: async (context, principal) => {
					await services.eraseReview(principal, idOf(context, "review"));
					return context.body(null, 204);
				},
			},
		],
		services,
	);
}
