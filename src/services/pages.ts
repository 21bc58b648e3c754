import type { ParcelPage } from "../core/page.ts";
import { arrivalAt } from "../ingest/refresh.ts";
import { type Connection, connectionsByRowId } from "../store/connections.ts";
import { ordersByRowId, parcelsOfOrder } from "../store/orders.ts";
import { pageByToken } from "../store/pages.ts";
import type { Deps } from "./deps.ts";

export interface OpenPage {
	/** The snapshot, a ParcelPage as JSON text. */
	readonly page: string;
	readonly version: number;
	/** When the carrier was last asked or last spoke, `…Z`. */
	readonly checkedAt: string | null;
	/** The carrier has not answered since. */
	readonly sourceDown: { readonly since: string } | null;
	readonly locale: string | null;
	/** The other parcels of the order, as snapshots. */
	readonly others: readonly { readonly token: string; readonly page: string }[];
}

/** What a buyer's link opens: that parcel and the others of its order, nothing else. Null for a link that opens nothing. */
export async function openPage({ db, now }: Deps, token: string): Promise<OpenPage | null> {
	const stored = await pageByToken(db, token);
	if (!stored) return null;
	const { sellerId, orderId, connectionId, version } = stored;
	const [connection] = connectionId === null ? [] : await connectionsByRowId(db, [connectionId]);
	const [order] = orderId === null ? [] : await ordersByRowId(db, sellerId, [orderId]);
	const parcels = orderId === null ? [] : await parcelsOfOrder(db, sellerId, orderId);
	return {
		page: withoutPassedPromise(stored.page, now()),
		version,
		checkedAt: latest(stored.lastPolledAt, connection?.lastOkAt ?? null),
		sourceDown: outageOf(connection),
		locale: order?.locale ?? null,
		others: parcels.flatMap((parcel) =>
			parcel.token === token || parcel.page === null
				? []
				: [{ token: parcel.token, page: withoutPassedPromise(parcel.page, now()) }],
		),
	};
}

/** A snapshot outlives the promise in it: a page never shows an arrival that has passed. */
function withoutPassedPromise(snapshot: string, now: Date): string {
	// Written by the page builder alone: see state-of.ts.
	const page = JSON.parse(snapshot) as ParcelPage;
	if (!page.eta) return snapshot;
	const { from, to, zone, source } = page.eta;
	const destination = page.destination && { country: page.destination.country };
	const promised = source === "carrier" ? { from, to, zone } : null;
	const promisedBy = source === "seller" ? to : null;
	const { milestone, code } = page;
	const eta = arrivalAt({ destination, promisedBy }, { promised, milestone, code, terminal: false }, now);
	return eta ? snapshot : JSON.stringify({ ...page, eta: null });
}

function latest(...moments: readonly (string | null)[]): string | null {
	return moments.reduce((newest, moment) => (moment !== null && moment > (newest ?? "") ? moment : newest), null);
}

/** An outage is the connection's, and is laid over the parcel's state while it lasts. */
function outageOf(connection: Connection | undefined): OpenPage["sourceDown"] {
	return connection?.health === "failing" && connection.failingSince ? { since: connection.failingSince } : null;
}
