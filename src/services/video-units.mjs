// @ts-check

// What H.264 and HEVC are made of: units (ITU-T H.264 7.3.1, H.265 7.3.1), each before its length, and those that describe the rest
// in a head of their own (ISO/IEC 14496-15, 5.3.3 and 8.3.3). Plain JavaScript, because remake-video-worker.mjs reads it.

/** @typedef {import("./remake-video.ts").RemadeVideo} RemadeVideo */

/**
 * What cameras write between the pictures, among it the place and the time (an SEI message of "user data", ITU-T H.264 D.1 and
 * H.265 D.2), how to leave it out, and a description without it. Null for codecs that have none. Throws for a description that is
 * none.
 * @param {RemadeVideo["codec"]} codec
 * @param {ArrayBuffer | ArrayBufferView | SharedArrayBuffer | undefined} described
 */
export function unitsOf(codec, described) {
	if (codec !== "avc" && codec !== "hevc") return null;
	if (!ArrayBuffer.isView(described)) throw new Error("Pictures without a description cannot be told apart.");
	const head = new Uint8Array(described.buffer, described.byteOffset, described.byteLength);
	const description = codec === "avc" ? avcDescription(head) : hevcDescription(head);
	const lengthBytes = ((description[codec === "avc" ? 4 : 21] ?? 3) & 3) + 1;
	const isUserData = codec === "avc" ? isAvcUserData : isHevcUserData;
	return {
		description,
		/**
		 * Throws for a picture that is cut.
		 * @param {Uint8Array} data
		 */
		withoutUserData(data) {
			const kept = [];
			let keptBytes = 0;
			for (let at = 0; at < data.length; ) {
				let length = 0;
				for (let byte = 0; byte < lengthBytes; byte += 1) length = length * 256 + (data[at + byte] ?? 0);
				const end = at + lengthBytes + length;
				if (end > data.length) throw new Error("A picture is cut.");
				if (!isUserData(data.subarray(at + lengthBytes, end))) {
					kept.push(data.subarray(at, end));
					keptBytes += end - at;
				}
				at = end;
			}
			return keptBytes === data.length ? data : new Uint8Array(Buffer.concat(kept));
		},
	};
}

/** @param {Uint8Array} unit */
function isAvcUserData(unit) {
	return avcType(unit) === 6 && namesUserData(unit, 1);
}

/** @param {Uint8Array} unit */
function isHevcUserData(unit) {
	return (hevcType(unit) === 39 || hevcType(unit) === 40) && namesUserData(unit, 2);
}

/** @param {Uint8Array} unit */
function avcType(unit) {
	return (unit[0] ?? 0) & 0x1f;
}

/** @param {Uint8Array} unit */
function hevcType(unit) {
	return ((unit[0] ?? 0) >> 1) & 0x3f;
}

/**
 * Whether one of the messages of an SEI unit is user data, types 4 and 5.
 * @param {Uint8Array} escaped
 * @param {number} headBytes
 */
function namesUserData(escaped, headBytes) {
	const unit = unescaped(escaped);
	let at = headBytes;
	const number = () => {
		let value = 0;
		while (unit[at] === 0xff) {
			value += 255;
			at += 1;
		}
		value += unit[at] ?? 0;
		at += 1;
		return value;
	};
	// The last byte ends the unit.
	while (at < unit.length - 1) {
		const type = number();
		const bytes = number();
		if (type === 4 || type === 5) return true;
		at += bytes;
	}
	return false;
}

/**
 * Without the 3 that stands behind two zeros, lest what follows look like the beginning of a unit: sizes do not count it.
 * @param {Uint8Array} unit
 */
function unescaped(unit) {
	const bytes = new Uint8Array(unit.length);
	let [filled, zeros] = [0, 0];
	for (const byte of unit) {
		const isEscape = zeros >= 2 && byte === 3;
		zeros = byte === 0 ? zeros + 1 : 0;
		if (isEscape) continue;
		bytes[filled] = byte;
		filled += 1;
	}
	return bytes.subarray(0, filled);
}

/**
 * Its sets of parameters alone: what stands behind them or among them is left out.
 * @param {Uint8Array} head
 */
function avcDescription(head) {
	const [version, profile = 0, compatible = 0, level = 0, lengths = 0, sequences = 0] = head;
	if (version !== 1) throw new Error("The description is none of H.264.");
	const read = readerOf(head, 6);
	const sps = read.units(sequences & 0x1f).filter((unit) => avcType(unit) === 7);
	const pps = read.units(read.byte()).filter((unit) => avcType(unit) === 8);
	const known = [profile, compatible, level, 0xfc | (lengths & 3), 0xe0 | sps.length];
	const sets = [...sps.map(lengthed), [pps.length], ...pps.map(lengthed)];
	return joined([[1], known, ...sets, ...(HIGH.has(profile) ? [highPart(read.rest())] : [])]);
}

/** Profiles whose description goes on. */
const HIGH = new Set([100, 110, 122, 144]);

/**
 * How colours are sampled and how deep, which older files leave out; what would follow is of pictures with a mask.
 * @param {Uint8Array} rest
 */
function highPart(rest) {
	const [chroma = 0, luma = 0, colours = 0, masks] = rest;
	const isThere = (chroma & 0xfc) === 0xfc && (luma & 0xf8) === 0xf8 && (colours & 0xf8) === 0xf8;
	return isThere && masks !== undefined ? [chroma, luma, colours, 0] : [];
}

/**
 * As above; SEI messages may stand in it too.
 * @param {Uint8Array} head
 */
function hevcDescription(head) {
	if (head[0] !== 1 || head.length < HEVC_HEAD_BYTES) throw new Error("The description is none of HEVC.");
	const read = readerOf(head, HEVC_HEAD_BYTES - 1);
	const arrays = [];
	for (let left = read.byte(); left > 0; left -= 1) {
		const kind = read.byte();
		const units = read.units(read.byte() * 256 + read.byte());
		const type = kind & 0x3f;
		// Parameters of the video, of a sequence, of a picture.
		if (type < 32 || type > 34) continue;
		const own = units.filter((unit) => hevcType(unit) === type);
		arrays.push(joined([[kind & 0xbf, own.length >> 8, own.length & 0xff], ...own.map(lengthed)]));
	}
	return joined([head.subarray(0, HEVC_HEAD_BYTES - 1), [arrays.length], ...arrays]);
}

const HEVC_HEAD_BYTES = 23;

/**
 * @param {Uint8Array} bytes
 * @param {number} from
 */
function readerOf(bytes, from) {
	let at = from;
	const byte = () => {
		const value = bytes[at];
		if (value === undefined) throw new Error("The description is cut.");
		at += 1;
		return value;
	};
	return {
		byte,
		/**
		 * Each before its length in two bytes.
		 * @param {number} count
		 */
		units(count) {
			return Array.from({ length: count }, () => {
				const length = byte() * 256 + byte();
				if (at + length > bytes.length) throw new Error("The description is cut.");
				at += length;
				return bytes.subarray(at - length, at);
			});
		},
		rest: () => bytes.subarray(at),
	};
}

/** @param {Uint8Array} unit */
function lengthed(unit) {
	return joined([[unit.length >> 8, unit.length & 0xff], unit]);
}

/** @param {readonly (Uint8Array | readonly number[])[]} parts */
function joined(parts) {
	return new Uint8Array(Buffer.concat(parts.map((part) => Uint8Array.from(part))));
}
