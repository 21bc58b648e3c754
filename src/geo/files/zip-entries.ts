import { pipeline, Readable } from "node:stream";
import { createInflateRaw } from "node:zlib";
import { BadImport } from "../gazetteer/import-lines.ts";

/** A file whose parts are read as they are wanted. */
export interface ByteSource {
	readonly size: number;
	/** Fewer bytes than asked for only at the end. */
	read(start: number, length: number): Promise<Uint8Array>;
}

export interface ZipEntry {
	readonly name: string;
	/** Unpacks it piece by piece. Throws BadImport when it is damaged or packed in a way unknown here. */
	chunks(): AsyncIterable<Uint8Array>;
}

const DIRECTORY_END = 0x06054b50;
const DIRECTORY_ENTRY = 0x02014b50;
const LOCAL_ENTRY = 0x04034b50;
const LONGEST_COMMENT = 0xffff;
const LARGEST_DIRECTORY = 1 << 20;
const STORED = 0;
const DEFLATED = 8;
const CHUNK = 1 << 18;

export async function isZip(source: ByteSource): Promise<boolean> {
	const head = viewOf(await source.read(0, 4));
	return head.byteLength === 4 && head.getUint32(0, true) === LOCAL_ENTRY;
}

export async function* chunksOf(source: ByteSource, start = 0, length = source.size): AsyncGenerator<Uint8Array> {
	for (let at = start; at < start + length; at += CHUNK) yield source.read(at, Math.min(CHUNK, start + length - at));
}

/** The files in a zip archive, of those kinds that archives of text have: stored or deflated, below four gigabytes. */
export async function zipEntries(source: ByteSource): Promise<readonly ZipEntry[]> {
	const { count, start, length } = await directoryOf(source);
	const directory = await source.read(start, length);
	const view = viewOf(directory);
	const entries: ZipEntry[] = [];
	for (let at = 0; entries.length < count; ) {
		if (at + 46 > view.byteLength || view.getUint32(at, true) !== DIRECTORY_ENTRY) throw damaged();
		const nameLength = view.getUint16(at + 28, true);
		const name = new TextDecoder().decode(directory.subarray(at + 46, at + 46 + nameLength));
		const flags = view.getUint16(at + 8, true);
		const method = view.getUint16(at + 10, true);
		const packed = view.getUint32(at + 20, true);
		const size = view.getUint32(at + 24, true);
		const local = view.getUint32(at + 42, true);
		entries.push({ name, chunks: () => unpack(source, { name, flags, method, packed, size, local }) });
		at += 46 + nameLength + view.getUint16(at + 30, true) + view.getUint16(at + 32, true);
	}
	return entries;
}

interface Listed {
	readonly name: string;
	readonly flags: number;
	readonly method: number;
	readonly packed: number;
	readonly size: number;
	readonly local: number;
}

async function* unpack(source: ByteSource, entry: Listed): AsyncGenerator<Uint8Array> {
	const { name, flags, method, packed, size, local } = entry;
	if ((flags & 1) !== 0) throw new BadImport(`${name} in the archive is encrypted.`);
	const head = viewOf(await source.read(local, 30));
	if (head.byteLength < 30 || head.getUint32(0, true) !== LOCAL_ENTRY) throw damaged();
	const start = local + 30 + head.getUint16(26, true) + head.getUint16(28, true);
	if (start + packed > source.size) throw damaged();
	if (method === STORED) yield* chunksOf(source, start, packed);
	else if (method === DEFLATED) yield* inflated(chunksOf(source, start, packed), size);
	else throw new BadImport(`${name} in the archive is packed in a way (${method}) unknown here.`);
}

/** Stops at an entry that unpacks to more than it says. */
async function* inflated(packed: AsyncIterable<Uint8Array>, size: number): AsyncGenerator<Uint8Array> {
	let left = size;
	try {
		// An error of any stage ends the last one, which is the one awaited.
		for await (const chunk of pipeline(Readable.from(packed), createInflateRaw(), () => undefined)) {
			left -= chunk.byteLength;
			if (left < 0) break;
			yield chunk;
		}
	} catch (error) {
		throw isZlibError(error) ? damaged() : error;
	}
	if (left !== 0) throw damaged();
}

async function directoryOf(source: ByteSource): Promise<{ count: number; start: number; length: number }> {
	const tailStart = Math.max(0, source.size - LONGEST_COMMENT - 22);
	const view = viewOf(await source.read(tailStart, source.size - tailStart));
	for (let at = view.byteLength - 22; at >= 0; at--) {
		if (view.getUint32(at, true) !== DIRECTORY_END) continue;
		const length = view.getUint32(at + 12, true);
		const start = view.getUint32(at + 16, true);
		if (length > LARGEST_DIRECTORY || start + length > source.size) throw damaged();
		return { count: view.getUint16(at + 10, true), start, length };
	}
	throw damaged();
}

function isZlibError(error: unknown): boolean {
	return error instanceof Error && "code" in error && String(error.code).startsWith("Z_");
}

function damaged(): BadImport {
	return new BadImport("The archive is damaged or was cut short.");
}

function viewOf(bytes: Uint8Array): DataView {
	return new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}
