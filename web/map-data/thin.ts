import type { Position } from "geojson";

/** The line without the points that lie within `degrees` of it (Douglas and Peucker). The ends stay. */
export function thin(line: readonly Position[], degrees: number): Position[] {
	const keep = new Uint8Array(line.length);
	keep[0] = 1;
	keep[line.length - 1] = 1;
	const waiting: [number, number][] = [[0, line.length - 1]];
	for (let span = waiting.pop(); span; span = waiting.pop()) {
		const [first, last] = span;
		let farthest = first;
		let most = degrees * degrees;
		for (let i = first + 1; i < last; i++) {
			const off = squaredDistance(line[i] ?? [], line[first] ?? [], line[last] ?? []);
			if (off > most) [farthest, most] = [i, off];
		}
		if (farthest === first) continue;
		keep[farthest] = 1;
		waiting.push([first, farthest], [farthest, last]);
	}
	return line.filter((_, index) => keep[index] === 1);
}

/** From a point to a stretch; eastwards a degree counts less the farther from the equator it is. */
function squaredDistance(point: Position, from: Position, to: Position): number {
	const [x = 0, y = 0] = point;
	const [fromX = 0, fromY = 0] = from;
	const [toX = 0, toY = 0] = to;
	const east = Math.max(0.2, Math.cos((y * Math.PI) / 180));
	const [ax, ay] = [(x - fromX) * east, y - fromY];
	const [bx, by] = [(toX - fromX) * east, toY - fromY];
	const length = bx * bx + by * by;
	const share = length === 0 ? 0 : Math.max(0, Math.min(1, (ax * bx + ay * by) / length));
	return (ax - share * bx) ** 2 + (ay - share * by) ** 2;
}
