import { createHmac, timingSafeEqual } from "node:crypto";

/** A message of which the three headers are there and the signature is wrong. */
export interface WronglySigned {
	readonly id: string;
	readonly timestamp: string;
	/** The header as it came. */
	readonly signatures: string;
	readonly body: Uint8Array;
	/** As the connection keeps it, with or without whsec_. */
	readonly secret: string;
}

/**
 * Which slip of the pen made this signature of Standard Webhooks wrong, in words; null where none that is known did. It
 * is named only where doing the same wrong thing with the connection's own secret gives the very signature that came, so
 * nobody who does not hold the secret learns anything of it.
 */
export function mistakeIn({ id, timestamp, signatures, body, secret }: WronglySigned): string | null {
	const given = signaturesIn(signatures);
	if (given.length === 0 || body.length > MOST_BYTES) return null;
	const contents = contentsOf(id, timestamp, Buffer.from(body));
	for (const key of keysOf(secret)) {
		for (const content of key.isRare ? contents.slice(0, 1) : contents) {
			const made = createHmac("sha256", key.bytes).update(content.bytes).digest();
			const found = given.find(({ bytes }) => bytes.length === made.length && timingSafeEqual(bytes, made));
			const slips = [key.slip, content.slip, found?.slip].filter((slip) => slip !== undefined);
			if (found && slips.length > 0) return slips.join("; and ");
		}
	}
	return null;
}

// Each way to be wrong costs a digest of the body, and anybody may post one.
const MOST_BYTES = 8 * 1024;
/** An indented print grows with the depth: 4,000 brackets make 67 MB. A message of ours is seven deep. */
const MOST_DEPTH = 16;
const MOST_SIGNATURES = 4;

interface Part {
	readonly bytes: Buffer;
	/** What is wrong with it; absent where nothing is. */
	readonly slip?: string;
}

function keysOf(secret: string): readonly (Part & { readonly isRare?: boolean })[] {
	const bare = secret.replace(/^whsec_/, "");
	const asText = "the secret was used as text: the key is what stands behind whsec_, decoded from base64";
	const withPrefix = "the key was decoded with whsec_ before it: cut that off first, then decode the rest from base64";
	return [
		{ bytes: Buffer.from(bare, "base64") },
		{ bytes: Buffer.from(`whsec_${bare}`), slip: asText },
		{ bytes: Buffer.from(bare), slip: asText },
		// What decoders make of the underscore: a letter of another alphabet, or nothing.
		{ bytes: Buffer.from(`whsec_${bare}`, "base64"), slip: withPrefix, isRare: true },
		{ bytes: Buffer.from(`whsec${bare}`, "base64"), slip: withPrefix, isRare: true },
	];
}

function contentsOf(id: string, timestamp: string, body: Buffer): readonly Part[] {
	const signed = (before: string, content: Buffer = body) => Buffer.concat([Buffer.from(before), content]);
	const wanted = "what is signed is id.timestamp.body";
	const head = `${id}.${timestamp}.`;
	const rewritten = spellingsOf(body).map((spelling) => Buffer.from(spelling));
	const isOther =
		"another spelling of the JSON was signed than was sent: make the text once, sign it, and send those very bytes";
	const ends = [signed(head, Buffer.concat([body, Buffer.from("\n")]))];
	if (body.at(-1) === 0x0a) ends.push(signed(head, body.subarray(0, body.at(-2) === 0x0d ? -2 : -1)));
	return [
		{ bytes: signed(head) },
		{ bytes: body, slip: `the body alone was signed: ${wanted}` },
		{ bytes: signed(`${timestamp}.`), slip: `the id is missing from what was signed: ${wanted}` },
		{ bytes: signed(`${id}.`), slip: `the timestamp is missing from what was signed: ${wanted}` },
		{ bytes: signed(`${timestamp}.${id}.`), slip: `id and timestamp were signed in the other order: ${wanted}` },
		...["", ":", "\n", "|", " ", ","].map((mark) => ({
			bytes: signed(`${id}${mark}${timestamp}${mark}`),
			slip: `the parts were not signed with a full stop between them: ${wanted}`,
		})),
		...ends.map((bytes) => ({
			bytes,
			slip: "a line break at the end of the body was signed and not sent, or sent and not signed",
		})),
		...rewritten.map((spelling) => ({ bytes: signed(head, spelling), slip: isOther })),
		...rewritten.map((spelling) => ({ bytes: spelling, slip: `the body alone was signed: ${wanted}; and ${isOther}` })),
	];
}

/** The same JSON as the printers of JavaScript, Python and PHP write it. */
function spellingsOf(body: Buffer): readonly string[] {
	const text = body.toString("utf8");
	if (depthOf(text) > MOST_DEPTH) return [];
	let value: unknown;
	try {
		value = JSON.parse(text);
	} catch {
		return [];
	}
	const tight = JSON.stringify(value);
	const spaced = pythonText(value);
	const all = [tight, JSON.stringify(value, null, 2), JSON.stringify(value, null, 4), spaced].flatMap((spelling) => [
		spelling,
		inAscii(spelling),
	]);
	return [...new Set([...all, inAscii(tight).replaceAll("/", "\\/")])].filter((spelling) => spelling !== text);
}

/** How deep brackets stand in each other; those inside of texts count too, which does no harm. */
function depthOf(text: string): number {
	let [depth, deepest] = [0, 0];
	for (const character of text) {
		if (character === "[" || character === "{") deepest = Math.max(deepest, ++depth);
		else if (character === "]" || character === "}") depth--;
	}
	return deepest;
}

/** `json.dumps` puts a blank behind each colon and comma. */
function pythonText(value: unknown): string {
	if (Array.isArray(value)) return `[${value.map(pythonText).join(", ")}]`;
	if (typeof value !== "object" || value === null) return JSON.stringify(value);
	return `{${Object.entries(value)
		.map(([name, part]) => `${JSON.stringify(name)}: ${pythonText(part)}`)
		.join(", ")}}`;
}

function inAscii(text: string): string {
	return text.replace(/[\u0080-\uffff]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, "0")}`);
}

/** What may have been meant as a signature, with what is wrong with how it is written. */
function signaturesIn(header: string): readonly Part[] {
	return header.trim().split(/\s+/).slice(0, MOST_SIGNATURES).map(signatureIn);
}

function signatureIn(entry: string): Part {
	const written = entry.replace(/^(?:v1[,=:]|sha256=)/i, "");
	const slips = entry.startsWith("v1,") ? [] : ['the signature lacks "v1," before it'];
	const isDigits = (text: string) => /^[0-9a-f]{64}$/i.test(text);
	const inside = Buffer.from(written, "base64").toString("latin1");
	if (isDigits(written)) slips.push("the signature is written in hexadecimal: base64 is wanted");
	else if (isDigits(inside))
		slips.push("the hexadecimal digits of the signature were made base64: its bytes are wanted");
	const bytes = isDigits(written)
		? Buffer.from(written, "hex")
		: isDigits(inside)
			? Buffer.from(inside, "hex")
			: Buffer.from(written, "base64");
	return slips.length === 0 ? { bytes } : { bytes, slip: slips.join("; and ") };
}
