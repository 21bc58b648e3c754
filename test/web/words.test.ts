import { describe, expect, test } from "vitest";
import { CODES } from "../../src/core/codes.ts";
import { REASONS } from "../../src/core/reasons.ts";
import { isolate, Sentence } from "../../web/views/isolate.tsx";
import { LANGUAGES, languageOf } from "../../web/views/languages.ts";
import { ENGLISH } from "../../web/views/words/en/page.ts";
import { wordsFor } from "../../web/views/words.ts";

/** A text by the way to it, functions called with arguments that can be found again. */
function textsOf(value: unknown, path = ""): [path: string, text: string][] {
	if (typeof value === "string") return [[path, value]];
	if (typeof value === "function") {
		const told = (...numbers: readonly number[]) => value(...(ARGUMENTS[path.slice(1)] ?? []), ...numbers);
		return textsOf(told(), `${path}()`);
	}
	if (typeof value !== "object" || value === null) return [];
	return Object.entries(value).flatMap(([key, part]) => textsOf(part, `${path}.${key}`));
}

const CANARY = "\u2068Zebra\u2069";

/** Arguments of every sentence that takes some other than names. */
const ARGUMENTS: Readonly<Record<string, readonly unknown[]>> = new Proxy<Record<string, readonly unknown[]>>(
	{
		"promise.kept": [CANARY, 8],
		"promise.estimate": [84, "lane"],
		"promise.lateStep": [CANARY, 3],
		"promise.stated": [CANARY, 2, 4, true],
		"promise.beside": [CANARY, CANARY, "later"],
		"promise.measured": [8],
		someDelivered: [2, 3],
		olderScans: [7],
		andMore: [CANARY, 2],
		"lastMile.stopsBefore": [12],
		"care.track.tooMany": [5],
		"care.verify.tooMany": [5],
		"care.field.tooLong": [1000],
		"following.needs-connection": [CANARY, true],
		"following.unsupported": [CANARY, true],
		"conditions.notice.next": ["recipient", CANARY, true],
	},
	{
		get: (known, key: string) =>
			known[key] ?? (/^conditions\..*\.next$/.test(key) ? ["recipient", CANARY, true] : [CANARY, CANARY, CANARY]),
	},
);

