import type { Places } from "../geo/places.ts";
import type { Lanes } from "../ingest/refresh.ts";
import type { Database, RowId } from "../store/database.ts";
import type { Vault } from "../store/seal.ts";
import type { Principal } from "./views.ts";

/** What every verb may use. */
export interface Deps {
	readonly db: Database;
	readonly vault: Vault;
	/** Without a slash at its end. */
	readonly publicUrl: string;
	readonly places: Places;
	readonly lanes: Lanes;
	readonly now: () => Date;
	/** Tells open pages of this process that a parcel changed; other nodes hear it from the database. */
	readonly changed: (change: { readonly token: string; readonly version: number }) => void;
}

/** The seller a principal speaks for. `authenticate` makes principals, and takes the id from the key's own row. */
export function sellerOf(principal: Pick<Principal, "sellerId">): RowId {
	return principal.sellerId as RowId;
}
