// Run by hand: `npx tsx test/bench/page.bench.ts [requests a round]`, two minutes. What a buyer's page costs as JSON and as HTML,
// against Hono alone that serves the same bytes with the same headers: from memory, and unchanged since (304), against Hono
// without a database; from the database, by a node that hears of no changes and so reads every page, against Hono after the same
// read of the parcel's row by its link, prepared; and that again beside no database.

import { openSync } from "node:fs";
import { mkdtemp, rm } from "node:fs/promises";
import { createServer } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { getRequestListener } from "@hono/node-server";
import { sql } from "drizzle-orm";
import { Hono } from "hono";
import { Pool } from "undici";
import { readConfig } from "../../src/config.ts";
import { createLog, gathered } from "../../src/log.ts";
import { startService as startWholeService } from "../../src/serve.ts";
import { type Database, open } from "../../src/store/database.ts";
import { PAGES_CHANNEL } from "../../src/store/page-changes.ts";
import { LOAD_CARRIERS } from "../faults/carriers.ts";
import { freePort } from "../helpers/free-port.ts";
import { testPlaces } from "../helpers/places.ts";
import { startPostgresql } from "../helpers/postgresql.ts";
import { cpuUs, type Measured, postAs, startRole, startService } from "./processes.ts";
import { median, report } from "./report.ts";

const A_ROUND = Number(process.argv[2] ?? 3_000);
const ROUNDS = 5;
const CONNECTIONS = 32;
const SCANS = 12;
const KEY = "wl_bench_bench_bench_bench";

switch (process.env.PAGE_BENCH_ROLE) {
	case "ceiling":
		await ceiling();
		break;
	case "deaf":
		await deafNode();
		break;
	default:
		await bench();
}

async function bench(): Promise<void> {
	const server = await startPostgresql({ settings: ["shared_buffers=256MB"] });
	if (server === null) throw new Error("No PostgreSQL server is installed here.");
	const directory = await mkdtemp(join(tmpdir(), "wayline-page-"));
	const running: Measured[] = [];
	try {
		await server.asked("create database service");
		const settings = {
			DATABASE_URL: `${server.url}service`,
			WAYLINE_DATA_DIR: directory,
			WAYLINE_API_KEY: KEY,
			WAYLINE_SECRET_KEY: Buffer.alloc(32, 7).toString("base64"),
		};
		const service = await startService(await freePort(), settings, join(directory, "service.log"));
		running.push(service);
		const path = await aParcel(service.url);
		const role = { PAGE_BENCH_ROLE: "deaf", DEAF_LOG: join(directory, "deaf.log"), ...settings };
		const deaf = await startRole(import.meta.filename, await freePort(), role);
		running.push(deaf);
		for (const [what, address] of [
			["page as JSON", `${path}.json`],
			["page as HTML", path],
		] as const) {
			const role = {
				PAGE_BENCH_ROLE: "ceiling",
				DATABASE_URL: `${server.url}service`,
				COPIED_FROM: service.url + address,
			};
			const bare = await startRole(import.meta.filename, await freePort(), role);
			running.push(bare);
			const paths = { ours: address, bare: "/bytes" };
			const wanted = 0.85;
			await compare(`${what}, from memory`, { ours: service, bare }, paths, { wanted });
			const etag = (await fetch(service.url + address)).headers.get("etag") ?? "";
			await compare(`${what}, unchanged`, { ours: service, bare }, paths, { headers: { "if-none-match": etag } });
			const read = { ours: address, bare: "/read" };
			await compare(`${what}, from the database`, { ours: deaf, bare }, read, { wanted });
			await compare(`${what}, from the database, beside none`, { ours: deaf, bare }, paths, {});
			await running.pop()?.stop();
		}
	} finally {
		for (const one of running) await one.stop();
		await server.remove();
		await rm(directory, { recursive: true, force: true });
	}
}

interface Both<Value> {
	readonly ours: Value;
	readonly bare: Value;
}

async function compare(
	what: string,
	servers: Both<Measured>,
	paths: Both<string>,
	{ wanted, headers = {} }: { readonly wanted?: number; readonly headers?: Readonly<Record<string, string>> },
): Promise<void> {
	const ours: Round[] = [];
	const bare: Round[] = [];
	// The first of each is for the compiler and the caches.
	for (let round = 0; round <= ROUNDS; round++) {
		const theirs = await ask(servers.bare, paths.bare, headers);
		const own = await ask(servers.ours, paths.ours, headers);
		if (round > 0) {
			bare.push(theirs);
			ours.push(own);
		}
	}
	report(`${what}, a second`, {
		ours: median(ours.map(({ aSecond }) => aSecond)),
		ceiling: median(bare.map(({ aSecond }) => aSecond)),
		ratio: median(ours.map(({ aSecond }, index) => aSecond / (bare[index]?.aSecond ?? 1))),
		...(wanted !== undefined && { wanted }),
	});
	report(`${what}, processor of this node, us`, {
		ours: median(ours.map(({ cpu }) => cpu)),
		ceiling: median(bare.map(({ cpu }) => cpu)),
	});
}

