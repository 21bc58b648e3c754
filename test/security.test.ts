import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";

const ROOT = join(import.meta.dirname, "..");
const NAMED = /`(test\/[\w./-]+)`: "([^"]+)"/g;

const [, table = ""] = read("SECURITY.md").split("\n## Attacks");
const attacks = table.split("\n").filter((line) => line.startsWith("| ") && !/^\| (?:Attack|---)/.test(line));

test("there is a table of attacks", () => {
	expect(attacks.length).toBeGreaterThan(30);
});

test.each(attacks)("each line of it is held by tests that there are: %s", (line) => {
	const cells = line.slice(2, -2).split(" | ");
	expect(cells).toHaveLength(3);
	const held = cells[2] ?? "";
	const named = [...held.matchAll(NAMED)].map(([, file = "", words = ""]) => ({ file, words }));
	expect(named).not.toEqual([]);
	// Words beside them would hold nothing.
	expect(held.replaceAll(NAMED, "").replaceAll(/[; ]/g, "")).toBe("");
	expect(named.filter(({ file, words }) => !existsSync(join(ROOT, file)) || !isTest(read(file), words))).toEqual([]);
});

/** As the name of a test, or as the first word of a row of its cases. */
function isTest(text: string, words: string): boolean {
	const plain = words.replaceAll(/[.*+?^${}()|[\]\\]/g, "\\$&");
	return new RegExp(`(?:\\b(?:test|it)(?:\\.\\w+)?\\(|\\)\\(|\\[)\\s*["\`]${plain}["\`]`).test(text);
}

test("no secret is compared by a sign that stops at the first difference", () => {
	const secret = String.raw`\b\w*(?:secret|token|signature|hmac|proof|password|apiKey)\b(?:\(\))?`;
	const compared = new RegExp(`(?:${secret}\\s*[!=]==?\\s*[a-zA-Z_]|[!=]==?\\s*(?:\\w+\\.)*${secret})`, "i");
	const found = ["src", "adapters"].flatMap((folder) =>
		filesOf(folder).flatMap((file) =>
			read(file)
				.split("\n")
				.map((line) => line.trim())
				.filter((line) => compared.test(line.replaceAll(/(?:[!=]==?)\s*(?:undefined|null|true|false|"[^"]*")/g, "")))
				.map((line) => `${file}: ${line}`),
		),
	);
	expect(found.filter((line) => !NOT_SECRETS.some((harmless) => line.includes(harmless)))).toEqual([]);
});

/** Comparisons that give nobody anything, each for its reason. */
const NOT_SECRETS: readonly string[] = [
	// A secret with itself, trimmed.
	"secret === secret.trim()",
	// The reader's own order: he has the token that is compared.
	"one.token === token",
	"token === change.token",
	"watcher?.token === token",
	// Files of the data directory, which its owner alone reads.
	"lock?.holder?.token === own.token",
	// A choice in a form, not a signature.
	"signature !== NEW_ENDPOINT_FORM.signature",
];

function filesOf(folder: string): readonly string[] {
	return readdirSync(join(ROOT, folder), { recursive: true, encoding: "utf8" })
		.filter((name) => /\.tsx?$/.test(name))
		.map((name) => `${folder}/${name}`);
}

function read(path: string): string {
	return readFileSync(join(ROOT, path), "utf8");
}
