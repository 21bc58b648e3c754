import { raw } from "hono/html";
import type { LetterText } from "../../../src/core/letters.ts";
import { answerAboveHtml, answerAboveLine, referenceHtml, referenceLine } from "../../../src/mail/own-marks.ts";
import { withoutControls } from "../isolate.tsx";

/** A letter before it is text and HTML. Its texts are hostile until they are drawn here. */
export interface Letter {
	readonly locale: string;
	readonly direction: "ltr" | "rtl";
	/** One line. */
	readonly subject: string;
	readonly parts: readonly LetterPart[];
	/** For programs: JSON-LD, safe within a script: see parcel-delivery.ts. */
	readonly markup?: readonly string[];
}

export type LetterPart =
	/** A paragraph; line ends stay. */
	| { readonly kind: "words" | "small" | "quote"; readonly text: string }
	/** What the letter has to say, in one line. */
	| { readonly kind: "headline"; readonly text: string }
	| { readonly kind: "list"; readonly title: string; readonly lines: readonly string[] }
	| { readonly kind: "card"; readonly title: string; readonly lines: readonly CardLine[] }
	/** By these two a reply is told from the letter that it quotes: the first part and the last. */
	| { readonly kind: "above"; readonly words: string }
	| { readonly kind: "reference"; readonly token: string }
	/** Several of them, each behind its words. */
	| { readonly kind: "choices"; readonly text: string; readonly links: readonly { text: string; href: string }[] }
	/** An address of ours, which is shown as it is. */
	| { readonly kind: "link"; readonly text: string; readonly href: string };

interface CardLine {
	readonly name: string;
	readonly text: string;
}

/** As it is sent: plain text first, and HTML that says the same. No picture, script or style sheet, so nothing is fetched. */
export function letterText({ locale, direction, subject, parts, markup = [] }: Letter): LetterText {
	const html = (
		<html lang={locale} dir={direction}>
			<head>
				<meta charset="utf-8" />
				<meta name="viewport" content="width=device-width" />
				<meta name="color-scheme" content="light dark" />
				<title>{subject}</title>
				{markup.map((one) => (
					<script type="application/ld+json">{raw(withoutControls(one))}</script>
				))}
			</head>
			<body style={BODY}>
				{parts.map((part) => (
					<Part part={part} />
				))}
			</body>
		</html>
	);
	return { subject, text: `${parts.map(plainPart).join("\n\n")}\n`, html: `<!doctype html>${String(html)}` };
}

const BODY =
	"font-family:system-ui,sans-serif;font-size:16px;line-height:1.5;max-width:36em;margin:0 auto;padding:1em;overflow-wrap:anywhere";
const QUOTE = "margin:0 0 1em;padding:0 1em;border-inline-start:3px solid #767676;white-space:pre-line";
const HEADLINE = "font-size:22px;line-height:1.3;margin:0 0 .25em";
const LIST_TITLE = "font-size:16px;margin:1em 0 .25em";
const SMALL = "font-size:14px;color:#767676";

function Part({ part }: { readonly part: LetterPart }) {
	switch (part.kind) {
		case "words":
			return (
				<p dir="auto" style="white-space:pre-line">
					{shown(part.text)}
				</p>
			);
		case "small":
			return (
				<p dir="auto" style={SMALL}>
					{shown(part.text)}
				</p>
			);
		case "headline":
			return (
				<h1 dir="auto" style={HEADLINE}>
					{shown(part.text)}
				</h1>
			);
		case "list":
			return (
				<>
					<h2 style={LIST_TITLE}>{part.title}</h2>
					<ul style="margin:0 0 1em;padding-inline-start:1.5em">
						{part.lines.map((line) => (
							<li dir="auto">{shown(line)}</li>
						))}
					</ul>
				</>
			);
		case "quote":
			return (
				<blockquote dir="auto" style={QUOTE}>
					{shown(part.text)}
				</blockquote>
			);
		case "link":
			return (
				<p>
					{shown(part.text)}
					<br />
					<a href={part.href}>{part.href}</a>
				</p>
			);
		case "choices":
			return (
				<p>
					{shown(part.text)}
					{part.links.map(({ text, href }) => (
						<>
							<br />
							<a href={href}>{shown(text)}</a>
						</>
					))}
				</p>
			);
		case "above":
			return raw(answerAboveHtml(part.words));
		case "reference":
			return raw(referenceHtml(part.token));
		case "card":
			return (
				<table style="margin:0 0 1em;border-collapse:collapse">
					<caption style="text-align:start;font-weight:600">{part.title}</caption>
					{part.lines.map(({ name, text }) => (
						<tr>
							<th
								scope="row"
								style="text-align:start;padding:0 1em 0 0;font-weight:400;vertical-align:top;white-space:nowrap;color:#767676"
							>
								{name}
							</th>
							<td dir="auto">{shown(text)}</td>
						</tr>
					))}
				</table>
			);
	}
}

function plainPart(part: LetterPart): string {
	switch (part.kind) {
		case "words":
		case "small":
		case "headline":
			return shown(part.text);
		case "list":
			return [part.title, ...part.lines.map((line) => `- ${shown(line)}`)].join("\n");
		case "quote":
			return shown(part.text)
				.split(/\r\n|[\n\r\v\f\u0085\u2028\u2029]/)
				.map((line) => `> ${line}`.trimEnd())
				.join("\n");
		case "above":
			return answerAboveLine(part.words);
		case "reference":
			return referenceLine(part.token);
		case "link":
			return `${shown(part.text)}\n${part.href}`;
		case "choices":
			return [shown(part.text), ...part.links.map(({ text, href }) => `${shown(text)}:\n${href}`)].join("\n");
		case "card":
			return [part.title, ...part.lines.map(({ name, text }) => `${name}: ${shown(text)}`)].join("\n");
	}
}

/** A letter that may be answered, between what its reply is told from it by. */
export function answerable(parts: Letter["parts"], words: string, token: string | null): Letter["parts"] {
	return token === null ? parts : [{ kind: "above", words }, ...parts, { kind: "reference", token }];
}

/** Without what turns the direction of a line: each paragraph finds its own. */
function shown(text: string): string {
	return withoutControls(text).replaceAll("\r\n", "\n").trim();
}

/** Whoever writes a subject writes no line of a mail's head. */
export function oneLine(text: string): string {
	return withoutControls(text)
		.replaceAll(/[\p{Cc}\p{Zl}\p{Zp}\s]+/gu, " ")
		.trim();
}
