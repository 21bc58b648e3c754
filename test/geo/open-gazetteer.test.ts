import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { brotliDecompressSync } from "node:zlib";
import { afterAll, beforeAll, expect, test } from "vitest";
import { importPlaces } from "../../src/geo/files/import-file.ts";
import { openGazetteer, withFile } from "../../src/geo/files/open-gazetteer.ts";
import { BadPlacesFile } from "../../src/geo/gazetteer/format.ts";

const packed = join(import.meta.dirname, "../../src/geo/gazetteer/places.br");
const LARGEST_BYTES = 8 * 1024 * 1024;
let directory = "";

beforeAll(async () => {
	directory = await mkdtemp(join(tmpdir(), "places-"));
	await writeFile(join(directory, "places.bin"), brotliDecompressSync(await readFile(packed)));
});
afterAll(() => rm(directory, { recursive: true }));

test("the file in the repository stays small", async () => {
	expect((await readFile(packed)).byteLength).toBeLessThanOrEqual(LARGEST_BYTES);
});

test("packed and unpacked, the file answers alike", () => {
	const [one, other] = [openGazetteer({ built: packed }), openGazetteer({ built: join(directory, "places.bin") })];
	expect(one.version).toMatch(/^places-[0-9a-f]{12}$/);
	expect(other.version).toBe(one.version);
	expect(other.named("koln")).toEqual(one.named("koln"));
});

test("a user's file is laid over the built one", async () => {
	const dump = join(directory, "XK.txt");
	await writeFile(dump, "XK\t10000\tPrishtinë\t\t\t\t\t\t\t42.6629\t21.1655\t6\n");
	const gazetteer = openGazetteer({ built: packed });
	const { file } = await withFile(dump, (source) => importPlaces({ version: "XK.txt", source, gazetteer }));
	const imported = join(directory, "XK.places");
	await writeFile(imported, file);
	const both = openGazetteer({ built: packed, imported: [imported] });
	expect(both.postcode("XK", "10000")).toMatchObject({ matched: 5, zone: "Europe/Belgrade" });
	expect(both.version).toBe(`${gazetteer.version} + XK.txt`);
});

test.each([
	["cut", (bytes: Buffer) => bytes.subarray(0, bytes.byteLength - 5000)],
	["damaged", (bytes: Buffer) => Buffer.from(bytes).fill(7, 9_000, 9_010)],
	["empty", () => Buffer.alloc(0)],
])("a %s file is refused in words that name it", async (kind, spoil) => {
	for (const [name, source] of [
		[`${kind}.bin`, join(directory, "places.bin")],
		[`${kind}.br`, packed],
	] as const) {
		const path = join(directory, name);
		await writeFile(path, spoil(await readFile(source)));
		expect(() => openGazetteer({ built: path })).toThrow(BadPlacesFile);
		expect(() => openGazetteer({ built: path })).toThrow(path);
	}
});

test("a file that is not there is named", () => {
	expect(() => openGazetteer({ built: "/nowhere/places.bin" })).toThrow(
		/^The file of places \/nowhere\/places\.bin cannot be read: ENOENT/,
	);
});
