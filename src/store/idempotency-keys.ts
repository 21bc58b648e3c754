import { sql } from "drizzle-orm";
import { jsonValue, textValue } from "./columns.ts";
import type { Queries, RowId } from "./database.ts";
import { row } from "./query.ts";
import type { Vault } from "./seal.ts";

/** A request that its sender may send again, by the key that he gave it. */
export interface KeyedRequest {
	readonly key: string;
	/** SHA-256 of all that makes it this request and no other. */
	readonly fingerprint: Uint8Array;
	/** After this long a node that does not answer counts as dead. */
	readonly leaseMs: number;
}

/** The right to carry a request out. Another's once the lease is over. */
export interface Claim {
	readonly key: string;
	readonly runningUntil: string;
}

export interface KeptAnswer {
	readonly status: number;
	readonly headers: Readonly<Record<string, string>>;
	readonly body: string;
}

export type Claimed =
	| { readonly kind: "first"; readonly claim: Claim }
	| { readonly kind: "running" }
	/** The key stands for another request. */
	| { readonly kind: "another" }
	| { readonly kind: "answered"; readonly answer: KeptAnswer };

/** Answers are kept for so long, by the database's clock. */
const KEPT = sql.raw("interval '24 hours'");

/**
 * Claims a request for whoever comes first with it. A claim whose lease is over is free for the same request, and so is
 * one whose answer nobody can read any more (see forgetUnopenable); another request under the same key stays refused, for
 * the first may have been carried out. Throws WrongKey or Tampered.
 */
export async function claimRequest(
	db: Queries,
	vault: Vault,
	sellerId: RowId,
	{ key, fingerprint, leaseMs }: KeyedRequest,
): Promise<Claimed> {
	const old = sql`k.created_at <= clock_timestamp() - ${KEPT}`;
	const claim = await row<Claim>(
		db,
		sql`insert into idempotency_keys as k (seller_id, key, fingerprint, running_until, created_at)
			values (
				${sellerId}::int8, ${textValue(key)}, ${fingerprint}::bytea,
				clock_timestamp() + ${leaseMs}::int8 * interval '1 millisecond', clock_timestamp()
			)
			on conflict (seller_id, key) do update set
				fingerprint = excluded.fingerprint, running_until = excluded.running_until, status = null, headers = null,
				sealed_body = null, created_at = excluded.created_at
			where ${old} or (
				k.fingerprint = excluded.fingerprint and k.sealed_body is null
				and (k.running_until is null or k.running_until <= clock_timestamp())
			)
			returning k.key, k.running_until as "runningUntil"`,
	);
	if (claim) return { kind: "first", claim };
	const there = await row<Kept>(
		db,
		sql`select fingerprint = ${fingerprint}::bytea as "isSame", status, headers, sealed_body as "sealedBody"
			from idempotency_keys where seller_id = ${sellerId}::int8 and key = ${textValue(key)}`,
	);
	// Given up between the two: whoever had it has just been refused, and the next try comes first.
	if (!there) return { kind: "running" };
	if (!there.isSame) return { kind: "another" };
	if (there.status === null || there.sealedBody === null) return { kind: "running" };
	const body = vault.unseal(there.sealedBody, bodyContext(sellerId, key));
	return { kind: "answered", answer: { status: there.status, headers: there.headers ?? {}, body } };
}

interface Kept {
	readonly isSame: boolean;
	readonly status: number | null;
	readonly headers: KeptAnswer["headers"] | null;
	readonly sealedBody: Uint8Array | null;
}

/** Keeps what was answered, for as long as the claim holds. */
export async function keepAnswer(
	db: Queries,
	vault: Vault,
	sellerId: RowId,
	{ key, runningUntil }: Claim,
	{ status, headers, body }: KeptAnswer,
): Promise<void> {
	await db.rows(
		sql`update idempotency_keys set status = ${status}::int2, headers = ${jsonValue(headers)},
				sealed_body = ${vault.seal(body, bodyContext(sellerId, key))}::bytea, running_until = null
			where seller_id = ${sellerId}::int8 and key = ${textValue(key)}
			and running_until = ${runningUntil}::timestamptz`,
	);
}

/** The request was not carried out: the key is free for this one or another. */
export async function giveUpRequest(db: Queries, sellerId: RowId, { key, runningUntil }: Claim): Promise<void> {
	await db.rows(
		sql`delete from idempotency_keys where seller_id = ${sellerId}::int8 and key = ${textValue(key)}
			and running_until = ${runningUntil}::timestamptz`,
	);
}

/** Answers that nobody may ask for any more, of all sellers. */
export async function pruneAnswers(db: Queries): Promise<void> {
	await db.rows(sql`delete from idempotency_keys where created_at <= clock_timestamp() - ${KEPT}`);
}

export const bodyContext = (sellerId: RowId, key: string) => `answer to request ${key} of seller ${sellerId}`;
