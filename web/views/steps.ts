import { CODES } from "../../src/core/codes.ts";
import type { ParcelPage } from "../../src/core/page.ts";
import type { Phase } from "../../src/core/status.ts";
import type { StepName } from "./words.ts";

export interface Steps {
	readonly names: readonly StepName[];
	/** Index of the step the parcel stands on; -1 before the first. */
	readonly current: number;
}

const WAY_OUT: readonly StepName[] = ["shipped", "moving", "customs", "nearby", "out", "delivered"];

/** Five steps of the journey; a sixth where it crosses a border; others where it is collected or goes back. */
export function stepsOf(parcel: ParcelPage): Steps {
	if (parcel.milestone === "returning" || parcel.milestone === "returned")
		return { names: ["shipped", "moving", "returning", "returned"], current: parcel.milestone === "returned" ? 3 : 2 };
	const isCollected =
		parcel.milestone === "ready_for_pickup" ||
		parcel.code === "delivered.collected" ||
		(parcel.milestone === "delivered" && parcel.scans.some(({ milestone }) => milestone === "ready_for_pickup"));
	const names = WAY_OUT.filter((name) => name !== "customs" || crossesBorder(parcel)).map((name) =>
		name === "out" && isCollected ? "collect" : name,
	);
	const step = stepOf(parcel, isCollected, names.includes("customs"));
	return { names, current: step === "none" ? -1 : names.indexOf(step) };
}

function crossesBorder({ origin, destination, scans }: ParcelPage): boolean {
	if (origin && destination && origin.country !== destination.country) return true;
	return scans.some(({ code }) => code.includes("customs") || ["export", "import"].includes(CODES[code].phase));
}

function stepOf(parcel: ParcelPage, isCollected: boolean, hasCustoms: boolean): StepName | "none" {
	switch (parcel.milestone) {
		case "pending":
		case "cancelled":
			return "none";
		case "info_received":
		case "picked_up":
			return "shipped";
		case "delivered":
			return "delivered";
		case "out_for_delivery":
		case "delivery_attempted":
		case "ready_for_pickup":
			return isCollected ? "collect" : "out";
		case "in_transit":
		case "exception":
		case "expired":
			return furthest(parcel, hasCustoms);
		case "returning":
		case "returned":
			return "none";
	}
}

/** By the furthest phase any scan reached: a late sorting scan does not move a parcel back. */
function furthest({ scans, milestone, code }: ParcelPage, hasCustoms: boolean): StepName | "none" {
	const phases = new Set<Phase>([CODES[code].phase, ...scans.map((scan) => CODES[scan.code].phase)]);
	if (phases.has("last_mile")) return "nearby";
	if (phases.has("import") && hasCustoms) return "customs";
	if (milestone === "in_transit" || phases.has("linehaul") || phases.has("export")) return "moving";
	return phases.has("first_mile") ? "shipped" : "none";
}
