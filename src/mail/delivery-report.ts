import { recipientsInWords } from "./bounce-words.ts";
import { htmlLines } from "./html-lines.ts";
import { headerOf, type Mail } from "./mail.ts";
import { plainLine } from "./plain-line.ts";
import { addressIn, fieldGroups, type ReportFields } from "./report-fields.ts";

/**
 * What a server says became of a letter of ours, or that its reader called it spam. Anybody can write such a mail: what it says
 * counts for a letter that was sent, by its Message-ID, and to whom that letter went.
 */
export type DeliveryReport =
	| {
			readonly kind: "delivery";
			/** Whose way to say it: RFC 3464, else what these servers write in words. */
			readonly shape: "rfc3464" | "failed-recipients" | "qmail" | "exim" | "exchange";
			/** At least one, at most 100. */
			readonly recipients: readonly RecipientOutcome[];
			/** Of the letter it is about, with angle brackets; null where it is not told. */
			readonly originalMessageId: string | null;
	  }
	| {
			/** RFC 5965. */
			readonly kind: "complaint";
			/** In small letters: `abuse`, `fraud`, `not-spam`, … */
			readonly feedback: string;
			/** Who complained; most services leave it out. */
			readonly recipients: readonly string[];
			readonly originalMessageId: string | null;
	  };

export interface RecipientOutcome {
	/** Where it could (not) be delivered to. */
	readonly address: string;
	/** Whom the letter was written to, where a forwarding made another address of it; else the same. */
	readonly writtenTo: string;
	/** `failed` for good; `delayed`: the server tries on; `delivered` by it; `relayed` to one that tells no more; `expanded` by a list. */
	readonly action: (typeof ACTIONS)[number];
	/** RFC 3463, as `5.1.1`; null where none is told. */
	readonly status: string | null;
	readonly cause: DeliveryCause;
	/** One line in the server's words, at most 300 characters; `""` where it says nothing. */
	readonly diagnostic: string;
}

/** What the status says is wrong: nobody there, no room, too large, not to be reached, not wanted, or something else. */
export type DeliveryCause = "no-such-address" | "mailbox-full" | "too-large" | "unreachable" | "refused" | "other";

const ACTIONS = ["failed", "delayed", "delivered", "relayed", "expanded"] as const;
const MOST_RECIPIENTS = 100;
const MOST_PART = 100_000;
const MOST_DIAGNOSTIC = 300;

/** Null for a mail that is no such report. */
export function deliveryReport(mail: Mail): DeliveryReport | null {
	const type = reportType(mail);
	const originalMessageId = originalIdOf(mail);
	const feedback = type === "feedback-report" ? partText(mail, /^message\/feedback-report$/) : null;
	if (feedback !== null) {
		const fields = fieldGroups(feedback).flatMap((group) => [...group]);
		const told = (name: string) => fields.filter(([key]) => key === name).flatMap(([, values]) => values);
		return {
			kind: "complaint",
			feedback: plainLine(told("feedback-type")[0] ?? "other", 40).toLowerCase(),
			recipients: [...told("original-rcpt-to"), ...told("removal-recipient")]
				.flatMap((value) => addressIn(value) ?? [])
				.slice(0, MOST_RECIPIENTS),
			originalMessageId,
		};
	}
	const isFromServer = isWrittenByServer(mail);
	const mayTell = type === "delivery-status" || type === "" || isFromServer;
	const status = mayTell ? partText(mail, /^message\/(?:global-)?delivery-status$/) : null;
	const recipients = status === null ? [] : fieldGroups(status).flatMap((group) => outcomeOf(group) ?? []);
	if (recipients.length > 0) return report("rfc3464", recipients, originalMessageId);
	if (!isFromServer) return null;
	const words = textOf(mail);
	const inWords = recipientsInWords(words);
	if (inWords !== null) {
		const outcomes = inWords.recipients.map((told) =>
			outcome(told.address, told.address, told.action, told.diagnostic),
		);
		return report(inWords.shape, outcomes, originalMessageId ?? idInText(inWords.rest));
	}
	const failed = (mail.headers.get("x-failed-recipients") ?? []).join(",").split(",", MOST_RECIPIENTS);
	const named = failed.flatMap((value) => addressIn(value) ?? []);
	if (named.length === 0) return null;
	const outcomes = named.map((address) => outcome(address, address, "failed", diagnosticIn(words)));
	return report("failed-recipients", outcomes, originalMessageId ?? idInText(words));
}

/** `delivery-status`, `feedback-report`, `disposition-notification`, …; `""` for a report that does not say of what; null for none. */
export function reportType(mail: Pick<Mail, "headers">): string | null {
	const contentType = headerOf(mail, "content-type") ?? "";
	if (!/^\s*multipart\/report\b/i.test(contentType)) return null;
	const [, type = ""] = /;\s*report-type\s*=\s*"?([\w-]{1,40})/i.exec(contentType) ?? [];
	return type.toLowerCase();
}

