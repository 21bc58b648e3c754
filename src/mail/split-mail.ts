import type { Unreadable } from "./mail.ts";
import { decodeBase64, decodeQuotedPrintable } from "./transfer-encoding.ts";

/**
 * What a mail may hold. Beyond these it is no mail between people, and is not read: whatever it holds costs no more time than
 * passing over its bytes.
 */
export const MAIL_LIMITS = {
	/** What large mail services take, with the third that base64 adds. */
	bytes: 36_000_000,
	/** The mail's own head; servers on the way refuse longer ones. */
	headBytes: 128_000,
	/** The heads of all of its parts. */
	headsBytes: 256_000,
	parts: 200,
	depth: 20,
	/** Of each text, once decoded: what is longer is cut. */
	textBytes: 512_000,
	htmlBytes: 1_000_000,
} as const;

/** A part without parts: a text or something attached. */
export interface Leaf {
	/** Media type in small letters. */
	readonly type: string;
	readonly charset: string | null;
	/** Lines that end in a blank go on in the next one (RFC 3676). */
	readonly flow: "no" | "flowed" | "flowed-delsp";
	/** Whether it is to be read, not opened. */
	readonly isText: boolean;
	readonly bytes: Uint8Array;
	readonly isCut: boolean;
}

export interface SplitMail {
	/** The same mail with nothing in its leaves; each names its number in `leaves` as its Content-Description. */
	readonly skeleton: Uint8Array;
	readonly leaves: readonly Leaf[];
	/** The mail as it stands, without what lies between its parts: heads, the lines between parts, and the bodies of leaves. */
	readonly pieces: readonly MailPiece[];
}

export interface MailPiece {
	/** Of the mail itself, not a copy. */
	readonly bytes: Buffer;
	/** The number in `leaves` of the one whose body it is, still encoded; null for what is no body. */
	readonly leaf: number | null;
}

export const LEAF_MARK = "wayline-leaf-";

// A text that has a name is attached; the parser would read it out all the same.
const TEXT_TYPE = /^(content-type[ \t]*:\s*)text\//im;

// The parser takes every list of addresses apart, however long it is: 100 KB of groups within groups took it 200 ms.
const ADDRESS_FIELD = /^(?==*(?:from|sender|reply-to|to|cc|bcc|delivered-to|return-path)[ \t]*:)/gim;

function hideAddresses(head: Buffer): string {
	return head.toString("latin1").replaceAll(ADDRESS_FIELD, "=");
}

/** The name of a field of the skeleton as it stood in the mail. */
export function fieldName(name: string): string {
	return name.replace(/^=(?==*(?:from|sender|reply-to|to|cc|bcc|delivered-to|return-path)$)/, "");
}

interface Boundary {
	readonly line: Buffer;
	readonly depth: number;
}

/**
 * Takes the leaves of a mail out of it, decoded, in one pass over its bytes: what is left is heads, which the parser then reads
 * without looking at a body line by line (20 MB of pictures took it two seconds).
 */
