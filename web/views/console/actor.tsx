import { withoutControls } from "../isolate.tsx";
import type { ConsoleWords } from "./words.ts";

/** What keys are called, by their ids; without those of which nobody knows it. */
export type KeyNames = ReadonlyMap<string, string>;

interface ActorInput {
	/** `key_…`, an address, or `operator`. */
	readonly actor: string;
	readonly keyNames: KeyNames;
	readonly own: ConsoleWords;
}

/** Who at the shop did it: a key by its label. */
export function Actor({ actor, keyNames, own }: ActorInput) {
	const { audit: text } = own;
	if (actor === "operator") return <>{text.operator}</>;
	if (!actor.startsWith("key_")) return <bdi>{withoutControls(actor)}</bdi>;
	const name = keyNames.get(actor);
	return (
		<>
			{text.key} {name === undefined ? <code>{actor}</code> : <bdi>{withoutControls(name)}</bdi>}
		</>
	);
}
