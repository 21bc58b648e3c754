import type { Config } from "./config.ts";
import { describeFailure } from "./describe-failure.ts";
import type { Log } from "./http/access.ts";
import type { DeliveryServices } from "./http/delivery-routes.ts";
import type { EndpointServices } from "./http/endpoint-routes.ts";
import type { Meters } from "./metrics/meters.ts";
import { createEndpointClient } from "./net/endpoint-client.ts";
import { sentHeaders } from "./outbound/attempt.ts";
import { inFormat } from "./outbound/cloud-event.ts";
import { placeRelay, startRelay } from "./outbound/relay.ts";
import { sendTest } from "./outbound/send-test.ts";
import { startSender } from "./outbound/sender.ts";
import { getDelivery, listDeliveries, replayDelivery } from "./services/deliveries.ts";
import type { Deps } from "./services/deps.ts";
import {
	addEndpoint,
	changeEndpoint,
	changeSecret,
	type EndpointDeps,
	getEndpoint,
	listEndpoints,
	type Outward,
	removeEndpoint,
	replayEvents,
	testEndpoint,
} from "./services/endpoints.ts";
import { whileUp } from "./services/while-up.ts";

/** News on their way to sellers' own systems. */
export interface Webhooks {
	readonly services: EndpointServices & DeliveryServices;
	/** Something was committed that may be news. */
	wake(): void;
	/** Begins nothing more, and cuts off what is under way after so long. The first call counts. */
	stop(graceMs: number): Promise<void>;
}

export interface WebhooksOptions {
	readonly deps: Deps;
	readonly config: Pick<Config, "publicUrl" | "privateEndpoints">;
	readonly log: Log;
	readonly meters: Meters;
	readonly onError: (error: unknown) => void;
}

/** Starts what tells sellers' endpoints: the relay from the outbox, and the sender. */
export async function startWebhooks({ deps, config, log, meters, onError }: WebhooksOptions): Promise<Webhooks> {
	const { db, vault, now } = deps;
	const { publicUrl } = config;
	const http = createEndpointClient({ privateHosts: config.privateEndpoints });
	await placeRelay(db);
	const onAttempted = meters.delivered;
	const sender = startSender({ db, vault, http, publicUrl, now, onAttempted, ...meters.job("deliveries", onError) });
	const relay = startRelay({
		...{ db, publicUrl, told: sender.wake, ...meters.job("relay", onError) },
		onUntellable: ({ type, cursor }, error) =>
			log.error({ type, cursor, failure: describeFailure(error) }, "an event could not be told to endpoints"),
	});
	const outward: Outward = {
		problemOf: http.problemOf,
		sendTest: (endpoint) => sendTest({ db, vault, http, publicUrl, now }, endpoint),
		headersOf: sentHeaders,
		bodyOf: (delivery) => inFormat(delivery.format, delivery, publicUrl),
		wake: sender.wake,
	};
	let stopped: Promise<void> | null = null;
	const stop = async (graceMs: number) => {
		const ends = await Promise.allSettled([relay.stop(), sender.stop(), http.close(graceMs)]);
		for (const end of ends) if (end.status === "rejected") throw end.reason;
	};
	return {
		services: bind({ ...deps, outward }),
		wake: relay.wake,
		stop: (graceMs) => {
			stopped ??= stop(graceMs);
			return stopped;
		},
	};
}

function bind(deps: EndpointDeps): Webhooks["services"] {
	return {
		addEndpoint: (principal, input) => whileUp(() => addEndpoint(deps, principal, input)),
		getEndpoint: (principal, id) => whileUp(() => getEndpoint(deps, principal, id)),
		listEndpoints: (principal) => whileUp(() => listEndpoints(deps, principal)),
		changeEndpoint: (principal, id, change) => whileUp(() => changeEndpoint(deps, principal, id, change)),
		removeEndpoint: (principal, id) => whileUp(() => removeEndpoint(deps, principal, id)),
		changeSecret: (principal, id, change) => whileUp(() => changeSecret(deps, principal, id, change)),
		testEndpoint: (principal, id) => whileUp(() => testEndpoint(deps, principal, id)),
		replayEvents: (principal, id, wanted) => whileUp(() => replayEvents(deps, principal, id, wanted)),
		listDeliveries: (principal, query) => whileUp(() => listDeliveries(deps, principal, query)),
		getDelivery: (principal, id) => whileUp(() => getDelivery(deps, principal, id)),
		replayDelivery: (principal, id) => whileUp(() => replayDelivery(deps, principal, id)),
	};
}
