import { CODES } from "./codes.ts";
import { isNamedIn } from "./compare-places.ts";
import { foldText } from "./identity.ts";
import { carriedRung, deliveredRung, isFinalRung, isNote, returnedRung, returningRung, rungOf } from "./ladder.ts";
import type { Place } from "./scan.ts";
import type { Code, Milestone, Reason } from "./status.ts";
import { milestoneOf } from "./status.ts";

/** Something that happened to the parcel, from a scan or from a header that is ahead of the scans. */
export interface Step {
	readonly code: Code;
	readonly reason: Reason;
	readonly at: number;
	/** `YYYY-MM-DD` on its own clock; null where only the moment is known. */
	readonly day: string | null;
	readonly isDay: boolean;
	readonly local: string | null;
	readonly instant: string | null;
	readonly place: Place | null;
	/** Who got no parcel says so. Absent for what a carrier tells. */
	readonly by?: "buyer";
}

export interface JourneyEnd {
	/** ISO 3166-1 alpha-2. */
	readonly country: string;
	readonly city: string | null;
}

/** What the fold may know of the journey beside the facts. */
export interface JourneyContext {
	readonly origin: JourneyEnd | null;
	readonly destination: JourneyEnd | null;
}

/** Where a parcel stands after its steps. */
export interface Standing {
	readonly milestone: Milestone;
	/** The step that decides the milestone; null before the first. */
	readonly decidedBy: Step | null;
	/** The highest rung of the current ladder, -1 before the first; an exception hides it but does not undo it. */
	readonly rung: number;
	/** True while an exception or cancellation stands over the ladder. */
	readonly isOffLadder: boolean;
	readonly delivery: Step | null;
	/** When each milestone was first the parcel's own. */
	readonly reached: ReadonlyMap<Milestone, Step>;
	/**
	 * The steps as they are to be understood: a delivery at the origin of a parcel on its way back is its return, one that is
	 * told once more after the buyer missed it leaves it disputed, and what he says of no delivery is no step.
	 */
	readonly steps: readonly Step[];
}

/**
 * Walks the steps in order: up the ladder, over to the way back and maybe round again, off it and on. Against a delivery
 * stands the word of a buyer who did not get it, until the parcel was seen on its way again, is lost, or goes back.
 */
export function standAfter(told: readonly Step[], context: JourneyContext): Standing {
	const reached = new Map<Milestone, Step>();
	const steps: Step[] = [];
	let ladder: Ladder = { rung: -1, step: null, delivery: null };
	let offLadder: Step | null = null;
	let isMissed = false;
	for (const step of told) {
		const rung = rungOf(step.code);
		let understood = step;
		if (step.by === "buyer") {
			if (ladder.rung !== deliveredRung || offLadder !== null) continue;
			isMissed = true;
		} else if (isMissed && rung === deliveredRung) {
			// Another scan of the same delivery, such as its signature, is no answer.
			steps.push({ ...step, code: "delivered.disputed", by: "buyer" });
			continue;
		} else if (rung !== null && rung >= carriedRung) {
			isMissed = false;
		}
		if (rung !== null) {
			if (rung >= carriedRung) offLadder = null;
			const climbed = climb(ladder, step, rung, context);
			if (climbed !== ladder && climbed.step !== null) {
				understood = climbed.step;
				reach(reached, understood);
			}
			ladder = climbed;
		} else if (!isNote(step.code) && (!isFinalRung(ladder.rung) || (isMissed && isLoss(step.code)))) {
			offLadder = step;
			isMissed = false;
			reach(reached, step);
		}
		steps.push(understood);
	}
	const decidedBy = offLadder ?? ladder.step;
	return {
		milestone: decidedBy === null ? "pending" : stepMilestone(decidedBy),
		decidedBy,
		rung: ladder.rung,
		isOffLadder: offLadder !== null,
		delivery: ladder.delivery,
		reached,
		steps,
	};
}

/** Its carrier says that it is no more. */
function isLoss(code: Code): boolean {
	return CODES[code].terminal && milestoneOf(code) === "exception";
}

interface Ladder {
	readonly rung: number;
	readonly step: Step | null;
	readonly delivery: Step | null;
}

/** The ladder after a step; the same value when the step is a lesser one. */
function climb(ladder: Ladder, step: Step, rung: number, context: JourneyContext): Ladder {
	if (isWayBack(ladder.rung) && !isWayBack(rung)) {
		if (!turnsRound(step.code)) return ladder;
		if (isAtOrigin(step.place, context)) {
			// Out for delivery to the sender is still on the way back; only a delivery there ends it.
			if (rung !== deliveredRung) return ladder;
			return { rung: returnedRung, step: { ...step, code: "returned.to_sender" }, delivery: null };
		}
	} else if (rung < ladder.rung) {
		return ladder;
	}
	return { rung, step, delivery: deliveryAfter(ladder, step, rung) };
}

export function isWayBack(rung: number): boolean {
	return rung >= returningRung;
}

/** Of a parcel on its way back, the steps that can only mean that it comes to the buyer again. */
export function turnsRound(code: Code): boolean {
	const milestone = milestoneOf(code);
	return milestone === "out_for_delivery" || milestone === "delivered";
}

/** Of two deliveries the later counts. A dispute speaks of the one before it and is none itself. */
function deliveryAfter(ladder: Ladder, step: Step, rung: number): Step | null {
	if (rung !== deliveredRung) return null;
	return step.code === "delivered.disputed" ? ladder.delivery : step;
}

/** Known to be the origin: its city where the destination is another, or its country where the parcel crossed a border. */
function isAtOrigin(place: Place | null, { origin, destination }: JourneyContext): boolean {
	if (place === null || origin === null) return false;
	const leftCountry = destination !== null && destination.country !== origin.country;
	if (place.country !== null && place.country !== origin.country) return false;
	if (leftCountry && place.country === origin.country) return true;
	const city = foldText(origin.city ?? "");
	const name = foldText(place.text);
	if (city === "" || name === "" || !isNamedIn(city, name)) return false;
	const destinationCity = foldText(destination?.city ?? "");
	return leftCountry || destinationCity === "" || !isNamedIn(destinationCity, name);
}

function reach(reached: Map<Milestone, Step>, step: Step): void {
	const milestone = stepMilestone(step);
	if (!reached.has(milestone)) reached.set(milestone, step);
}

function stepMilestone(step: Step): Milestone {
	const milestone = milestoneOf(step.code);
	if (milestone === "note") throw new Error(`A note decides no milestone: ${step.code}.`);
	return milestone;
}
