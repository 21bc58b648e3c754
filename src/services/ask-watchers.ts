import type { AskedParcel } from "../core/letters.ts";
import { type AskKnown, cameAtMs, type WaitingAsk, weighAsks } from "../core/notices/asks.ts";
import { TOGETHER_MS } from "../core/notices/when-told.ts";
import { showsReviews } from "../core/review.ts";
import type { RowId, Transaction } from "../store/database.ts";
import { ASK_MAIL, queueMail } from "../store/mails.ts";
import { noticeRules } from "../store/notice-rules.ts";
import type { DueWatcher } from "../store/notices.ts";
import { isOutage, isPassing } from "../store/outage.ts";
import { pageSnapshots } from "../store/pages.ts";
import { loadParcels } from "../store/parcels.ts";
import { questionsOf } from "../store/questions.ts";
import {
	claimAskers,
	deliveredWatched,
	planAsks,
	putOffAsker,
	putOffAsks,
	type SettledAsk,
	type StoredAsk,
	settleAsks,
	waitingAsks,
	watchedAmong,
	watchedStanding,
} from "../store/review-asks.ts";
import { reviewsOf } from "../store/reviews.ts";
import { lockWatcher, type Watcher } from "../store/watchers.ts";
import { addresseeOf } from "./addressee.ts";
import { answerableMail } from "./answerable-mail.ts";
import { knownParcel } from "./known-parcel.ts";
import { noticeMail } from "./notice-mail.ts";
import { clockOfZone, zoneOfRecipient } from "./recipient-zone.ts";
import { invitationFor } from "./review-invitation.ts";
import { reviewedOf } from "./reviewed-of.ts";
import { ownReview, watcherWriter } from "./reviewer.ts";
import type { NoticeDeps } from "./tell-watchers.ts";
import { isOrders, readableAddress } from "./watcher-address.ts";
import { watcherProof } from "./watcher-proof.ts";

const PUT_OFF_MS = 60 * 60_000;

/**
 * Asks the next watcher of whom it is time how it was: one mail, in the transaction that knows of it. False where nobody is due.
 * What cannot be written is told to `onError` and put off for an hour; throws where the database is away.
 */
export async function askNext(deps: NoticeDeps, onError: (error: unknown) => void): Promise<boolean> {
	const now = deps.now().toISOString();
	let claimed: readonly DueWatcher[] = [];
	try {
		await deps.db.transaction(async (tx) => {
			claimed = await claimAskers(tx, now);
			for (const { sellerId, shipmentRowId, id } of claimed) {
				const watcher = await lockWatcher(tx, { sellerId, rowId: shipmentRowId }, id);
				if (watcher) await ask(tx, deps, watcher);
			}
		});
	} catch (error) {
		if (isOutage(error) || isPassing(error) || claimed.length === 0) throw error;
		onError(error);
		const until = new Date(deps.now().getTime() + PUT_OFF_MS).toISOString();
		for (const one of claimed) await putOffAsker(deps.db, one, now, until);
	}
	return claimed.length > 0;
}

/** What came already of what he watches is asked of too: who says so after it came is asked no less. */
export async function planAsksOf(tx: Transaction, { now }: Pick<NoticeDeps, "now">, watcher: Watcher): Promise<void> {
	if (watcher.asks !== true || watcher.confirmedAt === null || watcher.endedAt !== null) return;
	const nowMs = now().getTime();
	let parcels = await deliveredWatched(tx, watcher, null);
	while (parcels.length > 0) {
		const pages = await pageSnapshots(tx, parcels);
		const arrivals = parcels.flatMap((key) => {
			const page = pages.get(key.rowId);
			return page?.milestone === "delivered" ? [{ ...key, cameAtMs: cameAtMs(page, nowMs) }] : [];
		});
		await planAsks(tx, arrivals);
		parcels = await deliveredWatched(tx, watcher, parcels.at(-1)?.rowId ?? null);
	}
}

type Ask = StoredAsk & WaitingAsk;

async function ask(tx: Transaction, deps: NoticeDeps, watcher: Watcher): Promise<void> {
	const nowMs = deps.now().getTime();
	const now = deps.now().toISOString();
	const to = await addresseeOf(tx, deps, watcher);
	if (to === null) return;
	const { kinds, asks: stages, quiet } = await noticeRules(tx, watcher.sellerId);
	const stored = await waitingAsks(tx, watcher, now);
	const known = await knownOf(tx, deps, watcher, stored);
	const waiting = stored.map((one): Ask => {
		return { ...one, dueMs: Date.parse(one.dueAt), group: known.get(one.shipmentId)?.group ?? one.shipmentId };
	});
	const toldAtMs = watcher.toldAt === null ? null : Date.parse(watcher.toldAt);
	const weighed = weighAsks(
		waiting,
		({ shipmentId, stage }) => {
			const parcel = known.get(shipmentId);
			return parcel?.takesReviews ? { ...parcel, isReviewed: parcel.isReviewed(stage) } : null;
		},
		// A shop that writes buyers of nothing asks nothing.
		{ stages: kinds.length === 0 ? [] : stages, quiet, toldAtMs },
		nowMs,
	);
	const mailId =
		weighed.asked.length === 0 ? null : await write(tx, deps, watcher, { to, asked: weighed.asked, known });
	const settled: SettledAsk[] = [
		...weighed.dropped.map(({ ask, because }) => ({ ...ask, state: because })),
		...weighed.asked.map((ask) => ({ ...ask, state: "asked" as const })),
	];
	await settleAsks(tx, watcher, settled, { now, mailId });
	await putOffAsks(
		tx,
		watcher,
		weighed.later.map(({ ask, untilMs }) => ({ ...ask, untilMs })),
	);
	// More than are weighed at once: the next come with his next mail, and nobody else waits for them.
	await putOffAsker(tx, watcher, now, new Date(nowMs + TOGETHER_MS).toISOString());
}

