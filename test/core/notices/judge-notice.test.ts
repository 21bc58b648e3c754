import { describe, expect, test } from "vitest";
import { CODES } from "../../../src/core/codes.ts";
import { judgeNotice, type ToldBefore, type WaitingNotice } from "../../../src/core/notices/judge-notice.ts";
import { CONFIRM_MS } from "../../../src/core/notices/when-told.ts";
import type { PageScan, ParcelPage } from "../../../src/core/page.ts";
import { type Code, milestoneOf } from "../../../src/core/status.ts";

const HEARD = Date.parse("2026-11-20T10:00:00Z");
const SOON = HEARD + 180_000;

type Known = Pick<ParcelPage, "milestone" | "code" | "condition" | "actionBy" | "scans" | "eta">;

function page(code: Code, scans: readonly Code[], more: Partial<Known> = {}): Known {
	const { condition, actionBy } = CODES[code];
	const milestone = milestoneOf(code);
	if (milestone === "note") throw new Error("A note is no status.");
	const standing = {
		milestone,
		code,
		condition: condition === "keep" ? "ok" : condition,
		actionBy,
		eta: null,
	} as const;
	return { ...standing, scans: scans.map(scan), ...more };
}

function scan(code: Code, index: number): PageScan {
	const local = `2026-11-${String(10 + index).padStart(2, "0")}T10:00:00`;
	const time = { local, zone: "Europe/Copenhagen", zoneSource: "carrier", instant: null, precision: "second" } as const;
	return {
		key: String(index),
		milestone: milestoneOf(code),
		code,
		reason: "none",
		text: "",
		time,
		place: null,
		carrier: "push",
	};
}

const notice = (kind: WaitingNotice["kind"], code: Code, scans: number): WaitingNotice => {
	return { kind, code, heardAtMs: HEARD, scans };
};
const told = (code: Code, toldTo: string | null = null): ToldBefore => ({ code, toldTo });

const VAN = "out_for_delivery.on_vehicle";
const MOVING = "in_transit.moving";
const THERE = "delivered.to_recipient";

describe("news that stands is told", () => {
	test.each([
		["the first that is heard", notice("shipped", MOVING, 1), page(MOVING, [MOVING]), null],
		["a step forward", notice("delivered", THERE, 2), page(THERE, [VAN, THERE]), told(VAN)],
		[
			"another visit after a missed one",
			notice("out_for_delivery", VAN, 3),
			page(VAN, [VAN, "delivery_attempted.failed", VAN]),
			told("delivery_attempted.failed"),
		],
		[
			"what was overtaken meanwhile, because it happened",
			notice("out_for_delivery", VAN, 1),
			page(THERE, [VAN, THERE]),
			null,
		],
		[
			"that it comes later than was told",
			notice("later", MOVING, 1),
			page(MOVING, [MOVING], { eta: eta("2026-11-27") }),
			told(MOVING, "2026-11-24"),
		],
	] as const)("%s", (_case, waiting, known, before) => {
		expect(judgeNotice(waiting, known, before, SOON)).toEqual({ is: "told" });
	});
});

describe("what is not true any more is not told", () => {
	test.each([
		["a delivery that was taken back", notice("delivered", THERE, 2), page(VAN, [VAN]), "taken-back"],
		[
			"a delay that is over",
			notice("delayed", "in_transit.delayed_weather", 2),
			page(MOVING, ["in_transit.delayed_weather", MOVING]),
			"over",
		],
		["a silence that ended", notice("delayed", MOVING, 1), page(MOVING, [MOVING]), "over"],
		[
			"a later day that became the old one again",
			notice("later", MOVING, 1),
			page(MOVING, [MOVING], { eta: eta("2026-11-24") }),
			"over",
		],
	] as const)("%s", (_case, waiting, known, because) => {
		expect(judgeNotice(waiting, known, told(MOVING, "2026-11-24"), SOON)).toEqual({ is: "dropped", because });
	});
});

describe("a single word against all that was heard waits", () => {
	const back = notice("shipped", MOVING, 2);
	test.each([
		["on the road again after it was there", back, page(MOVING, [THERE, MOVING]), told(THERE)],
		[
			"lost after it was there",
			notice("problem", "exception.lost", 2),
			page("exception.lost", [THERE, "exception.lost"]),
			told(THERE),
		],
		[
			"found after it was lost",
			notice("out_for_delivery", VAN, 2),
			page(VAN, ["exception.lost", VAN]),
			told("exception.lost"),
		],
		[
			"on the road after it waited in a locker",
			back,
			page(MOVING, ["ready_for_pickup.locker", MOVING]),
			told("ready_for_pickup.locker"),
		],
		[
			"a status of the header that no scan tells of",
			notice("delivered", THERE, 2),
			page(THERE, [MOVING, VAN]),
			told(VAN),
		],
	] as const)("%s: until more is heard, or for hours", (_case, waiting, known, before) => {
		expect(judgeNotice(waiting, known, before, SOON)).toEqual({ is: "unconfirmed", untilMs: HEARD + CONFIRM_MS });
		expect(judgeNotice(waiting, known, before, HEARD + CONFIRM_MS)).toEqual({ is: "told" });
		const heardAgain = { ...known, scans: [...known.scans, scan(known.code, 5)] };
		expect(judgeNotice(waiting, heardAgain, before, SOON)).toEqual({ is: "told" });
	});

	test("a header alone is no contradiction where there are no scans", () => {
		expect(judgeNotice(notice("delivered", THERE, 0), page(THERE, []), null, SOON)).toEqual({ is: "told" });
	});
});

function eta(to: string): ParcelPage["eta"] {
	const window = { from: to, to, likely: null, level: null, dateOnly: true, zone: null } as const;
	return { ...window, source: "model", because: "" };
}
