import {
	around,
	type Box,
	type LaidOut,
	type Letters,
	layOutNames,
	type Marked,
	type OwnName,
} from "../map-data/lay-out-names.ts";
import { BESIDE_PX, MARK_PATHS } from "../map-data/marks.ts";
import type { Dot, DrawnRoute, Point } from "../map-data/shapes.ts";
import type { Town as TownOfMap } from "../map-data/unit-cell.ts";
import { cropMap, type View } from "./land-crop.ts";
import { circleOf, isCountry, PICTURE, placed, unitOf, viewOf } from "./picture-view.ts";

/** The route as a picture: what stands until the reader wants to move the map, without JavaScript, and on paper. */
export function MapPicture({ route, titleOf }: { route: DrawnRoute; titleOf: (dot: Dot) => string }) {
	const { width, height } = PICTURE;
	const view = viewOf(route);
	const { towns, ...shapes } = cropMap(view);
	const line = (points: readonly Point[]) => lineOf(points, view);
	const past = route.past.map(line).join("");
	const next = route.next.length > 1 ? line(route.next) : "";
	const others = route.others.flatMap((other) => other.past.map(line)).join("");
	const names = namesOf(route, towns, view, titleOf);
	return (
		<svg
			class="map-picture"
			viewBox={`0 0 ${width} ${height}`}
			data-view={[view.left, view.top, view.scale].join(" ")}
			aria-hidden="true"
			focusable="false"
		>
			<path class="land" d={shapes.land} />
			{shapes.rivers && <path class="rivers" d={shapes.rivers} />}
			{shapes.lakes && <path class="lakes" d={shapes.lakes} />}
			{shapes.regions && <path class="regions" d={shapes.regions} />}
			<path class="borders" d={shapes.borders} />
			{others && <path class="route-other" d={others} />}
			{next && <path class="route-next" d={next} />}
			{past && <path class="route-edge" d={past} />}
			{past && <path class="route-past" d={past} />}
			{names.towns.map((town) => (
				<Town town={town} />
			))}
			{route.dots.map((dot) => (
				<Circle dot={dot} view={view} />
			))}
			{route.dots.map((dot) => isLast(dot) || <Mark dot={dot} view={view} />)}
			{route.others.map(({ mark, at, beside }) => (
				<g class="mark mark-other" transform={moved(at, view)}>
					<g class={`beside-${beside}`}>
						<circle />
						<text>{mark}</text>
					</g>
				</g>
			))}
			{route.dots.map((dot) => isLast(dot) && !isVague(dot) && <Mark dot={dot} view={view} />)}
			{names.own.map(({ kind, name, x, y, side }) => (
				<g class={`own own-${side} by-${kind}`} transform={`translate(${x} ${y})`}>
					<text>{name}</text>
				</g>
			))}
		</svg>
	);
}

function Town({ town: { name, x, y, size, isCapital, shown } }: { town: ShownTown }) {
	const classes = ["town", `town-${size}`, ...(isCapital ? ["town-capital"] : []), ...(shown ? [shown] : [])];
	return (
		<g class={classes.join(" ")} transform={`translate(${x} ${y})`}>
			<circle />
			<text>{name}</text>
		</g>
	);
}

/** The parcel is known to be somewhere in it. */
function Circle({ dot, view }: { dot: Dot; view: View }) {
	const radius = circleOf(dot, view);
	if (!isLast(dot) || isCountry(dot) || radius <= 16) return null;
	const [x, y] = placed(dot.at, view);
	return <circle class={isVague(dot) ? "circle circle-vague" : "circle"} cx={x} cy={y} r={radius} />;
}

function Mark({ dot, view }: { dot: Dot; view: View }) {
	const sign = dot.kind === "van" || dot.kind === "pickup" ? MARK_PATHS[dot.kind] : null;
	return (
		<g class={`mark mark-${dot.kind}`} transform={moved(dot.at, view)}>
			<circle />
			{sign && <path d={sign} />}
		</g>
	);
}

/** Finer than the land: a long arc of whole units would tremble. */
function lineOf(points: readonly Point[], { left, top, scale }: View): string {
	const tenths = (length: number) => Math.round(length * scale * 10) / 10;
	return `M${points
		.map(unitOf)
		.map(([x, y]) => `${tenths(x - left)} ${tenths(y - top)}`)
		.join("L")}`;
}

function moved(at: Point, view: View): string {
	return `translate(${placed(at, view).join(" ")})`;
}

