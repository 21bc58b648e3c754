import type { MessagesQuery } from "../services/messages.ts";
import type { MessageDetail, MessageView, Principal, RereadView } from "../services/views.ts";
import { listOf } from "./answers/common.ts";
import { message, messageDetail, reread } from "./answers/messages.ts";
import type { Door, Route } from "./door.ts";
import { answerSlice, forSellers, idOf, type Slice } from "./for-sellers.ts";
import { messagesPage } from "./message-shapes.ts";
import { readBytes, readQuery, SELLER_BODY_LIMIT } from "./read-body.ts";

export interface MessageServices {
	listMessages(principal: Principal, query: MessagesQuery): Promise<Slice<MessageView>>;
	getMessage(principal: Principal, id: string): Promise<MessageDetail>;
	/** Reads a kept message once more and applies it. */
	readMessageAgain(principal: Principal, id: string): Promise<RereadView>;
}

/** What carriers sent, as it came. */
export function messageRoutes({ services, publicUrl }: Pick<Door, "services" | "publicUrl">): readonly Route[] {
	return forSellers(
		[
			{
				method: "GET",
				path: "/v1/messages",
				scope: "messages:read",
				about: {
					name: "listMessages",
					tag: "Messages",
					summary: "List what carriers sent",
					more: "Newest first. `problems=1`: those of which something was not understood.",
					query: messagesPage,
					answers: { 200: { when: "A slice of them.", body: listOf(message) } },
					asked: { query: { limit: "2" } },
				},
				answer: async (context, principal) => {
					const { problems, ...query } = readQuery(context, messagesPage);
					const asked = { ...query, withProblems: problems !== undefined };
					return answerSlice(context, publicUrl, await services.listMessages(principal, asked));
				},
			},
			{
				method: "GET",
				path: "/v1/messages/:id",
				scope: "messages:read",
				about: {
					name: "getMessage",
					tag: "Messages",
					summary: "Get a message as it came",
					answers: { 200: { when: "With its body and headers.", body: messageDetail } },
				},
				answer: async (context, principal) =>
					context.json(await services.getMessage(principal, idOf(context, "message"))),
			},
			{
				method: "POST",
				path: "/v1/messages/:id/read",
				// What it changes are shipments.
				scope: "shipments:write",
				about: {
					name: "readMessageAgain",
					tag: "Messages",
					summary: "Read a message again",
					more: "With the adapters of today. Twice changes nothing.",
					answers: { 200: { when: "What became of it.", body: reread } },
					refuses: [409],
				},
				answer: async (context, principal) => {
					// It takes no body; one that is sent all the same is bounded like any other.
					await readBytes(context, SELLER_BODY_LIMIT);
					return context.json(await services.readMessageAgain(principal, idOf(context, "message")));
				},
			},
		],
		services,
	);
}
