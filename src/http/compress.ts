import { promisify } from "node:util";
import { gzip } from "node:zlib";
import type { HttpContext } from "./door.ts";

const compress = promisify(gzip);

/** Smaller bodies fit into the first packet as they are. */
export const worthwhileBytes = 1024;

/** Whether the caller takes gzip. */
export function takesGzip(acceptEncoding = ""): boolean {
	return takes(acceptEncoding, ["gzip", "x-gzip"]);
}

/** Whether the caller takes brotli. */
export function takesBrotli(acceptEncoding = ""): boolean {
	return takes(acceptEncoding, ["br"]);
}

/** RFC 9110 lets an encoding be named, named with a weight, or meant by a star. */
function takes(acceptEncoding: string, names: readonly string[]): boolean {
	const offers = acceptEncoding.split(",").map((offer) => {
		const [name = "", ...parameters] = offer.split(";").map((part) => part.trim().toLowerCase());
		const weight = parameters.find((parameter) => parameter.startsWith("q="))?.slice(2);
		return { name, isRefused: weight !== undefined && !(Number(weight) > 0) };
	});
	const offer = offers.find(({ name }) => names.includes(name)) ?? offers.find(({ name }) => name === "*");
	return offer !== undefined && !offer.isRefused;
}

/**
 * The text as the caller takes it. Compressed here and not by a middleware, because a header that is set on a finished
 * response makes Hono build it anew; on zlib's own threads, so that a large page keeps nobody waiting.
 */
export async function answerText(
	context: HttpContext,
	text: string,
	headers: Readonly<Record<string, string>>,
): Promise<Response> {
	context.header("vary", "accept-encoding", { append: true });
	const bytes = Buffer.from(text);
	const isWorthwhile = bytes.length > worthwhileBytes && context.req.method !== "HEAD";
	if (!isWorthwhile || !takesGzip(context.req.header("accept-encoding"))) return context.body(text, 200, headers);
	return context.body(await compress(bytes, { level: 4 }), 200, { ...headers, "content-encoding": "gzip" });
}
