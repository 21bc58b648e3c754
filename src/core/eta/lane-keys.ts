import type { FlowKeys } from "./flow.ts";
import type { LifeKeys } from "./life-table.ts";
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
	readonly effects: readonly { readonly what: EffectName; readonly key: string }[];
	readonly spreads: readonly string[];
}

export type EffectName = "service" | "country" | "region" | "lane" | "postcode" | "origin" | "seller";

/** Every key begins with the anchor: what is learned from one says nothing of another. */
export function laneKeys({ anchor, lane, at }: Start): LaneKeys {
	const [from, to] = [folded(lane.from), folded(lane.to)];
	const carrier = key(anchor, lane.carrier);
	const service = lane.service === null || isNumbered(lane.service) ? null : key("service", fold(lane.service));
	const toCountry = to?.country ?? null;
	const toRegion = to?.region ? key(to.country, to.region) : null;
	const fromRegion = from?.region ? key(from.country, from.region) : null;
	const [toArea, toPostcode] = [2, 3].map((length) => neighbourhood(to, length));
	const [fromZone, fromArea, fromPostcode] = [1, 2, 3].map((length) => neighbourhood(from, length));
	// Known or not: what the carrier states comes in at this level.
	const pair = key(from?.country ?? "", to?.country ?? "");
	const reach = reachOf(from, to, lane.distanceKm);
	const found: (readonly [EffectName, string | null | undefined])[] = [
		["service", service],
		["country", key("pair", pair)],
		["region", toRegion && key("to", toRegion)],
		["lane", fromRegion && toRegion && key("lane", fromRegion, toRegion)],
		["postcode", toArea && key("area", toArea)],
		["postcode", toPostcode && key("near", toPostcode)],
		["origin", fromArea && toRegion && key("departure", fromArea, toRegion)],
		["postcode", fromZone && toPostcode && key("approach", fromZone, toPostcode)],
		["origin", fromPostcode && key("off", fromPostcode)],
		["seller", lane.seller === "" ? null : key("seller", lane.seller)],
	];
	return {
		time: key(anchor, "", "time"),
		lines: [key(anchor, "", "line"), key(carrier, "line")],
		rhythms: toCountry ? [key(anchor, "", "week", toCountry), key(carrier, "week", toCountry)] : [],
		trend: key(carrier, "trend"),
		slowTrend: key(carrier, "slow"),
		localTrend: toRegion && key(carrier, "local", toRegion),
		backlog: key(carrier, "backlog"),
		flow: { flow: key(carrier, "flow"), diary: key(carrier, "diary") },
		statedErrors: [key(anchor, "", "stated"), key(carrier, "stated")],
		life: {
			reach: key(carrier, "reach", reach),
			lately: key(carrier, "lately"),
			awaited: key(carrier, "awaited"),
			open: key(carrier, "open", at.toFixed(5), toPostcode ?? "", fromPostcode ?? ""),
		},
		effects: found.flatMap(([what, rest]) => (rest ? [{ what, key: key(carrier, rest) }] : [])),
		spreads: [
			key(anchor, "", "spread"),
			key(carrier, "spread"),
			...(service ? [key(carrier, "spread", service)] : []),
			key(carrier, "spread", reach),
			...(toRegion ? [key(carrier, "spread", "to", toRegion)] : []),
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
	if (end?.postcode) return key(end.country, end.postcode.slice(0, length));
	return end?.city && length === 3 ? key(end.country, "town", end.city) : null;
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

function key(...parts: readonly string[]): string {
	let joined = parts[0] ?? "";
	for (let index = 1; index < parts.length; index++) joined += `/${parts[index]}`;
	return joined;
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
