import { delay, HttpResponse, http } from "msw";
import { setupServer } from "msw/node";
import { afterAll, afterEach, beforeAll, expect, test } from "vitest";
import { z } from "zod";
import { defineCarrier, type Queries } from "../../adapters/kit/carrier.ts";
import { type Answer, createCarrierClient, retryAfterMs } from "../../src/ingest/carrier-client.ts";
import { createHttpClient, type HttpClient } from "../../src/net/http-client.ts";

const network = setupServer();
beforeAll(() => network.listen({ onUnhandledRequest: "error" }));
afterEach(() => network.resetHandlers());
afterAll(() => network.close());

const slowPost = defineCarrier({
	code: "slow-post",
	name: "Slow Post",
	countries: [],
	source: { kind: "assumed", url: "https://slow-post.example/api", checked: "2026-11-22" },
	numbers: { pattern: /^SP\d+$/, valid: ["SP1"], invalid: ["X"] },
	clock: { formats: ["iso"], zone: { kind: "in-payload" } },
	statuses: {},
	extract: () => ({ shipments: [] }),
	trackingUrl: (number) => `https://slow-post.example/${number}`,
	api: {
		hosts: ["api.slow-post.example"],
		credentials: z.object({ clientId: z.string() }),
		rate: { perSecond: 50 },
		login: {
			request: ({ credentials }) => ({
				method: "POST",
				url: "https://api.slow-post.example/login",
				headers: {},
				body: String(credentials.clientId),
			}),
			read: (body) => ({ token: body, expiresInSeconds: 3600 }),
		},
	},
	poll: {
		batch: 10,
		request: (queries, { token }) => ({
			method: "GET",
			url: `https://api.slow-post.example/track?n=${queries.map(({ trackingNumber }) => trackingNumber).join(",")}`,
			headers: { authorization: `Bearer ${token}` },
		}),
	},
});
const queries: Queries = [{ trackingNumber: "SP1", needs: {} }];

function told(answer: Answer): string {
	return answer.kind === "reply" ? Buffer.from(answer.reply.body).toString("utf8") : answer.kind;
}

function client(credentials: unknown = { clientId: "shop" }, outgoing: HttpClient = createHttpClient()) {
	return createCarrierClient({
		carrier: slowPost,
		credentials,
		http: outgoing,
		now: Date.now,
		requestId: () => "request-1",
	});
}

test("logs in once for many calls", async () => {
	let logins = 0;
	network.use(
		http.post("https://api.slow-post.example/login", () => HttpResponse.text(`token-${++logins}`)),
		http.get("https://api.slow-post.example/track", ({ request }) =>
			HttpResponse.text(request.headers.get("authorization") ?? ""),
		),
	);
	const { ask } = client();
	const together = await Promise.all([ask(queries), ask(queries), ask(queries)]);
	expect(together.map(told)).toEqual(["Bearer token-1", "Bearer token-1", "Bearer token-1"]);
	expect(told(await ask(queries))).toBe("Bearer token-1");
	expect(logins).toBe(1);
});

test("logs in afresh once when the carrier withdrew the token", async () => {
	let logins = 0;
	network.use(
		http.post("https://api.slow-post.example/login", () => HttpResponse.text(`token-${++logins}`)),
		http.get("https://api.slow-post.example/track", ({ request }) =>
			request.headers.get("authorization") === "Bearer token-2"
				? HttpResponse.text("scans")
				: new HttpResponse(null, { status: 401 }),
		),
	);
	const { ask } = client();
	const together = await Promise.all([ask(queries), ask(queries), ask(queries)]);
	expect(together.map(told)).toEqual(["scans", "scans", "scans"]);
	expect(logins).toBe(2);
});

