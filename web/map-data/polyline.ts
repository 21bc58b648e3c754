const ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";

const VALUES = new Uint8Array(128);
for (let value = 0; value < ALPHABET.length; value++) VALUES[ALPHABET.charCodeAt(value)] = value;

/** Longitude, latitude, longitude, latitude and so on in degrees, as differences of `perDegree`ths in plain letters. */
export function encodeLine(points: readonly number[], perDegree: number): string {
	let text = "";
	let before: [number, number] = [0, 0];
	for (let i = 0; i + 1 < points.length; i += 2) {
		const here: [number, number] = [
			Math.round((points[i] ?? 0) * perDegree),
			Math.round((points[i + 1] ?? 0) * perDegree),
		];
		text += encodeNumber(here[0] - before[0]) + encodeNumber(here[1] - before[1]);
		before = here;
	}
	return text;
}

export function decodeLine(text: string, perDegree: number): number[] {
	const points: number[] = [];
	const before: [number, number] = [0, 0];
	let value = 0;
	let shift = 0;
	for (let i = 0; i < text.length; i++) {
		const digit = VALUES[text.charCodeAt(i)] ?? 0;
		value |= (digit & 31) << shift;
		shift += 5;
		if (digit & 32) continue;
		const axis = points.length % 2 === 0 ? 0 : 1;
		before[axis] += value & 1 ? ~(value >> 1) : value >> 1;
		points.push(before[axis] / perDegree);
		value = 0;
		shift = 0;
	}
	return points;
}

function encodeNumber(difference: number): string {
	let rest = difference < 0 ? ~(difference << 1) : difference << 1;
	let text = "";
	while (rest >= 32) {
		text += ALPHABET.charAt((rest & 31) | 32);
		rest >>= 5;
	}
	return text + ALPHABET.charAt(rest);
}
