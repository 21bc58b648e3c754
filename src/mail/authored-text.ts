import { mayHoldAnothers } from "./doubtful-lines.ts";
import { htmlLines } from "./html-lines.ts";
import type { Mail } from "./mail.ts";
import { type MailLine, SIGNATURE_LINE, textLines } from "./mail-line.ts";
import { answerAboveAt } from "./own-marks.ts";
import { isMobileSignature, isRule, pointsBelow } from "./quote-forms.ts";
import { type LineOwner, ownersOf } from "./quoted-lines.ts";

/**
 * What the writer of a mail wrote, without what the mail programs of both sides put around it. The mail itself is kept by the
 * caller: this is for showing and passing on.
 *
 * Words are dearer than order: what might be the writer's stays, and where nothing would be left, all of it does.
 */
export interface AuthoredText {
	/** To be read: the parts with a blank line between them, quoted lines behind `> `. Hostile until escaped. */
	readonly text: string;
	readonly parts: readonly AuthoredPart[];
	/**
	 * `cut`: something was left out. `whole`: there was nothing to leave out. `nothing-left`: everything looked like a quote or a
	 * signature, so all is shown; it may hold what was not meant for whom the answer goes to, and is not to be passed on unread.
	 */
	readonly extent: "cut" | "whole" | "nothing-left";
	/**
	 * Of what is taken for the writer's, some may be another's: words stand above and below a letter that is quoted, or what looks
	 * like the head of a mail stands among them. Not to be passed on unread.
	 */
	readonly isDoubtful: boolean;
	/**
	 * Where words stand above a whole letter of ours and below its end, and none among its lines: those above alone. Below may stand
	 * what a mail server adds, or what another wrote to whom the writer answers. Null where they do not stand so.
	 */
	readonly aboveOurs: readonly AuthoredPart[] | null;
}

export interface AuthoredPart {
	/**
	 * `quoted`: lines that the writer answers one by one, of a letter that not everybody may read whom the answer goes to.
	 * `forwarded`: what somebody else wrote and the writer passes on.
	 */
	readonly kind: "written" | "quoted" | "forwarded";
	readonly text: string;
}

/** From the plain text where it shows what is quoted, else from the HTML. Time grows with their length, whatever they hold. */
export function authoredText({ text, html, subject }: Pick<Mail, "text" | "html" | "subject">): AuthoredText {
	const plain = text === null || text.trim() === "" ? null : cutQuotes(textLines(text), subject);
	if ((plain?.showsQuote && plain.authored.extent === "cut") || html === null)
		return plain?.authored ?? { text: "", parts: [], extent: "whole", isDoubtful: false, aboveOurs: null };
	// Some programs write no marks into the plain text; their HTML says what is quoted.
	const { authored: rich, showsQuote } = cutQuotes(htmlLines(html), subject);
	// Of the two that leave no more out than a signature, the plain text says more.
	const showsMore = showsQuote || plain?.authored.extent !== "cut";
	if (plain === null || (showsMore && rich.extent === "cut" && rich.text !== "")) return rich;
	const { authored } = plain;
	return { ...authored, isDoubtful: authored.isDoubtful || rich.isDoubtful || rich.extent === "nothing-left" };
}

interface Run {
	readonly owner: LineOwner;
	/** Where in the mail it begins. */
	readonly from: number;
	readonly lines: readonly MailLine[];
}

interface Cut {
	readonly authored: AuthoredText;
	/** Some of it is another's, and known by its marks or its head. */
	readonly showsQuote: boolean;
}

