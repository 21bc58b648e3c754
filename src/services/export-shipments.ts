import type { Field } from "../imports/column-names.ts";
import { csvLine } from "../imports/csv-line.ts";
import type { Cursor } from "../store/cursor.ts";
import type { RowId } from "../store/database.ts";
import { listShipments, type ShipmentFilter } from "../store/list-shipments.ts";
import { type Order, ordersByRowId } from "../store/orders.ts";
import type { Shipment, ShipmentEnd } from "../store/shipments.ts";
import { type Deps, sellerOf } from "./deps.ts";
import { filterFor, type ShipmentsWanted } from "./list-shipments.ts";
import { viewShipments } from "./view-shipments.ts";
import type { Principal, ShipmentView } from "./views.ts";
import { whileUp } from "./while-up.ts";

/** What an import reads back, and behind it what became of the parcel. */
export const EXPORTED = [
	"trackingNumber",
	"carrier",
	"reference",
	"order",
	"itemName",
	"itemQuantity",
	"itemImage",
	"itemSku",
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
	"brand",
	"id",
	"milestone",
	"code",
	"condition",
	"actionBy",
	"createdAt",
] as const satisfies readonly (Field | keyof ShipmentView)[];

/** A mark at the beginning tells Excel that a CSV file is in UTF-8. */
export type ExportForm = { readonly kind: "csv"; readonly withMark: boolean } | { readonly kind: "ndjson" };

export interface ExportedPart {
	readonly text: string;
	/** How many are in it. */
	readonly parcels: number;
}

const SLICE = 200;

/**
 * The wanted parcels of a seller, newest first, as text, a slice in memory at a time. As CSV a row an item in the order of
 * `EXPORTED`, the first of a parcel with everything; as NDJSON a line a parcel, as GET /v1/shipments has it. Buyers' own
 * details are left out. Throws `Unavailable`.
 */
export async function* exportShipments(
	deps: Deps,
	principal: Principal,
	wanted: ShipmentsWanted,
	form: ExportForm,
): AsyncGenerator<ExportedPart> {
	let header = form.kind === "csv" ? `${form.withMark ? "\ufeff" : ""}${csvLine(EXPORTED)}` : "";
	const sellerId = sellerOf(principal);
	const filter = await whileUp(() => filterFor(deps, sellerId, wanted));
	let after: Cursor | null = null;
	do {
		const { items, next } = await whileUp(() => sliceOf(deps, sellerId, filter, after));
		const text = await whileUp(() => textOf(deps, sellerId, items, form));
		yield { text: header + text, parcels: items.length };
		header = "";
		after = next;
	} while (after !== null);
}

async function sliceOf({ db }: Deps, sellerId: RowId, filter: ShipmentFilter | null, after: Cursor | null) {
	return filter === null ? { items: [], next: null } : listShipments(db, sellerId, filter, { limit: SLICE, after });
}

async function textOf(deps: Deps, sellerId: RowId, items: readonly Shipment[], form: ExportForm): Promise<string> {
	const views = await viewShipments(deps, items, deps.now());
	if (form.kind === "ndjson") return views.map((view) => `${JSON.stringify(view)}\n`).join("");
	const orderIds = items.flatMap(({ orderId }) => (orderId === null ? [] : [orderId]));
	const orders = new Map(
		(await ordersByRowId(deps.db, sellerId, [...new Set(orderIds)])).map((order) => [order.rowId, order]),
	);
	const rows = items.flatMap((shipment, index) => {
		const view = views[index];
		const order = shipment.orderId === null ? undefined : orders.get(shipment.orderId);
		return view ? rowsOf(shipment, view, order) : [];
	});
	return rows.map((cells) => csvLine(cells)).join("");
}

type Cells = Readonly<Partial<Record<(typeof EXPORTED)[number], string | null>>>;

function rowsOf(shipment: Shipment, view: ShipmentView, order: Order | undefined): readonly (readonly string[])[] {
	const { trackingNumber, carrier, reference, service, promisedBy } = shipment;
	const { brand, id, milestone, code, condition, actionBy, createdAt } = view;
	const named = { trackingNumber, carrier, order: order?.reference ?? null };
	const all = {
		...named,
		reference,
		...endOf("origin", shipment.origin),
		...endOf("destination", shipment.destination),
		service,
		promisedBy,
		...{ brand, id, milestone, code, condition, actionBy, createdAt },
	};
	const items = (order?.items ?? []).map(({ name, quantity, imageUrl, sku }) => ({
		itemName: name,
		itemQuantity: String(quantity),
		itemImage: imageUrl,
		itemSku: sku ?? null,
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
