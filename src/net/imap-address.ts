import { createHash } from "node:crypto";
import { isIP } from "node:net";
import type { ImapFlowOptions } from "imapflow";

/** A mailbox and how its server is reached. */
export interface ImapAddress {
	/** A digest of server, user and folder, 32 characters: by it the place is kept up to which the mailbox was read. */
	readonly mailbox: string;
	readonly folder: string;
	readonly options: Pick<ImapFlowOptions, "host" | "port" | "secure" | "doSTARTTLS" | "tls" | "auth">;
}

/**
 * `imaps://user:password@host:993/Folder`; `imap://…` begins in clear and changes to TLS before the password is sent. Only within
 * this machine it is sent without TLS where none is offered, and a certificate is believed that nobody signed.
 */
export function imapAddress(address: string): ImapAddress {
	const url = new URL(address);
	const secure = url.protocol === "imaps:";
	const host = url.hostname.replace(/^\[|\]$/g, "");
	const user = decodeURIComponent(url.username);
	const folder = decodeURIComponent(url.pathname.replace(/^\/|\/$/g, "")) || "INBOX";
	const isHere = isLoopback(host);
	return {
		mailbox: createHash("sha256").update(`${host}\n${user}\n${folder}`).digest("hex").slice(0, 32),
		folder,
		options: {
			host,
			port: Number(url.port) || (secure ? 993 : 143),
			secure,
			...(!secure && !isHere && { doSTARTTLS: true }),
			...(isHere && { tls: { rejectUnauthorized: false } }),
			auth: { user, pass: decodeURIComponent(url.password) },
		},
	};
}

function isLoopback(host: string): boolean {
	return host === "localhost" || host === "::1" || (isIP(host) === 4 && host.startsWith("127."));
}
