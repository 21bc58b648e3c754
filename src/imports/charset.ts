import { isUtf8 } from "node:buffer";

/** A file that cannot be read as it is, said in a sentence that names the place and what to do. */
export class BadFile extends Error {
	override readonly name = "BadFile";
}

export interface Charset {
	/** As TextDecoder names it. */
	readonly name: string;
	/** A mark at the file's beginning, its bytes, or whoever brought it. */
	readonly by: "mark" | "bytes" | "told";
}

/** How much is looked at from the first byte on that is no ASCII. */
const SAMPLE_BYTES = 64 * 1024;

const MARKS: readonly (readonly [name: string, mark: readonly number[]])[] = [
	["utf-8", [0xef, 0xbb, 0xbf]],
	["utf-16le", [0xff, 0xfe]],
	["utf-16be", [0xfe, 0xff]],
];

/**
 * The text of a file, without its mark. The character set is found in its bytes unless `told`; `found` hears it, at the
 * latest when the text ends. Throws `BadFile` for a set that is not known and for bytes that are not of it.
 */
export async function* textOf(
	input: AsyncIterable<string | Uint8Array>,
	told: string | undefined,
	found: (charset: Charset) => void,
): AsyncGenerator<string> {
	const bytes = input[Symbol.asyncIterator]();
	const pull = async () => {
		const { done, value } = await bytes.next();
		return done ? null : typeof value === "string" ? Buffer.from(value) : Buffer.from(value);
	};
	try {
		let held = Buffer.alloc(0);
		let isOver = false;
		const hold = async (length: number) => {
			while (!isOver && held.length < length) {
				const chunk = await pull();
				if (chunk === null) isOver = true;
				else held = Buffer.concat([held, chunk]);
			}
		};
		await hold(SAMPLE_BYTES);
		let charset = told === undefined ? markedOrWide(held) : ({ name: told, by: "told" } as const);
		// What is ASCII is the same in all the others: which of them it is shows where ASCII ends.
		while (charset === null) {
			const end = held.findIndex((byte) => byte > 0x7f);
			if (end < 0) {
				if (held.length > 0) yield held.toString("latin1");
				held = Buffer.alloc(0);
				await hold(SAMPLE_BYTES);
				if (held.length > 0) continue;
				return found({ name: "utf-8", by: "bytes" });
			}
			if (end > 0) yield held.toString("latin1", 0, end);
			held = held.subarray(end);
			await hold(SAMPLE_BYTES);
			charset = { name: charsetOf(held), by: "bytes" };
		}
		found(charset);
		const decoder = decoderOf(charset.name);
		const text = (chunk?: Uint8Array) => decoded(decoder, chunk, charset);
		yield text(held);
		for (let chunk = isOver ? null : await pull(); chunk !== null; chunk = await pull()) yield text(chunk);
		yield text();
	} finally {
		await bytes.return?.();
	}
}

type Decoder = InstanceType<typeof TextDecoder>;

function decoderOf(name: string): Decoder {
	try {
		return new TextDecoder(name, { fatal: true });
	} catch {
		throw new BadFile(`There is no character set ${JSON.stringify(name.slice(0, 40))}. Name one such as "utf-8".`);
	}
}

function decoded(decoder: Decoder, chunk: Uint8Array | undefined, { name }: Charset): string {
	try {
		return chunk === undefined ? decoder.decode() : decoder.decode(chunk, { stream: true });
	} catch {
		throw new BadFile(
			`The file begins as ${name}, and holds bytes that are not. Save it as UTF-8, or name its character set.`,
		);
	}
}

function markedOrWide(head: Uint8Array): Charset | null {
	for (const [name, mark] of MARKS) {
		if (mark.every((byte, index) => head[index] === byte)) return { name, by: "mark" };
	}
	// In UTF-16 every other byte of a header is nought; no text in any other set holds one.
	const looked = head.subarray(0, 400);
	const zeros = [0, 0];
	for (const [index, byte] of looked.entries()) if (byte === 0) zeros[index % 2] = (zeros[index % 2] ?? 0) + 1;
	const [even = 0, odd = 0] = zeros;
	if (odd > looked.length / 8 && even === 0) return { name: "utf-16le", by: "bytes" };
	if (even > looked.length / 8 && odd === 0) return { name: "utf-16be", by: "bytes" };
	return null;
}

/** The set of bytes whose first is no ASCII: UTF-8 where they are that, else the likeliest of those that shops' files have. */
export function charsetOf(sample: Uint8Array): string {
	// The sample may end inside a character.
	for (let cut = 0; cut < 4; cut += 1) {
		const end = sample.length - cut;
		if (end > 0 && isUtf8(sample.subarray(0, end)))
			return cut === 0 || sample.length >= SAMPLE_BYTES - 4 ? "utf-8" : legacyOf(sample);
	}
	return legacyOf(sample);
}

function legacyOf(sample: Uint8Array): string {
	const [chinese, japanese] = [shareOf(sample, isCommonChinese), shareOf(sample, isCommonJapanese)];
	if (Math.max(chinese, japanese) < 0.7) return "windows-1252";
	return chinese > japanese ? "gb18030" : "shift_jis";
}

type Pair = (lead: number, trail: number) => 0 | 1 | 2;

/** How much of what is no ASCII are characters that are common in a set: a letter with an accent seldom has another beside it. */
function shareOf(sample: Uint8Array, pairOf: Pair): number {
	let [good, all] = [0, 0];
	for (let index = 0; index < sample.length; index += 1) {
		const lead = sample[index] ?? 0;
		if (lead < 0x80) continue;
		const length = pairOf(lead, sample[index + 1] ?? 0);
		good += length;
		all += Math.max(length, 1);
		if (length === 2) index += 1;
	}
	return all === 0 ? 0 : good / all;
}

// Of GB 2312: signs and wide letters, and the 3755 characters of its first level.
function isCommonChinese(lead: number, trail: number): 0 | 1 | 2 {
	if (trail < 0xa1 || trail === 0xff) return 0;
	return lead === 0xa1 || lead === 0xa3 || (lead >= 0xb0 && lead <= 0xd7) ? 2 : 0;
}

// Signs, wide letters, both kinds of kana, and the first level of JIS X 0208.
function isCommonJapanese(lead: number, trail: number): 0 | 1 | 2 {
	if (lead >= 0xa6 && lead <= 0xdf) return 0;
	if (trail < 0x40 || trail === 0x7f || trail > 0xfc) return 0;
	return (lead >= 0x81 && lead <= 0x83) || (lead >= 0x88 && lead <= 0x97) ? 2 : 0;
}
