import { createHash } from "node:crypto";
import { findKey, keyByRowId, touchKey } from "../store/api-keys.ts";
import {
	addSession,
	type ConsoleSession,
	endSession,
	endSessionsAlike,
	extendSession,
	findSession,
} from "../store/console-sessions.ts";
import type { Queries, Transaction } from "../store/database.ts";
import { pageToken } from "../store/ids.ts";
import type { LoginLink } from "../store/login-links.ts";
import { sellerByRowId } from "../store/sellers.ts";
import { principalOf } from "./authenticate.ts";
import type { Deps } from "./deps.ts";
import { hashOfKey } from "./keys.ts";
import { noted } from "./noted.ts";
import { type Principal, SCOPES, type Scope } from "./views.ts";

type SessionDeps = Pick<Deps, "db" | "now">;

/** A session ends when it was not used for so long, */
const IDLE_HOURS = 12;
/** and in any case so long after it began. */
export const SESSION_DAYS = 7;

/**
 * What whoever came by a mailed link may do: all but make and change keys, for a key outlives the session and opens the
 * API. Who reads the shop's mail for a moment has the console for a week at most, each change of his stands in the log
 * under the address, and the address that links go to is not his to change: see `changeShop`.
 */
export const MAILED_SCOPES: readonly Scope[] = SCOPES.filter((scope) => scope !== "keys:write");

/** Opens a session of the console for whoever holds this API key. Answers what his browser keeps; null for no key of ours. */
export async function logIn({ db, now }: SessionDeps, key: string): Promise<string | null> {
	const found = await findKey(db, hashOfKey(key.trim()));
	if (!found) return null;
	await touchKey(db, found);
	const { sellerId, rowId: keyId, scopes } = found;
	return db.transaction((tx) => begin(tx, { sellerId, keyId, email: null, scopes }, principalOf(found), now()));
}

/** The same for whoever has just used a mailed link; null where the shop's address is another by now. */
export async function openMailedSession(tx: Transaction, link: LoginLink, at: Date): Promise<string | null> {
	const { sellerId, email } = link;
	const session = { sellerId, keyId: null, email, scopes: MAILED_SCOPES };
	const principal = await holderOf(tx, session);
	return principal && begin(tx, session, principal, at);
}

/** Who is logged in, and puts the end of his session off. Null once it has ended, or its key was revoked. */
export async function openSession({ db, now }: SessionDeps, token: string): Promise<Principal | null> {
	const [session, hash, used] = await sessionOf({ db, now }, token);
	const principal = session && (await holderOf(db, session));
	if (!session || !principal) return null;
	await extendSession(
		db,
		{ sellerId: session.sellerId, hash },
		{ now: used.toISOString(), endsAt: idleEnd(used), mostDays: SESSION_DAYS },
	);
	return principal;
}

/** Ends this session, or all that were opened by the same key or address. One that has ended already is no error. */
export async function logOut(
	{ db, now }: SessionDeps,
	token: string,
	{ everywhere }: { readonly everywhere: boolean },
): Promise<void> {
	const [session, hash, at] = await sessionOf({ db, now }, token);
	if (!session) return;
	await db.transaction(async (tx) => {
		await (everywhere ? endSessionsAlike(tx, session) : endSession(tx, { ...session, hash }));
		const principal = await holderOf(tx, session);
		// With its key or its address a session has ended already.
		if (!principal) return;
		await noted(tx, principal, at, { action: "session.ended", subject: null, details: { everywhere } });
	});
}

/** As random as a digest itself, so that a slow hash would add nothing. */
export function hashOfToken(token: string): Uint8Array {
	return createHash("sha256").update(token).digest();
}

async function begin(
	tx: Transaction,
	session: Omit<ConsoleSession, "endsAt">,
	principal: Principal,
	begun: Date,
): Promise<string> {
	const token = `${pageToken()}${pageToken()}`;
	const hash = hashOfToken(token);
	await addSession(tx, { ...session, hash, now: begun.toISOString(), endsAt: idleEnd(begun) });
	await noted(tx, principal, begun, { action: "session.started", subject: null });
	return token;
}

/** For whom a session speaks; null where its key opens nothing any more, or the address is not the shop's any more. */
async function holderOf(db: Queries, session: Omit<ConsoleSession, "endsAt">): Promise<Principal | null> {
	const { sellerId, keyId, email } = session;
	const mayStill = (scopes: readonly string[]) => scopes.filter((scope) => session.scopes.includes(scope));
	if (keyId !== null) {
		const key = await keyByRowId(db, sellerId, keyId);
		if (!key) return null;
		await touchKey(db, key);
		// What the key may no longer do, nobody does in its name.
		return principalOf({ ...key, scopes: mayStill(key.scopes) });
	}
	const seller = await sellerByRowId(db, sellerId);
	if (email === null || seller?.contactEmail?.toLowerCase() !== email.toLowerCase()) return null;
	const scopes = MAILED_SCOPES.filter((scope) => session.scopes.includes(scope));
	return { sellerId, actor: email, scopes, isMailed: true };
}

async function sessionOf(
	{ db, now }: SessionDeps,
	token: string,
): Promise<readonly [session: ConsoleSession | null, hash: Uint8Array, now: Date]> {
	const [hash, at] = [hashOfToken(token), now()];
	return [await findSession(db, hash, at.toISOString()), hash, at];
}

function idleEnd(from: Date): string {
	return new Date(from.getTime() + IDLE_HOURS * 3_600_000).toISOString();
}
