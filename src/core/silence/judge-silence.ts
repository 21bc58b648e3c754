import { givenUpMs, type PlayedSilence } from "./backtest.ts";
import type { Trouble } from "./generated-journeys.ts";
import type { SilentPhase } from "./silent-phase.ts";
import { SILENT_PHASES } from "./silent-phase.ts";

export interface Judging {
	/** A silence of so many days is trouble, where nobody knows better. An alarm must come within them to count. */
	readonly troubleDays: number;
	/** What became of parcels, where it is known; null where it must be judged by the scans alone. */
	readonly troubles: ReadonlyMap<string, Trouble> | null;
}

/** How well alarms told trouble from silence that is nothing. Shares are of 1, null where there is nothing to share. */
export interface AlarmScore {
	/** `all` for every one. */
	readonly carrier: string;
	readonly phase: SilentPhase | "all";
	readonly parcels: number;
	/** Silences that ended with a scan, and those of which it is known what they were. */
	readonly gaps: number;
	/** The middle deadline, in hours. */
	readonly deadlineHours: number | null;
	readonly alarms: number;
	readonly troubles: number;
	/** Of the alarms, those for trouble. */
	readonly precision: number | null;
	/** Of the trouble, that with an alarm before it was over and within `troubleDays`. */
	readonly recall: number | null;
	readonly alarmsPerThousand: number;
	/** The middle time from a true alarm to the next scan, or to the day on which the parcel would have expired. In days. */
	readonly earlyDays: number | null;
}

/** By carrier and phase, then each carrier as a whole, then all. Silences of which nobody knows yet are left out. */
export function judgeSilence(silences: readonly PlayedSilence[], judging: Judging): readonly AlarmScore[] {
	const known = silences.flatMap((silence) => judge(silence, judging));
	const carriers = [...new Set(known.map(({ silence }) => silence.carrier))].sort();
	const rows = carriers.flatMap((carrier) => {
		const own = known.filter(({ silence }) => silence.carrier === carrier);
		const byPhase = SILENT_PHASES.flatMap((phase) => {
			const some = own.filter(({ silence }) => silence.phase === phase);
			return some.length === 0 ? [] : [scoreOf(carrier, phase, some)];
		});
		return [...byPhase, scoreOf(carrier, "all", own)];
	});
	return [...rows, scoreOf("all", "all", known)];
}

interface Judged {
	readonly silence: PlayedSilence;
	readonly isTrouble: boolean;
	readonly isAlarmed: boolean;
	readonly isInTime: boolean;
	readonly earlyMs: number;
}

function judge(silence: PlayedSilence, { troubleDays, troubles }: Judging): readonly Judged[] {
	const { shipment, since, until, isEnded, deadline } = silence;
	const length = until - since;
	const isLong = length >= troubleDays * dayMs;
	const isTrouble = troubles === null ? isLong : troubles.get(shipment)?.after === since;
	// Not over, and not long yet: it may become either.
	if (!isEnded && !isLong) return [];
	const end = Math.min(isEnded ? until : Number.POSITIVE_INFINITY, since + givenUpMs);
	const isAlarmed = deadline < until;
	const isInTime = isAlarmed && deadline < since + troubleDays * dayMs;
	return [{ silence, isTrouble, isAlarmed, isInTime, earlyMs: Math.max(0, end - deadline) }];
}

function scoreOf(carrier: string, phase: AlarmScore["phase"], judged: readonly Judged[]): AlarmScore {
	const parcels = new Set(judged.map(({ silence }) => silence.shipment)).size;
	const alarms = judged.filter(({ isAlarmed }) => isAlarmed);
	const right = alarms.filter(({ isTrouble }) => isTrouble);
	const troubles = judged.filter(({ isTrouble }) => isTrouble);
	const inTime = troubles.filter(({ isInTime }) => isInTime);
	const deadlines = judged.map(({ silence }) => (silence.deadline - silence.since) / hourMs);
	return {
		carrier,
		phase,
		parcels,
		gaps: judged.length,
		deadlineHours: middleOf(deadlines),
		alarms: alarms.length,
		troubles: troubles.length,
		precision: share(right.length, alarms.length),
		recall: share(inTime.length, troubles.length),
		alarmsPerThousand: parcels === 0 ? 0 : (1_000 * alarms.length) / parcels,
		earlyDays: middleOf(right.map(({ earlyMs }) => earlyMs / dayMs)),
	};
}

function share(part: number, whole: number): number | null {
	return whole === 0 ? null : part / whole;
}

function middleOf(numbers: readonly number[]): number | null {
	const sorted = numbers.toSorted((a, b) => a - b);
	return sorted[Math.floor(sorted.length / 2)] ?? null;
}

const hourMs = 3_600_000;
const dayMs = 24 * hourMs;
