import type { Arguments, CommandDeps, ExitCode } from "./command.ts";

const DEFAULT_PARCELS = 3;
/** A day in a minute. */
const DEFAULT_SPEED = 1_440;

export async function demoCommand({ flags }: Arguments, deps: CommandDeps): Promise<ExitCode | string> {
	const parcels = Number(flags.parcels ?? DEFAULT_PARCELS);
	if (!Number.isInteger(parcels) || parcels < 1 || parcels > 1000) {
		return "--parcels takes a whole number from 1 to 1000.";
	}
	const speed = Number(flags.speed ?? DEFAULT_SPEED);
	if (!Number.isFinite(speed) || speed <= 0) return "--speed takes a number above 0.";
	await deps.demo({ parcels, speed });
	return 0;
}
