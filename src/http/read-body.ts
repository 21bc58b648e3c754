import type { z } from "zod";
import { Invalid, Refused, TooLarge } from "../core/errors.ts";
import { wantedInWords } from "../services/wanted-in-words.ts";
import { ByteBudget } from "./byte-budget.ts";
import type { HttpContext } from "./door.ts";
import { pointedErrors } from "./field-errors.ts";
import { holdTo } from "./openapi/about.ts";
import { BadRequest, UnsupportedMediaType } from "./problem.ts";

const KIB = 1024;
const MIB = 1024 * KIB;
export const SELLER_BODY_LIMIT = MIB;
/** A thousand waybills, with what was bought in each and for whom. */
export const BATCH_BODY_LIMIT = 4 * MIB;
export const CARRIER_BODY_LIMIT = 5 * MIB;
/** Some thousand characters of any language, each written as `%E2%80%A6` is. */
export const FORM_BODY_LIMIT = 64 * KIB;

/** A body that declares no more is taken in one piece: thousands of them at once are no burden. */
const SMALL_BODY = 64 * KIB;

/** Half-received bodies that this process holds at most, and of one owner: the largest is a review with three photos and a video. */
export const arriving = new ByteBudget({ allBytes: 256 * MIB, ownerBytes: 48 * MIB });

/**
 * The body's bytes. Never holds more than the limit and one chunk, also when the sender declares no length, and refuses
 * for a while what comes when too much is arriving at once. `owner` is whose share of that it is.
 */
export async function readBytes(context: HttpContext, limitBytes: number, owner = ""): Promise<Uint8Array> {
	const read = context.get("body");
	if (read) {
		if (read.length > limitBytes) throw tooLarge(limitBytes);
		return read;
	}
	const declared = context.req.header("content-length");
	if (declared !== undefined && Number(declared) > limitBytes) throw tooLarge(limitBytes);
	try {
		// Node's parser ends a body at its declared length, so only a long or an undeclared one has to be counted.
		return declared === undefined || Number(declared) > SMALL_BODY
			? await readCounted(context.req.raw.body, limitBytes, owner)
			: new Uint8Array(await context.req.arrayBuffer());
	} catch (error) {
		if (error instanceof Refused) throw error;
		throw new BadRequest("The connection ended before the whole body had arrived.");
	}
}

async function readCounted(
	body: ReadableStream<Uint8Array> | null,
	limitBytes: number,
	owner: string,
): Promise<Uint8Array> {
	if (!body) return new Uint8Array();
	const chunks: Uint8Array[] = [];
	let length = 0;
	const reader = body.getReader();
	try {
		for (;;) {
			const { done, value } = await reader.read();
			if (done) return Buffer.concat(chunks, length);
			length += value.length;
			arriving.take(owner, value.length);
			// Not cancelled: that would cut the connection before the sender has read why. The server drains what follows.
			if (length > limitBytes) throw tooLarge(limitBytes);
			chunks.push(value);
		}
	} finally {
		reader.releaseLock();
		arriving.giveBack(owner, length);
	}
}

function tooLarge(limitBytes: number): TooLarge {
	const limit = limitBytes < MIB ? `${limitBytes / KIB} KB` : `${limitBytes / MIB} MB`;
	return new TooLarge(`The body may have at most ${limit} (${limitBytes} bytes). Send less at a time.`);
}

const utf8 = new TextDecoder("utf-8", { fatal: true });

/** The JSON body as the schema wants it. Throws a problem that points at every field that is wrong. */
export async function readJson<T extends z.ZodType>(
	context: HttpContext,
	schema: T,
	limitBytes = SELLER_BODY_LIMIT,
): Promise<z.output<T>> {
	const about = context.get("about");
	if (about) holdTo(about.body, schema);
	const contentType = context.req.header("content-type") ?? "";
	if (!/^application\/json(?:\s*;\s*charset\s*=\s*"?utf-?8"?)?\s*$/i.test(contentType)) {
		throw new UnsupportedMediaType('Send JSON in UTF-8, with the header "Content-Type: application/json".');
	}
	// Of each key its own share: one seller's slow senders never keep out another's.
	const bytes = await readBytes(context, limitBytes, context.req.header("authorization") ?? "");
	if (bytes.length === 0) throw new BadRequest("The body is empty. Send a JSON object.");
	const value = parseJsonValue(parseJson(bytes), schema);
	if (value instanceof Invalid) throw value;
	return value;
}

