import { CODES } from "../codes.ts";
import { arrivalScan } from "../eta/mileposts.ts";
import type { ParcelState } from "../fold.ts";
import { isNote } from "../ladder.ts";
import type { TimelineScan } from "../match-scans.ts";
import type { Code, Condition, Reason } from "../status.ts";
import { milestoneOf } from "../status.ts";
import { believedLines } from "../stretches.ts";

/** How a parcel's way ended, as far as it has; `unseen`: nothing more was heard of it, and it was given up. */
export const TRANSIT_OUTCOMES = ["open", "arrived", "returned", "lost", "cancelled", "unseen"] as const;
export type TransitOutcome = (typeof TRANSIT_OUTCOMES)[number];

/** As the carrier wrote it: a local time or a date, and the instant where it can be known. */
export interface ToldTime {
	readonly local: string;
	readonly instant: string | null;
}

/** What is counted of a parcel's way. */
export interface Transit {
	/** The first line by which its carrier has it; null before, and where it never told. */
	readonly handedOver: TimelineScan | null;
	/** When it was first brought before its buyer: a visit to the door, ready at a pickup point, or delivered. */
	readonly offered: ToldTime | null;
	/** When it was there for its buyer: at the pickup point that it was sent to, or delivered. */
	readonly arrived: ToldTime | null;
	readonly outcome: TransitOutcome;
	/** Whether the first visit to the door ended with the delivery; null where there was none, or none that is told of. */
	readonly firstVisitDelivered: boolean | null;
	/** What did not go as planned, the first first: each code and reason once, when it was first told. */
	readonly troubles: readonly Trouble[];
}

export interface Trouble {
	/** Null: nobody said why. */
	readonly reason: Reason | null;
	readonly code: Code;
	readonly line: TimelineScan;
	/** The next line by which it went on; null while there is none. */
	readonly wentOn: TimelineScan | null;
}

/** What is counted of the way of a parcel in such a state. */
export function transitOf(state: ParcelState): Transit {
	const lines = believedLines(state).filter(({ code }) => !isNote(code));
	const from = lines.findIndex(isHandOver);
	const arrived = arrivalOf(state);
	const isDelivery = arrived === null ? () => false : isHandedOut;
	const offered = lines.find((line) => isVisit(line) || isReady(line) || isDelivery(line))?.time ?? null;
	return {
		handedOver: lines[from] ?? null,
		offered: offered ?? arrived,
		arrived,
		outcome: outcomeOf(state, arrived),
		firstVisitDelivered: firstVisit(state, lines),
		troubles: from === -1 ? [] : troublesOf(lines.slice(from)),
	};
}

/** As the forecasts of the arrival count it. */
function isHandOver({ code }: TimelineScan): boolean {
	const milestone = milestoneOf(code);
	return milestone === "picked_up" || (milestone === "in_transit" && CODES[code].movesPin);
}

/** Somebody stood at the door: a call, a new date or a van out of time is no visit. */
function isVisit({ code }: TimelineScan): boolean {
	return milestoneOf(code) === "delivery_attempted" && CODES[code].movesPin;
}

function isReady({ code }: TimelineScan): boolean {
	return milestoneOf(code) === "ready_for_pickup" && CODES[code].condition === "action_required";
}

/** A carrier may say that a parcel was delivered without a scan of it. */
function arrivalOf(state: ParcelState): ToldTime | null {
	const scan = arrivalScan(state);
	if (scan) return scan.time;
	return isDelivered(state) ? state.deliveredAt : null;
}

function isDelivered({ milestone, code }: ParcelState): boolean {
	return milestone === "delivered" && code !== "delivered.partial" && code !== "delivered.disputed";
}

function outcomeOf({ milestone, code }: ParcelState, arrived: ToldTime | null): TransitOutcome {
	if (arrived !== null) return "arrived";
	switch (milestone) {
		case "returning":
		case "returned":
			return "returned";
		case "cancelled":
			return "cancelled";
		case "expired":
			return "unseen";
		case "exception":
			return CODES[code].terminal ? "lost" : "open";
		default:
			return "open";
	}
}

function firstVisit(state: ParcelState, lines: readonly TimelineScan[]): boolean | null {
	if (lines.some(isVisit)) return false;
	const isFetched = state.code === "delivered.collected" || lines.some(isReady);
	return isDelivered(state) && !isFetched ? true : null;
}

