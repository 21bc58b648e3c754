import { carrierOf, namedCarrier } from "../../adapters/index.ts";
import { isBuyersFact } from "../core/buyers-word.ts";
import { correct, type LegsOf } from "../core/corrections.ts";
import type { Continuation, Fact } from "../core/facts.ts";
import { fold, type ParcelState } from "../core/fold.ts";
import { factsOfJourney } from "../core/journeys.ts";
import type { Eta, Following, MissedPromise, PageEnd, ParcelPage } from "../core/page.ts";
import { toPage } from "../core/page-of.ts";
import { awaitedWord } from "../core/silence/awaited-word.ts";
import { silenceTold } from "../core/silence/silence-told.ts";
import type { JourneyContext } from "../core/standing.ts";
import { waitsForSeller } from "../core/waits-for-seller.ts";
import type { Places } from "../geo/places.ts";
import type { Connection } from "../store/connections.ts";
import type { RowId } from "../store/database.ts";
import { type Leg, rightLegs } from "../store/leg.ts";
import type { Parcel, SavedState } from "../store/parcels.ts";
import type { ShipmentEnd } from "../store/shipments.ts";
import { type Expectation, expectationOf } from "./expectation.ts";
import { canSubscribe, connectionOf, followingByAsking, followingOfLegs } from "./following-of.ts";
import type { Lanes } from "./lanes.ts";
import { legsUnder } from "./legs-under.ts";
import { onPlaceClocks } from "./place-clock.ts";
import { isToldOf, planPoll } from "./plan-poll.ts";
import { isNarrow, placeOfEnd, settlePlaces } from "./settle-places.ts";
import { type SilenceChange, settleSilence, silentFrom } from "./silence-of-parcel.ts";
import { transitOf } from "./transit-of.ts";

/** Grows when the adapters read old messages differently, so that a replay finds the states of an earlier reading. */
export const mappingVersion = 1;

export interface Derived {
	readonly parcel: Parcel;
	readonly state: ParcelState;
	readonly silence: SilenceChange;
	readonly following: Following;
	readonly eta: Eta | null;
	readonly late: MissedPromise | null;
	readonly expected: Expectation;
	readonly version: number;
	readonly saved: SavedState;
}

export interface DeriveDeps {
	readonly now: Date;
	/** Without a slash at its end. */
	readonly publicUrl: string;
	readonly places: Places;
	readonly lanes: Lanes;
}

/** All that follows from what is known of a parcel at `now`: its state, its arrival, its page and when to ask next. */
export function deriveState(
	parcel: Parcel,
	facts: readonly Fact[],
	connections: ReadonlyMap<RowId, Connection>,
	{ now, publicUrl, places, lanes }: DeriveDeps,
): Derived {
	const own = factsOfParcel(parcel, facts);
	const moment = presentMoment(facts, now);
	const heard = foldOwn(parcel, own, moment, places);
	const following = followingOfLegs(parcel, connections, publicUrl);
	const silence = isHeard(following)
		? settleSilence(parcel, own, heard, connections, { now: new Date(moment), places, lanes })
		: {
				settled: [],
				spent: own
					.filter((fact) => fact.kind === "silence")
					.filter(({ deadline }) => Date.parse(deadline) > Date.parse(moment)),
			};
	const withSilence = [...own, ...silence.settled];
	const isOver = silence.settled.some(({ deadline }) => Date.parse(deadline) <= Date.parse(moment));
	const state = isOver ? foldOwn(parcel, withSilence, moment, places) : heard;
	const expected = expectationOf(parcel, state, { now, places, lanes });
	const { eta, late } = expected;
	const firstEta = parcel.firstEta ?? eta;
	const version = parcel.version + 1;
	const shown = { version, following, eta, late, firstEta, asOf: moment };
	const page = pageOf(parcel, withSilence, state, connections, shown, places);
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
		firstEta,
		lateRisk: expected.lateRisk,
		waitsForSeller: waitsForSeller(state),
		silenceTold: silenceTold(parcel.silenceTold, state.silence),
		reviewAt: earlier(expected.changesAt, silentFrom(withSilence, state, new Date(moment))),
		page,
		mappingVersion,
		polls: parcel.legs.map((leg) => {
			const connection = connectionOf(leg, connections);
			const isTold = connection !== null && isToldOf(leg, connection, now);
			return { number: leg.number, nextPollAt: planPoll(polled, leg, followingByAsking(connection), isTold) };
		}),
		transit: transitOf(parcel, own, state, { firstEta, places }),
		subscribe: terminal ? [] : parcel.legs.flatMap((leg) => numberToSubscribe(leg, connections)),
	};
	return { parcel, state, silence, following, eta, late, expected, version, saved };
}

