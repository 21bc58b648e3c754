import { retryAfterMs, retryDelayMs } from "../core/retry-schedule.ts";
import type { EndpointClient, EndpointReply, NoEndpointReply } from "../net/endpoint-client.ts";
import type { Delivery } from "../store/deliveries.ts";
import type { DueDelivery, Settled } from "../store/due-deliveries.ts";
import { endpointSecretsOf } from "../store/endpoints.ts";
import { Tampered, type Vault, WrongKey } from "../store/seal.ts";
import { CONTENT_TYPES, inFormat } from "./cloud-event.ts";
import { signatureOf } from "./signature.ts";

export const USER_AGENT = "Wayline-Webhooks/1.0";

/** What an attempt brought. */
export interface Outcome extends Settled {
	/** Why nothing more should be sent to the endpoint. */
	readonly disable: "gone" | "secret-lost" | null;
	/** The receiver has too much to do, and wishes for this time. */
	readonly pauseMs: number;
}

export interface AttemptDeps {
	readonly vault: Vault;
	readonly http: EndpointClient;
	/** Without a slash at its end. */
	readonly publicUrl: string;
	readonly now: () => Date;
}

const THROTTLING = new Set([429, 502, 503, 504]);
const LONGEST_PAUSE_MS = 5 * 60_000;

/** Posts an event once, signed after Standard Webhooks. Null where the service stopped meanwhile: nothing came of it. */
export async function attemptDelivery(deps: AttemptDeps, due: DueDelivery): Promise<Outcome | null> {
	const at = deps.now();
	const startedAt = performance.now();
	const secrets = secretsOf(deps, due, at);
	const body = inFormat(due.format, due, deps.publicUrl);
	const reply: EndpointReply | NoEndpointReply =
		secrets === null
			? { failure: "Its secret was sealed under a key that is lost. Give it a new one." }
			: await deps.http.post(due.url, headersOf(due, body, secrets, at), body);
	if ("isStopped" in reply) return null;
	const { status = null, retryAfter, answer = "" } = "status" in reply ? reply : {};
	const hasArrived = status !== null && status >= 200 && status < 300;
	const failure = hasArrived ? null : "failure" in reply ? reply.failure : sentenceOf(reply.status);
	const wishedMs = THROTTLING.has(status ?? 0) ? retryAfterMs(retryAfter, deps.now().getTime()) : null;
	const number = due.tries + 1;
	const delayMs = hasArrived ? null : retryDelayMs(number, Math.random(), wishedMs);
	const tookMs = Math.round(performance.now() - startedAt);
	return {
		sellerId: due.sellerId,
		endpointId: due.endpointId,
		eventId: due.eventId,
		attempt: { try: number, at: at.toISOString(), status, failure, answer, tookMs },
		state: hasArrived ? "delivered" : delayMs === null ? "given-up" : "retrying",
		delayMs,
		disable: secrets === null ? "secret-lost" : status === 410 ? "gone" : null,
		pauseMs: Math.min(wishedMs ?? 0, LONGEST_PAUSE_MS),
	};
}

/** Null where nobody can read them any more. */
function secretsOf({ vault }: AttemptDeps, due: DueDelivery, at: Date): readonly string[] | null {
	try {
		return endpointSecretsOf(vault, due, at);
	} catch (error) {
		if (error instanceof WrongKey || error instanceof Tampered) return null;
		throw error;
	}
}

/** What stood above the last attempt, but for the signature, which nobody needs to see; null before the first. */
export function sentHeaders({ attempts, ...delivery }: Pick<Delivery, "messageId" | "format" | "attempts">) {
	const last = attempts.at(-1);
	return last ? namingHeaders(delivery, new Date(last.at)) : null;
}

function headersOf(due: DueDelivery, body: string, secrets: readonly string[], at: Date) {
	return {
		...namingHeaders(due, at),
		"webhook-signature": secrets.map((secret) => signatureOf(secret, due.messageId, at, body)).join(" "),
	};
}

function namingHeaders({ messageId, format }: Pick<Delivery, "messageId" | "format">, at: Date) {
	return {
		"content-type": CONTENT_TYPES[format],
		"user-agent": USER_AGENT,
		"webhook-id": messageId,
		"webhook-timestamp": String(Math.floor(at.getTime() / 1000)),
	};
}

function sentenceOf(status: number): string {
	if (status === 410) return "It answered 410: it wants no more news, and is disabled.";
	if (status >= 300 && status < 400)
		return `It answered ${status}: redirects are not followed. Give the address itself.`;
	return `It answered ${status}; only 200 to 299 means that it has the news.`;
}
