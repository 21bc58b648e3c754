import webpush from "web-push";
import type { Push } from "../core/notices/device.ts";
import type { EndpointClient, EndpointReply } from "./endpoint-client.ts";
import type { Posted } from "./smtp.ts";

/** By which makers of browsers know who sends: RFC 8292. Base64url. */
export interface PushKeys {
	readonly publicKey: string;
	readonly privateKey: string;
}

/** What came of a notification. `waitMs`: how long its maker wants to be left alone. */
export interface Pushed extends Posted {
	readonly waitMs?: number;
}

export interface Pusher {
	/** Hands a notification to the maker of its browser, which cannot read it. Never throws. */
	post(push: Push): Promise<Pushed>;
}

export interface PusherOptions {
	readonly http: Pick<EndpointClient, "post">;
	readonly keys: PushKeys;
	/** Whom a maker turns to: an https address, or `mailto:`. */
	readonly subject: string;
	readonly now: () => Date;
}

export function createPusher({ http, keys, subject, now }: PusherOptions): Pusher {
	return {
		post: async (push) => {
			const { device, topic, isUrgent, expiresAt } = push;
			const leftSeconds = Math.floor((Date.parse(expiresAt) - now().getTime()) / 1000);
			if (leftSeconds <= 0) return { outcome: "refused", detail: "It is no news any more." };
			const request = sealed(push, {
				vapidDetails: { subject, ...keys },
				TTL: leftSeconds,
				urgency: isUrgent ? "high" : "normal",
				topic,
				contentEncoding: "aes128gcm",
			});
			if (request === null) return { outcome: "refused", detail: "The device's keys are none.", isNoAddress: true };
			const reply = await http.post(device.endpoint, request.headers, request.body);
			return "failure" in reply
				? { outcome: "failed", detail: withoutPath(reply.failure) }
				: cameOf(reply, new URL(device.endpoint).host);
		},
	};
}

export function makePushKeys(): PushKeys {
	return webpush.generateVAPIDKeys();
}

/** Encrypted for its device alone (RFC 8291) and signed (RFC 8292). Null for keys that are no point of the curve. */
function sealed({ device, words, path }: Push, options: webpush.RequestOptions) {
	const { endpoint, p256dh, auth } = device;
	const payload = JSON.stringify({ ...words, path });
	try {
		const made = webpush.generateRequestDetails({ endpoint, keys: { p256dh, auth } }, payload, options);
		const headers = Object.entries(made.headers).map(([name, value]) => [name.toLowerCase(), String(value)]);
		return { headers: Object.fromEntries(headers), body: made.body };
	} catch {
		return null;
	}
}

function cameOf({ status, retryAfter }: EndpointReply, host: string): Pushed {
	if (status >= 200 && status < 300) return { outcome: "sent", detail: `${host} took it (${status}).` };
	// RFC 8030 section 7.3: the reader ended it in his browser, or it is no more.
	if (status === 404 || status === 410) {
		return { outcome: "refused", detail: `${host} knows the device no more (${status}).`, isNoAddress: true };
	}
	if (status === 429 || status >= 500) {
		const seconds = /^\d{1,6}$/.test(retryAfter ?? "") ? Number(retryAfter) : 0;
		return { outcome: "failed", detail: `${host} takes nothing now (${status}).`, waitMs: seconds * 1000 };
	}
	return { outcome: "refused", detail: `${host} refuses it (${status}).` };
}

/** The path of a device's address is what lets anybody write to it. */
function withoutPath(sentence: string): string {
	return sentence.replaceAll(/(https:\/\/[^/\s]+)\/\S+/g, "$1/…");
}
