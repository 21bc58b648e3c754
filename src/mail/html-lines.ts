import { Tokenizer, type TokenizerCallbacks } from "htmlparser2";
import { visibilityOf } from "./hidden-style.ts";
import { type LineSign, type MailLine, trimmedLine } from "./mail-line.ts";

/**
 * The lines of a mail's HTML as a person reads them, with the quotes they stand in. Nothing is fetched, run or shown that the
 * reader's client would hide. Time and room grow with the length alone: the tokenizer is used without the parser, whose stack
 * costs more with each element that is open.
 */
export function htmlLines(html: string): readonly MailLine[] {
	const reader = new Reader(html);
	const tokenizer = new Tokenizer({ decodeEntities: true }, reader);
	tokenizer.write(html);
	tokenizer.end();
	return reader.finished();
}

interface Element {
	readonly name: string;
	readonly isSkipped: boolean;
	/** Whether the letters around it are too small to be seen. */
	readonly isWithinTiny: boolean;
	readonly isQuote: boolean;
	readonly sign: LineSign | null;
	readonly isParagraph: boolean;
	readonly link: { readonly url: string; readonly line: number; readonly at: number } | null;
}

type Attributes = Readonly<Record<string, string>>;

const VOID = new Set("area base br col embed hr img input link meta param source track wbr".split(" "));
const SKIPPED = new Set(
	"iframe math noembed noframes object script select style svg template textarea title".split(" "),
);
const BLOCKS = new Set(
	`address article aside blockquote body center dd div dl dt fieldset figure footer form h1 h2 h3 h4 h5 h6 header html li main nav ol
p pre section table tbody tfoot thead tr ul`.split(/\s/),
);
const KEPT_ATTRIBUTES = new Set("alt class data-smartmail hidden href id name style type".split(" "));
const MOST_ATTRIBUTE = 2000;
const MOST_LINKED_LINE = 4000;

/** What an element says of what stands in it, by the client that wrote it. */
function signOf(name: string, { id = "", class: classes = "", style = "", ...others }: Attributes): LineSign | null {
	// Clients put signs of their own before the ids and classes of what they quote.
	if (/(?:gmail_attr|moz-cite-prefix)(?:\s|$)/.test(classes)) return "attribution";
	if (/(?:gmail_signature|moz-signature|ms-outlook-mobile-signature)(?:\s|$)/.test(`${classes} ${id}`))
		return "signature";
	if (/^(?:x_)*(?:AppleMailSignature|Signature|ntes-pcmac-signature)$/.test(id)) return "signature";
	if (others["data-smartmail"] === "gmail_signature") return "signature";
	if (/^(?:x_)*(?:appendonsend|divRplyFwdMsg|mail-editor-reference-message-container)$/.test(id)) return "quote-begins";
	if (/ms-outlook-mobile-reference-message/.test(`${classes} ${id}`)) return "quote-begins";
	// The line that Outlook draws above the head of what it quotes, whatever its language.
	const isOutlooksLine =
		/border-top:\s*solid\s+#(?:E1E1E1|B5C4DF)\s+1\.0pt/i.test(style) && /padding:\s*3\.0pt/i.test(style);
	return name === "div" && isOutlooksLine ? "quote-begins" : null;
}

function isQuote(name: string, { class: classes = "", style = "", type = "", name: called = "" }: Attributes): boolean {
	if (name === "div") return /yahoo_quoted|protonmail_quote/.test(classes) || called === "quote";
	if (name !== "blockquote") return false;
	// What is only moved to the right.
	const isIndented = /border(?:-left)?\s*:\s*(?:none|0)/i.test(style);
	return !isIndented || type === "cite" || /quote/.test(classes);
}

class Reader implements TokenizerCallbacks {
	readonly #html: string;
	readonly #lines: MailLine[] = [];
	readonly #stack: Element[] = [];
	/** How many elements of each name are open: one that closes nothing is passed over without a look at the stack. */
	readonly #open = new Map<string, number>();
	#signs: LineSign[] = [];
	#skipped = 0;
	#isTiny = false;
	#preformatted = 0;
	#depth = 0;
	#line = "";
	#endsInBlank = true;
	#isNextCell = false;
	/** Said of the next line that has words. */
	#begins = false;
	#tag = "";
	#attributes: Record<string, string> = {};
	#attribute = "";
	#value = "";

	constructor(html: string) {
		this.#html = html;
	}

	finished(): readonly MailLine[] {
		this.#endLine();
		return this.#lines;
	}

	ontext(start: number, end: number): void {
		this.#write(this.#html.slice(start, end));
	}

	ontextentity(codePoint: number): void {
		this.#write(String.fromCodePoint(codePoint));
	}

	onopentagname(start: number, end: number): void {
		this.#tag = this.#html.slice(start, end).toLowerCase();
		this.#attributes = {};
	}

	onattribname(start: number, end: number): void {
		const name = this.#html.slice(start, Math.min(end, start + 40)).toLowerCase();
		this.#attribute = KEPT_ATTRIBUTES.has(name) ? name : "";
		this.#value = "";
	}

