import { spawn } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from "node:fs";
import { dirname, join, relative } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { brotliDecompressSync } from "node:zlib";
import { MENDED_FILE, mendPostgres } from "./store/mend-postgres.mjs";

// Plain JavaScript, because it runs before anything is built, with the production packages alone.

const root = join(dirname(fileURLToPath(import.meta.url)), "..");
const dist = join(root, "dist");
const stampFile = join(dist, "build.json");
const read = new Map();

/** What is built, from what. A part is built again when its sources or its output differ from the stamp. */
const parts = [
	{
		name: "page",
		about: "the page's map, script and styles",
		sources: ["web", "src/core", "tsconfig.json"],
		output: "client/manifest.json",
		build: buildPage,
	},
	{
		name: "service",
		about: "the service",
		sources: ["src", "adapters", "web/views", "web/map-data", "tsconfig.json"],
		output: "main.js",
		build: buildService,
	},
	{
		name: "places",
		about: "the gazetteer, unpacked",
		sources: ["src/geo/gazetteer/places.br"],
		output: "places.bin",
		build: unpackPlaces,
	},
	{
		name: "database",
		about: "an empty database, so that the first start is quick",
		sources: ["drizzle", "src/store"],
		output: "database.tar.gz",
		build: buildDatabase,
	},
];

await main(process.argv.slice(2));

/** `--run` takes the rest of the line: the command to run once all is built, in this process so that signals reach it. */
async function main(words) {
	const at = words.indexOf("--run");
	const options = at < 0 ? words : words.slice(0, at);
	await buildAsAsked(options);
	if (at < 0 || process.exitCode) return;
	const entry = join(dist, "main.js");
	process.argv = [process.argv[0], entry, ...words.slice(at + 1)];
	await import(pathToFileURL(entry).href);
}

async function buildAsAsked(options) {
	const unknown = options.find((option) => option !== "--if-needed");
	if (unknown !== undefined) {
		say(`Unknown option ${unknown}. Usage: node src/build.mjs [--if-needed] [--run COMMAND …]`);
		process.exitCode = 2;
		return;
	}
	const ifNeeded = options.includes("--if-needed");
	if (ifNeeded && stale().length === 0) return;
	mkdirSync(dist, { recursive: true });
	const unlock = await lock();
	try {
		removeLeftovers();
		// Another build may have done the work while this one waited for the lock.
		await buildParts(ifNeeded ? stale() : parts);
	} finally {
		await unlock();
	}
}

/** A killed build leaves its half-made files behind. Called under the lock. */
function removeLeftovers() {
	const pattern = new RegExp(`^\\.(${parts.map((part) => part.name).join("|")})-\\d+$`);
	for (const name of readdirSync(dist).filter((entry) => pattern.test(entry))) {
		rmSync(join(dist, name), { recursive: true, force: true });
	}
}

async function buildParts(wanted) {
	const started = Date.now();
	for (const [index, part] of wanted.entries()) {
		const before = Date.now();
		say(`[${index + 1}/${wanted.length}] building ${part.about} …`);
		const digest = digestOf(part.sources);
		const temporary = join(dist, `.${part.name}-${process.pid}`);
		rmSync(temporary, { recursive: true, force: true });
		mkdirSync(temporary, { recursive: true });
		try {
			await part.build(temporary);
			const files = publish(temporary, dist, part.output);
			stamp(part.name, digest, files);
		} finally {
			rmSync(temporary, { recursive: true, force: true });
		}
		say(`[${index + 1}/${wanted.length}] built in ${seconds(before)}`);
	}
	if (wanted.length > 1) say(`Built in ${seconds(started)}.`);
}

async function buildPage(directory) {
	const { build } = await import("vite");
	await build({
		configFile: join(root, "web/client/vite.config.ts"),
		mode: "production",
		logLevel: "warn",
		build: { outDir: join(directory, "client"), emptyOutDir: true },
	});
}

async function buildService(directory) {
	const { build } = await import("esbuild");
	await build({
		absWorkingDir: root,
		entryPoints: {
			main: "src/main.ts",
			snapshot: "src/store/snapshot.ts",
			"remake-video-worker": "src/services/remake-video-worker.mjs",
		},
		outdir: directory,
		entryNames: "[name]",
		// Beside the entries, so that `import.meta.dirname` is dist wherever the code ends up.
		chunkNames: "[name]-[hash]",
		bundle: true,
		splitting: true,
		format: "esm",
		platform: "node",
		target: "node20",
		sourcemap: true,
		// Errors of the service name the lines of src; the sources themselves lie beside dist.
		sourcesContent: false,
		jsx: "automatic",
		jsxImportSource: "hono/jsx",
		external: ["@electric-sql/pglite", "sharp"],
		plugins: [{ name: "mend-postgres", setup: loadMended }],
		// Packages written for CommonJS ask for `require`, which a module does not have.
		banner: {
			js: 'import { createRequire as createRequireOfBundle } from "node:module"; const require = createRequireOfBundle(import.meta.url);',
		},
		logLevel: "warning",
	});
}

