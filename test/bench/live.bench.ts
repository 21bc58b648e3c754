// Run by hand: `npx tsx test/bench/live.bench.ts [readers]`, one minute. The whole service on a PostgreSQL server of its
// own, its readers in a process of theirs, against the least that such streams cost in the same run: a bare node:http
// server that writes the same bytes to the same readers.
//
// What it taught, with 2,000 readers on two cores that were shared:
// - Memory counts after a collection on both sides, and the more readers the truer: what the start left free hides a part
//   of it. With 2,000 it read 7 to 12 KB a stream, with 6,000 13 KB against node:http's 7: 7 KB of it are heap.
// - A stream needs no page. Opened on versions alone, one query without the order's seal, it costs 0.5 ms instead of 0.8,
//   and 2,000 that come back in one instant are all there after 1.5 s instead of 2.1. They are told to come over 6 s.
// - A write is 18 us in node:http and 25 here. So heartbeats to 10,000 streams in one turn of the loop held up everything
//   for 180 ms; a fiftieth at a time takes 3.
// - 6,000 in one instant fill the queue of the listening socket, and who is turned away there comes back after 1, 3, 7 …
//   seconds: another reason to spread them.
// - Fan-out is a third slower than node:http, and far from its aim of 150 ms: nothing there is worth a trick.
import { type ChildProcess, fork } from "node:child_process";
import { once } from "node:events";
import { createServer, type ServerResponse } from "node:http";
import { type AddressInfo, connect, type Socket } from "node:net";
import { join } from "node:path";
import { monitorEventLoopDelay } from "node:perf_hooks";
import { sql } from "drizzle-orm";
import { Webhook } from "standardwebhooks";
import { createLive } from "../../src/outbound/live.ts";
import { startService } from "../../src/serve.ts";
import { addSeller, createKey } from "../../src/services/sellers.ts";
import { type Database, open } from "../../src/store/database.ts";
import { setup, teardown } from "../helpers/databases.ts";
import { testPlaces } from "../helpers/places.ts";

const READERS = Number(process.argv[2] ?? 2_000);
const NUMBER = "LIVE100000";
const CROWD = 10_000;
const BEAT_MS = 2_000;
const BEATS = 3;
const ROUNDS = 7;
const LIMIT_MS = 240_000;

const roles = { service, raw, crowd, readers, bench };
const role = (process.env.LIVE_BENCH_ROLE ?? "bench") as keyof typeof roles;
await roles[role]();

async function bench(): Promise<void> {
	await setup();
	const children: ChildProcess[] = [];
	// Whoever waits for one of them hears that it ended, and the database is stopped.
	const endAll = () => children.map((child) => child.kill());
	setTimeout(endAll, LIMIT_MS).unref();
	for (const signal of ["SIGINT", "SIGTERM"]) process.once(signal, endAll);
	try {
		if (!process.env.WAYLINE_TEST_DATABASE_URL) throw new Error("No PostgreSQL server is installed here.");
		const start = (name: keyof typeof roles) => {
			const child = fork(import.meta.filename, [String(READERS)], {
				execArgv: ["--import", "tsx", "--expose-gc"],
				env: { ...process.env, LIVE_BENCH_ROLE: name },
			});
			child.setMaxListeners(0);
			children.push(child);
			return remote(child);
		};
		const clients = start("readers");
		const floor = await measure("node:http", start("raw"), clients);
		const ours = await measure("Wayline", start("service"), clients);
		for (const [name, value] of Object.entries(ours)) {
			say(`${name}: ${(value / (floor[name as keyof Measured] || 1)).toFixed(1)} x node:http`);
		}
		await measureHeartbeat(start("crowd"), clients);
	} finally {
		endAll();
		await teardown();
	}
}

interface Measured {
	readonly kilobytes: number;
	readonly oneParcelMs: number;
	readonly ownParcelsMs: number;
	readonly reconnectMs: number;
}

