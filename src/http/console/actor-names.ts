import type { Principal } from "../../services/views.ts";
import type { ConsoleNeeds } from "./staff.ts";

/** What keys and people are called among those who did something, or to whom it was done. */
export async function actorNames(
	{ services }: ConsoleNeeds,
	principal: Principal,
	actors: readonly string[],
): Promise<ReadonlyMap<string, string>> {
	const keys = await services.keyLabels(principal, actors);
	const isPerson = actors.some((actor) => actor.startsWith("stf_"));
	return isPerson ? new Map([...keys, ...(await services.staffNames(principal))]) : keys;
}
