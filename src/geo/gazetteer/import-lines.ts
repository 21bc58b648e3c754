/** A line of an imported file cannot be read; the message names the line and what is wrong. */
export class BadImport extends Error {}

export interface ImportProgress {
	readonly lines: number;
}

export interface Line {
	readonly number: number;
	readonly text: string;
}

const EVERY = 100_000;
/** Three times those of all postcodes of the world. */
const MOST_LINES = 6_000_000;
const LONGEST_LINE = 100_000;

/** Lines of a text in UTF-8; one that is not is read as Windows-1252, as UN/LOCODE comes. Keeps one line in memory. */
export async function* linesOf(
	chunks: AsyncIterable<Uint8Array>,
	onProgress?: (progress: ImportProgress) => void,
): AsyncGenerator<Line> {
	let rest: Uint8Array = new Uint8Array(0);
	let number = 0;
	for await (const chunk of chunks) {
		const bytes = rest.byteLength === 0 ? chunk : joined(rest, chunk);
		let from = 0;
		for (let end = bytes.indexOf(10, from); end >= 0; end = bytes.indexOf(10, from)) {
			number++;
			if (number > MOST_LINES) throw new BadImport(`More than ${MOST_LINES} lines: no file of places has as many.`);
			yield { number, text: decoded(bytes.subarray(from, end)) };
			from = end + 1;
			if (number % EVERY === 0) onProgress?.({ lines: number });
		}
		rest = bytes.slice(from);
		if (rest.byteLength > LONGEST_LINE) throw new BadImport(`Line ${number + 1} has no end: this is no text file.`);
	}
	if (rest.byteLength > 0) yield { number: number + 1, text: decoded(rest) };
	onProgress?.({ lines: number });
}

const utf8 = new TextDecoder("utf-8", { fatal: true });
const windows = new TextDecoder("windows-1252");

function decoded(bytes: Uint8Array): string {
	const line = bytes.at(-1) === 13 ? bytes.subarray(0, -1) : bytes;
	try {
		return utf8.decode(line);
	} catch {
		return windows.decode(line);
	}
}

function joined(one: Uint8Array, other: Uint8Array): Uint8Array {
	const both = new Uint8Array(one.byteLength + other.byteLength);
	both.set(one);
	both.set(other, one.byteLength);
	return both;
}
