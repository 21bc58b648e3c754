import { execFile } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { sql } from "drizzle-orm";
import { HttpResponse, http } from "msw";
import { setupServer } from "msw/node";
import sharp from "sharp";
import { afterAll, beforeAll, expect, onTestFinished, test } from "vitest";
import { journeyBy } from "../../src/demo/journeys.ts";
import { methodOf, templateOf } from "../../src/http/openapi/document.ts";
import { EXAMPLES, type Examples } from "../../src/http/openapi/examples.ts";
import { EVENT_NAMES } from "../../src/outbound/catalogue.ts";
import { curlOf } from "../../web/views/docs/curl.ts";
import type { OpenApi } from "../../web/views/docs/open-api.ts";
import { oneDatabase } from "../helpers/each-database.ts";
import { ExampleTokens, mapTexts } from "../helpers/example-tokens.ts";
import { DESCRIBED, holdAnswer } from "../helpers/held-answers.ts";
import { aVideo } from "../helpers/made-videos.ts";
import { freshMail, mailComesTo } from "../helpers/mail-comes.ts";
import { startReceiver } from "../helpers/receiver.ts";
import { answerOf, postSigned, startTestService } from "../helpers/service.ts";
import { buyersClock } from "../helpers/watched-parcel.ts";

// The document's examples are what a service answers to the commands of /docs, typed as they stand and in this order, with
// the demonstration courier. `WAYLINE_RECORD_EXAMPLES=1` writes them anew; read them before they are kept.

const RECORDED = join(import.meta.dirname, "../../src/http/openapi/examples.json");
const isRecording = process.env.WAYLINE_RECORD_EXAMPLES === "1";
const FEDEX_SAMPLE = join(import.meta.dirname, "../carriers/fedex/delivered-after-absent.json");
const HOUR = 3_600_000;

/** The document itself is no example in it. */
const WITHOUT = ["GET /v1/openapi.json"];

// The one carrier that an example asks.
const network = setupServer();
beforeAll(() => network.listen({ onUnhandledRequest: "bypass" }));
afterAll(() => network.close());
const fedex = [
	http.post("https://apis.fedex.com/oauth/token", () =>
		HttpResponse.json({ access_token: "token-1", token_type: "bearer", expires_in: 3600 }),
	),
	http.post("https://apis.fedex.com/track/v1/trackingnumbers", () =>
		HttpResponse.json(JSON.parse(readFileSync(FEDEX_SAMPLE, "utf8"))),
	),
];

type Step = string | (() => Promise<void>);

