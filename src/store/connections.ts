import { type SQL, sql } from "drizzle-orm";
import { scalars, textValue } from "./columns.ts";
import type { Queries, RowId, Transaction } from "./database.ts";
import { publicId } from "./ids.ts";
import { onlyRow, row } from "./query.ts";
import type { Vault } from "./seal.ts";

/** A seller's account with a carrier. */
export interface Connection {
	readonly rowId: RowId;
	readonly sellerId: RowId;
	/** `con_…`, the last part of the address that the carrier posts to. */
	readonly id: string;
	readonly carrier: string;
	readonly label: string | null;
	/** Sealed: see credentialsOf and webhookSecretOf. */
	readonly sealedCredentials: Uint8Array | null;
	readonly sealedWebhookSecret: Uint8Array | null;
	/** unknown: nothing was heard or asked yet. */
	readonly health: "unknown" | "ok" | "failing";
	readonly failingSince: string | null;
	readonly lastOkAt: string | null;
	/** What went wrong last, in words for the connection's owner. */
	readonly lastError: string | null;
	/** No polling before: a back-off, a Retry-After, or a quota that is spent. */
	readonly pausedUntil: string | null;
	readonly createdAt: string;
}

export interface NewConnection {
	readonly carrier: string;
	readonly label?: string | null;
	readonly credentials?: Readonly<Record<string, string>> | null;
	readonly webhookSecret?: string | null;
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

/** For the carrier's door. Names no seller: the address that the carrier posts to is how the seller is found. */
export function connectionAt(db: Queries, carrier: string, id: string): Promise<Connection | null> {
	return row(
		db,
		sql`select ${COLUMNS} from connections where public_id = ${textValue(id)} and carrier = ${textValue(carrier)}`,
	);
}

/** The connection that new waybills of this carrier use: the oldest that does not fail, else the oldest. */
export function connectionForCarrier(db: Queries, sellerId: RowId, carrier: string): Promise<Connection | null> {
	return row(
		db,
		sql`select ${COLUMNS} from connections
			where seller_id = ${sellerId}::int8 and carrier = ${textValue(carrier)}
			order by (health = 'failing'), connections.id limit 1`,
	);
}

/** Takes the connection away; its waybills stay, without one. What it told is kept. */
export async function removeConnection(tx: Transaction, sellerId: RowId, rowId: RowId): Promise<void> {
	const owned = sql`seller_id = ${sellerId}::int8 and connection_id = ${rowId}::int8`;
	await tx.rows(sql`update shipments set connection_id = null, next_poll_at = null where ${owned}`);
	await tx.rows(sql`delete from connections where seller_id = ${sellerId}::int8 and id = ${rowId}::int8`);
}

/** Inside ids to connections, for a poller that holds parcels of many sellers. Missing ones are left out. */
export function connectionsByRowId(db: Queries, rowIds: readonly RowId[]): Promise<readonly Connection[]> {
	// Names no seller: the poller serves all of them, and asks only for connections that its own parcels name.
	return db.rows(sql`select ${COLUMNS} from connections where id = any (${scalars("int8", rowIds, (rowId) => rowId)})`);
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

/** How the last talk with the carrier went. */
export type TalkOutcome =
	| { readonly kind: "ok" }
	/** `error` is for the connection's owner: no secret, no personal detail. */
	| { readonly kind: "failed"; readonly error: string; readonly pausedUntil?: string | null };

/** Keeps the connection's health: a carrier's outage is a state of the connection, never an event of a parcel. */
export async function recordOutcome(
	db: Queries,
	connection: Pick<Connection, "sellerId" | "rowId">,
	outcome: TalkOutcome,
	now: string,
): Promise<void> {
	const at = sql`${now}::timestamptz`;
	const change =
		outcome.kind === "ok"
			? sql`health = 'ok', failing_since = null, last_ok_at = ${at}, last_error = null, paused_until = null`
			: sql`health = 'failing', failing_since = coalesce(failing_since, ${at}),
				last_error = ${textValue(outcome.error.slice(0, 500))}, paused_until = ${outcome.pausedUntil ?? null}::timestamptz`;
	await db.rows(
		sql`update connections set ${change}
			where seller_id = ${connection.sellerId}::int8 and id = ${connection.rowId}::int8`,
	);
}

const credentialsContext = (id: string) => `credentials of ${id}`;
const secretContext = (id: string) => `webhook secret of ${id}`;

const COLUMNS: SQL = sql.raw(`
	id as "rowId", seller_id as "sellerId", public_id as "id", carrier, label,
	sealed_credentials as "sealedCredentials", sealed_webhook_secret as "sealedWebhookSecret",
	health, failing_since as "failingSince", last_ok_at as "lastOkAt", last_error as "lastError",
	paused_until as "pausedUntil", created_at as "createdAt"`);
