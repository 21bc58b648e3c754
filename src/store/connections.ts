import { timingSafeEqual } from "node:crypto";
import { type SQL, sql } from "drizzle-orm";
import { scalars, texts, textValue } from "./columns.ts";
import type { Queries, RowId, Transaction } from "./database.ts";
import { publicId } from "./ids.ts";
import { onlyRow, row } from "./query.ts";
import { Tampered, type Vault, WrongKey } from "./seal.ts";

/** A seller's account with a carrier. */
export interface Connection {
	readonly rowId: RowId;
	readonly sellerId: RowId;
	/** `con_…`, the last part of the address that the carrier posts to. */
	readonly id: string;
	readonly carrier: string;
	readonly label: string | null;
	/** Sealed: see credentialsOf and webhookSecretsOf. */
	readonly sealedCredentials: Uint8Array | null;
	readonly sealedWebhookSecret: Uint8Array | null;
	/** The one before, taken until then. */
	readonly sealedEarlierSecret: Uint8Array | null;
	readonly earlierSecretUntil: string | null;
	/** How asking goes, kept by the poller alone. unknown: nothing was asked yet. */
	readonly health: "unknown" | "ok" | "failing";
	readonly failingSince: string | null;
	readonly lastOkAt: string | null;
	/** What went wrong last, in words for the connection's owner. */
	readonly lastError: string | null;
	/** No polling before: a back-off, a Retry-After, or a quota that is spent. */
	readonly pausedUntil: string | null;
	/** When the carrier last posted something authentic. */
	readonly lastMessageAt: string | null;
	/** When somebody last posted what was refused, and why: no word about the carrier. */
	readonly lastRefusedAt: string | null;
	readonly lastRefusal: string | null;
	readonly createdAt: string;
}

export interface NewConnection {
	readonly carrier: string;
	readonly label?: string | null;
	readonly credentials?: Readonly<Record<string, string>> | null;
	readonly webhookSecret?: string | null;
}

export interface ConnectionChange extends Omit<NewConnection, "carrier"> {
	/** Until when the secret that a new one replaces is taken as well; null: from now on no more. */
	readonly earlierSecretUntil?: string | null;
}

export function addConnection(
	db: Queries,
	vault: Vault,
	sellerId: RowId,
	connection: NewConnection,
): Promise<Connection> {
	const id = publicId("con");
	const { credentials, webhookSecret } = connection;
	const sealedCredentials = credentials ? vault.seal(JSON.stringify(credentials), credentialsContext(id)) : null;
	const sealedSecret = webhookSecret ? vault.seal(webhookSecret, secretContext(id)) : null;
	return onlyRow(
		db,
		sql`insert into connections (seller_id, public_id, carrier, label, sealed_credentials, sealed_webhook_secret)
			values (
				${sellerId}::int8, ${id}, ${textValue(connection.carrier)}, ${textValue(connection.label)},
				${sealedCredentials}::bytea, ${sealedSecret}::bytea
			)
			returning ${COLUMNS}`,
	);
}

/** Null when the seller has no such connection. What is left out stays. */
export function changeConnection(
	db: Queries,
	vault: Vault,
	sellerId: RowId,
	id: string,
	change: ConnectionChange,
): Promise<Connection | null> {
	const { label, credentials, webhookSecret, earlierSecretUntil } = change;
	const sealedCredentials = credentials ? vault.seal(JSON.stringify(credentials), credentialsContext(id)) : null;
	const sealedSecret = webhookSecret ? vault.seal(webhookSecret, secretContext(id)) : null;
	return row(
		db,
		sql`update connections set
				label = coalesce(${textValue(label)}, label),
				sealed_credentials = coalesce(${sealedCredentials}::bytea, sealed_credentials),
				sealed_earlier_secret = case when ${sealedSecret}::bytea is null then sealed_earlier_secret
					else sealed_webhook_secret end,
				earlier_secret_until = case when ${sealedSecret}::bytea is null then earlier_secret_until
					else ${earlierSecretUntil ?? null}::timestamptz end,
				sealed_webhook_secret = coalesce(${sealedSecret}::bytea, sealed_webhook_secret),
				paused_until = case when ${sealedCredentials}::bytea is null then paused_until end
			where public_id = ${textValue(id)} and seller_id = ${sellerId}::int8
			returning ${COLUMNS}`,
	);
}

/** By public id. */
export function getConnection(db: Queries, sellerId: RowId, id: string): Promise<Connection | null> {
	return row(
		db,
		sql`select ${COLUMNS} from connections where public_id = ${textValue(id)} and seller_id = ${sellerId}::int8`,
	);
}

