import { randomBytes } from "node:crypto";
import { readdir, readFile } from "node:fs/promises";
import { createServer, type Server } from "node:http";
import { join } from "node:path";
import { carrierOf, carriers } from "../../adapters/index.ts";
import type { Carrier } from "../../adapters/kit/index.ts";
import { SCOPES } from "../../src/services/views.ts";
import type { Ground } from "../faults/ground.ts";
import { type Node, nodeOf } from "../faults/node.ts";
import { fixtures } from "../helpers/fixtures.ts";
import { freePort } from "../helpers/free-port.ts";
import { crawl, type Site } from "./crawl.ts";
import type { Schema } from "./json-schema.ts";
import { type Hook, hookOf } from "./signing.ts";

/** A service with something of everything in it, and all that the doors need to knock. */
export interface World {
	readonly node: Node;
	readonly ground: Ground;
	readonly logFile: string;
	/** Of a key that may do everything, as often as it likes. */
	readonly key: string;
	readonly mailPort: number;
	readonly hooks: readonly WebhookSample[];
	readonly api: ApiDocument;
	readonly site: Site;
	/** By the names of path parameters and of nouns: what stands for them in an address. */
	readonly known: Readonly<Record<string, readonly string[]>>;
	/** `/t/<token>` */
	readonly token: string;
	/** To which a mail is taken. */
	readonly replyAddresses: readonly string[];
	/** Cookie of a member of staff in the console. */
	readonly cookie: string;
	readonly end: () => Promise<void>;
}

/** A sample of what a carrier posts, and the address of its connection here. */
export interface WebhookSample {
	readonly carrier: Carrier;
	readonly name: string;
	readonly path: string;
	readonly secret: string;
	readonly hook: Hook;
}

export interface ApiDocument {
	readonly paths: Readonly<Record<string, Readonly<Record<string, Operation>>>>;
	readonly components: { readonly schemas: Readonly<Record<string, Schema>> };
}

export interface Operation {
	readonly parameters?: readonly { readonly in: string; readonly name: string; readonly schema?: Schema }[];
	readonly requestBody?: { readonly content: Readonly<Record<string, BodyKind>> };
}

interface BodyKind {
	readonly schema?: Schema;
	readonly example?: unknown;
	readonly examples?: Readonly<Record<string, { readonly value?: unknown }>>;
}

/** What the service's memory may be, as an operator of a small machine would bound it. */
const OLD_SPACE_MB = 512;

export async function startWorld(ground: Ground, directory: string): Promise<World> {
	const [port, mailPort] = [await freePort(), await freePort()];
	const taker = await startTaker();
	const envKey = `wl_${randomBytes(18).toString("hex")}`;
	const settings = {
		...ground.settings,
		NODE_OPTIONS: `--max-old-space-size=${OLD_SPACE_MB}`,
		WAYLINE_API_KEY: envKey,
		WAYLINE_SECRET_KEY: randomBytes(32).toString("base64"),
		WAYLINE_TRUST_PROXY: "1",
		WAYLINE_MAIL_PORT: `${mailPort}`,
		WAYLINE_MAIL_FROM: "Harbour <reply@track.example>",
		WAYLINE_PRIVATE_ENDPOINTS: taker.host,
	};
	const node = nodeOf({ name: "node", port, settings, directory });
	const end = async () => {
		await node.kill();
		taker.server.closeAllConnections();
		taker.server.close();
	};
	try {
		await node.start();
		const ask = asking(node.url, envKey);
		const { key, id: keyId } = await ask<Made & { readonly key: string }>("/v1/keys", {
			label: "fuzz",
			scopes: SCOPES,
			perMinute: 60_000,
		});
		const hooks = await connectAll(ask);
		const shop = await furnish(ask, node.url, taker.host);
		const cookie = await logIn(node.url, key);
		const found = await crawl(node.url, ["/console", `/t/${shop.token}`, "/track", "/docs", "/carriers/push"], cookie);
		const site = {
			...found,
			forms: found.forms.filter(
				({ action }) => !hooks.some(({ path }) => isOf(path, action)) && !action.includes(keyId),
			),
		};
		const api = await ask<ApiDocument>("/v1/openapi.json");
		const spare = await ask<Made>("/v1/connections", { carrier: "push", label: "to be changed" });
		const known = { ...shop.known, connection: [spare.id] };
		const logFile = join(directory, "node.log");
		const replyAddresses = await repliesIn(join(ground.settings.WAYLINE_DATA_DIR ?? "", "mail"));
		const { token } = shop;
		return { node, ground, logFile, key, mailPort, hooks, api, site, known, token, replyAddresses, cookie, end };
	} catch (error) {
		await end();
		throw error;
	}
}

/** Whether it would change the connection that is posted to, or end it. */
function isOf(hookPath: string, action: string): boolean {
	return action.includes(hookPath.split("/").at(-1) ?? hookPath);
}

/** The seller's own system: takes every event. */
async function startTaker(): Promise<{ readonly server: Server; readonly host: string }> {
	const port = await freePort();
	const server = createServer((request, response) => {
		request.resume();
		response.writeHead(204).end();
	});
	await new Promise<void>((resolve) => server.listen(port, "127.0.0.1", resolve));
	return { server, host: `127.0.0.1:${port}` };
}

type Ask = <Answer>(path: string, body?: unknown, method?: string) => Promise<Answer>;