oneDatabase((database) => {
	test("every example of the document is what a service answers", { timeout: 120_000 }, async () => {
		const receiver = await startReceiver();
		const service = await startTestService(database, { privateEndpoints: [receiver.host] });
		const seller = await service.newSeller("Ada's Shoes");
		const buyers = await buyersClock(service);
		const tokens = new ExampleTokens();
		const told: Mutable<Examples> = { answers: {}, problems: {}, events: {} };
		const logo = await sharp({ create: { width: 96, height: 48, channels: 3, background: "#1f5fd6" } })
			.png()
			.toBuffer();

		/** Sends a request with ids of examples, and answers as an example has it. */
		const ask = async (method: string, path: string, body?: unknown, headers: Record<string, string> = {}) => {
			const sent = typeof body === "string" ? body : JSON.stringify(tokens.sent(atReceiver(body, receiver.url)));
			const answer = await answerOf(
				await fetch(`${service.url}${tokens.sent(path)}`, {
					method,
					headers: {
						authorization: `Bearer ${seller.key}`,
						...(body === undefined ? {} : { "content-type": "application/json" }),
						...headers,
					},
					...(body === undefined ? {} : { body: sent }),
				}),
			);
			holdAnswer(method, path, answer);
			return { status: answer.status, body: fromReceiver(tokens.shown(shortened(answer.body)), receiver.url) };
		};
		const { body: api }: { readonly body: OpenApi } = await answerOf(await fetch(`${service.url}/v1/openapi.json`));
		const shell = shellWith(
			{ "logo.png": logo, "parcels.csv": Buffer.from(PARCELS), "products.csv": Buffer.from(PRODUCTS) },
			{ KEY: seller.key },
		);
		const askExample = async (name: string) => {
			const route = DESCRIBED.find(({ method, path }) => `${method} ${path}` === name);
			const path = templateOf(route?.path ?? "");
			const operation = route && api.paths[path]?.[methodOf(route)];
			if (!operation) throw new Error(`The document has no route ${name}.`);
			const command = atReceiver(curlOf(api, methodOf(route), path, operation), receiver.url);
			const answer = await shell(String(tokens.sent(command)).replaceAll(api.servers[0]?.url ?? "", service.url));
			expect(answer.status, `${command} ${JSON.stringify(answer.body)}`).toBeLessThan(300);
			holdAnswer(route.method, route.path.replaceAll(/:\w+/g, "x"), answer);
			const body = fromReceiver(tokens.shown(shortened(answer.body)), receiver.url);
			const isShown = body !== "" && !/^(?:image|video)\//.test(answer.headers.get("content-type") ?? "");
			told.answers[name] = { status: answer.status, ...(isShown && { body }) };
		};
		const push = async (connection: string, body: object, id: string) => {
			const { path, secret } = hooks[connection] ?? { path: "", secret: "" };
			expect((await postSigned(`${service.url}${path}`, secret, body, id)).status).toBe(202);
		};
		const hooks: Record<string, { path: string; secret: string }> = {};
		const noteHook = (name: string) => {
			const { webhookUrl, webhookSecret } = tokens.sent(told.answers[name]?.body) as Record<string, string>;
			hooks.demo = { path: new URL(webhookUrl ?? "").pathname, secret: webhookSecret ?? "" };
		};
		// On the last morning of its journey.
		const startedAtMs = Date.now() - 46.5 * HOUR;
		const pushes = journeyBy("DEMO-HAPPY-1", (hour) => startedAtMs + hour * HOUR) ?? [];
		const isLate = ({ body }: { readonly body: string }) => body.includes('"delivered.');
		const play = async (some: typeof pushes, from: number) => {
			for (const [index, { body }] of some.entries()) await push("demo", JSON.parse(body), `msg_demo_${from + index}`);
		};
		const page = () => {
			const { trackingUrl } = tokens.sent(told.answers["POST /v1/shipments"]?.body) as { trackingUrl: string };
			return `${service.url}${new URL(trackingUrl).pathname}`;
		};
		const say = async (
			what: string,
			{ photos, video, ...fields }: Record<string, string | Uint8Array<ArrayBuffer>>,
		) => {
			const words = Object.entries(fields).map(([name, value]): [string, string] => [name, String(value)]);
			const withPhotos = new FormData();
			for (const [name, value] of words) withPhotos.set(name, value);
			if (photos !== undefined) withPhotos.set("photos", new Blob([photos]), "box.png");
			if (video !== undefined) withPhotos.set("video", new Blob([video]), "box.mov");
			const body = photos === undefined ? new URLSearchParams(words) : withPhotos;
			const answer = await fetch(`${page()}/${what}`, { method: "POST", body, redirect: "manual" });
			expect(answer.status).toBe(303);
		};

		const walk: readonly Step[] = [
			...["GET /v1", "GET /v1/carriers", "POST /v1/detect", "POST /v1/eta/estimate"],
			...["PATCH /v1/shop", "PUT /v1/shop/logo", "GET /v1/shop", "DELETE /v1/shop/logo"],
			...[
				"PUT /v1/products",
				"PUT /v1/products.csv",
				"GET /v1/products",
				"DELETE /v1/products/:id",
				"DELETE /v1/products",
			],
			...["POST /v1/brands", "PUT /v1/brands/:id/logo", "GET /v1/brands", "GET /v1/brands/:id"],
			...["PATCH /v1/brands/:id", "DELETE /v1/brands/:id/logo", "DELETE /v1/brands/:id"],
			...["POST /v1/staff", "GET /v1/staff", "GET /v1/staff/:id", "PATCH /v1/staff/:id", "DELETE /v1/staff/:id"],
			"POST /v1/connections",
			async () => noteHook("POST /v1/connections"),
			...["GET /v1/connections", "GET /v1/connections/:id", "PATCH /v1/connections/:id"],
			...["POST /v1/endpoints", "GET /v1/endpoints", "GET /v1/endpoints/:id", "PATCH /v1/endpoints/:id"],
			async () => {
				// At any hour: the answers are the same by day and by night.
				await service.db.rows(sql`update sellers set notices = '{"quiet":null}' where public_id = ${seller.id}`);
				await buyers.wait(0);
			},
			"POST /v1/shipments",
			() =>
				play(
					pushes.filter((one) => !isLate(one)),
					0,
				),
			...["GET /v1/shipments", "GET /v1/shipments/:id", "GET /v1/orders", "GET /v1/orders/:id"],
			...["POST /v1/shipments/:id/refresh", "GET /v1/messages", "GET /v1/messages/:id", "POST /v1/messages/:id/read"],
			...["POST /v1/shipments/:id/stop", "POST /v1/shipments/:id/resume"],
			...["POST /v1/shipments/:id/archive", "POST /v1/shipments/:id/reopen"],
			...["POST /v1/shipments/batch", "POST /v1/shipments/:id/carrier", "PATCH /v1/shipments/:id"],
			() => play(pushes.filter(isLate), pushes.length),
			async () => {
				await buyers.wait(4);
				// As if it had been learnt an hour ago: a preview shows nothing that is ahead.
				const ofShop = sql`seller_id = (select id from sellers where public_id = ${seller.id})`;
				await service.db.rows(sql`update shipments set created_at = created_at - interval '1 hour' where ${ofShop}`);
				await service.db.rows(
					sql`update scans set provenance = (
							select jsonb_agg(jsonb_set(one, '{2}', to_jsonb(to_char(
								(one ->> 2)::timestamptz at time zone 'UTC' - interval '1 hour', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'
							)))) from jsonb_array_elements(provenance) one
						)
						where ${ofShop}`,
				);
			},
			...["GET /v1/shipments/:id/notices", "GET /v1/shipments/:id/notices/preview"],
			() => say("not-received", { note: "Nobody rang.", email: "lin@example.com", looked: "door" }),
			...["GET /v1/reports", "GET /v1/shipments/:id/reports"],
			() => say("not-received/found", {}),
			// Before an answer names the key that gave it: the first key told of is the one of the examples.
			...["POST /v1/keys", "GET /v1/keys/:id", "GET /v1/keys", "PATCH /v1/keys/:id", "POST /v1/keys/:id/rotate"],
			"DELETE /v1/keys/:id",
			() =>
				say("questions", {
					text: "Will it come before Friday?",
					email: "lin@example.com",
					photos: new Uint8Array(logo),
				}),
			...["GET /v1/questions", "GET /v1/questions/:id"],
			"GET /v1/questions/:id/messages/:number/pictures/:position",
			...["POST /v1/questions/:id/messages", "PATCH /v1/questions/:id"],
			async () =>
				say("reviews", {
					...{ stage: "product", rating: "5", text: "They fit, and look as on the picture." },
					...{ photos: new Uint8Array(logo), video: new Uint8Array(await aVideo({ file: "mov", rotation: 90 })) },
				}),
			...["GET /v1/reviews", "GET /v1/reviews/:id", "GET /v1/reviews/:id/pictures/:position"],
			"GET /v1/reviews/:id/video",
			...["PATCH /v1/reviews/:id", "POST /v1/reviews/:id/answer", "GET /v1/analytics/reviews"],
			"DELETE /v1/reviews/:id",
			() => say("faq", { topic: "late", helped: "1" }),
			...["GET /v1/analytics/questions", "GET /v1/analytics/faq"],
			async () => {
				const comes = await mailComesTo(service);
				const mail = { from: "Lin <lin@example.com>", subject: "My parcel", text: "And at what time, about?" };
				expect(await comes(freshMail(mail))).toBe("kept");
			},
			...["GET /v1/inbound-mails", "GET /v1/inbound-mails/:id", "POST /v1/inbound-mails/:id/place"],
			"DELETE /v1/questions/:id",
			async () => {
				const made = await ask("POST", "/v1/connections", { carrier: "push", label: "a bicycle courier" });
				const { webhookUrl, webhookSecret } = tokens.sent(made.body) as Record<string, string>;
				hooks.push = { path: new URL(webhookUrl ?? "").pathname, secret: webhookSecret ?? "" };
				await ask("POST", "/v1/shipments", { trackingNumber: "BIKE1207", carrier: "push" });
				const trackingNumber = "BIKE1207";
				const scan = { id: "1", code: "picked_up.collected", occurredAt: new Date(Date.now() - HOUR).toISOString() };
				await push("push", { shipments: [{ trackingNumber, scans: [scan] }] }, "msg_bike_1");
				await push("push", { shipments: [{ trackingNumber, withdraw: ["1"] }] }, "msg_bike_2");
			},
			async () => {
				network.use(...fedex);
				await ask("POST", "/v1/connections", {
					carrier: "fedex",
					credentials: { clientId: "shop", clientSecret: "s" },
				});
			},
			"POST /v1/connections/:id/test",
			...["POST /v1/connections/:id/sample", "GET /v1/connections/:id/subscriptions"],
			...["POST /v1/connections/:id/secret", "DELETE /v1/connections/:id"],
			"POST /v1/endpoints/:id/test",
			async () => {
				const types = () => new Set(receiver.received.map(({ body }) => body.type));
				await expect.poll(() => EVENT_NAMES.filter((type) => !types().has(type)), { timeout: 30_000 }).toEqual([]);
				const waiting = async () => (await seller.get("/v1/deliveries?state=waiting")).body.items;
				await expect.poll(waiting, { timeout: 30_000 }).toEqual([]);
				// As they happened, whichever was quicker on its way.
				const happened = receiver.received
					.map(({ body }) => body)
					.sort((a, b) => Date.parse(a.timestamp) - Date.parse(b.timestamp) || a.data.sequence - b.data.sequence);
				for (const type of EVENT_NAMES) {
					const first = happened.find((event) => event.type === type);
					told.events[type] = fromReceiver(tokens.shown(first), receiver.url);
				}
			},
			...["GET /v1/deliveries", "GET /v1/deliveries/:id", "POST /v1/deliveries/:id/replay"],
			...["POST /v1/endpoints/:id/replay", "POST /v1/endpoints/:id/secret", "DELETE /v1/endpoints/:id"],
			...["GET /v1/shipments/:id/epcis", "GET /v1/shipments/:id/x12-214", "GET /v1/shipments/:id/iftsta"],
			...["GET /v1/shipments.csv", "GET /v1/shipments.ndjson", "POST /v1/imports"],
			async () => {
				const state = async () => (await seller.get("/v1/imports")).body.items[0].state;
				await expect.poll(state).toBe("checked");
			},
			...["GET /v1/imports", "GET /v1/imports/:id", "GET /v1/imports/:id/problems"],
			...["GET /v1/imports/:id/problems.csv", "POST /v1/imports/:id/start", "DELETE /v1/imports/:id"],
			"GET /v1/analytics/eta",
			...["GET /v1/analytics/transit", "GET /v1/analytics/on-time", "GET /v1/analytics/exceptions"],
			"GET /v1/audit",
		];
		for (const step of walk) await (typeof step === "string" ? askExample(step) : step());
		expect(walk.filter((step) => typeof step === "string").toSorted()).toEqual(
			DESCRIBED.map(({ method, path }) => `${method} ${path}`)
				.filter((name) => !WITHOUT.includes(name))
				.toSorted(),
		);

		const { key: readOnly } = (await seller.post("/v1/keys", { scopes: ["shipments:read"], perMinute: 1 })).body;
		const waybill = { trackingNumber: "DEMO-HAPPY-1", carrier: "demo" };
		const refusals: readonly (readonly [number, Parameters<typeof ask>])[] = [
			[400, ["GET", "/v1/shipments?limit=1000"]],
			[401, ["GET", "/v1/shipments", undefined, { authorization: "" }]],
			[403, ["POST", "/v1/shipments", waybill, { authorization: `Bearer ${readOnly}` }]],
			[404, ["GET", "/v1/shipments/shp_0000000000000000000000"]],
			[405, ["PUT", "/v1/shipments", {}]],
			[409, ["POST", "/v1/shipments", { ...waybill, reference: "another" }]],
			[413, ["POST", "/v1/shipments", "x".repeat(1024 * 1024 + 1)]],
			[415, ["POST", "/v1/shipments", "trackingNumber=1", { "content-type": "text/plain" }]],
			[422, ["POST", "/v1/shipments", { trakingNumber: "DEMO-HAPPY-1", carrier: "demo" }]],
			[429, ["GET", "/v1/shipments", undefined, { authorization: `Bearer ${readOnly}` }]],
		];
		for (const [status, request] of refusals) {
			const answer = await ask(...request);
			expect(answer.status, JSON.stringify(answer.body)).toBe(status);
			told.problems[status] = answer.body;
		}

		if (isRecording) writeFileSync(RECORDED, `${JSON.stringify(told, null, "\t")}\n`);
		else {
			for (const name of UNTIMELY) expect(told.answers[name]?.status).toBe(EXAMPLES.answers[name]?.status);
			expect(comparable(steady(told))).toEqual(comparable(steady(EXAMPLES)));
		}
	});
});

