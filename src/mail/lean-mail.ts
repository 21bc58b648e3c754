import type { Mail } from "./mail.ts";
import { isUnreadable, MAIL_LIMITS, splitMail } from "./split-mail.ts";

/** A mail without what hangs on it. */
export interface LeanMail {
	/** Still a mail: its head, its texts, and of each file the head alone. */
	readonly bytes: Uint8Array;
	/** What is no longer in it: the first files by their names, with the bytes that they had. */
	readonly leftOut: readonly { readonly name: string; readonly bytes: number }[];
}

/** Of the bytes of all texts as they stand in the mail: more than anybody writes of a parcel. */
const MOST_TEXT_BYTES = 256_000;

/** Of one that cannot be taken apart, the beginning. `mail` is what `readMail` made of the same bytes, null where it made nothing. */
export function leanMail(raw: Uint8Array, mail: Pick<Mail, "attachments"> | null): LeanMail {
	const split = splitMail(raw);
	if (mail === null || isUnreadable(split)) {
		const bytes = raw.subarray(0, MAIL_LIMITS.headBytes);
		return { bytes, leftOut: leftOver([[WITHOUT_NAME, raw.length - bytes.length]]) };
	}
	let room = MOST_TEXT_BYTES;
	let cutBytes = 0;
	const pieces = split.pieces.map(({ bytes, leaf }) => {
		if (leaf === null) return bytes;
		if (!split.leaves[leaf]?.isText) return NOTHING;
		const kept = bytes.subarray(0, room);
		room -= kept.length;
		cutBytes += bytes.length - kept.length;
		return kept;
	});
	const files = split.leaves.filter(({ isText }) => !isText);
	const named = mail.attachments.map(({ name, bytes }) => [name, bytes.length] as const);
	const unnamed = files.slice(named.length).reduce((sum, { bytes }) => sum + bytes.length, 0);
	return {
		bytes: Buffer.concat(pieces),
		leftOut: leftOver([...named, [WITHOUT_NAME, unnamed], ["The end of its text", cutBytes]]),
	};
}

const NOTHING = Buffer.alloc(0);
const WITHOUT_NAME = "The rest of it";

function leftOver(found: readonly (readonly [name: string, bytes: number])[]): LeanMail["leftOut"] {
	return found.flatMap(([name, bytes]) => (bytes === 0 ? [] : [{ name, bytes }]));
}
