import { expect, test } from "vitest";
import { type AskKnown, askDueMs, cameAtMs, type WaitingAsk, weighAsks } from "../../../src/core/notices/asks.ts";
import { REVIEW_STAGES } from "../../../src/core/review.ts";

const DAY = 24 * 3_600_000;
const CAME = Date.parse("2026-11-02T10:00:00Z");
const utc = { wallClockOf: (ms: number) => ms, instantOf: (ms: number) => ms };
const WELL: AskKnown = {
	...{ isAskable: true, isReviewed: false, isOthersToCome: false, isGroupAsked: false, clock: utc },
};
const RULES = { stages: REVIEW_STAGES, quiet: null, toldAtMs: null };
const ask = (stage: WaitingAsk["stage"], cameMs = CAME, group = "order") => {
	return {
		stage,
		dueMs: askDueMs(stage, cameMs),
		group,
		name: `${stage} ${new Date(cameMs).toISOString().slice(8, 13)}`,
	};
};
type Named = ReturnType<typeof ask>;

/** What becomes of each at a moment: asked, why not, or for how many hours it waits. */
function weighed(
	asks: readonly Named[],
	nowMs: number,
	known: (ask: Named) => AskKnown | null = () => WELL,
	rules: Parameters<typeof weighAsks>[2] = RULES,
) {
	const { asked, dropped, later } = weighAsks(asks, known, rules, nowMs);
	return {
		asked: asked.map(({ name }) => name),
		...Object.fromEntries(dropped.map(({ ask: { name }, because }) => [name, because])),
		...Object.fromEntries(later.map(({ ask: { name }, untilMs }) => [name, (untilMs - nowMs) / 3_600_000])),
	};
}

test("the delivery is asked a day after it came, the things two weeks after, a follow-up three months after his review", () => {
	const asks = REVIEW_STAGES.map((stage) => ask(stage));
	expect(weighed(asks, CAME + DAY - 1)).toMatchObject({ asked: [] });
	expect(weighed([ask("delivery")], CAME + DAY)).toEqual({ asked: ["delivery 02T10"] });
	expect(weighed([ask("product")], CAME + 14 * DAY - 3_600_000)).toEqual({ asked: [], "product 02T10": 1 });
	expect(weighed([ask("product")], CAME + 14 * DAY)).toEqual({ asked: ["product 02T10"] });
	expect(weighed([ask("follow-up")], CAME + 90 * DAY)).toEqual({ asked: ["follow-up 02T10"] });
});

test("a clock that was down asks nothing that is stale", () => {
	for (const [stage, days] of [
		["delivery", 8],
		["product", 28],
		["follow-up", 120],
	] as const) {
		expect(weighed([ask(stage)], CAME + days * DAY)).toEqual({ asked: [`${stage} 02T10`] });
		expect(weighed([ask(stage)], CAME + days * DAY + 1)).toEqual({ asked: [], [`${stage} 02T10`]: "over" });
	}
});

test("nobody is asked what he said, what the shop asks no more, or of a parcel that is his no more", () => {
	const one = [ask("delivery")];
	const now = CAME + DAY;
	expect(weighed(one, now, () => ({ ...WELL, isReviewed: true }))).toEqual({ asked: [], "delivery 02T10": "reviewed" });
	expect(weighed(one, now, () => null)).toEqual({ asked: [], "delivery 02T10": "unwanted" });
	const without = { ...RULES, stages: ["product"] as const };
	expect(weighed(one, now, () => WELL, without)).toEqual({ asked: [], "delivery 02T10": "unwanted" });
});

test("while something is wrong with a parcel it is looked at again each day", () => {
	const ill = () => ({ ...WELL, isAskable: false });
	expect(weighed([ask("delivery")], CAME + DAY, ill)).toEqual({ asked: [], "delivery 02T10": 24 });
	expect(weighed([ask("delivery")], CAME + 8 * DAY + 1, ill)).toEqual({ asked: [], "delivery 02T10": "over" });
});

test("parcels of an order that came on one day are asked of in one mail, those of two days in two", () => {
	const [morning, evening] = [ask("delivery"), ask("delivery", CAME + 8 * 3_600_000)];
	expect(weighed([morning, evening], CAME + DAY)).toEqual({ asked: [], "delivery 02T10": 8, "delivery 02T18": 8 });
	expect(weighed([morning, evening], evening.dueMs)).toEqual({ asked: ["delivery 02T18", "delivery 02T10"] });
	const nextDay = ask("delivery", CAME + DAY);
	expect(weighed([morning, nextDay], morning.dueMs)).toEqual({ asked: ["delivery 02T10"], "delivery 03T10": 24 });
});

test("the things of an order are asked of once, with the last parcel of it that came", () => {
	const [first, last] = [ask("product"), ask("product", CAME + 5 * DAY)];
	expect(weighed([first, last], first.dueMs)).toEqual({ asked: [], "product 02T10": 120, "product 07T10": 120 });
	expect(weighed([first, last], last.dueMs)).toEqual({ asked: ["product 07T10", "product 02T10"] });
	expect(weighed([last], last.dueMs, () => ({ ...WELL, isGroupAsked: true }))).toEqual({
		asked: [],
		"product 07T10": "over",
	});
});

test("the things of an order wait a week for a parcel that is still to come, and no longer", () => {
	const others = () => ({ ...WELL, isOthersToCome: true });
	const one = ask("product");
	expect(weighed([one], one.dueMs, others)).toEqual({ asked: [], "product 02T10": 24 });
	expect(weighed([one], one.dueMs + 7 * DAY, others)).toEqual({ asked: ["product 02T10"] });
});

test("nothing is asked in the quiet hours, nor within an hour of another mail, nor two things at once", () => {
	const night = { from: "21:00", to: "12:00" };
	expect(weighed([ask("delivery")], CAME + DAY, () => WELL, { ...RULES, quiet: night })).toEqual({
		asked: [],
		"delivery 02T10": 2,
	});
	expect(weighed([ask("delivery")], CAME + DAY, () => WELL, { ...RULES, toldAtMs: CAME + DAY - 1_800_000 })).toEqual({
		asked: [],
		"delivery 02T10": 0.5,
	});
	const [one, other] = [ask("delivery"), ask("delivery", CAME, "another")];
	expect(weighAsks([one, other], () => WELL, RULES, CAME + DAY)).toMatchObject({
		asked: [{ group: "order" }],
		later: [{ ask: { group: "another" }, untilMs: CAME + DAY + 3_600_000 }],
	});
});

test("when it came is the carrier's word, never after it was heard, and noon of a day without an hour", () => {
	const heard = CAME + 3_600_000;
	const at = (instant: string | null, local: string) => cameAtMs({ deliveredAt: { instant, local } }, heard);
	expect(at("2026-11-02T10:00:00Z", "2026-11-02T11:00:00")).toBe(CAME);
	expect(at("2026-12-02T10:00:00Z", "2026-12-02T11:00:00")).toBe(heard);
	expect(at(null, "2026-11-01")).toBe(Date.parse("2026-11-01T12:00:00Z"));
	expect(cameAtMs({ deliveredAt: null }, heard)).toBe(heard);
});
