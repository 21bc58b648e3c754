import { sql } from "drizzle-orm";
import { groupBy } from "../core/group-by.ts";
import { scalars, textValue } from "./columns.ts";
import type { Queries, RowId, Transaction } from "./database.ts";
import { onlyRow } from "./query.ts";
import type { StoredQuestion, Thread } from "./questions.ts";
import type { Vault } from "./seal.ts";

export const THREAD_SIDES = ["buyer", "staff"] as const;
export type ThreadSide = (typeof THREAD_SIDES)[number];
export const THREAD_CHANNELS = ["page", "console", "api"] as const;
export type ThreadChannel = (typeof THREAD_CHANNELS)[number];

/** What one of the two said. */
export interface ThreadMessage {
	/** From 1, within its thread. */
	readonly number: number;
	readonly side: ThreadSide;
	readonly channel: ThreadChannel;
	/** False: for the shop alone. */
	readonly isShared: boolean;
	readonly sealedWords: Uint8Array;
	/** Who at the shop wrote it, as the audit log names him. */
	readonly actor: string | null;
	readonly saidAt: string;
}

export interface NewThreadMessage extends Pick<ThreadMessage, "side" | "channel" | "isShared" | "actor"> {
	readonly text: string;
	/** `…Z` */
	readonly now: string;
}

/** At its end. The question is locked, or is this transaction's own. Answers its number. */
export async function addThreadMessage(
	tx: Transaction,
	vault: Vault,
	{ sellerId, rowId, id }: Thread & Pick<StoredQuestion, "id">,
	{ side, channel, isShared, actor, text, now }: NewThreadMessage,
): Promise<number> {
	const number = (await countThread(tx, { sellerId, rowId })) + 1;
	const words = vault.seal(JSON.stringify({ text }), wordsContext({ sellerId, id }, number));
	await tx.rows(
		sql`insert into thread_messages
				(seller_id, question_id, number, side, channel, is_shared, sealed_words, actor, said_at)
			values (
				${sellerId}::int8, ${rowId}::int8, ${number}::int4, ${side}, ${channel}, ${isShared}::boolean, ${words}::bytea,
				${textValue(actor)}, ${now}::timestamptz
			)`,
	);
	return number;
}

/** How many messages a thread has. */
export async function countThread(db: Queries, { sellerId, rowId }: Thread): Promise<number> {
	const { count } = await onlyRow<{ count: number }>(
		db,
		sql`select coalesce(max(number), 0)::int4 as count from thread_messages
			where seller_id = ${sellerId}::int8 and question_id = ${rowId}::int8`,
	);
	return count;
}

/** Of several questions of one seller, by their rows, oldest first. */
export async function threadsOf(
	db: Queries,
	sellerId: RowId,
	questions: readonly Pick<StoredQuestion, "rowId">[],
	{ lastOfBuyerAlone = false }: { readonly lastOfBuyerAlone?: boolean } = {},
): Promise<ReadonlyMap<RowId, readonly ThreadMessage[]>> {
	const rows = await db.rows<ThreadMessage & { readonly questionRowId: RowId }>(
		sql`select question_id as "questionRowId", number, side, channel, is_shared as "isShared",
				sealed_words as "sealedWords", actor, said_at as "saidAt"
			from thread_messages
			where seller_id = ${sellerId}::int8 and question_id = any (${scalars("int8", questions, ({ rowId }) => rowId)})
				${
					lastOfBuyerAlone
						? sql`and number = (
								select max(number) from thread_messages b
								where b.seller_id = thread_messages.seller_id and b.question_id = thread_messages.question_id
								and b.side = 'buyer'
							)`
						: sql``
				}
			order by question_id, number`,
	);
	return groupBy(rows, ({ questionRowId }) => questionRowId);
}

/** Null where nobody can read it any more. Throws WrongKey or Tampered. */
export function wordsOfMessage(
	vault: Vault,
	question: Pick<StoredQuestion, "sellerId" | "id">,
	{ sealedWords, number }: Pick<ThreadMessage, "sealedWords" | "number">,
): string | null {
	if (sealedWords.length === 0) return null;
	// Sealed by addThreadMessage from just this type, and authenticated.
	const { text } = JSON.parse(vault.unseal(sealedWords, wordsContext(question, number))) as { text: string };
	return text;
}

const wordsContext = ({ sellerId, id }: Pick<StoredQuestion, "sellerId" | "id">, number: number) =>
	`words of message ${number} of question ${id} of seller ${sellerId}`;
