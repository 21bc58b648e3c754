import { Writable } from "node:stream";
import { Hono } from "hono";
import { pino } from "pino";
import { describe, expect, it } from "vitest";
import { describeFailure } from "../../src/describe-failure.ts";
import { addressOf } from "../../src/http/access.ts";
import type { HttpEnv } from "../../src/http/door.ts";
import { expectProblem, openDoor } from "./helpers/door.ts";
import { IDS, KEYS } from "./helpers/known.ts";

describe("every answer", () => {
	it.each([
		["GET", "/", 200],
		["GET", "/nothing", 404],
		["POST", "/healthz", 405],
		["GET", "/v1/carriers", 200],
		["GET", `/t/${IDS.token}`, 200],
		["GET", `/t/${IDS.token}.json`, 200],
		["HEAD", `/t/${IDS.token}/live`, 200],
		["GET", "/assets/main-a1b2c3d4.js", 200],
		["POST", `/carriers/fedex/${IDS.connection}`, 204],
	])("carries the security headers: %s %s", async (method, path, status) => {
		const response = await (await openDoor()).call(method, path);
		expect(response.status).toBe(status);
		const policy = response.headers.get("content-security-policy") ?? "";
		for (const rule of [
			"default-src 'none'",
			"img-src 'self'",
			"style-src 'self'",
			"script-src 'self'",
			"connect-src 'self'",
			"frame-ancestors 'none'",
			"base-uri 'none'",
		]) {
			expect(policy.split("; ")).toContain(rule);
		}
		expect(policy).not.toMatch(/unsafe|https?:|\*/);
		// A page with a form has to name its origin to ourselves; nobody else hears of it either way.
		// The double of a parcel's page draws none.
		const hasForm = path === `/t/${IDS.token}` || (await response.text()).includes("<form");
		expect(response.headers.get("referrer-policy")).toBe(hasForm ? "same-origin" : "no-referrer");
		expect(response.headers.get("x-content-type-options")).toBe("nosniff");
		expect(response.headers.get("permissions-policy")).toContain("geolocation=()");
		expect(response.headers.get("strict-transport-security")).toBe("max-age=31536000");
	});

	it("does not pin https where the service is reached by http", async () => {
		const { call } = await openDoor({ publicUrl: "http://localhost:8080" });
		expect((await call("GET", "/")).headers.get("strict-transport-security")).toBeNull();
	});

	it.each([
		["8f14e45f-ceea-467f-a9f3-1c2d3e4f5a6b", true],
		["req.12345678", true],
		["short", false],
		["x".repeat(65), false],
		["12345678; drop", false],
		["<script>alert(1)</script>", false],
		[undefined, false],
	])("carries a request id: the caller's %s is kept: %s", async (given, isKept) => {
		const { call, heard } = await openDoor();
		const response = await call("GET", "/healthz", { headers: given === undefined ? {} : { "x-request-id": given } });
		const id = response.headers.get("x-request-id") ?? "";
		if (isKept) expect(id).toBe(given);
		else expect(id).toMatch(/^[0-9a-f]{8}-[0-9a-f-]{27}$/);
		expect(heard.log).toMatchObject([{ fields: { requestId: id } }]);
	});
});

