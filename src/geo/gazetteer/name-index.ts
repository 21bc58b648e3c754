import { bytesOf, halves, type Sections, section, words } from "./format.ts";

/**
 * From names to ids, without the names: a name's hash picks one of 2^bits buckets; there stand sixteen more bits and a
 * check of eight for each name, and the ids behind them as differences. Three bytes a name and three an id.
 */
export interface NameIndex {
	/** Ascending; empty where no such name was indexed. */
	find(key: string): readonly number[];
}

const NONE: readonly number[] = [];

/** Writes the sections `<prefix>.buckets`, `.low`, `.check`, `.starts`, `.ids`; what it returns belongs into the meta facts. */
export function encodeNameIndex(
	prefix: string,
	names: ReadonlyMap<string, Iterable<number>>,
	into: Map<string, Uint8Array>,
) {
	const bits = Math.min(16, Math.max(0, Math.ceil(Math.log2(names.size / 12 + 1))));
	const keys = [...names.keys()].sort();
	const { seed, hashes, order } = hashAll(keys, bits);
	const buckets = new Uint32Array(2 ** bits + 1);
	const starts = new Uint32Array(2 ** bits + 1);
	const low = new Uint16Array(keys.length);
	const check = new Uint8Array(keys.length);
	const ids = new GrowingBytes();
	let bucket = 0;
	for (const [at, number] of order.entries()) {
		const hash = hashes[number] ?? 0;
		for (; bucket < Math.floor(hash / BUCKET); bucket++) closeBucket(bucket + 1, at);
		low[at] = Math.floor(hash / CHECK) % LOW;
		check[at] = hash % CHECK;
		pushIds(ids, names.get(keys[number] ?? "") ?? NONE);
	}
	for (; bucket < 2 ** bits; bucket++) closeBucket(bucket + 1, keys.length);
	into.set(`${prefix}.buckets`, bytesOf(buckets));
	into.set(`${prefix}.starts`, bytesOf(starts));
	into.set(`${prefix}.low`, bytesOf(low));
	into.set(`${prefix}.check`, check);
	into.set(`${prefix}.ids`, ids.taken());
	return { bits, seed };

	function closeBucket(next: number, entry: number) {
		buckets[next] = entry;
		starts[next] = ids.length;
	}
}

export function readNameIndex(
	sections: Sections,
	prefix: string,
	{ bits, seed }: { readonly bits: number; readonly seed: number },
): NameIndex {
	const buckets = words(sections, `${prefix}.buckets`);
	const starts = words(sections, `${prefix}.starts`);
	const low = halves(sections, `${prefix}.low`);
	const check = section(sections, `${prefix}.check`);
	const ids = section(sections, `${prefix}.ids`);
	return {
		find(key) {
			const hash = hashOf(key, seed);
			const bucket = bucketOf(hash, bits);
			const wantedLow = lowOf(hash, bits);
			const wantedCheck = checkOf(key, seed);
			const from = buckets[bucket] ?? 0;
			const to = buckets[bucket + 1] ?? 0;
			for (let entry = from; entry < to; entry++) {
				if (low[entry] === wantedLow && check[entry] === wantedCheck) {
					return readIds(ids, skipIds(ids, starts[bucket] ?? 0, entry - from));
				}
			}
			return NONE;
		},
	};
}

const CHECK = 2 ** 8;
const LOW = 2 ** 16;
const BUCKET = LOW * CHECK;

interface Hashed {
	readonly seed: number;
	/** Of each key: bucket, low bits and check in one number of up to forty bits. */
	readonly hashes: Float64Array;
	/** The keys' numbers, by hash. */
	readonly order: Uint32Array;
}

/** Tries seeds until no two names share all their bits, so that each name answers with its own ids alone. */
function hashAll(keys: readonly string[], bits: number): Hashed {
	for (let seed = 0; seed < 64; seed++) {
		const hashes = Float64Array.from(keys, (key) => {
			const hash = hashOf(key, seed);
			return bucketOf(hash, bits) * BUCKET + lowOf(hash, bits) * CHECK + checkOf(key, seed);
		});
		const order = Uint32Array.from(keys, (_, number) => number);
		order.sort((a, b) => (hashes[a] ?? 0) - (hashes[b] ?? 0));
		const isTwice = order.some((number, at) => at > 0 && hashes[number] === hashes[order[at - 1] ?? 0]);
		if (!isTwice) return { seed, hashes, order };
	}
	throw new Error(`No seed of 64 keeps ${keys.length} names apart.`);
}

function bucketOf(hash: number, bits: number): number {
	return bits === 0 ? 0 : hash >>> (32 - bits);
}

function lowOf(hash: number, bits: number): number {
	return (hash >>> (16 - bits)) & 0xffff;
}

function hashOf(key: string, seed: number): number {
	let hash = 0x811c9dc5 ^ seed;
	for (let at = 0; at < key.length; at++) hash = Math.imul(hash ^ key.charCodeAt(at), 0x01000193);
	return mixed(hash);
}

function checkOf(key: string, seed: number): number {
	let hash = 0x9747b28c ^ seed;
	for (let at = 0; at < key.length; at++) {
		hash = Math.imul(hash ^ key.charCodeAt(at), 0x85ebca6b);
		hash ^= hash >>> 15;
	}
	return mixed(hash) & 0xff;
}

// The finisher of MurmurHash3: every bit of the input moves every bit of the output.
function mixed(hash: number): number {
	let bits = hash ^ (hash >>> 16);
	bits = Math.imul(bits, 0x85ebca6b);
	bits ^= bits >>> 13;
	bits = Math.imul(bits, 0xc2b2ae35);
	return (bits ^ (bits >>> 16)) >>> 0;
}

/** Ascending differences, seven bits a byte; the lowest bit of each says that another follows. */
function pushIds(bytes: GrowingBytes, ids: Iterable<number>): void {
	const sorted = [...new Set(ids)].sort((a, b) => a - b);
	let last = 0;
	for (const [at, id] of sorted.entries()) {
		let left = (id - last) * 2 + (at + 1 < sorted.length ? 1 : 0);
		last = id;
		for (; left > 127; left = Math.floor(left / 128)) bytes.push((left % 128) | 128);
		bytes.push(left);
	}
}

function readIds(bytes: Uint8Array, start: number): readonly number[] {
	const found: number[] = [];
	let at = start;
	let id = 0;
	for (;;) {
		let value = 0;
		let shift = 0;
		let byte = bytes[at++] ?? 0;
		for (; byte > 127; byte = bytes[at++] ?? 0) {
			value |= (byte & 127) << shift;
			shift += 7;
		}
		value |= byte << shift;
		id += value >>> 1;
		found.push(id);
		if ((value & 1) === 0) return found;
	}
}

function skipIds(bytes: Uint8Array, start: number, names: number): number {
	let at = start;
	for (let left = names; left > 0; ) {
		const isLast = ((bytes[at] ?? 0) & 1) === 0;
		while ((bytes[at] ?? 0) > 127) at++;
		at++;
		if (isLast) left--;
	}
	return at;
}

class GrowingBytes {
	length = 0;
	#bytes = new Uint8Array(1024);

	push(byte: number): void {
		if (this.length === this.#bytes.byteLength) {
			const larger = new Uint8Array(this.length * 2);
			larger.set(this.#bytes);
			this.#bytes = larger;
		}
		this.#bytes[this.length++] = byte;
	}

	taken(): Uint8Array {
		return this.#bytes.slice(0, this.length);
	}
}
