import { candidatesOf } from "../services/number-forms.ts";
import type { Arguments, CommandDeps, ExitCode } from "./command.ts";

/** A line of JSON a number. Nothing is known of a seller here: POST /v1/detect counts what its numbers were. */
export async function detectCommand({ words }: Arguments, deps: CommandDeps): Promise<ExitCode> {
	for (const number of words) {
		deps.stdout.write(`${JSON.stringify({ number, candidates: candidatesOf(number) })}\n`);
	}
	return 0;
}
