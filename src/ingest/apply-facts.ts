import type { Fact } from "../core/facts.ts";
import type { ParcelState } from "../core/fold.ts";
import type { Eta } from "../core/page.ts";
import { replacedPositions } from "../core/positions.ts";
import { isSilenceNews } from "../core/silence/silence-told.ts";
import type { Places } from "../geo/places.ts";
import { type Connection, connectionsByRowId } from "../store/connections.ts";
import type { RowId, Transaction } from "../store/database.ts";
import { saveReviews } from "../store/due-parcels.ts";
import { saveEtaChanges } from "../store/eta-changes.ts";
import { idOfFact, loadFacts, saveFacts } from "../store/facts.ts";
import { keepForecasts, settleForecasts } from "../store/forecasts.ts";
import { forgetFacts } from "../store/forget-facts.ts";
import type { Leg } from "../store/leg.ts";
import { saveToldCarriers } from "../store/legs.ts";
import { addLessons } from "../store/lessons.ts";
import { appendOutbox, type OutboxEntry } from "../store/outbox.ts";
import { type Parcel, saveStates } from "../store/parcels.ts";
import { notify } from "../store/query.ts";
import { factsThatAreNews, withNews } from "./facts-that-are-news.ts";
import { openLegs } from "./open-legs.ts";
import { gapsEnded, gapsGivenUp } from "./silence-of-parcel.ts";
import { type DeriveDeps, type Derived, deriveState, factsOfParcel } from "./state-of.ts";
import { toldElsewhere } from "./told-elsewhere.ts";
import { takeWaiting } from "./waiting-facts.ts";

/** Every node hears here of a parcel that changed, as `token version`. */
export const changesChannel = "wayline_changes";

export interface Change {
	/** Locked by this transaction. */
	readonly parcel: Parcel;
	/** New ones, or ones told again: telling twice changes nothing. */
	readonly facts: readonly Fact[];
	/** Write the state even when nothing is new: the waybill was just registered, or its seller changed it. */
	readonly anyway?: boolean;
	/** The clock alone may have changed it: written where it did. */
	readonly review?: boolean;
	/** What an aggregator says of whose parcel it is, by leg. */
	readonly carriers?: readonly LegCarrier[];
}

export type LegCarrier = Pick<Leg, "number" | "toldCarrier" | "toldCarrierName">;

export type ApplyDeps = DeriveDeps;

/** What a parcel became, for those who watch it. */
export interface Applied {
	readonly token: string;
	readonly version: number;
}

/**
 * Adds facts to parcels, in the place of those that they replace, and writes what follows from them in the same
 * transaction: state, arrival, page, plan of polls and outbox. Answers the parcels that changed.
 */
export async function applyFacts(
	tx: Transaction,
	changes: readonly Change[],
	deps: ApplyDeps,
): Promise<readonly Applied[]> {
	if (changes.length === 0) return [];
	const known = await loadFacts(
		tx,
		changes.map(({ parcel }) => parcel),
	);
	const changed: News[] = [];
	// With what each has found by now: one that goes on under a number may have taken what waited for it.
	const coming = [...changes];
	for (const [index, change] of changes.entries()) {
		const told = await newsOf(tx, change, known.get(change.parcel.rowId) ?? [], coming, deps.places);
		coming[index] = { parcel: told.parcel, facts: told.news };
		if (told.anyway || told.review || told.news.length > 0 || told.carriers.length > 0) changed.push(told);
	}
	if (changed.length === 0) return [];
	await saveToldCarriers(
		tx,
		changed.flatMap(({ parcel: { sellerId, rowId: shipmentId }, carriers }) =>
			carriers.map((carrier) => ({ sellerId, shipmentId, ...carrier })),
		),
	);
	const connections = await connectionsOf(
		tx,
		changed.map(({ parcel }) => parcel),
	);
	const all = changed.map(({ parcel, before, news, review, anyway }) => {
		const replaced = replacedPositions([...before, ...news].filter((fact) => fact.kind === "scan"));
		const one = deriveState(parcel, without(replaced, withNews(before, news)), connections, deps);
		const isReview = review === true && news.length === 0;
		return { replaced, before, news, isReview, anyway: anyway === true, ...one };
	});
	await forgetFacts(
		tx,
		all.map(({ parcel: { sellerId, rowId }, replaced, silence }) => {
			return { sellerId, rowId, facts: [...replaced, ...silence.spent] };
		}),
	);
	await saveFacts(
		tx,
		all.map(({ parcel: { sellerId, rowId }, news, silence }) => {
			return { sellerId, rowId, facts: [...news, ...silence.settled] };
		}),
	);
	const derived = all.filter((one) => !one.isReview || isChanged(one));
	await saveReviews(
		tx,
		all.flatMap((one) => (derived.includes(one) ? [] : [{ ...one.saved }])),
	);
	await saveStates(
		tx,
		derived.map(({ saved }) => saved),
		deps.now.toISOString(),
	);
	await saveExpectations(tx, derived, deps.now.toISOString());
	await addLessons(
		tx,
		derived.flatMap((one) => gapsOf(one, deps).map((gap) => ({ kind: "gap" as const, data: gap }))),
	);
	await appendOutbox(
		tx,
		derived.flatMap((one) => eventsOf(one, factsNotIn(one.before, one.news))),
	);
	const applied = derived.map(({ parcel, version }) => ({ token: parcel.token, version }));
	const payloads = applied.map(({ token, version }) => `${token} ${version}`);
	await notify(tx, changesChannel, payloads);
	return applied;
}

