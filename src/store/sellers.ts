import { type SQL, sql } from "drizzle-orm";
import { textValue } from "./columns.ts";
import type { Queries, RowId } from "./database.ts";
import { publicId } from "./ids.ts";
import { onlyRow, row } from "./query.ts";

/** Whose parcels these are: a shop. */
export interface Seller {
	readonly rowId: RowId;
	/** `sel_…` */
	readonly id: string;
	readonly name: string;
	/** Where buyers' questions go. */
	readonly contactEmail: string | null;
	/** How long who is asked has for an answer before the next is asked too. */
	readonly answerMinutes: number;
	readonly createdAt: string;
}

export interface NewSeller {
	readonly name: string;
	readonly contactEmail?: string | null;
}

export function addSeller(db: Queries, seller: NewSeller): Promise<Seller> {
	return onlyRow(
		db,
		sql`insert into sellers (public_id, name, contact_email)
			values (${publicId("sel")}, ${textValue(seller.name)}, ${textValue(seller.contactEmail)})
			returning ${COLUMNS}`,
	);
}

/** By public id. */
export function findSeller(db: Queries, id: string): Promise<Seller | null> {
	return row(db, sql`select ${COLUMNS} from sellers where public_id = ${textValue(id)}`);
}

export function sellerByRowId(db: Queries, sellerId: RowId): Promise<Seller | null> {
	return row(db, sql`select ${COLUMNS} from sellers where id = ${sellerId}::int8`);
}

/** Those whose contact this address is, in capitals or not: nearly always one. */
export function sellersWithContact(db: Queries, email: string): Promise<readonly Seller[]> {
	return db.rows(
		sql`select ${COLUMNS} from sellers where lower(contact_email) = lower(${textValue(email)}) order by sellers.id limit 10`,
	);
}

export async function setAnswerMinutes(db: Queries, sellerId: RowId, minutes: number): Promise<void> {
	await db.rows(sql`update sellers set answer_minutes = ${minutes}::int4 where id = ${sellerId}::int8`);
}

/** Oldest first, at most a thousand. */
export function listSellers(db: Queries): Promise<readonly Seller[]> {
	return db.rows(sql`select ${COLUMNS} from sellers order by sellers.id limit 1000`);
}

export async function countSellers(db: Queries): Promise<number> {
	const { count } = await onlyRow<{ count: number }>(db, sql`select count(*)::int4 as count from sellers`);
	return count;
}

const COLUMNS: SQL = sql.raw(
	`id as "rowId", public_id as "id", name, contact_email as "contactEmail",
		answer_minutes as "answerMinutes", created_at as "createdAt"`,
);
