import { CODES } from "../codes.ts";
import type { Code } from "../status.ts";
import { milestoneOf } from "../status.ts";

/** What is waited for: the phase of the journey, told apart where gaps differ by days. */
export const SILENT_PHASES = [
	"announced",
	"label",
	"first_mile",
	"export",
	"linehaul",
	"import",
	"depot",
	"out_for_delivery",
	"attempted",
	"pickup_point",
	"return",
	"trouble",
] as const;
export type SilentPhase = (typeof SILENT_PHASES)[number];

/** The phase in which a scan of this code leaves the parcel; null where nothing more is waited for, and for notes. */
export function silentPhaseOf(code: Code): SilentPhase | null {
	const { terminal, phase } = CODES[code];
	if (terminal || code === "delivered.disputed") return null;
	const milestone = milestoneOf(code);
	switch (milestone) {
		case "note":
		case "expired":
			return null;
		case "pending":
			// Else the carrier's system does not answer, or the seller must act first: that is no silence.
			return code === "pending.registered" || code === "pending.not_found" ? "announced" : null;
		case "info_received":
			return "label";
		case "out_for_delivery":
			return "out_for_delivery";
		case "delivery_attempted":
			return "attempted";
		case "ready_for_pickup":
			return "pickup_point";
		case "delivered":
			return "depot";
		case "returning":
		case "returned":
		case "cancelled":
			return "return";
		case "exception":
			return "trouble";
		case "picked_up":
			return "first_mile";
		case "in_transit":
			return onTheRoad[phase] ?? "linehaul";
	}
}

const onTheRoad: Readonly<Record<string, SilentPhase>> = {
	first_mile: "first_mile",
	export: "export",
	import: "import",
	last_mile: "depot",
};

/**
 * Hours on working days, 24 a day, within which the next scan mostly comes: rough, said to be so, and held only until gaps
 * are known. Made from what carriers say of their services, from no parcel.
 */
export const STATED_HOURS: Readonly<Record<SilentPhase, number>> = {
	announced: 72,
	label: 72,
	first_mile: 48,
	export: 96,
	linehaul: 72,
	import: 120,
	depot: 48,
	out_for_delivery: 14,
	attempted: 72,
	pickup_point: 168,
	return: 168,
	trouble: 96,
};
