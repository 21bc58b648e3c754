import { deleteCookie, getCookie, setCookie } from "hono/cookie";
import { INVITED_DAYS } from "../services/review-invitation.ts";
import { PROOF_HOURS } from "../services/verify-reader.ts";
import type { Door, HttpContext } from "./door.ts";

/**
 * Where a reader's device keeps that he was recognised. Sent to this parcel's page alone, with what stands under it, and
 * not to its `.json`, which is another path.
 */
const NAME = "wayline_reader";

/** Of every cookie of a parcel's page. */
export function cookieOptions({ publicUrl }: Pick<Door, "publicUrl">, token: string) {
	return {
		path: `/t/${token}`,
		httpOnly: true,
		secure: publicUrl.startsWith("https:"),
		// Not Strict: the link in the shop's mail is opened from the mailbox's site, and would forget the reader each time.
		// The cookie only shows; nothing is done by it.
		sameSite: "Lax",
	} as const;
}

/** What `verifyReader` gave this device; null for a reader who was not recognised. */
export function proofIn(context: HttpContext): string | null {
	return getCookie(context, NAME) ?? null;
}

/** Where it keeps that he asked the shop about this parcel. */
const ASKER = "wayline_asker";
/** As long as anybody asks about a parcel. */
const ASKER_DAYS = 180;

/** What `askQuestion` gave this device; null for one that did not ask. */
export function askerIn(context: HttpContext): string | null {
	return getCookie(context, ASKER) ?? null;
}

export function keepAsker(context: HttpContext, door: Pick<Door, "publicUrl">, token: string, proof: string): void {
	setCookie(context, ASKER, proof, { ...cookieOptions(door, token), maxAge: ASKER_DAYS * 86_400 });
}

export function forgetAsker(context: HttpContext, door: Pick<Door, "publicUrl">, token: string): void {
	deleteCookie(context, ASKER, cookieOptions(door, token));
}

/** Where it keeps the word by which it finds again what it said of the parcel. */
const REVIEWER = "wayline_reviewer";
/** A follow-up comes months later. */
const REVIEWER_DAYS = 400;

/** Null for a device that said nothing yet, and for what is no word of ours. */
export function reviewerIn(context: HttpContext): string | null {
	return reviewerWord(getCookie(context, REVIEWER));
}

/** The same of a text that anybody may have sent. */
export function reviewerWord(text: string | null | undefined): string | null {
	return /^[\w-]{22}$/.exec(text ?? "")?.[0] ?? null;
}

export function keepReviewer(context: HttpContext, door: Pick<Door, "publicUrl">, token: string, word: string): void {
	setCookie(context, REVIEWER, word, { ...cookieOptions(door, token), maxAge: REVIEWER_DAYS * 86_400 });
}

export function forgetReviewer(context: HttpContext, door: Pick<Door, "publicUrl">, token: string): void {
	deleteCookie(context, REVIEWER, cookieOptions(door, token));
}

/** Where it keeps by which mail he came who was asked how it was. */
const INVITED = "wayline_invited";

/** What `keepInvitation` was given: true or not. */
export function invitationIn(context: HttpContext): string | null {
	return getCookie(context, INVITED) ?? null;
}

export function keepInvitation(
	context: HttpContext,
	door: Pick<Door, "publicUrl">,
	token: string,
	proof: string,
): void {
	setCookie(context, INVITED, proof, { ...cookieOptions(door, token), maxAge: INVITED_DAYS * 86_400 });
}

export function keepProof(context: HttpContext, door: Pick<Door, "publicUrl">, token: string, proof: string): void {
	setCookie(context, NAME, proof, { ...cookieOptions(door, token), maxAge: PROOF_HOURS * 3600 });
}

export function forgetProof(context: HttpContext, door: Pick<Door, "publicUrl">, token: string): void {
	deleteCookie(context, NAME, cookieOptions(door, token));
}

/** Where it keeps of which answers its reader said whether they helped: nothing else, and of nobody. */
const VOTED = "wayline_helped";
const MOST_VOTED = 40;

export function votedIn(context: HttpContext): readonly string[] {
	return (getCookie(context, VOTED) ?? "")
		.split(".")
		.filter((topic) => /^[a-z][a-z0-9-]{1,30}$/.test(topic))
		.slice(-MOST_VOTED);
}

export function keepVoted(
	context: HttpContext,
	door: Pick<Door, "publicUrl">,
	token: string,
	topics: readonly string[],
): void {
	const options = { ...cookieOptions(door, token), maxAge: ASKER_DAYS * 86_400 };
	setCookie(context, VOTED, topics.slice(-MOST_VOTED).join("."), options);
}
