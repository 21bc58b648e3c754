import PostalMime, { addressParser, decodeWords, type Email } from "postal-mime";
import { attachmentName, typeOfBytes } from "./attachment-type.ts";
import { charsetOf } from "./charset-of.ts";
import type { Mail, MailAttachment, Mailbox, MailProblem, Unreadable } from "./mail.ts";
import { plainLine } from "./plain-line.ts";
import { fieldName, isUnreadable, LEAF_MARK, type Leaf, MAIL_LIMITS, splitMail } from "./split-mail.ts";
import { unflow } from "./unflow.ts";

/**
 * What a mail says, from its bytes as they came. Never throws: what is more than a mail, or none, is `unreadable` with a
 * sentence, and what is wrong in one that can be read is a problem in it. Never asks anybody, never follows an address.
 */
export async function readMail(raw: Uint8Array): Promise<Mail | Unreadable> {
	const split = splitMail(raw);
	if (isUnreadable(split)) return split;
	const { skeleton, leaves } = split;
	let email: Email;
	try {
		email = await PostalMime.parse(skeleton, {
			forceRfc822Attachments: true,
			maxNestingDepth: MAIL_LIMITS.depth + 1,
			maxHeadersSize: MAIL_LIMITS.headsBytes * 2,
		});
	} catch {
		return { kind: "unreadable", because: "Its parts are not put together as those of a mail are." };
	}
	const headers = headersOf(email);
	if (!headers.has("from") && !headers.has("message-id") && !headers.has("received") && !headers.has("date")) {
		return { kind: "unreadable", because: "It has nothing of what stands in the head of a mail." };
	}
	const problems: MailProblem[] = [];
	const addresses = addressReader(headers, problems);
	const read = leaves.map((leaf) => (leaf.isText ? textOf(leaf, problems) : null));
	const text = joinTexts(leaves, read, "text/plain");
	const html = joinTexts(leaves, read, "text/html");
	const attachments = attachmentsOf(email, leaves, html ?? "", problems);
	const froms = addresses("from");
	if (froms.length > 1) {
		problems.push({ kind: "several-senders", detail: "It names several senders: nobody is taken for its writer." });
	}
	return {
		messageId: idsIn(headers.get("message-id")?.[0])[0] ?? null,
		inReplyTo: idsIn(headers.get("in-reply-to")?.join(" ")),
		references: idsIn(headers.get("references")?.join(" ")),
		from: froms.length === 1 ? (froms[0] ?? null) : null,
		sender: addresses("sender")[0] ?? null,
		replyTo: addresses("reply-to"),
		to: addresses("to"),
		cc: addresses("cc"),
		deliveredTo: DELIVERED.flatMap((name) => addresses(name).map(({ address }) => address)),
		returnPath: returnPathOf(headers),
		subject: plainLine(headers.get("subject")?.[0] ?? "", MOST_SUBJECT),
		date: email.date !== undefined && /^\d{4}-.*Z$/.test(email.date) ? email.date : null,
		text,
		html,
		attachments,
		headers,
		problems,
	};
}

const MOST_SUBJECT = 500;
const MOST_ADDRESSES = 200;
const MOST_ADDRESS_TEXT = 20_000;
const MOST_ATTACHMENTS = 40;
const MOST_IDS = 100;

/** Where servers on the way write whom they delivered it to. */
const DELIVERED = ["delivered-to", "x-original-to", "envelope-to", "x-envelope-to", "x-forwarded-to", "x-rcpt-to"];

function headersOf({ headers }: Email): ReadonlyMap<string, readonly string[]> {
	const values = new Map<string, string[]>();
	for (const { key: hidden, value } of headers) {
		const key = fieldName(hidden);
		// What the splitter wrote there itself.
		if (/^content-(?:description|disposition)$/.test(key) && value.includes(LEAF_MARK)) continue;
		const decoded = ADDRESSES.has(key) ? value : decodeWords(value);
		values.set(key, [...(values.get(key) ?? []), decoded].slice(0, MOST_FIELDS));
	}
	return values;
}

// Encoded words are decoded once the list is taken apart: a comma within one parts nobody.
const ADDRESSES = new Set(["from", "sender", "reply-to", "to", "cc", "bcc", "return-path", ...DELIVERED]);
/** Of one name: more Received than this is a loop. */
const MOST_FIELDS = 100;

function addressReader(
	headers: ReadonlyMap<string, readonly string[]>,
	problems: MailProblem[],
): (name: string) => readonly Mailbox[] {
	return (name) => {
		const whole = (headers.get(name) ?? []).join(", ");
		const found = addressParser(whole.slice(0, MOST_ADDRESS_TEXT), { flatten: true }).flatMap(
			({ name: said, address = "" }) => {
				const bare = plainLine(address, 320);
				return bare.includes("@") ? [{ name: plainLine(said, 120), address: bare }] : [];
			},
		);
		if (whole.length > MOST_ADDRESS_TEXT || found.length > MOST_ADDRESSES) {
			problems.push({
				kind: "addresses-left-out",
				detail: `It names more than ${MOST_ADDRESSES} addresses in one field.`,
			});
		}
		return found.slice(0, MOST_ADDRESSES);
	};
}

