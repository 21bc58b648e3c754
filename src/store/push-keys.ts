import { sql } from "drizzle-orm";
import type { Database } from "./database.ts";
import { onlyRow, row } from "./query.ts";
import type { Vault } from "./seal.ts";

/** By which makers of browsers know who sends: RFC 8292. Base64url. */
export interface KeptPushKeys {
	readonly publicKey: string;
	readonly privateKey: string;
}

/**
 * The keys of the installation, made by `make` where there are none yet: those of the first node that asks are everybody's.
 * Throws WrongKey for those that were sealed under another secret key.
 */
export function keepPushKeys(
	db: Database,
	vault: Vault,
	{ make, now }: { readonly make: () => KeptPushKeys; readonly now: string },
): Promise<KeptPushKeys> {
	return db.transaction(async (tx) => {
		const found = await row<Sealed>(tx, SELECT);
		if (found) return open(vault, found);
		const { publicKey, privateKey } = make();
		const sealed = vault.seal(privateKey, PRIVATE_KEY_CONTEXT);
		await tx.rows(
			sql`insert into push_keys (public_key, sealed_private, made_at)
				values (${publicKey}, ${sealed}::bytea, ${now}::timestamptz)
				on conflict do nothing`,
		);
		return open(vault, await onlyRow<Sealed>(tx, SELECT));
	});
}

interface Sealed {
	readonly publicKey: string;
	readonly sealed: Uint8Array;
}

const SELECT = sql.raw(`select public_key as "publicKey", sealed_private as sealed from push_keys`);
export const PRIVATE_KEY_CONTEXT = "private key of notifications";

function open(vault: Vault, { publicKey, sealed }: Sealed): KeptPushKeys {
	return { publicKey, privateKey: vault.unseal(sealed, PRIVATE_KEY_CONTEXT) };
}
