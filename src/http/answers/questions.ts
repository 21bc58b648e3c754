import { z } from "zod";
import type { FaqHelped } from "../../services/faq-votes.ts";
import {
	type MessageOfThread,
	QUESTION_STATES,
	type QuestionDetail,
	type QuestionView,
} from "../../services/questions.ts";
import type { QuestionsStanding } from "../../services/questions-standing.ts";
import { eta } from "./arrival.ts";
import { carrier, code, condition, idShape, instant, milestone, reason, shows } from "./common.ts";

const members = {
	id: idShape("qst"),
	shipmentId: idShape("shp"),
	carrier,
	trackingNumber: z.string(),
	state: z.enum(QUESTION_STATES).describe("`waiting`: for the shop; the buyer opens one that is closed by writing."),
	text: z.string().nullable().describe("What the buyer wrote last; null where it was erased, or its key is lost."),
	locale: z.string().describe("What the buyer reads, as BCP 47."),
	askedAt: instant,
	firstAnswerAt: instant.nullable(),
	hasFreshNote: z
		.boolean()
		.describe("Somebody else wrote, such as a courier or a mail server, and nobody of the shop has written since."),
	erased: z
		.strictObject({ at: instant, by: z.enum(["buyer", "shop"]) })
		.nullable()
		.describe("When all that had been said until then was erased, and at whose wish."),
	waitingSince: instant.nullable().describe("Since when the shop is waited for."),
};

export const question = shows<QuestionView>()(
	z.strictObject(members).meta({ id: "Question", description: "What a buyer asked of a parcel." }),
);

const message = shows<MessageOfThread>()(
	z
		.strictObject({
			number: z.int().describe("Counts from 1 within its thread."),
			side: z
				.enum(["buyer", "staff", "third"])
				.describe(
					"`third`: a courier, a warehouse, a mail server, or the buyer from another address. What they say never reaches the buyer.",
				),
			channel: z.enum(["page", "console", "api", "mail", "link"]),
			shared: z.boolean().describe("False: a note that the shop keeps to itself."),
			text: z.string().nullable().describe("Null where the key that sealed it is lost."),
			actor: z.string().nullable().describe("Who at the shop wrote it, as the audit log names him."),
			author: z.string().nullable().describe("What a third calls himself, or the name under which an answer went out."),
			saidAt: instant,
			pictures: z
				.array(z.strictObject({ width: z.int(), height: z.int(), url: z.string() }))
				.describe("Photos that it came with, drawn anew without what else was in the files: JPEG, by the same key."),
			mailId: idShape("inm").nullable().describe("The mail that it came in: `GET /v1/inbound-mails/{id}`."),
		})
		.meta({ id: "ThreadMessage", description: "What somebody said in a thread." }),
);

export const questionDetail = shows<QuestionDetail>()(
	z
		.strictObject({
			...members,
			asker: z
				.strictObject({
					email: z
						.string()
						.nullable()
						.describe("Where answers go beside the page; null: to the order's address, if any."),
					answersGo: z
						.enum(["nowhere", "order", "typed"])
						.describe(
							"Whose address answers are mailed to: `typed` is one that whoever asked typed, and may be anybody's.",
						),
					isVerified: z.boolean().describe("Who asked had shown that he knows the buyer's postcode or e-mail address."),
				})
				.nullable(),
			context: z
				.strictObject({
					asOf: instant.describe("With `?as_of=` the parcel is shown as it was known then."),
					version: z.int(),
					milestone,
					code,
					reason,
					condition,
					eta: eta.nullable(),
				})
				.describe("How the parcel stood on the page before whoever asked."),
			messages: z.array(message).describe("Oldest first."),
		})
		.meta({ id: "QuestionDetail", description: "A question with its thread." }),
);

export const questionsStanding = shows<QuestionsStanding>()(
	z
		.strictObject({
			waiting: z.int().describe("Questions that wait for the shop; 1,000 stands for more."),
			usualSeconds: z
				.number()
				.nullable()
				.describe(
					"Within how many seconds three of four questions of the last 90 days were answered, those that still wait counted as longer; null where fewer than five were.",
				),
		})
		.meta({ id: "QuestionsStanding", description: "How the shop stands with its buyers." }),
);

export const faqHelped = shows<FaqHelped>()(
	z
		.strictObject({
			period: z.strictObject({ days: z.int(), from: z.iso.date() }),
			items: z.array(
				z.strictObject({
					topic: z
						.string()
						.describe(
							"One of ours, as `topics` of a shop's questions names them, or `own-…` of one that the shop wrote.",
						),
					question: z.string().nullable().describe("The words of one that the shop wrote and still has."),
					helped: z.int(),
					notHelped: z.int(),
					share: z.number().describe("Of those who said anything, who was helped."),
					low: z.number().describe("The share lies between this and `high` 95 times of 100 (Wilson)."),
					high: z.number(),
				}),
			),
		})
		.meta({ id: "FaqHelped", description: "What answers on the pages were worth to who read them." }),
);
