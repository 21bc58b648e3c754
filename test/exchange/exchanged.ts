import { readFileSync } from "node:fs";
import { join } from "node:path";
import fc from "fast-check";
import { expect } from "vitest";
import { carrierOf } from "../../adapters/index.ts";
import { type Carrier, type Reading, type ReadScan, read } from "../../adapters/kit/index.ts";
import { CODES } from "../../src/core/codes.ts";
import { REASONS } from "../../src/core/reasons.ts";
import { type Code, isCode, isReason } from "../../src/core/status.ts";
import type { Exchanged, ExchangedParcel, ExchangedScan } from "../../src/exchange/parcel.ts";
import { BROADER, IMPLIED, type Table } from "../../src/exchange/wording.ts";

export function adapterOf(code: string): Carrier & { readonly statuses: Table } {
	const carrier = carrierOf(code);
	if (!carrier) throw new Error(`There is no adapter ${code}.`);
	return carrier;
}

/** Parcels in one of the interchanges of EDI, and what its adapter makes of what was written. */
export function interchangeOf(
	code: "edifact-iftsta" | "x12-214",
	writerOf: (statuses: Table) => (parcel: ExchangedParcel) => Exchanged,
) {
	const adapter = adapterOf(code);
	const write = writerOf(adapter.statuses);
	const contentType = code === "x12-214" ? "x12" : "edifact";
	const readText = (text: string) => readBack(adapter, text, contentType);
	const scansOf = (text: string) => readText(text).shipments.flatMap(({ scans }) => scans);
	/** The times of scans, written and read again. */
	const clocksOf = (scan: Partial<ExchangedScan>) => scansOf(write(parcelOf([scan])).text).map(({ clock }) => clock);
	return { write, readText, scansOf, clocksOf };
}

export type Interchange = ReturnType<typeof interchangeOf>;

/** As `golden`, a file beside this one, has it. */
export function expectJourney({ write }: Interchange, golden: string): void {
	const { text, leftOut } = write(JOURNEY);
	expect(text).toBe(readFileSync(join(import.meta.dirname, golden), "utf8"));
	expect(write(JOURNEY).text).toBe(text);
	expect(leftOut).toEqual({ of: 9, scans: 1, codes: [], broader: ["in_transit.processed_facility"], undated: 1 });
}

/** Whatever a parcel holds, as many scans come back as went in. `expectText` says what else holds of each text. */
export function expectUnbroken({ write, readText, scansOf }: Interchange, expectText = (_text: string) => {}): void {
	const count = fc.integer({ min: 0, max: 4 });
	fc.assert(
		fc.property(hostile, hostile, hostile, hostile, count, (words, number, town, name, length) => {
			const scans = Array.from({ length }, () => ({ text: words, piece: words, place: placed(town, "US") }));
			const { text } = write(parcelOf(scans, { trackingNumber: number, carrier: { code: "push", name } }));
			expectText(text);
			expect(scansOf(text)).toHaveLength(length);
			expect(readText(text).problems.filter(({ kind }) => kind !== "missing-number")).toEqual([]);
		}),
		{ numRuns: 200 },
	);
}

export function readBack(carrier: Carrier, body: string, contentType: "json" | "x12" | "edifact"): Reading {
	return read(carrier, { kind: "document", contentType, body });
}

export const EVERY_CODE = Object.keys(CODES).filter(isCode);
export const EVERY_REASON = Object.keys(REASONS).filter(isReason);

/** Codes of our own making: of numbers, links and notices, of silence, and of a buyer who contradicts. */
export const OURS_ALONE: readonly Code[] = [
	...EVERY_CODE.filter((code) => /^(?:pending|expired)\./.test(code)),
	...(["info_received.notified", "in_transit.no_update", "out_for_delivery.overdue", "delivered.disputed"] as const),
	...(["note.unmapped", "note.recipient_notified", "note.delivery_options_offered"] as const),
	...(["note.delivery_option_chosen", "note.relabelled", "note.proof_of_delivery", "note.after_delivery"] as const),
	"note.position",
];

/**
 * What comes of each code, and of each with each reason, when it is written and read again. `expected` are the codes that
 * the standard has no word for.
 */
