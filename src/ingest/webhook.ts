import { carrierOf } from "../../adapters/index.ts";
import { anySecret, type Carrier, type HttpReply, ignoredInOwn } from "../../adapters/kit/index.ts";
import { Invalid, NotFound, type Refused, TooMany, Unauthorised, Unavailable } from "../core/errors.ts";
import { PUSH_LIMITS } from "../core/push-limits.ts";
import type { Places } from "../geo/places.ts";
import { boardTokenOf } from "../store/board-token.ts";
import {
	type Connection,
	connectionsAt,
	recordMessage,
	recordRefusal,
	webhookSecretsOf,
} from "../store/connections.ts";
import type { Database } from "../store/database.ts";
import { registeredAmong } from "../store/legs.ts";
import { isOutage, isPassing } from "../store/outage.ts";
import { type Vault, WrongKey } from "../store/seal.ts";
import { askedTogether } from "./asked-together.ts";
import { DoorRate } from "./door-rate.ts";
import { explainShipment } from "./explain-reading.ts";
import { boardUrl } from "./following-of.ts";
import { Overloaded } from "./group-commit.ts";
import { querySecrets, withoutSecrets } from "./kept-headers.ts";
import type { Received, Receiver } from "./receive.ts";
import { readBytes, type StoredBytes } from "./stored-message.ts";

/** A carrier's POST, as the door took it; or its GET, by which it tries the address. */
export interface CarrierPost {
	readonly method: "GET" | "POST";
	/** Null where the address names the connection alone. */
	readonly carrier: string | null;
	/** `con_…` */
	readonly connection: string;
	/** Lower-case names. */
	readonly headers: Readonly<Record<string, string>>;
	/**
	 * Takes the body's bytes, once, on the account of whose it is. Nobody's body is taken before the address is known to be
	 * a connection's.
	 */
	readonly readBody: (owner: string) => Promise<Uint8Array>;
	/** Without its question mark. */
	readonly query: string;
	readonly contentType: string;
	/** Say what would be read, and keep nothing. */
	readonly dryRun: boolean;
}

export interface WebhookDeps {
	readonly db: Database;
	/** By its public id. */
	readonly connectionAt: (id: string) => Promise<Connection | null>;
	readonly vault: Vault;
	readonly receiver: Receiver;
	readonly places: Places;
	/** Without a slash at its end. */
	readonly publicUrl: string;
	readonly rates: DoorRates;
	readonly now: () => Date;
	/** Hears what became of each post; null for a carrier that nobody knows. */
	readonly onPosted?: (carrier: string | null, outcome: PostOutcome) => void;
}

/**
 * `kept` with what could be read, `unreadable` kept all the same, `refused` for its signature, `tried` an address or a
 * message without keeping it, `too-many`, `nowhere` an address of no connection, `away` the database.
 */
export type PostOutcome = "kept" | "unreadable" | "refused" | "tried" | "too-many" | "nowhere" | "away";

/** Of senders that post in Wayline's own format: they read an answer that asks them to wait. */
export interface DoorRates {
	readonly authentic: DoorRate;
	/** Apart, so that whoever posts without the secret takes no turn of whoever has it. */
	readonly refused: DoorRate;
}

function createDoorRates(): DoorRates {
	return {
		authentic: new DoorRate({ aMinute: PUSH_LIMITS.messagesAMinute }),
		refused: new DoorRate({ aMinute: PUSH_LIMITS.refusedAMinute }),
	};
}

/** One a process: it knows how often each sender came, and messages of a turn look their connections up together. */
export function createCarrierDoor(
	deps: Omit<WebhookDeps, "rates" | "connectionAt">,
): (post: CarrierPost) => ReturnType<typeof acceptWebhook> {
	const connectionAt = askedTogether(
		async (ids: readonly string[]) =>
			new Map((await connectionsAt(deps.db, ids)).map((connection) => [connection.id, connection])),
	);
	const own = { connectionAt, rates: createDoorRates(), ...deps };
	return (post) => acceptWebhook(own, post);
}

/**
 * Takes a carrier's message: authentic ones are kept before they are acknowledged, refused ones are kept apart. What is
 * wrong with the message is answered as a value; only a bug throws. Null for a GET that tries no address.
 */
