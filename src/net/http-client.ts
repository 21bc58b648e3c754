import { guardedDispatcher, PrivateAddress } from "./guard.ts";

export interface OutgoingRequest {
	readonly method: string;
	readonly url: string;
	readonly headers: Readonly<Record<string, string>>;
	readonly body?: string | undefined;
}

export interface IncomingReply {
	readonly status: number;
	/** Lower-case names. */
	readonly headers: Readonly<Record<string, string>>;
	/** As it came, but for the transfer's own compression. */
	readonly body: Uint8Array;
}

/** Why there is no reply, as a value: the network's faults are nobody's bug. */
export interface NoReply {
	readonly failed: "timeout" | "unreachable" | "too-large" | "forbidden-host";
	/** One sentence without secrets, query strings or numbers. */
	readonly detail: string;
}

export interface SendOptions {
	/** Exact hosts, as in the adapter's `hosts`. */
	readonly hosts: readonly string[];
	readonly timeoutMs?: number;
	readonly maxBytes?: number;
}

export interface HttpClient {
	/** Sends one request. Redirects are not followed: a carrier that redirects is a carrier that changed. */
	send(request: OutgoingRequest, options: SendOptions): Promise<IncomingReply | NoReply>;
	close(): Promise<void>;
}

const defaultTimeoutMs = 20_000;
const defaultMaxBytes = 5_000_000;

/**
 * The only way out. `loopbackPort` opens this machine's own door to the demo courier, which speaks to it as any
 * carrier would; everything else goes to public addresses alone.
 */
export function createHttpClient({ loopbackPort }: { loopbackPort?: number } = {}): HttpClient {
	const dispatcher = guardedDispatcher({ connectTimeoutMs: 10_000 });
	return {
		send: async (request, { hosts, timeoutMs = defaultTimeoutMs, maxBytes = defaultMaxBytes }) => {
			const url = new URL(request.url);
			const isOwnDoor = loopbackPort !== undefined && url.host === `127.0.0.1:${loopbackPort}`;
			if (!isOwnDoor && (url.protocol !== "https:" || !hosts.includes(url.host))) {
				return { failed: "forbidden-host", detail: `${url.host} is not one of the carrier's declared https hosts.` };
			}
			try {
				const init: FetchOptions = {
					method: request.method,
					headers: request.headers,
					redirect: "manual",
					signal: AbortSignal.timeout(timeoutMs),
					...(request.body !== undefined && { body: request.body }),
					...(!isOwnDoor && { dispatcher }),
				};
				// Node's fetch takes undici's dispatcher; its types come from another copy of the same package.
				const response = await fetch(request.url, init as RequestInit);
				const body = await readBounded(response, maxBytes);
				if (body === null) {
					return { failed: "too-large", detail: `${url.host} answered with more than ${maxBytes} bytes.` };
				}
				return { status: response.status, headers: Object.fromEntries(response.headers), body };
			} catch (error) {
				return describeFailure(url.host, error, timeoutMs);
			}
		},
		close: () => dispatcher.close(),
	};
}

type FetchOptions = Omit<RequestInit, "dispatcher"> & { dispatcher?: unknown };

async function readBounded(response: Response, maxBytes: number): Promise<Uint8Array | null> {
	const chunks: Uint8Array[] = [];
	let size = 0;
	for await (const chunk of response.body ?? []) {
		size += chunk.byteLength;
		if (size > maxBytes) return null;
		chunks.push(chunk);
	}
	return Buffer.concat(chunks);
}

function describeFailure(host: string, error: unknown, timeoutMs: number): NoReply {
	const cause = error instanceof Error && error.cause instanceof Error ? error.cause : error;
	if (error instanceof DOMException && error.name === "TimeoutError") {
		return { failed: "timeout", detail: `${host} did not answer within ${timeoutMs / 1000} s.` };
	}
	if (cause instanceof PrivateAddress) return { failed: "forbidden-host", detail: cause.message };
	const code = cause instanceof Error && "code" in cause ? ` (${String(cause.code)})` : "";
	return { failed: "unreachable", detail: `${host} could not be reached${code}.` };
}
