import { createHash } from "node:crypto";
import type { ScanFact } from "../../src/core/facts.ts";
import type { Provenance, Scan } from "../../src/core/scan.ts";
import { addShipment, type NewShipment } from "../../src/store/add-shipments.ts";
import type { Queries, RowId } from "../../src/store/database.ts";
import type { NewMessage } from "../../src/store/messages.ts";
import { openVault } from "../../src/store/seal.ts";
import { addSeller } from "../../src/store/sellers.ts";
import type { Shipment } from "../../src/store/shipments.ts";

export const NOW = "2026-11-22T10:00:00.000Z";

export const vault = openVault(new Uint8Array(32).fill(7));

/** A seller of the test's own: the tests of a file share a database. */
export async function aSeller(db: Queries): Promise<RowId> {
	return (await addSeller(db, { name: "Lantern Books" })).rowId;
}

const UNKNOWN_YET = {
	milestone: "pending",
	code: "pending.registered",
	reason: "none",
	condition: "ok",
	actionBy: "none",
} as const;

export async function aShipment(db: Queries, sellerId: RowId, given: Partial<NewShipment> = {}): Promise<Shipment> {
	const trackingNumber = given.trackingNumber ?? `GL${Math.random().toString().slice(2, 14)}`;
	const { shipment } = await addShipment(db, vault, sellerId, {
		carrier: "glider",
		state: UNKNOWN_YET,
		...given,
		trackingNumber,
	});
	return shipment;
}

export function told(channel: Provenance["channel"], minute = 0): Provenance {
	return { channel, messageId: `msg_${channel}${minute}`, knownAt: `2026-11-22T10:0${minute}:00Z` };
}

export const SCAN: Scan = {
	key: "00000000000000aa",
	leg: 1,
	piece: null,
	code: "in_transit.arrived_facility",
	reason: "none",
	carrierCode: "AR",
	rule: "DP",
	text: "Arrived at facility",
	time: {
		local: "2026-11-21T19:08:38",
		precision: "second",
		zone: "Asia/Taipei",
		zoneSource: "place",
		instant: "2026-11-21T11:08:38Z",
	},
	at: Date.parse("2026-11-21T11:08:38Z"),
	sequence: 3,
	place: { text: "Hsinchu", country: "TW", postcode: "300", lat: 24.8066, lng: 120.9686, precision: "locality" },
	marked: {},
};

export function aScan(given: Partial<Scan> = {}, ...provenance: readonly Provenance[]): ScanFact {
	return {
		kind: "scan",
		scan: { ...SCAN, ...given },
		provenance: provenance.length === 0 ? [told("webhook")] : provenance,
	};
}

export function aMessage(sellerId: RowId, connectionId: RowId | null, given: Partial<NewMessage> = {}): NewMessage {
	const body = given.body ?? Buffer.from('{"parcel":"GL1"}');
	return {
		sellerId,
		connectionId,
		carrier: "glider",
		channel: "webhook",
		receivedAt: NOW,
		contentType: "application/json",
		headers: { "content-type": "application/json" },
		asked: [],
		replyStatus: null,
		digest: createHash("sha256").update(body).digest(),
		body,
		state: "read",
		outcome: "ok",
		problems: [],
		...given,
	};
}
