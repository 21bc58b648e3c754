import { z } from "zod";
import {
	codeTable,
	courierStatuses,
	courierWordsIn,
	dayAtMidnight,
	defineCarrier,
	deliverySpots,
	type Extracted,
	flag,
	list,
	type Meaning,
	mod10,
	type Outcome,
	offsetBetweenTimes,
	orderByTimes,
	parseJson,
	parseXml,
	part,
	type RawScan,
	type RawShipment,
	type Refusal,
	shaped,
	spotIn,
	text,
	textRules,
	Unreadable,
	unanswered,
} from "./kit/index.ts";

// OnTrac's older sentences say more than the list of today, and LaserShip's types less than the words beside them.
const sentences = textRules("en", 1, [
	["returned.to_sender", /returned to (?:the )?(?:shipper|sender|merchant)/i],
	["returning.to_sender", /return(?:ing|ed)?\b.*\b(?:to )?(?:shipper|sender|merchant)|return to sender/i],
	[["delivery_attempted.refused", "carrier.damaged"], /refused to accept damaged/i],
	[["delivery_attempted.refused", "recipient.refused"], /refused delivery|recipient refused|(?:was|were) refused/i],
	["in_transit.contact_carrier", /contact ontrac/i],
	[["delivery_attempted.recipient_absent", "recipient.absent"], /not home|no one (?:was )?(?:home|available)/i],
	[
		["delivery_attempted.business_closed", "recipient.business_closed"],
		/(?:business|company|recipient) (?:was )?closed/i,
	],
	[["delivery_attempted.no_access", "recipient.access_restricted"], /not accessible|unable to access|gate code/i],
	[["delivery_attempted.no_access", "recipient.access_restricted"], /no access/i],
	[["in_transit.delayed_weather", "external.weather"], /\bweather\b/i],
	[["in_transit.address_problem", "address.incorrect"], /(?:bad|wrong|incorrect|incomplete|invalid) address/i],
	[["in_transit.misrouted", "carrier.sorting_error"], /mis-?(?:sort|rout)/i],
	[["in_transit.damaged", "carrier.damaged"], /(?:received|package|was) damaged/i],
	["delivery_attempted.failed", /attempted|unable to deliver|could not be delivered/i],
	["in_transit.held", /held in warehouse/i],
	["in_transit.arrived_facility", /package received at (?:the )?facility/i],
]);

const STATUSES: Readonly<Record<string, Meaning>> = {
	...courierStatuses,
	...sentences.statuses,
	...codeTable([
		...deliverySpots,
		["info_received.label_created", "XX OO OrderCreated"],
		["info_received.notified", "OE OrderReceived"],
		["picked_up.collected", "PU PickedUp"],
		["in_transit.moving", "OS InTransit"],
		["in_transit.arrived_facility", "RD Received Arrived"],
		["in_transit.departed_facility", "Departed"],
		["in_transit.processed_facility", "Sorted Scanned"],
		["in_transit.arrived_delivery_depot", "PS SD"],
		["out_for_delivery.on_vehicle", "OD OutForDelivery"],
		["delivered.to_recipient", "OK CL DW Delivered Released header:Delivered"],
		["delivered.to_neighbour", "DN"],
		[["delivered.damaged", "carrier.damaged"], "DD DM"],
		["delivered.cod_paid", "CK"],
		[["delivery_attempted.no_access", "recipient.access_restricted"], "AN UG"],
		[["delivery_attempted.business_closed", "recipient.business_closed"], "CO"],
		[["delivery_attempted.business_closed", "external.holiday"], "HO"],
		[["delivery_attempted.refused", "recipient.refused"], "CR Refused"],
		[["delivery_attempted.recipient_absent", "recipient.absent"], "NH"],
		["delivery_attempted.failed", "Attempted AttemptedDelivery DeliveryAttempted"],
		[["delivery_attempted.failed", "carrier.sorting_error"], "WD"],
		[["in_transit.address_problem", "address.incorrect"], "AI WA"],
		["in_transit.forwarded_new_address", "CA"],
		[["note.information", "address.corrected"], "MC"],
		[["in_transit.held_at_request", "recipient.requested_later"], "DI"],
		[["in_transit.damaged", "carrier.damaged"], "DC UD Damaged"],
		["in_transit.delayed", "LM RB Delayed"],
		[["in_transit.delayed_weather", "external.weather"], "BW LW"],
		[["in_transit.delayed_transport", "external.road"], "LR"],
		[["in_transit.misrouted", "carrier.sorting_error"], "MR MS Misrouted"],
		["in_transit.contact_carrier", "HW"],
		["ready_for_pickup.carrier_depot", "HP"],
		["exception.undeliverable", "DR LC UN"],
		[["exception.undeliverable", "address.incorrect"], "UA"],
		["exception.prohibited", "DG"],
		[["exception.rejected_by_carrier", "sender.packaging"], "IP"],
		["exception.rejected_by_carrier", "UC UO"],
		["exception.unspecified", "Exception DeliveryException"],
		[["exception.lost", "carrier.lost"], "Lost"],
		["returning.to_sender", "RS UM Returning ReturnToSender"],
		["returned.to_sender", "Returned"],
		["cancelled.cancelled", "Cancelled OrderCancelled"],
		// OnTrac takes back what it said last, and will say what is true.
		["note.information", "ER"],
	]),
};

