import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { FILE_SETTING_NAMES, readConfig, SETTING_NAMES } from "../src/config.ts";
import { routesOf } from "../src/http/door.ts";
import { openDoor } from "./http/helpers/door.ts";

const ROOT = join(import.meta.dirname, "..");
const DOCKERFILE = read("deploy/Dockerfile");
const COMPOSE = read("deploy/compose.yaml");
const UNIT = read("deploy/wayline.service");
const [, LAST_STAGE = ""] = DOCKERFILE.split(/^(?=FROM [^\n]+slim$)/m);

test("the image is built from files that are there and that its context lets in", () => {
	const [building = ""] = DOCKERFILE.split(LAST_STAGE);
	const copied = [...building.matchAll(/^COPY (?!--from)(.+) \S+$/gm)].flatMap(([, sources = ""]) =>
		sources.split(" "),
	);
	const allowed = read("deploy/Dockerfile.dockerignore").match(/(?<=^!).+$/gm) ?? [];
	expect(copied.filter((path) => !existsSync(join(ROOT, path)))).toEqual([]);
	expect(copied.toSorted()).toEqual([...allowed].sort());
	// What the build reads, by its own list.
	const sources = [...read("src/build.mjs").matchAll(/sources: \[([^\]]+)\]/g)].flatMap(([, list = ""]) =>
		[...list.matchAll(/"([\w.-]+)[^"]*"/g)].map(([, top = ""]) => top),
	);
	expect(sources.length).toBeGreaterThan(5);
	expect(sources.filter((top) => !copied.includes(top))).toEqual([]);
});

test("beside the bundle the image has the packages that it does not hold, with all that they need", () => {
	const { packages } = JSON.parse(read("package-lock.json")) as {
		packages: Record<string, { dependencies?: object; optionalDependencies?: object }>;
	};
	const [, external = ""] = /external: \[([^\]]+)\]/.exec(read("src/build.mjs")) ?? [];
	const wanted = new Set([...external.matchAll(/"([^"]+)"/g)].map(([, name = ""]) => name));
	for (const name of wanted) {
		// Sharp without a binary, which no image of Debian is.
		if (/wasm/.test(name)) continue;
		const { dependencies = {}, optionalDependencies = {} } = packages[`node_modules/${name}`] ?? {};
		for (const needed of Object.keys({ ...dependencies, ...optionalDependencies })) wanted.add(needed);
	}
	const kept = DOCKERFILE.match(/(?<=cp -R |node_modules\/\S+ )node_modules\/(\S+)/g) ?? [];
	const has = (name: string) =>
		kept.some((path) => path === `node_modules/${name}` || path === `node_modules/${name.split("/")[0]}/.`);
	expect(wanted.size).toBeGreaterThan(4);
	expect([...wanted].filter((name) => !has(name))).toEqual([]);
});

