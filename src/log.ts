import pino from "pino";

/** Lines of JSON on standard error: standard output carries results only. */
export function createLog() {
	return pino({ base: null, timestamp: pino.stdTimeFunctions.isoTime, redact: redacted }, pino.destination(2));
}

// Nothing logs these on purpose; a later line that did would still keep the secret.
const redacted = ["*.authorization", "*.cookie", "*.webhookSecret", "*.credentials", "*.token", "*.key"];
