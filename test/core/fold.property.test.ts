import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { CODES } from "../../src/core/codes.ts";
import type { Fact, HeaderFact, ScanFact, SilenceFact, WithdrawalFact } from "../../src/core/facts.ts";
import { fold } from "../../src/core/fold.ts";
import { heldDetailsOf, heldOf } from "../../src/core/held-details.ts";
import { isFinalRung, rungOf } from "../../src/core/ladder.ts";
import { lastMileOf } from "../../src/core/last-mile.ts";
import { pickupOf } from "../../src/core/pickup.ts";
import type { Marked, ScanDetails } from "../../src/core/scan.ts";
import { CHANNELS } from "../../src/core/scan.ts";
import type { Code } from "../../src/core/status.ts";
import { isCode, milestoneOf } from "../../src/core/status.ts";
import { farLater, scanFact, told } from "./told.ts";

const start = Date.parse("2026-03-16T00:00:00Z");
/** After every scan of these journeys. */
const inTheEnd = 7 * 24 * 60;
/** Often the same few minutes and codes, so that scans meet. */
const minutes = fc.oneof(fc.integer({ min: 0, max: 6 * 24 * 60 }), fc.integer({ min: 600, max: 603 }));
const codes = Object.keys(CODES).filter(isCode);

function iso(minute: number): string {
	return `${new Date(start + minute * 60_000).toISOString().slice(0, 19)}Z`;
}

const provenance = fc
	.record({ channel: fc.constantFrom(...CHANNELS), messageId: fc.constantFrom("msg_1", "msg_2"), minute: minutes })
	.map(({ channel, messageId, minute }) => ({ channel, messageId, knownAt: iso(minute) }));
const provenances = fc.uniqueArray(provenance, { minLength: 1, maxLength: 3, selector: (one) => one.channel });
const place = fc.constantFrom(
	null,
	...["Lyon", "Paris", ""].map((text) => ({
		text,
		country: "FR",
		postcode: null,
		lat: null,
		lng: null,
		precision: null,
	})),
);
const kiosk = { name: "Kiosk", address: null, hours: [], until: null, lat: null, lng: null };
const details = fc.constantFrom<ScanDetails | undefined>(
	undefined,
	undefined,
	{ stopsBefore: 0 },
	{ stopsBefore: 7 },
	{ pickup: kiosk },
	{ pickup: { ...kiosk, name: null, until: "2026-03-20" } },
	{ pickup: { ...kiosk, name: "Locker 112", lat: 48.1, lng: 11.5 } },
);
const marked = fc.constantFrom<Marked>(
	{},
	{},
	{ courierPhone: "0341 5550123", courierName: "Kim" },
	{ pickupCode: "4711" },
	{ signedBy: "A. Sample" },
);
const key = fc.integer({ min: 0, max: 40 }).map((number) => number.toString(16).padStart(16, "0"));
const piece = fc.constantFrom(null, null, null, "A", "B");

function scanOf(code: fc.Arbitrary<Code>, minute = minutes): fc.Arbitrary<ScanFact> {
	const beside = { details, marked };
	const parts = { code, minute, key, piece, place, provenance: provenances, isDay: fc.nat(5), sequence: fc.nat(2) };
	return fc.record({ ...parts, ...beside }).map(({ minute: at, isDay, provenance: told, details: more, ...rest }) => {
		const scan = { ...rest, ...(more && { details: more }) };
		const local = isDay === 0 ? iso(at).slice(0, 10) : iso(at).slice(0, 19);
		const time = {
			local,
			zone: "UTC",
			zoneSource: "payload",
			instant: isDay === 0 ? null : iso(at),
			precision: isDay === 0 ? "day" : "minute",
		} as const;
		const blank = { leg: 1, reason: "none", carrierCode: "", rule: null, text: "" } as const;
		const atMs = isDay === 0 ? Date.parse(local) : start + at * 60_000;
		return { kind: "scan", scan: { ...scan, ...blank, time, at: atMs }, provenance: told };
	});
}

