import { authoredText } from "../mail/authored-text.ts";
import type { ThreadVerdict } from "../mail/find-thread.ts";
import type { IncomingMail } from "../mail/incoming-mail.ts";
import { type Judgement, judgeMail } from "../mail/judge-mail.ts";
import type { Mail } from "../mail/mail.ts";
import { MAIL_RULES, type MailKindFinding } from "../mail/mail-kind.ts";
import type { Transaction } from "../store/database.ts";
import type { InboundState } from "../store/inbound-mails.ts";
import { writtenMail } from "../store/mails.ts";
import { questionOfToken, type StoredQuestion } from "../store/questions.ts";
import { addThreadMessage, saidIn, type ThreadMessage, threadsOf } from "../store/threads.ts";
import { whoFollows } from "./ask-shop.ts";
import { changeThread, sayAsBuyer, sayAsStaff, type ThreadChange } from "./change-thread.ts";
import { drawMailPictures, type MailPictures, NO_PICTURES } from "./draw-mail-pictures.ts";
import { keepMail, nameOf, type TakeMailDeps } from "./keep-mail.ts";
import { noted } from "./noted.ts";
import { type LetterDeps, mailShop } from "./question-mails.ts";
import { takeAfterErasure } from "./take-after-erasure.ts";
import { takeReport } from "./take-report.ts";
import { type Answerer, answerersOf } from "./thread-people.ts";
import { type ThreadTraffic, trafficOf, UNTOLD } from "./thread-traffic.ts";

/** A mail of which it is known where it belongs, and as whom its writer speaks. */
export interface FoundMail {
	readonly mail: Mail;
	readonly finding: MailKindFinding;
	readonly verdict: Extract<ThreadVerdict, { kind: "found" }>;
}

/** Into its thread, as judgeMail says. `not-ours`: what was said there was erased, and nothing of the mail is kept. */
export async function takeIntoThread(
	deps: TakeMailDeps,
	incoming: IncomingMail,
	{ mail, finding, verdict }: FoundMail,
): Promise<"kept" | "not-ours"> {
	const question = await questionOfToken(deps.db, verdict.thread);
	// It was there a moment ago: somebody had it erased.
	if (question === null) return "not-ours";
	// Before anything is locked: it takes a while.
	const drawn = MAIL_RULES[finding.kind].words === "none" ? NO_PICTURES : await drawMailPictures(mail);
	return changeThread(deps, question.sellerId, question.id, async (tx, locked) => {
		const placed = { mail, drawn, finding, verdict, question: locked };
		if (locked.isErased && verdict.role !== "buyer") {
			return { ...QUIET, answer: await takeAfterErasure(tx, deps, incoming, placed) };
		}
		return { ...(await place(tx, deps, incoming, placed)), answer: "kept" };
	});
}

const QUIET: ThreadChange<null> = { answer: null, isSeen: false, told: null };

interface Placed extends FoundMail {
	readonly drawn: MailPictures;
	readonly question: StoredQuestion;
}

