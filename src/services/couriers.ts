import { type Courier, type CourierLeg, courierLegs as legsOf, listCouriers as listStored } from "../store/couriers.ts";
import { type Deps, sellerOf } from "./deps.ts";
import type { Principal } from "./views.ts";

export type { Courier, CourierLeg } from "../store/couriers.ts";

/** Those that post the service's own format, as the shop's connections name them. */
export async function listCouriers({ db }: Pick<Deps, "db">, principal: Principal): Promise<readonly Courier[]> {
	return listStored(db, sellerOf(principal));
}

/** What they carry of the parcels `shp_…`; of other shops' there is nothing. Of each the leg that it is known by comes first. */
export async function courierLegs(
	{ db }: Pick<Deps, "db">,
	principal: Principal,
	shipmentIds: readonly string[],
): Promise<readonly CourierLeg[]> {
	return shipmentIds.length === 0 ? [] : legsOf(db, sellerOf(principal), shipmentIds);
}
