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
	/** Its numbers, its name and maybe its page are all that is known of it. */
	readonly isNameOnly: boolean;
	/** Buyers are led to a page of its own. */
	readonly hasPage: boolean;
}

/** Who can follow other carriers' parcels for the seller. */
export interface AggregatorWays {
	readonly code: string;
	readonly name: string;
	readonly isConnected: boolean;
}

/** What a seller has set up with the carrier of a waybill. */
export interface ConnectionWays {
	/** It has credentials, so that the carrier can be asked. */
	readonly polls: boolean;
	readonly webhookUrl: string | null;
	/** It has what the carrier wants of who subscribes numbers. */
	readonly subscribes: boolean;
	/** Carriers can post to our public address. */
	readonly isReachable: boolean;
	/** What the carrier wants beside the number and was not told, in its own sentence; null where nothing is missing. */
	readonly missing: { readonly need: string; readonly why: string } | null;
	/** Why the carrier refused to post for this number; null where it did not. */
	readonly refusal: string | null;
}

/** What happens to a waybill of this carrier, and the seller's next step where something is missing. */
export function followingOf(
	carrier: CarrierWays,
	connection: ConnectionWays | null,
	aggregators: readonly AggregatorWays[] = [],
): Following {
	if (!carrier.credentials && !carrier.takesWebhooks) {
		return { state: "unsupported", next: `${whyNot(carrier)}${stepToAggregate(carrier, aggregators)}` };
	}
	if (!connection) return { state: "needs-connection", next: stepToConnect(carrier) };
	if (connection.polls) return { state: "following", next: stepToTell(connection) };
	if (connection.subscribes && connection.isReachable)
		return { state: "following", next: refusalOf(carrier, connection) };
	return { state: "push-only", next: stepToPush(carrier, connection) };
}

function whyNot({ name, isNameOnly, hasPage }: CarrierWays): string {
	return isNameOnly
		? `Wayline does not follow ${name} by itself yet: the buyer's page names it${hasPage ? " and links to its own page" : ""}.`
		: `${name} can only be read from files so far. Those that can be followed are listed where the console connects a carrier, and by GET /v1/carriers.`;
}

function stepToAggregate({ name }: CarrierWays, aggregators: readonly AggregatorWays[]): string {
	const connected = aggregators.filter(({ isConnected }) => isConnected);
	const [one] = connected.length > 0 ? connected : aggregators;
	if (!one) return "";
	const correct = `make it this parcel's carrier, on its page in the console or by POST /v1/shipments/{id}/carrier with {"carrier":"${one.code}"}.`;
	if (one.isConnected) return ` Your ${one.name} account may know ${name}'s parcels: ${correct}`;
	const codes = aggregators.map(({ code }) => `"${code}"`).join(", ");
	return ` An account of yours with an aggregator (${codes}) may know ${name}'s parcels: connect it, then ${correct}`;
}

function stepToConnect({ code, name, credentials }: CarrierWays): string {
	const wanted = credentials ? `,"credentials":{${credentials.map((field) => `"${field}":"…"`).join(",")}}` : "";
	const account = code === OWN_COURIER ? "the courier" : `your ${name} account`;
	return `Connect ${account} in the console, or by POST /v1/connections with {"carrier":"${code}"${wanted}}.`;
}

/** The carrier of those that post in Wayline's own format: nobody has an account with it. */
const OWN_COURIER = "push";

function stepToTell({ missing }: ConnectionWays): string | null {
	if (missing === null) return null;
	return `${missing.why} Register the waybill once more with {"needs":{"${missing.need}":"…"}}.`;
}

function refusalOf({ name }: CarrierWays, { refusal }: ConnectionWays): string | null {
	if (refusal === null) return null;
	return `${name} does not post for this number: "${refusal}". Wayline asks it again by itself; look whether the number is right.`;
}

function stepToPush(
	{ name, credentials, wantsSubscriptions }: CarrierWays,
	{ webhookUrl, subscribes }: ConnectionWays,
): string {
	if (subscribes) {
		return `${name} cannot post to ${webhookUrl ?? "Wayline"}: set WAYLINE_PUBLIC_URL to the https address under which the internet reaches Wayline, and it subscribes its numbers.`;
	}
	const to = webhookUrl ? ` to ${webhookUrl}` : "";
	const given = credentials?.length === 0 ? '"credentials":{}' : "credentials";
	const wanted = `${name} posts only for numbers that are subscribed with it`;
	const steps = [
		`Scans arrive when ${name} posts them${to}.`,
		wantsSubscriptions && credentials && `${wanted}: add ${given} to the connection and Wayline subscribes them.`,
		wantsSubscriptions && !credentials && `${wanted}: subscribe this one at ${name}.`,
		!wantsSubscriptions && credentials && `Add ${given} to the connection and Wayline asks ${name} as well.`,
	];
	return steps.filter((step) => typeof step === "string").join(" ");
}
