// Run by hand: `npx tsx test/bench/ingest.bench.ts [messages a round]`, some two minutes. Carriers' signed messages, as they are
// posted: what the built service acknowledges a second, everything done and committed, against the raw ceiling: the same
// bytes over the same kind of server in the same group commit into one bare table, with no work of ours on them. Both in
// turns, so that what else the machine does falls on both; PostgreSQL with its own fsync, because acknowledged is durable.
import { mkdtemp, rm } from "node:fs/promises";
import { createServer } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { getRequestListener } from "@hono/node-server";
import { sql } from "drizzle-orm";
import { Hono } from "hono";
import { Pool } from "undici";
import { GroupCommit } from "../../src/ingest/group-commit.ts";
import { scalars } from "../../src/store/columns.ts";
import { type Database, open } from "../../src/store/database.ts";
import { LOAD_CARRIERS, type LoadCarrier, type Post } from "../faults/carriers.ts";
import { freePort } from "../helpers/free-port.ts";
import { startPostgresql } from "../helpers/postgresql.ts";
import { cpuUs, type Measured, memoryOf, postAs, startRole, startService } from "./processes.ts";
import { median, report } from "./report.ts";

const A_ROUND = Number(process.argv[2] ?? 5_000);
const ROUNDS = 5;
const CONNECTIONS = 256;
const PARCELS = 2_500;
const KEY = "wl_bench_bench_bench_bench";
// Its own format has a limit a minute, as carriers' have none.
const CARRIERS = LOAD_CARRIERS.filter(({ code }) => code !== "push");

if (process.env.INGEST_BENCH_ROLE === "ceiling") await ceiling();
else await bench();

async function bench(): Promise<void> {
	const server = await startPostgresql({ settings: ["shared_buffers=256MB", "max_wal_size=4GB"] });
	if (server === null) throw new Error("No PostgreSQL server is installed here.");
	const directory = await mkdtemp(join(tmpdir(), "wayline-ingest-"));
	const running: Measured[] = [];
	try {
		await server.asked("create database service");
		await server.asked("create database ceiling");
		const settings = {
			DATABASE_URL: `${server.url}service`,
			WAYLINE_DATA_DIR: directory,
			WAYLINE_API_KEY: KEY,
			WAYLINE_SECRET_KEY: Buffer.alloc(32, 7).toString("base64"),
		};
		const service = await startService(await freePort(), settings, join(directory, "service.log"));
		running.push(service);
		const raw = await startRole(import.meta.filename, await freePort(), {
			INGEST_BENCH_ROLE: "ceiling",
			DATABASE_URL: `${server.url}ceiling`,
		});
		running.push(raw);
		await measure(service, raw);
	} finally {
		for (const one of running) await one.stop();
		await server.remove();
		await rm(directory, { recursive: true, force: true });
	}
}

async function measure(service: Measured, raw: Measured): Promise<void> {
	const parcels = await register(service.url);
	const ours: Round[] = [];
	const bare: Round[] = [];
	// The first of each is for the compiler and the caches.
	for (let round = 0; round <= ROUNDS; round++) {
		const messages = messagesOf(parcels, round);
		const [theirs, own] = [await post(raw, messages), await post(service, messages)];
		if (round === 0) continue;
		bare.push(theirs);
		ours.push(own);
	}
	const of = (rounds: readonly Round[], pick: (round: Round) => number) => median(rounds.map(pick));
	const ratio = median(ours.map(({ aSecond }, index) => aSecond / (bare[index]?.aSecond ?? 1)));
	report("acknowledged webhooks a second, PostgreSQL", {
		ours: of(ours, ({ aSecond }) => aSecond),
		ceiling: of(bare, ({ aSecond }) => aSecond),
		ratio,
		wanted: 0.6,
	});
	report(`p99 at ${CONNECTIONS} connections, ms`, {
		ours: of(ours, ({ p99Ms }) => p99Ms),
		ceiling: of(bare, ({ p99Ms }) => p99Ms),
		wantedAtMost: 100,
	});
	report("processor of this node a message, us", {
		ours: of(ours, ({ cpu }) => cpu),
		ceiling: of(bare, ({ cpu }) => cpu),
	});
	report("memory of the node afterwards, MB", { ours: memoryOf(service.pid) / 1e6, ceiling: memoryOf(raw.pid) / 1e6 });
}

interface Round {
	readonly aSecond: number;
	readonly p99Ms: number;
	/** Microseconds of the server's process a message. */
	readonly cpu: number;
}

