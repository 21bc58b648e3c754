import { readFileSync } from "node:fs";
import { join } from "node:path";
import fc from "fast-check";
import { expect, test } from "vitest";
import { contrastOf, GROUNDS, LINE_CONTRAST, shopColours, TEXT_CONTRAST } from "../../src/core/colours.ts";

const hex = (value: number) => `#${value.toString(16).padStart(6, "0")}`;
const anyColour = fc.oneof(
	fc.integer({ min: 0, max: 0xffffff }).map(hex),
	fc.constantFrom("#000000", "#ffffff", "#ff0000", "#00ff00", "#0000ff", "#ffff00", "#ff00ff", "#00ffff", "#808080"),
);

test("every colour becomes one whose text is read on every paper, on which text is read, and whose line is seen", () => {
	fc.assert(
		fc.property(anyColour, (colour) => {
			const shown = shopColours(colour);
			for (const name of ["light", "dark"] as const) {
				const { accent, onAccent, route } = shown[name];
				const texts = [...GROUNDS[name].papers, onAccent].map((ground) => contrastOf(accent, ground));
				expect(Math.min(...texts)).toBeGreaterThanOrEqual(TEXT_CONTRAST);
				const lines = GROUNDS[name].map.map((ground) => contrastOf(route, ground));
				expect(Math.min(...lines)).toBeGreaterThanOrEqual(LINE_CONTRAST);
				for (const each of [accent, onAccent, route]) expect(each).toMatch(/^#[0-9a-f]{6}$/);
			}
		}),
		{ numRuns: 3_000 },
	);
});

test("moving a colour twice is moving it once, and what is legible stays as it is", () => {
	fc.assert(
		fc.property(anyColour, (colour) => {
			const { light, dark } = shopColours(colour);
			expect(shopColours(light.accent).light.accent).toBe(light.accent);
			expect(shopColours(dark.accent).dark.accent).toBe(dark.accent);
			expect(shopColours(dark.route).dark.route).toBe(dark.route);
		}),
	);
	expect(shopColours("#1f5fd6").light.accent).toBe("#1f5fd6");
});

test("a colour is moved no further than it must be, and keeps its hue", () => {
	fc.assert(
		fc.property(anyColour, (colour) => {
			const { light } = shopColours(colour);
			if (light.accent === colour || light.accent === "#000000") return;
			const worst = Math.min(...GROUNDS.light.papers.map((ground) => contrastOf(light.accent, ground)));
			expect(worst).toBeLessThan(TEXT_CONTRAST + 0.3);
			const [before, after] = [hueOf(colour), hueOf(light.accent)];
			// Of a colour that is nearly grey nobody sees a hue.
			if (before.strength < 60 || after.strength < 60) return;
			const turn = Math.abs(before.angle - after.angle);
			expect(Math.min(turn, 360 - turn)).toBeLessThan(35);
		}),
		{ numRuns: 2_000 },
	);
});

// The hue of HSL by its own definition: another one than the code's, so that it cannot be wrong with it.
function hueOf(colour: string): { readonly angle: number; readonly strength: number } {
	const [r = 0, g = 0, b = 0] = [1, 3, 5].map((from) => Number.parseInt(colour.slice(from, from + 2), 16));
	const [most, least] = [Math.max(r, g, b), Math.min(r, g, b)];
	const strength = most - least;
	if (strength === 0) return { angle: 0, strength };
	const sixth = most === r ? (g - b) / strength : most === g ? 2 + (b - r) / strength : 4 + (r - g) / strength;
	return { angle: (sixth * 60 + 360) % 360, strength };
}

test("a grey stays grey", () => {
	for (const grey of ["#777777", "#dddddd", "#ffffff", "#222222"]) {
		const { light, dark } = shopColours(grey);
		for (const { accent, route } of [light, dark]) {
			for (const shade of [accent, route]) expect(hueOf(shade).strength).toBeLessThanOrEqual(1);
		}
	}
});

test.each([
	["#000000", "#ffffff", 21],
	["#777777", "#ffffff", 4.48],
	["#ff0000", "#ffffff", 4],
	["#123456", "#123456", 1],
])("measures contrast as WCAG does: %s on %s", (one, other, ratio) => {
	expect(contrastOf(one, other)).toBeCloseTo(ratio, 1);
	expect(contrastOf(other, one)).toBe(contrastOf(one, other));
});

test("the grounds are those of the page's stylesheet", () => {
	const styles = readFileSync(join(import.meta.dirname, "../../web/client/styles/colours.css"), "utf8");
	const [light = "", dark = ""] = styles.split("@media (prefers-color-scheme: dark)");
	const valuesOf = (part: string, names: readonly string[]) =>
		names.map((name) => new RegExp(`--${name}: (#[0-9a-f]{6});`).exec(part)?.[1]);
	for (const [part, ground] of [[light, GROUNDS.light] as const, [dark, GROUNDS.dark] as const]) {
		expect(valuesOf(part, ["paper", "card", "warn-paper", "bad-paper", "note-paper"])).toEqual(ground.papers);
		expect(valuesOf(part, ["on-accent"])).toEqual([ground.onAccent]);
		expect(valuesOf(part, ["map-land", "map-sea", "map-sea-light", "map-sea-deep"])).toEqual(ground.map);
	}
});
