import type { Code, Reason } from "../core/status.ts";

/** A standard's own table, as its adapter reads it: its word to our code, and to the reason where the word gives one. */
export type Table = Readonly<Record<string, Code | readonly [Code, Reason]>>;

/** What happened in a standard's word; null where it has none that says this, or a part of it, and no more. */
export type Wording = (code: Code, reason: Reason) => Worded | null;

export interface Worded {
	readonly word: string;
	/** The code itself, or the broader one that the word is for. */
	readonly says: Code;
}

/** Reasons that a code gives by its very name: the word for both says nothing that was not said. */
export const IMPLIED: Readonly<Partial<Record<Code, Reason>>> = {
	"in_transit.customs_info_required": "customs.documentation",
	"in_transit.customs_duty_due": "customs.duties_unpaid",
	"in_transit.delayed_weather": "external.weather",
	"in_transit.delayed_holiday": "external.holiday",
	"in_transit.misrouted": "carrier.sorting_error",
	"in_transit.held_at_request": "recipient.requested_later",
	"in_transit.damaged": "carrier.damaged",
	"in_transit.out_of_area": "address.out_of_area",
	"delivery_attempted.recipient_absent": "recipient.absent",
	"delivery_attempted.recipient_unreachable": "recipient.unreachable",
	"delivery_attempted.business_closed": "recipient.business_closed",
	"delivery_attempted.cod_unpaid": "recipient.payment_missing",
	"delivery_attempted.not_enough_time": "carrier.not_enough_time",
	"delivery_attempted.address_not_found": "address.not_found",
	"delivery_attempted.reschedule_needed": "delivery.appointment_pending",
	"delivery_attempted.refused": "recipient.refused",
	"delivered.alternative_location": "delivery.indirect",
	"delivered.damaged": "carrier.damaged",
	"returning.not_collected": "recipient.not_collected",
	"exception.outside_service": "address.out_of_area",
	"exception.prohibited": "customs.prohibited",
	"exception.search_started": "carrier.being_researched",
	"exception.lost": "carrier.lost",
};

/** What is true as well wherever the code is, and tells less: for standards that do not tell so much. Same milestone. */
export const BROADER: Readonly<Partial<Record<Code, Code>>> = {
	...broader("picked_up.accepted", ["picked_up.dropped_off"]),
	...broader("in_transit.arrived_facility", [
		"in_transit.origin_facility_arrived",
		"in_transit.export_office_arrived",
		"in_transit.arrived_delivery_depot",
		"in_transit.linehaul_arrived",
	]),
	...broader("in_transit.departed_facility", [
		"in_transit.origin_facility_departed",
		"in_transit.inward_office_departed",
		"in_transit.linehaul_departed",
	]),
	...broader("in_transit.moving", [
		"in_transit.processed_facility",
		"in_transit.departed_origin_country",
		"in_transit.transit_country_arrived",
		"in_transit.transit_country_departed",
		"in_transit.arrived_destination_country",
		"in_transit.arrived_destination_city",
	]),
	...broader("in_transit.held", [
		"in_transit.export_customs_held",
		"in_transit.import_customs_held",
		"in_transit.held_at_export_office",
		"in_transit.held_at_import_office",
		"in_transit.held_at_delivery_depot",
		"in_transit.held_at_request",
	]),
	...broader("in_transit.delayed", [
		"in_transit.delayed_carrier",
		"in_transit.delayed_weather",
		"in_transit.delayed_transport",
		"in_transit.delayed_holiday",
		"in_transit.misrouted",
	]),
	...broader("out_for_delivery.on_vehicle", ["out_for_delivery.nearby", "out_for_delivery.arrived"]),
	...broader("delivery_attempted.failed", [
		"delivery_attempted.problem",
		"delivery_attempted.recipient_absent",
		"delivery_attempted.recipient_unreachable",
		"delivery_attempted.business_closed",
		"delivery_attempted.no_access",
		"delivery_attempted.notice_left",
		"delivery_attempted.identification_failed",
		"delivery_attempted.cod_unpaid",
		"delivery_attempted.not_enough_time",
		"delivery_attempted.address_not_found",
		"delivery_attempted.rescheduled",
		"delivery_attempted.reschedule_needed",
		"delivery_attempted.final",
		"delivery_attempted.refused",
	]),
	...broader("ready_for_pickup.at_point", [
		"ready_for_pickup.locker",
		"ready_for_pickup.post_office",
		"ready_for_pickup.carrier_depot",
		"ready_for_pickup.expiring",
	]),
	...broader("delivered.to_recipient", [
		"delivered.signed",
		"delivered.collected",
		"delivered.cod_paid",
		"delivered.to_neighbour",
		"delivered.to_reception",
		"delivered.to_proxy",
		"delivered.safe_place",
		"delivered.letterbox",
		"delivered.po_box",
		"delivered.alternative_location",
		"delivered.after_exception",
		"delivered.damaged",
	]),
	...broader("returning.to_sender", [
		"returning.not_collected",
		"returning.recipient_moved",
		"returning.attempts_exhausted",
		"returning.recipient_deceased",
	]),
	...broader("exception.unspecified", [
		"exception.rejected_by_carrier",
		"exception.outside_service",
		"exception.prohibited",
		"exception.customs_rejected",
		"exception.import_terminated",
		"exception.undeliverable",
		"exception.search_started",
		"exception.lost",
		"exception.destroyed",
		"exception.stolen",
	]),
};

function broader(says: Code, codes: readonly Code[]): Partial<Record<Code, Code>> {
	return Object.fromEntries(codes.map((code) => [code, says]));
}

/**
 * An adapter's table the other way round, so that what is written is read as it was meant. Of several words for one
 * meaning the first of `plainest` is taken, else the first of the table. `writes` says which of its words may be written:
 * a table also reads words of older lists, and words that say more than our code does.
 */
export function wordingOf(
	table: Table,
	{ writes, plainest = [] }: { readonly writes: (word: string) => boolean; readonly plainest?: readonly string[] },
): Wording {
	const words = new Map<string, string>();
	const preferred = plainest.filter((word) => Object.hasOwn(table, word));
	for (const word of [...preferred, ...Object.keys(table)]) {
		const meaning = table[word];
		if (meaning === undefined || !writes(word)) continue;
		const said = typeof meaning === "string" ? saidOf(meaning, "none") : saidOf(...meaning);
		if (!words.has(said)) words.set(said, word);
	}
	const exact = (code: Code, reason: Reason) =>
		words.get(saidOf(code, reason)) ??
		words.get(saidOf(code, "none")) ??
		words.get(saidOf(code, IMPLIED[code] ?? "none"));
	return (code, reason) => {
		const says = exact(code, reason) === undefined ? BROADER[code] : code;
		const word = says && exact(says, reason);
		return says === undefined || word === undefined ? null : { word, says };
	};
}

function saidOf(code: Code, reason: Reason): string {
	return `${code} ${reason}`;
}
