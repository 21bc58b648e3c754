import { isPicture } from "../mail/judge-mail.ts";
import type { Mail, MailAttachment } from "../mail/mail.ts";
import { type DrawnPhoto, drawPhoto, isRefused, PHOTO } from "./draw-photo.ts";

/** What of a mail's files can be shown to the other side. */
export interface MailPictures {
	readonly pictures: readonly DrawnPhoto[];
	/** Names of those that cannot; logos within the text are none. */
	readonly leftOut: readonly string[];
}

export const NO_PICTURES: MailPictures = { pictures: [], leftOut: [] };

/** More than anybody hangs on a letter about a parcel: each may take seconds. */
const MOST_TRIED = 8;

/**
 * The pictures of a mail drawn anew, three at the most, in their order. Telephones put photos among the sentences, where
 * signatures have their logos: of what stands there, only what is as large as a photo counts.
 */
export async function drawMailPictures({ attachments }: Pick<Mail, "attachments">): Promise<MailPictures> {
	const pictures: DrawnPhoto[] = [];
	const leftOut: string[] = [];
	let tried = 0;
	for (const file of attachments.filter(isNoLogo)) {
		if (!isPicture(file.type) || pictures.length === PHOTO.mostOfMessage || tried === MOST_TRIED) {
			leftOut.push(file.name);
			continue;
		}
		tried += 1;
		const drawn = await drawPhoto(file.bytes);
		if (isRefused(drawn)) leftOut.push(file.name);
		else if (!file.inline || isAsPhoto(drawn)) pictures.push(drawn);
	}
	return { pictures, leftOut };
}

const SMALLEST_PHOTO = 20 * 1024;
const SHORTEST_PHOTO = 480;
/** A banner under a signature is wider than any camera's picture. */
const WIDEST_PHOTO = 3;

function isNoLogo({ inline, type, bytes }: MailAttachment): boolean {
	return !inline || (isPicture(type) && bytes.length >= SMALLEST_PHOTO);
}

function isAsPhoto({ width, height }: DrawnPhoto): boolean {
	const [longer, shorter] = [Math.max(width, height), Math.min(width, height)];
	return longer >= SHORTEST_PHOTO && longer <= shorter * WIDEST_PHOTO;
}
