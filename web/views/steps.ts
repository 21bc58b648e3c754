import { CODES } from "../../src/core/codes.ts";
import type { PageScan, ParcelPage } from "../../src/core/page.ts";
import { type Code, milestoneOf } from "../../src/core/status.ts";
import { isGoingBack } from "./ending.ts";
import type { StepName } from "./words.ts";

export interface Steps {
	readonly names: readonly StepName[];
	/** Index of the step the parcel stands on; -1 before the first. */
	readonly current: number;
}

type StepOut = "shipped" | "moving" | "customs" | "nearby" | "out" | "delivered";

const WAY_OUT: readonly StepOut[] = ["shipped", "moving", "customs", "nearby", "out", "delivered"];
const WAY_BACK: readonly StepName[] = ["shipped", "moving", "returning", "returned"];

/** Five steps of the journey; a sixth where it crosses a border; others where it is collected or goes back. */
export function stepsOf(parcel: ParcelPage): Steps {
	if (parcel.milestone === "returned") return { names: WAY_BACK, current: 3 };
	const { isBack, scans } = currentLadder(parcel);
	if (isBack) return { names: WAY_BACK, current: 2 };
	const names = WAY_OUT.filter((name) => name !== "customs" || crossesBorder(parcel));
	const step = stepOf(parcel, scans);
	return {
		names: names.map((name) => (name === "out" && isCollected(parcel, scans) ? "collect" : name)),
		// Without a border the customs step is that of the road.
		current: step === null ? -1 : names.indexOf(step === "customs" && !names.includes(step) ? "moving" : step),
	};
}

interface CurrentLadder {
	readonly isBack: boolean;
	/** Those since the parcel last turned round. */
	readonly scans: readonly PageScan[];
}

/** An exception tells nothing of which way the parcel went: the scans before it do. */
function currentLadder(parcel: ParcelPage): CurrentLadder {
	const { milestone, scans } = parcel;
	if (isGoingBack(parcel)) return { isBack: true, scans };
	let since = 0;
	let isBack = false;
	for (const [index, { code, milestone: told }] of scans.entries()) {
		if (CODES[code].phase === "return" || code === "cancelled.export_cancelled") isBack = true;
		else if (isBack && (told === "out_for_delivery" || told === "delivered")) {
			isBack = false;
			since = index;
		}
	}
	const isOffLadder = milestone === "exception" || milestone === "cancelled" || milestone === "expired";
	return { isBack: isBack && isOffLadder, scans: scans.slice(since) };
}

function crossesBorder({ origin, destination, scans }: ParcelPage): boolean {
	if (origin && destination && origin.country !== destination.country) return true;
	return scans.some(({ code }) => code.includes("customs") || ["export", "import"].includes(CODES[code].phase));
}

function isCollected({ milestone, code }: ParcelPage, scans: readonly PageScan[]): boolean {
	if (milestone === "ready_for_pickup" || code === "delivered.collected") return true;
	if (milestone === "out_for_delivery" || milestone === "delivery_attempted") return false;
	return scans.findLast((scan) => stepTold(scan.code) === "out")?.milestone === "ready_for_pickup";
}

/** Where the parcel stands, or stood before something struck it: what is off the ladder moves no step. */
function stepOf({ milestone, code }: ParcelPage, scans: readonly PageScan[]): StepOut | null {
	const told = scans.map((scan) => scan.code);
	switch (milestone) {
		case "in_transit":
			// Of several pieces others may be out already; the parcel stands with the last.
			return furthest([code, ...told.filter((one) => milestoneOf(one) === "in_transit")]);
		case "exception":
		case "cancelled":
		case "expired":
			// Other pieces may be delivered; the one in trouble is not.
			return furthest(told.filter((one) => stepTold(one) !== "delivered"));
		case "pending":
		case "info_received":
		case "picked_up":
		case "out_for_delivery":
		case "delivery_attempted":
		case "ready_for_pickup":
		case "delivered":
			return stepTold(code);
		case "returning":
		case "returned":
			return null;
	}
}

/** By the furthest any scan reached: a late sorting scan does not move a parcel back. */
function furthest(codes: readonly Code[]): StepOut | null {
	const reached = codes.map(stepTold).map((step) => (step === null ? -1 : WAY_OUT.indexOf(step)));
	return WAY_OUT[Math.max(...reached, -1)] ?? null;
}

/** The step that a scan by itself tells of; null for what is off the ladder, and for notes. */
function stepTold(code: Code): StepOut | null {
	// Some pieces are still to come.
	if (code === "delivered.partial") return "out";
	const { phase } = CODES[code];
	switch (milestoneOf(code)) {
		case "info_received":
		case "picked_up":
			return "shipped";
		case "in_transit":
			return phase === "last_mile" ? "nearby" : phase === "import" ? "customs" : "moving";
		case "out_for_delivery":
		case "delivery_attempted":
		case "ready_for_pickup":
			return "out";
		case "delivered":
			return "delivered";
		case "pending":
		case "returning":
		case "returned":
		case "cancelled":
		case "exception":
		case "expired":
		case "note":
			return null;
	}
}