function cutQuotes(lines: readonly MailLine[], subject: string): Cut {
	const { owners, othersAt } = ownersOf(lines, subject);
	const showsQuote = owners.some((owner) => owner !== "writer");
	const all = runsOf(lines, owners);
	const unsigned = all.map((run) => (run.owner === "writer" ? { ...run, lines: withoutSignature(run.lines) } : run));
	// Who writes nothing but a name has written a name.
	const runs = [unsigned, all].find((some) => some.some((run) => run.owner !== "quote" && hasWords(run)));
	const parts = runs === undefined ? [] : partsOf(runs);
	if (parts.length === 0) {
		const whole = shown(lines, 0);
		const extent = whole === "" ? "whole" : "nothing-left";
		const authored = {
			text: whole,
			parts: part("written", whole),
			extent,
			isDoubtful: false,
			aboveOurs: null,
		} as const;
		return { authored, showsQuote };
	}
	const isWhole = wordedLines(lines) === parts.reduce((count, { text }) => count + wordedLines(textLines(text)), 0);
	const written = (runs ?? []).filter((run) => run.owner === "writer" && hasWords(run));
	const endsAt = endOfOurs(lines, written);
	const trusted = endsAt === null ? written : written.filter(({ from }) => from < endsAt);
	const isDoubtful =
		standsAround(trusted, [...othersAt, ...oursAt(lines)]) || trusted.some((run) => mayHoldAnothers(run.lines));
	const aboveOurs = endsAt === null ? null : partsOf((runs ?? []).filter(({ from }) => from < endsAt));
	const extent = isWhole ? "whole" : "cut";
	return { authored: { text: textOf(parts), parts, extent, isDoubtful, aboveOurs }, showsQuote };
}

function runsOf(lines: readonly MailLine[], owners: readonly LineOwner[]): readonly Run[] {
	const runs: { owner: LineOwner; from: number; lines: MailLine[] }[] = [];
	lines.forEach((line, at) => {
		const owner = owners[at] ?? "writer";
		const last = runs.at(-1);
		// An empty line parts nothing.
		if (last !== undefined && (last.owner === owner || line.text === "")) last.lines.push(line);
		else runs.push({ owner, from: at, lines: [line] });
	});
	return runs;
}

/** Whether some of it stands above one of those lines and some below it: one of the two may be whose letter is quoted. */
function standsAround(written: readonly Run[], heads: readonly number[]): boolean {
	const first = written[0]?.from ?? 0;
	const last = written.at(-1)?.from ?? 0;
	return heads.some((head) => first < head && head < last);
}

