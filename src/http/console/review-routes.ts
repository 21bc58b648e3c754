import { z } from "zod";
import { type SentForm, UNSENT } from "../../../web/views/console/fields.tsx";
import { renderReview } from "../../../web/views/console/review.tsx";
import { renderReviewList } from "../../../web/views/console/reviews.tsx";
import { REVIEW_STATES } from "../../core/review.ts";
import { answerPicture, countIn } from "../answer-picture.ts";
import { answerVideo } from "../answer-video.ts";
import type { HttpContext, Route } from "../door.ts";
import { idOf } from "../for-sellers.ts";
import { answerText } from "../question-routes.ts";
import { reviewChange } from "../review-routes.ts";
import { carrierNames, withCouriers } from "./carrier-names.ts";
import { cursorIn, parseAs } from "./fields.ts";
import { type RefusedForm, refusedForm, valuesOf } from "./form-errors.ts";
import { answerPage, type ConsoleNeeds, forStaff, type Staff } from "./staff.ts";

const SLICE = 50;
const answerForm = z.strictObject({ text: answerText });

/** What buyers say once a parcel came, and what somebody at the shop makes of it. */
export function consoleReviewRoutes(door: ConsoleNeeds): readonly Route[] {
	const { services } = door;
	return forStaff(
		[
			{
				method: "GET",
				path: "/console/reviews",
				scope: "reviews:read",
				answer: (context, staff) => answerList(door, context, staff),
			},
			{
				method: "GET",
				path: "/console/reviews/:id",
				scope: "reviews:read",
				answer: (context, staff) => answerReview(door, context, staff, UNSENT),
			},
			{
				method: "GET",
				path: "/console/reviews/:id/pictures/:position",
				scope: "reviews:read",
				answer: async (context, { principal }) => {
					const id = idOf(context, "review");
					return answerPicture(context, await services.getReviewPicture(principal, id, countIn(context, "position")));
				},
			},
			{
				method: "GET",
				path: "/console/reviews/:id/video",
				scope: "reviews:read",
				answer: async (context, { principal }) =>
					answerVideo(context, await services.getReviewVideo(principal, idOf(context, "review"))),
			},
			{
				method: "POST",
				path: "/console/reviews/:id/state",
				scope: "reviews:write",
				answer: async (context, { principal, form }) => {
					const id = idOf(context, "review");
					const state = form.get("state");
					const given = state === "hidden" ? { state, reason: form.get("reason") } : { state };
					const change = parseAs(given, reviewChange);
					await services.moderateReview(principal, id, change);
					return context.redirect(`/console/reviews/${id}?done=review-${change.state}`, 303);
				},
			},
			{
				method: "POST",
				path: "/console/reviews/:id/answer",
				scope: "reviews:write",
				answer: async (context, staff) => {
					const id = idOf(context, "review");
					try {
						const answer = parseAs({ text: staff.form.get("text") ?? "" }, answerForm);
						await services.answerReview(staff.principal, id, answer);
						return context.redirect(`/console/reviews/${id}?done=review-answered`, 303);
					} catch (error) {
						const refused = refusedForm(error, staff, "reviews:read", ["text"]);
						const sent = { ...refused, values: valuesOf(staff.form) };
						return answerReview(door, context, staff, sent, refused.status);
					}
				},
			},
		],
		door,
	);
}

/** Those that wait, unless somebody asks for others. */
async function answerList({ services }: ConsoleNeeds, context: HttpContext, staff: Staff) {
	const { principal, page } = staff;
	const { state: asked = "waiting" } = context.req.query();
	const state = REVIEW_STATES.find((one) => one === asked);
	const { items, next } = await services.listReviews(principal, { state, cursor: cursorIn(context), limit: SLICE });
	const any = items.length > 0 ? items : (await services.listReviews(principal, { limit: 1 })).items;
	const html = renderReviewList({
		...page,
		reviews: await withCouriers(services, staff, items, ({ shipmentId }) => shipmentId),
		state: state ?? null,
		next: next === null ? null : `/console/reviews?${new URLSearchParams({ state: asked, cursor: next })}`,
		carriers: await carrierNames(services, staff),
		isNew: any.length === 0,
	});
	return answerPage(context, html);
}

async function answerReview(
	{ services }: ConsoleNeeds,
	context: HttpContext,
	staff: Staff,
	sent: SentForm,
	status: 200 | RefusedForm["status"] = 200,
): Promise<Response> {
	const { principal, page, may } = staff;
	const review = await services.getReview(principal, idOf(context, "review"));
	const [named] = await withCouriers(services, staff, [review], ({ shipmentId }) => shipmentId);
	const html = renderReview({
		...page,
		review: named ?? review,
		carriers: await carrierNames(services, staff),
		mayChange: may("reviews:write"),
		parcelHref: may("shipments:read") ? `/console/parcels/${review.shipmentId}` : null,
		sent,
	});
	return answerPage(context, html, status);
}
