import { renderDeliveries } from "../../../web/views/console/deliveries.tsx";
import { renderDelivery } from "../../../web/views/console/delivery.tsx";
import { consoleWordsFor } from "../../../web/views/console/words.ts";
import { Conflict } from "../../core/errors.ts";
import { EVENT_NAMES } from "../../outbound/catalogue.ts";
import { DELIVERY_STATES } from "../../services/deliveries.ts";
import type { HttpContext, Route } from "../door.ts";
import { idOf } from "../for-sellers.ts";
import { cursorIn } from "./fields.ts";
import { type RefusedForm, refusedForm } from "./form-errors.ts";
import { answerPage, type ConsoleNeeds, forStaff, type Staff } from "./staff.ts";

const SLICE = 50;

/** What was told to the shop's own systems, and what came back. */
export function consoleDeliveryRoutes(door: ConsoleNeeds): readonly Route[] {
	const { services } = door;
	return forStaff(
		[
			{
				method: "GET",
				path: "/console/webhooks/deliveries",
				scope: "endpoints:read",
				answer: async (context, { principal, page }) => {
					const { cursor: _, ...asked } = context.req.query();
					const filter = {
						endpoint: asked.endpoint || undefined,
						state: DELIVERY_STATES.find((one) => one === asked.state),
						type: EVENT_NAMES.find((one) => one === asked.type),
						shipment: asked.shipment?.trim() || undefined,
					};
					const cursor = cursorIn(context);
					const [{ items, next }, endpoints] = await Promise.all([
						services.listDeliveries(principal, { ...filter, cursor, limit: SLICE }),
						services.listEndpoints(principal),
					]);
					const html = renderDeliveries({
						...page,
						deliveries: items,
						filter,
						endpoints,
						types: EVENT_NAMES,
						next: next && `/console/webhooks/deliveries?${new URLSearchParams({ ...asked, cursor: next })}`,
					});
					return answerPage(context, html);
				},
			},
			{
				method: "GET",
				path: "/console/webhooks/deliveries/:id",
				scope: "endpoints:read",
				answer: (context, staff) => answerDelivery(door, context, staff, null),
			},
			{
				method: "POST",
				path: "/console/webhooks/deliveries/:id/replay",
				scope: "endpoints:write",
				answer: async (context, staff) => {
					const id = idOf(context, "delivery");
					try {
						await services.replayDelivery(staff.principal, id);
					} catch (error) {
						const refused = refusedForm(error, staff, "endpoints:read");
						const { enableFirst } = consoleWordsFor(staff.page.locale).webhooks;
						const isDisabled = error instanceof Conflict;
						return answerDelivery(door, context, staff, { ...refused, ...(isDisabled && { refused: enableFirst }) });
					}
					return context.redirect(`/console/webhooks/deliveries/${id}?done=replayed`, 303);
				},
			},
		],
		door,
	);
}

async function answerDelivery(
	{ services }: ConsoleNeeds,
	context: HttpContext,
	{ principal, page, may }: Staff,
	refused: RefusedForm | null,
): Promise<Response> {
	const { payload, ...delivery } = await services.getDelivery(principal, idOf(context, "delivery"));
	const html = renderDelivery({
		...page,
		// Written by JSON.stringify when it was sent, which writes what it reads back as it stood.
		delivery: { ...delivery, body: JSON.stringify(payload) },
		endpoint: await services.getEndpoint(principal, delivery.endpointId),
		mayReplay: may("endpoints:write"),
		refused: refused?.refused ?? null,
	});
	return answerPage(context, html, refused?.status ?? 200);
}
