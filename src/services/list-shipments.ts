import { Invalid } from "../core/errors.ts";
import type { ActionBy, Code, Condition, Milestone } from "../core/status.ts";
import { type BrandId, findBrand } from "../store/brands.ts";
import { readRiskCursor, writeCursor } from "../store/cursor.ts";
import type { Queries, RowId } from "../store/database.ts";
import {
	listByLateRisk,
	listByUpdate,
	listShipments as listNewest,
	listWaiting,
	type ShipmentFilter,
} from "../store/list-shipments.ts";
import { type Deps, sellerOf } from "./deps.ts";
import { orderNamed } from "./orders.ts";
import { cursorOf, strangeCursor, viewShipments } from "./view-shipments.ts";
import type { Principal, ShipmentView } from "./views.ts";

export interface ShipmentsQuery {
	readonly cursor?: string | undefined;
	readonly limit: number;
	readonly carrier?: string | undefined;
	readonly milestone?: Milestone | undefined;
	readonly code?: Code | undefined;
	readonly condition?: Condition | undefined;
	readonly actionBy?: ActionBy | undefined;
	/** An order's id or the seller's reference of it. */
	readonly order?: string | undefined;
	readonly reference?: string | undefined;
	/** `brd_…`; `none`: those under the seller's own name. */
	readonly brand?: string | undefined;
	/** `late_risk`: likeliest to come late first, last those of which it is not known. `updated`: what changed last first. */
	readonly sort?: "late_risk" | "updated" | undefined;
	/** Those that come late at least as likely, 0 to 1. */
	readonly lateRiskMin?: number | undefined;
	/** `seller`: those at which somebody at the shop should look, newest trouble first. */
	readonly waiting?: "seller" | undefined;
	/** On their way and followed; and those of which a promise has passed. */
	readonly isOpen?: boolean | undefined;
	readonly isLate?: boolean | undefined;
	/** Those that were put away too, or they alone; without it none of them. */
	readonly archived?: "any" | "true" | "false" | undefined;
	/** `…Z`: from then on, and before then. */
	readonly createdFrom?: string | undefined;
	readonly createdTo?: string | undefined;
	readonly updatedFrom?: string | undefined;
	readonly updatedTo?: string | undefined;
	/** Days at the destination, `YYYY-MM-DD`, both of them counted: the window of the arrival touches them. */
	readonly etaFrom?: string | undefined;
	readonly etaTo?: string | undefined;
	/** How a number, a reference or an order's reference begins. */
	readonly q?: string | undefined;
}

/** Newest first unless asked for otherwise. Throws `Invalid` for a cursor that is none of this list. */
export async function listShipments(
	deps: Deps,
	principal: Principal,
	query: ShipmentsQuery,
): Promise<{ readonly items: readonly ShipmentView[]; readonly next: string | null }> {
	const sellerId = sellerOf(principal);
	const { cursor: _, limit: __, sort: ___, ...wanted } = query;
	const filter = await filterFor(deps, sellerId, wanted);
	if (filter === null) return { items: [], next: null };
	const { items, next } = await sliceOf(deps, sellerId, query, filter);
	return { items: await viewShipments(deps, items, deps.now()), next: next && writeCursor(next) };
}

/** What a list leaves in, whatever its order. */
export type ShipmentsWanted = Omit<ShipmentsQuery, "cursor" | "limit" | "sort">;

/** The wanted ones as the store looks for them; null where the order or the brand that is named is not there, and so none are. */
export async function filterFor(
	{ db }: Pick<Deps, "db">,
	sellerId: ReturnType<typeof sellerOf>,
	{ order, brand, waiting, archived = "false", q, ...same }: ShipmentsWanted,
): Promise<ShipmentFilter | null> {
	const found = order === undefined ? undefined : await orderNamed(db, sellerId, order);
	if (found === null) return null;
	const brandId = brand === undefined ? undefined : await brandFiltered(db, sellerId, brand);
	if (brandId === NO_BRAND) return null;
	return {
		...given(same),
		...(found && { orderId: found.rowId }),
		...(brandId !== undefined && { brandId }),
		...(waiting !== undefined && { waitsForSeller: true }),
		...(archived !== "any" && { isArchived: archived === "true" }),
		...(q !== undefined && { begins: q }),
	};
}

const NO_BRAND = Symbol("a brand that the seller does not have");

async function brandFiltered(db: Queries, sellerId: RowId, brand: string): Promise<BrandId | typeof NO_BRAND> {
	if (brand === "none") return null;
	const found = await findBrand(db, sellerId, brand);
	return found ? found.rowId : NO_BRAND;
}

/** Without what was left out. */
function given<T extends object>(query: T): { [Name in keyof T]?: Exclude<T[Name], undefined> } {
	const entries = Object.entries(query).filter(([, value]) => value !== undefined);
	// The same names with the same values, but for those without one.
	return Object.fromEntries(entries) as { [Name in keyof T]?: Exclude<T[Name], undefined> };
}

function sliceOf(
	{ db }: Deps,
	sellerId: ReturnType<typeof sellerOf>,
	{ sort, waiting, limit, cursor }: ShipmentsQuery,
	filter: ShipmentFilter,
) {
	if (sort === "late_risk") {
		const after = cursor === undefined ? null : (readRiskCursor(cursor) ?? refused());
		return listByLateRisk(db, sellerId, filter, { limit, after });
	}
	const page = { limit, after: cursorOf(cursor) };
	if (sort === "updated") return listByUpdate(db, sellerId, filter, page);
	return waiting ? listWaiting(db, sellerId, filter, page) : listNewest(db, sellerId, filter, page);
}

function refused(): never {
	throw new Invalid(strangeCursor);
}
