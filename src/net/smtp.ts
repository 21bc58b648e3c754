import { randomUUID } from "node:crypto";
import { mkdir, rename, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { createTransport, type SendMailOptions } from "nodemailer";

/** A mail as one of us writes it; who it is from is the installation's. */
export interface Mail {
	/** One address. */
	readonly to: string;
	/** Stands before the address that mail comes from: the shop's name. */
	readonly fromName: string;
	readonly replyTo?: string | undefined;
	/** What the address of replies calls itself. */
	readonly replyToName?: string | undefined;
	/** Whom servers on the way write to where it cannot be delivered; the address that it is from where there is none. */
	readonly returnPath?: string | undefined;
	/** With angle brackets; of the mail's id where there is none. */
	readonly messageId?: string | undefined;
	readonly subject: string;
	readonly text: string;
	readonly html?: string | undefined;
	/** Beside those that every mail has. */
	readonly headers?: Readonly<Record<string, string>> | undefined;
	/** Files that it carries, in a form that JSON can hold: three pictures of 1 MB each at the most. */
	readonly attachments?:
		| readonly { readonly filename: string; readonly contentType: string; readonly base64: string }[]
		| undefined;
}

/** What became of a mail. `refused` is for good; `failed` may be tried again. */
export interface Posted {
	/** `kept`: no server is set, so that it was written to a file. */
	readonly outcome: "sent" | "kept" | "refused" | "failed";
	/** One sentence without an address, a password or a subject. */
	readonly detail: string;
	/** The server knows no such reader: what it has against the sender or the words is another thing. */
	readonly isNoAddress?: boolean;
}

export interface Mailer {
	/** `id` stays the same over attempts, so that whoever gets a mail twice can tell. Never throws. */
	post(id: string, mail: Mail): Promise<Posted>;
	/** Cuts off what is under way: it failed. */
	close(): void;
}

export interface MailerOptions {
	/** `smtp://user:password@host:587` or `smtps://…`; null: mail is written to files. */
	readonly smtpUrl: string | null;
	/** An address, alone or as `Shop <parcels@example.com>`. */
	readonly from: string;
	/** Where mail goes that no server takes. */
	readonly folder: string;
	readonly mostMs?: number;
}

const TIMEOUT_MS = 20_000;
/** For a mail in all: a server that answers a letter every so often is silent for no time-out. */
export const MOST_MS = 120_000;

/** The way out for mail: a server of the operator's, or a folder, where it can be read and nothing is lost. */
export function createMailer({ smtpUrl, from, folder, mostMs = MOST_MS }: MailerOptions): Mailer {
	const { name, address } = parseFrom(from);
	const domain = address.slice(address.lastIndexOf("@") + 1);
	const messageOf = (id: string, mail: Mail): SendMailOptions => ({
		from: { name: mail.fromName || name, address },
		to: { name: "", address: mail.to },
		...(mail.returnPath !== undefined && { envelope: { from: mail.returnPath, to: mail.to } }),
		...(mail.replyTo !== undefined && { replyTo: { name: mail.replyToName ?? "", address: mail.replyTo } }),
		subject: mail.subject,
		text: mail.text,
		...(mail.html !== undefined && { html: mail.html }),
		messageId: mail.messageId ?? `<${id}@${domain}>`,
		headers: { ...mail.headers },
		attachments: (mail.attachments ?? []).map(({ filename, contentType, base64 }) => ({
			...{ filename, contentType, content: base64, encoding: "base64", contentDisposition: "attachment" },
		})),
		// Nothing of ours names a file or an address to be read into a mail.
		disableFileAccess: true,
		disableUrlAccess: true,
	});
	return smtpUrl === null ? keeper(folder, messageOf) : sender(smtpUrl, messageOf, mostMs);
}

type MessageOf = (id: string, mail: Mail) => SendMailOptions;

function sender(smtpUrl: string, messageOf: MessageOf, mostMs: number): Mailer {
	const url = new URL(smtpUrl);
	const transport = createTransport({
		host: url.hostname.replace(/^\[|\]$/g, ""),
		port: Number(url.port) || (url.protocol === "smtps:" ? 465 : 587),
		secure: url.protocol === "smtps:",
		...(url.username !== "" && {
			auth: { user: decodeURIComponent(url.username), pass: decodeURIComponent(url.password) },
		}),
		pool: true,
		maxConnections: 3,
		connectionTimeout: TIMEOUT_MS,
		greetingTimeout: TIMEOUT_MS,
		socketTimeout: TIMEOUT_MS,
	});
	return {
		post: async (id, mail) => {
			try {
				await transport.sendMail({ ...messageOf(id, mail), signal: AbortSignal.timeout(mostMs) });
				return { outcome: "sent", detail: "The mail server took it." };
			} catch (error) {
				return describeFailure(error);
			}
		},
		close: () => transport.close({ force: true }),
	};
}

function keeper(folder: string, messageOf: MessageOf): Mailer {
	const transport = createTransport({ streamTransport: true, buffer: true, newline: "unix" });
	return {
		post: async (id, mail) => {
			try {
				const { message } = await transport.sendMail(messageOf(id, mail));
				await mkdir(folder, { recursive: true, mode: 0o700 });
				const draft = join(folder, `.${randomUUID()}`);
				await writeFile(draft, message as Buffer, { mode: 0o600 });
				await rename(draft, join(folder, `${id}.eml`));
				return { outcome: "kept", detail: "No mail server is set: it was written to a file." };
			} catch (error) {
				return describeFailure(error);
			}
		},
		close: () => {},
	};
}

/** What the server says may quote the address: its code alone is told. */
function describeFailure(error: unknown): Posted {
	const { responseCode, code, command } = error as { responseCode?: number; code?: string; command?: string };
	// Without a code it is the address itself that no server would take. The installation's own password is nothing for which a
	// mail should be given up.
	const isRefused =
		responseCode === undefined ? code === "EENVELOPE" : /^55\d$/.test(String(responseCode)) && code !== "EAUTH";
	const why = [responseCode, code, command].filter((part) => part !== undefined).join(" ");
	const isNoAddress = command === "RCPT TO" && [550, 551, 553].includes(responseCode ?? 0);
	return isRefused
		? { isNoAddress, outcome: "refused", detail: `The mail server refuses it for good (${why}).` }
		: { outcome: "failed", detail: `The mail could not be handed over (${why || "no reason given"}).` };
}

function parseFrom(from: string): { readonly name: string; readonly address: string } {
	const [, name = "", address = from] = /^\s*(.*?)\s*<([^<>]+)>\s*$/.exec(from) ?? [];
	return { name: name.replace(/^"(.*)"$/, "$1"), address: address.trim() };
}
