import { isBuyersWord, missableAt, standingWord } from "../core/buyers-word.ts";
import type { Fact, ScanFact, WithdrawalFact } from "../core/facts.ts";
import type { ParcelState } from "../core/fold.ts";
import type { Provenance, ScanTime } from "../core/scan.ts";
import { clockIn } from "../geo/local-clock.ts";
import type { Places } from "../geo/places.ts";
import { type Applied, buyersKey, foldParcel, placeOfEnd, refreshShipment } from "../ingest/refresh.ts";
import type { Transaction } from "../store/database.ts";
import { loadFacts } from "../store/facts.ts";
import { rightLegs } from "../store/leg.ts";
import { appendOutbox } from "../store/outbox.ts";
import { shipmentByToken } from "../store/pages.ts";
import { lockParcels, type Parcel } from "../store/parcels.ts";
import { addReport, countReports, type ReportWords, takeBackReports } from "../store/reports.ts";
import { deliveryScan, evidenceOf } from "./delivery-evidence.ts";
import type { Deps } from "./deps.ts";
import { openVerification } from "./verify-reader.ts";

export type { ReportWords } from "../store/reports.ts";

/** Nobody loses one parcel as often: whoever goes on is no buyer. */
const MOST_REPORTS = 20;

/**
 * The buyer of a link says that he did not get what is marked as delivered. It stands beside the carrier's word, and the
 * seller gets it with what was known of the delivery and of him: `proof` is what `verifyReader` gave. Said twice is said
 * once. `not-now` where nothing is marked as delivered, or too long ago; null for a link that opens nothing.
 */
export async function reportNotReceived(
	deps: Deps,
	token: string,
	words: ReportWords,
	proof: string | null,
): Promise<"told" | "not-now" | null> {
	const isVerified = (await openVerification(deps, token, proof))?.isVerified ?? false;
	return withParcel(deps, token, async (tx, { parcel, facts, state, at }) => {
		const missable = missableAt(state, standingWord(state) !== null, at);
		if (missable !== "open") return { answer: missable, applied: null };
		if ((await countReports(tx, parcel)) >= MOST_REPORTS) return { answer: "not-now", applied: null };
		const fact = buyersWord(parcel, state, deps.places, at);
		const evidence = { isVerified, ...evidenceOf(parcel, facts, state, deps.places) };
		const applied = await refresh(tx, deps, parcel, fact);
		const saidAt = new Date(at).toISOString();
		const reportId = await addReport(tx, deps.vault, {
			sellerId: parcel.sellerId,
			rowId: parcel.rowId,
			scanKey: fact.scan.key,
			saidAt,
			words,
			evidence,
		});
		await tell(tx, parcel, applied, "shipment.not_received", { reportId, key: fact.scan.key, at: saidAt });
		return { answer: "told", applied };
	});
}

/** The buyer has it after all: his word is withdrawn, and the carrier's stands alone again. False where he had said nothing. */
export function takeReportBack(deps: Deps, token: string): Promise<boolean | null> {
	return withParcel(deps, token, async (tx, { parcel, facts, at }) => {
		const words = wordsStanding(facts);
		if (words.length === 0) return { answer: false, applied: null };
		const foundAt = new Date(at).toISOString();
		const withdrawals = words.map(
			({ key }): WithdrawalFact => ({
				kind: "withdrawal",
				key: buyersKey("found", key, foundAt),
				withdraws: key,
				provenance: [byBuyer(foundAt)],
			}),
		);
		const applied = await refresh(tx, deps, parcel, ...withdrawals);
		const reportIds = await takeBackReports(tx, parcel, foundAt);
		await tell(tx, parcel, applied, "shipment.found", { reportIds, at: foundAt });
		return { answer: true, applied };
	});
}