interface Round {
	readonly aSecond: number;
	/** Microseconds of the server's process a request. */
	readonly cpu: number;
}

async function ask({ url, pid }: Measured, path: string, headers: Readonly<Record<string, string>>): Promise<Round> {
	const pool = new Pool(url, { connections: CONNECTIONS, pipelining: 1 });
	const cpuBefore = cpuUs(pid);
	const startedAt = performance.now();
	let left = A_ROUND;
	const work = async () => {
		while (left-- > 0) {
			const answer = await pool.request({ path, method: "GET", headers });
			await answer.body.dump({ limit: 10_000_000 });
			if (answer.statusCode >= 400) throw new Error(`${path} was answered with ${answer.statusCode}.`);
		}
	};
	await Promise.all(Array.from({ length: CONNECTIONS }, work));
	const seconds = (performance.now() - startedAt) / 1000;
	const cpu = (cpuUs(pid) - cpuBefore) / A_ROUND;
	await pool.close();
	return { aSecond: A_ROUND / seconds, cpu };
}

/** Of an order, with a dozen scans; answers the path of its page. */
async function aParcel(url: string): Promise<string> {
	const carrier = LOAD_CARRIERS.find(({ code }) => code === "fedex");
	if (!carrier) throw new Error("The load has no FedEx.");
	const webhookSecret = carrier.secret ?? "";
	const { webhookUrl } = await postAs<{ webhookUrl: string }>(KEY, `${url}/v1/connections`, {
		carrier: "fedex",
		webhookSecret,
	});
	const trackingNumber = carrier.number(1);
	const order = { reference: "A-1001", items: [{ name: "Lantern, brass" }, { name: "Wick", quantity: 3 }] };
	const destination = { country: "US", city: "Portland", postcode: "97201" };
	const { trackingUrl } = await postAs<{ trackingUrl: string }>(KEY, `${url}/v1/shipments`, {
		...{ trackingNumber, carrier: "fedex", order, destination },
	});
	const beganAt = Date.now() - 86_400_000;
	for (let count = 1; count <= SCANS; count++) {
		const local = `${new Date(beganAt + count * 3_600_000).toISOString().slice(0, 17)}00`;
		const { body, contentType, headers } = carrier.post(
			trackingNumber,
			[{ local, text: `Sorted ${count}` }],
			webhookSecret,
		);
		const path = new URL(webhookUrl).pathname;
		await fetch(url + path, { method: "POST", body, headers: { "content-type": contentType, ...headers() } });
	}
	return new URL(trackingUrl).pathname;
}

/** As one whose listener is down for good: what it keeps is good for nothing until it was read again. */
async function deafNode(): Promise<void> {
	const reading = readConfig(process.env);
	if (reading.kind === "wrong") throw new Error(reading.sentences.join(" "));
	const db = await open({ url: process.env.DATABASE_URL ?? "" });
	const listen: Database["listen"] = (channel, ...more) =>
		channel === PAGES_CHANNEL ? Promise.resolve(async () => {}) : db.listen(channel, ...more);
	const assetsDir = join(import.meta.dirname, "../../dist/client");
	const log = createLog({ accessLines: true }, gathered(openSync(process.env.DEAF_LOG ?? "", "a")));
	await startWholeService(reading.config, { ...db, listen }, { assetsDir, places: testPlaces(), log });
}

/** The same bytes and headers as the service answered when this was started. */
async function ceiling(): Promise<void> {
	const db = await open({ url: process.env.DATABASE_URL ?? "" });
	const copied = await fetch(process.env.COPIED_FROM ?? "");
	const body = await copied.text();
	const headers = Object.fromEntries(
		[...copied.headers].filter(
			([name]) => !["connection", "keep-alive", "date", "transfer-encoding", "content-length"].includes(name),
		),
	);
	const token = new URL(process.env.COPIED_FROM ?? "").pathname.split("/")[2]?.replace(".json", "") ?? "";
	const app = new Hono();
	app.get("/readyz", (context) => context.text("ready"));
	app.get("/bytes", (context) => context.body(body, 200, headers));
	app.get("/read", async (context) => {
		const rows = await db.rows(sql`select page::text as page, version from shipments where token = ${token}::text`);
		return rows.length === 1 ? context.body(body, 200, headers) : context.notFound();
	});
	createServer(getRequestListener(app.fetch)).listen(Number(process.env.PORT), "127.0.0.1");
}
