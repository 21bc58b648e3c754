import { namedCarrier } from "../../adapters/index.ts";
import type { ParcelPage } from "../core/page.ts";
import { arrivalAsOf } from "../core/promise.ts";
import { clockIn } from "../geo/local-clock.ts";
import { type Connection, connectionsByRowId } from "../store/connections.ts";
import { type Order, ordersByRowId, parcelsOfOrder } from "../store/orders.ts";
import { type PageVersion, pageByToken, versionsOfPage } from "../store/pages.ts";
import type { Deps } from "./deps.ts";

export interface OpenPage {
	/** The snapshot, a ParcelPage as JSON text. */
	readonly page: string;
	readonly version: number;
	/** When a carrier last answered for this parcel, told news of it, or posted to its connection, `…Z`. */
	readonly checkedAt: string | null;
	/** The carrier has not answered since. */
	readonly sourceDown: { readonly since: string; readonly carrier: string } | null;
	readonly locale: string | null;
	/** The other parcels of the order, as snapshots. */
	readonly others: readonly { readonly token: string; readonly page: string }[];
}

/** What a buyer's link opens: that parcel and the others of its order, nothing else. Null for a link that opens nothing. */
export async function openPage({ db, now }: Deps, token: string): Promise<OpenPage | null> {
	const stored = await pageByToken(db, token);
	if (!stored) return null;
	const { sellerId, orderId, connectionId, version } = stored;
	const [connection] = connectionId === null ? [] : await connectionsByRowId(db, [{ sellerId, rowId: connectionId }]);
	const [order] = orderId === null ? [] : await ordersByRowId(db, sellerId, [orderId]);
	const parcels = orderId === null ? [] : await parcelsOfOrder(db, sellerId, orderId);
	const shown = readPage(stored.page);
	return {
		page: asItStands(stored.page, shown, order, now()),
		version,
		checkedAt: latest(stored.lastPolledAt, connection?.lastMessageAt ?? null, shown.toldAt ?? null),
		sourceDown: outageOf(connection),
		locale: order?.locale ?? null,
		others: parcels.flatMap((parcel) =>
			parcel.token === token || parcel.page === null
				? []
				: [{ token: parcel.token, page: asItStands(parcel.page, readPage(parcel.page), order, now()) }],
		),
	};
}

/** What a link shows, as versions: its own parcel first, then the others of its order. Null for a link that opens nothing. */
export async function pageVersions(
	{ db }: Deps,
	token: string,
): Promise<readonly [PageVersion, ...PageVersion[]] | null> {
	const shown = await versionsOfPage(db, token);
	const own = shown.find((one) => one.token === token);
	return own ? [own, ...shown.filter((one) => one !== own)] : null;
}

/** Written by the page builder alone: see state-of.ts. */
function readPage(snapshot: string): ParcelPage {
	return JSON.parse(snapshot) as ParcelPage;
}

/** A snapshot outlives the promise in it and the things that the order held when it was written. */
function asItStands(snapshot: string, page: ParcelPage, order: Order | undefined, now: Date): string {
	const { eta, late } = arrivalAsOf(page, now.toISOString(), clockIn);
	const items = order?.items ?? page.items;
	const isCurrent = eta === page.eta && JSON.stringify(items) === JSON.stringify(page.items);
	return isCurrent ? snapshot : JSON.stringify({ ...page, items, eta, late });
}

function latest(...moments: readonly (string | null)[]): string | null {
	return moments.reduce((newest, moment) => (moment !== null && moment > (newest ?? "") ? moment : newest), null);
}

/**
 * An outage of asking is the connection's, and is laid over the parcel's state while it lasts: of an aggregator, who was
 * asked, and not of the carrier that it tells of.
 */
function outageOf(connection: Connection | undefined): OpenPage["sourceDown"] {
	if (connection?.health !== "failing" || !connection.failingSince) return null;
	return { since: connection.failingSince, carrier: namedCarrier(connection.carrier)?.name ?? connection.carrier };
}
