import { type SQL, sql } from "drizzle-orm";
import { jsonValue, textValue } from "./columns.ts";
import type { Queries, RowId, Transaction } from "./database.ts";
import { publicId } from "./ids.ts";
import { onlyRow, row } from "./query.ts";
import type { Vault } from "./seal.ts";

/** Letters know nobody by a higher number: see mail/thread-token.ts. */
export const MOST_STAFF_EVER = 1023;

/** Somebody at the shop who answers buyers. */
export interface StoredStaff<Hours = unknown> {
	readonly sellerId: RowId;
	readonly rowId: RowId;
	/** `stf_…` */
	readonly id: string;
	/** From 1: what letters know him by. */
	readonly person: number;
	/** See staffPersonOf. */
	readonly sealedPerson: Uint8Array;
	/** BCP 47; empty: any. */
	readonly languages: readonly string[];
	/** As they were given; null: always. */
	readonly hours: Hours | null;
	/** IANA; null where the hours name none. */
	readonly zone: string | null;
	/** Who left keeps his name in what he wrote. */
	readonly removedAt: string | null;
	readonly createdAt: string;
}

export interface StaffPerson {
	readonly name: string;
	readonly email: string;
}

export interface StaffFields extends Pick<StoredStaff, "languages" | "hours" | "zone"> {
	readonly person: StaffPerson;
	/** `…Z` */
	readonly now: string;
}

/** Makes those who change who answers wait for each other until the transaction ends. */
export async function lockStaff(tx: Transaction, sellerId: RowId): Promise<void> {
	// Not for update: what is registered meanwhile refers to the seller's row and must not wait.
	await tx.rows(sql`select 1 as locked from sellers where id = ${sellerId}::int8 for no key update`);
}

/** Null where a seller has had as many as letters can tell apart. Behind `lockStaff`. */
export async function addStaff(
	tx: Transaction,
	vault: Vault,
	sellerId: RowId,
	{ person, languages, hours, zone, now }: StaffFields,
): Promise<StoredStaff | null> {
	const { next } = await onlyRow<{ next: number }>(
		tx,
		sql`select coalesce(max(person), 0)::int4 + 1 as next from staff where seller_id = ${sellerId}::int8`,
	);
	if (next > MOST_STAFF_EVER) return null;
	const id = publicId("stf");
	const sealed = vault.seal(JSON.stringify(person), contextOf({ sellerId, id }));
	await tx.rows(
		sql`insert into staff (seller_id, public_id, person, sealed_person, languages, hours, zone, created_at, updated_at)
			values (
				${sellerId}::int8, ${id}, ${next}::int4, ${sealed}::bytea, ${jsonValue(languages)}, ${jsonValue(hours)},
				${textValue(zone)}, ${now}::timestamptz, ${now}::timestamptz
			)`,
	);
	return getStaff(tx, sellerId, id);
}

export async function changeStaff(
	tx: Transaction,
	vault: Vault,
	{ sellerId, id }: Pick<StoredStaff, "sellerId" | "id">,
	{ person, languages, hours, zone, now }: StaffFields,
): Promise<void> {
	const sealed = vault.seal(JSON.stringify(person), contextOf({ sellerId, id }));
	await tx.rows(
		sql`update staff set
				sealed_person = ${sealed}::bytea, languages = ${jsonValue(languages)}, hours = ${jsonValue(hours)},
				zone = ${textValue(zone)}, updated_at = ${now}::timestamptz
			where seller_id = ${sellerId}::int8 and public_id = ${id}`,
	);
}

/** He is written to no more. His name stays, because what he wrote does. */
export async function removeStaff(
	tx: Transaction,
	{ sellerId, id }: Pick<StoredStaff, "sellerId" | "id">,
	now: string,
): Promise<void> {
	await tx.rows(
		sql`update staff set removed_at = ${now}::timestamptz, updated_at = ${now}::timestamptz
			where seller_id = ${sellerId}::int8 and public_id = ${id}`,
	);
}

/** One who left too. */
export function getStaff(db: Queries, sellerId: RowId, id: string): Promise<StoredStaff | null> {
	return row(db, sql`${SELECT} where seller_id = ${sellerId}::int8 and public_id = ${textValue(id)}`);
}

/** All of a seller who answer now, in the order in which they came. */
export function listStaff(db: Queries, sellerId: RowId): Promise<readonly StoredStaff[]> {
	return db.rows(sql`${SELECT} where seller_id = ${sellerId}::int8 and removed_at is null order by person`);
}

/** Those who left too: as many as letters can tell apart at the most. */
export function listEverybody(db: Queries, sellerId: RowId): Promise<readonly StoredStaff[]> {
	return db.rows(sql`${SELECT} where seller_id = ${sellerId}::int8 order by person limit ${MOST_STAFF_EVER}::int4`);
}

/** Null where nobody can read it any more. Throws WrongKey or Tampered. */
export function staffPersonOf(
	vault: Vault,
	staff: Pick<StoredStaff, "sellerId" | "id" | "sealedPerson">,
): StaffPerson | null {
	if (staff.sealedPerson.length === 0) return null;
	// Sealed by addStaff and changeStaff from just this type, and authenticated.
	return JSON.parse(vault.unseal(staff.sealedPerson, contextOf(staff)));
}

export const contextOf = ({ sellerId, id }: Pick<StoredStaff, "sellerId" | "id">) =>
	`staff ${id} of seller ${sellerId}`;

const SELECT: SQL = sql.raw(`
	select seller_id as "sellerId", id as "rowId", public_id as id, person, sealed_person as "sealedPerson", languages,
		hours, zone, removed_at as "removedAt", created_at as "createdAt"
	from staff`);
