import { timingSafeEqual } from "node:crypto";
import { STAFF_ACTIONS, type StaffActionName } from "../core/letters.ts";
import { emailKey } from "../core/recipient.ts";
import type { StoredQuestion } from "../store/questions.ts";
import type { Vault } from "../store/seal.ts";
import type { Deps } from "./deps.ts";
import type { Answerer } from "./thread-people.ts";

/** How long a letter's links work. */
export const ACTION_DAYS = 30;

// The keys of the table are what its type says they are.
export const ACTION_NAMES = Object.keys(STAFF_ACTIONS) as readonly StaffActionName[];

/**
 * The word of a link by which one person of the shop says, without logging in, what he did about one question; `resend` and so on.
 * Whoever has the letter has the link: it writes that one note, and shows no more than the number of the parcel.
 *
 * `qst_….person.action.seconds.who.signature`: until when it works, in base 36; who the person was when the letter was written, so
 * that a number's or a contact's next owner does not speak by it.
 */
export function actionToken(
	{ vault, now }: Pick<Deps, "vault" | "now">,
	{ id }: Pick<StoredQuestion, "id">,
	{ person, email }: Pick<Answerer, "person" | "email">,
	action: StaffActionName,
): string {
	const ends = Math.floor(now().getTime() / 1000) + ACTION_DAYS * 86_400;
	const body = [id, person, action, ends.toString(36), whoOf(vault, email)].join(".");
	return `${body}.${signatureOf(vault, body)}`;
}

const TOKEN = /^((qst_[0-9A-Za-z]{22})\.(\d{1,4})\.([a-z]{1,10})\.([0-9a-z]{6,8})\.([\w-]{12}))\.([\w-]{22})$/;

export interface SignedAction {
	readonly question: string;
	readonly person: number;
	readonly action: StaffActionName;
	readonly endsAtMs: number;
	readonly who: string;
}

/** Null for one that is none of ours. */
export function readActionToken(vault: Pick<Vault, "tagOf">, token: string): SignedAction | null {
	const [, body = "", question = "", person = "", name = "", ends = "", who = "", signature = ""] =
		TOKEN.exec(token) ?? [];
	const action = ACTION_NAMES.find((one) => one === name);
	if (action === undefined) return null;
	if (!timingSafeEqual(Buffer.from(signatureOf(vault, body)), Buffer.from(signature))) return null;
	return { question, person: Number(person), action, endsAtMs: Number.parseInt(ends, 36) * 1000, who };
}

/** Whether he is who the letter went to. */
export function isOfActor(
	vault: Pick<Vault, "tagOf">,
	{ person, who }: SignedAction,
	answerer: Pick<Answerer, "person" | "email">,
): boolean {
	return answerer.person === person && whoOf(vault, answerer.email) === who;
}

function signatureOf({ tagOf }: Pick<Vault, "tagOf">, body: string): string {
	return Buffer.from(tagOf(body, "staff actions").subarray(0, 16)).toString("base64url");
}

function whoOf({ tagOf }: Pick<Vault, "tagOf">, email: string): string {
	return Buffer.from(tagOf(emailKey(email), "who acts").subarray(0, 9)).toString("base64url");
}
