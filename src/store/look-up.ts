import { sql } from "drizzle-orm";
import { texts, textValue } from "./columns.ts";
import type { Queries, RowId } from "./database.ts";
import type { ShipmentEnd } from "./shipments.ts";

/** A parcel with all that its reader may be recognised by. */
export interface Recognisable {
	readonly shipmentRowId: RowId;
	readonly sellerId: RowId;
	readonly token: string;
	readonly destination: ShipmentEnd | null;
	/** Null for a parcel in no order. */
	readonly orderReference: string | null;
	/** Of the order, sealed: see buyerOf. */
	readonly sealedBuyer: Uint8Array | null;
}

/** Shops number their orders alike: those of more shops than this are not all tried. */
const MOST_CANDIDATES = 100;

/**
 * The parcels that travel under this number, however it is written, or belong to an order with this reference, of each
 * order one: those on their way first, then the newest. Names no seller, because a buyer does not know its name in this
 * database: what is found is shown to nobody who cannot say what the shop knows of the buyer.
 */
export function parcelsCalled(db: Queries, written: string): Promise<readonly Recognisable[]> {
	const number = textValue(written);
	const references = texts(referencesOf(written), (reference) => reference);
	return db.rows(
		sql`with named as (
				(
					select seller_id, shipment_id from legs
					where bare_number = bare_number(${number}) and wrong_since is null
					order by shipment_id desc limit ${MOST_CANDIDATES}::int4
				)
				union
				select found.seller_id, found.id from (
					select seller_id, id from orders where lower(reference) = any (${references})
					order by id desc limit ${MOST_CANDIDATES}::int4
				) bought
				cross join lateral (
					select seller_id, id from shipments
					where shipments.seller_id = bought.seller_id and order_id = bought.id and page is not null
					order by terminal, created_at desc, id desc limit 1
				) found
			)
			select ${COLUMNS} from named
			join shipments s on s.seller_id = named.seller_id and s.id = named.shipment_id
			left join orders o on o.seller_id = s.seller_id and o.id = s.order_id
			where s.page is not null
			order by s.terminal, s.created_at desc, s.id desc limit ${MOST_CANDIDATES}::int4`,
	);
}

/** Many shops write a number sign before it, and many buyers leave it out, or write it where none is. */
function referencesOf(written: string): readonly string[] {
	const bare = written.trim().replace(/^#\s*/, "").toLowerCase();
	return [bare, `#${bare}`];
}

/** By the token of its page; names no seller, as whoever holds that may see the page. Null where there is no page. */
export async function parcelWithToken(db: Queries, token: string): Promise<Recognisable | null> {
	const [found] = await db.rows<Recognisable>(
		sql`select ${COLUMNS} from shipments s
			left join orders o on o.seller_id = s.seller_id and o.id = s.order_id
			where s.token = ${textValue(token)} and s.page is not null`,
	);
	return found ?? null;
}

const COLUMNS = sql.raw(`
	s.id as "shipmentRowId", s.seller_id as "sellerId", s.token, s.destination, o.reference as "orderReference",
	o.sealed_buyer as "sealedBuyer"`);
