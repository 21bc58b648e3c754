import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { brotliDecompressSync, gunzipSync } from "node:zlib";
import { describe, expect, it } from "vitest";
import { loadAssets } from "../../src/http/assets.ts";
import { routesOf } from "../../src/http/door.ts";
import { expectProblem, openDoor } from "./helpers/door.ts";
import { KEYS } from "./helpers/known.ts";

describe("health", () => {
	it("is alive without a database, and ready only with one", async () => {
		const { call } = await openDoor({ ready: () => Promise.reject(new Error("connect ECONNREFUSED 10.0.0.7:5432")) });
		expect((await call("GET", "/healthz", { key: null })).status).toBe(200);
		const problem = await expectProblem(await call("GET", "/readyz", { key: null }), 503);
		expect(JSON.stringify(problem)).not.toContain("10.0.0.7");
	});

	it("is ready when the database answers", async () => {
		expect((await (await openDoor()).call("GET", "/readyz", { key: null })).status).toBe(200);
	});
});

describe("metrics", () => {
	const TOKEN = "metrics-token-of-the-test-0123";
	const ask = async (
		door: { readonly token?: string; readonly publicUrl?: string; readonly trustProxy?: number },
		headers: Record<string, string>,
		remoteAddress = "127.0.0.1",
		path = "/metrics",
		board: () => Promise<string | null> = async () => "No carrier is connected.\n",
	) => {
		const { token = null, publicUrl = "http://localhost:8080", trustProxy = 0 } = door;
		const text = async () => "wayline_up 1\n";
		const { app } = await openDoor({
			publicUrl,
			trustProxy,
			metrics: { text, contentType: "text/plain", board, token },
		});
		return app.request(path, { headers }, { incoming: { socket: { remoteAddress } } });
	};

	it("are told to callers of this machine, and to nobody from elsewhere", async () => {
		for (const here of ["127.0.0.1", "::1", "::ffff:127.0.0.1"]) {
			const answer = await ask({}, {}, here);
			expect([answer.status, await answer.text()]).toEqual([200, "wayline_up 1\n"]);
		}
		for (const elsewhere of ["10.0.0.7", "::ffff:10.0.0.7", "2001:db8::1", "", "unknown"]) {
			expect((await expectProblem(await ask({}, {}, elsewhere), 403)).detail).toContain("WAYLINE_METRICS_TOKEN");
		}
	});

	it("have a board beside them for persons, which is told to nobody else, and says so where nothing is known", async () => {
		const answer = await ask({}, {}, "127.0.0.1", "/standing");
		expect([answer.status, await answer.text()]).toEqual([200, "No carrier is connected.\n"]);
		await expectProblem(await ask({}, {}, "10.0.0.7", "/standing"), 403);
		await expectProblem(await ask({ token: TOKEN }, {}, "127.0.0.1", "/standing"), 401);
		await expectProblem(await ask({}, {}, "127.0.0.1", "/standing", async () => null), 503);
	});

	it.each(["x-forwarded-for", "forwarded", "x-real-ip", "via"])(
		"are not told through a proxy here: %s",
		async (name) => {
			await expectProblem(await ask({}, { [name]: "127.0.0.1" }), 403);
			await expectProblem(await ask({ trustProxy: 1 }, { [name]: "127.0.0.1" }), 403);
		},
	);

	it("want a token where a proxy stands before the service, whether it was told of one or serves https all the same", async () => {
		const secure = "https://track.example.com";
		for (const door of [{ publicUrl: secure }, { publicUrl: secure, trustProxy: 1 }, { trustProxy: 1 }]) {
			const { detail } = await expectProblem(await ask(door, {}), 403);
			expect(detail).toContain("WAYLINE_METRICS_TOKEN");
			const shown = { authorization: `Bearer ${TOKEN}` };
			expect((await ask({ ...door, token: TOKEN }, shown)).status).toBe(200);
		}
	});

	it("are told to whoever shows the token, wherever he is, and where there is one to nobody else", async () => {
		const shown = { authorization: `Bearer ${TOKEN}`, "x-forwarded-for": "10.0.0.7" };
		expect((await ask({ token: TOKEN }, shown, "10.0.0.7")).status).toBe(200);
		for (const authorization of ["", TOKEN, `Basic ${TOKEN}`, `Bearer ${TOKEN}x`, `Bearer ${KEYS.full}`]) {
			await expectProblem(await ask({ token: TOKEN }, { authorization }), 401);
		}
	});
});

