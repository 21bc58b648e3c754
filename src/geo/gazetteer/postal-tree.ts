import { distanceKm, type Point } from "./distance-km.ts";

/** A postcode, or the beginning of several, and the point it stands for. */
export interface PostalPoint extends Point {
	readonly code: string;
}

export interface PostalNode extends PostalPoint {
	/** Nine in ten of the codes below lie within it. */
	readonly radiusKm: number;
}

const SMALLEST_KM = 2;
const LARGEST_LEAF_KM = 150;
const ALONE_KM = 10;

/**
 * Every beginning at which codes part, with the middle of what lies below, down to the codes themselves; codes that all
 * lie at one point are told by their common beginning.
 */
export function postalTree(points: readonly PostalPoint[]): readonly PostalNode[] {
	const nodes: PostalNode[] = [];
	const all = merged(points);
	grow(0, all.length, 0);
	return nodes;

	function grow(from: number, to: number, depth: number): void {
		const [first] = all.slice(from, from + 1);
		if (first === undefined) return;
		const own = first.code.length === depth ? first : null;
		const group = all.slice(own === null ? from : from + 1, to);
		const code = first.code.slice(0, depth);
		const branches = branchesOf(own === null ? from : from + 1, to, depth);
		if (own !== null || branches.length > 1) {
			const middle = own ?? middleOf(group);
			const isOne = group.every((point) => distanceKm(point, middle) < 0.5);
			if (depth > 0)
				nodes.push({
					code,
					lat: middle.lat,
					lng: middle.lng,
					radiusKm: isOne ? leafKm(from, to, middle) : spreadKm(group, middle),
				});
			if (isOne && depth > 0) return;
		}
		for (const [start, end] of branches) {
			if (end - start > 1) grow(start, end, depth + 1);
			else {
				const [leaf] = all.slice(start, end);
				if (leaf !== undefined) nodes.push({ ...leaf, radiusKm: leafKm(start, end, leaf) });
			}
		}
	}

	function branchesOf(from: number, to: number, depth: number): readonly (readonly [number, number])[] {
		const branches: [number, number][] = [];
		for (let at = from; at < to; at++) {
			const last = branches.at(-1);
			if (last !== undefined && all[at]?.code[depth] === all[last[0]]?.code[depth]) last[1] = at + 1;
			else branches.push([at, at + 1]);
		}
		return branches;
	}

	/** Half the way to the nearest codes around it that lie elsewhere. */
	function leafKm(from: number, to: number, point: Point): number {
		const around = [...all.slice(Math.max(0, from - 6), from), ...all.slice(to, to + 6)];
		const distances = around.map((other) => distanceKm(other, point)).filter((km) => km >= 0.5);
		const [nearest, next] = distances.sort((a, b) => a - b);
		if (nearest === undefined) return ALONE_KM;
		return Math.min(LARGEST_LEAF_KM, Math.max(SMALLEST_KM, (nearest + (next ?? nearest)) / 4));
	}
}

/** Sorted by code, each once, at the middle of its points. */
function merged(points: readonly PostalPoint[]): readonly PostalPoint[] {
	const byCode = new Map<string, PostalPoint[]>();
	for (const point of points) {
		const known = byCode.get(point.code);
		if (known === undefined) byCode.set(point.code, [point]);
		else known.push(point);
	}
	return [...byCode].map(([code, same]) => ({ code, ...middleOf(same) })).sort((a, b) => (a.code < b.code ? -1 : 1));
}

function middleOf(points: readonly Point[]): Point {
	const [first] = points;
	const start = first?.lng ?? 0;
	// Around the antimeridian, longitudes are counted on from the first.
	const lngs = points.map(({ lng }) => (lng - start > 180 ? lng - 360 : lng - start < -180 ? lng + 360 : lng));
	const lat = points.reduce((sum, point) => sum + point.lat, 0) / points.length;
	const lng = lngs.reduce((sum, one) => sum + one, 0) / points.length;
	return { lat, lng: lng > 180 ? lng - 360 : lng < -180 ? lng + 360 : lng };
}

function spreadKm(points: readonly Point[], middle: Point): number {
	const distances = points.map((point) => distanceKm(point, middle)).sort((a, b) => a - b);
	return Math.max(SMALLEST_KM, distances[Math.floor(distances.length * 0.9)] ?? SMALLEST_KM);
}
