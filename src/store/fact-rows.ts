import type { CarrierPromise, Continuation, ContinuationFact, Fact, HeaderFact, ScanFact } from "../core/facts.ts";
import type { Channel, Marked, Place, Provenance, ScanDetails, ScanTime } from "../core/scan.ts";
import type { Code, Reason } from "../core/status.ts";
import { within } from "./columns.ts";
import type { RowId } from "./database.ts";
import type { ShipmentKey } from "./parcels.ts";
import { silenceColumns, silenceOfColumns } from "./silence-rows.ts";
import { stableText } from "./stable-text.ts";

/** A fact as the table `scans` holds it: what most facts leave out is null. */
export interface FactRow {
	readonly kind: Fact["kind"];
	readonly sellerId: RowId;
	readonly shipmentId: RowId;
	readonly key: string;
	readonly account: string;
	readonly at: string | null;
	readonly lat: number | null;
	readonly lng: number | null;
	readonly sequence: number | null;
	readonly leg: number | null;
	readonly instantDigits: number | null;
	readonly signed: boolean | null;
	readonly piece: string | null;
	readonly code: string | null;
	readonly reason: string | null;
	readonly carrierCode: string | null;
	readonly rule: string | null;
	readonly words: string | null;
	readonly local: string | null;
	readonly timePrecision: string | null;
	readonly zone: string | null;
	readonly zoneSource: string | null;
	readonly placeText: string | null;
	readonly country: string | null;
	readonly postcode: string | null;
	readonly placePrecision: string | null;
	readonly placeFoundBy: string | null;
	readonly gazetteer: string | null;
	readonly promised: CarrierPromise | null;
	readonly marked: Marked | null;
	readonly details: ScanDetails | null;
	readonly provenance: readonly (readonly [channel: Channel, messageId: string, knownAt: string])[];
	readonly withdraws: string | null;
	readonly continues: Continuation | null;
}

/** Throws where an instant is not the moment by which the fact is ordered: that would be lost. */
export function rowOf(shipment: ShipmentKey, fact: Fact): FactRow {
	const { key, account } = keysOf(fact);
	return {
		kind: fact.kind,
		sellerId: shipment.sellerId,
		shipmentId: shipment.rowId,
		key,
		account,
		provenance: fact.provenance.map(({ channel, messageId, knownAt }) => [channel, messageId, knownAt] as const),
		// After those it has not: added later, they would make V8 keep each row as a table of its own, at ten times the cost.
		...EMPTY,
		...columnsOf(fact),
	};
}

function columnsOf(fact: Fact): Partial<FactRow> {
	switch (fact.kind) {
		case "scan":
			return scanColumns(fact);
		case "header":
			return headerColumns(fact);
		case "withdrawal":
			return { withdraws: fact.withdraws };
		case "continuation":
			return { at: String(Math.trunc(fact.at)), leg: fact.leg, continues: fact.to };
		case "correction":
			// It comes after so many legs.
			return { at: String(Math.trunc(fact.at)), leg: fact.leg, sequence: fact.among };
		case "silence":
			return silenceColumns(fact);
	}
}

/** What the table holds of a fact, as a text: equal for facts that are kept alike. */
export function keptText(fact: Fact): string {
	return stableText(rowOf({ sellerId: "" as RowId, rowId: "" as RowId }, fact));
}

/** Where the table holds a fact: its key and, of a scan, which account of it. */
export function keysOf(fact: Fact): Pick<FactRow, "key" | "account"> {
	if (fact.kind !== "scan") return { key: bigintOf(fact.key), account: "0" };
	return { key: bigintOf(fact.scan.key), account: fact.account === undefined ? "0" : bigintOf(fact.account) };
}

/** What tells the facts of a parcel apart: the key, and for a scan the account. */
export function idOfFact(fact: Fact): string {
	return fact.kind === "scan" ? `${fact.scan.key} ${fact.account ?? ""}` : fact.key;
}

function scanColumns({ scan }: ScanFact): Partial<FactRow> {
	const { time, place } = scan;
	return {
		at: String(Math.trunc(scan.at)),
		sequence: within(MAX_INTEGER, scan.sequence),
		leg: scan.leg,
		piece: scan.piece,
		code: scan.code,
		reason: scan.reason,
		carrierCode: scan.carrierCode,
		rule: scan.rule,
		words: scan.text,
		local: time.local,
		timePrecision: time.precision,
		zone: time.zone,
		zoneSource: time.zoneSource,
		instantDigits: digitsOf(time.instant, scan.at),
		...(place !== null && {
			placeText: place.text,
			country: place.country,
			postcode: place.postcode,
			lat: place.lat,
			lng: place.lng,
			placePrecision: place.precision,
			placeFoundBy: place.found?.by ?? null,
			gazetteer: place.found?.gazetteer ?? null,
		}),
		marked: Object.keys(scan.marked).length === 0 ? null : scan.marked,
		details: scan.details ?? null,
	};
}

