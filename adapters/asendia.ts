import { z } from "zod";
import {
	codeTable,
	defineCarrier,
	type Envelope,
	type Extracted,
	isS10,
	json,
	list,
	type Meaning,
	orderByTimes,
	outcomeOf,
	parseJson,
	type RawScan,
	text,
	textRules,
	Unreadable,
	unanswered,
} from "./kit/index.ts";

// Asendia documents that an event has a code, and lists none: where one is new, the words of the delivering post decide.
const words = textRules("en", 1, [
	[
		"info_received.label_created",
		/^(?:shipment|parcel|item) (?:information|data) received$|^label (?:created|printed)$/i,
	],
	[["delivery_attempted.recipient_absent", "recipient.absent"], /\b(?:not (?:at )?home|nobody (?:at )?home|absent)\b/i],
	[["delivery_attempted.refused", "recipient.refused"], /\brefused\b/i],
	["delivery_attempted.failed", /attempted delivery|delivery attempt|unsuccessful delivery|could not be delivered/i],
	["returned.to_sender", /^(?:delivered|returned) (?:back )?to (?:the )?sender$/i],
	["returning.to_sender", /\breturn(?:ing|ed)? to (?:the )?sender\b/i],
	["out_for_delivery.on_vehicle", /^out for delivery\b/i],
	["ready_for_pickup.at_point", /\b(?:ready|available|awaiting) (?:for )?(?:collection|pick-?up)\b/i],
	[["in_transit.import_customs_held", "customs.delay"], /held (?:by|at|in) customs/i],
	[
		"in_transit.customs_cleared",
		/(?:cleared|released|out of) (?:by |from )?customs|customs clear(?:ed|ance complete)/i,
	],
	["in_transit.import_customs_presented", /customs clearance|(?:arrived|presented) (?:at|to) customs|^in customs$/i],
	["in_transit.arrived_destination_country", /arrived (?:in|at) (?:the )?destination country/i],
	["in_transit.arrived_delivery_depot", /arrived at (?:the )?(?:destination )?(?:delivery|post) office/i],
	["in_transit.departed_origin_country", /departed (?:from )?(?:the )?(?:origin country|country of origin)/i],
	["in_transit.departed_facility", /^(?:departed|left)\b|^dispatched\b/i],
	["in_transit.arrived_facility", /^(?:arrived|arrival) (?:at|in)\b/i],
	["in_transit.processed_facility", /^(?:processed|sorted)\b/i],
	[["delivered.to_neighbour", "delivery.indirect"], /^delivered to (?:a |the )?neighbo/i],
	["delivered.letterbox", /^delivered\b.*\b(?:letter ?box|mail ?box)/i],
	["delivered.safe_place", /^delivered\b.*\bsafe ?place/i],
	["picked_up.collected", /^(?:parcel|package|shipment|item) (?:picked up|collected)$/i],
	["delivered.to_recipient", /^delivered\b(?! to)/i],
]);

/** The codes that tell no more than that something of the kind happened. */
const BROAD: ReadonlySet<string> = new Set(
	"IT IN_TRANSIT TRANSIT CUSTOMS ON_HOLD HELD PICKUP FAILED DELIVERY_FAILED DELIVERED DL DELIVERY_CONFIRMED".split(" "),
);

const STATUSES: Readonly<Record<string, Meaning>> = {
	...words.statuses,
	...codeTable([
		["info_received.notified", "PENDING"],
		["info_received.label_created", "CREATED LABEL_PRINTED"],
		["picked_up.accepted", "ACCEPTED"],
		["picked_up.collected", "PICKED_UP COLLECTED COLLECTION PU"],
		["in_transit.moving", "IN_TRANSIT IT TRANSIT"],
		["in_transit.departed_facility", "DEPARTED"],
		["in_transit.arrived_facility", "ARRIVED"],
		["in_transit.processed_facility", "PROCESSED"],
		["in_transit.import_customs_presented", "CUSTOMS"],
		["in_transit.customs_cleared", "CLEARED"],
		["in_transit.held", "ON_HOLD HELD AWAITING"],
		["in_transit.delayed", "DELAYED DELAY"],
		[["in_transit.delayed", "carrier.not_enough_time"], "LATE NO_TIME"],
		[["in_transit.delayed_transport", "carrier.vehicle"], "VEHICLE_BREAKDOWN VB"],
		[["in_transit.delayed_weather", "external.weather"], "WEATHER WE"],
		[["in_transit.delayed_weather", "external.natural_disaster"], "NATURAL_DISASTER ND"],
		[["in_transit.damaged", "carrier.damaged"], "DAMAGED DMG"],
		[["in_transit.misrouted", "carrier.sorting_error"], "MISROUTED MSR"],
		[["in_transit.address_problem", "address.incorrect"], "WRONG_ADDRESS IA"],
		[["in_transit.import_customs_held", "customs.delay"], "CUSTOMS_DELAY CD"],
		[["in_transit.customs_info_required", "customs.documentation"], "CUSTOMS_DOCS CM"],
		[["in_transit.customs_duty_due", "customs.duties_unpaid"], "DUTIES_UNPAID DU"],
		["out_for_delivery.on_vehicle", "OUT_FOR_DELIVERY OFD WITH_COURIER"],
		["delivery_attempted.failed", "DELIVERY_FAILED FAILED"],
		["delivery_attempted.rescheduled", "RESCHEDULED"],
		[["delivery_attempted.address_not_found", "address.not_found"], "ADDRESS_NOT_FOUND ANF"],
		[["delivery_attempted.refused", "recipient.refused"], "REFUSED RJ"],
		[["delivery_attempted.business_closed", "recipient.business_closed"], "BUSINESS_CLOSED BC"],
		[["delivery_attempted.recipient_absent", "recipient.unavailable"], "NOT_AVAILABLE NA"],
		[["delivery_attempted.recipient_absent", "recipient.absent"], "NOT_HOME NH"],
		[["delivery_attempted.no_access", "recipient.access_restricted"], "ACCESS_RESTRICTED AR"],
		["ready_for_pickup.at_point", "READY_FOR_PICKUP AT_LOCATION PICKUP"],
		["delivered.to_recipient", "DELIVERED DL DELIVERY_CONFIRMED"],
		["exception.undeliverable", "UNDELIVERABLE"],
		[["exception.lost", "carrier.lost"], "LOST LP"],
		["returning.to_sender", "RTS"],
		["returned.to_sender", "RETURNED"],
	]),
};

