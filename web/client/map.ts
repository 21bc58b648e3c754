import * as L from "leaflet";
import "leaflet/dist/leaflet.css";
import "./styles/live-map.css";
import { type Window, zoomOf } from "../map-data/mercator.ts";
import type { DrawnRoute, MapLabels, TilesOnMap } from "../map-data/shapes.ts";
import { baseMap } from "./base-map.ts";
import { mapButtons } from "./map-buttons.ts";
import { cellsOf, levelAt } from "./map-cells.ts";
import { placeNames } from "./place-names.ts";
import { layersOf, vanOf } from "./route-layers.ts";
import type { Tiles } from "./tiles.ts";

const PANES = { base: 200, tiles: 210, names: 450, route: 430, places: 460 } as const;
const NEAREST_ZOOM = 11;

export interface LiveMap {
	/** Reads the route again after a live update. */
	readonly redraw: () => void;
	/** Where the keyboard goes on when the button that started the map is gone. */
	readonly focus: () => void;
}

/** Fetches what the first view needs, so that it is there when the reader chooses the map. */
export async function prepareMap(frame: HTMLElement): Promise<void> {
	const { zoom, window } = pictureView(frame);
	await cellsOf(levelAt(Math.round(zoom)), window);
}

/** Turns the picture of the route into a map that moves, showing what the picture shows. */
export async function showMap(frame: HTMLElement): Promise<LiveMap> {
	const labels = JSON.parse(frame.dataset.labels ?? "{}") as MapLabels;
	const tileCode = frame.dataset.tiles ? import("./tiles.ts") : null;
	// Without it the bundled map is the map.
	tileCode?.catch(() => undefined);
	await prepareMap(frame);
	const holder = document.createElement("div");
	holder.className = "live-map";
	holder.dir = "ltr";
	frame.append(holder);
	const map = L.map(holder, {
		zoomControl: false,
		attributionControl: false,
		minZoom: 0,
		maxZoom: NEAREST_ZOOM,
		// The picture is of any size, and the map begins where it stands.
		zoomSnap: 0,
		wheelPxPerZoomLevel: 90,
		scrollWheelZoom: false,
		maxBounds: [
			[-86, -Infinity],
			[86, Infinity],
		],
		zoomAnimation: !wantsLessMotion(),
		fadeAnimation: false,
		inertia: !wantsLessMotion(),
	});
	holder.setAttribute("role", "application");
	holder.setAttribute("aria-label", labels.title);
	const buttons = mapButtons(map, labels, !wantsLessMotion());
	holder.append(buttons);
	for (const [name, order] of Object.entries(PANES)) {
		const pane = map.createPane(name);
		pane.style.zIndex = String(order);
		pane.style.pointerEvents = "none";
		// Heading, sentence and list below the map say the same in order; marks without it would be a riddle.
		pane.setAttribute("aria-hidden", "true");
	}
	giveWayToThePage(map, holder);

	let isOwnView = true;
	const followPicture = (): void => {
		const { center, zoom } = pictureView(frame);
		map.setView(center, zoom, { animate: map.getZoom() !== undefined && !wantsLessMotion() });
	};
	const { center, zoom } = pictureView(frame);
	map.setView(center, zoom, { animate: false });
	for (const event of ["pointerdown", "wheel", "keydown"])
		holder.addEventListener(
			event,
			() => {
				isOwnView = false;
			},
			// Before the buttons keep the press to themselves.
			{ capture: true, passive: true },
		);

	const drawn = L.layerGroup().addTo(map);
	const drawing = startDrawing(map, drawn, frame);
	const base = baseMap("base").addTo(map);
	let tiles: Tiles | null = null;
	const names = placeNames(map, "names", {
		route: drawing.route,
		buttons,
		choose: (towns, zoom) => tiles?.towns(towns, zoom) ?? towns,
	});
	matchMedia("(prefers-color-scheme: dark)").addEventListener("change", () => {
		base.redraw();
		tiles?.recolour();
	});
	await new Promise<void>((resolve) => base.once("load", () => resolve()));
	frame.classList.add("is-live");
	tileCode
		?.then(({ showTiles }) => showTiles(map, tilesOf(frame), { pane: "tiles", changed: names }))
		.then((shown) => {
			tiles = shown;
		})
		.catch(() => undefined);
	return {
		redraw: () => {
			drawing.redraw();
			// The reader's own view stays; the map's own follows the parcel, as the picture does.
			if (isOwnView) followPicture();
			names();
		},
		focus: () => holder.focus({ preventScroll: true }),
	};
}

function startDrawing(map: L.Map, drawn: L.LayerGroup, frame: HTMLElement) {
	let route = routeOf(frame);
	let van: L.Marker | null = null;
	const draw = (): void => {
		drawn.clearLayers();
		for (const layer of layersOf(route)) layer.addTo(drawn);
		const next = vanOf(route);
		if (van && next) glide(van, next.getLatLng());
		else {
			van?.remove();
			van = next?.addTo(map) ?? null;
		}
	};
	draw();
	return {
		route: () => route,
		redraw: () => {
			route = routeOf(frame);
			draw();
		},
	};
}

/** The van drives to its new place; styles/live-map.css says how, and not at all for those who want less motion. */
function glide(van: L.Marker, to: L.LatLng): void {
	const element = van.getElement();
	element?.classList.add("is-driving");
	van.setLatLng(to);
	// While the map itself moves, a mark that drives on its own would swim.
	element?.addEventListener("transitionend", () => element.classList.remove("is-driving"), { once: true });
}

function routeOf(frame: HTMLElement): DrawnRoute {
	return JSON.parse(frame.dataset.route ?? '{"past":[],"next":[],"dots":[],"others":[]}') as DrawnRoute;
}

function tilesOf(frame: HTMLElement): TilesOnMap {
	// What the server wrote, of the same type.
	return JSON.parse(frame.dataset.tiles ?? "") as TilesOnMap;
}

function wantsLessMotion(): boolean {
	return matchMedia("(prefers-reduced-motion: reduce)").matches;
}

/** What the picture shows in this frame: the server chose it, and wrote it beside the picture in units of the world. */
function pictureView(frame: HTMLElement): { center: L.LatLng; zoom: number; window: Window } {
	const picture = frame.querySelector<SVGSVGElement>("svg[data-view]");
	const [left = 0, top = 0, scale = 1] = (picture?.dataset.view ?? "").split(" ").map(Number);
	const { width = 1, height = 1 } = picture?.viewBox.baseVal ?? {};
	const pixels = Math.min(frame.clientWidth / width, frame.clientHeight / height) * scale;
	const x = left + width / scale / 2;
	const y = top + height / scale / 2;
	const [across, down] = [frame.clientWidth / pixels / 2, frame.clientHeight / pixels / 2];
	return {
		center: L.latLng(latitudeOf(y), x * 360 - 180),
		zoom: Math.min(NEAREST_ZOOM, zoomOf(pixels)),
		window: { left: x - across, top: y - down, right: x + across, bottom: y + down },
	};
}

function latitudeOf(y: number): number {
	return (Math.atan(Math.sinh(Math.PI * (1 - 2 * y))) * 180) / Math.PI;
}

/** A wheel that passes over the map moves the page, until the reader chose the map by a tap or the keyboard. */
function giveWayToThePage(map: L.Map, holder: HTMLElement): void {
	holder.addEventListener("focusin", () => map.scrollWheelZoom.enable());
	holder.addEventListener("focusout", () => map.scrollWheelZoom.disable());
	map.on("click", () => map.scrollWheelZoom.enable());
	map.on("mouseout", () => map.scrollWheelZoom.disable());
}
