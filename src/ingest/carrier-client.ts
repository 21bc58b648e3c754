import { BrokenCircuitError, ConsecutiveBreaker, circuitBreaker, ExponentialBackoff, handleType } from "cockatiel";
import PQueue from "p-queue";
import type {
	Access,
	Callback,
	Carrier,
	HttpRequest,
	Login,
	Queries,
	Subscription,
} from "../../adapters/kit/carrier.ts";
import { Unreadable } from "../../adapters/kit/carrier.ts";
import type { HttpClient, IncomingReply } from "../net/http-client.ts";
import { textOf } from "./stored-message.ts";

/** What came of asking a carrier. A carrier's fault is a value: it is the connection's state, never the parcel's. */
export type Answer =
	| { readonly kind: "reply"; readonly reply: IncomingReply }
	| { readonly kind: "denied"; readonly detail: string }
	| { readonly kind: "rate-limited"; readonly retryAfterMs: number; readonly detail: string }
	/** `retryAfterMs` is null where the carrier named no time. */
	| { readonly kind: "down"; readonly retryAfterMs: number | null; readonly detail: string }
	/** We are stopping: its turn had not come, or it was cut off. */
	| { readonly kind: "not-asked" };

export interface CarrierClient {
	/**
	 * Asks for up to `poll.batch` numbers, in turn with the other calls of this connection and no faster than the carrier
	 * allows; `isFirst`: before those that wait. A call that has begun is finished though `stopping` is heard, unless the
	 * HTTP client is closed.
	 */
	ask(queries: Queries, turn?: Turn): Promise<Answer>;
	/** The same for up to `subscribe.batch` numbers that the carrier is to post for. */
	subscribe(queries: Queries, callback: Callback, turn?: Turn): Promise<Answer>;
	/** Takes one back. */
	cancel(subscription: Subscription, turn?: Turn): Promise<Answer>;
	/** Calls that may be under way at once. */
	readonly concurrency: number;
}

export interface Turn {
	readonly stopping?: AbortSignal;
	readonly isFirst?: boolean;
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
	const { api, poll, subscribe } = carrier;
	if (!api) throw new Error(`${carrier.code} has no API; only carriers that have one are called.`);
	const parsed = api.credentials.safeParse(credentials);
	const pace = paceOf(api.rate.perSecond);
	const queue = new PQueue(pace);
	const breaker = circuitBreaker(handleType(CarrierDown), {
		breaker: new ConsecutiveBreaker(4),
		halfOpenAfter: new ExponentialBackoff({ initialDelay: outageFirstPauseMs, maxDelay: outageLongestPauseMs }),
	});
	let session: Session | null = null;
	let loggingIn: Promise<Session | Answer> | null = null;

	const send = async (request: HttpRequest): Promise<IncomingReply> => {
		const reply = await http.send(request, { hosts: api.hosts });
		if ("failed" in reply) throw reply.failed === "stopped" ? new Stopping() : new CarrierDown(reply.detail);
		if (reply.status >= 500) {
			throw new CarrierDown(`${carrier.name} answered ${reply.status}.`, retryAfterMs(reply, now()));
		}
		if (reply.status >= 300 && reply.status < 400) {
			throw new CarrierDown(`${carrier.name} redirects to another address (${reply.status}) instead of answering.`);
		}
		return reply;
	};

	const logIn = async (login: Login, access: Omit<Access, "token">): Promise<Session | Answer> => {
		const reply = await send(login.request(access));
		const refused = refusalOf(reply, carrier.name, now());
		if (refused) return refused;
		if (reply.status >= 400) return { kind: "denied", detail: `${carrier.name} refused the login (${reply.status}).` };
		try {
			const { token, expiresInSeconds } = login.read(textOf(reply.body, reply.headers["content-type"] ?? null));
			session = { token, expiresAt: now() + expiresInSeconds * 1000 };
			return session;
		} catch (error) {
			if (!(error instanceof Unreadable)) throw error;
			throw new CarrierDown(`${carrier.name} answered the login with something unreadable.`);
		}
	};

	/** Null where the carrier has no login. */
	const sessionFor = async (access: Omit<Access, "token">): Promise<Session | Answer | null> => {
		if (!api.login) return null;
		if (session && session.expiresAt - loginMarginMs > now()) return session;
		// Calls that begin together log in once.
		loggingIn ??= logIn(api.login, access).finally(() => {
			loggingIn = null;
		});
		return await loggingIn;
	};

	const callOnce = async (build: BuildRequest): Promise<{ answer: Answer; used: Session | null }> => {
		if (!parsed.success) {
			return { answer: { kind: "denied", detail: `The credentials for ${carrier.name} are incomplete.` }, used: null };
		}
		const access = { credentials: parsed.data, nowMs: now(), requestId: requestId() };
		const used = await sessionFor(access);
		if (used && "kind" in used) return { answer: used, used: null };
		const reply = await send(build({ ...access, token: used?.token ?? "" }));
		return { answer: refusalOf(reply, carrier.name, now()) ?? { kind: "reply", reply }, used };
	};

