import type { Operations } from "./api.ts";

export type * from "./api.ts";

export interface ClientOptions {
	/** Of the service: `https://track.my-shop.example`. */
	readonly url: string;
	/** An API key, `wl_…`. */
	readonly key: string;
	/** How often a request is sent at most, with what is sent again; 5 where it is left out. */
	readonly attempts?: number;
	/** The longest that one attempt may take; half a minute where it is left out. */
	readonly timeoutMs?: number;
	/** What is asked to wait longer than this is refused at once; a minute where it is left out. */
	readonly longestWaitMs?: number;
}

export type OperationName = keyof Operations;
export type Input<Name extends OperationName> = Operations[Name]["input"];
export type Answer<Name extends OperationName> = Operations[Name]["answer"];

/** Operations that answer a list. */
export type ListName = {
	[Name in OperationName]: Answer<Name> extends { readonly items: readonly unknown[] } ? Name : never;
}[OperationName];
export type Item<Name extends ListName> = Answer<Name> extends { readonly items: readonly (infer One)[] } ? One : never;

/** Left out where nothing of it is wanted. */
type Given<Name extends OperationName> =
	Record<never, never> extends Input<Name>
		? [input?: Input<Name>, options?: CallOptions]
		: [input: Input<Name>, options?: CallOptions];

export interface CallOptions {
	readonly signal?: AbortSignal;
	/** Of this call, the whole answer included: for what is long, such as an export. */
	readonly timeoutMs?: number;
}

export interface Client {
	/**
	 * Asks for an operation by its method and path: `call("GET /v1/shipments/{id}", { id })`. What may work later (429, 502,
	 * 503, 504, a connection that breaks) is sent again after as long as the service wants; a POST and a PATCH carry an
	 * Idempotency-Key of their own, so that they are carried out once. Throws Problem, and what `fetch` throws.
	 */
	call<Name extends OperationName>(name: Name, ...given: Given<Name>): Promise<Answer<Name>>;
	/** Every item of a list, slice after slice, each asked for when it is wanted. Throws as `call` does. */
	each<Name extends ListName>(name: Name, ...given: Given<Name>): AsyncGenerator<Item<Name>, void, undefined>;
}

/** A refusal, as RFC 9457 has it. */
export class Problem extends Error {
	override readonly name = "Problem";
	readonly status: number;
	/** The last part of the problem's type, such as `not-found`; empty where something else than the service answered. */
	readonly type: string;
	readonly title: string;
	/** Where fields are wrong. */
	readonly errors: readonly { readonly pointer: string; readonly detail: string }[];
	/** What the service's log calls the request. */
	readonly requestId: string | null;
	/** How long the service wants to be left alone. */
	readonly retryAfterMs: number | null;
	/** All that it says, with members of its own. */
	readonly body: Readonly<Record<string, unknown>>;

	constructor(response: Response, body: Readonly<Record<string, unknown>>) {
		super(textOf(body.detail) || `The service answered ${response.status}.`);
		this.status = response.status;
		this.type = textOf(body.type).split("#").at(-1) ?? "";
		this.title = textOf(body.title);
		this.errors = Array.isArray(body.errors) ? body.errors : [];
		this.requestId = response.headers.get("x-request-id");
		this.retryAfterMs = retryAfterMs(response.headers.get("retry-after"));
		this.body = body;
	}
}

/** A client of one service. Wants nothing but `fetch`: Node 20, Deno, Bun and browsers have it. */
export function createClient(options: ClientOptions): Client {
	async function* each<Name extends ListName>(name: Name, ...[input, called]: Given<Name>) {
		let query: URLSearchParams | null = queryOf(input);
		while (query !== null) {
			const response: Response = await send(options, requestOf(options, name, input, query), called);
			// The document says so of every list.
			const { items } = (await response.json()) as { readonly items: readonly Item<Name>[] };
			yield* items;
			query = nextOf(response.headers.get("link"));
		}
	}
	return {
		call: async (name, ...[input, called]) => {
			const response = await send(options, requestOf(options, name, input, queryOf(input)), called);
			// As the document says, by which the type was made.
			return (await contentOf(response)) as Answer<typeof name>;
		},
		each,
	};
}

/** Not a `Request`: each attempt sends it from its beginning. */
interface Prepared {
	readonly address: string;
	readonly init: RequestInit;
}

interface Asked {
	readonly id?: string;
	readonly query?: Readonly<Record<string, string | number | boolean | undefined>>;
	readonly body?: unknown;
	readonly contentType?: string;
	readonly idempotencyKey?: string | undefined;
}

