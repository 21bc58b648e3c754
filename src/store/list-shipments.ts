import { type SQL, sql } from "drizzle-orm";
import type { ActionBy, Code, Condition, Milestone } from "../core/status.ts";
import type { BrandId } from "./brands.ts";
import { scalars, textValue } from "./columns.ts";
import type { Cursor, RiskCursor } from "./cursor.ts";
import type { Queries, RowId } from "./database.ts";
import { SHIPMENT_COLUMNS, type Shipment } from "./shipments.ts";

export interface ShipmentFilter {
	readonly carrier?: string;
	readonly milestone?: Milestone;
	readonly code?: Code;
	readonly condition?: Condition;
	readonly actionBy?: ActionBy;
	readonly orderId?: RowId;
	readonly reference?: string;
	/** Null: the seller's own name. */
	readonly brandId?: BrandId;
	/** The least, 0 to 1: what nobody knows of is none. */
	readonly lateRiskMin?: number;
	/** Somebody at the shop should look. */
	readonly waitsForSeller?: boolean;
	/** On its way and followed, else over or put aside; either where it is left out. */
	readonly isOpen?: boolean;
	/** What was promised of it has passed. */
	readonly isLate?: boolean;
	/** Put away by the seller; either where it is left out. */
	readonly isArchived?: boolean;
	/** `…Z`: from then on, and before then. */
	readonly createdFrom?: string;
	readonly createdTo?: string;
	readonly updatedFrom?: string;
	readonly updatedTo?: string;
	/** Days at the destination, `YYYY-MM-DD`: the window of the arrival lies in them at least in part. */
	readonly etaFrom?: string;
	readonly etaTo?: string;
	/** How a number of it, its reference or its order's begins, in capitals or not. */
	readonly begins?: string;
}

/** A page never misses or repeats a shipment that stands where it stood. `next` is where to go on, null at the end. */
interface Slice<Place> {
	readonly items: readonly Shipment[];
	readonly next: Place | null;
}

interface Page<Place> {
	readonly limit: number;
	readonly after?: Place | null;
}

/** Newest first. */
export async function listShipments(
	db: Queries,
	sellerId: RowId,
	filter: ShipmentFilter,
	page: Page<Cursor>,
): Promise<Slice<Cursor>> {
	const after = page.after ?? null;
	const from = after && sql`(s.created_at, s.id) < (${after.createdAt}::timestamptz, ${after.rowId}::int8)`;
	const order = sql`s.created_at desc, s.id desc`;
	return sliceOf(await select(db, sellerId, filter, from, order, page.limit), page.limit, ({ createdAt, rowId }) => ({
		createdAt,
		rowId,
	}));
}

/** What changed last comes first. One that changes meanwhile is shown again at the beginning. */
export async function listByUpdate(
	db: Queries,
	sellerId: RowId,
	filter: ShipmentFilter,
	page: Page<Cursor>,
): Promise<Slice<Cursor>> {
	const after = page.after ?? null;
	const from = after && sql`(s.updated_at, s.id) < (${after.createdAt}::timestamptz, ${after.rowId}::int8)`;
	const order = sql`s.updated_at desc, s.id desc`;
	const found = await select(db, sellerId, filter, from, order, page.limit);
	return sliceOf(found, page.limit, ({ updatedAt, rowId }) => ({ createdAt: updatedAt, rowId }));
}

/** Those that wait for the shop, newest trouble first. */
export async function listWaiting(
	db: Queries,
	sellerId: RowId,
	filter: ShipmentFilter,
	page: Page<Cursor>,
): Promise<Slice<Cursor>> {
	const after = page.after ?? null;
	const from = after && sql`(s.waiting_since, s.id) < (${after.createdAt}::timestamptz, ${after.rowId}::int8)`;
	const order = sql`s.waiting_since desc, s.id desc`;
	const found = await select(db, sellerId, { ...filter, waitsForSeller: true }, from, order, page.limit);
	return sliceOf(found, page.limit, ({ waitingSince, rowId }) => ({ createdAt: waitingSince ?? "", rowId }));
}

