import type { Arguments, CommandDeps, ExitCode } from "./command.ts";

const MARKS = { right: "ok   ", wrong: "wrong", open: "?    " } as const;

/** Prints what was found, a line each and below it what to do; 1 where something is wrong. */
export async function doctorMail(_given: Arguments, deps: CommandDeps): Promise<ExitCode> {
	const findings = await deps.checkMail((line) => deps.stderr.write(`${line}\n`));
	for (const { state, found, remedy } of findings) {
		deps.stdout.write(`${MARKS[state]}  ${found}\n`);
		if (remedy !== null) deps.stdout.write(`       ${remedy}\n`);
	}
	return findings.some(({ state }) => state === "wrong") ? 1 : 0;
}
