import { z } from "zod";
import { CODES } from "../../src/core/codes.ts";
import type { Code } from "../../src/core/status.ts";
import { json, number, part, text } from "./body.ts";
import {
	type Extracted,
	type HttpReply,
	type Problem,
	type RawPlace,
	type RawScan,
	type RawShipment,
	type Receipt,
	Unreadable,
} from "./carrier.ts";
import { MOST_STOPS } from "./details.ts";
import { bareNumber, normaliseNumber } from "./numbers.ts";
import { anything, complaint, inKnownZone, isAbsent, readList, readPart, readPoint, Time } from "./own-parts.ts";
import { readMarked, readOwnPickup } from "./own-pickup.ts";
import { MOST_SHIPMENTS, ownCode, ownNumber, Stops } from "./own-shape.ts";
import { wantedInWords } from "./wanted-in-words.ts";

// Wayline's own wire format, for couriers that have none: docs live beside the address it is posted to.

/** Every code of ours means itself. */
export const ownStatuses: Readonly<Record<string, Code>> = Object.fromEntries(
	// Object.keys of a constant object gives exactly its own keys.
	(Object.keys(CODES) as Code[]).map((code) => [code, code]),
);

// Enough that the kit, which keeps fewer, says so.
const MOST_CONTINUES = 100;

const Place = part(
	z.object({
		text,
		country: text,
		city: text,
		region: text,
		postcode: text,
		lat: anything,
		lng: anything,
	}),
);
const Promised = part(z.object({ from: Time, to: Time }));
const Position = z.object({ lat: anything, lng: anything, at: Time, stopsBefore: anything });
const MaybePosition = part(Position);
const ScanId = part(text.pipe(z.string()));
const Continuation = part(z.object({ trackingNumber: ownNumber, carrier: text, carrierName: text }));

const Scan = z.object({
	id: text,
	code: ownCode,
	occurredAt: Time,
	text,
	reason: text,
	piece: text,
	place: anything,
	pickup: anything,
	courier: anything,
	pickupCode: anything,
});

// Each part is read by itself: one that is wrong never costs the scans beside it.
const Shipment = z.object({
	trackingNumber: ownNumber,
	scans: z.unknown().optional(),
	withdraw: z.unknown().optional(),
	promised: z.unknown().optional(),
	position: z.unknown().optional(),
	continues: z.unknown().optional(),
});

const Body = z.object({ shipments: z.array(z.unknown()) });

/** Reads a push shipment by shipment and scan by scan: one that is wrong is named and leaves the others whole. */
export function extractOwn(body: string): Extracted {
	const { shipments: written } = json(body, Body);
	if (written.length > MOST_SHIPMENTS) {
		throw new Unreadable(`shipments: ${written.length} in one message, at most ${MOST_SHIPMENTS}`);
	}
	const problems: Problem[] = [];
	const told = new Map<string, string>();
	const shipments = written.flatMap(
		(element, index) => readShipment(element, `shipments.${index}`, problems, told) ?? [],
	);
	return { shipments, problems };
}

