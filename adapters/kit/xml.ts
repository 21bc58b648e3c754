import { XMLParser, XMLValidator } from "fast-xml-parser";
import type { z } from "zod";
import { shaped } from "./body.ts";
import { Unreadable } from "./carrier.ts";
import { decodeEntities } from "./words.ts";

/**
 * Parses XML and checks its shape. Names lose their prefix; an attribute is `@name`; an element of text alone is that
 * text, one with attributes has it under `#text` (`text` reads both), an empty or nil one is blank. Use `list` for what
 * may be repeated. Nothing is declared or expanded: entities of the document's own stay unread. Throws Unreadable.
 */
export function xml<T extends z.ZodType>(body: string, shape: T): z.output<T> {
	return shaped(parseXml(body), shape);
}

/** What the document holds, by the name of its root. Throws Unreadable. */
export function parseXml(body: string): Readonly<Record<string, unknown>> {
	const written = body.replace(/^\uFEFF/, "").trim();
	if (!written.startsWith("<")) throw new Unreadable("body: not XML");
	if (written.length > MOST_CHARACTERS)
		throw new Unreadable("body: XML of more than two million characters is not read");
	if (/<!DOCTYPE/i.test(written.slice(0, 2_000))) throw new Unreadable("body: XML with a document type is not read");
	try {
		const fault = XMLValidator.validate(written);
		if (fault === true) return parser.parse(written) as Readonly<Record<string, unknown>>;
	} catch {
		// Names such as __proto__ and nesting without end: no carrier sends them.
	}
	throw new Unreadable("body: not XML, or not all of it");
}

// A parcel's history in XML has some ten thousand. Parsing holds up everybody else, a second for three million.
const MOST_CHARACTERS = 2_000_000;

const parser = new XMLParser({
	// Of the schema's own attributes, which have lost their prefix here, none says anything of a parcel.
	ignoreAttributes: ["nil", "schemaLocation", "arrayType", "encodingStyle"],
	attributeNamePrefix: "@",
	removeNSPrefix: true,
	ignoreDeclaration: true,
	ignorePiTags: true,
	// A waybill is no number, and 007 is not 7.
	parseTagValue: false,
	parseAttributeValue: false,
	processEntities: false,
	tagValueProcessor: (_name, value) => decodeEntities(value),
	attributeValueProcessor: (_name, value) => decodeEntities(value),
});

/** XML that is safe to send: made by `markup` alone. */
export interface Markup {
	readonly xml: string;
}

/** A template of XML in which every value is escaped, but for markup made the same way. */
export function markup(
	parts: TemplateStringsArray,
	...values: readonly (string | number | Markup | readonly Markup[])[]
): Markup {
	const written = values.map((value) => {
		if (typeof value === "string" || typeof value === "number") return escaped(String(value));
		return "xml" in value ? value.xml : value.map(({ xml }) => xml).join("");
	});
	return { xml: parts.map((part, index) => part + (written[index] ?? "")).join("") };
}

function escaped(value: string): string {
	return value
		.replaceAll("&", "&amp;")
		.replaceAll("<", "&lt;")
		.replaceAll(">", "&gt;")
		.replaceAll('"', "&quot;")
		.replaceAll("'", "&apos;");
}
