import { sql } from "drizzle-orm";
import { groupBy } from "../core/group-by.ts";
import { scalars, textValue } from "./columns.ts";
import type { Queries, RowId, Transaction } from "./database.ts";
import { onlyRow } from "./query.ts";
import type { StoredQuestion, Thread } from "./questions.ts";
import type { Vault } from "./seal.ts";
import { addThreadPictures, type NewPicture, type PictureSize } from "./thread-pictures.ts";

/** `third`: somebody else, a courier or a warehouse; what he says is for the shop alone. */
export const THREAD_SIDES = ["buyer", "staff", "third"] as const;
export type ThreadSide = (typeof THREAD_SIDES)[number];
export const THREAD_CHANNELS = ["page", "console", "api", "mail", "link"] as const;
export type ThreadChannel = (typeof THREAD_CHANNELS)[number];

/** What somebody said. */
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
	/** The mail that it came in, its row and `inm_…`. */
	readonly mailRowId: RowId | null;
	readonly mailId: string | null;
	/** What it came with, in their order. */
	readonly pictures: readonly PictureSize[];
}

/** In the words of whoever said it, which may name anybody. */
export interface SaidWords {
	readonly text: string;
	/** What a third calls himself, or how an answer's writer is named to the buyer; null: by no name. */
	readonly author: string | null;
}

export interface NewThreadMessage extends Pick<ThreadMessage, "side" | "channel" | "isShared" | "actor"> {
	readonly text: string;
	readonly author?: string | null;
	readonly mailRowId?: RowId | null;
	readonly pictures?: readonly NewPicture[];
	/** `…Z` */
	readonly now: string;
}

/** At its end. The question is locked, or is this transaction's own. Answers its number. */
export async function addThreadMessage(
	tx: Transaction,
	vault: Vault,
	{ sellerId, rowId, id }: Thread & Pick<StoredQuestion, "id">,
	{ side, channel, isShared, actor, text, author = null, mailRowId = null, pictures = [], now }: NewThreadMessage,
): Promise<number> {
	const number = (await countThread(tx, { sellerId, rowId })) + 1;
	const words = vault.seal(
		JSON.stringify({ text, author } satisfies SaidWords),
		wordsContext({ sellerId, id }, number),
	);
	await tx.rows(
		sql`insert into thread_messages
				(seller_id, question_id, number, side, channel, is_shared, sealed_words, actor, said_at, mail_id)
			values (
				${sellerId}::int8, ${rowId}::int8, ${number}::int4, ${side}, ${channel}, ${isShared}::boolean, ${words}::bytea,
				${textValue(actor)}, ${now}::timestamptz, ${mailRowId}::int8
			)`,
	);
	await addThreadPictures(tx, vault, { sellerId, rowId, id }, number, pictures);
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

/** How many of them the buyer may read: what others write fills no thread. */
export async function countShared(db: Queries, { sellerId, rowId }: Thread): Promise<number> {
	const { count } = await onlyRow<{ count: number }>(
		db,
		sql`select count(*)::int4 as count from thread_messages
			where seller_id = ${sellerId}::int8 and question_id = ${rowId}::int8 and is_shared`,
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
		sql`select t.question_id as "questionRowId", number, side, channel, is_shared as "isShared",
				sealed_words as "sealedWords", actor, said_at as "saidAt", mail_id as "mailRowId", m.public_id as "mailId",
				coalesce(
					(
						select jsonb_agg(jsonb_build_object('width', p.width, 'height', p.height) order by p.position)
						from thread_pictures p
						where p.seller_id = t.seller_id and p.question_id = t.question_id and p.number = t.number
					),
					'[]'
				) as pictures
			from thread_messages t left join inbound_mails m on m.seller_id = t.seller_id and m.id = t.mail_id
			where t.seller_id = ${sellerId}::int8 and t.question_id = any (${scalars("int8", questions, ({ rowId }) => rowId)})
				${
					lastOfBuyerAlone
						? sql`and number = (
								select max(number) from thread_messages b
								where b.seller_id = t.seller_id and b.question_id = t.question_id
								and b.side = 'buyer'
							)`
						: sql``
				}
			order by t.question_id, number`,
	);
	return groupBy(rows, ({ questionRowId }) => questionRowId);
}

/** Null where nobody can read it any more. Throws WrongKey or Tampered. */
export function saidIn(
	vault: Vault,
	question: Pick<StoredQuestion, "sellerId" | "id">,
	{ sealedWords, number }: Pick<ThreadMessage, "sealedWords" | "number">,
): SaidWords | null {
	if (sealedWords.length === 0) return null;
	// Sealed by addThreadMessage from just this type, the author since there are any, and authenticated.
	const words: SaidWords = JSON.parse(vault.unseal(sealedWords, wordsContext(question, number)));
	return { text: words.text, author: words.author ?? null };
}

export const wordsContext = ({ sellerId, id }: Pick<StoredQuestion, "sellerId" | "id">, number: number) =>
	`words of message ${number} of question ${id} of seller ${sellerId}`;
