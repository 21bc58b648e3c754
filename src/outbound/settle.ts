import type { Transaction } from "../store/database.ts";
import { recordHealth, settleDeliveries } from "../store/due-deliveries.ts";
import { type DisabledBecause, disableEndpoint, type EndpointKey } from "../store/endpoints.ts";
import { appendOutbox } from "../store/outbox.ts";
import type { Outcome } from "./attempt.ts";

const FAILING_DAYS = 5;
const DAY_MS = 86_400_000;

/** Writes outcomes, since when each endpoint fails, and which of them hear no more. */
export async function settle(tx: Transaction, outcomes: readonly Outcome[], now: Date): Promise<void> {
	await settleDeliveries(tx, outcomes);
	const health = new Map<string, EndpointKey & { readonly failingSince: string | null }>();
	for (const { sellerId, endpointId, state, attempt } of outcomes) {
		const hasArrived = state === "delivered" || health.get(endpointId)?.failingSince === null;
		health.set(endpointId, { sellerId, rowId: endpointId, failingSince: hasArrived ? null : attempt.at });
	}
	const since = new Date(now.getTime() - FAILING_DAYS * DAY_MS).toISOString();
	const inOrder = [...health.values()].sort((one, other) => Number(one.rowId) - Number(other.rowId));
	const failing = await recordHealth(tx, inOrder, since);
	const ended = new Map<string, readonly [EndpointKey, DisabledBecause]>(
		failing.map((endpoint) => [endpoint.rowId, [endpoint, "failing"]]),
	);
	for (const { sellerId, endpointId, disable } of outcomes) {
		if (disable !== null) ended.set(endpointId, [{ sellerId, rowId: endpointId }, disable]);
	}
	for (const [endpoint, because] of ended.values()) {
		const disabled = await disableEndpoint(tx, endpoint, because, now.toISOString());
		if (disabled === null) continue;
		const { id, url, label, failingSince } = disabled;
		const data = { endpointId: id, url, label, because, failingSince };
		const entry = { sellerId: endpoint.sellerId, shipmentId: null, version: null, type: "endpoint.disabled", data };
		await appendOutbox(tx, [entry]);
	}
}
