import { z } from "zod";
import {
	basicAuthorization,
	codeTable,
	defineCarrier,
	type Extracted,
	isS10,
	json,
	list,
	type Meaning,
	outcomeOf,
	part,
	type RawScan,
	type RawShipment,
	type Refusal,
	text,
	textRules,
	Unreadable,
} from "./kit/index.ts";

// The milestones are a short list of which only these are known; what comes under others is read by its words.
const words = textRules("en", 1, [
	["info_received.label_created", /^shipment information received\b/i],
	["returned.to_sender", /^(?:delivered|returned) (?:back )?to (?:the )?sender\b/i],
	["returning.to_sender", /\breturn(?:ing|ed)? to (?:the )?sender\b/i],
	["delivery_attempted.failed", /attempted delivery|delivery attempt|unsuccessful|not delivered/i],
	["ready_for_pickup.at_point", /\b(?:ready|available|awaiting) (?:for )?(?:collection|pick-?up)\b/i],
	["out_for_delivery.on_vehicle", /^out for delivery\b/i],
	[["in_transit.import_customs_held", "customs.delay"], /held (?:by|at|in) customs/i],
	["in_transit.customs_cleared", /^(?:out of|cleared|released (?:by|from)) customs\b/i],
	["in_transit.import_customs_presented", /^(?:in(?:to)?|arrived at|presented to) customs\b|customs clearance/i],
	["in_transit.arrived_delivery_depot", /^arrived at destination delivery office\b/i],
	["in_transit.arrived_destination_country", /^arrived in destination country\b/i],
	["in_transit.departed_origin_country", /^departed (?:from )?(?:the )?(?:usa|united states|origin country)\b/i],
	["in_transit.origin_facility_departed", /\bdispatched by asendia\b/i],
	["in_transit.processed_facility", /^(?:sorted|processed) by asendia\b/i],
	["picked_up.accepted", /^(?:picked up|received|accepted) by asendia\b/i],
	["in_transit.departed_facility", /^(?:departed|left)\b/i],
	["in_transit.arrived_facility", /^arriv(?:ed|al) (?:at|in)\b/i],
	["in_transit.processed_facility", /^(?:processed|sorted)\b/i],
	["in_transit.moving", /^in transit\b/i],
	["delivered.to_recipient", /^delivered\b(?! to)/i],
]);

const STATUSES: Readonly<Record<string, Meaning>> = {
	...words.statuses,
	...codeTable([
		["info_received.label_created", "s1"],
		["in_transit.processed_facility", "s2a s2b"],
		["in_transit.origin_facility_departed", "s2c s2d"],
		["in_transit.departed_origin_country", "s4"],
		["in_transit.arrived_destination_country", "s5"],
		["in_transit.customs_cleared", "s7"],
		["in_transit.arrived_delivery_depot", "s8"],
		["delivered.to_recipient", "s10"],
	]),
};

const Event = z.object({ eventCode: text, eventDescription: text, eventLocation: text, eventOn: text });
const Parcel = z.object({
	trackingNumberVendor: text,
	customerReferenceNumber: text,
	trackingMilestoneEvents: list(Event),
});
const answer = { responseStatusCode: text, responseStatusMessage: text };
const Body = z.object({
	data: list(Parcel),
	trackingMilestone: part(Parcel),
	responseStatus: part(z.object(answer)),
	...answer,
});
type Parcel = z.output<typeof Parcel>;

/** Version 2 answers with a list, version 1 with one milestone; a refusal comes with or without its envelope. */
function extract(body: string): Extracted {
	const read = json(body, Body);
	const parcels = [...read.data, ...(read.trackingMilestone ? [read.trackingMilestone] : [])];
	const { responseStatusCode: code, responseStatusMessage: message = "" } = read.responseStatus ?? read;
	if (parcels.length === 0) {
		if (code === undefined) throw new Unreadable("body: neither parcels nor a status");
		return {
			shipments: [],
			refusals: [{ trackingNumber: null, outcome: whyNot(code, message), detail: `${code}: ${message}` }],
		};
	}
	if (parcels.some(isBlank)) throw new Unreadable("data: a parcel without a number and events");
	return {
		shipments: parcels.filter(({ trackingMilestoneEvents: events }) => events.length > 0).map(shipment),
		refusals: parcels
			.filter(({ trackingMilestoneEvents: events }) => events.length === 0)
			.map((parcel) => ({ trackingNumber: numberOf(parcel), outcome: "not-found", detail: "no tracking events" })),
	};
}

// "No tracking events" comes as 204 or 200, and without a parcel there is nothing else that either could mean.
function whyNot(code: string, message: string): Refusal["outcome"] {
	if (/^20\d$/.test(code) || /no tracking events/i.test(message)) return "not-found";
	return outcomeOf(code, message);
}

function isBlank(parcel: Parcel): boolean {
	return numberOf(parcel) === null && parcel.trackingMilestoneEvents.length === 0;
}

function numberOf({ trackingNumberVendor, customerReferenceNumber }: Parcel): string | null {
	return trackingNumberVendor ?? customerReferenceNumber ?? null;
}

function shipment(parcel: Parcel): RawShipment {
	return {
		trackingNumber: numberOf(parcel),
		scans: parcel.trackingMilestoneEvents.map(scan),
		// By milestone: two of Asendia's own systems have clocks that disagree by hours.
		order: "newest-first",
	};
}

function scan({ eventCode = "", eventDescription = "", eventLocation, eventOn = "" }: z.output<typeof Event>): RawScan {
	const named = words.keyOf(eventDescription);
	return {
		code: eventCode,
		keys: named === undefined ? [eventCode.toLowerCase()] : [eventCode.toLowerCase(), named],
		text: eventDescription,
		time: { text: eventOn },
		place: eventLocation ? { name: eventLocation } : undefined,
	};
}

const HOST = "a1api.asendiausa.com";

export const asendiaUs = defineCarrier({
	code: "asendia-us",
	name: "Asendia USA",
	countries: ["US"],
	source: {
		kind: "observed",
		url: "https://a1api.asendiausa.com",
		checked: "2026-11-22",
		note: "The documentation is for customers; milestones s3, s6, s9 and those of failed delivery and return have not been seen.",
	},

	numbers: {
		pattern: /^(?:AHOY[0-9A-Z]{8}|[LR][A-Z]\d{9}CH)$/,
		checkDigit: (number) => (number.startsWith("AHOY") ? null : isS10(number)),
		// The Swiss post's own numbers, under which its parcels travel.
		seldom: /CH$/,
		valid: ["LX000000014CH", "RL000000014CH"],
		invalid: ["RL000000015CH", "AHOY12", "9400100000000000000006"],
	},

	clock: { formats: ["iso"], zone: { kind: "scan-site", fallback: null } },
	statuses: STATUSES,
	extract,
	trackingUrl: (number) => `https://a1.asendiausa.com/tracking/?${new URLSearchParams({ trackingnumber: number })}`,

	api: {
		hosts: [HOST],
		credentials: z.object({ username: z.string().min(1), password: z.string().min(1), apiKey: z.string().min(1) }),
		rate: { perSecond: 1 },
	},

	poll: {
		batch: 1,
		request: ([query], { credentials: { username, password, apiKey } }) => ({
			method: "GET",
			url: `https://${HOST}/api/A1/v2.0/Tracking/Milestone?${new URLSearchParams({
				trackingNumberVendor: query.trackingNumber,
			})}`,
			headers: {
				authorization: basicAuthorization(username, password),
				"x-asendiaone-apikey": apiKey,
				accept: "application/json",
			},
		}),
	},
});
