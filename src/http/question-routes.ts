import { z } from "zod";
import type { PicturePlace } from "../services/open-picture.ts";
import {
	type NewAnswer,
	QUESTION_STATES,
	type QuestionDetail,
	type QuestionsQuery,
	type QuestionView,
} from "../services/questions.ts";
import type { QuestionsStanding } from "../services/questions-standing.ts";
import type { Principal } from "../services/views.ts";
import { answerPicture, PICTURE_PATH, placeOf } from "./answer-picture.ts";
import { listOf } from "./answers/common.ts";
import { question, questionDetail, questionsStanding } from "./answers/questions.ts";
import type { Door, Route } from "./door.ts";
import { answerSlice, forSellers, idOf, type Slice } from "./for-sellers.ts";
import { isBlank, isPrintable, paragraphsOf } from "./paragraphs.ts";
import { readJson, readQuery } from "./read-body.ts";
import { nothing, page } from "./shapes.ts";

export interface QuestionServices {
	listQuestions(principal: Principal, query: QuestionsQuery): Promise<Slice<QuestionView>>;
	questionsStanding(principal: Principal): Promise<QuestionsStanding>;
	getQuestion(principal: Principal, id: string): Promise<QuestionDetail>;
	/** A JPEG. */
	getPicture(principal: Principal, id: string, place: PicturePlace): Promise<Uint8Array>;
	answerQuestion(
		principal: Principal,
		id: string,
		answer: NewAnswer,
		channel: "console" | "api",
	): Promise<QuestionDetail>;
	/** Of a thread all that was said. */
	eraseQuestion(principal: Principal, id: string): Promise<void>;
	closeQuestion(principal: Principal, id: string, change: { readonly closed: boolean }): Promise<QuestionDetail>;
}

const questionsPage = page.extend({
	state: z.enum(QUESTION_STATES).optional(),
	shipment: z.string().max(64).describe("Those of one parcel.").optional(),
});

/** Several lines of what a person at the shop wrote. */
export const answerText = z
	.string()
	.transform(paragraphsOf)
	.pipe(
		z
			.string()
			.max(5_000)
			.refine((text) => !isBlank(text), "Write what the buyer should read.")
			.refine(isPrintable, "Holds a character that cannot be printed."),
	);

const newAnswer = z.strictObject({
	text: answerText,
	shared: z.boolean().default(true).describe("False: a note that the shop keeps to itself."),
});

const questionChange = z.strictObject({ closed: z.boolean() });

/** What buyers ask, and how the shop answers. */
export function questionRoutes({ services, publicUrl }: Pick<Door, "services" | "publicUrl">): readonly Route[] {
	return forSellers(
		[
			{
				method: "GET",
				path: "/v1/questions",
				scope: "questions:read",
				about: {
					name: "listQuestions",
					tag: "Questions",
					summary: "List what buyers asked",
					more: "Newest first; of those that wait, who waits longest first.",
					query: questionsPage,
					answers: { 200: { when: "A slice of them.", body: listOf(question) } },
					asked: { query: { state: "waiting" } },
				},
				answer: async (context, principal) =>
					answerSlice(context, publicUrl, await services.listQuestions(principal, readQuery(context, questionsPage))),
			},
			{
				method: "GET",
				path: "/v1/analytics/questions",
				scope: "questions:read",
				about: {
					name: "questionsStanding",
					tag: "Questions",
					summary: "Tell how many wait, and how soon the shop answers",
					answers: { 200: { when: "As of now.", body: questionsStanding } },
				},
				answer: async (context, principal) => {
					readQuery(context, nothing);
					return context.json(await services.questionsStanding(principal));
				},
			},
			{
				method: "GET",
				path: "/v1/questions/:id",
				scope: "questions:read",
				about: {
					name: "getQuestion",
					tag: "Questions",
					summary: "Read a question with its thread",
					answers: { 200: { when: "All of it.", body: questionDetail } },
				},
				answer: async (context, principal) => {
					const id = idOf(context, "question");
					readQuery(context, nothing);
					return context.json(await services.getQuestion(principal, id));
				},
			},
			{
				method: "GET",
				path: `/v1/questions/:id${PICTURE_PATH}`,
				scope: "questions:read",
				about: {
					name: "getPicture",
					tag: "Questions",
					summary: "Get a photo of a message",
					more: "Upright, at most 1,600 pixels long, without the place, the time or anything else that the file held.",
					answers: { 200: { when: "The photo.", kinds: ["image/jpeg"] } },
				},
				answer: async (context, principal) => {
					const id = idOf(context, "question");
					readQuery(context, nothing);
					return answerPicture(context, await services.getPicture(principal, id, placeOf(context)));
				},
			},
			{
				method: "POST",
				path: "/v1/questions/:id/messages",
				scope: "questions:write",
				about: {
					name: "answerQuestion",
					tag: "Questions",
					summary: "Answer a question",
					more: "It stands on the buyer's page at once, and is mailed where an address is known. With `shared` false it is a note for the shop, and the buyer goes on waiting.",
					body: newAnswer,
					answers: { 201: { when: "It was said.", body: questionDetail } },
					refuses: [409],
					asked: { body: { text: "It left Leipzig this morning and is with you tomorrow." } },
				},
				answer: async (context, principal) => {
					const id = idOf(context, "question");
					await services.getQuestion(principal, id);
					const answer = await readJson(context, newAnswer);
					return context.json(await services.answerQuestion(principal, id, { ...answer, photos: [] }, "api"), 201);
				},
			},
			{
				method: "PATCH",
				path: "/v1/questions/:id",
				scope: "questions:write",
				about: {
					name: "changeQuestion",
					tag: "Questions",
					summary: "Close a question, or take it up again",
					more: "For what needs no answer, such as thanks. A buyer who writes again opens it.",
					body: questionChange,
					answers: { 200: { when: "As it is now.", body: questionDetail } },
					asked: { body: { closed: true } },
				},
				answer: async (context, principal) => {
					const id = idOf(context, "question");
					await services.getQuestion(principal, id);
					const change = await readJson(context, questionChange);
					return context.json(await services.closeQuestion(principal, id, change));
				},
			},
			{
				method: "DELETE",
				path: "/v1/questions/:id",
				scope: "questions:write",
				about: {
					name: "eraseQuestion",
					tag: "Questions",
					summary: "Erase what was said of a question",
					more: "For a buyer who wants it and did not do so himself on the page: words, photos, the address that was typed, mails that came and letters that have not left. That something was asked of this parcel, and when it was erased, stays.",
					answers: { 204: { when: "Nothing of it is left." } },
				},
				answer: async (context, principal) => {
					await services.eraseQuestion(principal, idOf(context, "question"));
					return context.body(null, 204);
				},
			},
		],
		services,
	);
}
