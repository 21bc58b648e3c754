/**
 * What others sent, so that nothing of it hides: signs that turn the direction of a line and those without a shape are
 * written out by their numbers. Ends of lines and tabs stay.
 */
export function visible(text: string): string {
	return text.replaceAll("\r\n", "\n").replace(HIDDEN, (sign) => {
		return `\u27e8U+${(sign.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, "0")}\u27e9`;
	});
}

const HIDDEN = /(?![\n\t])[\p{Cc}\p{Cf}\p{Cs}\p{Co}\u2028\u2029]/gu;
