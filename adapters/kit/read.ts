import { remembered } from "../../src/core/memory.ts";
import type { Marked, WrittenTime } from "../../src/core/scan.ts";
import { type Code, isReason, type Reason } from "../../src/core/status.ts";
import {
	type Carrier,
	type Envelope,
	type Extracted,
	type Outcome,
	type Problem,
	type RawScan,
	type RawShipment,
	type RawTime,
	type Reading,
	type ReadScan,
	type ReadShipment,
	type Refusal,
	Unreadable,
} from "./carrier.ts";
import { readContinuations, readName } from "./continuations.ts";
import { mayWait, readDetails, withPickup } from "./details.ts";
import { digestOfWords } from "./digest.ts";
import { normaliseNumber } from "./numbers.ts";
import { outcomeOfStatus } from "./outcomes.ts";
import { placeWords, readPlace } from "./places.ts";
import { cutKnown, takeOutDetails } from "./privacy.ts";
import { readTime } from "./times.ts";
import { cleanCharacters, plainWords } from "./words.ts";

/** A body as it came, with what is known of it. */
export interface Message extends Envelope {
	readonly body: string;
}

/** Says what a body means. Never throws: what cannot be read is a problem of the reading. */
export function read(carrier: Carrier, message: Message): Reading {
	const byStatus = refusalByStatus(message);
	try {
		const extracted = extract(carrier, message);
		const reading = interpret(carrier, extracted);
		return byStatus === null || reading.outcome === "ok" ? reading : withStatus(reading, byStatus);
	} catch (error) {
		if (error instanceof Unreadable && byStatus !== null) {
			return interpret(carrier, { shipments: [], refusals: [byStatus] });
		}
		const detail =
			error instanceof Unreadable
				? takeOutDetails(cleanCharacters(error.message)).text
				: `The adapter ${carrier.code} failed: ${error instanceof Error ? error.name : "unknown"}.`;
		return { outcome: "error", shipments: [], refusals: [], problems: [{ kind: "unreadable", detail }] };
	}
}

/** What the HTTP status alone says; null where it leaves everything to the body. */
function refusalByStatus({ status, asked = [] }: Message): Refusal | null {
	const outcome = status === undefined ? null : outcomeOfStatus(status);
	if (outcome === null) return null;
	const [only = null, ...others] = asked;
	const trackingNumber = others.length > 0 ? null : only;
	const detail = `The carrier answered with HTTP status ${status}.`;
	// Of several numbers a 404 names none: it may as well be the address that is wrong.
	const isOfAll = outcome === "not-found" && others.length > 0;
	return { trackingNumber, outcome: isOfAll ? "error" : outcome, detail };
}

/** The body knows better than the status, but for a refusal in which it gives no more than that there was an error. */
function withStatus(reading: Reading, byStatus: Refusal): Reading {
	if (reading.outcome === "empty") {
		const { outcome, detail } = byStatus;
		const problems: readonly Problem[] = outcome === "empty" ? [] : [{ kind: "refused", detail }];
		return { ...reading, outcome, refusals: [byStatus], problems: [...reading.problems, ...problems] };
	}
	const refusals = reading.refusals.map((refusal) =>
		refusal.outcome === "error" ? { ...refusal, outcome: byStatus.outcome } : refusal,
	);
	return { ...reading, outcome: worst(refusals), refusals };
}

function extract(carrier: Carrier, { body, ...envelope }: Message): Extracted {
	const { kind } = envelope;
	const push = carrier.webhook?.extract;
	if (!push) return carrier.extract(body, envelope);
	const [first, second] =
		kind === "webhook" || kind === "push-file" ? [push, carrier.extract] : [carrier.extract, push];
	let complaint: Unreadable | null = null;
	let silent: Extracted | null = null;
	for (const reader of [first, second]) {
		try {
			const extracted = reader(body, envelope);
			if (extracted.shipments.length > 0 || extracted.refusals?.length || extracted.problems?.length) return extracted;
			silent ??= extracted;
		} catch (error) {
			if (!(error instanceof Unreadable)) throw error;
			complaint ??= error;
		}
	}
	if (silent) return silent;
	throw complaint ?? new Unreadable("body: nothing to read");
}

