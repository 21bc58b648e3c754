import type { AskWish } from "../core/notices/asks.ts";
import type { NoticeKind, NoticeRules } from "../core/notices/kinds.ts";
import type { ParcelPage } from "../core/page.ts";
import { maskedAddress } from "../core/recipient.ts";
import type { ReviewStage } from "../core/review.ts";
import type { Queries, RowId, Transaction } from "../store/database.ts";
import { isRefused, mayAskAgain, refuseAddress, takeBackRefusal } from "../store/mail-refusals.ts";
import { queueMail } from "../store/mails.ts";
import { noticeRules } from "../store/notice-rules.ts";
import { buyerOf, ordersByRowId } from "../store/orders.ts";
import { pageByToken, type StoredPage, shipmentByToken } from "../store/pages.ts";
import { lockParcels, type ShipmentKey } from "../store/parcels.ts";
import { wishAsks } from "../store/review-asks.ts";
import {
	addWatcher,
	confirmWatcher,
	endSameWatchers,
	getWatcher,
	lockSameWatchers,
	lockWatcher,
	type Watcher,
	watcherOfAddress,
	watchersOfParcel,
} from "../store/watchers.ts";
import { planAsksOf } from "./ask-watchers.ts";
import { readPage } from "./known-parcel.ts";
import { noticeMail } from "./notice-mail.ts";
import { reviewedOf } from "./reviewed-of.ts";
import type { NoticeDeps } from "./tell-watchers.ts";
import { readableAddress } from "./watcher-address.ts";
import { isWatcherProof, watcherOfProof, watcherProof } from "./watcher-proof.ts";

/** Nobody has so many who wait for one parcel. */
export const MOST_WATCHERS = 20;
/** Whoever presses again sends no second mail meanwhile, and to one who ended it none for a day. */
const CONFIRM_AGAIN_MS = 10 * 60_000;
const CONFIRM_STOPPED_AGAIN_MS = 24 * 60 * 60_000;

/** What a page shows of being written about its parcel. */
export interface WatchOffer {
	/** Of what the shop writes; empty: of nothing. */
	readonly kinds: readonly NoticeKind[];
	/** Of an order the first letters of the address that its seller told, `m•••@s•••.example`; null without one. */
	readonly orderAddress: string | null;
	/** Nothing more is to come. */
	readonly isOver: boolean;
	/** All parcels of an order are written of. */
	readonly isOrder: boolean;
	/** Of what whoever wants it is asked afterwards; empty: of nothing. */
	readonly asks: readonly ReviewStage[];
	/** For which key browsers subscribe to notifications; null: the shop has none sent. */
	readonly pushKey: string | null;
}

/** Whom a link of a mail speaks of. */
export interface OpenWatcher {
	/** `m•••@s•••.example`; null where it is kept no longer, or the key that sealed it is lost. */
	readonly address: string | null;
	readonly state: "unconfirmed" | "watching" | "ended";
	readonly isOrder: boolean;
	/** He wants nothing of the whole shop. */
	readonly isRefused: boolean;
	/** What he wishes to be asked afterwards, and what the shop asks. */
	readonly wish: AskWish;
	readonly asks: readonly ReviewStage[];
}

/** Null for a link that opens nothing. */
export async function offerWatching({ db, vault, push }: NoticeDeps, token: string): Promise<WatchOffer | null> {
	const stored = await pageByToken(db, token);
	if (!stored) return null;
	const address = await orderAddress(db, vault, stored);
	const { milestone } = readPage(stored.page);
	const { kinds, asks, push: isPushed } = await noticeRules(db, stored.sellerId);
	return {
		pushKey: isPushed ? push.publicKey : null,
		...{ kinds, asks: asksOf(stored, { kinds, asks }) },
		orderAddress: address === null ? null : maskedAddress(address),
		isOver: OVER.has(milestone),
		isOrder: stored.orderId !== null,
	};
}

/** A shop that takes no reviews, or writes buyers of nothing, asks for none. */
function asksOf(stored: StoredPage, { kinds, asks }: Pick<NoticeRules, "kinds" | "asks">): readonly ReviewStage[] {
	return kinds.length === 0 || reviewedOf(stored).policy === "off" ? [] : asks;
}

const OVER: ReadonlySet<ParcelPage["milestone"]> = new Set(["delivered", "returned", "cancelled"]);

export interface Watching {
	/** Null: the order's, that the seller told. */
	readonly email: string | null;
	/** BCP 47: what the reader reads. */
	readonly locale: string;
	/** What he wishes to be asked, of the order's address alone: whom an address belongs to that was typed says so himself. */
	readonly wish: AskWish;
}