const Place = { City: text, State: text, PostalCode: text, Zip: text, Country: text };
const Event = z.object({
	...Place,
	Status: text,
	Description: text,
	EventTime: text,
	Facility: text,
	// LaserShip's own.
	DateTime: text,
	UTCDateTime: text,
	EventType: text,
	EventModifier: text,
	EventLabel: text,
	EventShortText: text,
	EventLongText: text,
	Signature: text,
	Location: text,
	Reason: text,
});
type Event = z.output<typeof Event>;

const Events = z.preprocess(
	(events) => (Array.isArray(events) ? { Event: events } : events),
	part(z.object({ Event: list(Event) })),
);

const Shipment = z.object({
	Tracking: text,
	TrackingNbr: text,
	Events,
	Exp_Del_Date: text,
	Delivered: flag,
	POD: text,
	Signature: text,
	Error: text,
	Result: z.preprocess((value) => (typeof value === "string" ? {} : value), part(z.object({ Code: text, Desc: text }))),
	EstimatedDeliveryDate: text,
	Pieces: list(z.object({ TrackingNumber: text })),
	ErrorMessage: text,
	OrderNumber: text,
});
type Shipment = z.output<typeof Shipment>;

const Answer = part(
	z.object({ Shipments: part(z.object({ Shipment: list(Shipment) })), Shipment: list(Shipment), Error: text }),
);
const Body = Shipment.extend({
	OnTracTrackingResult: Answer,
	OnTracUpdateResponse: Answer,
	ShipGlobalCourier: part(z.object({ Tracking: Answer, Error: text })),
});

function extract(written: string): Extracted {
	const isXml = /^\uFEFF?\s*</.test(written);
	const body = shaped(isXml ? parseXml(written) : parseJson(written), Body);
	const { OnTracTrackingResult, OnTracUpdateResponse, ShipGlobalCourier } = body;
	const answer = OnTracTrackingResult ?? OnTracUpdateResponse ?? ShipGlobalCourier?.Tracking;
	const error = answer?.Error ?? ShipGlobalCourier?.Error;
	const own = body.Events || body.Error || body.ErrorMessage || body.Pieces.length > 0 ? [body] : [];
	const found = answer ? [...(answer.Shipments?.Shipment ?? []), ...answer.Shipment] : own;
	if (error && found.length === 0) return unanswered(outcomeOf(error), error);
	if (found.length === 0 && !answer) throw new Unreadable("body: neither a shipment nor an error");
	if (found.length === 0) return unanswered("not-found", "No shipment.");
	const told = found.filter((one) => (one.Events?.Event.length ?? 0) > 0 || one.Delivered);
	return {
		shipments: told.map(shipment),
		refusals: found.filter((one) => !told.includes(one)).map((one) => refusal(one, error)),
	};
}

function refusal(one: Shipment, overall: string | undefined): Refusal {
	const detail = one.ErrorMessage ?? one.Error ?? one.Result?.Desc ?? overall ?? "No events.";
	return { trackingNumber: numberOf(one), outcome: outcomeOf(detail), detail };
}

function outcomeOf(words: string): Exclude<Outcome, "ok"> {
	if (/username|password|credential|unauthori[sz]ed|access denied|account/i.test(words)) return "denied";
	if (/unavailable|bounds of the array|invalid data format|malformed|internal/i.test(words)) return "error";
	return /too many|rate limit/i.test(words) ? "rate-limited" : "not-found";
}

function numberOf({ Tracking, TrackingNbr, Pieces, OrderNumber }: Shipment): string | null {
	return Tracking ?? TrackingNbr ?? Pieces[0]?.TrackingNumber ?? OrderNumber ?? null;
}

function shipment(one: Shipment): RawShipment {
	const events = one.Events?.Event ?? [];
	const day = one.Exp_Del_Date ?? one.EstimatedDeliveryDate;
	const promise = day && !day.startsWith("0001") ? { text: dayAtMidnight(day) } : undefined;
	const isTold = events.some((event) => isDelivery(event));
	const signer = signerIn(one.POD);
	return {
		trackingNumber: numberOf(one),
		scans: events.map((event) => scan(event, one.POD)),
		order: orderByTimes(
			events.map(({ EventTime, UTCDateTime, DateTime }) => EventTime ?? UTCDateTime ?? DateTime),
			"newest-first",
		),
		status: one.Delivered && !isTold ? { code: "Delivered", keys: ["header:Delivered"] } : undefined,
		promised: promise && { from: promise, to: promise },
		signed:
			signer !== undefined || IMAGE.test(one.Signature ?? "") || events.some(({ Signature }) => signerIn(Signature)),
	};
}