function interpret(carrier: Carrier, extracted: Extracted): Reading {
	const problems: Problem[] = [...(extracted.problems ?? [])];
	const read = extracted.shipments.map((raw) => ({ raw, shipment: readShipment(carrier, raw, problems) }));
	const shipments = read.filter(({ raw, shipment }) => holdsFact(raw, shipment)).map(({ shipment }) => shipment);
	const silent = read
		.filter(({ raw, shipment }) => !holdsFact(raw, shipment))
		.map(({ shipment }): Refusal => {
			return {
				trackingNumber: shipment.trackingNumber,
				outcome: "empty",
				detail: "The carrier names no scan and no status.",
			};
		});
	const refused = (extracted.refusals ?? []).map(({ trackingNumber, outcome, detail }): Refusal => {
		const number = trackingNumber === null ? null : normaliseNumber(cleanCharacters(trackingNumber));
		return { trackingNumber: number, outcome, detail: takeOutDetails(plainWords(detail)).text };
	});
	for (const { outcome, detail } of refused) if (outcome !== "empty") problems.push({ kind: "refused", detail });
	const refusals = [...refused, ...silent];
	return { outcome: shipments.length > 0 ? "ok" : worst(refusals), shipments, refusals, problems: distinct(problems) };
}

function holdsFact(raw: RawShipment, { scans, promised, signed, withdraws, continues }: ReadShipment): boolean {
	const isTold = scans.length > 0 || raw.status !== undefined || promised !== null || signed;
	return isTold || withdraws.length > 0 || continues.length > 0;
}

const GRAVEST: readonly Outcome[] = ["denied", "rate-limited", "error", "not-found", "empty"];

function worst(refusals: readonly Refusal[]): Outcome {
	return GRAVEST.find((outcome) => refusals.some((refusal) => refusal.outcome === outcome)) ?? "empty";
}

function readShipment(carrier: Carrier, raw: RawShipment, problems: Problem[]): ReadShipment {
	const oldestFirst = raw.order === "newest-first" ? raw.scans.toReversed() : raw.scans;
	const told = oldestFirst.flatMap((scan, index) => {
		const sequence = raw.order === "none" ? 0 : index + 1;
		return readScan(carrier, scan, sequence, problems) ?? [];
	});
	const readUntil = (until: RawTime) => readOptionalTime(carrier, until, problems);
	const scans = raw.pickup === undefined ? told : withPickup(told, readDetails(raw, readUntil));
	const number = raw.trackingNumber === null ? "" : normaliseNumber(cleanCharacters(raw.trackingNumber));
	if (number === "") problems.push({ kind: "missing-number", detail: "The body names no tracking number." });
	return {
		trackingNumber: number === "" ? null : number,
		carrier: raw.carrier ?? null,
		carrierName: readName(raw.carrierName),
		scans,
		status: readStatus(carrier, raw.status, problems),
		promised: readPromise(carrier, raw.promised, problems),
		signed: raw.signed === true || scans.some(({ marked }) => marked.signedBy !== undefined),
		withdraws: [...new Set((raw.withdraws ?? []).map(cleanCharacters))],
		continues: readContinuations(carrier, raw, problems),
	};
}

function readScan(carrier: Carrier, raw: RawScan, sequence: number, problems: Problem[]): ReadScan | null {
	const { text, marked, digest } = readWords(raw);
	const carrierCode = cleanCharacters(raw.code);
	const clock = readTime(raw.time, carrier.clock, problems);
	if (!clock) {
		problems.push({
			kind: "bad-time",
			detail: `${cleanCharacters(raw.time.text) || "no time"} (${label(carrierCode, text)})`,
		});
		return null;
	}
	const meaning = meaningOf(carrier, raw.keys ?? [raw.code]);
	if (!meaning) problems.push({ kind: "unknown-code", detail: label(carrierCode, text) });
	const pickup = meaning && mayWait(meaning.code) ? raw.pickup : undefined;
	const beside = readDetails({ pickup, stopsBefore: raw.stopsBefore }, (until) =>
		readOptionalTime(carrier, until, problems),
	);
	return {
		code: meaning?.code ?? "note.unmapped",
		reason: readReason(raw.reason, problems) ?? meaning?.reason ?? "none",
		carrierCode,
		rule: meaning?.rule ?? null,
		id: blankToNull(raw.id),
		text,
		wordsDigest: digest,
		clock,
		place: readPlace(raw.place),
		placeWords: placeWords(raw.place),
		piece: blankToNull(raw.piece),
		sequence,
		marked: { ...beside.marked, ...marked },
		...(beside.details && { details: beside.details }),
	};
}

