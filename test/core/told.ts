import type { CarrierPromise, Fact, HeaderFact, ScanFact } from "../../src/core/facts.ts";
import type { Channel, Place, Provenance, Scan } from "../../src/core/scan.ts";
import { CHANNELS } from "../../src/core/scan.ts";
import type { Code, Reason } from "../../src/core/status.ts";
import { isCode, isReason } from "../../src/core/status.ts";

/** When everything in these tests is known, unless a line says `known`. */
export const farLater = "2026-12-31T00:00:00Z";

/**
 * Facts from lines that a person can read, all in March 2026 and UTC:
 *
 *     17 08:00 in_transit.arrived_facility @DE:Leipzig (external.weather) #box-1 by poll known 18 09:00
 *     17 --:-- in_transit.moving                     a date without a time
 *     header 17 08:00 delivered.to_recipient         the carrier's current status
 *     withdraw s1                                    takes back the scan of the first line
 */
export function told(lines: string): readonly Fact[] {
	const rows = lines.split("\n").map((line) => line.trim());
	return rows.filter((row) => row !== "").map((row, index) => factOf(row, `s${index + 1}`));
}

const row = /^(header )?(\d\d) (\d\d:\d\d(?::\d\d)?|--:--) (\S+)(.*)$/;

function factOf(line: string, key: string): Fact {
	const withdrawn = /^withdraw (\S+)(.*)$/.exec(line);
	if (withdrawn !== null) {
		return { kind: "withdrawal", key, withdraws: withdrawn[1] ?? "", provenance: [provenanceOf(withdrawn[2] ?? "")] };
	}
	const [, isHeader, day = "", clock = "", code = "", rest = ""] = row.exec(line) ?? [];
	if (!isCode(code)) throw new Error(`Not a line of facts: ${line}`);
	const facts = { key, day, clock, code, reason: reasonOf(rest), piece: /#(\S+)/.exec(rest)?.[1] ?? null };
	const provenance = [provenanceOf(rest)];
	return isHeader === undefined
		? { kind: "scan", scan: scanOf({ ...facts, place: placeOf(rest) }), provenance }
		: headerOf(facts, provenance);
}

interface Told {
	readonly key: string;
	readonly day: string;
	readonly clock: string;
	readonly code: Code;
	readonly reason: Reason;
	readonly piece: string | null;
}

function scanOf({ key, day, clock, code, reason, piece, place }: Told & { readonly place: Place | null }): Scan {
	const local = localOf(day, clock);
	const isDay = local.length === 10;
	const instant = isDay ? null : `${local}Z`;
	const time = { local, zone: "UTC", zoneSource: "payload", instant, precision: isDay ? "day" : "second" } as const;
	const at = Date.parse(isDay ? local : `${local}Z`);
	return {
		key,
		leg: 1,
		piece,
		code,
		reason,
		carrierCode: "C",
		rule: "C",
		text: code,
		time,
		at,
		sequence: 0,
		place,
		marked: {},
	};
}

function headerOf({ key, day, clock, code, reason, piece }: Told, provenance: readonly Provenance[]): HeaderFact {
	const local = localOf(day, clock);
	const isDay = local.length === 10;
	return {
		kind: "header",
		key,
		leg: 1,
		piece,
		status: { code, reason, carrierCode: "C" },
		at: Date.parse(isDay ? local : `${local}Z`),
		local,
		instant: isDay ? null : `${local}Z`,
		promised: null,
		signed: false,
		provenance,
	};
}

/** A message that tells a promise and nothing else. */
export function promiseFact(key: string, at: string, promised: CarrierPromise, knownAt = at): HeaderFact {
	const provenance = [{ channel: "poll", messageId: `msg_${key}`, knownAt }] as const;
	const blank = { leg: 1, piece: null, status: null, local: null, instant: null, signed: false };
	return { kind: "header", key, ...blank, at: Date.parse(at), promised, provenance };
}

export function scanFact(fact: Fact | undefined): ScanFact {
	if (fact?.kind !== "scan") throw new Error("This line tells no scan.");
	return fact;
}

function localOf(day: string, clock: string): string {
	const date = `2026-03-${day}`;
	return clock === "--:--" ? date : `${date}T${clock.padEnd(8, ":00")}`;
}

function reasonOf(rest: string): Reason {
	const reason = /\((\S+)\)/.exec(rest)?.[1] ?? "none";
	if (!isReason(reason)) throw new Error(`Not a reason: ${reason}`);
	return reason;
}

function placeOf(rest: string): Place | null {
	const [, country, text] = /@(\w\w):(\S*)/.exec(rest) ?? [];
	if (country === undefined || text === undefined) return null;
	return { text: text.replaceAll("_", " "), country, postcode: null, lat: null, lng: null, precision: null };
}

function provenanceOf(rest: string): Provenance {
	const by = /by (\w+)/.exec(rest)?.[1];
	const channel: Channel = CHANNELS.find((one) => one === by) ?? "poll";
	const [, day = "31", clock = "00:00"] = /known (\d\d) (\d\d:\d\d)/.exec(rest) ?? [];
	return { channel, messageId: `msg_${channel}`, knownAt: `2026-03-${day}T${clock}:00Z` };
}
