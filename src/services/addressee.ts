import { emailKey } from "../core/recipient.ts";
import type { Queries, Transaction } from "../store/database.ts";
import { isRefused } from "../store/mail-refusals.ts";
import { buyerOf, ordersByRowId } from "../store/orders.ts";
import { addressOf, type EndedBecause, endWatcher, type Watcher } from "../store/watchers.ts";
import type { Deps } from "./deps.ts";

/**
 * Where a locked watcher is written to. Null for whom nothing is to be written any more: he is ended then, with what waits for him.
 */
export async function addresseeOf(
	tx: Transaction,
	deps: Pick<Deps, "vault" | "now">,
	watcher: Watcher,
): Promise<string | null> {
	const address = addressOf(deps.vault, watcher);
	const because = await endOf(tx, deps, watcher, address);
	if (because !== null) await endWatcher(tx, watcher, because, deps.now().toISOString());
	return because === null ? address : null;
}

async function endOf(
	tx: Transaction,
	deps: Pick<Deps, "vault">,
	watcher: Watcher,
	address: string | null,
): Promise<EndedBecause | null> {
	// What was heard at the moment at which it was ended.
	if (watcher.endedBecause !== null) return watcher.endedBecause;
	if (address === null) return "unreadable";
	if (await isReplaced(tx, deps, watcher, address)) return "replaced";
	// By another page of the shop, while this one was being asked for.
	return (await isRefused(tx, deps.vault, watcher.sellerId, address)) ? "asked" : null;
}

/** The seller names another address of the order by now: the one before may be a stranger's. */
export async function isReplaced(
	db: Queries,
	{ vault }: Pick<Deps, "vault">,
	{ source, sellerId, orderRowId }: Watcher,
	address: string,
): Promise<boolean> {
	if (source === "typed" || source === "device" || orderRowId === null) return false;
	const [order] = await ordersByRowId(db, sellerId, [orderRowId]);
	const named = order === undefined ? null : (buyerOf(vault, order)?.email ?? null);
	return named !== null && emailKey(named) !== emailKey(address);
}