/** Types commands into a shell, in a folder that has these files, and reads what curl got. */
function shellWith(files: Readonly<Record<string, Uint8Array>>, settings: Readonly<Record<string, string>>) {
	const cwd = mkdtempSync(join(tmpdir(), "wayline-examples-"));
	onTestFinished(() => rmSync(cwd, { recursive: true, force: true }));
	for (const [name, content] of Object.entries(files)) writeFileSync(join(cwd, name), content);
	writeFileSync(join(cwd, ".curlrc"), 'dump-header = "headers"\n');
	const env = { ...process.env, ...settings, CURL_HOME: cwd };
	return async (command: string) => {
		const { stdout } = await promisify(execFile)("bash", ["-c", command], { cwd, env, maxBuffer: 10_000_000 });
		const [line = "", ...fields] = readFileSync(join(cwd, "headers"), "utf8").trim().split("\r\n");
		const headers = new Headers(
			fields.map((field): [string, string] => {
				const [name = "", ...value] = field.split(":");
				return [name, value.join(":").trim()];
			}),
		);
		return answerOf(new Response(stdout === "" ? null : stdout, { status: Number(line.split(" ")[1]), headers }));
	};
}

type Mutable<T> = {
	-readonly [Name in keyof T]: T[Name] extends Readonly<Record<string, infer V>> ? Record<string, V> : T[Name];
};