const anyCode = fc.oneof(
	fc.constantFrom(...codes),
	fc.constantFrom<Code>("in_transit.moving", "delivered.signed", "exception.lost"),
);
const header: fc.Arbitrary<HeaderFact> = fc
	.record({ code: fc.option(anyCode), minute: minutes, key, piece, provenance: provenances, promise: fc.boolean() })
	.map(({ code, minute, promise, ...rest }) => ({
		...rest,
		kind: "header",
		leg: 1,
		status: code === null ? null : { code, reason: "none", carrierCode: "" },
		at: start + minute * 60_000,
		local: iso(minute).slice(0, 19),
		instant: iso(minute),
		promised: promise ? { from: rest.key, to: rest.key, zone: null } : null,
		signed: false,
	}));
const withdrawal: fc.Arbitrary<WithdrawalFact> = fc
	.record({ key, withdraws: key, provenance: provenances })
	.map((fact) => ({ kind: "withdrawal", ...fact }));

const anyScan = scanOf(anyCode);
const facts: fc.Arbitrary<readonly Fact[]> = fc.array(
	fc.oneof({ weight: 8, arbitrary: anyScan }, { weight: 2, arbitrary: header }, { weight: 1, arbitrary: withdrawal }),
	{ maxLength: 25 },
);

const silence: fc.Arbitrary<SilenceFact> = fc
	.record({ key, of: fc.option(key), piece, minute: minutes, isExpiry: fc.boolean(), provenance: provenances })
	.map(({ minute, isExpiry, ...rest }) => ({
		...rest,
		kind: "silence",
		leg: 1,
		at: start,
		deadline: iso(minute),
		code: isExpiry ? "expired.no_tracking" : "in_transit.no_update",
		because: {
			kind: isExpiry ? "expiry" : "overdue",
			since: iso(0),
			hours: minute / 60,
			carrier: "dhl",
			phase: "linehaul",
			weekday: 1,
			basis: "carrier",
			gaps: 84,
		},
	}));
/** With silence after some of the scans and statuses there. */
const factsWithSilence = facts.chain((some) => {
	const keys = some.flatMap((fact) =>
		fact.kind === "scan" ? [fact.scan.key] : fact.kind === "header" ? [fact.key] : [],
	);
	const after = fc.constantFrom(null, ...keys);
	const silences = fc.array(
		fc.tuple(silence, after).map(([fact, of]): Fact => ({ ...fact, of })),
		{ maxLength: 8 },
	);
	return silences.map((others): readonly Fact[] => [...some, ...others]);
});

/** One account of each scan, by one channel, of a parcel of one piece, told when all was over: the ladder's laws speak of it. */
const toldInTheEnd = [{ channel: "poll", messageId: "msg_1", knownAt: iso(inTheEnd) }] as const;

function journeyOf(code: fc.Arbitrary<Code>, minute = minutes): fc.Arbitrary<readonly ScanFact[]> {
	return fc.array(scanOf(code, minute), { maxLength: 15 }).map((scans) =>
		scans.map(({ scan }, index) => {
			return { kind: "scan", scan: { ...scan, piece: null, key: `k${index}` }, provenance: toldInTheEnd };
		}),
	);
}

const onLadder = codes.filter((code) => (rungOf(code) ?? 9) <= 5);

