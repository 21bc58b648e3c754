import type { Code, Reason } from "../core/status.ts";
import { CROSS_BORDER, DOMESTIC, type Route, type Stop } from "./places.ts";

export interface Step {
	/** From the start of the journey, before the seed spreads it. */
	readonly hours: number;
	readonly code: Code;
	readonly stop: Stop;
	readonly text: string;
	readonly reason?: Reason;
	/** The courier sends its position from here to the next step, with so many stops to go. */
	readonly stopsBefore?: number;
	/** A window announced with this step, in hours from the start. */
	readonly promised?: readonly [number, number];
	/** It waits there to be fetched. */
	readonly waits?: Waits;
	/** Steps back that this one takes back. */
	readonly withdraws?: number;
}

export interface Waits {
	/** A reminder says neither. */
	readonly in?: "locker" | "shop" | "post office";
	readonly code?: string;
	/** The day of this hour from the start is the last. */
	readonly until: number;
}

export interface Scenario {
	readonly about: string;
	readonly routes: readonly [Route, ...Route[]];
	readonly steps: readonly Step[];
}

type More = Omit<Step, "hours" | "code" | "stop" | "text">;

function at(hours: number, code: Code, stop: Stop, text: string, more: More = {}): Step {
	return { hours, code, stop, text, ...more };
}

const toDepot: readonly Step[] = [
	at(0, "info_received.label_created", "seller", "Label created", { promised: [48, 56] }),
	at(5, "picked_up.collected", "seller", "Picked up from the seller"),
	at(9, "in_transit.origin_facility_arrived", "origin", "Arrived at the depot of origin"),
	at(12, "in_transit.origin_facility_departed", "origin", "Left the depot of origin"),
	at(20, "in_transit.processed_facility", "hub", "Sorted"),
	at(36, "in_transit.arrived_delivery_depot", "depot", "Arrived at the delivery depot"),
];
const outForDelivery = at(46, "out_for_delivery.on_vehicle", "depot", "Out for delivery", { stopsBefore: 14 });
const toVehicle: readonly Step[] = [...toDepot, outForDelivery];

const toBorder: readonly Step[] = [
	at(0, "info_received.label_created", "seller", "Label created", { promised: [190, 214] }),
	at(20, "picked_up.accepted", "origin", "Accepted by the carrier"),
	at(30, "in_transit.export_customs_presented", "gateway", "Presented to export customs"),
	at(36, "in_transit.export_customs_cleared", "gateway", "Released by export customs"),
	at(48, "in_transit.departed_origin_country", "gateway", "Left the country of origin"),
	at(80, "in_transit.arrived_destination_country", "border", "Arrived in the country of destination"),
	at(88, "in_transit.import_customs_presented", "border", "Presented to import customs"),
];
const fromBorder: readonly Step[] = [
	at(140, "in_transit.customs_cleared", "border", "Released by customs"),
	at(160, "in_transit.arrived_delivery_depot", "depot", "Arrived at the delivery depot"),
	at(190, "out_for_delivery.on_vehicle", "depot", "Out for delivery", { stopsBefore: 9 }),
];
const delivered = at(50, "delivered.to_recipient", "door", "Delivered");

function domestic(about: string, ...steps: readonly Step[]): Scenario {
	return { about, routes: DOMESTIC, steps };
}

function crossBorder(about: string, ...steps: readonly Step[]): Scenario {
	return { about, routes: CROSS_BORDER, steps };
}

