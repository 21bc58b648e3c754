import { createHmac, randomBytes } from "node:crypto";
import { readFileSync } from "node:fs";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Webhook } from "standardwebhooks";
import { onTestFinished } from "vitest";
import type { Config } from "../../src/config.ts";
import type { ProveSender } from "../../src/net/sender-proof.ts";
import { startService } from "../../src/serve.ts";
import { addSeller, createKey } from "../../src/services/sellers.ts";
import type { Database } from "../../src/store/database.ts";
import type { TestDatabase } from "./each-database.ts";
import { holdAnswer } from "./held-answers.ts";
import { testPlaces } from "./places.ts";

/** The whole service in this process, on a real port and a real database. */
export interface TestService {
	readonly url: string;
	readonly db: Database;
	/** That mail is listened for on; null where it is not. */
	readonly mailPort: number | null;
	/** What the person who started it is told. */
	readonly lines: readonly string[];
	/** A seller of the test's own. */
	newSeller(name?: string): Promise<TestSeller>;
	stop(): Promise<void>;
}

export interface TestSeller {
	/** `sel_…` */
	readonly id: string;
	readonly key: string;
	get(path: string): Promise<Answer>;
	post(path: string, body: unknown): Promise<Answer>;
	patch(path: string, body: unknown): Promise<Answer>;
	delete(path: string): Promise<Answer>;
	connect(input: object): Promise<{ readonly id: string; readonly path: string; readonly secret: string }>;
}

export interface Answer {
	readonly status: number;
	readonly headers: Headers;
	// biome-ignore lint/suspicious/noExplicitAny: answers are looked into by the tests that got them
	readonly body: any;
}

/** Of every service of a test file. */
export const TEST_SECRET_KEY = randomBytes(32);

/** `onFailure` is for tests in which the database goes away: any other failure in the background fails its test. */
export async function startTestService(
	database: Pick<TestDatabase, "open">,
	options: Partial<Config> = {},
	onFailure: (fields: object, message: string) => void = loud,
	onWarning: (fields: object, message: string) => void = quiet,
): Promise<TestService> {
	const service = await startLastingService(database, options, onFailure, onWarning);
	onTestFinished(service.stop);
	return service;
}

/** The same for several tests of a file, which stop it themselves. */
export async function startLastingService(
	database: Pick<TestDatabase, "open">,
	options: Partial<Config> = {},
	onFailure: (fields: object, message: string) => void = loud,
	onWarning: (fields: object, message: string) => void = quiet,
	onLine: (fields: object, message: string) => void = quiet,
): Promise<TestService> {
	const db = await database.open();
	// Mail that no server takes is written there.
	const dataDir = await mkdtemp(join(tmpdir(), "wayline-service-"));
	const config: Config = {
		port: 0,
		host: "127.0.0.1",
		dataDir,
		databaseUrl: "a database is open already",
		publicUrl: "https://track.shop.example",
		apiKey: null,
		secretKey: TEST_SECRET_KEY,
		otherSecretKeys: [],
		smtpUrl: null,
		imapUrl: null,
		mailFrom: null,
		mailPort: null,
		mailPlus: null,
		wordsDays: 400,
		tiles: null,
		tilesCredit: null,
		trustProxy: 0,
		privateEndpoints: [],
		metricsToken: null,
		production: true,
		startedByNpm: false,
		...options,
	};
	const assetsDir = join(import.meta.dirname, "../../dist/client");
	const log = { info: onLine, warn: onWarning, error: onFailure };
	const service = await startService(config, db, { assetsDir, places: testPlaces(), log, proveSender }).catch(
		async (error) => {
			await db.close();
			await rm(dataDir, { recursive: true, force: true });
			throw error;
		},
	);
	let isStopped = false;
	const stop = async () => {
		if (isStopped) return;
		isStopped = true;
		await service.stop();
		await rm(dataDir, { recursive: true, force: true });
	};
	const url = `http://127.0.0.1:${service.port}`;
	const { lines, mailPort } = service;
	return { url, db, mailPort, lines, stop, newSeller: (name = "A shop") => newSeller(url, db, name) };
}

/** Tests ask no DNS. */
const proveSender: ProveSender = async () => ({
	...{ sender: "unproven", dkim: "unknown", spf: "unknown", dmarc: "unknown" },
});

function quiet(): void {}

/** An unexpected failure of the service fails the test it happened in. */
function loud(fields: object, message: string): void {
	throw new Error(
		`${message}: ${JSON.stringify(fields, (_, value) => (value instanceof Error ? value.stack : value))}`,
	);
}

async function newSeller(url: string, db: Database, name: string): Promise<TestSeller> {
	const { id } = await addSeller({ db }, { name });
	const { key } = await createKey({ db }, { sellerId: id });
	const headers = { authorization: `Bearer ${key}`, "content-type": "application/json" };
	const ask = async (path: string, init: RequestInit) => {
		const answer = await answerOf(await fetch(`${url}${path}`, { headers, ...init }));
		holdAnswer(init.method ?? "GET", path, answer);
		return answer;
	};
	const post = (path: string, body: unknown) => ask(path, { method: "POST", body: JSON.stringify(body) });
	return {
		id,
		key,
		post,
		get: (path) => ask(path, {}),
		patch: (path, body) => ask(path, { method: "PATCH", body: JSON.stringify(body) }),
		delete: (path) => ask(path, { method: "DELETE" }),
		connect: async (input) => {
			const { body } = await post("/v1/connections", input);
			return { id: body.id, path: new URL(body.webhookUrl).pathname, secret: body.webhookSecret };
		},
	};
}

export async function answerOf(response: Response): Promise<Answer> {
	const text = await response.text();
	const isJson = /\/(?:[\w.]+\+)?json/.test(response.headers.get("content-type") ?? "");
	return { status: response.status, headers: response.headers, body: isJson ? JSON.parse(text) : text };
}

/** Posts in Wayline's own format with its signature. */
export async function postSigned(url: string, secret: string, body: object, id = "msg_1"): Promise<Answer> {
	const text = JSON.stringify(body);
	const at = new Date();
	const headers = {
		"content-type": "application/json",
		"webhook-id": id,
		"webhook-timestamp": String(Math.floor(at.getTime() / 1000)),
		"webhook-signature": new Webhook(secret).sign(id, at, text),
	};
	return answerOf(await fetch(url, { method: "POST", headers, body: text }));
}

/** Posts one of our own FedEx samples as FedEx would. */
export async function postFedexSample(url: string, secret: string, sample: string): Promise<Answer> {
	const body = readFileSync(join(import.meta.dirname, `../carriers/fedex/${sample}.json`));
	const signature = createHmac("sha256", secret).update(body).digest("base64");
	const headers = { "content-type": "application/json", "fdx-signature": signature };
	return answerOf(await fetch(url, { method: "POST", headers, body }));
}
