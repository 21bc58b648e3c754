import pino from "pino";
import { describeFailure } from "./describe-failure.ts";

export interface LogOptions {
	/** Also a line for each request that went well: for machines that collect them, not for a person at a terminal. */
	readonly accessLines: boolean;
}

/** Lines of JSON on standard error: standard output carries results only. */
export function createLog({ accessLines }: LogOptions, destination: pino.DestinationStream = gathered(2)) {
	const level = accessLines ? "info" : "warn";
	return pino({ base: null, level, timestamp: isoTime(), formatters: { log: withoutSecrets } }, destination);
}

/** Many lines are of one millisecond, which takes longer to write out than all else of a line. */
function isoTime(): () => string {
	let writtenAt = Number.NaN;
	let written = "";
	return () => {
		const now = Date.now();
		if (now !== writtenAt) {
			writtenAt = now;
			written = `,"time":"${new Date(now).toISOString()}"`;
		}
		return written;
	};
}

const GATHERED_LENGTH = 32 * 1024;
const GATHERED_MS = 20;
const WARN = 40;

/**
 * Lines of requests that went well are written together, those of twenty milliseconds at once: a call of the system for each
 * costs as much as half a read of the database. A warning is written at once, with all that came before it.
 */
export function gathered(fd: number): pino.DestinationStream {
	const file = pino.destination({ fd, sync: true });
	let lines = "";
	let timer: NodeJS.Timeout | null = null;
	const write = () => {
		if (timer) clearTimeout(timer);
		timer = null;
		const all = lines;
		lines = "";
		if (all !== "") file.write(all);
	};
	process.once("exit", write);
	const destination = {
		// With this pino says of each line which level it has.
		[Symbol.for("pino.metadata")]: true,
		lastLevel: 0,
		write: (line: string) => {
			lines += line;
			if (destination.lastLevel >= WARN || lines.length >= GATHERED_LENGTH) write();
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

/**
 * Whoever logs an error describes it; one that was forgotten is described here, because its fields hold rows. By hand and
 * not by pino's redaction, which takes as long for a line without anything to hide as all else of it.
 */
function withoutSecrets(fields: Record<string, unknown>): Record<string, unknown> {
	if (!Object.values(fields).some(isObject)) return fields;
	const described = Object.entries(fields).map(([name, value]) => [
		name,
		value instanceof Error ? describeFailure(value) : isObject(value) ? withoutOwnSecrets(value) : value,
	]);
	return Object.fromEntries(described);
}

function isObject(value: unknown): value is object {
	return typeof value === "object" && value !== null;
}

function withoutOwnSecrets(value: object): object {
	if (!Object.keys(value).some((name) => SECRETS.has(name))) return value;
	return Object.fromEntries(
		Object.entries(value).map(([name, inner]) => [name, SECRETS.has(name) ? "[Redacted]" : inner]),
	);
}
