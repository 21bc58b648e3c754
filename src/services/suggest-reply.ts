import { emailKey } from "../core/recipient.ts";
import { authoredText } from "../mail/authored-text.ts";
import type { IncomingMail } from "../mail/incoming-mail.ts";
import type { Mail } from "../mail/mail.ts";
import type { Transaction } from "../store/database.ts";
import { queueMail } from "../store/mails.ts";
import { ordersByRowId } from "../store/orders.ts";
import { pageByToken } from "../store/pages.ts";
import { questionsOf } from "../store/questions.ts";
import { countSuggestedMails, keepUnplacedWithin } from "../store/unplaced-mails.ts";
import type { WatcherLetter } from "../store/watcher-letters.ts";
import { getWatcher, type Watcher } from "../store/watchers.ts";
import { whoWouldBeAsked } from "./ask-shop.ts";
import { keepMail, nameOf, type TakeMailDeps } from "./keep-mail.ts";
import { readPage } from "./known-parcel.ts";
import { MOST_TOLD, MOST_UNPLACED, suggestMail } from "./suggest-mail.ts";
import { answerAddress } from "./thread-people.ts";
import { readableAddress } from "./watcher-address.ts";

/**
 * A reply to an e-mail of news of which somebody at the shop is to say whose it is: with the questions of its parcel whose answers
 * go to whom the e-mail went, where there are any; else it lies there by itself, and somebody is written that it does.
 */
export async function suggestReply(
	deps: TakeMailDeps,
	incoming: IncomingMail,
	{
		letter: { sellerId, shipmentRowId, watcherId },
		mail,
		kind,
		because,
	}: { readonly letter: WatcherLetter; readonly mail: Mail; readonly kind: string; readonly because: string },
): Promise<"kept" | "not-ours"> {
	const { db } = deps;
	const key = { sellerId, rowId: shipmentRowId };
	const watcher = await getWatcher(db, key, watcherId);
	if (watcher === null) return "not-ours";
	const threads = await threadsOfWatcher(deps, watcher, key);
	if (threads.length > 0) return suggestMail(deps, incoming, { mail, kind, threads, because });
	const waiting = await countSuggestedMails(db, sellerId);
	await db.transaction(async (tx) => {
		const keeping = { question: null, sellerId, kind, state: "suggested", because, isWhole: true } as const;
		const kept = await keepMail(tx, deps, incoming, mail, keeping);
		if (kept === null) return;
		await keepUnplacedWithin(tx, sellerId, MOST_UNPLACED);
		if (waiting < MOST_TOLD) await tellOfStray(tx, deps, watcher, { mail, because });
	});
	return "kept";
}

const MOST_SUGGESTED = 5;

async function threadsOfWatcher(
	deps: TakeMailDeps,
	watcher: Watcher,
	key: Parameters<typeof questionsOf>[1],
): Promise<readonly string[]> {
	const address = readableAddress(deps.vault, watcher);
	const threads: string[] = [];
	for (const question of (await questionsOf(deps.db, key)).toReversed()) {
		if (address === null || question.isErased || threads.length === MOST_SUGGESTED) continue;
		const { email } = await answerAddress(deps, deps.db, question);
		if (email !== null && emailKey(email) === emailKey(address)) threads.push(question.id);
	}
	return threads;
}

async function tellOfStray(
	tx: Transaction,
	deps: TakeMailDeps,
	{ sellerId, token, locale }: Watcher,
	{ mail, because }: { readonly mail: Mail; readonly because: string },
): Promise<void> {
	const { vault, publicUrl, letters } = deps;
	const stored = await pageByToken(tx, token);
	const reader = await whoWouldBeAsked(tx, deps, { sellerId, token, locale });
	if (!stored || reader === null) return;
	const [order] = stored.orderId === null ? [] : await ordersByRowId(tx, sellerId, [stored.orderId]);
	const { name: shop, contactEmail } = stored.shop;
	const page = readPage(stored.page);
	const now = deps.now().toISOString();
	const letter = letters.toShop({
		...{ shop, locale, now, thread: [], token: null, answersGo: "nowhere", isVerified: false, faq: [], actions: [] },
		parcel: { ...page, shop: { name: shop, contactEmail }, items: order?.items ?? page.items },
		orderReference: order?.reference ?? null,
		news: { kind: "stray", by: nameOf(mail), because, text: authoredText(mail).text },
		pageUrl: `${publicUrl}/t/${token}`,
		answerUrl: `${publicUrl}/console/mails`,
		isReturn: stored.returnOf !== null,
	});
	const headers = { "Auto-Submitted": "auto-generated" };
	await queueMail(tx, vault, {
		...{ sellerId, kind: "question.stray", now },
		mail: { to: reader.email, fromName: shop, ...letter, headers },
	});
}
