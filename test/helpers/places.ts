import { existsSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { openPlaces } from "../../src/geo/files/open-places.ts";
import type { Places } from "../../src/geo/places.ts";

const root = join(import.meta.dirname, "../..");
let opened: Places | null = null;

/** The real gazetteer, read once a test file, with nothing imported. */
export function testPlaces(): Places {
	const built = join(root, "dist/places.bin");
	const file = existsSync(built) ? built : join(root, "src/geo/gazetteer/places.br");
	opened ??= openPlaces(file, join(tmpdir(), "wayline-without-imports"));
	return opened;
}
