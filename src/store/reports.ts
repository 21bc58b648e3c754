import { type SQL, sql } from "drizzle-orm";
import { jsonValue } from "./columns.ts";
import type { Cursor } from "./cursor.ts";
import type { Queries, RowId, Transaction } from "./database.ts";
import { bigintOf } from "./fact-rows.ts";
import { publicId } from "./ids.ts";
import type { ShipmentKey } from "./parcels.ts";
import { onlyRow } from "./query.ts";
import type { Vault } from "./seal.ts";

/** What a buyer said of a delivery that he did not get. */
export interface Report {
	readonly rowId: RowId;
	readonly sellerId: RowId;
	/** `rep_…` */
	readonly id: string;
	/** `shp_…` */
	readonly shipmentId: string;
	/** Of the buyer's line in the timeline. */
	readonly scanKey: string;
	/** See wordsOf. Empty once its key was given up for lost. */
	readonly sealedWords: Uint8Array;
	/** What was known of the delivery at that moment: JSON as it was given. */
	readonly evidence: unknown;
	readonly saidAt: string;
	/** When he found it. */
	readonly takenBackAt: string | null;
}

/** In the buyer's words, which may name anybody. */
export interface ReportWords {
	readonly note: string;
	/** Where he wants the answer. */
	readonly email: string | null;
	readonly lookedAt: readonly string[];
}

export interface NewReport extends ShipmentKey, Pick<Report, "scanKey" | "evidence" | "saidAt"> {
	readonly words: ReportWords;
}

/** Answers its public id. */
export async function addReport(tx: Transaction, vault: Vault, report: NewReport): Promise<string> {
	const id = publicId("rep");
	const { sellerId, rowId, scanKey, evidence, saidAt } = report;
	const sealed = vault.seal(JSON.stringify(report.words), contextOf({ sellerId, id }));
	const added = await onlyRow<{ id: string }>(
		tx,
		sql`insert into reports (seller_id, public_id, shipment_id, scan_key, sealed_words, evidence, said_at)
			values (
				${sellerId}::int8, ${id}, ${rowId}::int8, ${bigintOf(scanKey)}::int8, ${sealed}::bytea,
				${jsonValue(evidence)}, ${saidAt}::timestamptz
			)
			returning public_id as id`,
	);
	return added.id;
}

/** The buyer found it. Answers the public ids of the reports that this was true of. */
export async function takeBackReports(
	tx: Transaction,
	{ sellerId, rowId }: ShipmentKey,
	now: string,
): Promise<readonly string[]> {
	const taken = await tx.rows<{ id: string }>(
		sql`update reports set taken_back_at = ${now}::timestamptz
			where seller_id = ${sellerId}::int8 and shipment_id = ${rowId}::int8 and taken_back_at is null
			returning public_id as id`,
	);
	return taken.map(({ id }) => id);
}

/** Erases what was written in all of a parcel's; that they were made stays. */
export async function eraseReportWords(tx: Transaction, { sellerId, rowId }: ShipmentKey): Promise<void> {
	await tx.rows(
		sql`update reports set sealed_words = ''
			where seller_id = ${sellerId}::int8 and shipment_id = ${rowId}::int8 and sealed_words <> ''`,
	);
}

/** How many a parcel has, those taken back too. */
export async function countReports(db: Queries, { sellerId, rowId }: ShipmentKey): Promise<number> {
	const { count } = await onlyRow<{ count: number }>(
		db,
		sql`select count(*)::int4 as count from reports
			where seller_id = ${sellerId}::int8 and shipment_id = ${rowId}::int8`,
	);
	return count;
}

/** Of one parcel, newest first, at most a hundred. */
export function reportsOf(db: Queries, { sellerId, rowId }: ShipmentKey): Promise<readonly Report[]> {
	return db.rows(
		sql`select ${COLUMNS} from reports r join shipments s on s.seller_id = r.seller_id and s.id = r.shipment_id
			where r.seller_id = ${sellerId}::int8 and r.shipment_id = ${rowId}::int8
			order by r.id desc limit 100`,
	);
}

/** Of all parcels of a seller, newest first. `next` is where to go on, null at the end. */
export async function listReports(
	db: Queries,
	sellerId: RowId,
	{ limit, after }: { readonly limit: number; readonly after?: Cursor | null },
): Promise<{ readonly items: readonly Report[]; readonly next: Cursor | null }> {
	const before = after ? sql`and r.id < ${after.rowId}::int8` : sql``;
	const found = await db.rows<Report>(
		sql`select ${COLUMNS} from reports r join shipments s on s.seller_id = r.seller_id and s.id = r.shipment_id
			where r.seller_id = ${sellerId}::int8 ${before}
			order by r.id desc limit ${limit + 1}::int4`,
	);
	const items = found.slice(0, limit);
	const last = items.at(-1);
	return { items, next: found.length > items.length && last ? { createdAt: last.saidAt, rowId: last.rowId } : null };
}

/** Null where nobody can read them any more: see forgetUnopenable. Throws WrongKey or Tampered. */
export function wordsOf(vault: Vault, report: Report): ReportWords | null {
	if (report.sealedWords.length === 0) return null;
	// Sealed by addReport from just this type, and authenticated.
	return JSON.parse(vault.unseal(report.sealedWords, contextOf(report)));
}

export const contextOf = ({ sellerId, id }: Pick<Report, "sellerId" | "id">) =>
	`words of report ${id} of seller ${sellerId}`;

const COLUMNS: SQL = sql.raw(`
	r.id as "rowId", r.seller_id as "sellerId", r.public_id as id, s.public_id as "shipmentId",
	lpad(to_hex(r.scan_key), 16, '0') as "scanKey", r.sealed_words as "sealedWords", r.evidence, r.said_at as "saidAt",
	r.taken_back_at as "takenBackAt"`);
