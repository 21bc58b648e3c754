import type { Places } from "../geo/places.ts";
import type { IncomingReply } from "../net/http-client.ts";
import type { Incoming, Received } from "./receive.ts";
import { readBytes } from "./stored-message.ts";

/** One such answer may be its number's fault, so many in a row are the carrier's. */
const spoiltInARow = 3;
const keepEveryMs = 3_600_000;

/** What came of an answer, kept or only read. */
export type Heard = Pick<Received, "outcome" | "problems">;

/** Of one connection: how many answers in a row were of no use, and when such a one was kept last. */
export class SpoiltAnswers {
	readonly #places: Places;
	#inARow = 0;
	#keptAtMs: number | null = null;

	constructor(places: Places) {
		this.#places = places;
	}

	/** Reads an answer that is not to be kept: nobody can read it, and one like it was kept within the hour. Null: keep it. */
	unkept(message: Incoming): Heard | null {
		if (this.#keptAtMs === null || Math.abs(message.receivedAt.getTime() - this.#keptAtMs) >= keepEveryMs) return null;
		try {
			const reading = readBytes(message, this.#places);
			return isUnreadable(reading) ? reading : null;
		} catch {
			// Whoever keeps it meets the same failure and sets the message apart.
			return null;
		}
	}

	/** Call it for each answer that was kept. */
	kept(heard: Heard, atMs: number): void {
		if (isUnreadable(heard)) this.#keptAtMs = atMs;
	}

	/** Call it for each answer whose HTTP status is no refusal. True: asking the next number is of no use either. */
	endsRound({ outcome }: Heard): boolean {
		this.#inARow = outcome === "error" ? this.#inARow + 1 : 0;
		return this.#inARow >= spoiltInARow;
	}
}

function isUnreadable({ outcome, problems }: Heard): boolean {
	return outcome === "error" && problems.some(({ kind }) => kind === "unreadable");
}

/** What stands in the place of data, in words: an outage page, or nothing at all. Null for what may be data. */
export function insteadOfData({ body, headers }: Pick<IncomingReply, "body" | "headers">): string | null {
	const start = Buffer.from(body.subarray(0, 500))
		.toString("utf8")
		.replace(/^\uFEFF/, "")
		.trimStart();
	if (start === "" && body.byteLength < 500) return "nothing";
	const saysPage = /^text\/html\b|\bxhtml\b/i.test(headers["content-type"] ?? "");
	const isPage = /^<(?:!doctype html|html|head|body)\b/i.test(start) || (saysPage && !/^[[{]/.test(start));
	return isPage ? "a web page" : null;
}
