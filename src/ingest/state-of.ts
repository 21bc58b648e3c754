import { carrierOf } from "../../adapters/index.ts";
import type { Fact } from "../core/facts.ts";
import { fold, type ParcelState } from "../core/fold.ts";
import { followingOf } from "../core/following.ts";
import type { Eta, Following, PageEnd } from "../core/page.ts";
import { toPage } from "../core/page-of.ts";
import type { JourneyContext } from "../core/standing.ts";
import type { Places } from "../geo/places.ts";
import type { Connection } from "../store/connections.ts";
import type { RowId } from "../store/database.ts";
import type { Parcel, SavedState } from "../store/parcels.ts";
import type { ShipmentEnd } from "../store/shipments.ts";
import { arrivalOfParcel } from "./arrival-of-parcel.ts";
import { onPlaceClocks } from "./place-clock.ts";
import { planPoll } from "./plan-poll.ts";
import { isNarrow, placeOfEnd, settlePlaces } from "./settle-places.ts";

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
	connections: ReadonlyMap<RowId, Connection>,
	{ now, publicUrl, places }: { readonly now: Date; readonly publicUrl: string; readonly places: Places },
): Derived {
	const state = foldParcel(parcel, facts, momentOf(facts, now), places);
	const legs = parcel.legs.map((leg) => {
		const connection = leg.connectionId === null ? null : (connections.get(leg.connectionId) ?? null);
		return { leg, following: followingOfParcel(leg.carrier, connection, publicUrl) };
	});
	const following = legs.at(-1)?.following ?? followingOfParcel(parcel.carrier, null, publicUrl);
	const { eta, late } = arrivalOfParcel(parcel, state, now, places);
	const version = parcel.version + 1;
	const carrier = carrierOf(parcel.carrier);
	const page = toPage(onPlaceClocks(state, places), {
		version,
		shop: parcel.shop,
		carrier: {
			code: parcel.carrier,
			name: nameFor(parcel, connections),
			trackingUrl: carrier?.trackingUrl(parcel.trackingNumber) ?? "",
		},
		trackingNumber: parcel.trackingNumber,
		items: parcel.items,
		following,
		eta,
		late,
		toldAt: lastTold(facts),
		origin: pageEnd(parcel.origin, places),
		destination: pageEnd(parcel.destination, places),
		legs: parcel.legs.map((leg) => leg.carrier),
	});
	const { milestone, code, reason, condition, actionBy, terminal } = state;
	const lastScanAt = state.lastScan ? new Date(state.lastScan.at).toISOString() : null;
	const { id, createdAt } = parcel;
	const polled = { id, milestone, condition, terminal, createdAt, lastScanAt, eta };
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
		late,
		page,
		mappingVersion,
		polls: legs.map((one) => ({
			number: one.leg.number,
			nextPollAt: planPoll(polled, one.leg, one.following.state),
		})),
	};
	return { parcel, state, following, eta, version, saved };
}

/** A courier without an API has the name that its seller gave the connection. */
function nameFor({ carrier, legs }: Parcel, connections: ReadonlyMap<RowId, Connection>): string {
	const id = legs.at(-1)?.connectionId ?? null;
	const label = id === null ? null : connections.get(id)?.label;
	return (carrier === "push" ? label : null) ?? carrierOf(carrier)?.name ?? carrier;
}

/** Now, or later by the clock of another node that is ahead of ours: what is stored is known. */
function momentOf(facts: readonly Fact[], now: Date): string {
	const told = lastTold(facts);
	return told !== null && Date.parse(told) > now.getTime() ? told : now.toISOString();
}

function lastTold(facts: readonly Fact[]): string | null {
	const moments = facts.flatMap(({ provenance }) => provenance.map(({ knownAt }) => Date.parse(knownAt)));
	const latest = moments.reduce((one, other) => Math.max(one, other), Number.NEGATIVE_INFINITY);
	return Number.isFinite(latest) ? new Date(latest).toISOString() : null;
}

/** What happens to a waybill of a carrier under the connection that follows it. */
export function followingOfParcel(code: string, connection: Connection | null, publicUrl: string): Following {
	const carrier = carrierOf(code);
	const ways = {
		code,
		name: carrier?.name ?? code,
		credentials: carrier?.api ? Object.keys(carrier.api.credentials.shape) : null,
		takesWebhooks: carrier?.webhook !== undefined,
		wantsSubscriptions: carrier?.subscribe !== undefined,
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

/** A parcel as it was known at a moment, its places settled by what was known then. */
export function foldParcel(
	parcel: Pick<Parcel, "origin" | "destination">,
	facts: readonly Fact[],
	asOf: string,
	places: Places,
): ParcelState {
	const known = facts.filter(({ provenance }) => provenance.some(({ knownAt }) => knownAt <= asOf));
	return fold(settlePlaces(known, parcel, places), asOf, journeyOf(parcel));
}

/** What the fold may know of the journey beside the facts. */
function journeyOf({ origin, destination }: Pick<Parcel, "origin" | "destination">): JourneyContext {
	return { origin: journeyEnd(origin), destination: journeyEnd(destination) };
}

function journeyEnd(end: ShipmentEnd | null) {
	return end && { country: end.country, city: end.city ?? null };
}

/** To the town and no nearer, whatever the seller told: the page is for whoever has the link. */
function pageEnd(end: ShipmentEnd | null, places: Places): PageEnd | null {
	if (!end) return null;
	const town = placeOfEnd({ ...end, postcode: null }, places).place;
	const { lat, lng, precision } = isNarrow(town) ? town : placeOfEnd(end, places).place;
	return { city: end.city ?? null, country: end.country, lat, lng, precision };
}
