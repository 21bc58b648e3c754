import { type SQL, sql } from "drizzle-orm";
import { OF_SHIPMENT, SHOP, type Shop } from "./brands.ts";
import { textValue } from "./columns.ts";
import type { Connection } from "./connections.ts";
import type { Queries } from "./database.ts";
import type { Order } from "./orders.ts";
import { OTHERS_OF_OWN } from "./pages.ts";
import { compile, row } from "./query.ts";

/** All that the page of a link is made of, as texts: two readings with the same texts show the same at one moment. */
export interface ShownPage {
	/** The link's own snapshot, JSON of a ParcelPage. */
	readonly page: string;
	/** JSON of what else is shown: see `besideOf`. */
	readonly beside: string;
}

export interface ShownBeside {
	readonly version: number;
	readonly shop: Shop;
	readonly order: Pick<Order, "items" | "reference" | "locale"> | null;
	/** Of the last leg. */
	readonly connection: Pick<Connection, "carrier" | "health" | "failingSince" | "lastMessageAt"> | null;
	/** When a carrier of it last answered. */
	readonly lastPolledAt: string | null;
	readonly others: readonly ShownOther[];
	/** All that the page was read of, by the marks under which changes are told: see page-changes.ts. */
	readonly marks: readonly string[];
}

/** Another parcel that the page shows. */
export interface ShownOther {
	readonly token: string;
	/** JSON of a ParcelPage, in its short form where it is long. */
	readonly page: string;
	/** `return`: it brings things back. `original`: those of this one come back in the page's own parcel. */
	readonly kind: "order" | "return" | "original";
	/** Of the same order as the link's own. */
	readonly isOfOrder: boolean;
}

/** One statement serves a buyer. Names no seller: whoever holds the token may see. Null where there is no page yet. */
export function shownPage(db: Queries, token: string): Promise<ShownPage | null> {
	return row(db, sql`${READ} where s.token = ${textValue(token)} and s.page is not null`);
}

/** Written by `shownPage` alone. */
export function besideOf({ beside }: Pick<ShownPage, "beside">): ShownBeside {
	const { connection, lastPolledAt, marks, others, reviews: _, ...kept } = JSON.parse(beside);
	return {
		...kept,
		connection: connection && {
			...connection,
			failingSince: instant(connection.failingSince),
			lastMessageAt: instant(connection.lastMessageAt),
		},
		lastPolledAt: instant(lastPolledAt),
		others: (others ?? []).map(({ mark: _, ...other }: ShownOther & { readonly mark: string }) => other),
		marks: [...marks, ...(others ?? []).map(({ mark }: { readonly mark: string }) => mark)],
	};
}

/** PostgreSQL writes instants into JSON with the offset of its session. */
function instant(written: string | null): string | null {
	return written === null ? null : new Date(written).toISOString();
}

// Reviews stand here as the marks of their rows, which no change of one leaves as they were: most pages show none, and to
// unseal what a page does show is another's work.
const READ = once(sql`select s.page::text as page, json_build_object(
		'version', s.version, 'shop', ${SHOP}, 'lastPolledAt', l.polled_at,
		'order', (
			select json_build_object('items', d.items, 'reference', d.reference, 'locale', d.locale)
			from orders d where d.seller_id = s.seller_id and d.id = s.order_id
		),
		'connection', (
			select json_build_object(
				'carrier', c.carrier, 'health', c.health, 'failingSince', c.failing_since, 'lastMessageAt', c.last_message_at
			)
			from connections c where c.seller_id = s.seller_id and c.id = l.connection_id
		),
		'others', (
			select json_agg(json_build_object(
				'token', p.token, 'page', p.page, 'kind', p.kind, 'isOfOrder', p.of_order, 'mark', p.mark
			))
			from (
				select s.token, 'p' || s.seller_id || '.' || s.id as mark, coalesce(s.page_beside, s.page)::text as page,
					coalesce(s.order_id = own.order_id, false) as of_order, case
						when s.id = own.return_of then 'original' when s.return_of is not null then 'return' else 'order' end as kind
				from (select s.seller_id, s.id, s.order_id, s.return_of) own ${OTHERS_OF_OWN}
			) p
		),
		'marks', array_remove(array[
			's' || s.seller_id, 'p' || s.seller_id || '.' || s.id, 'o' || s.seller_id || '.' || s.order_id,
			'c' || s.seller_id || '.' || l.connection_id
		], null),
		'reviews', (
			select json_agg(v.id || '.' || v.xmin order by v.id)
			from reviews v where v.seller_id = s.seller_id and v.shipment_id = s.id
		)
	)::text as beside
	from shipments s
	${OF_SHIPMENT}
	cross join lateral (
		select (array_agg(connection_id order by number desc))[1] as connection_id, max(last_polled_at) as polled_at
		from legs where legs.seller_id = s.seller_id and legs.shipment_id = s.id
	) l`);

/** Written out once: to put a query of many parts together takes longer than to send it. */
function once(query: SQL): SQL {
	return sql.raw(compile(query).text);
}