/** Those of a leg that turned out to be wrong too, which no timeline shows: it may be the right one again. */
function wordsStanding(facts: readonly Fact[]): readonly ScanFact["scan"][] {
	const withdrawn = new Set(facts.flatMap((fact) => (fact.kind === "withdrawal" ? [fact.withdraws] : [])));
	return facts.flatMap((fact) => {
		if (fact.kind !== "scan" || withdrawn.has(fact.scan.key)) return [];
		return isBuyersWord({ code: fact.scan.code, provenance: fact.provenance }) ? [fact.scan] : [];
	});
}

interface Known {
	readonly parcel: Parcel;
	readonly facts: readonly Fact[];
	readonly state: ParcelState;
	/** Now, in milliseconds; later than all that is known, also where the clock of another node is ahead of ours. */
	readonly at: number;
}

interface Done<Answer> {
	readonly answer: Answer;
	readonly applied: Applied | null;
}

/** The parcel is locked meanwhile: two who say the same at once are one after the other. */
async function withParcel<Answer>(
	deps: Deps,
	token: string,
	work: (tx: Transaction, known: Known) => Promise<Done<Answer>>,
): Promise<Answer | null> {
	const done = await deps.db.transaction(async (tx) => {
		const key = await shipmentByToken(tx, token);
		const [parcel] = key === null ? [] : await lockParcels(tx, [key]);
		if (!parcel) return null;
		const facts = (await loadFacts(tx, [parcel])).get(parcel.rowId) ?? [];
		const told = facts.flatMap(({ provenance }) => provenance.map(({ knownAt }) => Date.parse(knownAt) + 1));
		const at = told.reduce((latest, one) => Math.max(latest, one), deps.now().getTime());
		const state = foldParcel(parcel, facts, new Date(at).toISOString(), deps.places);
		return await work(tx, { parcel, facts, state, at });
	});
	if (done?.applied) deps.changed(done.applied);
	return done?.answer ?? null;
}

function refresh(tx: Transaction, deps: Deps, parcel: Parcel, ...facts: readonly Fact[]): Promise<Applied> {
	const { publicUrl, places, lanes, now } = deps;
	return refreshShipment(tx, parcel, { publicUrl, places, lanes, now: now() }, facts);
}

/** Without the buyer's words: they may name anybody, and are kept sealed in the report. */
function tell(tx: Transaction, parcel: Parcel, { version }: Applied, type: string, data: object): Promise<void> {
	return appendOutbox(tx, [{ sellerId: parcel.sellerId, shipmentId: parcel.rowId, version, type, data }]);
}

function buyersWord(parcel: Parcel, state: ParcelState, places: Places, at: number): ScanFact {
	const delivery = deliveryScan(state);
	const knownAt = new Date(at).toISOString();
	const scan: ScanFact["scan"] = {
		key: buyersKey("not-received", delivery?.key ?? parcel.id, knownAt),
		leg: delivery?.leg ?? rightLegs(parcel.legs).at(-1)?.number ?? 1,
		piece: null,
		code: "delivered.disputed",
		reason: "none",
		carrierCode: "",
		rule: null,
		text: "",
		time: timeOf(at, zoneAt(parcel, delivery, places)),
		at,
		sequence: 0,
		place: null,
		marked: {},
	};
	return { kind: "scan", scan, provenance: [byBuyer(knownAt)] };
}

/** The zone of the door: where the parcel goes, else where it was delivered. */
function zoneAt({ destination }: Parcel, delivery: ReturnType<typeof deliveryScan>, places: Places): string | null {
	const zone = (destination && placeOfEnd(destination, places).zone) ?? delivery?.time.zone ?? null;
	// A bare offset may have been that of another season.
	return zone?.includes("/") ? zone : null;
}

function timeOf(at: number, zone: string | null): ScanTime {
	const instant = new Date(at).toISOString();
	return {
		local: clockIn(zone ?? "UTC", at),
		precision: "second",
		zone: zone ?? "UTC",
		// Our own clock tells the instant, in UTC.
		zoneSource: zone === null ? "payload" : "place",
		instant,
	};
}

function byBuyer(knownAt: string): Provenance {
	return { channel: "buyer", messageId: "", knownAt };
}