interface AskedAbout extends Omit<AskKnown, "isReviewed"> {
	readonly group: string;
	readonly token: string;
	readonly shop: string;
	readonly contact: string | null;
	/** The shop wants reviews, and it is this watcher's parcel still. */
	readonly takesReviews: boolean;
	isReviewed(stage: StoredAsk["stage"]): boolean;
	readonly letter: Omit<AskedParcel, "starUrl">;
}

async function knownOf(
	tx: Transaction,
	deps: NoticeDeps,
	watcher: Watcher,
	asks: readonly StoredAsk[],
): Promise<ReadonlyMap<RowId, AskedAbout>> {
	const { sellerId } = watcher;
	const { isOthersToCome, isGroupAsked } = await watchedStanding(tx, watcher);
	const waiting = [...new Set(asks.map(({ shipmentId }) => shipmentId))];
	const known = new Map<RowId, AskedAbout>();
	for (const { rowId, token, destination } of await loadParcels(tx, await watchedAmong(tx, watcher, waiting))) {
		const standing = await knownParcel(tx, token, deps.now());
		if (!standing) continue;
		const { stored, parcel } = standing;
		const { policy } = reviewedOf(stored);
		const questions = await questionsOf(tx, { sellerId, rowId });
		const isVerified = await isOrders(
			tx,
			deps.vault,
			{ sellerId: watcher.sellerId, orderRowId: stored.orderId },
			readableAddress(deps.vault, watcher),
		);
		const by = { writers: [watcherWriter(deps.vault, watcher, token)], device: null, isVerified };
		const reviews = await reviewsOf(tx, { sellerId, rowId });
		const said = (stage: StoredAsk["stage"]) => {
			const own = ownReview(reviews, stage, by);
			return own?.takenBackAt === null ? own : undefined;
		};
		const isAddable = () => (said("product")?.state ?? "hidden") !== "hidden";
		const { name: shop, contactEmail: contact } = stored.shop;
		known.set(rowId, {
			...{ group: stored.orderId ?? rowId, token, shop, contact },
			...{ isOthersToCome, isGroupAsked, takesReviews: policy !== "off" },
			isAskable:
				showsReviews(parcel) && stored.returnOf === null && questions.every(({ state }) => state !== "waiting"),
			isReviewed: (stage) => said(stage) !== undefined || (stage === "follow-up" && !isAddable()),
			clock: clockOfZone(zoneOfRecipient({ destination }, parcel, deps.places)),
			letter: { parcel },
		});
	}
	return known;
}

interface Writing {
	readonly to: string;
	/** The one that came last first. */
	readonly asked: readonly Ask[];
	readonly known: ReadonlyMap<RowId, AskedAbout>;
}

/** Answers the mail's id. */
async function write(tx: Transaction, deps: NoticeDeps, watcher: Watcher, writing: Writing): Promise<string> {
	const { vault, publicUrl, noticeLetters } = deps;
	const { to, asked, known } = writing;
	const [first] = asked;
	const last = first && known.get(first.shipmentId);
	if (!first || !last) throw new Error("A watcher is asked of no parcel.");
	const { stage } = first;
	// The things are those of the order: one form has them all.
	const parcels = stage === "product" ? [last] : asked.flatMap(({ shipmentId }) => known.get(shipmentId) ?? []);
	const stopUrl = `${publicUrl}/t/${watcher.token}/watch/${watcherProof(vault, watcher)}?lang=${watcher.locale}&of=asks`;
	const letter = noticeLetters.ask({
		...{ shop: last.shop, locale: watcher.locale, stage, stopUrl, takesReply: deps.replies !== null },
		parcels: parcels.map(({ letter: one, token }) => {
			const proof = invitationFor(vault, { ...watcher, token }, deps.now());
			const address = `${publicUrl}/t/${token}/reviews/by/${proof}?lang=${watcher.locale}&stage=${stage}`;
			return { ...one, starUrl: (stars) => `${address}&stars=${stars}` };
		}),
	});
	const notice = noticeMail({ to, shop: last.shop, contact: last.contact, letter, stopUrl });
	const about = { watcher, shipmentRowId: first.shipmentId, about: stage };
	const { id, mail } = await answerableMail(tx, deps, notice, about);
	const now = deps.now().toISOString();
	return queueMail(tx, vault, { id, sellerId: watcher.sellerId, kind: ASK_MAIL, mail, now });
}
