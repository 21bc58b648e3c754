import { randomUUID } from "node:crypto";
import { join } from "node:path";
import { noticeLetters } from "../web/views/letters/notice-letters.tsx";
import { questionLetters } from "../web/views/letters/question-letters.tsx";
import { shopLetters } from "../web/views/letters/shop-letters.ts";
import { renderParcel } from "../web/views/parcel.tsx";
import { renderAway, renderNotFound } from "../web/views/plain.tsx";
import { boundServices } from "./bound-services.ts";
import type { Config } from "./config.ts";
import { describeFailure } from "./describe-failure.ts";
import { prepareFirstStart } from "./first-start.ts";
import { openCalendar } from "./geo/calendar/open-calendar.ts";
import type { Places } from "./geo/places.ts";
import { routeLine } from "./geo/route.ts";
import type { Log } from "./http/access.ts";
import { loadAssets } from "./http/assets.ts";
import { createApp } from "./http/door.ts";
import { listen, stop as stopListening } from "./http/server.ts";
import { openTiles } from "./http/tiles.ts";
import { startImporter } from "./importer.ts";
import { startIncomingMails } from "./incoming-mails.ts";
import { changesChannel } from "./ingest/apply-facts.ts";
import { createAskOnce } from "./ingest/ask-once.ts";
import { startDemoCourier } from "./ingest/demo-courier.ts";
import { LiveLanes } from "./ingest/lanes.ts";
import { startLearner } from "./ingest/learner.ts";
import { createLines } from "./ingest/lines.ts";
import { startPoller } from "./ingest/poller.ts";
import { createReceiver } from "./ingest/receive.ts";
import { startReviewer } from "./ingest/reviewer.ts";
import { startTransitFiller } from "./ingest/transit-filler.ts";
import { createCarrierDoor } from "./ingest/webhook.ts";
import { startKeepingPages } from "./keep-pages.ts";
import { createLog } from "./log.ts";
import { mailFrom, repliesTo } from "./mail-settings.ts";
import { openMetrics } from "./metrics/open-metrics.ts";
import { createHttpClient } from "./net/http-client.ts";
import { createSenderProver, type ProveSender } from "./net/sender-proof.ts";
import { createMailer, type Mailer } from "./net/smtp.ts";
import { startNoticeTeller } from "./notice-teller.ts";
import { openKeptVault } from "./open-kept-vault.ts";
import { createLive, type Live } from "./outbound/live.ts";
import { startMailRelay } from "./outbound/mail-relay.ts";
import { startMailSender } from "./outbound/mail-sender.ts";
import { startNoticeRelay } from "./outbound/notice-relay.ts";
import { startProductPictures } from "./product-pictures.ts";
import { openPush } from "./push.ts";
import { startQuestionPasser } from "./question-passer.ts";
import type { Repeated } from "./repeat.ts";
import type { Deps } from "./services/deps.ts";
import type { LetterDeps } from "./services/question-mails.ts";
import type { ShowDeps } from "./services/shown-products.ts";
import type { NoticeDeps } from "./services/tell-watchers.ts";
import { type Stop, stopAll, together } from "./stop-all.ts";
import type { Database } from "./store/database.ts";
import { ping } from "./store/health.ts";
import { startHousekeeping } from "./store/housekeeping.ts";
import { versionsByToken } from "./store/pages.ts";
import { startWebhooks } from "./webhooks.ts";

export interface Service {
	readonly port: number;
	/** That mail is listened for on; null where it is not. */
	readonly mailPort: number | null;
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
	/** Who asks DNS whether a mail is from whom it says; the system where it is left out. */
	readonly proveSender?: ProveSender;
}

/**
 * Starts the whole service on an open database. What may fail comes before the port is open; a start that fails closes
 * what it opened, but for the database.
 */
export async function startService(
	config: Config,
	db: Database,
	{
		assetsDir,
		places,
		log = createLog({ accessLines: config.production && !process.stderr.isTTY }),
		proveSender = createSenderProver(),
	}: ServiceOptions,
): Promise<Service> {
	const opened: Stop[] = [];
	try {
		const { port, mailPort, lines } = await start(config, db, { assetsDir, places, log, proveSender }, opened);
		const stop = async () => {
			try {
				await stopAll(opened);
			} finally {
				await db.close();
			}
		};
		return { port, mailPort, lines: [`Wayline listens on ${addressOf(config, port)}`, ...lines], stop };
	} catch (error) {
		// Why it did not start is the news; what then fails to close is not.
		await stopAll(opened).catch(() => {});
		throw error;
	}
}

