import { type SQL, sql } from "drizzle-orm";
import type { Fact } from "../core/facts.ts";
import { jsons, scalars, texts } from "./columns.ts";
import type { Queries, RowId, Transaction } from "./database.ts";
import { type FactRow, factOf, rowOf } from "./fact-rows.ts";
import { forgetFacts } from "./forget-facts.ts";
import type { ShipmentKey } from "./parcels.ts";

export { idOfFact, keptText } from "./fact-rows.ts";
export { stableText } from "./stable-text.ts";

/** The facts of each of these parcels, by inside id; an empty list where there are none. In no order: the fold sorts. */
export async function loadFacts(
	db: Queries,
	shipments: readonly ShipmentKey[],
): Promise<ReadonlyMap<RowId, readonly Fact[]>> {
	const facts = new Map<RowId, Fact[]>(shipments.map((shipment) => [shipment.rowId, []]));
	if (shipments.length === 0) return facts;
	const found = await db.rows<FactRow>(
		sql`select ${FACT_COLUMNS} from scans f
			where (f.seller_id, f.shipment_id) in (
				select * from unnest(
					${scalars("int8", shipments, (shipment) => shipment.sellerId)},
					${scalars("int8", shipments, (shipment) => shipment.rowId)}
				)
			)`,
	);
	for (const row of found) facts.get(row.shipmentId)?.push(factOf(row));
	return facts;
}

export interface NewFacts extends ShipmentKey {
	readonly facts: readonly Fact[];
}

/**
 * Adds what is new. A fact that is there keeps who told it, gains the provenance of a channel that had not told it yet,
 * and says what it is now understood to say: a better gazetteer or adapter read the same words. Answers the inside ids of the shipments of which anything changed: told twice is told once.
 */
export async function saveFacts(tx: Transaction, batch: readonly NewFacts[]): Promise<ReadonlySet<RowId>> {
	const rows = [...distinctRows(batch)];
	if (rows.length === 0) return new Set();
	const changed = await tx.rows<{ shipmentId: RowId }>(
		sql`insert into scans as f (
				seller_id, shipment_id, key, account, at, lat, lng, sequence, leg, instant_digits, signed, kind, piece, code, reason,
				carrier_code, rule, words, local, time_precision, zone, zone_source, place_text, country, postcode,
				place_precision, place_found_by, gazetteer, promised, marked, details, provenance, withdraws, continues
			)
			select n.seller_id, n.shipment_id, n.key, n.account, n.at, n.lat, n.lng, n.sequence, n.leg, n.instant_digits, n.signed,
				n.kind, n.piece, n.code, n.reason, n.carrier_code, n.rule, n.words, n.local, n.time_precision, n.zone, n.zone_source,
				n.place_text, n.country, n.postcode, n.place_precision, n.place_found_by, n.gazetteer, n.promised::jsonb,
				n.marked::jsonb, n.details::jsonb,
				n.provenance::jsonb, n.withdraws, n.continues::jsonb
			from unnest(${columnsOf(rows)}) n (
				seller_id, shipment_id, key, account, at, lat, lng, sequence, leg, instant_digits, signed, kind, piece, code, reason,
				carrier_code, rule, words, local, time_precision, zone, zone_source, place_text, country, postcode,
				place_precision, place_found_by, gazetteer, promised, marked, details, provenance, withdraws, continues
			)
			on conflict (seller_id, shipment_id, key, account) do update
			set (${UNDERSTOOD("")}, provenance) = (select ${UNDERSTOOD("excluded.")}, f.provenance || coalesce((${NEW_CHANNELS}), '[]'))
			where exists (${NEW_CHANNELS} having count(*) > 0) or (${UNDERSTOOD("f.")}) is distinct from (${UNDERSTOOD("excluded.")})
			returning f.shipment_id as "shipmentId"`,
	);
	return new Set(changed.map((row) => row.shipmentId));
}

/** Takes facts away and writes others, of one parcel that this transaction has locked: its messages were read anew. */
export async function rewriteFacts(
	tx: Transaction,
	shipment: ShipmentKey,
	{ removed, written }: { readonly removed: readonly Fact[]; readonly written: readonly Fact[] },
): Promise<void> {
	const { sellerId, rowId } = shipment;
	await forgetFacts(tx, [{ sellerId, rowId, facts: [...removed, ...written] }]);
	await saveFacts(tx, [{ sellerId, rowId, facts: written }]);
}

