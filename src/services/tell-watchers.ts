import { groupBy } from "../core/group-by.ts";
import type { NewsLine, NoticedParcel, NoticeLetters } from "../core/letters.ts";
import { type Judgement, judgeNotice, type ToldBefore } from "../core/notices/judge-notice.ts";
import type { NoticeRules } from "../core/notices/kinds.ts";
import { isUrgent } from "../core/notices/news-of.ts";
import { dueAt } from "../core/notices/when-told.ts";
import type { ParcelPage } from "../core/page.ts";
import { emailKey } from "../core/recipient.ts";
import type { RowId, Transaction } from "../store/database.ts";
import { NOTICE_MAIL, queueMail } from "../store/mails.ts";
import { noticeRules } from "../store/notice-rules.ts";
import {
	claimWatchers,
	type DueWatcher,
	lastTold,
	putOffWatcher,
	type SettledNotice,
	type StoredNotice,
	settleNotices,
	waitingNotices,
} from "../store/notices.ts";
import { buyerOf, ordersByRowId } from "../store/orders.ts";
import { isOutage, isPassing } from "../store/outage.ts";
import { pageByToken } from "../store/pages.ts";
import { loadParcels } from "../store/parcels.ts";
import { addressOf, endWatcher, lockWatcher, type Watcher } from "../store/watchers.ts";
import type { Deps } from "./deps.ts";
import { noticeMail } from "./notice-mail.ts";
import { clockOfZone, zoneOfRecipient } from "./recipient-zone.ts";
import { watcherProof } from "./watcher-proof.ts";

/** What verbs that write to watchers work with. */
export interface NoticeDeps extends Deps {
	readonly noticeLetters: NoticeLetters;
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
	const to = addressOf(deps.vault, watcher);
	if (to === null || watcher.endedAt !== null || watcher.confirmedAt === null) {
		await endWatcher(tx, watcher, "bounced", now);
		return;
	}
	if (await isReplaced(tx, deps, watcher, to)) {
		await endWatcher(tx, watcher, "replaced", now);
		return;
	}
	const rules = await noticeRules(tx, watcher.sellerId);
	const waiting = await waitingNotices(tx, watcher);
	const parcels = await parcelsOf(tx, deps, watcher, waiting);
	const told = new Map((await lastTold(tx, watcher)).map((one) => [one.shipmentId, one]));
	const judged = waiting.map((notice) => ({ notice, judgement: judge(notice, parcels, told, rules, nowMs) }));
	const ready = judged.filter(({ judgement }) => judgement.is === "told").map(({ notice }) => notice);
	const dropped = judged.flatMap(({ notice, judgement }): SettledNotice[] =>
		judgement.is === "dropped" ? [{ ...notice, state: judgement.because, toldTo: null }] : [],
	);
	const waitUntil = judged.flatMap(({ judgement }) => (judgement.is === "unconfirmed" ? [judgement.untilMs] : []));
	const dueMs = Math.min(...ready.map((notice) => dueOf(notice, watcher, parcels, rules)));
	if (ready.length === 0 || dueMs > nowMs) {
		const nextMs = Math.min(dueMs, ...waitUntil);
		const nextAt = Number.isFinite(nextMs) ? new Date(nextMs).toISOString() : null;
		await settleNotices(tx, watcher, dropped, { now, mailId: null, nextAt });
		return;
	}
	const id = await write(tx, deps, watcher, { to, rules, ready, parcels });
	const tellings = ready.map((notice): SettledNotice => {
		return { ...notice, state: "told", toldTo: shownTo(parcels.get(notice.shipmentId)) };
	});
	const nextAt = waitUntil.length === 0 ? null : new Date(Math.min(...waitUntil)).toISOString();
	await settleNotices(tx, watcher, [...dropped, ...tellings], { now, mailId: id, nextAt });
}

/** The seller names another address of the order by now: the one before may be a stranger's. */
async function isReplaced(
	tx: Transaction,
	{ vault }: NoticeDeps,
	{ source, sellerId, orderRowId }: Watcher,
	to: string,
): Promise<boolean> {
	if (source === "typed" || orderRowId === null) return false;
	const [order] = await ordersByRowId(tx, sellerId, [orderRowId]);
	const named = order === undefined ? null : (buyerOf(vault, order)?.email ?? null);
	return named !== null && emailKey(named) !== emailKey(to);
}

type Judged = Judgement | { readonly is: "dropped"; readonly because: "unwanted" };

