import type { LaneEnd, Start } from "./start.ts";

/** What a parcel shares with others, from all carriers down to its postcode and seller. */
export interface LaneKeys {
	readonly time: string;
	/** From the most general to the most particular. */
	readonly lines: readonly string[];
	readonly rhythms: readonly string[];
	readonly trend: string;
	readonly statedErrors: readonly string[];
	readonly effects: readonly { readonly what: EffectName; readonly key: string }[];
	readonly spreads: readonly string[];
}

export type EffectName = "service" | "country" | "region" | "lane" | "postcode" | "origin" | "seller";

/** Every key begins with the anchor: what is learned from one says nothing of another. */
export function laneKeys({ anchor, lane }: Start): LaneKeys {
	const [from, to] = [folded(lane.from), folded(lane.to)];
	const carrier = key(anchor, lane.carrier);
	const service = lane.service === null ? null : key("service", fold(lane.service));
	const toCountry = to?.country ?? null;
	const toRegion = to?.region ? key(to.country, to.region) : null;
	const fromRegion = from?.region ? key(from.country, from.region) : null;
	const toPostcode = to && neighbourhood(to);
	const fromPostcode = from && neighbourhood(from);
	const pair = from && to ? key(from.country, to.country) : null;
	const found: (readonly [EffectName, string | null])[] = [
		["service", service],
		["country", pair && key("pair", pair)],
		["region", toRegion && key("to", toRegion)],
		["lane", fromRegion && toRegion && key("lane", fromRegion, toRegion)],
		["postcode", toPostcode && key("near", toPostcode)],
		["origin", fromPostcode && key("off", fromPostcode)],
		["seller", lane.seller === "" ? null : key("seller", lane.seller)],
	];
	return {
		time: key(anchor, "", "time"),
		lines: [key(anchor, "", "line"), key(carrier, "line")],
		rhythms: toCountry ? [key(anchor, "", "week", toCountry), key(carrier, "week", toCountry)] : [],
		trend: key(carrier, "trend"),
		statedErrors: [key(anchor, "", "stated"), key(carrier, "stated")],
		effects: found.flatMap(([what, rest]) => (rest ? [{ what, key: key(carrier, rest) }] : [])),
		spreads: [
			key(anchor, "", "spread"),
			key(carrier, "spread"),
			...(service ? [key(carrier, "spread", service)] : []),
			...(from && to ? [key(carrier, "spread", reachOf(from, to))] : []),
			...(toRegion ? [key(carrier, "spread", "to", toRegion)] : []),
		],
	};
}

function reachOf(from: LaneEnd, to: LaneEnd): string {
	if (from.country !== to.country) return "abroad";
	return from.region !== null && from.region === to.region ? "within" : "across";
}

/** The first three characters of a postcode name a district nearly everywhere; else the town. */
function neighbourhood({ country, postcode, city }: LaneEnd): string | null {
	if (postcode !== null) return key(country, postcode.slice(0, 3));
	return city === null ? null : key(country, "town", city);
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
	return parts.join("/");
}

/** Bounded, without case and without what parts a key. */
function fold(text: string): string {
	return text.trim().toUpperCase().replaceAll("/", " ").slice(0, 60);
}
