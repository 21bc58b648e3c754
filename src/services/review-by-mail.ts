import { CHANGED_FOR_DAYS, type ReviewStage } from "../core/review.ts";
import { writtenRating } from "../core/written-rating.ts";
import type { IncomingMail } from "../mail/incoming-mail.ts";
import type { Transaction } from "../store/database.ts";
import { isMailKept, keepInboundMail } from "../store/inbound-mails.ts";
import { queueMail } from "../store/mails.ts";
import { pageByToken } from "../store/pages.ts";
import { loadParcels } from "../store/parcels.ts";
import { reviewsOf } from "../store/reviews.ts";
import { keepUnplacedWithin } from "../store/unplaced-mails.ts";
import { countWatcherLetters } from "../store/watcher-letters.ts";
import { getWatcher } from "../store/watchers.ts";
import { answerableMail } from "./answerable-mail.ts";
import type { AskedByMail } from "./ask-by-mail.ts";
import { NO_HEAD, since, type TakeMailDeps } from "./keep-mail.ts";
import { readPage } from "./known-parcel.ts";
import { noticeMail } from "./notice-mail.ts";
import { invitationFor } from "./review-invitation.ts";
import { ownReview, type Reviewer, watcherWriter } from "./reviewer.ts";
import { MOST_UNPLACED } from "./suggest-mail.ts";
import { isOrders } from "./watcher-address.ts";
import { writeReviewAs } from "./write-review.ts";

/** As much as the form takes. */
const MOST_CHARACTERS = 5_000;
const HOUR_MS = 3_600_000;
/** Letters to one watcher in an hour: more are a program's. */
const MOST_AN_HOUR = 12;

/**
 * A reply to a mail that asked what a buyer thinks is his review: stars at its beginning, the rest his words, its pictures his photos.
 * Without stars the words wait for the shop without any, and never take the place of a review that has some. What he replies later
 * changes it, as the form does. He is the verified buyer where the order's own address wrote it and the sender is proven, and only then
 * changes what the buyer said as such. He gets a short letter with the way to what stands, and to a person. Mail and review are kept
 * together. False: nothing can be said of the parcel now, or only in another way, and a person should read it.
 */
export async function reviewByMail(
	deps: TakeMailDeps,
	incoming: IncomingMail,
	stage: ReviewStage,
	said: AskedByMail,
): Promise<boolean> {
	const { db, vault } = deps;
	const { watcher, shipmentRowId, address, isProven, mail, text: written, pictures } = said;
	const { sellerId } = watcher;
	const [parcel] = await loadParcels(db, [{ sellerId, rowId: shipmentRowId }]);
	if (!parcel || written.length > MOST_CHARACTERS) return false;
	const { rating, text } = writtenRating(written);
	const of = { sellerId, orderRowId: parcel.orderId };
	const isBuyer = isProven && (await isOrders(db, vault, of, address));
	const writers = [watcherWriter(vault, watcher, parcel.token)];
	const reviewer: Reviewer = { writers, device: null, isVerified: isBuyer, invited: { watcher, isBuyer } };
	const photos = pictures.length === 0 ? null : pictures;
	const writtenAtMs = mail.date === null ? null : Date.parse(mail.date);
	const review = {
		...{ stage, rating, text, items: [], photos, video: null, locale: watcher.locale, askAgain: null },
		...{ isByMail: true, writtenAtMs: Number.isNaN(writtenAtMs) ? null : writtenAtMs },
	};
	const outcome = await writeReviewAs(deps, parcel.token, review, {
		recognise: async () => reviewer,
		wasSaid: (tx) => isMailKept(tx, sellerId, incoming.raw),
		also: (tx) => keepAndTell(tx, deps, incoming, { ...said, stage, token: parcel.token, reviewer }),
	});
	return outcome === "said";
}

interface ToTell extends AskedByMail {
	readonly stage: ReviewStage;
	readonly token: string;
	readonly reviewer: Reviewer;
}

async function keepAndTell(
	tx: Transaction,
	deps: TakeMailDeps,
	incoming: IncomingMail,
	{ watcher: { sellerId, id }, shipmentRowId, address, mail, finding, stage, token, reviewer }: ToTell,
): Promise<void> {
	const { vault, publicUrl, noticeLetters } = deps;
	const watcher = await getWatcher(tx, { sellerId, rowId: shipmentRowId }, id);
	const because = "It replies to an e-mail that asked for a review, and is one.";
	// His words stand in the review alone, which he may take back.
	const head = { ...NO_HEAD, messageId: mail.messageId };
	const kept = await keepInboundMail(tx, vault, {
		...{ sellerId, questionRowId: null, suggested: [], kind: finding.kind, state: "said", because, head },
		...{ raw: incoming.raw, kept: null, size: incoming.raw.length, now: deps.now().toISOString() },
	});
	await keepUnplacedWithin(tx, sellerId, MOST_UNPLACED);
	const stored = await pageByToken(tx, token);
	if (kept === null || watcher === null || !stored || !finding.mayBeAnswered) return;
	if ((await countWatcherLetters(tx, watcher, since(deps, HOUR_MS))) >= MOST_AN_HOUR) return;
	const review = ownReview(await reviewsOf(tx, { sellerId, rowId: shipmentRowId }), stage, reviewer);
	if (!review) throw new Error("A review that was just written is not there.");
	const { locale } = watcher;
	const { name: shop, contactEmail: contact } = stored.shop;
	const now = deps.now().toISOString();
	const letter = noticeLetters.reviewed({
		...{ shop, locale, parcel: readPage(stored.page), stage, rating: review.rating, now },
		state: review.state === "shown" ? "shown" : "waiting",
		changedUntil: new Date(Date.parse(review.writtenAt) + CHANGED_FOR_DAYS * 24 * HOUR_MS).toISOString(),
		reviewUrl: `${publicUrl}/t/${token}/reviews/by/${invitationFor(vault, { ...watcher, token }, deps.now())}?stage=${stage}&lang=${locale}`,
		askUrl: `${publicUrl}/t/${token}/questions?lang=${locale}`,
	});
	const notice = noticeMail({ to: address, shop, contact, letter, stopUrl: null });
	const about = { watcher, shipmentRowId, about: "news" } as const;
	const answerable = await answerableMail(tx, deps, notice, about);
	await queueMail(tx, vault, { ...answerable, sellerId, kind: "review.acknowledged", now });
}
