import { emailKey } from "../core/recipient.ts";
import type { Queries, RowId } from "../store/database.ts";
import { buyerOf, ordersByRowId } from "../store/orders.ts";
import { Tampered, type Vault, WrongKey } from "../store/seal.ts";
import { addressOf, type Watcher } from "../store/watchers.ts";

/** Null where it is kept no longer, or the key that sealed it is lost. */
export function readableAddress(vault: Vault, watcher: Watcher): string | null {
	return readable(() => addressOf(vault, watcher));
}

/** Whether an order names this address now. False where nobody can read which it names any more. */
export async function isOrders(
	db: Queries,
	vault: Vault,
	{ sellerId, orderRowId }: { readonly sellerId: RowId; readonly orderRowId: RowId | null },
	address: string | null,
): Promise<boolean> {
	const [order] = orderRowId === null ? [] : await ordersByRowId(db, sellerId, [orderRowId]);
	if (order === undefined || address === null) return false;
	const named = readable(() => buyerOf(vault, order)?.email ?? null);
	return named !== null && emailKey(named) === emailKey(address);
}

/** Null for what is sealed under a key that is lost. */
function readable<Text>(open: () => Text): Text | null {
	try {
		return open();
	} catch (error) {
		if (error instanceof WrongKey || error instanceof Tampered) return null;
		throw error;
	}
}
