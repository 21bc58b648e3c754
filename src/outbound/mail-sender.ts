import type { Push } from "../core/notices/device.ts";
import type { Pushed, Pusher } from "../net/pusher.ts";
import type { Mail, Mailer, Posted } from "../net/smtp.ts";
import { type Repeated, type Rounds, repeat } from "../repeat.ts";
import type { Database } from "../store/database.ts";
import {
	ASK_MAIL,
	claimMails,
	type DueMail,
	type MailState,
	mailOf,
	NOTICE_MAIL,
	NOTICE_PUSH,
	settleMail,
} from "../store/mails.ts";
import type { Vault } from "../store/seal.ts";
import { endBouncedWatcher } from "../store/watchers.ts";

export interface MailSenderOptions extends Rounds {
	readonly db: Database;
	readonly vault: Vault;
	readonly mailer: Mailer;
	/** Notifications go out by it. */
	readonly pusher: Pusher;
	readonly now: () => Date;
	/** Hears what came of each attempt. */
	readonly onMailed?: ((outcome: Posted["outcome"]) => void) | undefined;
	readonly everyMs?: number;
}

/** After an attempt that failed, in minutes: two days in all, as mail servers themselves try. */
const WAITS_MINUTES = [1, 5, 15, 60, 180, 360, 720, 1440];
const AT_ONCE = 20;
/** Longer than the slowest server is waited for. */
const LEASE_MS = 180_000;

/** Sends what is queued, on every node; the database gives each mail to one of them. */
export function startMailSender({
	db,
	vault,
	mailer,
	pusher,
	now,
	onError,
	onDone,
	onMailed,
	everyMs = 2_000,
}: MailSenderOptions): Repeated {
	return repeat(
		async (stopping) => {
			while (!stopping.aborted) {
				const due = await claimMails(db, { now: now().toISOString(), leaseMs: LEASE_MS, limit: AT_ONCE });
				const sent = await Promise.allSettled(
					due.map((mail) => send({ db, vault, mailer, pusher, now, onMailed }, mail)),
				);
				for (const one of sent) if (one.status === "rejected") onError(one.reason);
				if (due.length < AT_ONCE) return;
			}
		},
		{ everyMs, onError, onDone },
	);
}

async function send(
	{ db, vault, now, onMailed, ...ways }: Omit<MailSenderOptions, "onError" | "onDone" | "everyMs">,
	due: DueMail,
): Promise<void> {
	const { outcome, detail, isNoAddress, waitMs = 0 } = await post(ways, due, mailOf(vault, due));
	const at = now();
	const wait = outcome === "failed" ? WAITS_MINUTES[due.attempts.length] : undefined;
	const nextMs = wait === undefined ? null : at.getTime() + Math.max(wait * 60_000, waitMs);
	const nextAt = nextMs === null ? null : new Date(nextMs).toISOString();
	const state: MailState = outcome === "sent" || outcome === "kept" ? outcome : nextAt === null ? "failed" : "waiting";
	onMailed?.(outcome);
	await settleMail(db, due, { state, attempt: { at: at.toISOString(), outcome, detail }, nextAt });
	if (isNoAddress && OF_WATCHERS.has(due.kind)) {
		await endBouncedWatcher(db, { sellerId: due.sellerId, mailId: due.id, now: at.toISOString() });
	}
}

const OF_WATCHERS: ReadonlySet<string> = new Set([NOTICE_MAIL, NOTICE_PUSH, ASK_MAIL]);

async function post(
	{ mailer, pusher }: Pick<MailSenderOptions, "mailer" | "pusher">,
	{ id, kind }: DueMail,
	queued: unknown,
): Promise<Pushed> {
	if (queued === null) return { outcome: "refused", detail: "Its words were sealed under a key that was given up." };
	// Queued by our own verbs, whose types these are.
	return kind === NOTICE_PUSH ? pusher.post(queued as Push) : mailer.post(id, queued as Mail);
}
