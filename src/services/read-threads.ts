import type { Presence } from "../core/page.ts";
import { shipmentByToken } from "../store/pages.ts";
import { askerOf, getQuestion, type QuestionState, questionsOf, type StoredQuestion } from "../store/questions.ts";
import { saidIn, type ThreadMessage, threadsOf } from "../store/threads.ts";
import type { ReaderProofs } from "./ask-question.ts";
import { isAskerProof, questionOfProof } from "./asker-proof.ts";
import type { Deps } from "./deps.ts";
import { presenceOf } from "./staff-shifts.ts";
import { usualAnswer } from "./usual-answer.ts";
import { openVerification } from "./verify-reader.ts";

/** What a buyer and the shop said to each other, as its reader may see it. */
export interface ReaderThread {
	/** `qst_…` */
	readonly id: string;
	readonly state: QuestionState;
	/** Oldest first. */
	readonly messages: readonly {
		readonly side: "buyer" | "staff";
		/** Null where the key that sealed it is lost. */
		readonly text: string | null;
		/** Their addresses open for whoever may see the thread. */
		readonly pictures: readonly ShownPicture[];
		/** `…Z` */
		readonly saidAt: string;
	}[];
}

/** A JPEG, drawn by us. */
export interface ShownPicture {
	readonly width: number;
	readonly height: number;
	readonly url: string;
}

export interface ReaderThreads {
	/** The one that this device began first, then others oldest first. */
	readonly threads: readonly ReaderThread[];
	/** This device goes on with the first of them when it asks. */
	readonly goesOn: boolean;
	/** Whoever shows that he knows the buyer sees what was asked from elsewhere; false for one who has. */
	readonly mayShowMore: boolean;
	/** The asker left an address for answers. */
	readonly hasEmail: boolean;
	/** In how many seconds three of four questions are answered; null where too few were to say. */
	readonly usualSeconds: number | null;
	/** Null for a shop that gave no hours. */
	readonly presence: Presence | null;
}

/**
 * What was asked of a link's parcel from this device; to a reader who was recognised, all of it. Null for a link that opens
 * nothing.
 */
export async function readThreads(deps: Deps, token: string, proofs: ReaderProofs): Promise<ReaderThreads | null> {
	const { db, vault, now } = deps;
	const key = await shipmentByToken(db, token);
	const verification = key && (await openVerification(deps, token, proofs.reader));
	if (!key || !verification) return null;
	const all = await questionsOf(db, key);
	const kept = all.filter(({ isErased }) => !isErased);
	const own = kept.find((question) => proofs.asker !== null && isAskerProof(vault, question, proofs.asker));
	const others = verification.isVerified ? kept.filter((question) => question !== own) : [];
	const shown = [...(own ? [own] : []), ...others];
	const messages = await threadsOf(db, key.sellerId, shown);
	return {
		threads: shown.map((question) => viewThread(deps, question, messages.get(question.rowId) ?? [])),
		goesOn: own !== undefined,
		mayShowMore: verification.isPossible && !verification.isVerified,
		hasEmail: own !== undefined && (askerOf(vault, own)?.email ?? null) !== null,
		usualSeconds: await usualAnswer(db, key.sellerId, now()),
		presence: await presenceOf(db, key.sellerId, now()),
	};
}

/** What the holder of a proof asked of this parcel, and what was answered; null for a proof of nothing that is there. */
export async function openThread(deps: Deps, token: string, proof: string): Promise<ReaderThread | null> {
	const question = await questionOfAsker(deps, token, proof);
	if (question === null || question.isErased) return null;
	const messages = (await threadsOf(deps.db, question.sellerId, [question])).get(question.rowId) ?? [];
	return viewThread(deps, question, messages);
}

/** What the holder of a proof asked of this link's parcel; null without a true one. */
export async function questionOfAsker(
	{ db, vault }: Pick<Deps, "db" | "vault">,
	token: string,
	proof: string | null,
): Promise<StoredQuestion | null> {
	const id = proof === null ? null : questionOfProof(proof);
	const key = id === null ? null : await shipmentByToken(db, token);
	// Before anything of it is read: whoever has no true proof costs no more.
	if (proof === null || id === null || !key || !isAskerProof(vault, { id, token, sellerId: key.sellerId }, proof))
		return null;
	const question = await getQuestion(db, key.sellerId, id);
	return question?.shipmentRowId === key.rowId ? question : null;
}

function viewThread({ vault }: Deps, question: StoredQuestion, messages: readonly ThreadMessage[]): ReaderThread {
	return {
		id: question.id,
		state: question.state,
		messages: messages.flatMap((message) => {
			const { side, isShared, saidAt, number } = message;
			// What a third says is never shared: the table holds it.
			if (!isShared || side === "third") return [];
			const address = `/t/${question.token}/questions/${question.id}/messages/${number}/pictures`;
			const pictures = message.pictures.map((size, index) => ({ ...size, url: `${address}/${index + 1}` }));
			return [{ side, text: saidIn(vault, question, message)?.text ?? null, pictures, saidAt }];
		}),
	};
}
