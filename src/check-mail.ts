import { randomBytes } from "node:crypto";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import type { Config } from "./config.ts";
import type { IncomingMail } from "./mail/incoming-mail.ts";
import { headerOf } from "./mail/mail.ts";
import { readMail } from "./mail/read-mail.ts";
import { isUnreadable } from "./mail/split-mail.ts";
import { type Finding, right, senderFindings, wrong } from "./mail-findings.ts";
import { startMailListener } from "./net/mail-listener.ts";
import { openMailbox } from "./net/mailbox.ts";
import type { MailboxCursor } from "./net/read-mailbox.ts";
import { createSenderProver, type MailClient, type ProveSender, type SenderProof } from "./net/sender-proof.ts";
import { createMailer } from "./net/smtp.ts";

export interface CheckMailOptions {
	/** Told what is under way, a line each. */
	readonly tell: (line: string) => void;
	/** How long a mail is waited for. */
	readonly mostMs?: number;
	/** The one to a plus address, once the other is there. */
	readonly plusMs?: number;
	readonly proveSender?: ProveSender;
}

type MailConfig = Pick<
	Config,
	"smtpUrl" | "imapUrl" | "mailFrom" | "mailPort" | "mailPlus" | "host" | "publicUrl" | "dataDir"
>;

interface Arrival {
	readonly mail: IncomingMail;
	readonly by: "IMAP" | "the listener";
	readonly atMs: number;
	readonly proof: SenderProof;
}

const MOST_MS = 90_000;
const PLUS_MS = 20_000;

/**
 * Sends a mail to the mailbox that replies go to and waits for it to come in, by the ways that the service uses; answers what
 * was found, in the order of the mail's way. Needs no running service and leaves two small mails in the mailbox.
 */
export async function checkMail(config: MailConfig, options: CheckMailOptions): Promise<readonly Finding[]> {
	const { smtpUrl, mailFrom } = config;
	const missing = missingSettings(config);
	if (smtpUrl === null || mailFrom === null) return missing;
	const address = /<([^<>]+)>$/.exec(mailFrom)?.[1] ?? mailFrom;
	const plain = `doctor_${randomBytes(12).toString("hex")}`;
	const plus = `doctor_${randomBytes(12).toString("hex")}`;
	const arrivals = new Map<string, Arrival>();
	const prove = options.proveSender ?? createSenderProver();
	const waysIn = await openWaysIn(config, address, prove, (mail, by, proof) => {
		const head = Buffer.from(mail.raw.subarray(0, 128_000)).toString("latin1");
		const id = [plain, plus].find((one) => head.includes(one));
		if (id !== undefined && !arrivals.has(id)) arrivals.set(id, { mail, by, atMs: Date.now(), proof });
		return id !== undefined;
	});
	const mailer = createMailer({ smtpUrl, from: mailFrom, folder: join(config.dataDir, "mail") });
	try {
		options.tell(`Sending a mail to ${address} by the server of WAYLINE_SMTP_URL …`);
		const sentAt = Date.now();
		const { outcome, detail } = await mailer.post(plain, letterTo(address, plain));
		if (outcome !== "sent") return [...missing, ...waysIn.findings, wrong(detail, OUT_REMEDY)];
		const out = right(`The mail server took the mail within ${seconds(sentAt, Date.now())}.`);
		if (waysIn.count === 0) return [...missing, ...waysIn.findings, out];
		if (config.mailPlus !== false) await mailer.post(plus, letterTo(withPlus(address, plus), plus));
		options.tell("Waiting for it to come in …");
		await until(() => arrivals.has(plain), options.mostMs ?? MOST_MS);
		const arrived = arrivals.get(plain);
		if (arrived === undefined) return [...missing, ...waysIn.findings, out, lost(options.mostMs ?? MOST_MS, address)];
		if (config.mailPlus !== false) await until(() => arrivals.has(plus), options.plusMs ?? PLUS_MS);
		return [
			...missing,
			...waysIn.findings,
			out,
			right(`It came in by ${arrived.by} after ${seconds(sentAt, arrived.atMs)}.`),
			...(config.mailPlus === false ? [] : [plusFinding(arrivals.has(plus), config)]),
			...senderFindings(arrived.proof, await seenResults(arrived.mail), address.slice(address.indexOf("@") + 1)),
		];
	} finally {
		mailer.close();
		await waysIn.close();
	}
}

const OUT_REMEDY =
	"See WAYLINE_SMTP_URL: host, port (587 for smtp://, 465 for smtps://), name and password; and whether the server lets you send as WAYLINE_MAIL_FROM.";

function missingSettings({ smtpUrl, mailFrom, imapUrl, mailPort, dataDir }: MailConfig): readonly Finding[] {
	const found: Finding[] = [];
	if (smtpUrl === null) {
		found.push(
			wrong(
				`WAYLINE_SMTP_URL is not set: letters are written to files in ${join(dataDir, "mail")} and reach nobody.`,
				"Set it to your mail server, such as smtp://user:password@host:587.",
			),
		);
	}
	if (mailFrom === null) {
		found.push(
			wrong(
				"WAYLINE_MAIL_FROM is not set: replies would go to an address that nobody reads.",
				"Set it to the mailbox that letters come from and replies go to.",
			),
		);
	}
	if (imapUrl === null && mailPort === null) {
		found.push(
			wrong(
				"Neither WAYLINE_IMAP_URL nor WAYLINE_MAIL_PORT is set: what people reply is not read.",
				"Set the one or the other: see “Mail that comes in” in the README.",
			),
		);
	}
	return found;
}