	const callWithFreshLogin = async (build: BuildRequest): Promise<Answer> => {
		const { answer, used } = await callOnce(build);
		// A token may be withdrawn before its time: forget it and try once with a new one.
		if (answer.kind !== "denied" || !used) return answer;
		if (session === used) session = null;
		return (await callOnce(build)).answer;
	};

	const callNow = async (build: BuildRequest): Promise<Answer> => {
		try {
			return await breaker.execute(() => callWithFreshLogin(build));
		} catch (error) {
			return outageOf(error, carrier.name);
		}
	};

	const callInTurn = async (build: BuildRequest, { stopping, isFirst = false }: Turn): Promise<Answer> => {
		if (stopping?.aborted) return { kind: "not-asked" };
		const waiting = new AbortController();
		const giveUp = () => waiting.abort();
		stopping?.addEventListener("abort", giveUp);
		const stopWaiting = () => stopping?.removeEventListener("abort", giveUp);
		const begin = () => {
			stopWaiting();
			return callNow(build);
		};
		try {
			return await queue.add(begin, { signal: waiting.signal, priority: isFirst ? 1 : 0 });
		} catch (error) {
			if (!waiting.signal.aborted) throw error;
			return { kind: "not-asked" };
		} finally {
			stopWaiting();
		}
	};

	return {
		concurrency: pace.concurrency,
		ask: (queries, turn = {}) => {
			if (!poll) throw new Error(`${carrier.code} has no poll.`);
			return callInTurn((access) => poll.request(queries, access), turn);
		},
		subscribe: (queries, callback, turn = {}) => {
			if (!subscribe) throw new Error(`${carrier.code} does not subscribe numbers.`);
			return callInTurn((access) => subscribe.request(queries, { ...access, ...callback }), turn);
		},
		cancel: (subscription, turn = {}) => {
			const cancel = subscribe?.cancel;
			if (!cancel) throw new Error(`${carrier.code} takes no subscription back.`);
			return callInTurn((access) => cancel.request(subscription, access), turn);
		},
	};
}

type BuildRequest = (access: Access) => HttpRequest;

interface Session {
	readonly token: string;
	readonly expiresAt: number;
}

/** The carrier does not answer, or answers with its own fault. */
class CarrierDown extends Error {
	override readonly name = "CarrierDown";
	readonly retryAfterMs: number | null;
	constructor(message: string, retryAfter: number | null = null) {
		super(message);
		this.retryAfterMs = retryAfter;
	}
}

/** We end the call, and the carrier is not to blame. */
class Stopping extends Error {
	override readonly name = "Stopping";
}

/** Half a call a second is one call every two seconds. */
function paceOf(perSecond: number): { concurrency: number; interval: number; intervalCap: number } {
	if (perSecond >= 1) return { concurrency: 4, interval: 1000, intervalCap: Math.floor(perSecond) };
	return { concurrency: 1, interval: Math.ceil(1000 / perSecond), intervalCap: 1 };
}

function refusalOf(reply: IncomingReply, name: string, now: number): Answer | null {
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

/** Retry-After in seconds or as an HTTP date (RFC 9110), from a second to a day; null for what is neither. */
export function retryAfterMs({ headers }: Pick<IncomingReply, "headers">, nowMs: number): number | null {
	const text = headers["retry-after"]?.trim() ?? "";
	const waitMs = secondsOf(text) * 1000;
	// A date begins with the day's name: Date.parse takes bare numbers for years.
	const dateMs = /^[a-z]{3,9},? /i.test(text) ? Date.parse(text) - nowMs : Number.NaN;
	const wantedMs = Number.isNaN(waitMs) ? dateMs : waitMs;
	return Number.isNaN(wantedMs) ? null : Math.min(Math.max(wantedMs, 1000), 24 * 3_600_000);
}

/** The longest, where the header stands there several times; NaN for what is no number of seconds. */
function secondsOf(text: string): number {
	const numbers = text.split(",").map((part) => part.trim());
	return numbers.every((part) => /^\d+(?:\.\d+)?$/.test(part)) ? Math.max(...numbers.map(Number)) : Number.NaN;
}

function outageOf(error: unknown, name: string): Answer {
	if (error instanceof Stopping) return { kind: "not-asked" };
	if (error instanceof CarrierDown) return { kind: "down", retryAfterMs: error.retryAfterMs, detail: error.message };
	if (error instanceof BrokenCircuitError) {
		return {
			kind: "down",
			retryAfterMs: null,
			detail: `${name} has not been answering; asking again soon.`,
		};
	}
	throw error;
}
