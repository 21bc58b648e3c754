/** An error as a log may hold it. */
export interface Failure {
	readonly name: string;
	readonly code?: string;
	readonly message: string;
	/** Where it was thrown, nearest first. */
	readonly at: readonly string[];
	readonly cause?: Failure;
}

const MAX_CAUSES = 4;

/**
 * The one way of an error into a log. Keeps what finds the fault and drops what callers and carriers sent: drivers put
 * queries' parameters into messages, and PostgreSQL whole rows into its details.
 */
export function describeFailure(error: unknown, depth = 0): Failure {
	if (!(error instanceof Error)) return { name: typeof error, message: "", at: [] };
	const code = "code" in error && typeof error.code === "string" ? { code: error.code } : {};
	const cause =
		error.cause !== undefined && depth < MAX_CAUSES ? { cause: describeFailure(error.cause, depth + 1) } : {};
	const frames = traceOf(error).filter((line) => /^\s+at /.test(line));
	return {
		name: error.name,
		...code,
		message: publicPart(error, code.code),
		at: frames.slice(0, 12).map((line) => line.trim()),
		...cause,
	};
}

/** What follows the message: a message of several lines may look like a trace itself. */
function traceOf({ stack = "", message }: Error): readonly string[] {
	const start = message === "" ? 0 : stack.indexOf(message) + message.length;
	return stack.slice(start).split("\n");
}

function publicPart(error: Error, code: string | undefined): string {
	// JSON.parse quotes the text it could not read.
	if (error instanceof SyntaxError) return "";
	const [firstLine = ""] = error.message.split("\n");
	// PostgreSQL quotes the value in a message about a bad one, as in: invalid input syntax for type uuid: "…"
	const line = firstLine.replace(/: ".*"$/, "").slice(0, 300);
	return code?.startsWith("22") && code.length === 5 ? line.replace(/"[^"]*"?/g, '"…"') : line;
}
