import { spawn } from "node:child_process";
import { cpSync, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync } from "node:fs";
import { tmpdir } from "node:os";
import { basename, join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";

const ROOT = join(import.meta.dirname, "..");
const LEFT_OUT = ["node_modules", "dist", "data", ".git", "test"];
const OUTPUTS = ["main.js", "client/manifest.json", "database.tar.gz", "build.json"];

/** A fresh checkout of its own, so that the build under the other tests' feet is left alone. */
let checkout: string;

beforeAll(() => {
	checkout = mkdtempSync(join(tmpdir(), "wayline-build-"));
	cpSync(ROOT, checkout, { recursive: true, filter: (path) => !LEFT_OUT.includes(basename(path)) || path === ROOT });
	symlinkSync(join(ROOT, "node_modules"), join(checkout, "node_modules"));
});

afterAll(() => rmSync(checkout, { recursive: true, force: true }));

test("two builds that start together in a fresh checkout both end well and leave one whole build", async () => {
	const told = await Promise.all([build("--if-needed"), build("--if-needed")]);
	expect(told.map(({ code }) => code)).toEqual([0, 0]);
	expect(told.map(({ out }) => out)).toEqual(["", ""]);
	expect(told.map(({ err }) => err).join("")).toContain("Another build is running");
	for (const output of OUTPUTS) expect(existsSync(join(checkout, "dist", output)), output).toBe(true);
	expect(leftovers()).toEqual([]);
}, 120_000);

test("a build that is not needed takes no time and says nothing", async () => {
	const before = stampOf("service");
	const told = await fastest(() => build("--if-needed"));
	expect(told).toMatchObject({ code: 0, out: "", err: "" });
	expect(told.ms).toBeLessThan(500);
	expect(stampOf("service")).toEqual(before);
});

test("a built command answers on standard output with its result alone, in less than a second", async () => {
	const told = await fastest(() => run(process.execPath, "dist/main.js", "carriers", "--json"));
	expect(told).toMatchObject({ code: 0, err: "" });
	expect(JSON.parse(told.out)).toContainEqual(expect.objectContaining({ code: "fedex" }));
	expect(told.ms).toBeLessThan(1_000);
});

test("an output that is gone is built again, and only its part", async () => {
	rmSync(join(checkout, "dist/client/manifest.json"));
	const told = await build("--if-needed");
	expect(told).toMatchObject({ code: 0, out: "" });
	expect(told.err).toContain("[1/1] building the page");
	expect(existsSync(join(checkout, "dist/client/manifest.json"))).toBe(true);
}, 60_000);

test("building the same again gives the same files", async () => {
	const before = JSON.parse(readFileSync(join(checkout, "dist/build.json"), "utf8")) as Record<string, Stamp>;
	expect(await build()).toMatchObject({ code: 0, out: "" });
	for (const part of ["page", "service"]) expect(stampOf(part).files).toEqual(before[part]?.files);
}, 120_000);

test("an unknown option is refused with the usage", async () => {
	expect(await build("--watch")).toMatchObject({ code: 2, out: "", err: expect.stringContaining("Usage:") });
});

interface Stamp {
	readonly digest: string;
	readonly files: readonly string[];
}

interface Told {
	readonly code: number | null;
	readonly out: string;
	readonly err: string;
	readonly ms: number;
}

function build(...options: readonly string[]): Promise<Told> {
	return run(process.execPath, "src/build.mjs", ...options);
}

/** Of three runs, because other tests share the machine. */
async function fastest(once: () => Promise<Told>): Promise<Told> {
	const told = [await once(), await once(), await once()];
	return told.reduce((best, next) => (next.ms < best.ms ? next : best));
}

function run(program: string, ...args: readonly string[]): Promise<Told> {
	const started = performance.now();
	return new Promise((resolve, reject) => {
		// The packages and their build must work as on a server, where NODE_ENV is production.
		const child = spawn(program, args, { cwd: checkout, env: { ...process.env, NODE_ENV: "production" } });
		let [out, err] = ["", ""];
		child.stdout.on("data", (chunk: Buffer) => {
			out += chunk.toString();
		});
		child.stderr.on("data", (chunk: Buffer) => {
			err += chunk.toString();
		});
		child.once("error", reject);
		child.once("close", (code) => resolve({ code, out, err, ms: performance.now() - started }));
	});
}

function stampOf(part: string): Stamp {
	const stamps = JSON.parse(readFileSync(join(checkout, "dist/build.json"), "utf8")) as Record<string, Stamp>;
	const stamp = stamps[part];
	if (stamp === undefined) throw new Error(`${part} was not built`);
	return stamp;
}

function leftovers(): readonly string[] {
	return readdirSync(join(checkout, "dist")).filter((name) => name.startsWith("."));
}
