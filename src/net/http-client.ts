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
	readonly failed: "timeout" | "unreachable" | "too-large" | "forbidden-host" | "stopped";
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
	/** Begins no other request, and cuts off those that are under way after so long. */
	close(graceMs?: number): Promise<void>;
}

const defaultTimeoutMs = 20_000;
const defaultMaxBytes = 5_000_000;

/**
 * The only way out. `loopbackPort` opens this machine's own door to the demo courier, which speaks to it as any
 * carrier would; everything else goes to public addresses alone.
 */
export function createHttpClient({ loopbackPort }: { loopbackPort?: number } = {}): HttpClient {
	const dispatcher = guardedDispatcher({ connectTimeoutMs: 10_000 });
	const underWay = new Map<AbortController, Promise<unknown>>();
	let isClosed = false;

	const bounded = async <T>(timeoutMs: number, call: (signal: AbortSignal) => Promise<T>): Promise<T> => {
		const cutting = new AbortController();
		const timer = setTimeout(() => cutting.abort(new TimedOut()), timeoutMs).unref();
		const called = call(cutting.signal);
		underWay.set(cutting, called);
		try {
			return await called;
		} finally {
			clearTimeout(timer);
			underWay.delete(cutting);
		}
	};

	return {
		send: async (request, { hosts, timeoutMs = defaultTimeoutMs, maxBytes = defaultMaxBytes }) => {
			const url = new URL(request.url);
			if (isClosed) return stopped;
			const isOwnDoor = loopbackPort !== undefined && url.host === `127.0.0.1:${loopbackPort}`;
			if (!isOwnDoor && (url.protocol !== "https:" || !hosts.includes(url.host))) {
				return { failed: "forbidden-host", detail: `${url.host} is not one of the carrier's declared https hosts.` };
			}
			try {
				return await bounded(timeoutMs, async (signal) => {
					const init: FetchOptions = {
						method: request.method,
						headers: request.headers,
						redirect: "manual",
						signal,
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
				});
			} catch (error) {
				return describeFailure(url.host, error, timeoutMs);
			}
		},
		close: async (graceMs = 0) => {
			isClosed = true;
			const cut = setTimeout(() => {
				for (const cutting of underWay.keys()) cutting.abort(new Stopped());
			}, graceMs);
			await Promise.allSettled(underWay.values());
			clearTimeout(cut);
			await dispatcher.close();
		},
	};
}

class TimedOut extends Error {
	override readonly name = "TimedOut";
}

class Stopped extends Error {
	override readonly name = "Stopped";
}

const stopped: NoReply = { failed: "stopped", detail: "The service is stopping." };

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
	if (error instanceof Stopped) return stopped;
	if (error instanceof TimedOut) {
		return { failed: "timeout", detail: `${host} did not answer within ${timeoutMs / 1000} s.` };
	}
	const cause = error instanceof Error && error.cause instanceof Error ? error.cause : error;
	if (cause instanceof PrivateAddress) return { failed: "forbidden-host", detail: cause.message };
	return { failed: "unreachable", detail: `${host} could not be reached (${reasonOf(cause)}).` };
}

/** Its code or its kind; never its message, which may quote a header. */
function reasonOf(error: unknown): string {
	if (!(error instanceof Error)) return typeof error;
	return "code" in error && typeof error.code === "string" ? error.code : error.name;
}
