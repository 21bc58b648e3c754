import type { RecipientOutcome } from "./delivery-report.ts";

export interface BounceInWords {
	readonly shape: "qmail" | "exim" | "exchange";
	readonly recipients: readonly ToldRecipient[];
	/** What follows: the letter that came back, or its head. */
	readonly rest: string;
}

export interface ToldRecipient {
	readonly address: string;
	readonly action: RecipientOutcome["action"];
	readonly diagnostic: string;
}

const MOST_RECIPIENTS = 100;
const MOST_LINES = 2000;

/**
 * What servers that send no report say in words, where the words are a format: qmail (cr.yp.to/proto/qsbmf.txt), Exim (its
 * bounce_message and warn_message, chapter 49 of the specification) and Exchange ("Diagnostic information for administrators"). Null
 * for every other text. What is read in words of everyday use would be guessed.
 */
export function recipientsInWords(text: string): BounceInWords | null {
	const found = qmail(text) ?? exim(text) ?? exchange(text);
	return found === null || found.recipients.length === 0 ? null : found;
}

/** Paragraphs of `<address>:` and a reason, until one that begins with a dash. */
function qmail(text: string): BounceInWords | null {
	if (!text.trimStart().startsWith("Hi. This is the")) return null;
	const [told = "", ...rest] = text.split(/^-/m);
	const recipients = told.split(/\n[ \t]*\n/, MOST_LINES).flatMap((paragraph): readonly ToldRecipient[] => {
		const [, address, diagnostic = ""] =
			/^\s*<([^<>\s]{1,200}@[^<>\s]{1,200})>:\s*([\s\S]*)$/.exec(paragraph.slice(0, 2000)) ?? [];
		return address === undefined ? [] : [{ address, action: "failed", diagnostic }];
	});
	return { shape: "qmail", recipients: recipients.slice(0, MOST_RECIPIENTS), rest: rest.join("-") };
}

/** Addresses moved in by two blanks, each with a reason moved in further. */
function exim(text: string): BounceInWords | null {
	if (!/^\s*This message was created automatically by mail delivery software/.test(text)) return null;
	const action = /has not (?:yet )?been delivered|not yet been delivered/.test(text.slice(0, 2000))
		? "delayed"
		: "failed";
	const lines = text.split("\n", MOST_LINES);
	const behind = lines.findIndex((line) => /^-{3,} ?(?:This is a copy|The body)/.test(line));
	const told = behind < 0 ? lines : lines.slice(0, behind);
	const recipients = told.flatMap((line, at): readonly ToldRecipient[] => {
		const [, address] = /^ {2}([^\s<>@]{1,200}@[^\s<>@]{1,200})$/.exec(line) ?? [];
		const next = told.slice(at + 1, at + 5);
		const end = next.findIndex((one) => !/^ {4}/.test(one));
		const reason = end < 0 ? next : next.slice(0, end);
		return address === undefined ? [] : [{ address, action, diagnostic: reason.join(" ") }];
	});
	return {
		shape: "exim",
		recipients: recipients.slice(0, MOST_RECIPIENTS),
		rest: behind < 0 ? "" : lines.slice(behind).join("\n"),
	};
}

/** An address alone on its line, below it what the server returned, as `#550 5.1.1 …##`, `#< #5.1.1 …>#` or in quotes. */
function exchange(text: string): BounceInWords | null {
	const lines = text.split("\n", MOST_LINES).map((line) => line.trim());
	const begins = lines.findIndex((line) =>
		/^Diagnostic information for administrators|^Generating server:/i.test(line),
	);
	if (begins < 0) return null;
	const recipients = lines.slice(begins).flatMap((line, at): readonly ToldRecipient[] => {
		const [, address] = /^<?([^\s<>@:]{1,200}@[^\s<>@:]{1,200})>?$/.exec(line) ?? [];
		const below = lines.slice(begins + at + 1, begins + at + 4).find((one) => one !== "") ?? "";
		const isReturned =
			below.length < 2000 && /^(?:Remote Server\b.{0,200}returned|#|<)/i.test(below) && CODE.test(below);
		if (address === undefined || !isReturned) return [];
		const isDelayed = /'4\d\d |#4\d\d |#4\./.test(below);
		return [
			{ address, action: isDelayed ? "delayed" : "failed", diagnostic: below.replaceAll(/^[#< ]+|[#> ]+$/g, "") },
		];
	});
	return { shape: "exchange", recipients: recipients.slice(0, MOST_RECIPIENTS), rest: lines.slice(begins).join("\n") };
}

const CODE = /[245]\.\d{1,3}\.\d{1,3}/;
