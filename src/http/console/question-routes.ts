import { z } from "zod";
import { PHOTOS } from "../../../web/views/ask.tsx";
import { type SentForm, UNSENT } from "../../../web/views/console/fields.tsx";
import { renderQuestion } from "../../../web/views/console/question.tsx";
import { renderQuestions } from "../../../web/views/console/questions.tsx";
import { consoleWordsFor } from "../../../web/views/console/words.ts";
import { Invalid } from "../../core/errors.ts";
import { QUESTION_STATES } from "../../services/questions.ts";
import { answerPicture, PICTURE_PATH, placeOf } from "../answer-picture.ts";
import type { HttpContext, Route } from "../door.ts";
import { idOf } from "../for-sellers.ts";
import { answerText } from "../question-routes.ts";
import { actorNames } from "./actor-names.ts";
import { carrierNames, withCouriers } from "./carrier-names.ts";
import { cursorIn, parseAs } from "./fields.ts";
import { type RefusedForm, refusedForm, valuesOf } from "./form-errors.ts";
import { answerPage, type ConsoleNeeds, forStaff, type Staff } from "./staff.ts";

const SLICE = 50;
const answerForm = z.strictObject({ text: answerText });

/** What buyers ask, and where somebody at the shop answers. */
export function consoleQuestionRoutes(door: ConsoleNeeds): readonly Route[] {
	const { services } = door;
	return forStaff(
		[
			{
				method: "GET",
				path: "/console/questions",
				scope: "questions:read",
				answer: (context, staff) => answerList(door, context, staff),
			},
			{
				method: "GET",
				path: "/console/questions/:id",
				scope: "questions:read",
				answer: (context, staff) => answerQuestion(door, context, staff, UNSENT),
			},
			{
				method: "GET",
				path: `/console/questions/:id${PICTURE_PATH}`,
				scope: "questions:read",
				answer: async (context, { principal }) =>
					answerPicture(context, await services.getPicture(principal, idOf(context, "question"), placeOf(context))),
			},
			{
				method: "POST",
				path: "/console/questions/:id/answer",
				scope: "questions:write",
				takesPhotos: true,
				answer: async (context, staff) => {
					const id = idOf(context, "question");
					const isNote = staff.form.get("note") === "1";
					try {
						const { text } = parseAs({ text: staff.form.get("text") ?? "" }, answerForm);
						const photos = await photosOf(services, staff);
						await services.answerQuestion(staff.principal, id, { text, shared: !isNote, photos }, "console");
						return context.redirect(`/console/questions/${id}?done=${isNote ? "noted" : "answered"}`, 303);
					} catch (error) {
						const refused = withPhotos(refusedForm(error, staff, "questions:read", ["text", "photos"]), staff);
						const values = valuesOf(staff.form);
						return answerQuestion(door, context, staff, { ...refused, values }, refused.status);
					}
				},
			},
			{
				method: "POST",
				path: "/console/questions/:id/close",
				scope: "questions:write",
				answer: async (context, staff) => {
					const id = idOf(context, "question");
					const closed = staff.form.get("closed") !== "0";
					await services.closeQuestion(staff.principal, id, { closed });
					return context.redirect(`/console/questions/${id}?done=${closed ? "closed" : "taken-up"}`, 303);
				},
			},
		],
		door,
	);
}

/** Drawn anew. Throws `Invalid` that points at them. */
async function photosOf({ drawPhotos }: ConsoleNeeds["services"], { photoForm, page }: Staff) {
	const { questions: words } = consoleWordsFor(page.locale);
	if (photoForm?.wrong === "too-many") throw wrongPhotos(words.photosMany(PHOTOS.most));
	if (photoForm?.wrong === "too-large") throw wrongPhotos(words.photosLarge(PHOTOS.megabytes));
	const drawn = await drawPhotos(photoForm?.photos ?? []);
	if ("refused" in drawn) throw wrongPhotos(drawn.because);
	return drawn;
}

function wrongPhotos(detail: string): Invalid {
	return new Invalid(detail, [{ pointer: "/photos", detail }]);
}

/** A browser forgets the files that were chosen, whatever else it was that was refused. */
function withPhotos(refused: RefusedForm, { photoForm, page }: Staff): RefusedForm {
	if (refused.errors.photos !== undefined || !photoForm?.photos.length) return refused;
	const { photosAgain } = consoleWordsFor(page.locale).questions;
	return { ...refused, errors: { ...refused.errors, photos: photosAgain } };
}

/** Those that wait, unless somebody asks for others. */
async function answerList({ services }: ConsoleNeeds, context: HttpContext, staff: Staff) {
	const { principal, page } = staff;
	const { state: asked = "waiting" } = context.req.query();
	const state = QUESTION_STATES.find((one) => one === asked);
	const cursor = cursorIn(context);
	const { items, next } = await services.listQuestions(principal, { state, cursor, limit: SLICE });
	const { usualSeconds } = await services.questionsStanding(principal);
	const any = items.length > 0 ? items : (await services.listQuestions(principal, { limit: 1 })).items;
	const html = renderQuestions({
		...page,
		questions: await withCouriers(services, staff, items, ({ shipmentId }) => shipmentId),
		state: state ?? null,
		usualSeconds,
		helped: (await services.faqHelped(principal)).items,
		mailsToPlace: await services.countMailsToPlace(principal),
		next: next === null ? null : `/console/questions?${new URLSearchParams({ state: asked, cursor: next })}`,
		carriers: await carrierNames(services, staff),
		isNew: any.length === 0,
	});
	return answerPage(context, html);
}

async function answerQuestion(
	door: ConsoleNeeds,
	context: HttpContext,
	staff: Staff,
	sent: SentForm,
	status: 200 | RefusedForm["status"] = 200,
): Promise<Response> {
	const { services } = door;
	const { principal, page, may } = staff;
	const question = await services.getQuestion(principal, idOf(context, "question"));
	const [named = question] = await withCouriers(services, staff, [question], ({ shipmentId }) => shipmentId);
	const html = renderQuestion({
		...page,
		question: named,
		carriers: await carrierNames(services, staff),
		names: await actorNames(
			door,
			principal,
			question.messages.flatMap(({ actor }) => actor ?? []),
		),
		mayAnswer: may("questions:write"),
		parcelHref: may("shipments:read") ? `/console/parcels/${question.shipmentId}` : null,
		sent,
	});
	return answerPage(context, html, status);
}
