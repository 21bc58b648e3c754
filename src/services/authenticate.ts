import { type ApiKey, findKey, touchKey } from "../store/api-keys.ts";
import type { Deps } from "./deps.ts";
import { hashOfKey } from "./keys.ts";
import { type Principal, SCOPES } from "./views.ts";

/** Who holds this API key; null for a key that is not known or was revoked. */
export async function authenticate({ db }: Deps, key: string): Promise<Principal | null> {
	const found = await findKey(db, hashOfKey(key));
	if (!found) return null;
	await touchKey(db, found);
	return principalOf(found);
}

/** For whom a key speaks, and what it may do. */
export function principalOf({
	sellerId,
	id: actor,
	perMinute,
	scopes,
}: Pick<ApiKey, "sellerId" | "id" | "perMinute" | "scopes">): Principal {
	return { sellerId, actor, perMinute, scopes: SCOPES.filter((scope) => scopes.includes(scope)) };
}
