import { expect, test } from "vitest";
import { correct } from "../../src/core/corrections.ts";
import type { CorrectionFact, Fact } from "../../src/core/facts.ts";
import { fold } from "../../src/core/fold.ts";
import { farLater, told } from "./told.ts";

const onLeg = (leg: number, lines: string): readonly Fact[] =>
	told(lines).map((fact): Fact => {
		if (fact.kind !== "scan") return fact;
		return { ...fact, scan: { ...fact.scan, leg, key: `${fact.scan.key}-${leg}` } };
	});
const said = (day: string, leg: number, among: number): CorrectionFact => {
	const knownAt = `2026-03-${day}T12:00:00Z`;
	const provenance = [{ channel: "seller" as const, messageId: "", knownAt }];
	return { kind: "correction", key: `said-${day}`, leg, among, at: Date.parse(knownAt), provenance };
};

const wrong = onLeg(1, "17 08:00 delivered.to_recipient known 17 09:00");
const right = onLeg(2, "16 08:00 in_transit.moving known 18 09:00");

test("what a wrong leg told decides nothing from the correction on, and did before", () => {
	const facts = [...wrong, ...right, said("18", 2, 2)];
	expect(fold(facts, farLater)).toMatchObject({ milestone: "in_transit", deliveredAt: null });
	expect(fold(facts, farLater).timeline.map(({ leg }) => leg)).toEqual([2]);
	expect(fold(facts, "2026-03-17T23:00:00Z").milestone).toBe("delivered");
	expect(fold(facts.toReversed(), farLater)).toEqual(fold(facts, farLater));
});

test("the last word counts, and a leg that was opened after it belongs to the right one", () => {
	const onward = onLeg(3, "19 08:00 out_for_delivery.on_vehicle known 19 09:00");
	const facts = [...wrong, ...right, said("18", 2, 2), ...onward];
	expect(fold(facts, farLater).milestone).toBe("out_for_delivery");
	const back = [...facts, said("20", 1, 3)];
	expect(fold(back, farLater).milestone).toBe("delivered");
	expect(correct(back).leg).toBe(1);
	expect(fold(back, "2026-03-19T23:00:00Z").milestone).toBe("out_for_delivery");
});

test("nothing is lost: what does not count is set apart, with what takes its scans back", () => {
	const facts = [...wrong, ...told("withdraw s1-1 known 17 10:00"), ...right, said("18", 2, 2)];
	const { standing, aside } = correct(facts);
	expect(new Set([...standing, ...aside])).toEqual(new Set(facts));
	expect(fold(aside, farLater).timeline).toEqual([]);
	expect(correct(wrong)).toEqual({ standing: wrong, aside: [], leg: 1 });
});
