import { hostileText, hostileValue } from "./hostile.ts";
import type { Random } from "./random.ts";

/** A JSON value with some of its parts left out, repeated, exchanged or made hostile. It may be the same as before. */
export function mutateValue(value: unknown, random: Random, share = 0.08): unknown {
	if (random.chance(share / 4)) return hostileValue(random);
	if (Array.isArray(value)) return mutateList(value, random, share);
	if (typeof value === "object" && value !== null) return mutateObject(value, random, share);
	return random.chance(share) ? mutateLeaf(value, random) : value;
}

function mutateList(list: readonly unknown[], random: Random, share: number): unknown {
	const items = list.flatMap((item) => {
		if (random.chance(share / 4)) return [];
		const changed = mutateValue(item, random, share);
		return random.chance(share / 4) ? [changed, changed] : [changed];
	});
	if (random.chance(share / 4)) items.reverse();
	if (random.chance(share / 16)) return Array.from({ length: random.pick([30, 600]) }, () => items[0] ?? null);
	return items;
}

function mutateObject(object: object, random: Random, share: number): unknown {
	const entries = Object.entries(object).flatMap(([key, value]): (readonly [string, unknown])[] => {
		if (random.chance(share / 3)) return [];
		const name = random.chance(share / 10) ? hostileText(random) : key;
		return [[name, mutateValue(value, random, share)]];
	});
	if (random.chance(share / 6)) entries.push([hostileText(random), hostileValue(random)]);
	return Object.fromEntries(entries);
}

function mutateLeaf(value: unknown, random: Random): unknown {
	if (typeof value === "string" && random.chance(0.5)) return mutateText(value, random);
	if (typeof value === "number" && random.chance(0.3))
		return random.pick([-value, value * 1e12, `${value}`, value + 0.5]);
	return hostileValue(random);
}

/** A text cut, doubled, with something hostile put in, or with one character changed. */
export function mutateText(text: string, random: Random): string {
	const at = random.below(text.length + 1);
	switch (random.below(7)) {
		case 0:
			return text.slice(0, at);
		case 1:
			return text.slice(at);
		case 2:
			return text.slice(0, at) + hostileText(random) + text.slice(at);
		case 3:
			return text + text;
		case 4:
			return text.slice(0, at) + String.fromCharCode(random.below(0x10000)) + text.slice(at + 1);
		case 5:
			return text.replace(/\d/g, () => `${random.below(10)}`);
		default:
			return hostileText(random);
	}
}

/** Bytes cut, doubled, flipped or overwritten: broken UTF-8 among them. */
export function mutateBytes(bytes: Buffer, random: Random): Buffer {
	const at = random.below(bytes.length + 1);
	switch (random.below(6)) {
		case 0:
			return bytes.subarray(0, at);
		case 1:
			return Buffer.concat([bytes, bytes]);
		case 2:
			return Buffer.concat([bytes.subarray(0, at), random.bytes(random.below(40)), bytes.subarray(at)]);
		case 3:
			return Buffer.concat([
				bytes.subarray(0, at),
				Buffer.from([0xc3, 0x28, 0xed, 0xa0, 0x80, 0x00]),
				bytes.subarray(at),
			]);
		case 4: {
			const flipped = Buffer.from(bytes);
			for (let times = 1 + random.below(8); times > 0 && flipped.length > 0; times -= 1) {
				const place = random.below(flipped.length);
				flipped[place] = (flipped[place] ?? 0) ^ (1 << random.below(8));
			}
			return flipped;
		}
		default:
			return Buffer.concat([Buffer.from([0xef, 0xbb, 0xbf]), bytes]);
	}
}
