import { randomUUID } from "node:crypto";
import type { Config } from "./config.ts";
import type { Log } from "./http/access.ts";
import type { TakeMail } from "./mail/incoming-mail.ts";
import { MAIL_LIMITS } from "./mail/split-mail.ts";
import { imapAddress } from "./net/imap-address.ts";
import { type MailListener, startMailListener } from "./net/mail-listener.ts";
import { type OpenMailbox, openMailbox } from "./net/mailbox.ts";
import { createSenderProver, type ProveSender } from "./net/sender-proof.ts";
import { type Repeated, repeat } from "./repeat.ts";
import type { TakeMailDeps } from "./services/keep-mail.ts";
import { isReplyAddress, takeMail } from "./services/take-mail.ts";
import { holdMailbox, mailboxCursor, moveMailboxCursor, releaseMailbox } from "./store/mailboxes.ts";
import { isOutage } from "./store/outage.ts";

/** The ways that replies come in by. */
export interface IncomingMails {
	/** Of the listener; null where there is none. */
	readonly port: number | null;
	/** Takes no more, and lets what is being handed over finish within so long. */
	stop(graceMs: number): Promise<void>;
}

export interface IncomingMailsOptions {
	readonly deps: TakeMailDeps;
	readonly config: Pick<Config, "imapUrl" | "mailPort" | "host" | "publicUrl">;
	readonly log: Log;
	readonly onError: (error: unknown) => void;
	/** Who asks DNS; the system where it is left out. */
	readonly proveSender?: ProveSender;
}

/** Starts what brings replies in: the listener on every node that has a port for it, the mailbox on one node at a time. */
export async function startIncomingMails({
	deps,
	config,
	log,
	onError,
	proveSender = createSenderProver(),
}: IncomingMailsOptions): Promise<IncomingMails> {
	const { mailPort, imapUrl, host, publicUrl } = config;
	const take: TakeMail = (mail) => takeMail(deps, mail);
	const mostBytes = deps.db.kind === "embedded" ? EMBEDDED_BYTES : MAIL_LIMITS.bytes;
	const listener: MailListener | null =
		mailPort === null
			? null
			: await startMailListener({
					...{ ...mailPort, host, name: new URL(publicUrl).hostname, proveSender, take, onError },
					limits: { bytes: mostBytes, heldBytes: 3 * mostBytes },
					takesFor: (address) => isReplyAddress(deps, address),
				});
	const polled = imapUrl === null ? null : holdOpen(deps, { imapUrl, log, onError, proveSender, take, mostBytes });
	return {
		port: listener?.port ?? null,
		stop: async (graceMs) => {
			await Promise.all([listener?.stop(graceMs), polled?.stop()]);
		},
	};
}

/** Of one mail, where the database runs in this process: 10 MB hold it up for half a second, three times as much for two. */
const EMBEDDED_BYTES = 10_000_000;

/** Longer than a node that lives is silent for. */
const LEASE_MS = 60_000;
const EVERY_MS = 15_000;

/** Reads the mailbox while no other node does. */
function holdOpen(
	{ db, now }: TakeMailDeps,
	{
		imapUrl,
		log,
		onError,
		...reading
	}: Pick<IncomingMailsOptions, "log" | "onError"> &
		Required<Pick<IncomingMailsOptions, "proveSender">> & {
			readonly imapUrl: string;
			readonly take: TakeMail;
			readonly mostBytes: number;
		},
): { stop(): Promise<void> } {
	const owner = randomUUID();
	const { mailbox } = imapAddress(imapUrl);
	let open: OpenMailbox | null = null;
	const leave = async () => {
		const left = open;
		open = null;
		await left?.stop();
	};
	const look = async () => {
		const isHeld = await holdMailbox(db, mailbox, { owner, now: now().toISOString(), leaseMs: LEASE_MS });
		if (!isHeld) return leave();
		open ??= openMailbox({
			...reading,
			...{ url: imapUrl, now, onError, isAway: isOutage },
			readCursor: (name) => mailboxCursor(db, name),
			writeCursor: (cursor) => moveMailboxCursor(db, cursor),
			tell: (sentence) => log.warn({}, sentence),
		});
	};
	const holding: Repeated = repeat(look, { everyMs: EVERY_MS, onError });
	void holding.runOnce().catch(onError);
	return {
		stop: async () => {
			await holding.stop();
			await leave();
			// One that cannot be reached gives it up when the lease ends.
			await releaseMailbox(db, mailbox, owner).catch(() => {});
		},
	};
}
