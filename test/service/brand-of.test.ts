import { expect, test } from "vitest";
import { stylesNamed, stylesOf } from "../../src/services/brand-of.ts";

test("the colours of a shop are looked for once, not at every view of its pages", () => {
	const begun = performance.now();
	const addresses = new Set(Array.from({ length: 20_000 }, () => stylesOf({ accent: "#ffff00" })));
	// Each look takes a millisecond at best: so many of them, far longer.
	expect(performance.now() - begun).toBeLessThan(4_000);
	const [address] = addresses;
	expect([addresses.size, stylesNamed((address ?? "").slice("/brand/".length, -".css".length))]).toEqual([
		1,
		expect.stringContaining("--accent:"),
	]);
});
