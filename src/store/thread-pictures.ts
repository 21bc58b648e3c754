import { sql } from "drizzle-orm";
import type { Queries, RowId, Transaction } from "./database.ts";
import { row } from "./query.ts";
import type { StoredQuestion, Thread } from "./questions.ts";
import type { Vault } from "./seal.ts";

/** Pixels of a picture that a message came with. */
export interface PictureSize {
	readonly width: number;
	readonly height: number;
}

/** A picture as it is kept: a JPEG that was drawn by us. */
export interface NewPicture extends PictureSize {
	readonly image: Uint8Array;
}

/** Of a thread, which message and which of its pictures, both from 1. */
export interface PicturePlace {
	readonly number: number;
	readonly position: number;
}

type Of = Thread & Pick<StoredQuestion, "id">;

/** Of a message of this transaction, in their order. */
export async function addThreadPictures(
	tx: Transaction,
	vault: Vault,
	question: Of,
	number: number,
	pictures: readonly NewPicture[],
): Promise<void> {
	for (const [index, { width, height, image }] of pictures.entries()) {
		const position = index + 1;
		const sealed = vault.seal(image, contextOf(question, { number, position }));
		await tx.rows(
			sql`insert into thread_pictures (seller_id, question_id, number, position, width, height, sealed_picture)
				values (
					${question.sellerId}::int8, ${question.rowId}::int8, ${number}::int4, ${position}::int2,
					${width}::int4, ${height}::int4, ${sealed}::bytea
				)`,
		);
	}
}

/**
 * A picture's bytes. `sharedAlone`: none of a message that the buyer does not read. Null where there is none, or nobody can read
 * it any more. Throws WrongKey or Tampered.
 */
export async function threadPicture(
	db: Queries,
	vault: Vault,
	question: Of,
	{ number, position }: PicturePlace,
	{ sharedAlone }: { readonly sharedAlone: boolean },
): Promise<Uint8Array | null> {
	const found = await row<{ sealed: Uint8Array }>(
		db,
		sql`select p.sealed_picture as sealed from thread_pictures p
			join thread_messages m on m.seller_id = p.seller_id and m.question_id = p.question_id and m.number = p.number
			where p.seller_id = ${question.sellerId}::int8 and p.question_id = ${question.rowId}::int8
				and p.number = ${number}::int4 and p.position = ${position}::int2
				and (m.is_shared or not ${sharedAlone}::boolean)`,
	);
	if (found === null || found.sealed.length === 0) return null;
	return vault.unsealBytes(found.sealed, contextOf(question, { number, position }));
}

/** Those of one message that can still be read, in their order. Throws WrongKey or Tampered. */
export async function picturesOfMessage(
	db: Queries,
	vault: Vault,
	question: Of,
	number: number,
): Promise<readonly Uint8Array[]> {
	const rows = await db.rows<{ position: number; sealed: Uint8Array }>(
		sql`select position, sealed_picture as sealed from thread_pictures
			where seller_id = ${question.sellerId}::int8 and question_id = ${question.rowId}::int8 and number = ${number}::int4
			order by position`,
	);
	return rows
		.filter(({ sealed }) => sealed.length > 0)
		.map(({ position, sealed }) => vault.unsealBytes(sealed, contextOf(question, { number, position })));
}

export const contextOf = (
	{ sellerId, id }: { readonly sellerId: RowId; readonly id: string },
	{ number, position }: PicturePlace,
) => `picture ${position} of message ${number} of question ${id} of seller ${sellerId}`;
