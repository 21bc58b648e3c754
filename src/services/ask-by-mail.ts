import { emailKey } from "../core/recipient.ts";
import { refreshShipment } from "../ingest/refresh.ts";
import type { IncomingMail } from "../mail/incoming-mail.ts";
import type { Mail } from "../mail/mail.ts";
import type { MailKindFinding } from "../mail/mail-kind.ts";
import type { Queries } from "../store/database.ts";
import { isMailKept } from "../store/inbound-mails.ts";
import { appendOutbox } from "../store/outbox.ts";
import { lockParcels, type ShipmentKey } from "../store/parcels.ts";
import { getQuestion, questionsOf, setAnswerAddress } from "../store/questions.ts";
import { threadsOf } from "../store/threads.ts";
import type { Watcher } from "../store/watchers.ts";
import { beginQuestion, MOST_FAQ, MOST_OF_RECOGNISED } from "./ask-question.ts";
import { sayAsBuyer } from "./change-thread.ts";
import type { MailPictures } from "./draw-mail-pictures.ts";
import { keepMail, type TakeMailDeps } from "./keep-mail.ts";
import { mailBuyer } from "./question-mails.ts";
import { refreshing } from "./register-shipment.ts";
import { answerAddress } from "./thread-people.ts";
import { isOrders } from "./watcher-address.ts";

export interface AskedByMail extends MailPictures {
	readonly watcher: Watcher;
	/** Of the parcel that it is about. */
	readonly shipmentRowId: Watcher["shipmentRowId"];
	/** His, from which the mail came. */
	readonly address: string;
	/** By the sender's own mail server. */
	readonly isProven: boolean;
	readonly mail: Mail;
	readonly finding: MailKindFinding;
	/** Not blank where there are no pictures. */
	readonly text: string;
}

/**
 * A question that a mail begins: it waits for the shop, which gets its letter, and whoever wrote it hears that it came. The id of the
 * thread in which it belongs where one was begun meanwhile; `kept`: it is done, or was before; `not-ours`: the parcel is gone.
 */
export async function askByMail(
	deps: TakeMailDeps,
	incoming: IncomingMail,
	{ watcher, shipmentRowId, address, isProven, mail, finding, text, pictures, leftOut }: AskedByMail,
): Promise<string> {
	const { vault } = deps;
	const { sellerId } = watcher;
	const key = { sellerId, rowId: shipmentRowId };
	const done = await deps.db.transaction(async (tx) => {
		const [parcel] = await lockParcels(tx, [key]);
		if (!parcel) return { outcome: "not-ours", applied: null };
		if (await isMailKept(tx, sellerId, incoming.raw)) return { outcome: "kept", applied: null };
		const open = await openThreadOf(deps, tx, key, address);
		if (open !== null) return { outcome: open, applied: null };
		const isVerified = isProven && (await isOrders(tx, vault, watcher, address));
		const kind = finding.kind;
		if ((await questionsOf(tx, parcel)).length >= (isVerified ? MOST_OF_RECOGNISED : MOST_FAQ)) {
			const because = "More was asked of its parcel than anybody asks.";
			await keepMail(tx, deps, incoming, mail, {
				...{ question: null, sellerId, kind, state: "set-aside", because, isWhole: false },
			});
			return { outcome: "kept", applied: null };
		}
		const now = deps.now();
		const applied = await refreshShipment(tx, parcel, refreshing(deps));
		const asker = { email: address, locale: watcher.locale, once: null };
		const question = await beginQuestion(tx, deps, parcel, asker, { isVerified, now });
		const because = "It replies to an e-mail about the parcel.";
		const kept = await keepMail(tx, deps, incoming, mail, { question, kind, state: "said", because, isWhole: true });
		if (kept === null) throw new Error("A mail was kept by another while it began a question.");
		const said = { channel: "mail", text, mailRowId: kept.rowId, pictures } as const;
		const news = await sayAsBuyer(tx, deps, question, said, { leftOut });
		await setAnswerAddress(tx, vault, question, (await answerAddress(deps, tx, question)).email);
		const asked = await getQuestion(tx, sellerId, question.id);
		// Whose mail asks for no automatic answer gets none.
		if (asked && finding.mayBeAnswered) await mailBuyer(tx, deps, asked, "received");
		await appendOutbox(tx, [{ sellerId, shipmentId: parcel.rowId, version: applied.version, ...news }]);
		return { outcome: "kept", applied };
	});
	if (done.applied) deps.changed(done.applied);
	return done.outcome;
}

/**
 * The newest question of a parcel that is not over, in which whoever has this address has written by mail: of others, somebody else
 * may read the page. `qst_…`, or null.
 */
export async function openThreadOf(
	deps: TakeMailDeps,
	db: Queries,
	key: ShipmentKey,
	address: string,
): Promise<string | null> {
	const open = (await questionsOf(db, key)).filter(({ state, isErased }) => state !== "closed" && !isErased);
	const threads = await threadsOf(db, key.sellerId, open);
	for (const question of open.toReversed()) {
		const hasWritten = threads.get(question.rowId)?.some(({ side, channel }) => side === "buyer" && channel === "mail");
		const { email } = hasWritten ? await answerAddress(deps, db, question) : { email: null };
		if (email !== null && emailKey(email) === emailKey(address)) return question.id;
	}
	return null;
}
