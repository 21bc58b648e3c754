import type { Assets } from "./model.ts";

interface Chunk {
	readonly file: string;
	readonly css?: readonly string[];
}

/** From Vite's manifest.json, as text, to what the page links to. Throws when it names no entry: the build is broken. */
export function assetsOf(manifest: string, base = "/assets/"): Assets {
	// Vite's documented shape: https://vite.dev/guide/backend-integration
	const { "main.ts": entry } = JSON.parse(manifest) as Record<string, Chunk>;
	if (!entry) throw new Error("The manifest of the browser part names no entry main.ts.");
	return {
		script: base + entry.file,
		styles: (entry.css ?? []).map((file) => base + file),
		icon: `${base}icon.svg`,
	};
}
