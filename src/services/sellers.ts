import { Invalid, NotFound } from "../core/errors.ts";
import { findKey, keyOfAnybody } from "../store/api-keys.ts";
import type { Database } from "../store/database.ts";
import { findSeller, listSellers, type Seller, sellerByRowId, addSeller as storeSeller } from "../store/sellers.ts";
import { endAtOnce, hashOfKey, type KeyView, listKeys, type MadeKey, createKey as makeKey } from "./keys.ts";
import { noted, operatorFor } from "./noted.ts";
import { type Principal, SCOPES, type Scope } from "./views.ts";

export type { Forgotten } from "../store/sealed.ts";

/** What these verbs need. They serve the operator at the command line: no key is asked for. */
export interface SellerDeps {
	readonly db: Database;
}

const now = () => new Date();

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
		await noted(tx, operatorFor(rowId), now(), { action: "seller.added", subject: id });
		return { id, name };
	});
}

export interface NewSellersKey {
	/** May be left out while there is one seller. */
	readonly sellerId?: string | undefined;
	/** All of them when left out. */
	readonly scopes?: readonly Scope[] | undefined;
	readonly label?: string | undefined;
	readonly perMinute?: number | undefined;
}

/** A new API key of a seller. Throws NotFound, Invalid and Conflict. */
export async function createKey(
	{ db }: SellerDeps,
	{ sellerId, scopes = SCOPES, ...key }: NewSellersKey,
): Promise<MadeKey> {
	const seller = await sellerNamed(db, sellerId);
	return makeKey({ db, now }, operatorFor(seller.rowId), { scopes, ...key });
}

/** The keys in use of a seller, who may be left out while there is one. Throws NotFound and Invalid. */
export async function keysOf({ db }: SellerDeps, sellerId: string | undefined): Promise<readonly KeyView[]> {
	const seller = await sellerNamed(db, sellerId);
	return listKeys({ db }, operatorFor(seller.rowId));
}

/** Ends a key, named by itself or by its id, also the last one. Throws NotFound. */
export async function revokeKey(
	{ db }: SellerDeps,
	idOrKey: string,
): Promise<{ readonly id: string; readonly sellerName: string }> {
	return db.transaction(async (tx) => {
		const key = await (idOrKey.startsWith("key_") ? keyOfAnybody(tx, idOrKey) : findKey(tx, hashOfKey(idOrKey)));
		const seller = key && (await sellerByRowId(tx, key.sellerId));
		if (!key || !seller || !(await endAtOnce(tx, operatorFor(key.sellerId), now(), key))) {
			throw new NotFound("No key in use has this name. `key list` shows each with its id, key_….");
		}
		return { id: key.id, sellerName: seller.name };
	});
}

/** Who works at the command line, for a seller who may be left out while there is one. Throws NotFound and Invalid. */
export async function operatorOf({ db }: SellerDeps, sellerId: string | undefined): Promise<Principal> {
	return operatorFor((await sellerNamed(db, sellerId)).rowId);
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
