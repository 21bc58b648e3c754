import { createHash } from "node:crypto";
import { Invalid, NotFound } from "../core/errors.ts";
import { addKey, findKey, revokeKey as revokeKeyOf } from "../store/api-keys.ts";
import type { Database } from "../store/database.ts";
import { pageToken } from "../store/ids.ts";
import { findSeller, listSellers, type Seller, addSeller as storeSeller } from "../store/sellers.ts";
import { noted, operatorFor } from "./noted.ts";
import { SCOPES, type Scope } from "./views.ts";

/** What these verbs need. They serve the operator at the command line: no key is asked for. */
export type { Forgotten } from "../store/sealed.ts";

export interface SellerDeps {
	readonly db: Database;
}

/** A new seller. Throws Invalid. */
export async function addSeller(
	{ db }: SellerDeps,
	input: { readonly name: string; readonly contactEmail?: string | undefined },
): Promise<{ readonly id: string; readonly name: string }> {
	const name = input.name.trim();
	if (name === "" || name.length > 200) throw new Invalid("A seller's name has 1 to 200 characters.");
	const contactEmail = input.contactEmail?.trim() ?? null;
	if (contactEmail !== null && !/^[^@\s<>"]+@[^@\s<>"]+$/.test(contactEmail)) {
		throw new Invalid(`${JSON.stringify(contactEmail)} is not an e-mail address.`);
	}
	return db.transaction(async (tx) => {
		const { id, rowId } = await storeSeller(tx, { name, contactEmail });
		await noted(tx, operatorFor(rowId), new Date(), { action: "seller.added", subject: id });
		return { id, name };
	});
}

export interface NewKey {
	/** May be left out while there is one seller. */
	readonly sellerId?: string | undefined;
	/** All of them when left out. */
	readonly scopes?: readonly Scope[] | undefined;
	readonly label?: string | undefined;
}

export interface MadeKey {
	/** `key_…`, to revoke it by. */
	readonly id: string;
	/** `wl_` and 44 letters and digits, 262 random bits. Shown now and never again: only its SHA-256 is kept. */
	readonly key: string;
	readonly scopes: readonly Scope[];
}

/** A new API key of a seller. Throws NotFound and Invalid. */
export async function createKey({ db }: SellerDeps, { sellerId, scopes = SCOPES, label }: NewKey): Promise<MadeKey> {
	if (scopes.length === 0) throw new Invalid(`A key needs a scope: ${SCOPES.join(", ")}.`);
	const seller = await sellerNamed(db, sellerId);
	const key = `wl_${pageToken()}${pageToken()}`;
	const { id } = await addKey(db, seller.rowId, {
		hash: hashOfKey(key),
		prefix: key.slice(0, 9),
		label: label ?? null,
		scopes,
	});
	return { id, key, scopes };
}

/** Ends a key, named by itself or by its id. Throws NotFound. */
export async function revokeKey(
	{ db }: SellerDeps,
	idOrKey: string,
): Promise<{ readonly id: string; readonly sellerName: string }> {
	const id = idOrKey.startsWith("key_") ? idOrKey : (await findKey(db, hashOfKey(idOrKey)))?.id;
	for (const seller of id === undefined ? [] : await listSellers(db)) {
		if (id !== undefined && (await revokeKeyOf(db, seller.rowId, id))) return { id, sellerName: seller.name };
	}
	throw new NotFound("No key in use has this name. `key create` printed its id, key_…, when it was made.");
}

/** How a key is kept and found. A key is as random as a digest, so that a slow password hash would add nothing. */
export function hashOfKey(key: string): Uint8Array {
	return createHash("sha256").update(key).digest();
}

async function sellerNamed(db: Database, id: string | undefined): Promise<Seller> {
	if (id !== undefined) {
		const seller = await findSeller(db, id);
		if (seller === null) throw new NotFound(`There is no seller ${id}.`);
		return seller;
	}
	const [first, ...others] = await listSellers(db);
	if (first === undefined) throw new NotFound("There is no seller yet: `seller add NAME` makes one.");
	if (others.length === 0) return first;
	throw new Invalid(`There are ${others.length + 1} sellers. Name one: ${listed([first, ...others])}.`);
}

function listed(sellers: readonly Seller[]): string {
	const shown = sellers.slice(0, 10).map(({ id, name }) => `${id} (${name})`);
	return sellers.length > shown.length ? `${shown.join(", ")} and others` : shown.join(", ");
}
