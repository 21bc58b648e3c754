import { carrierOf, carriers, namedCarrier } from "../../adapters/index.ts";
import { requiredCredentials } from "../../adapters/kit/index.ts";
import { canBePostedTo } from "../core/can-be-posted-to.ts";
import { type AggregatorWays, type CarrierWays, followingOf } from "../core/following.ts";
import { remembered } from "../core/memory.ts";
import type { Following } from "../core/page.ts";
import type { Connection } from "../store/connections.ts";
import type { RowId } from "../store/database.ts";
import { type Leg, rightLegs } from "../store/leg.ts";
import type { Parcel } from "../store/parcels.ts";

/** By the newest leg that is followed, else the newest: that a partner is not connected hides nothing of the first carrier. */
export function followingOfLegs(
	{ carrier, legs }: Pick<Parcel, "carrier" | "legs">,
	connections: ReadonlyMap<RowId, Connection>,
	publicUrl: string,
	/** The carriers that the seller has connected, where it is known. */
	connected: readonly string[] = [],
): Following {
	const each = rightLegs(legs).map((leg) => followingOfLeg(leg, connections, publicUrl, connected));
	const standing = each.findLast(({ state }) => state === "following") ?? each.at(-1);
	return standing ?? followingOfParcel(carrier, null, publicUrl, { connected });
}

function followingOfLeg(
	leg: Leg,
	connections: ReadonlyMap<RowId, Connection>,
	publicUrl: string,
	connected: readonly string[],
): Following {
	return followingOfParcel(leg.carrier, connectionOf(leg, connections), publicUrl, { leg, connected });
}

export function connectionOf(
	{ connectionId }: Pick<Leg, "connectionId">,
	connections: ReadonlyMap<RowId, Connection>,
): Connection | null {
	return connectionId === null ? null : (connections.get(connectionId) ?? null);
}

/** The first thing that the carrier requires and nobody told. */
function missingOf({ carrier, hasNeeds }: Leg): { readonly need: string; readonly why: string } | null {
	const rules = Object.entries(carrierOf(carrier)?.needs ?? {});
	const [need, rule] = rules.find(([, { required }]) => required) ?? [];
	return hasNeeds || !need || !rule ? null : { need, why: rule.why };
}

function refusalOf({ subscription }: Leg): string | null {
	return subscription?.state === "refused" ? subscription.lastError : null;
}

/** Whether a leg is asked for, whatever else is heard of it. */
export function followingByAsking(connection: Connection | null): Following["state"] {
	if (connection === null) return "needs-connection";
	return carrierOf(connection.carrier)?.poll && connection.sealedCredentials !== null ? "following" : "push-only";
}

/** It has what its carrier wants of who subscribes numbers. */
export function canSubscribe({ carrier, sealedCredentials, sealedWebhookSecret }: Connection): boolean {
	return carrierOf(carrier)?.subscribe !== undefined && sealedCredentials !== null && sealedWebhookSecret !== null;
}

/** What happens to a waybill of a carrier under the connection that follows it. */
export function followingOfParcel(
	code: string,
	connection: Connection | null,
	publicUrl: string,
	{ leg = null, connected = [] }: { readonly leg?: Leg | null; readonly connected?: readonly string[] } = {},
): Following {
	const carrier = carrierOf(code);
	// Of a courier without an API the seller's own name; the list's is none to stand in a sentence.
	const ways = code === "push" ? { ...waysOf(code), name: connection?.label ?? "your courier" } : waysOf(code);
	const set = connection && {
		polls: carrier?.poll !== undefined && connection.sealedCredentials !== null,
		webhookUrl: carrier?.webhook ? webhookUrl(publicUrl, connection) : null,
		subscribes: canSubscribe(connection),
		isReachable: isReachable(publicUrl),
		missing: leg && missingOf(leg),
		refusal: leg && refusalOf(leg),
	};
	return followingOf(ways, set, aggregatorsOf(connected));
}

// Each message asks this of its parcels, and of a carrier it is always the same.
const waysOf = remembered((code): CarrierWays => {
	const [carrier, named] = [carrierOf(code), namedCarrier(code)];
	return {
		code,
		name: named?.name ?? code,
		credentials: carrier?.api ? requiredCredentials(carrier.api) : null,
		takesWebhooks: carrier?.webhook !== undefined,
		wantsSubscriptions: carrier?.subscribe !== undefined,
		isNameOnly: carrier === undefined,
		hasPage: (named?.trackingUrl("1") ?? "") !== "",
	};
});

const isReachable = remembered(canBePostedTo);

/** Those that can be asked for other carriers' parcels. */
const AGGREGATORS = carriers.filter(({ kind, poll }) => kind === "aggregator" && poll);

function aggregatorsOf(connected: readonly string[]): readonly AggregatorWays[] {
	return AGGREGATORS.map(({ code, name }) => ({ code, name, isConnected: connected.includes(code) }));
}

/** Where its developer sees what became of the messages: see boardTokenOf. */
export function boardUrl(publicUrl: string, { id }: Pick<Connection, "id">, token: string): string {
	return `${publicUrl}/carriers/push/${id}/board/${token}`;
}

/** Where a carrier posts. */
export function webhookUrl(publicUrl: string, { carrier, id }: Pick<Connection, "carrier" | "id">): string {
	const isUnnamed = carrierOf(carrier)?.webhook?.unnamed === true;
	return `${publicUrl}/${isUnnamed ? "hooks" : `carriers/${carrier}`}/${id}`;
}