/** Servers give no address to answer to, or one of these names. */
export function isWrittenByServer(mail: Pick<Mail, "headers" | "returnPath">): boolean {
	const from = headerOf(mail, "from") ?? "";
	return (
		SERVER.test(from) ||
		(mail.returnPath === "" && /delivery|undeliver/i.test(from)) ||
		headerOf(mail, "x-failed-recipients") !== null
	);
}

const SERVER =
	/mailer[-_. ]?daemon|(?:^|[\s<"])postmaster(?:@|[\s">]|$)|mail delivery (?:sub)?system|MicrosoftExchange[0-9a-f]{32}@/i;

function report(
	shape: Extract<DeliveryReport, { kind: "delivery" }>["shape"],
	recipients: readonly RecipientOutcome[],
	originalMessageId: string | null,
): DeliveryReport {
	return { kind: "delivery", shape, recipients: recipients.slice(0, MOST_RECIPIENTS), originalMessageId };
}

function outcomeOf(group: ReportFields): RecipientOutcome | null {
	const told = (name: string) => group.get(name)?.[0] ?? "";
	const final = addressIn(told("final-recipient"));
	const original = addressIn(told("original-recipient"));
	const address = final ?? original;
	if (address === null) return null;
	const [status = null] = STATUS.exec(told("status")) ?? [];
	const action = ACTIONS.find((known) => told("action").trim().toLowerCase().startsWith(known.slice(0, 4)));
	const diagnostic = told("diagnostic-code").replace(/^\s*[\w-]{1,30}\s*;\s*/, "");
	return outcome(address, original ?? address, action ?? actionOf(status), diagnostic, status);
}

const STATUS = /(?<![\d.])[245]\.\d{1,3}\.\d{1,3}(?![\d.]\d)/;

function outcome(
	address: string,
	writtenTo: string,
	action: RecipientOutcome["action"],
	words: string,
	told: string | null = null,
): RecipientOutcome {
	const diagnostic = plainLine(words, MOST_DIAGNOSTIC);
	// Some write 5.0.0 into the field and what it was into the words.
	const said = STATUS.exec(diagnostic)?.[0] ?? null;
	const status = told === null || (told.endsWith(".0.0") && said?.[0] === told[0]) ? (said ?? told) : told;
	return { address, writtenTo, action, status, cause: causeOf(status), diagnostic };
}

/** Servers that name no action name a class. */
function actionOf(status: string | null): RecipientOutcome["action"] {
	return status?.startsWith("2") ? "delivered" : status?.startsWith("4") ? "delayed" : "failed";
}

/** RFC 3463, section 3, and the codes that the registry of IANA added. */
function causeOf(status: string | null): DeliveryCause {
	const [, subject = "", detail = ""] = /^[45]\.(\d+)\.(\d+)$/.exec(status ?? "") ?? [];
	if (subject === "1") return ["7", "8", "9"].includes(detail) ? "refused" : "no-such-address";
	if (subject === "2" && detail === "1") return "no-such-address";
	if (subject === "2" && detail === "2") return "mailbox-full";
	if (`${subject}.${detail}` === "2.3" || `${subject}.${detail}` === "3.4") return "too-large";
	if (subject === "4") return "unreachable";
	return subject === "7" ? "refused" : "other";
}

function diagnosticIn(words: string): string {
	return words.split("\n", 200).find((line) => line.length < 1000 && STATUS.test(line)) ?? "";
}

function textOf({ text, html }: Mail): string {
	if (text !== null && text.trim() !== "") return text.slice(0, MOST_PART);
	return html === null
		? ""
		: htmlLines(html.slice(0, MOST_PART))
				.map((line) => line.text)
				.join("\n");
}

function partText({ attachments }: Mail, type: RegExp): string | null {
	const part = attachments.find(({ declaredType }) => type.test(declaredType));
	return part === undefined ? null : Buffer.from(part.bytes.subarray(0, MOST_PART)).toString("utf8");
}

/** The returned letter's own, whole or only its head; else what the report says it answers. */
function originalIdOf(mail: Mail): string | null {
	const returned = partText(
		mail,
		/^(?:message\/(?:rfc822|global|rfc822-headers|global-headers)|text\/rfc822-headers)$/,
	);
	const [head] = returned === null ? [] : fieldGroups(returned);
	return idIn(head?.get("message-id")?.[0] ?? "") ?? mail.inReplyTo[0] ?? mail.references.at(-1) ?? null;
}

function idInText(text: string): string | null {
	const [, value = ""] = /^[ \t>]{0,8}message-id:\s{0,8}(.{1,300})$/im.exec(text) ?? [];
	return idIn(value);
}

function idIn(value: string): string | null {
	return /<[^<>\s\p{Cc}]{1,250}>/u.exec(value)?.[0] ?? null;
}
