import { TooLarge } from "../core/errors.ts";
import type { HttpContext } from "./door.ts";
import { PRODUCTS_FILE } from "./product-shapes.ts";
import { openUpload } from "./read-upload.ts";

/** A file of products that is being sent, as a body of its own or in a form. Throws what openUpload throws, when it is read. */
export async function* readProductUpload(context: HttpContext): AsyncGenerator<Uint8Array> {
	const upload = await openUpload(context);
	try {
		yield* bounded(upload.source);
	} finally {
		upload.giveUp();
	}
}

/** Throws `TooLarge` where more comes than a feed may have. */
export async function* bounded(source: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
	let length = 0;
	for await (const chunk of source) {
		length += chunk.length;
		if (length > PRODUCTS_FILE.mostBytes)
			throw new TooLarge(`The file may have at most ${PRODUCTS_FILE.mostBytes / 1024 / 1024} MB. Send it in parts.`);
		yield chunk;
	}
}
