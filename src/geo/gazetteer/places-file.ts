import type { PlaceKind } from "./gazetteer.ts";

/** The facts of a file of places that stand in its table; the columns stand in its sections. */
export interface PlacesMeta {
	/** What the file was made of. */
	readonly version: string;
	readonly countries: readonly string[];
	readonly zones: readonly string[];
	readonly indexes: Readonly<Partial<Record<IndexName, IndexFacts>>>;
	/** For each region its codes, its own first; a built file counts from an empty region 0. */
	readonly regionCodes: readonly (readonly string[])[];
	/** In an imported file, what its region numbers mean in the built one: country and code; empty in a built file. */
	readonly regionsMeant: readonly (readonly [country: string, code: string])[];
	/** Where each country's postcodes begin and end. */
	readonly postcodes: readonly (readonly [country: string, from: number, to: number])[];
}

export type IndexName = "names" | "regions" | "countries" | "divisions";

export interface IndexFacts {
	readonly bits: number;
	readonly seed: number;
}

export const PLACE_KINDS: readonly PlaceKind[] = ["town", "district", "airport", "port"];

/** Stands for "no zone" in a column of zones. */
export const NO_ZONE = 0xffff;

// A third of a kilometre along a meridian, two thirds along the equator.
const LAT_STEPS = 360;
const LNG_STEPS = 180;
const STEPS_A_DECADE = 24;

export function packLat(lat: number): number {
	return Math.round(lat * LAT_STEPS);
}

export function unpackLat(packed: number): number {
	return Math.round((packed / LAT_STEPS) * 1e4) / 1e4;
}

export function packLng(lng: number): number {
	return Math.round(lng * LNG_STEPS);
}

export function unpackLng(packed: number): number {
	return Math.round((packed / LNG_STEPS) * 1e4) / 1e4;
}

/** A count or a distance in one byte, to about 10 in 100. */
export function packSize(size: number): number {
	return size <= 0 ? 0 : Math.min(255, Math.max(1, Math.round(Math.log10(size + 1) * STEPS_A_DECADE)));
}

export function unpackSize(packed: number): number {
	return SIZES[packed] ?? 0;
}

const SIZES: readonly number[] = Array.from({ length: 256 }, (_, packed) => {
	const size = 10 ** (packed / STEPS_A_DECADE) - 1;
	return size < 10 ? Math.round(size) : Number(size.toPrecision(2));
});

const CODE_LETTERS = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ";

/** Up to five capitals and digits as a number that sorts as the text does; a sixth and later characters are left out. */
export function packCode(code: string): number {
	let packed = 0;
	for (let at = 0; at < 5; at++) {
		const letter = code[at];
		packed = packed * 37 + (letter === undefined ? 0 : CODE_LETTERS.indexOf(letter) + 1);
	}
	return packed;
}

/** Postcodes have up to ten characters: the second half of one. */
export function packCodeTail(code: string): number {
	return packCode(code.slice(5));
}

/** Three capitals in sixteen bits. */
export function packCode3(code: string): number {
	return [...code].reduce((packed, letter) => packed * 26 + letter.charCodeAt(0) - 65, 0);
}

export function isPackable(code: string): boolean {
	return /^[0-9A-Z]{1,10}$/.test(code);
}
