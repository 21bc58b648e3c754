import { namedCarrier } from "../../adapters/index.ts";
import type { Brand } from "../core/brand.ts";
import type { PageVersion, ParcelPage } from "../core/page.ts";
import { connectionsByRowId } from "../store/connections.ts";
import type { Order } from "../store/orders.ts";
import { type StoredPage, versionsOfPage } from "../store/pages.ts";
import { besideOf, type ShownPage, shownPage } from "../store/shown-page.ts";
import { brandOf, stylesOf } from "./brand-of.ts";
import type { Deps } from "./deps.ts";
import { asItStands, type KnownParcel, knownParcel, readPage } from "./known-parcel.ts";

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
	/** What it was read of: nobody looks into it but `openPage`. */
	readonly source: { readonly page: string; readonly beside: string };
	/** Of the clock when it was read: see `minuteOf`. */
	readonly minute: number;
	/** Under which changes of it are told: see store/page-changes.ts. */
	readonly marks: readonly string[];
}

export interface OtherPage {
	readonly token: string;
	readonly page: string;
	readonly kind: "order" | "return" | "original";
}

/** Pages say to the minute what the clock changes: one read in a minute shows the same to its end. */
export function minuteOf(now: Date): number {
	return Math.floor(now.getTime() / 60_000);
}

/**
 * What a buyer's link opens: that parcel, the others of its order, what comes back of them, nothing else. Null for a link
 * that opens nothing; `before` itself where it was read in this minute and still says all.
 */
export async function openPage(
	{ db, now }: Deps,
	token: string,
	before: OpenPage | null = null,
): Promise<OpenPage | null> {
	const read = await shownPage(db, token);
	return read && (before && isSame(before, read, now()) ? before : asOpened(read, now()));
}

function isSame({ source, minute }: OpenPage, { page, beside }: ShownPage, now: Date): boolean {
	return minute === minuteOf(now) && source.page === page && source.beside === beside;
}

/** A page as it stands at `now`: a pure function of what was read of it. */
function asOpened(read: ShownPage, now: Date): OpenPage {
	const { order, others, marks, ...stored } = besideOf(read);
	const by = { shop: stored.shop, now };
	const written = readPage(read.page);
	const parcel = asItStands(written, { ...by, order: order ?? undefined });
	return {
		...openOf({ ...stored, page: read.page }, { written, parcel, order: order ?? undefined }, stored.connection),
		others: others.map(({ token, kind, isOfOrder, page: snapshot }) => {
			const written = readPage(snapshot);
			const parcel = asItStands(written, { ...by, order: (isOfOrder ? order : null) ?? undefined });
			return { token, kind, page: snapshotOf(parcel, { written, snapshot }) };
		}),
		source: read,
		minute: minuteOf(now),
		marks,
	};
}

/** The link's own parcel alone: of an order of many, what stands beside it is most of the work. */
export async function openParcel({ db, now }: Deps, token: string): Promise<OpenParcel | null> {
	const known = await knownParcel(db, token, now());
	if (!known) return null;
	const { sellerId, connectionId } = known.stored;
	const [connection] = connectionId === null ? [] : await connectionsByRowId(db, [{ sellerId, rowId: connectionId }]);
	return openOf(known.stored, known, connection ?? null);
}

function openOf(
	stored: Pick<StoredPage, "page" | "version" | "shop" | "lastPolledAt">,
	{
		written,
		parcel,
		order,
	}: Pick<KnownParcel, "written" | "parcel"> & { order: Pick<Order, "locale" | "reference"> | undefined },
	connection: AskedConnection | null,
): OpenParcel {
	const brand = brandOf(stored.shop);
	return {
		page: snapshotOf(parcel, { written, snapshot: stored.page }),
		version: stored.version,
		checkedAt: latest(stored.lastPolledAt, connection?.lastMessageAt ?? null, written.toldAt ?? null),
		sourceDown: outageOf(connection),
		locale: order?.locale ?? null,
		orderReference: order?.reference ?? null,
		brand,
		brandStyles: stylesOf(brand),
		sendsNotices: stored.shop.sendsNotices,
	};
}

type AskedConnection = NonNullable<ReturnType<typeof besideOf>["connection"]>;

/** What was read of a snapshot is sent as it is where it still stands. */
function snapshotOf(
	parcel: ParcelPage,
	{ written, snapshot }: { readonly written: ParcelPage; readonly snapshot: string },
): string {
	return parcel === written ? snapshot : JSON.stringify(parcel);
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

function latest(...moments: readonly (string | null)[]): string | null {
	return moments.reduce((newest, moment) => (moment !== null && moment > (newest ?? "") ? moment : newest), null);
}

/**
 * An outage of asking is the connection's, and is laid over the parcel's state while it lasts: of an aggregator, who was
 * asked, and not of the carrier that it tells of.
 */
function outageOf(connection: AskedConnection | null): OpenPage["sourceDown"] {
	if (connection?.health !== "failing" || !connection.failingSince) return null;
	return { since: connection.failingSince, carrier: namedCarrier(connection.carrier)?.name ?? connection.carrier };
}
