import { randomBytes } from "node:crypto";
import { type SQL, sql } from "drizzle-orm";
import type { Queries, Transaction } from "./database.ts";
import { row } from "./query.ts";
import type { StoredReview } from "./reviews.ts";
import type { Vault } from "./seal.ts";

/** What is known of a review's video without its bytes. */
export interface StoredVideo {
	/** Another with each video: never given twice. */
	readonly version: string;
	readonly type: "video/mp4" | "video/webm";
	readonly codec: "avc" | "hevc" | "vp8" | "vp9" | "av1";
	/** In pixels, as it is shown. */
	readonly width: number;
	readonly height: number;
	readonly milliseconds: number;
	readonly bytes: number;
}

/** A video as it is kept: a file that was put together by us. */
export interface NewVideo extends Omit<StoredVideo, "version" | "bytes"> {
	readonly bytes: Uint8Array;
}

type Of = Pick<StoredReview, "sellerId" | "rowId" | "id">;

/**
 * Each part is sealed by itself, so that a player that asks for a piece costs no more than that; and small, because the embedded
 * database serves nobody else while it takes one, twice as long in writing.
 */
export const VIDEO_PART_BYTES = 512 * 1024;

/** In the place of the one it had; null: of none. */
export async function replaceVideo(tx: Transaction, vault: Vault, review: Of, video: NewVideo | null): Promise<void> {
	const { sellerId, rowId } = review;
	await tx.rows(sql`delete from review_videos where seller_id = ${sellerId}::int8 and review_id = ${rowId}::int8`);
	if (video === null) return;
	const { type, codec, width, height, milliseconds, bytes } = video;
	const version = randomBytes(12).toString("base64url");
	await tx.rows(
		sql`insert into review_videos (seller_id, review_id, version, type, codec, width, height, milliseconds, bytes)
			values (
				${sellerId}::int8, ${rowId}::int8, ${version}, ${type}, ${codec}, ${width}::int4, ${height}::int4,
				${milliseconds}::int4, ${bytes.length}::int4
			)`,
	);
	for (let part = 0; part * VIDEO_PART_BYTES < bytes.length; part += 1) {
		const piece = bytes.subarray(part * VIDEO_PART_BYTES, (part + 1) * VIDEO_PART_BYTES);
		await tx.rows(
			sql`insert into review_video_parts (seller_id, review_id, part, sealed_part)
				values (
					${sellerId}::int8, ${rowId}::int8, ${part}::int4,
					${vault.seal(piece, contextOf(review, version, part))}::bytea
				)`,
		);
	}
}

/** One part of a video, from 0. Null where it is gone, is another by now, or nobody can read it. Throws WrongKey or Tampered. */
export async function videoPart(
	db: Queries,
	vault: Vault,
	review: Of,
	{ version }: Pick<StoredVideo, "version">,
	part: number,
): Promise<Uint8Array | null> {
	const found = await row<{ sealed: Uint8Array }>(
		db,
		sql`select p.sealed_part as sealed from review_video_parts p
			join review_videos v on v.seller_id = p.seller_id and v.review_id = p.review_id
			where p.seller_id = ${review.sellerId}::int8 and p.review_id = ${review.rowId}::int8 and p.part = ${part}::int4
				and v.version = ${version}`,
	);
	if (found === null || found.sealed.length === 0) return null;
	return vault.unsealBytes(found.sealed, contextOf(review, version, part));
}

export const contextOf = ({ sellerId, id }: Pick<Of, "sellerId" | "id">, version: string, part: number) =>
	`part ${part} of video ${version} of review ${id} of seller ${sellerId}`;

/** `StoredVideo` of the review `r`, null where it has none. */
export const VIDEO_OF_REVIEW: SQL = sql.raw(`(
	select jsonb_build_object(
		'version', v.version, 'type', v.type, 'codec', v.codec, 'width', v.width, 'height', v.height,
		'milliseconds', v.milliseconds, 'bytes', v.bytes
	)
	from review_videos v where v.seller_id = r.seller_id and v.review_id = r.id
)`);