function headerColumns(header: HeaderFact): Partial<FactRow> {
	return {
		at: String(Math.trunc(header.at)),
		leg: header.leg,
		piece: header.piece,
		code: header.status?.code ?? null,
		reason: header.status?.reason ?? null,
		carrierCode: header.status?.carrierCode ?? null,
		local: header.local,
		instantDigits: digitsOf(header.instant, header.at),
		promised: header.promised,
		signed: header.signed,
	};
}

/** The fact that rowOf made this row of. */
export function factOf(row: FactRow): Fact {
	const provenance = row.provenance.map(
		([channel, messageId, knownAt]): Provenance => ({ channel, messageId, knownAt }),
	);
	switch (row.kind) {
		case "scan":
			return scanFact(row, provenance);
		case "header":
			return headerFact(row, provenance);
		case "withdrawal":
			return { kind: "withdrawal", key: keyOf(row.key), withdraws: row.withdraws ?? "", provenance };
		case "continuation":
			return continuationFact(row, provenance);
		case "correction": {
			const { key, leg, sequence, at } = row;
			return { kind: "correction", key: keyOf(key), leg: leg ?? 1, among: sequence ?? 0, at: Number(at), provenance };
		}
		case "silence":
			return { key: keyOf(row.key), provenance, ...silenceOfColumns(row) };
	}
}

// rowOf is the only writer of these columns, and wrote them from the types that they are read as here.
function scanFact(row: FactRow, provenance: readonly Provenance[]): ScanFact {
	const at = Number(row.at);
	return {
		kind: "scan",
		scan: {
			key: keyOf(row.key),
			leg: row.leg ?? 1,
			piece: row.piece,
			code: row.code as Code,
			reason: row.reason as Reason,
			carrierCode: row.carrierCode ?? "",
			rule: row.rule,
			text: row.words ?? "",
			time: {
				local: row.local ?? "",
				precision: row.timePrecision as ScanTime["precision"],
				zone: row.zone,
				zoneSource: row.zoneSource as ScanTime["zoneSource"],
				instant: instantOf(at, row.instantDigits),
			},
			at,
			sequence: row.sequence ?? 0,
			place: placeOf(row),
			marked: row.marked ?? {},
			...(row.details !== null && { details: row.details }),
		},
		...(row.account !== "0" && { account: keyOf(row.account) }),
		provenance,
	};
}

function placeOf(row: FactRow): Place | null {
	if (row.placeText === null) return null;
	return {
		text: row.placeText,
		country: row.country,
		postcode: row.postcode,
		lat: row.lat,
		lng: row.lng,
		precision: row.placePrecision as Place["precision"],
		...(row.placeFoundBy !== null && { found: { by: row.placeFoundBy, gazetteer: row.gazetteer } }),
	};
}

function headerFact(row: FactRow, provenance: readonly Provenance[]): HeaderFact {
	const at = Number(row.at);
	return {
		kind: "header",
		key: keyOf(row.key),
		leg: row.leg ?? 1,
		piece: row.piece,
		status:
			row.code === null
				? null
				: { code: row.code as Code, reason: row.reason as Reason, carrierCode: row.carrierCode ?? "" },
		at,
		local: row.local,
		instant: instantOf(at, row.instantDigits),
		promised: row.promised,
		signed: row.signed ?? false,
		provenance,
	};
}

function continuationFact(row: FactRow, provenance: readonly Provenance[]): ContinuationFact {
	const to = row.continues ?? { trackingNumber: "", carrier: null, carrierName: null };
	return { kind: "continuation", key: keyOf(row.key), leg: row.leg ?? 1, at: Number(row.at), to, provenance };
}

// An instant, where there is one, is `at` itself: only how it was written is kept beside it.
function digitsOf(instant: string | null, at: number): number | null {
	if (instant === null) return null;
	const digits = instant.includes(".") ? 3 : 0;
	if (instantOf(at, digits) !== instant) throw new Error(`The instant ${instant} is not its fact's moment ${at}.`);
	return digits;
}

function instantOf(at: number, digits: number | null): string | null {
	if (digits === null) return null;
	const text = new Date(at).toISOString();
	return digits === 0 ? `${text.slice(0, -5)}Z` : text;
}

/** Sixteen hexadecimal digits as the signed number that a bigint column holds. */
export function bigintOf(key: string): string {
	return BigInt.asIntN(64, BigInt(`0x${key}`)).toString();
}

function keyOf(number: string): string {
	return BigInt.asUintN(64, BigInt(number)).toString(16).padStart(16, "0");
}

const MAX_INTEGER = 2_147_483_647;

const EMPTY = {
	at: null,
	lat: null,
	lng: null,
	sequence: null,
	leg: null,
	instantDigits: null,
	signed: null,
	piece: null,
	code: null,
	reason: null,
	carrierCode: null,
	rule: null,
	words: null,
	local: null,
	timePrecision: null,
	zone: null,
	zoneSource: null,
	placeText: null,
	country: null,
	postcode: null,
	placePrecision: null,
	placeFoundBy: null,
	gazetteer: null,
	promised: null,
	marked: null,
	details: null,
	withdraws: null,
	continues: null,
} as const satisfies Partial<FactRow>;
