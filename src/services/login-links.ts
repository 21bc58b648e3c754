import type { ShopLetters } from "../core/letters.ts";
import type { Transaction } from "../store/database.ts";
import { pageToken } from "../store/ids.ts";
import { addLoginLink, findLoginLink, useLoginLink as useOnce } from "../store/login-links.ts";
import { queueMail } from "../store/mails.ts";
import { type Seller, sellerByRowId, sellersWithContact } from "../store/sellers.ts";
import { hashOfToken, openMailedSession } from "./console-sessions.ts";
import type { Deps } from "./deps.ts";

/** How long a link opens. */
export const LINK_MINUTES = 15;

/** What verbs that write letters to staff work with. */
export interface StaffLetterDeps extends Pick<Deps, "db" | "vault" | "publicUrl" | "now"> {
	readonly shopLetters: ShopLetters;
}

/**
 * Mails a link that logs in, to the contact of each shop that has this address. Says nothing of whether there is one: see
 * login-link-routes.ts for the time that it takes.
 */
export async function mailLoginLink(deps: StaffLetterDeps, email: string): Promise<void> {
	const sellers = await sellersWithContact(deps.db, email);
	for (const seller of sellers) await deps.db.transaction((tx) => mailLink(tx, deps, seller));
}

async function mailLink(tx: Transaction, deps: StaffLetterDeps, seller: Seller): Promise<void> {
	const { vault, publicUrl, now, shopLetters } = deps;
	const { rowId: sellerId, contactEmail: email, name: shop } = seller;
	if (email === null) return;
	const token = `${pageToken()}${pageToken()}`;
	const at = now();
	const endsAt = new Date(at.getTime() + LINK_MINUTES * 60_000).toISOString();
	await addLoginLink(tx, { sellerId, hash: hashOfToken(token), email, now: at.toISOString(), endsAt });
	const letter = shopLetters.login({ shop, link: `${publicUrl}/console/log-in-link/${token}`, endsAt });
	const mail = { to: email, fromName: "Wayline", ...letter, headers: { "Auto-Submitted": "auto-generated" } };
	await queueMail(tx, vault, { sellerId, kind: "console.login", mail, now: at.toISOString() });
}

/** Which shop a link leads to; null for one that opens nothing any more. It is not used by being looked at. */
export async function openLoginLink(
	{ db, now }: Pick<Deps, "db" | "now">,
	token: string,
): Promise<{ readonly shop: string } | null> {
	const link = await findLoginLink(db, hashOfToken(token), now().toISOString());
	const seller = link && (await sellerByRowId(db, link.sellerId));
	return seller && { shop: seller.name };
}

/** Opens a session by a link, once. Answers what the browser keeps; null for a link that opens nothing any more. */
export function useLoginLink({ db, now }: Pick<Deps, "db" | "now">, token: string): Promise<string | null> {
	const at = now();
	return db.transaction(async (tx) => {
		const link = await useOnce(tx, hashOfToken(token), at.toISOString());
		return link && openMailedSession(tx, link, at);
	});
}