async function measure(name: string, server: Remote, clients: Remote): Promise<Measured> {
	const { port, tokens } = await server.ask<{ port: number; tokens: string[] }>("start");
	const same = tokens.map(() => tokens[0] ?? "");
	// The code is warm and the pools are grown before memory is counted.
	await clients.ask("open", { port, tokens: same.slice(0, 200) });
	await clients.ask("close");
	await pause(500);
	const before = await server.ask<Usage>("usage");
	await clients.ask("open", { port, tokens: same });
	await pause(1_000);
	const after = await server.ask<Usage>("usage");
	const kilobytes = (after.rss - before.rss) / READERS / 1024;
	const heap = (after.heap - before.heap) / READERS / 1024;
	const one = await fanOut(server, clients, same.slice(0, 1), 1_000);
	const told = await server.ask<Usage>("usage");
	const cpuUs = ((told.cpuMs - after.cpuMs) * 1_000) / READERS / ROUNDS;
	await clients.ask("close");
	await pause(300);
	await clients.ask("open", { port, tokens });
	const own = await fanOut(server, clients, tokens, 2_000);
	await clients.ask("close");
	await pause(300);
	const busy = await server.ask<Usage>("usage");
	const { tookMs } = await clients.ask<{ tookMs: number }>("open", { port, tokens, atOnce: true });
	const rested = await server.ask<Usage>("usage");
	say(
		`${name}: ${kilobytes.toFixed(1)} KB a connection (heap ${heap.toFixed(1)} KB) | one parcel, ${READERS} readers: all after ${median(one.last).toFixed(0)} ms (worst ${Math.max(...one.last).toFixed(0)}), ${cpuUs.toFixed(0)} us of its CPU each | ${READERS} parcels one after another: each after ${median(own.median).toFixed(2)} ms (worst ${Math.max(...own.worst).toFixed(0)}), all after ${median(own.last).toFixed(0)} ms | all come back at once: ${tookMs.toFixed(0)} ms, ${((rested.cpuMs - busy.cpuMs) / READERS).toFixed(2)} ms of its CPU each`,
	);
	if (name === "Wayline") await measureCommit(server, clients, { port, tokens: same });
	await clients.ask("close");
	return {
		kilobytes,
		oneParcelMs: median(one.last),
		ownParcelsMs: median(own.last),
		reconnectMs: tookMs,
	};
}

/** From the publishing of a change until its readers have it: in ms after the first change, and after each reader's own. */
async function fanOut(server: Remote, clients: Remote, tokens: readonly string[], firstVersion: number) {
	const last: number[] = [];
	const middle: number[] = [];
	const worst: number[] = [];
	for (let round = 0; round < ROUNDS; round++) {
		const version = firstVersion + round;
		await clients.ask("expect", { text: `"version":${version}}` });
		const told = await server.ask<number[]>("publish", { tokens, version });
		const heard = await clients.ask<number[]>("heard");
		const delays = heard.map((at, index) => (at - (told[index] ?? told[0] ?? 0)) / 1_000);
		last.push((Math.max(...heard) - (told[0] ?? 0)) / 1_000);
		middle.push(median(delays));
		worst.push(Math.max(...delays));
	}
	return { last, median: middle, worst };
}

/** From a carrier's message on its way to the door until the last of the parcel's readers has the news. */
async function measureCommit(server: Remote, clients: Remote, { port, tokens }: { port: number; tokens: string[] }) {
	await clients.ask("close");
	await clients.ask("open", { port, tokens });
	const took: number[] = [];
	for (let round = 0; round < ROUNDS; round++) {
		await clients.ask("expect", { text: "data: {" });
		const posted = await server.ask<number>("scan", { round });
		took.push((Math.max(...(await clients.ask<number[]>("heard"))) - posted) / 1_000);
	}
	say(
		`a carrier's message to the last of ${READERS} readers: ${median(took).toFixed(0)} ms (worst ${Math.max(...took).toFixed(0)})`,
	);
}