// An element is [channel, message, known at].
const NEW_CHANNELS: SQL = sql.raw(`
	select jsonb_agg(told) from jsonb_array_elements(excluded.provenance) told
	where not exists (select from jsonb_array_elements(f.provenance) there where there -> 0 = told -> 0)`);

/** What reading makes of the carrier's words, and may make better. */
const UNDERSTOOD = (table: "" | "f." | "excluded."): SQL =>
	sql.raw(
		[
			"at",
			"sequence",
			"instant_digits",
			"code",
			"reason",
			"rule",
			"zone",
			"zone_source",
			"country",
			"lat",
			"lng",
			"place_precision",
			"place_found_by",
			"gazetteer",
			"details",
		]
			.map((column) => `${table}${column}`)
			.join(", "),
	);

/** One row an account: an insert may meet each once. The first account stays, others add their channels. */
function distinctRows(batch: readonly NewFacts[]): Iterable<FactRow> {
	const rows = new Map<string, FactRow>();
	for (const shipment of batch) {
		for (const fact of shipment.facts) {
			const row = rowOf(shipment, fact);
			const id = `${row.shipmentId} ${row.key} ${row.account}`;
			const there = rows.get(id);
			rows.set(id, there === undefined ? row : { ...there, provenance: withChannelsOf(there, row) });
		}
	}
	return rows.values();
}

function withChannelsOf(there: FactRow, row: FactRow): FactRow["provenance"] {
	const told = new Set(there.provenance.map(([channel]) => channel));
	return [...there.provenance, ...row.provenance.filter(([channel]) => !told.has(channel))];
}

function columnsOf(rows: readonly FactRow[]): SQL {
	const columns = [
		scalars("int8", rows, (row) => row.sellerId),
		scalars("int8", rows, (row) => row.shipmentId),
		scalars("int8", rows, (row) => row.key),
		scalars("int8", rows, (row) => row.account),
		scalars("int8", rows, (row) => row.at),
		scalars("float8", rows, (row) => row.lat),
		scalars("float8", rows, (row) => row.lng),
		scalars("int4", rows, (row) => row.sequence),
		scalars("int2", rows, (row) => row.leg),
		scalars("int2", rows, (row) => row.instantDigits),
		scalars("boolean", rows, (row) => row.signed),
		texts(rows, (row) => row.kind),
		texts(rows, (row) => row.piece),
		texts(rows, (row) => row.code),
		texts(rows, (row) => row.reason),
		texts(rows, (row) => row.carrierCode),
		texts(rows, (row) => row.rule),
		texts(rows, (row) => row.words),
		texts(rows, (row) => row.local),
		texts(rows, (row) => row.timePrecision),
		texts(rows, (row) => row.zone),
		texts(rows, (row) => row.zoneSource),
		texts(rows, (row) => row.placeText),
		texts(rows, (row) => row.country),
		texts(rows, (row) => row.postcode),
		texts(rows, (row) => row.placePrecision),
		texts(rows, (row) => row.placeFoundBy),
		texts(rows, (row) => row.gazetteer),
		jsons(rows, (row) => row.promised),
		jsons(rows, (row) => row.marked),
		jsons(rows, (row) => row.details),
		jsons(rows, (row) => row.provenance),
		texts(rows, (row) => row.withdraws),
		jsons(rows, (row) => row.continues),
	];
	return sql.join(columns, sql`, `);
}

/** Of `scans f`, as a FactRow. */
export const FACT_COLUMNS: SQL = sql.raw(`
	f.seller_id as "sellerId", f.shipment_id as "shipmentId", f.key, f.account, f.at, f.lat, f.lng, f.sequence, f.leg,
	f.instant_digits as "instantDigits", f.signed, f.kind, f.piece, f.code, f.reason, f.carrier_code as "carrierCode",
	f.rule, f.words, f.local, f.time_precision as "timePrecision", f.zone, f.zone_source as "zoneSource",
	f.place_text as "placeText", f.country, f.postcode, f.place_precision as "placePrecision",
	f.place_found_by as "placeFoundBy", f.gazetteer, f.promised, f.marked, f.details,
	f.provenance, f.withdraws, f.continues`);