/**
 * `confirm`: a mail went to the address, which is written to once its reader says so, the order's own too where he ended it
 * before; said of one that is written to already too, because whoever asks may be anybody. `watching`: the order's own address
 * is written to. `no-address`: the order has none. `too-many`: more than wait for a parcel. `off`: the shop writes of nothing.
 * Null for a link that opens nothing.
 */
export type WatchOutcome = "confirm" | "watching" | "no-address" | "too-many" | "off" | null;

/** Somebody with the link wants to be written of its parcel, and of all parcels of its order. */
export async function watchParcel(deps: NoticeDeps, token: string, watching: Watching): Promise<WatchOutcome> {
	const { db, vault } = deps;
	const { email, locale } = watching;
	return db.transaction(async (tx) => {
		const key = await shipmentByToken(tx, token);
		const [locked] = key === null ? [] : await lockParcels(tx, [key]);
		const stored = locked && (await pageByToken(tx, token));
		if (!stored) return null;
		if ((await noticeRules(tx, stored.sellerId)).kinds.length === 0) return "off";
		const ofOrder = await orderAddress(tx, vault, stored);
		const address = email ?? ofOrder;
		if (address === null) return "no-address";
		const parcel = parcelOf(stored);
		const before = await watcherOfAddress(tx, vault, parcel, address);
		// Who ended it himself, or wants no more of this shop, is asked before he is written to: anybody may have pressed.
		const hasRefused = await isRefused(tx, vault, stored.sellerId, address);
		const isKnown = email === null && !hasRefused && before?.endedBecause !== "asked";
		// What anybody typed must not shut out whom the seller named, and tells nothing of who is there.
		if (email !== null && (await watchersOfParcel(tx, parcel)).length >= MOST_WATCHERS) return "too-many";
		const isWatching = before !== null && stateOf(before) === "watching";
		const wants = isKnown ? watching.wish : undefined;
		if (isWatching && !(wants?.asks || wants?.asksAgain)) return isKnown ? "watching" : "confirm";
		const now = deps.now();
		const source = isKnown ? "order" : "typed";
		if (!isKnown && before !== null && isJustAsked(before, now)) return "confirm";
		const asking = { sellerId: stored.sellerId, address, now: now.toISOString() };
		if (hasRefused && !(await mayAskAgain(tx, vault, asking))) return "confirm";
		const watcher = await addWatcher(tx, vault, {
			parcel,
			before,
			address,
			source,
			locale,
			now: now.toISOString(),
			wants,
		});
		if (isKnown) {
			await planAsksOf(tx, deps, watcher);
			return "watching";
		}
		await mailConfirm(tx, deps, watcher, { stored, address });
		return "confirm";
	});
}

/** A mail went out not long ago by which he may begin it. */
function isJustAsked({ source, askedAt, endedAt, endedBecause }: Watcher, now: Date): boolean {
	const sinceMs = Math.abs(now.getTime() - Date.parse(askedAt));
	if (endedAt !== null && endedBecause === "asked") {
		return Date.parse(askedAt) >= Date.parse(endedAt) && sinceMs < CONFIRM_STOPPED_AGAIN_MS;
	}
	return source === "typed" && sinceMs < CONFIRM_AGAIN_MS;
}

/** By the seller's word, who was told so by the buyer. What he refused before stays refused. */
export async function watchForSeller(
	tx: Transaction,
	{ vault, now }: Pick<NoticeDeps, "vault" | "now">,
	parcel: ShipmentKey & { readonly orderRowId: RowId },
	{ address, locale, asks }: { readonly address: string; readonly locale: string; readonly asks: boolean },
): Promise<void> {
	if (await isRefused(tx, vault, parcel.sellerId, address)) return;
	// Whoever ended it meanwhile is not written to because his order is told once more.
	const known = await watcherOfAddress(tx, vault, parcel, address);
	if (known?.endedBecause === "asked") return;
	if (known !== null && stateOf(known) === "watching" && (!asks || known.asks !== null)) return;
	const wants = { asks, asksAgain: false };
	const added = { parcel, before: known, address, source: "seller" as const, locale, now: now().toISOString(), wants };
	await planAsksOf(tx, { now }, await addWatcher(tx, vault, added));
}

