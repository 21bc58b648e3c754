import { type ChildProcess, spawn } from "node:child_process";
import { mkdtemp, rm } from "node:fs/promises";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, expect, test } from "vitest";
import { eachDatabase, type TestDatabase } from "../helpers/each-database.ts";
import { type Answer, answerOf, postSigned } from "../helpers/service.ts";

const root = join(import.meta.dirname, "../..");
const key = `wl_${"kill9".repeat(8)}`;
const kills = 4;
const messagesBetweenKills = 40;
const senders = 8;
const numbers = Array.from({ length: 20 }, (_, index) => `KILL${1000 + index}`);

let running: ChildProcess | null = null;
let directory: string | null = null;

afterEach(async () => {
	await killNow();
	if (directory) await rm(directory, { recursive: true, force: true });
	directory = null;
});

eachDatabase((database) => {
	test("kill -9 during a stream of webhooks loses no acknowledged message and doubles none", async () => {
		const port = await freePort();
		const url = `http://127.0.0.1:${port}`;
		const settings = { ...(await settingsFor(database)), PORT: String(port), HOST: "127.0.0.1" };
		await start(settings, url);
		const { body: connection } = await ask(`${url}/v1/connections`, { carrier: "push" });
		const hook = `${url}${new URL(connection.webhookUrl).pathname}`;
		for (const trackingNumber of numbers) await ask(`${url}/v1/shipments`, { trackingNumber, carrier: "push" });

		const acknowledged: string[] = [];
		let sent = 0;
		let isOver = false;
		const send = async () => {
			while (!isOver) {
				const number = sent++;
				const push = pushOf(number);
				const answer = await postSigned(hook, connection.webhookSecret, push, `msg_${number}`).catch(() => null);
				if (answer?.status === 202) acknowledged.push(`scan ${number}`);
				else await pause(20);
			}
		};
		const stream = Array.from({ length: senders }, send);
		for (let kill = 0; kill < kills; kill += 1) {
			const before = acknowledged.length;
			while (acknowledged.length < before + messagesBetweenKills) await pause(5);
			await killNow();
			await start(settings, url);
		}
		isOver = true;
		await Promise.all(stream);

		const { body: list } = await ask(`${url}/v1/shipments?limit=50`);
		const details = await Promise.all(
			list.items.map(async ({ id }: { id: string }) => (await ask(`${url}/v1/shipments/${id}`)).body),
		);
		const kept: string[] = details.flatMap(({ scans }) => scans.map(({ text }: { text: string }) => text));
		expect(acknowledged.length).toBeGreaterThanOrEqual(kills * messagesBetweenKills);
		expect(acknowledged.filter((text) => !kept.includes(text))).toEqual([]);
		expect(kept.length).toBe(new Set(kept).size);
	}, 120_000);
});

function pushOf(number: number): object {
	const scan = {
		id: String(number),
		code: "in_transit.moving",
		occurredAt: new Date(Date.UTC(2026, 0, 1) + number * 60_000).toISOString(),
		text: `scan ${number}`,
	};
	return { shipments: [{ trackingNumber: numbers[number % numbers.length], scans: [scan] }] };
}

async function settingsFor(database: TestDatabase): Promise<Record<string, string>> {
	const where = database.where();
	const secrets = { WAYLINE_API_KEY: key, WAYLINE_SECRET_KEY: Buffer.alloc(32, 7).toString("base64") };
	if ("url" in where) return { ...secrets, DATABASE_URL: where.url };
	directory = await mkdtemp(join(tmpdir(), "wayline-kill-"));
	return { ...secrets, WAYLINE_DATA_DIR: directory, NODE_ENV: "production" };
}

/** Starts the built service and waits until it answers. */
async function start(settings: Record<string, string>, url: string): Promise<void> {
	const env = { PATH: process.env.PATH ?? "", ...settings };
	const child = spawn(process.execPath, ["dist/main.js", "serve"], { cwd: root, env, stdio: "ignore" });
	running = child;
	for (let tries = 0; tries < 600; tries += 1) {
		const isReady = await fetch(`${url}/v1/carriers`, { headers: { authorization: `Bearer ${key}` } }).then(
			({ status }) => status === 200,
			() => false,
		);
		if (isReady) return;
		if (child.exitCode !== null) throw new Error(`The service ended with ${child.exitCode} when it was started again.`);
		await pause(50);
	}
	throw new Error("The service did not answer within 30 s.");
}

async function killNow(): Promise<void> {
	const child = running;
	running = null;
	if (!child || child.exitCode !== null || child.signalCode !== null) return;
	const gone = new Promise((resolve) => child.once("exit", resolve));
	child.kill("SIGKILL");
	await gone;
}

async function ask(url: string, body?: object): Promise<Answer> {
	const headers = { authorization: `Bearer ${key}`, "content-type": "application/json" };
	return answerOf(await fetch(url, body ? { method: "POST", headers, body: JSON.stringify(body) } : { headers }));
}

async function freePort(): Promise<number> {
	const server = createServer();
	await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
	const address = server.address();
	await new Promise((resolve) => server.close(resolve));
	if (address === null || typeof address === "string") throw new Error("No free port.");
	return address.port;
}

function pause(ms: number): Promise<void> {
	return new Promise((resolve) => setTimeout(resolve, ms));
}
