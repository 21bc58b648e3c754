import { z } from "zod";
import { CHANNELS } from "../../core/scan.ts";
import { MESSAGE_STATES, type MessageDetail, type MessageView, type RereadView } from "../../services/views.ts";
import { carrier, idShape, instant, shows } from "./common.ts";

const problems = z.array(z.strictObject({ kind: z.string(), detail: z.string() }));

const messageMembers = {
	id: idShape("msg"),
	receivedAt: instant,
	carrier,
	connectionId: idShape("con").nullable().describe("Null for a connection that is no more."),
	channel: z.enum(CHANNELS),
	state: z
		.enum(MESSAGE_STATES)
		.describe(
			"`unmatched`: a number that it names is not registered yet. `unreadable`: not what the carrier sends, as far as we know. `bad-signature`: refused and unread. `poison`: reading it failed, which is a bug of ours.",
		),
	outcome: z.string().nullable(),
	problems,
	bytes: z.int(),
};

export const message = shows<MessageView>()(
	z.strictObject(messageMembers).meta({ id: "Message", description: "What a carrier sent, without its words." }),
);

export const messageDetail = shows<MessageDetail>()(
	z
		.strictObject({
			...messageMembers,
			contentType: z.string().nullable(),
			headers: z.record(z.string(), z.string()).describe("Without secrets."),
			asked: z.array(z.string()).describe("The numbers that a poll asked for."),
			replyStatus: z.int().nullable(),
			body: z.string().describe("As it came: text, or base64 of what is no UTF-8."),
			encoding: z.enum(["utf-8", "base64"]),
		})
		.meta({ id: "MessageDetail", description: "What a carrier sent, as it came." }),
);

export const reread = shows<RereadView>()(
	z.strictObject({
		outcome: z.string(),
		accepted: z.int().describe("Parcels it speaks of that somebody registered."),
		unmatched: z.int().describe("And those that nobody did yet."),
		problems,
	}),
);
