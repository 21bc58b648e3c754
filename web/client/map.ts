import * as L from "leaflet";
import "leaflet/dist/leaflet.css";
import "./styles/live-map.css";
import { COUNTRY_RADIUS_KM, type Dot, type DrawnRoute } from "../map-data/shapes.ts";
import { baseMap } from "./base-map.ts";
import { placeNames } from "./place-names.ts";
import { smoothLine } from "./smooth-line.ts";

interface Labels {
	readonly title: string;
	readonly zoomIn: string;
	readonly zoomOut: string;
}

const PANES = { base: 200, names: 450, route: 430, places: 460 } as const;

/** Turns the picture of the route into a map that moves. `redraw` reads the route again after a live update. */
export async function showMap(frame: HTMLElement): Promise<{ redraw: () => void }> {
	const labels = JSON.parse(frame.dataset.labels ?? "{}") as Labels;
	const holder = document.createElement("div");
	holder.className = "live-map";
	frame.append(holder);
	const map = L.map(holder, {
		zoomControl: false,
		attributionControl: false,
		minZoom: 1,
		maxZoom: 10,
		zoomSnap: 0.25,
		wheelPxPerZoomLevel: 90,
		scrollWheelZoom: false,
		dragging: !L.Browser.mobile,
		maxBounds: [
			[-86, -Infinity],
			[86, Infinity],
		],
		zoomAnimation: !wantsLessMotion(),
		fadeAnimation: !wantsLessMotion(),
		inertia: !wantsLessMotion(),
	});
	holder.setAttribute("role", "application");
	holder.setAttribute("aria-label", labels.title);
	L.control.zoom({ zoomInTitle: labels.zoomIn, zoomOutTitle: labels.zoomOut }).addTo(map);
	for (const [name, order] of Object.entries(PANES)) {
		const pane = map.createPane(name);
		pane.style.zIndex = String(order);
		pane.style.pointerEvents = "none";
		pane.setAttribute("aria-hidden", "true");
	}
	giveWayToThePage(map, holder);

	const drawn = L.layerGroup().addTo(map);
	let route = routeOf(frame);
	const draw = (): void => {
		route = routeOf(frame);
		drawn.clearLayers();
		for (const layer of layersOf(route)) layer.addTo(drawn);
		showWhole(map, route);
	};
	draw();
	const base = await baseMap("base");
	base.addTo(map);
	const names = await placeNames(map, "names", () => route.dots);
	matchMedia("(prefers-color-scheme: dark)").addEventListener("change", () => base.redraw());
	frame.classList.add("is-live");
	map.invalidateSize();
	showWhole(map, route);
	return {
		redraw: () => {
			draw();
			names();
		},
	};
}

function routeOf(frame: HTMLElement): DrawnRoute {
	return JSON.parse(frame.dataset.route ?? '{"past":[],"next":[],"dots":[]}') as DrawnRoute;
}

function wantsLessMotion(): boolean {
	return matchMedia("(prefers-reduced-motion: reduce)").matches;
}

/** A wheel or a finger that passes over the map moves the page, until the reader chose the map by a tap or the keyboard. */
function giveWayToThePage(map: L.Map, holder: HTMLElement): void {
	holder.addEventListener("focusin", () => map.scrollWheelZoom.enable());
	holder.addEventListener("focusout", () => map.scrollWheelZoom.disable());
	map.on("click", () => {
		map.scrollWheelZoom.enable();
		map.dragging.enable();
	});
	map.on("mouseout", () => map.scrollWheelZoom.disable());
}

/** The zoom buttons, a gap, and half of the parcel's own mark with its halo. */
const LEFT_OF_ROUTE = 90;

function showWhole(map: L.Map, { past, next, dots }: DrawnRoute): void {
	const bounds = L.latLngBounds([]);
	for (const [lat, lng] of [...past.flat(), ...next]) bounds.extend([lat, lng]);
	for (const { at, radiusKm } of dots) {
		// Around the middle of a country the map shows most of it.
		const metres = radiusKm >= COUNTRY_RADIUS_KM ? radiusKm * 10_000 : Math.max(20, radiusKm) * 2500;
		bounds.extend(L.latLng(at[0], at[1]).toBounds(metres));
	}
	if (bounds.isValid())
		map.fitBounds(bounds, {
			paddingTopLeft: [LEFT_OF_ROUTE, 34],
			paddingBottomRight: [34, 34],
			maxZoom: 8.5,
			animate: false,
		});
}

function layersOf({ past, next, dots }: DrawnRoute): L.Layer[] {
	const line = (points: DrawnRoute["next"], className: string, more: L.PolylineOptions = {}) =>
		smoothLine(
			points.map(([lat, lng]) => L.latLng(lat, lng)),
			{ pane: "route", interactive: false, className, lineCap: "round", ...more },
		);
	return [
		...(next.length > 1 ? [line(next, "route-next", { weight: 3, dashArray: "2 8" })] : []),
		...past.map((leg) => line(leg, "route-edge", { weight: 7 })),
		...past.map((leg) => line(leg, "route-past", { weight: 3.5 })),
		...dots.flatMap(dotLayers),
	];
}

function dotLayers({ at, kind, radiusKm }: Dot): L.Layer[] {
	const spot = L.latLng(at[0], at[1]);
	const isLast = kind === "here" || kind === "delivered";
	// Known so roughly that a pin would be a lie.
	const isVague = isLast && radiusKm > 100;
	return [
		...(isLast && radiusKm > 0 && radiusKm < COUNTRY_RADIUS_KM
			? [
					L.circle(spot, {
						pane: "route",
						radius: radiusKm * 1000,
						interactive: false,
						className: isVague ? "circle circle-vague" : "circle",
					}),
				]
			: []),
		...(isVague ? [] : [pin(spot, kind, isLast)]),
	];
}

function pin(spot: L.LatLng, kind: Dot["kind"], isLast: boolean): L.Marker {
	const sizePx = isLast ? 20 : 13;
	const icon = L.divIcon({ className: `spot spot-${kind}`, iconSize: [sizePx, sizePx] });
	return L.marker(spot, {
		pane: "places",
		interactive: false,
		keyboard: false,
		icon,
		zIndexOffset: isLast ? 10_000 : 0,
	});
}
