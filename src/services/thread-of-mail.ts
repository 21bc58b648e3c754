import { deliveryReport } from "../mail/delivery-report.ts";
import { findThread, type ThreadVerdict } from "../mail/find-thread.ts";
import type { IncomingMail } from "../mail/incoming-mail.ts";
import type { Mail } from "../mail/mail.ts";
import { questionsOfMessageIds } from "../store/inbound-mails.ts";
import { questionOfToken, questionsOfAddress } from "../store/questions.ts";
import { since, type TakeMailDeps } from "./keep-mail.ts";
import { partiesOf, tokenKeys } from "./thread-people.ts";

/** Where a mail belongs, and as whom its writer speaks, by what is kept here: see findThread. */
export function threadOfMail(
	deps: TakeMailDeps,
	{ envelopeTo, sender }: Pick<IncomingMail, "envelopeTo" | "sender">,
	mail: Mail,
): Promise<ThreadVerdict> {
	const { db, vault, replies } = deps;
	return findThread(mail, {
		keys: tokenKeys(vault),
		mailbox: replies,
		envelopeTo,
		sender,
		// A bounce goes to the address that letters come from, and often answers nothing.
		reports: deliveryReport(mail)?.originalMessageId ?? null,
		partiesOf: async (id) => {
			const question = await questionOfToken(db, id);
			return question && partiesOf(deps, db, question);
		},
		threadsOfIds: (ids) => questionsOfMessageIds(db, ids),
		threadsOfSender: (address) => questionsOfAddress(db, vault, address, since(deps, RECENT_MS)),
	});
}

const RECENT_MS = 90 * 86_400_000;
