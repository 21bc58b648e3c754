import type { Field } from "../imports/column-names.ts";
import { writeCursor } from "../store/cursor.ts";
import { listShipments, type ShipmentFilter } from "../store/list-shipments.ts";
import { type Order, ordersByRowId } from "../store/orders.ts";
import type { Shipment, ShipmentEnd } from "../store/shipments.ts";
import { type Deps, sellerOf } from "./deps.ts";
import { cursorOf, viewShipments } from "./view-shipments.ts";
import type { Principal, ShipmentView } from "./views.ts";

/** What an import reads back, and behind it what became of the parcel. */
export const EXPORTED = [
	"trackingNumber",
	"carrier",
	"reference",
	"order",
	"itemName",
	"itemQuantity",
	"itemImage",
	"originCountry",
	"originRegion",
	"originCity",
	"originPostcode",
	"destinationCountry",
	"destinationRegion",
	"destinationCity",
	"destinationPostcode",
	"service",
	"promisedBy",
	"id",
	"milestone",
	"code",
	"condition",
	"actionBy",
	"createdAt",
] as const satisfies readonly (Field | keyof ShipmentView)[];

export interface Exported {
	/** As GET /v1/shipments has it. */
	readonly view: ShipmentView;
	/** A row an item, the first with everything, cells in the order of `EXPORTED`. Buyers' own details are left out. */
	readonly rows: readonly (readonly string[])[];
}

const SLICE = 200;

/** All parcels of a seller, newest first, a slice in memory at a time. */
export async function* exportShipments(
	deps: Deps,
	principal: Principal,
	filter: ShipmentFilter = {},
): AsyncGenerator<Exported> {
	const sellerId = sellerOf(principal);
	let cursor: string | undefined;
	do {
		const { items, next } = await listShipments(deps.db, sellerId, filter, { limit: SLICE, after: cursorOf(cursor) });
		const orderIds = items.flatMap(({ orderId }) => (orderId === null ? [] : [orderId]));
		const orders = new Map(
			(await ordersByRowId(deps.db, sellerId, [...new Set(orderIds)])).map((order) => [order.rowId, order]),
		);
		const views = new Map((await viewShipments(deps, items, deps.now())).map((view) => [view.id, view]));
		for (const shipment of items) {
			const view = views.get(shipment.id);
			const order = shipment.orderId === null ? undefined : orders.get(shipment.orderId);
			if (view) yield { view, rows: rowsOf(shipment, view, order) };
		}
		cursor = next === null ? undefined : writeCursor(next);
	} while (cursor !== undefined);
}

type Cells = Readonly<Partial<Record<(typeof EXPORTED)[number], string | null>>>;

function rowsOf(shipment: Shipment, view: ShipmentView, order: Order | undefined): readonly (readonly string[])[] {
	const { trackingNumber, carrier, reference, service, promisedBy } = shipment;
	const { id, milestone, code, condition, actionBy, createdAt } = view;
	const named = { trackingNumber, carrier, order: order?.reference ?? null };
	const all = {
		...named,
		reference,
		...endOf("origin", shipment.origin),
		...endOf("destination", shipment.destination),
		service,
		promisedBy,
		...{ id, milestone, code, condition, actionBy, createdAt },
	};
	const items = (order?.items ?? []).map(({ name, quantity, imageUrl }) => ({
		itemName: name,
		itemQuantity: String(quantity),
		itemImage: imageUrl,
	}));
	const [first, ...others] = items;
	return [{ ...all, ...first }, ...others.map((item) => ({ ...named, ...item }))].map(cellsOf);
}

function cellsOf(cells: Cells): readonly string[] {
	return EXPORTED.map((column) => cells[column] ?? "");
}

function endOf(name: "origin" | "destination", end: ShipmentEnd | null): Cells {
	return {
		[`${name}Country`]: end?.country ?? null,
		[`${name}Region`]: end?.region ?? null,
		[`${name}City`]: end?.city ?? null,
		[`${name}Postcode`]: end?.postcode ?? null,
	};
}
