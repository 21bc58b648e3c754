import type { DeliveryDays, ZoneDays } from "../calendar.ts";
import { isNote } from "../ladder.ts";
import type { Code } from "../status.ts";
import { milestoneOf } from "../status.ts";
import type { GapModel } from "./gap-model.ts";
import type { LastWord } from "./last-words.ts";
import { gapAfter, silenceOf } from "./silence-of.ts";
import type { SilentPhase } from "./silent-phase.ts";
import { silentPhaseOf } from "./silent-phase.ts";

export interface JourneyScan {
	readonly shipment: string;
	readonly carrier: string;
	readonly code: Code;
	/** Milliseconds. */
	readonly at: number;
	/** `YYYY-MM-DD` on its own clock. */
	readonly date: string;
	/** Nothing nearer than the date is known. */
	readonly isDate: boolean;
}

/** A silence as it was, and what was said of it while it lasted. */
export interface PlayedSilence {
	readonly shipment: string;
	readonly carrier: string;
	readonly phase: SilentPhase;
	/** Milliseconds. */
	readonly since: number;
	/** The next scan; where there is none, the last moment that the file knows of. */
	readonly until: number;
	readonly isEnded: boolean;
	/** When it was called longer than usual, had it lasted so long. */
	readonly deadline: number;
}

export interface Replay {
	readonly model: GapModel;
	readonly days: DeliveryDays;
	readonly zone: ZoneDays;
	readonly progress?: (done: number) => void;
}

/**
 * Plays scans, oldest first, as if they came in now. Each deadline rests on what had been heard by then: a gap is learnt
 * when it ends, or as longer than thirty days when that has passed.
 */
export function replaySilence(
	scans: readonly JourneyScan[],
	{ model, days, zone, progress = () => {} }: Replay,
): readonly PlayedSilence[] {
	const played: PlayedSilence[] = [];
	const open = new Map<string, Open>();
	// In the order of their beginning, and so of their giving up.
	const waiting: Open[] = [];
	let given = 0;
	const learn = (one: Open, until: number, now: number, isEnded: boolean) => {
		const query = { word: one.word, carrier: one.scan.carrier, days, zone, registeredAt: one.scan.at, now };
		const gap = gapAfter(query, until, isEnded);
		if (gap !== null) model.learn(gap);
	};
	for (const [index, scan] of scans.entries()) {
		for (let one = waiting[given]; one !== undefined && one.scan.at + givenUpMs <= scan.at; one = waiting[++given]) {
			if (open.get(one.scan.shipment) !== one) continue;
			const givenUpAt = one.scan.at + givenUpMs;
			learn(one, givenUpAt, givenUpAt, false);
			one.isGivenUp = true;
		}
		const last = open.get(scan.shipment);
		if (last !== undefined) {
			played.push(playedOf(last, scan.at, true));
			if (!last.isGivenUp) learn(last, scan.at, scan.at, true);
		}
		const next = openAfter(scan, last, { model, days, zone });
		if (next === null) open.delete(scan.shipment);
		else {
			open.set(scan.shipment, next);
			waiting.push(next);
		}
		progress(index + 1);
	}
	const end = scans.at(-1)?.at ?? 0;
	return [...played, ...[...open.values()].map((one) => playedOf(one, end, false))];
}

interface Open {
	readonly scan: JourneyScan;
	readonly word: LastWord;
	readonly phase: SilentPhase;
	readonly deadline: number;
	isGivenUp: boolean;
}

function openAfter(scan: JourneyScan, last: Open | undefined, { model, days, zone }: Replay): Open | null {
	const code = isNote(scan.code) ? (last?.word.code ?? null) : scan.code;
	const phase = code === null ? null : silentPhaseOf(code);
	if (code === null || phase === null) return null;
	const { carrier, at, date, isDate } = scan;
	const milestone = milestoneOf(code);
	const standing = { milestone: milestone === "note" ? "pending" : milestone, code, condition: "ok" } as const;
	const local = isDate ? date : `${date}T00:00:00`;
	const word: LastWord = { piece: null, key: "", leg: 1, at, local, zone: null, place: null, code, standing };
	const query = { word, registeredAt: at, carrier, days, zone, isSurface: false, model, now: at };
	const silence = silenceOf(query);
	return silence && { scan, word, phase, deadline: Date.parse(silence.deadline), isGivenUp: false };
}

function playedOf({ scan, phase, deadline }: Open, until: number, isEnded: boolean): PlayedSilence {
	const { shipment, carrier, at } = scan;
	return { shipment, carrier, phase, since: at, until, isEnded, deadline };
}

/** As long as the service waits before it calls a parcel expired. */
export const givenUpMs = 30 * 24 * 3_600_000;