/** A JSON value as the schema wants it, or a problem that points at every field that is wrong. */
export function parseJsonValue<T extends z.ZodType>(value: unknown, schema: T): z.output<T> | Invalid {
	const reading = schema.safeParse(value, { error: wantedInWords });
	if (reading.success) return reading.data;
	return new Invalid("Some fields of the body are not right; errors names each.", pointedErrors(reading.error, schema));
}

/** The fields of a small form that a browser sent. Throws what is wrong with the body, nothing of its fields. */
export async function readForm(context: HttpContext): Promise<URLSearchParams> {
	const contentType = context.req.header("content-type") ?? "";
	if (!/^application\/x-www-form-urlencoded(?:\s*;\s*charset\s*=\s*"?utf-?8"?)?\s*$/i.test(contentType)) {
		throw new UnsupportedMediaType("Send a form, as a browser does: application/x-www-form-urlencoded in UTF-8.");
	}
	const bytes = await readBytes(context, FORM_BODY_LIMIT, "forms");
	try {
		return new URLSearchParams(utf8.decode(bytes));
	} catch {
		throw new BadRequest("The form is not in UTF-8.");
	}
}

/** No body of ours goes deeper than ten; of one that is nothing but brackets each takes a hundred times its share. */
const DEEPEST = 64;

const [QUOTE, BACKSLASH, OPENED, CLOSED] = [0x22, 0x5c, [0x5b, 0x7b], [0x5d, 0x7d]] as const;

/** Looks at the bytes alone, so that it costs little whatever they are. */
function isTooDeep(bytes: Uint8Array): boolean {
	let depth = 0;
	let isText = false;
	for (let at = 0; at < bytes.length; at++) {
		const byte = bytes[at];
		if (byte === QUOTE) isText = !isText;
		else if (isText && byte === BACKSLASH) at++;
		else if (isText) continue;
		else if (byte === OPENED[0] || byte === OPENED[1]) depth++;
		else if (byte === CLOSED[0] || byte === CLOSED[1]) depth--;
		if (depth > DEEPEST) return true;
	}
	return false;
}

function parseJson(bytes: Uint8Array): unknown {
	if (isTooDeep(bytes)) throw new BadRequest(`The body goes deeper than ${DEEPEST} brackets within each other.`);
	try {
		return JSON.parse(utf8.decode(bytes));
	} catch {
		// V8's own message quotes the body, which may hold a secret.
		throw new BadRequest("The body is not JSON in UTF-8. Check quotes, commas and brackets.");
	}
}

/** The query string as the schema wants it: a parameter nobody knows, or one given twice, is refused. */
export function readQuery<T extends z.ZodObject>(context: HttpContext, schema: T): z.output<T> {
	const about = context.get("about");
	if (about && (about.query || Object.keys(schema.shape).length > 0)) holdTo(about.query, schema);
	const given: Record<string, string> = Object.create(null);
	for (const [name, values] of Object.entries(context.req.queries())) {
		if (values.length > 1) throw new BadRequest(`The query parameter "${name.slice(0, 60)}" is given twice.`);
		given[name] = values[0] ?? "";
	}
	const reading = schema.safeParse({ ...given }, { error: wantedInWords });
	if (reading.success) return reading.data;
	throw new BadRequest(
		`Some query parameters are not right. ${pointedErrors(reading.error, schema)
			.map(({ pointer, detail }) => `${pointer.slice(1)}: ${detail.replace("No such field.", "No such parameter.")}`)
			.join(" ")}`,
	);
}
