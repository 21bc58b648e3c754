import { groupBy } from "../core/group-by.ts";
import type { NoticedParcel, NoticeLetters } from "../core/letters.ts";
import { readDevice } from "../core/notices/device.ts";
import type { NoticeRules } from "../core/notices/kinds.ts";
import { namedEnd, newsLines, weighNotices } from "../core/notices/weigh-notices.ts";
import type { RowId, Transaction } from "../store/database.ts";
import { NOTICE_MAIL, queueMail } from "../store/mails.ts";
import { noticeRules } from "../store/notice-rules.ts";
import {
	claimWatchers,
	type DueWatcher,
	lastTold,
	MOST_WAITING,
	putOffWatcher,
	type SettledNotice,
	type StoredNotice,
	settleNotices,
	waitingNotices,
} from "../store/notices.ts";
import { isOutage, isPassing } from "../store/outage.ts";
import { loadParcels } from "../store/parcels.ts";
import { lockWatcher, type Watcher } from "../store/watchers.ts";
import { addresseeOf } from "./addressee.ts";
import { answerableMail } from "./answerable-mail.ts";
import type { Deps } from "./deps.ts";
import { knownParcel } from "./known-parcel.ts";
import { noticeMail } from "./notice-mail.ts";
import { notifyDevice } from "./notify-device.ts";
import type { ReplyMailbox } from "./question-mails.ts";
import { clockOfZone, zoneOfRecipient } from "./recipient-zone.ts";
import { watcherProof } from "./watcher-proof.ts";

/** What verbs that write to watchers work with. */
export interface NoticeDeps extends Deps {
	readonly noticeLetters: NoticeLetters;
	/** Null where nobody reads replies: they go to the shop's contact. */
	readonly replies: ReplyMailbox | null;
	readonly push: PushDoor;
}

/** How browsers subscribe to notifications of this installation. */
export interface PushDoor {
	/** By which their makers know who sends: RFC 8292, base64url. */
	readonly publicKey: string;
	/** Why nothing is posted to this address, in a sentence; null where it is. */
	problemOf(url: string): string | null;
}

const PUT_OFF_MS = 60 * 60_000;

/**
 * Writes to the next watcher of whom it is time: one mail with all that waits for him, each news once, in the transaction
 * that knows of it. False where nobody is due. What cannot be written is told to `onError` and put off for an hour; throws
 * where the database is away.
 */
export async function tellNext(deps: NoticeDeps, onError: (error: unknown) => void): Promise<boolean> {
	const now = deps.now().toISOString();
	let claimed: readonly DueWatcher[] = [];
	try {
		await deps.db.transaction(async (tx) => {
			claimed = await claimWatchers(tx, { now, limit: 1 });
			for (const { sellerId, shipmentRowId, id } of claimed) {
				const watcher = await lockWatcher(tx, { sellerId, rowId: shipmentRowId }, id);
				if (watcher) await tell(tx, deps, watcher);
			}
		});
	} catch (error) {
		if (isOutage(error) || isPassing(error) || claimed.length === 0) throw error;
		onError(error);
		const nextAt = new Date(deps.now().getTime() + PUT_OFF_MS).toISOString();
		for (const one of claimed) await putOffWatcher(deps.db, one, nextAt);
	}
	return claimed.length > 0;
}

