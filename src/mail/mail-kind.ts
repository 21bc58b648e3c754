import { automaticSubject } from "./automatic-subjects.ts";
import { deliveryReport, isWrittenByServer, reportType } from "./delivery-report.ts";
import { headerOf, type Mail } from "./mail.ts";
import type { TokenKeys } from "./signed-token.ts";
import { findThreadTokens } from "./thread-token.ts";

/**
 * Who or what wrote a mail. `bounce`: a server says what became of a letter, good or bad. `auto-reply` is every other machine:
 * a desk's acknowledgement, a read receipt, a notification. `loop`: a letter of our own that came back to us.
 */
export type MailKind = "person" | "auto-reply" | "out-of-office" | "bounce" | "complaint" | "list" | "loop";

/** What may be done with a mail of a kind. Nothing that a machine wrote is ever answered by ours. */
export interface MailRules {
	/**
	 * `as-its-writer`: into the thread, and on to whom its writer may speak to. `note`: into the thread, for staff alone. `none`: no
	 * words for anybody.
	 */
	readonly words: "as-its-writer" | "note" | "none";
	/** Whether it may begin a question where it belongs to no thread. */
	readonly mayOpen: boolean;
	/** Whether an automatic letter may answer it; a finding may say no where its kind says yes. */
	readonly mayBeAnswered: boolean;
	/** Whether it tells what became of a letter of ours. */
	readonly tellsDelivery: boolean;
}

export const MAIL_RULES: Readonly<Record<MailKind, MailRules>> = {
	person: { words: "as-its-writer", mayOpen: true, mayBeAnswered: true, tellsDelivery: false },
	// A desk's number or the day of somebody's return is worth knowing, and nothing to bother a buyer with.
	"auto-reply": { words: "note", mayOpen: false, mayBeAnswered: false, tellsDelivery: false },
	"out-of-office": { words: "note", mayOpen: false, mayBeAnswered: false, tellsDelivery: false },
	bounce: { words: "none", mayOpen: false, mayBeAnswered: false, tellsDelivery: true },
	complaint: { words: "none", mayOpen: false, mayBeAnswered: false, tellsDelivery: true },
	// Shops have addresses that are lists of their own people: what names its thread is heard.
	list: { words: "as-its-writer", mayOpen: false, mayBeAnswered: false, tellsDelivery: false },
	loop: { words: "none", mayOpen: false, mayBeAnswered: false, tellsDelivery: false },
};

export interface MailKindFinding {
	readonly kind: MailKind;
	/**
	 * Whether an acknowledgement may go out: to a person who begins something, asks for nothing else and is not suspected. What names a
	 * thread is answered by people, so a desk that heeds no rule and answers our letter gets no second one. One that even writes to the
	 * bare mailbox, with nothing of ours in it, is stopped by how many automatic letters an address gets in an hour: its caller's rule.
	 */
	readonly mayBeAnswered: boolean;
	/** What a person's mail may be in truth: only its subject says so, and it names a thread. */
	readonly suspect: "auto-reply" | "out-of-office" | null;
	/** For staff: which field says it, without its words. */
	readonly because: string;
}

export interface MailKindOptions {
	/** The hosts that our letters are sent from, in small letters. */
	readonly ourHosts: readonly string[];
	readonly keys: TokenKeys;
	/** Whether an address or an id in its head names a thread of ours. */
	readonly namesThread: boolean;
}

/** By RFC 3834, and by what programs write that are older or know better. The subject decides only where nothing names a thread. */
export function mailKind(mail: Mail, { ourHosts, keys, namesThread }: MailKindOptions): MailKindFinding {
	const certain = reportKind(mail) ?? loopKind(mail, ourHosts, keys) ?? serversKind(mail);
	if (certain !== null) return machine(...certain);
	const subject = automaticSubject(mail.subject);
	const automatic = automaticField(mail);
	if (automatic !== null) {
		const isAway = subject === "out-of-office" || /vacation/i.test(headerOf(mail, "auto-submitted") ?? "");
		return machine(isAway ? "out-of-office" : "auto-reply", automatic);
	}
	const list = listField(mail);
	if (list !== null) return machine("list", list);
	const saysPerson = wordOf(mail, "auto-submitted") === "no";
	const suspect = saysPerson ? null : subject;
	if (suspect !== null && !namesThread) return machine(suspect, "Its subject is one that programs write.");
	const unasked = unansweredField(mail);
	return {
		kind: "person",
		mayBeAnswered: !namesThread && suspect === null && unasked === null,
		suspect,
		because:
			suspect !== null
				? "Its subject is one that programs write."
				: (unasked ?? "Nothing says that a program wrote it."),
	};
}

