import fc from "fast-check";
import { expect, test } from "vitest";
import type { Fact, ScanFact } from "../../src/core/facts.ts";
import { fold } from "../../src/core/fold.ts";
import type { Channel } from "../../src/core/scan.ts";
import type { Code } from "../../src/core/status.ts";
import { factsThatAreNews } from "../../src/ingest/facts-that-are-news.ts";
import { scanFact, told } from "../core/told.ts";

const line = scanFact(told("17 08:00 in_transit.moving")[0]);

/** The scan of the key in other words, told by a channel at a minute. */
function account(code: Code, minute: number, channel: Channel = "poll"): ScanFact {
	const knownAt = new Date(Date.parse("2026-03-18T00:00:00Z") + minute * 60_000).toISOString();
	return {
		kind: "scan",
		scan: { ...line.scan, code, text: code },
		provenance: [{ channel, messageId: `msg_${channel}_${minute}`, knownAt }],
	};
}

/** What is kept after each was told, one message after the other. */
function keep(tellings: readonly Fact[]): readonly Fact[] {
	const known: Fact[] = [];
	for (const fact of tellings) known.push(...factsThatAreNews([fact], known));
	return known;
}

const now = "2026-03-20T00:00:00Z";

test("the same words by the same channel are no news, however often", () => {
	expect(keep([account("in_transit.moving", 1), account("in_transit.moving", 2)])).toHaveLength(1);
});

test("a correction replaces what the carrier said, and the earlier word stays known as of its time", () => {
	const known = keep([account("delivered.to_recipient", 1), account("in_transit.misrouted", 10)]);
	expect(fold(known, now)).toMatchObject({
		code: "in_transit.misrouted",
		timeline: [{ text: "in_transit.misrouted" }],
	});
	expect(fold(known, "2026-03-18T00:05:00Z").code).toBe("delivered.to_recipient");
});

test("a carrier that goes back to its first word is taken at it", () => {
	const known = keep([
		account("delivered.to_recipient", 1),
		account("in_transit.misrouted", 2),
		account("delivered.to_recipient", 3),
	]);
	expect(fold(known, now).code).toBe("delivered.to_recipient");
	expect(fold(known, "2026-03-18T00:02:30Z").code).toBe("in_transit.misrouted");
});

test("the same words by another channel are one line with two provenances", () => {
	const known = keep([account("in_transit.moving", 1, "webhook"), account("in_transit.moving", 2, "poll")]);
	const { timeline } = fold(known, now);
	expect(timeline.map(({ provenance }) => provenance.map(({ channel }) => channel))).toEqual([["webhook", "poll"]]);
});

test("at any moment a channel's last word counts, and the order in which facts are read does not", () => {
	const codes = fc.constantFrom<Code>("in_transit.moving", "in_transit.misrouted", "out_for_delivery.on_vehicle");
	fc.assert(
		fc.property(fc.array(codes, { minLength: 1, maxLength: 12 }), fc.nat(12), (words, moment) => {
			const known = keep(words.map((code, minute) => account(code, minute)));
			const asOf = new Date(Date.parse("2026-03-18T00:00:30Z") + moment * 60_000).toISOString();
			const last = words[Math.min(moment, words.length - 1)];
			expect(fold(known, asOf).code).toBe(last);
			expect(fold(known.toReversed(), asOf)).toEqual(fold(known, asOf));
			expect(known.length).toBeLessThanOrEqual(words.length);
		}),
	);
});
