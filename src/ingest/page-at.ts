import type { Fact } from "../core/facts.ts";
import type { ParcelPage } from "../core/page.ts";
import type { Arrival } from "../core/promise.ts";
import type { Connection } from "../store/connections.ts";
import type { RowId } from "../store/database.ts";
import type { EtaChange } from "../store/eta-changes.ts";
import type { Parcel } from "../store/parcels.ts";
import { followingOfLegs } from "./following-of.ts";
import { type DeriveDeps, factsOfParcel, foldParcel, knownBy, legNamedBy, pageOf } from "./state-of.ts";

interface Known {
	readonly facts: readonly Fact[];
	/** What was shown as its arrival, newest first. */
	readonly arrivals: readonly EtaChange[];
	readonly connections: ReadonlyMap<RowId, Connection>;
}

/** A parcel's page as it was known at `asOf`, `…Z`, with the arrival that was shown then, and the shop and order of today. */
export function pageAt(
	parcel: Parcel,
	{ facts, arrivals, connections }: Known,
	asOf: string,
	{ places, publicUrl }: Pick<DeriveDeps, "places" | "publicUrl">,
): ParcelPage {
	const then = parcelAt(parcel, facts, asOf);
	const shown = arrivals.filter(({ knownAt }) => Date.parse(knownAt) <= Date.parse(asOf));
	const { eta, late }: Arrival = shown[0] ?? { eta: null, late: null };
	const firstEta = shown.some((one) => one.eta !== null) ? parcel.firstEta : null;
	const own = factsOfParcel(then, knownBy(facts, asOf));
	const following = followingOfLegs(then, connections, publicUrl);
	const state = foldParcel(then, facts, asOf, places);
	return pageOf(
		then,
		own,
		state,
		connections,
		{ version: parcel.version, following, eta, late, firstEta, asOf },
		places,
	);
}

/**
 * When something of a parcel changed until `now`, `…Z`, oldest first, each moment once: something was told, a silence had
 * lasted too long, another arrival was shown. What was told before it was registered is known from then on.
 */
export function momentsOf(
	{ createdAt }: Pick<Parcel, "createdAt">,
	{ facts, arrivals }: Pick<Known, "facts" | "arrivals">,
	now: string,
): readonly string[] {
	const told = facts.map(({ provenance }) => provenance.map(({ knownAt }) => knownAt).toSorted()[0] ?? createdAt);
	const silent = facts.flatMap((fact) => (fact.kind === "silence" ? [fact.deadline] : []));
	const all = [...told, ...silent, ...arrivals.map(({ knownAt }) => knownAt)].map((one) => inMs(one));
	const registered = inMs(createdAt);
	return [...new Set([registered, ...all.filter((one) => one > registered && one <= now)])].toSorted();
}

/** With milliseconds: such texts compare as the moments do. */
function inMs(moment: string): string {
	return new Date(moment).toISOString();
}

/** Under the number by which its seller knew it then. */
function parcelAt(parcel: Parcel, facts: readonly Fact[], asOf: string): Parcel {
	const named = parcel.legs.find(({ number }) => number === legNamedBy(facts, asOf));
	const legs = parcel.legs.map((leg) => {
		const isWrongYet = leg.wrongSince !== null && Date.parse(leg.wrongSince) <= Date.parse(asOf);
		return isWrongYet ? leg : { ...leg, wrongSince: null };
	});
	return { ...parcel, legs, ...(named && { carrier: named.carrier, trackingNumber: named.trackingNumber }) };
}
