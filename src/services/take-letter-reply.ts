import { maskedAddress } from "../core/recipient.ts";
import { type AuthoredText, authoredText } from "../mail/authored-text.ts";
import type { IncomingMail } from "../mail/incoming-mail.ts";
import { MOST_CHARACTERS } from "../mail/judge-mail.ts";
import { foldAddress, type Mail } from "../mail/mail.ts";
import { MAIL_RULES, type MailKindFinding } from "../mail/mail-kind.ts";
import { saysStop } from "../mail/stop-words.ts";
import { isMailKept } from "../store/inbound-mails.ts";
import { queueMail } from "../store/mails.ts";
import { pageByToken } from "../store/pages.ts";
import { wishAsks } from "../store/review-asks.ts";
import { keepUnplacedWithin } from "../store/unplaced-mails.ts";
import { endSameWatchers, getWatcher, lockSameWatchers, lockWatcher, type Watcher } from "../store/watchers.ts";
import { isReplaced } from "./addressee.ts";
import { askByMail, openThreadOf } from "./ask-by-mail.ts";
import { drawMailPictures } from "./draw-mail-pictures.ts";
import { keepMail, type TakeMailDeps } from "./keep-mail.ts";
import { readPage } from "./known-parcel.ts";
import type { AnsweredLetter } from "./letter-of-mail.ts";
import { noticeMail } from "./notice-mail.ts";
import { reviewByMail } from "./review-by-mail.ts";
import { MOST_UNPLACED } from "./suggest-mail.ts";
import { suggestReply } from "./suggest-reply.ts";
import { takeIntoThread } from "./take-into-thread.ts";
import { takeLetterReport } from "./take-letter-report.ts";
import { BUYER } from "./thread-people.ts";
import { readableAddress } from "./watcher-address.ts";
import { watcherProof } from "./watcher-proof.ts";

export interface LetterReply extends AnsweredLetter {
	readonly mail: Mail;
	readonly finding: MailKindFinding;
}

/**
 * A reply to an e-mail of news: what its reader wrote is a question of the parcel, into the thread that he has with the shop by
 * mail, else into one that it begins; a reply to a mail that asked for a review is one. A reply that says nothing but that he
 * wants no more ends the mails. Another's words wait for the shop to say whose they are, a program's are kept for nobody; a
 * server's report is read. `not-ours`: the parcel or its reader are not known any more.
 */
export async function takeLetterReply(
	deps: TakeMailDeps,
	incoming: IncomingMail,
	reply: LetterReply,
): Promise<"kept" | "not-ours"> {
	const { letter, mail, finding, how } = reply;
	const key = { sellerId: letter.sellerId, rowId: letter.shipmentRowId };
	// Of another order by now: it is nothing to him.
	const watcher = await getWatcher(deps.db, key, letter.watcherId);
	if (watcher === null) return "not-ours";
	const { words, mayOpen, tellsDelivery } = MAIL_RULES[finding.kind];
	if (tellsDelivery) return takeLetterReport(deps, incoming, reply, watcher);
	if (words !== "as-its-writer" || !mayOpen) return setAside(deps, incoming, reply, finding.because);
	if (how === "envelope") return setAside(deps, incoming, reply, "It came to an address that servers alone write to.");
	const authored = authoredText(mail);
	const text = authored.text.slice(0, MOST_CHARACTERS);
	const address = await believedAddress(deps, incoming, mail, watcher);
	if (saysStop(text) && (address !== null || how === "address")) return endMails(deps, incoming, reply, watcher);
	const suggest = (because: string) => suggestReply(deps, incoming, { letter, mail, kind: finding.kind, because });
	if (address === null) return suggest(WHOSE);
	const unclear = whatIsUnclear(mail, authored);
	if (unclear !== null) return suggest(unclear);
	const { pictures, leftOut } = await drawMailPictures(mail);
	if (text === "" && pictures.length === 0) {
		return leftOut.length === 0 ? setAside(deps, incoming, reply, "It has no words.") : suggest(FILES_ALONE);
	}
	const isProven = incoming.sender === "proven";
	const said = { watcher, shipmentRowId: key.rowId, address, isProven, mail, finding, text, pictures, leftOut };
	if (letter.about !== "news" && (await reviewByMail(deps, incoming, letter.about, said))) return "kept";
	const thread = (await openThreadOf(deps, deps.db, key, address)) ?? (await askByMail(deps, incoming, said));
	if (thread === "kept" || thread === "not-ours") return thread;
	const verdict = { kind: "found", thread, role: "buyer", person: BUYER, how: "address" } as const;
	return takeIntoThread(deps, incoming, { mail, finding, verdict });
}

