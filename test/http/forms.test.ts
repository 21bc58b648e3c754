import { Hono } from "hono";
import { describe, expect, it } from "vitest";
import { Refused } from "../../src/core/errors.ts";
import type { HttpEnv } from "../../src/http/door.ts";
import { FORM_BODY_LIMIT, readForm } from "../../src/http/read-body.ts";
import { refuseOtherSites } from "../../src/http/same-site.ts";

const door = { publicUrl: "https://track.shop.example" };
const FORM = "application/x-www-form-urlencoded";

const app = new Hono<HttpEnv>();
app.post("/form", async (context) => {
	refuseOtherSites(context, door);
	return context.json([...(await readForm(context))]);
});
app.onError((error, context) => {
	if (!(error instanceof Refused)) throw error;
	return context.text(error.message, error.status as 400);
});

function send(body: RequestInit["body"], headers: Record<string, string> = {}): Promise<Response> {
	const init = { method: "POST", body, headers: { "content-type": FORM, ...headers }, duplex: "half" };
	return Promise.resolve(app.request("http://10.0.0.5:8080/form", init as RequestInit));
}

describe("a form is taken from our own pages alone", () => {
	it.each([
		["one of ours", { "sec-fetch-site": "same-origin", origin: "https://track.shop.example" }, 200],
		["one of ours that hides its address", { "sec-fetch-site": "same-origin", origin: "null" }, 200],
		["what the reader did himself", { "sec-fetch-site": "none" }, 200],
		["a page of the same shop on another host", { "sec-fetch-site": "same-site", origin: "https://shop.example" }, 403],
		["any other page", { "sec-fetch-site": "cross-site", origin: "https://evil.example" }, 403],
		[
			"another page that names our origin",
			{ "sec-fetch-site": "cross-site", origin: "https://track.shop.example" },
			403,
		],
		["our public address in an older browser", { origin: "https://track.shop.example" }, 200],
		["the address that was asked", { origin: "http://10.0.0.5:8080", host: "10.0.0.5:8080" }, 200],
		["another port of the same machine", { origin: "http://10.0.0.5:9090", host: "10.0.0.5:8080" }, 403],
		["an older browser on another page", { origin: "https://evil.example" }, 403],
		["our name as the beginning of another", { origin: "https://track.shop.example.evil.example" }, 403],
		["a page without an origin", { origin: "null" }, 403],
		["no address at all", { origin: "https://" }, 403],
		["a program", {}, 200],
	] as const)("%s", async (_from, headers, status) => {
		expect((await send("check=1", headers)).status).toBe(status);
	});
});

describe("a form's fields", () => {
	it("are read as a browser writes them, with several of one name", async () => {
		const body = new URLSearchParams([
			["number", "RB 123 456 789 DE"],
			["note", "braune Tür, 2. Stock & links %"],
			["looked", "door"],
			["looked", "neighbours"],
		]);
		expect(await (await send(body)).json()).toEqual([...body]);
		expect(await (await send(body.toString(), { "content-type": `${FORM}; charset=UTF-8` })).json()).toEqual([...body]);
		expect(await (await send("")).json()).toEqual([]);
	});

	it.each([
		["another kind of body", '{"number":"1"}', { "content-type": "application/json" }, 415, /Send a form/],
		["plain text, which any page may send", "number=1", { "content-type": "text/plain" }, 415, /Send a form/],
		["another alphabet", "a=1", { "content-type": `${FORM}; charset=utf-16` }, 415, /UTF-8/],
		["bytes that are not UTF-8", new Uint8Array([0x61, 0x3d, 0xff]), {}, 400, /not in UTF-8/],
		["more than a form holds", "a".repeat(FORM_BODY_LIMIT + 1), {}, 413, /at most 64 KB/],
	] as const)("are refused: %s", async (_case, body, headers, status, said) => {
		const response = await send(body, headers);
		expect([response.status, await response.text()]).toEqual([status, expect.stringMatching(said)]);
	});

	it("are not read without end where the sender tells no length", async () => {
		let sent = 0;
		const endless = new ReadableStream<Uint8Array>({
			pull(controller) {
				sent += 16 * 1024;
				controller.enqueue(new Uint8Array(16 * 1024).fill(0x61));
			},
		});
		expect((await send(endless)).status).toBe(413);
		expect(sent).toBeLessThan(FORM_BODY_LIMIT + 4 * 16 * 1024);
	});
});
