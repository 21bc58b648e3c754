import { carrierOf } from "../../adapters/index.ts";
import type { Fact } from "../core/facts.ts";
import { fold, type ParcelState } from "../core/fold.ts";
import { followingOf } from "../core/following.ts";
import type { Eta, Following, PageEnd } from "../core/page.ts";
import { toPage } from "../core/page-of.ts";
import { nextPollAt } from "../core/poll-plan.ts";
import { arrivalOf } from "../core/promise.ts";
import type { JourneyContext } from "../core/standing.ts";
import { countryPoint } from "../geo/countries.ts";
import { clockIn, zoneOfEnd } from "../geo/local-clock.ts";
import type { Connection } from "../store/connections.ts";
import type { Parcel, SavedState } from "../store/parcels.ts";
import type { ShipmentEnd } from "../store/shipments.ts";

/** Grows when the adapters read old messages differently, so that a replay finds the states of an earlier reading. */
export const mappingVersion = 1;

export interface Derived {
	readonly parcel: Parcel;
	readonly state: ParcelState;
	readonly following: Following;
	readonly eta: Eta | null;
	readonly version: number;
	readonly saved: SavedState;
}

/** All that follows from what is known of a parcel at `now`: its state, its arrival, its page and when to ask next. */
export function deriveState(
	parcel: Parcel,
	facts: readonly Fact[],
	connection: Connection | null,
	{ now, publicUrl }: { readonly now: Date; readonly publicUrl: string },
): Derived {
	const asOf = now.toISOString();
	const state = fold(facts, asOf, journeyOf(parcel));
	const following = followingOfParcel(parcel.carrier, connection, publicUrl);
	const eta = arrivalAt(parcel, state, now);
	const version = parcel.version + 1;
	const carrier = carrierOf(parcel.carrier);
	const page = toPage(state, {
		version,
		shop: parcel.shop,
		carrier: {
			code: parcel.carrier,
			name: carrier?.name ?? parcel.carrier,
			trackingUrl: carrier?.trackingUrl(parcel.trackingNumber) ?? "",
		},
		trackingNumber: parcel.trackingNumber,
		items: parcel.items,
		following,
		eta,
		origin: pageEnd(parcel.origin),
		destination: pageEnd(parcel.destination),
		legs: parcel.legs.map((leg) => leg.carrier),
	});
	const { milestone, code, reason, condition, actionBy, terminal } = state;
	const lastScanAt = state.lastScan ? new Date(state.lastScan.at).toISOString() : null;
	const plan = {
		id: parcel.id,
		milestone,
		condition,
		terminal,
		createdAt: parcel.createdAt,
		lastScanAt,
		lastPolledAt: parcel.lastPolledAt,
		failures: parcel.pollFailures,
		following: following.state,
		etaTo: eta && instantOf(eta),
	};
	const saved: SavedState = {
		sellerId: parcel.sellerId,
		rowId: parcel.rowId,
		milestone,
		code,
		reason,
		condition,
		actionBy,
		terminal,
		lastScanAt,
		eta,
		page,
		mappingVersion,
		nextPollAt: nextPollAt(plan),
	};
	return { parcel, state, following, eta, version, saved };
}

/** The arrival to show at `now`: a promise that has passed is none. */
export function arrivalAt(
	parcel: Pick<Parcel, "promisedBy" | "destination">,
	state: Pick<ParcelState, "promised" | "milestone" | "code" | "terminal">,
	now: Date,
): Eta | null {
	const { destination, promisedBy } = parcel;
	const destinationZone = destination ? zoneOfEnd(destination.country, destination.region ?? null) : null;
	return arrivalOf({
		promised: state.promised,
		sellerPromise: sellerPromise(promisedBy, destinationZone),
		state,
		now: now.toISOString(),
		nowLocal: clockIn(destinationZone ?? state.promised?.zone ?? "UTC", now.getTime()),
		destinationZone,
	});
}

/** A day as it is; a moment on the destination's clock, or on the clock the seller wrote where the zone is not known. */
function sellerPromise(promisedBy: string | null, zone: string | null) {
	if (promisedBy === null) return null;
	const isMoment = promisedBy.includes("T");
	const local = isMoment && zone !== null ? clockIn(zone, Date.parse(promisedBy)) : promisedBy.slice(0, 19);
	return { from: local, to: local };
}

/** What happens to a waybill of a carrier under the connection that follows it. */
export function followingOfParcel(code: string, connection: Connection | null, publicUrl: string): Following {
	const carrier = carrierOf(code);
	const ways = {
		code,
		name: carrier?.name ?? code,
		credentials: carrier?.poll ? Object.keys(carrier.poll.credentials.shape) : null,
		takesWebhooks: carrier?.webhook !== undefined,
	};
	const set = connection && {
		polls: carrier?.poll !== undefined && connection.sealedCredentials !== null,
		webhookUrl: carrier?.webhook ? webhookUrl(publicUrl, connection) : null,
	};
	return followingOf(ways, set);
}

/** Where a carrier posts. */
export function webhookUrl(publicUrl: string, { carrier, id }: Pick<Connection, "carrier" | "id">): string {
	return `${publicUrl}/carriers/${carrier}/${id}`;
}

/** What the fold may know of the journey beside the facts. */
export function journeyOf({ origin, destination }: Pick<Parcel, "origin" | "destination">): JourneyContext {
	return { origin: journeyEnd(origin), destination: journeyEnd(destination) };
}

function journeyEnd(end: ShipmentEnd | null) {
	return end && { country: end.country, city: end.city ?? null };
}

/** Until the gazetteer places the city, the middle of the country stands for it. */
function pageEnd(end: ShipmentEnd | null): PageEnd | null {
	if (!end) return null;
	const middle = countryPoint(end.country);
	return {
		city: end.city ?? null,
		country: end.country,
		lat: middle?.lat ?? null,
		lng: middle?.lng ?? null,
		precision: middle ? "country" : null,
	};
}

/** The end of the window, near enough to plan polls: a wall clock without a known zone is read as UTC. */
function instantOf({ to, dateOnly }: Eta): string {
	return `${dateOnly ? `${to}T23:59:59` : to}Z`;
}
