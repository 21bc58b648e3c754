import { createHash } from "node:crypto";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { brotliCompressSync, constants } from "node:zlib";
import { writePlaces } from "../gazetteer/write-places.ts";
import { gatherWorld } from "./gather-world.ts";

const LARGEST_BYTES = 8 * 1024 * 1024;
const file = join(import.meta.dirname, "../gazetteer/places.br");

const say = (line: string) => process.stderr.write(`${line}\n`);
const world = gatherWorld(say);
// Named after what it holds, so that a scan tells by which file it was placed.
const digest = createHash("sha256").update(writePlaces(world)).digest("hex");
const raw = writePlaces({ ...world, version: `places-${digest.slice(0, 12)}` });
const packed = brotliCompressSync(raw, {
	params: {
		[constants.BROTLI_PARAM_QUALITY]: 11,
		[constants.BROTLI_PARAM_LGWIN]: 24,
		[constants.BROTLI_PARAM_SIZE_HINT]: raw.byteLength,
	},
});
say(`${raw.byteLength} bytes, packed ${packed.byteLength}`);
if (packed.byteLength > LARGEST_BYTES) {
	throw new Error(`places.br would have ${packed.byteLength} bytes; it may have ${LARGEST_BYTES}.`);
}
writeFileSync(file, packed);