describe("the fold, whatever is told", () => {
	test("is the same in any order", () => {
		const shuffled = factsWithSilence.chain((some) =>
			fc.tuple(fc.constant(some), fc.shuffledSubarray([...some], { minLength: some.length })),
		);
		fc.assert(
			fc.property(shuffled, ([some, others]) => {
				expect(fold(others, farLater)).toEqual(fold(some, farLater));
			}),
		);
	});

	test("is the same when everything is told again", () => {
		const repeated = factsWithSilence.chain((some) => fc.tuple(fc.constant(some), fc.shuffledSubarray([...some])));
		fc.assert(
			fc.property(repeated, ([some, again]) => {
				expect(fold([...again, ...some, ...again], farLater)).toEqual(fold(some, farLater));
			}),
		);
	});

	test("tells the same of the courier, the counter and what is held back, in any order and however often", () => {
		const waits = fc.constantFrom<Code>(
			"out_for_delivery.on_vehicle",
			"note.position",
			"note.information",
			"ready_for_pickup.at_point",
			"ready_for_pickup.expiring",
			"delivery_attempted.notice_left",
			"delivered.signed",
		);
		const shuffled = fc
			.array(scanOf(waits), { minLength: 1, maxLength: 12 })
			.chain((some) => fc.tuple(fc.constant(some), fc.shuffledSubarray(some, { minLength: some.length })));
		const besideOf = (some: readonly Fact[]) => {
			const state = fold(some, farLater);
			return { lastMile: lastMileOf(state), pickup: pickupOf(state), held: heldDetailsOf(state), kinds: heldOf(state) };
		};
		fc.assert(
			fc.property(shuffled, ([some, others]) => {
				const beside = besideOf(some);
				expect(besideOf([...others, ...some])).toEqual(beside);
				const { milestone } = fold(some, farLater);
				if (beside.lastMile) expect(milestone).toBe("out_for_delivery");
				if (beside.pickup || beside.held?.pickupCode) expect(milestone).toBe("ready_for_pickup");
				expect(beside.kinds.length > 0).toBe(beside.held !== null);
			}),
		);
	});

	test("changes nothing when its own timeline is told back to it", () => {
		fc.assert(
			fc.property(fc.array(anyScan, { maxLength: 20 }), (scans) => {
				const state = fold(scans, farLater);
				const again = state.timeline.map(
					({ provenance: told, ...scan }): Fact => ({ kind: "scan", scan, provenance: told }),
				);
				expect(fold(again, farLater)).toEqual(state);
			}),
		);
	});

	test("at a moment is the fold of what was known by then, at any later moment", () => {
		fc.assert(
			fc.property(facts, minutes, (some, minute) => {
				const asOf = iso(minute);
				const known = some.flatMap((fact): Fact[] => {
					const by = fact.provenance.filter((one) => one.knownAt <= asOf);
					return by.length === 0 ? [] : [{ ...fact, provenance: by }];
				});
				expect(fold(some, asOf)).toEqual(fold(known, farLater));
			}),
		);
	});

	test("shows a milestone that is the first word of its code", () => {
		fc.assert(
			fc.property(factsWithSilence, (some) => {
				const state = fold(some, farLater);
				expect(milestoneOf(state.code)).toBe(state.milestone);
				for (const one of state.pieces) expect(milestoneOf(one.code)).toBe(one.milestone);
			}),
		);
	});

	test("keeps every scan that was not taken back, or names the messages that told it", () => {
		const noPosition = anyScan.filter(({ scan }) => scan.code !== "note.position");
		fc.assert(
			fc.property(fc.array(noPosition, { maxLength: 25 }), (scans) => {
				const messages = (told: readonly { readonly provenance: ScanFact["provenance"] }[]) =>
					told.reduce((sum, one) => sum + one.provenance.length, 0);
				const once = [...new Map(scans.map((one) => [one.scan.key, one])).values()];
				expect(messages(fold(once, farLater).timeline)).toBe(messages(once));
			}),
		);
	});

	test("believes no scan that is dated more than a day after it was first told, and shows it as it was written", () => {
		const ahead = fc.tuple(anyScan, fc.integer({ min: 24 * 60 + 1, max: 60 * 24 * 60 }));
		fc.assert(
			fc.property(facts, ahead, (some, [{ scan }, minutesAhead]) => {
				const knownAt = `${new Date(scan.at - minutesAhead * 60_000).toISOString().slice(0, 19)}Z`;
				const told = { channel: "webhook", messageId: "msg_ahead", knownAt } as const;
				const foretold: Fact = { kind: "scan", scan: { ...scan, key: "ahead" }, provenance: [told] };
				const { timeline, foretold: known, ...before } = fold(some, farLater);
				const { timeline: longer, foretold: ahead, ...after } = fold([...some, foretold], farLater);
				expect(after).toEqual(before);
				expect(ahead.filter((key) => key !== "ahead")).toEqual(known);
				expect(longer.filter(({ key }) => key !== "ahead")).toEqual(timeline);
				const isShown = scan.code !== "note.position";
				expect(longer.filter(({ key }) => key === "ahead")).toHaveLength(isShown ? 1 : 0);
			}),
		);
	});

	test("shows a scan exactly when it was told after it was last taken back", () => {
		const [line] = told("17 08:00 in_transit.moving");
		const tellings = fc.array(fc.record({ back: fc.boolean(), minute: fc.nat(9) }), { minLength: 1, maxLength: 8 });
		const order = tellings.chain((all) =>
			fc.tuple(fc.constant(all), fc.shuffledSubarray(all, { minLength: all.length })),
		);
		fc.assert(
			fc.property(order, fc.nat(10), ([, shuffled], moment) => {
				const some = shuffled.map(({ back, minute }, index): Fact => {
					const provenance = [{ channel: "webhook", messageId: `msg_${minute}`, knownAt: later(minute) }] as const;
					return back
						? { kind: "withdrawal", key: `w${minute}`, withdraws: "s1", provenance }
						: { ...scanFact(line), account: `a${index % 2}`, provenance };
				});
				const known = shuffled.filter(({ minute }) => minute <= moment);
				const last = (back: boolean) =>
					Math.max(-1, ...known.flatMap((one) => (one.back === back ? [one.minute] : [])));
				expect(fold(some, later(moment)).timeline).toHaveLength(last(false) > last(true) ? 1 : 0);
			}),
		);
	});

	test("shows one position of a courier at most, the first of the newest quarter of a minute, while nothing but notes follows it", () => {
		const kinds = fc.constantFrom<Code>(
			"note.position",
			"note.position",
			"note.information",
			"out_for_delivery.on_vehicle",
		);
		fc.assert(
			fc.property(journeyOf(kinds), (scans) => {
				const positions = scans.filter(({ scan }) => scan.code === "note.position");
				const slot = ({ scan }: ScanFact) => Math.floor(scan.at / 15_000);
				const [newest] = positions.toSorted(
					(a, b) => slot(b) - slot(a) || a.scan.at - b.scan.at || (a.scan.key < b.scan.key ? 1 : -1),
				);
				const isPast = scans.some(({ scan }) => {
					if (newest === undefined || scan.code.startsWith("note.")) return false;
					const { time, at } = newest.scan;
					return scan.time.precision === "day" ? scan.time.local > time.local.slice(0, 10) : scan.at > at;
				});
				const { timeline } = fold(scans, farLater);
				const shown = timeline.flatMap(({ code, key }) => (code === "note.position" ? [key] : []));
				expect(shown).toEqual(newest === undefined || isPast ? [] : [newest.scan.key]);
				const others = scans.filter(({ scan }) => scan.code !== "note.position");
				const rest = timeline.filter(({ code }) => code !== "note.position");
				expect(rest).toEqual(fold(others, farLater).timeline);
			}),
		);
	});

	test("does not alter the facts it is given", () => {
		fc.assert(
			fc.property(facts, (some) => {
				const before = structuredClone(some);
				fold(some, farLater);
				expect(some).toEqual(before);
			}),
		);
	});
});

