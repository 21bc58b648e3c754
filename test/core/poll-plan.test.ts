import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { PollQuery } from "../../src/core/poll-plan.ts";
import { nextPollAt } from "../../src/core/poll-plan.ts";
import { CONDITIONS, MILESTONES } from "../../src/core/status.ts";

const start = Date.parse("2026-03-01T00:00:00Z");
const hourMs = 3_600_000;
const atHour = (hours: number) => new Date(start + hours * hourMs).toISOString();
const query: PollQuery = {
	id: "shp_sample",
	milestone: "in_transit",
	condition: "ok",
	terminal: false,
	createdAt: atHour(0),
	lastScanAt: atHour(0),
	lastPolledAt: atHour(1),
	failures: 0,
	following: "following",
	isTold: false,
	etaTo: null,
};

const spread = 1.1;

const unknown = { milestone: "pending", lastScanAt: null } as const;
const delivered = { milestone: "delivered", terminal: true } as const;
const day = 24;

describe("a parcel is asked about", () => {
	test("at once when it never was", () => {
		expect(nextPollAt({ ...query, lastPolledAt: null })).toBe(query.createdAt);
	});

	test.each<[string, Partial<PollQuery>, number | null]>([
		["every 4 hours while its number is new and unknown", { ...unknown }, 4],
		["every 8 hours in its first week unknown", { ...unknown, lastPolledAt: atHour(3 * day) }, 8],
		["once a day in its first month unknown", { ...unknown, lastPolledAt: atHour(29 * day) }, 24],
		["no more after 30 days unknown", { ...unknown, lastPolledAt: atHour(30 * day) }, null],
		["every 4 hours with a fresh label", { milestone: "info_received" }, 4],
		["every 2 hours on the road", {}, 2],
		["every 12 hours when the road is quiet for a week", { lastPolledAt: atHour(8 * day) }, 12],
		["no more when the road is quiet for 90 days", { lastPolledAt: atHour(90 * day) }, null],
		["every hour on the road on the day it is expected", { etaTo: atHour(20) }, 1],
		["every 10 minutes while it is out for delivery", { milestone: "out_for_delivery" }, 1 / 6],
		["every hour when it went out yesterday", { milestone: "out_for_delivery", lastPolledAt: atHour(20) }, 1],
		["every 4 hours while it waits at a shop", { milestone: "ready_for_pickup" }, 4],
		["every 6 hours on its way back", { milestone: "returning" }, 6],
		[
			"at least every 4 hours while the buyer must act",
			{ condition: "action_required", lastPolledAt: atHour(8 * day) },
			4,
		],
		["6 hours after its delivery", { ...delivered, lastPolledAt: atHour(0) }, 6],
		["again a day after its delivery", { ...delivered, lastPolledAt: atHour(7) }, 17],
		["again three days after its delivery", { ...delivered, lastPolledAt: atHour(25) }, 2 * day - 1],
		["for the last time 15 days after its delivery", { ...delivered, lastPolledAt: atHour(8 * day) }, 7 * day],
		["no more after that", { ...delivered, lastPolledAt: atHour(15 * day) }, null],
		["on and on when only a part is delivered", { milestone: "delivered" }, 2],
		["5 minutes after a first failure", { failures: 1 }, 1 / 12],
		["more seldom with every failure", { failures: 4 }, 2 / 3],
		["at least every 6 hours however often it failed", { failures: 50 }, 6],
		[
			"no more, failure or not, once the plan has ended",
			{ failures: 3, ...delivered, lastPolledAt: atHour(400) },
			null,
		],
		["every 12 hours on the road while its carrier posts what is new", { isTold: true }, 12],
		["once a day when the road is quiet and its carrier posts", { isTold: true, lastPolledAt: atHour(8 * day) }, 24],
		["every hour at the door while its carrier posts", { isTold: true, milestone: "out_for_delivery" }, 1],
		["never where its carrier is not connected", { following: "needs-connection" }, null],
		["never where its carrier only pushes", { following: "push-only" }, null],
	])("%s", (_when, other, hours) => {
		const asked = { ...query, ...other };
		const next = nextPollAt(asked);
		if (hours === null || next === null) return expect(next).toBe(hours);
		const waited = (Date.parse(next) - Date.parse(asked.lastPolledAt ?? "")) / hourMs;
		expect(waited).toBeGreaterThanOrEqual(hours);
		expect(waited).toBeLessThanOrEqual(hours * spread);
	});
});

const anyQuery = fc
	.record({
		id: fc.string(),
		milestone: fc.constantFrom(...MILESTONES),
		condition: fc.constantFrom(...CONDITIONS),
		terminal: fc.boolean(),
		failures: fc.nat(60),
		polled: fc.nat(3000),
		scanned: fc.option(fc.nat(3000)),
		eta: fc.option(fc.nat(3000)),
		isTold: fc.boolean(),
	})
	.map(
		({ polled, scanned, eta, ...rest }): PollQuery => ({
			...rest,
			createdAt: atHour(0),
			lastPolledAt: atHour(polled),
			lastScanAt: scanned === null ? null : atHour(scanned),
			etaTo: eta === null ? null : atHour(eta),
			following: "following",
		}),
	);

test("the next poll is always after the last, and the same for the same query", () => {
	fc.assert(
		fc.property(anyQuery, (asked) => {
			const next = nextPollAt(asked);
			expect(nextPollAt({ ...asked })).toBe(next);
			if (next !== null) expect(Date.parse(next)).toBeGreaterThan(Date.parse(asked.lastPolledAt ?? ""));
		}),
	);
});

test("every parcel without news is let go in the end, by its own polls", () => {
	fc.assert(
		fc.property(anyQuery, (asked) => {
			let polled: string | null = asked.lastPolledAt;
			let polls = 0;
			while (polled !== null && polls++ < 30_000) polled = nextPollAt({ ...asked, failures: 0, lastPolledAt: polled });
			expect(polled).toBeNull();
		}),
		{ numRuns: 30 },
	);
});

test("a thousand parcels of one minute are not asked about in one minute", () => {
	const next = Array.from({ length: 1000 }, (_, index) => nextPollAt({ ...query, id: `shp_${index}` }) ?? "");
	const perMinute = countByMinute(next);
	expect(Math.max(...perMinute.values())).toBeLessThan(200);
	expect(perMinute.size).toBeGreaterThan(10);
});

function countByMinute(instants: readonly string[]): ReadonlyMap<string, number> {
	const counts = new Map<string, number>();
	for (const instant of instants) counts.set(instant.slice(0, 16), (counts.get(instant.slice(0, 16)) ?? 0) + 1);
	return counts;
}
