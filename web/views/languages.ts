import { remembered } from "../../src/core/memory.ts";
import { ARABIC } from "./words/ar/page.ts";
import { GERMAN } from "./words/de/page.ts";
import { ENGLISH } from "./words/en/page.ts";
import { SPANISH } from "./words/es/page.ts";
import { FRENCH } from "./words/fr/page.ts";
import { HINDI } from "./words/hi/page.ts";
import { INDONESIAN } from "./words/id/page.ts";
import { ITALIAN } from "./words/it/page.ts";
import { JAPANESE } from "./words/ja/page.ts";
import type { Words } from "./words/keys.ts";
import { KOREAN } from "./words/ko/page.ts";
import { DUTCH } from "./words/nl/page.ts";
import { POLISH } from "./words/pl/page.ts";
import { PORTUGUESE } from "./words/pt/page.ts";
import { RUSSIAN } from "./words/ru/page.ts";
import { THAI } from "./words/th/page.ts";
import { TURKISH } from "./words/tr/page.ts";
import { VIETNAMESE } from "./words/vi/page.ts";
import { SIMPLIFIED_CHINESE } from "./words/zh-Hans/page.ts";
import { TRADITIONAL_CHINESE } from "./words/zh-Hant/page.ts";

export interface Language {
	/** BCP 47: language, and script where a language is written in two. */
	readonly tag: string;
	/** As its readers call it. */
	readonly name: string;
	readonly direction: "ltr" | "rtl";
	readonly words: Words;
}

/** What the page speaks, in the order of the list that readers choose from. */
export const LANGUAGES: readonly Language[] = [
	{ tag: "en", name: "English", direction: "ltr", words: ENGLISH },
	{ tag: "zh-Hans", name: "简体中文", direction: "ltr", words: SIMPLIFIED_CHINESE },
	{ tag: "zh-Hant", name: "繁體中文", direction: "ltr", words: TRADITIONAL_CHINESE },
	{ tag: "de", name: "Deutsch", direction: "ltr", words: GERMAN },
	{ tag: "fr", name: "Français", direction: "ltr", words: FRENCH },
	{ tag: "es", name: "Español", direction: "ltr", words: SPANISH },
	{ tag: "pt", name: "Português", direction: "ltr", words: PORTUGUESE },
	{ tag: "ja", name: "日本語", direction: "ltr", words: JAPANESE },
	{ tag: "ar", name: "العربية", direction: "rtl", words: ARABIC },
	{ tag: "ru", name: "Русский", direction: "ltr", words: RUSSIAN },
	{ tag: "it", name: "Italiano", direction: "ltr", words: ITALIAN },
	{ tag: "nl", name: "Nederlands", direction: "ltr", words: DUTCH },
	{ tag: "pl", name: "Polski", direction: "ltr", words: POLISH },
	{ tag: "tr", name: "Türkçe", direction: "ltr", words: TURKISH },
	{ tag: "hi", name: "हिन्दी", direction: "ltr", words: HINDI },
	{ tag: "id", name: "Bahasa Indonesia", direction: "ltr", words: INDONESIAN },
	{ tag: "vi", name: "Tiếng Việt", direction: "ltr", words: VIETNAMESE },
	{ tag: "th", name: "ไทย", direction: "ltr", words: THAI },
	{ tag: "ko", name: "한국어", direction: "ltr", words: KOREAN },
];

/**
 * Whose words a reader of `locale` reads: the same language, in the script that is usual there. Null for none of those
 * that are spoken.
 */
export function languageOf(locale: string, spoken: readonly Language[] = LANGUAGES): Language | null {
	return spoken === LANGUAGES ? languageOfPage(locale) : languageAmong(locale, spoken);
}

// Every view asks several times, and each answer takes 5 us.
const languageOfPage = remembered((locale) => languageAmong(locale, LANGUAGES));

function languageAmong(locale: string, spoken: readonly Language[]): Language | null {
	try {
		const { language, script } = new Intl.Locale(locale).maximize();
		return (
			spoken.find(({ tag }) => tag === language || tag === `${language}-${script}`) ??
			spoken.find(({ tag }) => new Intl.Locale(tag).language === language) ??
			null
		);
	} catch {
		return null;
	}
}
