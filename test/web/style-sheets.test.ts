import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { sourceFile } from "../helpers/source-file.ts";

const ROOT = join(import.meta.dirname, "../..");

test("every class that a style sheet names is written by a page or a script", () => {
	const written = new Set(texts("web", /\.tsx?$/).flatMap(({ path, text }) => wordsOf(path, text)));
	const styled = texts("web/client", /\.css$/).flatMap(({ path, text }) =>
		classesOf(text).map((name) => ({ path, name })),
	);
	expect(styled.length).toBeGreaterThan(200);
	const dead = styled.filter(({ name }) => !isWritten(name, written));
	expect(dead.map(({ path, name }) => `${path} .${name}`)).toEqual([]);
});

test("a class is written as a word, or as the beginning that a value is put behind", () => {
	const words = new Set(wordsOf("view.tsx", "const a = <p class={`row row-$" + '{state}`} id="foot">dead</p>;'));
	const seen = classesOf(
		"/* .gone */ .row > .row-good:not(.foot), .rows { color: red } @media (x) { .dead a { gap: 1.5rem } }",
	);
	expect(seen).toEqual(["row", "row-good", "foot", "rows", "dead"]);
	expect(seen.filter((name) => isWritten(name, words))).toEqual(["row", "row-good", "foot"]);
});

function texts(folder: string, kind: RegExp): readonly { readonly path: string; readonly text: string }[] {
	return readdirSync(join(ROOT, folder), { recursive: true, encoding: "utf8" })
		.filter((path) => kind.test(path))
		.map((path) => ({ path: join(folder, path), text: readFileSync(join(ROOT, folder, path), "utf8") }));
}

/** Of texts in quotes and of templates; one that ends in a hyphen is a beginning. */
function wordsOf(path: string, text: string): readonly string[] {
	return sourceFile(path, text).strings.flatMap((string) => string.split(/[^\w-]+/));
}

/** Of the selectors of a style sheet, in their order. */
function classesOf(css: string): readonly string[] {
	const selectors = css.replaceAll(/\/\*[\s\S]*?\*\//g, "").match(/[^{};]+(?=\{)/g) ?? [];
	return [...new Set(selectors.flatMap((selector) => selector.match(/(?<=\.)[A-Za-z][\w-]*/g) ?? []))];
}

function isWritten(name: string, words: ReadonlySet<string>): boolean {
	const beginnings = [...name.matchAll(/-/g)].map(({ index }) => name.slice(0, index + 1));
	return words.has(name) || beginnings.some((beginning) => words.has(beginning));
}
