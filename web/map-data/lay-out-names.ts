import type { Dot } from "./shapes.ts";
import { lettersWide } from "./text-width.ts";

export type Box = readonly [left: number, top: number, right: number, bottom: number];

/** A place of the parcel, with the name that belongs beside it. */
export interface Marked {
	readonly kind: Dot["kind"];
	readonly name: string;
	readonly x: number;
	readonly y: number;
	/** Of the mark itself. */
	readonly radius: number;
}

/** A town of the map. */
export interface Named {
	readonly name: string;
	readonly x: number;
	readonly y: number;
	/** 0 (a town) to 3 (three million people or more). */
	readonly size: number;
}

/** Widths of a Latin letter and heights of a line, in the units of the drawing. */
export interface Letters {
	readonly own: { readonly wide: number; readonly high: number };
	readonly great: { readonly wide: number; readonly high: number };
	readonly small: { readonly wide: number; readonly high: number };
}

export interface OwnName extends Marked {
	readonly box: Box;
	readonly side: "right" | "left" | "above" | "below";
}

export interface LaidOut<T extends Named> {
	readonly own: readonly OwnName[];
	/** As they came, those that found room. */
	readonly towns: readonly (T & { readonly box: Box })[];
}

const RANK: Readonly<Record<Dot["kind"], number>> = {
	van: 0,
	here: 0,
	pickup: 0,
	delivered: 0,
	destination: 1,
	origin: 2,
	stop: 3,
};

/**
 * Names that stand over no mark, no other name and nothing in `taken`: those of the parcel's own places first, each at
 * the side where there is room, then of the towns, which come in the order of their weight, as many as still fit.
 */
export function layOutNames<T extends Named>(
	marks: readonly Marked[],
	towns: readonly T[],
	frame: Box,
	taken: readonly Box[],
	letters: Letters,
	most: number,
): LaidOut<T> {
	const full: Box[] = [...taken, ...marks.map(({ x, y, radius }) => around(x, y, radius))];
	const ranked = [...marks].sort((a, b) => RANK[a.kind] - RANK[b.kind]);
	const own = ranked
		.filter((mark, index) => !ranked.slice(0, index).some((other) => isSameTown(mark, other, letters.own.high)))
		.flatMap((mark) => ownName(mark, frame, full, letters));
	const named = new Set(own.map(({ name }) => name));
	const kept: (T & { box: Box })[] = [];
	for (const town of towns) {
		if (kept.length >= most) break;
		if (named.has(town.name)) continue;
		const { wide, high } = town.size >= 2 ? letters.great : letters.small;
		const box: Box = [
			town.x - wide,
			town.y - high / 2,
			town.x + wide * (1.8 + lettersWide(town.name)),
			town.y + high / 2,
		];
		if (!isWithin(box, frame) || full.some((other) => meet(other, box))) continue;
		full.push(box);
		kept.push({ ...town, box });
	}
	return { own, towns: kept };
}

/** Two marks of one town, such as a depot and the door, that one name beside them serves. */
function isSameTown(one: Marked, other: Marked, lineHigh: number): boolean {
	return one.name === other.name && Math.hypot(one.x - other.x, one.y - other.y) < 2.2 * lineHigh;
}

function ownName(mark: Marked, frame: Box, full: Box[], { own: { wide, high } }: Letters): OwnName[] {
	const { name, x, y, radius } = mark;
	if (name === "") return [];
	const width = lettersWide(name) * wide;
	const gap = radius + wide / 4;
	const sides = [
		["right", x + gap, y],
		["left", x - gap - width, y],
		["above", x - width / 2, y - gap - high / 2],
		["below", x - width / 2, y + gap + high / 2],
	] as const;
	for (const [side, left, middle] of sides) {
		const box: Box = [left, middle - high / 2, left + width, middle + high / 2];
		if (!isWithin(box, frame) || full.some((other) => meet(other, box))) continue;
		full.push(box);
		return [{ ...mark, box, side }];
	}
	return [];
}

export function around(x: number, y: number, radius: number): Box {
	return [x - radius, y - radius, x + radius, y + radius];
}

function isWithin(box: Box, frame: Box): boolean {
	return box[0] >= frame[0] && box[1] >= frame[1] && box[2] <= frame[2] && box[3] <= frame[3];
}

function meet(a: Box, b: Box): boolean {
	return a[0] < b[2] && b[0] < a[2] && a[1] < b[3] && b[1] < a[3];
}
