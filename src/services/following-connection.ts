import { namedCarrier } from "../../adapters/index.ts";
import { Invalid } from "../core/errors.ts";
import { type Connection, connectionForCarrier, connectionsByRowId, getConnection } from "../store/connections.ts";
import type { Queries, RowId, Transaction } from "../store/database.ts";
import { type Leg, rightLegs } from "../store/leg.ts";
import { setConnection } from "../store/legs.ts";
import type { Parcel } from "../store/parcels.ts";
import type { Shipment } from "../store/shipments.ts";
import { type Registrable, registrableCarrier } from "./carriers.ts";
import { isUnder } from "./reused-number.ts";

/**
 * The connection that follows a waybill of the carrier: the one that is named by its id, or else the one that new
 * waybills of the carrier use. Throws `Invalid` for one that the seller does not have, or of another carrier.
 */
export async function followingConnection(
	db: Queries,
	sellerId: RowId,
	carrier: Pick<Registrable, "code" | "name">,
	named: string | null | undefined,
): Promise<Connection | null> {
	if (named == null) return connectionForCarrier(db, sellerId, carrier.code);
	const connection = await connectionNamed(db, sellerId, named);
	if (connection.carrier === carrier.code) return connection;
	const of = namedCarrier(connection.carrier)?.name ?? connection.carrier;
	throw wrongConnection(
		`${named} is a connection with "${connection.carrier}" (${of}), and the parcel's carrier is "${carrier.code}".`,
	);
}

/** The carrier of a connection of the seller's, which is the parcel's where none is named. Throws `Invalid`. */
export async function carrierOfConnection(db: Queries, sellerId: RowId, named: string): Promise<Registrable> {
	return registrableCarrier((await connectionNamed(db, sellerId, named)).carrier);
}

async function connectionNamed(db: Queries, sellerId: RowId, named: string): Promise<Connection> {
	const connection = await getConnection(db, sellerId, named);
	if (connection) return connection;
	throw wrongConnection("You have no connection with this id. The console and GET /v1/connections list yours.");
}

function wrongConnection(detail: string): Invalid {
	return new Invalid("This parcel cannot be followed by that connection.", [{ pointer: "/connection", detail }]);
}

/** Those that follow the legs of some parcels of a seller. */
export async function connectionsOfLegs(
	db: Queries,
	sellerId: RowId,
	parcels: readonly Pick<Shipment, "legs">[],
): Promise<ReadonlyMap<RowId, Connection>> {
	const ids = new Set(parcels.flatMap(({ legs }) => legs.flatMap(({ connectionId }) => connectionId ?? [])));
	const found = await connectionsByRowId(
		db,
		[...ids].map((rowId) => ({ sellerId, rowId })),
	);
	return new Map(found.map((connection) => [connection.rowId, connection]));
}

/** The leg under the number that a parcel is known by; undefined where a seller called it wrong. */
export function namedLeg({ carrier, trackingNumber, legs }: Pick<Shipment, "carrier" | "trackingNumber" | "legs">) {
	return rightLegs(legs).find((leg) => isUnder(leg, { carrier, trackingNumber }));
}

/** Gives a leg of a locked parcel to a connection. Answers whether that is another than before. */
export async function followBy(
	tx: Transaction,
	{ sellerId, rowId: shipmentId }: Pick<Parcel, "sellerId" | "rowId">,
	{ number, connectionId }: Leg,
	connection: Connection | null,
): Promise<boolean> {
	if (connectionId === (connection?.rowId ?? null)) return false;
	await setConnection(tx, { sellerId, shipmentId, number }, connection?.rowId ?? null);
	return true;
}
