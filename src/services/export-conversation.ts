import type { Queries } from "../store/database.ts";
import { inboundHeadOf, mailsOfBuyer, rawInboundMail } from "../store/inbound-mails.ts";
import { askerOf, type StoredQuestion } from "../store/questions.ts";
import { wordsOf } from "../store/reports.ts";
import { picturesOfMessage } from "../store/thread-pictures.ts";
import { saidIn, threadsOf } from "../store/threads.ts";
import type { ReaderProofs } from "./ask-question.ts";
import type { Deps } from "./deps.ts";
import { reportsOfAsker } from "./erase-question.ts";
import { questionOfAsker } from "./read-threads.ts";

/**
 * All that is kept of what somebody asked and was answered, for himself, as one JSON object in pieces: photos and mails would fill the
 * memory at once. Without what the shop keeps for itself, and without the names and addresses of its people. Null for whoever did
 * not ask this.
 */
export async function exportConversation(
	deps: Deps,
	token: string,
	proofs: ReaderProofs,
	id: string,
): Promise<AsyncGenerator<{ readonly text: string }> | null> {
	const question = await questionOfAsker(deps, token, proofs.asker);
	return question === null || question.id !== id || question.isErased ? null : pieces(deps, token, proofs, question);
}

async function* pieces(
	deps: Deps,
	token: string,
	proofs: ReaderProofs,
	question: StoredQuestion,
): AsyncGenerator<{ readonly text: string }> {
	const { db, vault, now } = deps;
	const { id, carrier, trackingNumber, locale, askedAt, state, context } = question;
	const asker = askerOf(vault, question);
	const head = {
		...{ conversation: id, keptAt: now().toISOString(), askedAt, state, language: locale },
		parcel: { carrier, trackingNumber, shownAs: context },
		you: { emailYouGave: asker?.email ?? null, hasShownToKnowTheOrder: asker?.isVerified ?? false },
	};
	yield { text: `${JSON.stringify(head, null, "\t").slice(0, -2)},\n\t"messages": [` };
	yield* listed(messagesOf(deps, question));
	yield { text: `],\n\t"mails": [` };
	yield* listed(mailsOf(db, deps, question));
	const reports = await reportsOfAsker(deps, token, proofs, question);
	const written = reports.map((report) => ({ saidAt: report.saidAt, ...wordsOf(vault, report) }));
	yield { text: `],\n\t"reportsOfNotReceived": ${JSON.stringify(written)}\n}\n` };
}

async function* listed(items: AsyncIterable<object>): AsyncGenerator<{ readonly text: string }> {
	let between = "\n\t\t";
	for await (const item of items) {
		yield { text: `${between}${JSON.stringify(item)}` };
		between = ",\n\t\t";
	}
}

async function* messagesOf({ db, vault }: Deps, question: StoredQuestion): AsyncIterable<object> {
	const messages = (await threadsOf(db, question.sellerId, [question])).get(question.rowId) ?? [];
	for (const message of messages.filter(({ isShared }) => isShared)) {
		const { side, channel, saidAt, number } = message;
		const photos = await picturesOfMessage(db, vault, question, number);
		yield {
			...{
				from: side === "buyer" ? "you" : "shop",
				by: channel,
				saidAt,
				text: saidIn(vault, question, message)?.text ?? null,
			},
			photos: photos.map((photo) => ({ type: "image/jpeg", base64: Buffer.from(photo).toString("base64") })),
		};
	}
}

async function* mailsOf(db: Queries, { vault }: Deps, question: StoredQuestion): AsyncIterable<object> {
	for (const mail of await mailsOfBuyer(db, question)) {
		const head = inboundHeadOf(vault, mail);
		const raw = await rawInboundMail(db, vault, mail);
		yield {
			...{ receivedAt: mail.receivedAt, from: head?.from ?? null, subject: head?.subject ?? null },
			...{ leftOut: head?.leftOut ?? [], base64: raw && Buffer.from(raw).toString("base64") },
		};
	}
}
