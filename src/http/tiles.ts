import { stat } from "node:fs/promises";
import type { ShownTiles } from "../../web/views/model.ts";
import type { TileOrigin } from "../../web/views/policy.ts";
import { Unavailable } from "../core/errors.ts";
import { openArchive, stampOf, type TileArchive } from "./tile-archive.ts";
import { creditParts } from "./tile-credit.ts";

/** Where the live map has its tiles from. */
export type TilesSetting =
	/** A PMTiles archive that the service itself serves; an absolute path. */
	| { readonly kind: "archive"; readonly file: string }
	/** With `{z}`, `{x}` and `{y}`, maybe `{r}`, none of them in the host. */
	| { readonly kind: "url"; readonly template: string };

/** What stands behind the live map where the operator brought tiles. */
export interface Tiles {
	/** For the page; changes when the archive does. */
	readonly shown: () => ShownTiles;
	/** Whom the page's policy lets in; null: nobody but ourselves. */
	readonly origin: TileOrigin | null;
	/**
	 * Uses the archive as it is now; null where tiles come from elsewhere. `use` begins its reading before it awaits
	 * anything, so that a file which is replaced meanwhile is not closed before. Throws Unavailable while it is written over.
	 */
	readonly withArchive: (<T>(use: (archive: TileArchive) => Promise<T>) => Promise<T>) | null;
	/** For the person who started the service. */
	readonly warnings: readonly string[];
	readonly close: () => Promise<void>;
}

export interface TilesInput {
	readonly setting: TilesSetting;
	/** Null: whom the archive names. */
	readonly credit: string | null;
	/** Told once of an archive that was replaced by one that cannot be read. */
	readonly onTrouble: (sentence: string) => void;
}

/** Rejects with a sentence when the archive is not there or cannot be read. */
export async function openTiles({ setting, credit, onTrouble }: TilesInput): Promise<Tiles> {
	if (setting.kind === "url") return elsewhere(setting.template, credit);
	const follow = await followArchive(setting.file, onTrouble);
	let [shown, of] = [shownOf(follow.known(), credit), follow.known()];
	return {
		shown: () => {
			const known = follow.known();
			if (known !== of) [shown, of] = [shownOf(known, credit), known];
			return shown;
		},
		origin: null,
		withArchive: follow.withArchive,
		warnings: warningsOf(shown),
		close: () => follow.known().close(),
	};
}

function shownOf({ map, version, attribution }: TileArchive, credit: string | null): ShownTiles {
	return { map: { ...map, url: `/tiles/${version}/{z}/{x}/{y}` }, credit: creditParts(credit ?? attribution) };
}

function warningsOf({ credit }: ShownTiles): readonly string[] {
	if (credit.length > 0) return [];
	return [
		"Warning: nobody is named on the map for the tiles of WAYLINE_TILES. Set WAYLINE_TILES_CREDIT to what their licence wants.",
	];
}

/** Nobody tells how deep they go: to where most do. What is nearer is drawn out of these. */
const DEEPEST = { raster: 18, vector: 14 } as const;

function elsewhere(template: string, credit: string | null): Tiles {
	const { origin, pathname } = new URL(template);
	const kind = /\.(?:mvt|pbf)$/i.test(pathname) ? "vector" : "raster";
	const map = { kind, url: template, minZoom: 0, maxZoom: DEEPEST[kind], bounds: null } as const;
	const shown = { map, credit: creditParts(credit ?? "") };
	return {
		shown: () => shown,
		origin: { directive: kind === "vector" ? "connect-src" : "img-src", origin },
		withArchive: null,
		warnings: warningsOf(shown),
		close: async () => {},
	};
}

/** Looks at the file before each tile: that costs less than the tile, and a replaced one is never mixed with the old. */
async function followArchive(file: string, onTrouble: (sentence: string) => void) {
	let open = await openArchive(file);
	let reopening: Promise<void> | null = null;
	/** The stamp of a file that could not be read. */
	let refused: string | null = null;

	const reopen = async (stamp: string): Promise<void> => {
		try {
			const next = await openArchive(file);
			const last = open;
			open = next;
			refused = null;
			await last.close();
		} catch (error) {
			if (refused === null) onTrouble(error instanceof Error ? error.message : String(error));
			refused = stamp;
		}
	};

	const withArchive = async <T>(use: (archive: TileArchive) => Promise<T>): Promise<T> => {
		const stamp = await stat(file).then(stampOf, () => null);
		if (stamp === null || stamp === open.stamp) return use(open);
		if (stamp !== refused) {
			reopening ??= reopen(stamp).finally(() => {
				reopening = null;
			});
			await reopening;
		}
		// One that was moved away reads as before; one that is written over does not.
		if (refused !== null && (await open.stampNow()) !== open.stamp)
			throw new Unavailable("The map's tiles are being replaced. Ask again in a moment.");
		return use(open);
	};
	return { known: () => open, withArchive };
}
