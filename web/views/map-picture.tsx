import { COUNTRY_RADIUS_KM, type Dot, type DrawnRoute, type Point } from "../map-data/shapes.ts";
import { lettersWide } from "../map-data/text-width.ts";
import { cropLand, steps, unitOf, type View } from "./land-crop.ts";

const WIDTH = 1080;
const HEIGHT = 900;
/** The share of each side that stays free around the route. */
const FREE = 0.14;
const WIDEST_ZOOM_SCALE = 256 * 2 ** 8;
const EARTH_KM = 40_075;

/** The route as a picture, for readers without JavaScript, for paper, and until the live map is there. */
export function MapPicture({ route, titleOf }: { route: DrawnRoute; titleOf: (dot: Dot) => string }) {
	const view = viewOf(route);
	const { land, borders } = cropLand(view);
	const place = (point: Point) => placed(point, view);
	const past = route.past.map((line) => steps(line.flatMap(place))).join("");
	const next = route.next.length > 1 ? steps(route.next.flatMap(place)) : "";
	return (
		<svg class="map-picture" viewBox={`0 0 ${WIDTH} ${HEIGHT}`} aria-hidden="true" focusable="false">
			<path class="land" d={land} />
			<path class="borders" d={borders} />
			{next && <path class="route-next" d={next} />}
			{past && <path class="route-edge" d={past} />}
			{past && <path class="route-past" d={past} />}
			{route.dots.map((dot) => {
				const [x, y] = place(dot.at);
				const radius = circleOf(dot, view);
				const isLast = dot.kind === "here" || dot.kind === "delivered";
				return (
					<g class={`dot dot-${dot.kind}${isVague(dot) ? " dot-vague" : ""}`}>
						{isLast && radius > 16 && !isCountry(dot) && <circle class="circle" cx={x} cy={y} r={radius} />}
						{!(isLast && isVague(dot)) && <circle class="spot" cx={x} cy={y} r={isLast ? 17 : 11} />}
					</g>
				);
			})}
			{labelled(route.dots, view, titleOf).map(({ text, x, y, anchor }) => (
				<text x={x} y={y} text-anchor={anchor}>
					{text}
				</text>
			))}
		</svg>
	);
}

function placed(point: Point, view: View): [number, number] {
	const [x, y] = unitOf(point);
	return [Math.round((x - view.left) * view.scale), Math.round((y - view.top) * view.scale)];
}

/** A window that holds the whole route with room around it, and at least a few hundred kilometres. */
function viewOf(route: DrawnRoute): View {
	const points = [...route.past.flat(), ...route.next, ...route.dots.map(({ at }) => at)].map(unitOf);
	const xs = points.map(([x]) => x);
	const ys = points.map(([, y]) => y);
	const [left, right] = [Math.min(...xs), Math.max(...xs)];
	const [top, bottom] = [Math.min(...ys), Math.max(...ys)];
	const fits = Math.min(
		(WIDTH * (1 - 2 * FREE)) / Math.max(right - left, 1e-9),
		(HEIGHT * (1 - 2 * FREE)) / Math.max(bottom - top, 1e-9),
	);
	const holdsCircles = Math.min(...route.dots.map((dot) => (HEIGHT * 0.3) / Math.max(unitRadius(dot), 1e-9)));
	const scale = Math.max(Math.min(fits, holdsCircles, WIDEST_ZOOM_SCALE), WIDTH * 0.95);
	const highest = Math.max(0, 1 - HEIGHT / scale);
	return {
		left: (left + right) / 2 - WIDTH / scale / 2,
		top: Math.max(0, Math.min(highest, (top + bottom) / 2 - HEIGHT / scale / 2)),
		scale,
		width: WIDTH,
		height: HEIGHT,
		beyondX: WIDTH * 0.6,
		beyondY: HEIGHT * 0.3,
	};
}

/** Known so roughly that a pin would be a lie. */
function isVague({ radiusKm }: Dot): boolean {
	return radiusKm > 100;
}

function isCountry({ radiusKm }: Dot): boolean {
	return radiusKm >= COUNTRY_RADIUS_KM;
}

function unitRadius(dot: Dot): number {
	const { at } = dot;
	// Around the middle of a country the picture shows most of it.
	const radiusKm = isCountry(dot) ? dot.radiusKm * 4 : dot.radiusKm;
	return radiusKm / (EARTH_KM * Math.cos((at[0] * Math.PI) / 180));
}

function circleOf(dot: Dot, { scale }: View): number {
	return Math.round(unitRadius(dot) * scale);
}

interface Label {
	readonly text: string;
	readonly x: number;
	readonly y: number;
	readonly anchor: "start" | "end";
}

// As on a phone, where the letters are largest beside the picture.
const LETTER = 20;
const LINE = 44;

/** Names where they do not run into each other: the ends of the journey and the parcel first. */
function labelled(dots: readonly Dot[], view: View, titleOf: (dot: Dot) => string): Label[] {
	const rank = { here: 0, delivered: 0, destination: 1, origin: 2, stop: 3 } as const;
	const taken: (readonly [left: number, top: number, right: number, bottom: number])[] = [];
	const named: (readonly [text: string, x: number, y: number])[] = [];
	return [...dots]
		.sort((a, b) => rank[a.kind] - rank[b.kind])
		.flatMap((dot) => {
			const text = titleOf(dot);
			const [x, y] = placed(dot.at, view);
			// Two spots of one town, such as a depot and the door, that one name beside them serves.
			if (named.some((other) => other[0] === text && Math.hypot(other[1] - x, other[2] - y) < 2 * LINE)) return [];
			named.push([text, x, y]);
			const width = lettersWide(text) * LETTER;
			const anchor = x + width > WIDTH ? "end" : "start";
			const left = anchor === "start" ? x + 26 : x - 26 - width;
			const box = [left, y - LINE / 2, left + width, y + LINE / 2] as const;
			if (text === "" || taken.some((other) => overlap(other, box))) return [];
			taken.push(box);
			return [{ text, x: anchor === "start" ? x + 26 : x - 26, y: y + 10, anchor }];
		});
}

function overlap(a: readonly [number, number, number, number], b: readonly [number, number, number, number]): boolean {
	return a[0] < b[2] && b[0] < a[2] && a[1] < b[3] && b[1] < a[3];
}
