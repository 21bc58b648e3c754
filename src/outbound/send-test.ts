import type { Database } from "../store/database.ts";
import { addDelivery, getDelivery } from "../store/deliveries.ts";
import { settleDeliveries } from "../store/due-deliveries.ts";
import type { Endpoint } from "../store/endpoints.ts";
import { saveEvents } from "../store/events.ts";
import { publicId } from "../store/ids.ts";
import { type AttemptDeps, attemptDelivery } from "./attempt.ts";
import { writeBody } from "./render.ts";

/**
 * Posts an event `endpoint.test` to the endpoint, once and at once, also to one that is disabled. Answers the id of its
 * delivery, in whose log stands what came back. It says nothing of how the endpoint does otherwise.
 */
export async function sendTest(deps: AttemptDeps & { readonly db: Database }, endpoint: Endpoint): Promise<string> {
	const { sellerId, rowId } = endpoint;
	const messageId = publicId("evt");
	const createdAt = deps.now().toISOString();
	const data = { endpointId: endpoint.id, text: "If you can read this and its signature is right, news arrive." };
	const body = writeBody("endpoint.test", createdAt, data);
	const event = { sellerId, id: messageId, shipmentId: null, sequence: null, type: "endpoint.test", body, createdAt };
	const id = await deps.db.transaction(async (tx) => {
		await saveEvents(tx, [{ ...event, to: [] }]);
		return await addDelivery(tx, endpoint, messageId);
	});
	const delivery = await getDelivery(deps.db, sellerId, id);
	if (delivery === null) return id;
	const due = { ...endpoint, endpointId: rowId, eventId: delivery.eventRowId, messageId, body, tries: 0 };
	const outcome = await attemptDelivery(deps, due);
	if (outcome === null) return id;
	const state = outcome.state === "delivered" ? "delivered" : "given-up";
	await deps.db.transaction((tx) => settleDeliveries(tx, [{ ...outcome, state, delayMs: null }]));
	return id;
}
