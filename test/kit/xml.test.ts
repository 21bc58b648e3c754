import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { z } from "zod";
import { list, markup, parseXml, part, text, Unreadable, xml } from "../../adapters/kit/index.ts";

describe("reading XML", () => {
	test.each([
		["<a:b xmlns:a='urn:x'><a:c>7</a:c></a:b>", { b: { c: "7" } }, "names lose their prefix"],
		["<a><n>007</n><t>true</t></a>", { a: { n: "007", t: "true" } }, "nothing becomes a number or a truth"],
		['<a><e x="1">t</e></a>', { a: { e: { "#text": "t", "@x": "1" } } }, "attributes stand beside the text"],
		['<a xmlns:i="urn:i"><e i:nil="true"/></a>', { a: { e: "" } }, "nil is blank"],
		["<a>R&amp;D &#233;&#x20ac;</a>", { a: "R&D é€" }, "the entities of XML are read once"],
		["<a>&amp;lt;</a>", { a: "&lt;" }, "and once only"],
		["\uFEFF<?xml version='1.0'?><a><![CDATA[<x>]]></a>", { a: "<x>" }, "CDATA is its characters"],
	] as [string, object, string][])("%s is %j: %s", (written, value) => {
		expect(parseXml(written)).toEqual(value);
	});

	test.each([
		["an empty body", ""],
		["JSON", "{}"],
		["tags that do not close", "<a><b></a>"],
		["half a document", "<a><b>1</b>"],
		["entities of its own", '<!DOCTYPE a [<!ENTITY x "y">]><a>&x;</a>'],
		["a name that is a trap", "<a><__proto__>x</__proto__></a>"],
		["more than anybody sends", `<a>${"<b>1</b>".repeat(300_000)}</a>`],
		["nesting without end", `<a>${"<b>".repeat(20_000)}${"</b>".repeat(20_000)}</a>`],
	])("%s is unreadable", (_situation, written) => {
		expect(() => parseXml(written)).toThrow(Unreadable);
	});

	test("one element, several or none of them are a list", () => {
		const Shape = z.object({ a: part(z.object({ b: list(z.object({ c: text })) })) });
		expect(xml("<a><b><c>1</c></b></a>", Shape).a?.b).toEqual([{ c: "1" }]);
		expect(xml("<a><b><c>1</c></b><b><c q='x'>2</c></b></a>", Shape).a?.b).toEqual([{ c: "1" }, { c: "2" }]);
		expect(xml("<a/>", Shape).a?.b).toBeUndefined();
		expect(xml("<a><d/></a>", Shape).a?.b).toEqual([]);
	});
});

describe("writing XML", () => {
	test("whatever a value is, it comes back as it was and opens no element", () => {
		fc.assert(
			fc.property(fc.string({ unit: "grapheme-ascii" }), (value) => {
				const written = markup`<a b="${value}"><c>${value}</c></a>`.xml;
				expect(written).not.toMatch(/<(?!\/?[ac][ >])/);
				const Shape = z.object({ a: z.object({ "@b": z.unknown(), c: z.unknown() }) });
				expect(String(xml(written, Shape).a.c)).toBe(value.trim());
			}),
		);
	});

	test("markup inside markup stays markup", () => {
		expect(markup`<l>${["1", "<2>"].map((n) => markup`<n>${n}</n>`)}</l>`.xml).toBe("<l><n>1</n><n>&lt;2&gt;</n></l>");
	});
});
