/** The northern and southern end of the map, in degrees. */
const LAST_LATITUDE = 85.05;

/** Longitude in degrees to the unit map, whose world is 1 wide; past 180 degrees it runs on into the next world. */
export function unitX(lng: number): number {
	return (lng + 180) / 360;
}

/** Latitude in degrees to the unit map, whose world is 1 high, from the north down. */
export function unitY(lat: number): number {
	const sine = Math.sin((Math.max(-LAST_LATITUDE, Math.min(LAST_LATITUDE, lat)) * Math.PI) / 180);
	return 0.5 - Math.log((1 + sine) / (1 - sine)) / (4 * Math.PI);
}

/** Of a world this many pixels wide, as maps of the web count: 256 at zoom 0. */
export function zoomOf(worldPx: number): number {
	return Math.log2(worldPx / 256);
}

/** A window on the unit map. */
export interface Window {
	readonly left: number;
	readonly top: number;
	readonly right: number;
	readonly bottom: number;
}

/** Names of a level's cells that a window touches, each with the number of worlds by which it is shifted eastwards. */
export function cellsIn(
	{ left, top, right, bottom }: Window,
	columns: number,
): readonly { readonly cell: string; readonly turn: number }[] {
	const found: { cell: string; turn: number }[] = [];
	for (let row = 0; row < columns / 2; row++) {
		if (unitY(90 - ((row + 1) * 360) / columns) <= top || unitY(90 - (row * 360) / columns) >= bottom) continue;
		for (let column = Math.floor(left * columns); column < right * columns; column++) {
			const turn = Math.floor(column / columns);
			found.push({ cell: `${column - turn * columns}-${row}`, turn });
		}
	}
	return found;
}
