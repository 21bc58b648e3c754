import type { MailLine } from "./mail-line.ts";
import { answerAboveAt, referenceAt } from "./own-marks.ts";
import {
	answersSubject,
	attributionEvidence,
	continuesFrom,
	type HeaderLabel,
	headerLabel,
	isAttributionEnd,
	isForwardSubject,
	isListFooter,
	isRule,
	mayEndAttribution,
	separatorKind,
} from "./quote-forms.ts";
import { TOKEN_LENGTH } from "./signed-token.ts";

/** Whose a line is: the writer's own, quoted of what is answered, or passed on by the writer. */
export type LineOwner = "writer" | "quote" | "forward";

/** What is told of a mail's lines. */
export interface OwnedLines {
	readonly owners: readonly LineOwner[];
	/** Lines at which the head of a mail begins that is not known to be a letter of ours. */
	readonly othersAt: readonly number[];
}

/**
 * Whose each line is. A letter of ours is known by its own marks, whatever program quotes it in whatever language; what has marks of
 * quotes is quoted; what has neither is known by the head or the sentence that programs put above it, and goes to the end.
 */
export function ownersOf(lines: readonly MailLine[], subject: string): OwnedLines {
	const owners = lines.map(({ depth, sign }): LineOwner => (depth > 0 || sign === "attribution" ? "quote" : "writer"));
	const texts = lines.map(({ text }) => text.replace(/^[|\s]{1,8}/, ""));
	const lastReference = endOfLastReference(lines, texts);
	const lastOurs = texts.findLastIndex((text) => text.startsWith("##- "));
	const give = (from: number, to: number, owner: LineOwner) => owners.fill(owner, from, to);
	const othersAt: number[] = [];
	const isOther = (from: number, behind: number) => isOthersHead(texts, { from, behind, lastOurs, lastReference });
	// What has no marks ends with our letter's reference, else with the mail. Below another's letter that quotes ours may stand
	// what that other wrote there.
	const endOfUnmarked = (from: number) =>
		lastReference > from && !holdsOthersHead(lines, from, lastReference, isOther) ? lastReference : lines.length;
	for (let at = 0; at < lines.length; ) {
		const line = lines[at];
		if (line === undefined) break;
		const ours = answerAboveAt(texts, at);
		if (ours > 0) {
			const begins = line.depth > 0 ? at : beginningAbove(lines, owners, at);
			const isOthers = begins < at && isOther(begins, at);
			if (isOthers) othersAt.push(begins);
			const ends = line.depth > 0 ? at + ours : isOthers ? lines.length : endOfUnmarked(at);
			give(begins, ends, "quote");
			at = ends;
			continue;
		}
		const reference = referenceAt(texts, at);
		if (reference > 0) give(at, at + reference, "quote");
		if (line.depth > 0 || line.text === "") {
			at += 1;
			continue;
		}
		if (isListFooter(line.text, lines[nextWords(lines, at + 1)]?.text ?? "")) {
			give(at, lines.length, "quote");
			break;
		}
		const opening = openingAt(lines, at);
		if (opening === null) {
			if (line.sign === "attribution" && isOther(at, at + 1)) othersAt.push(at);
			at += 1;
			continue;
		}
		const behind = opening.from + opening.count;
		const isForward = opening.isForwarded || (opening.kind === "head" && isForwardSubject(subject));
		// Whoever passes our own letter on tells us nothing new by it.
		if (isForward && lastOurs < behind) {
			give(opening.from, lines.length, "forward");
			break;
		}
		const isOthers = isOther(opening.from, behind);
		if (isOthers) othersAt.push(opening.from);
		const isMarked = isFollowedByMarks(lines, behind);
		const ends = isMarked ? behind : isOthers ? lines.length : endOfUnmarked(behind);
		give(opening.from, ends, "quote");
		at = Math.max(ends, at + 1);
	}
	return { owners, othersAt };
}

interface Head {
	readonly from: number;
	readonly behind: number;
	/** The last line that begins a letter of ours; -1 where none does. */
	readonly lastOurs: number;
	/** Behind the last reference without marks; -1 where there is none. */
	readonly lastReference: number;
}

/** Of the address that answers to a letter of ours go to. */
const TOKEN_ADDRESS = new RegExp(`\\+[0-9a-z]{${TOKEN_LENGTH}}@`, "i");

/**
 * Whether the head of a quoted mail is not our letter's. Ours comes from an address that no mail names, so it is known by what
 * follows; its subject answers nothing, and it goes to a person.
 */
function isOthersHead(texts: readonly string[], { from, behind, lastOurs, lastReference }: Head): boolean {
	const head = texts.slice(from, Math.min(behind, from + MOST_HEAD_LINES));
	const isToUs = head.some((text) => TOKEN_ADDRESS.test(text) && ["to", "copy"].includes(headerLabel(text) ?? ""));
	if (isToUs || head.some(answersSubject)) return true;
	if (head.some((text) => TOKEN_ADDRESS.test(text))) return false;
	let next = behind;
	while (next < behind + MOST_EMPTY && texts[next] === "") next += 1;
	if (answerAboveAt(texts, next) > 0) return false;
	// A letter of ours that has lost its first line.
	return lastOurs >= behind || lastReference <= behind;
}

