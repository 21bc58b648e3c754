import { randomUUID } from "node:crypto";
import { join } from "node:path";
import { renderParcel } from "../web/views/parcel.tsx";
import { renderAway, renderNotFound } from "../web/views/plain.tsx";
import { type Config, loadSecretKey } from "./config.ts";
import { describeFailure } from "./describe-failure.ts";
import { prepareFirstStart } from "./first-start.ts";
import { openCalendar } from "./geo/calendar/open-calendar.ts";
import type { Places } from "./geo/places.ts";
import { routeLine } from "./geo/route.ts";
import type { Log } from "./http/access.ts";
import { loadAssets } from "./http/assets.ts";
import { createApp, type Services } from "./http/door.ts";
import { listen, stop as stopListening } from "./http/server.ts";
import { openTiles } from "./http/tiles.ts";
import { changesChannel } from "./ingest/apply-facts.ts";
import { startDemoCourier } from "./ingest/demo-courier.ts";
import { LiveLanes } from "./ingest/lanes.ts";
import { startLearner } from "./ingest/learner.ts";
import { startPoller } from "./ingest/poller.ts";
import { createReceiver } from "./ingest/receive.ts";
import { startReviewer } from "./ingest/reviewer.ts";
import { acceptWebhook, createDoorRates } from "./ingest/webhook.ts";
import { createLog } from "./log.ts";
import { createHttpClient } from "./net/http-client.ts";
import { createMailer } from "./net/smtp.ts";
import { createLive, type Live } from "./outbound/live.ts";
import { startMailRelay } from "./outbound/mail-relay.ts";
import { startMailSender } from "./outbound/mail-sender.ts";
import { authenticate } from "./services/authenticate.ts";
import { openBoard } from "./services/board.ts";
import { openFeed } from "./services/calendar.ts";
import { listCarriers } from "./services/carriers.ts";
import {
	changeConnection,
	connect,
	disconnect,
	getConnection,
	listConnections,
	listSubscriptions,
} from "./services/connections.ts";
import { correctCarrier } from "./services/correct-carrier.ts";
import type { Deps } from "./services/deps.ts";
import { detectCarriers } from "./services/detect-carrier.ts";
import { estimateEta } from "./services/estimate.ts";
import { etaAccuracy, publicAccuracy } from "./services/eta-accuracy.ts";
import { claimKeyed, settleKeyed } from "./services/keyed-requests.ts";
import { listShipments } from "./services/list-shipments.ts";
import { lookUp } from "./services/look-up.ts";
import { getMessage, listMessages, readMessageAgain } from "./services/messages.ts";
import { listAudit } from "./services/noted.ts";
import { getOrder, listOrders } from "./services/orders.ts";
import { openPage, openParcel, pageVersions } from "./services/pages.ts";
import { registerShipment } from "./services/register-shipment.ts";
import { registerShipments } from "./services/register-shipments.ts";
import { reportNotReceived, takeReportBack } from "./services/report-not-received.ts";
import { listReports, shipmentReports } from "./services/reports.ts";
import { samplePush } from "./services/sample-push.ts";
import { getShipment } from "./services/shipments.ts";
import { changeShop, getShop, openLogo, openStyles, removeLogo, setLogo } from "./services/shop.ts";
import { openVerification, readHeld, verifyReader } from "./services/verify-reader.ts";
import { whileUp } from "./services/while-up.ts";
import type { Database } from "./store/database.ts";
import { ping } from "./store/health.ts";
import { startHousekeeping } from "./store/housekeeping.ts";
import { versionsByToken } from "./store/pages.ts";
import { openVault, type Vault, WrongKey } from "./store/seal.ts";
import { countUnopenable } from "./store/sealed.ts";
import { startWebhooks, type Webhooks } from "./webhooks.ts";

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
	readonly places: Places;
	readonly log?: Log;
}

/**
 * Starts the whole service on an open database. What may fail comes before the port is open; a start that fails closes
 * what it opened, but for the database.
 */
export async function startService(
	config: Config,
	db: Database,
	{ assetsDir, places, log = createLog({ accessLines: config.production && !process.stderr.isTTY }) }: ServiceOptions,
): Promise<Service> {
	const opened: Stop[] = [];
	try {
		const { port, lines } = await start(config, db, { assetsDir, places, log }, opened);
		const stop = async () => {
			try {
				await stopAll(opened);
			} finally {
				await db.close();
			}
		};
		return { port, lines: [`Wayline listens on ${addressOf(config, port)}`, ...lines], stop };
	} catch (error) {
		// Why it did not start is the news; what then fails to close is not.
		await stopAll(opened).catch(() => {});
		throw error;
	}
}

type Stop = () => Promise<void> | void;

