import { carrierOf } from "../../adapters/index.ts";
import type { ContentType } from "../../adapters/kit/index.ts";
import type { Channel } from "../core/scan.ts";
import type { Message } from "../store/messages.ts";
import { type LocatedReading, readMessage } from "./read-message.ts";

/** Reads bytes as they arrived, now or years later with a better adapter. `askedNumber` where a poll asked for one. */
export function readBytes(
	{ carrier: code, channel, contentType, body }: Pick<Message, "carrier" | "channel" | "contentType" | "body">,
	askedNumber: string | null,
): LocatedReading {
	const carrier = carrierOf(code);
	if (!carrier) throw new Error(`There is no adapter "${code}" to read a message of it.`);
	// Broken UTF-8 becomes U+FFFD here; the bytes themselves are kept as they came.
	const text = Buffer.from(body).toString("utf8");
	return readMessage({
		carrier,
		kind: kindOf(channel),
		body: text,
		contentType: contentTypeOf(contentType),
		askedNumber,
	});
}

function kindOf(channel: Channel): "poll" | "webhook" | "push-file" {
	if (channel === "poll") return "poll";
	return channel === "file" ? "push-file" : "webhook";
}

/** The kit's word for a `content-type` header; JSON where the sender names none that is known. */
export function contentTypeOf(header: string | null): ContentType {
	const type = header?.split(";")[0]?.trim().toLowerCase() ?? "";
	if (type.endsWith("/x-www-form-urlencoded")) return "form";
	if (type.endsWith("/xml") || type.endsWith("+xml")) return "xml";
	if (type.endsWith("/csv")) return "csv";
	return type === "text/plain" ? "text" : "json";
}
