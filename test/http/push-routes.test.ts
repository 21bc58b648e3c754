import { describe, expect, it } from "vitest";
import { CODES } from "../../src/core/codes.ts";
import { REASONS } from "../../src/core/reasons.ts";
import { openDoor } from "./helpers/door.ts";

describe("the guide of the push door", () => {
	const guide = async () => {
		const response = await (await openDoor()).call("GET", "/carriers/push", { key: null });
		expect(response.status).toBe(200);
		expect(response.headers.get("content-type")).toBe("text/html; charset=utf-8");
		return response.text();
	};

	it("needs no key and no script, and links to nothing but ourselves and the standard", async () => {
		const html = await guide();
		expect(html).not.toMatch(/<script|style=/);
		const links = [...html.matchAll(/(?:href|src)="([^"]+)"/g)].map(([, target = ""]) => target);
		expect(links.filter((link) => !/^[/#]/.test(link))).toEqual([
			"https://github.com/standard-webhooks/standard-webhooks/blob/main/spec/standard-webhooks.md",
		]);
		const anchors = links.filter((link) => link.startsWith("#")).map((link) => link.slice(1));
		for (const anchor of anchors) expect(html).toContain(`id="${anchor}"`);
	});

	it("explains every field, code and reason of the schema", async () => {
		const { call } = await openDoor();
		const schema = (await (await call("GET", "/carriers/push/schema.json", { key: null })).json()) as Schema;
		const words = await guide();
		const fields = namesIn(schema);
		expect(fields).toContain("stopsBefore");
		for (const word of [...fields, ...Object.keys(CODES), ...Object.keys(REASONS).slice(1)]) {
			expect(words, word).toMatch(
				new RegExp(`<code>${word.replaceAll(".", "\\.")}</code>|"${word}"|&quot;${word}&quot;`),
			);
		}
	});
});

interface Schema {
	readonly [word: string]: unknown;
}

function namesIn(schema: unknown): string[] {
	if (typeof schema !== "object" || schema === null) return [];
	return Object.entries(schema).flatMap(([word, part]) =>
		word === "properties"
			? [...Object.keys(part as object), ...Object.values(part as object).flatMap(namesIn)]
			: namesIn(part),
	);
}

it("publishes the schema under its own address", async () => {
	const response = await (await openDoor()).call("GET", "/carriers/push/schema.json", { key: null });
	expect(response.headers.get("content-type")).toBe("application/schema+json");
	expect(await response.json()).toMatchObject({
		$id: "https://track.example.com/carriers/push/schema.json",
		$schema: "https://json-schema.org/draft/2020-12/schema",
	});
});
