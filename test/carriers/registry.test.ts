import { existsSync, readdirSync, readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { carrierOf, carriers } from "../../adapters/index.ts";
import { bareNumber, type Carrier, read } from "../../adapters/kit/index.ts";
import { fixtures, subscriptionFixtures, summary } from "../helpers/fixtures.ts";

const ADAPTERS = new URL("../../adapters/", import.meta.url);
const CORPUS = new URL("../../../shared/corpus/", import.meta.url);

const files = readdirSync(ADAPTERS)
	.filter((file) => file.endsWith(".ts") && file !== "index.ts")
	.map((file) => file.replace(/\.ts$/, ""));

test("every adapter file is registered once, under its own name, in alphabetical order", () => {
	expect(carriers.map(({ code }) => code)).toEqual(files.sort());
	expect(carriers.map(({ code }) => carrierOf(code)?.code)).toEqual(carriers.map(({ code }) => code));
});

test("an adapter imports the kit by its index and zod, and nothing else", () => {
	const imported = files.flatMap((file) => {
		const source = readFileSync(new URL(`${file}.ts`, ADAPTERS), "utf8");
		return [...source.matchAll(/^(?:import|export)\b[^;]*?\bfrom "([^"]+)"|\bimport\("([^"]+)"/gm)].map(
			([, from, later]) => `${file} imports ${from ?? later}`,
		);
	});
	expect(imported.length).toBeGreaterThan(files.length);
	expect(imported.filter((line) => !/ imports (?:zod|\.\/kit\/index\.ts)$/.test(line))).toEqual([]);
});

test.each(["", "acme", "__proto__", "constructor", "toString"])("knows no carrier called %j", (code) => {
	expect(carrierOf(code)).toBeUndefined();
});

test("every folder of fixtures belongs to a carrier, and every fixture has an expectation that somebody read", () => {
	const folders = readdirSync(new URL(".", import.meta.url), { withFileTypes: true }).filter((entry) =>
		entry.isDirectory(),
	);
	expect(folders.filter(({ name }) => !carrierOf(name)).map(({ name }) => name)).toEqual([]);
	const bare = carriers.flatMap(({ code }) =>
		[...fixtures(code), ...subscriptionFixtures(code)]
			.filter(({ expectedFile }) => !existsSync(expectedFile))
			.map(({ name }) => `${code}/${name}`),
	);
	expect(bare).toEqual([]);
});

/** Whose numbers another carrier's rule takes too, check digit and all. Your own courier's numbers may be anything. */
const COLLISIONS: Readonly<Record<string, readonly string[]>> = {
	dhl: ["fedex", "usps"],
	fedex: ["dhl", "sf-express"],
	kuaidi100: ["dhl"],
	"sf-express": ["dhl", "fedex", "kuaidi100"],
};

test("the carriers whose numbers look like each other's are known", () => {
	const rules = carriers.filter(({ code }) => code !== "push");
	const found = rules.map(
		(carrier) =>
			[
				carrier.code,
				rules.filter((other) => other !== carrier && shares(carrier, other)).map(({ code }) => code),
			] as const,
	);
	expect(Object.fromEntries(found.filter(([, others]) => others.length > 0))).toEqual(COLLISIONS);
});

function shares(carrier: Carrier, other: Carrier): boolean {
	return carrier.numbers.valid.some((number) => {
		const bare = bareNumber(number);
		return other.numbers.pattern.test(bare) && (other.numbers.checkDigit?.(bare) ?? true);
	});
}

describe.runIf(existsSync(CORPUS))("the sample payloads beside the repository", () => {
	const samples = manifest();

	test.each(samples)(
		"$carrier $file reads without a fault, and a refusal is never taken for news",
		({ carrier, file, kind }) => {
			const body = readFileSync(new URL(`${carrier.code}/${file}`, CORPUS), "utf8");
			const message = { body, contentType: file.endsWith(".xml") ? "xml" : "json", kind } as const;
			const reading = read(carrier, { ...message, kind: kind === "error" ? "poll" : kind });
			expect(reading.problems.filter(({ detail }) => detail.startsWith("The adapter "))).toEqual([]);
			if (kind === "error") expect(reading.outcome, summary(reading)).not.toBe("ok");
			else expect(["ok", "empty"], summary(reading)).toContain(reading.outcome);
		},
	);
});

if (!existsSync(CORPUS)) test.skip("every sample payload in ../shared reads without a fault", () => {});

interface Sample {
	readonly carrier: Carrier;
	readonly file: string;
	readonly kind: "poll" | "webhook" | "push-file" | "document" | "error";
}

/** The rows of MANIFEST.tsv whose carrier is registered. */
function manifest(): readonly Sample[] {
	if (!existsSync(CORPUS)) return [];
	const rows = readFileSync(new URL("MANIFEST.tsv", CORPUS), "utf8").trim().split("\n").slice(1);
	return rows.flatMap((row) => {
		const [code = "", name = "", kind = "", format = ""] = row.split("\t");
		const carrier = carrierOf(code);
		const isKind = (word: string): word is Sample["kind"] => /^(?:poll|webhook|push-file|document|error)$/.test(word);
		return carrier && isKind(kind) ? [{ carrier, file: `${name}.${format}`, kind }] : [];
	});
}
