import { expect, test } from "vitest";
import { createMeters } from "../../src/metrics/meters.ts";

test("what callers make up becomes no series: a method is one of six or other, a carrier one of ours or unknown", async () => {
	const { registry, answered, posted } = createMeters();
	for (const method of ["GET", "BREW", "x".repeat(50)]) answered({ route: "/t/:token", method, status: 404, ms: 5 });
	posted(null, "nowhere");
	const text = await registry.metrics();
	expect(text).toContain('wayline_http_requests_total{route="/t/:token",method="GET",status="4xx"} 1\n');
	expect(text).toContain('wayline_http_requests_total{route="/t/:token",method="other",status="4xx"} 2\n');
	expect(text).toContain('wayline_webhooks_total{carrier="unknown",outcome="nowhere"} 1\n');
	expect(text).not.toMatch(/BREW|xxx/);
});

test("calls to carriers are counted by what came of them", async () => {
	const { registry, asked } = createMeters();
	for (const outcome of ["ok", "ok", "rate-limited"]) asked("usps", outcome);
	const text = await registry.metrics();
	expect(text).toContain('wayline_polls_total{carrier="usps",outcome="ok"} 2\n');
	expect(text).toContain('wayline_polls_total{carrier="usps",outcome="rate-limited"} 1\n');
});

test("a job that fails is counted and told, and its last success stands", async () => {
	const { registry, job } = createMeters();
	const told: unknown[] = [];
	const { onDone, onError } = job("housekeeping", (error) => told.push(error));
	expect(await registry.metrics()).toContain('wayline_job_failures_total{job="housekeeping"} 0\n');
	const before = Date.now() / 1000;
	onDone();
	onError(new Error("away"));
	const text = await registry.metrics();
	expect(text).toContain('wayline_job_failures_total{job="housekeeping"} 1\n');
	const [, at] = /last_success_timestamp_seconds\{job="housekeeping"\} ([\d.]+)/.exec(text) ?? [];
	expect(Number(at)).toBeGreaterThanOrEqual(before - 1);
	expect(told).toHaveLength(1);
});
