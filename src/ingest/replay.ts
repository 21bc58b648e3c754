import { carrierOf } from "../../adapters/index.ts";
import type { Outcome, Problem } from "../../adapters/kit/index.ts";
import type { Database } from "../store/database.ts";
import { addUnmatched, forgetUnmatched, type Message, setMessageState } from "../store/messages.ts";
import { type Applied, applyFacts } from "./apply-facts.ts";
import { queryWithSecret, withSecret } from "./kept-headers.ts";
import { readBytes } from "./stored-message.ts";
import { changesOf, findLegs, joinChanges, numbersOf, stateOf } from "./told-numbers.ts";

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
	readonly now: () => Date;
	/** Hears of every parcel that changed, after the commit. */
	readonly changed: (applied: Applied) => void;
}

/**
 * Reads a stored message as if it came now, with today's adapter, and saves what follows from it in one transaction.
 * What it tells counts as known since it was received. Doing so twice changes nothing. A reading that fails throws, and the message stays as it was.
 */
export async function readAgain(deps: ReplayDeps, message: Message): Promise<Reread> {
	const { sellerId, id } = message;
	const told = { ...message, receivedAt: new Date(message.receivedAt) };
	const reading = readBytes(message);
	const numbers = numbersOf(told, reading);
	const { outcome, problems } = reading;
	const { waiting, applied } = await deps.db.transaction(async (tx) => {
		const legs = await findLegs(tx, numbers);
		const waiting = numbers.filter((number) => legs.of(number).length === 0);
		await forgetUnmatched(tx, sellerId, id);
		await addUnmatched(
			tx,
			waiting.flatMap(({ names }) => names.map((name) => ({ ...name, messageId: id }))),
		);
		await setMessageState(tx, sellerId, id, { state: stateOf(told, reading, legs), outcome, problems });
		const changes = numbers.flatMap((number) => changesOf(told, number, legs.of(number), id));
		const applied = await applyFacts(tx, joinChanges(changes), { now: deps.now(), publicUrl: deps.publicUrl });
		return { waiting, applied };
	});
	for (const one of applied) deps.changed(one);
	return { outcome, accepted: numbers.length - waiting.length, unmatched: waiting.length, problems };
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