function queryOf({ query = {} }: Asked = {}): URLSearchParams {
	const given = Object.entries(query).flatMap(([name, value]) => (value === undefined ? [] : [[name, String(value)]]));
	return new URLSearchParams(given as [string, string][]);
}

function requestOf({ url, key }: ClientOptions, name: string, input: Asked = {}, query: URLSearchParams): Prepared {
	const [method = "", path = ""] = name.split(" ");
	const { id = "", body, contentType = "application/json", idempotencyKey } = input;
	const address = `${url.replace(/\/+$/, "")}${path.replace("{id}", encodeURIComponent(id))}`;
	const headers = new Headers({ authorization: `Bearer ${key}`, accept: "application/json, */*;q=0.1" });
	if (method === "POST" || method === "PATCH") headers.set("idempotency-key", idempotencyKey ?? crypto.randomUUID());
	if (body !== undefined) headers.set("content-type", contentType);
	const sent = body instanceof Uint8Array ? new Uint8Array(body) : JSON.stringify(body);
	return {
		address: query.size > 0 ? `${address}?${query}` : address,
		init: { method, headers, ...(body !== undefined && { body: sent }) },
	};
}

const AGAIN: readonly number[] = [429, 502, 503, 504];

async function send(options: ClientOptions, request: Prepared, called: CallOptions = {}): Promise<Response> {
	const { attempts = 5, longestWaitMs = 60_000 } = options;
	const { signal, timeoutMs = options.timeoutMs ?? 30_000 } = called;
	for (let attempt = 1; ; attempt++) {
		const came = await attemptOf(request, timeoutMs, signal);
		if ("response" in came) return came.response;
		const { error } = came;
		const waitMs = error instanceof Problem ? waitOf(error, attempt) : pauseMs(attempt);
		const isOver = attempt >= attempts || signal?.aborted === true;
		if (isOver || waitMs === null || waitMs > longestWaitMs) throw error;
		await sleep(waitMs, signal);
	}
}

/** What came of one attempt: an answer, or why there is none. */
async function attemptOf({ address, init }: Prepared, timeoutMs: number, signal: AbortSignal | undefined) {
	const limit = AbortSignal.timeout(timeoutMs);
	try {
		const response = await fetch(address, { ...init, signal: signal ? AbortSignal.any([signal, limit]) : limit });
		return response.ok ? { response } : { error: await problemOf(response) };
	} catch (error) {
		return { error };
	}
}

/** How long to wait before the same is sent again; null where it would be refused again. */
function waitOf({ status, type, retryAfterMs: wanted }: Problem, attempt: number): number | null {
	// The first request of this key is still being carried out: its sender did not wait for the answer.
	const mayWork = AGAIN.includes(status) || type === "idempotency-key-in-use";
	return mayWork ? (wanted ?? pauseMs(attempt)) : null;
}

/** Half a second, and each time up to twice as long. */
function pauseMs(attempt: number): number {
	return 250 * 2 ** attempt * (0.5 + Math.random() / 2);
}

function sleep(ms: number, signal?: AbortSignal): Promise<void> {
	return new Promise((resolve, reject) => {
		const stop = () => {
			clearTimeout(timer);
			reject(signal?.reason);
		};
		const timer = setTimeout(() => {
			signal?.removeEventListener("abort", stop);
			resolve();
		}, ms);
		signal?.addEventListener("abort", stop, { once: true });
	});
}

async function problemOf(response: Response): Promise<Problem> {
	const body: unknown = await response.json().catch(() => null);
	// What is no object has no members.
	return new Problem(response, typeof body === "object" && body !== null ? (body as Record<string, unknown>) : {});
}

async function contentOf(response: Response): Promise<unknown> {
	if (response.status === 204) return null;
	const isJson = /^application\/json\b/.test(response.headers.get("content-type") ?? "");
	return isJson ? response.json() : response.body;
}

/** The query of the next slice; null at the end of the list. Its address may be another than the one that we ask at. */
function nextOf(link: string | null): URLSearchParams | null {
	const next = /<([^>]*)>; rel="next"/.exec(link ?? "")?.[1];
	return next === undefined ? null : new URL(next, "http://localhost").searchParams;
}

/** Seconds, or a date. */
function retryAfterMs(value: string | null): number | null {
	if (value === null) return null;
	const ms = /^\d+$/.test(value) ? Number(value) * 1000 : Date.parse(value) - Date.now();
	return Number.isNaN(ms) ? null : Math.max(ms, 0);
}

function textOf(value: unknown): string {
	return typeof value === "string" ? value : "";
}
