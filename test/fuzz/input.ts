import type { Agent } from "node:http";
import { request as ask, type IncomingMessage } from "node:http";

import { escaped } from "./hostile.ts";

/** A request as it is sent, whatever anybody may make of it. */
export interface Input {
	readonly method: string;
	/** With its query. What HTTP does not let through as it is, is escaped when it is sent. */
	readonly path: string;
	readonly headers: Readonly<Record<string, string>>;
	readonly body: Buffer;
	/** The carrier's own check of a webhook fits: where it is acknowledged it must be kept. */
	readonly mustBeKept?: boolean;
}

/** What became of it. */
export interface Outcome {
	/** 0: the connection ended without an answer. */
	readonly status: number;
	readonly ms: number;
	readonly retryAfter: string | null;
	readonly location: string | null;
}

const PATIENCE_MS = 60_000;

/** Sends it; never rejects. A stream is let go as soon as it has begun. */
export function send(url: string, { method, path, headers, body }: Input, agent: Agent): Promise<Outcome> {
	const startedMs = performance.now();
	const { hostname, port } = new URL(url);
	return new Promise((resolve) => {
		let answer: IncomingMessage | null = null;
		const end = () => {
			const { statusCode = 0, headers: answered = {} } = answer ?? {};
			const ms = Math.round(performance.now() - startedMs);
			const { "retry-after": retryAfter = null, location = null } = answered;
			resolve({ status: statusCode, ms, retryAfter, location });
		};
		const sent = ask(
			{
				...{ hostname, port, agent, method, path: escapePath(path), timeout: PATIENCE_MS },
				headers: { ...sendable(headers), "content-length": `${body.length}` },
			},
			(message) => {
				answer = message;
				message.on("error", end);
				if (message.headers["content-type"] === "text/event-stream") {
					sent.destroy();
					end();
					return;
				}
				message.on("end", end);
				message.resume();
			},
		);
		sent.on("socket", (socket) => {
			// A service that refuses a body before all of it came may close while the rest is on its way, after its answer was heard.
			if (socket.listenerCount("error", ignore) === 0) socket.on("error", ignore);
		});
		sent.on("timeout", () => sent.destroy());
		sent.on("error", end);
		sent.end(body);
	});
}

function ignore(): void {}

/** Every character that may not stand in the line of a request, by its bytes. */
function escapePath(path: string): string {
	const passable = path.replace(/[^\x21-\x7e]+/g, escaped);
	return passable.startsWith("/") ? passable : `/${passable}`;
}

/** Node refuses to send line breaks and what is beyond one byte; the raw door sends those. */
function sendable(headers: Readonly<Record<string, string>>): Record<string, string> {
	return Object.fromEntries(
		Object.entries(headers).map(([name, value]) => [
			name,
			value.replace(/[^\t\x20-\x7e\x80-\xff]/g, "").slice(0, 12_000),
		]),
	);
}
