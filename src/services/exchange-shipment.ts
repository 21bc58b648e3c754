import { carrierOf, namedCarrier } from "../../adapters/index.ts";
import { epcisWriter } from "../exchange/epcis.ts";
import { iftstaWriter } from "../exchange/iftsta.ts";
import type { Exchanged, ExchangedParcel } from "../exchange/parcel.ts";
import type { Table } from "../exchange/wording.ts";
import { x12Writer } from "../exchange/x12-214.ts";
import { sellerByRowId } from "../store/sellers.ts";
import { type Deps, sellerOf } from "./deps.ts";
import { getShipment } from "./shipments.ts";
import type { Principal } from "./views.ts";

/** In which form a parcel is taken along. */
export const STANDARDS = ["epcis", "x12-214", "iftsta"] as const;
export type Standard = (typeof STANDARDS)[number];

const WRITERS: Readonly<Record<Standard, (parcel: ExchangedParcel) => Exchanged>> = {
	epcis: epcisWriter(tableOf("epcis")),
	"x12-214": x12Writer(tableOf("x12-214")),
	iftsta: iftstaWriter(tableOf("edifact-iftsta")),
};

function tableOf(code: string): Table {
	const carrier = carrierOf(code);
	if (!carrier) throw new Error(`There is no adapter ${code} to write by.`);
	return carrier.statuses;
}

/** A parcel and its timeline in a standard's form, with an account of what that cannot say. Throws `NotFound`. */
export async function exchangeShipment(
	deps: Deps,
	principal: Principal,
	id: string,
	standard: Standard,
): Promise<Exchanged> {
	const { trackingNumber, carrier, updatedAt, scans } = await getShipment(deps, principal, id, {});
	const seller = await sellerByRowId(deps.db, sellerOf(principal));
	if (!seller) throw new Error(`The seller of shipment ${id} is gone.`);
	return WRITERS[standard]({
		id,
		trackingNumber,
		carrier: { code: carrier, name: namedCarrier(carrier)?.name ?? carrier },
		seller: seller.id,
		uri: `${deps.publicUrl}/v1/shipments/${id}`,
		updatedAt,
		scans,
	});
}
