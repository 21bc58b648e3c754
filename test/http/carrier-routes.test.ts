import { describe, expect, it } from "vitest";
import { NotFound, Unauthorised } from "../../src/core/errors.ts";
import { expectProblem, openDoor } from "./helpers/door.ts";
import { IDS } from "./helpers/known.ts";

const PATH = `/carriers/fedex/${IDS.connection}`;

describe("a carrier's message", () => {
	it("is not taken off the wire before its address is known", async () => {
		let taken = false;
		const { call } = await openDoor({ acceptWebhook: async () => new NotFound("There is no such connection.") });
		const body = new ReadableStream(
			{
				pull: (controller) => {
					taken = true;
					controller.enqueue(new Uint8Array(1024));
				},
			},
			{ highWaterMark: 0 },
		);
		expect((await call("POST", PATH, { key: null, body })).status).toBe(404);
		expect(taken).toBe(false);
	});

	it("arrives byte by byte, with its headers, query and content type", async () => {
		const { call, heard } = await openDoor();
		const body = Uint8Array.from({ length: 256 }, (_, byte) => byte);
		const response = await call("POST", `${PATH}?token=a%2Fb&x=1`, {
			key: null,
			body,
			headers: { "Content-Type": "application/xml; charset=gbk", "FDX-Signature": "abc=" },
		});
		expect(response.status).toBe(204);
		const [hook] = heard.hooks;
		expect(hook).toMatchObject({
			carrier: "fedex",
			connection: IDS.connection,
			query: "token=a%2Fb&x=1",
			contentType: "application/xml; charset=gbk",
			dryRun: false,
		});
		expect(hook?.headers["fdx-signature"]).toBe("abc=");
		expect([...(hook?.body ?? [])]).toEqual([...body]);
	});

	it.each([
		["an empty body", ""],
		["JSON that is broken", "{"],
		["HTML", "<html>"],
	])("is the service's to judge: %s passes the door", async (_case, body) => {
		const { call, heard } = await openDoor();
		await call("POST", PATH, { key: null, body });
		expect(new TextDecoder().decode(heard.hooks[0]?.body)).toBe(body);
	});

	it.each([
		["?dry_run=1", true],
		["?dry_run=0", false],
		["", false],
	])("%s means a rehearsal: %s", async (query, dryRun) => {
		const { call, heard } = await openDoor();
		await call("POST", PATH + query, { key: null, body: "{}" });
		expect(heard.hooks[0]?.dryRun).toBe(dryRun);
	});

	it("is acknowledged in the carrier's own words", async () => {
		const { call } = await openDoor({
			acceptWebhook: async () => ({
				status: 200,
				headers: { "content-type": "application/json;charset=UTF-8" },
				body: '{"result":true,"returnCode":"200","message":"成功"}',
			}),
		});
		const response = await call("POST", PATH, { key: null, body: "param=" });
		expect(response.status).toBe(200);
		expect(response.headers.get("content-type")).toBe("application/json;charset=UTF-8");
		expect(await response.text()).toBe('{"result":true,"returnCode":"200","message":"成功"}');
	});

	it("is refused as a problem when the service says so, and that is no failure of ours", async () => {
		const { call, heard } = await openDoor({
			acceptWebhook: async () => new Unauthorised("header fdx-signature is missing"),
		});
		const { detail } = await expectProblem(await call("POST", PATH, { key: null, body: "{}" }), 401);
		expect(detail).toBe("The signature or token of this message is not accepted: header fdx-signature is missing.");
		expect(heard.log.filter(({ level }) => level === "error")).toEqual([]);
	});

	it.each([
		"/carriers/fedex/con_short",
		"/carriers/FedEx/con_0000000000000000000001",
		"/carriers/fedex/shp_0000000000000000000001",
	])("to an address that cannot exist is not read: %s", async (path) => {
		const { call, heard } = await openDoor();
		await expectProblem(await call("POST", path, { key: null, body: "{}" }), 404);
		expect(heard.hooks).toEqual([]);
	});

	it("may have 5 MB and not a byte more", async () => {
		const limit = 5 * 1024 * 1024;
		const { call, heard } = await openDoor();
		expect((await call("POST", PATH, { key: null, body: new Uint8Array(limit) })).status).toBe(204);
		await expectProblem(await call("POST", PATH, { key: null, body: new Uint8Array(limit + 1) }), 413);
		expect(heard.hooks.map(({ body }) => body.length)).toEqual([limit]);
	});

	it("that breaks off is the sender's fault", async () => {
		const { call, heard } = await openDoor();
		const body = new ReadableStream<Uint8Array>({
			start(controller) {
				controller.enqueue(new Uint8Array(10));
				controller.error(new Error("reset"));
			},
		});
		await expectProblem(await call("POST", PATH, { key: null, body }), 400);
		expect(heard.hooks).toEqual([]);
	});
});
