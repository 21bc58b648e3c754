import { groupBy } from "../core/group-by.ts";
import { cameAtMs } from "../core/notices/asks.ts";
import { type Heard, heardOfArrival, heardOfStatus } from "../core/notices/heard.ts";
import { scansOf } from "../core/notices/judge-notice.ts";
import type { NoticeRules } from "../core/notices/kinds.ts";
import type { NoticedStatus } from "../core/notices/news-of.ts";
import { SETTLE_MS } from "../core/notices/when-told.ts";
import type { Eta, ParcelPage } from "../core/page.ts";
import { type Repeated, type Rounds, repeat } from "../repeat.ts";
import type { Database, RowId, Transaction } from "../store/database.ts";
import { noticeRulesOf } from "../store/notice-rules.ts";
import { type HeardNotice, hearNotices, lastToldOf, wakeWaiting } from "../store/notices.ts";
import { type OutboxEvent, readOutbox } from "../store/outbox.ts";
import { lockReader, moveReader } from "../store/outbox-readers.ts";
import { pageSnapshots } from "../store/pages.ts";
import type { ShipmentKey } from "../store/parcels.ts";
import { type Arrival, planAsks } from "../store/review-asks.ts";
import { watchersToTell } from "../store/watchers.ts";

export interface NoticeRelayOptions extends Rounds {
	readonly db: Database;
	readonly everyMs?: number;
}

const READER = "notices";
const AT_ONCE = 200;

/**
 * Turns news into notices for whoever watches a parcel, on one node at a time. The notices and how far was read are one
 * transaction, and the key of a notice is the news itself: each is kept once, whatever dies and whatever is told again.
 */
export function startNoticeRelay({ db, onError, onDone, everyMs = 2_000 }: NoticeRelayOptions): Repeated {
	return repeat(
		async (stopping) => {
			while (!stopping.aborted && (await relayNotices(db, onError)) === AT_ONCE);
		},
		{ everyMs, onError, onDone },
	);
}

/** Reads the next news; answers how many entries of the outbox they were. What nobody can make news of is told to `onError`. */
export function relayNotices(db: Database, onError: (error: unknown) => void): Promise<number> {
	return db.transaction(async (tx) => {
		const cursor = await lockReader(tx, READER);
		if (cursor === null) return 0;
		const batch = await readOutbox(tx, cursor, AT_ONCE);
		const last = batch.at(-1);
		if (!last) return 0;
		await hear(tx, batch, onError);
		await moveReader(tx, READER, last.cursor);
		return batch.length;
	});
}

async function hear(tx: Transaction, batch: readonly OutboxEvent[], onError: (error: unknown) => void): Promise<void> {
	const heard = batch.filter(({ type, shipmentId }) => shipmentId !== null && HEARD.has(type));
	const parcels = keysOf(heard);
	if (parcels.length === 0) return;
	const watchers = groupBy(await watchersToTell(tx, parcels), ({ shipmentId }) => shipmentId);
	const watched = parcels.filter(({ rowId }) => watchers.has(rowId));
	if (watched.length === 0) return;
	const rules = await noticeRulesOf(tx, [...new Set(watched.map(({ sellerId }) => sellerId))]);
	const pages = await pageSnapshots(tx, watched);
	const told = await lastToldOf(tx, watched);
	const toldTo = new Map(told.map((one) => [`${one.watcherId} ${one.shipmentId}`, one.toldTo]));
	const notices = heard.flatMap((entry): HeardNotice[] => {
		const { sellerId, shipmentId, createdAt } = entry;
		const page = shipmentId === null ? undefined : pages.get(shipmentId);
		const rule = rules.get(sellerId);
		if (shipmentId === null || page === undefined || rule === undefined) return [];
		const dueAt = settledAfter(entry);
		try {
			return (watchers.get(shipmentId) ?? []).flatMap(({ watcherId: rowId }) => {
				const news = noticeOf(entry, page, rule, toldTo.get(`${rowId} ${shipmentId}`) ?? null);
				if (news === null) return [];
				return [{ ...news, sellerId, rowId, shipmentId, scans: scansOf(page), heardAt: createdAt, dueAt }];
			});
		} catch (error) {
			// Such as a status of a newer version: the others are told all the same.
			onError(error);
			return [];
		}
	});
	await hearNotices(tx, notices);
	await planAsks(tx, arrivalsOf(heard, watched, pages));
	// What was heard once is heard again, or was taken back: whoever waits for that waits no longer.
	const moved = heard.filter(({ type }) => type === "shipment.scan.added" || type === "shipment.scan.withdrawn");
	const newest = moved.at(-1);
	const parcelsMoved = keysOf(moved).filter(({ rowId }) => watchers.has(rowId));
	if (newest) await wakeWaiting(tx, parcelsMoved, settledAfter(newest));
}

const HEARD: ReadonlySet<string> = new Set([
	"shipment.status.changed",
	"shipment.eta.changed",
	"shipment.scan.added",
	"shipment.scan.withdrawn",
]);

/** What one entry of the outbox is to a watcher who was told of an arrival by `toldTo`; null for what he need not hear of. */
function noticeOf(entry: OutboxEvent, page: ParcelPage, rules: NoticeRules, toldTo: string | null): Heard | null {
	if (entry.type === "shipment.eta.changed") {
		const { after } = entry.data as EtaNews;
		return heardOfArrival(after, page, rules, toldTo);
	}
	if (entry.type !== "shipment.status.changed") return null;
	const { before, after } = entry.data as StatusNews;
	return heardOfStatus(before, after, page, rules, entry.createdAt);
}

/** As apply-facts.ts writes them, of this version or the one before. */
interface StatusNews {
	readonly before: NoticedStatus;
	readonly after: NoticedStatus;
}
interface EtaNews {
	readonly after: Eta | null;
}

function keysOf(entries: readonly OutboxEvent[]): readonly ShipmentKey[] {
	const sellers = new Map<RowId, RowId>();
	for (const { shipmentId, sellerId } of entries) if (shipmentId !== null) sellers.set(shipmentId, sellerId);
	return [...sellers].map(([rowId, sellerId]) => ({ sellerId, rowId }));
}

/** Which of them came by what was heard, and when. */
function arrivalsOf(
	heard: readonly OutboxEvent[],
	watched: readonly ShipmentKey[],
	pages: ReadonlyMap<RowId, ParcelPage>,
): readonly Arrival[] {
	const heardAt = new Map<RowId, string>();
	for (const { type, shipmentId, createdAt } of heard) {
		if (type === "shipment.status.changed" && shipmentId !== null) heardAt.set(shipmentId, createdAt);
	}
	return watched.flatMap(({ sellerId, rowId }) => {
		const [page, at] = [pages.get(rowId), heardAt.get(rowId)];
		if (at === undefined || page?.milestone !== "delivered") return [];
		return [{ sellerId, rowId, cameAtMs: cameAtMs(page, Date.parse(at)) }];
	});
}

function settledAfter({ createdAt }: OutboxEvent): string {
	return new Date(Date.parse(createdAt) + SETTLE_MS).toISOString();
}
