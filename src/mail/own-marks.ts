import { TOKEN_LENGTH } from "./signed-token.ts";

/**
 * What our own letters carry so that an answer to them can be read. A letter begins with a line between two signs, in the
 * words of its reader, and ends with its reference:
 *
 *     ##- Please write your answer above this line -##
 *     …
 *     [ref:0a1b…]
 *
 * The signs are ASCII, so that they survive every charset; begin and end are told apart, so that they survive being wrapped; and
 * they stand at the beginning of a line, behind whatever a client puts before quoted lines. What stands between them is ours.
 * In HTML the two lines have a class each, of which clients keep at least the ending (Gmail and Outlook on the web put signs of
 * their own before it).
 */
export const ABOVE_CLASS = "wayline-above";
export const REFERENCE_CLASS = "wayline-ref";

/** The line above which an answer is written. `words` are one sentence, without `-##`. */
export function answerAboveLine(words: string): string {
	return `##- ${words} -##`;
}

export function referenceLine(token: string): string {
	return `[ref:${token}]`;
}

/** Both lines in HTML; the words are given as text. */
export function answerAboveHtml(words: string): string {
	return `<div class="${ABOVE_CLASS}" style="color:#767676">${escapeHtml(answerAboveLine(words))}</div>`;
}

export function referenceHtml(token: string): string {
	return `<div class="${REFERENCE_CLASS}" style="color:#767676;font-size:11px">${escapeHtml(referenceLine(token))}</div>`;
}

/** How many lines, from `at` on, are the line above which an answer is written; 0 where it does not stand. */
export function answerAboveAt(lines: readonly string[], at: number): number {
	if (!lines[at]?.startsWith("##- ")) return 0;
	let text = "";
	for (let count = 1; count <= MOST_WRAPS; count += 1) {
		text += `${lines[at + count - 1] ?? ""} `;
		if (text.length > MOST_SENTENCE) return 0;
		if (text.trimEnd().endsWith("-##")) return count;
	}
	return 0;
}

// A sentence that a client wrapped at 40 columns.
const MOST_WRAPS = 5;
const MOST_SENTENCE = 300;

/** How many lines, from `at` on, are a letter's reference; 0 where none stands. */
export function referenceAt(lines: readonly string[], at: number): number {
	if (!lines[at]?.startsWith("[ref:")) return 0;
	let text = "";
	for (let count = 1; count <= MOST_WRAPS; count += 1) {
		text += lines[at + count - 1] ?? "";
		if (WHOLE_REFERENCE.test(text.replaceAll(/\s/g, ""))) return count;
	}
	return 0;
}

const WHOLE_REFERENCE = new RegExp(`^\\[ref:[0-9a-z]{${TOKEN_LENGTH}}\\]$`, "i");
// However it was wrapped and quoted.
const WRAPPED_REFERENCE = new RegExp(`\\[ref:([\\s>|0-9a-z]{${TOKEN_LENGTH},${TOKEN_LENGTH + 100}})\\]`, "gi");

/** The same text with every reference in it on one line, so that its token can be found. */
export function unwrapReferences(text: string): string {
	return text.replaceAll(WRAPPED_REFERENCE, (_, token: string) => ` [ref:${token.replaceAll(/[\s>|]/g, "")}] `);
}

function escapeHtml(text: string): string {
	return text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;").replaceAll('"', "&quot;");
}
