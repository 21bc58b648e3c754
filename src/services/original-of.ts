import { Invalid } from "../core/errors.ts";
import type { RowId, Transaction } from "../store/database.ts";
import { lockParcels, type Parcel } from "../store/parcels.ts";
import { getShipment, returnLinks, type Shipment } from "../store/shipments.ts";

/**
 * The parcel whose things come back in another, by its public id; null where none is named. `there` is the other, where it
 * is registered already. Both stay as they are until the transaction ends, so that no return becomes an original
 * meanwhile. Throws `Invalid` for one that the seller does not have, and for a return of a return.
 */
export async function originalOf(
	tx: Transaction,
	sellerId: RowId,
	id: string | undefined,
	there: Shipment | null,
): Promise<Parcel | null> {
	if (id === undefined) return null;
	const named = await getShipment(tx, sellerId, id);
	if (!named) throw wrong("You have no shipment with this id.");
	if (named.rowId === there?.rowId) throw wrong("A parcel cannot be its own return.");
	const locked = await lockParcels(tx, there ? [named, there] : [named]);
	const original = locked.find(({ rowId }) => rowId === named.rowId);
	if (!original) throw wrong("You have no shipment with this id.");
	if (original.returnOf !== null) throw wrong(`${id} is a return itself. Name the parcel that went out.`);
	const [back] = there ? await returnLinks(tx, sellerId, [{ rowId: there.rowId, returnOf: null }]) : [];
	if (back) throw wrong(`Things of this parcel come back in ${back.returnId}, so it cannot be a return itself.`);
	return original;
}

function wrong(detail: string): Invalid {
	return new Invalid("This parcel cannot be the return of that one.", [{ pointer: "/returnOf", detail }]);
}
