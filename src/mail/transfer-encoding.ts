/** Whatever is no base64 between its letters is passed over, and a group that is padded early ends nothing. */
export function decodeBase64(bytes: Buffer): Buffer {
	const text = bytes.toString("latin1");
	const firstPad = text.indexOf("=");
	// Some mailers pad each line: what stands behind the first padding is decoded by itself.
	if (firstPad < 0 || !/[A-Za-z0-9+/]/.test(text.slice(firstPad, firstPad + 200))) return Buffer.from(text, "base64");
	return Buffer.concat(text.split(/=+/).map((piece) => Buffer.from(piece, "base64")));
}

const EQUALS = 0x3d;
const LINE_FEED = 0x0a;
const RETURN = 0x0d;

/** RFC 2045, 6.7. What is no escape stays as it is written. */
export function decodeQuotedPrintable(bytes: Buffer): Buffer {
	const decoded = Buffer.allocUnsafe(bytes.length);
	let length = 0;
	for (let at = 0; at < bytes.length; at += 1) {
		const byte = bytes[at] ?? 0;
		if (byte === EQUALS) {
			const high = hexDigit(bytes[at + 1]);
			const low = hexDigit(bytes[at + 2]);
			if (high >= 0 && low >= 0) {
				decoded[length++] = high * 16 + low;
				at += 2;
				continue;
			}
			const lineEnd = softLineEnd(bytes, at + 1);
			if (lineEnd > 0) {
				at = lineEnd;
				continue;
			}
		}
		decoded[length++] = byte;
	}
	return decoded.subarray(0, length);
}

/** Where a line that goes on in the next one ends: behind blanks that a server added; 0 where it does not. */
function softLineEnd(bytes: Buffer, from: number): number {
	let at = from;
	while (at < from + 80 && (bytes[at] === 0x20 || bytes[at] === 0x09)) at += 1;
	if (bytes[at] === RETURN) at += 1;
	return bytes[at] === LINE_FEED || at >= bytes.length ? at : 0;
}

function hexDigit(byte: number | undefined): number {
	if (byte === undefined) return -1;
	if (byte >= 0x30 && byte <= 0x39) return byte - 0x30;
	const small = byte | 0x20;
	return small >= 0x61 && small <= 0x66 ? small - 0x57 : -1;
}