/** What a page shows beside the state, at `asOf`, `…Z`. */
export interface Shown extends Pick<ParcelPage, "version" | "eta" | "late"> {
	readonly following: Following;
	readonly firstEta: Eta | null;
	readonly asOf: string;
}

/** `facts` are of the parcel's own journey. */
export function pageOf(
	parcel: Parcel,
	facts: readonly Fact[],
	state: ParcelState,
	connections: ReadonlyMap<RowId, Connection>,
	{ version, following, eta, late, firstEta, asOf }: Shown,
	places: Places,
): ParcelPage {
	const awaited = awaitedWord(facts, state, Date.parse(asOf));
	return toPage(onPlaceClocks(state, places), {
		carrier: pageCarrier(parcel, connections),
		// That the buyer told us says nothing of how fresh the carrier's word is.
		toldAt: lastTold(facts.filter((fact) => !isBuyersFact(fact))),
		...{ origin: pageEnd(parcel.origin, places), destination: pageEnd(parcel.destination, places) },
		onward: onwardOf(parcel, state.continuations, connections),
		legs: parcel.legs.map((leg) => leg.toldCarrier ?? leg.carrier),
		...{ version, shop: parcel.shop, trackingNumber: parcel.trackingNumber, items: parcel.items, following, eta, late },
		...(firstEta && { first: firstEta }),
		...(awaited && { awaited }),
	});
}

/** Somebody tells us of it: else that nothing is heard says nothing, and no deadline that is ahead will speak. */
function isHeard({ state }: Following): boolean {
	return state === "following" || state === "push-only";
}

function earlier(one: string | null, other: string | null): string | null {
	return one !== null && (other === null || Date.parse(one) < Date.parse(other)) ? one : other;
}

/** The number of a leg that its carrier was not asked to post for yet. */
function numberToSubscribe(leg: Leg, connections: ReadonlyMap<RowId, Connection>): SavedState["subscribe"] {
	const { subscription, trackingNumber } = leg;
	const connection = connectionOf(leg, connections);
	if (connection === null || !canSubscribe(connection)) return [];
	if (subscription !== null && subscription.state !== "ended") return [];
	return [{ connectionId: connection.rowId, trackingNumber }];
}

/** Whom the buyer knows it by. */
function pageCarrier(parcel: Parcel, connections: ReadonlyMap<RowId, Connection>): ParcelPage["carrier"] {
	const { carrier, trackingNumber, shop } = parcel;
	return handOf(namedLeg(parcel) ?? { carrier, trackingNumber }, connections, shop.name);
}

/** The one that the seller names: the first, before any correction. */
function namedLeg({ carrier, trackingNumber, legs }: Pick<Parcel, "carrier" | "trackingNumber" | "legs">) {
	const right = rightLegs(legs);
	return legsUnder(right, { carrier, trackingNumber })[0] ?? right[0];
}

/** Of an aggregator's leg the carrier that it tells of, where it tells. */
function handOf(
	{ carrier, trackingNumber, ...leg }: Pick<Leg, "carrier" | "trackingNumber"> & Partial<Leg>,
	connections: ReadonlyMap<RowId, Connection>,
	shop: string,
): ParcelPage["carrier"] {
	const code = leg.toldCarrier ?? carrier;
	const known = namedCarrier(code);
	const told = leg.toldCarrier == null ? leg.toldCarrierName : null;
	const label = leg.connectionId == null ? null : connections.get(leg.connectionId)?.label;
	// A courier without an API has the name that its seller gave the connection; without one it is the shop's own.
	const name = carrier === "push" ? (label ?? told ?? shop) : (told ?? known?.name ?? code);
	return { code, name, trackingUrl: known?.trackingUrl(trackingNumber) ?? "" };
}

