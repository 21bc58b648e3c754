import { connect } from "node:net";
import { onTestFinished } from "vitest";
import { createApp, type Door } from "../../../src/http/door.ts";
import { type Listening, listen, stop } from "../../../src/http/server.ts";
import { createLive, type Live, type LiveOptions } from "../../../src/outbound/live.ts";
import { openDoor, type TestDoor } from "./door.ts";

export interface Served extends TestDoor, Listening {
	readonly live: Live;
	readonly url: string;
}

/** The door on a real server and a real hub of live pages; stopped when the test ends. */
export async function serveDoor(overrides: Partial<Door> = {}, options: Partial<LiveOptions> = {}): Promise<Served> {
	const live = createLive({ readVersions: async () => [], ...options });
	const opened = await openDoor({ live, ...overrides });
	const listening = await listen(createApp(opened.door), { port: 0, host: "127.0.0.1" });
	onTestFinished(async () => {
		if (listening.server.listening) await stop(listening.server, { live, graceMs: 100 });
	});
	return { ...opened, ...listening, live, url: `http://127.0.0.1:${listening.port}` };
}

export interface Events {
	readonly response: Response;
	/** The stream's text until it holds `wanted`, or until it ends. */
	until(wanted: string): Promise<string>;
	close(): void;
}

export async function openEvents(url: string, headers: Record<string, string> = {}): Promise<Events> {
	const abort = new AbortController();
	const response = await fetch(url, { headers, signal: abort.signal });
	let reader: ReadableStreamDefaultReader<Uint8Array> | undefined;
	const decoder = new TextDecoder();
	let text = "";
	return {
		response,
		async until(wanted) {
			reader ??= response.body?.getReader();
			while (!text.includes(wanted)) {
				const { done, value } = (await reader?.read()) ?? { done: true, value: undefined };
				if (done) return text;
				text += decoder.decode(value, { stream: true });
			}
			return text;
		},
		close: () => abort.abort(),
	};
}

/** Sends these characters over a plain socket and returns all that comes back. */
export function sendRaw(port: number, text: string): Promise<string> {
	return new Promise((resolve, reject) => {
		const socket = connect(port, "127.0.0.1", () => socket.end(text));
		let answer = "";
		socket.on("data", (chunk) => {
			answer += chunk;
		});
		socket.on("close", () => resolve(answer));
		socket.on("error", reject);
	});
}
