import { NotFound } from "../core/errors.ts";
import type { OpenVideo } from "../services/open-video.ts";
import type { HttpContext } from "./door.ts";
import { matchesEtag } from "./matches-etag.ts";

export function noVideo(): NotFound {
	return new NotFound("There is no such video.");
}

/**
 * A video that somebody sent, put together anew: all of it, or the piece that a player asks for (RFC 9110, section 14; Safari
 * plays nothing that is not answered in pieces). Throws `NotFound` where it is gone, or nobody can read it any more.
 */
export async function answerVideo(context: HttpContext, video: OpenVideo): Promise<Response> {
	const { type, bytes, version } = video;
	const etag = `"${version}"`;
	const headers = {
		etag,
		"accept-ranges": "bytes",
		"x-robots-tag": "noindex, nofollow, noarchive",
		"content-disposition": `inline; filename="review.${type === "video/webm" ? "webm" : "mp4"}"`,
		// Opened by itself it is nothing but a video, which a browser asks for as the origin that it is of, and runs no script.
		"content-security-policy": "default-src 'none'; media-src 'self'; sandbox allow-same-origin",
	};
	if (matchesEtag(context.req.header("if-none-match"), etag)) return context.body(null, 304, headers);
	const condition = context.req.header("if-range");
	const isSame = condition === undefined || condition === etag;
	const range = isSame ? rangeOf(context.req.header("range"), bytes) : "all";
	if (range === "none") {
		return context.body(null, 416, { ...headers, "content-range": `bytes */${bytes}` });
	}
	const { from, to } = range === "all" ? { from: 0, to: bytes } : range;
	const pieces = video.read(from, to);
	// Before anything is answered.
	const first = await pieces.next();
	if (first.done) throw noVideo();
	const told = { ...headers, "content-type": type, "content-length": String(to - from) };
	const body = streamed(first.value, pieces);
	if (range === "all") return context.body(body, 200, told);
	return context.body(body, 206, { ...told, "content-range": `bytes ${from}-${to - 1}/${bytes}` });
}

/**
 * Which bytes are asked for: of several pieces at once, as of what nobody understands, all of them (RFC 9110 lets a server). `none`:
 * there are no such bytes.
 */
function rangeOf(asked: string | undefined, bytes: number): "all" | "none" | { from: number; to: number } {
	const [, first, last] = /^bytes=(\d{0,15})-(\d{0,15})$/.exec(asked?.trim() ?? "") ?? [];
	if (first === undefined || last === undefined || (first === "" && last === "")) return "all";
	if (first === "") {
		const length = Math.min(Number(last), bytes);
		return length === 0 ? "none" : { from: bytes - length, to: bytes };
	}
	const from = Number(first);
	if (from >= bytes) return "none";
	if (last !== "" && Number(last) < from) return "all";
	return { from, to: last === "" ? bytes : Math.min(Number(last) + 1, bytes) };
}

/** As fast as it is read, and no further: whoever leaves asks the database no more. */
function streamed(first: Uint8Array, rest: AsyncGenerator<Uint8Array, void>): ReadableStream<Uint8Array> {
	let next: Uint8Array | null = first;
	return new ReadableStream(
		{
			async pull(controller) {
				const piece = next ?? (await rest.next()).value ?? null;
				next = null;
				if (piece === null) controller.close();
				else controller.enqueue(new Uint8Array(piece));
			},
			async cancel() {
				await rest.return();
			},
		},
		{ highWaterMark: 0 },
	);
}
