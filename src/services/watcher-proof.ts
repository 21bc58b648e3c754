import { timingSafeEqual } from "node:crypto";
import type { Vault } from "../store/seal.ts";
import type { Watcher } from "../store/watchers.ts";

/** Which watcher, whose, and the word of the link of the parcel by whose page he asked. */
type Provable = Pick<Watcher, "id" | "sellerId" | "token">;

/**
 * Shows that its holder was written to at the watcher's address: for the links of notices. It ends that, or
 * confirms it, and no other; nothing of it is kept. `wch_….tag`, fit for an address.
 */
export function watcherProof(vault: Vault, watcher: Provable): string {
	return `${watcher.id}.${Buffer.from(tagOf(vault, watcher)).toString("base64url")}`;
}

/** The id that a proof speaks of, true or not; null for what is none. */
export function watcherOfProof(proof: string): string | null {
	return /^(wch_[0-9A-Za-z]{16,40})\.[\w-]{43}$/.exec(proof)?.[1] ?? null;
}

export function isWatcherProof(vault: Vault, watcher: Provable, proof: string): boolean {
	if (watcherOfProof(proof) !== watcher.id) return false;
	return timingSafeEqual(Buffer.from(proof.slice(watcher.id.length + 1), "base64url"), tagOf(vault, watcher));
}

function tagOf(vault: Vault, { id, sellerId, token }: Provable): Uint8Array {
	return vault.tagOf(`${token}\n${sellerId}\n${id}`, "watchers' links");
}
