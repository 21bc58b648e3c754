import { sql } from "drizzle-orm";
import { textValue } from "./columns.ts";
import type { Database, Queries } from "./database.ts";
import { openVault, TAG_PURPOSES, tagKeysBy, tagKeysOf, type Vault } from "./seal.ts";
import { hasSealed } from "./sealed.ts";

/** 32 bytes each: the one that seals, and those that only open what they sealed. */
export interface SecretKeys {
	readonly current: Uint8Array;
	readonly others: readonly Uint8Array[];
}

/**
 * A vault whose tags outlive a change of the secret key: links in mails, proofs, and who refused mails are known by tags,
 * and there is nothing else to make them of again. Their keys are kept sealed; those that are missing are kept first.
 * Throws WrongKey or Tampered where they do not open.
 */
export async function openTagVault(db: Database, { current, others }: SecretKeys): Promise<Vault> {
	const vault = openVault(current, others);
	const kept = await db.transaction(async (tx) => {
		const before = await readSealed(tx);
		if (TAG_PURPOSES.every((purpose) => before.has(purpose))) return before;
		// As long as tags had no keys of their own they came of the one key there was, which sealed what is here.
		const first = before.size === 0 ? await keyInUse(tx, { current, others }) : current;
		const keys = tagKeysOf(first);
		for (const purpose of TAG_PURPOSES) {
			await tx.rows(
				sql`insert into tag_keys (purpose, sealed_key)
					values (${textValue(purpose)}, ${vault.seal(keys[purpose], tagKeyContext(purpose))}::bytea)
					on conflict do nothing`,
			);
		}
		// Of two nodes that start together one keeps them for both.
		return readSealed(tx);
	});
	const opened = tagKeysBy((purpose) =>
		vault.unsealBytes(kept.get(purpose) ?? Buffer.alloc(0), tagKeyContext(purpose)),
	);
	return openVault(current, others, opened);
}

async function readSealed(db: Queries): Promise<ReadonlyMap<string, Uint8Array>> {
	const rows = await db.rows<{ purpose: string; sealed: Uint8Array }>(
		sql`select purpose, sealed_key as sealed from tag_keys`,
	);
	return new Map(rows.map(({ purpose, sealed }) => [purpose, sealed]));
}

/** Where nothing is sealed yet, the current one. */
async function keyInUse(db: Queries, { current, others }: SecretKeys): Promise<Uint8Array> {
	for (const key of [current, ...others]) if (await hasSealed(db, openVault(key))) return key;
	return current;
}

export const tagKeyContext = (purpose: string) => `key of the tags of ${purpose}`;
