import type { Queries } from "../store/database.ts";
import { type StoredVideo, VIDEO_PART_BYTES, videoPart } from "../store/review-videos.ts";
import type { StoredReview } from "../store/reviews.ts";
import type { Vault } from "../store/seal.ts";

/** A video that somebody may see, read piece by piece. */
export interface OpenVideo extends Pick<StoredVideo, "version" | "type" | "bytes"> {
	/** From the byte `from` up to and without `to`; ends before it where the video is taken away meanwhile. */
	read(from: number, to: number): AsyncGenerator<Uint8Array, void>;
}

/** What views say of a video. */
export interface ShownVideo extends Pick<StoredVideo, "type" | "codec" | "width" | "height" | "bytes"> {
	/** To the millisecond. */
	readonly seconds: number;
	readonly url: string;
}

/** Null of a review that has none. */
export function openVideo(
	{ db, vault }: { readonly db: Queries; readonly vault: Vault },
	review: StoredReview,
): OpenVideo | null {
	const { video } = review;
	if (video === null) return null;
	const { version, type, bytes } = video;
	return {
		...{ version, type, bytes },
		async *read(from, to) {
			for (let at = from; at < to; ) {
				const number = Math.floor(at / VIDEO_PART_BYTES);
				const part = await videoPart(db, vault, review, video, number);
				if (part === null) return;
				const start = number * VIDEO_PART_BYTES;
				yield part.subarray(at - start, Math.min(to - start, part.length));
				at = start + VIDEO_PART_BYTES;
			}
		},
	};
}

/** `url`: where it is played. */
export function viewVideo({ video }: Pick<StoredReview, "video">, url: string): ShownVideo | null {
	if (video === null) return null;
	const { type, codec, width, height, milliseconds, bytes } = video;
	return { type, codec, width, height, seconds: milliseconds / 1_000, bytes, url };
}
