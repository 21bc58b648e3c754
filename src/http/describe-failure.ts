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

/** Keeps what finds the fault and drops what callers sent: drivers put queries' parameters into their messages. */
export function describeFailure(error: unknown, depth = 0): Failure {
	if (!(error instanceof Error)) return { name: typeof error, message: "", at: [] };
	const code = "code" in error && typeof error.code === "string" ? { code: error.code } : {};
	const cause =
		error.cause !== undefined && depth < MAX_CAUSES ? { cause: describeFailure(error.cause, depth + 1) } : {};
	const frames = (error.stack ?? "").split("\n").filter((line) => /^\s+at /.test(line));
	return {
		name: error.name,
		...code,
		message: publicPart(error),
		at: frames.slice(0, 12).map((line) => line.trim()),
		...cause,
	};
}

function publicPart(error: Error): string {
	// JSON.parse quotes the text it could not read.
	if (error instanceof SyntaxError) return "";
	const [firstLine = ""] = error.message.split("\n");
	// PostgreSQL ends a message about a bad value with the value, as in: invalid input syntax for type uuid: "…"
	return firstLine.replace(/: ".*"$/, "").slice(0, 300);
}
