import { BrokenCircuitError, ConsecutiveBreaker, circuitBreaker, ExponentialBackoff, handleType } from "cockatiel";
import PQueue from "p-queue";
import type { Access, Carrier, HttpReply, HttpRequest, Query } from "../../adapters/kit/carrier.ts";
import { Unreadable } from "../../adapters/kit/carrier.ts";
import type { HttpClient } from "../net/http-client.ts";

/** What came of asking a carrier. A carrier's fault is a value: it is the connection's state, never the parcel's. */
export type Answer =
	| { readonly kind: "reply"; readonly reply: HttpReply }
	| { readonly kind: "denied"; readonly detail: string }
	| { readonly kind: "rate-limited"; readonly retryAfterMs: number; readonly detail: string }
	| { readonly kind: "down"; readonly retryAfterMs: number; readonly detail: string };

export interface CarrierClient {
	/** Asks for up to `poll.batch` numbers, in turn with the other calls of this connection and no faster than the carrier allows. */
	ask(queries: readonly Query[]): Promise<Answer>;
	/** How many calls wait for their turn. */
	readonly waiting: number;
}

interface ClientOptions {
	readonly carrier: Carrier;
	/** As the seller gave them; parsed by the adapter's own schema. */
	readonly credentials: unknown;
	readonly http: HttpClient;
	readonly now: () => number;
	readonly requestId: () => string;
}

const loginMarginMs = 60_000;
const defaultRetryAfterMs = 60_000;
const outageFirstPauseMs = 15_000;
const outageLongestPauseMs = 30 * 60_000;

/** One connection's line to its carrier: one queue, one token, one circuit breaker. */
export function createCarrierClient({ carrier, credentials, http, now, requestId }: ClientOptions): CarrierClient {
	const poll = carrier.poll;
	if (!poll) throw new Error(`${carrier.code} has no poll; the poller claims only carriers that have one.`);
	const parsed = poll.credentials.safeParse(credentials);
	const queue = new PQueue(paceOf(poll.rate.perSecond));
	const breaker = circuitBreaker(handleType(CarrierDown), {
		breaker: new ConsecutiveBreaker(4),
		halfOpenAfter: new ExponentialBackoff({ initialDelay: outageFirstPauseMs, maxDelay: outageLongestPauseMs }),
	});
	let login: { token: string; expiresAt: number } | null = null;

	const send = async (request: HttpRequest): Promise<HttpReply> => {
		const reply = await http.send(request, { hosts: poll.hosts });
		if ("failed" in reply) throw new CarrierDown(reply.detail);
		if (reply.status >= 500) {
			throw new CarrierDown(`${carrier.name} answered ${reply.status}.`, retryAfterMs(reply, now()));
		}
		return reply;
	};

	const tokenFor = async (access: Omit<Access, "token">): Promise<string | Answer> => {
		if (!poll.login) return "";
		if (login && login.expiresAt - loginMarginMs > now()) return login.token;
		const reply = await send(poll.login.request(access));
		const refused = refusalOf(reply, carrier.name, now());
		if (refused) return refused;
		if (reply.status >= 400) return { kind: "denied", detail: `${carrier.name} refused the login (${reply.status}).` };
		try {
			const { token, expiresInSeconds } = poll.login.read(reply.body);
			login = { token, expiresAt: now() + expiresInSeconds * 1000 };
			return token;
		} catch (error) {
			if (!(error instanceof Unreadable)) throw error;
			throw new CarrierDown(`${carrier.name} answered the login with something unreadable.`);
		}
	};

	const askOnce = async (queries: readonly Query[]): Promise<Answer> => {
		if (!parsed.success) return { kind: "denied", detail: `The credentials for ${carrier.name} are incomplete.` };
		const access = { credentials: parsed.data, nowMs: now(), requestId: requestId() };
		const token = await tokenFor(access);
		if (typeof token !== "string") return token;
		const reply = await send(poll.request(queries, { ...access, token }));
		return refusalOf(reply, carrier.name, now()) ?? { kind: "reply", reply };
	};

	const askWithFreshLogin = async (queries: readonly Query[]): Promise<Answer> => {
		const first = await askOnce(queries);
		// A token may be withdrawn before its time: forget it and try once with a new one.
		if (first.kind !== "denied" || !login) return first;
		login = null;
		return askOnce(queries);
	};

	return {
		ask: (queries) =>
			queue.add(async () => {
				try {
					return await breaker.execute(() => askWithFreshLogin(queries));
				} catch (error) {
					return outageOf(error, carrier.name);
				}
			}),
		get waiting() {
			return queue.size + queue.pending;
		},
	};
}

/** The carrier does not answer, or answers with its own fault. */
class CarrierDown extends Error {
	override readonly name = "CarrierDown";
	readonly retryAfterMs: number;
	constructor(message: string, retryAfter: number | null = null) {
		super(message);
		this.retryAfterMs = retryAfter ?? defaultRetryAfterMs;
	}
}

/** Half a call a second is one call every two seconds. */
function paceOf(perSecond: number): { concurrency: number; interval: number; intervalCap: number } {
	if (perSecond >= 1) return { concurrency: 4, interval: 1000, intervalCap: Math.floor(perSecond) };
	return { concurrency: 1, interval: Math.ceil(1000 / perSecond), intervalCap: 1 };
}

function refusalOf(reply: HttpReply, name: string, now: number): Answer | null {
	if (reply.status === 401 || reply.status === 403) {
		return { kind: "denied", detail: `${name} refused the credentials (${reply.status}).` };
	}
	if (reply.status !== 429) return null;
	return {
		kind: "rate-limited",
		retryAfterMs: retryAfterMs(reply, now) ?? defaultRetryAfterMs,
		detail: `${name} says that the quota is used up (429).`,
	};
}

/** Retry-After in seconds or as an HTTP date (RFC 9110), at most a day. */
export function retryAfterMs({ headers }: Pick<HttpReply, "headers">, nowMs: number): number | null {
	const text = headers["retry-after"]?.trim();
	if (!text) return null;
	const waitMs = /^\d+$/.test(text) ? Number(text) * 1000 : Date.parse(text) - nowMs;
	if (!Number.isFinite(waitMs)) return null;
	return Math.min(Math.max(waitMs, 1000), 24 * 3_600_000);
}

function outageOf(error: unknown, name: string): Answer {
	if (error instanceof CarrierDown) return { kind: "down", retryAfterMs: error.retryAfterMs, detail: error.message };
	if (error instanceof BrokenCircuitError) {
		return {
			kind: "down",
			retryAfterMs: defaultRetryAfterMs,
			detail: `${name} has not been answering; asking again soon.`,
		};
	}
	throw error;
}
