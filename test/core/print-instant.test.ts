import fc from "fast-check";
import { expect, test } from "vitest";
import { remembered } from "../../src/core/memory.ts";
import { printInstant } from "../../src/core/print-instant.ts";

test("an instant is printed as the platform prints it, without milliseconds of zero", () => {
	fc.assert(
		fc.property(fc.integer({ min: -62_135_596_800_000, max: 253_402_300_799_999 }), (at) => {
			expect(printInstant(at)).toBe(new Date(at).toISOString().replace(".000Z", "Z"));
		}),
	);
	expect(printInstant(1_700_000_000_000)).toBe("2023-11-14T22:13:20Z");
});

test("what is remembered is what would be answered, however much is asked", () => {
	let asked = 0;
	const length = remembered((text) => {
		asked += 1;
		return text.length;
	});
	for (let at = 0; at < 10_000; at++) expect(length(`text ${at}`)).toBe(`text ${at}`.length);
	expect([length("text 9999"), asked]).toEqual([9, 10_000]);
	const long = "x".repeat(1_000);
	expect([length(long), length(long), asked]).toEqual([1_000, 1_000, 10_002]);
});