export function splitMail(raw: Uint8Array): SplitMail | Unreadable {
	if (raw.length > MAIL_LIMITS.bytes) return unreadable(`It has more than ${MAIL_LIMITS.bytes / 1e6} MB.`);
	const bytes = Buffer.from(raw.buffer, raw.byteOffset, raw.byteLength);
	const leaves: Leaf[] = [];
	const skeleton: (Buffer | string)[] = [];
	const pieces: MailPiece[] = [];
	let boundaries: readonly Boundary[] = [];
	let headsBytes = 0;
	let parts = 0;
	let depth = 0;
	let at = 0;
	for (;;) {
		const bodyAt = endOfHead(bytes, at);
		const head = bytes.subarray(at, bodyAt);
		headsBytes += head.length;
		parts += 1;
		if (head.length > MAIL_LIMITS.headBytes || headsBytes > MAIL_LIMITS.headsBytes) {
			return unreadable(
				`Its head has more than ${MAIL_LIMITS.headBytes / 1000} KB, or those of its parts together twice that.`,
			);
		}
		if (parts > MAIL_LIMITS.parts) return unreadable(`It has more than ${MAIL_LIMITS.parts} parts.`);
		const described = describe(head.toString("latin1"));
		const isWhole = described.boundary !== null;
		pieces.push({ bytes: head, leaf: null });
		if (described.boundary !== null) {
			if (depth >= MAIL_LIMITS.depth)
				return unreadable(`Its parts lie more than ${MAIL_LIMITS.depth} deep in each other.`);
			boundaries = [...boundaries, { line: Buffer.from(`--${described.boundary}`, "latin1"), depth }];
		}
		const next = nextBoundary(bytes, bodyAt, boundaries);
		if (next === "too-many") return unreadable("It has more lines of dashes than any mail.");
		const end = next?.start ?? bytes.length;
		if (isWhole) {
			skeleton.push(parts === 1 ? hideAddresses(head) : head, "\n");
		} else {
			skeleton.push(`Content-Description: ${LEAF_MARK}${leaves.length}\n`);
			skeleton.push(
				`Content-Disposition: attachment; ${LEAF_MARK}=${leaves.length}\n`.repeat(described.isText ? 1 : 0),
			);
			const shown = parts === 1 ? hideAddresses(head) : head.toString("latin1");
			skeleton.push(described.isText ? shown : shown.replace(TEXT_TYPE, "$1application/"), "\n");
			pieces.push({ bytes: bytes.subarray(bodyAt, end), leaf: leaves.length });
			leaves.push(leafOf(described, bytes.subarray(bodyAt, end)));
		}
		// Whatever ends lies behind: the innermost that is left may begin another part, or end as well.
		let passed = next;
		while (passed?.isEnd) {
			const ended = passed.boundary;
			boundaries = boundaries.filter((boundary) => boundary.depth < ended.depth);
			skeleton.push(ended.line, "--\n");
			pieces.push({ bytes: bytes.subarray(passed.start, passed.after), leaf: null });
			const after = nextBoundary(bytes, passed.after, boundaries);
			if (after === "too-many") return unreadable("It has more lines of dashes than any mail.");
			passed = after;
		}
		if (passed === null) return { skeleton: joined(skeleton), leaves, pieces };
		const { boundary } = passed;
		pieces.push({ bytes: bytes.subarray(passed.start, passed.after), leaf: null });
		boundaries = boundaries.filter((one) => one.depth <= boundary.depth);
		skeleton.push(boundary.line, "\n");
		depth = boundary.depth + 1;
		at = passed.after;
	}
}

export function isUnreadable(value: object): value is Unreadable {
	return "kind" in value && value.kind === "unreadable";
}

function unreadable(because: string): Unreadable {
	return { kind: "unreadable", because };
}

/** Where the body begins: behind the first empty line. A head without one is all there is. */
function endOfHead(bytes: Buffer, start: number): number {
	// Not one search for each way to write an empty line: that which is missing would be looked for to the end, for each part.
	for (let at = start; at < bytes.length && at - start <= MAIL_LIMITS.headBytes; ) {
		const lineEnd = bytes.indexOf(0x0a, at);
		if (lineEnd < 0) return bytes.length;
		if (lineEnd === at || (lineEnd === at + 1 && bytes[at] === 0x0d)) return lineEnd + 1;
		at = lineEnd + 1;
	}
	return Math.min(bytes.length, start + MAIL_LIMITS.headBytes + 1);
}

interface FoundBoundary {
	readonly boundary: Boundary;
	/** Where the line end before it begins, which belongs to it. */
	readonly start: number;
	readonly after: number;
	readonly isEnd: boolean;
}

const MOST_DASHED_LINES = 20_000;

function nextBoundary(bytes: Buffer, from: number, boundaries: readonly Boundary[]): FoundBoundary | "too-many" | null {
	if (boundaries.length === 0) return null;
	let seen = 0;
	for (let at = dashedLine(bytes, from); at >= 0; at = dashedLine(bytes, at + 2)) {
		seen += 1;
		if (seen > MOST_DASHED_LINES) return "too-many";
		const lineEnd = bytes.indexOf(0x0a, at);
		const after = lineEnd < 0 ? bytes.length : lineEnd + 1;
		for (const boundary of boundaries.toReversed()) {
			const length = boundary.line.length;
			if (after - at < length || after - at > length + 100) continue;
			if (!bytes.subarray(at, at + length).equals(boundary.line)) continue;
			const rest = bytes.toString("latin1", at + length, after);
			if (!/^(?:--)?[ \t]*\r?\n?$/.test(rest)) continue;
			return {
				boundary,
				start: Math.max(from, at - (bytes[at - 2] === 0x0d ? 2 : 1)),
				after,
				isEnd: rest.startsWith("--"),
			};
		}
	}
	return null;
}