function returnPathOf(headers: ReadonlyMap<string, readonly string[]>): string | null {
	const [value] = headers.get("return-path") ?? [];
	if (value === undefined) return null;
	return plainLine(value, 320).replaceAll(/[<>\s]/g, "");
}

/** Clients write ids with blanks in them, without brackets, or with commas between them. */
function idsIn(value: string | undefined): readonly string[] {
	if (value === undefined) return [];
	const ids = [...value.slice(0, 40_000).matchAll(/<([^<>]{1,500})>|([^\s<>,;"]{1,500}@[^\s<>,;"]{1,250})/g)].flatMap(
		([, bracketed, bare = ""]) => {
			const id = (bracketed ?? bare).replaceAll(/[\s\p{Cc}]/gu, "");
			return id === "" || id.length > 500 ? [] : [`<${id}>`];
		},
	);
	const each = [...new Set(ids)];
	return each.length <= MOST_IDS ? each : [...each.slice(0, 20), ...each.slice(20 - MOST_IDS)];
}

function textOf({ bytes, charset, flow, isCut }: Leaf, problems: MailProblem[]): string {
	const found = charsetOf(charset, bytes, isCut);
	if (found === null) {
		problems.push({ kind: "charset-refused", detail: "A text is written in UTF-7, which is not read." });
		return "";
	}
	if (found.isCorrected) {
		problems.push({
			kind: "charset-corrected",
			detail: `A text was told to be in another charset than ${found.charset}.`,
		});
	}
	if (isCut) problems.push({ kind: "text-cut", detail: "A text is longer than what is read of one." });
	const text = decoderOf(found.charset)
		.decode(bytes)
		.replaceAll(/\r\n?/g, "\n")
		.replaceAll(/[^\P{Cc}\n\t]/gu, "");
	return flow === "no" ? text : unflow(text, flow === "flowed-delsp");
}

function decoderOf(charset: string): InstanceType<typeof TextDecoder> {
	for (const label of [charset, ALIASES[charset.replace(/^x-/, "")] ?? "", "windows-1252"]) {
		try {
			return new TextDecoder(label);
		} catch {
			// Not known by this name.
		}
	}
	return new TextDecoder();
}

/** Names that mail has for charsets and the standard of browsers has not. */
const ALIASES: Readonly<Record<string, string>> = {
	cp932: "shift_jis",
	cp936: "gbk",
	cp949: "euc-kr",
	cp950: "big5",
	cp874: "windows-874",
	cp50220: "iso-2022-jp",
	cp50221: "iso-2022-jp",
	cp51932: "euc-jp",
	gb18030: "gb18030",
	"gb18030-2000": "gb18030",
	"gb18030-2005": "gb18030",
	utf8mb4: "utf-8",
	"utf-8-sig": "utf-8",
	uhc: "euc-kr",
	"iso-2022-jp-1": "iso-2022-jp",
	"iso-2022-jp-2": "iso-2022-jp",
	"iso-2022-jp-ms": "iso-2022-jp",
	"shift-jisx0213": "shift_jis",
	"windows-932": "shift_jis",
	"windows-936": "gbk",
	"windows-950": "big5",
	eucjp: "euc-jp",
	euckr: "euc-kr",
	"ms-ansi": "windows-1252",
};

function joinTexts(leaves: readonly Leaf[], read: readonly (string | null)[], type: string): string | null {
	const texts = read.filter((text, number): text is string => text !== null && leaves[number]?.type === type);
	return texts.length === 0 ? null : texts.map((text) => text.replace(/\n+$/, "")).join("\n\n");
}

function attachmentsOf(
	email: Email,
	leaves: readonly Leaf[],
	html: string,
	problems: MailProblem[],
): readonly MailAttachment[] {
	const marked = new Map(
		email.attachments.flatMap((found) => {
			const { description } = found;
			return description?.startsWith(LEAF_MARK) ? [[Number(description.slice(LEAF_MARK.length)), found] as const] : [];
		}),
	);
	const attached = leaves.flatMap((leaf, number): readonly MailAttachment[] => {
		if (leaf.isText) return [];
		const found = marked.get(number);
		const { type: declaredType, bytes } = leaf;
		const contentId = found?.contentId?.replaceAll(/[<>\s]/g, "") ?? null;
		const isNamedInHtml = contentId !== null && contentId !== "" && html.includes(`cid:${contentId}`);
		return [
			{
				name: attachmentName(found?.filename ?? null, declaredType, bytes),
				type: typeOfBytes(bytes),
				declaredType,
				bytes,
				inline: isNamedInHtml || (found?.disposition === "inline" && contentId !== null),
				contentId: contentId === "" ? null : contentId,
			},
		];
	});
	if (attached.length > MOST_ATTACHMENTS) {
		problems.push({ kind: "attachments-left-out", detail: `It has more than ${MOST_ATTACHMENTS} attachments.` });
	}
	return attached.slice(0, MOST_ATTACHMENTS);
}