/** What the holder of a mail's link may confirm or end. Null for any other. */
export async function openWatcher(deps: NoticeDeps, token: string, proof: string): Promise<OpenWatcher | null> {
	const found = await watcherBy(deps.db, deps, token, proof);
	if (!found) return null;
	const { watcher } = found;
	const address = readableAddress(deps.vault, watcher);
	const stored = await pageByToken(deps.db, token);
	const rules = await noticeRules(deps.db, watcher.sellerId);
	return {
		address: address === null ? null : maskedAddress(address),
		isRefused: address !== null && (await isRefused(deps.db, deps.vault, watcher.sellerId, address)),
		...{ state: stateOf(watcher), isOrder: watcher.orderRowId !== null },
		wish: { asks: watcher.asks ?? false, asksAgain: watcher.asksAgain },
		asks: stored ? asksOf(stored, rules) : [],
	};
}

export function stateOf({ confirmedAt, endedAt }: Watcher): OpenWatcher["state"] {
	if (endedAt !== null) return "ended";
	return confirmedAt === null ? "unconfirmed" : "watching";
}

/**
 * `confirm`: the address is his, and he wants it, again too. `stop`: of this order or parcel; `stop-all`: of the whole shop;
 * `stop-asks`: news alone. `asks`: what he wishes to be asked.
 */
export type WatchChange = "confirm" | "stop" | "stop-all" | "stop-asks" | "asks";

/** False for a proof that is none. Done twice is done once. */
export async function changeWatching(
	deps: NoticeDeps,
	token: string,
	proof: string,
	change: WatchChange,
	wish: AskWish,
): Promise<boolean> {
	return deps.db.transaction(async (tx) => {
		const found = await watcherBy(tx, deps, token, proof);
		const watcher = found && (await lockWatcher(tx, found.key, found.watcher.id));
		if (!watcher) return false;
		const now = deps.now().toISOString();
		switch (change) {
			case "confirm":
				await confirmWatcher(tx, watcher, now);
				await takeBackRefusal(tx, watcher);
				if (wish.asks || wish.asksAgain) await wishAsks(tx, [watcher], wish, now);
				await planAsksOf(tx, deps, (await lockWatcher(tx, found.key, watcher.id)) ?? watcher);
				return true;
			case "asks":
				await wishAsks(tx, await lockSameWatchers(tx, watcher), wish, now);
				await planAsksOf(tx, deps, (await lockWatcher(tx, found.key, watcher.id)) ?? watcher);
				return true;
			case "stop-asks":
				await wishAsks(tx, await lockSameWatchers(tx, watcher), { asks: false, asksAgain: false }, now);
				return true;
			case "stop":
				await endSameWatchers(tx, watcher, now);
				return true;
			case "stop-all":
				await refuseAddress(tx, watcher, now);
				return true;
		}
	});
}

async function watcherBy(
	db: Queries,
	{ vault }: NoticeDeps,
	token: string,
	proof: string,
): Promise<{ readonly key: ShipmentKey; readonly watcher: Watcher } | null> {
	const id = watcherOfProof(proof);
	const key = id === null ? null : await shipmentByToken(db, token);
	const watcher = key && id !== null ? await getWatcher(db, key, id) : null;
	return key && watcher?.token === token && isWatcherProof(vault, watcher, proof) ? { key, watcher } : null;
}

async function mailConfirm(
	tx: Transaction,
	deps: NoticeDeps,
	watcher: Watcher,
	{ stored, address }: { readonly stored: StoredPage; readonly address: string },
): Promise<void> {
	const { vault, publicUrl, noticeLetters } = deps;
	const { sellerId, token, locale } = watcher;
	const [order] = stored.orderId === null ? [] : await ordersByRowId(tx, sellerId, [stored.orderId]);
	const { items, trackingNumber } = readPage(stored.page);
	const shop = stored.shop.name;
	const letter = noticeLetters.confirm({
		...{ shop, locale, parcel: { items: order?.items ?? items, trackingNumber } },
		confirmUrl: `${publicUrl}/t/${token}/watch/${watcherProof(vault, watcher)}?lang=${locale}`,
	});
	const mail = noticeMail({ to: address, shop, contact: stored.shop.contactEmail, letter, stopUrl: null });
	await queueMail(tx, vault, { sellerId, kind: "notice.confirm", mail, now: deps.now().toISOString() });
}

async function orderAddress(
	db: Queries,
	vault: NoticeDeps["vault"],
	{ sellerId, orderId }: StoredPage,
): Promise<string | null> {
	const [order] = orderId === null ? [] : await ordersByRowId(db, sellerId, [orderId]);
	return order === undefined ? null : (buyerOf(vault, order)?.email ?? null);
}

export function parcelOf({ sellerId, shipmentRowId: rowId, orderId: orderRowId }: StoredPage) {
	return { sellerId, rowId, orderRowId };
}