test("a call that has begun is finished when we stop, and one that waits for its turn is not begun", async () => {
	const begun: string[] = [];
	const stopping = new AbortController();
	network.use(
		http.post("https://api.slow-post.example/login", () => HttpResponse.text("token")),
		http.get("https://api.slow-post.example/track", ({ request }) => {
			begun.push(new URL(request.url).searchParams.get("n") ?? "");
			if (begun.length === 4) stopping.abort();
			return HttpResponse.text("scans");
		}),
	);
	const { ask, concurrency } = client();
	expect(concurrency).toBe(4);
	const numbers = ["SP1", "SP2", "SP3", "SP4", "SP5", "SP6"];
	const answers = await Promise.all(
		numbers.map((trackingNumber) => ask([{ trackingNumber, needs: {} }], { stopping: stopping.signal })),
	);
	expect(answers.map(({ kind }) => kind)).toEqual(["reply", "reply", "reply", "reply", "not-asked", "not-asked"]);
	expect(begun.toSorted()).toEqual(["SP1", "SP2", "SP3", "SP4"]);
	expect(await ask(queries, { stopping: stopping.signal })).toEqual({ kind: "not-asked" });
});

test("a call that we cut off is no fault of the carrier", async () => {
	const outgoing = createHttpClient();
	network.use(
		http.post("https://api.slow-post.example/login", () => HttpResponse.text("token")),
		http.get("https://api.slow-post.example/track", async () => {
			void outgoing.close();
			await delay("infinite");
		}),
	);
	expect(await client(undefined, outgoing).ask(queries)).toEqual({ kind: "not-asked" });
});

test("says that the credentials are refused, without repeating them", async () => {
	network.use(http.post("https://api.slow-post.example/login", () => new HttpResponse("no", { status: 401 })));
	const answer = await client({ clientId: "very-secret" }).ask(queries);
	expect(answer.kind).toBe("denied");
	expect(JSON.stringify(answer)).not.toContain("very-secret");
	expect(await client({ wrong: "field" }).ask(queries)).toMatchObject({ kind: "denied" });
});

test("passes on how long the carrier asks us to wait", async () => {
	network.use(
		http.post("https://api.slow-post.example/login", () => HttpResponse.text("token")),
		http.get(
			"https://api.slow-post.example/track",
			() => new HttpResponse(null, { status: 429, headers: { "retry-after": "120" } }),
		),
	);
	expect(await client().ask(queries)).toMatchObject({ kind: "rate-limited", retryAfterMs: 120_000 });
});

test("stops asking a carrier that is down", async () => {
	let calls = 0;
	network.use(
		http.post("https://api.slow-post.example/login", () => HttpResponse.text("token")),
		http.get("https://api.slow-post.example/track", () => {
			calls += 1;
			return new HttpResponse(null, { status: 503 });
		}),
	);
	const { ask } = client();
	for (let call = 0; call < 10; call += 1) expect(await ask(queries)).toMatchObject({ kind: "down" });
	expect(calls).toBe(4);
});

test("a carrier that redirects is down, and is not followed", async () => {
	network.use(
		http.post("https://api.slow-post.example/login", () => HttpResponse.text("token")),
		http.get(
			"https://api.slow-post.example/track",
			() => new HttpResponse(null, { status: 302, headers: { location: "https://elsewhere.example/" } }),
		),
	);
	expect(await client().ask(queries)).toEqual({
		kind: "down",
		retryAfterMs: null,
		detail: "Slow Post redirects to another address (302) instead of answering.",
	});
});

test.each([
	[{ "retry-after": "30" }, 30_000],
	[{ "retry-after": "Sun, 22 Nov 2026 12:01:00 GMT" }, 60_000],
	[{ "retry-after": "0" }, 1000],
	[{ "retry-after": "99999999" }, 86_400_000],
	[{ "retry-after": "9".repeat(400) }, 86_400_000],
	[{ "retry-after": "120.5" }, 120_500],
	[{ "retry-after": "60, 120" }, 120_000],
	[{ "retry-after": "Sun, 22 Nov 2026 11:00:00 GMT" }, 1000],
	[{ "retry-after": "Sunday, 22-Nov-26 12:01:00 GMT" }, 60_000],
	[{ "retry-after": "-5" }, null],
	[{ "retry-after": "NaN" }, null],
	[{ "retry-after": "2027" }, 2_027_000],
	[{ "retry-after": "1 2 3" }, null],
	[{ "retry-after": "" }, null],
	[{ "retry-after": "soon" }, null],
	[{}, null],
])("reads Retry-After %j as %s ms", (headers, expected) => {
	expect(retryAfterMs({ headers: headers as Record<string, string> }, Date.parse("2026-11-22T12:00:00Z"))).toBe(
		expected,
	);
});