export function expectEveryCodeBack(
	write: (parcel: ExchangedParcel) => Exchanged,
	readScans: (text: string) => readonly ReadScan[],
	expected: readonly Code[],
): void {
	const lost = new Set<Code>();
	for (const code of EVERY_CODE) {
		// Each at a minute of its own, by which it is found again.
		const asked = EVERY_REASON.map((reason, index) => {
			const instant = `${new Date(Date.UTC(2026, 5, 1, 0, index)).toISOString().slice(0, 19)}Z`;
			return scanOf({ code, reason, instant, local: instant.slice(0, 19) });
		});
		const { text, leftOut } = write(parcelOf(asked));
		const found = new Map(readScans(text).map((scan) => [scan.clock.local, scan]));
		expect(leftOut.scans, code).toBe(asked.length - found.size);
		expect(leftOut.codes, code).toEqual(found.size < asked.length ? [code] : []);
		expect(leftOut.broader, code).toEqual([...found.values()].some((scan) => scan.code !== code) ? [code] : []);
		for (const { reason, local } of asked) {
			const what = `${code} for ${reason}`;
			const scan = found.get(local);
			if (scan === undefined && reason === "none") lost.add(code);
			if (scan === undefined) continue;
			expect([code, BROADER[code]], what).toContain(scan.code);
			// A reason that was not given is never told, but for one that the code gives by its name.
			expect([reason, "none", IMPLIED[code], IMPLIED[scan.code]], what).toContain(scan.reason);
		}
	}
	expect([...lost].toSorted()).toEqual([...new Set([...OURS_ALONE, ...expected])].toSorted());
}

export function parcelOf(
	scans: readonly Partial<ExchangedScan>[],
	beside: Partial<ExchangedParcel> = {},
): ExchangedParcel {
	return {
		id: "shp_0aB1cD2eF3gH4iJ5kL6mN7",
		trackingNumber: "BIKE1207",
		carrier: { code: "push", name: "A courier of your own" },
		seller: "sel_9zY8xW7vU6tS5rQ4pO3nM2",
		uri: "https://track.example.com/v1/shipments/shp_0aB1cD2eF3gH4iJ5kL6mN7",
		updatedAt: "2026-06-04T09:12:44.120Z",
		scans: scans.map((scan, index) => scanOf({ key: String(index).padStart(16, "0"), ...scan })),
		...beside,
	};
}

export function scanOf(scan: Partial<ExchangedScan>): ExchangedScan {
	return {
		key: "0123456789abcdef",
		code: "in_transit.moving",
		reason: "none",
		local: "2026-06-01T10:15:00",
		precision: "minute",
		instant: "2026-06-01T08:15:00Z",
		text: "",
		place: null,
		piece: null,
		provenance: [{ channel: "poll", messageId: "", knownAt: "2026-06-04T09:12:44Z" }],
		...scan,
	};
}

export function placed(text: string, country: string | null): ExchangedScan["place"] {
	return { text, country, lat: null, lng: null, precision: null };
}

/** A week across a border, with all that makes times and places hard to write. */
export const JOURNEY: ExchangedParcel = parcelOf([
	{ code: "info_received.label_created", local: "2026-06-01", precision: "day", instant: null, text: "Label printed" },
	{
		code: "picked_up.collected",
		local: "2026-06-01T16:40:07",
		precision: "second",
		instant: "2026-06-01T14:40:07Z",
		text: "Abgeholt beim Händler",
		place: placed("Köln", "DE"),
	},
	{ code: "in_transit.processed_facility", local: "2026-06-01T22:05:00", instant: "2026-06-01T20:05:00Z" },
	{
		code: "in_transit.departed_facility",
		local: "2026-06-02T03:30:00",
		instant: null,
		text: "Left the hub; weight 2*3>5~kg? O'Hare: yes + no",
		place: placed("Leipzig", "DE"),
	},
	{
		code: "in_transit.delayed_weather",
		reason: "external.weather",
		local: "2026-06-02T18:00:00",
		instant: "2026-06-02T12:30:00Z",
		place: placed("मुंबई", "IN"),
		text: "大雨による遅延",
	},
	{
		code: "in_transit.arrived_facility",
		local: "2026-06-03T01:10:00",
		instant: "2026-06-03T06:10:00Z",
		place: placed("Memphis, TN", "US"),
	},
	{
		code: "delivery_attempted.business_closed",
		reason: "recipient.business_closed",
		local: "2026-06-03T17:45:00",
		instant: "2026-06-03T22:45:00Z",
		place: placed("Chicago, IL", "US"),
	},
	{
		code: "delivered.to_recipient",
		local: "2026-06-04T09:02:00",
		instant: "2026-06-04T14:02:00Z",
		place: placed("Chicago, IL", "US"),
		piece: "1 of 2",
	},
	{ code: "delivered.to_recipient", local: "2099-01-01T00:00:00", instant: "2099-01-01T00:00:00Z" },
]);

/** What breaks forms: their marks, ends of lines, characters that are none, other scripts, pictures, and much of all. */
export const hostile = fc.oneof(
	fc.string({ unit: "binary", maxLength: 80 }),
	fc.string({
		unit: fc.constantFrom(...[..."~*>|^'+:?\\\"\r\n\u0000\u001d\u2028\ud800 aß中😀\u202e"]),
		maxLength: 120,
	}),
	fc.constantFrom("ISA*00*", "~SE*2*0001~IEA*0*1~", "'UNT+2+1'UNZ+1+1'", "UNA:+.? '", "x".repeat(3_000)),
);