interface WaysIn {
	/** How many are open. */
	readonly count: number;
	/** Why others are not. */
	readonly findings: readonly Finding[];
	close(): Promise<void>;
}

type OnMail = (mail: IncomingMail, by: Arrival["by"], proof: SenderProof) => boolean;

const READY_MS = 30_000;

async function openWaysIn(config: MailConfig, address: string, prove: ProveSender, onMail: OnMail): Promise<WaysIn> {
	const opened: (() => Promise<void>)[] = [];
	const findings: Finding[] = [];
	// The bytes that are handed over are those that were proved.
	const proofs = new WeakMap<Uint8Array, SenderProof>();
	const proveSender = async (raw: Uint8Array, client: MailClient | null) => {
		const proof = await prove(raw, client);
		proofs.set(raw, proof);
		return proof;
	};
	const takeBy = (by: Arrival["by"]) => async (mail: IncomingMail) => {
		const proof = proofs.get(mail.raw);
		return proof !== undefined && onMail(mail, by, proof) ? ("kept" as const) : ("not-ours" as const);
	};
	if (config.imapUrl !== null) {
		let cursor: MailboxCursor | null = null;
		let trouble: string | null = null;
		const mailbox = openMailbox({
			url: config.imapUrl,
			readCursor: async () => cursor,
			writeCursor: async (moved) => {
				cursor = moved;
			},
			take: takeBy("IMAP"),
			proveSender,
			isAway: () => false,
			onError: (error) => {
				trouble = `The mailbox cannot be read: ${error instanceof Error ? error.message : String(error)}.`;
			},
			tell: (sentence) => {
				trouble = sentence;
			},
			now: () => new Date(),
		});
		await until(() => cursor !== null || trouble !== null, READY_MS);
		if (cursor === null) {
			await mailbox.stop();
			findings.push(
				wrong(
					trouble ?? "The mailbox of WAYLINE_IMAP_URL does not answer.",
					"See WAYLINE_IMAP_URL: imaps://user:password@host:993/Folder; %40 stands for an @ in it.",
				),
			);
		} else opened.push(() => mailbox.stop());
	}
	if (config.mailPort !== null) {
		try {
			const listener = await startMailListener({
				...config.mailPort,
				host: config.host,
				name: new URL(config.publicUrl).hostname,
				takesFor: (to) => to.toLowerCase().replace(/\+[^@]*@/, "@") === address.toLowerCase(),
				take: takeBy("the listener"),
				proveSender,
				onError: () => {},
			});
			opened.push(() => listener.stop(0));
		} catch (error) {
			const why = error instanceof Error ? error.message : String(error);
			findings.push(
				wrong(
					`Mail cannot be listened for: ${why}`,
					"Stop the running service while this looks at its port, or set a free one.",
				),
			);
		}
	}
	return {
		count: opened.length,
		findings,
		close: async () => void (await Promise.all(opened.map((close) => close()))),
	};
}

function letterTo(to: string, id: string) {
	return {
		to,
		fromName: "",
		subject: `Wayline looks after its mail (${id})`,
		text: "This mail was sent by the command “doctor mail” of Wayline to see whether replies come in. It may be thrown away.\n",
		headers: { "Auto-Submitted": "auto-generated", "X-Auto-Response-Suppress": "All" },
	};
}

function withPlus(address: string, tag: string): string {
	const at = address.lastIndexOf("@");
	return `${address.slice(0, at)}+${tag}${address.slice(at)}`;
}

function lost(mostMs: number, address: string): Finding {
	return wrong(
		`It did not come in within ${Math.round(mostMs / 1000)} s.`,
		`Is ${address} the mailbox that is read, or handed over from? Look into its folder for junk, and at what the mail server says of the mail. Some services take minutes: run this again.`,
	);
}

function plusFinding(isThere: boolean, { mailPlus, imapUrl }: MailConfig): Finding {
	const isUsed = mailPlus ?? imapUrl === null;
	if (isThere) {
		return isUsed
			? right("Plus addresses work: each reply comes back to an address of its own.")
			: wrong(
					"Mail to a plus address (name+something@…) comes in, and letters do not use them yet.",
					"Set WAYLINE_MAIL_PLUS=yes: then each reply comes back to an address of its own, whatever the mail program leaves out.",
				);
	}
	return isUsed
		? wrong(
				"Mail to a plus address (name+something@…) did not come in.",
				"Switch plus addresses on at the mail server (also called subaddresses), or set WAYLINE_MAIL_PLUS=no: replies are then told apart by their headers and a line of the letter, which a few mail programs leave out.",
			)
		: right(
				"Mail to a plus address does not come in, and letters use none: replies are told apart by what they answer.",
			);
}

async function seenResults({ raw }: IncomingMail): Promise<string | null> {
	const mail = await readMail(raw);
	return isUnreadable(mail) ? null : headerOf(mail, "authentication-results");
}

const LOOK_EVERY_MS = 50;

async function until(isSo: () => boolean, mostMs: number): Promise<void> {
	for (const end = Date.now() + mostMs; !isSo() && Date.now() < end; ) await pause(LOOK_EVERY_MS);
}

function seconds(fromMs: number, toMs: number): string {
	return `${((toMs - fromMs) / 1000).toFixed(1)} s`;
}
