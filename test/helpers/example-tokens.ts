import { createHash } from "node:crypto";
import { exampleId } from "../../src/http/openapi/about.ts";

// What a service draws by lot, in a text: ids, links, secrets, keys of scans, signatures, names of requests and pictures.
const DRAWN =
	/\b(?:shp|ord|con|msg|key|brd|end|dlv|evt|aud|rep|sel|imp|qst|stf|inm|rvw|wch|eml)_[0-9A-Za-z]{16,40}\b|whsec_[0-9A-Za-z+/=]{20,}|wl_[0-9A-Za-z]{30,}|(?<=\/(?:t|board)\/)[0-9A-Za-z_-]{20,64}|v1,[0-9A-Za-z+/=]{40,}|(?<=\/brand\/)[0-9a-f]{32}|\b[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}\b|^[0-9a-f]{16}$/g;

/** Gives whatever a service drew by lot the name that examples have for it: the first of a kind always the same, and so on. */
export class ExampleTokens {
	private readonly exampleOf = new Map<string, string>();
	private readonly drawnOf = new Map<string, string>();
	private readonly counted = new Map<string, number>();

	/** An answer as an example has it. */
	shown(value: unknown): unknown {
		return mapTexts(value, (text, name) =>
			name === "prefix" && text.startsWith("wl_")
				? this.exampleFor(text, "wl").slice(0, text.length)
				: text.replaceAll(DRAWN, (drawn) => this.exampleFor(drawn, kindOf(drawn))),
		);
	}

	/** An example as it is sent to the service. */
	sent(value: unknown): unknown {
		return mapTexts(value, (text) => text.replaceAll(DRAWN, (example) => this.drawnOf.get(example) ?? example));
	}

	private exampleFor(drawn: string, kind: string): string {
		const known = this.exampleOf.get(kind === "wl" ? drawn.slice(0, 9) : drawn);
		if (known !== undefined) return known;
		const number = (this.counted.get(kind) ?? 0) + 1;
		this.counted.set(kind, number);
		const example = exampleToken(kind, number);
		this.exampleOf.set(kind === "wl" ? drawn.slice(0, 9) : drawn, example);
		this.drawnOf.set(example, drawn);
		return example;
	}
}

function kindOf(drawn: string): string {
	// A link may begin with a letter and a line too.
	const prefix = /^(?:[a-z]{3}(?=_[0-9A-Za-z]{16,40}$)|whsec(?=_)|wl(?=_)|v1(?=,))/.exec(drawn)?.[0];
	if (prefix !== undefined) return prefix;
	if (/^[0-9a-f]{16}$/.test(drawn)) return "scan";
	if (/^[0-9a-f]{32}$/.test(drawn)) return "picture";
	return drawn.length === 36 && drawn[8] === "-" ? "request" : "link";
}

function exampleToken(kind: string, number: number): string {
	const digest = createHash("sha256").update(`${kind} ${number}`);
	if (kind === "whsec" || kind === "v1") return `${kind}${kind === "v1" ? "," : "_"}${digest.digest("base64")}`;
	if (kind === "wl") return exampleId("wl", number) + exampleId("more", number).slice(5);
	if (kind === "link") return exampleId("link", number).slice(5);
	const hex = digest.digest("hex");
	if (kind === "scan") return hex.slice(0, 16);
	if (kind === "picture") return hex.slice(0, 32);
	if (kind === "request") return hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12}).*/, "$1-$2-$3-$4-$5");
	return exampleId(kind, number);
}

/** The value with each text in it, and each name of a field, changed. */
export function mapTexts(value: unknown, change: (text: string, name: string) => string, name = ""): unknown {
	if (typeof value === "string") return change(value, name);
	if (Array.isArray(value)) return value.map((item) => mapTexts(item, change, name));
	if (typeof value !== "object" || value === null) return value;
	return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, mapTexts(inner, change, key)]));
}
