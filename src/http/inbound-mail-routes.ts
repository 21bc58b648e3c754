import { z } from "zod";
import {
	INBOUND_STATES,
	type InboundMailDetail,
	type InboundMailsQuery,
	type InboundMailView,
	type MailPlace,
} from "../services/inbound-mails.ts";
import type { Principal } from "../services/views.ts";
import { listOf } from "./answers/common.ts";
import { inboundMail, inboundMailDetail } from "./answers/inbound-mails.ts";
import type { Door, Route } from "./door.ts";
import { answerSlice, forSellers, idOf, type Slice } from "./for-sellers.ts";
import { exampleId } from "./openapi/about.ts";
import { readJson, readQuery } from "./read-body.ts";
import { nothing, page } from "./shapes.ts";

export interface InboundMailServices {
	listInboundMails(principal: Principal, query: InboundMailsQuery): Promise<Slice<InboundMailView>>;
	/** How many wait to be placed; a hundred stands for more. */
	countMailsToPlace(principal: Principal): Promise<number>;
	getInboundMail(principal: Principal, id: string): Promise<InboundMailDetail>;
	placeInboundMail(principal: Principal, id: string, place: MailPlace): Promise<InboundMailDetail>;
}

const mailsPage = page.extend({
	state: z.enum(INBOUND_STATES).describe("`suggested`: those that wait to be placed.").optional(),
	question: z.string().max(64).describe("Those of one question's thread.").optional(),
});

const mailPlace = z
	.strictObject({
		question: z.string().max(64).nullable().describe("In whose thread it belongs; null: it is put aside."),
		as: z
			.enum(["buyer", "note"])
			.optional()
			.describe("`buyer`: he said it, and waits. `note`: for the shop alone. Left out where it is put aside."),
	})
	.refine(
		({ question, as }) => (question === null) === (as === undefined),
		'Name a question and "as", or "question": null alone.',
	);

/** Mails that came in, and where somebody at the shop says that they belong. */
export function inboundMailRoutes({ services, publicUrl }: Pick<Door, "services" | "publicUrl">): readonly Route[] {
	return forSellers(
		[
			{
				method: "GET",
				path: "/v1/inbound-mails",
				scope: "questions:read",
				about: {
					name: "listInboundMails",
					tag: "Questions",
					summary: "List mails that came in",
					more: "Newest first. `state=suggested`: those of which nobody knows whether they belong to a question.",
					query: mailsPage,
					answers: { 200: { when: "A slice of them.", body: listOf(inboundMail) } },
					asked: { query: { state: "suggested" } },
				},
				answer: async (context, principal) =>
					answerSlice(context, publicUrl, await services.listInboundMails(principal, readQuery(context, mailsPage))),
			},
			{
				method: "GET",
				path: "/v1/inbound-mails/:id",
				scope: "questions:read",
				about: {
					name: "getInboundMail",
					tag: "Questions",
					summary: "Read a mail that came in",
					more: "A message of a thread that came by mail names it in `mailId`.",
					answers: { 200: { when: "As it reads, and as it came.", body: inboundMailDetail } },
				},
				answer: async (context, principal) => {
					const id = idOf(context, "mail");
					readQuery(context, nothing);
					return context.json(await services.getInboundMail(principal, id));
				},
			},
			{
				method: "POST",
				path: "/v1/inbound-mails/:id/place",
				scope: "questions:write",
				about: {
					name: "placeInboundMail",
					tag: "Questions",
					summary: "Say where a mail belongs",
					more: "As the buyer's it is said as if he had replied to a letter, and the question waits for the shop. A mail is placed once.",
					body: mailPlace,
					answers: { 200: { when: "As it is now.", body: inboundMailDetail } },
					refuses: [409],
					asked: { body: { question: exampleId("qst"), as: "buyer" } },
				},
				answer: async (context, principal) => {
					const id = idOf(context, "mail");
					await services.getInboundMail(principal, id);
					return context.json(
						await services.placeInboundMail(principal, id, placeOf(await readJson(context, mailPlace))),
					);
				},
			},
		],
		services,
	);
}

function placeOf({ question, as = "note" }: z.output<typeof mailPlace>): MailPlace {
	return question === null ? { question } : { question, as };
}
