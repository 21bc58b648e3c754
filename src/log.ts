import pino from "pino";
import { describeFailure } from "./describe-failure.ts";

/** Lines of JSON on standard error: standard output carries results only. */
export function createLog(destination: pino.DestinationStream = pino.destination(2)) {
	const formatters = { log: withoutRawErrors };
	return pino({ base: null, timestamp: pino.stdTimeFunctions.isoTime, redact: redacted, formatters }, destination);
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