/** Oldest first, at most a thousand. */
export function listConnections(db: Queries, sellerId: RowId): Promise<readonly Connection[]> {
	return db.rows(
		sql`select ${COLUMNS} from connections where seller_id = ${sellerId}::int8 order by connections.id limit 1000`,
	);
}

/** The codes of the carriers that a seller has an account with, each once. */
export async function connectedCarriers(db: Queries, sellerId: RowId): Promise<readonly string[]> {
	const rows = await db.rows<{ carrier: string }>(
		sql`select distinct carrier from connections where seller_id = ${sellerId}::int8 order by carrier limit 1000`,
	);
	return rows.map(({ carrier }) => carrier);
}

/**
 * For the carrier's door, by public ids; in no order, missing ones are left out. Names no seller: the address that the
 * carrier posts to is how the seller is found.
 */
export function connectionsAt(db: Queries, ids: readonly string[]): Promise<readonly Connection[]> {
	return db.rows(sql`select ${COLUMNS} from connections where public_id in (select unnest(${texts(ids, (id) => id)}))`);
}

/** The one of an address that names its carrier too. */
export async function connectionAt(db: Queries, carrier: string, id: string): Promise<Connection | null> {
	return (await connectionsAt(db, [id])).find((connection) => connection.carrier === carrier) ?? null;
}

/** For new waybills of this carrier: one that can ask before one that only hears, then one that does not fail, then the oldest. */
export function connectionForCarrier(db: Queries, sellerId: RowId, carrier: string): Promise<Connection | null> {
	return row(
		db,
		sql`select ${COLUMNS} from connections
			where seller_id = ${sellerId}::int8 and carrier = ${textValue(carrier)}
			order by (sealed_credentials is null), (health = 'failing'), connections.id limit 1`,
	);
}

/** Frees the legs of a carrier whose connection only hears, so that one that can ask takes them over. */
export async function freeUnaskedLegs(tx: Transaction, sellerId: RowId, carrier: string): Promise<void> {
	await tx.rows(
		sql`update legs l set connection_id = null
			from connections c
			where l.seller_id = ${sellerId}::int8 and l.carrier = ${textValue(carrier)}
			and c.seller_id = l.seller_id and c.id = l.connection_id and c.sealed_credentials is null`,
	);
}

/** Takes the connection away; the legs that it followed stay, without one. What it told is kept. */
export async function removeConnection(tx: Transaction, sellerId: RowId, rowId: RowId): Promise<void> {
	await tx.rows(
		sql`with followed as materialized (
				select seller_id, shipment_id, number from legs
				where seller_id = ${sellerId}::int8 and connection_id = ${rowId}::int8
				order by shipment_id, number for update
			)
			update legs l set connection_id = null, next_poll_at = null, poll_owner = null, poll_lease_until = null
			from followed f where l.seller_id = f.seller_id and l.shipment_id = f.shipment_id and l.number = f.number`,
	);
	await tx.rows(sql`delete from connections where seller_id = ${sellerId}::int8 and id = ${rowId}::int8`);
}

/** Names one connection; a Connection is one. */
export interface ConnectionKey {
	readonly sellerId: RowId;
	readonly rowId: RowId;
}

/** In no order. Missing ones are left out. */
export async function connectionsByRowId(db: Queries, keys: readonly ConnectionKey[]): Promise<readonly Connection[]> {
	if (keys.length === 0) return [];
	return await db.rows(
		sql`select ${COLUMNS} from connections where (seller_id, id) in (
				select * from unnest(
					${scalars("int8", keys, (key) => key.sellerId)},
					${scalars("int8", keys, (key) => key.rowId)}
				)
			)`,
	);
}

/** Throws WrongKey or Tampered. Null where the carrier needs none. */
export function credentialsOf(vault: Vault, connection: Connection): Readonly<Record<string, string>> | null {
	if (connection.sealedCredentials === null) return null;
	// Sealed by addConnection from just this type, and authenticated.
	return JSON.parse(vault.unseal(connection.sealedCredentials, credentialsContext(connection.id)));
}

/** Throws WrongKey or Tampered. Null where the connection has none. */
export function webhookSecretOf(vault: Vault, connection: Connection): string | null {
	if (connection.sealedWebhookSecret === null) return null;
	return vault.unseal(connection.sealedWebhookSecret, secretContext(connection.id));
}