function asking(url: string, key: string): Ask {
	return async <Answer>(path: string, body?: unknown, method = body === undefined ? "GET" : "POST") => {
		const headers = { authorization: `Bearer ${key}`, "content-type": "application/json" };
		const init = body === undefined ? { method, headers } : { method, headers, body: JSON.stringify(body) };
		const answer = await fetch(`${url}${path}`, init);
		if (!answer.ok)
			throw new Refused(answer.status, `${path} was answered with ${answer.status}: ${await answer.text()}`);
		return asAnswer<Answer>(await answer.json());
	};
}

class Refused extends Error {
	readonly status: number;
	constructor(status: number, message: string) {
		super(message);
		this.status = status;
	}
}

/** The API's answers are read strictly by other tests. */
function asAnswer<Answer>(body: unknown): Answer {
	return body as Answer;
}

/** A connection with each carrier that posts, with the secret that its samples are signed by, or ours where it takes none. */
async function connectAll(ask: Ask): Promise<readonly WebhookSample[]> {
	const samples: WebhookSample[] = [];
	for (const { code } of carriers) {
		const carrier = carrierOf(code);
		if (!carrier?.webhook) continue;
		const posts = fixtures(code).filter(({ message }) => message.kind === "webhook");
		const wanted = posts.find(({ signed }) => signed !== null)?.signed?.secret ?? "a-secret-of-enough-letters-0001";
		const { path, secret } = await connect(ask, code, wanted);
		const own = posts.map((fixture) => ({
			carrier,
			name: fixture.name,
			path,
			secret,
			hook: withSecret(hookOf(fixture), wanted, secret),
		}));
		samples.push(...own);
	}
	return samples;
}

function withSecret(hook: Hook, before: string, secret: string): Hook {
	const headers = Object.entries(hook.headers).map(([name, value]) => [name, value.replace(before, secret)]);
	return { ...hook, headers: Object.fromEntries(headers), query: hook.query.replace(before, secret) };
}

async function connect(ask: Ask, carrier: string, webhookSecret: string) {
	const made = await ask<MadeConnection>("/v1/connections", { carrier, webhookSecret }).catch(async (error) => {
		if (!(error instanceof Refused) || error.status !== 422) throw error;
		return ask<MadeConnection>("/v1/connections", { carrier });
	});
	return { path: new URL(made.webhookUrl).pathname, secret: made.webhookSecret ?? webhookSecret };
}

interface MadeConnection {
	readonly id: string;
	readonly webhookUrl: string;
	readonly webhookSecret?: string;
}

interface Made {
	readonly id: string;
}

/** One of everything that an address may name. */
async function furnish(ask: Ask, url: string, host: string) {
	const parcel = await ask<Made & { readonly trackingUrl: string; readonly orderId?: string }>("/v1/shipments", {
		...{ trackingNumber: "FUZZ100001", carrier: "push", reference: "F-1" },
		order: { reference: "F-1", items: [{ name: "A lamp" }], buyer: { email: "mia@buyer.example", locale: "en" } },
		destination: { country: "GB", postcode: "EC1A 1BB" },
	});
	const token = new URL(parcel.trackingUrl).pathname.split("/").at(-1) ?? "";
	const endpoint = await ask<Made>("/v1/endpoints", { url: `http://${host}/hooks` });
	const victim = await ask<Made>("/v1/keys", { label: "to be changed", scopes: ["shipments:read"] });
	const staff = await ask<Made>("/v1/staff", { email: "ann@shop.example", name: "Ann" }).catch(() => null);
	const question = await askOf(url, token);
	const list = async (path: string) =>
		ask<{ readonly items: readonly Made[] }>(path).then(
			({ items }) => items.map(({ id }) => id),
			() => [],
		);
	const known = {
		shipments: [parcel.id],
		orders: [parcel.orderId ?? ""],
		endpoints: [endpoint.id],
		keys: [victim.id],
		staff: staff === null ? [] : [staff.id],
		questions: await list("/v1/questions"),
		messages: await list("/v1/messages"),
		deliveries: await list("/v1/deliveries"),
		token: [token],
		proof: question,
		part: ["shipments"],
		position: ["1"],
		number: ["1"],
		place: ["1"],
	};
	return { token, known };
}

/** A buyer asks at his page; what his device keeps of it. */
async function askOf(url: string, token: string): Promise<readonly string[]> {
	const body = new URLSearchParams({ email: "mia@buyer.example", text: "Where is it?", question: "Where is it?" });
	const answer = await fetch(`${url}/t/${token}/questions`, { method: "POST", body, redirect: "manual" });
	return answer.headers.getSetCookie().flatMap((cookie) => /=(qst_[^;]+)/.exec(cookie)?.[1] ?? []);
}

/** The service writes its letters into files where it has no mail server. */
async function repliesIn(folder: string): Promise<readonly string[]> {
	const files = await readdir(folder).catch(() => []);
	const letters = await Promise.all(files.map((file) => readFile(join(folder, file), "utf8")));
	return letters.flatMap((letter) => /^Reply-To:.*?([\w.+-]+@[\w.-]+)/im.exec(letter)?.[1] ?? []);
}

async function logIn(url: string, key: string): Promise<string> {
	const body = new URLSearchParams({ key });
	const answer = await fetch(`${url}/console/log-in`, { method: "POST", body, redirect: "manual" });
	return answer.headers
		.getSetCookie()
		.map((cookie) => cookie.split(";")[0] ?? "")
		.join("; ");
}
