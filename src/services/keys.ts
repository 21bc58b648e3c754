import { createHash } from "node:crypto";
import { Conflict, Forbidden, Invalid, NotFound } from "../core/errors.ts";
import {
	type ApiKey,
	addKey,
	countKeys,
	endKey,
	getKey as findKey,
	labelsOfKeys,
	listKeys as listStored,
	lockKeys,
	changeKey as storeChange,
	revokeKey as storeRevocation,
} from "../store/api-keys.ts";
import type { Database, RowId, Transaction } from "../store/database.ts";
import { pageToken } from "../store/ids.ts";
import { sellerOf } from "./deps.ts";
import { fieldsOf, noted } from "./noted.ts";
import { type Principal, SCOPES, type Scope } from "./views.ts";

/** What these verbs need: the command line has no more. */
export interface KeyDeps {
	readonly db: Database;
	readonly now: () => Date;
}

/** A key as its seller sees it: never the key itself. */
export interface KeyView {
	/** `key_…` */
	readonly id: string;
	/** The first characters of the key. */
	readonly prefix: string;
	readonly label: string | null;
	readonly scopes: readonly Scope[];
	/** Requests a minute; null: as many as any key. */
	readonly perMinute: number | null;
	readonly createdAt: string;
	/** Right to the minute. */
	readonly lastUsedAt: string | null;
	/** When a key that was replaced opens nothing any more; null: it lasts. */
	readonly endsAt: string | null;
}

/** A key that was just made: shown now and never again, for only its SHA-256 is kept. */
export interface MadeKey extends KeyView {
	/** `wl_` and 44 letters and digits, 262 random bits. */
	readonly key: string;
}

export interface NewKey {
	readonly label?: string | undefined;
	readonly scopes: readonly Scope[];
	readonly perMinute?: number | undefined;
}

/** What is left out stays; null takes away. */
export interface KeyChange {
	readonly label?: string | null | undefined;
	readonly scopes?: readonly Scope[] | undefined;
	readonly perMinute?: number | null | undefined;
}

/** More would be keys that nobody knows any more. */
export const MOST_KEYS = 100;

/** Oldest first: those that open something. */
export async function listKeys({ db }: Pick<KeyDeps, "db">, principal: Principal): Promise<readonly KeyView[]> {
	return (await listStored(db, sellerOf(principal), { inUse: true })).map(viewKey);
}

/** Throws `NotFound`, also for a key that opens nothing any more. */
export async function getKey({ db }: Pick<KeyDeps, "db">, principal: Principal, id: string): Promise<KeyView> {
	const key = await findKey(db, sellerOf(principal), id);
	if (!key) throw noSuchKey(id);
	return viewKey(key);
}

/**
 * What those `key_…` are called who did something, by their ids: also keys that were revoked, and for whoever may not list
 * keys, since what they did names them. Without those that have no label.
 */
export async function keyLabels(
	{ db }: Pick<KeyDeps, "db">,
	principal: Principal,
	actors: readonly string[],
): Promise<ReadonlyMap<string, string>> {
	const ids = [...new Set(actors)].filter((actor) => actor.startsWith("key_"));
	const labels = ids.length === 0 ? [] : await labelsOfKeys(db, sellerOf(principal), ids);
	return new Map(labels.map(({ id, label }) => [id, label]));
}

/** Throws `Forbidden` for a scope that the one who asks does not have, `Invalid` and `Conflict`. */
export function createKey(deps: KeyDeps, principal: Principal, input: NewKey): Promise<MadeKey> {
	refuseMore(principal, input.scopes);
	return deps.db.transaction(async (tx) => {
		const sellerId = sellerOf(principal);
		await lockKeys(tx, sellerId);
		await refuseTooMany(tx, sellerId);
		const made = await makeKey(tx, sellerId, input);
		const details = { scopes: made.scopes, perMinute: made.perMinute };
		await noted(tx, principal, deps.now(), { action: "key.created", subject: made.id, details });
		return made;
	});
}

/** Throws `NotFound`, `Forbidden` for a scope that the one who asks cannot give, and `Conflict`. */
export function changeKey(deps: KeyDeps, principal: Principal, id: string, change: KeyChange): Promise<KeyView> {
	return deps.db.transaction(async (tx) => {
		const before = await lockedKey(tx, principal, id);
		const { label, scopes, perMinute } = change;
		if (scopes) {
			refuseMore(
				principal,
				scopes.filter((scope) => !before.scopes.includes(scope)),
			);
			if (!scopes.includes(WRITES_KEYS)) await refuseLast(tx, before);
		}
		const kept = {
			...(label !== undefined && { label }),
			...(scopes && { scopes: ordered(scopes) }),
			...(perMinute !== undefined && { perMinute }),
		};
		const changed = await storeChange(tx, before.sellerId, id, kept);
		if (!changed) throw noSuchKey(id);
		const details = {
			fields: fieldsOf(kept),
			...(kept.scopes && { scopesBefore: before.scopes, scopes: kept.scopes }),
			...(perMinute !== undefined && { perMinuteBefore: before.perMinute, perMinute }),
		};
		await noted(tx, principal, deps.now(), { action: "key.changed", subject: id, details });
		return viewKey(changed);
	});
}

