import { Invalid } from "../core/errors.ts";
import type { Condition, Milestone } from "../core/status.ts";
import { readRiskCursor, writeCursor } from "../store/cursor.ts";
import {
	listByLateRisk,
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
	readonly condition?: Condition | undefined;
	/** An order's id or the seller's reference of it. */
	readonly order?: string | undefined;
	readonly reference?: string | undefined;
	/** `late_risk`: those of which it is known, likeliest to come late first. */
	readonly sort?: "late_risk" | undefined;
	/** Those that come late at least as likely, 0 to 1. */
	readonly lateRiskMin?: number | undefined;
	/** `seller`: those at which somebody at the shop should look, newest trouble first. */
	readonly waiting?: "seller" | undefined;
}

/** Newest first unless asked for otherwise. Throws `Invalid` for a cursor that is none of this list. */
export async function listShipments(
	deps: Deps,
	principal: Principal,
	query: ShipmentsQuery,
): Promise<{ readonly items: readonly ShipmentView[]; readonly next: string | null }> {
	const sellerId = sellerOf(principal);
	const found = query.order === undefined ? undefined : await orderNamed(deps.db, sellerId, query.order);
	if (found === null) return { items: [], next: null };
	const { items, next } = await sliceOf(deps, sellerId, query, {
		...filterOf(query),
		...(found && { orderId: found.rowId }),
	});
	return { items: await viewShipments(deps, items, deps.now()), next: next && writeCursor(next) };
}

function filterOf({ carrier, milestone, condition, reference, lateRiskMin, waiting }: ShipmentsQuery): ShipmentFilter {
	return {
		...(carrier !== undefined && { carrier }),
		...(milestone !== undefined && { milestone }),
		...(condition !== undefined && { condition }),
		...(reference !== undefined && { reference }),
		...(lateRiskMin !== undefined && { lateRiskMin }),
		...(waiting !== undefined && { waitsForSeller: true }),
	};
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
	return waiting ? listWaiting(db, sellerId, filter, page) : listNewest(db, sellerId, filter, page);
}

function refused(): never {
	throw new Invalid(strangeCursor);
}
