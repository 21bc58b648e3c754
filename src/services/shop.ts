import type { Brand } from "../core/brand.ts";
import { type ShopColours, shopColours } from "../core/colours.ts";
import {
	changeShop as change,
	type Logo,
	logoByDigest,
	removeLogo as remove,
	type ShopChange,
	saveLogo,
	shopOf,
} from "../store/brands.ts";
import { brandOf, stylesNamed } from "./brand-of.ts";
import { type Deps, sellerOf } from "./deps.ts";
import { drawLogo } from "./draw-logo.ts";
import { fieldsOf, noted } from "./noted.ts";
import type { Principal } from "./views.ts";

export type { ShopChange } from "../store/brands.ts";

/** How a shop's pages look and what they say of it. */
export interface ShopView {
	/** `sel_…` */
	readonly id: string;
	readonly name: string;
	/** Where "Ask a person" writes to; null: there is no such button. */
	readonly contactEmail: string | null;
	readonly brand: Brand;
	/** What is made of the accent so that it is read by day and by night; null without an accent. */
	readonly colours: Readonly<Record<"light" | "dark", ShopColours>> | null;
}

export async function getShop({ db }: Deps, principal: Principal): Promise<ShopView> {
	const { id, name, contactEmail, ...set } = await shopOf(db, sellerOf(principal));
	const brand = brandOf(set);
	return { id, name, contactEmail, brand, colours: brand.accent === null ? null : shopColours(brand.accent) };
}

/** What is left out stays. Every page of the shop shows it when it is opened next, old ones too. */
export async function changeShop(deps: Deps, principal: Principal, changes: ShopChange): Promise<ShopView> {
	const { brand, ...own } = changes;
	const fields = [...fieldsOf(own), ...fieldsOf(brand ?? {}).map((field) => `brand.${field}`)];
	await deps.db.transaction(async (tx) => {
		await change(tx, sellerOf(principal), changes);
		await noted(tx, principal, deps.now(), { action: "shop.changed", subject: null, details: { fields } });
	});
	return getShop(deps, principal);
}

/** Draws the picture anew and takes it in the place of the one there was. Throws `Invalid`. */
export async function setLogo(deps: Deps, principal: Principal, uploaded: Uint8Array): Promise<ShopView> {
	const logo = await drawLogo(uploaded);
	await deps.db.transaction(async (tx) => {
		await saveLogo(tx, sellerOf(principal), logo);
		await noted(tx, principal, deps.now(), { action: "shop.logo.set", subject: null });
	});
	return getShop(deps, principal);
}

export async function removeLogo({ db, now }: Deps, principal: Principal): Promise<void> {
	await db.transaction(async (tx) => {
		const isGone = await remove(tx, sellerOf(principal));
		if (isGone) await noted(tx, principal, now(), { action: "shop.logo.removed", subject: null });
	});
}

/** For whoever sees a page. Null for a name that is none. */
export function openLogo({ db }: Deps, digest: string): Promise<Pick<Logo, "contentType" | "image"> | null> {
	return /^[0-9a-f]{32}$/.test(digest) ? logoByDigest(db, digest) : Promise.resolve(null);
}

export const openStyles = stylesNamed;