/** Where a letter of ours ends that the writer wrote above and below, and not within; null where there is none. */
function endOfOurs(lines: readonly MailLine[], written: readonly Run[]): number | null {
	const begins = lines.findIndex(({ text }) => /^[|\s]{0,8}##- /.test(text));
	const ends = lines.findLastIndex(({ text }) => /^[|\s]{0,8}\[ref:/.test(text));
	if (begins < 0 || ends < begins) return null;
	const isWithin = written.some(({ from }) => begins < from && from < ends);
	const isAround = written.some(({ from }) => from < begins) && written.some(({ from }) => from > ends);
	return isAround && !isWithin ? ends : null;
}

/** Where a letter of ours begins and ends. */
function oursAt(lines: readonly MailLine[]): readonly number[] {
	return lines.flatMap(({ text }, at) => (/^[|\s]{0,8}(?:##- |\[ref:)/.test(text) ? [at] : []));
}

function hasWords({ lines }: Run): boolean {
	return wordedLines(lines) > 0;
}

function wordedLines(lines: readonly MailLine[]): number {
	return lines.filter(({ text }) => text !== "" && !isRule(text)).length;
}

/** Of a paragraph that is answered: the lines right above the answer. */
const MOST_ANSWERED_LINES = 12;
/** A quote of so few lines was cut down by the writer to what is answered. */
const FEW_LINES = 4;

/**
 * Written above or below one quote, the writing alone. Written at several places of it: all of it, in its order, each part below
 * the lines that it answers. A letter of ours is known to who reads, and is not shown again.
 */
function partsOf(runs: readonly Run[]): readonly AuthoredPart[] {
	const worded = runs.filter((run) => run.owner !== "writer" || hasWords(run));
	const lastWritten = worded.findLastIndex(({ owner }) => owner !== "quote");
	const written = worded.filter(({ owner }) => owner === "writer");
	const pointing = written.length === 1 && pointsBelow(shown(written[0]?.lines ?? [], 0));
	const isAnsweredInPlaces = written.length > 1;
	return worded.flatMap((run, at): readonly AuthoredPart[] => {
		if (run.owner === "writer") return part("written", shown(run.lines, 0));
		if (run.owner === "forward") return part("forwarded", shown(run.lines, 0));
		if (pointing && at > 0) return part("quoted", shown(run.lines, 1));
		const isOurs = run.lines.some(({ text }) => text.startsWith("[ref:"));
		if (at > lastWritten || isOurs) return [];
		return isAnsweredInPlaces || !isLong(run) ? part("quoted", shown(answeredLines(run), 1)) : [];
	});
}

/** A letter of ours that begins with its mark was cut down by nobody. */
function isLong({ lines }: Run): boolean {
	return (
		lines.filter(({ text, depth }) => text !== "" && depth > 0).length > FEW_LINES ||
		lines.some(({ text }) => text.startsWith("##- "))
	);
}

/** Of a quote: all of a short one, of a long one its last paragraph. What stands above a letter of ours is none of it. */
function answeredLines(run: Run): readonly MailLine[] {
	const texts = run.lines.map(({ text }) => text);
	const mark = texts.findLastIndex((text) => text.startsWith("##- "));
	const below = run.lines.slice(mark < 0 ? 0 : mark + Math.max(1, answerAboveAt(texts, mark)));
	const quoted = below.filter(({ text, sign, depth }) => sign !== "attribution" && (depth > 0 || text === ""));
	if (!isLong(run)) return quoted;
	const last = quoted.findLastIndex(({ text }) => text !== "");
	const before = quoted.findLastIndex(({ text }, at) => at < last && text === "");
	return quoted.slice(Math.max(before + 1, last + 1 - MOST_ANSWERED_LINES), last + 1);
}

function part(kind: AuthoredPart["kind"], text: string): readonly AuthoredPart[] {
	return text === "" ? [] : [{ kind, text }];
}

const MOST_SIGNATURE = 20;

/** Without the lines that a program adds by itself. What stands behind them stays, but behind the line that begins a signature. */
function withoutSignature(lines: readonly MailLine[]): readonly MailLine[] {
	const marked = lines.findIndex(({ text }) => text === SIGNATURE_LINE);
	const behind = lines.slice(marked + 1).filter(({ text }) => text !== "").length;
	const isSigned = marked >= 0 && behind <= MOST_SIGNATURE;
	const kept = (isSigned ? lines.slice(0, marked) : lines).filter(({ sign }) => sign !== "signature");
	const last = kept.findLastIndex(({ text }) => text !== "" && !isRule(text));
	return kept.filter(({ text }, at) => {
		const standsAlone = at >= last || at === 0 || kept[at - 1]?.text === "";
		return !(standsAlone && isMobileSignature(text));
	});
}

/** Of several empty lines one; rules and empty lines at the ends left out; quoted text with the marks of what it quotes itself. */
function shown(lines: readonly MailLine[], depth: number): string {
	const isEmpty = ({ text }: MailLine) => text === "" || isRule(text);
	const first = lines.findIndex((line) => !isEmpty(line));
	const last = lines.findLastIndex((line) => !isEmpty(line));
	if (first < 0)
		return lines
			.map(({ text }) => text)
			.join("\n")
			.trim();
	return lines
		.slice(first, last + 1)
		.filter(({ text }, at, within) => text !== "" || within[at - 1]?.text !== "")
		.map((line) => `${"> ".repeat(Math.min(MOST_MARKS, Math.max(0, line.depth - depth)))}${line.text}`.trimEnd())
		.join("\n");
}

const MOST_MARKS = 3;

function textOf(parts: readonly AuthoredPart[]): string {
	const quoted = (text: string) => text.replaceAll(/^.*$/gm, (line) => `> ${line}`.trimEnd());
	return parts.map(({ kind, text }) => (kind === "quoted" ? quoted(text) : text)).join("\n\n");
}
