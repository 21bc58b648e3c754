/**
 * The file of places: sixteen bytes (magic, format, length of the table, checksum), a table in JSON naming the sections,
 * the sections one after the other, each on a multiple of eight so that typed arrays look straight into the bytes.
 */
export interface Sections {
	/** Facts that are few: lists of names, counts. */
	readonly meta: unknown;
	readonly bytes: ReadonlyMap<string, Uint8Array>;
}

/** The bytes are no file of places, are cut or damaged, or were written by another release. */
export class BadPlacesFile extends Error {}

const MAGIC = 0x5759504c;
const FORMAT = 1;
const HEADER = 16;

interface Table {
	readonly meta: unknown;
	readonly sections: readonly (readonly [name: string, start: number, length: number])[];
}

/** The same sections give the same bytes. */
export function encodeSections({ meta, bytes }: Sections): Uint8Array {
	let end = 0;
	const placed = [...bytes].map(([name, content]) => {
		const start = end;
		end = aligned(start + content.byteLength);
		return { name, start, content };
	});
	const table: Table = { meta, sections: placed.map(({ name, start, content }) => [name, start, content.byteLength]) };
	const written = new TextEncoder().encode(JSON.stringify(table));
	const body = HEADER + aligned(written.byteLength);
	const file = new Uint8Array(body + end);
	const header = new DataView(file.buffer);
	file.set(written, HEADER);
	for (const { start, content } of placed) file.set(content, body + start);
	header.setUint32(0, MAGIC, true);
	header.setUint32(4, FORMAT, true);
	header.setUint32(8, written.byteLength, true);
	header.setUint32(12, checksum(file), true);
	return file;
}

/** Throws BadPlacesFile, with the reason in words. */
export function decodeSections(file: Uint8Array): Sections {
	const header = new DataView(file.buffer, file.byteOffset, file.byteLength);
	if (file.byteLength < HEADER || header.getUint32(0, true) !== MAGIC) {
		throw new BadPlacesFile("This is no file of places.");
	}
	const format = header.getUint32(4, true);
	if (format !== FORMAT) {
		throw new BadPlacesFile(`The file of places has format ${format}; this release reads format ${FORMAT}.`);
	}
	const whole = file.byteOffset % 8 === 0 ? file : new Uint8Array(file);
	if (header.getUint32(12, true) !== checksum(whole)) {
		throw new BadPlacesFile("The file of places is damaged or was cut short: its checksum does not fit.");
	}
	const length = header.getUint32(8, true);
	const { meta, sections } = readTable(whole.subarray(HEADER, HEADER + length));
	const body = HEADER + aligned(length);
	return {
		meta,
		bytes: new Map(sections.map(([name, start, size]) => [name, whole.subarray(body + start, body + start + size)])),
	};
}

// The checksum held, so these bytes are what `encodeSections` wrote.
function readTable(bytes: Uint8Array): Table {
	return JSON.parse(new TextDecoder().decode(bytes)) as Table;
}

export function bytesOf(column: Uint8Array | Uint16Array | Uint32Array | Int16Array): Uint8Array {
	return new Uint8Array(column.buffer, column.byteOffset, column.byteLength);
}

export function section(sections: Sections, name: string): Uint8Array {
	const bytes = sections.bytes.get(name);
	if (bytes === undefined) throw new BadPlacesFile(`The file of places has no section ${name}.`);
	return bytes;
}

export function words(sections: Sections, name: string): Uint32Array {
	const bytes = section(sections, name);
	return new Uint32Array(bytes.buffer, bytes.byteOffset, bytes.byteLength / 4);
}

export function halves(sections: Sections, name: string): Uint16Array {
	const bytes = section(sections, name);
	return new Uint16Array(bytes.buffer, bytes.byteOffset, bytes.byteLength / 2);
}

export function signedHalves(sections: Sections, name: string): Int16Array {
	const bytes = section(sections, name);
	return new Int16Array(bytes.buffer, bytes.byteOffset, bytes.byteLength / 2);
}

function aligned(length: number): number {
	return Math.ceil(length / 8) * 8;
}

/** Over everything but the four bytes that hold it. Four lanes, because one would wait for its own multiplication. */
function checksum(file: Uint8Array): number {
	const all = new Uint32Array(file.buffer, file.byteOffset, file.byteLength >>> 2);
	// The head of the file, and how long the whole is.
	let [a, b, c, d] = [all[0] ?? 0, all[1] ?? 0, all[2] ?? 0, file.byteLength];
	for (let at = HEADER >>> 2; at + 3 < all.length; at += 4) {
		a = Math.imul(a ^ (all[at] ?? 0), 0x01000193);
		b = Math.imul(b ^ (all[at + 1] ?? 0), 0x01000193);
		c = Math.imul(c ^ (all[at + 2] ?? 0), 0x01000193);
		d = Math.imul(d ^ (all[at + 3] ?? 0), 0x01000193);
	}
	for (let at = Math.max(HEADER, (all.length & ~3) << 2); at < file.byteLength; at++) {
		a = Math.imul(a ^ (file[at] ?? 0), 0x01000193);
	}
	return (a ^ Math.imul(b, 3) ^ Math.imul(c, 5) ^ Math.imul(d, 7)) >>> 0;
}