/** The next place where a line begins with two dashes; -1 if none does. */
function dashedLine(bytes: Buffer, from: number): number {
	if (bytes[from] === 0x2d && bytes[from + 1] === 0x2d && (from === 0 || bytes[from - 1] === 0x0a)) return from;
	const found = bytes.indexOf("\n--", from, "latin1");
	return found < 0 ? -1 : found + 1;
}

interface Described {
	readonly type: string;
	readonly charset: string | null;
	readonly flow: Leaf["flow"];
	readonly encoding: string;
	readonly isText: boolean;
	/** Of a part that has parts. */
	readonly boundary: string | null;
}

function describe(head: string): Described {
	const contentType = fieldOf(head, "content-type") ?? "text/plain";
	const type = (/^[\w!#$&^.+-]+\/[\w!#$&^.+-]+/.exec(contentType)?.[0] ?? "text/plain").toLowerCase();
	const disposition = fieldOf(head, "content-disposition") ?? "";
	const isNamed = /;\s*(?:file)?name\*?(?:0\*?)?\s*=/i.test(`${contentType};${disposition}`);
	const isFlowed = /^flowed$/i.test(parameterOf(contentType, "format") ?? "");
	const boundary = parameterOf(contentType, "boundary");
	return {
		type,
		charset: parameterOf(contentType, "charset"),
		flow: !isFlowed ? "no" : /^yes$/i.test(parameterOf(contentType, "delsp") ?? "") ? "flowed-delsp" : "flowed",
		encoding: (/[\w-]+/.exec(fieldOf(head, "content-transfer-encoding") ?? "")?.[0] ?? "").toLowerCase(),
		isText: /^text\/(?:plain|html)$/.test(type) && !/^\s*attachment/i.test(disposition) && !isNamed,
		boundary: type.startsWith("multipart/") && boundary !== null && boundary !== "" ? boundary : null,
	};
}

/** Unfolded, without comments at its beginning; null where the field is not there. The first of several counts. */
function fieldOf(head: string, name: string): string | null {
	const [, value] = new RegExp(`^${name}[ \\t]*:(.*(?:\\r?\\n[ \\t].*)*)`, "im").exec(head) ?? [];
	return value === undefined
		? null
		: value
				.replaceAll(/\r?\n/g, "")
				.replace(/^\s*(?:\([^()]*\)\s*)?/, "")
				.trimEnd();
}

function parameterOf(field: string, name: string): string | null {
	const found = new RegExp(`;\\s*${name}\\s*=\\s*(?:"([^"]*)"|([^\\s;]+))`, "i").exec(field);
	return found === null ? null : (found[1] ?? found[2] ?? null);
}

function leafOf({ encoding, ...described }: Described, body: Buffer): Leaf {
	const most = described.type === "text/html" ? MAIL_LIMITS.htmlBytes : MAIL_LIMITS.textBytes;
	// Three bytes at most stand for one of a text, and a line end for none.
	const cut = described.isText ? body.subarray(0, most * 4) : body;
	const decoded =
		encoding === "base64" ? decodeBase64(cut) : encoding === "quoted-printable" ? decodeQuotedPrintable(cut) : cut;
	const { type, charset, flow, isText } = described;
	const isCut = cut.length < body.length || (isText && decoded.length > most);
	return { type, charset, flow, isText, bytes: isText ? decoded.subarray(0, most) : decoded, isCut };
}

function joined(parts: readonly (Buffer | string)[]): Uint8Array {
	return Buffer.concat(parts.map((part) => (typeof part === "string" ? Buffer.from(part, "latin1") : part)));
}
