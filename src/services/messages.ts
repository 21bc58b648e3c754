import { Conflict, Invalid, NotFound } from "../core/errors.ts";
import { readAgain, verifyAgain, withoutDigests } from "../ingest/replay.ts";
import { connectionsByRowId, getConnection, webhookSecretsOf } from "../store/connections.ts";
import { timeOfId } from "../store/ids.ts";
import { listMessages as listStored, type MessageFilter } from "../store/list-messages.ts";
import { getMessage as findMessage, type Message, type MessageState } from "../store/messages.ts";
import { knownCarrier } from "./carriers.ts";
import { type Deps, sellerOf } from "./deps.ts";
import type { MessageDetail, MessageView, Principal, RereadView } from "./views.ts";

export interface MessagesQuery {
	readonly cursor?: string | undefined;
	readonly limit: number;
	readonly state?: MessageState | undefined;
	readonly carrier?: string | undefined;
	/** `con_…` */
	readonly connection?: string | undefined;
	/** Those with a problem alone, such as a code that nobody mapped. */
	readonly withProblems?: boolean | undefined;
}

/** Newest first, without what they say. Throws `Invalid` for a cursor that is none of ours. */
export async function listMessages(
	{ db }: Deps,
	principal: Principal,
	{ cursor, limit, state, carrier, connection, withProblems = false }: MessagesQuery,
): Promise<{ readonly items: readonly MessageView[]; readonly next: string | null }> {
	const sellerId = sellerOf(principal);
	if (cursor !== undefined && (!cursor.startsWith("msg_") || timeOfId(cursor) === null)) {
		throw new Invalid("The cursor is not one of ours. Follow the address in the Link header as it stands.");
	}
	const found = connection === undefined ? undefined : await getConnection(db, sellerId, connection);
	if (found === null) return { items: [], next: null };
	const filter: MessageFilter = {
		withProblems,
		...(state !== undefined && { state }),
		...(carrier !== undefined && { carrier }),
		...(found && { connectionId: found.rowId }),
	};
	return listStored(db, sellerId, filter, { limit, after: cursor ?? null });
}

/** A message as it came. Throws `NotFound`. */
export async function getMessage({ db }: Deps, principal: Principal, id: string): Promise<MessageDetail> {
	const message = await storedMessage({ db }, principal, id);
	const { receivedAt, carrier, channel, state, outcome, problems, contentType, headers, asked, replyStatus } = message;
	const connection = await connectionOf({ db }, message);
	return {
		id,
		receivedAt,
		carrier,
		connectionId: connection?.id ?? null,
		channel,
		state,
		outcome,
		problems,
		bytes: message.body.byteLength,
		contentType,
		headers: withoutDigests(headers),
		asked,
		replyStatus,
		...written(message.body),
	};
}

/**
 * Reads a kept message again with today's adapter and applies it; twice is as once. One that was refused has to be
 * authentic by a secret of the connection that is taken now. Throws `NotFound`, and `Conflict` where that cannot be shown.
 */
export async function readMessageAgain(deps: Deps, principal: Principal, id: string): Promise<RereadView> {
	const message = await storedMessage(deps, principal, id);
	knownCarrier(message.carrier);
	if (message.state === "bad-signature") await checkSignature(deps, message);
	return readAgain(deps, message);
}

async function checkSignature(deps: Deps, message: Message): Promise<void> {
	const connection = await connectionOf(deps, message);
	const secrets = connection ? webhookSecretsOf(deps.vault, connection, deps.now()) : [];
	if (secrets.length === 0) {
		throw new Conflict("This message was refused, and its connection or the secret of it is gone: it stays unread.");
	}
	const [wrong = null, ...others] = secrets.map((secret) => verifyAgain(message, secret));
	if (wrong === null || others.includes(null)) return;
	throw new Conflict(
		`This message was refused, and by the connection's present secret it still is: ${wrong}. ` +
			"Of a message the query of its address is not kept, and a secret in it or in a header only as a digest.",
	);
}

async function storedMessage({ db }: Pick<Deps, "db">, principal: Principal, id: string): Promise<Message> {
	const message = await findMessage(db, sellerOf(principal), id);
	if (!message) throw new NotFound(`There is no message ${id}.`);
	return message;
}

async function connectionOf({ db }: Pick<Deps, "db">, { sellerId, connectionId }: Message) {
	if (connectionId === null) return null;
	const [connection] = await connectionsByRowId(db, [{ sellerId, rowId: connectionId }]);
	return connection ?? null;
}

const utf8 = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true });

function written(body: Uint8Array): Pick<MessageDetail, "body" | "encoding"> {
	try {
		return { body: utf8.decode(body), encoding: "utf-8" };
	} catch {
		return { body: Buffer.from(body).toString("base64"), encoding: "base64" };
	}
}
