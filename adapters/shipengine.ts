import { z } from "zod";
import {
	codeTable,
	courierNamed,
	courierStatuses,
	courierWordsIn,
	dayAtMidnight,
	defineCarrier,
	type Extracted,
	json,
	list,
	type Meaning,
	number,
	offsetBetweenTimes,
	orderByTimes,
	part,
	type RawPlace,
	type RawScan,
	type RawShipment,
	type RawTime,
	type Refusal,
	text,
	tokenInHeader,
	Unreadable,
	unanswered,
} from "./kit/index.ts";

/** The detail codes, and the two letters for where a courier gave none. */
const STATUSES: Readonly<Record<string, Meaning>> = {
	...courierStatuses,
	...codeTable([
		["pending.not_found", "header:UN"],
		["info_received.label_created", "NY SHIPMENT_CREATED"],
		["info_received.notified", "ELEC_ADVICE_RECD_BY_CARRIER"],
		["info_received.awaiting_handover", "AWAITING_PICKUP_DROP_OFF AWAITING_DESPATCH"],
		["info_received.pickup_scheduled", "COLLECTION_REQUESTED"],
		["info_received.not_yet_received", "NOT_YET_RECEIVED_BY_CARRIER"],
		["info_received.pickup_failed", "PICKUP_FAILED COLLECTION_FAILED"],
		["picked_up.accepted", "AC RECEIVED_BY_CARRIER DESPATCHED"],
		["picked_up.collected", "PICKED_UP COLLECTION_MADE"],
		["picked_up.dropped_off", "DROPPED_OFF"],
		["picked_up.without_data", "RECD_BY_CARRIER_NO_ELEC_ADVICE"],
		["in_transit.moving", "IT IN_TRANSIT"],
		["in_transit.arrived_facility", "HUB_SCAN_IN"],
		["in_transit.processed_facility", "HUB_PROCESSING"],
		["in_transit.departed_facility", "HUB_SCAN_OUT"],
		["in_transit.arrived_delivery_depot", "RECEIVED_LOCAL_DELIVERY_DEPOT"],
		["in_transit.received_by_partner", "SUB_CONTRACTOR_RECEIVED"],
		["in_transit.delivery_scheduled", "DELIVERY_SCHEDULED DELIVERY_ARRANGED_WITH_RECIPIENT"],
		["in_transit.forwarded_new_address", "PARCEL_REDIRECTED"],
		["in_transit.redirected_by_carrier", "PARCEL_REDIRECTED_BY_CARRIER"],
		["in_transit.import_customs_presented", "CUSTOMS_PROCESSING"],
		[["in_transit.import_customs_held", "customs.delay"], "HELD_BY_CUSTOMS"],
		[["in_transit.customs_info_required", "customs.documentation"], "HELD_BY_CARRIER_FOR_CLEARANCE_PRE_PROCESSING"],
		[["in_transit.customs_duty_due", "customs.duties_unpaid"], "DUTY_NOT_PAID"],
		["in_transit.customs_cleared", "CUSTOMS_CLEARED"],
		["in_transit.delayed_carrier", "CARRIER_DELAYS"],
		["in_transit.delayed_weather", "DELAYED_NOT_CARRIER"],
		[["in_transit.misrouted", "carrier.sorting_error"], "MISROUTED"],
		["in_transit.held", "HELD_BY_CARRIER"],
		[["in_transit.address_problem", "address.incorrect"], "ADDRESS_QUERY"],
		[["in_transit.damaged", "carrier.damaged"], "PARCEL_DAMAGED"],
		[["in_transit.repacked", "sender.packaging"], "PARCEL_REPACKED"],
		["in_transit.declaration_incorrect", "INCORRECT_DECLARATION"],
		["out_for_delivery.on_vehicle", "OUT_FOR_DELIVERY"],
		["delivery_attempted.failed", "AT ATTEMPTED_DELIVERY ATTEMPTED_DELIVERY_2ND ATTEMPTED_DELIVERY_3RD"],
		[["delivery_attempted.no_access", "recipient.access_restricted"], "NO_ACCESS_TO_RECIPIENTS_ADDRESS"],
		["delivery_attempted.notice_left", "CUSTOMER_CARDED"],
		[["delivery_attempted.identification_failed", "recipient.verification_failed"], "CUSTOMER_IDENTIFICATION_FAILED"],
		[["delivery_attempted.cod_unpaid", "recipient.payment_missing"], "COD_AMOUNT_NOT_PAID"],
		["delivery_attempted.rescheduled", "DELIVERY_RESCHEDULED"],
		["delivery_attempted.final", "ATTEMPTED_DELIVERY_FINAL"],
		[["delivery_attempted.refused", "recipient.refused"], "REFUSED_BY_CUSTOMER"],
		["ready_for_pickup.at_point", "SP AWAITING_COLLECTION_FROM_PICKUP_POINT"],
		["ready_for_pickup.post_office", "COLLECT_AT_LOCAL_PO"],
		["ready_for_pickup.carrier_depot", "CUSTOMER_TO_COLLECT_FROM_CARRIER"],
		["ready_for_pickup.arriving_at_point", "DELIVERED_TO_PICKUP_POINT"],
		["delivered.to_recipient", "DE DELIVERED"],
		["delivered.collected", "PARCEL_COLLECTED_FROM_PICKUP_POINT"],
		["delivered.cod_paid", "COD_AMOUNT_PAID"],
		[["delivered.to_neighbour", "delivery.indirect"], "DELIVERED_TO_NEIGHBOUR"],
		["delivered.to_reception", "DELIVERED_TO_RECEPTION"],
		["delivered.safe_place", "DELIVERED_SPECIFIED_SAFE_PLACE"],
		["delivered.po_box", "DELIVERED_TO_PO_BOX"],
		[["delivered.alternative_location", "delivery.indirect"], "DELIVERED_TO_ALTERNATIVE_DELIVERY_LOCATION"],
		[["delivered.partial", "delivery.shortage"], "DELIVERED_IN_PART"],
		[["delivered.damaged", "carrier.damaged"], "DELIVERED_DAMAGED"],
		["returning.to_sender", "RETURN_TO_SENDER"],
		[["returning.not_collected", "recipient.not_collected"], "NOT_COLLECTED_FROM_PICKUP_POINT"],
		[["returning.recipient_moved", "recipient.moved"], "CUSTOMER_MOVED"],
		["returning.attempts_exhausted", "NOT_DELIVERED"],
		[["returning.recipient_deceased", "recipient.deceased"], "NOT_DELIVERED_ADDRESSEE_DECEASED"],
		["returned.to_sender", "UNDELIVERABLE_RETURNED_TO_SENDER"],
		["cancelled.cancelled", "CANCELLED"],
		["exception.unspecified", "EX UNSPECIFIED_EXCEPTION"],
		[["exception.outside_service", "sender.incorrect_dimensions"], "PARCEL_OUTSIDE_OF_SERVICE_CAPABILITY"],
		[["exception.prohibited", "customs.prohibited"], "HAZARDOUS_PROHIBITED"],
		[["exception.lost", "carrier.lost"], "PARCEL_LOST"],
		["exception.destroyed", "PARCEL_DISPOSED"],
		["expired.no_tracking", "TRACKING_EXPIRED"],
		["note.information", "INFORMATION SUB_CONTRACTOR_EVENT"],
		["note.unmapped", "CARRIER_STATUS_NOT_MAPPED"],
		["note.recipient_notified", "PARCEL_UPDATE_NOTIFICATION"],
		["note.relabelled", "PARCEL_OVER_LABELLED"],
		["note.proof_of_delivery", "PROOF_OF_DELIVERY"],
		["note.after_delivery", "POST_TRANSIT_STATUS"],
	]),
};

