import type { AddressInfo } from "node:net";
import { SMTPServer, type SMTPServerDataStream, type SMTPServerSession } from "smtp-server";
import type { TakeMail } from "../mail/incoming-mail.ts";
import { MAIL_LIMITS } from "../mail/split-mail.ts";
import { isPublicAddress } from "./guard.ts";
import type { MailClient, ProveSender } from "./sender-proof.ts";

export interface MailListenerOptions {
	readonly protocol: "smtp" | "lmtp";
	/** 0 takes any free one. */
	readonly port: number;
	readonly host: string;
	/** What it calls itself to whoever connects: the name that the MX record has, or the public address's. */
	readonly name: string;
	/** Whether mail to an address is taken. Asked for every recipient; where it throws, the client tries again later. */
	readonly takesFor: (address: string) => boolean | Promise<boolean>;
	readonly take: TakeMail;
	readonly proveSender: ProveSender;
	/** Gets what `takesFor` and `take` threw. */
	readonly onError: (error: unknown) => void;
	readonly limits?: Partial<typeof LISTENER_LIMITS>;
}

export interface MailListener {
	readonly port: number;
	/** Takes no more, lets the mails that are being handed over finish, and cuts those that outlast the grace. */
	stop(graceMs: number): Promise<void>;
}

export const LISTENER_LIMITS = {
	clients: 50,
	/** Of one mail: a letter of ours goes to one, and its answer to few. */
	recipients: 20,
	idleMs: 60_000,
	/** However busy: who sends a byte a minute holds a place no longer. Servers that keep a connection open do so for five minutes. */
	connectionMs: 600_000,
	bytes: MAIL_LIMITS.bytes as number,
	/** Of all mails that are being handed over at once. */
	heldBytes: 3 * MAIL_LIMITS.bytes,
};

const NOT_OURS = "This address takes only replies to letters of a shop. Please write to the shop itself.";
const NO_SUCH =
	"This address takes no mail: replies go to the address that the letter names. Please write to the shop itself.";
const tooLarge = (bytes: number) => `A mail may have ${bytes / 1e6} MB. Please send it with smaller attachments.`;
const LATER = "It cannot be kept right now. Please try again later.";

/**
 * The door that mail comes in by, for a mail server that hands over. It delivers to nobody else, has no accounts and no TLS: who
 * may reach it from outside is the server's before it. Addresses and words of mails are in no log. Rejects in words when the
 * address cannot be listened on.
 */