/** What was shown, what was forecast at each new scan, and what came of forecasts. */
async function saveExpectations(
	tx: Transaction,
	derived: readonly (Derived & Pick<News, "news" | "anyway">)[],
	now: string,
): Promise<void> {
	const shown = derived.filter(({ parcel, eta, late }) => !sameEta(parcel.eta, eta) || !sameLate(parcel.late, late));
	await saveEtaChanges(
		tx,
		shown.map(({ parcel: { sellerId, rowId }, version, eta, late }) => ({
			...{ sellerId, rowId, version, knownAt: now, eta, late },
		})),
	);
	const forecasts = derived.flatMap(({ parcel: { sellerId, rowId }, expected, news, anyway }) => {
		const isNew = new Set(news.flatMap((fact) => (fact.kind === "scan" ? [fact.scan.key] : [])));
		const kept = expected.forecasts.filter(({ scanKey }) => anyway || isNew.has(scanKey));
		return kept.map((one) => ({ sellerId, rowId, ...one }));
	});
	await keepForecasts(tx, forecasts);
	// Settled again with all news of one that had arrived: it may not have, or at another time, and only its code may tell.
	const arrivals = derived.filter(({ parcel, expected: { arrived } }) => arrived !== null || hadArrived(parcel));
	await settleForecasts(
		tx,
		arrivals.map(({ parcel: { sellerId, rowId }, expected: { arrived } }) => ({ sellerId, rowId, arrived })),
		now,
	);
}

/** The silences that the news ended, and those after which the parcel is given up. */
function gapsOf({ parcel, state, news }: Derived & Pick<News, "news">, deps: ApplyDeps) {
	const isNew = new Set(news.flatMap((fact) => (fact.kind === "scan" ? [fact.scan.key] : [])));
	if (state.milestone === "expired" && parcel.milestone !== "expired") return gapsGivenUp(parcel, state, deps);
	if (isNew.size === 0) return [];
	const before = state.timeline.filter(({ key }) => !isNew.has(key));
	return gapsEnded(parcel, before, state.timeline, deps);
}

/** By the clock alone. */
function isChanged({ parcel, state, eta, late }: Derived): boolean {
	return isMoved(parcel, state) || !sameEta(parcel.eta, eta) || !sameLate(parcel.late, late);
}

/** Where silence leaves the status as it is, such as that of a parcel in trouble, it is told all the same, once. */
function isMoved(before: Pick<Parcel, "code" | "reason" | "condition" | "silenceTold">, state: ParcelState): boolean {
	const isOther = state.code !== before.code || state.reason !== before.reason || state.condition !== before.condition;
	return isOther || isSilenceNews(before.silenceTold, state.silence);
}

function hadArrived({ milestone }: Pick<Parcel, "milestone">): boolean {
	return milestone === "delivered" || milestone === "ready_for_pickup";
}

function sameLate(before: Parcel["late"], after: Parcel["late"]): boolean {
	return before?.promisedTo === after?.promisedTo && before?.source === after?.source;
}

interface News extends Change {
	readonly carriers: readonly LegCarrier[];
	readonly before: readonly Fact[];
	readonly news: readonly Fact[];
}

