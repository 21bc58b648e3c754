import type { FlowKeys } from "./flow.ts";
import type { LifeKeys } from "./life-table.ts";
import { ownKey, type SharedKeys } from "./shared-keys.ts";
import type { LaneEnd, Start } from "./start.ts";

/** What a parcel shares with others, from all carriers down to its postcode and seller. */
export interface LaneKeys {
	readonly time: string;
	/** From the most general to the most particular. */
	readonly lines: readonly string[];
	readonly rhythms: readonly string[];
	readonly trend: string;
	readonly slowTrend: string;
	/** Null where the destination's region is unknown. */
	readonly localTrend: string | null;
	readonly backlog: string;
	readonly flow: FlowKeys;
	readonly life: LifeKeys;
	readonly statedErrors: readonly string[];
	readonly effects: readonly EffectKey[];
	readonly spreads: readonly string[];
}

export interface EffectKey {
	readonly what: EffectName;
	readonly key: string;
}

export type EffectName = "service" | "country" | "region" | "lane" | "postcode" | "origin" | "seller";

/**
 * Every key begins with the anchor: what is learned from one says nothing of another. Those of lanes, postcodes and parcels
 * are too many to be shared.
 */
export function laneKeys({ anchor, lane, at }: Start, shared: SharedKeys): LaneKeys {
	const [from, to] = [folded(lane.from), folded(lane.to)];
	const all = shared.key(anchor, "");
	const carrier = shared.key(anchor, lane.carrier);
	const service = lane.service === null || isNumbered(lane.service) ? null : fold(lane.service);
	const toRegion = to?.region ? shared.key(to.country, to.region) : null;
	const fromRegion = from?.region ? shared.key(from.country, from.region) : null;
	const toArea = neighbourhood(to, 2);
	const toPostcode = neighbourhood(to, 3);
	const fromZone = neighbourhood(from, 1);
	const fromArea = neighbourhood(from, 2);
	const fromPostcode = neighbourhood(from, 3);
	const reach = reachOf(from, to, lane.distanceKm);
	const found: readonly EffectKeyIfKnown[] = [
		{ what: "service", key: service !== null ? shared.key(carrier, "service", service) : null },
		// Known or not: what the carrier states comes in at this level.
		{ what: "country", key: shared.key(carrier, "pair", from?.country ?? "", to?.country ?? "") },
		{ what: "region", key: toRegion && shared.key(carrier, "to", toRegion) },
		{ what: "lane", key: fromRegion && toRegion && ownKey(carrier, "lane", fromRegion, toRegion) },
		{ what: "postcode", key: toArea && ownKey(carrier, "area", toArea) },
		{ what: "postcode", key: toPostcode && ownKey(carrier, "near", toPostcode) },
		{ what: "origin", key: fromArea && toRegion && ownKey(carrier, "departure", fromArea, toRegion) },
		{ what: "postcode", key: fromZone && toPostcode && ownKey(carrier, "approach", fromZone, toPostcode) },
		{ what: "origin", key: fromPostcode && ownKey(carrier, "off", fromPostcode) },
		{ what: "seller", key: lane.seller === "" ? null : shared.key(carrier, "seller", lane.seller) },
	];
	return {
		time: shared.key(all, "time"),
		lines: [shared.key(all, "line"), shared.key(carrier, "line")],
		rhythms: to?.country ? [shared.key(all, "week", to.country), shared.key(carrier, "week", to.country)] : [],
		trend: shared.key(carrier, "trend"),
		slowTrend: shared.key(carrier, "slow"),
		localTrend: toRegion && shared.key(carrier, "local", toRegion),
		backlog: shared.key(carrier, "backlog"),
		flow: { flow: shared.key(carrier, "flow"), diary: shared.key(carrier, "diary") },
		statedErrors: [shared.key(all, "stated"), shared.key(carrier, "stated")],
		life: {
			reach: shared.key(carrier, "reach", reach),
			lately: shared.key(carrier, "lately"),
			awaited: shared.key(carrier, "awaited"),
			open: ownKey(carrier, "open", at.toFixed(5), toPostcode ?? "", fromPostcode ?? ""),
		},
		effects: found.filter(isKnown),
		spreads: [
			shared.key(all, "spread"),
			shared.key(carrier, "spread"),
			...(service !== null ? [shared.key(carrier, "spread", "service", service)] : []),
			shared.key(carrier, "spread", reach),
			...(toRegion ? [shared.key(carrier, "spread", "to", toRegion)] : []),
		],
	};
}

/** Parcels that go about as far go wrong in the same ways. */
function reachOf(from: LaneEnd | null, to: LaneEnd | null, distanceKm: number | null): string {
	if (distanceKm !== null) return `${REACHES_KM.findIndex((reach) => distanceKm < reach)}`;
	if (!from || !to) return "unknown";
	if (from.country !== to.country) return "abroad";
	return from.region !== null && from.region === to.region ? "within" : "across";
}

const REACHES_KM = [60, 200, 500, 1000, 3000, Number.POSITIVE_INFINITY];

/** Where postcodes begin alike, places are near each other; a town stands for postcodes that nobody told. */
function neighbourhood(end: LaneEnd | null, length: number): string | null {
	if (end?.postcode) return ownKey(end.country, end.postcode.slice(0, length));
	return end?.city && length === 3 ? ownKey(end.country, "town", end.city) : null;
}

function folded(end: LaneEnd | null): LaneEnd | null {
	if (end === null) return null;
	return {
		country: fold(end.country),
		region: fold(end.region ?? "") || null,
		postcode: fold(end.postcode ?? "").replace(/[^\p{L}\p{N}]/gu, "") || null,
		city: fold(end.city ?? "") || null,
	};
}

/** Bounded, without case and without what parts a key. */
function fold(text: string): string {
	const bare = text.trim().toUpperCase().slice(0, 60);
	return bare.includes("/") ? bare.replaceAll("/", " ") : bare;
}

/** An order number in the place of a service: a kind of its own for each parcel would teach nothing, and never end. */
function isNumbered(service: string): boolean {
	return /\d{5}/.test(service);
}

type EffectKeyIfKnown = Pick<EffectKey, "what"> & { readonly key: string | null };

function isKnown(effect: EffectKeyIfKnown): effect is EffectKey {
	return effect.key !== null;
}
