import * as L from "leaflet";
import citiesUrl from "../map-data/cities.json?url";
import { decodeLine } from "../map-data/polyline.ts";
import type { CityFile, Dot } from "../map-data/shapes.ts";
import { lettersWide } from "../map-data/text-width.ts";
import townsUrl from "../map-data/towns.json?url";
import { readFile } from "./base-map.ts";

interface City {
	readonly name: string;
	readonly lat: number;
	readonly lng: number;
	readonly fromZoom: number;
	readonly size: number;
	readonly isCapital: boolean;
}

/** From here on the towns are wanted as well. */
const TOWNS_FROM_ZOOM = 6.5;
const MOST_NAMES = 90;

type Box = readonly [left: number, top: number, right: number, bottom: number];

/** Names of cities, the greater first, none over another nor over the parcel's own places. */
export async function placeNames(map: L.Map, pane: string, dots: () => readonly Dot[]): Promise<() => void> {
	const holder = map.getPane(pane);
	if (!holder) return () => {};
	let cities = citiesOf(await readFile<CityFile>(citiesUrl));
	let towns: Promise<void> | null = null;
	const draw = (): void => {
		holder.replaceChildren(...labelsOf(map, cities, dots()));
		if (map.getZoom() < TOWNS_FROM_ZOOM || towns) return;
		towns = readFile<CityFile>(townsUrl).then((file) => {
			cities = [...cities, ...citiesOf(file)];
			draw();
		});
	};
	map.on("moveend zoomend resize", draw);
	draw();
	return draw;
}

function citiesOf(file: CityFile): City[] {
	const places = decodeLine(file.places, file.perDegree);
	const capitals = new Set(file.capitals);
	return file.names.map((name, index) => ({
		name,
		lng: places[index * 2] ?? 0,
		lat: places[index * 2 + 1] ?? 0,
		fromZoom: Number.parseInt(file.fromZoom.charAt(index), 16),
		size: Number(file.size.charAt(index)),
		isCapital: capitals.has(index),
	}));
}

/** The parcel's own places first, at the side where there is room, then the cities that still fit. */
function labelsOf(map: L.Map, cities: readonly City[], dots: readonly Dot[]): HTMLElement[] {
	const frame = frameOf(map);
	const buttons: Box = [frame[0], frame[1], frame[0] + 58, frame[1] + 104];
	const spots = dots.map(({ at, kind }) => around(map.latLngToLayerPoint([at[0], at[1]]), kind === "here" ? 12 : 8));
	const taken: Box[] = [buttons, ...spots];
	const ranked = [...dots].sort((a, b) => RANK[a.kind] - RANK[b.kind]);
	const own = ranked
		.filter((dot, index) => !ranked.slice(0, index).some((other) => isSameTown(dot, other, map)))
		.flatMap((dot) => dotLabel(dot, map, frame, taken));
	const named = new Set(own.map(({ textContent }) => textContent));
	const unnamed = cities.filter(({ name }) => !named.has(name));
	return [...own, ...cityLabels(map, unnamed, frame, taken)];
}

/** Two spots of one town, such as a depot and the door, that one name beside them serves. */
function isSameTown(one: Dot, other: Dot, map: L.Map): boolean {
	if (one.label !== other.label) return false;
	const [from, to] = [one, other].map(({ at }) => map.latLngToLayerPoint([at[0], at[1]]));
	return from !== undefined && to !== undefined && from.distanceTo(to) < 40;
}

const RANK: Readonly<Record<Dot["kind"], number>> = { here: 0, delivered: 0, destination: 1, origin: 2, stop: 3 };

function frameOf(map: L.Map): Box {
	const corner = map.containerPointToLayerPoint([0, 0]);
	const { x, y } = map.getSize();
	return [corner.x, corner.y, corner.x + x, corner.y + y];
}

function around({ x, y }: L.Point, radius: number): Box {
	return [x - radius, y - radius, x + radius, y + radius];
}

function dotLabel({ at, label, kind }: Dot, map: L.Map, frame: Box, taken: Box[]): HTMLElement[] {
	if (label === "") return [];
	const { x, y } = map.latLngToLayerPoint([at[0], at[1]]);
	const width = lettersWide(label) * 8;
	const gap = kind === "here" || kind === "delivered" ? 14 : 10;
	const spots = [
		[x + gap, y - 9],
		[x - gap - width, y - 9],
		[x - width / 2, y - gap - 19],
		[x - width / 2, y + gap],
	] as const;
	for (const [left, top] of spots) {
		const box: Box = [left, top, left + width, top + 18];
		if (!within(box, frame) || taken.some((other) => meet(other, box))) continue;
		taken.push(box);
		const name = document.createElement("b");
		name.className = "dot-name";
		name.dir = "auto";
		name.textContent = label;
		L.DomUtil.setPosition(name, L.point(left, top).round());
		return [name];
	}
	return [];
}

function cityLabels(map: L.Map, cities: readonly City[], frame: Box, taken: Box[]): HTMLElement[] {
	const zoom = map.getZoom();
	const bounds = map.getBounds();
	const labels: HTMLElement[] = [];
	for (const city of cities) {
		if (labels.length >= MOST_NAMES) break;
		if (city.fromZoom > zoom + 0.6) continue;
		for (const turn of [-360, 0, 360, 720]) {
			const spot = L.latLng(city.lat, city.lng + turn);
			if (!bounds.contains(spot)) continue;
			const point = map.latLngToLayerPoint(spot);
			const box = boxOf(city, point);
			if (!within(box, frame) || taken.some((other) => meet(other, box))) continue;
			taken.push(box);
			labels.push(labelOf(city, point));
		}
	}
	return labels;
}

function boxOf({ name, size }: City, { x, y }: L.Point): Box {
	return [x - 6, y - 9, x + 14 + lettersWide(name) * (size >= 2 ? 7.6 : 6.6), y + 9];
}

function within(box: Box, frame: Box): boolean {
	return box[0] >= frame[0] && box[1] >= frame[1] && box[2] <= frame[2] && box[3] <= frame[3];
}

function meet(a: Box, b: Box): boolean {
	return a[0] < b[2] && b[0] < a[2] && a[1] < b[3] && b[1] < a[3];
}

function labelOf({ name, size, isCapital }: City, point: L.Point): HTMLElement {
	const label = document.createElement("span");
	label.className = `city city-${size}${isCapital ? " city-capital" : ""}`;
	label.append(document.createElement("i"), document.createTextNode(name));
	L.DomUtil.setPosition(label, point);
	return label;
}