type Found = readonly [kind: MailKind, because: string];

function machine(kind: MailKind, because: string): MailKindFinding {
	return { kind, mayBeAnswered: false, suspect: null, because };
}

function reportKind(mail: Mail): Found | null {
	const type = reportType(mail);
	if (type === "feedback-report") return ["complaint", "It is a report that a letter was called spam."];
	if (type === "disposition-notification") return ["auto-reply", "It is a receipt of a letter that was read."];
	if (type === null) return null;
	const isOfDelivery = type === "delivery-status" || type === "";
	return isOfDelivery
		? ["bounce", "It is a report of a letter's delivery."]
		: ["auto-reply", "It is a report of a program."];
}

const MOST_HOPS = 40;

function loopKind(mail: Mail, ourHosts: readonly string[], keys: TokenKeys): Found | null {
	const marks = mail.headers.get("x-loop") ?? [];
	if (marks.some((mark) => ourHosts.includes(mark.trim().toLowerCase())))
		return ["loop", "X-Loop says that it is ours."];
	// Only we give out such ids.
	if (findThreadTokens(mail.messageId ?? "", keys).length > 0) return ["loop", "Its Message-ID is one of ours."];
	const hops = mail.headers.get("received")?.length ?? 0;
	return hops >= MOST_HOPS ? ["loop", `More than ${MOST_HOPS - 1} servers passed it on.`] : null;
}

function serversKind(mail: Mail): Found | null {
	if (deliveryReport(mail) !== null) return ["bounce", "It says that a letter was not delivered."];
	return mail.returnPath === "" && isWrittenByServer(mail)
		? ["bounce", "A server wrote it, and wants no answer."]
		: null;
}

function automaticField(mail: Mail): string | null {
	const submitted = wordOf(mail, "auto-submitted");
	if (submitted !== null && submitted !== "no") return "Auto-Submitted says that a program wrote it.";
	const named = AUTOMATIC_FIELDS.find((name) => !/^(?:no|false|0|)$/.test(wordOf(mail, name) ?? ""));
	if (named !== undefined) return `It has a field ${named}.`;
	if (/^auto[-_]?reply$/.test(wordOf(mail, "precedence") ?? "")) return "Precedence says that a program wrote it.";
	const isRule = /mailbox rules agent/i.test(headerOf(mail, "x-ms-exchange-generated-message-source") ?? "");
	if (isRule) return "A rule of a mailbox wrote it.";
	return mail.returnPath === "" ? "Return-Path is empty: it wants no answer." : null;
}

const AUTOMATIC_FIELDS = [
	...["x-autoreply", "x-auto-reply", "x-autorespond", "x-autoresponder", "x-autoresponse", "x-autoreply-from"],
	...["x-mail-autoreply", "x-vacation", "x-fc-machinegenerated", "x-cron-env"],
];

function listField(mail: Mail): string | null {
	const named = LIST_FIELDS.find((name) => mail.headers.has(name));
	if (named !== undefined) return `It has a field ${named}.`;
	const precedence = wordOf(mail, "precedence") ?? "";
	return /^(?:bulk|list|junk)$/.test(precedence) ? "Precedence says that it went to many." : null;
}

const LIST_FIELDS = [
	...["list-id", "list-post", "list-unsubscribe", "list-help", "list-subscribe", "list-owner", "list-archive"],
	...["mailing-list", "x-mailing-list", "x-mailman-version", "x-beenthere"],
];

function unansweredField(mail: Mail): string | null {
	const suppressed = headerOf(mail, "x-auto-response-suppress") ?? "";
	if (/\b(?:all|autoreply|oof)\b/i.test(suppressed)) return "X-Auto-Response-Suppress asks for no automatic answer.";
	const address = mail.from?.address ?? "";
	return NO_REPLY.test(address) ? "Its address takes no answers." : null;
}

const NO_REPLY =
	/^(?:(?:no|do-?not|dont)[-_.]?reply|noresponse|(?:keine|nicht)[-_.]?antwort(?:en)?|ne-?pas-?repondre|no-?responder)/i;

/** A field's first word in small letters: without parameters and comments. */
function wordOf(mail: Mail, name: string): string | null {
	const value = headerOf(mail, name);
	return value === null ? null : (/^[\w-]*/.exec(value.trim().toLowerCase())?.[0] ?? "");
}