function judge(
	notice: StoredNotice,
	parcels: ReadonlyMap<RowId, KnownParcel>,
	told: ReadonlyMap<RowId, StoredNotice>,
	{ kinds }: NoticeRules,
	nowMs: number,
): Judged {
	const known = parcels.get(notice.shipmentId);
	// The shop chose otherwise since, or the parcel has no page any more.
	if (!known || !kinds.includes(notice.kind)) return { is: "dropped", because: "unwanted" };
	const before: ToldBefore | null = told.get(notice.shipmentId) ?? null;
	const heardAtMs = Date.parse(notice.heardAt);
	return judgeNotice({ ...notice, heardAtMs }, known.parcel, before, nowMs);
}

function dueOf(
	notice: StoredNotice,
	{ toldAt }: Watcher,
	parcels: ReadonlyMap<RowId, KnownParcel>,
	{ quiet }: NoticeRules,
): number {
	const hearing = {
		heardAtMs: Date.parse(notice.heardAt),
		toldAtMs: toldAt === null ? null : Date.parse(toldAt),
		isUrgent: isUrgent(notice.kind),
	};
	return dueAt(hearing, quiet, clockOfZone(parcels.get(notice.shipmentId)?.zone ?? "UTC"));
}

interface KnownParcel extends Omit<NoticedParcel, "news"> {
	/** IANA, where it goes. */
	readonly zone: string;
	readonly shop: string;
	readonly contact: string | null;
}

async function parcelsOf(
	tx: Transaction,
	deps: NoticeDeps,
	{ sellerId }: Watcher,
	waiting: readonly StoredNotice[],
): Promise<ReadonlyMap<RowId, KnownParcel>> {
	const keys = [...new Set(waiting.map(({ shipmentId }) => shipmentId))].map((rowId) => ({ sellerId, rowId }));
	const known = new Map<RowId, KnownParcel>();
	for (const { rowId, token, destination } of await loadParcels(tx, keys)) {
		const stored = await pageByToken(tx, token);
		if (!stored) continue;
		const [order] = stored.orderId === null ? [] : await ordersByRowId(tx, sellerId, [stored.orderId]);
		// Written by the page builder alone: see state-of.ts.
		const page = JSON.parse(stored.page) as ParcelPage;
		const { name, contactEmail } = stored.shop;
		const parcel = { ...page, shop: { name, contactEmail }, items: order?.items ?? page.items };
		known.set(rowId, {
			...{ parcel, orderReference: order?.reference ?? null, pageUrl: `${deps.publicUrl}/t/${token}` },
			...{ zone: zoneOfRecipient({ destination }, parcel, deps.places), shop: name, contact: contactEmail },
		});
	}
	return known;
}

interface Writing {
	readonly to: string;
	readonly rules: NoticeRules;
	readonly ready: readonly StoredNotice[];
	readonly parcels: ReadonlyMap<RowId, KnownParcel>;
}

/** Answers the mail's id. */
async function write(tx: Transaction, deps: NoticeDeps, watcher: Watcher, writing: Writing): Promise<string> {
	const { vault, publicUrl, noticeLetters } = deps;
	const { to, rules, ready, parcels } = writing;
	const now = deps.now().toISOString();
	const byParcel = [...groupBy(ready.toReversed(), ({ shipmentId }) => shipmentId)];
	const noticed = byParcel.flatMap(([rowId, news]): (NoticedParcel & KnownParcel)[] => {
		const known = parcels.get(rowId);
		return known ? [{ ...known, news: linesOf(news, known.parcel) }] : [];
	});
	const [first] = noticed;
	if (!first) throw new Error("A watcher is told of no parcel.");
	const stopUrl = `${publicUrl}/t/${watcher.token}/watch/${watcherProof(vault, watcher)}?lang=${watcher.locale}`;
	const letter = noticeLetters.news({
		...{ shop: first.shop, locale: watcher.locale, now, parcels: noticed, stopUrl, markup: rules.markup },
	});
	const { shop, contact } = first;
	const mail = noticeMail({ to, shop, contact, letter, stopUrl });
	return queueMail(tx, vault, { sellerId: watcher.sellerId, kind: NOTICE_MAIL, mail, now });
}

/** Each news once, by the scan that tells of it. */
function linesOf(news: readonly StoredNotice[], { scans }: ParcelPage): readonly NewsLine[] {
	return news.map(({ kind, code, day }) => {
		const same = scans.filter((scan) => scan.code === code);
		const scan = same.findLast(({ time }) => time.local.startsWith(day)) ?? same.at(-1) ?? null;
		return { kind, code, scan };
	});
}

/** The end of the arrival that the mail names; null where it is there, or nobody knows. */
function shownTo(known: KnownParcel | undefined): string | null {
	return known?.parcel.eta?.to.slice(0, 10) ?? null;
}