describe("files of the page", () => {
	it.each([
		["/assets/main-a1b2c3d4.js", "text/javascript; charset=utf-8"],
		["/assets/main-e5f6.css", "text/css; charset=utf-8"],
	])("may be kept for ever under their hashed name: %s", async (path, contentType) => {
		const response = await (await openDoor()).call("GET", path, { key: null });
		expect(response.status).toBe(200);
		expect(response.headers.get("content-type")).toBe(contentType);
		expect(response.headers.get("cache-control")).toBe("public, max-age=31536000, immutable");
	});

	it("are asked for again each time where the name is no digest, and not sent twice", async () => {
		const { call } = await openDoor();
		const first = await call("GET", "/assets/credits.txt");
		expect(first.headers.get("cache-control")).toBe("public, no-cache");
		const again = await call("GET", "/assets/credits.txt", {
			headers: { "if-none-match": first.headers.get("etag") ?? "" },
		});
		expect([again.status, await again.text()]).toEqual([304, ""]);
	});

	it("are sent compressed to who takes it, and whole to who does not", async () => {
		const { call } = await openDoor();
		const path = "/assets/main-a1b2c3d4.js";
		const whole = new Uint8Array(await (await call("GET", path)).arrayBuffer());
		for (const [accepted, encoding, unpack] of [
			["br, gzip;q=0.8", "br", brotliDecompressSync],
			["gzip, br;q=0", "gzip", gunzipSync],
			["gzip, deflate", "gzip", gunzipSync],
		] as const) {
			const small = await call("GET", path, { headers: { "accept-encoding": accepted } });
			const sent = new Uint8Array(await small.arrayBuffer());
			expect([small.headers.get("content-encoding"), small.headers.get("vary")]).toEqual([encoding, "accept-encoding"]);
			expect(sent.length).toBeLessThan(whole.length / 5);
			expect(new Uint8Array(unpack(sent))).toEqual(whole);
		}
	});

	it.each([
		"../secret.txt",
		"%2e%2e/secret.txt",
		"..%2fsecret.txt",
		"..%5csecret.txt",
		"x/../../secret.txt",
		"manifest.json",
		".hidden/secret.txt",
		"main-a1b2c3d4.js%00.css",
		"constructor",
		"",
	])("end at their directory: %j", async (path) => {
		const response = await (await openDoor()).call("GET", `/assets/${path}`);
		await expectProblem(response, 404);
	});

	it("that were never built are missed in a plain sentence", async () => {
		const directory = await mkdtemp(join(tmpdir(), "wayline-unbuilt-"));
		await expect(loadAssets(directory)).rejects.toThrow(/run "npm run build"/);
		await rm(directory, { recursive: true });
	});
});

it("keeps robots away from buyers' pages", async () => {
	const text = await (await (await openDoor()).call("GET", "/robots.txt", { key: null })).text();
	expect(text).toBe("User-agent: *\nDisallow: /t/\nDisallow: /embed/\n");
});

it("says at its front door what it is, and under every problem's type what to do", async () => {
	const { call } = await openDoor();
	const front = await (await call("GET", "/", { key: null })).text();
	expect(front).toContain("parcel tracking");
	expect(front).toContain('<link rel="stylesheet" href="/assets/main-e5f6.css"/>');
	expect(front).toContain('method="post" action="/track"');
	expect(await (await call("GET", "/?lang=en-AU", { key: null })).text()).toContain('action="/track?lang=en-AU"');
	const { type } = await expectProblem(await call("GET", "/nothing"), 404);
	const [path = "", anchor] = type.split("#");
	expect(await (await call("GET", path, { key: null })).text()).toContain(`id="${anchor}"`);
});

it("lists at /v1, without a key, every route that a buyer, a carrier or a seller may ask for, and its scope", async () => {
	const { call, door } = await openDoor();
	const answer = (await (await call("GET", "/v1", { key: null })).json()) as {
		routes: { method: string; path: string; scope?: string }[];
	};
	const listed = answer.routes.map(({ method, path }) => `${method} ${path}`);
	for (const { method, path } of routesOf(door).filter(({ path }) => /^\/(?:v1|t|carriers)\//.test(path))) {
		expect(listed).toContain(`${method} ${path.replaceAll(/:(\w+)/g, "{$1}")}`);
	}
	expect(answer.routes).toContainEqual({ method: "POST", path: "/v1/shipments", scope: "shipments:write" });
	expect(answer.routes).toContainEqual({ method: "GET", path: "/v1/carriers", scope: "any key" });
	expect(answer.routes).toContainEqual({ method: "POST", path: "/carriers/{carrier}/{connection}" });
});
