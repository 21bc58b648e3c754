import type { ScanFact } from "../core/facts.ts";
import type { Scan } from "../core/scan.ts";
import { type ScanView, viewScan } from "../core/scan-view.ts";
import type { ToldShipment } from "../store/events.ts";
import type { OutboxEvent } from "../store/outbox.ts";
import { EVENTS, type EventName, isEventName } from "./catalogue.ts";

/** Standard Webhooks asks for less than 20 kB. */
export const MOST_BYTES = 20_000;
const LONGEST_TEXT = 500;
// The longer of the two, that of a CloudEvent, but for the installation's address.
const ENVELOPE_BYTES = 400;

/** An event that is told, without its number. */
export interface Told {
	readonly type: EventName;
	/** What it says beside the parcel's own names. */
	readonly data: Readonly<Record<string, unknown>>;
}

export interface Rendering {
	readonly publicUrl: string;
	readonly shipment: ToldShipment;
	/** Its scans by key, as far as an entry names them. */
	readonly scans: ReadonlyMap<string, ScanFact>;
	/** Its order has just been delivered to the last parcel. */
	readonly isOrderDelivered: boolean;
}

/** Those of an outbox entry's news that endpoints hear of, in the order in which they are told. */
export function newsOf(entry: OutboxEvent, { scans, isOrderDelivered }: Rendering): readonly Told[] {
	const { type } = entry;
	if (!isEventName(type)) return [];
	const kept = keptOf(entry);
	switch (type) {
		case "shipment.status.changed": {
			const { before, after, silence } = kept;
			const told: Told[] = [{ type, data: { before, after, silence: viewSilence(silence) } }];
			if (after && mustNewlyAct(before, after)) told.push({ type: "shipment.action_required", data: { ...after } });
			if (isOrderDelivered) told.push({ type: "order.delivered", data: {} });
			return told;
		}
		case "shipment.scan.added": {
			const facts = (kept.keys ?? []).flatMap((key) => scans.get(key) ?? []);
			const scansTold = facts.map(({ scan, provenance }): ToldScan => {
				const { rule, piece } = scan;
				return { ...viewScan({ ...scan, provenance }), rule, piece };
			});
			return [{ type, data: { scans: scansTold } }];
		}
		case "shipment.created":
		case "shipment.eta.changed":
		case "shipment.scan.withdrawn":
		case "shipment.carrier.corrected":
		case "shipment.not_received":
		case "shipment.found":
		case "question.received":
		case "question.answered":
		case "review.received":
			return [{ type, data: { ...kept } }];
		// Made here and where somebody asks for it: no entry is of these types.
		case "shipment.action_required":
		case "order.delivered":
		case "endpoint.test":
			return [];
	}
}

/** The bytes that are posted in the format `standard`, with room for the envelope of the other. Throws where the event has another shape than the catalogue says. */
export function bodyOf(
	{ type, data }: Told,
	entry: OutboxEvent,
	{ publicUrl, shipment }: Rendering,
	sequence: number,
): string {
	const { id, carrier, trackingNumber, reference, order, brand, token } = shipment;
	const names = {
		id,
		carrier,
		trackingNumber,
		reference,
		order: order && { id: order.id, reference: order.reference },
		brand,
		trackingUrl: `${publicUrl}/t/${token}`,
		sequence,
		version: entry.version,
	};
	const room = MOST_BYTES - bytesOf(names) - bytesOf(publicUrl) - ENVELOPE_BYTES;
	return writeBody(type, entry.createdAt, { ...names, ...fitting(data, room) });
}

/** The envelope of Standard Webhooks around data of this type. Throws as `bodyOf` does. */
export function writeBody(type: EventName, timestamp: string, data: Readonly<Record<string, unknown>>): string {
	EVENTS[type].data.parse(data);
	const body = JSON.stringify({ type, timestamp, data });
	if (Buffer.byteLength(body) >= MOST_BYTES) throw new Error(`An event ${type} has ${body.length} characters.`);
	return body;
}

/** The lists of an event cut to what fits. */
function fitting(data: Readonly<Record<string, unknown>>, room: number): Readonly<Record<string, unknown>> {
	if (bytesOf(data) <= room) return data;
	for (const [name, list] of Object.entries(data)) {
		if (!Array.isArray(list)) continue;
		const short = name === "scans" ? list.map(shortened) : list;
		let left = room - bytesOf({ ...data, [name]: [] });
		const cut = short.findIndex((item) => {
			left -= bytesOf(item) + 1;
			return left < 0;
		});
		const isWhole = cut === -1 && name !== "scans";
		return { ...data, [name]: cut === -1 ? short : short.slice(0, cut), ...(isWhole ? {} : { truncated: true }) };
	}
	return data;
}

type ToldScan = ScanView & Pick<Scan, "rule" | "piece">;

/** The words alone are long, and what a carrier writes of a pickup point. */
function shortened({ details: _, text, ...scan }: ToldScan): ToldScan {
	return {
		...scan,
		text: text.length > LONGEST_TEXT ? `${text.slice(0, LONGEST_TEXT).replace(/\p{Cs}$/u, "")}…` : text,
	};
}

function bytesOf(value: unknown): number {
	return Buffer.byteLength(JSON.stringify(value));
}

interface Standing {
	readonly condition: string;
	readonly actionBy: string;
}

/** Somebody must act who had not to before. */
function mustNewlyAct(before: Standing | undefined, after: Standing): boolean {
	const actor = actorOf(after);
	return actor !== null && (before === undefined || actor !== actorOf(before));
}

function actorOf({ condition, actionBy }: Standing): string | null {
	if (actionBy !== "none") return actionBy;
	return condition === "action_required" ? "anybody" : null;
}

interface Kept {
	readonly before?: Standing;
	readonly after?: Standing;
	readonly silence?: { readonly deadline: string; readonly piece: string | null; readonly because: object } | null;
	readonly keys?: readonly string[];
}

/** What an entry holds: written by apply-facts.ts and report-not-received.ts alone, and checked before it is told. */
function keptOf({ data }: OutboxEvent): Kept {
	return data as Kept;
}

/** As GET /v1/shipments/{id} shows it. */
function viewSilence(silence: Kept["silence"]): object | null {
	if (!silence) return null;
	const { weekday: _, ...because } = { weekday: null, ...silence.because };
	return { ...because, deadline: silence.deadline, piece: silence.piece };
}
