import { existsSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { expect, test } from "vitest";
import { carriers } from "../adapters/index.ts";
import { carrierMarkdown } from "../src/cli/carriers.ts";
import { SETTING_NAMES } from "../src/config.ts";
import { routesOf } from "../src/http/door.ts";
import { openDoor } from "./http/helpers/door.ts";

const ROOT = join(import.meta.dirname, "..");
const DOCUMENTS = [
	"README.md",
	"src/README.md",
	"adapters/README.md",
	"adapters/CARRIERS.md",
	"SECURITY.md",
	"deploy/README.md",
];

test.each(DOCUMENTS)("every path that %s names exists", (document) => {
	const text = read(document);
	// Paths in code marks that start in one of our folders or name a file of the root, and the targets of links.
	const marked = [...text.matchAll(/`((?:src|adapters|test|web|drizzle|\.ci)\/[\w./-]+|[A-Z]+(?:\.md)?)`/g)];
	const named = marked.map(([, path = ""]) => path).filter((path) => path.includes("/") || path.endsWith(".md"));
	const linked = [...text.matchAll(/\]\((?!https?:|#|mailto:)([^)\s#]+)/g)].map(([, path = ""]) => path);
	const absent = [
		...named.filter((path) => !existsSync(join(ROOT, path))),
		...linked.filter((path) => !existsSync(join(ROOT, dirname(document), path))),
	];
	expect(absent).toEqual([]);
	expect(named.length + linked.length).toBeGreaterThan(0);
});

test.each(DOCUMENTS)("every command that %s names is a script of package.json", (document) => {
	const { scripts } = JSON.parse(read("package.json")) as { scripts: Record<string, string> };
	const named = [...read(document).matchAll(/npm (?:run (?:-s )?)?(start|test|(?<=run (?:-s )?)[\w:]+)/g)];
	expect(named.map(([, name = ""]) => name).filter((name) => scripts[name] === undefined)).toEqual([]);
});

test("the README begins with the two commands", () => {
	const beginning = read("README.md").split("\n").slice(0, 20).join("\n");
	expect(beginning).toContain("npm ci && npm start");
	expect(beginning).toContain("npm ci && npm test");
});

test("the README lists settings that exist", () => {
	const table = [...read("README.md").matchAll(/^\| `([A-Z_]+)` \|/gm)].map(([, name = ""]) => name);
	expect(table.filter((name) => !SETTING_NAMES.some((known) => known === name))).toEqual([]);
	expect(table).toContain("WAYLINE_DATA_DIR");
});

test("the README's table of routes is what the service answers, with the scope of each", async () => {
	const [, section = ""] = read("README.md").split("\n## The API in brief\n");
	const table = [...section.matchAll(/^\| `([A-Z]+ \/(?:v1|t|carriers|embed)\/[^`]*)` \| .* \| ([^|]+) \|$/gm)];
	const documented = table.map(([, route, scope = ""]) => `${route} ${scope.replaceAll("`", "")}`);
	const routes = routesOf((await openDoor()).door).filter(({ path }) => /^\/(?:v1|t|carriers|embed)\//.test(path));
	const answered = routes.map(({ method, path, scope }) => {
		return `${method} ${path.replaceAll(/:(\w+)/g, "{$1}")} ${scope ?? openerOf(path)}`;
	});
	expect(documented.toSorted()).toEqual(answered.toSorted());
});

/** What opens a route that names no scope. */
function openerOf(path: string): string {
	if (path === "/v1/openapi.json") return "nothing";
	if (path.startsWith("/v1/")) return "any key";
	if (path.includes(":token")) return "the link";
	return path.includes(":connection") ? "its signature" : "nothing";
}

test("the table of carriers is the one that `carriers --markdown` prints", () => {
	const [, table = ""] = /<!-- carriers -->\n([\s\S]*?)<!-- \/carriers -->/.exec(read("adapters/CARRIERS.md")) ?? [];
	expect(table.trim()).toBe(carrierMarkdown(carriers).trim());
});

test("the lock file names no registry, so that it installs from any", () => {
	const lock = JSON.parse(read("package-lock.json")) as { packages: Record<string, { resolved?: string }> };
	const resolved = Object.entries(lock.packages).filter(([, { resolved }]) => resolved !== undefined);
	expect(resolved).toEqual([]);
	expect(read("package-lock.json")).not.toMatch(/"https?:\/\/[^"]*\.tgz"/);
});

test("dependencies are pinned to exact versions", () => {
	const { dependencies, devDependencies } = JSON.parse(read("package.json")) as Record<string, Record<string, string>>;
	const loose = Object.entries({ ...dependencies, ...devDependencies }).filter(
		([, version]) => !/^\d+\.\d+\.\d+$/.test(version),
	);
	expect(loose).toEqual([]);
});

function read(path: string): string {
	return readFileSync(join(ROOT, path), "utf8");
}
