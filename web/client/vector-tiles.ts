import { type Flavor, namedFlavor } from "@protomaps/basemaps";
import type * as L from "leaflet";
import type { PMTiles } from "pmtiles";
import { type Feature, labelRules, leafletLayer, paintRules, type View, type Zxy } from "protomaps-leaflet";
import type { TilesOnMap } from "../map-data/shapes.ts";
import type { Town } from "../map-data/unit-cell.ts";
import { type Drawn, keyOf, type TileLayer } from "./drawn-tiles.ts";

/** A tile is 512 pixels wide on the map: two across stand for one of the next zoom. */
const TILE_PX = 512;
/** How far beyond their own zooms they are still drawn: lines stay sharp, but a coast becomes a polygon. */
const STRETCH = 4;
const MOST_LETTERS = 60;
const KEPT = 256;

/** The layer as protomaps-leaflet makes it. */
interface DrawnLayer extends L.GridLayer {
	views: Map<string, View>;
	paintRules: ReturnType<typeof paintRules>;
	labelRules: ReturnType<typeof labelRules>;
	clearLayout(): void;
	rerenderTiles(): void;
}

/**
 * Tiles in the schema of Protomaps, in the page's colours and, where they have it, its language. Towns are not drawn but
 * handed over, because they have to make room for the parcel's own names. What is no tile leaves the bundled map in sight.
 */
export function vectorTiles({ url, minZoom, maxZoom }: TilesOnMap, options: L.GridLayerOptions): TileLayer {
	const locale = new Intl.Locale(document.documentElement.lang || "en").maximize();
	// Of Chinese, the script has a name of its own.
	const language = locale.language === "zh" ? `zh-${locale.script}` : locale.language;
	const rules = () => rulesOf(language);
	const layer = leafletLayer({
		...options,
		...(minZoom > 0 && { minZoom: minZoom + 1 }),
		maxZoom: maxZoom + STRETCH,
		maxDataZoom: maxZoom,
		lang: locale.language,
		devicePixelRatio: Math.min(devicePixelRatio || 1, 2),
		attribution: "",
		url: archiveAt(url),
		...rules(),
	} as Parameters<typeof leafletLayer>[0]) as unknown as DrawnLayer;
	const drawn: Drawn = new Map();
	for (const { tileCache } of layer.views.values()) {
		const { source } = tileCache;
		tileCache.source = {
			get: async (at, tilePx) => {
				const features = await source.get(at, tilePx);
				// In another schema nothing of them is drawn.
				if (features.has("earth") || features.has("water"))
					keep(drawn, at, townsIn(features.get("places") ?? [], at, language));
				return features;
			},
		};
	}
	return {
		layer,
		nearest: maxZoom + STRETCH,
		drawn,
		tileZoom: (zoom) => Math.max(minZoom, Math.min(maxZoom, Math.round(zoom) - 1)),
		recolour: () => {
			Object.assign(layer, rules());
			layer.clearLayout();
			layer.rerenderTiles();
		},
	};
}

/** What the library takes for an archive: it asks for a tile and is given its bytes. */
function archiveAt(template: string): PMTiles {
	const getZxy = async (z: number, x: number, y: number, signal?: AbortSignal) => {
		const url = template.replace("{z}", `${z}`).replace("{x}", `${x}`).replace("{y}", `${y}`).replace("{r}", "");
		const answer = await fetch(url, {
			...(signal && { signal }),
			referrerPolicy: "no-referrer",
		});
		if (answer.status === 204 || answer.status === 404) return undefined;
		if (!answer.ok) throw new Error(`A tile of the map answered ${answer.status}.`);
		return { data: await answer.arrayBuffer() };
	};
	// All that the library calls of it.
	return { getZxy } as unknown as PMTiles;
}

function keep(drawn: Drawn, { z, x, y }: Zxy, towns: readonly Town[]): void {
	drawn.set(keyOf(z, x, y), towns);
	const [oldest] = drawn.keys();
	if (drawn.size > KEPT && oldest !== undefined) drawn.delete(oldest);
}

function townsIn(features: readonly Feature[], { z, x, y }: Zxy, language: string): readonly Town[] {
	return features.flatMap(({ props, geom }) => {
		const name = [props[`name:${language}`], props.name].find((text) => typeof text === "string" && text !== "");
		const point = geom[0]?.[0];
		// Names of the neighbouring tile reach into this one.
		const isWithin = point && point.x >= 0 && point.y >= 0 && point.x < TILE_PX && point.y < TILE_PX;
		if (props.kind !== "locality" || typeof name !== "string" || !isWithin) return [];
		return [
			{
				name: name.slice(0, MOST_LETTERS),
				x: (x + point.x / TILE_PX) / 2 ** z,
				y: (y + point.y / TILE_PX) / 2 ** z,
				fromZoom: typeof props.min_zoom === "number" ? props.min_zoom : 0,
				size: sizeOf(props.population_rank),
				isCapital: props.capital === "yes",
			},
		];
	});
}

/** From the rank of Protomaps, whose steps are of people: 9 from 200,000, 11 a million, 12 five million. */
function sizeOf(rank: unknown): number {
	if (typeof rank !== "number") return 0;
	return [9, 11, 12].filter((from) => rank >= from).length;
}

function rulesOf(language: string): Pick<DrawnLayer, "paintRules" | "labelRules"> {
	const flavour = flavourOf();
	return {
		paintRules: paintRules(flavour),
		labelRules: labelRules(flavour, language).filter(({ dataLayer }) => dataLayer !== "places"),
	};
}

/** The page's own colours, so that no seam shows where the bundled map goes on. */
function flavourOf(): Flavor {
	const style = getComputedStyle(document.querySelector(".map") ?? document.documentElement);
	const colour = (name: string) => style.getPropertyValue(`--${name}`).trim();
	const [land, green, wood, built, road, name, halo] = [
		colour("map-land"),
		colour("tile-green"),
		colour("tile-wood"),
		colour("tile-built"),
		colour("tile-road"),
		colour("map-name"),
		colour("map-halo"),
	];
	const { landcover: _, ...named } = namedFlavor(matchMedia("(prefers-color-scheme: dark)").matches ? "dark" : "light");
	return {
		...named,
		earth: land,
		water: colour("map-lake"),
		park_a: green,
		park_b: green,
		scrub_a: green,
		scrub_b: green,
		zoo: green,
		wood_a: wood,
		wood_b: wood,
		glacier: colour("map-halo"),
		sand: land,
		beach: land,
		pedestrian: land,
		pier: land,
		hospital: built,
		industrial: built,
		school: built,
		aerodrome: built,
		buildings: colour("tile-building"),
		runway: road,
		major: road,
		railway: colour("tile-rail"),
		boundaries: colour("map-border"),
		roads_label_minor: name,
		roads_label_minor_halo: halo,
		roads_label_major: name,
		roads_label_major_halo: halo,
		ocean_label: colour("tile-water-name"),
	};
}