test("the image runs one fixed version of Node, as nobody in particular, and is asked by a path that answers", async () => {
	const [, version = ""] = /ARG NODE_VERSION=(\d+\.\d+\.\d+)$/m.exec(DOCKERFILE) ?? [];
	const [major = 0, minor = 0] = version.split(".").map(Number);
	const { engines } = JSON.parse(read("package.json")) as { engines: { node: string } };
	expect(engines.node).toBe(">=20.19");
	expect(major > 20 || (major === 20 && minor >= 19)).toBe(true);
	const bases = DOCKERFILE.match(/^FROM \S+/gm) ?? [];
	expect(bases.map((base) => base.replace(/\$\{NODE_VERSION\}/, version))).toEqual(
		Array(2).fill(`FROM node:${version}-bookworm-slim`),
	);
	const user = LAST_STAGE.indexOf("\nUSER node\n");
	expect(user).toBeGreaterThan(0);
	expect(LAST_STAGE.slice(user)).not.toMatch(/^(?:RUN|COPY|ADD|USER root)/m);
	expect(LAST_STAGE).toContain("\nSTOPSIGNAL SIGTERM\n");
	const [, asked = ""] = /PORT \|\| 8080}(\/\w+)`/.exec(LAST_STAGE) ?? [];
	const paths = routesOf((await openDoor()).door).map(({ path }) => path);
	expect(paths).toContain(asked);
});

test("what the image, compose and the unit set are settings, and secrets come in files", () => {
	const names = [DOCKERFILE, COMPOSE, UNIT].flatMap((text) => text.match(/\b(?:WAYLINE_\w+|DATABASE_URL\w*)/g) ?? []);
	const known: readonly string[] = [...SETTING_NAMES, ...FILE_SETTING_NAMES];
	expect(new Set(names).size).toBeGreaterThan(5);
	expect(names.filter((name) => !known.includes(name))).toEqual([]);
	const secrets = FILE_SETTING_NAMES.map((name) => name.slice(0, -"_FILE".length));
	expect(names.filter((name) => secrets.includes(name))).toEqual([]);
});

test("the port that is published is the one that is listened on", () => {
	const reading = readConfig({});
	const port = reading.kind === "config" ? reading.config.port : 0;
	expect(LAST_STAGE).toContain(`\nEXPOSE ${port}\n`);
	expect(COMPOSE).toContain(`ports: ["127.0.0.1:${port}:${port}"]`);
});

test("each secret of compose is made in the guide, given to a service, and declared", () => {
	const declared = [...COMPOSE.matchAll(/^ {2}([\w-]+): \{ file: \.\/secrets\/([\w-]+) \}$/gm)];
	const names = declared.map(([, name]) => name);
	expect(declared.filter(([, name, file]) => name !== file)).toEqual([]);
	const given = [...COMPOSE.matchAll(/^ {4}secrets: \[([^\]]+)\]$/gm)].flatMap(([, list = ""]) => list.split(", "));
	expect(given.toSorted()).toEqual(names.toSorted());
	const shown = [...COMPOSE.matchAll(/\/run\/secrets\/([\w-]+)/g)].map(([, name]) => name);
	expect(shown.toSorted()).toEqual(names.toSorted());
	for (const name of names) expect(read("deploy/README.md")).toContain(`> secrets/${name}`);
});

test("whoever stops the service waits longer than it takes to stop", () => {
	const [, ms = "0"] = /const stopWithinMs = ([\d_]+);/.exec(read("src/main.ts")) ?? [];
	const takesSeconds = Number(ms.replaceAll("_", "")) / 1000;
	expect(takesSeconds).toBeGreaterThan(10);
	const [, ofCompose] = /stop_grace_period: (\d+)s/.exec(COMPOSE) ?? [];
	const [, ofUnit] = /TimeoutStopSec=(\d+)/.exec(UNIT) ?? [];
	for (const seconds of [ofCompose, ofUnit]) expect(Number(seconds)).toBeGreaterThan(takesSeconds);
});

/** What a node of the version before would miss, or could not write any more. */
const TAKES_AWAY =
	/\bdrop (?:table|column|function|view)\b|\brename\b|\bset not null\b|\balter column \w+ (?:set data )?type\b|\badd column (?:(?!default|generated|;|,\n)[\s\S])*?\bnot null(?!(?:(?!;|,\n)[\s\S])*\b(?:default|generated)\b)/i;

test("migrations only add, so that nodes of the version before go on beside new ones", () => {
	const migrations = readdirSync(join(ROOT, "drizzle")).filter((name) => name.endsWith(".sql"));
	const text = (name: string) => read(`drizzle/${name}`).replaceAll(/--.*$/gm, "");
	expect(migrations.length).toBeGreaterThan(10);
	expect(migrations.filter((name) => TAKES_AWAY.test(text(name)))).toEqual([]);
	for (const bad of [
		"alter table a drop column b;",
		"alter table a rename to b;",
		"alter table a add column b text not null;",
		"alter table a alter column b type int8;",
		"alter table a alter column b set not null;",
	]) {
		expect(bad).toMatch(TAKES_AWAY);
	}
	expect("alter table a add column b text not null default '';").not.toMatch(TAKES_AWAY);
});

function read(path: string): string {
	return readFileSync(join(ROOT, path), "utf8");
}
