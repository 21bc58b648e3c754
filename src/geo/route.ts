/** Degrees. `lng` of a line may pass 180, so that the line crosses the date line without a jump. */
export interface Point {
	readonly lat: number;
	readonly lng: number;
}

const EARTH_RADIUS_KM = 6371.0088;
const RADIANS = Math.PI / 180;
const SAME_PLACE_KM = 1e-6;

/**
 * The line of a journey over its stops, oldest first, along great circles, about `count` points in all. Every stop
 * stands on the line. Longitudes run on: Tokyo to Los Angeles is 139.7 to 241.8.
 */
export function routeLine(stops: readonly Point[], count = 200): Point[] {
	const legs = stops.slice(1).map((to, index) => ({ from: stops[index] ?? to, to }));
	const totalKm = legs.reduce((sum, leg) => sum + distanceKm(leg.from, leg.to), 0);
	const line: Point[] = stops.slice(0, 1);
	for (const { from, to } of legs) {
		const lengthKm = distanceKm(from, to);
		if (lengthKm < SAME_PLACE_KM) continue;
		line.push(...greatCircle(from, to, Math.max(2, Math.round((count * lengthKm) / totalKm))).slice(1));
	}
	return unwrap(line);
}

/** Along the surface of a sphere; right to half a per cent. */
export function distanceKm(from: Point, to: Point): number {
	return EARTH_RADIUS_KM * angleBetween(vectorOf(from), vectorOf(to));
}

type Vector = readonly [number, number, number];

function greatCircle(from: Point, to: Point, count: number): Point[] {
	const start = vectorOf(from);
	const end = vectorOf(to);
	const angle = angleBetween(start, end);
	// Between two ends of the same diameter every way is as short: go over the north pole.
	if (Math.PI - angle < 1e-9) {
		const pole = { lat: 90, lng: from.lng };
		return [...greatCircle(from, pole, Math.ceil(count / 2)), ...greatCircle(pole, to, Math.ceil(count / 2)).slice(1)];
	}
	return Array.from({ length: count }, (_, index) => {
		if (index === 0) return from;
		if (index === count - 1) return to;
		const share = index / (count - 1);
		return pointOf(
			combine(start, Math.sin((1 - share) * angle) / Math.sin(angle), end, Math.sin(share * angle) / Math.sin(angle)),
		);
	});
}

function unwrap(line: readonly Point[]): Point[] {
	let before = line[0]?.lng ?? 0;
	return line.map(({ lat, lng }) => {
		before = lng + 360 * Math.round((before - lng) / 360);
		return { lat, lng: before };
	});
}

function vectorOf({ lat, lng }: Point): Vector {
	const radius = Math.cos(lat * RADIANS);
	return [radius * Math.cos(lng * RADIANS), radius * Math.sin(lng * RADIANS), Math.sin(lat * RADIANS)];
}

function pointOf([x, y, z]: Vector): Point {
	return { lat: Math.atan2(z, Math.hypot(x, y)) / RADIANS, lng: Math.atan2(y, x) / RADIANS };
}

function combine(a: Vector, shareOfA: number, b: Vector, shareOfB: number): Vector {
	return [a[0] * shareOfA + b[0] * shareOfB, a[1] * shareOfA + b[1] * shareOfB, a[2] * shareOfA + b[2] * shareOfB];
}

// By the tangent: the cosine alone loses short distances.
function angleBetween(a: Vector, b: Vector): number {
	const cross = Math.hypot(a[1] * b[2] - a[2] * b[1], a[2] * b[0] - a[0] * b[2], a[0] * b[1] - a[1] * b[0]);
	return Math.atan2(cross, a[0] * b[0] + a[1] * b[1] + a[2] * b[2]);
}
