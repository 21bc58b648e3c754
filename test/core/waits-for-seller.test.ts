import { expect, test } from "vitest";
import type { Silence } from "../../src/core/facts.ts";
import { waitsForSeller } from "../../src/core/waits-for-seller.ts";

const well = { condition: "ok", actionBy: "none", terminal: false, silence: null } as const;
const silence: Silence = {
	of: "s1",
	piece: null,
	deadline: "2026-03-20T08:00:00Z",
	code: "in_transit.no_update",
	because: {
		kind: "overdue",
		since: "2026-03-17T08:00:00Z",
		hours: 72,
		carrier: "dhl",
		phase: "linehaul",
		weekday: 2,
		basis: "stated",
		gaps: 0,
	},
};

test.each([
	["is well", well, false],
	["was noted", { ...well, condition: "notice" }, false],
	["is late for a reason", { ...well, condition: "delayed" }, false],
	["is silent", { ...well, condition: "stalled" }, true],
	["is silent by a fact of ours, whatever its status", { ...well, silence }, true],
	["waits for the shop", { ...well, condition: "action_required", actionBy: "sender" }, true],
	["waits for its buyer alone", { ...well, condition: "action_required", actionBy: "recipient" }, false],
	[
		"waits for its buyer, who says nothing",
		{ ...well, condition: "action_required", actionBy: "recipient", silence },
		true,
	],
	["is in trouble", { ...well, condition: "problem" }, true],
	["is in trouble that its buyer can end", { ...well, condition: "problem", actionBy: "recipient" }, false],
	["is disputed", { ...well, condition: "disputed" }, true],
	["is over, however it ended", { ...well, condition: "final_problem", actionBy: "sender", terminal: true }, false],
] as const)("a parcel that %s", (_name, state, waits) => {
	expect(waitsForSeller(state)).toBe(waits);
});
