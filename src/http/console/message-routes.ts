import { renderMessage, renderMessages } from "../../../web/views/console/messages.tsx";
import { MESSAGE_STATES } from "../../services/views.ts";
import type { HttpContext, Route } from "../door.ts";
import { idOf } from "../for-sellers.ts";
import { carrierNames, withSenders } from "./carrier-names.ts";
import { cursorIn } from "./fields.ts";
import { type RefusedForm, refusedForm } from "./form-errors.ts";
import { answerPage, type ConsoleNeeds, forStaff, type Staff } from "./staff.ts";

const SLICE = 50;

/** What carriers sent, as it came. */
export function consoleMessageRoutes(door: ConsoleNeeds): readonly Route[] {
	const { services } = door;
	return forStaff(
		[
			{
				method: "GET",
				path: "/console/messages",
				scope: "messages:read",
				answer: async (context, staff) => {
					const { principal, page } = staff;
					const { cursor: _, ...asked } = context.req.query();
					const filter = {
						state: MESSAGE_STATES.find((one) => one === asked.state),
						carrier: asked.carrier || undefined,
						withProblems: asked.problems === "1",
					};
					const cursor = cursorIn(context);
					const { items, next } = await services.listMessages(principal, { ...filter, cursor, limit: SLICE });
					const html = renderMessages({
						...page,
						messages: await withSenders(services, staff, items),
						filter,
						next: next === null ? null : `/console/messages?${new URLSearchParams({ ...asked, cursor: next })}`,
						carriers: await carrierNames(services, staff),
					});
					return answerPage(context, html);
				},
			},
			{
				method: "GET",
				path: "/console/messages/:id",
				scope: "messages:read",
				answer: (context, staff) => answerMessage(door, context, staff, null),
			},
			{
				method: "POST",
				path: "/console/messages/:id/read",
				scope: "shipments:write",
				answer: async (context, staff) => {
					const id = idOf(context, "message");
					try {
						const { accepted } = await services.readMessageAgain(staff.principal, id);
						return context.redirect(`/console/messages/${id}?done=${accepted > 0 ? "read" : "read-nothing"}`, 303);
					} catch (error) {
						return answerMessage(door, context, staff, refusedForm(error, staff, "messages:read"));
					}
				},
			},
		],
		door,
	);
}

async function answerMessage(
	{ services }: ConsoleNeeds,
	context: HttpContext,
	staff: Staff,
	refused: RefusedForm | null,
): Promise<Response> {
	const { principal, page, may } = staff;
	const message = await services.getMessage(principal, idOf(context, "message"));
	const [named = message] = await withSenders(services, staff, [message]);
	const html = renderMessage({
		...page,
		message: named,
		carriers: await carrierNames(services, staff),
		mayReadAgain: may("shipments:write"),
		refused: refused?.refused ?? null,
	});
	return answerPage(context, html, refused?.status ?? 200);
}
