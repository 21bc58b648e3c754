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
const Promised = z.object({ from: Time, to: Time });
const Position = z.object({ lat: number, lng: number, at: Time, stopsBefore: number });
const ScanId = text.pipe(z.string());

const Scan = z.object({
	id: text,
	code: z.string().trim().min(1).max(64),
	occurredAt: Time,
	text,
	reason: text,
	piece: text,
	place: z.unknown().optional(),
});

// Each part is read by itself: one that is wrong never costs the scans beside it.
const Shipment = z.object({
	trackingNumber: z.string().trim().min(4).max(64),
	scans: z.unknown().optional(),
	withdraw: z.unknown().optional(),
	promised: z.unknown().optional(),
	position: z.unknown().optional(),
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
	const { trackingNumber, ...written } = result.data;
	const scans = readList(written.scans, `${path}.scans`, problems);
	const withdraws = readList(written.withdraw, `${path}.withdraw`, problems);
	const position = readPart(Position, written.position, `${path}.position`, problems);
	return {
		trackingNumber,
		scans: [
			...scans.flatMap((scan, index) => readScan(scan, `${path}.scans.${index}`, problems) ?? []),
			...(position === undefined ? [] : [liveScan(position)]),
		],
		order: "none",
		promised: readPart(Promised, written.promised, `${path}.promised`, problems),
		withdraws: withdraws.flatMap((id, index) => readPart(ScanId, id, `${path}.withdraw.${index}`, problems) ?? []),
	};
}

function readList(written: unknown, path: string, problems: Problem[]): readonly unknown[] {
	return readPart(z.array(z.unknown()), written, path, problems) ?? [];
}

/** Undefined for what is not there, and for what is wrong, which is named. */
function readPart<T extends z.ZodType>(
	shape: T,
	written: unknown,
	path: string,
	problems: Problem[],
): z.output<T> | undefined {
	const result = part(shape).safeParse(written);
	if (result.success) return result.data;
	problems.push({ kind: "unreadable", detail: complaint(path, result.error) });
	return undefined;
}

function readScan(element: unknown, path: string, problems: Problem[]): RawScan | null {
	const result = Scan.safeParse(element);
	if (!result.success) {
		problems.push({ kind: "unreadable", detail: complaint(path, result.error) });
		return null;
	}
	const { id, code, occurredAt, text: words, reason, piece, place: written } = result.data;
	const place = readPart(Place, written, `${path}.place`, problems);
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
