import { describe, expect, test } from "vitest";
import type { ParcelState } from "../../src/core/fold.ts";
import { fold } from "../../src/core/fold.ts";
import { farLater, told } from "./told.ts";

/** What is told, in the lines of told.ts, and what the parcel then shows: `code, condition, who can act`. */
export type Case = readonly [guarantee: string, facts: string, shows: string, more?: Partial<ParcelState>];

/** Proves each case in the order given, backwards, rotated, and with everything told twice. */
export function proveCases(name: string, cases: readonly Case[]): void {
	describe(name, () => {
		for (const [guarantee, lines, shows, more = {}] of cases) {
			test(guarantee, () => {
				const facts = told(lines);
				const state = fold(facts, farLater);
				expect(summary(state)).toBe(shows);
				expect(state).toMatchObject(more);
				expect(state.code.startsWith(`${state.milestone}.`)).toBe(true);
				for (const others of [facts.toReversed(), [...facts, ...facts], [...facts.slice(1), ...facts.slice(0, 1)]]) {
					expect(fold(others, farLater)).toEqual(state);
				}
			});
		}
	});
}

export function summary({ code, condition, actionBy }: ParcelState): string {
	return `${code}, ${condition}, ${actionBy}`;
}
