import { answerAboveHtml, answerAboveLine, referenceHtml, referenceLine } from "../../../src/mail/own-marks.ts";

/** What a reply quotes. */
export interface QuotedLetter {
	readonly name: string;
	readonly address: string;
	readonly subject: string;
	readonly text: string;
	readonly html: string;
}

/** As we send it, with the marks of ours. */
export function ourLetter(token: string, above = "Please write your answer above this line"): QuotedLetter {
	return {
		name: "Lantern Shop",
		address: `reply+${token}@shop.example`,
		subject: "Your parcel",
		text: `${answerAboveLine(above)}

Hello Mia,

your parcel waits at the corner shop until Friday.
Did you get the card that says so?

Order 1001
${referenceLine(token)}`,
		html: `${answerAboveHtml(above)}<p>Hello Mia,</p><p>your parcel waits at the corner shop until Friday.<br>
Did you get the card that says so?</p><table><tr><td>Order</td><td>1001</td></tr></table>${referenceHtml(token)}`,
	};
}

/** As a person writes it: nothing of ours in it. */
export const personsLetter: QuotedLetter = {
	name: "Tom Lantern",
	address: "tom@shop.example",
	subject: "Your parcel",
	text: `Hello Mia,

your parcel waits at the corner shop until Friday.
It is closed on Sunday.

Is that early enough for you, or shall
we send it to your work?

Tom`,
	html: `<div>Hello Mia,</div><div><br></div><div>your parcel waits at the corner shop until Friday.</div>
<div>It is closed on Sunday.</div><div><br></div><div>Is that early enough for you, or shall we send it to your work?</div><div>Tom</div>`,
};

export function escapeHtml(text: string): string {
	return text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");
}

/** Each line behind a mark, as clients quote. */
export function marked(text: string, mark = "> "): string {
	return text
		.split("\n")
		.map((line) => `${mark}${line}`.trimEnd())
		.join("\n");
}

/** Words of at most `width` to a line, as clients wrap. */
export function wrapped(text: string, width: number): string {
	const lines: string[] = [];
	for (const word of text.split(" ")) {
		const last = lines.at(-1);
		if (last !== undefined && last.length + 1 + word.length <= width) lines[lines.length - 1] = `${last} ${word}`;
		else lines.push(word);
	}
	return lines.join("\n");
}
