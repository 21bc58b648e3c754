import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { afterAll, beforeAll, expect, test } from "vitest";
import { isPublicAddress } from "../../src/net/guard.ts";
import { createHttpClient } from "../../src/net/http-client.ts";

const bytes = Buffer.from([0xff, 0x00, 0xc0, 0x80, 0xef, 0xbb, 0xbf]);
const server = createServer(({ url }, response) => {
	if (url === "/garbage") response.socket?.end("SSH-2.0-OpenSSH\r\n\r\n");
	else if (url === "/cut") response.socket?.destroy();
	else if (url === "/half") response.write("{");
	else if (url !== "/silence") response.end(url === "/bytes" ? bytes : "SECRET");
});
let port = 0;
beforeAll(async () => {
	await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
	port = (server.address() as AddressInfo).port;
});
afterAll(() => new Promise((resolve) => server.close(resolve)));

test.each([
	["8.8.8.8", true],
	["2606:4700::1111", true],
	["127.0.0.1", false],
	["10.1.2.3", false],
	["169.254.169.254", false],
	["100.64.0.1", false],
	["0.0.0.0", false],
	["::1", false],
	["::ffff:127.0.0.1", false],
	["64:ff9b::7f00:1", false],
	["fd00::1", false],
	["not an address", false],
])("%s is public: %s", (address, expected) => {
	expect(isPublicAddress(address)).toBe(expected);
});

test.each(["127.0.0.1", "localhost", "[::1]", "[::ffff:127.0.0.1]", "2130706433", "0x7f.1", "0177.0.0.1", "0.0.0.0"])(
	"no request reaches this machine as %s, even when the host is on the list",
	async (host) => {
		const client = createHttpClient();
		const url = `https://${host}:${port}/`;
		const reply = await client.send(
			{ method: "GET", url, headers: {} },
			{ hosts: [new URL(url).host], timeoutMs: 2000 },
		);
		expect(reply).toMatchObject({ failed: "forbidden-host" });
		await client.close();
	},
);

test("a host that the carrier did not declare is refused before anything is sent", async () => {
	const client = createHttpClient();
	for (const url of [
		"https://elsewhere.example/",
		"http://api.carrier.example/",
		"https://api.carrier.example:8443/",
	]) {
		expect(await client.send({ method: "GET", url, headers: {} }, { hosts: ["api.carrier.example"] })).toMatchObject({
			failed: "forbidden-host",
		});
	}
	await client.close();
});

test("the demo courier reaches this machine's own door and no other port of it", async () => {
	const client = createHttpClient({ loopbackPort: port });
	const own = await client.send({ method: "GET", url: `http://127.0.0.1:${port}/`, headers: {} }, { hosts: [] });
	const other = await client.send({ method: "GET", url: `http://127.0.0.1:${port + 1}/`, headers: {} }, { hosts: [] });
	expect(own).toMatchObject({ status: 200, body: Buffer.from("SECRET") });
	expect(other).toMatchObject({ failed: "forbidden-host" });
	await client.close();
});

test("a reply is handed over byte for byte, text or not", async () => {
	const client = createHttpClient({ loopbackPort: port });
	const reply = await client.send({ method: "GET", url: `http://127.0.0.1:${port}/bytes`, headers: {} }, { hosts: [] });
	expect("body" in reply && Buffer.from(reply.body).equals(bytes)).toBe(true);
	await client.close();
});

test.each(["/silence", "/half"])("a call that is not answered to its end is given up: %s", async (path) => {
	const client = createHttpClient({ loopbackPort: port });
	const request = { method: "GET", url: `http://127.0.0.1:${port}${path}`, headers: {} };
	expect(await client.send(request, { hosts: [], timeoutMs: 200 })).toEqual({
		failed: "timeout",
		detail: `127.0.0.1:${port} did not answer within 0.2 s.`,
	});
	const started = performance.now();
	const waiting = client.send(request, { hosts: [] });
	const closed = client.close(200);
	expect(await client.send(request, { hosts: [] })).toMatchObject({ failed: "stopped" });
	expect(await waiting).toMatchObject({ failed: "stopped" });
	await closed;
	expect(performance.now() - started).toBeGreaterThan(150);
	expect(performance.now() - started).toBeLessThan(2_000);
});

test("closing waits for calls that are answered in time", async () => {
	const client = createHttpClient({ loopbackPort: port });
	const answered = client.send({ method: "GET", url: `http://127.0.0.1:${port}/`, headers: {} }, { hosts: [] });
	await client.close(5_000);
	expect(await answered).toMatchObject({ status: 200 });
});

test.each(["/garbage", "/cut"])("why nothing came is named, without what was sent: %s", async (path) => {
	const client = createHttpClient({ loopbackPort: port });
	const url = `http://127.0.0.1:${port}${path}`;
	const reply = await client.send({ method: "GET", url, headers: { authorization: "hidden" } }, { hosts: [] });
	expect(reply).toMatchObject({ failed: "unreachable" });
	const { detail } = reply as { detail: string };
	expect(detail).toMatch(/could not be reached \([A-Z]\w+\)\.$/);
	expect(detail).not.toMatch(/undefined|hidden|\(Error\)|\(TypeError\)/);
	await client.close();
});

test("a reply larger than allowed is given up as a value", async () => {
	const client = createHttpClient({ loopbackPort: port });
	const reply = await client.send(
		{ method: "GET", url: `http://127.0.0.1:${port}/`, headers: {} },
		{ hosts: [], maxBytes: 3 },
	);
	expect(reply).toMatchObject({ failed: "too-large" });
	await client.close();
});
