import type { DeliveryDays, ZoneDays } from "../calendar.ts";
import { addDays, weekdayOf } from "../calendar.ts";
import type { Silence, SilenceCause } from "../facts.ts";
import { printInstant } from "../print-instant.ts";
import type { Code } from "../status.ts";
import { mayExpire } from "./fall-silent.ts";
import type { Gap, GapModel } from "./gap-model.ts";
import type { LastWord } from "./last-words.ts";
import { addCountedHours, countedHours, type PlaceDays } from "./rest-days.ts";
import type { SilentPhase } from "./silent-phase.ts";
import { silentPhaseOf } from "./silent-phase.ts";

/** What decides how long silence after a word is nothing unusual. */
export interface SilenceQuery {
	readonly word: LastWord;
	/** When the waybill was registered, in milliseconds: silence before the first word is counted from then. */
	readonly registeredAt: number;
	/** Our code of the carrier whose word it was. */
	readonly carrier: string;
	/** The days that are worked where the parcel was last seen, else where it goes. */
	readonly days: DeliveryDays;
	readonly zone: ZoneDays;
	/** It travels by sea or on land the whole way: weeks without a scan are the rule, and it never expires. */
	readonly isSurface: boolean;
	readonly model: GapModel;
	/** In milliseconds, for what the model knows by then. */
	readonly now: number;
	/** After how many days of silence nothing is expected any more; 30 unless the seller says otherwise. */
	readonly expiryDays?: number;
}

/** When silence after this word is longer than it mostly is, and what is shown from then on; null where none is waited for. */
export function silenceOf(query: SilenceQuery): Silence | null {
	const { word, isSurface, model, carrier } = query;
	const waiting = waitOf(query);
	if (waiting === null) return null;
	const { phase, since, weekday, place } = waiting;
	const learnt = model.deadlineHours({ carrier, phase, weekday, at: query.now });
	const { hours, share } = learnt.ofWeekday;
	const byPhase = addCountedHours(place, "rest days", since, learnt.working);
	const byWeekday = share === 0 ? byPhase : addCountedHours(place, "holidays", since, hours);
	const usual = byPhase + share * (byWeekday - byPhase);
	const least = isSurface && atSea.has(phase) ? since + surfaceDays * dayMs : leastFor(phase, since, place.zone);
	const deadline = toMinute(Math.max(usual, least));
	const { basis, gaps } = learnt;
	const because = causeOf({ kind: "overdue", basis, gaps: Math.round(gaps) }, query, waiting, deadline);
	return silence(word, deadline, silentCode(word.standing.code), because);
}

/** When nothing is expected of the parcel any more; null for one that does not expire. */
export function expiryOf(query: SilenceQuery): Silence | null {
	const { word, isSurface, registeredAt, expiryDays = 30 } = query;
	const waiting = waitOf(query);
	if (waiting === null || isSurface || !mayExpire(word.standing.milestone)) return null;
	const overdue = silenceOf(query);
	const deadline = Math.max(
		waiting.since + expiryDays * dayMs,
		registeredAt + listenedDays * dayMs,
		overdue === null ? 0 : Date.parse(overdue.deadline),
	);
	const because = causeOf({ kind: "expiry", basis: "rule", gaps: 0 }, query, waiting, deadline);
	return silence(word, deadline, "expired.no_tracking", because);
}

/** The gap from a word to `until`, in milliseconds, to be learnt; null after a word that nothing need follow. */
export function gapAfter(
	query: Omit<SilenceQuery, "model" | "isSurface" | "expiryDays">,
	until: number,
	isEnded: boolean,
): Gap | null {
	const waiting = waitOf(query);
	if (waiting === null) return null;
	const { phase, since, weekday, place } = waiting;
	const workingHours = countedHours(place, "rest days", since, until);
	const hours = countedHours(place, "holidays", since, until);
	return { carrier: query.carrier, phase, weekday, workingHours, hours, isEnded, at: query.now };
}

/** Sea mail and surface mail, in the words that carriers and sellers use for a service. */
export function isSurfaceService(service: string | null): boolean {
	return service !== null && /\b(sea|surface|ocean|boat|vessel|sal)\b|海运|海運|船便|平邮|水陆/i.test(service);
}

interface Waiting {
	readonly phase: SilentPhase;
	/** Milliseconds; the end of a date. */
	readonly since: number;
	readonly weekday: Gap["weekday"];
	readonly place: PlaceDays;
}

type WaitQuery = Pick<SilenceQuery, "word" | "registeredAt" | "days" | "zone">;

function waitOf({ word, registeredAt, days, zone }: WaitQuery): Waiting | null {
	const phase = silentPhaseOf(word.code) ?? silentPhaseOf(word.standing.code);
	if (phase === null || silentPhaseOf(word.standing.code) === null) return null;
	const at = word.at ?? registeredAt;
	const date = word.local?.slice(0, 10) ?? zone.dateAt(at);
	const isDate = word.local?.length === 10;
	const since = isDate ? Math.max(at, zone.startOf(addDays(date, 1))) : at;
	return { phase, since, weekday: weekdayOf(date), place: { days, zone } };
}

function causeOf(
	learnt: Pick<SilenceCause, "kind" | "basis" | "gaps">,
	{ carrier }: SilenceQuery,
	{ phase, since, weekday }: Waiting,
	deadline: number,
): SilenceCause {
	const hours = Math.round((10 * (deadline - since)) / hourMs) / 10;
	const { kind, basis, gaps } = learnt;
	return { kind, basis, gaps, since: printInstant(since), hours, carrier, phase, weekday };
}

function silence({ key, piece }: LastWord, deadline: number, code: Code, because: SilenceCause): Silence {
	return { of: key, piece, deadline: printInstant(deadline), code, because };
}

/** A van is back in the evening, whatever the usual hour: only then has it gone out in vain. Nothing is late within hours. */
function leastFor(phase: SilentPhase, since: number, zone: ZoneDays): number {
	if (phase !== "out_for_delivery") return since + leastHours * hourMs;
	return zone.startOf(addDays(zone.dateAt(since), 1)) - eveningHours * hourMs;
}

/** The code that the taxonomy has for silence where a parcel stands; where it has none, its own. */
function silentCode(code: Code): Code {
	switch (code) {
		case "pending.registered":
			return "pending.not_found";
		case "info_received.label_created":
		case "info_received.notified":
			return "info_received.awaiting_handover";
		// Not there yet: nobody can collect it.
		case "ready_for_pickup.arriving_at_point":
			return code;
	}
	if (code.startsWith("in_transit.")) return "in_transit.no_update";
	if (code.startsWith("out_for_delivery.")) return "out_for_delivery.overdue";
	return code.startsWith("ready_for_pickup.") ? "ready_for_pickup.expiring" : code;
}

function toMinute(ms: number): number {
	return Math.ceil(ms / 60_000) * 60_000;
}

const hourMs = 3_600_000;
const dayMs = 24 * hourMs;
const leastHours = 6;
/** Before midnight. */
const eveningHours = 3;
const surfaceDays = 30;
/** An old waybill that was registered today is asked for some days before it is given up. */
const listenedDays = 7;
const atSea: ReadonlySet<SilentPhase> = new Set<SilentPhase>(["export", "linehaul", "import"]);