async function tell(tx: Transaction, deps: NoticeDeps, watcher: Watcher): Promise<void> {
	const nowMs = deps.now().getTime();
	const now = deps.now().toISOString();
	const to = await addresseeOf(tx, deps, watcher);
	if (to === null) return;
	const rules = await noticeRules(tx, watcher.sellerId);
	const waiting = await waitingNotices(tx, watcher);
	const parcels = await parcelsOf(tx, deps, watcher, waiting);
	const told = new Map((await lastTold(tx, watcher)).map((one) => [one.shipmentId, one]));
	const { toldAt } = watcher;
	const weighed = weighNotices(
		waiting.map((notice) => ({ ...notice, heardAtMs: Date.parse(notice.heardAt) })),
		{
			knownOf: ({ shipmentId }) => {
				const known = parcels.get(shipmentId);
				if (!known) return null;
				return { page: known.parcel, before: told.get(shipmentId) ?? null, clock: clockOfZone(known.zone) };
			},
			toldAtMs: toldAt === null ? null : Date.parse(toldAt),
			rules: watcher.source === "device" && !rules.push ? { ...rules, kinds: [] } : rules,
		},
		nowMs,
	);
	const dropped = weighed.dropped.map(({ notice, because }): SettledNotice => {
		return { ...notice, state: because, toldTo: null, mailId: null };
	});
	const ready = weighed.told;
	const mailIds = ready.length === 0 ? NONE : await write(tx, deps, watcher, { to, rules, ready, parcels });
	const tellings = ready.map((notice): SettledNotice => {
		const known = parcels.get(notice.shipmentId);
		const mailId = mailIds.get(notice.shipmentId) ?? null;
		return { ...notice, state: "told", toldTo: known ? namedEnd(known.parcel) : null, mailId };
	});
	const isMore = waiting.length === MOST_WAITING && dropped.length + tellings.length > 0;
	const nextAt = isMore ? now : weighed.nextMs === null ? null : new Date(weighed.nextMs).toISOString();
	await settleNotices(tx, watcher, [...dropped, ...tellings], { now, nextAt });
}

const NONE: ReadonlyMap<RowId, string> = new Map();

export interface WatchedParcel extends Omit<NoticedParcel, "news"> {
	readonly rowId: RowId;
	/** IANA, where it goes. */
	readonly zone: string;
}

async function parcelsOf(
	tx: Transaction,
	deps: NoticeDeps,
	{ sellerId, orderRowId }: Watcher,
	waiting: readonly StoredNotice[],
): Promise<ReadonlyMap<RowId, WatchedParcel>> {
	const keys = [...new Set(waiting.map(({ shipmentId }) => shipmentId))].map((rowId) => ({ sellerId, rowId }));
	const watched = new Map<RowId, WatchedParcel>();
	for (const { rowId, token, destination } of await loadParcels(tx, keys)) {
		const known = await knownParcel(tx, token, deps.now());
		// One that is in another order by now is nothing to him.
		if (!known || (orderRowId !== null && known.stored.orderId !== orderRowId)) continue;
		const { parcel, order } = known;
		watched.set(rowId, {
			...{ rowId, parcel, orderReference: order?.reference ?? null, pageUrl: `${deps.publicUrl}/t/${token}` },
			zone: zoneOfRecipient({ destination }, parcel, deps.places),
		});
	}
	return watched;
}

interface Writing {
	readonly to: string;
	readonly rules: NoticeRules;
	readonly ready: readonly StoredNotice[];
	readonly parcels: ReadonlyMap<RowId, WatchedParcel>;
}

/** Answers by which mail or notification each parcel is told of. */
async function write(
	tx: Transaction,
	deps: NoticeDeps,
	watcher: Watcher,
	writing: Writing,
): Promise<ReadonlyMap<RowId, string>> {
	const { vault, publicUrl, noticeLetters } = deps;
	const { to, rules, ready, parcels } = writing;
	const now = deps.now().toISOString();
	const byParcel = [...groupBy(ready.toReversed(), ({ shipmentId }) => shipmentId)];
	const noticed = byParcel.flatMap(([rowId, news]): (NoticedParcel & WatchedParcel)[] => {
		const known = parcels.get(rowId);
		return known ? [{ ...known, news: newsLines(news, known.parcel) }] : [];
	});
	const [first] = noticed;
	if (!first) throw new Error("A watcher is told of no parcel.");
	const device = readDevice(to);
	if (device) return notifyDevice(tx, deps, watcher, { device, noticed });
	const stopUrl = `${publicUrl}/t/${watcher.token}/watch/${watcherProof(vault, watcher)}?lang=${watcher.locale}`;
	const { name: shop, contactEmail: contact } = first.parcel.shop;
	const letter = noticeLetters.news({
		...{ shop, locale: watcher.locale, now, parcels: noticed, stopUrl, markup: rules.markup },
		takesReply: deps.replies !== null,
	});
	const notice = noticeMail({ to, shop, contact, letter, stopUrl });
	const { id, mail } = await answerableMail(tx, deps, notice, { watcher, shipmentRowId: first.rowId, about: "news" });
	await queueMail(tx, vault, { id, sellerId: watcher.sellerId, kind: NOTICE_MAIL, mail, now });
	return new Map(noticed.map(({ rowId }) => [rowId, id]));
}
