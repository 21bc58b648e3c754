import { isIP } from "node:net";
import { Agent, type Dispatcher, request } from "undici";
import { guardedDispatcher, isPublicAddress, PrivateAddress, type Resolve } from "./guard.ts";

/** What a seller's own system answered. */
export interface EndpointReply {
	readonly status: number;
	readonly retryAfter: string | undefined;
	/** The beginning of what it said, readable as it stands. */
	readonly answer: string;
}

/** Why there is no reply, in a sentence for the endpoint's owner. */
export interface NoEndpointReply {
	readonly failure: string;
	/** The service stops: nothing is known of the endpoint. */
	readonly isStopped?: true;
}

export interface EndpointClient {
	/** Why this is no address to post news to, in a sentence; null where it is one. Nothing is looked up for it. */
	problemOf(url: string): string | null;
	/** Posts once. Redirects are not followed. */
	post(
		url: string,
		headers: Readonly<Record<string, string>>,
		body: string | Uint8Array,
	): Promise<EndpointReply | NoEndpointReply>;
	/** Begins no other request, and cuts off those that are under way after so long. */
	close(graceMs?: number): Promise<void>;
}

export interface EndpointClientOptions {
	/** `host:port` of endpoints in the operator's own network, which may be private and without TLS. */
	readonly privateHosts: readonly string[];
	readonly timeoutMs?: number;
	readonly resolve?: Resolve;
}

const TIMEOUT_MS = 15_000;
const CONNECT_TIMEOUT_MS = 10_000;
const MOST_READ_BYTES = 4_096;
const MOST_KEPT = 500;

/** How news leave for sellers' own systems: to public addresses over https, and to those that the operator names. */
export function createEndpointClient(options: EndpointClientOptions): EndpointClient {
	const { privateHosts, timeoutMs = TIMEOUT_MS, resolve } = options;
	const guarded = guardedDispatcher({
		connectTimeoutMs: CONNECT_TIMEOUT_MS,
		...(resolve && { resolve }),
	});
	const open = new Agent({ connect: { timeout: CONNECT_TIMEOUT_MS } });
	const underWay = new Map<AbortController, Promise<unknown>>();
	let isClosed = false;
	const isNamed = (url: URL) => privateHosts.includes(hostOf(url));

	const send = async (
		url: URL,
		headers: Readonly<Record<string, string>>,
		body: string | Uint8Array,
		signal: AbortSignal,
	) => {
		const reply = await request(url, {
			method: "POST",
			headers,
			body,
			signal,
			dispatcher: isNamed(url) ? open : guarded,
		});
		const answer = readable(await beginningOf(reply.body));
		const retryAfter = reply.headers["retry-after"];
		return {
			status: reply.statusCode,
			retryAfter: Array.isArray(retryAfter) ? retryAfter[0] : retryAfter,
			answer,
		};
	};

	return {
		problemOf: (text) => problemOf(text, isNamed),
		post: async (text, headers, body) => {
			if (isClosed) return stopped;
			const problem = problemOf(text, isNamed);
			if (problem !== null) return { failure: problem };
			const url = new URL(text);
			const cutting = new AbortController();
			const timer = setTimeout(() => cutting.abort(new TimedOut()), timeoutMs).unref();
			const sent = send(url, headers, body, cutting.signal);
			underWay.set(cutting, sent);
			try {
				return await sent;
			} catch (error) {
				return describeFailure(url.host, error, cutting.signal, timeoutMs);
			} finally {
				clearTimeout(timer);
				underWay.delete(cutting);
			}
		},
		close: async (graceMs = 0) => {
			isClosed = true;
			const cut = setTimeout(() => {
				for (const cutting of underWay.keys()) cutting.abort(new Stopped());
			}, graceMs);
			await Promise.allSettled(underWay.values());
			clearTimeout(cut);
			await Promise.all([guarded.destroy(), open.destroy()]);
		},
	};
}

class TimedOut extends Error {
	override readonly name = "TimedOut";
}

class Stopped extends Error {
	override readonly name = "Stopped";
}

const stopped: NoEndpointReply = { failure: "The service was stopped.", isStopped: true };

function problemOf(text: string, isNamed: (url: URL) => boolean): string | null {
	if (!URL.canParse(text)) return "Write a whole web address, such as https://shop.example/wayline.";
	const url = new URL(text);
	if (url.protocol !== "https:" && url.protocol !== "http:") return "Write an address that begins with https://.";
	if (url.username !== "" || url.password !== "") {
		return "The address holds a name or password. Leave it out: the signature shows who posts.";
	}
	if (url.hash !== "") return "Leave out what follows the #: it is never sent.";
	if (isNamed(url)) return null;
	const named = `The operator can allow it by name, with ${hostOf(url)} in WAYLINE_PRIVATE_ENDPOINTS.`;
	if (url.protocol === "http:") return `Only https keeps news from others on the way. ${named}`;
	const host = bareHost(url);
	if (isIP(host) !== 0) return isPublicAddress(host) ? null : `${host} is not a public address. ${named}`;
	if (!PUBLIC_NAME.test(host)) return `${host} is no name that the internet knows. ${named}`;
	return null;
}

// Of two labels at least, and none of those that are for inner networks alone (RFC 6761, 6762, 8375, 9476).
const PUBLIC_NAME =
	/^(?!.*\.(?:local|localhost|internal|intranet|lan|home\.arpa|test|invalid|onion|alt)\.?$)[^.]+(?:\.[^.]+)+\.?$/i;

function bareHost(url: URL): string {
	return url.hostname.replace(/^\[|\]$/g, "");
}

/** With its port, also where that is the protocol's own. */
function hostOf(url: URL): string {
	return `${url.hostname}:${url.port === "" ? (url.protocol === "http:" ? 80 : 443) : url.port}`;
}

/** What stands beyond is not read: the connection is closed. The status counts, also where what follows it is cut. */
async function beginningOf(body: Dispatcher.ResponseData["body"]): Promise<Buffer> {
	const chunks: Buffer[] = [];
	let size = 0;
	try {
		for await (const chunk of body) {
			chunks.push(chunk);
			size += chunk.length;
			if (size > MOST_READ_BYTES) break;
		}
	} catch {
		// Cut off, by the other side or for taking too long.
	}
	return Buffer.concat(chunks).subarray(0, MOST_READ_BYTES);
}

/** As one line that can be shown anywhere: what turns, hides or ends a line is written as its code. */
function readable(bytes: Buffer): string {
	const line = bytes.toString("utf8").replace(/\s+/g, " ").trim();
	const escaped = line.replace(/[\p{C}\p{Zl}\p{Zp}]/gu, (sign) => `\\u{${sign.codePointAt(0)?.toString(16)}}`);
	return escaped.length > MOST_KEPT ? `${escaped.slice(0, MOST_KEPT - 1).replace(/\p{Cs}$/u, "")}…` : escaped;
}

function describeFailure(host: string, error: unknown, signal: AbortSignal, timeoutMs: number): NoEndpointReply {
	if (signal.reason instanceof Stopped) return stopped;
	if (signal.reason instanceof TimedOut) return { failure: `${host} did not answer within ${timeoutMs / 1000} s.` };
	const cause = error instanceof Error && error.cause instanceof Error ? error.cause : error;
	if (cause instanceof PrivateAddress) return { failure: cause.message };
	return { failure: `${host} could not be reached (${reasonOf(cause)}).` };
}

/** Its code or its kind; never its message, which may quote a header. */
function reasonOf(error: unknown): string {
	if (!(error instanceof Error)) return typeof error;
	return "code" in error && typeof error.code === "string" ? error.code : error.name;
}