async function measureHeartbeat(server: Remote, clients: Remote): Promise<void> {
	const { port } = await server.ask<{ port: number }>("start");
	await clients.ask("open", { port, tokens: Array.from({ length: CROWD }, () => "any") });
	await pause(1_000);
	await server.ask("blocked");
	await pause(BEAT_MS * BEATS);
	const { p99Ms, maxMs, cpuMs } = await server.ask<Blocked>("blocked");
	const round = cpuMs / BEATS;
	say(
		`heartbeats of ${CROWD} streams: ${round.toFixed(0)} ms of CPU a round, the loop late by ${p99Ms.toFixed(0)} ms at the 99th percentile (most ${maxMs.toFixed(0)})`,
	);
	await clients.ask("close");
}

interface Blocked {
	readonly p99Ms: number;
	readonly maxMs: number;
	readonly cpuMs: number;
}

interface Usage {
	readonly rss: number;
	readonly heap: number;
	readonly cpuMs: number;
}

/** Who may be asked in another process; answers come in the order of the questions. */
interface Remote {
	ask<T>(name: string, input?: object): Promise<T>;
}

function remote(child: ChildProcess): Remote {
	return {
		async ask<T>(name: string, input: object = {}) {
			child.send({ name, input });
			const [told] = await Promise.race([once(child, "message"), once(child, "exit")]);
			if (!child.connected) throw new Error(`${name}: the other process ended.`);
			return told as T;
		},
	};
}

// biome-ignore lint/suspicious/noExplicitAny: both ends of the channel stand in this file
type Answers = Readonly<Record<string, (input: any) => unknown>>;

function answer(answers: Answers): void {
	process.on("message", async ({ name, input }: { name: string; input: object }) => {
		process.send?.((await answers[name]?.(input)) ?? {});
	});
	process.on("disconnect", () => process.exit());
}

function usage(): Usage {
	globalThis.gc?.();
	const { rss, heapUsed } = process.memoryUsage();
	return { rss, heap: heapUsed, cpuMs: cpuMs() };
}

async function service(): Promise<void> {
	const opened = await open({ url: `${process.env.WAYLINE_TEST_DATABASE_URL}postgres` });
	let hear: (payload: string) => void = () => {};
	// What another node would tell is told from here.
	const db: Database = {
		...opened,
		listen: (channel, heard, resumed) => {
			if (channel === "wayline_changes") hear = heard;
			return opened.listen(channel, heard, resumed);
		},
	};
	const { port } = await startService(
		{
			port: 0,
			host: "127.0.0.1",
			dataDir: "",
			databaseUrl: "",
			publicUrl: "https://track.shop.example",
			apiKey: null,
			secretKey: Buffer.alloc(32, 1),
			otherSecretKeys: [],
			smtpUrl: null,
			imapUrl: null,
			mailFrom: null,
			mailPort: null,
			mailPlus: null,
			wordsDays: 400,
			tiles: null,
			tilesCredit: null,
			privateEndpoints: [],
			trustProxy: 1,
			metricsToken: null,
			production: true,
			startedByNpm: false,
		},
		db,
		{
			assetsDir: join(import.meta.dirname, "../../dist/client"),
			places: testPlaces(),
			log: { info: () => {}, warn: () => {}, error: (fields, message) => say(`${message} ${JSON.stringify(fields)}`) },
		},
	);
	const url = `http://127.0.0.1:${port}`;
	const { id } = await addSeller({ db }, { name: "A shop" });
	const { key } = await createKey({ db }, { sellerId: id });
	const post: Post = async (path, body, headers) => {
		const response = await fetch(url + path, {
			method: "POST",
			headers: { "content-type": "application/json", ...headers },
			body: JSON.stringify(body),
		});
		if (!response.ok) throw new Error(await response.text());
		return response.json();
	};
	const asSeller = { authorization: `Bearer ${key}` };
	const hook = await post("/v1/connections", { carrier: "push" }, asSeller);
	answer({
		start: async () => ({ port, tokens: await addParcels(db, asSeller, post) }),
		usage,
		publish: ({ tokens: told, version }: Published) => publishAll(told, (token) => hear(`${token} ${version}`)),
		scan: async ({ round }: { round: number }) => {
			const occurredAt = new Date(Date.UTC(2026, 10, 1, round)).toISOString();
			const scan = { id: String(round), code: "in_transit.arrived_facility", occurredAt };
			const body = { shipments: [{ trackingNumber: NUMBER, scans: [scan] }] };
			const at = Date.now();
			const signature = new Webhook(hook.webhookSecret).sign(`m${round}`, new Date(at), JSON.stringify(body));
			const posted = nowUs();
			await post(new URL(hook.webhookUrl).pathname, body, {
				"webhook-id": `m${round}`,
				"webhook-timestamp": String(Math.floor(at / 1000)),
				"webhook-signature": signature,
			});
			return posted;
		},
	});
}

