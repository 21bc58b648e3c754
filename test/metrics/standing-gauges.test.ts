import { expect, test } from "vitest";
import { standingGauges } from "../../src/metrics/standing-gauges.ts";
import type { Standing } from "../../src/store/standing.ts";

const QUEUE = { waiting: 3, overdueSeconds: 60 };
const STANDING: Standing = {
	carriers: [
		{
			...{ carrier: "usps", ok: 1, failing: 0, unknown: 0, resting: 0, failingSince: null },
			...{ heardAt: "2026-11-22T10:00:00Z", hourSpent: 58, daySpent: 900, overdueSeconds: 5 },
		},
	],
	...{ deliveries: QUEUE, mails: QUEUE, notices: QUEUE, imports: QUEUE, reviews: QUEUE },
	readers: [{ name: "webhooks", behindSeconds: 2 }],
	databaseBytes: 5_000_000,
};

test("what is left of a quota is what the carrier allows less what was spent, and never below nothing", async () => {
	const quotaOf = () => ({ perHour: 60, perDay: 800 });
	const gauges = standingGauges({ read: async () => STANDING, quotaOf, onError: fail });
	expect(await gauges.refresh()).toBe(STANDING);
	const text = await gauges.registry.metrics();
	expect(text).toContain('wayline_quota_left{carrier="usps",window="hour"} 2\n');
	expect(text).toContain('wayline_quota_left{carrier="usps",window="day"} 0\n');
	expect(text).toContain('wayline_carrier_heard_timestamp_seconds{carrier="usps"} 1795341600\n');
	expect(text).not.toContain("wayline_carrier_failing_since_timestamp_seconds{");
	expect(text).toContain('wayline_waiting{queue="mails"} 3\n');
	expect(text).toContain('wayline_outbox_behind_seconds{reader="webhooks"} 2\n');
});

test("the database is asked once for all who ask within a while, and again after it", async () => {
	let reads = 0;
	let nowMs = 0;
	const read = async () => {
		reads++;
		return STANDING;
	};
	const gauges = standingGauges({ read, quotaOf: () => ({}), onError: fail, keptMs: 1_000, nowMs: () => nowMs });
	await Promise.all([gauges.refresh(), gauges.refresh()]);
	await gauges.refresh();
	expect(reads).toBe(1);
	nowMs = 1_000;
	await gauges.refresh();
	expect(reads).toBe(2);
});

test("a database that does not say in time is waited for no longer, and not asked twice", async () => {
	let reads = 0;
	let say: (standing: Standing) => void = () => {};
	const read = () => {
		reads++;
		return new Promise<Standing>((resolve) => {
			say = resolve;
		});
	};
	const gauges = standingGauges({ read, quotaOf: () => ({}), onError: fail, patienceMs: 5 });
	expect(await gauges.refresh()).toBe(null);
	expect(await gauges.refresh()).toBe(null);
	expect(reads).toBe(1);
	say(STANDING);
	await expect.poll(() => gauges.refresh()).toBe(STANDING);
});

test("a failure is told, and what was known before is not passed off as new", async () => {
	const failures: unknown[] = [];
	let nowMs = 0;
	let isAway = false;
	const read = async () => {
		if (isAway) throw new Error("away");
		return STANDING;
	};
	const onError = (error: unknown) => void failures.push(error);
	const gauges = standingGauges({ read, quotaOf: () => ({}), onError, keptMs: 1_000, nowMs: () => nowMs });
	expect(await gauges.refresh()).toBe(STANDING);
	[isAway, nowMs] = [true, 2_000];
	expect(await gauges.refresh()).toBe(null);
	expect(failures).toHaveLength(1);
});

function fail(error: unknown): void {
	throw error;
}
