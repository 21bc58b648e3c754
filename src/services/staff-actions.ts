import { NotFound } from "../core/errors.ts";
import { STAFF_ACTIONS, type StaffActionName } from "../core/letters.ts";
import type { Queries } from "../store/database.ts";
import { pageByToken } from "../store/pages.ts";
import { questionOfToken, type StoredQuestion } from "../store/questions.ts";
import { addThreadMessage, saidIn, type ThreadMessage, threadsOf } from "../store/threads.ts";
import { isOfActor, readActionToken, type SignedAction } from "./action-token.ts";
import { MOST_MESSAGES } from "./ask-question.ts";
import { changeThread } from "./change-thread.ts";
import type { Deps } from "./deps.ts";
import { noted } from "./noted.ts";
import type { LetterDeps } from "./question-mails.ts";
import { type Answerer, answerersOf } from "./thread-people.ts";

export interface StaffAction {
	readonly action: StaffActionName;
	readonly shop: string;
	readonly trackingNumber: string;
	/** `over`: the link is too old, or its reader answers for this shop no more. `full`: the thread takes no more. */
	readonly state: "open" | "over" | "full";
	/** Who of the shop said so before; null: nobody. */
	readonly pressed: { readonly by: string; readonly at: string } | null;
}

/** What a link would do, or did. Changes nothing: mail is opened by machines first. Null for one that is none of ours. */
export async function openStaffAction(deps: Deps, token: string): Promise<StaffAction | null> {
	const signed = readActionToken(deps.vault, token);
	const question = signed && (await questionOfToken(deps.db, signed.question));
	return signed && question && (await stateOf(deps, deps.db, signed, question)).shown;
}

/** Writes the note, once whoever presses and however often; answers as `openStaffAction` does afterwards. */
export async function pressStaffAction(deps: LetterDeps, token: string): Promise<StaffAction | null> {
	const signed = readActionToken(deps.vault, token);
	const found = signed && (await questionOfToken(deps.db, signed.question));
	if (!signed || !found) return null;
	const { action } = signed;
	try {
		await changeThread(deps, found.sellerId, found.id, async (tx, question) => {
			const { shown, writer } = await stateOf(deps, tx, signed, question);
			if (shown.state === "open" && shown.pressed === null && writer !== null) {
				const now = deps.now();
				const { actor, name: author } = writer;
				const note = {
					side: "staff",
					channel: "link",
					isShared: false,
					actor,
					author,
					text: STAFF_ACTIONS[action],
				} as const;
				await addThreadMessage(tx, deps.vault, question, { ...note, now: now.toISOString() });
				const { sellerId, id: subject } = question;
				await noted(tx, { sellerId, actor }, now, {
					action: "question.noted",
					subject,
					details: { by: "link", action },
				});
			}
			return { answer: null, isSeen: false, told: null };
		});
	} catch (error) {
		// It was there a moment ago: somebody had it erased.
		if (error instanceof NotFound) return null;
		throw error;
	}
	return openStaffAction(deps, token);
}

async function stateOf(
	deps: Deps,
	db: Queries,
	signed: SignedAction,
	question: StoredQuestion,
): Promise<{ readonly shown: StaffAction; readonly writer: Answerer | null }> {
	const { action, endsAtMs } = signed;
	const thread = (await threadsOf(db, question.sellerId, [question])).get(question.rowId) ?? [];
	const answerers = await answerersOf(deps, db, question);
	const writer = answerers.find((one) => isOfActor(deps.vault, signed, one)) ?? null;
	const said = thread.find((message) => isSaid(deps, question, message, action));
	const isOver = writer === null || question.isErased || deps.now().getTime() >= endsAtMs;
	const page = await pageByToken(db, question.token);
	const words = said && saidIn(deps.vault, question, said);
	return {
		writer,
		shown: {
			action,
			shop: page?.shop.name ?? "",
			trackingNumber: question.trackingNumber,
			state: isOver ? "over" : thread.length >= MOST_MESSAGES ? "full" : "open",
			pressed: said
				? {
						by: words?.author ?? (said.actor === "contact" ? "the shop's contact" : (said.actor ?? "")),
						at: said.saidAt,
					}
				: null,
		},
	};
}

function isSaid({ vault }: Deps, question: StoredQuestion, message: ThreadMessage, action: StaffActionName): boolean {
	return message.channel === "link" && saidIn(vault, question, message)?.text === STAFF_ACTIONS[action];
}