async function start(
	config: Config,
	db: Database,
	{ assetsDir, places, log }: Required<ServiceOptions>,
	opened: Stop[],
): Promise<Pick<Service, "port" | "lines">> {
	const now = () => new Date();
	const onError = (error: unknown) => log.error({ failure: describeFailure(error) }, "work in the background failed");
	const assets = await loadAssets(assetsDir);
	const onTrouble = (sentence: string) => log.warn({}, sentence);
	const tiles = config.tiles && (await openTiles({ setting: config.tiles, credit: config.tilesCredit, onTrouble }));
	if (tiles) opened.push(tiles.close);
	const vault = openVault(loadSecretKey(config));
	await refuseAnotherKey(db, vault, config);
	const live = createLive({ readVersions: (tokens) => versionsByToken(db, tokens), onError });
	opened.push(() => live.close());
	const lanes = new LiveLanes(await openCalendar());
	await lanes.follow(db);
	const deps: Deps = { db, vault, publicUrl: config.publicUrl, places, lanes, now, changed: live.publish };
	const first = await prepareFirstStart(deps, config);
	const webhooks = await startWebhooks({ deps, config, log, onError });
	opened.push(() => webhooks.stop(0));
	opened.push(await followChanges(db, live, webhooks.wake));
	const receiver = createReceiver({
		...deps,
		onPoison: (messageId, error) =>
			log.error({ messageId, failure: describeFailure(error) }, "a message could not be read"),
		onUnknownCodes: (carrier, codes) => log.warn({ carrier, codes }, "a carrier sent codes that nobody mapped"),
	});
	opened.push(() => receiver.drain());
	const rates = createDoorRates();
	const app = createApp({
		services: { ...bind(deps), ...webhooks.services },
		acceptWebhook: (post) => acceptWebhook({ ...deps, receiver, rates }, post),
		live,
		ready: () => ping(db),
		pages: { parcel: renderParcel, notFound: renderNotFound, away: renderAway },
		drawLine: routeLine,
		assets,
		tiles,
		publicUrl: config.publicUrl,
		trustProxy: config.trustProxy,
		now,
		log,
	});
	const { server, port } = await listen(app, { port: config.port, host: config.host });
	const http = createHttpClient({ loopbackPort: port });
	opened.push(startHousekeeping(db, { nowMs: () => Date.now(), onError }));
	const poller = startPoller({
		db,
		vault,
		receiver,
		http,
		places,
		publicUrl: config.publicUrl,
		now,
		owner: randomUUID(),
		onError,
	});
	const mailer = createMailer({
		smtpUrl: config.smtpUrl,
		from: config.mailFrom ?? `Wayline <wayline@${new URL(config.publicUrl).hostname}>`,
		folder: join(config.dataDir, "mail"),
	});
	const mails = startMailSender({ db, vault, mailer, now, onError });
	const letters = startMailRelay({ db, vault, publicUrl: config.publicUrl, now, onError });
	const learner = startLearner({ db, lanes, now, onError });
	const reviewer = startReviewer({ ...deps, onError });
	const courier = startDemoCourier({
		http,
		door: `http://127.0.0.1:${port}`,
		parcels: first.demoParcels,
		now: Date.now,
		onRefused: (sentence) => log.warn({}, sentence),
	});
	courier.done.catch(onError);
	// All at once: no door stays open while a carrier is waited for, and the grace is counted once.
	opened.push(() =>
		together([
			async () => courier.stop(),
			() => stopListening(server, { live, graceMs }),
			() => poller.stop(),
			() => learner.stop(),
			() => reviewer.stop(),
			() => letters.stop(),
			() => mails.stop().finally(() => mailer.close()),
			() => http.close(graceMs),
			() => webhooks.stop(graceMs),
		]),
	);
	return { port, lines: [...(await first.makeKey()), ...first.lines, ...(tiles?.warnings ?? [])] };
}

/** What is sealed under the wrong key would be lost when the right one is back: better no service than that. */
async function refuseAnotherKey(db: Database, vault: Vault, { secretKey, dataDir }: Config): Promise<void> {
	if ((await countUnopenable(db, vault)) === 0) return;
	const wanted =
		secretKey === null ? `Put ${join(dataDir, "secret.key")} back from your backup.` : "Set the one it was before.";
	throw new WrongKey(
		`The secrets kept here were sealed under another WAYLINE_SECRET_KEY. ${wanted} If it is lost for good, \`secret forget --yes\` throws away what nobody can read, and connections are given their secrets anew.`,
	);
}

/** The last that was opened first. All are tried; the first failure is thrown at the end. */
async function stopAll(opened: Stop[]): Promise<void> {
	const failures: unknown[] = [];
	for (const stop of opened.splice(0).toReversed()) {
		try {
			await stop();
		} catch (error) {
			failures.push(error);
		}
	}
	if (failures.length > 0) throw failures[0];
}

