import { createServer, type Server } from "node:http";
import type { AddressInfo, Socket } from "node:net";
import { getRequestListener } from "@hono/node-server";
import type { createApp } from "./door.ts";

export interface Listening {
	readonly server: Server;
	readonly port: number;
}

const CLOSE_IDLE_EVERY_MS = 50;

/** The message names the setting that is to be changed. */
class CannotListen extends Error {
	override readonly name = "CannotListen";
}

/** Rejects in words when the address cannot be listened on. Port 0 takes any free one. */
export async function listen(
	app: ReturnType<typeof createApp>,
	{ port, host }: { readonly port: number; readonly host?: string },
): Promise<Listening> {
	const server = createServer(
		{
			// Longer than the idle time-out of common reverse proxies, so that they never reuse a connection we just closed.
			keepAliveTimeout: 75_000,
			headersTimeout: 20_000,
			requestTimeout: 60_000,
			connectionsCheckingInterval: 5_000,
		},
		getRequestListener(app.fetch, { errorHandler: refuseAddress }),
	);
	server.on("clientError", answerUnreadable);
	await new Promise<void>((resolve, reject) => {
		server.once("error", (error) => reject(cannotListen(error, host)));
		server.listen(port, host, resolve);
	});
	// A TCP server's address is an AddressInfo: text is for sockets in the file system.
	return { server, port: (server.address() as AddressInfo).port };
}

function cannotListen(error: Error & { readonly code?: string }, host = ""): Error {
	switch (error.code) {
		case "EADDRINUSE":
			return new CannotListen(`${error.message}. Set PORT to a free one.`);
		case "EACCES":
			return new CannotListen(`${error.message}. Set PORT to one above 1023.`);
		case "ENOTFOUND":
		case "EAI_AGAIN":
		case "EADDRNOTAVAIL":
		case "EINVAL":
		case "EAFNOSUPPORT":
			return new CannotListen(
				`HOST is ${JSON.stringify(host)}, which is no address of this machine. One to listen on is wanted, such as 127.0.0.1.`,
			);
		default:
			return error;
	}
}

/** Takes no new connection, ends live pages, lets requests in flight finish, and cuts those that outlast `graceMs`. */
export async function stop(
	server: Server,
	{ live, graceMs }: { readonly live: { close(): void }; readonly graceMs: number },
): Promise<void> {
	const closed = new Promise<void>((resolve) => server.close(() => resolve()));
	live.close();
	// A connection kept alive becomes idle only when its request has been answered.
	const sweep = setInterval(() => server.closeIdleConnections(), CLOSE_IDLE_EVERY_MS);
	const cut = setTimeout(() => server.closeAllConnections(), graceMs);
	await closed;
	clearInterval(sweep);
	clearTimeout(cut);
}

const UNREADABLE = JSON.stringify({
	type: "/problems#bad-request",
	title: "The request cannot be read",
	status: 400,
	detail: "This is not an HTTP request that can be read: check its address, Host header and header lines.",
});

/** What is wrong with a request that does not reach the app is its address or its Host header. */
function refuseAddress(): Response {
	return new Response(UNREADABLE, { status: 400, headers: { "content-type": "application/problem+json" } });
}

function answerUnreadable(error: Error & { readonly code?: string }, socket: Socket): void {
	if (error.code === "ECONNRESET" || !socket.writable) {
		socket.destroy();
		return;
	}
	socket.end(
		`HTTP/1.1 400 Bad Request\r\nConnection: close\r\nContent-Type: application/problem+json\r\nContent-Length: ${Buffer.byteLength(UNREADABLE)}\r\n\r\n${UNREADABLE}`,
	);
}
