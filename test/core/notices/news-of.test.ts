import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { CODES } from "../../../src/core/codes.ts";
import { isOldNews, isOnce, type NoticedStatus, newsOf } from "../../../src/core/notices/news-of.ts";
import { CONDITIONS, type Code, type Condition, isCode, milestoneOf } from "../../../src/core/status.ts";

const STATUSES = Object.keys(CODES)
	.filter(isCode)
	.filter((code) => milestoneOf(code) !== "note");

/** As the state has it where nothing else bears on it. */
function status(code: Code, condition: Condition | null = null): NoticedStatus {
	const facts = CODES[code];
	const milestone = milestoneOf(code);
	if (milestone === "note") throw new Error("A note is no status.");
	const own = facts.condition === "keep" ? "ok" : facts.condition;
	return { milestone, code, condition: condition ?? own, actionBy: facts.actionBy };
}

const REGISTERED = status("pending.registered");
const MOVING = status("in_transit.moving");

describe("what a change is to whoever waits for the parcel", () => {
	test.each([
		["the label", REGISTERED, status("info_received.label_created"), "announced"],
		["the carrier has it", status("info_received.label_created"), status("picked_up.collected"), "shipped"],
		["the first scan is on the road", status("info_received.label_created"), MOVING, "shipped"],
		["a step within the network", MOVING, status("in_transit.arrived_facility"), null],
		["it crosses the border", MOVING, status("in_transit.arrived_destination_country"), "on_its_way"],
		["duty is due", MOVING, status("in_transit.customs_duty_due"), "action_needed"],
		["it is held by the weather", MOVING, status("in_transit.delayed_weather"), "delayed"],
		["nothing was heard for long", MOVING, { ...MOVING, condition: "stalled" }, "delayed"],
		["it is damaged on the road", MOVING, status("in_transit.damaged"), "problem"],
		["the van", MOVING, status("out_for_delivery.on_vehicle"), "out_for_delivery"],
		[
			"nobody was met",
			status("out_for_delivery.on_vehicle"),
			status("delivery_attempted.recipient_absent"),
			"attempted",
		],
		["it waits in a locker", MOVING, status("ready_for_pickup.locker"), "to_collect"],
		["it is there", status("out_for_delivery.on_vehicle"), status("delivered.to_neighbour"), "delivered"],
		["it goes back", status("delivery_attempted.refused"), status("returning.to_sender"), "going_back"],
		["it is lost", MOVING, status("exception.lost"), "problem"],
		["the buyer says that he has not got it", status("delivered.signed"), status("delivered.disputed"), null],
		["the shop has to act", MOVING, { ...MOVING, condition: "action_required", actionBy: "sender" }, null],
		["the trouble is over", { ...MOVING, condition: "stalled" }, MOVING, null],
	] as const)("%s", (_case, before, after, kind) => {
		expect(newsOf(before, after)).toBe(kind);
	});

	test("what did not change is no news, of any status in any condition", () => {
		const one = fc.tuple(fc.constantFrom(...STATUSES), fc.constantFrom(...CONDITIONS));
		fc.assert(
			fc.property(one, ([code, condition]) => newsOf(status(code, condition), status(code, condition)) === null),
		);
	});

	test("each code that is worth telling a buyer of is told, whatever was before, but for his own word", () => {
		for (const code of STATUSES.filter((one) => one !== "delivered.disputed")) {
			const { notify } = CODES[code];
			if (notify !== "buyer" && notify !== "both") continue;
			expect(newsOf(REGISTERED, status(code)), code).not.toBeNull();
		}
	});

	test("beginnings and the call-off alone are told once of a parcel, whatever the day", () => {
		const once = STATUSES.map((code) => newsOf(REGISTERED, status(code))).filter(
			(kind) => kind !== null && isOnce(kind),
		);
		expect([...new Set(once)].sort()).toEqual(["announced", "cancelled", "shipped"]);
	});
});

test("a van of last week is old news; a parcel that waits to be collected is none", () => {
	const now = "2026-11-20T10:00:00.000Z";
	expect(isOldNews("out_for_delivery", "2026-11-12", now)).toBe(true);
	expect(isOldNews("out_for_delivery", "2026-11-19", now)).toBe(false);
	expect(isOldNews("to_collect", "2026-11-12", now)).toBe(false);
	expect(isOldNews("delayed", "", now)).toBe(false);
});