describe("the ladder", () => {
	test("never goes down, however many scans follow", () => {
		fc.assert(
			fc.property(journeyOf(fc.constantFrom(...onLadder)), (scans) => {
				const ordered = fold(scans, farLater).timeline.map((line) => scans.find((one) => one.scan.key === line.key));
				let rung = -1;
				for (let count = 1; count <= ordered.length; count++) {
					const some = ordered.slice(0, count).flatMap((one) => (one === undefined ? [] : [one]));
					const next = rungOf(fold(some, farLater).code) ?? -1;
					expect(next).toBeGreaterThanOrEqual(rung);
					rung = next;
				}
			}),
		);
	});

	test("stands on the highest rung told", () => {
		fc.assert(
			fc.property(journeyOf(fc.constantFrom(...onLadder)), (scans) => {
				const highest = Math.max(0, ...scans.map((one) => rungOf(one.scan.code) ?? 0));
				expect(rungOf(fold(scans, farLater).code)).toBe(highest);
			}),
		);
	});

	test("keeps a delivery against everything later but another delivery or the way back", () => {
		const early = journeyOf(anyCode, fc.integer({ min: 0, max: 2 * 24 * 60 }));
		const lesser = codes.filter((code) => (rungOf(code) ?? 0) < 5);
		const late = journeyOf(fc.constantFrom(...lesser), fc.integer({ min: 4 * 24 * 60, max: 6 * 24 * 60 }));
		const delivery = scanOf(fc.constant<Code>("delivered.signed"), fc.constant(3 * 24 * 60 + 60));
		fc.assert(
			fc.property(early, delivery, late, (before, signed, after) => {
				const end = named(signed, "end");
				const renamed = after.map((one) => ({ ...one, scan: { ...one.scan, key: `late-${one.scan.key}` } }));
				const state = fold([...before, end, ...renamed], farLater);
				expect(state.code).toBe("delivered.signed");
				expect(state.deliveredAt?.local).toBe(end.scan.time.local);
			}),
		);
	});

	test("comes back to where it was when an exception is over", () => {
		const moved = codes.filter((code) => (rungOf(code) ?? 0) >= 2 && (rungOf(code) ?? 9) <= 4);
		const before = journeyOf(fc.constantFrom(...moved), fc.integer({ min: 0, max: 2 * 24 * 60 }));
		const exceptions = codes.filter((code) => code.startsWith("exception."));
		const exception = scanOf(fc.constantFrom(...exceptions), fc.constant(3 * 24 * 60 + 60));
		const after = scanOf(fc.constantFrom(...moved), fc.constant(4 * 24 * 60 + 60));
		fc.assert(
			fc.property(before, exception, after, (road, trouble, relief) => {
				const [troubled, relieved] = [named(trouble, "trouble"), named(relief, "relief")];
				expect(fold([...road, troubled], farLater).milestone).toBe("exception");
				const { milestone, code } = fold([...road, troubled, relieved], farLater);
				expect({ milestone, code }).toEqual(expect.objectContaining(shownBy([...road, relieved])));
			}),
		);
	});

	test("takes a scan back as if it had never been told", () => {
		fc.assert(
			fc.property(journeyOf(anyCode), fc.nat(14), (scans, index) => {
				const taken = scans[index % Math.max(1, scans.length)];
				if (taken === undefined) return;
				const provenance = taken.provenance;
				const back: Fact = { kind: "withdrawal", key: "w", withdraws: taken.scan.key, provenance };
				const others = scans.filter((one) => one !== taken);
				expect(fold([...scans, back], farLater)).toEqual(fold(others, farLater));
			}),
		);
	});

	test("ends only where nothing more is expected", () => {
		fc.assert(
			fc.property(journeyOf(anyCode), (scans) => {
				const { terminal, code } = fold(scans, farLater);
				expect(terminal).toBe(CODES[code].terminal);
				if (isFinalRung(rungOf(code) ?? -1) && code !== "delivered.disputed") expect(terminal).toBe(true);
			}),
		);
	});
});

function later(minute: number): string {
	return iso(inTheEnd + minute);
}

function named({ scan }: ScanFact, key: string): ScanFact {
	return { kind: "scan", scan: { ...scan, piece: null, key }, provenance: toldInTheEnd };
}

function shownBy(scans: readonly ScanFact[]) {
	const { milestone, code } = fold(scans, farLater);
	return { milestone, code };
}