/** Whether this is the connection's secret already; one that does not open any more is none. */
export function hasWebhookSecret(vault: Vault, connection: Connection, secret: string): boolean {
	try {
		const own = webhookSecretOf(vault, connection);
		const tagOf = (text: string) => vault.tagOf(text, "webhook secrets");
		return own !== null && timingSafeEqual(tagOf(own), tagOf(secret));
	} catch (error) {
		if (error instanceof WrongKey || error instanceof Tampered) return false;
		throw error;
	}
}

/** The secret and, while the carrier changes over, the one before it. Throws WrongKey or Tampered. */
export function webhookSecretsOf(vault: Vault, connection: Connection, now: Date): readonly string[] {
	const { id, sealedWebhookSecret, sealedEarlierSecret, earlierSecretUntil } = connection;
	const isTaken = earlierSecretUntil !== null && Date.parse(earlierSecretUntil) > now.getTime();
	const sealed = [sealedWebhookSecret, isTaken ? sealedEarlierSecret : null];
	return sealed.flatMap((secret) => (secret === null ? [] : [vault.unseal(secret, secretContext(id))]));
}

/** How asking the carrier went. */
export type TalkOutcome =
	| { readonly kind: "ok" }
	/** `error` is for the connection's owner: no secret, no personal detail. */
	| { readonly kind: "failed"; readonly error: string; readonly pausedUntil?: string | null }
	/** Nobody failed, and no more is asked before `pausedUntil`: the quota is spent. */
	| { readonly kind: "resting"; readonly pausedUntil: string };

/**
 * Keeps the connection's health: a carrier's outage is a state of the connection, never an event of a parcel. An answer
 * ends no pause that an answer to another call began.
 */
export async function recordOutcome(
	db: Queries,
	connection: ConnectionKey,
	outcome: TalkOutcome,
	now: string,
): Promise<void> {
	await db.rows(
		sql`update connections set ${changeOf(outcome, sql`${now}::timestamptz`)} where ${isConnection(connection)}`,
	);
}

function changeOf(outcome: TalkOutcome, at: SQL): SQL {
	const pause = sql`case when paused_until > ${at} then paused_until end`;
	switch (outcome.kind) {
		case "ok":
			return sql`health = 'ok', failing_since = null, last_ok_at = ${at}, last_error = null,
				paused_until = ${pause}`;
		case "failed":
			return sql`health = 'failing', failing_since = coalesce(failing_since, ${at}),
				last_error = ${textValue(outcome.error.slice(0, 500))},
				paused_until = greatest(${outcome.pausedUntil ?? null}::timestamptz, ${pause})`;
		case "resting":
			return sql`paused_until = greatest(${outcome.pausedUntil}::timestamptz, ${pause})`;
	}
}

/** The carrier posted something authentic. Written once a minute at most, however often it is called. */
export async function recordMessage(db: Queries, connection: ConnectionKey, now: string): Promise<void> {
	const at = sql`${now}::timestamptz`;
	await db.rows(
		sql`update connections set last_message_at = ${at}
			where ${isConnection(connection)} and ${isOld(sql`last_message_at`, at)}`,
	);
}

/** Somebody posted what was refused; `reason` has no secret. Written once a minute at most. */
export async function recordRefusal(
	db: Queries,
	connection: ConnectionKey,
	reason: string,
	now: string,
): Promise<void> {
	const at = sql`${now}::timestamptz`;
	await db.rows(
		sql`update connections set last_refused_at = ${at}, last_refusal = ${textValue(reason.slice(0, 500))}
			where ${isConnection(connection)} and ${isOld(sql`last_refused_at`, at)}`,
	);
}

/** A moment in the future was written by a clock that has been set right since. */
function isOld(moment: SQL, at: SQL): SQL {
	return sql`(${moment} is null or ${moment} <= ${at} - interval '1 minute' or ${moment} > ${at} + interval '5 minutes')`;
}

function isConnection({ sellerId, rowId }: ConnectionKey): SQL {
	return sql`seller_id = ${sellerId}::int8 and id = ${rowId}::int8`;
}

export const credentialsContext = (id: string) => `credentials of ${id}`;
export const secretContext = (id: string) => `webhook secret of ${id}`;

const COLUMNS: SQL = sql.raw(`
	id as "rowId", seller_id as "sellerId", public_id as "id", carrier, label,
	sealed_credentials as "sealedCredentials", sealed_webhook_secret as "sealedWebhookSecret",
	sealed_earlier_secret as "sealedEarlierSecret", earlier_secret_until as "earlierSecretUntil",
	health, failing_since as "failingSince", last_ok_at as "lastOkAt", last_error as "lastError",
	paused_until as "pausedUntil", last_message_at as "lastMessageAt", last_refused_at as "lastRefusedAt",
	last_refusal as "lastRefusal", created_at as "createdAt"`);
