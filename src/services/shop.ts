import type { Brand } from "../core/brand.ts";
import { type ShopColours, shopColours } from "../core/colours.ts";
import { Forbidden } from "../core/errors.ts";
import type { NoticeRules, NoticeRulesChange } from "../core/notices/kinds.ts";
import {
	changeShop as change,
	type Logo,
	type ShopChange as LookChange,
	logoByDigest,
	removeLogo as remove,
	type Shop,
	saveLogo,
	shopOf,
} from "../store/brands.ts";
import type { RowId, Transaction } from "../store/database.ts";
import { changeNoticeRules, noticeRules } from "../store/notice-rules.ts";
import { sellerByRowId, setAnswerMinutes } from "../store/sellers.ts";
import { brandOf, stylesNamed } from "./brand-of.ts";
import { type Deps, sellerOf } from "./deps.ts";
import { drawLogo } from "./draw-logo.ts";
import { fieldsOf, noted } from "./noted.ts";
import type { Principal } from "./views.ts";

export type { ShopChange as LookChange } from "../store/brands.ts";

/** How a shop's pages look and what they say of it; a brand's too. */
export interface LookView {
	/** `sel_…`, or `brd_…` of a brand. */
	readonly id: string;
	readonly name: string;
	/** Where what buyers ask is mailed to; null: it waits in the console and in the API alone. */
	readonly contactEmail: string | null;
	readonly brand: Brand;
	/** What is made of the accent so that it is read by day and by night; null without an accent. */
	readonly colours: Readonly<Record<"light" | "dark", ShopColours>> | null;
}

/** The seller's own. */
export interface ShopView extends LookView {
	/** How long who is asked has for an answer before the next is asked too. */
	readonly answerMinutes: number;
	/** What buyers who asked are written of, and when. */
	readonly notices: NoticeRules;
}

/** What is left out stays; null takes away. */
export interface ShopChange extends LookChange {
	readonly answerMinutes?: number | undefined;
	readonly notices?: NoticeRulesChange | undefined;
}

/** Whose look: a brand's, or the seller's own. */
export type Look = { readonly id: string; readonly rowId: RowId } | null;

export async function getShop(deps: Deps, principal: Principal): Promise<ShopView> {
	const seller = await sellerByRowId(deps.db, sellerOf(principal));
	if (!seller) throw new Error("Somebody speaks for a seller who is not there.");
	const look = await getLook(deps, principal, null);
	const notices = await noticeRules(deps.db, seller.rowId);
	return { ...look, answerMinutes: seller.answerMinutes, notices };
}

/** As `changeLook`. */
export async function changeShop(deps: Deps, principal: Principal, changes: ShopChange): Promise<ShopView> {
	await changeLook(deps, principal, changes, null);
	return getShop(deps, principal);
}

/** As `setLookLogo`. */
export async function setLogo(deps: Deps, principal: Principal, uploaded: Uint8Array): Promise<ShopView> {
	await setLookLogo(deps, principal, uploaded, null);
	return getShop(deps, principal);
}

export async function getLook({ db }: Deps, principal: Principal, look: Look): Promise<LookView> {
	return viewLook(await shopOf(db, sellerOf(principal), look?.rowId ?? null));
}

export function viewLook({ id, name, contactEmail, ...set }: Shop): LookView {
	const brand = brandOf(set);
	return { id, name, contactEmail, brand, colours: brand.accent === null ? null : shopColours(brand.accent) };
}

/**
 * What is left out stays. Every page of the shop shows it when it is opened next, old ones too. Throws `Forbidden` for
 * another contact from somebody who came by a link that was mailed to this one.
 */
export async function changeLook(
	deps: Deps,
	principal: Principal,
	{ answerMinutes, notices, ...changes }: ShopChange,
	look: Look,
): Promise<LookView> {
	const details = { fields: fieldsOfShop({ ...changes, answerMinutes, notices }) };
	await deps.db.transaction(async (tx) => {
		if (principal.isMailed && look === null) await refuseOtherContact(tx, principal, changes);
		await change(tx, sellerOf(principal), look?.rowId ?? null, changes);
		if (answerMinutes !== undefined) await setAnswerMinutes(tx, sellerOf(principal), answerMinutes);
		if (notices) await changeNoticeRules(tx, sellerOf(principal), notices);
		await noted(tx, principal, deps.now(), { ...named(look, "changed"), details });
	});
	return getLook(deps, principal, look);
}

/** Links that log in are mailed there: who came by one must not lead the next ones to himself. */
async function refuseOtherContact(tx: Transaction, principal: Principal, { contactEmail }: LookChange): Promise<void> {
	if (contactEmail === undefined) return;
	const before = await shopOf(tx, sellerOf(principal), null);
	if (contactEmail === before.contactEmail) return;
	throw new Forbidden(
		"Links that log in are mailed to the shop's contact, and you came by one. Log in with a key to change it.",
	);
}

export function fieldsOfShop({ brand, notices, ...own }: ShopChange): string[] {
	const below = (name: string, part: object) => fieldsOf(part).map((field) => `${name}.${field}`);
	return [...fieldsOf(own), ...below("brand", brand ?? {}), ...below("notices", notices ?? {})];
}

/** Draws the picture anew and takes it in the place of the one there was. Throws `Invalid`. */
export async function setLookLogo(
	deps: Deps,
	principal: Principal,
	uploaded: Uint8Array,
	look: Look,
): Promise<LookView> {
	const logo = await drawLogo(uploaded);
	await deps.db.transaction(async (tx) => {
		await saveLogo(tx, sellerOf(principal), look?.rowId ?? null, logo);
		await noted(tx, principal, deps.now(), named(look, "logo.set"));
	});
	return getLook(deps, principal, look);
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