function isLast({ kind }: Dot): boolean {
	return kind === "here" || kind === "delivered" || kind === "van" || kind === "pickup";
}

/** Known so roughly that a pin would be a lie. */
function isVague({ radiusKm }: Dot): boolean {
	return radiusKm > 100;
}

type ShownTown = TownOfMap & { readonly shown: "" | "when-roomy" | "when-wide" };

interface Names {
	readonly own: readonly OwnName[];
	readonly towns: readonly ShownTown[];
}

// Units of the picture for a pixel of the screen, as styles/map-picture.css has them: on a phone, and where there is room.
const SMALL = 3;
const ROOMY = 1.9;
const MARK_PX: Readonly<Record<Dot["kind"], number>> = {
	van: 15,
	pickup: 15,
	here: 11,
	delivered: 11,
	destination: 7,
	origin: 7,
	stop: 7,
};
/** Beside a picture of its own shape a wide frame shows this much more at either side. */
const WIDE = 240;
const MOST_TOWNS = { small: 26, roomy: 34, wide: 16 } as const;

/** First the names that fit on a phone; then those that find room between them when the frame is larger, or wider. */
function namesOf(route: DrawnRoute, towns: readonly TownOfMap[], view: View, titleOf: (dot: Dot) => string): Names {
	const { width, height } = view;
	const whole: Box = [0, 0, width, height];
	const small = layOutNames(
		marksOf(route.dots, view, SMALL, titleOf),
		towns,
		whole,
		besides(route, view, SMALL),
		lettersAt(SMALL),
		MOST_TOWNS.small,
	);
	const named = new Set([...small.towns, ...small.own].map(({ name }) => name));
	const rest = towns.filter(({ name }) => !named.has(name));
	const unnamed = (perPx: number) => marksOf(route.dots, view, perPx, () => "");
	const wide = layOutNames(
		unnamed(SMALL),
		rest.filter(({ x }) => x < 0 || x > width),
		[-WIDE, 0, width + WIDE, height],
		[...besides(route, view, SMALL), ...boxesOf(small, SMALL)],
		lettersAt(SMALL),
		MOST_TOWNS.wide,
	);
	const roomy = layOutNames(
		unnamed(ROOMY),
		rest,
		whole,
		[...besides(route, view, ROOMY), ...boxesOf(small, ROOMY), ...boxesOf(wide, ROOMY)],
		lettersAt(ROOMY),
		MOST_TOWNS.roomy,
	);
	const shownAs = ({ towns: laidOut }: LaidOut<TownOfMap>, shown: ShownTown["shown"]) =>
		laidOut.map((town) => ({ ...town, shown }));
	return {
		own: small.own,
		towns: [...shownAs(small, ""), ...shownAs(wide, "when-wide"), ...shownAs(roomy, "when-roomy")],
	};
}

function marksOf(dots: readonly Dot[], view: View, perPx: number, titleOf: (dot: Dot) => string): Marked[] {
	return dots.map((dot) => {
		const [x, y] = placed(dot.at, view);
		return { kind: dot.kind, name: titleOf(dot), x, y, radius: MARK_PX[dot.kind] * perPx };
	});
}

/** The other parcels' marks, and the button that brings the map to life. */
function besides({ others }: DrawnRoute, view: View, perPx: number): Box[] {
	const marks = others.map(({ at, beside }) => {
		const [x, y] = placed(at, view);
		const [right, up] = BESIDE_PX[beside];
		return around(x + right * perPx, y - up * perPx, 9 * perPx);
	});
	return [...marks, [0, view.height - 56 * perPx, 150 * perPx, view.height]];
}

/** What the names take when they are drawn smaller than they were laid out. */
function boxesOf({ own, towns }: LaidOut<TownOfMap>, perPx: number): Box[] {
	const shrunk = (box: Box, x: number, y: number): Box => {
		const share = perPx / SMALL;
		return [x + (box[0] - x) * share, y + (box[1] - y) * share, x + (box[2] - x) * share, y + (box[3] - y) * share];
	};
	return [...towns.map(({ box, x, y }) => shrunk(box, x, y)), ...own.map(({ box, x, y }) => shrunk(box, x, y))];
}

function lettersAt(perPx: number): Letters {
	const letter = (widePx: number, highPx: number) => ({ wide: widePx * perPx, high: highPx * perPx });
	return { own: letter(7.6, 18), great: letter(6.9, 17), small: letter(6.1, 16) };
}
