import { randomUUID } from "node:crypto";
import { renderNotFound } from "../web/views/not-found.tsx";
import { renderParcel } from "../web/views/parcel.tsx";
import { type Config, loadSecretKey } from "./config.ts";
import { Unavailable } from "./core/errors.ts";
import { prepareFirstStart } from "./first-start.ts";
import { routeLine } from "./geo/route.ts";
import type { Log } from "./http/access.ts";
import { loadAssets } from "./http/assets.ts";
import { createApp, type Services } from "./http/door.ts";
import { listen, stop as stopListening } from "./http/server.ts";
import { changesChannel } from "./ingest/apply-facts.ts";
import { startDemoCourier } from "./ingest/demo-courier.ts";
import { startPoller } from "./ingest/poller.ts";
import { createReceiver } from "./ingest/receive.ts";
import { acceptWebhook } from "./ingest/webhook.ts";
import { createLog } from "./log.ts";
import { createHttpClient } from "./net/http-client.ts";
import { createLive, type Live } from "./outbound/live.ts";
import { authenticate } from "./services/authenticate.ts";
import { listCarriers } from "./services/carriers.ts";
import { connect, disconnect, getConnection, listConnections } from "./services/connections.ts";
import type { Deps } from "./services/deps.ts";
import { getOrder, listOrders } from "./services/orders.ts";
import { openPage } from "./services/pages.ts";
import { registerShipment } from "./services/register-shipment.ts";
import { getShipment, listShipments } from "./services/shipments.ts";
import type { Database } from "./store/database.ts";
import { ping } from "./store/health.ts";
import { startHousekeeping } from "./store/housekeeping.ts";
import { isOutage } from "./store/outage.ts";
import { versionsByToken } from "./store/pages.ts";
import { openVault } from "./store/seal.ts";

export interface Service {
	readonly port: number;
	/** What to tell the person who started it, a line each. */
	readonly lines: readonly string[];
	/** Refuses new requests, finishes those in flight, keeps what was received, closes the database. */
	stop(): Promise<void>;
}

const graceMs = 10_000;

export interface ServiceOptions {
	/** What Vite built. */
	readonly assetsDir: string;
	readonly log?: Log;
}

/** Starts the whole service on an open database. */
export async function startService(
	config: Config,
	db: Database,
	{ assetsDir, log = createLog() }: ServiceOptions,
): Promise<Service> {
	const now = () => new Date();
	const vault = openVault(loadSecretKey(config));
	const live = createLive({ readVersions: (tokens) => versionsByToken(db, tokens) });
	const deps: Deps = { db, vault, publicUrl: config.publicUrl, now, changed: live.publish };
	const receiver = createReceiver({
		...deps,
		onPoison: (messageId, error) => log.error({ messageId, err: error }, "a message could not be read"),
	});
	const app = createApp({
		services: bind(deps),
		acceptWebhook: (post) => acceptWebhook({ db, vault, receiver, now }, post),
		live,
		ready: () => ping(db),
		pages: { parcel: renderParcel, notFound: renderNotFound },
		drawLine: routeLine,
		assets: await loadAssets(assetsDir),
		publicUrl: config.publicUrl,
		trustProxy: config.trustProxy,
		now,
		log,
	});
	const { server, port } = await listen(app, { port: config.port, host: config.host });
	const stopListeningForChanges = await followChanges(db, live);
	const http = createHttpClient({ loopbackPort: port });
	const onError = (error: unknown) => log.error({ err: error }, "work in the background failed");
	const stopHousekeeping = startHousekeeping(db, { nowMs: () => Date.now(), onError });
	const poller = startPoller({ db, vault, receiver, http, now, owner: randomUUID(), onError });
	const first = await prepareFirstStart(deps, config);
	const courier = startDemoCourier({
		http,
		door: `http://127.0.0.1:${port}`,
		parcels: first.demoParcels,
		now: Date.now,
		onRefused: (sentence) => log.warn({}, sentence),
	});
	return {
		port,
		lines: [`Wayline listens on ${addressOf(config, port)}`, ...first.lines],
		stop: async () => {
			courier.stop();
			await stopListening(server, { live, graceMs });
			await poller.stop();
			await receiver.drain();
			await stopListeningForChanges();
			await stopHousekeeping();
			await http.close();
			await db.close();
		},
	};
}

function bind(deps: Deps): Services {
	return {
		authenticate: (key) => whileUp(authenticate(deps, key)),
		registerShipment: (principal, input) => whileUp(registerShipment(deps, principal, input)),
		getShipment: (principal, id, at) => whileUp(getShipment(deps, principal, id, at)),
		listShipments: (principal, query) => whileUp(listShipments(deps, principal, query)),
		getOrder: (principal, id) => whileUp(getOrder(deps, principal, id)),
		listOrders: (principal, query) => whileUp(listOrders(deps, principal, query)),
		listCarriers,
		connect: (principal, input) => whileUp(connect(deps, principal, input)),
		getConnection: (principal, id) => whileUp(getConnection(deps, principal, id)),
		listConnections: (principal) => whileUp(listConnections(deps, principal)),
		disconnect: (principal, id) => whileUp(disconnect(deps, principal, id)),
		openPage: (token) => whileUp(openPage(deps, token)),
	};
}

/** A database that is away is nobody's bug: the caller hears that later may work. */
async function whileUp<T>(answer: Promise<T>): Promise<T> {
	try {
		return await answer;
	} catch (error) {
		if (isOutage(error)) throw new Unavailable("The database does not answer just now. Try again in a minute.");
		throw error;
	}
}

/** Changes that any node committed reach the pages that are open here. */
function followChanges(db: Database, live: Live): Promise<() => Promise<void>> {
	return db.listen(changesChannel, (payload) => {
		const [token, version] = payload.split(" ");
		if (token && version) live.publish({ token, version: Number(version) });
	});
}

function addressOf({ publicUrl, port: wanted }: Config, port: number): string {
	// With PORT=0 the public address is not known before the system has chosen the port.
	return wanted === 0 ? `http://localhost:${port}` : publicUrl;
}