/** The numbers with carriers that we do not know, by the name that the message gives them. */
export function elsewhereOf(
	continuations: readonly Continuation[],
): readonly Pick<Continuation, "carrierName" | "trackingNumber">[] {
	return continuations.flatMap(({ carrier, carrierName, trackingNumber }) => {
		const isKnown = carrier !== null && carrierOf(carrier) !== undefined;
		return isKnown ? [] : [{ carrierName: carrierName ?? carrier, trackingNumber }];
	});
}

/** The other hands that the parcel is in, with their own pages. */
function onwardOf(
	parcel: Parcel,
	continuations: readonly Continuation[],
	connections: ReadonlyMap<RowId, Connection>,
): NonNullable<ParcelPage["onward"]> {
	const named = namedLeg(parcel);
	const own = rightLegs(parcel.legs)
		.filter((leg) => leg !== named)
		.map((leg) => ({ ...handOf(leg, connections, parcel.shop.name), trackingNumber: leg.trackingNumber }));
	const others = elsewhereOf(continuations).map(({ carrierName, trackingNumber }) => ({
		name: carrierName ?? "",
		trackingNumber,
		trackingUrl: "",
	}));
	return [...own, ...others].slice(0, MOST_HANDS);
}

/** Nobody reads more on a page; the seller's answer has them all. */
const MOST_HANDS = 10;

/** Now, or later where a clock was ahead, another node's or ours before it was set right: what is stored is known. `…Z` */
export function presentMoment(facts: readonly Fact[], now: Date): string {
	const told = lastTold(facts);
	return told !== null && Date.parse(told) > now.getTime() ? told : now.toISOString();
}

function lastTold(facts: readonly Fact[]): string | null {
	// A deadline that was settled is nothing that anybody told.
	const told = facts.flatMap(({ kind, provenance }) => (kind === "silence" ? [] : provenance));
	const latest = told.reduce((one, { knownAt }) => Math.max(one, Date.parse(knownAt)), Number.NEGATIVE_INFINITY);
	return Number.isFinite(latest) ? new Date(latest).toISOString() : null;
}

/** A parcel as it was known at a moment, by the facts of its own journey, its places settled by what was known then. */
export function foldParcel(
	parcel: Pick<Parcel, "origin" | "destination" | "createdAt" | "legs">,
	facts: readonly Fact[],
	asOf: string,
	places: Places,
): ParcelState {
	return foldOwn(parcel, factsOfParcel(parcel, knownBy(facts, asOf)), asOf, places);
}

/** The leg under which its seller knew a parcel at a moment. */
export function legNamedBy(facts: readonly Fact[], asOf: string): number {
	return correct(knownBy(facts, asOf)).leg;
}

export function knownBy(facts: readonly Fact[], asOf: string): readonly Fact[] {
	return facts.filter(({ provenance }) => provenance.some(({ knownAt }) => knownAt <= asOf));
}

/** What was told, by a moment, of legs that the seller called wrong by then: a timeline that decides nothing. */
export function foldAside(
	{ legs }: Pick<Parcel, "legs">,
	facts: readonly Fact[],
	asOf: string,
): ParcelState["timeline"] {
	return fold(correct(knownBy(facts, asOf), legsOf(legs)).aside, asOf).timeline;
}

function foldOwn(
	parcel: Pick<Parcel, "origin" | "destination">,
	own: readonly Fact[],
	asOf: string,
	places: Places,
): ParcelState {
	return fold(settlePlaces(own, parcel, places), asOf, journeyOf(parcel));
}

/** Of what is known of its numbers what is of this parcel, and not of another that had them before or after it. */
export function factsOfParcel(
	{ createdAt, legs }: Pick<Parcel, "createdAt" | "legs">,
	facts: readonly Fact[],
): readonly Fact[] {
	const { standing, leg } = correct(facts, legsOf(legs));
	const named = legs.find(({ number }) => number === leg);
	return factsOfJourney(standing, { registeredAt: createdAt, isReuse: (named?.journeyNo ?? 1) > 1 });
}

function legsOf(legs: Parcel["legs"]): LegsOf {
	return (to) => legsUnder(legs, to).map(({ number }) => number);
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
