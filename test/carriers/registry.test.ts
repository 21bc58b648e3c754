import { existsSync, readdirSync, readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { carrierOf, carriers, knownCarriers } from "../../adapters/index.ts";
import { bareNumber, type KnownCarrier } from "../../adapters/kit/index.ts";
import { fixtures, subscriptionFixtures } from "../helpers/fixtures.ts";
import { COLLISIONS } from "./collisions.ts";

const ADAPTERS = new URL("../../adapters/", import.meta.url);

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

test.each(["", "nobody", "__proto__", "constructor", "toString"])("knows no carrier called %j", (code) => {
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

test("the carriers whose numbers look like each other's are known", () => {
	const rules = [...carriers, ...knownCarriers].filter(({ code }) => code !== "push");
	const found = rules.map(
		(carrier) =>
			[
				carrier.code,
				rules.filter((other) => other !== carrier && shares(carrier, other)).map(({ code }) => code),
			] as const,
	);
	expect(Object.fromEntries(found.filter(([, others]) => others.length > 0))).toEqual(COLLISIONS);
});

function shares(carrier: KnownCarrier, other: KnownCarrier): boolean {
	return carrier.numbers.valid.some((number) => {
		const bare = bareNumber(number);
		return other.numbers.pattern.test(bare) && (other.numbers.checkDigit?.(bare) ?? true);
	});
}
