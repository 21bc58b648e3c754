// Run by hand: `npx tsx test/bench/webhooks.bench.ts [events]`, half a minute. The relay and the sender on a PostgreSQL
// server of their own, and on the embedded database, to a bare receiver in another process; against bare undici posts of
// the same bytes with the same signatures in the same run.
//
// What it taught, on two cores that were shared with much else:
// - 2,100 to 3,000 posts a second with the server beside it, 0.2 to 0.4 of bare undici, at 160 us of this process each
//   against 60. On the embedded database, which runs in this process, 600 to 900.
// - In lockstep, where a place was free again once its outcome was written, it was 300 to 400: batches of eleven, two
//   claims for each. Claims ahead of the places and outcomes written while others are on their way made batches of fifty.
// - An index of seller, endpoint, state and event passed for a way to one delivery, and was walked through each time: a
//   claim of 128 took 30 ms in the place of 4.
import { type ChildProcess, fork } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, rm } from "node:fs/promises";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { sql } from "drizzle-orm";
import { Webhook } from "standardwebhooks";
import { Agent, request } from "undici";
import { createEndpointClient } from "../../src/net/endpoint-client.ts";
import { placeRelay, relay } from "../../src/outbound/relay.ts";
import { startSender } from "../../src/outbound/sender.ts";
import { type Database, open } from "../../src/store/database.ts";
import { addEndpoint } from "../../src/store/endpoints.ts";
import { appendOutbox } from "../../src/store/outbox.ts";
import type { Shipment } from "../../src/store/shipments.ts";
import { setup, teardown } from "../helpers/databases.ts";
import { aSeller, aShipment, vault } from "../store/given.ts";

const EVENTS = Number(process.argv[2] ?? 10_000);
const PARCELS = 500;
const AT_ONCE = 32;
const SECRET = `whsec_${Buffer.alloc(32, 5).toString("base64")}`;
const ROUNDS = 3;
const STANDING = {
	...{ milestone: "in_transit", code: "in_transit.moving", reason: "none", condition: "ok", actionBy: "none" },
};

if (process.env.WEBHOOKS_BENCH_ROLE === "receiver") await receive();
else await bench();

async function bench(): Promise<void> {
	await setup();
	const child = fork(import.meta.filename, {
		execArgv: ["--import", "tsx"],
		env: { ...process.env, WEBHOOKS_BENCH_ROLE: "receiver" },
	});
	const directory = await mkdtemp(join(tmpdir(), "wayline-webhooks-"));
	try {
		const port = await portOf(child);
		const body = await measure("PostgreSQL", await open(where()), port);
		await bare(body, port);
		await measure("embedded", await open({ dataDir: directory }), port);
	} finally {
		child.kill();
		await rm(directory, { recursive: true, force: true });
		await teardown();
	}
}

function where(): { readonly url: string } {
	const url = process.env.WAYLINE_TEST_DATABASE_URL ?? "";
	if (url === "") throw new Error("No PostgreSQL server is installed here.");
	return { url: `${url}postgres` };
}

/** Answers a body as it was posted. */
async function measure(name: string, db: Database, port: number): Promise<string> {
	const host = `127.0.0.1:${port}`;
	await placeRelay(db);
	const sellerId = await aSeller(db);
	const filter = { events: ["*"], carriers: null };
	const input = { url: `http://${host}/`, label: null, filter, secret: SECRET };
	await db.transaction((tx) => addEndpoint(tx, vault, sellerId, input, 20));
	const shipments: Shipment[] = [];
	for (let count = 0; count < PARCELS; count++) shipments.push(await aShipment(db, sellerId));
	const http = createEndpointClient({ privateHosts: [host] });
	for (let round = 0; round < ROUNDS; round++) {
		await db.transaction(async (tx) => {
			const entries = Array.from({ length: EVENTS }, (_, index) => ({
				...{ sellerId, shipmentId: shipments[index % PARCELS]?.rowId ?? null, version: 1 },
				...{ type: "shipment.status.changed", data: { before: STANDING, after: STANDING, silence: null } },
			}));
			await appendOutbox(tx, entries);
		});
		const onError = (error: unknown) => say(String(error));
		const cpu = process.cpuUsage();
		let started = performance.now();
		const publicUrl = "https://track.shop.example";
		const deps = { db, publicUrl, told: () => {}, onError, onUntellable: onError };
		while (await relay(deps));
		const relayed = rate(started);
		const relayCpu = cpuPerEvent(cpu);
		const sender = startSender({ db, vault, http, publicUrl, now: () => new Date(), onError });
		const before = process.cpuUsage();
		started = performance.now();
		await sender.runOnce();
		const sent = rate(started);
		await sender.stop();
		const [{ count } = { count: 0 }] = await db.rows<{ count: number }>(
			sql`select count(*)::int4 as count from webhook_deliveries where state = 'delivered'`,
		);
		if (count !== EVENTS * (round + 1)) throw new Error(`${count} are delivered.`);
		say(
			`${name}: relayed ${relayed}/s (${relayCpu} us), sent ${sent}/s (${cpuPerEvent(before)} us of this process each)`,
		);
	}
	const [{ body } = { body: "" }] = await db.rows<{ body: string }>(sql`select body from events limit 1`);
	await http.close();
	await db.close();
	return body;
}

async function bare(body: string, port: number): Promise<void> {
	const dispatcher = new Agent();
	for (let round = 0; round < ROUNDS; round++) {
		const cpu = process.cpuUsage();
		const started = performance.now();
		let left = EVENTS;
		const post = async () => {
			while (left-- > 0) {
				const at = new Date();
				const id = `evt_${left}`;
				const headers = {
					"content-type": "application/json",
					"webhook-id": id,
					"webhook-timestamp": String(Math.floor(at.getTime() / 1000)),
					"webhook-signature": new Webhook(SECRET).sign(id, at, body),
				};
				const reply = await request(`http://127.0.0.1:${port}/`, { method: "POST", headers, body, dispatcher });
				await reply.body.dump();
			}
		};
		await Promise.all(Array.from({ length: AT_ONCE }, post));
		say(`bare undici: ${rate(started)}/s (${cpuPerEvent(cpu)} us each), bodies of ${Buffer.byteLength(body)} bytes`);
	}
	await dispatcher.close();
}

function rate(startedAt: number): number {
	return Math.round(EVENTS / ((performance.now() - startedAt) / 1_000));
}

function cpuPerEvent(since: NodeJS.CpuUsage): number {
	const { user, system } = process.cpuUsage(since);
	return Math.round((user + system) / EVENTS);
}

async function receive(): Promise<void> {
	const server = createServer((incoming, response) => {
		incoming.resume().on("end", () => response.writeHead(204).end());
	});
	await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
	process.send?.((server.address() as AddressInfo).port);
}

async function portOf(child: ChildProcess): Promise<number> {
	const [port] = await once(child, "message");
	return Number(port);
}

function say(line: string): void {
	process.stdout.write(`${line}\n`);
}