/** Likeliest to come late first, and behind them those of which it is not known, newest first. */
export async function listByLateRisk(
	db: Queries,
	sellerId: RowId,
	filter: ShipmentFilter,
	page: Page<RiskCursor>,
): Promise<Slice<RiskCursor>> {
	const after = page.after ?? null;
	// Each in the order of an index; both at once would be sorted anew for every page.
	const known = after?.lateRisk === null ? [] : await selectByRisk(db, sellerId, filter, after, page.limit);
	const room = page.limit - known.length;
	const unknown =
		room < 0 || filter.lateRiskMin !== undefined
			? []
			: await selectOfNoRisk(db, sellerId, filter, after?.lateRisk === null ? after : null, room);
	return sliceOf([...known, ...unknown], page.limit, ({ lateRisk, rowId }) => ({ lateRisk, rowId }));
}

function selectByRisk(db: Queries, sellerId: RowId, filter: ShipmentFilter, after: RiskCursor | null, limit: number) {
	const from = after && sql`(s.late_risk, s.id) < (${after.lateRisk}::float8, ${after.rowId}::int8)`;
	const known = { ...filter, lateRiskMin: filter.lateRiskMin ?? 0 };
	return select(db, sellerId, known, from, sql`s.late_risk desc, s.id desc`, limit);
}

function selectOfNoRisk(db: Queries, sellerId: RowId, filter: ShipmentFilter, after: RiskCursor | null, limit: number) {
	const from = sql`s.late_risk is null and s.id < ${after?.rowId ?? LAST_ID}::int8`;
	return select(db, sellerId, filter, from, sql`s.id desc`, limit);
}

/** Ids are below it. */
const LAST_ID = "9223372036854775807";

/** One more than asked for, which tells that there are more. */
async function select(
	db: Queries,
	sellerId: RowId,
	filter: ShipmentFilter,
	from: SQL | null,
	order: SQL,
	limit: number,
): Promise<readonly Shipment[]> {
	const wanted = [sql`s.seller_id = ${sellerId}::int8`, ...conditionsOf(filter), ...(from ? [from] : [])];
	if (filter.begins !== undefined) wanted.push(await thatBegin(db, sellerId, filter.begins));
	return db.rows<Shipment>(
		sql`select ${SHIPMENT_COLUMNS} from shipments s where ${sql.join(wanted, sql` and `)}
			order by ${order} limit ${limit + 1}::int4`,
	);
}

/** Of `shipments s`: on its way and followed. */
export const OPEN: SQL = sql.raw("not s.terminal and s.stopped_at is null and s.archived_at is null");

