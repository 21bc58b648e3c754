import type { Readable } from "node:stream";

// Not node:readline: it also parts lines at U+2028, which may stand inside a JSON string.
/** The lines of a stream, whole, however it is cut into chunks. */
export async function* linesOf(input: AsyncIterable<string> | Readable): AsyncGenerator<string> {
	const decoder = new TextDecoder();
	let parts: string[] = [];
	for await (const chunk of input) {
		const text = typeof chunk === "string" ? chunk : decoder.decode(chunk, { stream: true });
		const [first = "", ...others] = text.split("\n");
		parts.push(first);
		for (const other of others) {
			yield parts.join("");
			parts = [other];
		}
	}
	parts.push(decoder.decode());
	yield parts.join("");
}