const WHOSE = "It replies to an e-mail about a parcel, and nothing shows that whom that went to wrote it.";

function whatIsUnclear({ problems }: Mail, { text, extent }: AuthoredText): string | null {
	if (text === "" && problems.some(({ kind }) => kind === "charset-refused")) {
		return "It replies to an e-mail about a parcel, in an encoding that is not read.";
	}
	return extent === "nothing-left"
		? "It replies to an e-mail about a parcel, and nothing in it could be told from what it quotes."
		: null;
}

const FILES_ALONE = "It replies to an e-mail about a parcel, with files and no words.";

/** The watcher's address, where the mail is from it as far as anybody can know; null where that is in doubt. */
async function believedAddress(
	deps: TakeMailDeps,
	{ sender }: Pick<IncomingMail, "sender">,
	{ from }: Mail,
	watcher: Watcher,
): Promise<string | null> {
	const address = readableAddress(deps.vault, watcher);
	if (address === null || from === null || sender === "refuted") return null;
	if (foldAddress(from.address) !== foldAddress(address)) return null;
	// The address before may be a stranger's.
	const isStale = watcher.endedBecause === "replaced" || (await isReplaced(deps.db, deps, watcher, address));
	return isStale ? null : address;
}

async function setAside(
	deps: TakeMailDeps,
	incoming: IncomingMail,
	{ letter: { sellerId }, mail, finding: { kind } }: LetterReply,
	because: string,
): Promise<"kept"> {
	await deps.db.transaction(async (tx) => {
		const keeping = { question: null, sellerId, kind, state: "set-aside", because, isWhole: false } as const;
		await keepMail(tx, deps, incoming, mail, keeping);
		await keepUnplacedWithin(tx, sellerId, MOST_UNPLACED);
	});
	return "kept";
}

/** As the link of the mail does it: of one that asked for a review the asking alone. He is told so once, with the way back and to the end of all. */
async function endMails(
	deps: TakeMailDeps,
	incoming: IncomingMail,
	{ letter: { sellerId, shipmentRowId, about }, mail, finding: { kind } }: LetterReply,
	{ id }: Watcher,
): Promise<"kept"> {
	const { db, vault, publicUrl, noticeLetters } = deps;
	await db.transaction(async (tx) => {
		const watcher = await lockWatcher(tx, { sellerId, rowId: shipmentRowId }, id);
		if (!watcher || (await isMailKept(tx, sellerId, incoming.raw))) return;
		const isOfAsks = about !== "news";
		const what = isOfAsks ? "e-mails that ask for a review" : "e-mails about the parcel";
		const because = `It asks for no more ${what}, and they were ended.`;
		const keeping = { question: null, sellerId, kind, state: "set-aside", because, isWhole: false } as const;
		await keepMail(tx, deps, incoming, mail, keeping);
		await keepUnplacedWithin(tx, sellerId, MOST_UNPLACED);
		const now = deps.now().toISOString();
		const isOver = watcher.endedAt !== null || (isOfAsks && watcher.asks === false && !watcher.asksAgain);
		if (isOfAsks) await wishAsks(tx, await lockSameWatchers(tx, watcher), { asks: false, asksAgain: false }, now);
		else await endSameWatchers(tx, watcher, now);
		const stored = await pageByToken(tx, watcher.token);
		const to = readableAddress(vault, watcher);
		if (isOver || !stored || to === null) return;
		const { name: shop, contactEmail: contact } = stored.shop;
		const { items, trackingNumber } = readPage(stored.page);
		const letter = noticeLetters.ended({
			...{ shop, locale: watcher.locale, parcel: { items, trackingNumber }, address: maskedAddress(to) },
			...{ isOfAsks, isOrder: watcher.orderRowId !== null },
			againUrl: `${publicUrl}/t/${watcher.token}/watch/${watcherProof(vault, watcher)}?lang=${watcher.locale}`,
		});
		const notice = noticeMail({ to, shop, contact, letter, stopUrl: null });
		await queueMail(tx, vault, { sellerId, kind: "notice.ended", mail: notice, now });
	});
	return "kept";
}
