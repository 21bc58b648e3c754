import { describe, expect, it } from "vitest";
import { chooseLanguage, type LanguageWishes } from "../../src/http/reader-language.ts";
import { LANGUAGES, type Language } from "../../web/views/languages.ts";

const [{ words }] = LANGUAGES as readonly [Language];

/** The languages of the issue, whose words do not matter here. */
const SPOKEN: readonly Language[] = ["en", "zh-Hans", "zh-Hant", "de", "fr", "es", "pt", "ja", "ar", "ru"].map(
	(tag) => {
		return { tag, name: tag, direction: tag === "ar" ? "rtl" : "ltr", words };
	},
);

function localeFor(wishes: Partial<LanguageWishes>): string {
	return chooseLanguage({ asked: null, order: null, accepted: null, shop: null, ...wishes }, SPOKEN).locale;
}

describe("a reader's language", () => {
	it.each([
		["the link before all", { asked: "ja", order: "de", accepted: "fr", shop: "es" }, "ja"],
		["the order before the browser", { order: "de", accepted: "fr", shop: "es" }, "de"],
		["the browser before the shop", { accepted: "fr", shop: "es" }, "fr"],
		["the shop before English", { accepted: "da", shop: "es" }, "es"],
		["English where nobody says", {}, "en"],
		["no link in a language that we do not speak", { asked: "da", order: "de" }, "de"],
		["no order in one", { order: "da", accepted: "pt-BR" }, "pt-BR"],
		["nobody in any of ours", { asked: "tlh", order: "da", accepted: "sv, da;q=0.5", shop: "is" }, "en"],
	] as const)("is that of %s", (_case, wishes, expected) => {
		expect(localeFor(wishes)).toBe(expected);
	});

	it.each([
		["da, fr;q=0.8, de;q=0.9", "de"],
		["en;q=0.1, ru", "ru"],
		["de;q=0, fr;q=0.1", "fr"],
		["da, nb;q=0.9, *;q=0.5, ar;q=0.1", "ar"],
		["*", "en"],
		["", "en"],
		[";;;q=,=,", "en"],
		["<script>alert(1)</script>", "en"],
		[`${"x-".repeat(4000)}de`, "en"],
		[`${"da,".repeat(2000)}de`, "en"],
	])("is negotiated by weight: %j makes %s", (accepted, expected) => {
		expect(localeFor({ accepted })).toBe(expected);
	});

	it.each([
		["zh-TW", "zh-TW"],
		["zh-HK,zh;q=0.9", "zh-HK"],
		["zh", "zh"],
		["zh-Hant", "zh-Hant"],
		["zh-SG", "zh-SG"],
	])("knows which Chinese is written where: %s", (accepted, expected) => {
		expect(localeFor({ accepted })).toBe(expected);
	});

	it.each([
		["the browser's region where the link names none", { asked: "en", accepted: "fr, en-US;q=0.5" }, "en-US"],
		["the browser's region where the order names none", { order: "pt", accepted: "pt-BR" }, "pt-BR"],
		["the region that was named before it", { order: "de-CH", accepted: "de-AT" }, "de-CH"],
		["no region of another language", { order: "de", accepted: "en-US" }, "de"],
		["no region of another script", { asked: "zh-Hant", accepted: "zh-CN" }, "zh-Hant"],
		["the region of the script", { asked: "zh-Hant", accepted: "zh-CN, zh-HK;q=0.8" }, "zh-HK"],
		["no calendar of the reader's own", { accepted: "ar-SA-u-ca-islamic-nu-arab" }, "ar-SA"],
	] as const)("brings the habits of %s", (_case, wishes, expected) => {
		expect(localeFor(wishes)).toBe(expected);
	});

	it("stays in the page's own links when it was chosen, and only then", () => {
		const queryOf = (asked: string | null) =>
			chooseLanguage({ asked, order: "de", accepted: "fr-CH", shop: null }, SPOKEN).query;
		expect([queryOf("fr"), queryOf("ZH-hant"), queryOf("ar-EG")]).toEqual(["?lang=fr", "?lang=zh-Hant", "?lang=ar-EG"]);
		expect([queryOf(null), queryOf("da"), queryOf("not a language"), queryOf('"><script>')]).toEqual(["", "", "", ""]);
	});
});
