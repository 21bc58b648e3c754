import { carrierOf } from "../../adapters/index.ts";
import type { Outcome, Problem } from "../../adapters/kit/index.ts";
import type { Places } from "../geo/places.ts";
import type { Database, Transaction } from "../store/database.ts";
import { addUnmatched, forgetUnmatched, type Message, type MessageState, setMessageState } from "../store/messages.ts";
import { type Applied, applyFacts, type Change, type LegCarrier } from "./apply-facts.ts";
import { queryWithSecret, withSecret } from "./kept-headers.ts";
import type { Lanes } from "./lanes.ts";
import type { LocatedReading } from "./read-message.ts";
import { readBytes } from "./stored-message.ts";
import { changesOf, findLegs, joinChanges, type Legs, numbersOf, stateOf, toldOf } from "./told-numbers.ts";

export { withoutDigests } from "./kept-headers.ts";

/** What became of a stored message. */
export interface Reread {
	readonly outcome: Outcome;
	/** Parcels it speaks of that somebody registered, and those that nobody did yet. */
	readonly accepted: number;
	readonly unmatched: number;
	readonly problems: readonly Problem[];
}

export interface ReplayDeps {
	readonly db: Database;
	readonly publicUrl: string;
	readonly places: Places;
	readonly lanes: Lanes;
	readonly now: () => Date;
	/** Hears of every parcel that changed, after the commit. */
	readonly changed: (applied: Applied) => void;
}

/**
 * Reads a stored message as if it came now, with today's adapter, and saves what follows from it in one transaction.
 * What it tells counts as known since it was received. Doing so twice changes nothing. A reading that fails throws, and
 * the message stays as it was.
 */
export async function readAgain(deps: ReplayDeps, message: Message): Promise<Reread> {
	const reading = readBytes(message, deps.places);
	const numbers = numbersOf(toldOf(message), reading);
	const { outcome, problems } = reading;
	const { waiting, applied } = await deps.db.transaction(async (tx) => {
		const legs = await findLegs(tx, numbers);
		const waiting = numbers.filter((number) => legs.of(number).length === 0);
		const { changes } = await saveReading(tx, message, reading, legs);
		return { waiting, applied: await applyFacts(tx, joinChanges(changes), { ...deps, now: deps.now() }) };
	});
	for (const one of applied) deps.changed(one);
	return { outcome, accepted: numbers.length - waiting.length, unmatched: waiting.length, problems };
}

/** Writes what a stored message turned out to be, and answers what it tells of the parcels that somebody registered. */
export async function saveReading(
	tx: Transaction,
	message: Message,
	reading: LocatedReading,
	legs: Legs,
): Promise<{ readonly state: MessageState; readonly changes: readonly Change[] }> {
	const { sellerId, id } = message;
	const told = toldOf(message);
	const numbers = numbersOf(told, reading);
	const waiting = numbers.filter((number) => legs.of(number).length === 0);
	await forgetUnmatched(tx, sellerId, id);
	await addUnmatched(
		tx,
		waiting.flatMap(({ names }) => names.map((name) => ({ ...name, messageId: id }))),
	);
	const state = stateOf(told, reading, legs);
	const { outcome, problems } = reading;
	await setMessageState(tx, sellerId, id, { state, outcome, problems, parcels: numbers.length });
	const changes = numbers.flatMap((number) => changesOf(told, number, legs.of(number), id));
	return { state, changes: changes.map(withoutOldWords) };
}

/** An aggregator may have named another carrier since: what it said long ago counts where it means the same, or is all. */
function withoutOldWords({ carriers = [], ...change }: Change): Change {
	const stands = ({ number, toldCarrierName }: LegCarrier) =>
		change.parcel.legs.some(
			(leg) =>
				leg.number === number &&
				(leg.toldCarrierName === null ? leg.toldCarrier === null : leg.toldCarrierName === toldCarrierName),
		);
	return { ...change, carriers: carriers.filter(stands) };
}

/**
 * Whether what was kept of a refused message is authentic by this secret: null, or what is wrong in words. A timestamp
 * counts against the moment when the message came. Of the query only a token is known, and only by its digest.
 */
export function verifyAgain({ carrier, headers, body, receivedAt }: Message, secret: string): string | null {
	const webhook = carrierOf(carrier)?.webhook;
	if (!webhook) return "the carrier has no webhook any more";
	const hook = { headers: withSecret(headers, secret), body, query: queryWithSecret(headers, secret) };
	return webhook.verify(hook, secret, Date.parse(receivedAt));
}