export async function acceptWebhook(deps: WebhookDeps, post: CarrierPost): Promise<HttpReply | Refused | null> {
	const named = post.carrier === null ? null : carrierOf(post.carrier);
	const nowhere = (sentence: string) => {
		deps.onPosted?.(named?.code ?? null, "nowhere");
		return new NotFound(sentence);
	};
	if (named === undefined)
		return nowhere(`There is no carrier "${post.carrier}". Look at the webhook address of the connection.`);
	if (named && !named.webhook) return nowhere(`${named.name} has no webhook; it is asked instead.`);
	try {
		const connection = await deps.connectionAt(post.connection);
		const carrier = connection && (named ?? carrierOf(connection.carrier));
		if (!carrier || carrier.code !== connection.carrier)
			return nowhere(`${named?.name ?? "Wayline"} has no connection with this address.`);
		return await acceptAt(deps, carrier, connection, post);
	} catch (error) {
		if (error instanceof Overloaded || isOutage(error) || isPassing(error)) {
			deps.onPosted?.(named?.code ?? null, "away");
			return new Unavailable("The message could not be kept just now. Send it again in a minute.");
		}
		// The operator's mistake: the carrier keeps its message and sends it again once the key is the right one.
		if (error instanceof WrongKey) return new Unavailable(error.message);
		throw error;
	}
}

async function acceptAt(
	deps: WebhookDeps,
	carrier: Carrier,
	connection: Connection,
	post: CarrierPost,
): Promise<HttpReply | Refused | null> {
	const { db, vault, receiver, now } = deps;
	const { webhook } = carrier;
	if (!webhook) return new NotFound(`${carrier.name} has no webhook.`);
	const receivedAt = now();
	const secrets = webhookSecretsOf(vault, connection, receivedAt);
	const body = post.method === "GET" ? new Uint8Array() : await post.readBody(`seller ${connection.sellerId}`);
	const tried = triedBy(webhook, { body, ...post }, secrets);
	const posted = (outcome: PostOutcome) => deps.onPosted?.(carrier.code, outcome);
	if (tried) posted("tried");
	if (tried || post.method === "GET") return tried;
	const wrong =
		secrets.length === 0
			? "The connection has no webhook secret. Make a new connection with one."
			: anySecret(webhook.verify)({ headers: post.headers, body, query: post.query }, secrets, receivedAt.getTime());
	const tooMany = turnOf(deps, connection, {
		isAuthentic: wrong === null,
		// Saying why costs more than keeping.
		bytes: post.dryRun ? body.length * PUSH_LIMITS.dryRunCosts : body.length,
		nowMs: receivedAt.getTime(),
	});
	if (tooMany) {
		posted("too-many");
		return tooMany;
	}
	const message = {
		sellerId: connection.sellerId,
		connectionId: connection.rowId,
		carrier: carrier.code,
		channel: "webhook" as const,
		receivedAt,
		contentType: post.contentType || null,
		headers: { ...withoutSecrets(post.headers, secrets), ...querySecrets(post.query) },
		body,
		asked: [],
		replyStatus: null,
	};
	if (post.dryRun) {
		posted(wrong === null ? "tried" : "refused");
		if (wrong !== null) return new Unauthorised(wrong);
		// The secret before this one opens no board: a new secret has ended it.
		const hook = { headers: post.headers, body, query: post.query };
		const isPresent = webhook.verify(hook, secrets[0] ?? "", receivedAt.getTime()) === null;
		return tryOut(deps, message, isPresent ? boardUrlOf(deps, connection) : null);
	}
	if (wrong !== null) {
		posted("refused");
		await receiver.keepRefused(message, wrong);
		// Anybody may post here unasked: a refusal says nothing of the carrier, and never touches the health of polling.
		if (isOld(connection.lastRefusedAt, receivedAt)) {
			await recordRefusal(db, connection, wrong, receivedAt.toISOString());
		}
		return webhook.refuse ?? new Unauthorised(wrong);
	}
	const received = await receiver.receive(message);
	posted(received.outcome === "error" ? "unreadable" : "kept");
	if (isOld(connection.lastMessageAt, receivedAt)) await recordMessage(db, connection, receivedAt.toISOString());
	return answerOf(webhook, received, message);
}