function loadMended(build) {
	build.onLoad({ filter: MENDED_FILE }, ({ path }) => ({ contents: mendPostgres(readFileSync(path, "utf8")) }));
}

function unpackPlaces(directory) {
	const packed = readFileSync(join(root, "src/geo/gazetteer/places.br"));
	writeFileSync(join(directory, "places.bin"), brotliDecompressSync(packed));
}

async function buildDatabase(directory) {
	const file = join(directory, "database.tar.gz");
	const program = `const { makeSnapshot } = await import(${JSON.stringify(pathToFileURL(join(dist, "snapshot.js")).href)}); await makeSnapshot(${JSON.stringify(file)});`;
	// A process of its own: PostgreSQL in WebAssembly blocks the event loop and leaves 800 MB behind.
	const child = spawn(process.execPath, ["--input-type=module", "--eval", program], {
		cwd: root,
		stdio: ["ignore", 2, 2],
	});
	const code = await new Promise((resolve, reject) => {
		child.once("error", reject);
		child.once("exit", (status, signal) => resolve(status ?? signal));
	});
	if (code !== 0) throw new Error(`The empty database could not be made: the process ended with ${code}.`);
}

/**
 * Moves a finished part into place, file by file, each by an atomic rename and its entry file last: a reader sees
 * the old part or the new one, never half of either. Returns the paths below dist.
 */
function publish(from, to, entry) {
	const files = listFiles(from).map((file) => relative(from, file));
	for (const file of files.sort((a, b) => Number(a === entry) - Number(b === entry))) {
		const target = join(to, file);
		mkdirSync(dirname(target), { recursive: true });
		renameSync(join(from, file), target);
	}
	return files;
}

/**
 * Notes what was built. Files of the last build stay, because a service started from it may still load them; those of
 * the build before go.
 */
function stamp(name, digest, files) {
	const stamped = readStamp();
	const last = stamped[name] ?? { files: [], older: [] };
	const older = last.files.filter((file) => !files.includes(file));
	for (const file of last.older) {
		if (!files.includes(file) && !older.includes(file)) rmSync(join(dist, file), { force: true });
	}
	stamped[name] = { digest, files, older };
	const temporary = `${stampFile}.${process.pid}`;
	writeFileSync(temporary, `${JSON.stringify(stamped, null, "\t")}\n`);
	renameSync(temporary, stampFile);
}

function stale() {
	const stamped = readStamp();
	return parts.filter(
		(part) => stamped[part.name]?.digest !== digestOf(part.sources) || !existsSync(join(dist, part.output)),
	);
}

function readStamp() {
	try {
		return JSON.parse(readFileSync(stampFile, "utf8"));
	} catch {
		return {};
	}
}

/** SHA-256 over names and contents, with what every part depends on: the packages and this file. */
function digestOf(sources) {
	const hash = createHash("sha256");
	for (const source of [...sources, "package-lock.json", "src/build.mjs"]) {
		for (const file of listFiles(join(root, source))) {
			if (file.endsWith(".md")) continue;
			hash
				.update(`${relative(root, file)}\0`)
				.update(contents(file))
				.update("\0");
		}
	}
	return hash.digest("hex");
}

function contents(file) {
	const known = read.get(file) ?? readFileSync(file);
	read.set(file, known);
	return known;
}

function listFiles(path) {
	if (!existsSync(path)) return [];
	if (!statSync(path).isDirectory()) return [path];
	return readdirSync(path, { withFileTypes: true })
		.sort((a, b) => (a.name < b.name ? -1 : 1))
		.flatMap((entry) => (entry.isDirectory() ? listFiles(join(path, entry.name)) : [join(path, entry.name)]));
}

/** Two builds at once take turns; the lock of one that was killed is taken over after 15 s. */
async function lock() {
	const { default: lockfile } = await import("proper-lockfile");
	const options = {
		lockfilePath: join(dist, ".build.lock"),
		stale: 15_000,
		update: 3_000,
		// Nothing tears when the lock is lost in a stall: every file is put in place by a rename.
		onCompromised: () => undefined,
	};
	try {
		return await lockfile.lock(dist, options);
	} catch (error) {
		if (error.code !== "ELOCKED") throw error;
	}
	say("Another build is running: waiting for it …");
	return lockfile.lock(dist, { ...options, retries: { retries: 600, minTimeout: 250, maxTimeout: 250 } });
}

function seconds(since) {
	return `${((Date.now() - since) / 1000).toFixed(1)} s`;
}

function say(line) {
	process.stderr.write(`${line}\n`);
}
