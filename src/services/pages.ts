import { namedCarrier } from "../../adapters/index.ts";
import type { Brand } from "../core/brand.ts";
import type { PageVersion, ParcelPage } from "../core/page.ts";
import { arrivalAsOf } from "../core/promise.ts";
import { clockIn } from "../geo/local-clock.ts";
import type { Shop } from "../store/brands.ts";
import { type Connection, connectionsByRowId } from "../store/connections.ts";
import { type Order, ordersByRowId } from "../store/orders.ts";
import { pageByToken, relatedPages, type StoredPage, versionsOfPage } from "../store/pages.ts";
import { brandOf, stylesOf } from "./brand-of.ts";
import type { Deps } from "./deps.ts";

/** A parcel as its link shows it, without what else its page holds. */
export interface OpenParcel {
	/** The snapshot, a ParcelPage as JSON text. */
	readonly page: string;
	readonly version: number;
	/** When a carrier last answered for this parcel, told news of it, or posted to its connection, `…Z`. */
	readonly checkedAt: string | null;
	/** The carrier has not answered since. */
	readonly sourceDown: { readonly since: string; readonly carrier: string } | null;
	readonly locale: string | null;
	/** The shop's number of the order; null for a parcel without one. */
	readonly orderReference: string | null;
	readonly brand: Brand;
	/** Address of the shop's colours; null without any. */
	readonly brandStyles: string | null;
	/** Whoever watches it is written of news. */
	readonly sendsNotices: boolean;
}

export interface OpenPage extends OpenParcel {
	/**
	 * The other parcels of the order, those in which its things come back (`return`), and the one whose things come back in
	 * this (`original`), as snapshots, in their short form: see core/page-beside.ts.
	 */
	readonly others: readonly OtherPage[];
}

export interface OtherPage {
	readonly token: string;
	readonly page: string;
	readonly kind: "order" | "return" | "original";
}

/**
 * What a buyer's link opens: that parcel, the others of its order, what comes back of them, nothing else. Null for a link
 * that opens nothing.
 */
export async function openPage(deps: Deps, token: string): Promise<OpenPage | null> {
	const opened = await openStored(deps, token);
	if (!opened) return null;
	const { stored, order, stands, parcel } = opened;
	const others = (await relatedPages(deps.db, stored)).map((related) => ({
		token: related.token,
		kind: related.kind,
		page: stands(related.page, related.orderId === stored.orderId ? order : undefined),
	}));
	return { ...parcel, others };
}

/** The link's own parcel alone: of an order of many, what stands beside it is most of the work. */
export async function openParcel(deps: Deps, token: string): Promise<OpenParcel | null> {
	return (await openStored(deps, token))?.parcel ?? null;
}

interface Opened {
	readonly stored: StoredPage;
	readonly order: Order | undefined;
	readonly stands: (snapshot: string, order: Order | undefined) => string;
	readonly parcel: OpenParcel;
}

async function openStored({ db, now }: Deps, token: string): Promise<Opened | null> {
	const stored = await pageByToken(db, token);
	if (!stored) return null;
	const { sellerId, orderId, connectionId, version } = stored;
	const [connection] = connectionId === null ? [] : await connectionsByRowId(db, [{ sellerId, rowId: connectionId }]);
	const [order] = orderId === null ? [] : await ordersByRowId(db, sellerId, [orderId]);
	const shown = readPage(stored.page);
	const brand = brandOf(stored.shop);
	const stands = (snapshot: string, ofOrder: Order | undefined, page = readPage(snapshot)) =>
		asItStands(snapshot, page, { order: ofOrder, shop: stored.shop, now: now() });
	const parcel = {
		page: stands(stored.page, order, shown),
		version,
		checkedAt: latest(stored.lastPolledAt, connection?.lastMessageAt ?? null, shown.toldAt ?? null),
		sourceDown: outageOf(connection),
		locale: order?.locale ?? null,
		orderReference: order?.reference ?? null,
		brand,
		brandStyles: stylesOf(brand),
		sendsNotices: stored.shop.sendsNotices,
	};
	return { stored, order, stands, parcel };
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
export function readPage(snapshot: string): ParcelPage {
	return JSON.parse(snapshot) as ParcelPage;
}

interface Now {
	readonly order: Order | undefined;
	readonly shop: Pick<Shop, "name" | "contactEmail">;
	readonly now: Date;
}

/** A snapshot outlives the promise in it, the things that the order held when it was written, and the shop's name. */
function asItStands(snapshot: string, page: ParcelPage, { order, shop: { name, contactEmail }, now }: Now): string {
	const { eta, late } = arrivalAsOf(page, now.toISOString(), clockIn);
	const items = order?.items ?? page.items;
	const shop = { name, contactEmail };
	const isSameShop = page.shop.name === name && page.shop.contactEmail === contactEmail;
	const isCurrent = eta === page.eta && isSameShop && JSON.stringify(items) === JSON.stringify(page.items);
	return isCurrent ? snapshot : JSON.stringify({ ...withShop(page, shop), items, eta, late });
}

/** A courier of the shop's own has the shop's name, where its connection has none. */
function withShop(page: ParcelPage, shop: ParcelPage["shop"]): ParcelPage {
	const isShops = (hand: { readonly code?: string; readonly name: string }) =>
		hand.code === "push" && hand.name === page.shop.name;
	const renamed = <Hand extends { readonly code?: string; readonly name: string }>(hand: Hand): Hand =>
		isShops(hand) ? { ...hand, name: shop.name } : hand;
	const { carrier, onward } = page;
	return { ...page, shop, carrier: renamed(carrier), ...(onward && { onward: onward.map(renamed) }) };
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
