import { sql } from "drizzle-orm";
import type { Queries, Transaction } from "./database.ts";
import { row } from "./query.ts";
import type { StoredReview } from "./reviews.ts";
import type { Vault } from "./seal.ts";

/** In pixels. */
export interface PictureSize {
	readonly width: number;
	readonly height: number;
}

/** A picture as it is kept: a JPEG that was drawn by us. */
export interface NewPicture extends PictureSize {
	readonly image: Uint8Array;
}

type Of = Pick<StoredReview, "sellerId" | "rowId" | "id">;

/** In the place of those that it had; numbered from 1. */
export async function replacePictures(
	tx: Transaction,
	vault: Vault,
	review: Of,
	pictures: readonly NewPicture[],
): Promise<void> {
	const { sellerId, rowId } = review;
	await tx.rows(sql`delete from review_pictures where seller_id = ${sellerId}::int8 and review_id = ${rowId}::int8`);
	for (const [index, { width, height, image }] of pictures.entries()) {
		const position = index + 1;
		const sealed = vault.seal(image, contextOf(review, position));
		await tx.rows(
			sql`insert into review_pictures (seller_id, review_id, position, width, height, sealed_picture)
				values (
					${sellerId}::int8, ${rowId}::int8, ${position}::int4, ${width}::int4, ${height}::int4, ${sealed}::bytea
				)`,
		);
	}
}

/** A picture's bytes. Null where there is none, or nobody can read it any more. Throws WrongKey or Tampered. */
export async function reviewPicture(
	db: Queries,
	vault: Vault,
	review: Of,
	position: number,
): Promise<Uint8Array | null> {
	const found = await row<{ sealed: Uint8Array }>(
		db,
		sql`select sealed_picture as sealed from review_pictures
			where seller_id = ${review.sellerId}::int8 and review_id = ${review.rowId}::int8 and position = ${position}::int4`,
	);
	if (found === null || found.sealed.length === 0) return null;
	return vault.unsealBytes(found.sealed, contextOf(review, position));
}

export const contextOf = ({ sellerId, id }: Pick<Of, "sellerId" | "id">, position: number) =>
	`picture ${position} of review ${id} of seller ${sellerId}`;
