import { timingSafeEqual } from "node:crypto";
import type { Queries } from "../store/database.ts";
import { pageByToken } from "../store/pages.ts";
import type { Vault } from "../store/seal.ts";
import { getWatcher, type Watcher } from "../store/watchers.ts";
import type { Deps } from "./deps.ts";
import { isOrders, readableAddress } from "./watcher-address.ts";

/** For how long the link of a mail that asks how it was shows who came by it. */
export const INVITED_DAYS = 60;

type Provable = Pick<Watcher, "id" | "sellerId"> & {
	/** The word of the link of the parcel that is asked of. */
	readonly token: string;
};

/**
 * Shows that its holder was asked at the watcher's address how this parcel was. It says who reviews, for sixty days: it
 * shows nothing of the order, and of what he is mailed it changes one thing, whether he is asked once more
 * (ask-again.ts). Nothing of it is kept. `wch_….expiry.tag`, fit for an address.
 */
export function invitationFor(vault: Vault, watcher: Provable, now: Date): string {
	const expiry = Math.floor(now.getTime() / 1000) + INVITED_DAYS * 86_400;
	const written = expiry.toString(36);
	return `${watcher.id}.${written}.${Buffer.from(tagOf(vault, watcher, expiry)).toString("base64url")}`;
}

export interface Invited {
	readonly watcher: Watcher;
	/** His address is the one that the order names: he is its buyer. */
	readonly isBuyer: boolean;
}

/** Whom an invitation speaks of. Null without a true one of this parcel, and for one whose end has come. */
export async function openInvitation(
	db: Queries,
	{ vault, now }: Pick<Deps, "vault" | "now">,
	token: string,
	proof: string | null,
): Promise<Invited | null> {
	const [, id = "", written = "", tag = ""] =
		/^(wch_[0-9A-Za-z]{16,40})\.([0-9a-z]{1,9})\.([\w-]{43})$/.exec(proof ?? "") ?? [];
	const expiry = Number.parseInt(written, 36);
	if (!(expiry * 1000 > now().getTime())) return null;
	const stored = await pageByToken(db, token);
	if (!stored) return null;
	const { sellerId, orderId } = stored;
	if (!timingSafeEqual(Buffer.from(tag, "base64url"), tagOf(vault, { id, sellerId, token }, expiry))) return null;
	const watcher = await getWatcher(db, { sellerId, rowId: stored.shipmentRowId }, id);
	return (
		watcher && {
			watcher,
			isBuyer: await isOrders(db, vault, { sellerId, orderRowId: orderId }, readableAddress(vault, watcher)),
		}
	);
}

/**
 * Which of two invitations a device is to keep: the one that it is given, where that is true, but no stranger's in the place of the
 * buyer's, which may have been planted on him. Null: neither.
 */
export async function invitationToKeep(
	deps: Pick<Deps, "db" | "vault" | "now">,
	token: string,
	{ given, held }: { readonly given: string; readonly held: string | null },
): Promise<string | null> {
	const [isGiven, isHeld] = [
		await openInvitation(deps.db, deps, token, given),
		await openInvitation(deps.db, deps, token, held),
	];
	if (isGiven === null) return isHeld && held;
	return isHeld?.isBuyer && !isGiven.isBuyer ? held : given;
}

function tagOf(vault: Vault, { id, sellerId, token }: Provable, expiry: number): Uint8Array {
	return vault.tagOf(`${token}\n${sellerId}\n${id}\n${expiry}`, "review invitations");
}
