import fc from "fast-check";
import { expect, test } from "vitest";
import type { Fact, ScanFact, WithdrawalFact } from "../../src/core/facts.ts";
import { fold } from "../../src/core/fold.ts";
import { replacedPositions } from "../../src/core/positions.ts";
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

function takenBack(minute: number): WithdrawalFact {
	const { provenance } = account("in_transit.moving", minute, "webhook");
	return { kind: "withdrawal", key: `w${minute}`, withdraws: line.scan.key, provenance };
}

/** Where the courier was at a minute, told by a message of a minute. */
function position(at: number, toldAt = at): ScanFact {
	const { provenance } = account("note.position", toldAt, "webhook");
	const moment = Date.parse("2026-03-18T00:00:00Z") + at * 60_000;
	return { kind: "scan", scan: { ...line.scan, code: "note.position", key: `p${at}`, at: moment }, provenance };
}

/** What is kept after each was told, one message after the other. */
function keep(tellings: readonly Fact[]): readonly Fact[] {
	let known: readonly Fact[] = [];
	for (const fact of tellings) {
		const all = [...known, ...factsThatAreNews([fact], known)];
		const replaced = replacedPositions(all.filter((one) => one.kind === "scan"));
		known = all.filter((one) => one.kind !== "scan" || !replaced.has(one));
	}
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

test("a scan that was taken back and is told again stands again, until it is taken back again", () => {
	const moving = (minute: number) => account("in_transit.moving", minute, "webhook");
	const known = keep([
		moving(1),
		takenBack(2),
		takenBack(3),
		moving(4),
		moving(5),
		takenBack(6),
		takenBack(7),
		moving(8),
	]);
	expect(known.map(({ provenance }) => provenance[0]?.messageId)).toEqual(
		[1, 2, 4, 6, 8].map((minute) => `msg_webhook_${minute}`),
	);
	const lines = [1, 2, 4, 5, 6, 7, 8].map((minute) =>
		fold(known, account("in_transit.moving", minute).provenance[0]?.knownAt ?? ""),
	);
	expect(lines.map(({ timeline }) => timeline.length)).toEqual([1, 0, 1, 1, 0, 0, 1]);
});

test("what is kept of tellings and withdrawals shows at any moment what all of them would", () => {
	const steps = fc.array(fc.boolean(), { minLength: 1, maxLength: 12 });
	fc.assert(
		fc.property(steps, fc.nat(12), (withdrawals, moment) => {
			const facts = withdrawals.map((isBack, minute) =>
				isBack ? takenBack(minute) : account("in_transit.moving", minute, "webhook"),
			);
			const asOf = account("in_transit.moving", moment).provenance[0]?.knownAt ?? "";
			const last = withdrawals[Math.min(moment, withdrawals.length - 1)];
			expect(fold(keep(facts), asOf).timeline).toHaveLength(last ? 0 : 1);
			// A batch of several messages is judged as they would be one after the other.
			expect(fold(factsThatAreNews(facts, []), asOf).timeline).toHaveLength(last ? 0 : 1);
		}),
	);
});

test("of a courier's positions the newest alone is kept, in whatever order they come", () => {
	const minutes = fc.uniqueArray(fc.nat(60), { minLength: 1, maxLength: 20 });
	fc.assert(
		fc.property(minutes, (all) => {
			const known = keep(all.map((at, index) => position(at, 60 + index)));
			expect(known.map((fact) => fact.kind === "scan" && fact.scan.key)).toEqual([`p${Math.max(...all)}`]);
			expect(
				factsThatAreNews(
					all.map((at, index) => position(at, 60 + index)),
					known,
				),
			).toEqual([]);
		}),
	);
});

test("of several positions in one quarter of a minute the earliest counts, and the others change nothing", () => {
	const seconds = fc.uniqueArray(fc.nat(90), { minLength: 1, maxLength: 30 });
	const at = (second: number) => position(second / 60, 60 + second);
	fc.assert(
		fc.property(seconds, (all) => {
			const lastSlot = Math.max(...all.map((second) => Math.floor(second / 15)));
			const first = Math.min(...all.filter((second) => Math.floor(second / 15) === lastSlot));
			const known = keep(all.map(at));
			expect(known).toEqual([at(first)]);
			expect(factsThatAreNews(all.map(at), known)).toEqual([]);
			expect(fold(all.map(at), now).timeline.map(({ key }) => key)).toEqual([`p${first / 60}`]);
		}),
	);
	const inOrder = [0, 5, 10, 14, 15, 20];
	const news = inOrder.map(
		(second, index) => factsThatAreNews([at(second)], keep(inOrder.slice(0, index).map(at))).length,
	);
	expect(news).toEqual([1, 0, 0, 0, 1, 0]);
});

test("a position from the future keeps no later one out", () => {
	const future = position(3 * 24 * 60, 1);
	expect(keep([future, position(2)])).toEqual([position(2)]);
	expect(keep([position(2), future])).toEqual([position(2)]);
});

test("a last day that is told later is news, and the day before stays known as of its time", () => {
	const until = (day: string, minute: number): ScanFact => {
		const fact = account("ready_for_pickup.at_point", minute);
		const pickup = { name: "Kiosk", address: null, hours: [], until: day, lat: null, lng: null };
		return { ...fact, scan: { ...fact.scan, details: { pickup } } };
	};
	const known = keep([until("2026-03-25", 1), until("2026-03-25", 2), until("2026-03-27", 3)]);
	expect(known).toHaveLength(2);
	const lastDayAt = (asOf: string) => fold(known, asOf).timeline[0]?.details?.pickup?.until;
	expect(lastDayAt(now)).toBe("2026-03-27");
	expect(lastDayAt("2026-03-18T00:02:30Z")).toBe("2026-03-25");
	expect(keep([account("ready_for_pickup.at_point", 1), until("2026-03-25", 2)])).toHaveLength(2);
});
