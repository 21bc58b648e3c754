import { resolve } from "node:path";
import type { TilesSetting } from "./http/tiles.ts";

/** The host plain, because it becomes part of the page's policy, and without a name and password, which all would read. */
const TILE_ADDRESS = /^https?:\/\/(?:[a-z\d](?:[a-z\d.-]*[a-z\d])?|\[[\da-f:]+\])(?::\d{1,5})?\/[^\s\\#]*$/i;

/** What a setting says, understood; null for what is none. */
export function tilesOf(text: string): TilesSetting | null {
	if (!/^[a-z]+:\/\//i.test(text)) {
		return /^[^\0{}]+\.pmtiles$/i.test(text) ? { kind: "archive", file: resolve(text) } : null;
	}
	if (!TILE_ADDRESS.test(text) || !URL.canParse(text)) return null;
	const places = [...text.matchAll(/\{([^{}]*)\}/g)].map(([, name = ""]) => name);
	const isWhole = ["z", "x", "y"].every((name) => places.includes(name));
	const isKnown =
		places.every((name) => ["z", "x", "y", "r"].includes(name)) && !/[{}]/.test(text.replaceAll(/\{\w\}/g, ""));
	return isWhole && isKnown ? { kind: "url", template: text } : null;
}

/** A page by TLS that would load its tiles without. */
export function isMixed(publicUrl: string, template: string): boolean {
	return publicUrl.startsWith("https:") && /^http:/i.test(template);
}
