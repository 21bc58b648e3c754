import type { Config } from "./config.ts";
import { mailFrom } from "./mail-settings.ts";
import { createEndpointClient, type EndpointClient } from "./net/endpoint-client.ts";
import { createPusher, makePushKeys, type Pusher } from "./net/pusher.ts";
import type { Deps } from "./services/deps.ts";
import type { PushDoor } from "./services/tell-watchers.ts";
import { keepPushKeys } from "./store/push-keys.ts";

/** Notifications on their way to readers' browsers. */
export interface PushSide {
	readonly push: PushDoor;
	readonly pusher: Pusher;
	stop: EndpointClient["close"];
}

/** To public addresses alone, whatever the operator allows sellers: a reader names them. */
export async function openPush(
	{ db, vault, now }: Pick<Deps, "db" | "vault" | "now">,
	config: Config,
): Promise<PushSide> {
	const keys = await keepPushKeys(db, vault, { make: makePushKeys, now: now().toISOString() });
	const http = createEndpointClient({ privateHosts: [] });
	const { publicUrl } = config;
	const subject = publicUrl.startsWith("https:") ? publicUrl : `mailto:${bare(mailFrom(config))}`;
	return {
		push: { publicKey: keys.publicKey, problemOf: http.problemOf },
		pusher: createPusher({ http, keys, subject, now }),
		stop: http.close,
	};
}

function bare(mailbox: string): string {
	return /<([^<>]+)>$/.exec(mailbox)?.[1] ?? mailbox;
}