describe.each(LANGUAGES.map((language) => [language.tag, language] as const))(
	"%s",
	(tag, { words, direction, name }) => {
		const texts = textsOf(words);

		test("has a word for every code and every reason, and no empty one anywhere", () => {
			expect(Object.keys(words.codes).sort()).toEqual(Object.keys(CODES).sort());
			const reasons = Object.keys(REASONS).filter((reason) => reason !== "none");
			expect(Object.keys(words.reasons).sort()).toEqual(reasons.sort());
			expect(texts.map(([path]) => path)).toEqual(textsOf(ENGLISH).map(([path]) => path));
			const blank = texts.filter(([path, text]) => text.trim() === "" && !path.startsWith(".checked()"));
			expect(blank).toEqual([]);
		});

		test("says names where it is given them, and never the word of an empty value", () => {
			const english = new Map(textsOf(ENGLISH));
			for (const [path, text] of texts) {
				expect(text, path).not.toMatch(/\b(?:undefined|null|NaN)\b|\[object/);
				if (english.get(path)?.includes("Zebra")) expect(text, path).toContain(CANARY);
			}
		});

		test("a code is a phrase, without a full stop; a step fits in the bar", () => {
			for (const [code, text] of Object.entries(words.codes)) expect(text, code).not.toMatch(/[.。।]$/);
			for (const [step, text] of Object.entries(words.steps))
				expect([...text].length, `${step}: ${text}`).toBeLessThan(24);
		});

		test("counts as its readers count", () => {
			const rules = new Intl.PluralRules(tag);
			const digits = new Intl.NumberFormat(tag);
			const wanted = new Set(rules.resolvedOptions().pluralCategories);
			for (const say of [words.olderScans, words.lastMile.stopsBefore, words.care.track.tooMany]) {
				const forms = new Map<string, string>();
				for (let count = 1; count <= 120; count++) {
					const text = say(count);
					// A language may say one or two without a figure.
					if (count > 2) expect(text).toContain(digits.format(count));
					const shape = text.replaceAll(digits.format(count), "#");
					const category = rules.select(count);
					if (!forms.has(category)) forms.set(category, shape);
				}
				expect([...forms.keys()].every((category) => wanted.has(category as Intl.LDMLPluralRule))).toBe(true);
			}
		});

		test("a sentence that ends with a shortened month ends with one full stop", () => {
			const day = wordsFor(tag).speech.day("2026-11-20", "2026-11-24");
			const { headline, promise, care } = words;
			const sentences = [
				headline.wasExpected(day),
				headline.firstEstimate(day),
				headline.mayCome(day),
				headline.heardLast(day),
				headline.firstScanBy(CANARY, day),
				promise.likely(day),
				promise.beside(CANARY, day, "within"),
				care.notReceived.carrierSays(CANARY, CANARY, day),
				care.notReceived.told(CANARY, day),
			];
			for (const sentence of sentences) expect(sentence).not.toMatch(/[.。।][.。।]$/);
		});

		test("is found by its readers' own tags, and runs in its direction", () => {
			expect(languageOf(tag)?.words).toBe(words);
			expect(wordsFor(tag).words).toBe(words);
			expect(wordsFor(tag).direction).toBe(direction);
			expect(name.trim()).not.toBe("");
			const script = new Intl.Locale(tag).maximize().script ?? "";
			expect(direction).toBe(["Arab", "Hebr"].includes(script) ? "rtl" : "ltr");
		});

		if (tag !== "en") {
			test("is translated: hardly a sentence stands in English", () => {
				const english = new Map(textsOf(ENGLISH));
				const same = texts.filter(([path, text]) => text === english.get(path) && /[a-z]{4} [a-z]{2}/i.test(text));
				expect(same).toEqual([]);
			});
		}
	},
);

test("no two languages share a tag, and a language that we do not speak is English", () => {
	expect(new Set(LANGUAGES.map(({ tag }) => tag)).size).toBe(LANGUAGES.length);
	expect(wordsFor("tlh").words).toBe(ENGLISH);
	expect(wordsFor("not a tag").words).toBe(ENGLISH);
});

describe("points and digits", () => {
	const says = (locale: string) => wordsFor(locale).speech;

	test("stand as the language writes them", () => {
		const phrase = ["a", "b"];
		expect([says("en").sentence("a"), says("en").sentences(phrase), says("en").parts(phrase)]).toEqual([
			"a.",
			"a b",
			"a, b",
		]);
		expect([says("zh").sentence("a"), says("zh").sentences(phrase), says("zh").parts(phrase)]).toEqual([
			"a。",
			"ab",
			"a，b",
		]);
		expect([says("ja").sentence("a"), says("ja").parts(phrase)]).toEqual(["a。", "a、b"]);
		expect([says("ar").sentence("a"), says("ar").parts(phrase)]).toEqual(["a.", "a، b"]);
		expect([says("th").sentence("a"), says("th").sentences(phrase), says("th").parts(phrase)]).toEqual([
			"a",
			"a b",
			"a b",
		]);
		expect(says("th").moment("20 พ.ย.", "14:05")).toBe("20 พ.ย. 14:05");
		expect(says("de").sentence("am Fr., 20. Nov.")).toBe("am Fr., 20. Nov.");
	});

	test("stand in Hindi and Korean as they are written there", () => {
		const hindi = says("hi");
		expect([hindi.sentence("a"), hindi.sentence("a।"), hindi.sentences(["a।", "b।"]), hindi.parts(["a", "b"])]).toEqual(
			["a।", "a।", "a। b।", "a, b"],
		);
		expect(hindi.sentence(hindi.day("2026-11-24", "2026-11-01"))).toMatch(/^मंगल, 24 नव॰।$/);
		const korean = says("ko-KR");
		const day = korean.day("2026-11-24", "2026-11-01");
		expect(korean.moment(day, korean.time("2026-11-24T14:05:00"))).toBe("11월 24일 (화) 오후\u00a02:05");
		expect(korean.time("2026-11-24T00:05:00")).toBe("오전\u00a012:05");
		expect(korean.times("2026-11-24T10:00:00", "2026-11-24T14:00:00")).toMatch(
			/^오전\u00a010:00 ?[~–] ?오후\u00a02:00$/,
		);
		expect(korean.days("2026-11-24", "2026-11-27", "2026-11-01")).toMatch(
			/^11월\u00a024일\u00a0\(화\)\s?~\u200b\s?27일\u00a0\(금\)$/,
		);
	});

	test("a day and a time are one piece of a line where a line may break anywhere", () => {
		const { speech } = wordsFor("zh-Hant");
		const day = speech.day("2026-11-24", "2026-11-01");
		expect(day.replaceAll("\u2060", "")).toMatch(/11月24日/);
		expect(day).toContain("11\u2060月\u206024\u2060日");
		expect(wordsFor("en").speech.day("2026-11-24", "2026-11-01")).not.toContain("\u2060");
	});

	test("a Korean particle stays on the line of the name before it", () => {
		const [name, said] = [isolate("Acme"), "에서 보기"];
		expect(String(Sentence({ text: `${name}${said}` }))).toBe(`<bdi>Acme</bdi>\u2060${said}`);
		expect(String(Sentence({ text: `${said} ${name}, ${said}` }))).toBe(`${said} <bdi>Acme</bdi>, ${said}`);
	});

	test("are the same in Arabic dates and counts", () => {
		for (const locale of ["ar", "ar-EG", "ar-SA"]) {
			expect(says(locale).day("2026-11-24", "2026-11-01"), locale).toMatch(/24/);
			expect(says(locale).ago("2026-11-24T10:00:00Z", "2026-11-24T10:12:00Z"), locale).toMatch(/12/);
			expect(says(locale).locale).toBe(locale);
		}
	});
});
