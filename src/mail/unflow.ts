/**
 * Text whose paragraphs were cut into lines that end in a blank (RFC 3676), with its paragraphs whole again. Lines of another
 * quote depth are never joined: what stands under a quote is not part of it, whatever the quote ends in.
 */
export function unflow(text: string, takesBlanks: boolean): string {
	const lines: string[] = [];
	let open: { readonly depth: number; text: string } | null = null;
	for (const raw of text.split("\n")) {
		const [marks] = /^>*/.exec(raw) ?? [""];
		const depth = marks.length;
		// A blank before the text is there so that it is not taken for a quote.
		const line = raw.slice(depth).replace(/^ /, "");
		const isSignature = line === "-- ";
		if (open !== null && (open.depth !== depth || isSignature)) {
			lines.push(quoted(open.depth, open.text));
			open = null;
		}
		const whole: string = (open?.text ?? "") + line;
		if (line.endsWith(" ") && !isSignature) {
			open = { depth, text: takesBlanks ? whole.slice(0, -1) : whole };
		} else {
			lines.push(quoted(depth, whole));
			open = null;
		}
	}
	if (open !== null) lines.push(quoted(open.depth, open.text));
	return lines.join("\n");
}

function quoted(depth: number, text: string): string {
	return depth === 0 ? text : `${">".repeat(depth)} ${text}`;
}