/** A picture in base64, and no mark for none. */
const IMAGE = /^[\w+/=\s]{40,}$/;

function isDelivery({ Status, EventType }: Event): boolean {
	const code = Status ?? EventType ?? "";
	return Object.hasOwn(STATUSES, code) && String(STATUSES[code]).startsWith("delivered.");
}

// The driver writes here whom he met, or where he left it.
function signerIn(written: string | undefined): string | undefined {
	const isSpot = /\b(?:left|dropped|front|back|side|n\/?a|none|no signature|not required|address)\b/i.test(
		written ?? "",
	);
	// A number is a code of a spot.
	return written && /\p{L}{2}/u.test(written) && !isSpot && spotIn(written) === undefined ? written : undefined;
}

function scan(event: Event, proof: string | undefined): RawScan {
	const { Status, EventType, Facility, City } = event;
	const code = Status ?? EventType ?? "";
	const short = event.Description ?? event.EventShortText ?? event.EventLabel;
	const words = [short, event.EventLongText, event.Reason].filter((word) => word !== undefined);
	const isDelivered = isDelivery(event);
	const rule = isDelivered ? undefined : sentences.keyOf(words.join(". "));
	const spot = isDelivered ? (spotIn(event.Location) ?? spotIn(proof) ?? spotIn(event.Signature)) : undefined;
	const signedBy = isDelivered ? (signerIn(event.Signature) ?? signerIn(proof)) : undefined;
	// LaserShip's types are not published and come with plain words.
	const general = isDelivered || code.length === 2 ? undefined : courierWordsIn(words.join(". "));
	// An unknown code of two letters is OnTrac's; LaserShip publishes none.
	const isPlain = code.length !== 2 || Object.hasOwn(STATUSES, code);
	return {
		code,
		keys: [
			...(rule && isPlain ? [rule] : []),
			...(spot && !/^D[DMN]$/.test(code) ? [spot] : []),
			...(/exception$/i.test(code) && general ? [general, code] : [code]),
			...(general && isPlain ? [general] : []),
		],
		text: [...new Set(words)].join(". "),
		time: timeOf(event),
		// Notes of head office happen nowhere.
		place: /^corporate$/i.test(Facility ?? "")
			? undefined
			: {
					name: Facility && Facility.toUpperCase() !== City?.toUpperCase() ? Facility : undefined,
					city: City,
					region: event.State,
					postcode: event.Zip ?? event.PostalCode,
					country: event.Country ?? "US",
				},
		marked: signedBy ? { signedBy } : undefined,
	};
}

function timeOf({ EventTime, DateTime, UTCDateTime }: Event): RawScan["time"] {
	const local = EventTime ?? DateTime;
	if (local === undefined) return UTCDateTime ? { text: UTCDateTime, offset: "Z" } : { text: "" };
	return { text: local, offset: offsetBetweenTimes(local, UTCDateTime) ?? undefined };
}

/** The letter counts as UPS would count it: of the numbers in the field the D is 5, though the specification says 4. */
function hasCheckDigit(number: string): boolean | null {
	if (!/^[CD]\d{14}$/.test(number)) return null;
	return mod10(number.slice(0, -1), 1, 2) === Number(number.at(-1));
}

export const ontrac = defineCarrier({
	code: "ontrac",
	name: "OnTrac",
	countries: ["US"],
	source: {
		kind: "documented",
		url: "https://www.shipontrac.net/OnTracWebServices/OnTracServices.svc",
		checked: "2026-11-22",
		note: "Read in a stored copy of the Web Service Integration Specifications of 2023-09-20. Not polled: the password belongs in the address. Of the former LaserShip only the words of some types are known, from public code.",
	},

	numbers: {
		pattern: /^(?:[CD]\d{14}|L[AEHINX]\d{8}|1LS7[12]\d{10}|1LS7[12]\d{11}1|1LSCX[0-9A-Z]{10})$/,
		checkDigit: hasCheckDigit,
		valid: [
			"D10010000000010",
			"D10020000000019",
			"C10010000000011",
			"LX10000001",
			"1LS720000000001",
			"1LS7100000000000-1",
		],
		invalid: ["D10010000000011", "E10010000000011", "XA10000001", "1LS730000000001", "1LS7100000000000-2"],
	},

	clock: {
		formats: ["iso", "MM/dd/yyyy hh:mm:ss a", "MM/dd/yyyy HH:mm"],
		zone: { kind: "scan-site", fallback: "America/Los_Angeles" },
	},
	statuses: STATUSES,
	extract,
	trackingUrl: (trackingNumber) =>
		`https://www.ontrac.com/tracking/?${new URLSearchParams({ number: trackingNumber })}`,
});
