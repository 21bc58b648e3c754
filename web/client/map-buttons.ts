import type * as L from "leaflet";
import type { MapLabels } from "../map-data/shapes.ts";

/** As much of the frame as one press moves the map by. */
const STEP = 0.3;

/** Zoom and the four directions as buttons, for whoever cannot drag or pinch. `animate`: whether the map may glide. */
export function mapButtons(map: L.Map, labels: MapLabels, animate: boolean): HTMLElement {
	const pan = (x: number, y: number) => () => {
		const size = map.getSize();
		map.panBy([x * size.x * STEP, y * size.y * STEP], { animate });
	};
	const bar = document.createElement("div");
	bar.className = "map-buttons";
	bar.append(
		group(
			button(labels.zoomOut, "M5 12h14", () => map.zoomOut()),
			button(labels.zoomIn, "M5 12h14M12 5v14", () => map.zoomIn()),
		),
		group(
			button(labels.pan.left, "m14 6-6 6 6 6", pan(-1, 0)),
			button(labels.pan.up, "m6 14 6-6 6 6", pan(0, -1)),
			button(labels.pan.down, "m6 10 6 6 6-6", pan(0, 1)),
			button(labels.pan.right, "m10 6 6 6-6 6", pan(1, 0)),
		),
	);
	// A press on a button is none on the map below it.
	for (const event of ["click", "dblclick", "pointerdown", "mousedown", "touchstart"])
		bar.addEventListener(event, (pressed) => pressed.stopPropagation());
	return bar;
}

function group(...buttons: readonly HTMLElement[]): HTMLElement {
	const element = document.createElement("div");
	element.append(...buttons);
	return element;
}

function button(name: string, path: string, press: () => void): HTMLElement {
	const element = document.createElement("button");
	element.type = "button";
	element.title = name;
	element.setAttribute("aria-label", name);
	element.append(sign(path));
	element.addEventListener("click", press);
	return element;
}

const SVG = "http://www.w3.org/2000/svg";

/** A sign of 24 by 24. */
export function sign(path: string): SVGElement {
	const svg = document.createElementNS(SVG, "svg");
	svg.setAttribute("viewBox", "0 0 24 24");
	svg.setAttribute("aria-hidden", "true");
	const line = document.createElementNS(SVG, "path");
	line.setAttribute("d", path);
	svg.append(line);
	return svg;
}
