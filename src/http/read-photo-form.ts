import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { Refused } from "../core/errors.ts";
import { PHOTO } from "../services/draw-photo.ts";
import type { HttpContext } from "./door.ts";
import { BadRequest } from "./problem.ts";
import { arriving, FORM_BODY_LIMIT, readForm } from "./read-body.ts";
import { damaged, formOf } from "./read-upload.ts";

/** A form that may have photos, in its part "photos". */
export interface PhotoForm {
	readonly fields: URLSearchParams;
	/** As they were sent, none looked at; none where anything is wrong with them. */
	readonly photos: readonly Uint8Array[];
	readonly wrong: "too-many" | "too-large" | null;
	/** Their bytes are counted as held until then. */
	release(): void;
}

/** All that a form of ours can hold; its fields stand before its photos, so that they are read whatever follows. */
const LIMIT = PHOTO.mostOfMessage * PHOTO.mostBytes + 2 * FORM_BODY_LIMIT;

/**
 * Reads a form as a browser sends it, with files or, where it has none, as any other. That photos are too many or too large is
 * no refusal: whoever wrote the words sees them again. `owner` is whose share of all that may arrive at once it is. Throws what
 * is wrong with the body.
 */
export async function readPhotoForm(context: HttpContext, owner: string): Promise<PhotoForm> {
	if (!isInParts(context)) {
		return { fields: await readForm(context), photos: [], wrong: null, release: () => {} };
	}
	const held = new Held(owner);
	try {
		return await readParts(context.req.header("content-type") ?? "", context.req.raw.body, held);
	} catch (error) {
		held.release();
		throw error instanceof Refused ? error : damaged();
	}
}

/** A form as a browser sends it where it may have files. */
export function isInParts(context: HttpContext): boolean {
	return /^multipart\/form-data\s*;/i.test(context.req.header("content-type") ?? "");
}

async function readParts(contentType: string, body: ReadableStream<Uint8Array> | null, held: Held): Promise<PhotoForm> {
	const fields = new URLSearchParams();
	const photos: Buffer[] = [];
	const wrong = { isTooLarge: false, isTooMany: false };
	const form = formOf(contentType, { files: PHOTO.mostOfMessage, fileSize: PHOTO.mostBytes });
	form.on("field", (name, value) => fields.append(name, value));
	form.on("file", (field, stream) => {
		const chunks: Uint8Array[] = [];
		// Whoever reads the form hears of it.
		stream.on("error", () => {});
		stream.on("limit", () => {
			wrong.isTooLarge = true;
		});
		stream.on("data", (chunk: Uint8Array) => field === "photos" && chunks.push(chunk));
		// A field without a file is sent as an empty one.
		stream.on("end", () => chunks.length > 0 && photos.push(Buffer.concat(chunks)));
	});
	form.on("filesLimit", () => {
		wrong.isTooMany = true;
	});
	const onTooMuch = () => {
		wrong.isTooLarge = true;
	};
	await pipeline(Readable.from(counted(body, held, onTooMuch)), form).catch((error) => {
		// What was not read to its end is cut, which the parser takes for damage.
		if (!held.isFull || error instanceof Refused) throw error;
	});
	const what = wrong.isTooMany ? "too-many" : wrong.isTooLarge ? "too-large" : null;
	return { fields, photos: what === null ? photos : [], wrong: what, release: () => held.release() };
}

async function* counted(
	body: ReadableStream<Uint8Array> | null,
	held: Held,
	onTooMuch: () => void,
): AsyncGenerator<Uint8Array> {
	if (!body) return;
	const reader = body.getReader();
	try {
		for (;;) {
			const { done, value } = await reader.read();
			if (done) return;
			held.take(value.length);
			if (held.isFull) {
				onTooMuch();
				return await drain(reader);
			}
			yield value;
		}
	} catch (error) {
		if (error instanceof Refused) throw error;
		throw new BadRequest("The connection ended before the whole form had arrived.");
	} finally {
		reader.releaseLock();
	}
}

/** A browser that is still sending reads no answer: what ten photos have is taken, and thrown away. */
async function drain(reader: ReadableStreamDefaultReader<Uint8Array>): Promise<void> {
	let bytes = 0;
	while (bytes < MOST_DRAINED) {
		const { done, value } = await reader.read();
		if (done) return;
		bytes += value.length;
	}
}

const MOST_DRAINED = 100 * 1024 * 1024;

/** The bytes of one form, from when they arrive until nobody needs them. */
class Held {
	readonly #owner: string;
	#bytes = 0;

	constructor(owner: string) {
		this.#owner = `photos ${owner}`;
	}

	get isFull(): boolean {
		return this.#bytes > LIMIT;
	}

	/** Throws `Unavailable` where too much arrives at once. */
	take(bytes: number): void {
		this.#bytes += bytes;
		arriving.take(this.#owner, bytes);
	}

	release(): void {
		arriving.giveBack(this.#owner, this.#bytes);
		this.#bytes = 0;
	}
}