async function place(
	tx: Transaction,
	deps: TakeMailDeps,
	incoming: IncomingMail,
	{ mail, drawn, finding, verdict, question }: Placed,
): Promise<ThreadChange<null>> {
	const { vault } = deps;
	if (MAIL_RULES[finding.kind].tellsDelivery) {
		await takeReport(tx, deps, incoming, { mail, finding, question });
		return QUIET;
	}
	const thread = (await threadsOf(tx, question.sellerId, [question])).get(question.rowId) ?? [];
	const answerers = await answerersOf(deps, tx, question);
	const writer = verdict.role === "staff" ? answerers.find(({ person }) => person === verdict.person) : undefined;
	const traffic = await trafficOf(tx, deps, question);
	const last = thread.findLast(({ isShared }) => isShared);
	const isOwn = last?.side === verdict.role && (last.side !== "staff" || last.actor === writer?.actor);
	const lastOwn = last !== undefined && isOwn ? last : null;
	const judgement = judgeMail({
		...{ mail, pictures: drawn.pictures.length, verdict, finding, authored: authoredText(mail) },
		thread: {
			shared: wordsIn(
				deps,
				question,
				thread.filter(({ isShared }) => isShared),
			),
			lastOwn: lastOwn === null ? null : (saidIn(vault, question, lastOwn)?.text ?? null),
			isCrowded: { staff: !traffic.passesStaff, third: !traffic.takesThird },
			takesMachine: traffic.takesMachine,
			isAnsweredByOther: writer !== undefined && (await isAnsweredByOther(tx, mail, question, thread, writer)),
		},
	});
	const [state, because] = stateOf(judgement, traffic);
	const isWhole = verdict.role !== "third" && MAIL_RULES[finding.kind].words === "as-its-writer";
	const kept = await keepMail(tx, deps, incoming, mail, { question, kind: finding.kind, state, because, isWhole });
	if (kept === null || state === "set-aside") return QUIET;
	const now = deps.now();
	const at = now.toISOString();
	const { pictures, leftOut } = drawn;
	const said = { channel: "mail", mailRowId: kept.rowId, pictures } as const;
	switch (judgement.act) {
		case "set-aside":
			return QUIET;
		case "say": {
			if (judgement.as === "buyer") {
				const told = await sayAsBuyer(
					tx,
					deps,
					question,
					{ ...said, text: judgement.text },
					{
						...{ leftOut, tells: traffic.tellsOfBuyer },
					},
				);
				return { answer: null, isSeen: true, told };
			}
			if (writer === undefined) throw new Error("Staff whom a thread knows by no number answered in it.");
			const told = await sayAsStaff(tx, deps, question, writer, { ...said, text: judgement.text });
			await noted(tx, { sellerId: question.sellerId, actor: writer.actor }, now, {
				...{ action: "question.answered", subject: question.id },
			});
			if (leftOut.length > 0) await mailShop(tx, deps, question, { kind: "files-left-out", names: leftOut }, [writer]);
			return { answer: null, isSeen: true, told };
		}
		case "hold":
		case "note": {
			const side = verdict.role === "staff" ? "staff" : "third";
			const author = verdict.role === "staff" ? (writer?.name ?? null) : nameOf(mail);
			const { text } = judgement;
			const message = { ...said, side, isShared: false, actor: writer?.actor ?? null, author, text, now: at } as const;
			await addThreadMessage(tx, vault, question, message);
			if (judgement.act === "hold" && writer) {
				await mailShop(tx, deps, question, { kind: "held", why: judgement.why, text }, [writer]);
			}
			if (judgement.act === "note" && judgement.tells) {
				const following = await whoFollows(tx, deps, question);
				const news = { kind: "noted", by: author, claims: verdict.claims ?? null, text } as const;
				await mailShop(tx, deps, question, news, following);
			}
			return QUIET;
		}
	}
}

function stateOf(judgement: Judgement, traffic: ThreadTraffic): readonly [InboundState, string] {
	switch (judgement.act) {
		case "say":
			if (judgement.as === "buyer" && !traffic.takesBuyer) return ["set-aside", "The thread is full."];
			if (judgement.as === "buyer" && !traffic.tellsOfBuyer) return ["said", UNTOLD];
			return ["said", "It is an answer in the thread."];
		case "note":
			return ["noted", judgement.because];
		case "hold":
			if (!traffic.tellsStaff) return ["set-aside", UNTOLD];
			return ["held", HELD[judgement.why]];
		case "set-aside":
			return ["set-aside", judgement.because];
	}
}

const HELD = {
	"no-words": "It has files and no words.",
	unreadable: "It is in an encoding that is not read.",
	"too-long": "It is longer than what is passed on.",
	"nothing-left": "Nothing in it could be told from the letter that it quotes.",
	forwarded: "It passes on what somebody else wrote.",
	doubtful: "Some of it may be what somebody else wrote.",
	"answered-already": "Somebody else of the shop answered first.",
	repeated: "Its writer said just that last.",
	"too-many": "More mails came than people write, or than a thread holds.",
} as const;

/** The letter that it answers was written before somebody else's answer. */
async function isAnsweredByOther(
	tx: Transaction,
	{ inReplyTo, references }: Mail,
	{ sellerId }: StoredQuestion,
	thread: readonly ThreadMessage[],
	{ actor }: Answerer,
): Promise<boolean> {
	const last = thread.findLast(({ side, isShared }) => side === "staff" && isShared);
	if (!last || last.actor === actor) return false;
	const ids = [...inReplyTo, ...references.toReversed()].flatMap((id) => /\.(eml_\w{22})@/.exec(id)?.[1] ?? []);
	const letter = ids[0] === undefined ? null : await writtenMail(tx, sellerId, ids[0]);
	return letter !== null && letter.createdAt < last.saidAt;
}

function wordsIn(
	{ vault }: LetterDeps,
	question: StoredQuestion,
	messages: readonly ThreadMessage[],
): readonly string[] {
	return messages.flatMap((message) => saidIn(vault, question, message)?.text ?? []);
}
