// Of no use to whoever reads them: in a mail they may end its lines, or turn them round.
const UNPRINTABLE = /[^\P{Cc}\n\t]|[\p{Cs}\u2028\u2029\u202a-\u202e\u2066-\u2069]/u;
const EACH_UNPRINTABLE = new RegExp(UNPRINTABLE, "gu");
/** All that is seen of a text is blank. */
const BLANK = /^[\p{Cf}\p{Z}\p{Cc}\u115f\u1160\u3164\uffa0]*$/u;

/** Several lines as a person wrote them, with line ends as mail has them. */
export function paragraphsOf(text: string): string {
	return text.replaceAll("\r\n", "\n").trim();
}

export function isBlank(text: string): boolean {
	return BLANK.test(text);
}

export function isPrintable(text: string): boolean {
	return !UNPRINTABLE.test(text);
}

/** The text without what nobody sees. */
export function printable(text: string): string {
	return text.replaceAll(EACH_UNPRINTABLE, "");
}