function holdsOthersHead(
	lines: readonly MailLine[],
	from: number,
	to: number,
	isOther: (from: number, behind: number) => boolean,
): boolean {
	for (let at = from; at < to; at += 1) {
		const count = lines[at]?.depth === 0 ? headCount(lines, at, false) : 0;
		if (count > 0 && isOther(at, at + count)) return true;
	}
	return false;
}

interface Opening {
	readonly kind: "attribution" | "head";
	readonly from: number;
	/** Lines that it has itself. */
	readonly count: number;
	readonly isForwarded: boolean;
}

function openingAt(lines: readonly MailLine[], at: number): Opening | null {
	const line = lines[at];
	if (line === undefined) return null;
	const separator = separatorKind(line.text);
	const isAnnounced = separator !== null || line.sign === "quote-begins" || isRule(line.text);
	const headAt = separator !== null || isRule(line.text) ? nextWords(lines, at + 1) : at;
	const head = headCount(lines, headAt, isAnnounced);
	const isForwarded = separator === "forwarded";
	if (head > 0) return { kind: "head", from: at, count: headAt + head - at, isForwarded };
	if (separator !== null || line.sign === "quote-begins") return { kind: "head", from: at, count: 1, isForwarded };
	if (!mayEndAttribution(line.text)) return null;
	const lineCount = attributionCount(lines, at);
	if (lineCount === 0) return null;
	return { kind: "attribution", from: at + 1 - lineCount, count: lineCount, isForwarded: false };
}

const MOST_ATTRIBUTION_LINES = 4;

/** How many lines an attribution has that ends at a line; 0 where none does. */
function attributionCount(lines: readonly MailLine[], at: number): number {
	const isMarkedBelow = isFollowedByMarks(lines, at + 1);
	const wordsOf = (line: MailLine | undefined) => (line === undefined || line.depth > 0 ? "" : line.text);
	let text = wordsOf(lines[at]);
	let isKnown = false;
	for (let count = 1; ; count += 1) {
		const { isCertain, isLikely } = attributionEvidence(text);
		isKnown ||= isCertain || (isLikely && isMarkedBelow);
		const before = wordsOf(lines[at - count]);
		if (before === "" || count === MOST_ATTRIBUTION_LINES || !continuesFrom(before, text)) {
			if (isKnown) return count;
			return isMarkedBelow && isAttributionEnd(wordsOf(lines[at])) ? 1 : 0;
		}
		text = `${before} ${text}`;
	}
}

const MOST_HEAD_LINES = 14;

/** How many lines the head of a quoted mail has, from a line on; 0 where none stands. */
function headCount(lines: readonly MailLine[], from: number, isAnnounced: boolean): number {
	const first = headerLabel(lines[from]?.text ?? "");
	if (first !== "from" && first !== "date" && !(isAnnounced && first !== null)) return 0;
	const told = new Set<HeaderLabel>();
	let count = 0;
	let unlabelled = 0;
	for (let at = from; at < Math.min(lines.length, from + MOST_HEAD_LINES); at += 1) {
		const label = headerLabel(lines[at]?.text ?? "");
		if (label === null || told.has(label)) {
			unlabelled += 1;
			// Recipients go on for some lines; behind a whole head stands the mail.
			if (unlabelled > 2 || told.size >= 4) break;
			continue;
		}
		told.add(label);
		unlabelled = 0;
		count = at - from + 1;
	}
	// From where to where on which day is also what people write of a parcel: a mail has a subject.
	const isHead = told.has("from") && (isAnnounced ? told.size > 1 : told.has("subject") && told.size > 2);
	return isHead ? count : 0;
}

/**
 * Where the head above a letter of ours begins that nothing else knows: lines of names and colons, or a sentence with an address,
 * in a language that is not in the tables.
 */
function beginningAbove(lines: readonly MailLine[], owners: readonly LineOwner[], mark: number): number {
	const isEmpty = (at: number) => lines[at]?.text === "" || isRule(lines[at]?.text ?? "");
	let last = mark - 1;
	while (last >= 0 && isEmpty(last)) last -= 1;
	let first = last;
	while (first > 0 && last - first < MOST_HEAD_LINES && !isEmpty(first - 1) && owners[first - 1] === "writer")
		first -= 1;
	const above = lines.slice(first, last + 1).map(({ text }) => text);
	const isAddressed = above.some((text) => text.includes("@"));
	const isHead = above.length >= 3 && above.every((text) => /^[^:：]{1,30}[:：]/.test(text));
	const isSentence = above.length <= 3 && /[:：]$/.test(above.at(-1) ?? "") && above.join("").length < 300;
	return last >= 0 && owners[last] === "writer" && isAddressed && (isHead || isSentence) ? first : mark;
}

/** Behind the last reference of a letter of ours that has no marks of quotes before it; -1 where there is none. */
function endOfLastReference(lines: readonly MailLine[], texts: readonly string[]): number {
	const at = texts.findLastIndex((text, line) => text.startsWith("[ref:") && lines[line]?.depth === 0);
	const count = at < 0 ? 0 : referenceAt(texts, at);
	return count === 0 ? -1 : at + count;
}

function isFollowedByMarks(lines: readonly MailLine[], from: number): boolean {
	return (lines[nextWords(lines, from)]?.depth ?? 0) > 0;
}

/** The next line that is not empty, within a few. */
function nextWords(lines: readonly MailLine[], from: number): number {
	let at = from;
	while (at < from + MOST_EMPTY && at < lines.length && lines[at]?.text === "" && lines[at]?.depth === 0) at += 1;
	return at;
}

const MOST_EMPTY = 6;
