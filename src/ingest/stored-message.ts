import { TextDecoder } from "node:util";
import { carrierOf } from "../../adapters/index.ts";
import type { ContentType } from "../../adapters/kit/index.ts";
import type { Channel } from "../core/scan.ts";
import type { Places } from "../geo/places.ts";
import type { Message } from "../store/messages.ts";
import { callWithin } from "./call-within.ts";
import { charsetInside } from "./charset-inside.ts";
import { type LocatedReading, readMessage } from "./read-message.ts";

/** Bytes as they arrived, with all that reading them takes. */
export interface StoredBytes
	extends Pick<Message, "carrier" | "channel" | "contentType" | "body" | "asked" | "replyStatus"> {
	readonly receivedAt: Date | string;
}

/** A message of 5 MB is read within a second. Whoever waits for the service waits as long. */
export const LONGEST_READING_MS = 10_000;

/**
 * Reads bytes as they arrived, now or years later with a better adapter and gazetteer. What the carrier got wrong is a
 * problem of the reading; it throws where we did, and `TookTooLong` where it would hold everybody up.
 */
export function readBytes(message: StoredBytes, places: Places): LocatedReading {
	return callWithin(LONGEST_READING_MS, () => readUnwatched(message, places));
}

/** As `readBytes`, for whoever watches over several at once. */
export function readUnwatched(message: StoredBytes, places: Places): LocatedReading {
	const { carrier: code, channel, contentType, body, asked, replyStatus, receivedAt } = message;
	const carrier = carrierOf(code);
	if (!carrier) throw new Error(`There is no adapter "${code}" to read a message of it.`);
	const written = {
		carrier,
		kind: kindOf(channel),
		body: textOf(body, contentType),
		contentType: contentTypeOf(contentType),
		asked,
		receivedAt: new Date(receivedAt),
		...(replyStatus !== null && { status: replyStatus }),
	};
	return readMessage(written, places);
}

/** The one number that the reply to a poll must be about. */
export function askedNumberOf(asked: readonly string[]): string | null {
	return asked.length === 1 ? (asked[0] ?? null) : null;
}

/**
 * The text in the character set that its sender declares, in the header or in the message itself; UTF-8 where none is
 * declared, or none that is known. What is broken becomes U+FFFD here; the bytes themselves are kept as they came.
 */
export function textOf(body: Uint8Array, contentType: string | null): string {
	const declared = /;\s*charset\s*=\s*["']?([^\s"';]+)/i.exec(contentType ?? "")?.[1];
	return decoderOf(declared ?? charsetInside(body)).decode(body);
}

function decoderOf(charset: string | undefined): TextDecoder {
	try {
		return new TextDecoder(charset);
	} catch (error) {
		if (!(error instanceof RangeError)) throw error;
		return new TextDecoder();
	}
}

/** The channel that a message's facts count under: what an aggregator passes on is its account, by whatever door. */
export function factChannelOf({ carrier, channel }: Pick<Message, "carrier" | "channel">): Channel {
	return carrierOf(carrier)?.kind === "aggregator" ? "aggregator" : channel;
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
