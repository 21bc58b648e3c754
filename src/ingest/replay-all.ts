import type { Database, RowId, Transaction } from "../store/database.ts";
import { countMessages, type WalkedMessages, walkMessages } from "../store/list-messages.ts";
import type { Message, MessageState } from "../store/messages.ts";
import { loadParcels, type Parcel } from "../store/parcels.ts";
import { listSellers } from "../store/sellers.ts";
import { type Applied, type ApplyDeps, applyFacts, type Change } from "./apply-facts.ts";
import type { LocatedReading } from "./read-message.ts";
import { type Rebuilt, rebuildParcel } from "./rebuild-parcel.ts";
import { type ReplayDeps, saveReading } from "./replay.ts";
import { readBytes } from "./stored-message.ts";
import { findLegs, joinChanges, type Legs, numbersOf, type ToldNumber, toldOf } from "./told-numbers.ts";

/** Something that reading the stored messages again makes different. */
export type Difference =
	| {
			readonly kind: "parcel";
			/** `shp_…` */
			readonly id: string;
			readonly carrier: string;
			readonly before: Shown;
			readonly after: Shown;
			/** How many of its scans and other facts are new, gone, or understood otherwise. */
			readonly added: number;
			readonly removed: number;
			readonly changed: number;
	  }
	| {
			readonly kind: "message";
			/** `msg_…` */
			readonly id: string;
			readonly carrier: string;
			/** What it was held to be, and what it is: `unreadable error` and `read ok`. */
			readonly before: string;
			readonly after: string;
	  }
	/** Reading it failed: a fault of ours. It stays as it was. */
	| { readonly kind: "failure"; readonly id: string; readonly carrier: string; readonly name: string };

export type Shown = Pick<Parcel, "milestone" | "code" | "reason" | "condition">;

export interface ReplayProgress {
	readonly read: number;
	readonly total: number;
	readonly differences: readonly Difference[];
}

export interface ReplayOptions extends WalkedMessages {
	/** Say what would change, and change nothing. */
	readonly dryRun: boolean;
}

/** So many messages share a transaction: those who wait for the same parcels wait a second at most. */
const MESSAGES_AT_ONCE = 20;

/**
 * Reads the stored messages of every seller again with today's adapters and gazetteer, oldest first, and brings the
 * parcels that they speak of up to it: each parcel once, with all of its messages. A batch is a transaction: what ends
 * in the middle can be begun again, and changes nothing twice.
 */
export async function* replayAll(
	deps: ReplayDeps,
	{ dryRun, ...wanted }: ReplayOptions,
): AsyncGenerator<ReplayProgress> {
	const walked = { until: deps.now().toISOString(), ...wanted };
	const sellers = await listSellers(deps.db);
	let total = 0;
	for (const { rowId } of sellers) total += await countMessages(deps.db, rowId, walked);
	const rebuilt = new Set<RowId>();
	let read = 0;
	for (const { rowId: sellerId } of sellers) {
		let after: Message | null = null;
		for (;;) {
			const batch: readonly Message[] = await walkMessages(deps.db, sellerId, walked, {
				limit: MESSAGES_AT_ONCE,
				after,
			});
			after = batch.at(-1) ?? null;
			if (after === null) break;
			const { differences, applied } = await inTransaction(deps.db, dryRun, (tx) =>
				replayBatch(tx, batch, rebuilt, { ...deps, now: deps.now() }),
			);
			if (!dryRun) for (const one of applied) deps.changed(one);
			read += batch.length;
			yield { read, total, differences };
		}
	}
}

interface Replayed {
	readonly differences: readonly Difference[];
	readonly applied: readonly Applied[];
}

async function replayBatch(
	tx: Transaction,
	batch: readonly Message[],
	rebuilt: Set<RowId>,
	deps: ApplyDeps,
): Promise<Replayed> {
	const differences: Difference[] = [];
	const readings = batch.flatMap((message) => {
		try {
			return [{ message, reading: readBytes(message, deps.places) }];
		} catch (error) {
			const name = error instanceof Error ? error.name : "unknown";
			differences.push({ kind: "failure", id: message.id, carrier: message.carrier, name });
			return [];
		}
	});
	const numbers = readings.flatMap(({ message, reading }) => numbersOf(toldOf(message), reading));
	const before = parcelsOf(numbers, await findLegs(tx, numbers));
	const counts = new Map<RowId, Counts>();
	const applied: Applied[] = [];
	for (const parcel of before.values()) {
		if (rebuilt.has(parcel.rowId)) continue;
		rebuilt.add(parcel.rowId);
		const { applied: one, ...ofParcel } = await rebuildParcel(tx, parcel, deps);
		counts.set(parcel.rowId, ofParcel);
		if (one) applied.push(one);
	}
	// Once more, because the parcels have a new version now. What was told of them before and counted for nothing counts.
	const legs = await findLegs(tx, numbers);
	const changes: Change[] = [];
	for (const { message, reading } of readings) {
		const saved = await saveReading(tx, message, reading, legs);
		changes.push(...saved.changes);
		differences.push(...messageDifference(message, reading, saved.state));
	}
	applied.push(...(await applyFacts(tx, joinChanges(changes), deps)));
	for (const parcel of await loadParcels(tx, [...before.values()])) {
		const old = before.get(parcel.rowId);
		if (old && old.version !== parcel.version)
			differences.push(parcelDifference(old, parcel, counts.get(parcel.rowId)));
	}
	return { differences, applied };
}

type Counts = Pick<Rebuilt, "added" | "removed" | "changed">;

function parcelsOf(numbers: readonly ToldNumber[], legs: Legs): ReadonlyMap<RowId, Parcel> {
	return new Map(numbers.flatMap((number) => legs.of(number).map(({ parcel }) => [parcel.rowId, parcel])));
}

function messageDifference(message: Message, reading: LocatedReading, state: MessageState): readonly Difference[] {
	const { id, carrier } = message;
	const before = described(message.state, message.outcome, message.problems.length);
	const after = described(state, reading.outcome, reading.problems.length);
	return before === after ? [] : [{ kind: "message", id, carrier, before, after }];
}

function described(state: MessageState, outcome: string | null, problems: number): string {
	return `${state}, ${outcome ?? "not read"}, ${problems === 1 ? "1 problem" : `${problems} problems`}`;
}

function parcelDifference(old: Parcel, now: Parcel, counts: Counts = { added: 0, removed: 0, changed: 0 }): Difference {
	return { kind: "parcel", id: now.id, carrier: now.carrier, before: shown(old), after: shown(now), ...counts };
}

function shown({ milestone, code, reason, condition }: Parcel): Shown {
	return { milestone, code, reason, condition };
}

class NotThisTime extends Error {
	readonly replayed: Replayed;

	constructor(replayed: Replayed) {
		super("A dry run is taken back.");
		this.replayed = replayed;
	}
}

/** The work, taken back at the end where it was only a rehearsal. */
async function inTransaction(
	db: Database,
	isRehearsal: boolean,
	work: (tx: Transaction) => Promise<Replayed>,
): Promise<Replayed> {
	try {
		return await db.transaction(async (tx) => {
			const replayed = await work(tx);
			if (isRehearsal) throw new NotThisTime(replayed);
			return replayed;
		});
	} catch (error) {
		if (error instanceof NotThisTime) return error.replayed;
		throw error;
	}
}
