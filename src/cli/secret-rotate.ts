import type { Arguments, CommandDeps, ExitCode, RotatedSecret } from "./command.ts";
import { counted } from "./counted.ts";
import { showProgress } from "./progress.ts";

/** Seals all that is kept under the secret key of now, and says what may be done with the former one. */
export async function secretRotate(_given: Arguments, deps: CommandDeps): Promise<ExitCode> {
	const progress = showProgress(deps.stderr, "values sealed anew");
	let rotated: RotatedSecret;
	try {
		rotated = await deps.rotateSecret(progress.at);
	} finally {
		progress.end();
	}
	deps.stderr.write(`${inWords(rotated).join("\n")}\n`);
	return rotated.left === 0 ? 0 : 1;
}

function inWords({ resealed, damaged, left, key }: RotatedSecret): readonly string[] {
	const broken =
		damaged === 0
			? []
			: [
					`${counted(damaged, "value")} could not be opened under any key, because they were damaged: they stay as they are, and nobody can read them.`,
				];
	if (left > 0) {
		return [
			`${counted(resealed, "value")} sealed anew. ${left} were being written all the time and are still under the former key: run this again.`,
			...broken,
		];
	}
	return [
		`${counted(resealed, "value")} sealed anew; none is left under another key.`,
		...broken,
		afterwards(key, resealed),
	];
}

function afterwards(key: RotatedSecret["key"], resealed: number): string {
	if (key.kind === "file") {
		return `The data directory's secret.key is new. Make a backup, then delete ${key.former ?? "secret.key.former"}: only backups from before are under it.`;
	}
	return resealed === 0
		? "To change the key, set a new one as WAYLINE_SECRET_KEY and the one it takes the place of as WAYLINE_OTHER_SECRET_KEYS, and run this again: the README says in which order with several nodes."
		: "Once every node runs with this WAYLINE_SECRET_KEY, take the former out of WAYLINE_OTHER_SECRET_KEYS. Keep it with the backups from before: they are under it.";
}
