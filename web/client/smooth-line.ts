import * as L from "leaflet";

interface Drawing {
	readonly _map: L.Map;
}

/**
 * A line whose points keep their fractions of a pixel. Leaflet rounds each one, which makes a long arc of many points
 * tremble; this replaces the one inner method of 1.9.4 that rounds.
 */
const SmoothLine = L.Polyline.extend({
	_projectLatlngs(this: Drawing, points: readonly L.LatLng[], rings: L.Point[][], bounds: L.Bounds): void {
		const origin = this._map.getPixelOrigin();
		const ring = points.map((point) => this._map.project(point).subtract(origin));
		for (const point of ring) bounds.extend(point);
		rings.push(ring);
	},
}) as unknown as new (
	points: readonly L.LatLng[],
	options: L.PolylineOptions,
) => L.Polyline;

export function smoothLine(points: readonly L.LatLng[], options: L.PolylineOptions): L.Polyline {
	return new SmoothLine(points, { ...options, smoothFactor: 0 });
}
