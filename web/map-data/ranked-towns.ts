export interface Town {
	readonly name: string;
	readonly lat: number;
	readonly lng: number;
	readonly population: number;
	readonly isCapital: boolean;
}

const LAST_ZOOM = 10;
const LABEL_SPACING_PX = 64;

/** Fewest people at a zoom, so that an empty quarter does not promote its only village. */
const FEWEST_PEOPLE = [3e6, 3e6, 3e6, 1e6, 3.5e5, 1.5e5, 7e4, 4e4, 1.2e4, 6e3, 4e3];

type Ranked = Town & { readonly fromZoom: number };

/**
 * When each town has room for its name: at the zoom where the nearest greater one is a label away. A capital counts
 * for four times its people. The first to be seen stand first.
 */
export function rankTowns(towns: readonly Town[]): Ranked[] {
	const ordered = [...towns].sort((a, b) => weightOf(b) - weightOf(a) || a.lat - b.lat || a.lng - b.lng);
	const ranked: Ranked[] = [];
	let left: readonly Town[] = ordered;
	const shown = new Map<string, Town[]>();
	for (let zoom = 2; zoom <= LAST_ZOOM; zoom++) {
		// A cell is one label wide, so only the neighbouring cells can be too near.
		shown.clear();
		for (const town of ranked) place(shown, town, zoom);
		const waiting: Town[] = [];
		for (const town of left) {
			const fits = weightOf(town) >= (FEWEST_PEOPLE[zoom] ?? 0) && !isCrowded(shown, town, zoom);
			if (!fits) waiting.push(town);
			else {
				ranked.push({ ...town, fromZoom: zoom });
				place(shown, town, zoom);
			}
		}
		left = waiting;
	}
	return ranked;
}

function weightOf(town: Town): number {
	return town.population * (town.isCapital ? 4 : 1);
}

function pixelsOf({ lat, lng }: Town, zoom: number): readonly [number, number] {
	const world = 256 * 2 ** zoom;
	const sine = Math.sin((lat * Math.PI) / 180);
	return [((lng + 180) / 360) * world, (0.5 - Math.log((1 + sine) / (1 - sine)) / (4 * Math.PI)) * world];
}

function place(shown: Map<string, Town[]>, town: Town, zoom: number): void {
	const [x, y] = pixelsOf(town, zoom);
	const cell = `${Math.floor(x / LABEL_SPACING_PX)},${Math.floor(y / LABEL_SPACING_PX)}`;
	const there = shown.get(cell);
	if (there) there.push(town);
	else shown.set(cell, [town]);
}

function isCrowded(shown: ReadonlyMap<string, readonly Town[]>, town: Town, zoom: number): boolean {
	const [x, y] = pixelsOf(town, zoom);
	const column = Math.floor(x / LABEL_SPACING_PX);
	const row = Math.floor(y / LABEL_SPACING_PX);
	for (let c = column - 1; c <= column + 1; c++)
		for (let r = row - 1; r <= row + 1; r++)
			for (const other of shown.get(`${c},${r}`) ?? []) {
				const [otherX, otherY] = pixelsOf(other, zoom);
				// Names are wide and low: two may stand closer above each other than side by side.
				if (Math.hypot(otherX - x, (otherY - y) * 2) < LABEL_SPACING_PX) return true;
			}
	return false;
}
