export interface Point {
	readonly lat: number;
	readonly lng: number;
}

/** As on a flat map, which is right to one in 100 over the few hundred kilometres that are asked about here. */
export function distanceKm(a: Point, b: Point): number {
	const middle = ((a.lat + b.lat) / 2) * (Math.PI / 180);
	const across = Math.abs(a.lng - b.lng);
	return Math.hypot(a.lat - b.lat, Math.min(across, 360 - across) * Math.cos(middle)) * 111.2;
}