/** All are tried; the first failure is thrown at the end. */
async function together(stops: readonly (() => Promise<void>)[]): Promise<void> {
	const ends = await Promise.allSettled(stops.map((stop) => stop()));
	const failed = ends.find(({ status }) => status === "rejected");
	if (failed?.status === "rejected") throw failed.reason;
}

function bind(deps: Deps): Omit<Services, keyof Webhooks["services"]> {
	const accuracy = publicAccuracy(deps);
	return {
		authenticate: (key) => whileUp(() => authenticate(deps, key)),
		claimKeyed: (principal, request) => whileUp(() => claimKeyed(deps, principal, request)),
		settleKeyed: (principal, claim, answer) => whileUp(() => settleKeyed(deps, principal, claim, answer)),
		registerShipment: (principal, input) => whileUp(() => registerShipment(deps, principal, input)),
		registerShipments: (principal, inputs) => registerShipments(deps, principal, inputs),
		getShipment: (principal, id, at) => whileUp(() => getShipment(deps, principal, id, at)),
		listShipments: (principal, query) => whileUp(() => listShipments(deps, principal, query)),
		getOrder: (principal, id) => whileUp(() => getOrder(deps, principal, id)),
		listOrders: (principal, query) => whileUp(() => listOrders(deps, principal, query)),
		correctCarrier: (principal, id, truth) => whileUp(() => correctCarrier(deps, principal, id, truth)),
		listCarriers,
		detectCarriers: (principal, numbers) => whileUp(() => detectCarriers(deps, principal, numbers)),
		etaAccuracy: (principal, query) => whileUp(() => etaAccuracy(deps, principal, query)),
		publicAccuracy: () => whileUp(accuracy),
		estimateEta: (principal, question) => whileUp(() => estimateEta(deps, principal, question)),
		connect: (principal, input) => whileUp(() => connect(deps, principal, input)),
		getConnection: (principal, id) => whileUp(() => getConnection(deps, principal, id)),
		listConnections: (principal) => whileUp(() => listConnections(deps, principal)),
		changeConnection: (principal, id, change) => whileUp(() => changeConnection(deps, principal, id, change)),
		disconnect: (principal, id) => whileUp(() => disconnect(deps, principal, id)),
		listSubscriptions: (principal, id, query) => whileUp(() => listSubscriptions(deps, principal, id, query)),
		samplePush: (principal, id, query) => whileUp(() => samplePush(deps, principal, id, query)),
		openBoard: (connection, token) => whileUp(() => openBoard(deps, connection, token)),
		listMessages: (principal, query) => whileUp(() => listMessages(deps, principal, query)),
		getMessage: (principal, id) => whileUp(() => getMessage(deps, principal, id)),
		readMessageAgain: (principal, id) => whileUp(() => readMessageAgain(deps, principal, id)),
		openPage: (token) => whileUp(() => openPage(deps, token)),
		openParcel: (token) => whileUp(() => openParcel(deps, token)),
		pageVersions: (token) => whileUp(() => pageVersions(deps, token)),
		lookUp: (input) => whileUp(() => lookUp(deps, input)),
		openVerification: (token, proof) => whileUp(() => openVerification(deps, token, proof)),
		verifyReader: (token, check) => whileUp(() => verifyReader(deps, token, check)),
		readHeld: (token, proof) => whileUp(() => readHeld(deps, token, proof)),
		openFeed: (token) => whileUp(() => openFeed(deps, token)),
		getShop: (principal) => whileUp(() => getShop(deps, principal)),
		changeShop: (principal, change) => whileUp(() => changeShop(deps, principal, change)),
		setLogo: (principal, uploaded) => whileUp(() => setLogo(deps, principal, uploaded)),
		removeLogo: (principal) => whileUp(() => removeLogo(deps, principal)),
		openLogo: (digest) => whileUp(() => openLogo(deps, digest)),
		openStyles,
		reportNotReceived: (token, words, proof) => whileUp(() => reportNotReceived(deps, token, words, proof)),
		takeReportBack: (token) => whileUp(() => takeReportBack(deps, token)),
		shipmentReports: (principal, id) => whileUp(() => shipmentReports(deps, principal, id)),
		listReports: (principal, query) => whileUp(() => listReports(deps, principal, query)),
		listAudit: (principal, query) => whileUp(() => listAudit(deps, principal, query)),
	};
}

/** Changes that any node committed reach what tells of them here, also those that fell into a gap of listening. */
function followChanges(db: Database, live: Live, changed: () => void): Promise<() => Promise<void>> {
	const heard = (payload: string) => {
		const [token, version] = payload.split(" ");
		if (token && version) live.publish({ token, version: Number(version) });
		changed();
	};
	return db.listen(changesChannel, heard, () => live.resync());
}

function addressOf({ publicUrl, port: wanted }: Config, port: number): string {
	// With PORT=0 the public address is not known before the system has chosen the port.
	return wanted === 0 ? `http://localhost:${port}` : publicUrl;
}
