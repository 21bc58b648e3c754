import { once } from "node:events";
import type { Readable, Writable } from "node:stream";
import { z } from "zod";
import { carrierOf } from "../../adapters/index.ts";
import { CONTENT_TYPES, type Outcome, type Problem, wantedInWords } from "../../adapters/kit/index.ts";
import type { Places } from "../geo/places.ts";
import { readMessage } from "../ingest/read-message.ts";
import { type ToldShipment, tellShipment } from "../ingest/told-shipment.ts";
import { linesOf } from "./lines.ts";

export interface ReadOptions {
	readonly places: Places;
	/** An instant, `…Z`. Without it the clock stands at the newest scan of each parcel, so that no silence is derived. */
	readonly asOf?: string | undefined;
}

/** Reads messages of carriers, one a line, and writes what each means, one a line, in the same order. */
export async function readLines(
	input: AsyncIterable<string> | Readable,
	output: Writable,
	options: ReadOptions,
): Promise<void> {
	for await (const line of linesOf(input)) {
		if (line.trim() === "") continue;
		if (!output.write(`${JSON.stringify(readLine(line, options))}\n`)) await once(output, "drain");
	}
}

/** The answer to one line, in the shape that scripts depend on. */
export interface ReadAnswer {
	/** As given, whatever it is; null where the line names none. */
	readonly id: unknown;
	readonly outcome: Outcome;
	readonly shipments: readonly ToldShipment[];
	readonly problems: readonly Problem[];
}

/** What one line means. Never throws: whatever is wrong with the line is a problem of the answer. */
export function readLine(line: string, { asOf, places }: ReadOptions): ReadAnswer {
	const message = parseLine(line);
	if (message === undefined) return refuse(null, "The line is not JSON.");
	const id = idOf(message);
	try {
		return readMessageLine(id, message, asOf ?? null, places);
	} catch (error) {
		// A fault of ours, or nesting too deep for the stack, on one message must not take the rest of the file with it.
		return refuse(id, `Reading failed: ${error instanceof Error ? error.name : "unknown"}.`);
	}
}

function readMessageLine(id: unknown, message: unknown, asOf: string | null, places: Places): ReadAnswer {
	const checked = messageLine.safeParse(message, { error: wantedInWords });
	if (!checked.success) {
		const issue = checked.error.issues[0];
		return refuse(id, `${issue?.path.join(".") || "line"}: ${issue?.message ?? "is no message"}`);
	}
	const { carrier: code, ...rest } = checked.data;
	const carrier = carrierOf(code);
	if (carrier === undefined) return refuse(id, `There is no carrier ${code.slice(0, 60)}.`);
	const { outcome, shipments, problems } = readMessage({ carrier, ...rest }, places);
	return { id, outcome, shipments: shipments.map((shipment) => tellShipment(shipment, asOf, places)), problems };
}

const messageLine = z.object({
	carrier: z.string(),
	kind: z.enum(["poll", "webhook", "push-file", "document"]),
	contentType: z.enum(CONTENT_TYPES),
	// The body as it came, or the value itself where a script put the JSON in unquoted.
	body: z.union(
		[
			z.string(),
			z
				.record(z.string(), z.unknown())
				.or(z.array(z.unknown()))
				.transform((value) => JSON.stringify(value)),
		],
		"The message is wanted, as text or as its JSON.",
	),
});

function parseLine(line: string): unknown {
	try {
		return JSON.parse(line);
	} catch {
		return undefined;
	}
}

/** As it was given; null where there is none, or one nested too deep to be written again. */
function idOf(message: unknown): unknown {
	if (typeof message !== "object" || message === null || !("id" in message)) return null;
	try {
		JSON.stringify(message.id);
		return message.id;
	} catch {
		return null;
	}
}

function refuse(id: unknown, detail: string): ReadAnswer {
	return { id, outcome: "error", shipments: [], problems: [{ kind: "unreadable", detail }] };
}