/** The journeys that a visitor meets first. Names are in capitals: DEMO-HAPPY-7 plays HAPPY. */
export const MAIN_SCENARIOS = {
	HAPPY: domestic(
		"A domestic parcel that arrives as promised.",
		...toDepot,
		at(44, "in_transit.delivery_scheduled", "depot", "Scheduled for delivery today", { promised: [49, 53] }),
		outForDelivery,
		at(49.5, "out_for_delivery.nearby", "door", "The courier is near"),
		delivered,
	),
	SIGNED: domestic(
		"Delivered against a signature, with proof.",
		...toVehicle,
		at(50, "delivered.signed", "door", "Delivered. Signed by: A. Sample"),
		at(51, "note.proof_of_delivery", "door", "Proof of delivery is available"),
		at(60, "note.after_delivery", "depot", "Delivery documents filed"),
		at(400, "expired.archived", "depot", "Archived"),
	),
	CROSSBORDER: crossBorder(
		"From Shenzhen over a European hub to the buyer's letterbox.",
		...toBorder.slice(0, 5),
		at(50, "in_transit.linehaul_departed", "gateway", "Flight departed"),
		at(64, "in_transit.linehaul_arrived", "transit", "Flight arrived"),
		at(65, "in_transit.transit_country_arrived", "transit", "Arrived in a country of transit"),
		at(74, "in_transit.transit_country_departed", "transit", "Left the country of transit"),
		...toBorder.slice(5),
		at(100, "in_transit.customs_cleared", "border", "Released by customs"),
		at(104, "in_transit.inward_office_departed", "border", "Left the office of import"),
		at(126, "in_transit.arrived_destination_city", "depot", "Arrived in the buyer's city"),
		at(150, "in_transit.arrived_delivery_depot", "depot", "Arrived at the delivery depot"),
		at(190, "out_for_delivery.on_vehicle", "depot", "Out for delivery", { stopsBefore: 9 }),
		at(196, "delivered.letterbox", "door", "Put in the letterbox"),
	),
	CUSTOMS: crossBorder(
		"Customs inspects, asks, and wants duty before the parcel goes on.",
		...toBorder,
		at(94, "in_transit.import_customs_held", "border", "Held for inspection", { reason: "customs.inspection" }),
		at(100, "in_transit.customs_info_required", "border", "Invoice needed", { reason: "customs.documentation" }),
		at(112, "in_transit.held_at_import_office", "border", "Waiting at the office of import"),
		at(120, "in_transit.customs_duty_due", "border", "Duty to pay", {
			reason: "customs.duties_unpaid",
			promised: [240, 264],
		}),
		...fromBorder,
		at(194, "delivered.cod_paid", "door", "Delivered, duty paid at the door"),
	),
	ATTEMPT: domestic(
		"Nobody at home the first time, a neighbour the second.",
		...toVehicle,
		at(47, "out_for_delivery.contacting_recipient", "door", "The courier is calling"),
		at(48, "out_for_delivery.arrived", "door", "The courier is at the door"),
		at(48.2, "delivery_attempted.recipient_absent", "door", "Nobody at home", { reason: "recipient.absent" }),
		at(48.3, "delivery_attempted.notice_left", "door", "A card was left"),
		at(50, "delivery_attempted.rescheduled", "depot", "A new attempt tomorrow", { promised: [70, 76] }),
		at(68, "out_for_delivery.on_vehicle", "depot", "Out for delivery", { stopsBefore: 6 }),
		at(73, "delivered.to_neighbour", "door", "Left with a neighbour"),
	),
	LOCKER: domestic(
		"Collected from a parcel locker on the last day.",
		...toDepot,
		at(44, "ready_for_pickup.arriving_at_point", "point", "On its way to the locker", {
			waits: { in: "locker", until: 119 },
		}),
		at(47, "ready_for_pickup.locker", "point", "Waiting in the locker. Pickup code: 4711-08", {
			waits: { in: "locker", until: 119 },
		}),
		at(95, "ready_for_pickup.expiring", "point", "Last day to collect", { waits: { until: 119 } }),
		at(100, "delivered.collected", "point", "Collected"),
	),
	WEATHER: domestic(
		"Snow on the road, a later promise, then left in a safe place.",
		...toDepot.slice(0, 5),
		at(28, "in_transit.delayed_weather", "transit", "Delayed by snow", {
			reason: "external.weather",
			promised: [96, 104],
		}),
		at(60, "in_transit.problem_resolved", "transit", "On the road again"),
		at(80, "in_transit.arrived_delivery_depot", "depot", "Arrived at the delivery depot"),
		at(94, "out_for_delivery.on_vehicle", "depot", "Out for delivery", { stopsBefore: 11 }),
		at(99, "delivered.safe_place", "door", "Left in the safe place"),
	),
	MULTILEG: crossBorder(
		"Handed from one carrier to the next on the way.",
		...toBorder,
		at(92, "in_transit.customs_cleared", "border", "Released by customs"),
		at(96, "note.consolidated", "border", "Consolidated with other parcels"),
		at(100, "in_transit.handover_to_partner", "border", "Handed to the delivery partner"),
		at(112, "in_transit.received_by_partner", "depot", "Received by the delivery partner"),
		at(113, "note.relabelled", "depot", "Relabelled"),
		at(130, "out_for_delivery.on_vehicle", "depot", "Out for delivery", { stopsBefore: 20 }),
		at(136, "delivered.to_reception", "door", "Left at the reception"),
	),
	RETURN: domestic(
		"Never collected, so it goes back to the seller.",
		...toDepot,
		at(47, "ready_for_pickup.at_point", "point", "Ready to collect at the shop", {
			waits: { in: "shop", code: "0815", until: 164 },
		}),
		at(140, "ready_for_pickup.expiring", "point", "Last day to collect", { waits: { until: 164 } }),
		at(170, "returning.not_collected", "point", "Not collected, going back", { reason: "recipient.not_collected" }),
		at(200, "in_transit.processed_facility", "hub", "Sorted"),
		at(230, "returned.to_sender", "seller", "Back with the sender"),
	),
	LOST: domestic(
		"Silence, a search, and a loss.",
		...toDepot.slice(0, 5),
		at(140, "in_transit.no_update", "hub", "No scan for five days"),
		at(150, "exception.search_started", "hub", "A search was started", { reason: "carrier.being_researched" }),
		at(330, "exception.lost", "hub", "The parcel is lost", { reason: "carrier.lost" }),
	),
	MISTAKE: domestic(
		"Marked as delivered by mistake, taken back, delivered the day after.",
		...toVehicle,
		at(49, "delivered.to_recipient", "door", "Delivered"),
		at(51, "note.information", "depot", "The delivery scan was a mistake", { withdraws: 1 }),
		at(70, "out_for_delivery.on_vehicle", "depot", "Out for delivery", { stopsBefore: 3 }),
		at(72, "delivered.to_recipient", "door", "Delivered"),
	),
} as const satisfies Record<string, Scenario>;

export { at, crossBorder, delivered, domestic, fromBorder, outForDelivery, toBorder, toDepot, toVehicle };
