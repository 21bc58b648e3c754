import { nearestOf } from "../../src/core/nearest.ts";
import { parseJson } from "./body.ts";
import { ownSchema } from "./own-shape.ts";

interface Part {
	readonly $ref?: string;
	/** Of the whole: the parts that have a name. */
	readonly $defs?: Readonly<Record<string, Part>>;
	readonly anyOf?: readonly Part[];
	readonly properties?: Readonly<Record<string, Part>>;
	readonly items?: Part;
}

/** Printed when it is first asked for: a command that reads no message need not wait for it. */
let printed: Part | null = null;

function schema(): Part {
	printed ??= ownSchema();
	return printed;
}

const MOST = 20;

/**
 * The fields of a message in Wayline's own format that the reader passes over because it does not know them: its sender
 * may have misspelt them. Empty for a body that is no JSON.
 */
export function ignoredInOwn(body: string): readonly string[] {
	const found: string[] = [];
	try {
		look(schema(), parseJson(body), "", found);
	} catch {
		return [];
	}
	return found;
}

function look(written: Part, value: unknown, path: string, found: string[]): void {
	const part = shapeOf(written);
	if (found.length >= MOST || typeof value !== "object" || value === null) return;
	if (Array.isArray(value)) {
		if (part.items) for (const [index, one] of value.entries()) look(part.items, one, `${path}.${index}`, found);
		return;
	}
	const known = part.properties;
	if (!known) return;
	for (const [name, one] of Object.entries(value)) {
		const field = Object.hasOwn(known, name) ? known[name] : undefined;
		if (field) look(field, one, `${path}.${name}`, found);
		else if (found.length < MOST) found.push(`${`${path}.${name}`.slice(1, 200)}: ${noSuchField(name, known)}`);
	}
}

function noSuchField(name: string, known: NonNullable<Part["properties"]>): string {
	const meant = nearestOf(name.slice(0, 60), Object.keys(known));
	return meant === null ? "no such field." : `no such field. Did you mean ${meant}?`;
}

/** Of several shapes the one with fields. */
function shapeOf(part: Part): Part {
	if (part.$ref !== undefined) return shapeOf(schema().$defs?.[part.$ref.slice("#/$defs/".length)] ?? {});
	return part.anyOf?.find(({ properties }) => properties) ?? part;
}
