import { createServer, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { expect, onTestFinished, test } from "vitest";
import {
	createEndpointClient,
	type EndpointClient,
	type EndpointClientOptions,
} from "../../src/net/endpoint-client.ts";
import type { Resolve } from "../../src/net/guard.ts";

async function serve(answer: (response: ServerResponse, path: string) => void) {
	const paths: string[] = [];
	const server = createServer((request, response) => {
		paths.push(request.url ?? "");
		request.resume().on("end", () => answer(response, request.url ?? ""));
	});
	await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
	onTestFinished(async () => {
		server.closeAllConnections();
		await new Promise((resolve) => server.close(resolve));
	});
	const host = `127.0.0.1:${(server.address() as AddressInfo).port}`;
	return { host, url: `http://${host}/hooks`, paths };
}

function clientFor(options: EndpointClientOptions): EndpointClient {
	const client = createEndpointClient(options);
	onTestFinished(() => client.close());
	return client;
}

/** A name server that answers with these, one call after the other. */
function names(...answers: readonly (readonly string[])[]): Resolve {
	let calls = 0;
	return (_hostname, _options, callback) => {
		const addresses = answers[Math.min(calls++, answers.length - 1)] ?? [];
		callback(
			null,
			addresses.map((address) => ({ address, family: address.includes(":") ? 6 : 4 })),
		);
	};
}

test.each([
	["127.0.0.1", ["127.0.0.1"]],
	["a private address beside a public one", ["93.184.216.34", "10.0.0.7"]],
	["this machine, IPv6-mapped", ["::ffff:127.0.0.1"]],
	["the cloud's metadata", ["169.254.169.254"]],
	["a private address behind NAT64", ["64:ff9b::a00:7"]],
	["a unique local address", ["fd00::1"]],
])("a public name that leads to %s reaches nobody", async (_case, addresses) => {
	const { paths, host } = await serve((response) => response.end());
	const client = clientFor({ privateHosts: [], resolve: names(addresses) });
	const port = host.split(":")[1];
	expect(await client.post(`https://shop.example.com:${port}/`, {}, "{}")).toEqual({
		failure: "shop.example.com does not resolve to public addresses only.",
	});
	expect(paths).toEqual([]);
});

test("a name is looked up once a connection, and what was checked is what is connected to", async () => {
	const { paths, host } = await serve((response) => response.end());
	// Public when it is checked, this machine when it is asked again.
	const client = clientFor({
		privateHosts: [],
		resolve: names(["192.0.2.1", "127.0.0.1"], ["127.0.0.1"]),
		timeoutMs: 300,
	});
	const port = host.split(":")[1];
	for (let attempt = 0; attempt < 3; attempt++) {
		expect(await client.post(`https://rebound.example.com:${port}/`, {}, "{}")).toHaveProperty("failure");
	}
	expect(paths).toEqual([]);
});

test.each([
	"127.0.0.1",
	"[::1]",
	"[::ffff:127.0.0.1]",
	"2130706433",
	"0177.0.0.1",
	"0.0.0.0",
	"localhost",
	"[::ffff:a00:7]",
])("%s is reached only where the operator names it, with its port", async (literal) => {
	const { paths, host } = await serve((response) => response.end());
	const port = host.split(":")[1];
	const client = clientFor({ privateHosts: ["127.0.0.1:1", "other.internal:443"] });
	for (const url of [`https://${literal}:${port}/`, `http://${literal}:${port}/`]) {
		expect(client.problemOf(url)).toContain("WAYLINE_PRIVATE_ENDPOINTS");
		expect(await client.post(url, {}, "{}")).toEqual({ failure: client.problemOf(url) });
	}
	expect(paths).toEqual([]);
});

test("an endpoint that the operator names is reached without TLS, and its redirects are not followed", async () => {
	const { host, url, paths } = await serve((response) =>
		response.writeHead(307, { location: "http://169.254.169.254/latest" }).end("elsewhere"),
	);
	const client = clientFor({ privateHosts: [host] });
	expect(client.problemOf(url)).toBeNull();
	expect(await client.post(url, { "x-mine": "1" }, "{}")).toEqual({
		status: 307,
		retryAfter: undefined,
		answer: "elsewhere",
	});
	expect(paths).toEqual(["/hooks"]);
});

test("of an answer the beginning is kept, as one line that hides nothing", async () => {
	const { host, url } = await serve((response, path) => {
		if (path === "/long") response.end(`<p>\u0007one\r\n\ttwo\u202e</p>${"é".repeat(100_000)}`);
		else response.writeHead(503, { "retry-after": "120" }).end(Buffer.from([0xff, 0xfe, 0x41]));
	});
	const client = clientFor({ privateHosts: [host] });
	const long = await client.post(url.replace("hooks", "long"), {}, "{}");
	expect(long).toMatchObject({ status: 200, answer: expect.stringMatching(/^<p>\\u\{7\}one two\\u\{202e\}<\/p>é+…$/) });
	expect("answer" in long && long.answer.length).toBe(500);
	expect(await client.post(url, {}, "{}")).toEqual({ status: 503, retryAfter: "120", answer: "\uFFFD\uFFFDA" });
});

test("who says nothing is given up, and whose status came counts though the rest never does", async () => {
	const { host, url } = await serve((response, path) => {
		if (path === "/drip") response.writeHead(200).write("beg");
	});
	const client = clientFor({ privateHosts: [host], timeoutMs: 300 });
	expect(await client.post(url, {}, "{}")).toEqual({ failure: `${host} did not answer within 0.3 s.` });
	expect(await client.post(url.replace("hooks", "drip"), {}, "{}")).toMatchObject({ status: 200, answer: "beg" });
});

test("closing cuts off what is under way after the grace, and begins nothing more", async () => {
	const { host, url } = await serve(() => {});
	const client = clientFor({ privateHosts: [host] });
	const waiting = client.post(url, {}, "{}");
	const started = performance.now();
	const closed = client.close(200);
	expect(await client.post(url, {}, "{}")).toMatchObject({ isStopped: true });
	expect(await waiting).toMatchObject({ isStopped: true });
	await closed;
	expect(performance.now() - started).toBeLessThan(2_000);
});

test("why nothing came is named, without what was sent", async () => {
	const { host, url } = await serve((response) => response.socket?.destroy());
	const client = clientFor({ privateHosts: [host] });
	const reply = await client.post(url, { "webhook-signature": "v1,hidden" }, "{}");
	expect(reply).toEqual({ failure: expect.stringMatching(/could not be reached \([A-Z_]+\)\.$/) });
	expect(JSON.stringify(reply)).not.toContain("hidden");
});
