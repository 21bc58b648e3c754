import * as L from "leaflet";
import { BESIDE_PX, MARK_PATHS } from "../map-data/marks.ts";
import { COUNTRY_RADIUS_KM, type Dot, type DrawnRoute, type OtherRoute, type Point } from "../map-data/shapes.ts";
import { sign } from "./map-buttons.ts";
import { MARK_RADIUS } from "./place-names.ts";
import { smoothLine } from "./smooth-line.ts";

/** Everything of the parcel and of its order on the map but the van, which moves. */
export function layersOf({ past, next, dots, others }: DrawnRoute): L.Layer[] {
	return [
		...others.flatMap((other) => other.past.map((leg) => line(leg, "route-other", { weight: 1.6 }))),
		...(next.length > 1 ? [line(next, "route-next", { weight: 3, dashArray: "1 8" })] : []),
		...past.map((leg) => line(leg, "route-edge", { weight: 7 })),
		...past.map((leg) => line(leg, "route-past", { weight: 3.5 })),
		...others.map(otherMark),
		...dots.flatMap((dot) => (dot.kind === "van" ? [] : dotLayers(dot))),
	];
}

/** The courier's van, if it is out; the marker may be moved. */
export function vanOf({ dots }: DrawnRoute): L.Marker | null {
	const van = dots.find(({ kind }) => kind === "van");
	return van ? mark(van) : null;
}

function line(points: readonly Point[], className: string, more: L.PolylineOptions): L.Polyline {
	return smoothLine(
		points.map(([lat, lng]) => L.latLng(lat, lng)),
		{ pane: "route", interactive: false, className, lineCap: "round", ...more },
	);
}

function dotLayers(dot: Dot): L.Layer[] {
	const { at, kind, radiusKm } = dot;
	const isLast = kind === "here" || kind === "delivered" || kind === "pickup";
	// Known so roughly that a pin would be a lie.
	const isVague = isLast && radiusKm > 100;
	return [
		...(isLast && radiusKm > 0 && radiusKm < COUNTRY_RADIUS_KM
			? [
					L.circle(L.latLng(at[0], at[1]), {
						pane: "route",
						radius: radiusKm * 1000,
						interactive: false,
						className: isVague ? "circle circle-vague" : "circle",
					}),
				]
			: []),
		...(isVague ? [] : [mark(dot)]),
	];
}

const ORDER: Readonly<Record<Dot["kind"], number>> = {
	stop: 0,
	origin: 100,
	destination: 1_000,
	delivered: 10_000,
	here: 10_000,
	pickup: 10_000,
	van: 20_000,
};

function mark({ at, kind }: Dot): L.Marker {
	const size = 2 * MARK_RADIUS[kind];
	const path = kind === "van" || kind === "pickup" ? MARK_PATHS[kind] : null;
	const icon = L.divIcon({
		className: `spot spot-${kind}`,
		iconSize: [size, size],
		...(path && { html: wrapped(sign(path)) }),
	});
	return L.marker(L.latLng(at[0], at[1]), {
		pane: "places",
		interactive: false,
		keyboard: false,
		icon,
		zIndexOffset: ORDER[kind],
	});
}

function otherMark({ mark: letter, at, beside }: OtherRoute): L.Marker {
	const [right, up] = BESIDE_PX[beside];
	const text = document.createElement("span");
	text.textContent = letter;
	return L.marker(L.latLng(at[0], at[1]), {
		pane: "places",
		interactive: false,
		keyboard: false,
		icon: L.divIcon({ className: "spot spot-other", iconSize: [18, 18], iconAnchor: [9 - right, 9 + up], html: text }),
		zIndexOffset: 5_000,
	});
}

/** Leaflet's types take an element of HTML alone. */
function wrapped(svg: SVGElement): HTMLElement {
	const holder = document.createElement("span");
	holder.append(svg);
	return holder;
}
