import { describe, expect, it } from "vitest";
import { type Route, routesOf } from "../../src/http/door.ts";
import { expectProblem, openDoor } from "./helpers/door.ts";
import { ASKER_PROOF, IDS, KEYS, SESSIONS, scopeNounOf, WATCHER_PROOF } from "./helpers/known.ts";

interface Called extends Pick<Route, "method"> {
	readonly path: string;
	readonly pattern: string;
}

/** For what is refused before anything is asked, so that nothing of it stays: to open a door takes longer than to be refused. */
const shared = await openDoor();

const ROUTES: readonly Called[] = routesOf(shared.door).map(({ method, path }) => ({
	method,
	pattern: path,
	path: path
		.replace("/v1/shipments/:id", `/v1/shipments/${IDS.shipment}`)
		.replace("/v1/orders/:id", `/v1/orders/${IDS.order}`)
		.replace("/v1/connections/:id", `/v1/connections/${IDS.connection}`)
		.replace("/v1/products/:id", `/v1/products/${IDS.product}`)
		.replace("/v1/brands/:id", `/v1/brands/${IDS.brand}`)
		.replace("/v1/imports/:id", `/v1/imports/${IDS.import}`)
		.replace("/v1/keys/:id", `/v1/keys/${IDS.key}`)
		.replace("/v1/messages/:id", `/v1/messages/${IDS.message}`)
		.replace("/v1/endpoints/:id", `/v1/endpoints/${IDS.endpoint}`)
		.replace("/v1/deliveries/:id", `/v1/deliveries/${IDS.delivery}`)
		.replace("/v1/staff/:id", `/v1/staff/${IDS.staff}`)
		.replace("/inbound-mails/:id", `/inbound-mails/${IDS.mail}`)
		.replace("/questions/:id", `/questions/${IDS.question}`)
		.replace("/questions/:proof", `/questions/${ASKER_PROOF}`)
		.replace("/products/:picture", `/products/${IDS.logo}`)
		.replace("/watch/:proof", `/watch/${WATCHER_PROOF}`)
		.replace("/reviews/by/:proof", "/reviews/by/wch_0000000000000000000001.a.b")
		.replace("/reviews/:id", `/reviews/${IDS.review}`)
		.replace("/messages/:number/pictures/:position", "/messages/1/pictures/1")
		.replace("/pictures/:position", "/pictures/1")
		.replace("/console/parcels/import/:id", `/console/parcels/import/${IDS.import}`)
		.replace("/console/parcels/:id", `/console/parcels/${IDS.shipment}`)
		.replace("/console/webhooks/deliveries/:id", `/console/webhooks/deliveries/${IDS.delivery}`)
		.replace("/console/webhooks/:id", `/console/webhooks/${IDS.endpoint}`)
		.replace("/console/staff/:id", `/console/staff/${IDS.staff}`)
		.replace("/console/keys/:id", `/console/keys/${IDS.key}`)
		.replace("/console/log-in-link/:token", `/console/log-in-link/${SESSIONS.full}`)
		.replace("/console/mails/:id", `/console/mails/${IDS.mail}`)
		.replace("/console/messages/:id", `/console/messages/${IDS.message}`)
		.replace("/console/brands/:id", `/console/brands/${IDS.brand}`)
		.replace("/faq/:place", "/faq/1")
		.replace("/console/connections/:id", `/console/connections/${IDS.connection}`)
		.replace(":carrier/:connection", `fedex/${IDS.connection}`)
		.replace("/hooks/:connection", `/hooks/${IDS.connection}`)
		.replace("push/:connection", `push/${IDS.connection}`)
		.replace(":token", IDS.token)
		.replace("/docs/:part", "/docs/shipments")
		.replace("/brand/:name", `/brand/${IDS.logo}`)
		.replace("/tiles/:version/:z/:x/:y", "/tiles/edition1/1/0/1")
		.replace("*", "main-a1b2c3d4.js")
		.replace(/^\/oembed$/, `/oembed?url=${encodeURIComponent(`https://track.example.com/t/${IDS.token}`)}`),
}));
/** Those of the API that want a key. */
const SELLER_ROUTES = ROUTES.filter(({ path }) => path.startsWith("/v1/") && path !== "/v1/openapi.json");
/** What they do is all in their address, and they take no body. */
const BODILESS =
	/\/(?:read|archive|reopen|stop|resume|refresh|start)$|^\/v1\/(?:deliveries\/:id\/replay|endpoints\/:id\/test)$/;
/** They take a file, and 50 MB of it: see the tests of imports. */
const TAKE_FILES = [
	"/v1/imports",
	"/v1/products.csv",
	"/console/parcels/import",
	"/console/products",
	"/console/shop/logo",
	"/console/brands/:id/logo",
];
const SELLER_POSTS = SELLER_ROUTES.filter(
	({ method, pattern }) => method === "POST" && !BODILESS.test(pattern) && !TAKE_FILES.includes(pattern),
);
const OWNED_ROUTES = SELLER_ROUTES.filter(({ pattern }) => pattern.includes("/:id"));
const POSTS = ROUTES.filter(({ method, pattern }) => method === "POST" && !TAKE_FILES.includes(pattern));

const CHANGES: Readonly<Record<string, object>> = {
	[`/v1/shipments/${IDS.shipment}`]: { reference: null },
	[`/v1/connections/${IDS.connection}`]: { label: "The other account" },
	[`/v1/keys/${IDS.key}`]: { label: "the other till" },
	[`/v1/brands/${IDS.brand}`]: { name: "Ada's Boots" },
	"/v1/shop": { name: "Ada's Boots" },
	[`/v1/endpoints/${IDS.endpoint}`]: { label: "The other system" },
	[`/v1/questions/${IDS.question}`]: { closed: true },
	[`/v1/reviews/${IDS.review}`]: { state: "hidden", reason: "spam" },
	[`/v1/staff/${IDS.staff}`]: { name: "Ada King" },
};

const BODIES: Readonly<Record<string, object>> = {
	"/v1/shipments": { trackingNumber: "794600000012" },
	"/v1/shipments/batch": { shipments: [{ trackingNumber: "794600000012" }] },
	"/v1/connections": { carrier: "fedex" },
	[`/v1/shipments/${IDS.shipment}/carrier`]: { carrier: "fedex" },
	"/v1/eta/estimate": { origin: { country: "DE" }, destination: { country: "FR" }, options: [{ carrier: "fedex" }] },
	"/v1/keys": { scopes: ["shipments:read"] },
	[`/v1/keys/${IDS.key}/rotate`]: { graceHours: 1 },
	"/v1/brands": { name: "Ada's Kids" },
	"/v1/staff": { name: "Ada Byron", email: "ada@shoes.example" },
	"/v1/detect": { numbers: ["794600000012"] },
	[`/v1/connections/${IDS.connection}/sample`]: { trackingNumber: "BIKE1207" },
	[`/v1/connections/${IDS.connection}/secret`]: { graceHours: 48 },
	[`/v1/connections/${IDS.connection}/test`]: { trackingNumber: "794600000012" },
	[`/v1/questions/${IDS.question}/messages`]: { text: "It comes on Thursday." },
	[`/v1/reviews/${IDS.review}/answer`]: { text: "Thank you." },
	[`/v1/inbound-mails/${IDS.mail}/place`]: { question: IDS.question, as: "note" },
	"/v1/endpoints": { url: "https://shop.example/hooks" },
	[`/v1/endpoints/${IDS.endpoint}/secret`]: { graceHours: 48 },
	[`/v1/endpoints/${IDS.endpoint}/replay`]: { from: "2026-11-20T00:00:00Z", to: "2026-11-21T00:00:00Z" },
};

const PUTS: Readonly<Record<string, object>> = {
	"/v1/products": {
		products: [{ id: "SOCKS", title: "Socks", link: "https://shoes.example/socks", availability: "in_stock" }],
	},
};

const FILE = { "content-type": "text/csv" };

const isOfForm = (path: string) => /^\/(?:track$|t\/|console|staff\/)/.test(path);
/** Of whoever is logged in, where that is asked. */
const STAFF = { cookie: `__Host-wayline_console=${SESSIONS.full}` };

it("has a route for everything the design names", () => {
	expect(ROUTES.map(({ method, pattern }) => `${method} ${pattern}`).sort()).toEqual([
		"DELETE /v1/brands/:id",
		"DELETE /v1/brands/:id/logo",
		"DELETE /v1/connections/:id",
		"DELETE /v1/endpoints/:id",
		"DELETE /v1/imports/:id",
		"DELETE /v1/keys/:id",
		"DELETE /v1/products",
		"DELETE /v1/products/:id",
		"DELETE /v1/questions/:id",
		"DELETE /v1/reviews/:id",
		"DELETE /v1/shop/logo",
		"DELETE /v1/staff/:id",
		"GET /",
		"GET /accuracy",
		"GET /accuracy.json",
		"GET /assets/*",
		"GET /brand/:name",
		"GET /carriers/:carrier/:connection",
		"GET /carriers/push",
		"GET /carriers/push/:connection/board/:token",
		"GET /carriers/push/schema.json",
		"GET /console",
		"GET /console/accuracy",
		"GET /console/audit",
		"GET /console/brands",
		"GET /console/brands/:id",
		"GET /console/brands/:id/faq/:place",
		"GET /console/brands/:id/faq/new",
		"GET /console/brands/new",
		"GET /console/connections",
		"GET /console/connections/:id",
		"GET /console/connections/:id/connected",
		"GET /console/connections/:id/disconnect",
		"GET /console/connections/:id/secret",
		"GET /console/connections/new",
		"GET /console/emails",
		"GET /console/exceptions",
		"GET /console/keys",
		"GET /console/keys/:id",
		"GET /console/keys/:id/secret",
		"GET /console/keys/new",
		"GET /console/log-in",
		"GET /console/log-in-link/:token",
		"GET /console/mails",
		"GET /console/mails/:id",
		"GET /console/mails/:id/original",
		"GET /console/messages",
		"GET /console/messages/:id",
		"GET /console/on-time",
		"GET /console/parcels",
		"GET /console/parcels.csv",
		"GET /console/parcels.ndjson",
		"GET /console/parcels/:id",
		"GET /console/parcels/:id/epcis",
		"GET /console/parcels/:id/iftsta",
		"GET /console/parcels/:id/x12-214",
		"GET /console/parcels/import",
		"GET /console/parcels/import/:id",
		"GET /console/parcels/import/:id/problems.csv",
		"GET /console/parcels/new",
		"GET /console/products",
		"GET /console/questions",
		"GET /console/questions/:id",
		"GET /console/questions/:id/messages/:number/pictures/:position",
		"GET /console/reviews",
		"GET /console/reviews/:id",
		"GET /console/reviews/:id/pictures/:position",
		"GET /console/reviews/:id/video",
		"GET /console/shop",
		"GET /console/shop/faq/:place",
		"GET /console/shop/faq/new",
		"GET /console/staff",
		"GET /console/staff/:id",
		"GET /console/staff/new",
		"GET /console/transit",
		"GET /console/webhooks",
		"GET /console/webhooks/:id",
		"GET /console/webhooks/:id/secret",
		"GET /console/webhooks/deliveries",
		"GET /console/webhooks/deliveries/:id",
		"GET /console/webhooks/new",
		"GET /docs",
		"GET /docs/:part",
		"GET /embed/:token",
		"GET /favicon.ico",
		"GET /healthz",
		"GET /hooks/:connection",
		"GET /metrics",
		"GET /oembed",
		"GET /problems",
		"GET /push-worker.js",
		"GET /readyz",
		"GET /robots.txt",
		"GET /staff/act/:token",
		"GET /standing",
		"GET /t/:token",
		"GET /t/:token/calendar.ics",
		"GET /t/:token/live",
		"GET /t/:token/not-received",
		"GET /t/:token/products.json",
		"GET /t/:token/products/:picture",
		"GET /t/:token/questions",
		"GET /t/:token/questions/:id/erase",
		"GET /t/:token/questions/:id/file",
		"GET /t/:token/questions/:id/messages/:number/pictures/:position",
		"GET /t/:token/questions/:proof",
		"GET /t/:token/reviews",
		"GET /t/:token/reviews/:id/pictures/:position",
		"GET /t/:token/reviews/:id/video",
		"GET /t/:token/reviews/by/:proof",
		"GET /t/:token/verify",
		"GET /t/:token/watch",
		"GET /t/:token/watch/:proof",
		"GET /tiles/:version/:z/:x/:y",
		"GET /track",
		"GET /v1",
		"GET /v1/analytics/eta",
		"GET /v1/analytics/exceptions",
		"GET /v1/analytics/faq",
		"GET /v1/analytics/on-time",
		"GET /v1/analytics/questions",
		"GET /v1/analytics/reviews",
		"GET /v1/analytics/transit",
		"GET /v1/audit",
		"GET /v1/brands",
		"GET /v1/brands/:id",
		"GET /v1/carriers",
		"GET /v1/connections",
		"GET /v1/connections/:id",
		"GET /v1/connections/:id/subscriptions",
		"GET /v1/deliveries",
		"GET /v1/deliveries/:id",
		"GET /v1/endpoints",
		"GET /v1/endpoints/:id",
		"GET /v1/imports",
		"GET /v1/imports/:id",
		"GET /v1/imports/:id/problems",
		"GET /v1/imports/:id/problems.csv",
		"GET /v1/inbound-mails",
		"GET /v1/inbound-mails/:id",
		"GET /v1/keys",
		"GET /v1/keys/:id",
		"GET /v1/messages",
		"GET /v1/messages/:id",
		"GET /v1/openapi.json",
		"GET /v1/orders",
		"GET /v1/orders/:id",
		"GET /v1/products",
		"GET /v1/questions",
		"GET /v1/questions/:id",
		"GET /v1/questions/:id/messages/:number/pictures/:position",
		"GET /v1/reports",
		"GET /v1/reviews",
		"GET /v1/reviews/:id",
		"GET /v1/reviews/:id/pictures/:position",
		"GET /v1/reviews/:id/video",
		"GET /v1/shipments",
		"GET /v1/shipments.csv",
		"GET /v1/shipments.ndjson",
		"GET /v1/shipments/:id",
		"GET /v1/shipments/:id/epcis",
		"GET /v1/shipments/:id/iftsta",
		"GET /v1/shipments/:id/notices",
		"GET /v1/shipments/:id/notices/preview",
		"GET /v1/shipments/:id/reports",
		"GET /v1/shipments/:id/x12-214",
		"GET /v1/shop",
		"GET /v1/staff",
		"GET /v1/staff/:id",
		"GET /widget.js",
		"PATCH /v1/brands/:id",
		"PATCH /v1/connections/:id",
		"PATCH /v1/endpoints/:id",
		"PATCH /v1/keys/:id",
		"PATCH /v1/questions/:id",
		"PATCH /v1/reviews/:id",
		"PATCH /v1/shipments/:id",
		"PATCH /v1/shop",
		"PATCH /v1/staff/:id",
		"POST /carriers/:carrier/:connection",
		"POST /console/answer-minutes",
		"POST /console/brands",
		"POST /console/brands/:id",
		"POST /console/brands/:id/delete",
		"POST /console/brands/:id/faq",
		"POST /console/brands/:id/faq/:place",
		"POST /console/brands/:id/faq/:place/remove",
		"POST /console/brands/:id/links",
		"POST /console/brands/:id/logo",
		"POST /console/brands/:id/logo/remove",
		"POST /console/connections",
		"POST /console/connections/:id",
		"POST /console/connections/:id/disconnect",
		"POST /console/connections/:id/secret",
		"POST /console/connections/:id/test",
		"POST /console/emails",
		"POST /console/keys",
		"POST /console/keys/:id/change",
		"POST /console/keys/:id/revoke",
		"POST /console/keys/:id/rotate",
		"POST /console/log-in",
		"POST /console/log-in-link",
		"POST /console/log-in-link/:token",
		"POST /console/log-out",
		"POST /console/mails/:id/place",
		"POST /console/messages/:id/read",
		"POST /console/parcels",
		"POST /console/parcels/:id/archive",
		"POST /console/parcels/:id/carrier",
		"POST /console/parcels/:id/change",
		"POST /console/parcels/:id/refresh",
		"POST /console/parcels/:id/reopen",
		"POST /console/parcels/:id/resume",
		"POST /console/parcels/:id/stop",
		"POST /console/parcels/import",
		"POST /console/parcels/import/:id",
		"POST /console/products",
		"POST /console/products/remove",
		"POST /console/questions/:id/answer",
		"POST /console/questions/:id/close",
		"POST /console/reviews/:id/answer",
		"POST /console/reviews/:id/state",
		"POST /console/shop",
		"POST /console/shop/faq",
		"POST /console/shop/faq/:place",
		"POST /console/shop/faq/:place/remove",
		"POST /console/shop/links",
		"POST /console/shop/logo",
		"POST /console/shop/logo/remove",
		"POST /console/staff",
		"POST /console/staff/:id/change",
		"POST /console/staff/:id/remove",
		"POST /console/webhooks",
		"POST /console/webhooks/:id/change",
		"POST /console/webhooks/:id/delete",
		"POST /console/webhooks/:id/disable",
		"POST /console/webhooks/:id/enable",
		"POST /console/webhooks/:id/replay",
		"POST /console/webhooks/:id/secret",
		"POST /console/webhooks/:id/test",
		"POST /console/webhooks/deliveries/:id/replay",
		"POST /hooks/:connection",
		"POST /staff/act/:token",
		"POST /t/:token/device",
		"POST /t/:token/faq",
		"POST /t/:token/forget",
		"POST /t/:token/not-received",
		"POST /t/:token/not-received/found",
		"POST /t/:token/products",
		"POST /t/:token/questions",
		"POST /t/:token/questions/:id/erase",
		"POST /t/:token/reviews",
		"POST /t/:token/reviews/take-back",
		"POST /t/:token/verify",
		"POST /t/:token/watch",
		"POST /t/:token/watch/:proof",
		"POST /track",
		"POST /v1/brands",
		"POST /v1/connections",
		"POST /v1/connections/:id/sample",
		"POST /v1/connections/:id/secret",
		"POST /v1/connections/:id/test",
		"POST /v1/deliveries/:id/replay",
		"POST /v1/detect",
		"POST /v1/endpoints",
		"POST /v1/endpoints/:id/replay",
		"POST /v1/endpoints/:id/secret",
		"POST /v1/endpoints/:id/test",
		"POST /v1/eta/estimate",
		"POST /v1/imports",
		"POST /v1/imports/:id/start",
		"POST /v1/inbound-mails/:id/place",
		"POST /v1/keys",
		"POST /v1/keys/:id/rotate",
		"POST /v1/messages/:id/read",
		"POST /v1/questions/:id/messages",
		"POST /v1/reviews/:id/answer",
		"POST /v1/shipments",
		"POST /v1/shipments/:id/archive",
		"POST /v1/shipments/:id/carrier",
		"POST /v1/shipments/:id/refresh",
		"POST /v1/shipments/:id/reopen",
		"POST /v1/shipments/:id/resume",
		"POST /v1/shipments/:id/stop",
		"POST /v1/shipments/batch",
		"POST /v1/staff",
		"PUT /v1/brands/:id/logo",
		"PUT /v1/products",
		"PUT /v1/products.csv",
		"PUT /v1/shop/logo",
	]);
});

describe.each(SELLER_ROUTES)("$method $pattern", ({ method, path }) => {
	const json = (method === "POST" ? BODIES : method === "PATCH" ? CHANGES : method === "PUT" ? PUTS : {})[path];

	it("answers the right key", async () => {
		const file = method !== "GET" && TAKE_FILES.includes(path) ? { body: "Label", headers: FILE } : { json };
		const response = await (await openDoor()).call(method, path, file);
		expect(response.status).toBeLessThan(300);
		expect(response.headers.get("cache-control")).toBe("no-store");
	});

	it.each([
		["no key", undefined],
		["a wrong key", "Bearer wl_0000000000000000000000000000000"],
		["another scheme", `Basic ${KEYS.full}`],
		["two keys", `Bearer ${KEYS.full} ${KEYS.full}`],
		["an empty key", "Bearer "],
	])("refuses %s and says how to send one", async (_case, authorization) => {
		const { call, heard } = await openDoor();
		const response = await call(method, path, { key: null, json, headers: authorization ? { authorization } : {} });
		expect(response.headers.get("www-authenticate")).toMatch(/^Bearer realm="wayline"/);
		await expectProblem(response, 401);
		expect([...heard.registered, ...heard.connected, ...heard.asked]).toEqual([]);
	});

	it("refuses a key in the address", async () => {
		const { call } = await openDoor();
		await expectProblem(await call(method, `${path}?key=${KEYS.full}`, { key: null, json }), 401);
	});
});

describe.each(SELLER_ROUTES.filter(({ path }) => path !== "/v1/carriers"))("$method $pattern", ({ method, path }) => {
	const json = method === "POST" ? BODIES[path] : method === "PATCH" ? CHANGES[path] : undefined;

	it("refuses a key without the scope and names the scope", async () => {
		const response = await (await openDoor()).call(method, path, { key: KEYS.scopeless, json });
		const scope = /scope="([a-z:]+)"/.exec(response.headers.get("www-authenticate") ?? "")?.[1];
		// Whoever may send rows may see them again.
		const isRows = path.includes("/problems");
		const reads = (method === "GET" && !isRows) || path === "/v1/detect" || path === "/v1/eta/estimate";
		expect(scope).toBe(`${scopeNounOf(path, method)}:${reads ? "read" : "write"}`);
		expect((await expectProblem(response, 403)).detail).toContain(`"${scope}"`);
	});
});

describe.each(OWNED_ROUTES)("$method $pattern", ({ method, path, pattern }) => {
	it("answers another seller's id as it answers an unknown one", async () => {
		const { call } = await openDoor();
		const unknown = path.replace(/0001(?=\/|$)/, "zzzz");
		const foreign = await expectProblem(await call(method, path, { key: KEYS.otherSeller }), 404);
		const missing = await expectProblem(await call(method, unknown), 404);
		expect({ ...foreign, requestId: "" }).toEqual({ ...missing, requestId: "" });
	});

	it.each(["1", "shp_", "..%2f..%2fetc", "%00", `shp_${"a".repeat(200)}`, "con_' OR 1=1--"])(
		"answers an id that cannot exist without asking for it: %s",
		async (id) => {
			const { call, heard } = await openDoor();
			await expectProblem(await call(method, pattern.replace(":id", encodeURI(id))), 404);
			expect(heard.asked).toEqual([]);
		},
	);
});

describe.each(SELLER_POSTS)("$method $pattern", ({ method, path }) => {
	it.each([
		["broken JSON", '{"trackingNumber": "79'],
		["nothing", ""],
		["bytes that are not UTF-8", new Uint8Array([0x22, 0xff, 0x22])],
		["a deep nest without an end", "[".repeat(100_000)],
	])("refuses %s", async (_case, body) => {
		const response = await shared.call(method, path, {
			body,
			headers: { "content-type": "application/json" },
		});
		await expectProblem(response, 400);
	});

	it.each([
		"text/plain",
		"application/x-www-form-urlencoded",
		"application/json; charset=latin1",
		"",
		"application/jsonp",
	])("refuses the content type %j", async (contentType) => {
		const body = JSON.stringify(BODIES[path]);
		const response = await shared.call(method, path, { body, headers: { "content-type": contentType } });
		await expectProblem(response, 415);
	});

	const empty = /\/(?:sample|secret|rotate)$/.test(path) ? [] : [{}];
	it.each([null, [], "text", 42, ...empty].map((json) => [json]))(
		"refuses %j as a body that lacks its fields",
		async (json) => {
			const problem = await expectProblem(await shared.call(method, path, { json }), 422);
			expect(problem.errors?.length).toBeGreaterThan(0);
		},
	);

	it("points at fields that nobody knows, so that a slip of the pen is found at once", async () => {
		const json = { ...BODIES[path], trakingNumber: "1", "a/b~c": 1 };
		const problem = await expectProblem(await shared.call(method, path, { json }), 422);
		const isOne = path.startsWith("/v1/shipments") && !path.endsWith("/batch");
		const meant = isOne || /connections\/.*\/(?:sample|test)$/.test(path) ? " Did you mean trackingNumber?" : "";
		expect(problem.errors).toEqual([
			{ pointer: "/trakingNumber", detail: `No such field.${meant}` },
			{ pointer: "/a~1b~0c", detail: "No such field." },
		]);
	});
});

describe.each(POSTS)("$method $pattern", ({ method, path }) => {
	const isForm = isOfForm(path);
	const isBatch = path.endsWith("/batch");
	const limit = isForm
		? /at most 64 KB/
		: isBatch
			? /at most 4 MB/
			: path.startsWith("/v1/")
				? /at most 1 MB/
				: /at most 5 MB/;
	const headers = { "content-type": isForm ? "application/x-www-form-urlencoded" : "application/json" };

	it("refuses a body of 10 MB and says the limit", async () => {
		const { call, heard } = await openDoor();
		const body = new Uint8Array(10 * 1024 * 1024);
		const declared = { ...headers, "content-length": String(body.length) };
		expect((await expectProblem(await call(method, path, { body, headers: declared }), 413)).detail).toMatch(limit);
		expect([...heard.registered, ...heard.connected, ...heard.hooks]).toEqual([]);
	});

	it("stops reading a body of undeclared length once it passes the limit", async () => {
		let sent = 0;
		const body = new ReadableStream<Uint8Array>({
			pull(controller) {
				sent += 64 * 1024;
				controller.enqueue(new Uint8Array(64 * 1024));
			},
		});
		const response = await (await openDoor()).call(method, path, { body, headers });
		expect((await expectProblem(response, 413)).detail).toMatch(limit);
		expect(sent).toBeLessThan(6 * 1024 * 1024);
	});
});

describe.each(POSTS.filter(({ path }) => isOfForm(path)))("$method $pattern", ({ method, path }) => {
	it("takes nothing from another site's page", async () => {
		const { call, heard } = await openDoor();
		const form = { body: "check=04109&number=1", headers: { "content-type": "application/x-www-form-urlencoded" } };
		for (const from of [{ "sec-fetch-site": "cross-site" }, { origin: "https://evil.example" }]) {
			await expectProblem(await call(method, path, { ...form, headers: { ...form.headers, ...from } }), 403);
		}
		expect(heard.asked).toEqual([]);
	});
});

describe.each([...new Set(ROUTES.map(({ path }) => path))])("%s", (path) => {
	const methods = ROUTES.filter((route) => route.path === path).map(({ method }) => method);
	const allowed = methods.flatMap((method) => (method === "GET" ? ["GET", "HEAD"] : [method])).join(", ");

	// To a POST these are the address of a connection, which does not exist.
	const isNew = /^\/console\/(?:connections|brands|.*\/faq)\/new$/.test(path);
	const others = isNew || path === "/carriers/push/schema.json" ? [] : ["POST"];
	// To a GET or PATCH the batch's address is that of a shipment, which does not exist.
	const ofOne = path === "/v1/shipments/batch" ? [] : ["GET", "PATCH"];
	it.each(["PUT", "OPTIONS", "BREW", ...ofOne, ...others, "DELETE"].filter((name) => !allowed.includes(name)))(
		"refuses %s and says what it takes",
		async (method) => {
			const response = await shared.call(method, path);
			expect(response.headers.get("allow")).toBe(allowed);
			expect((await expectProblem(response, 405)).detail).toContain(method);
		},
	);
});

// The links of mails lead on.
const LEADS_ON = /\/(?:questions|reviews\/by)\/:proof$/;
it.each(ROUTES.filter(({ method, pattern }) => method === "GET" && !LEADS_ON.test(pattern)))(
	"answers HEAD $pattern as GET, without a body",
	async ({ path }) => {
		const { call } = await openDoor();
		// A photo opens for whoever asked.
		const headers = { cookie: `${STAFF.cookie}; wayline_asker=${ASKER_PROOF}` };
		const head = await call("HEAD", path, { headers });
		expect(head.status).toBe(/^\/(?:carriers\/fedex|hooks)\//.test(path) ? 204 : 200);
		expect(await head.text()).toBe("");
		if (path.endsWith("/live")) return;
		expect(head.headers.get("content-type")).toBe((await call("GET", path, { headers })).headers.get("content-type"));
	},
);

it.each([
	"/nothing",
	"/v1/",
	"/v1/shipment",
	"/v1/shipments/",
	"/t",
	"/t/",
	"/carriers/fedex",
	"//",
	"/assets",
	"/.env",
])("answers the unknown path %s with a problem", async (path) => {
	await expectProblem(await (await openDoor()).call("GET", path), 404);
});
