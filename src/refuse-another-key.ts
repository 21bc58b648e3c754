import { join } from "node:path";
import type { Config } from "./config.ts";
import type { Database } from "./store/database.ts";
import { type Vault, WrongKey } from "./store/seal.ts";
import { countUnopenable } from "./store/sealed.ts";

/** What is sealed under the wrong key would be lost when the right one is back: better no service than that. */
export async function refuseAnotherKey(
	db: Database,
	vault: Vault,
	{ secretKey, dataDir }: Pick<Config, "secretKey" | "dataDir">,
): Promise<void> {
	if ((await countUnopenable(db, vault)) === 0) return;
	const wanted =
		secretKey === null ? `Put ${join(dataDir, "secret.key")} back from your backup.` : "Set the one it was before.";
	throw new WrongKey(
		`The secrets kept here were sealed under another WAYLINE_SECRET_KEY. ${wanted} If it is lost for good, \`secret forget --yes\` throws away what nobody can read, and connections are given their secrets anew.`,
	);
}
