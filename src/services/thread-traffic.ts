import type { PartyRole } from "../mail/thread-token.ts";
import type { Transaction } from "../store/database.ts";
import { mailsInThread } from "../store/inbound-mails.ts";
import type { StoredQuestion } from "../store/questions.ts";
import { countShared } from "../store/threads.ts";
import { MOST_MESSAGES } from "./ask-question.ts";
import { since } from "./keep-mail.ts";
import type { LetterDeps } from "./question-mails.ts";

/** What may still be written of mails that come into a thread. Each role has its own measure, so that nobody silences another. */
export interface ThreadTraffic {
	/** Staff's words go to the buyer. Else they are held. */
	readonly passesStaff: boolean;
	/** Staff whose words are held is written why; else the mail is put aside, because a program answers those letters. */
	readonly tellsStaff: boolean;
	/** A buyer's words stand in the thread; beyond that much nobody reads it. */
	readonly takesBuyer: boolean;
	/** The shop is written that the buyer said something. It is waited for all the same. */
	readonly tellsOfBuyer: boolean;
	readonly takesThird: boolean;
	/** A program's words are kept as a note. */
	readonly takesMachine: boolean;
	readonly takesReport: boolean;
	readonly tellsOfReport: boolean;
}

const HOUR_MS = 3_600_000;
/** Letters in an hour because of one role's mails: more are a machine's, or an attack. */
const MOST_AN_HOUR = 12;
/** Letters more that say that a reply is held. */
const MOST_HELD = 3;
/** Notes of others than the two sides in one thread, and those of programs, which say the same each time. */
const MOST_NOTES = 50;
const MOST_OF_MACHINES = 10;

/** Why nobody is written to: such a mail does not count, so that there is a letter again once the others are an hour old. */
export const UNTOLD = "More mails came than people write: nobody was written to for this one.";

export async function trafficOf(tx: Transaction, deps: LetterDeps, question: StoredQuestion): Promise<ThreadTraffic> {
	const mails = await mailsInThread(tx, question, since(deps, HOUR_MS));
	const isMachines = ({ kind, state, side, isShared }: (typeof mails)[number]) =>
		kind === "auto-reply" || kind === "out-of-office" || (side === "staff" && !isShared && state === "noted");
	const isReport = ({ kind }: (typeof mails)[number]) => kind === "bounce" || kind === "complaint";
	const reports = mails.filter(isReport);
	const ofPeople = mails.filter((mail) => !isReport(mail) && !isMachines(mail));
	const of = (role: PartyRole) => ofPeople.filter(({ side }) => side === role);
	const all = (counted: typeof mails) => counted.reduce((sum, { count }) => sum + count, 0);
	const told = (counted: typeof mails) =>
		counted.reduce((sum, { recent, because }) => sum + (because === UNTOLD ? 0 : recent), 0);
	const shared = await countShared(tx, question);
	const isFull = shared >= MOST_MESSAGES;
	const [buyer, staff, third] = [told(of("buyer")), told(of("staff")), told(of("third"))];
	return {
		passesStaff: !isFull && staff < MOST_AN_HOUR,
		tellsStaff: staff < MOST_HELD + (isFull ? 0 : MOST_AN_HOUR),
		takesBuyer: shared < 2 * MOST_MESSAGES,
		tellsOfBuyer: buyer < (isFull ? 1 : MOST_AN_HOUR),
		takesThird: third < MOST_AN_HOUR && all(of("third")) < MOST_NOTES,
		takesMachine: all(mails.filter(isMachines)) < MOST_OF_MACHINES,
		takesReport: all(reports) < MOST_NOTES,
		tellsOfReport: told(reports) < MOST_AN_HOUR,
	};
}
