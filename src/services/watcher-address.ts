import { Tampered, type Vault, WrongKey } from "../store/seal.ts";
import { addressOf, type Watcher } from "../store/watchers.ts";

/** Null where it is kept no longer, or the key that sealed it is lost. */
export function readableAddress(vault: Vault, watcher: Watcher): string | null {
	try {
		return addressOf(vault, watcher);
	} catch (error) {
		if (error instanceof WrongKey || error instanceof Tampered) return null;
		throw error;
	}
}
