import { remembered } from "../../src/core/memory.ts";
import type { Meaning } from "./carrier.ts";
import { sentenceOf } from "./words.ts";

/** What a carrier's sentences mean, where it has no codes or its codes do not tell. */
export interface TextRules {
	/** Rows for the carrier's `statuses`, so that a scan names the rule that read it, its language and version. */
	readonly statuses: Readonly<Record<string, Meaning>>;
	/** The key of the first rule that fits; undefined where none does. */
	readonly keyOf: (words: string | undefined) => string | undefined;
}

/**
 * Rules over sentences in one language, most particular first: the first that fits wins. A key looks like
 * `en1:delivered.letterbox`. Raise the version when a sentence gets another meaning, so that what was read by the
 * older rule can be told.
 */
export function textRules(
	language: string,
	version: number,
	rules: readonly (readonly [meaning: Meaning, pattern: RegExp])[],
): TextRules {
	for (const [, { source }] of rules) {
		if (DEAF.test(source)) throw new Error(`A \\b beside a letter with a mark never fits: ${source}`);
	}
	const keyed = rules.map(([meaning, pattern]) => ({ key: keyOf(language, version, meaning), meaning, pattern }));
	const keyOfWords = remembered((words) => {
		const sentence = sentenceOf(words);
		return keyed.find(({ pattern }) => pattern.test(sentence))?.key;
	});
	return {
		statuses: Object.fromEntries(keyed.map(({ key, meaning }) => [key, meaning])),
		keyOf: (words) => (words === undefined ? undefined : keyOfWords(words)),
	};
}

// To JavaScript é is no letter: there is no edge of a word between it and a blank.
const DEAF = /\\b\P{ASCII}|\P{ASCII}\\b/u;

function keyOf(language: string, version: number, meaning: Meaning): string {
	return `${language}${version}:${[meaning].flat().join("/")}`;
}