// biome-ignore lint/suspicious/noExplicitAny: the bench knows what it asked for
type Post = (path: string, body: object, headers: Record<string, string>) => Promise<any>;

/** One parcel is registered at the door, the others are its copies, each in an order of its own. */
async function addParcels(db: Database, asSeller: Record<string, string>, post: Post): Promise<string[]> {
	const first = { trackingNumber: NUMBER, carrier: "push", order: { reference: "ORDER0" } };
	const { trackingUrl } = await post("/v1/shipments", first, asSeller);
	const copy = (table: string, changes: string) =>
		sql.raw(`insert into ${table} overriding system value
			select (jsonb_populate_record(one, jsonb_build_object(${changes}))).*
			from ${table} one, generate_series(1, ${READERS - 1}) copy`);
	await db.transaction(async (tx) => {
		await tx.rows(copy("orders", "'id', id + copy, 'public_id', 'ord' || copy, 'reference', 'ORDER' || copy"));
		const token = `substr(token, 1, 10) || lpad(copy::text, length(token) - 10, '0')`;
		await tx.rows(
			copy("shipments", `'id', id + copy, 'public_id', 'shp' || copy, 'order_id', order_id + copy, 'token', ${token}`),
		);
	});
	const rows = await db.rows<{ token: string }>(sql`select token from shipments order by id`);
	if (!trackingUrl.endsWith(rows[0]?.token)) throw new Error("The first parcel is not the one that was registered.");
	return rows.map(({ token }) => token);
}

interface Published {
	readonly tokens: readonly string[];
	readonly version: number;
}

/** Each in a turn of the loop of its own, as commits come. Answers when each was told. */
async function publishAll(tokens: readonly string[], publish: (token: string) => void): Promise<number[]> {
	const told: number[] = [];
	for (const token of tokens) {
		told.push(nowUs());
		publish(token);
		await new Promise(setImmediate);
	}
	return told;
}

/** The ceiling: no rule, no memory of who watches what but a list. */
async function raw(): Promise<void> {
	const streams = new Map<string, Set<ServerResponse>>();
	const server = createServer((request, response) => {
		const token = request.url?.split("/")[2] ?? "";
		response.writeHead(200, { "content-type": "text/event-stream", "cache-control": "no-store" });
		response.write("retry: 3000\nevent: ready\ndata: 20000\nid: 1\n\n");
		const readers = streams.get(token) ?? new Set();
		streams.set(token, readers.add(response));
		response.once("close", () => readers.delete(response));
	});
	const port = await listening(server);
	answer({
		start: () => ({
			port,
			tokens: Array.from({ length: READERS }, (_, index) => `tok${100_000 + index}0000000000000000`),
		}),
		usage,
		publish: ({ tokens, version }: Published) =>
			publishAll(tokens, (token) => {
				const text = `id: ${version}\ndata: ${JSON.stringify({ token, version })}\n\n`;
				for (const response of streams.get(token) ?? []) response.write(text);
			}),
	});
}

