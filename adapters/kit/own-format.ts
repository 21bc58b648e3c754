import { z } from "zod";
import { CODES } from "../../src/core/codes.ts";
import type { Code } from "../../src/core/status.ts";
import { json, number, part, text } from "./body.ts";
import {
	type Extracted,
	type HttpReply,
	type Problem,
	type RawScan,
	type RawShipment,
	type RawTime,
	type Receipt,
	Unreadable,
} from "./carrier.ts";

// Wayline's own wire format, for couriers that have none: docs live beside the address it is posted to.

/** Every code of ours means itself. */
export const ownStatuses: Readonly<Record<string, Code>> = Object.fromEntries(
	// Object.keys of a constant object gives exactly its own keys.
	(Object.keys(CODES) as Code[]).map((code) => [code, code]),
);

const MOST_SHIPMENTS = 500;

const Time = z.union([
	z.string().transform((written): RawTime => ({ text: written })),
	z.object({ local: z.string(), zone: text }).transform(({ local, zone }): RawTime => {
		return zone && /^(?:[+-]|Z$)/i.test(zone) ? { text: local, offset: zone } : { text: local, zone };
	}),
]);

const Place = z.object({ text, country: text, city: text, region: text, postcode: text, lat: number, lng: number });

const Scan = z.object({
	id: text,
	code: z.string().trim().min(1).max(64),
	occurredAt: Time,
	text,
	reason: text,
	piece: text,
	place: part(Place),
});

const Shipment = z.object({
	trackingNumber: z.string().trim().min(4).max(64),
	scans: z.array(z.unknown()).optional(),
	withdraw: z.array(z.string()).optional(),
	promised: part(z.object({ from: Time, to: Time })),
	position: part(z.object({ lat: number, lng: number, at: Time, stopsBefore: number })),
});

const Body = z.object({ shipments: z.array(z.unknown()) });

/** Reads a push shipment by shipment and scan by scan: one that is wrong is named and leaves the others whole. */
export function extractOwn(body: string): Extracted {
	const { shipments: written } = json(body, Body);
	if (written.length > MOST_SHIPMENTS) {
		throw new Unreadable(`shipments: ${written.length} in one message, at most ${MOST_SHIPMENTS}`);
	}
	const problems: Problem[] = [];
	const shipments = written.flatMap((element, index) => readShipment(element, `shipments.${index}`, problems) ?? []);
	return { shipments, problems };
}

function readShipment(element: unknown, path: string, problems: Problem[]): RawShipment | null {
	const result = Shipment.safeParse(element);
	if (!result.success) {
		const kind = result.error.issues[0]?.path[0] === "trackingNumber" ? "missing-number" : "unreadable";
		problems.push({ kind, detail: complaint(path, result.error) });
		return null;
	}
	const { trackingNumber, scans, withdraw, promised, position } = result.data;
	const read = (scans ?? []).flatMap((scan, index) => readScan(scan, `${path}.scans.${index}`, problems) ?? []);
	const live = position === undefined ? [] : [liveScan(position)];
	return { trackingNumber, scans: [...read, ...live], order: "none", promised, withdraws: withdraw };
}

function readScan(element: unknown, path: string, problems: Problem[]): RawScan | null {
	const result = Scan.safeParse(element);
	if (!result.success) {
		problems.push({ kind: "unreadable", detail: complaint(path, result.error) });
		return null;
	}
	const { id, code, occurredAt, text: words, reason, piece, place } = result.data;
	const { text: name, ...rest } = place ?? { text: undefined };
	return { id, code, reason, piece, text: words ?? "", time: occurredAt, place: place && { name, ...rest } };
}

function liveScan(position: {
	lat: number | undefined;
	lng: number | undefined;
	at: RawTime;
	stopsBefore: number | undefined;
}): RawScan {
	const { lat, lng, at, stopsBefore } = position;
	const words = stopsBefore === undefined ? "On the road" : `Stops before this one: ${stopsBefore}`;
	return { code: "note.position", text: words, time: at, place: { lat, lng } };
}

function complaint(path: string, error: z.ZodError): string {
	const issue = error.issues[0];
	return `${[path, ...(issue?.path ?? [])].join(".")}: ${issue?.message ?? "unexpected shape"}`;
}

/** 202: the message is kept; what of it was understood stands in the answer. */
export function acknowledgeOwn({ accepted, unmatched, problems }: Receipt): HttpReply {
	return {
		status: 202,
		headers: { "content-type": "application/json" },
		body: JSON.stringify({ accepted, unmatched, problems }),
	};
}