function troublesOf(lines: readonly TimelineScan[]): readonly Trouble[] {
	const troubles = new Map<string, Trouble>();
	for (const [index, line] of lines.entries()) {
		const { code } = line;
		const reason = line.reason === "none" ? (MEANT[code] ?? null) : line.reason;
		const name = `${reason} ${code}`;
		if (troubles.has(name) || !isTrouble(code, reason)) continue;
		troubles.set(name, { reason, code, line, wentOn: wentOnFrom(lines, index) });
	}
	return [...troubles.values()];
}

function isTrouble(code: Code, reason: Reason | null): boolean {
	if (!TROUBLED.has(CODES[code].condition)) return false;
	const milestone = milestoneOf(code);
	// That it waits to be fetched is how it was meant; what goes back is counted as a return, and why is the trouble.
	if (milestone === "ready_for_pickup") return false;
	return reason !== null || !isWayBack(code);
}

function isWayBack(code: Code): boolean {
	const milestone = milestoneOf(code);
	return milestone === "returning" || milestone === "returned";
}

/**
 * The line by which it went on after its trouble: it moved as it should, went out to the door, waits to be fetched, or is
 * delivered. What could not be handed over goes back to the depot first, and what goes back to its sender moves too:
 * neither is progress.
 */
function wentOnFrom(lines: readonly TimelineScan[], trouble: number): TimelineScan | null {
	const [from, ...after] = lines.slice(trouble);
	if (from === undefined) return null;
	if (isHandedOut(from)) return from;
	const isDoorAlone = milestoneOf(from.code) === "delivery_attempted";
	let isBack = isWayBack(from.code);
	for (const line of after) {
		isBack ||= isWayBack(line.code);
		if (isHandedOut(line)) return line;
		if (!isBack && (isReady(line) || isOnRound(line) || (!isDoorAlone && isMove(line)))) return line;
	}
	return null;
}

function isHandedOut({ code }: TimelineScan): boolean {
	return milestoneOf(code) === "delivered" && code !== "delivered.disputed";
}

function isOnRound({ code }: TimelineScan): boolean {
	return milestoneOf(code) === "out_for_delivery" && CODES[code].condition === "ok" && CODES[code].movesPin;
}

function isMove({ code }: TimelineScan): boolean {
	if (code === "in_transit.problem_resolved") return true;
	const { condition, movesPin } = CODES[code];
	const milestone = milestoneOf(code);
	return condition === "ok" && movesPin && (milestone === "in_transit" || milestone === "picked_up");
}

const TROUBLED: ReadonlySet<Condition | "keep"> = new Set<Condition>([
	"delayed",
	"stalled",
	"action_required",
	"problem",
	"final_problem",
]);

/** Codes that say the reason themselves, where a carrier names none beside them. */
const MEANT: Readonly<Partial<Record<Code, Reason>>> = {
	"delivery_attempted.recipient_absent": "recipient.absent",
	"delivery_attempted.recipient_unreachable": "recipient.unreachable",
	"delivery_attempted.business_closed": "recipient.business_closed",
	"delivery_attempted.no_access": "recipient.access_restricted",
	"delivery_attempted.identification_failed": "recipient.verification_failed",
	"delivery_attempted.cod_unpaid": "recipient.payment_missing",
	"delivery_attempted.not_enough_time": "carrier.not_enough_time",
	"delivery_attempted.address_not_found": "address.not_found",
	"delivery_attempted.refused": "recipient.refused",
	"in_transit.address_problem": "address.incorrect",
	"in_transit.customs_duty_due": "customs.duties_unpaid",
	"in_transit.customs_info_required": "customs.documentation",
	"in_transit.delayed_holiday": "external.holiday",
	"in_transit.delayed_weather": "external.weather",
	"in_transit.damaged": "carrier.damaged",
	"in_transit.misrouted": "carrier.sorting_error",
	"in_transit.out_of_area": "address.out_of_area",
	"delivered.damaged": "carrier.damaged",
	"exception.lost": "carrier.lost",
	"returning.not_collected": "recipient.not_collected",
	"returning.recipient_moved": "recipient.moved",
	"returning.recipient_deceased": "recipient.deceased",
};
