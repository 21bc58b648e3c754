import { withinReason } from "./body.ts";
import { type Problem, Unreadable } from "./carrier.ts";

/** One segment of an EDI message: its tag and its elements, each of its components, empty ones included. */
export interface Segment {
	readonly tag: string;
	readonly elements: readonly (readonly string[])[];
}

/** A component as the standards count them, from 1: `component(sts, 2, 1)`; undefined where it is missing or blank. */
export function component({ elements }: Segment, element: number, part = 1): string | undefined {
	return withinReason(elements[element - 1]?.[part - 1] ?? "");
}

/** What stands before the first segment of a tag, and then from each of them to the next. */
export function groupsFrom(segments: readonly Segment[], tag: string): readonly (readonly Segment[])[] {
	const starts = segments.flatMap((segment, at) => (segment.tag === tag ? [at] : []));
	return [segments.slice(0, starts[0]), ...starts.map((start, index) => segments.slice(start, starts[index + 1]))];
}

/**
 * A message up to its last segment, `SE` or `UNT`, whose first element counts it. The count is often wrong in the field,
 * and a message without an end was cut: both are added to `problems`, and neither hides what the message says.
 */
export function upToEnd(message: readonly Segment[], tag: string, problems: Problem[]): readonly Segment[] {
	const at = message.findIndex((segment) => segment.tag === tag);
	const own = at === -1 ? message : message.slice(0, at + 1);
	const end = message[at];
	const said = end && component(end, 1);
	if (said === undefined || Number(said) !== own.length) {
		const detail = `A message says that it has ${said ?? "no number of"} segments, and has ${own.length}.`;
		problems.push({ kind: "contradiction", detail });
	}
	return own;
}

/** The segments of EDIFACT interchanges, with the marks that the UNA of each declares and its release character taken off. */
export function edifactSegments(body: string): readonly Segment[] {
	const written = body.replace(/^\uFEFF/, "").trimStart();
	if (!/^UN(?:A.{6}|[BHG]\W)/s.test(written)) throw new Unreadable("body: not EDIFACT: it starts with UNA, UNB or UNH");
	return written.split(/(?=UNA[^\w\s].{5}\s*UN[BHG]\W)/s).flatMap((interchange) => {
		const declared = /^UNA(.)(.)(.)(.)(.)(.)/s.exec(interchange);
		const [, between = ":", element = "+", , release = "?", , end = "'"] = declared ?? [];
		return segmentsOf(interchange.slice(declared ? 9 : 0), { component: between, element, release, end });
	});
}

/**
 * The segments of X12 interchanges. The marks of each stand in its ISA: what follows its tag parts elements, its last element
 * parts components, and what follows that ends a segment. Files cut at GS or ST are read with the usual `>` and `~`.
 */
export function x12Segments(body: string): readonly Segment[] {
	const written = body.replace(/^\uFEFF/, "").trimStart();
	if (!/^(?:ISA|GS|ST)\W/.test(written)) throw new Unreadable("body: not X12: it starts with ISA, GS or ST");
	return written.split(/(?=ISA[^\w\s]\d\d[^\w\s])/).flatMap((interchange) => {
		return segmentsOf(interchange, x12MarksOf(interchange));
	});
}

function x12MarksOf(written: string): Marks {
	if (!written.startsWith("ISA")) {
		return { component: ">", element: written.charAt(2), release: null, end: written.includes("~") ? "~" : "\n" };
	}
	const element = written.charAt(3);
	// ISA has sixteen elements and fixed widths, which some senders trim.
	const last = written.split(element, 17)[16] ?? ">~";
	const end = last.charAt(1) === "\r" ? "\n" : last.charAt(1) || "~";
	return { component: last.charAt(0), element, release: null, end };
}

interface Marks {
	readonly component: string;
	readonly element: string;
	/** Takes its meaning from the mark that follows it. */
	readonly release: string | null;
	readonly end: string;
}

// An interchange of a day may be large; of a stranger it may be without end.
const MOST_SEGMENTS = 200_000;

function segmentsOf(written: string, marks: Marks): readonly Segment[] {
	const segments: Segment[] = [];
	let elements: string[][] = [[""]];
	const finish = () => {
		const [[tag = ""] = [], ...rest] = elements;
		if (tag.trim() !== "") segments.push({ tag: tag.trim(), elements: rest });
		elements = [[""]];
	};
	for (let index = 0; index < written.length && segments.length < MOST_SEGMENTS; index++) {
		const mark = written.charAt(index);
		if (mark === marks.end) finish();
		// Ends of lines mean nothing where another mark ends a segment: some wrap what they send at eighty characters.
		else if (mark === "\r" || mark === "\n") continue;
		else if (mark === marks.element) elements.push([""]);
		else if (mark === marks.component && elements.length > 1) elements.at(-1)?.push("");
		else {
			if (mark === marks.release) index += 1;
			const text = mark === marks.release ? written.charAt(index) : mark;
			const parts = elements.at(-1);
			if (parts) parts[parts.length - 1] += text;
		}
	}
	finish();
	return segments;
}