/** What of a change is new, with what is known already of the numbers and carriers that it names. */
async function newsOf(
	tx: Transaction,
	change: Change,
	before: readonly Fact[],
	coming: readonly Change[],
	places: Places,
): Promise<News> {
	let { parcel, facts, carriers: told = [] } = change;
	const carriers = new Map<number, LegCarrier>();
	for (;;) {
		const named = carrierNews(parcel, told);
		for (const one of named) carriers.set(one.number, one);
		parcel = withCarriers(parcel, carriers);
		const news = factsThatAreNews(facts, before);
		const goesOn = [...before, ...news].some(({ kind }) => kind === "continuation");
		const grown = goesOn ? await openLegs(tx, parcel, factsOfParcel(parcel, withNews(before, news))) : null;
		const opened = grown?.legs.slice(parcel.legs.length) ?? [];
		const renamed = parcel.legs.filter(({ number }) => named.some((one) => one.number === number));
		if (grown) parcel = withCarriers(grown, carriers);
		const asked = [...renamed, ...opened];
		if (asked.length === 0) return { before, news, ...change, parcel, facts, carriers: [...carriers.values()] };
		const waiting = await takeWaiting(tx, parcel, asked, places);
		const elsewhere = await toldElsewhere(tx, parcel, asked, coming, places);
		facts = [...facts, ...elsewhere.facts, ...waiting.facts];
		told = [...elsewhere.carriers, ...waiting.carriers];
	}
}

/** Of what an aggregator says of the legs what it did not say before; the last word on each counts. */
function carrierNews(parcel: Parcel, told: readonly LegCarrier[]): readonly LegCarrier[] {
	const byNumber = new Map(told.map((one) => [one.number, one]));
	return [...byNumber.values()].filter(({ number, toldCarrier, toldCarrierName }) =>
		parcel.legs.some(
			(leg) => leg.number === number && (leg.toldCarrier !== toldCarrier || leg.toldCarrierName !== toldCarrierName),
		),
	);
}

function withCarriers(parcel: Parcel, carriers: ReadonlyMap<number, LegCarrier>): Parcel {
	if (carriers.size === 0) return parcel;
	return { ...parcel, legs: parcel.legs.map((leg) => ({ ...leg, ...carriers.get(leg.number) })) };
}

async function connectionsOf(tx: Transaction, parcels: readonly Parcel[]): Promise<ReadonlyMap<RowId, Connection>> {
	const keys = parcels.flatMap(({ sellerId, legs }) =>
		legs.flatMap(({ connectionId }) => (connectionId === null ? [] : [{ sellerId, rowId: connectionId }])),
	);
	const found = await connectionsByRowId(tx, [...new Map(keys.map((key) => [key.rowId, key])).values()]);
	return new Map(found.map((connection) => [connection.rowId, connection]));
}

/** What is understood better was told before, and nobody need hear of it. */
function factsNotIn(before: readonly Fact[], news: readonly Fact[]): readonly Fact[] {
	const known = new Set(before.map(idOfFact));
	return news.filter((fact) => !known.has(idOfFact(fact)));
}

function without(replaced: ReadonlySet<Fact>, facts: readonly Fact[]): readonly Fact[] {
	return replaced.size === 0 ? facts : facts.filter((fact) => !replaced.has(fact));
}

/** What the change is worth telling, one event a kind of news; every event carries what it was before. */
function eventsOf({ parcel, state, eta, version }: Derived, news: readonly Fact[]): readonly OutboxEntry[] {
	const event = (type: string, data: unknown): OutboxEntry => ({
		sellerId: parcel.sellerId,
		shipmentId: parcel.rowId,
		version,
		type,
		data,
	});
	const shown = ({ milestone, code, reason, condition, actionBy }: typeof state | Parcel) => ({
		milestone,
		code,
		reason,
		condition,
		actionBy,
	});
	// What is told of a leg under which the parcel never travelled is no news of the parcel.
	const wrong = new Set(parcel.legs.filter(({ wrongSince }) => wrongSince !== null).map(({ number }) => number));
	const added = news.flatMap((fact) => (fact.kind === "scan" && !wrong.has(fact.scan.leg) ? [fact.scan.key] : []));
	const withdrawn = news.flatMap((fact) => (fact.kind === "withdrawal" ? [fact.withdraws] : []));
	const corrected = news.some(({ kind }) => kind === "correction");
	const named = { carrier: parcel.carrier, trackingNumber: parcel.trackingNumber };
	return [
		...(parcel.version === 0 ? [event("shipment.created", shown(state))] : []),
		...(isMoved(parcel, state)
			? [event("shipment.status.changed", { before: shown(parcel), after: shown(state), silence: state.silence })]
			: []),
		...(sameEta(parcel.eta, eta) ? [] : [event("shipment.eta.changed", { before: parcel.eta, after: eta })]),
		...(added.length > 0 ? [event("shipment.scan.added", { keys: added })] : []),
		...(corrected ? [event("shipment.carrier.corrected", named)] : []),
		...(withdrawn.length > 0 ? [event("shipment.scan.withdrawn", { keys: withdrawn })] : []),
	];
}

function sameEta(before: Eta | null, after: Eta | null): boolean {
	const isSameWindow = before?.from === after?.from && before?.to === after?.to && before?.likely === after?.likely;
	return isSameWindow && before?.source === after?.source && before?.beside?.to === after?.beside?.to;
}
