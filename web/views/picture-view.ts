import { unitX, unitY } from "../map-data/mercator.ts";
import { COUNTRY_RADIUS_KM, type Dot, type DrawnRoute, type Point } from "../map-data/shapes.ts";
import type { View } from "./land-crop.ts";

/** Of the picture, in its own units: about the shape of the frame on a phone and beside the timeline. */
export const PICTURE = { width: 1080, height: 900 } as const;
/** Shares of the sides that stay free around the route; the buttons stand below it. */
const FREE = { sides: 0.13, above: 0.13, below: 0.22 } as const;
/** As near as the coast of 1:10m is worth a look, and a place alone is shown with what lies around it. */
const NEAREST = { lastMile: 256 * 2 ** 11, whole: 256 * 2 ** 9.7 } as const;
const EARTH_KM = 40_075;

/** A window that holds the route with room around it: all of it, or the last mile while that is what counts. */
export function viewOf(route: DrawnRoute): View {
	const { width, height } = PICTURE;
	const dots = lastMileOf(route.dots) ?? route.dots;
	const isWhole = dots === route.dots;
	const points = [
		...dots.map(({ at }) => at),
		...(isWhole ? [...route.past.flat(), ...route.next, ...route.others.map(({ at }) => at)] : []),
	].map(unitOf);
	const xs = points.map(([x]) => x);
	const ys = points.map(([, y]) => y);
	const [left, right] = [Math.min(...xs), Math.max(...xs)];
	const [top, bottom] = [Math.min(...ys), Math.max(...ys)];
	const high = height * (1 - FREE.above - FREE.below);
	const fits = Math.min((width * (1 - 2 * FREE.sides)) / (right - left || 1e-9), high / (bottom - top || 1e-9));
	const holdsCircles = Math.min(...dots.map((dot) => (height * 0.3) / (unitRadius(dot) || 1e-9)));
	const scale = Math.max(Math.min(fits, holdsCircles, isWhole ? NEAREST.whole : NEAREST.lastMile), width * 0.95);
	const highest = Math.max(0, 1 - height / scale);
	const middle = height * FREE.above + high / 2;
	return {
		left: (left + right) / 2 - width / scale / 2,
		top: Math.max(0, Math.min(highest, (top + bottom) / 2 - middle / scale)),
		scale,
		width,
		height,
		beyondX: width * 0.5,
		beyondY: height * 0.25,
	};
}

/** The van and the door's town, or the place to fetch it from and that town; null while it is farther away. */
function lastMileOf(dots: readonly Dot[]): readonly Dot[] | null {
	const last = dots.find(({ kind }) => kind === "van" || kind === "pickup");
	if (!last) return null;
	return [last, ...dots.filter(({ kind }) => kind === "destination")];
}

/** Latitude and longitude to the unit map; longitudes past 180 run on into the next world. */
export function unitOf([lat, lng]: Point): readonly [number, number] {
	return [unitX(lng), unitY(lat)];
}

/** In whole units of the picture. */
export function placed(point: Point, { left, top, scale }: View): readonly [number, number] {
	const [x, y] = unitOf(point);
	return [Math.round((x - left) * scale), Math.round((y - top) * scale)];
}

/** In units of the picture. */
export function circleOf(dot: Dot, { scale }: View): number {
	return Math.round(unitRadius(dot) * scale);
}

function unitRadius(dot: Dot): number {
	// Around the middle of a country the picture shows most of it.
	const radiusKm = isCountry(dot) ? dot.radiusKm * 4 : dot.radiusKm;
	return radiusKm / (EARTH_KM * Math.cos((dot.at[0] * Math.PI) / 180));
}

export function isCountry({ radiusKm }: Dot): boolean {
	return radiusKm >= COUNTRY_RADIUS_KM;
}