/** What a courier's words may say beside a code that leaves it open; UPS sends no detail but at the first scan. */
const OPEN: ReadonlyMap<string, readonly string[]> = new Map(
	Object.entries({
		NY: ["info_received"],
		AC: ["info_received", "picked_up", "in_transit"],
		IT: [
			"info_received",
			"picked_up",
			"in_transit",
			"out_for_delivery",
			"delivery_attempted",
			"ready_for_pickup",
			"note",
		],
		AT: ["delivery_attempted"],
		SP: ["ready_for_pickup"],
		DE: ["delivered"],
		EX: ["in_transit", "delivery_attempted", "returning", "returned", "exception", "cancelled"],
		IN_TRANSIT: ["in_transit"],
		ATTEMPTED_DELIVERY: ["delivery_attempted"],
		DELIVERED: ["delivered"],
		UNSPECIFIED_EXCEPTION: ["in_transit", "delivery_attempted", "returning", "exception"],
	}),
);

const Event = z.object({
	occurred_at: text,
	carrier_occurred_at: text,
	/** The name of `occurred_at` in older answers. */
	event_date: text,
	description: text,
	city_locality: text,
	state_province: text,
	postal_code: text,
	country_code: text,
	company_name: text,
	signer: text,
	event_code: text,
	status_code: text,
	status_detail_code: text,
	carrier_status_description: text,
	latitude: number,
	longitude: number,
});
type Event = z.output<typeof Event>;