	onattribdata(start: number, end: number): void {
		if (this.#attribute !== "") this.#addValue(this.#html.slice(start, Math.min(end, start + MOST_ATTRIBUTE)));
	}

	onattribentity(codePoint: number): void {
		if (this.#attribute !== "") this.#addValue(String.fromCodePoint(codePoint));
	}

	onattribend(): void {
		if (this.#attribute !== "") this.#attributes[this.#attribute] ??= this.#value;
		this.#attribute = "";
	}

	onopentagend(): void {
		if (VOID.has(this.#tag)) this.#writeVoid(this.#tag, this.#attributes);
		else this.#openElement(this.#tag, this.#attributes);
	}

	onselfclosingtag(): void {
		this.onopentagend();
	}

	onclosetag(start: number, end: number): void {
		const name = this.#html.slice(start, end).toLowerCase();
		if (name === "br") this.#endLine(true);
		if ((this.#open.get(name) ?? 0) === 0) return;
		for (let closed = this.#stack.pop(); closed !== undefined; closed = this.#stack.pop()) {
			this.#closeElement(closed);
			if (closed.name === name) return;
		}
	}

	onend(): void {}
	oncdata(): void {}
	oncomment(): void {}
	ondeclaration(): void {}
	onprocessinginstruction(): void {}

	#addValue(text: string): void {
		if (this.#value.length < MOST_ATTRIBUTE) this.#value += text;
	}

	#openElement(name: string, attributes: Attributes): void {
		const { style = "", class: classes = "", href = "" } = attributes;
		if (BLOCKS.has(name)) this.#endLine();
		if ((name === "td" || name === "th") && this.#line !== "") this.#isNextCell = true;
		// Outlook's paragraphs are lines: an empty one stands where a blank line is meant.
		const isParagraph = name === "p" && !/Mso(?:Normal|PlainText)/.test(classes) && !/margin(?:-top)?:\s*0/.test(style);
		if (isParagraph) this.#blankLine();
		const sign = signOf(name, attributes);
		if (sign === "quote-begins") this.#begins = true;
		const { isHidden, size } = visibilityOf(style);
		const element: Element = {
			name,
			isSkipped: SKIPPED.has(name) || attributes.hidden !== undefined || isHidden,
			isWithinTiny: this.#isTiny,
			isQuote: isQuote(name, attributes),
			sign: sign === "quote-begins" ? null : sign,
			isParagraph,
			link:
				name === "a" && /^(?:https?:|mailto:)/i.test(href)
					? { url: href.replaceAll(/\s/g, ""), line: this.#lines.length, at: this.#line.length }
					: null,
		};
		this.#stack.push(element);
		this.#open.set(name, (this.#open.get(name) ?? 0) + 1);
		if (element.isSkipped) this.#skipped += 1;
		if (size !== null) this.#isTiny = size === "tiny";
		if (element.isQuote) this.#depth += 1;
		if (element.sign !== null) this.#signs.push(element.sign);
		if (name === "pre") this.#preformatted += 1;
		if (name === "li") this.#write("- ");
	}

	#closeElement({ name, isSkipped, isWithinTiny, isQuote, sign, isParagraph, link }: Element): void {
		// To look back into a line costs its length.
		const isNear = link?.line === this.#lines.length && this.#line.length < MOST_LINKED_LINE;
		if (link !== null && isNear) this.#tellTarget(link.url, this.#line.slice(link.at));
		if (BLOCKS.has(name)) this.#endLine();
		if (isParagraph) this.#blankLine();
		this.#open.set(name, (this.#open.get(name) ?? 1) - 1);
		if (isSkipped) this.#skipped -= 1;
		this.#isTiny = isWithinTiny;
		if (isQuote) this.#depth -= 1;
		if (sign !== null) this.#signs.pop();
		if (name === "pre") this.#preformatted -= 1;
	}

	#writeVoid(name: string, { alt = "" }: Attributes): void {
		if (this.#skipped > 0) return;
		if (name === "br") this.#endLine(true);
		if (name === "hr") {
			this.#endLine();
			this.#write("_".repeat(32));
			this.#endLine();
		}
		// Clients that draw an emoji have the letter beside it.
		if (name === "img" && /^\p{Extended_Pictographic}[\p{Extended_Pictographic}\p{M}\u200d]{0,7}$/u.test(alt))
			this.#write(alt);
	}

	/** Where a link leads, unless its words are the address. */
	#tellTarget(url: string, words: string): void {
		const bare = url.replace(/^(?:mailto:|https?:\/\/(?:www\.)?)/i, "").replace(/\/$/, "");
		if (words.trim() === "" || bare === "" || words.toLowerCase().includes(bare.toLowerCase())) return;
		this.#write(` <${url.replace(/^mailto:/i, "")}>`);
	}

	#write(text: string): void {
		if (this.#skipped > 0 || this.#isTiny) return;
		if (this.#preformatted > 0) {
			const [first = "", ...rest] = text.split(/\r?\n/);
			this.#line += first;
			for (const line of rest) {
				this.#endLine(true);
				this.#line = line;
			}
			this.#endsInBlank = false;
			return;
		}
		const written = text.replaceAll(/[ \t\r\n\f]+/g, " ");
		const added = this.#endsInBlank ? written.replace(/^ /, "") : written;
		if (added === "") return;
		if (this.#isNextCell && added !== " ") this.#line += " | ";
		if (added !== " ") this.#isNextCell = false;
		this.#line += added;
		this.#endsInBlank = added.endsWith(" ");
	}

	/** A line without anything is none, but where a break asks for it. */
	#endLine(isAsked = false): void {
		if (this.#line !== "" || isAsked)
			this.#addLine(trimmedLine(this.#line.replaceAll("\u00a0", " ").replaceAll(/\p{Cc}/gu, "")));
		this.#line = "";
		this.#endsInBlank = true;
		this.#isNextCell = false;
	}

	#blankLine(): void {
		const last = this.#lines.at(-1);
		if (last !== undefined && last.text !== "") this.#addLine("");
	}

	#addLine(text: string): void {
		const isFirst = this.#begins && text !== "";
		this.#lines.push({ text, depth: this.#depth, sign: isFirst ? "quote-begins" : (this.#signs.at(-1) ?? null) });
		if (isFirst) this.#begins = false;
	}
}
