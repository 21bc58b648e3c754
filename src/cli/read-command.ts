import type { Arguments, CommandDeps, ExitCode } from "./command.ts";
import { readLines } from "./read.ts";

export async function read({ flags }: Arguments, deps: CommandDeps): Promise<ExitCode | string> {
	if (flags.ndjson !== true) return "--ndjson is wanted: it is the only format.";
	const asOf = flags["as-of"];
	if (typeof asOf !== "string") {
		await readLines(deps.stdin, deps.stdout, { places: await deps.places() });
		return 0;
	}
	// A time without an offset would mean another moment on every machine.
	if (
		!/^\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d(\.\d{1,3})?)?(Z|[+-]\d\d:\d\d)$/.test(asOf) ||
		Number.isNaN(Date.parse(asOf))
	) {
		return "--as-of takes a time with its offset, such as 2026-11-22T10:00:00Z.";
	}
	await readLines(deps.stdin, deps.stdout, { asOf: new Date(asOf).toISOString(), places: await deps.places() });
	return 0;
}
