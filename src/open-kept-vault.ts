import { join } from "node:path";
import { type KeySettings, loadSecretKeys } from "./secret-key.ts";
import type { Database } from "./store/database.ts";
import { openVault, type Vault, WrongKey } from "./store/seal.ts";
import { countUnopenable } from "./store/sealed.ts";
import { openTagVault } from "./store/tag-keys.ts";

/**
 * The vault of this database, by the settings. Throws WrongKey where the keys are not those that sealed what is kept:
 * what would be sealed under another would be lost when the right one is back, and better no service than that.
 */
export async function openKeptVault(db: Database, settings: KeySettings): Promise<Vault> {
	const keys = loadSecretKeys(settings);
	if ((await countUnopenable(db, openVault(keys.current, keys.others))) > 0) throw anotherKey(settings);
	return openTagVault(db, keys);
}

function anotherKey({ secretKey, dataDir }: KeySettings): WrongKey {
	const wanted =
		secretKey === null
			? `Put ${join(dataDir, "secret.key")} back from your backup.`
			: "Set the one it was before; while it is being changed, that one or the new one belongs into WAYLINE_OTHER_SECRET_KEYS.";
	return new WrongKey(
		`The secrets kept here were sealed under another WAYLINE_SECRET_KEY. ${wanted} If it is lost for good, \`secret forget --yes\` throws away what nobody can read, and connections are given their secrets anew.`,
	);
}
