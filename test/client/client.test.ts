import { execFile } from "node:child_process";
import { readFileSync, writeFileSync } from "node:fs";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { promisify } from "node:util";
import { afterAll, beforeAll, describe, expect, expectTypeOf, onTestFinished, test } from "vitest";
import { typesOf } from "../../client/generate/types-of.ts";
import { createClient, Problem, type Shipment } from "../../client/wayline.ts";
import type { OpenApi } from "../../web/views/docs/open-api.ts";
import { oneDatabase } from "../helpers/each-database.ts";
import { startLastingService, type TestService } from "../helpers/service.ts";

const ROOT = join(import.meta.dirname, "../..");

oneDatabase((database) => {
	let service: TestService;
	beforeAll(async () => {
		service = await startLastingService(database);
	});
	afterAll(() => service.stop());

	test("its types are those of the document: WAYLINE_WRITE_CLIENT=1 writes them anew", async () => {
		const types = typesOf((await (await fetch(`${service.url}/v1/openapi.json`)).json()) as OpenApi);
		const file = join(ROOT, "client/api.ts");
		if (process.env.WAYLINE_WRITE_CLIENT === "1") writeFileSync(file, types);
		else expect(readFileSync(file, "utf8")).toBe(types);
	});

	test("the example runs, typed as its first lines say", async () => {
		const { key } = await service.newSeller();
		const env = { ...process.env, WAYLINE_URL: service.url, WAYLINE_KEY: key };
		const run = () =>
			promisify(execFile)(process.execPath, ["--import", "tsx", "client/example.ts"], { cwd: ROOT, env });
		const { stdout } = await run();
		expect(stdout.replace(/shp_\w+/, "shp_…")).toBe(
			[
				"700000000027: needs-connection",
				"700000000038: needs-connection",
				'refused: There is no carrier "the-neighbour".',
				"shp_… is now parcel 1 of 2",
				"409 conflict: This contradicts what is already known",
				"700000000038 pending",
				"700000000027 pending",
				"",
			].join("\n"),
		);
		expect((await run()).stdout).toBe(stdout);
	});

	test("the example says what to do where no service answers, and where the key is none of it", async () => {
		const run = (url: string) => {
			const env = { ...process.env, WAYLINE_URL: url, WAYLINE_KEY: "wl_nobodys" };
			return promisify(execFile)(process.execPath, ["--import", "tsx", "client/example.ts"], { cwd: ROOT, env });
		};
		await expect(run("http://127.0.0.1:9")).rejects.toMatchObject({
			code: 1,
			stderr:
				"No service answers at http://127.0.0.1:9. Start one (npm start), or name where yours runs: WAYLINE_URL=https://…\n",
		});
		await expect(run(service.url)).rejects.toMatchObject({
			code: 1,
			stderr: expect.stringMatching(/^The service refuses: .+WAYLINE_KEY/),
		});
	});

	test("asks a service by its types: bodies, queries, pictures, nothing, and lists to their end", async () => {
		const { key } = await service.newSeller();
		const wayline = createClient({ url: `${service.url}/`, key });
		const numbers = ["794600000012", "794600000023", "794600000034"];
		for (const trackingNumber of numbers) {
			const made = await wayline.call("POST /v1/shipments", { body: { trackingNumber, carrier: "fedex" } });
			expectTypeOf(made).toEqualTypeOf<Shipment>();
		}
		const seen: string[] = [];
		for await (const { trackingNumber } of wayline.each("GET /v1/shipments", { query: { limit: 2 } })) {
			seen.push(trackingNumber);
			// Only what is wanted is asked for.
			if (seen.length === 1)
				await wayline.call("POST /v1/shipments", { body: { trackingNumber: "794600000045", carrier: "fedex" } });
		}
		expect(seen).toEqual(numbers.toReversed());
		const carriers = await wayline.call("GET /v1/carriers");
		expect(carriers.items.length).toBeGreaterThan(50);
		expect(await wayline.call("DELETE /v1/shop/logo")).toBeNull();
		const wrong = wayline.call("PUT /v1/shop/logo", { body: new Uint8Array([1, 2]), contentType: "image/png" });
		await expect(wrong).rejects.toThrow("This is no picture that is shown everywhere.");
	});

	test("what an operation wants and does not take is told by types", () => {
		const { call, each } = createClient({ url: service.url, key: "wl_x" });
		const never = () => [
			// @ts-expect-error no such operation
			call("GET /v1/parcels"),
			// @ts-expect-error an id is wanted
			call("GET /v1/shipments/{id}"),
			// @ts-expect-error its own field, misspelt
			call("POST /v1/shipments", { body: { trakingNumber: "1" } }),
			// @ts-expect-error a word that is none of the milestones
			call("GET /v1/shipments", { query: { milestone: "lost" } }),
			// @ts-expect-error no list
			each("GET /v1/shop"),
		];
		expect(never).toBeTypeOf("function");
	});

	test("a refusal is an error with all that it says", async () => {
		const { key } = await service.newSeller();
		const wayline = createClient({ url: service.url, key });
		const refused = await wayline.call("POST /v1/shipments", { body: { trackingNumber: "1" } }).catch((error) => error);
		expect(refused).toBeInstanceOf(Problem);
		expect(refused).toMatchObject({
			status: 422,
			type: "invalid",
			title: "The request is not valid",
			requestId: expect.stringMatching(/^[\w-]{36}$/),
			errors: [{ pointer: "/trackingNumber" }],
		});
		await expect(createClient({ url: service.url, key: "wl_none" }).call("GET /v1/shop")).rejects.toMatchObject({
			status: 401,
			type: "unauthorised",
		});
	});

	test("what is sent again under a key of the caller's is carried out once", async () => {
		const { key } = await service.newSeller();
		const wayline = createClient({ url: service.url, key });
		const input = { body: { carrier: "push", label: "a van" }, idempotencyKey: "8e03978e-40d5-43dd-bc93-6894a57f9324" };
		const [first, second] = [
			await wayline.call("POST /v1/connections", input),
			await wayline.call("POST /v1/connections", input),
		];
		expect(second).toEqual(first);
	});
});