/** The hub alone with very many streams and a quick heartbeat. */
async function crowd(): Promise<void> {
	const live = createLive({ readVersions: async () => [], heartbeatMs: BEAT_MS, maxPerAddress: CROWD });
	const server = createServer((_request, response) => {
		response.writeHead(200, { "content-type": "text/event-stream" });
		live.open({ watches: [{ token: "any", version: 1 }], isBehind: false, address: "", sink: response });
	});
	const port = await listening(server);
	const delay = monitorEventLoopDelay({ resolution: 1 });
	let before = 0;
	answer({
		start: () => ({ port }),
		blocked: (): Blocked => {
			const result = { p99Ms: delay.percentile(99) / 1e6, maxMs: delay.max / 1e6, cpuMs: cpuMs() - before };
			before = cpuMs();
			delay.reset();
			delay.enable();
			return result;
		},
	});
}

async function readers(): Promise<void> {
	let sockets: Socket[] = [];
	let wanted = Buffer.from("\n\n");
	let heardAt: number[] = [];
	let missing = 0;
	let done: () => void = () => {};
	const expectAll = (text: string, count: number) => {
		wanted = Buffer.from(text);
		heardAt = Array.from({ length: count }, () => 0);
		missing = count;
	};
	const all = () => (missing === 0 ? Promise.resolve() : new Promise<void>((resolve) => (done = resolve)));
	const connectTo = (port: number, token: string, index: number) => {
		const socket = connect(port, "127.0.0.1");
		socket.on("error", (error) => say(String(error)));
		socket.write(
			`GET /t/${token}/live?seen=1 HTTP/1.1\r\nHost: localhost\r\nAccept: text/event-stream\r\nX-Forwarded-For: 10.0.${index >> 8}.${index & 255}\r\nUser-Agent: Mozilla/5.0 (Linux; Android 10; K) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0 Mobile Safari/537.36\r\nAccept-Language: en-GB,en;q=0.9\r\n\r\n`,
		);
		socket.on("data", (chunk) => {
			if (heardAt[index] !== 0 || !chunk.includes(wanted)) return;
			heardAt[index] = nowUs();
			if (--missing === 0) done();
		});
		return socket;
	};
	answer({
		open: async ({ port, tokens, atOnce }: { port: number; tokens: string[]; atOnce?: boolean }) => {
			const startedAt = performance.now();
			expectAll("\n\n", tokens.length);
			for (const [index, token] of tokens.entries()) {
				sockets.push(connectTo(port, token, index));
				while (!atOnce && index - (tokens.length - missing) > 50) await new Promise(setImmediate);
			}
			await all();
			return { tookMs: performance.now() - startedAt };
		},
		expect: ({ text }: { text: string }) => expectAll(text, sockets.length),
		heard: async () => {
			await all();
			return heardAt;
		},
		close: () => {
			for (const socket of sockets) socket.destroy();
			sockets = [];
		},
	});
}

async function listening(server: ReturnType<typeof createServer>): Promise<number> {
	// Everybody may come at once.
	server.listen({ port: 0, host: "127.0.0.1", backlog: CROWD });
	await once(server, "listening");
	return (server.address() as AddressInfo).port;
}

/** Of the machine's one clock, so that two processes may compare. */
function nowUs(): number {
	return Number(process.hrtime.bigint() / 1_000n);
}

function cpuMs(): number {
	const { user, system } = process.cpuUsage();
	return (user + system) / 1_000;
}

function median(values: readonly number[]): number {
	return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN;
}

function pause(ms: number): Promise<void> {
	return new Promise((resolve) => setTimeout(resolve, ms));
}

function say(line: string): void {
	process.stdout.write(`${line}\n`);
}
