import type { Transaction } from "../store/database.ts";
import { type EndpointHealth, lockEndpoints, recordHealth, settleDeliveries } from "../store/due-deliveries.ts";
import { type DisabledBecause, disableEndpoint, type EndpointKey } from "../store/endpoints.ts";
import { appendOutbox } from "../store/outbox.ts";
import type { Outcome } from "./attempt.ts";

const FAILING_DAYS = 5;
const DAY_MS = 86_400_000;

/** Writes outcomes, since when each endpoint fails, and which of them hear no more. */
export async function settle(tx: Transaction, outcomes: readonly Outcome[], now: Date): Promise<void> {
	const health = new Map<string, EndpointHealth>();
	for (const { sellerId, endpointId, state, attempt } of outcomes) {
		const hasArrived = state === "delivered" || health.get(endpointId)?.failedAt === null;
		health.set(endpointId, { sellerId, rowId: endpointId, failedAt: hasArrived ? null : attempt.at });
	}
	await lockEndpoints(tx, [...health.values()]);
	await settleDeliveries(tx, outcomes);
	const since = new Date(now.getTime() - FAILING_DAYS * DAY_MS).toISOString();
	const failing = await recordHealth(tx, [...health.values()], since);
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
