import { setImmediate } from "node:timers/promises";
import { NotFound } from "../core/errors.ts";
import type { NoticeKind } from "../core/notices/kinds.ts";
import { type KnownFrom, replayNotices } from "../core/notices/replay-notices.ts";
import { newsLines } from "../core/notices/weigh-notices.ts";
import { momentsOf, pageAt } from "../ingest/refresh.ts";
import { shopOf } from "../store/brands.ts";
import { etaChangesBy } from "../store/eta-changes.ts";
import { loadFacts } from "../store/facts.ts";
import { noticeRules } from "../store/notice-rules.ts";
import { ordersByRowId } from "../store/orders.ts";
import { loadParcels, type Parcel } from "../store/parcels.ts";
import { getShipment } from "../store/shipments.ts";
import { sellerOf } from "./deps.ts";
import { connectionsOfLegs } from "./following-connection.ts";
import { asItStands } from "./known-parcel.ts";
import { clockOfZone, zoneOfRecipient } from "./recipient-zone.ts";
import type { NoticeDeps } from "./tell-watchers.ts";
import type { Principal } from "./views.ts";

/** A mail as it would have been. */
export interface PreviewedMail {
	/** When it would have been written, `…Z`. */
	readonly at: string;
	/** Of which news, newest first. */
	readonly kinds: readonly NoticeKind[];
	readonly subject: string;
	/** Its words as plain text. */
	readonly text: string;
}

/** Of a parcel of more changes the last ones are looked at, as by somebody who asked then: each is derived anew. */
const MOST_MOMENTS = 300;

/**
 * What somebody would have been written who watched a parcel since it was registered, by today's rules, oldest first: each
 * mail with the page as it was known then, in the order's language. Nothing is sent. Throws `NotFound`.
 */
export async function previewNotices(
	deps: NoticeDeps,
	principal: Principal,
	id: string,
): Promise<readonly PreviewedMail[]> {
	const { db, places, publicUrl, noticeLetters } = deps;
	const shipment = await getShipment(db, sellerOf(principal), id);
	const [parcel] = shipment ? await loadParcels(db, [shipment]) : [];
	if (!parcel) throw new NotFound(`There is no shipment ${id}.`);
	const { sellerId, token, orderId, brandId, destination } = parcel;
	const rules = await noticeRules(db, sellerId);
	const [order] = orderId === null ? [] : await ordersByRowId(db, sellerId, [orderId]);
	const shop = await shopOf(db, sellerId, brandId);
	const locale = order?.locale ?? shop.brand?.language ?? "en";
	const now = deps.now().toISOString();
	const { states, isWhole } = await statesOf(deps, parcel, now);
	const mails = replayNotices(
		states,
		{
			rules,
			clockOf: (page) => clockOfZone(zoneOfRecipient({ destination }, page, places)),
			standsAt: (page, atMs) => asItStands(page, { order, shop, now: new Date(atMs) }),
		},
		now,
		isWhole,
	);
	const pageUrl = `${publicUrl}/t/${token}`;
	return mails.map(({ at, page, news }) => {
		const noticed = { parcel: page, orderReference: order?.reference ?? null, pageUrl, news: newsLines(news, page) };
		// Nobody watches it: this address lets whoever opens it ask for mails, and ends none.
		const stopUrl = `${pageUrl}/watch`;
		const { subject, text } = noticeLetters.news({
			...{ shop: shop.name, locale, now: at, parcels: [noticed], stopUrl, markup: rules.markup },
			takesReply: deps.replies !== null,
		});
		return { at, kinds: news.map(({ kind }) => kind), subject, text };
	});
}

async function statesOf(deps: NoticeDeps, parcel: Parcel, now: string) {
	const facts = (await loadFacts(deps.db, [parcel])).get(parcel.rowId) ?? [];
	const arrivals = await etaChangesBy(deps.db, parcel, now);
	const connections = await connectionsOfLegs(deps.db, parcel.sellerId, [parcel]);
	const states: KnownFrom[] = [];
	const moments = momentsOf(parcel, { facts, arrivals }, now);
	for (const at of moments.slice(-MOST_MOMENTS)) {
		states.push({ at, page: pageAt(parcel, { facts, arrivals, connections }, at, deps) });
		// Whoever else waits for this process waits no longer than for a page.
		await setImmediate();
	}
	return { states, isWhole: moments.length <= MOST_MOMENTS };
}
