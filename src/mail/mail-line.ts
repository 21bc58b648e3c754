/** A line of a mail, looked at for who wrote it. */
export interface MailLine {
	/** Without the marks of quotes, without blanks at its ends; the line that begins a signature has its blank. */
	readonly text: string;
	/** In how many quotes it stands. */
	readonly depth: number;
	/**
	 * What the client that wrote the HTML says of it: it names whom the next lines are of, a quote without marks begins with it, or
	 * it is a signature.
	 */
	readonly sign: LineSign | null;
}

export type LineSign = "attribution" | "quote-begins" | "signature";

/** The lines of a plain text. A mark is `>`, with or without blanks around it; writers of Japanese have a wide one as well. */
export function textLines(text: string): readonly MailLine[] {
	return text.split("\n").map((line) => {
		let depth = 0;
		let at = 0;
		// By hand: an expression that repeats a group runs out of room on a line of a million marks.
		for (let blanks = 0; at < line.length; at += 1) {
			const character = line[at];
			if (character === ">" || character === "＞") {
				depth += 1;
				blanks = 0;
			} else if ((character === " " || character === "\t") && blanks < MOST_BLANKS) {
				blanks += 1;
			} else {
				break;
			}
		}
		return { text: trimmedLine(depth === 0 ? line : line.slice(at)), depth, sign: null };
	});
}

/** RFC 3676, 4.3: the blank is what tells it from two dashes that somebody drew between two things. */
export const SIGNATURE_LINE = "-- ";

export function trimmedLine(line: string): string {
	return line === SIGNATURE_LINE ? line : line.trim();
}

// What is indented further is a picture of signs, or code.
const MOST_BLANKS = 3;