export async function startMailListener(options: MailListenerOptions): Promise<MailListener> {
	const limits = { ...LISTENER_LIMITS, ...options.limits };
	const taking = new Map<string, Promise<void>>();
	let heldBytes = 0;

	const receive = async (stream: SMTPServerDataStream, session: SMTPServerSession): Promise<void> => {
		const chunks: Buffer[] = [];
		let own = 0;
		let refused: Error | null = null;
		try {
			// Read to its end whatever becomes of it: no answer is heard before.
			for await (const chunk of stream as AsyncIterable<Buffer>) {
				if (own + chunk.length > limits.bytes) refused ??= refusal(552, tooLarge(limits.bytes));
				if (heldBytes + chunk.length > limits.heldBytes) refused ??= refusal(451, LATER);
				if (refused !== null) continue;
				chunks.push(chunk);
				own += chunk.length;
				heldBytes += chunk.length;
			}
			if (refused !== null) throw refused;
			await hand(Buffer.concat(chunks), session);
		} finally {
			heldBytes -= own;
		}
	};

	const hand = async (raw: Buffer, session: SMTPServerSession): Promise<void> => {
		const { mailFrom, rcptTo } = session.envelope;
		const envelopeFrom = mailFrom === false ? null : mailFrom.address;
		const { sender } = await options.proveSender(raw, clientOf(session, options.protocol, envelopeFrom));
		const envelopeTo = rcptTo.map(({ address }) => address);
		const outcome = await orLater(() => options.take({ raw, envelopeTo, envelopeFrom, sender }));
		if (outcome === "not-ours") throw refusal(550, NOT_OURS);
	};

	const orLater = async <T>(work: () => T | Promise<T>): Promise<T> => {
		try {
			return await work();
		} catch (error) {
			options.onError(error);
			throw refusal(451, LATER);
		}
	};

	const server = new SMTPServer({
		name: options.name,
		lmtp: options.protocol === "lmtp",
		authOptional: true,
		// Beside what is offered: jokes of the package.
		disabledCommands: ["AUTH", "STARTTLS", "WIZ", "SHELL", "KILL"],
		disableReverseLookup: true,
		logger: false,
		size: limits.bytes,
		maxClients: limits.clients,
		maxRecipients: limits.recipients,
		socketTimeout: limits.idleMs,
		onRcptTo: ({ address }, _session, done) => {
			orLater(() => options.takesFor(address)).then(
				(isTaken) => done(isTaken ? null : refusal(550, NO_SUCH)),
				(error: Error) => done(error),
			);
		},
		onData: (stream, session, done) => {
			const work = receive(stream, session).then(
				() => done(null, "It is kept."),
				// Who hung up in the middle of a mail hears nothing.
				(error: Error) => done(error),
			);
			taking.set(
				session.id,
				work.finally(() => taking.delete(session.id)),
			);
		},
	});
	server.server.on("connection", (socket) => {
		const cut = setTimeout(() => socket.destroy(), limits.connectionMs);
		cut.unref();
		socket.once("close", () => clearTimeout(cut));
	});
	await listening(server, options);
	// What goes wrong on one connection ends it, and is the client's.
	server.on("error", () => {});
	return {
		// A TCP server's address is an AddressInfo: text is for sockets in the file system.
		port: (server.server.address() as AddressInfo).port,
		stop: (graceMs) => stop(server, taking, graceMs),
	};
}

/** Whom the mail came from, where that is not a server of the shop's own, of which SPF says nothing. */
function clientOf(
	{ remoteAddress, hostNameAppearsAs }: SMTPServerSession,
	protocol: MailListenerOptions["protocol"],
	envelopeFrom: string | null,
): MailClient | null {
	if (protocol === "lmtp" || envelopeFrom === null || !isPublicAddress(remoteAddress)) return null;
	return { address: remoteAddress, helo: hostNameAppearsAs, mailFrom: envelopeFrom };
}

async function listening(server: SMTPServer, { port, host }: MailListenerOptions): Promise<void> {
	await new Promise<void>((resolve, reject) => {
		server.once("error", (error: Error & { readonly code?: string }) => reject(cannotListen(error)));
		server.listen(port, host, () => resolve());
	});
}

class CannotListen extends Error {
	override readonly name = "CannotListen";
}

function cannotListen(error: Error & { readonly code?: string }): Error {
	if (error.code === "EADDRINUSE") return new CannotListen(`${error.message}. Set WAYLINE_MAIL_PORT to a free one.`);
	if (error.code === "EACCES") return new CannotListen(`${error.message}. Set WAYLINE_MAIL_PORT to one above 1023.`);
	return error;
}

async function stop(server: SMTPServer, taking: ReadonlyMap<string, Promise<void>>, graceMs: number): Promise<void> {
	const closed = new Promise<void>((resolve) => server.close(() => resolve()));
	// Servers keep connections open that wait for nothing.
	for (const connection of server.connections) if (!taking.has(connection.session.id)) leave(connection);
	let cut: NodeJS.Timeout | undefined;
	const grace = new Promise<void>((resolve) => {
		cut = setTimeout(resolve, graceMs);
	});
	await Promise.race([Promise.allSettled(taking.values()), grace]);
	for (const connection of server.connections) leave(connection);
	await Promise.race([closed, grace]);
	clearTimeout(cut);
}

function leave(connection: { send(code: number, text: string): void }): void {
	connection.send(421, "The service stops. Please try again later.");
}

function refusal(responseCode: number, sentence: string): Error {
	return Object.assign(new Error(sentence), { responseCode });
}
