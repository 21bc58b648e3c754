import pino from "pino";
import { describeFailure } from "./describe-failure.ts";

export interface LogOptions {
	/** Also a line for each request that went well: for machines that collect them, not for a person at a terminal. */
	readonly accessLines: boolean;
}

/** Lines of JSON on standard error: standard output carries results only. */
export function createLog({ accessLines }: LogOptions, destination: pino.DestinationStream = pino.destination(2)) {
	const level = accessLines ? "info" : "warn";
	const formatters = { log: withoutRawErrors };
	return pino(
		{ base: null, level, timestamp: pino.stdTimeFunctions.isoTime, redact: redacted, formatters },
		destination,
	);
}

// Nothing logs these on purpose; a later line that did would still keep the secret.
const redacted = ["*.authorization", "*.cookie", "*.webhookSecret", "*.credentials", "*.token", "*.key"];

/** Whoever logs an error describes it; one that was forgotten is described here, because its fields hold rows. */
function withoutRawErrors(fields: Record<string, unknown>): Record<string, unknown> {
	const described = Object.entries(fields).map(([name, value]) => [
		name,
		value instanceof Error ? describeFailure(value) : value,
	]);
	return Object.fromEntries(described);
}
