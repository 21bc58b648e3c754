import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import type { Level, LevelIndex } from "./shapes.ts";

const NAME = "virtual:map-levels";

/** As much of Vite's plugins as this one needs. */
interface LevelsPlugin {
	readonly name: string;
	readonly resolveId: (id: string) => string | null;
	readonly load: (
		this: { readonly emitFile: (file: { type: "asset"; fileName: string; source: string }) => unknown },
		id: string,
	) => string | null;
}

/** A plugin of Vite. Gives every cell of the map a file of its own under map/, and the script the list of them. */
export function mapLevels(): LevelsPlugin {
	return {
		name: "map-levels",
		resolveId: (id) => (id === NAME ? `\0${NAME}` : null),
		load(id) {
			if (id !== `\0${NAME}`) return null;
			const levels = ["far", "middle", "near"].map((name): LevelIndex => {
				const file = readFileSync(new URL(`${name}.json`, import.meta.url), "utf8");
				const { cells, ...level } = JSON.parse(file) as Level;
				// The digest in its name lets a browser keep a cell for ever.
				const digest = createHash("sha256").update(file).digest("base64url").slice(0, 10);
				const folder = `map/${name}-${digest}`;
				for (const [cell, shapes] of Object.entries(cells))
					this.emitFile({ type: "asset", fileName: `${folder}/${cell}.json`, source: JSON.stringify(shapes) });
				return { ...level, folder, cells: Object.keys(cells) };
			});
			return `export const levels = ${JSON.stringify(levels)};`;
		},
	};
}