const Track = z.object({
	tracking_number: text,
	carrier_code: text,
	status_code: text,
	status_detail_code: text,
	status_description: text,
	estimated_delivery_date: text,
	actual_delivery_date: text,
	events: z.undefined().or(list(Event)),
});
type Track = z.output<typeof Track>;

const Fault = z.object({ error_code: text, error_type: text, message: text, field_name: text });

const Body = Track.extend({
	resource_type: text,
	resource_url: text,
	data: part(Track),
	errors: list(Fault),
	message: text,
});

/** A track, or a webhook's envelope around one. Webhooks of labels, batches and rates are nothing about a parcel. */
function extract(written: string): Extracted {
	const body = json(written, Body);
	// Labels, batches and rates name a number as well.
	if (body.resource_type && !/track/i.test(body.resource_type)) return { shipments: [] };
	const told = body.data ?? body;
	const track = { ...told, carrier_code: told.carrier_code ?? courierIn(body.resource_url) };
	const known = track.tracking_number ?? null;
	const isTrack = known !== null || track.status_code !== undefined || track.events !== undefined;
	if (body.errors.length > 0 && !isTrack) {
		return { shipments: [], refusals: body.errors.map((fault) => refusal(fault)) };
	}
	if (!isTrack && body.resource_type) return { shipments: [] };
	if (!isTrack && body.message) return { shipments: [], refusals: [refusal({ message: body.message })] };
	if (!isTrack) throw new Unreadable("body: neither a track nor an error");
	const isUnknown = [undefined, "UN"].includes(track.status_code?.toUpperCase()) && !track.events?.length;
	if (!isUnknown) return { shipments: [shipment(track)] };
	const detail = track.status_description ?? "ShipEngine shows no event of this number.";
	return unanswered("not-found", detail, known);
}

/** The address of a track names the courier, in its query or in its path. */
function courierIn(url: string | undefined): string | undefined {
	return /[?&]carrier_code=(\w+)|\/tracking\/(\w+)\//
		.exec(url ?? "")
		?.slice(1)
		.find(Boolean);
}

function refusal({ error_code = "", message = "", field_name }: Partial<z.output<typeof Fault>>): Refusal {
	return {
		trackingNumber: null,
		outcome: outcomeOf(error_code, message, field_name),
		detail: `${error_code}: ${message}`,
	};
}

function outcomeOf(code: string, message: string, field: string | undefined): Refusal["outcome"] {
	if (/rate_limit|too_many|throttl|quota/i.test(code) || /rate limit|too many requests/i.test(message)) {
		return "rate-limited";
	}
	if (
		/unauthori[sz]ed|forbidden|subscription|api_?key|billing|access/i.test(code) ||
		/api.?key|not authori[sz]ed/i.test(message)
	) {
		return "denied";
	}
	const isNumber =
		field === "tracking_number" ||
		/tracking number|not found|unable to track|no tracking (?:information|data|results)|no record/i.test(message);
	return /not_found/i.test(code) || isNumber ? "not-found" : "error";
}

function shipment(track: Track): RawShipment {
	const { tracking_number, carrier_code, status_code, status_detail_code, status_description } = track;
	const events = track.events ?? [];
	const code = status_code?.toUpperCase() ?? "";
	const day = dayOf(track.estimated_delivery_date);
	const scans = events.map(scan);
	// A scan of the delivery knows its time better, and its place.
	const isScanned = scans.some(({ keys = [] }) => keys.some((key) => codeOf(key).startsWith("delivered.")));
	const delivered = code === "DE" && !isScanned ? dayOf(track.actual_delivery_date) : undefined;
	return {
		trackingNumber: tracking_number ?? null,
		carrier: courierNamed(carrier_code),
		carrierName: carrier_code,
		scans,
		order: orderByTimes(events.map(momentOf), "newest-first"),
		status:
			// Without a detail "exception" says less than the newest event.
			code === "" || (code === "EX" && !isSaying(status_detail_code) && events.length > 0)
				? undefined
				: {
						code: status_detail_code ?? code,
						keys: [...(isSaying(status_detail_code) ? [status_detail_code] : []), code, `header:${code}`],
						text: status_description,
						time: delivered ? { text: delivered } : undefined,
					},
		promised: day ? { from: { text: day }, to: { text: day } } : undefined,
	};
}

