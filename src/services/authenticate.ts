import { findKey, touchKey } from "../store/api-keys.ts";
import type { Deps } from "./deps.ts";
import { hashOfKey } from "./keys.ts";
import { type Principal, SCOPES } from "./views.ts";

/** Who holds this API key; null for a key that is not known or was revoked. */
export async function authenticate({ db }: Deps, key: string): Promise<Principal | null> {
	const found = await findKey(db, hashOfKey(key));
	if (!found) return null;
	await touchKey(db, found);
	const { sellerId, id: actor, perMinute } = found;
	return { sellerId, actor, perMinute, scopes: SCOPES.filter((scope) => found.scopes.includes(scope)) };
}