function conditionsOf(filter: ShipmentFilter): readonly SQL[] {
	const wanted: SQL[] = [];
	if (filter.carrier !== undefined) wanted.push(sql`s.carrier = ${textValue(filter.carrier)}`);
	if (filter.milestone !== undefined) wanted.push(sql`s.milestone = ${filter.milestone}::text`);
	if (filter.code !== undefined) wanted.push(sql`s.code = ${filter.code}::text`);
	if (filter.actionBy !== undefined) wanted.push(sql`s.action_by = ${filter.actionBy}::text`);
	if (filter.condition !== undefined) wanted.push(sql`s.condition = ${filter.condition}::text`);
	if (filter.orderId !== undefined) wanted.push(sql`s.order_id = ${filter.orderId}::int8`);
	if (filter.reference !== undefined) wanted.push(sql`s.reference = ${textValue(filter.reference)}`);
	if (filter.brandId === null) wanted.push(sql`s.brand_id is null`);
	else if (filter.brandId !== undefined) wanted.push(sql`s.brand_id = ${filter.brandId}::int8`);
	if (filter.lateRiskMin !== undefined)
		wanted.push(sql`s.late_risk is not null and s.late_risk >= ${filter.lateRiskMin}::float8`);
	if (filter.waitsForSeller)
		wanted.push(sql`s.waiting_since is not null and s.stopped_at is null and s.archived_at is null`);
	if (filter.isOpen !== undefined) wanted.push(sql`(${OPEN}) = ${filter.isOpen}::boolean`);
	if (filter.isLate !== undefined) wanted.push(sql`(s.late is not null) = ${filter.isLate}::boolean`);
	if (filter.isArchived !== undefined) wanted.push(sql`(s.archived_at is not null) = ${filter.isArchived}::boolean`);
	if (filter.createdFrom !== undefined) wanted.push(sql`s.created_at >= ${filter.createdFrom}::timestamptz`);
	if (filter.createdTo !== undefined) wanted.push(sql`s.created_at < ${filter.createdTo}::timestamptz`);
	if (filter.updatedFrom !== undefined) wanted.push(sql`s.updated_at >= ${filter.updatedFrom}::timestamptz`);
	if (filter.updatedTo !== undefined) wanted.push(sql`s.updated_at < ${filter.updatedTo}::timestamptz`);
	if (filter.etaFrom !== undefined) wanted.push(sql`left(s.eta ->> 'to', 10) >= ${filter.etaFrom}::text`);
	if (filter.etaTo !== undefined) wanted.push(sql`left(s.eta ->> 'from', 10) <= ${filter.etaTo}::text`);
	return wanted;
}

/** Of a beginning that more fit than this, one in a few rows fits: they are found by walking down the list. */
const FEW = 1_000;

/**
 * Parcels by the beginning of a number or a reference, out of three indexes. Ranges of bytes and not `like`: a pattern
 * that is a parameter leaves a prepared statement nothing to look up. A number that is found under a leg counts, also one
 * that the parcel has with a partner.
 */
async function thatBegin(db: Queries, sellerId: RowId, begins: string): Promise<SQL> {
	const within = (column: SQL, text: SQL) =>
		sql`${column} ~>=~ ${text} and ${column} ~<~ (${text} || ${LAST_CHARACTER}::text)`;
	const number = within(sql`l.bare_number`, sql`bare_number(${textValue(begins)})`);
	const reference = (of: SQL) => within(sql`lower(${of}.reference)`, sql`lower(${textValue(begins)})`);
	const found = await db.rows<{ id: RowId }>(
		sql`select distinct f.id from (
				(select l.shipment_id as id from legs l where l.seller_id = ${sellerId}::int8 and ${number}
					limit ${FEW + 1}::int4)
				union all
				(select r.id from shipments r
					where r.seller_id = ${sellerId}::int8 and r.reference is not null and ${reference(sql`r`)}
					limit ${FEW + 1}::int4)
				union all
				(select p.id from orders o join shipments p on p.seller_id = o.seller_id and p.order_id = o.id
					where o.seller_id = ${sellerId}::int8 and ${reference(sql`o`)} limit ${FEW + 1}::int4)
			) f limit ${FEW + 1}::int4`,
	);
	if (found.length <= FEW) return sql`s.id = any (${scalars("int8", found, ({ id }) => id)})`;
	return sql`(
		(s.reference is not null and ${reference(sql`s`)})
		or exists (
			select from legs l where l.seller_id = s.seller_id and l.shipment_id = s.id and ${number}
		)
		or exists (select from orders o where o.seller_id = s.seller_id and o.id = s.order_id and ${reference(sql`o`)})
	)`;
}

/** In the bytes of UTF-8 after every other. */
const LAST_CHARACTER = "\u{10ffff}";

function sliceOf<Place>(found: readonly Shipment[], limit: number, placeOf: (last: Shipment) => Place): Slice<Place> {
	const items = found.slice(0, limit);
	const last = items.at(-1);
	return { items, next: found.length > items.length && last ? placeOf(last) : null };
}
