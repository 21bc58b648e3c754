/** The colours of a shop on one ground: `#rrggbb`. */
export interface ShopColours {
	/** Text, borders and buttons. */
	readonly accent: string;
	/** Text on the accent. */
	readonly onAccent: string;
	/** The line on the map. */
	readonly route: string;
}

/** What colours must be told from, as web/client/styles/colours.css has it: a test holds the two together. */
export interface Ground {
	/** Whatever text in the accent stands on: paper, card, warn-paper, bad-paper, note-paper. */
	readonly papers: readonly string[];
	readonly onAccent: string;
	/** What the route crosses: map-land, map-sea, map-sea-light, map-sea-deep. */
	readonly map: readonly string[];
}

export const GROUNDS = {
	light: {
		papers: ["#fbfaf7", "#ffffff", "#fff4dc", "#fdeceb", "#e9f1fd"],
		onAccent: "#ffffff",
		map: ["#f4f1ea", "#bcdcec", "#d5ebf5", "#a5cce1"],
	},
	dark: {
		papers: ["#12161c", "#1a2029", "#33280f", "#3a1a1a", "#1b2a42"],
		onAccent: "#0c1a30",
		map: ["#2a313b", "#16283a", "#1c3247", "#101e2c"],
	},
} as const satisfies Readonly<Record<"light" | "dark", Ground>>;

/** WCAG 2.2, 1.4.3: text; and 1.4.11: lines that must be seen. */
export const TEXT_CONTRAST = 4.5;
export const LINE_CONTRAST = 3;

/**
 * A shop's colour (`#rrggbb`) as near to it as stays legible by day and by night: its lightness moves, its hue stays, and
 * it is only as much paler as a screen needs to show it. A colour that is legible as it is stays as it is.
 */
export function shopColours(accent: string): Readonly<Record<"light" | "dark", ShopColours>> {
	const on = ({ papers, onAccent, map }: Ground, towards: 0 | 1): ShopColours => ({
		accent: moveUntil(accent, towards, (shade) => clears(shade, [...papers, onAccent], TEXT_CONTRAST)),
		onAccent,
		route: moveUntil(accent, towards, (shade) => clears(shade, map, LINE_CONTRAST)),
	});
	return { light: on(GROUNDS.light, 0), dark: on(GROUNDS.dark, 1) };
}

function clears(shade: string, grounds: readonly string[], least: number): boolean {
	return grounds.every((ground) => contrastOf(shade, ground) >= least);
}

/** After WCAG 2.2: 1 for the same colour, 21 for black on white. */
export function contrastOf(one: string, other: string): number {
	const [a, b] = [luminanceOf(one), luminanceOf(other)];
	return (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
}

function luminanceOf(hex: string): number {
	const [r, g, b] = linearOf(hex);
	return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}

// A step that no eye sees; black and white at the two ends are legible on every ground.
const STEP = 1 / 256;

function moveUntil(hex: string, towards: 0 | 1, isLegible: (shade: string) => boolean): string {
	if (isLegible(hex)) return hex;
	const { lightness, chroma, hue } = polarOf(hex);
	const step = towards === 0 ? -STEP : STEP;
	for (let moved = lightness + step; moved > 0 && moved < 1; moved += step) {
		const shade = hexOf({ lightness: moved, chroma, hue });
		if (isLegible(shade)) return shade;
	}
	return towards === 0 ? "#000000" : "#ffffff";
}

type Triple = readonly [number, number, number];

/** OKLCH: lightness 0 to 1 as eyes judge it, and hue as an angle. */
interface Polar {
	readonly lightness: number;
	readonly chroma: number;
	readonly hue: number;
}

// https://bottosson.github.io/posts/oklab/, with its matrices.
function polarOf(hex: string): Polar {
	const [r, g, b] = linearOf(hex);
	const l = Math.cbrt(0.4122214708 * r + 0.5363325363 * g + 0.0514459929 * b);
	const m = Math.cbrt(0.2119034982 * r + 0.6806995451 * g + 0.1073969566 * b);
	const s = Math.cbrt(0.0883024619 * r + 0.2817188376 * g + 0.6299787005 * b);
	const a = 1.9779984951 * l - 2.428592205 * m + 0.4505937099 * s;
	const along = 0.0259040371 * l + 0.7827717662 * m - 0.808675766 * s;
	return {
		lightness: 0.2104542553 * l + 0.793617785 * m - 0.0040720468 * s,
		chroma: Math.hypot(a, along),
		hue: Math.atan2(along, a),
	};
}

function rgbOf({ lightness, chroma, hue }: Polar): Triple {
	const [a, b] = [chroma * Math.cos(hue), chroma * Math.sin(hue)];
	const l = (lightness + 0.3963377774 * a + 0.2158037573 * b) ** 3;
	const m = (lightness - 0.1055613458 * a - 0.0638541728 * b) ** 3;
	const s = (lightness - 0.0894841775 * a - 1.291485548 * b) ** 3;
	return [
		4.0767416621 * l - 3.3077115913 * m + 0.2309699292 * s,
		-1.2684380046 * l + 2.6097574011 * m - 0.3413193965 * s,
		-0.0041960863 * l - 0.7034186147 * m + 1.707614701 * s,
	];
}

/** The strongest colour of this lightness and hue that a screen can show, no stronger than asked for. */
function hexOf(polar: Polar): string {
	let [weak, strong] = [0, polar.chroma];
	if (isShown(rgbOf(polar))) weak = strong;
	for (let halvings = 0; halvings < 12 && weak < strong; halvings++) {
		const chroma = (weak + strong) / 2;
		if (isShown(rgbOf({ ...polar, chroma }))) weak = chroma;
		else strong = chroma;
	}
	return `#${rgbOf({ ...polar, chroma: weak })
		.map((part) => Math.round(encoded(Math.min(1, Math.max(0, part))) * 255))
		.map((part) => part.toString(16).padStart(2, "0"))
		.join("")}`;
}

function isShown(rgb: Triple): boolean {
	return rgb.every((part) => part >= -1e-6 && part <= 1 + 1e-6);
}

function linearOf(hex: string): Triple {
	const part = (from: number) => {
		const value = Number.parseInt(hex.slice(from, from + 2), 16) / 255;
		return value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4;
	};
	return [part(1), part(3), part(5)];
}

function encoded(part: number): number {
	return part <= 0.0031308 ? part * 12.92 : 1.055 * part ** (1 / 2.4) - 0.055;
}
