import { z } from "zod";
import { Unreadable } from "./carrier.ts";
import { wantedInWords } from "./wanted-in-words.ts";

/** Parses JSON and checks its shape. Unknown extra fields are allowed: carriers add them weekly. Throws Unreadable. */
export function json<T extends z.ZodType>(body: string, shape: T): z.output<T> {
	return shaped(parseJson(body), shape);
}

// zod copies it and adds `async` where it is not there, which makes a hidden class of each copy, in V8 of Node 20.
const ASKED = { error: wantedInWords, async: false };

/** What stands within a body that was parsed already, in its shape. Throws Unreadable. */
export function shaped<T extends z.ZodType>(value: unknown, shape: T): z.output<T> {
	const result = shape.safeParse(value, ASKED);
	if (result.success) return result.data;
	const issue = result.error.issues[0];
	throw new Unreadable(`${issue?.path.join(".") || "body"}: ${issue?.message ?? "unexpected shape"}`);
}

/** JSON in which an integer too long for a number arrives as a string with all its digits. Throws Unreadable. */
export function parseJson(body: string): unknown {
	const text = body.replace(/^\uFEFF/, "");
	try {
		return JSON.parse(/\d{16}/.test(text) && LONG_INTEGER.test(text) ? quoteLongIntegers(text) : text);
	} catch {
		throw new Unreadable("body: not JSON");
	}
}

// Where a value may stand: a look that costs little, for most long numbers stand in quotes.
const LONG_INTEGER = /[:,[]\s*-?\d{16}|^\s*-?\d{16}/;

// A waybill of 20 digits sent as a bare number would lose its last four in a double.
function quoteLongIntegers(text: string): string {
	const parts: string[] = [];
	let from = 0;
	let index = 0;
	while (index < text.length) {
		if (text[index] === '"') {
			index = endOfString(text, index);
			continue;
		}
		const number = /-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?/y;
		number.lastIndex = index;
		const found = number.exec(text)?.[0];
		if (found === undefined) {
			index += 1;
			continue;
		}
		if (/^\d{16,}$/.test(found)) {
			parts.push(text.slice(from, index), `"${found}"`);
			from = index + found.length;
		}
		index += found.length;
	}
	return parts.join("") + text.slice(from);
}

function endOfString(text: string, start: number): number {
	let index = start + 1;
	while (index < text.length && text[index] !== '"') index += text[index] === "\\" ? 2 : 1;
	return index + 1;
}

/** One field of a form body, decoded; null where it is missing. */
export function formField(body: string, name: string): string | null {
	return new URLSearchParams(body.trim()).get(name);
}

/** The document inside a carrier's form envelope, or the body itself where the sender left the envelope out. */
export function unwrapForm(body: string, name: string): string {
	return /^\uFEFF?\s*[{[<]/.test(body) ? body : (formField(body, name) ?? body);
}

/** A value that some carriers send as an object and some as JSON inside a string. */
export function jsonInside<T extends z.ZodType>(shape: T) {
	return z
		.unknown()
		.optional()
		.transform((value, context) => {
			if (typeof value !== "string") return value;
			try {
				return parseJson(value);
			} catch {
				context.addIssue({ code: "custom", message: "not JSON inside a string" });
				return z.NEVER;
			}
		})
		.pipe(shape);
}

/** Text of up to 4,000 characters, that may arrive as a number, or as an XML element with attributes; anything else, or a blank, is absent. */
export const text = z
	.unknown()
	.optional()
	.transform((value): string | undefined => {
		const bare = typeof value === "object" && value !== null && "#text" in value ? value["#text"] : value;
		const written = typeof bare === "number" && Number.isFinite(bare) ? String(bare) : bare;
		return typeof written === "string" ? withinReason(written) : undefined;
	});

/**
 * Without blanks at its ends; absent where nothing is left. No carrier writes so much in one field that it would be cut,
 * and patterns that are quick on a sentence are not on a million letters. The message is kept whole.
 */
export function withinReason(written: string): string | undefined {
	return written.trim().slice(0, MOST_CHARACTERS).trim() || undefined;
}

const MOST_CHARACTERS = 4_000;

/** A degree, a count and so on, that may arrive as text; anything else is absent. */
export const number = z
	.unknown()
	.optional()
	.transform((value): number | undefined => {
		const read = typeof value === "string" && value.trim() !== "" ? Number(value) : value;
		return typeof read === "number" && Number.isFinite(read) ? read : undefined;
	});

/** "true" and "false", in small letters, whether they arrive as such or as text; anything else that is said as text. */
export const trueOrFalse = z
	.unknown()
	.optional()
	.transform((value) => (value === undefined || value === null ? undefined : String(value).toLowerCase()));

/** True for true, "true", "1", "Y" and "yes"; false for everything else. */
export const flag = z
	.unknown()
	.optional()
	.transform((value): boolean => value === true || /^(?:true|1|y|yes)$/i.test(String(value)));

/** A list that carriers also send as null, as nothing, as blank text or as a single bare element. */
export function list<T extends z.ZodType>(shape: T): ReturnType<typeof makeList<T>> {
	return madeOnce(lists, shape, makeList);
}

function makeList<T extends z.ZodType>(shape: T) {
	return z
		.unknown()
		.optional()
		.transform((value) => {
			if (value === undefined || value === null || value === "") return [];
			return (Array.isArray(value) ? value : [value]).filter((element) => element !== null);
		})
		.pipe(z.array(shape));
}

/** An object that carriers also send as null, as nothing, as blank text or as an empty list. */
export function part<T extends z.ZodType>(shape: T): ReturnType<typeof makePart<T>> {
	return madeOnce(parts, shape, makePart);
}

function makePart<T extends z.ZodType>(shape: T) {
	return z
		.unknown()
		.optional()
		.transform((value): unknown => {
			const isNothing = value === null || value === "" || (Array.isArray(value) && value.length === 0);
			return isNothing ? undefined : value;
		})
		.pipe(shape.optional());
}

const lists = new WeakMap<z.ZodType, z.ZodType>();
const parts = new WeakMap<z.ZodType, z.ZodType>();

/** Making a schema costs more than reading a message with it, and an adapter may ask for one at every message. */
function madeOnce<T extends z.ZodType, Made extends z.ZodType>(
	known: WeakMap<z.ZodType, z.ZodType>,
	shape: T,
	make: (shape: T) => Made,
): Made {
	const made = known.get(shape) ?? make(shape);
	known.set(shape, made);
	// Each map holds, by its shape, only what this maker made of it.
	return made as Made;
}
