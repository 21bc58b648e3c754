import * as L from "leaflet";
import { around, type Box, type Letters, layOutNames, type Named } from "../map-data/lay-out-names.ts";
import { BESIDE_PX } from "../map-data/marks.ts";
import { unitX, unitY, type Window } from "../map-data/mercator.ts";
import type { Dot, DrawnRoute } from "../map-data/shapes.ts";
import type { Town } from "../map-data/unit-cell.ts";
import { cellsOf, levelAt } from "./map-cells.ts";

const MOST_NAMES = 90;

/** In pixels, as styles/live-map.css has them. */
const LETTERS: Letters = {
	own: { wide: 7.8, high: 18 },
	great: { wide: 7.4, high: 17 },
	small: { wide: 6.4, high: 16 },
};

/** Half the width of a mark on the live map, in pixels. */
export const MARK_RADIUS: Readonly<Record<Dot["kind"], number>> = {
	van: 16,
	pickup: 16,
	here: 11,
	delivered: 11,
	destination: 8,
	origin: 7,
	stop: 7,
};

interface TownOnMap extends Named {
	readonly isCapital: boolean;
}

interface Names {
	readonly route: () => DrawnRoute;
	/** They keep their room. */
	readonly buttons: HTMLElement;
	/** Which towns are named at a zoom, of those of the bundled map. */
	readonly choose: (bundled: readonly Town[], zoom: number) => readonly Town[];
}

/** Names of towns, the greater first, none over another nor over the parcel's own places, nor under the buttons. */
export function placeNames(map: L.Map, pane: string, { route, buttons, choose }: Names): () => void {
	const holder = map.getPane(pane);
	if (!holder) return () => {};
	let latest = 0;
	const draw = (): void => {
		const turn = ++latest;
		void townsIn(map, choose).then((towns) => {
			// The map went on meanwhile, and with it a later call.
			if (turn === latest) holder.replaceChildren(...labelsOf(map, route(), towns, buttons));
		});
	};
	map.on("moveend zoomend resize", draw);
	draw();
	return draw;
}

async function townsIn(map: L.Map, choose: Names["choose"]): Promise<readonly TownOnMap[]> {
	const zoom = map.getZoom();
	const bounds = map.getBounds();
	const window = {
		left: unitX(bounds.getWest()),
		top: unitY(bounds.getNorth()),
		right: unitX(bounds.getEast()),
		bottom: unitY(bounds.getSouth()),
	};
	const cells = await cellsOf(levelAt(zoom), window);
	const towns = cells.flatMap((cell) => cell.towns);
	return choose(towns, zoom)
		.filter(({ fromZoom }) => fromZoom <= Math.max(2, zoom + 0.6))
		.sort((a, b) => a.fromZoom - b.fromZoom || b.size - a.size)
		.flatMap((town) => shownAt(town, map, window));
}

/** Once for each of the worlds beside each other that the map shows. */
function shownAt({ name, x, y, size, isCapital }: Town, map: L.Map, { left, right }: Window): TownOnMap[] {
	const world = 256 * 2 ** map.getZoom();
	const corner = map.getPixelOrigin();
	const first = Math.ceil(left - x);
	const last = Math.floor(right - x);
	return Array.from({ length: Math.max(0, last - first + 1) }, (_, index) => ({
		name,
		x: Math.round((x + first + index) * world) - corner.x,
		y: Math.round(y * world) - corner.y,
		size,
		isCapital,
	}));
}

function labelsOf(
	map: L.Map,
	{ dots, others }: DrawnRoute,
	towns: readonly TownOnMap[],
	buttons: HTMLElement,
): HTMLElement[] {
	const corner = map.containerPointToLayerPoint([0, 0]);
	const { x: width, y: height } = map.getSize();
	const frame: Box = [corner.x, corner.y, corner.x + width, corner.y + height];
	const marks = dots.map((dot) => {
		const { x, y } = map.latLngToLayerPoint(dot.at as [number, number]);
		return { kind: dot.kind, name: dot.label, x, y, radius: MARK_RADIUS[dot.kind] };
	});
	const taken = [
		...others.map(({ at, beside }): Box => {
			const { x, y } = map.latLngToLayerPoint(at as [number, number]);
			const [right, up] = BESIDE_PX[beside];
			return around(x + right, y - up, 9);
		}),
		boxOf(buttons, map),
	];
	const { own, towns: named } = layOutNames(marks, towns, frame, taken, LETTERS, MOST_NAMES);
	return [
		...named.map(townLabel),
		...own.map(({ name, box }) => {
			const label = document.createElement("b");
			label.className = "dot-name";
			label.dir = "auto";
			label.textContent = name;
			L.DomUtil.setPosition(label, L.point(box[0], box[1]).round());
			return label;
		}),
	];
}

/** In the layer's own points, with a little room around it. */
function boxOf(element: HTMLElement, map: L.Map): Box {
	const frame = map.getContainer().getBoundingClientRect();
	const { left, top, right, bottom } = element.getBoundingClientRect();
	const from = map.containerPointToLayerPoint([left - frame.left - 4, top - frame.top - 4]);
	return [from.x, from.y, from.x + right - left + 8, from.y + bottom - top + 8];
}

function townLabel({ name, size, isCapital, x, y }: TownOnMap): HTMLElement {
	const label = document.createElement("span");
	label.className = `city city-${size}${isCapital ? " city-capital" : ""}`;
	label.dir = "auto";
	label.append(document.createElement("i"), document.createTextNode(name));
	L.DomUtil.setPosition(label, L.point(x, y));
	return label;
}
