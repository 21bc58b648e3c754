import { type SQL, sql } from "drizzle-orm";
import type { NewsFormat } from "../core/endpoint-kinds.ts";
import { jsonValue, scalars, textValue } from "./columns.ts";
import type { Queries, RowId, Transaction } from "./database.ts";
import { publicId } from "./ids.ts";
import { holdReader, WEBHOOKS } from "./outbox-readers.ts";
import { onlyRow, row } from "./query.ts";
import type { Vault } from "./seal.ts";

/** Where a seller's own systems hear of news. */
export interface Endpoint {
	readonly rowId: RowId;
	readonly sellerId: RowId;
	/** `end_…` */
	readonly id: string;
	readonly url: string;
	readonly label: string | null;
	readonly filter: EndpointFilter;
	/** Of what is told from now on. */
	readonly format: NewsFormat;
	/** Sealed: see endpointSecretsOf. */
	readonly sealedSecret: Uint8Array;
	/** `whpk_` and base64: by what receivers check; null where they have the secret itself. */
	readonly publicKey: string | null;
	/** The one before, with which news are signed as well until then. */
	readonly sealedEarlierSecret: Uint8Array | null;
	readonly earlierSecretUntil: string | null;
	/** Since when no delivery has succeeded, of those that failed. */
	readonly failingSince: string | null;
	readonly disabledAt: string | null;
	readonly disabledBecause: DisabledBecause | null;
	readonly createdAt: string;
	readonly updatedAt: string;
}

/** `gone`: it answered 410. `failing`: nothing arrived for days. `secret-lost`: nobody can read with what to sign. */
export type DisabledBecause = "seller" | "gone" | "failing" | "secret-lost";

export interface EndpointFilter {
	/** Types, or the beginning of some with a star, such as `shipment.*`; `*` is all. */
	readonly events: readonly string[];
	/** Codes; null: of every carrier. */
	readonly carriers: readonly string[] | null;
}

/** Names one endpoint; an Endpoint is one. */
export interface EndpointKey {
	readonly sellerId: RowId;
	readonly rowId: RowId;
}

/** With what an endpoint's news are signed. */
export interface SigningKey {
	/** `whsec_` and base64, or `whsk_` and base64 where there is a public key. */
	readonly secret: string;
	/** `whpk_` and base64; null or left out: there is none, both sides know the secret. */
	readonly publicKey?: string | null;
}

export interface NewEndpoint extends Pick<Endpoint, "url" | "label" | "filter">, SigningKey {
	/** `standard` where left out. */
	readonly format?: NewsFormat;
}

/** Null where the seller has as many as he may. */
export async function addEndpoint(
	tx: Transaction,
	vault: Vault,
	sellerId: RowId,
	{ url, label, filter, format = "standard", secret, publicKey = null }: NewEndpoint,
	most: number,
): Promise<Endpoint | null> {
	// One after the other, or two at once would both be the last.
	await tx.rows(sql`select 1 as locked from sellers where id = ${sellerId}::int8 for no key update`);
	const { count } = await onlyRow<{ count: number }>(
		tx,
		sql`select count(*)::int4 as count from endpoints where seller_id = ${sellerId}::int8`,
	);
	if (count >= most) return null;
	const id = publicId("end");
	return await onlyRow(
		tx,
		sql`insert into endpoints (seller_id, public_id, url, label, filter, format, sealed_secret, public_key)
			values (
				${sellerId}::int8, ${id}, ${textValue(url)}, ${textValue(label)}, ${jsonValue(filter)},
				${textValue(format)}, ${vault.seal(secret, contextOf(id))}::bytea, ${textValue(publicKey)}
			)
			returning ${COLUMNS}`,
	);
}

/** By public id. */
export function getEndpoint(db: Queries, sellerId: RowId, id: string): Promise<Endpoint | null> {
	return row(
		db,
		sql`select ${COLUMNS} from endpoints e where seller_id = ${sellerId}::int8 and public_id = ${textValue(id)}`,
	);
}

/** Oldest first; a seller has few. */
export function listEndpoints(db: Queries, sellerId: RowId): Promise<readonly Endpoint[]> {
	return db.rows(sql`select ${COLUMNS} from endpoints e where seller_id = ${sellerId}::int8 order by e.id limit 1000`);
}

/** All endpoints of these sellers, none of which is taken away before the transaction ends. */
export function endpointsOf(tx: Transaction, sellerIds: readonly RowId[]): Promise<readonly Endpoint[]> {
	return tx.rows(
		sql`select ${COLUMNS} from endpoints e
			where seller_id = any (${scalars("int8", sellerIds, (sellerId) => sellerId)})
			order by e.seller_id, e.id for key share`,
	);
}

