import { maskedAddress } from "../core/recipient.ts";
import type { Queries, RowId, Transaction } from "../store/database.ts";
import { noticeRules } from "../store/notice-rules.ts";
import { buyerOf, ordersByRowId } from "../store/orders.ts";
import { wishFollowUp } from "../store/review-asks.ts";
import { Tampered, WrongKey } from "../store/seal.ts";
import { addressOf, type Watcher, watcherOfAddress } from "../store/watchers.ts";
import type { Deps } from "./deps.ts";
import type { Reviewer } from "./reviewer.ts";

/** What the form of the things offers: to be asked once more by mail, months after. */
export interface AskAgainOffer {
	/** `m•••@s•••.example` */
	readonly address: string;
	/** He said so before. */
	readonly isWanted: boolean;
}

/** A parcel, and the order in which it is. */
interface Of {
	readonly sellerId: RowId;
	readonly shipmentRowId: RowId;
	readonly orderId: RowId | null;
}

/** Null for whom nobody writes to, and in a shop that asks nobody so. */
export async function offerAskAgain(
	db: Queries,
	deps: Pick<Deps, "vault">,
	of: Of,
	by: Reviewer,
): Promise<AskAgainOffer | null> {
	const found = await writtenTo(db, deps, of, by);
	return found && { address: maskedAddress(found.address), isWanted: found.watcher.asksAgain };
}

/** What he ticked, where it was offered. The parcel is locked meanwhile. */
export async function askAgain(
	tx: Transaction,
	deps: Pick<Deps, "vault" | "now">,
	{ stored, by }: { readonly stored: Of; readonly by: Reviewer },
	{ wants, saidAtMs }: { readonly wants: boolean | null; readonly saidAtMs: number },
): Promise<void> {
	const found = await writtenTo(tx, deps, stored, by);
	if (!found) return;
	const now = deps.now().toISOString();
	const wish = { shipmentId: stored.shipmentRowId, wants: wants ?? found.watcher.asksAgain, saidAtMs, now };
	await wishFollowUp(tx, found.watcher, wish);
}

interface WrittenTo {
	readonly watcher: Watcher;
	readonly address: string;
}

/** Who came by a mail; else, of the recognised buyer, whoever is written to at the order's address. */
async function writtenTo(db: Queries, { vault }: Pick<Deps, "vault">, of: Of, by: Reviewer): Promise<WrittenTo | null> {
	const { kinds, asks } = await noticeRules(db, of.sellerId);
	if (kinds.length === 0 || !asks.includes("follow-up")) return null;
	try {
		const watcher = by.invited?.watcher ?? (by.isVerified ? await watcherOfBuyer(db, vault, of) : null);
		if (!watcher || watcher.confirmedAt === null || watcher.endedAt !== null) return null;
		const address = addressOf(vault, watcher);
		return address === null ? null : { watcher, address };
	} catch (error) {
		// Nobody can read the address any more: nothing is offered.
		if (error instanceof WrongKey || error instanceof Tampered) return null;
		throw error;
	}
}

async function watcherOfBuyer(db: Queries, vault: Deps["vault"], of: Of): Promise<Watcher | null> {
	const { sellerId, shipmentRowId: rowId, orderId: orderRowId } = of;
	const [order] = orderRowId === null ? [] : await ordersByRowId(db, sellerId, [orderRowId]);
	const address = order === undefined ? null : (buyerOf(vault, order)?.email ?? null);
	return address === null ? null : watcherOfAddress(db, vault, { sellerId, rowId, orderRowId }, address);
}
