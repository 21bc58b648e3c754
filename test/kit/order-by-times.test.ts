import { expect, test } from "vitest";
import { orderByTimes } from "../../adapters/kit/index.ts";

test.each([
	[["2026-11-01T08:00:00", "2026-11-02T08:00:00"], "oldest-first"],
	[["2026-11-02T08:00:00", "2026-11-03", "2026-11-01T08:00:00"], "newest-first"],
	[["2026-11-02", "2026-11-02"], "none"],
	[["2026-11-02"], "none"],
	[["2026-11-02", undefined], "none"],
	[[], "none"],
])("tells from the ends of %j that it is %s", (times, order) => {
	expect(orderByTimes(times)).toBe(order);
});

test.each([
	[["2026-11-01", "2026-11-02"], "oldest-first"],
	[["2026-11-02", "2026-11-02"], "newest-first"],
	[["2026-11-02", undefined], "newest-first"],
])("keeps the carrier's own order where the ends of %j do not tell: %s", (times, order) => {
	expect(orderByTimes(times, "newest-first")).toBe(order);
});
