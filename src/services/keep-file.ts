import { createHash, type Hash } from "node:crypto";
import { Readable, Transform, type TransformCallback } from "node:stream";
import { pipeline } from "node:stream/promises";
import { createGunzip, createGzip } from "node:zlib";
import { Invalid, TooLarge, Unavailable } from "../core/errors.ts";

/** A file of parcels as it is kept until it was read. */
export interface KeptFile {
	/** Gzipped, whatever it came as. */
	readonly file: Uint8Array;
	/** Of the file itself, in hex. */
	readonly sha256: string;
	/** Its length, unpacked. */
	readonly bytes: number;
}

const MIB = 1024 * 1024;
export const MOST_FILE_BYTES = 50 * MIB;
/** A table of texts becomes a fifth of its size; what does not is none. */
const MOST_KEPT_BYTES = 16 * MIB;
/** That arrive in this process: each holds what it has so far. */
const MOST_ARRIVING = 8;

let arriving = 0;

/**
 * Takes a file in as it arrives, gzipped or not, and never holds more of it than it keeps. Throws `TooLarge`, `Invalid`
 * for what is no text, `Unavailable` while too many arrive, and what the source throws.
 */
export async function keepFile(source: AsyncIterable<Uint8Array>): Promise<KeptFile> {
	if (arriving >= MOST_ARRIVING)
		throw new Unavailable("Too many files are arriving at once. Send it again in a minute.");
	arriving += 1;
	try {
		return await taken(source);
	} finally {
		arriving -= 1;
	}
}

async function taken(source: AsyncIterable<Uint8Array>): Promise<KeptFile> {
	const bytes = source[Symbol.asyncIterator]();
	const head = await firstBytes(bytes, 4);
	if (head.length === 0) throw new Invalid("The file is empty.");
	if (head.subarray(0, 4).equals(WORKBOOK)) {
		throw new Invalid("This is a workbook or an archive. Save the sheet as CSV in UTF-8, and send that.");
	}
	const input = Readable.from(rest(head, bytes), { objectMode: false });
	const [measured, hash] = [{ bytes: 0 }, createHash("sha256")];
	const chunks: Buffer[] = [];
	const kept = async (packed: AsyncIterable<Buffer>) => {
		let length = 0;
		for await (const chunk of packed) {
			length += chunk.length;
			if (length > MOST_KEPT_BYTES) throw new Invalid("This is no text that anybody could read. Send a CSV file.");
			chunks.push(chunk);
		}
	};
	const measure = measuring(measured, hash);
	try {
		if (isGzipped(head)) await pipeline(input, createGunzip(), measure, createGzip({ level: 4 }), kept);
		else await pipeline(input, measure, createGzip({ level: 4 }), kept);
	} catch (error) {
		if (isBadGzip(error)) throw new Invalid("The file is damaged: it cannot be unpacked.");
		throw error;
	}
	return { file: Buffer.concat(chunks), sha256: hash.digest("hex"), bytes: measured.bytes };
}

const WORKBOOK = Buffer.from("PK\x03\x04");

function isGzipped(head: Buffer): boolean {
	return head[0] === 0x1f && head[1] === 0x8b;
}

function isBadGzip(error: unknown): boolean {
	const code = (error as { readonly code?: unknown }).code;
	return typeof code === "string" && /^Z_(?:DATA|BUF)_ERROR$/.test(code);
}

async function firstBytes(bytes: AsyncIterator<Uint8Array>, wanted: number): Promise<Buffer> {
	let head = Buffer.alloc(0);
	while (head.length < wanted) {
		const { done, value } = await bytes.next();
		if (done) break;
		head = Buffer.concat([head, value]);
	}
	return head;
}

async function* rest(head: Buffer, bytes: AsyncIterator<Uint8Array>): AsyncGenerator<Uint8Array> {
	try {
		yield head;
		for (let { done, value } = await bytes.next(); !done; { done, value } = await bytes.next()) yield value;
	} finally {
		await bytes.return?.();
	}
}

function measuring(measured: { bytes: number }, hash: Hash): Transform {
	return new Transform({
		transform: (chunk: Buffer, _encoding, done: TransformCallback) => {
			measured.bytes += chunk.length;
			if (measured.bytes > MOST_FILE_BYTES) {
				return done(new TooLarge(`The file may have at most ${MOST_FILE_BYTES / MIB} MB. Bring it in parts.`));
			}
			hash.update(chunk);
			done(null, chunk);
		},
	});
}
