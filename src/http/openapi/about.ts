import { createHash } from "node:crypto";
import type { z } from "zod";
import type { Tag } from "./tags.ts";

/**
 * What the OpenAPI document says of a route. It stands beside the route, and what the route reads and answers is held to
 * it: `readJson` and `readQuery` take the schemas named here and no others, and the tests of services read every answer by
 * these. What all routes have in common (keys, limits, problems, Idempotency-Key, Link) is said of them all in document.ts.
 */
export interface About {
	/** Unique, a verb and a noun: what generated clients call it. */
	readonly name: string;
	readonly tag: Tag;
	/** In a few words, without a full stop. */
	readonly summary: string;
	/** What the summary leaves open, in sentences; code stands between backticks. */
	readonly more?: string;
	/** What it takes in its address; nothing where this is left out. */
	readonly query?: z.ZodObject;
	readonly body?: z.ZodType | Bytes;
	readonly answers: Readonly<Partial<Record<AnswerStatus, Answered>>>;
	/** What it may refuse beside what all such routes refuse. */
	readonly refuses?: readonly 409[];
	/** Of the example: what the document shows, and a test sends to a service as it stands. Ids are those of `exampleId`. */
	readonly asked?: {
		/** Which of its kind; the first where it is left out. */
		readonly id?: string;
		readonly query?: Readonly<Record<string, string>>;
		readonly body?: unknown;
	};
}

export type AnswerStatus = 200 | 201 | 202 | 204;

export interface Answered {
	/** When this is the answer, as a sentence. */
	readonly when: string;
	/** Absent where there is none. */
	readonly body?: z.ZodType;
	/** Other kinds that may be asked for instead of JSON, or that it always is. */
	readonly kinds?: readonly string[];
	/** Fields of its head beside those that all such answers have, by their names in common.ts. */
	readonly headers?: readonly string[];
}

/** A body that is no JSON. */
export interface Bytes {
	readonly kinds: readonly string[];
	readonly mostBytes: number;
}

export function isBytes(body: z.ZodType | Bytes): body is Bytes {
	return "kinds" in body;
}

/** Holds what a route reads to what is said of it. Throws where they differ: a slip of whoever wrote the route. */
export function holdTo(said: z.ZodType | Bytes | undefined, read: z.ZodType): void {
	if (said !== read) throw new Error("A route reads something else than the document says of it: see its `about`.");
}

/** An id as examples have it, the same wherever they mean the same thing. `kind` is its prefix, such as `shp`. */
export function exampleId(kind: string, number = 1): string {
	const digest = createHash("sha256").update(`${kind} ${number}`).digest("base64");
	return `${kind}_${digest.replaceAll(/[^0-9A-Za-z]/g, "").slice(0, 22)}`;
}
