/** Controls and line ends, what turns the direction of the text that follows, what is not seen, and what no text has. */
const UNSEEN = /[\p{Cc}\p{Cs}\p{Co}\u2028\u2029\u200b\u200e\u200f\u2060\ufeff\u061c\u202a-\u202e\u2066-\u2069]/gu;

/**
 * Somebody else's text as one line of ours: for a header, a name or a file name. Never holds a line end, a control or a mark that
 * turns the direction of what stands beside it. At most `most` characters, ending in … where it was longer.
 */
export function plainLine(text: string, most: number): string {
	// A bomb is cut before it is looked at, with room for what is taken out.
	const line = text
		.slice(0, most * 8)
		.replaceAll(/[\t\r\n\v\f]/g, " ")
		.replaceAll(UNSEEN, "")
		.replaceAll(/\s+/gu, " ")
		.trim();
	const characters = [...line];
	return characters.length <= most
		? line
		: `${characters
				.slice(0, most - 1)
				.join("")
				.trimEnd()}…`;
}