const PARCELS = "order,tracking number,carrier\r\n5003,DEMO-HAPPY-4,demo\r\n5004,DEMO-HAPPY-5,the neighbour\r\n";

const PRODUCTS =
	'id,title,link,price,availability,gtin\r\nLACES-90,"Laces, 90 cm",https://shoes.example/laces-90,4.50 EUR,in_stock,\r\nSOCKS,Socks,https://shoes.example/socks,free,in_stock,\r\n';

const SHOPS = "https://shop.example/hooks";

function atReceiver(value: unknown, url: string): unknown {
	return mapTexts(value, (text) => text.replace(SHOPS, url));
}

function fromReceiver(value: unknown, url: string): unknown {
	return mapTexts(value, (text) => text.replace(url, SHOPS));
}

const MOST_SHOWN = 3;

/** Long lists by their beginning. */
function shortened(body: unknown): unknown {
	if (typeof body !== "object" || body === null) return body;
	const cut = (name: string, value: unknown) =>
		["items", "routes"].includes(name) && Array.isArray(value) ? value.slice(0, MOST_SHOWN) : value;
	return Object.fromEntries(Object.entries(body).map(([name, value]) => [name, cut(name, value)]));
}

// What hangs on the hour, the day of the week or the machine: the schema says all there is to say of it.
const UNSTEADY = new Set([
	...[
		"eta",
		"late",
		"firstEta",
		"lateRisk",
		"waitingSince",
		"onTime",
		"etaHistory",
		"silence",
		"promises",
		"because",
		"dateOnly",
		"isIn",
		"nextInAt",
	],
	...["tookMs", "curl", "script", "bytes", "headers", "sequence", "distanceKm", "version", "pageVersion"],
]);
const TIME = /\d{4}-\d\d-\d\d(?:T\d\d:\d\d(?::\d\d(?:\.\d+)?)?(?:Z|[+-]\d\d:\d\d)?)?|in \d+ seconds/g;

/**
 * What is told again may have arrived before the answer is written; of EDI the numbers are made of the hour; of two steps
 * of one day one is told; and the words of mails name days.
 */
const UNTIMELY = [
	...["POST /v1/deliveries/:id/replay", "GET /v1/shipments/:id/x12-214", "GET /v1/shipments/:id/iftsta"],
	...["GET /v1/shipments/:id/notices", "GET /v1/shipments/:id/notices/preview"],
];

function steady(examples: Examples): Examples {
	const answers = Object.entries(examples.answers).filter(([name]) => !UNTIMELY.includes(name));
	return { ...examples, answers: Object.fromEntries(answers) };
}

function comparable(value: unknown): unknown {
	if (typeof value === "string") return value.replaceAll(TIME, "<time>");
	if (Array.isArray(value)) return value.map(comparable);
	if (typeof value !== "object" || value === null) return value;
	const kept = Object.entries(value).map(([name, inner]) => {
		return [name, UNSTEADY.has(name) ? "<unsteady>" : comparable(inner)];
	});
	return Object.fromEntries(kept);
}
