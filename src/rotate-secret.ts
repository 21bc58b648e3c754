import type { RotatedSecret } from "./cli/command.ts";
import { openKeptVault } from "./open-kept-vault.ts";
import { type KeySettings, loadSecretKeys, nextSecretKey, takeNextSecretKey } from "./secret-key.ts";
import type { Database } from "./store/database.ts";
import { reseal } from "./store/reseal.ts";
import { openVault } from "./store/seal.ts";

/**
 * Seals everything anew. Where the key is a setting, under that one: whoever set it set the former beside it. Where it is
 * a file of the data directory, under one that is made here and takes its place once nothing is left under the former.
 */
export async function rotateSecret(
	db: Database,
	settings: KeySettings,
	onProgress: (done: number, total: number) => void,
): Promise<RotatedSecret> {
	// Refuses a wrong key, and keeps the keys of tags by themselves before the one they come of is gone.
	await openKeptVault(db, settings);
	const { current, others } = loadSecretKeys(settings);
	if (settings.secretKey !== null) {
		return { ...(await reseal(db, openVault(current, others), onProgress)), key: { kind: "setting" } };
	}
	const next = nextSecretKey(settings.dataDir);
	const done = await reseal(db, openVault(next, [current, ...others]), onProgress);
	const former = done.left === 0 ? takeNextSecretKey(settings.dataDir).former : null;
	return { ...done, key: { kind: "file", former } };
}
