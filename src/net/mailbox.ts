import { setTimeout as pause } from "node:timers/promises";
import { ImapFlow, type ImapFlowError } from "imapflow";
import { type ImapAddress, imapAddress } from "./imap-address.ts";
import { type MailboxReader, NotTaken, readMailbox } from "./read-mailbox.ts";

export interface MailboxOptions extends Omit<MailboxReader, "mailbox" | "failures"> {
	/** `imaps://user:password@host:993/Folder`, see `imapAddress`. */
	readonly url: string;
	readonly waits?: Partial<typeof MAILBOX_WAITS>;
}

export interface OpenMailbox {
	/** Ends the connection, after the mail that is being taken. */
	stop(): Promise<void>;
}

export const MAILBOX_WAITS = {
	/** Between two looks, where the server does not tell by itself (IDLE). */
	pollMs: 30_000,
	/** Where it does: in case that what it told was lost. */
	idleMs: 240_000,
	/** After a failure, doubled with each that follows, and up to half of it more. */
	againMs: 1_000,
	mostAgainMs: 300_000,
	/** After a refused password: servers lock out who tries more often. */
	refusedMs: 900_000,
};

/** How often the same trouble is told. */
const TOLD_AGAIN_MS = 3_600_000;
const TIMEOUT_MS = 30_000;
const SILENT_MS = 60_000;

/**
 * Reads a mailbox over IMAP for as long as the service runs: within seconds where the server tells of new mail. A server that is
 * away is come back to; a password that is refused is told and tried seldom.
 */
export function openMailbox({ url, waits: changed, ...given }: MailboxOptions): OpenMailbox {
	const address = imapAddress(url);
	const waits = { ...MAILBOX_WAITS, ...changed };
	const reader: MailboxReader = { ...given, mailbox: address.mailbox, failures: new Map() };
	const stopping = new AbortController();
	const tellSeldom = seldom(reader);

	const follow = async () => {
		let failed = 0;
		while (!stopping.signal.aborted) {
			let wait = 0;
			try {
				await stayConnected(address, reader, waits, stopping.signal, () => {
					failed = 0;
				});
			} catch (error) {
				if (stopping.signal.aborted) return;
				const trouble = troubleOf(error, address);
				if (trouble === null) reader.onError(error instanceof NotTaken ? error.cause : error);
				else tellSeldom(trouble.sentence);
				const doubled = Math.min(waits.mostAgainMs, waits.againMs * 2 ** Math.min(failed, 20));
				wait = trouble?.isRefusal ? waits.refusedMs : doubled * (1 + Math.random() / 2);
				failed += 1;
			}
			await pause(wait, undefined, { signal: stopping.signal }).catch(() => {});
		}
	};
	const following = follow();
	return {
		stop: async () => {
			stopping.abort();
			await following;
		},
	};
}

type Waits = typeof MAILBOX_WAITS;

/** Until the connection ends, which throws, or the service stops. */
async function stayConnected(
	{ options, folder }: ImapAddress,
	reader: MailboxReader,
	waits: Waits,
	stopping: AbortSignal,
	onRead: () => void,
): Promise<void> {
	const client = new ImapFlow({
		...options,
		logger: false,
		autoIdleDelay: 200,
		maxIdleTime: waits.idleMs,
		connectionTimeout: TIMEOUT_MS,
		greetingTimeout: TIMEOUT_MS,
		// A connection that died in silence is asked for a sign of life, and given up where none comes.
		socketTimeout: SILENT_MS,
		maxLineLength: 1_000_000,
		maxLiteralSize: 64_000_000,
		maxResponseSize: 70_000_000,
	});
	let wake = () => {};
	// Its error is thrown by the command that is under way, or seen as its end.
	client.on("error", () => {});
	client.on("close", () => wake());
	client.on("exists", () => wake());
	const end = () => wake();
	stopping.addEventListener("abort", end);
	try {
		await client.connect();
		await client.mailboxOpen(folder, { readOnly: true });
		while (!stopping.aborted) {
			const isTold = new Promise<void>((resolve) => {
				wake = resolve;
			});
			await readMailbox(client, reader, stopping);
			onRead();
			await waitFor(isTold, client.capabilities.has("IDLE") ? waits.idleMs : waits.pollMs, stopping);
			if (!client.usable && !stopping.aborted) throw new ConnectionEnded();
		}
	} finally {
		stopping.removeEventListener("abort", end);
		client.close();
	}
}

class ConnectionEnded extends Error {
	override readonly name = "ConnectionEnded";
}

async function waitFor(told: Promise<void>, mostMs: number, stopping: AbortSignal): Promise<void> {
	if (stopping.aborted) return;
	const late = new AbortController();
	const time = pause(mostMs, undefined, { signal: late.signal }).catch(() => {});
	await Promise.race([told, time]);
	late.abort();
}

interface Trouble {
	readonly sentence: string;
	/** Trying again soon would not help, and may do harm. */
	readonly isRefusal: boolean;
}

/** In words where it is the server's or the settings'; null where it is ours. Never what the server said, which may name somebody. */
function troubleOf(error: unknown, { folder, options }: ImapAddress): Trouble | null {
	if (error instanceof ConnectionEnded) {
		return { sentence: "The mailbox's server ended the connection. It is made anew.", isRefusal: false };
	}
	if (!(error instanceof Error) || error instanceof NotTaken) return null;
	const { authenticationFailed, mailboxMissing, tlsFailed, code, serverResponseCode, responseStatus } =
		error as ImapFlowError;
	if (authenticationFailed && serverResponseCode !== "UNAVAILABLE") {
		return {
			sentence:
				"The mailbox's server refuses the name or the password of WAYLINE_IMAP_URL. Large services want a password made for one program, and IMAP switched on.",
			isRefusal: true,
		};
	}
	if (mailboxMissing) {
		return { sentence: `The mailbox has no folder ${JSON.stringify(folder)}: see WAYLINE_IMAP_URL.`, isRefusal: true };
	}
	if (options.doSTARTTLS && /STARTTLS/i.test(error.message)) {
		return {
			sentence:
				"The mailbox's server offers no TLS, and a password is not sent without it. Use imaps:// in WAYLINE_IMAP_URL where the server has it.",
			isRefusal: true,
		};
	}
	const why = code ?? serverResponseCode ?? (tlsFailed ? "TLS" : responseStatus);
	if (why === undefined || !/^[A-Za-z_0-9]{1,60}$/.test(why)) return null;
	return { sentence: `The mailbox's server does not let it be read (${why}). It is tried again.`, isRefusal: false };
}

/** The same sentence once an hour. */
function seldom({ tell, now }: Pick<MailboxReader, "tell" | "now">): (sentence: string) => void {
	const told = new Map<string, number>();
	return (sentence) => {
		const at = now().getTime();
		if (at - (told.get(sentence) ?? Number.NEGATIVE_INFINITY) < TOLD_AGAIN_MS) return;
		told.set(sentence, at);
		tell(sentence);
	};
}