describe("the log", () => {
	it("has one line a request, by the pattern of its path, without tokens, numbers, queries or keys", async () => {
		const lines: string[] = [];
		const sink = new Writable({
			write(chunk, _encoding, done) {
				lines.push(String(chunk));
				done();
			},
		});
		const { call } = await openDoor({ log: pino({ base: null }, sink) });
		const secretToken = "tok5ecret00000000000000001";
		await call("GET", `/t/${IDS.token}`);
		await call("GET", `/t/${IDS.token}.json`);
		await call("GET", `/t/${secretToken}`);
		await call("GET", `/v1/shipments?reference=794600000012&order=A-1001`);
		await call("GET", `/v1/shipments/${IDS.shipment}?as_of=bad-794600000012`);
		await call("POST", "/v1/shipments", {
			json: { trackingNumber: "794600000012", order: { reference: "A", buyer: {} } },
		});
		await call("POST", "/v1/shipments/batch", { json: { shipments: [] } });
		await call("POST", `/carriers/fedex/${IDS.connection}?token=hook-s3cret`, { body: "794600000012" });
		await call("GET", "/nothing/794600000012");
		await call("PUT", "/v1/shipments");
		await call("GET", "/v1/carriers", { key: "wl_wr0ng" });
		expect(
			lines.map((line) => JSON.parse(line)).map(({ method, route, status }) => `${method} ${route} ${status}`),
		).toEqual([
			"GET /t/:token 200",
			"GET /t/:token 200",
			"GET /t/:token 404",
			"GET /v1/shipments 200",
			"GET /v1/shipments/:id 400",
			"POST /v1/shipments 201",
			"POST /v1/shipments/batch 422",
			"POST /carriers/:carrier/:connection 204",
			"GET unknown 404",
			"PUT /v1/shipments 405",
			"GET /v1/carriers 401",
		]);
		const all = lines.join("");
		for (const secret of [
			IDS.token,
			secretToken,
			IDS.shipment,
			"794600000012",
			"A-1001",
			"s3cret",
			"wr0ng",
			...Object.values(KEYS),
		]) {
			expect(all).not.toContain(secret);
		}
	});

	it("names an unexpected failure once, with its place and causes, and the caller learns the request id only", async () => {
		const { door } = await openDoor();
		const database = Object.assign(new Error('invalid input syntax for type uuid: "794600000012"'), { code: "22P02" });
		const failure = new Error("Failed query: select 1\nparams: lin@example.com,794600000012", { cause: database });
		const { call, heard } = await openDoor({
			services: { ...door.services, listShipments: () => Promise.reject(failure) },
		});
		const problem = await expectProblem(await call("GET", "/v1/shipments"), 500);
		expect(JSON.stringify(problem)).not.toMatch(/query|params|uuid|22P02/);
		const errors = heard.log.filter(({ level }) => level === "error");
		expect(errors).toMatchObject([
			{
				fields: {
					requestId: problem.requestId,
					route: "/v1/shipments",
					failure: {
						message: "Failed query: select 1",
						cause: { code: "22P02", message: "invalid input syntax for type uuid" },
					},
				},
			},
		]);
		const text = JSON.stringify(errors);
		expect(text).toContain("access.test.ts");
		expect(text).not.toMatch(/794600000012|lin@/);
	});
});

describe("a failure as the log keeps it", () => {
	it.each([
		["a text that was thrown", "794600000012", { name: "string", message: "", at: [] }],
		["nothing", undefined, { name: "undefined", message: "", at: [] }],
	])("says little of %s", (_case, thrown, expected) => {
		expect(describeFailure(thrown)).toEqual(expected);
	});

	it("does not repeat the text that JSON.parse could not read", () => {
		let failure: unknown;
		try {
			JSON.parse("secret");
		} catch (error) {
			failure = error;
		}
		expect(JSON.stringify(describeFailure(failure))).not.toContain("secret");
	});

	it("ends where errors cause each other in a circle", () => {
		const error = new Error("around");
		error.cause = error;
		expect(JSON.stringify(describeFailure(error)).match(/around/g)?.length).toBeLessThan(10);
	});
});

describe("a caller's address", () => {
	async function addressFor(trustProxy: number, forwarded: string | undefined): Promise<string> {
		const app = new Hono<HttpEnv>().get("/", (context) => context.text(addressOf(context, trustProxy)));
		const headers: Record<string, string> = forwarded === undefined ? {} : { "x-forwarded-for": forwarded };
		const response = await app.request("/", { headers }, {
			incoming: { socket: { remoteAddress: "10.0.0.1" } },
		} as unknown as HttpEnv["Bindings"]);
		return response.text();
	}

	it.each([
		[0, "203.0.113.9", "10.0.0.1"],
		[0, undefined, "10.0.0.1"],
		[1, "203.0.113.9", "203.0.113.9"],
		[1, "198.51.100.1, 203.0.113.9", "203.0.113.9"],
		[2, "198.51.100.1, 203.0.113.9, 192.0.2.5", "203.0.113.9"],
		[2, "203.0.113.9", "10.0.0.1"],
		[1, "", "10.0.0.1"],
		[1, "198.51.100.1:4711, 203.0.113.9:51234", "203.0.113.9"],
		[1, "[2001:db8::9]:51234", "2001:db8::9"],
		[1, "2001:db8::9", "2001:db8::9"],
	])("behind %i proxies that say %j is %s", async (trustProxy, forwarded, expected) => {
		expect(await addressFor(trustProxy, forwarded)).toBe(expected);
	});
});
