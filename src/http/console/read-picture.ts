import { consoleWordsFor } from "../../../web/views/console/words.ts";
import { Invalid } from "../../core/errors.ts";
import { PICTURE } from "../shop-shapes.ts";
import type { Staff } from "./staff.ts";

/** The picture of a form that takes one. Throws `Invalid` for none and for one that is too large, as it arrives. */
export async function readPicture({ upload, page }: Pick<Staff, "upload" | "page">): Promise<Uint8Array> {
	if (upload === null) throw new Error("A route that takes a file was given none.");
	const { logo: words } = consoleWordsFor(page.locale).shop;
	const chunks: Uint8Array[] = [];
	let length = 0;
	for await (const chunk of upload.source) {
		length += chunk.length;
		if (length > PICTURE.mostBytes) throw new Invalid(words.tooLarge);
		chunks.push(chunk);
	}
	if (length === 0) throw new Invalid(words.missing);
	return Buffer.concat(chunks, length);
}