/** Null when the seller has no such endpoint. What is left out stays; the label null takes it away. */
export function changeEndpoint(
	tx: Transaction,
	sellerId: RowId,
	id: string,
	change: Partial<Pick<Endpoint, "url" | "label" | "filter" | "format">>,
): Promise<Endpoint | null> {
	const changes = [sql`updated_at = now()`];
	if (change.url !== undefined) changes.push(sql`url = ${textValue(change.url)}`);
	if (change.label !== undefined) changes.push(sql`label = ${textValue(change.label)}`);
	if (change.filter !== undefined) changes.push(sql`filter = ${jsonValue(change.filter)}`);
	if (change.format !== undefined) changes.push(sql`format = ${textValue(change.format)}`);
	return row(
		tx,
		sql`update endpoints e set ${sql.join(changes, sql`, `)}
			where seller_id = ${sellerId}::int8 and public_id = ${textValue(id)}
			returning ${COLUMNS}`,
	);
}

/** The log of what was told to it goes with it. False when the seller has no such endpoint. */
export async function removeEndpoint(db: Queries, sellerId: RowId, id: string): Promise<boolean> {
	const removed = await db.rows(
		sql`delete from endpoints where seller_id = ${sellerId}::int8 and public_id = ${textValue(id)} returning 1 as removed`,
	);
	return removed.length > 0;
}

/** What was the secret until now is signed with as well until `earlierUntil`; null: no more. */
export function changeEndpointSecret(
	db: Queries,
	vault: Vault,
	sellerId: RowId,
	id: string,
	{ secret, publicKey = null }: SigningKey,
	earlierUntil: string | null,
): Promise<Endpoint | null> {
	return row(
		db,
		sql`update endpoints e set
				sealed_earlier_secret = case
					when ${earlierUntil}::timestamptz is not null and sealed_secret <> '' then sealed_secret
				end,
				earlier_secret_until = ${earlierUntil}::timestamptz,
				sealed_secret = ${vault.seal(secret, contextOf(id))}::bytea, public_key = ${textValue(publicKey)},
				updated_at = now()
			where seller_id = ${sellerId}::int8 and public_id = ${textValue(id)}
			returning ${COLUMNS}`,
	);
}

type Sealed = Pick<Endpoint, "id" | "sealedSecret" | "sealedEarlierSecret" | "earlierSecretUntil">;

/** The secret and, while receivers change over, the one before it. Throws WrongKey or Tampered. */
export function endpointSecretsOf(vault: Vault, endpoint: Sealed, now: Date): readonly string[] {
	const { id, sealedSecret, sealedEarlierSecret, earlierSecretUntil } = endpoint;
	const isTaken = earlierSecretUntil !== null && Date.parse(earlierSecretUntil) > now.getTime();
	const sealed = [sealedSecret, ...(isTaken && sealedEarlierSecret !== null ? [sealedEarlierSecret] : [])];
	return sealed.map((secret) => vault.unseal(secret, contextOf(id)));
}

/**
 * Nothing more is sent to it: what waits is held. Answers the endpoint as it is now, or null where it was disabled
 * before.
 */
export async function disableEndpoint(
	tx: Transaction,
	endpoint: EndpointKey,
	because: DisabledBecause,
	at: string,
): Promise<Endpoint | null> {
	const disabled = await row<Endpoint>(
		tx,
		sql`update endpoints e set disabled_at = ${at}::timestamptz, disabled_because = ${because}::text, updated_at = now()
			where ${isEndpoint(endpoint)} and disabled_at is null
			returning ${COLUMNS}`,
	);
	if (disabled) {
		await tx.rows(
			sql`update webhook_deliveries set state = 'held', next_at = null
				where seller_id = ${endpoint.sellerId}::int8 and endpoint_id = ${endpoint.rowId}::int8
				and next_at is not null`,
		);
	}
	return disabled;
}

/** What was held goes now in the format of now, or is dropped. */
export async function enableEndpoint(tx: Transaction, endpoint: EndpointKey, held: "send" | "drop"): Promise<void> {
	// Whoever tells at this moment took it for disabled: what he holds would be held for ever.
	await holdReader(tx, WEBHOOKS);
	await tx.rows(
		sql`update endpoints e set disabled_at = null, disabled_because = null, failing_since = null, last_failed_at = null, updated_at = now()
			where ${isEndpoint(endpoint)}`,
	);
	const becomes =
		held === "send" ? sql`state = 'waiting', next_at = clock_timestamp(), format = e.format` : sql`state = 'dropped'`;
	await tx.rows(
		sql`update webhook_deliveries d set ${becomes} from endpoints e
			where d.seller_id = ${endpoint.sellerId}::int8 and d.endpoint_id = ${endpoint.rowId}::int8
			and d.state = 'held' and e.seller_id = d.seller_id and e.id = d.endpoint_id`,
	);
}

function isEndpoint({ sellerId, rowId }: EndpointKey): SQL {
	return sql`seller_id = ${sellerId}::int8 and id = ${rowId}::int8`;
}

export const contextOf = (id: string) => `secret of ${id}`;

const COLUMNS: SQL = sql.raw(`
	id as "rowId", seller_id as "sellerId", public_id as "id", url, label, filter, format,
	sealed_secret as "sealedSecret", public_key as "publicKey", sealed_earlier_secret as "sealedEarlierSecret", earlier_secret_until as "earlierSecretUntil",
	failing_since as "failingSince", disabled_at as "disabledAt", disabled_because as "disabledBecause",
	created_at as "createdAt", updated_at as "updatedAt"`);
