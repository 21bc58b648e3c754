import { deliveryReport, type RecipientOutcome } from "../mail/delivery-report.ts";
import type { IncomingMail } from "../mail/incoming-mail.ts";
import { sameAddress } from "../mail/mail.ts";
import { keepUnplacedWithin } from "../store/unplaced-mails.ts";
import { endWatcher, lockWatcher, type Watcher } from "../store/watchers.ts";
import { keepMail, type TakeMailDeps } from "./keep-mail.ts";
import { MOST_UNPLACED } from "./suggest-mail.ts";
import type { LetterReply } from "./take-letter-reply.ts";
import { readableAddress } from "./watcher-address.ts";

/**
 * What a server says became of a mail to a watcher: where nobody is at the address for good, it is written to no more. Where the
 * mailbox takes plus addresses it is believed at the one that stood in that mail's envelope alone. Elsewhere there is nothing but
 * the mail's Message-ID, which whoever is quoted knows: it is believed of the address that the mail went to. What it says of a full
 * mailbox, of spam or of tries to come changes nothing.
 */
export async function takeLetterReport(
	deps: TakeMailDeps,
	incoming: IncomingMail,
	{ letter: { sellerId, shipmentRowId }, how, mail, finding: { kind, because } }: LetterReply,
	watcher: Watcher,
): Promise<"kept"> {
	const { db, vault, now, replies } = deps;
	const report = deliveryReport(mail);
	const outcomes = report?.kind === "delivery" ? report.recipients : [];
	const address = readableAddress(vault, watcher);
	const isHis = (one: RecipientOutcome) =>
		address !== null && (sameAddress(one.writtenTo, address) || sameAddress(one.address, address));
	const isBelieved = (one: RecipientOutcome) => how === "envelope" || (!replies.takesPlusAddresses && isHis(one));
	const isOver = outcomes.some((one) => isNobodyThere(one) && isBelieved(one));
	await db.transaction(async (tx) => {
		const locked = await lockWatcher(tx, { sellerId, rowId: shipmentRowId }, watcher.id);
		const kept = await keepMail(tx, deps, incoming, mail, {
			...{ question: null, sellerId, kind, state: "set-aside", isWhole: false },
			because: isOver ? "It says that there is no such address: nothing more is sent to it." : because,
		});
		await keepUnplacedWithin(tx, sellerId, MOST_UNPLACED);
		if (kept && isOver && locked) await endWatcher(tx, locked, "bounced", now().toISOString());
	});
	return "kept";
}

/** RFC 3463: bad addresses and mailboxes that were closed. What has no such status may be the server's own trouble. */
function isNobodyThere({ action, status, cause }: RecipientOutcome): boolean {
	return action === "failed" && cause === "no-such-address" && (status?.startsWith("5.") ?? false);
}
