import pino from "pino";
import { describeFailure } from "./describe-failure.ts";

export interface LogOptions {
	/** Also a line for each request that went well: for machines that collect them, not for a person at a terminal. */
	readonly accessLines: boolean;
}

/** Lines of JSON on standard error: standard output carries results only. */
export function createLog({ accessLines }: LogOptions, destination: pino.DestinationStream = gathered(2)) {
	const level = accessLines ? "info" : "warn";
	const formatters = { log: withoutSecrets };
	return pino({ base: null, level, timestamp: pino.stdTimeFunctions.isoTime, formatters }, destination);
}

/**
 * The fields as they may be written. pino's own redaction copies every line, at four times the cost of all else; almost none has anything
 * but texts and numbers.
 */
function withoutSecrets(fields: Record<string, unknown>): Record<string, unknown> {
	const deep = Object.entries(fields).filter(([, value]) => typeof value === "object" && value !== null);
	if (deep.length === 0) return fields;
	return { ...fields, ...Object.fromEntries(deep.map(([name, value]) => [name, writable(value)])) };
}

/** Whoever logs an error describes it; one that was forgotten is described here, because its fields hold rows. */
function writable(value: unknown): unknown {
	if (value instanceof Error) return describeFailure(value);
	if (typeof value !== "object" || value === null || Array.isArray(value)) return value;
	return Object.fromEntries(
		Object.entries(value).map(([name, inside]) => [name, SECRETS.has(name) ? "[Redacted]" : inside]),
	);
}

const GATHERED_BYTES = 8 * 1024;
const GATHERED_MS = 20;
const WARN = 40;

/**
 * Lines of requests that went well are written together, those of twenty milliseconds at once: a call of the system for each
 * costs as much as half a read of the database. A warning is written at once, with all that came before it.
 */
export function gathered(fd: number): pino.DestinationStream {
	const file = pino.destination({ fd, sync: true, minLength: GATHERED_BYTES });
	let timer: NodeJS.Timeout | null = null;
	const write = () => {
		if (timer) clearTimeout(timer);
		timer = null;
		file.flushSync();
	};
	process.once("exit", write);
	const destination = {
		// With this pino says of each line which level it has.
		[Symbol.for("pino.metadata")]: true,
		lastLevel: 0,
		write: (line: string) => {
			file.write(line);
			if (destination.lastLevel >= WARN) write();
			else timer ??= setTimeout(write, GATHERED_MS).unref();
		},
	};
	return destination;
}

// Nothing logs these on purpose; a later line that did would still keep the secret.
const SECRETS: ReadonlySet<string> = new Set([
	"authorization",
	"cookie",
	"webhookSecret",
	"credentials",
	"token",
	"key",
]);
