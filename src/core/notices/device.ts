/** A browser that asked for notifications, as the Push API names it: https://www.w3.org/TR/push-api/#pushsubscription-interface */
export interface Device {
	/** Where its maker takes notifications for it, an https address that whoever knows it may post to: RFC 8030. */
	readonly endpoint: string;
	/** What they are encrypted for, base64url without padding: RFC 8291. */
	readonly p256dh: string;
	readonly auth: string;
}

/** Makers' addresses have 150 to 400 signs. */
export const MOST_ENDPOINT_CHARACTERS = 1_000;
/** 65 bytes, an uncompressed point of P-256. */
export const P256DH = /^B[\w-]{86}$/;
/** 16 bytes. */
export const AUTH = /^[\w-]{22}$/;

/** As one line, where watchers have an address: no address of e-mail begins so. */
export function writeDevice({ endpoint, p256dh, auth }: Device): string {
	return `${endpoint} ${p256dh} ${auth}`;
}

/** Null for an address of e-mail. */
export function readDevice(address: string): Device | null {
	const [endpoint = "", p256dh = "", auth = ""] = address.split(" ");
	return endpoint.startsWith("https://") && P256DH.test(p256dh) && AUTH.test(auth) ? { endpoint, p256dh, auth } : null;
}

/** What a notification says. Its texts are shown as they stand, and never as HTML. */
export interface PushWords {
	readonly title: string;
	readonly body: string;
	/** BCP 47. */
	readonly locale: string;
	readonly direction: "ltr" | "rtl";
}

/** A notification on its way to a device. */
export interface Push {
	readonly device: Device;
	readonly words: PushWords;
	/** What it opens, as `/t/…`: it replaces the one before of the same page. */
	readonly path: string;
	/** One that was not handed on yet is replaced by the next of the same topic: 32 signs of base64url, RFC 8030 section 5.4. */
	readonly topic: string;
	/** Somebody is to do something now. */
	readonly isUrgent: boolean;
	/** `…Z`: it is told no more by then. */
	readonly expiresAt: string;
}
