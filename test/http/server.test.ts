import { request } from "node:http";
import { describe, expect, it } from "vitest";
import { listen, stop } from "../../src/http/server.ts";
import { expectProblem } from "./helpers/door.ts";
import { IDS, KEYS } from "./helpers/known.ts";
import { openEvents, sendRaw, serveDoor } from "./helpers/served.ts";
import { openPage } from "./helpers/services.ts";

const HOOK = `/carriers/fedex/${IDS.connection}`;

function later<T>(): { readonly promise: Promise<T>; readonly resolve: (value: T) => void } {
	let resolve: (value: T) => void = () => {};
	const promise = new Promise<T>((settle) => {
		resolve = settle;
	});
	return { promise, resolve };
}

describe("a real server", () => {
	it.each([
		["of declared length", (bytes: Uint8Array<ArrayBuffer>) => bytes],
		["in chunks", (bytes: Uint8Array<ArrayBuffer>) => new Blob([bytes]).stream()],
	])("refuses 10 MB %s with a problem that arrives, and answers the next request", async (_case, asBody) => {
		const { url, heard } = await serveDoor();
		const body = asBody(new Uint8Array(10 * 1024 * 1024));
		const response = await fetch(url + HOOK, { method: "POST", body, duplex: "half" } as RequestInit);
		await expectProblem(response, 413);
		expect(heard.hooks).toEqual([]);
		expect((await fetch(`${url}/healthz`)).status).toBe(200);
	});

	it("refuses a declared length above the limit before any of it is sent", async () => {
		const { port } = await serveDoor();
		const sent = request({ port, path: HOOK, method: "POST", headers: { "content-length": 10 * 1024 * 1024 } });
		sent.on("error", () => {});
		const status = new Promise((resolve) => sent.on("response", (response) => resolve(response.statusCode)));
		sent.flushHeaders();
		expect(await status).toBe(413);
		sent.destroy();
	});

	it("hands on the same bytes whether they came in chunks or not", async () => {
		const { url, heard } = await serveDoor();
		const bytes = Uint8Array.from({ length: 300_000 }, (_, index) => index % 251);
		await fetch(url + HOOK, { method: "POST", body: bytes });
		await fetch(url + HOOK, { method: "POST", body: new Blob([bytes]).stream(), duplex: "half" } as RequestInit);
		expect(heard.hooks.map(({ body }) => Buffer.from(body).equals(bytes))).toEqual([true, true]);
	});

	it("registers a waybill for a key", async () => {
		const { url } = await serveDoor();
		const response = await fetch(`${url}/v1/shipments`, {
			method: "POST",
			headers: { authorization: `Bearer ${KEYS.full}`, "content-type": "application/json" },
			body: JSON.stringify({ trackingNumber: "794600000012" }),
		});
		expect(response.status).toBe(201);
		expect(await response.json()).toMatchObject({ id: IDS.shipment });
	});

	it.each([
		["no HTTP", "HELLO\r\n\r\n"],
		["a header without a name", "GET / HTTP/1.1\r\nHost: x\r\n: y\r\n\r\n"],
		["a host that is none", "GET / HTTP/1.1\r\nHost: a b\r\nConnection: close\r\n\r\n"],
		["a path with a backslash", "GET /v1\\x HTTP/1.1\r\nHost: [::1]\r\nConnection: close\r\n\r\n"],
		["two lengths", "POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\nab"],
		[
			"a length and chunks",
			"POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 1\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
		],
	])("answers %s with a problem and closes", async (_case, text) => {
		const { port } = await serveDoor();
		const answer = await sendRaw(port, text);
		expect(answer).toMatch(/^HTTP\/1\.1 400 Bad Request\r\n/);
		expect(answer).toMatch(/content-type: application\/problem\+json\r\n/i);
		expect(JSON.parse(answer.slice(answer.indexOf("\r\n\r\n") + 4))).toMatchObject({
			type: "/problems#bad-request",
			status: 400,
		});
	});

	it("says in words when its port is taken or its address is another machine's", async () => {
		const { port, app } = await serveDoor();
		await expect(listen(app, { port, host: "127.0.0.1" })).rejects.toThrow(/EADDRINUSE.*Set PORT to a free one\.$/);
		await expect(listen(app, { port: 0, host: "192.0.2.1" })).rejects.toThrow('HOST is "192.0.2.1"');
	});

	it("takes a message whose sender hangs up while it is being kept", async () => {
		const isKept = later<void>();
		const kept: number[] = [];
		const { port, url } = await serveDoor({
			acceptWebhook: async ({ readBody }) => {
				const body = await readBody("seller");
				await isKept.promise;
				kept.push(body.length);
				return { status: 204, headers: {}, body: "" };
			},
		});
		const sent = request({ port, path: HOOK, method: "POST" });
		sent.on("error", () => {});
		sent.end("x".repeat(1000));
		await expect.poll(() => sent.writableFinished).toBe(true);
		await fetch(`${url}/healthz`);
		sent.destroy();
		isKept.resolve();
		await expect.poll(() => kept).toEqual([1000]);
		expect((await fetch(`${url}/healthz`)).status).toBe(200);
	});
});

describe("stopping", () => {
	it("refuses new connections, ends live pages and lets a request in flight finish", async () => {
		const opened = later<ReturnType<typeof openPage>>();
		const began = later<void>();
		const { url, server, live, door } = await serveDoor();
		const events = await openEvents(`${url}/t/${IDS.token}/live`);
		await events.until("id: 7");
		Object.assign(door.services, {
			openPage: () => {
				began.resolve();
				return opened.promise;
			},
		});
		const inFlight = fetch(`${url}/t/${IDS.token}.json`);
		await began.promise;

		const stopped = stop(server, { live, graceMs: 20_000 });
		await events.until("nothing that is ever sent");
		await expect(fetch(`${url}/healthz`)).rejects.toThrow();
		opened.resolve(openPage());
		expect((await inFlight).status).toBe(200);
		await stopped;
		expect(live.size).toBe(0);
		expect(live.hasRoom("203.0.113.1")).toBe(false);
	});

	it("cuts what outlasts the time it was given", async () => {
		const { url, server, live, door } = await serveDoor();
		const began = later<void>();
		Object.assign(door.services, {
			openPage: () => {
				began.resolve();
				return later().promise;
			},
		});
		const inFlight = fetch(`${url}/t/${IDS.token}`);
		inFlight.catch(() => {});
		await began.promise;
		await stop(server, { live, graceMs: 30 });
		await expect(inFlight).rejects.toThrow();
	});
});