function dayOf(written: string | undefined): string | undefined {
	return written === undefined ? undefined : dayAtMidnight(written);
}

/** Notes are no status of a parcel. */
function isSaying(detail: string | undefined): detail is string {
	return detail !== undefined && !codeOf(detail).startsWith("note.");
}

function codeOf(key: string): string {
	return (Object.hasOwn(STATUSES, key) ? [STATUSES[key]].flat()[0] : undefined) ?? "";
}

function scan(event: Event): RawScan {
	const { description, status_code, status_detail_code, event_code, signer, carrier_status_description } = event;
	const words = description ?? carrier_status_description;
	const code = status_code?.toUpperCase();
	const vague = status_detail_code ?? code;
	// Without a code of ShipEngine's own the courier's words are all there is.
	const said = courierWordsIn(words, vague === undefined ? undefined : OPEN.get(vague));
	const isOpen = vague === undefined || vague === "UN" || OPEN.has(vague) || vague === "CARRIER_STATUS_NOT_MAPPED";
	const isDelivery = [code, status_detail_code].some((known) => known === "DE" || known === "DELIVERED");
	return {
		code: status_detail_code ?? event_code ?? code ?? "",
		keys: [
			...(isOpen && said ? [said] : []),
			...(status_detail_code ? [status_detail_code] : []),
			...(code && code !== "UN" ? [code] : []),
		],
		text: words ?? "",
		time: timeOf(event),
		place: place(event),
		marked: { signedBy: isDelivery || code === undefined ? signer : undefined },
	};
}

/**
 * The courier's own clock, with a Z behind it or none, stands beside the moment in UTC. Where both show the same, the
 * courier named no zone and the Z is false.
 */
function timeOf(event: Event): RawTime {
	const { carrier_occurred_at } = event;
	const occurred_at = momentOf(event);
	if (!carrier_occurred_at) return { text: occurred_at };
	if (/T.*[+-]\d\d:?\d\d$/.test(carrier_occurred_at)) return { text: carrier_occurred_at };
	const wall = carrier_occurred_at.slice(0, 19);
	if (wall === occurred_at.slice(0, 19) || occurred_at === "") return { text: wall };
	const offset = offsetBetweenTimes(wall, occurred_at);
	return offset === null ? { text: occurred_at } : { text: wall, offset };
}

function momentOf({ occurred_at, event_date }: Event): string {
	return occurred_at ?? event_date ?? "";
}

function place(event: Event): RawPlace {
	return {
		name: event.company_name,
		city: event.city_locality,
		region: event.state_province,
		postcode: event.postal_code,
		country: event.country_code,
		lat: event.latitude,
		lng: event.longitude,
	};
}

export const shipengine = defineCarrier({
	code: "shipengine",
	name: "ShipEngine",
	kind: "aggregator",
	countries: [],
	source: {
		kind: "documented",
		url: "https://docs.shipstation.com/apis/shipengine/docs/tracking/tracking",
		checked: "2026-11-22",
		note: "Not polled: a query wants the courier in its address. Its RSA signature wants a fetched key, so a header of the seller's own shows who speaks.",
	},

	numbers: {
		// The names of its labels; all other numbers are couriers', given with the courier named.
		pattern: /^SE\d{6,12}$/,
		valid: ["se-000000001", "SE-1234567"],
		invalid: ["SE-12345", "1ZWAY0010300000115", "SF1234567890123"],
	},

	clock: { formats: ["iso"], zone: { kind: "scan-site", fallback: null } },
	statuses: STATUSES,
	extract,
	trackingUrl: () => "",

	webhook: {
		verify: tokenInHeader({ header: "x-wayline-token" }),
		acknowledge: { status: 200, headers: {}, body: "" },
		setUp:
			"Create a webhook for tracking events with this address, and this secret as its custom header x-wayline-token.",
	},
});
