import { countShipments as countStored, type ShipmentCounts } from "../store/count-shipments.ts";
import { type Deps, sellerOf } from "./deps.ts";
import type { Principal } from "./views.ts";

export type { ShipmentCounts } from "../store/count-shipments.ts";

/** In one query that reads a bounded number of parcels. */
export async function countShipments({ db }: Pick<Deps, "db">, principal: Principal): Promise<ShipmentCounts> {
	return countStored(db, sellerOf(principal));
}
