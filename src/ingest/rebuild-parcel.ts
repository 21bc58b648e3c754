import { bareNumber } from "../../adapters/kit/index.ts";
import type { Fact } from "../core/facts.ts";
import { replacedPositions } from "../core/positions.ts";
import type { Transaction } from "../store/database.ts";
import { idOfFact, keptText, loadFacts, rewriteFacts } from "../store/facts.ts";
import { messagesByIds } from "../store/list-messages.ts";
import type { Message } from "../store/messages.ts";
import type { Parcel } from "../store/parcels.ts";
import { type Applied, type ApplyDeps, applyFacts } from "./apply-facts.ts";
import { factsThatAreNews, withNews } from "./facts-that-are-news.ts";
import { toldOf } from "./replay.ts";
import { readBytes } from "./stored-message.ts";
import { changesOf, numbersOf } from "./told-numbers.ts";

/** How many facts of a parcel are other ones, now that its messages were read again. */
export interface Rebuilt {
	readonly added: number;
	readonly removed: number;
	readonly changed: number;
	/** Null when nothing changed, and nothing was written. */
	readonly applied: Applied | null;
}

/**
 * Reads every message of a parcel again, with today's adapters and gazetteer, and puts what they say now in the place of
 * what they said. What came of a message that is past its retention stays as it is. The parcel is locked by `tx`.
 */
export async function rebuildParcel(tx: Transaction, parcel: Parcel, deps: ApplyDeps): Promise<Rebuilt> {
	const stored = (await loadFacts(tx, [parcel])).get(parcel.rowId) ?? [];
	const ids = new Set(stored.flatMap(({ provenance }) => provenance.map(({ messageId }) => messageId)));
	const messages = await messagesByIds(tx, parcel.sellerId, [...ids]);
	const rebuilt = withWhatIsGone(readAll(parcel, messages, deps), stored, new Set(messages.map(({ id }) => id)));
	const [before, after] = [byId(stored), byId(rebuilt)];
	const removed = stored.filter((fact) => !after.has(idOfFact(fact)));
	const written = rebuilt.filter((fact) => {
		const old = before.get(idOfFact(fact));
		return old === undefined || keptText(old) !== keptText(fact);
	});
	const added = written.filter((fact) => !before.has(idOfFact(fact))).length;
	const counts = { added, removed: removed.length, changed: written.length - added };
	if (removed.length === 0 && written.length === 0) return { ...counts, applied: null };
	await rewriteFacts(tx, parcel, { removed, written });
	const [applied = null] = await applyFacts(tx, [{ parcel, facts: [], anyway: true }], deps);
	return { ...counts, applied };
}

/** What the messages say of the parcel, one after the other, as when they came. */
function readAll(parcel: Parcel, messages: readonly Message[], { places }: ApplyDeps): readonly Fact[] {
	const told = messages.reduce<readonly Fact[]>((known, message) => {
		const facts = numbersOf(toldOf(message), readBytes(message, places)).flatMap((number) => {
			const legs = parcel.legs.filter((leg) =>
				number.names.some(
					({ carrier, trackingNumber }) =>
						carrier === leg.carrier && bareNumber(trackingNumber) === bareNumber(leg.trackingNumber),
				),
			);
			const matches = legs.map((leg, position) => ({ position, parcel, leg }));
			return changesOf(toldOf(message), number, matches, message.id).flatMap((change) => change.facts);
		});
		return withNews(known, factsThatAreNews(facts, known));
	}, []);
	const replaced = replacedPositions(told.filter((fact) => fact.kind === "scan"));
	return told.filter((fact) => fact.kind !== "scan" || !replaced.has(fact));
}

/** With what only messages told that are gone, and their names beside those of messages that are still here. */
function withWhatIsGone(rebuilt: readonly Fact[], stored: readonly Fact[], here: ReadonlySet<string>): readonly Fact[] {
	const facts = byId(rebuilt);
	for (const fact of stored) {
		const gone = fact.provenance.filter(({ messageId }) => !here.has(messageId));
		if (gone.length === 0) continue;
		const now = facts.get(idOfFact(fact));
		const told = now?.provenance.filter(({ channel }) => gone.every((other) => other.channel !== channel)) ?? [];
		facts.set(idOfFact(fact), { ...(now ?? fact), provenance: [...gone, ...told] });
	}
	return [...facts.values()];
}

function byId(facts: readonly Fact[]): Map<string, Fact> {
	return new Map(facts.map((fact) => [idOfFact(fact), fact]));
}
