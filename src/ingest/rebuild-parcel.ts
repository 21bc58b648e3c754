import type { Fact } from "../core/facts.ts";
import { isPosition } from "../core/positions.ts";
import type { Transaction } from "../store/database.ts";
import { idOfFact, keptText, loadFacts, rewriteFacts } from "../store/facts.ts";
import { messagesByIds } from "../store/list-messages.ts";
import type { Message } from "../store/messages.ts";
import type { Parcel } from "../store/parcels.ts";
import { type Applied, type ApplyDeps, applyFacts } from "./apply-facts.ts";
import { factsThatAreNews, withNews } from "./facts-that-are-news.ts";
import type { LocatedReading } from "./read-message.ts";
import { readBytes } from "./stored-message.ts";
import { changesOf, isOfLeg, numbersOf, toldOf } from "./told-numbers.ts";

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
	const readings = messages.flatMap((message) => readIfPossible(message, deps));
	const readable = new Set(readings.map(({ message }) => message.id));
	// Of positions only the newest was kept, and its name hangs on those before it, which are not: they stay as they are.
	const rebuilt = [...withWhatIsGone(tellAll(parcel, readings), stored, readable), ...stored.filter(isPositionFact)];
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

interface Readable {
	readonly message: Message;
	readonly reading: LocatedReading;
}

/** A message that today's adapters fail on, or whose adapter is no more, is as good as gone: what it told stays. */
function readIfPossible(message: Message, { places }: ApplyDeps): readonly Readable[] {
	try {
		return [{ message, reading: readBytes(message, places) }];
	} catch {
		// replayAll meets the same message and names it.
		return [];
	}
}

/** What the messages say of the parcel, one after the other, as when they came. */
function tellAll(parcel: Parcel, readings: readonly Readable[]): readonly Fact[] {
	const told = readings.reduce<readonly Fact[]>((known, { message, reading }) => {
		const facts = numbersOf(toldOf(message), reading).flatMap((number) => {
			const legs = parcel.legs.filter((leg) => isOfLeg(number, leg));
			const matches = legs.map((leg, position) => ({ position, parcel, leg }));
			return changesOf(toldOf(message), number, matches, message.id).flatMap((change) => change.facts);
		});
		return withNews(known, factsThatAreNews(facts, known));
	}, []);
	return told.filter((fact) => !isPositionFact(fact));
}

/** With what only messages told that are gone or unreadable, and their names beside those of messages that are still here. */
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

function isPositionFact(fact: Fact): boolean {
	return fact.kind === "scan" && isPosition(fact.scan);
}

function byId(facts: readonly Fact[]): Map<string, Fact> {
	return new Map(facts.map((fact) => [idOfFact(fact), fact]));
}
