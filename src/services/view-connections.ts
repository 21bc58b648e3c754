import { carrierOf } from "../../adapters/index.ts";
import type { Carrier } from "../../adapters/kit/index.ts";
import { canBePostedTo } from "../core/can-be-posted-to.ts";
import type { ConnectionView, SubscriptionsView } from "../core/connection-view.ts";
import { canSubscribe, webhookUrl } from "../ingest/refresh.ts";
import type { Connection } from "../store/connections.ts";
import type { RowId } from "../store/database.ts";
import { countFollowed, type Followed } from "../store/followed.ts";
import { countSubscriptions, type SubscriptionCounts, type SubscriptionState } from "../store/subscriptions.ts";
import { knownCarrier } from "./carriers.ts";
import type { Deps } from "./deps.ts";

export const SUBSCRIPTION_STATES = [
	"wanted",
	"active",
	"refused",
	"lapsed",
	"ended",
] as const satisfies readonly SubscriptionState[];

/** A number that the carrier posts for because it was asked to. */
export interface SubscriptionView {
	readonly trackingNumber: string;
	readonly state: SubscriptionState;
	readonly subscribedAt: string | null;
	/** When the carrier forgets it unless it is renewed; null where it lasts. */
	readonly lapsesAt: string | null;
	/** When the carrier is asked next. */
	readonly nextAt: string | null;
	readonly lastError: string | null;
}

/** As its seller sees it, with how its subscriptions stand. */
export async function viewConnection(deps: Deps, carrier: Carrier, connection: Connection): Promise<ConnectionView> {
	const counts = await countsOf(deps, connection.sellerId, [connection]);
	return withCounts(deps, carrier, connection, counts);
}

export async function viewConnections(
	deps: Deps,
	sellerId: RowId,
	connections: readonly Connection[],
): Promise<readonly ConnectionView[]> {
	const counts = await countsOf(deps, sellerId, connections);
	return connections.map((connection) => withCounts(deps, knownCarrier(connection.carrier), connection, counts));
}

interface Counts {
	readonly subscriptions: ReadonlyMap<RowId, SubscriptionCounts>;
	readonly followed: ReadonlyMap<RowId, Followed>;
}

async function countsOf({ db, now }: Deps, sellerId: RowId, connections: readonly Connection[]): Promise<Counts> {
	const at = now().toISOString();
	const subscribing = connections.filter(({ carrier }) => carrierOf(carrier)?.subscribe).map(({ rowId }) => rowId);
	const all = connections.map(({ rowId }) => rowId);
	const subscriptions = subscribing.length === 0 ? [] : await countSubscriptions(db, sellerId, subscribing, at);
	const followed = all.length === 0 ? [] : await countFollowed(db, sellerId, all, at);
	return {
		subscriptions: new Map(subscriptions.map((one) => [one.connectionId, one])),
		followed: new Map(followed.map((one) => [one.connectionId, one])),
	};
}

function viewSubscriptions(
	publicUrl: string,
	carrier: Carrier,
	connection: Connection,
	counts: SubscriptionCounts | undefined,
): SubscriptionsView | null {
	if (!carrier.subscribe) return null;
	const { wanted = 0, active = 0, refused = 0, lapsed = 0, lastError = null } = counts ?? {};
	const missing = canSubscribe(connection) ? "no-public-address" : "needs-credentials";
	const state = canSubscribe(connection) && canBePostedTo(publicUrl) ? "at-work" : missing;
	return { state, wanted, active, refused, lapsed, lastError };
}

function withCounts({ publicUrl }: Deps, carrier: Carrier, connection: Connection, counts: Counts): ConnectionView {
	const { id, label, health, failingSince, lastOkAt, lastError, pausedUntil, createdAt } = connection;
	const { lastMessageAt, lastRefusedAt, lastRefusal } = connection;
	// Nobody asks a carrier that only posts: it is well once something authentic came.
	const posts = carrier.poll === undefined && lastMessageAt !== null;
	const [state, lastWellAt] = posts ? (["ok", lastMessageAt] as const) : ([health, lastOkAt] as const);
	const { parcels = 0, hasMore = false, dueSince = null } = counts.followed.get(connection.rowId) ?? {};
	return {
		id,
		carrier: carrier.code,
		label,
		webhookUrl: carrier.webhook ? webhookUrl(publicUrl, connection) : null,
		...(carrier.webhook?.setUp && { setUp: carrier.webhook.setUp }),
		polls: carrier.poll !== undefined && connection.sealedCredentials !== null,
		health: { state, failingSince, lastOkAt: lastWellAt, lastError, pausedUntil },
		webhook: { lastMessageAt, lastRefusedAt, lastRefusal },
		following: { parcels, hasMore, dueSince },
		subscriptions: viewSubscriptions(publicUrl, carrier, connection, counts.subscriptions.get(connection.rowId)),
		createdAt,
	};
}
