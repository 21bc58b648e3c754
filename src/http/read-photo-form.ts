import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { Refused } from "../core/errors.ts";
import { PHOTO } from "../services/draw-photo.ts";
import { VIDEO } from "../services/remake-video.ts";
import type { HttpContext } from "./door.ts";
import { BadRequest } from "./problem.ts";
import { arriving, FORM_BODY_LIMIT, readForm } from "./read-body.ts";
import { damaged, formOf } from "./read-upload.ts";

/** A form that may have photos, in its part "photos", and where it is asked for one video, in "video". */
export interface PhotoForm {
	readonly fields: URLSearchParams;
	/** As they were sent, none looked at; none where anything is wrong with them. */
	readonly photos: readonly Uint8Array[];
	readonly wrong: "too-many" | "too-large" | null;
	/** As photos are. */
	readonly video: Uint8Array | null;
	readonly wrongVideo: "too-large" | null;
	/** Their bytes are counted as held until then. */
	release(): void;
}

/** All that a form of ours can hold; its fields stand before its files, so that they are read whatever follows. */
const LIMIT = PHOTO.mostOfMessage * PHOTO.mostBytes + 2 * FORM_BODY_LIMIT;

export interface FormTakes {
	readonly video?: boolean;
}

/**
 * Reads a form as a browser sends it, with files or, where it has none, as any other. That photos are too many or too large is
 * no refusal: whoever wrote the words sees them again. `owner` is whose share of all that may arrive at once it is. Throws what
 * is wrong with the body.
 */
export async function readPhotoForm(context: HttpContext, owner: string, takes: FormTakes = {}): Promise<PhotoForm> {
	if (!isInParts(context)) {
		const none = { photos: [], wrong: null, video: null, wrongVideo: null };
		return { fields: await readForm(context), ...none, release: () => {} };
	}
	const held = new Held(owner, LIMIT + (takes.video ? VIDEO.mostBytes : 0));
	try {
		return await readParts(context.req.header("content-type") ?? "", context.req.raw.body, held, takes);
	} catch (error) {
		held.release();
		throw error instanceof Refused ? error : damaged();
	}
}

/** A form as a browser sends it where it may have files. */
export function isInParts(context: HttpContext): boolean {
	return /^multipart\/form-data\s*;/i.test(context.req.header("content-type") ?? "");
}

async function readParts(
	contentType: string,
	body: ReadableStream<Uint8Array> | null,
	held: Held,
	takes: FormTakes,
): Promise<PhotoForm> {
	const fields = new URLSearchParams();
	const photos: Buffer[] = [];
	const videos: Buffer[] = [];
	const wrong = { isTooLarge: false, isTooMany: false, isVideoTooLarge: false };
	const most = takes.video
		? { files: PHOTO.mostOfMessage + 1, fileSize: Math.max(PHOTO.mostBytes, VIDEO.mostBytes) }
		: { files: PHOTO.mostOfMessage, fileSize: PHOTO.mostBytes };
	const form = formOf(contentType, most);
	const kept = { photos, ...(takes.video && { video: videos }) };
	form.on("field", (name, value) => fields.append(name, value));
	form.on("file", (field, stream) => {
		const into = field === "photos" ? kept.photos : field === "video" ? kept.video : undefined;
		const chunks: Uint8Array[] = [];
		// Whoever reads the form hears of it.
		stream.on("error", () => {});
		stream.on("limit", () => {
			if (field === "video") wrong.isVideoTooLarge = true;
			else wrong.isTooLarge = true;
		});
		stream.on("data", (chunk: Uint8Array) => into && chunks.push(chunk));
		// A field without a file is sent as an empty one.
		stream.on("end", () => chunks.length > 0 && into?.push(Buffer.concat(chunks)));
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
	const isTooMany = wrong.isTooMany || photos.length > PHOTO.mostOfMessage;
	const isTooLarge = wrong.isTooLarge || photos.some(({ length }) => length > PHOTO.mostBytes);
	const what = isTooMany ? "too-many" : isTooLarge ? "too-large" : null;
	const isRight = what === null && !wrong.isVideoTooLarge;
	return {
		...{ fields, wrong: what, wrongVideo: wrong.isVideoTooLarge ? "too-large" : null },
		...{ photos: isRight ? photos : [], video: isRight ? (videos[0] ?? null) : null },
		release: () => held.release(),
	};
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
	readonly #limit: number;
	#bytes = 0;

	constructor(owner: string, limit: number) {
		this.#owner = `photos ${owner}`;
		this.#limit = limit;
	}

	get isFull(): boolean {
		return this.#bytes > this.#limit;
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
