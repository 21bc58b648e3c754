import { createHash } from "node:crypto";
import { findKey, keyByRowId, touchKey } from "../store/api-keys.ts";
import {
	addSession,
	type ConsoleSession,
	endSession,
	endSessionsOfKey,
	extendSession,
	findSession,
} from "../store/console-sessions.ts";
import { pageToken } from "../store/ids.ts";
import { principalOf } from "./authenticate.ts";
import type { Deps } from "./deps.ts";
import { hashOfKey } from "./keys.ts";
import type { Principal } from "./views.ts";

/** A session ends when it was not used for so long, */
const IDLE_HOURS = 12;
/** and in any case so long after it began. */
export const SESSION_DAYS = 7;

/** Opens a session of the console for whoever holds this API key. Answers what his browser keeps; null for no key of ours. */
export async function logIn({ db, now }: Deps, key: string): Promise<string | null> {
	const found = await findKey(db, hashOfKey(key.trim()));
	if (!found) return null;
	await touchKey(db, found);
	const token = `${pageToken()}${pageToken()}`;
	const { sellerId, rowId: keyId, scopes } = found;
	const begun = now();
	await addSession(db, {
		sellerId,
		hash: hashOf(token),
		keyId,
		scopes,
		now: begun.toISOString(),
		endsAt: idleEnd(begun),
	});
	return token;
}

/** Who is logged in, and puts the end of his session off. Null once it has ended, or its key was revoked. */
export async function openSession({ db, now }: Deps, token: string): Promise<Principal | null> {
	const [session, hash, used] = await sessionOf({ db, now }, token);
	const key = session && (await keyByRowId(db, session.sellerId, session.keyId));
	if (!session || !key) return null;
	await extendSession(
		db,
		{ sellerId: session.sellerId, hash },
		{ now: used.toISOString(), endsAt: idleEnd(used), mostDays: SESSION_DAYS },
	);
	await touchKey(db, key);
	// What the key may no longer do, nobody does in its name.
	return principalOf({ ...key, scopes: key.scopes.filter((scope) => session.scopes.includes(scope)) });
}

/** Ends this session, or all that were opened by the same key. One that has ended already is no error. */
export async function logOut(
	{ db, now }: Deps,
	token: string,
	{ everywhere }: { readonly everywhere: boolean },
): Promise<void> {
	const [session, hash] = await sessionOf({ db, now }, token);
	if (!session) return;
	await (everywhere ? endSessionsOfKey(db, session) : endSession(db, { ...session, hash }));
}

async function sessionOf(
	{ db, now }: Pick<Deps, "db" | "now">,
	token: string,
): Promise<readonly [session: ConsoleSession | null, hash: Uint8Array, now: Date]> {
	const [hash, at] = [hashOf(token), now()];
	return [await findSession(db, hash, at.toISOString()), hash, at];
}

function idleEnd(from: Date): string {
	return new Date(from.getTime() + IDLE_HOURS * 3_600_000).toISOString();
}

/** As random as a digest itself, so that a slow hash would add nothing. */
function hashOf(token: string): Uint8Array {
	return createHash("sha256").update(token).digest();
}