describe("before a service that has its troubles", () => {
	interface Heard {
		readonly method: string;
		readonly key: string | undefined;
		readonly atMs: number;
	}
	type Trouble = (response: ServerResponse, request: IncomingMessage) => void;

	async function troubled(
		troubles: Trouble[],
		options: { readonly longestWaitMs?: number; readonly timeoutMs?: number } = {},
	) {
		const heard: Heard[] = [];
		const server = createServer((request, response) => {
			const key = request.headers["idempotency-key"];
			heard.push({ method: request.method ?? "", key: key?.toString(), atMs: Date.now() });
			request.resume().on("end", () => {
				const trouble = troubles.shift();
				if (trouble) trouble(response, request);
				else response.writeHead(200, { "content-type": "application/json" }).end('{"items":[]}');
			});
		});
		await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
		onTestFinished(() => {
			server.closeAllConnections();
			server.close();
		});
		const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
		return { heard, wayline: createClient({ url, key: "wl_x", ...options }) };
	}
	const busy =
		(status: number, retryAfter?: string): Trouble =>
		(response) => {
			response.writeHead(status, retryAfter === undefined ? {} : { "retry-after": retryAfter }).end("later");
		};
	const cut: Trouble = (_, request) => request.socket.destroy();
	const silent: Trouble = () => {};

	test("sends again what may work later, after as long as is wanted, under the same key", async () => {
		const { heard, wayline } = await troubled([busy(503, "1"), cut]);
		expect(await wayline.call("POST /v1/detect", { body: { numbers: ["1"] } })).toEqual({ items: [] });
		expect(heard.map(({ method }) => method)).toEqual(["POST", "POST", "POST"]);
		expect(new Set(heard.map(({ key }) => key)).size).toBe(1);
		expect(heard[0]?.key).toMatch(/^[\w-]{36}$/);
		expect((heard[1]?.atMs ?? 0) - (heard[0]?.atMs ?? 0)).toBeGreaterThanOrEqual(1000);
	});

	test("gives every request a key of its own, and those that need none no key", async () => {
		const { heard, wayline } = await troubled([]);
		for (let time = 0; time < 2; time++) await wayline.call("POST /v1/detect", { body: { numbers: ["1"] } });
		await wayline.call("GET /v1/shipments");
		const keys = heard.map(({ key }) => key);
		expect(new Set(keys).size).toBe(3);
		expect(keys[2]).toBeUndefined();
	});

	test("sends no more often than it is allowed, and not at all what is refused for good or for long", async () => {
		const often = await troubled(Array.from({ length: 9 }, () => busy(503, "0")));
		await expect(often.wayline.call("GET /v1/shop")).rejects.toMatchObject({ status: 503, type: "", retryAfterMs: 0 });
		expect(often.heard).toHaveLength(5);
		const good = await troubled([busy(404)]);
		await expect(good.wayline.call("GET /v1/shop")).rejects.toMatchObject({ status: 404 });
		expect(good.heard).toHaveLength(1);
		const long = await troubled([busy(429, "120")]);
		await expect(long.wayline.call("GET /v1/shop")).rejects.toMatchObject({ status: 429, retryAfterMs: 120_000 });
		expect(long.heard).toHaveLength(1);
	});

	test("a service that says nothing is asked again, until the caller stops it", async () => {
		const { heard, wayline } = await troubled([silent, silent, silent], { timeoutMs: 50 });
		const stopping = new AbortController();
		const asked = wayline.call("GET /v1/shop", {}, { signal: stopping.signal });
		await expect.poll(() => heard.length).toBe(2);
		stopping.abort(new Error("enough"));
		await expect(asked).rejects.toThrow("enough");
		expect(heard.length).toBeLessThan(4);
	});
});
