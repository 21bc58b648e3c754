import { languageOf } from "./languages.ts";
import { type Speech, speechOf } from "./speech.ts";
import { ENGLISH } from "./words/en/page.ts";
import type { Words } from "./words/keys.ts";

export type { Ground, Next, StepName, Words } from "./words/keys.ts";

export interface Voice {
	readonly words: Words;
	readonly speech: Speech;
	readonly direction: "ltr" | "rtl";
}

/** The words and the way of saying dates for a reader; British English for a language that we do not speak. */
export function wordsFor(wished: string): Voice {
	const language = languageOf(wished);
	if (!language) return { words: ENGLISH, speech: speechOf("en-GB"), direction: "ltr" };
	const { baseName } = new Intl.Locale(wished);
	return {
		words: language.words,
		speech: speechOf(baseName === "en" ? "en-GB" : baseName),
		direction: language.direction,
	};
}
