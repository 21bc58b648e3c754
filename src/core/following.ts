import type { Following } from "./page.ts";

/** What following a carrier takes. */
export interface CarrierWays {
	readonly code: string;
	readonly name: string;
	/** Names of the credentials that asking needs, maybe none; null for a carrier that cannot be asked. */
	readonly credentials: readonly string[] | null;
	readonly takesWebhooks: boolean;
	/** It posts only for numbers that somebody subscribed with it. */
	readonly wantsSubscriptions: boolean;
}

/** What a seller has set up with the carrier of a waybill. */
export interface ConnectionWays {
	/** It has credentials, so that the carrier can be asked. */
	readonly polls: boolean;
	readonly webhookUrl: string | null;
}

/** What happens to a waybill of this carrier, and the seller's next step where something is missing. */
export function followingOf(carrier: CarrierWays, connection: ConnectionWays | null): Following {
	if (!carrier.credentials && !carrier.takesWebhooks) {
		const next = `${carrier.name} can only be read from files so far. GET /v1/carriers lists the carriers that can be followed.`;
		return { state: "unsupported", next };
	}
	if (!connection) return { state: "needs-connection", next: stepToConnect(carrier) };
	if (connection.polls) return { state: "following", next: null };
	return { state: "push-only", next: stepToPush(carrier, connection.webhookUrl) };
}

function stepToConnect({ code, name, credentials }: CarrierWays): string {
	const wanted = credentials ? `,"credentials":{${credentials.map((field) => `"${field}":"…"`).join(",")}}` : "";
	return `Connect your ${name} account: POST /v1/connections with {"carrier":"${code}"${wanted}}.`;
}

function stepToPush({ name, credentials, wantsSubscriptions }: CarrierWays, webhookUrl: string | null): string {
	const to = webhookUrl ? ` to ${webhookUrl}` : "";
	const steps = [
		`Scans arrive when ${name} posts them${to}.`,
		wantsSubscriptions &&
			`${name} posts only for numbers that are subscribed with it, and Wayline does not subscribe them by itself yet: subscribe this one at ${name}.`,
		credentials &&
			`Add ${credentials.length > 0 ? "credentials" : '"credentials":{}'} to the connection and Wayline asks ${name} as well.`,
	];
	return steps.filter((step) => typeof step === "string").join(" ");
}