/** The answer to a carrier that tries the address, by the first secret that it shows; null for all else. */
function triedBy(
	{ handshake }: NonNullable<Carrier["webhook"]>,
	{ method, headers, query, body }: Pick<CarrierPost, "method" | "headers" | "query"> & { readonly body: Uint8Array },
	secrets: readonly string[],
): HttpReply | null {
	if (!handshake) return null;
	const answers = secrets.map((secret) => handshake({ method, headers, query, body }, secret));
	return answers.find((answer) => answer !== null) ?? null;
}

/** Null, or what is answered to a message beyond what its connection may send. */
function turnOf(
	{ rates }: WebhookDeps,
	{ id, carrier }: Connection,
	{ isAuthentic, bytes, nowMs }: { readonly isAuthentic: boolean; readonly bytes: number; readonly nowMs: number },
): TooMany | null {
	if (carrier !== "push") return null;
	const waitSeconds = rates[isAuthentic ? "authentic" : "refused"].take(
		id,
		nowMs,
		Math.ceil(bytes / (PUSH_LIMITS.kilobytesOfAMessage * 1_024)) || 1,
	);
	if (waitSeconds === 0) return null;
	const most = isAuthentic
		? `More came over this connection than ${PUSH_LIMITS.messagesAMinute} messages of ${PUSH_LIMITS.kilobytesOfAMessage} KB a minute.`
		: "Too many messages with a wrong signature came over this connection.";
	return new TooMany(`${most} Nothing of this one is kept: send it again in ${waitSeconds} s.`, waitSeconds);
}

/** Whoever signs has the secret, and may know what it opens. */
function boardUrlOf({ vault, publicUrl }: WebhookDeps, connection: Connection): string | null {
	const token = connection.carrier === "push" ? boardTokenOf(vault, connection) : null;
	return token && boardUrl(publicUrl, connection, token);
}

/** What a message would say and why, for those who build the sending side. */
async function tryOut(
	{ db, places }: WebhookDeps,
	message: StoredBytes & { readonly sellerId: Connection["sellerId"] },
	boardUrl: string | null,
): Promise<HttpReply> {
	const { outcome, shipments, problems } = readBytes(message, places);
	const asOf = new Date(message.receivedAt).toISOString();
	const { sellerId, carrier } = message;
	const names = shipments.map(({ trackingNumber }) => ({ sellerId, carrier, trackingNumber: trackingNumber ?? "" }));
	const registered = await registeredAmong(db, names);
	const body = {
		dryRun: true,
		outcome,
		shipments: shipments.map((shipment, index) => explainShipment(shipment, registered.has(index), asOf, places)),
		problems,
		...(carrier === "push" && { ignored: ignoredInOwn(Buffer.from(message.body).toString("utf8")) }),
		...(boardUrl !== null && { boardUrl }),
	};
	return { status: 200, headers: { "content-type": "application/json" }, body: JSON.stringify(body, null, 2) };
}

/** The carrier's own acknowledgement. Wayline's own format answers those who get it wrong in words. */
function answerOf(
	{ acknowledge, refusesUnreadable }: NonNullable<Carrier["webhook"]>,
	received: Received,
	{ body, receivedAt }: { readonly body: Uint8Array; readonly receivedAt: Date },
): HttpReply | Refused {
	const { outcome, problems, accepted, unmatched, messageId } = received;
	if (refusesUnreadable && outcome === "error" && problems.some(({ kind }) => kind === "unreadable")) {
		const kept = messageId === null ? "" : ` It is kept as ${messageId}.`;
		return new Invalid(
			`The message could not be read.${kept} ${problems[0]?.detail ?? ""}`,
			problems.map(({ detail }) => ({ pointer: "", detail })),
		);
	}
	if (typeof acknowledge !== "function") return acknowledge ?? { status: 204, headers: {}, body: "" };
	const text = Buffer.from(body).toString("utf8");
	return acknowledge({ accepted, unmatched, problems, body: text, receivedAtMs: receivedAt.getTime() });
}

/** What the connection heard last is written once a minute at most, however many messages come; see connections.ts. */
function isOld(moment: string | null, now: Date): boolean {
	const ageMs = moment === null ? Number.POSITIVE_INFINITY : now.getTime() - Date.parse(moment);
	return ageMs > 60_000 || ageMs < -300_000;
}