/** All of them, each once, over as many connections. Throws where one is not acknowledged. */
async function post({ url, pid }: Measured, messages: readonly Message[]): Promise<Round> {
	const pool = new Pool(url, { connections: CONNECTIONS, pipelining: 1 });
	const tookMs: number[] = [];
	const cpuBefore = cpuUs(pid);
	const startedAt = performance.now();
	let next = 0;
	const work = async () => {
		for (let message = messages[next++]; message; message = messages[next++]) {
			const { path, body, contentType, headers } = message;
			const sentAt = performance.now();
			const answer = await pool.request({
				...{ path, method: "POST", body },
				headers: { "content-type": contentType, ...headers() },
			});
			await answer.body.dump();
			if (answer.statusCode >= 300) throw new Error(`${path} was answered with ${answer.statusCode}.`);
			tookMs.push(performance.now() - sentAt);
		}
	};
	await Promise.all(Array.from({ length: CONNECTIONS }, work));
	const seconds = (performance.now() - startedAt) / 1000;
	const cpu = (cpuUs(pid) - cpuBefore) / messages.length;
	await pool.close();
	const sorted = tookMs.sort((one, other) => one - other);
	return { aSecond: messages.length / seconds, p99Ms: sorted[Math.floor(sorted.length * 0.99)] ?? 0, cpu };
}

interface Message extends Post {
	readonly path: string;
}

interface Parcel {
	readonly carrier: LoadCarrier;
	readonly trackingNumber: string;
	readonly path: string;
	readonly secret: string;
	readonly scans: { readonly local: string; readonly text: string }[];
}

/** The next scans of the parcels, one each, parcel after parcel. */
function messagesOf(parcels: readonly Parcel[], round: number): readonly Message[] {
	const beganAt = Date.now() - 86_400_000;
	return Array.from({ length: A_ROUND }, (_, index) => {
		const parcel = parcels[(round * A_ROUND + index) % parcels.length];
		if (!parcel) throw new Error("There are no parcels.");
		const { carrier, trackingNumber, path, secret, scans } = parcel;
		const local = `${new Date(beganAt + scans.length * 3_600_000).toISOString().slice(0, 17)}00`;
		scans.push({ local, text: `Sorted ${scans.length + 1}` });
		return { path, ...carrier.post(trackingNumber, scans.slice(-3), secret) };
	});
}

async function register(url: string): Promise<readonly Parcel[]> {
	const parcels: Parcel[] = [];
	for (const carrier of CARRIERS) {
		const secret = carrier.secret ?? "";
		const { webhookUrl, id } = await postAs<{ webhookUrl: string; id: string }>(KEY, `${url}/v1/connections`, {
			carrier: carrier.code,
			webhookSecret: secret,
		});
		const { pathname } = new URL(webhookUrl);
		const each = Math.ceil(PARCELS / CARRIERS.length);
		const numbers = Array.from({ length: each }, (_, index) => carrier.number(index + 1));
		await postAs(KEY, `${url}/v1/shipments/batch`, {
			shipments: numbers.map((trackingNumber) => ({
				...{ trackingNumber, carrier: carrier.code, connection: id },
				destination: { country: "US", city: "Portland", postcode: "97201" },
				...(carrier.needs && { needs: carrier.needs }),
			})),
		});
		for (const trackingNumber of numbers) parcels.push({ carrier, trackingNumber, path: pathname, secret, scans: [] });
	}
	// One of each carrier after the other, as they come.
	return parcels.toSorted((one, other) => rankOf(one) - rankOf(other));
}

function rankOf({ trackingNumber }: Parcel): number {
	return Number(trackingNumber.replaceAll(/\D/g, "").slice(-5));
}

/** Bytes in, bytes kept, 204: nothing else. */
async function ceiling(): Promise<void> {
	const db = await open({ url: process.env.DATABASE_URL ?? "" });
	await db.rows(
		sql`create table kept (
				id bigint generated always as identity primary key, received_at timestamptz not null, body bytea not null
			)`,
	);
	const group = new GroupCommit<Uint8Array, true>({
		commit: (bodies) => keep(db, bodies),
		setApart: (_, error) => Promise.reject(error),
		sizeOf: ({ byteLength }) => byteLength,
	});
	const app = new Hono();
	app.get("/readyz", (context) => context.text("ready"));
	app.post("*", async (context) => {
		await group.add(new Uint8Array(await context.req.arrayBuffer()));
		return context.body(null, 204);
	});
	createServer(getRequestListener(app.fetch)).listen(Number(process.env.PORT), "127.0.0.1");
}

async function keep(db: Database, bodies: readonly Uint8Array[]): Promise<readonly true[]> {
	const starts: number[] = [];
	let at = 1;
	for (const { byteLength } of bodies) {
		starts.push(at);
		at += byteLength;
	}
	await db.transaction((tx) =>
		tx.rows(
			sql`insert into kept (received_at, body)
				select now(), substr(bodies.bytes, n.start, n.length)
				from unnest(
					${scalars("int4", starts, (start) => start)}, ${scalars("int4", bodies, ({ byteLength }) => byteLength)}
				) n (start, length), (select ${Buffer.concat(bodies)}::bytea as bytes) bodies`,
		),
	);
	return bodies.map(() => true);
}
