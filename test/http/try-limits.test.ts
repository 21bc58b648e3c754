import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { countTries } from "../../src/http/try-limits.ts";

const HALF_AN_HOUR_MS = 1_800_000;

beforeEach(() => {
	vi.useFakeTimers();
});
afterEach(() => {
	vi.useRealTimers();
});

it("remembers no address that comes when all tries of the hour are used up", async () => {
	const tries = countTries({ perAddress: 2, perThing: 100 }, 4);
	for (const address of ["192.0.2.1", "192.0.2.2"]) {
		expect([await tries.take(address, "A"), await tries.take(address, "A")]).toEqual([0, 0]);
	}
	vi.advanceTimersByTime(HALF_AN_HOUR_MS);
	for (let turn = 0; turn < 3; turn++) expect(await tries.take("192.0.2.3", "A")).toBeGreaterThan(0);
	vi.advanceTimersByTime(HALF_AN_HOUR_MS + 1);
	// What was refused left no trace: had it been counted, this address would wait for another half an hour.
	expect(await tries.take("192.0.2.3", "A")).toBe(0);
});

it("counts nothing of an address that may try no more", async () => {
	const tries = countTries({ perAddress: 1, perThing: 1 }, 2);
	expect(await tries.take("192.0.2.1", "A")).toBe(0);
	for (let turn = 0; turn < 5; turn++) expect(await tries.take("192.0.2.1", "B")).toBeGreaterThan(0);
	expect(await tries.take("192.0.2.2", "B")).toBe(0);
});