async function start(
	config: Config,
	unmeasured: Database,
	{ assetsDir, places, log, proveSender }: Required<ServiceOptions>,
	opened: Stop[],
): Promise<Pick<Service, "port" | "mailPort" | "lines">> {
	const now = () => new Date();
	const onError = (error: unknown) => log.error({ failure: describeFailure(error) }, "work in the background failed");
	const metrics = openMetrics(unmeasured, onError);
	const { db, meters } = metrics;
	const job = (name: string) => meters.job(name, onError);
	const assets = await loadAssets(assetsDir);
	const onTrouble = (sentence: string) => log.warn({}, sentence);
	const tiles = config.tiles && (await openTiles({ setting: config.tiles, credit: config.tilesCredit, onTrouble }));
	if (tiles) opened.push(tiles.close);
	const vault = await openKeptVault(db, config);
	const live = createLive({ readVersions: (tokens) => versionsByToken(db, tokens), onError });
	opened.push(() => live.close());
	meters.openPages(() => live.size);
	const lanes = new LiveLanes(await openCalendar());
	await lanes.follow(db);
	const deps: Deps = { db, vault, publicUrl: config.publicUrl, places, lanes, now, changed: live.publish };
	const first = await prepareFirstStart(deps, config);
	const webhooks = await startWebhooks({ deps, config, log, meters, onError });
	opened.push(() => webhooks.stop(0));
	opened.push(await followChanges(db, live, webhooks.wake));
	const pages = await startKeepingPages(db);
	opened.push(pages.stop);
	const receiver = createReceiver({
		...deps,
		onReceived: meters.received,
		onCommitted: meters.committed,
		onPoison: (messageId, error) =>
			log.error({ messageId, failure: describeFailure(error) }, "a message could not be read"),
		onUnknownCodes: (carrier, codes) => log.warn({ carrier, codes }, "a carrier sent codes that nobody mapped"),
	});
	opened.push(() => receiver.drain());
	const http = createHttpClient();
	const lineTo = createLines({ vault, http, places, now });
	const pictures = startProductPictures({ db, now, http }, job("product-pictures"));
	opened.push(() => pictures.stop());
	let readFiles = () => {};
	const replies = repliesTo(config);
	const { push, pusher, stop: stopPush } = await openPush(deps, config);
	opened.push(() => stopPush(0));
	const letters = { letters: questionLetters, noticeLetters, replies, push };
	const letterDeps: LetterDeps & NoticeDeps & ShowDeps = { ...deps, ...letters, wantPictures: pictures.want };
	const incoming =
		replies === null
			? null
			: await startIncomingMails({ deps: { ...letterDeps, replies }, config, log, onError, proveSender });
	if (incoming) opened.push(() => incoming.stop(0));
	const app = createApp({
		services: {
			...boundServices({ ...letterDeps, shopLetters, askOnce: createAskOnce({ db, lineTo, places, now }) }, () =>
				readFiles(),
			),
			...webhooks.services,
		},
		acceptWebhook: createCarrierDoor({ receiver, onPosted: meters.posted, ...deps }),
		live,
		keptPages: pages.keptPages,
		ready: () => ping(db),
		pages: { parcel: renderParcel, notFound: renderNotFound, away: renderAway },
		drawLine: routeLine,
		assets,
		tiles,
		publicUrl: config.publicUrl,
		trustProxy: config.trustProxy,
		now,
		log,
		answered: meters.answered,
		metrics: { ...metrics, token: config.metricsToken },
	});
	const { server, port } = await listen(app, { port: config.port, host: config.host });
	opened.push(startHousekeeping(db, { nowMs: () => Date.now(), wordsDays: config.wordsDays, ...job("housekeeping") }));
	const poller = startPoller({
		db,
		vault,
		receiver,
		lineTo,
		publicUrl: config.publicUrl,
		now,
		owner: randomUUID(),
		onAsked: meters.asked,
		...job("poller"),
	});
	const mailer = createMailer({
		smtpUrl: config.smtpUrl,
		from: mailFrom(config),
		folder: join(config.dataDir, "mail"),
	});
	const mails = startMailSender({ db, vault, mailer, pusher, now, onMailed: meters.mailed, ...job("mails") });
	const mailRelay = startMailRelay({
		db,
		vault,
		letters: shopLetters,
		publicUrl: config.publicUrl,
		now,
		...job("mail-relay"),
	});
	const passer = startQuestionPasser(letterDeps, job("question-passer"));
	const noticeRelay = startNoticeRelay({ db, ...job("notice-relay") });
	const teller = startNoticeTeller(letterDeps, job("notices"));
	const learner = startLearner({ db, lanes, now, ...job("learner") });
	const reviewer = startReviewer({ ...deps, ...job("reviewer") });
	const importer = startImporter(deps, { log, ...job("importer") });
	readFiles = () => void importer.runOnce().catch(onError);
	const filler = startTransitFiller({ ...deps, ...job("transit-filler") });
	// It alone speaks to our own door.
	const ownDoor = createHttpClient({ loopbackPort: port });
	const courier = startDemoCourier({
		http: ownDoor,
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
			() => filler.stop(),
			() => mailRelay.stop(),
			() => passer.stop(),
			() => noticeRelay.stop(),
			() => teller.stop(),
			() => importer.stop(),
			() => stopMails(mails, mailer),
			() => stopPush(graceMs),
			() => http.close(graceMs),
			() => ownDoor.close(graceMs),
			() => webhooks.stop(graceMs),
			async () => incoming?.stop(graceMs),
		]),
	);
	const mailPort = incoming?.port ?? null;
	const mailLines = mailPort === null ? [] : [`Replies to letters come in on port ${mailPort}.`];
	return {
		port,
		mailPort,
		lines: [...(await first.makeKey()), ...first.lines, ...mailLines, ...(tiles?.warnings ?? [])],
	};
}

/** A server that takes its time over a mail is not waited for: the mail is tried again. */
async function stopMails(mails: Repeated, mailer: Mailer): Promise<void> {
	const cut = setTimeout(() => mailer.close(), graceMs);
	try {
		await mails.stop();
	} finally {
		clearTimeout(cut);
		mailer.close();
	}
}

/** Changes that any node committed reach what tells of them here, also those that fell into a gap of listening. */
function followChanges(db: Database, live: Live, changed: () => void): Promise<() => Promise<void>> {
	const heard = (payload: string) => {
		const [token, version] = payload.split(" ");
		if (token && version) live.publish({ token, version: Number(version) });
		changed();
	};
	return db.listen(changesChannel, heard, { resumed: () => live.resync() });
}

function addressOf({ publicUrl, port: wanted }: Config, port: number): string {
	// With PORT=0 the public address is not known before the system has chosen the port.
	return wanted === 0 ? `http://localhost:${port}` : publicUrl;
}