/** `told` gathers what the message says under each id, over all its shipments. */
function readShipment(
	element: unknown,
	path: string,
	problems: Problem[],
	told: Map<string, string>,
): RawShipment | null {
	const result = Shipment.safeParse(element, { error: wantedInWords });
	if (!result.success) {
		const kind = result.error.issues[0]?.path[0] === "trackingNumber" ? "missing-number" : "unreadable";
		problems.push({ kind, detail: complaint(path, result.error) });
		return null;
	}
	const { trackingNumber, ...written } = result.data;
	const withdraws = readList(written.withdraw, `${path}.withdraw`, problems).flatMap(
		(id, index) => readPart(ScanId, id, `${path}.withdraw.${index}`, problems) ?? [],
	);
	const parcel = bareNumber(normaliseNumber(trackingNumber));
	const scans = readList(written.scans, `${path}.scans`, problems).flatMap((element, index) => {
		const at = `${path}.scans.${index}`;
		const scan = readScan(element, at, problems);
		if (scan?.id === undefined) return scan ?? [];
		if (withdraws.includes(scan.id)) {
			problems.push({
				kind: "contradiction",
				detail: `${at}.id: told and withdrawn in one message: it is taken back.`,
			});
		}
		const [key, words] = [JSON.stringify([parcel, scan.id]), JSON.stringify(scan)];
		const isOther = told.has(key) && told.get(key) !== words;
		if (!isOther) told.set(key, words);
		if (!isOther) return scan;
		problems.push({
			kind: "contradiction",
			detail: `${at}.id: told twice in one message with different words: the first counts.`,
		});
		return [];
	});
	const position = readPart(MaybePosition, written.position, `${path}.position`, problems);
	return {
		trackingNumber,
		scans: [...scans, ...(position ? readPosition(position, `${path}.position`, problems) : [])],
		order: "none",
		promised: readPromised(written.promised, `${path}.promised`, problems),
		withdraws,
		continues: readList(written.continues, `${path}.continues`, problems)
			.slice(0, MOST_CONTINUES)
			.flatMap((told, index) => readPart(Continuation, told, `${path}.continues.${index}`, problems) ?? []),
	};
}

function readPromised(written: unknown, path: string, problems: Problem[]): RawShipment["promised"] {
	const promised = readPart(Promised, written, path, problems);
	return (
		promised && {
			from: inKnownZone(promised.from, `${path}.from`, problems),
			to: inKnownZone(promised.to, `${path}.to`, problems),
		}
	);
}

function readScan(element: unknown, path: string, problems: Problem[]): RawScan | null {
	const result = Scan.safeParse(element, { error: wantedInWords });
	if (!result.success) {
		problems.push({ kind: "unreadable", detail: complaint(path, result.error) });
		return null;
	}
	const { id, code, occurredAt, text: words, reason, piece, place: written, pickup, ...personal } = result.data;
	return {
		id,
		code,
		reason,
		piece,
		text: words ?? "",
		time: inKnownZone(occurredAt, `${path}.occurredAt`, problems),
		place: readPlace(written, `${path}.place`, problems),
		pickup: readOwnPickup({ pickup, code }, path, problems),
		marked: readMarked(personal, path, problems),
	};
}

function readPlace(written: unknown, path: string, problems: Problem[]): RawPlace | undefined {
	const place = readPart(Place, written, path, problems);
	if (place === undefined) return undefined;
	const { text: name, country, city, region, postcode } = place;
	return { name, country, city, region, postcode, ...readPoint(place, path, problems) };
}

/** A position without a point is none. */
function readPosition(written: z.output<typeof Position>, path: string, problems: Problem[]): readonly RawScan[] {
	const at = inKnownZone(written.at, `${path}.at`, problems);
	const { stopsBefore } = written;
	const found = problems.length;
	const point = readPoint(written, path, problems);
	if (point === undefined || (point.lat === 0 && point.lng === 0)) {
		if (problems.length === found)
			problems.push({ kind: "unreadable", detail: `${path}: lat and lng of a place on the road are wanted.` });
		return [];
	}
	const stops = readStops(stopsBefore, `${path}.stopsBefore`, problems);
	const words = stops === undefined ? "On the road" : `Stops before this one: ${stops}`;
	return [{ code: "note.position", text: words, time: at, place: point, stopsBefore: stops }];
}

function readStops(written: unknown, path: string, problems: Problem[]): number | undefined {
	if (isAbsent(written)) return undefined;
	const stops = Stops.safeParse(number.parse(written));
	if (!stops.success) {
		problems.push({ kind: "unreadable", detail: `${path}: a whole number from 0 to ${MOST_STOPS} is wanted.` });
	}
	return stops.data;
}

/** 202: the message is kept; what of it was understood stands in the answer. */
export function acknowledgeOwn({ accepted, unmatched, problems }: Receipt): HttpReply {
	return {
		status: 202,
		headers: { "content-type": "application/json" },
		body: JSON.stringify({ accepted, unmatched, problems }),
	};
}
