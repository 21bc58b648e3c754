import type { ThreadVerdict } from "../mail/find-thread.ts";
import type { IncomingMail } from "../mail/incoming-mail.ts";
import { MAIL_RULES, type MailKindFinding } from "../mail/mail-kind.ts";
import type { Transaction } from "../store/database.ts";
import { countHeldOfErased } from "../store/erase-question.ts";
import { keepInboundMail } from "../store/inbound-mails.ts";
import type { StoredQuestion } from "../store/questions.ts";
import { NO_HEAD, since, type TakeMailDeps } from "./keep-mail.ts";
import { mailShop } from "./question-mails.ts";
import { answerersOf } from "./thread-people.ts";

const HOUR_MS = 3_600_000;
/** More letters that say so are answered by a program. */
const MOST_AN_HOUR = 3;

/**
 * A mail into a thread of which all was erased, by another than the buyer: nothing of it is kept, and somebody of the shop who
 * replies to a letter of before is told why. `not-ours`: it is as if there had been no thread.
 */
export async function takeAfterErasure(
	tx: Transaction,
	deps: TakeMailDeps,
	{ raw, tooLarge }: IncomingMail,
	{
		verdict,
		finding,
		question,
	}: {
		readonly verdict: Extract<ThreadVerdict, { kind: "found" }>;
		readonly finding: MailKindFinding;
		readonly question: StoredQuestion;
	},
): Promise<"kept" | "not-ours"> {
	const { sellerId, rowId: questionRowId, erasedAt, erasedBy } = question;
	const writer =
		verdict.role === "staff" && MAIL_RULES[finding.kind].words === "as-its-writer"
			? (await answerersOf(deps, tx, question)).find(({ person }) => person === verdict.person)
			: undefined;
	if (writer === undefined || erasedAt === null || erasedBy === null) return "not-ours";
	const isTold = (await countHeldOfErased(tx, question, since(deps, HOUR_MS))) < MOST_AN_HOUR;
	const kept = await keepInboundMail(tx, deps.vault, {
		...{ sellerId, questionRowId, suggested: [], kind: finding.kind, state: "held" },
		because: "What was said here was erased before it came: nothing of it is kept.",
		...{ head: NO_HEAD, raw, kept: null, size: tooLarge?.bytes ?? raw.length, now: deps.now().toISOString() },
	});
	if (kept !== null && isTold) {
		await mailShop(tx, deps, question, { kind: "erased", by: erasedBy, at: erasedAt }, [writer]);
	}
	return "kept";
}
