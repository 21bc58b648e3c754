import { withoutControls } from "../isolate.tsx";
import type { ConsoleWords } from "./words.ts";

/** What keys and people are called, by their ids; without those of which nobody knows it. */
export type ActorNames = ReadonlyMap<string, string>;

interface ActorInput {
	/** `key_…`, `stf_…`, an address, `operator`, or `buyer`. */
	readonly actor: string;
	readonly names: ActorNames;
	readonly own: ConsoleWords;
}

/** Who at the shop did it: a key by its label. */
export function Actor({ actor, names, own }: ActorInput) {
	const { audit: text } = own;
	if (actor === "operator") return <>{text.operator}</>;
	if (actor === "buyer") return <>{text.buyer}</>;
	const name = names.get(actor);
	if (!actor.startsWith("key_")) return <bdi>{withoutControls(name ?? actor)}</bdi>;
	return (
		<>
			{text.key} {name === undefined ? <code>{actor}</code> : <bdi>{withoutControls(name)}</bdi>}
		</>
	);
}