const Event = z.object({
	code: text,
	time: text,
	locationName: text,
	locationCountry: text,
	carrierEventDescription: text,
});
const Body = z.object({
	trackingNumber: text,
	trackingEvents: z.undefined().or(list(Event)),
	type: text,
	title: text,
	status: text,
	detail: text,
	message: text,
});
type Event = z.output<typeof Event>;

/** The tracking alone as documented, or the events in a list without a number as the documented address gives them. */
function extract(body: string, { asked = [] }: Envelope): Extracted {
	const only = asked.length === 1 ? (asked[0] ?? null) : null;
	if (Array.isArray(parseJson(body))) return told(only, json(body, list(Event)));
	const {
		trackingNumber = only,
		trackingEvents,
		title = "",
		status = "",
		detail = "",
		message = "",
	} = json(body, Body);
	if (trackingEvents !== undefined) return told(trackingNumber, trackingEvents);
	if (status === "" && title === "") throw new Unreadable("body: neither tracking events nor a problem");
	const outcome = outcomeOf(status, `${title} ${detail} ${message.replace(/[._]/g, " ")}`);
	return { shipments: [], refusals: [{ trackingNumber, outcome, detail: `${status}: ${title}. ${detail}` }] };
}

function told(trackingNumber: string | null, events: readonly Event[]): Extracted {
	if (events.length === 0) {
		return unanswered("not-found", "no tracking events", trackingNumber);
	}
	if (events.some(({ code, time }) => !code && !time)) throw new Unreadable("event: neither a code nor a time");
	return {
		shipments: [{ trackingNumber, scans: events.map(scan), order: orderByTimes(events.map(({ time }) => time)) }],
	};
}

function scan({ code = "", time = "", locationName, locationCountry, carrierEventDescription = "" }: Event): RawScan {
	const key = code
		.trim()
		.toUpperCase()
		.replace(/[\s-]+/g, "_");
	const named = words.keyOf(carrierEventDescription);
	const keys = BROAD.has(key) ? [named, key] : [key, named];
	return {
		code,
		keys: keys.filter((key) => key !== undefined),
		text: carrierEventDescription,
		time: { text: time },
		place: locationName || locationCountry ? { name: locationName, country: locationCountry } : undefined,
	};
}

export const asendia = defineCarrier({
	code: "asendia",
	name: "Asendia",
	countries: ["CH", "FR"],
	source: {
		kind: "documented",
		url: "https://www.asendia-sync.com/v3/api-docs",
		checked: "2026-11-22",
		note: "The codes are second-hand, none is documented. Not polled: the documented address holds the customer's number, which is a credential here.",
	},

	numbers: {
		// Asendia's parcels travel under postal numbers: these are of the posts that own it.
		pattern: /^(?:[LRUC][A-Z]\d{9}(?:CH|FR)|ASENDIA\d{9})$/,
		checkDigit: (number) => (number.startsWith("ASENDIA") ? null : isS10(number)),
		seldom: /(?:CH|FR)$/,
		valid: ["LX000000014CH", "RA000000014FR"],
		invalid: ["LX000000019CH", "LX000000018GB", "ASENDIA12345", "123456789012"],
	},

	// Documented as instants, in UTC.
	clock: { formats: ["iso"], zone: { kind: "scan-site", fallback: null } },
	statuses: STATUSES,
	extract,
	trackingUrl: (trackingNumber) => `https://tracking.asendia.com/tracking/${encodeURIComponent(trackingNumber)}`,
});
