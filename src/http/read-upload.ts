import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { Busboy, type BusboyInstance } from "@fastify/busboy";
import { Refused, TooLarge } from "../core/errors.ts";
import type { HttpContext } from "./door.ts";
import { BadRequest, UnsupportedMediaType } from "./problem.ts";
import { FORM_BODY_LIMIT } from "./read-body.ts";

/** A file that is being sent, as a body of its own or as the part "file" of a form. */
export interface Upload {
	/** Those that stand before the file. */
	readonly fields: URLSearchParams;
	readonly name: string | null;
	/** As the header of a body of its own says. */
	readonly charset: string | undefined;
	/** Read it once, or give it up; it throws `TooLarge`, and BadRequest where the connection ends before the file does. */
	readonly source: AsyncIterable<Uint8Array>;
	/** What was not read of it is wanted no more. */
	giveUp(): void;
}

const MIB = 1024 * 1024;
export const UPLOAD_LIMIT = 50 * MIB;

/** Browsers and programs call a CSV file by all of these. */
const FILES =
	/^(?:text\/(?:csv|plain|tab-separated-values|comma-separated-values)|application\/(?:csv|gzip|x-gzip|octet-stream|vnd\.ms-excel))\s*(?:;|$)/i;

/** Opens what is being sent. Throws UnsupportedMediaType, BadRequest and `TooLarge`. */
export async function openUpload(context: HttpContext): Promise<Upload> {
	const contentType = context.req.header("content-type") ?? "";
	const isForm = /^multipart\/form-data\s*;/i.test(contentType);
	const encoding = context.req.header("content-encoding");
	if ((!isForm && !FILES.test(contentType)) || !/^(?:gzip|x-gzip|identity)?$/i.test(encoding ?? "")) {
		throw new UnsupportedMediaType(
			'Send the file as it is, gzipped or not, with "Content-Type: text/csv"; or in a form, multipart/form-data, as the part "file".',
		);
	}
	const limit = isForm ? UPLOAD_LIMIT + FORM_BODY_LIMIT : UPLOAD_LIMIT;
	if (Number(context.req.header("content-length") ?? 0) > limit) throw tooLarge();
	const body = counted(context.req.raw.body, limit);
	if (isForm) return openForm(contentType, body);
	const charset = /;\s*charset\s*=\s*"?([\w.:-]{1,40})"?/i.exec(contentType)?.[1];
	return { fields: new URLSearchParams(), name: null, charset, source: body, giveUp: () => {} };
}

async function* counted(body: ReadableStream<Uint8Array> | null, limit: number): AsyncGenerator<Uint8Array> {
	if (!body) return;
	let length = 0;
	const reader = body.getReader();
	try {
		for (;;) {
			const { done, value } = await reader.read();
			if (done) return;
			length += value.length;
			// Not cancelled: that would cut the connection before the sender has read why. The server drains what follows.
			if (length > limit) throw tooLarge();
			yield value;
		}
	} catch (error) {
		if (error instanceof Refused) throw error;
		throw new BadRequest("The connection ended before the whole file had arrived.");
	} finally {
		reader.releaseLock();
	}
}

function openForm(contentType: string, body: AsyncIterable<Uint8Array>): Promise<Upload> {
	return new Promise((resolve, reject) => {
		const fields = new URLSearchParams();
		const givenUp = new AbortController();
		let file: Readable | null = null;
		const form = formOf(contentType);
		form.on("field", (name, value) => fields.append(name, value));
		form.on("file", (field, stream, name) => {
			// Whoever reads it hears of it below; a part that nobody reads ends with the form.
			stream.on("error", () => {});
			if (field !== "file" || file !== null) return void stream.resume();
			file = stream;
			stream.on("close", () => {
				if (!stream.readableEnded) givenUp.abort();
			});
			resolve({
				...{ fields, name: name || null, charset: undefined, source: readable(stream) },
				giveUp: () => void stream.destroy(),
			});
		});
		pipeline(Readable.from(body), form, { signal: givenUp.signal }).then(
			() => reject(new BadRequest('The form has no file. Put it into the part "file".')),
			(error) => {
				const refused = error instanceof Refused ? error : damaged();
				file?.destroy(refused);
				reject(refused);
			},
		);
	});
}

/** Reads a form of parts; `more`: how many files, and of how many bytes. Throws BadRequest. */
export function formOf(
	contentType: string,
	more: { readonly files?: number; readonly fileSize?: number } = {},
): BusboyInstance {
	try {
		return new Busboy({
			headers: { "content-type": contentType },
			limits: { fields: 100, parts: 110, fieldSize: FORM_BODY_LIMIT, headerPairs: 20, ...more },
		});
	} catch {
		throw damaged();
	}
}

/** Its own errors are the form's. */
async function* readable(stream: Readable): AsyncGenerator<Uint8Array> {
	try {
		yield* stream;
	} catch (error) {
		throw error instanceof Refused ? error : damaged();
	}
}

export function damaged(): BadRequest {
	return new BadRequest("The form is damaged, or the connection ended before the whole of it had arrived.");
}

function tooLarge(): TooLarge {
	return new TooLarge(`The file may have at most ${UPLOAD_LIMIT / MIB} MB. Gzip it, or bring it in parts.`);
}