/** A key that was made in the place of another. */
export interface RotatedKey extends MadeKey {
	readonly replaces: { readonly id: string; readonly endsAt: string };
}

/**
 * A new key with label, scopes and limit of the one there is, which goes on for `graceHours`. Throws `NotFound`,
 * `Forbidden` for a key that may do more than the one who asks, and `Conflict` for one that was replaced before.
 */
export function rotateKey(
	deps: KeyDeps,
	principal: Principal,
	id: string,
	{ graceHours = 24 }: { readonly graceHours?: number | undefined },
): Promise<RotatedKey> {
	return deps.db.transaction(async (tx) => {
		const before = await lockedKey(tx, principal, id);
		refuseMore(principal, before.scopes);
		if (before.endsAt !== null) {
			throw new Conflict(`The key ${id} was replaced already and ends at ${before.endsAt}. Rotate the one after it.`);
		}
		await refuseTooMany(tx, before.sellerId);
		const { label, scopes, perMinute } = viewKey(before);
		const made = await makeKey(tx, before.sellerId, { label, scopes, perMinute });
		const ended = await endKey(tx, before.sellerId, id, graceHours);
		if (!ended?.endsAt) throw noSuchKey(id);
		const details = { by: made.id, graceHours };
		await noted(tx, principal, deps.now(), { action: "key.rotated", subject: id, details });
		return { ...made, replaces: { id, endsAt: ended.endsAt } };
	});
}

/** Ends a key at once. Throws `NotFound`, and `Conflict` for the last one that can make others. */
export function revokeKey(deps: KeyDeps, principal: Principal, id: string): Promise<void> {
	return deps.db.transaction(async (tx) => {
		const key = await lockedKey(tx, principal, id);
		await refuseLast(tx, key);
		await endAtOnce(tx, principal, deps.now(), key);
	});
}

/** Whatever is left: for whoever runs the installation. False for a key that was revoked before. */
export async function endAtOnce(
	tx: Transaction,
	principal: Principal,
	at: Date,
	{ sellerId, id }: ApiKey,
): Promise<boolean> {
	const isRevoked = await storeRevocation(tx, sellerId, id);
	if (isRevoked) await noted(tx, principal, at, { action: "key.revoked", subject: id });
	return isRevoked;
}

/** How a key is kept and found. A key is as random as a digest, so that a slow password hash would add nothing. */
export function hashOfKey(key: string): Uint8Array {
	return createHash("sha256").update(key).digest();
}

const WRITES_KEYS: Scope = "keys:write";

async function makeKey(
	tx: Transaction,
	sellerId: RowId,
	{ label, scopes, perMinute }: Pick<KeyChange, "label" | "perMinute"> & Pick<NewKey, "scopes">,
): Promise<MadeKey> {
	if (scopes.length === 0) throw new Invalid(`A key needs a scope: ${SCOPES.join(", ")}.`);
	const key = `wl_${pageToken()}${pageToken()}`;
	const kept = { hash: hashOfKey(key), prefix: key.slice(0, 9), label: label ?? null, perMinute: perMinute ?? null };
	return { ...viewKey(await addKey(tx, sellerId, { ...kept, scopes: ordered(scopes) })), key };
}

/** The key, while nobody else changes the seller's keys. */
async function lockedKey(tx: Transaction, principal: Principal, id: string): Promise<ApiKey> {
	const sellerId = sellerOf(principal);
	await lockKeys(tx, sellerId);
	const key = await findKey(tx, sellerId, id);
	if (!key) throw noSuchKey(id);
	return key;
}

function noSuchKey(id: string): NotFound {
	return new NotFound(`There is no key ${id} in use.`);
}

function refuseMore({ scopes: own }: Principal, scopes: readonly Scope[] | readonly string[]): void {
	const more = scopes.filter((scope) => !own.some((one) => one === scope));
	if (more.length === 0) return;
	throw new Forbidden(`A key gives no other what it does not have itself: this one lacks ${more.join(", ")}.`);
}

/** Without any, only whoever runs the installation could make a key again. */
async function refuseLast(tx: Transaction, { sellerId, scopes, endsAt, id }: ApiKey): Promise<void> {
	if (!scopes.includes(WRITES_KEYS) || endsAt !== null) return;
	const { withScope } = await countKeys(tx, sellerId, WRITES_KEYS);
	if (withScope > 1) return;
	throw new Conflict(
		`${id} is the last key with the scope "${WRITES_KEYS}": without it nobody could make another. Make one first, or rotate this one; "npm run -s wayline -- key revoke" ends it all the same.`,
	);
}

async function refuseTooMany(tx: Transaction, sellerId: RowId): Promise<void> {
	const { inUse } = await countKeys(tx, sellerId, WRITES_KEYS);
	if (inUse < MOST_KEYS) return;
	throw new Conflict(`There are ${inUse} keys in use, and ${MOST_KEYS} is the most. Revoke those that nobody uses.`);
}

function ordered(scopes: readonly string[]): Scope[] {
	return SCOPES.filter((scope) => scopes.includes(scope));
}

function viewKey({ id, prefix, label, scopes, perMinute, createdAt, lastUsedAt, endsAt }: ApiKey): KeyView {
	return { id, prefix, label, scopes: ordered(scopes), perMinute, createdAt, lastUsedAt, endsAt };
}