function readReason(written: string | undefined, problems: Problem[]): Reason | null {
	if (written === undefined) return null;
	if (isReason(written)) return written;
	problems.push({ kind: "unknown-code", detail: label("reason", cleanCharacters(written)) });
	return null;
}

interface Words {
	readonly text: string;
	readonly marked: Marked;
	/** Of the words as they came. */
	readonly digest: string;
}

const wordsOf = remembered(
	(written): Words => ({ ...takeOutDetails(plainWords(written)), digest: digestOfWords(written) }),
);

function readWords(raw: RawScan): Words {
	const words = wordsOf(raw.text);
	if (raw.marked === undefined) return words;
	const fields = Object.entries(raw.marked ?? {}).flatMap(([field, value]) => {
		const detail = value === undefined ? "" : plainWords(value);
		return detail === "" ? [] : [[field, detail] as const];
	});
	const known = fields.map(([, detail]) => detail);
	return {
		text: cutKnown(words.text, known),
		marked: { ...words.marked, ...Object.fromEntries(fields) },
		digest: words.digest,
	};
}

function readStatus(carrier: Carrier, raw: RawShipment["status"], problems: Problem[]): ReadShipment["status"] {
	if (!raw) return null;
	const carrierCode = cleanCharacters(raw.code);
	const meaning = meaningOf(carrier, raw.keys ?? [raw.code]);
	if (!meaning) {
		problems.push({
			kind: "unknown-code",
			detail: label(carrierCode, takeOutDetails(plainWords(raw.text ?? "")).text),
		});
		return null;
	}
	const clock = raw.time ? readOptionalTime(carrier, raw.time, problems) : null;
	return { carrierCode, clock, ...meaning };
}

function readPromise(carrier: Carrier, raw: RawShipment["promised"], problems: Problem[]): ReadShipment["promised"] {
	if (!raw) return null;
	const from = readOptionalTime(carrier, raw.from, problems);
	const to = readOptionalTime(carrier, raw.to, problems);
	if (!from || !to) return null;
	if (isAfter(from, to)) {
		problems.push({
			kind: "contradiction",
			detail: `A promise from ${from.local} to ${to.local} ends before it starts.`,
		});
		return null;
	}
	return { from: from.local, to: to.local, zone: from.kind === "site" ? null : from.zone };
}

function readOptionalTime(carrier: Carrier, raw: RawTime, problems: Problem[]): WrittenTime | null {
	const clock = readTime(raw, carrier.clock, problems);
	if (!clock) problems.push({ kind: "bad-time", detail: cleanCharacters(raw.text) || "no time" });
	return clock;
}

function isAfter(from: WrittenTime, to: WrittenTime): boolean {
	if (from.kind === "known" && to.kind === "known") return Date.parse(from.instant) > Date.parse(to.instant);
	const digits = Math.min(from.local.length, to.local.length);
	return from.local.slice(0, digits) > to.local.slice(0, digits);
}

function meaningOf(
	carrier: Carrier,
	keys: readonly string[],
): { readonly code: Code; readonly reason: Reason; readonly rule: string } | null {
	const rule = keys.find((candidate) => Object.hasOwn(carrier.statuses, candidate));
	const meaning = rule === undefined ? undefined : carrier.statuses[rule];
	if (rule === undefined || meaning === undefined) return null;
	const [code, reason] = typeof meaning === "string" ? ([meaning, "none"] as const) : meaning;
	return { code, reason, rule };
}

function label(carrierCode: string, text: string): string {
	return cleanCharacters(`${carrierCode || "no code"}: ${text || "no words"}`.slice(0, 200));
}

function blankToNull(written: string | undefined): string | null {
	return written === undefined ? null : cleanCharacters(written).trim() || null;
}

/** Each once, in the order met: forty scans with one unknown code are one thing to look at. */
function distinct(problems: readonly Problem[]): readonly Problem[] {
	return [...new Map(problems.map((problem) => [`${problem.kind} ${problem.detail}`, problem])).values()];
}
