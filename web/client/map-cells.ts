import { levels } from "virtual:map-levels";
import { cellsIn, type Window } from "../map-data/mercator.ts";
import type { Cell, LevelIndex } from "../map-data/shapes.ts";
import { type UnitCell, unitCell } from "../map-data/unit-cell.ts";

const NOTHING: UnitCell = { land: [], lakes: [], borders: [], rivers: [], regions: [], towns: [] };

const asked = new Map<string, Promise<UnitCell>>();

/** The level that a map of this zoom is drawn from. */
export function levelAt(zoom: number): LevelIndex {
	const level = levels.findLast(({ fromZoom }) => zoom >= fromZoom) ?? levels[0];
	if (!level) throw new Error("The map was built without data.");
	return level;
}

/** The cells that a window touches, each asked for once. One that the network refuses is asked for again the next time. */
export function cellsOf(level: LevelIndex, window: Window): Promise<readonly UnitCell[]> {
	const wanted = new Set(cellsIn(window, level.columns).map(({ cell }) => cell));
	return Promise.all([...wanted].filter((cell) => level.cells.includes(cell)).map((cell) => cellOf(level, cell)));
}

function cellOf(level: LevelIndex, name: string): Promise<UnitCell> {
	const path = `${level.folder}/${name}.json`;
	const known = asked.get(path);
	if (known) return known;
	const asking = readCell(path, level.perDegree).catch(() => {
		asked.delete(path);
		return NOTHING;
	});
	asked.set(path, asking);
	return asking;
}

async function readCell(path: string, perDegree: number): Promise<UnitCell> {
	const reply = await fetch(`${import.meta.env.BASE_URL}${path}`);
	if (!reply.ok) throw new Error(`The map's ${path} answered ${reply.status}.`);
	// Files of our own build, whose writer has the same types.
	return unitCell((await reply.json()) as Cell, perDegree);
}
