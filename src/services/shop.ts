import type { Brand } from "../core/brand.ts";
import { type ShopColours, shopColours } from "../core/colours.ts";
import { Forbidden } from "../core/errors.ts";
import {
	changeShop as change,
	type Logo,
	logoByDigest,
	removeLogo as remove,
	type Shop,
	type ShopChange,
	saveLogo,
	shopOf,
} from "../store/brands.ts";
import type { RowId, Transaction } from "../store/database.ts";
import { brandOf, stylesNamed } from "./brand-of.ts";
import { type Deps, sellerOf } from "./deps.ts";
import { drawLogo } from "./draw-logo.ts";
import { fieldsOf, noted } from "./noted.ts";
import type { Principal } from "./views.ts";

export type { ShopChange } from "../store/brands.ts";

/** How a shop's pages look and what they say of it. */
export interface ShopView {
	/** `sel_…`, or `brd_…` of a brand. */
	readonly id: string;
	readonly name: string;
	/** Where what buyers ask is mailed to; null: it waits in the console and in the API alone. */
	readonly contactEmail: string | null;
	readonly brand: Brand;
	/** What is made of the accent so that it is read by day and by night; null without an accent. */
	readonly colours: Readonly<Record<"light" | "dark", ShopColours>> | null;
}

/** Whose look: a brand's, or the seller's own. */
export type Look = { readonly id: string; readonly rowId: RowId } | null;

export async function getShop({ db }: Deps, principal: Principal, look: Look = null): Promise<ShopView> {
	return viewShop(await shopOf(db, sellerOf(principal), look?.rowId ?? null));
}

export function viewShop({ id, name, contactEmail, ...set }: Shop): ShopView {
	const brand = brandOf(set);
	return { id, name, contactEmail, brand, colours: brand.accent === null ? null : shopColours(brand.accent) };
}

/**
 * What is left out stays. Every page of the shop shows it when it is opened next, old ones too. Throws `Forbidden` for
 * another contact from somebody who came by a link that was mailed to this one.
 */
export async function changeShop(
	deps: Deps,
	principal: Principal,
	changes: ShopChange,
	look: Look = null,
): Promise<ShopView> {
	const details = { fields: fieldsOfShop(changes) };
	await deps.db.transaction(async (tx) => {
		if (principal.isMailed && look === null) await refuseOtherContact(tx, principal, changes);
		await change(tx, sellerOf(principal), look?.rowId ?? null, changes);
		await noted(tx, principal, deps.now(), { ...named(look, "changed"), details });
	});
	return getShop(deps, principal, look);
}

/** Links that log in are mailed there: who came by one must not lead the next ones to himself. */
async function refuseOtherContact(tx: Transaction, principal: Principal, { contactEmail }: ShopChange): Promise<void> {
	if (contactEmail === undefined) return;
	const before = await shopOf(tx, sellerOf(principal), null);
	if (contactEmail === before.contactEmail) return;
	throw new Forbidden(
		"Links that log in are mailed to the shop's contact, and you came by one. Log in with a key to change it.",
	);
}

export function fieldsOfShop({ brand, ...own }: ShopChange): string[] {
	return [...fieldsOf(own), ...fieldsOf(brand ?? {}).map((field) => `brand.${field}`)];
}

/** Draws the picture anew and takes it in the place of the one there was. Throws `Invalid`. */
export async function setLogo(
	deps: Deps,
	principal: Principal,
	uploaded: Uint8Array,
	look: Look = null,
): Promise<ShopView> {
	const logo = await drawLogo(uploaded);
	await deps.db.transaction(async (tx) => {
		await saveLogo(tx, sellerOf(principal), look?.rowId ?? null, logo);
		await noted(tx, principal, deps.now(), named(look, "logo.set"));
	});
	return getShop(deps, principal, look);
}

export async function removeLogo({ db, now }: Deps, principal: Principal, look: Look = null): Promise<void> {
	await db.transaction(async (tx) => {
		const isGone = await remove(tx, sellerOf(principal), look?.rowId ?? null);
		if (isGone) await noted(tx, principal, now(), named(look, "logo.removed"));
	});
}

function named<What extends "changed" | "logo.set" | "logo.removed">(look: Look, what: What) {
	return look === null
		? ({ action: `shop.${what}`, subject: null } as const)
		: ({ action: `brand.${what}`, subject: look.id } as const);
}

/** For whoever sees a page. Null for a name that is none. */
export function openLogo({ db }: Deps, digest: string): Promise<Pick<Logo, "contentType" | "image"> | null> {
	return /^[0-9a-f]{32}$/.test(digest) ? logoByDigest(db, digest) : Promise.resolve(null);
}

export const openStyles = stylesNamed;
