import { z } from "zod";
import {
	clientCredentials,
	codeTable,
	defineCarrier,
	type Extracted,
	type HttpReply,
	hmacEnvelope,
	isPackageBarcode,
	isS10,
	json,
	jsonInside,
	list,
	type Meaning,
	type Outcome,
	oauthLogin,
	part,
	type Query,
	type RawScan,
	type RawShipment,
	type RawTime,
	type Refusal,
	refuseAll,
	type Subscribed,
	shaped,
	text,
	textRules,
	Unreadable,
} from "./kit/index.ts";

// Some codes cover several events and some are new: USPS's names of the events are a short list, too.
const names = textRules("en", 1, [
	["info_received.label_created", /^(?:shipping label created|pre-?shipment|origin post is preparing shipment)\b/i],
	["picked_up.accepted", /^(?:accept|usps (?:is now )?in possession|picked up(?: and processed)?\b(?! by))/i],
	["in_transit.departed_origin_country", /^international dispatch\b/i],
	[["in_transit.import_customs_held", "customs.delay"], /\bheld (?:in|by) customs\b/i],
	[
		"in_transit.customs_cleared",
		/\bout of customs\b|\bcustoms clear(?:ed|ance (?:processing )?complete)|\breleased by customs\b|\bcleared customs\b/i,
	],
	["in_transit.import_customs_presented", /\binto customs\b|\bcustoms clearance\b|\bpresented to customs\b/i],
	[["in_transit.delayed_weather", "external.weather"], /\bweather delay\b|\bexception\b.*\bweather\b/i],
	[["delivery_attempted.no_access", "recipient.access_restricted"], /\bno access\b|\banimal interference\b/i],
	["in_transit.delayed_carrier", /^processing exception\b/i],
	["delivery_attempted.problem", /^delivery exception\b/i],
	["delivery_attempted.reschedule_needed", /^reminder to schedule redelivery\b/i],
	["delivery_attempted.rescheduled", /^(?:redelivery scheduled|rescheduled)\b/i],
	["delivery_attempted.notice_left", /^notice left\b/i],
	[["delivery_attempted.refused", "recipient.refused"], /^refused\b/i],
	["delivery_attempted.failed", /^(?:attempted delivery|delivery attempt)/i],
	["in_transit.held_at_request", /^held at .*\brequest\b/i],
	["ready_for_pickup.expiring", /^reminder to pick ?up\b/i],
	["ready_for_pickup.post_office", /^(?:available for (?:pickup|redelivery)|ready for pickup)\b/i],
	["out_for_delivery.on_vehicle", /^out for delivery\b/i],
	[["returning.not_collected", "recipient.not_collected"], /^unclaimed\b/i],
	[["returning.recipient_moved", "recipient.moved"], /^(?:moved,? left no address|forward expired)\b/i],
	["returned.to_sender", /^delivered,? to original sender\b/i],
	["returning.to_sender", /\breturn(?:ed|ing)? to sender\b/i],
	["exception.destroyed", /^disposed\b/i],
	["exception.undeliverable", /\bmail recovery center\b|^dead (?:letter|mail)\b/i],
	["delivered.letterbox", /^delivered\b.*\bmailbox\b/i],
	["delivered.po_box", /^delivered\b.*\bpo box\b/i],
	["delivered.to_reception", /^delivered\b.*\b(?:front desk|reception|mail room)\b/i],
	["delivered.safe_place", /^delivered\b.*\b(?:porch|garage|front door|other location)\b/i],
	["delivered.to_neighbour", /^delivered\b.*\bneighbor\b/i],
	["delivered.collected", /^delivered\b.*\bpicked up\b/i],
	["delivered.to_proxy", /^delivered\b.*\bagent\b/i],
	["delivered.to_recipient", /^delivered\b/i],
	[
		"in_transit.arrived_delivery_depot",
		/^(?:arrived at (?:military )?post office|arrival at unit|sorting complete)\b/i,
	],
	["in_transit.origin_facility_arrived", /^arriv(?:ed|al) at .*\borigin\b/i],
	["in_transit.arrived_facility", /^arriv(?:ed|al)\b/i],
	["in_transit.origin_facility_departed", /^depart(?:ed|ure) .*\borigin\b/i],
	["in_transit.departed_facility", /^depart(?:ed|ure)\b/i],
	["in_transit.processed_facility", /^processed\b/i],
	["in_transit.moving", /^in transit\b/i],
]);

/** The codes under which several events come. */
const BROAD: ReadonlySet<string> = new Set(["01", "10"]);

const STATUSES: Readonly<Record<string, Meaning>> = {
	...names.statuses,
	...codeTable([
		["info_received.label_created", "MA GX"],
		["info_received.notified", "89"],
		["picked_up.accepted", "TM 03 PA OA AD UA"],
		["picked_up.collected", "80"],
		["in_transit.arrived_facility", "81 A1 19 41"],
		["in_transit.departed_facility", "82 EF T1"],
		["in_transit.handover_to_partner", "83 42"],
		["in_transit.processed_facility", "10 PC"],
		["in_transit.arrived_delivery_depot", "07"],
		["in_transit.origin_facility_departed", "SF"],
		["in_transit.moving", "TL NT EX"],
		[["in_transit.forwarded_new_address", "recipient.moved"], "06"],
		[["in_transit.misrouted", "carrier.sorting_error"], "08 15"],
		["out_for_delivery.on_vehicle", "OF"],
		["delivery_attempted.notice_left", "02 52"],
		[["delivery_attempted.refused", "recipient.refused"], "04"],
		[["delivery_attempted.no_access", "recipient.access_restricted"], "30 53"],
		[["delivery_attempted.business_closed", "recipient.business_closed"], "51"],
		[["delivery_attempted.notice_left", "recipient.safe_place_unavailable"], "54 55"],
		[["delivery_attempted.recipient_absent", "recipient.absent"], "56"],
		["delivery_attempted.rescheduled", "71"],
		["ready_for_pickup.post_office", "14 16"],
		["delivered.to_recipient", "01"],
		["delivered.to_proxy", "17"],
		["delivered.collected", "43"],
		[["exception.undeliverable", "address.incorrect"], "05"],
		["exception.undeliverable", "11"],
		["returning.to_sender", "09 29"],
		[["returning.to_sender", "address.not_found"], "21 25"],
		[["returning.to_sender", "address.incorrect"], "22 26"],
		[["returning.recipient_moved", "recipient.moved"], "23 24"],
		[["returning.not_collected", "recipient.not_collected"], "27 31"],
		[["returning.recipient_deceased", "recipient.deceased"], "28"],
		[["returning.to_sender", "sender.cancelled"], "44"],
		["note.information", "DX"],
	]),
	// The locker at the address, not a station. None of our words fits it, so the carrier's own stay beside "delivered".
	"01 Delivered, Parcel Locker": "delivered.to_recipient",
	// The headline. Alert is not here: it says that something is unusual, and only the scans say what.
	"headline Pre-Shipment": "info_received.label_created",
	"headline Accepted": "picked_up.accepted",
	"headline In Transit": "in_transit.moving",
	"headline Moving Through Network": "in_transit.moving",
	"headline Preparing for Delivery": "in_transit.arrived_delivery_depot",
	"headline Out for Delivery": "out_for_delivery.on_vehicle",
	"headline Delivery Attempt": "delivery_attempted.failed",
	"headline Delivery Attempt: Action Needed": "delivery_attempted.notice_left",
	"headline Available for Pickup": "ready_for_pickup.post_office",
	"headline Delivered": "delivered.to_recipient",
	"headline Delivered to Agent": "delivered.to_proxy",
	"headline Return to Sender": "returning.to_sender",
	"headline Delivered, To Original Sender": "returned.to_sender",
};

const Event = z.object({
	eventType: text,
	eventTimestamp: text,
	GMTOffset: text,
	eventCode: text,
	eventCity: text,
	eventState: text,
	eventZIP: text,
	eventZIPCode: text,
	eventCountry: text,
	name: text,
	recipientName: text,
});

const expectation = {
	expectedDeliveryDate: text,
	predictedDeliveryDate: text,
	predictedDeliveryWindowStartTime: text,
	predictedDeliveryWindowEndTime: text,
	guaranteedDeliveryDate: text,
	predictedDeliveryTimeStamp: text,
	expectedDeliveryTimeStamp: text,
	guaranteedDeliveryTimeStamp: text,
};
const Expectation = z.object(expectation);

const Detail = z.object({
	trackingNumber: text,
	status: text,
	statusCategory: text,
	...expectation,
	deliveryDateExpectation: part(Expectation),
	trackingEvents: list(Event),
	/** The login's errors are a word alone, and their sentence stands beside it. */
	error: z.preprocess(
		(error) => (typeof error === "string" ? { code: error } : error),
		part(z.object({ code: text, message: text, errors: list(z.object({ title: text, detail: text, code: text })) })),
	),
	error_description: text,
	/** A push wraps the same detail as text. */
	payload: jsonInside(z.unknown()).optional(),
});
type Detail = z.output<typeof Detail>;

function extract(body: string): Extracted {
	const details = json(body, list(Detail)).flatMap((outer) =>
		outer.payload === undefined ? [outer] : shaped(outer.payload, list(Detail)),
	);
	const shipments: RawShipment[] = [];
	const refusals: Refusal[] = [];
	for (const detail of details) {
		if (detail.error) refusals.push(refusal(detail));
		else if (detail.trackingNumber || detail.trackingEvents.length > 0) shipments.push(shipment(detail));
		else throw new Unreadable("body: neither tracking events nor an error");
	}
	if (details.length === 0) throw new Unreadable("body: an empty list");
	return { shipments, refusals };
}

function refusal({ trackingNumber, error, error_description }: Detail): Refusal {
	const title = error?.message ?? error?.errors[0]?.title ?? error_description ?? "";
	return {
		trackingNumber: trackingNumber ?? null,
		outcome: outcomeOf(error?.code ?? "", title),
		detail: `${error?.code ?? ""}: ${title}`,
	};
}

function outcomeOf(code: string, title: string): Exclude<Outcome, "ok"> {
	// USPS answers 400 to a number that is only not known yet.
	if (
		code === "404" ||
		/status update is not yet available|not found|no record|could not locate|invalid tracking number/i.test(title)
	) {
		return "not-found";
	}
	if (/^(?:401|403|(?:invalid|unauthorized)_(?:client|token|grant)|access_denied)$/.test(code)) return "denied";
	return code === "429" || /quota|rate limit/i.test(title) ? "rate-limited" : "error";
}

function shipment(detail: Detail): RawShipment {
	const { status, statusCategory } = detail;
	const hasHeadline = statusCategory !== undefined && !/^alert/i.test(statusCategory);
	return {
		trackingNumber: detail.trackingNumber ?? null,
		order: "newest-first",
		scans: detail.trackingEvents.map(scan),
		status: hasHeadline ? { code: statusCategory, keys: headline(status, statusCategory), text: status } : undefined,
		promised: promised({ ...detail, ...detail.deliveryDateExpectation }),
	};
}

function headline(status = "", category = ""): string[] {
	const named = status === "Delivered, Parcel Locker" ? undefined : names.keyOf(status);
	return [`headline ${status}`, ...(named ? [named] : []), `headline ${category}`];
}

function keysOf(code: string, type: string): string[] {
	const named = names.keyOf(type);
	const general = BROAD.has(code) ? [named, code] : [code, named];
	return [`${code} ${type}`, ...general].filter((key) => key !== undefined);
}

function scan(event: z.output<typeof Event>): RawScan {
	const { eventCode = "", eventType = "", eventTimestamp = "", GMTOffset } = event;
	return {
		code: eventCode,
		keys: keysOf(eventCode, eventType),
		text: eventType,
		// GMTTimestamp keeps the local date where UTC is already in the next day: the offset is the one to trust.
		time: { text: eventTimestamp, offset: GMTOffset },
		place: {
			city: event.eventCity,
			region: event.eventState,
			postcode: event.eventZIP ?? event.eventZIPCode,
			country: event.eventCountry ?? (event.eventState || event.eventCity ? "US" : undefined),
		},
		marked: { signedBy: event.name ?? event.recipientName },
	};
}

function promised(read: z.output<typeof Expectation>): RawShipment["promised"] {
	const day =
		read.predictedDeliveryDate ??
		read.predictedDeliveryTimeStamp ??
		read.expectedDeliveryDate ??
		read.expectedDeliveryTimeStamp ??
		read.guaranteedDeliveryDate ??
		read.guaranteedDeliveryTimeStamp;
	const from = moment(read.predictedDeliveryWindowStartTime, day) ?? moment(day, day);
	const to = moment(read.predictedDeliveryWindowEndTime, day) ?? moment(day, day);
	return from && to ? { from, to } : undefined;
}

/** The window comes as a full time, or as a clock of 24 or of 12 hours beside the predicted day. */
function moment(written: string | undefined, day: string | undefined): RawTime | undefined {
	const [, hour, minute = "00", half] = /^(\d{1,2}):(\d\d)(?::\d\d)? ?(?:([ap])\.?m\.?)?$/i.exec(written ?? "") ?? [];
	if (hour === undefined) return written && /^\d{4}-/.test(written) ? { text: written } : undefined;
	const hours = half ? (Number(hour) % 12) + (half.toLowerCase() === "p" ? 12 : 0) : Number(hour);
	return day === undefined ? undefined : { text: `${day.slice(0, 10)}T${String(hours).padStart(2, "0")}:${minute}` };
}

const Subscription = z.object({
	subscriptionId: text,
	error: part(z.object({ code: text, message: text })),
});

function readSubscription({ body, status }: HttpReply, queries: readonly Query[]): Subscribed {
	const { subscriptionId, error } = json(body, Subscription);
	if (error) {
		const { code = String(status), message = "" } = error;
		return refuseAll(queries, `${code}: ${message}`, outcomeOf(code, message));
	}
	if (!subscriptionId) throw new Unreadable("body: neither a subscription nor an error");
	const accepted = queries.map(({ trackingNumber }) => trackingNumber);
	return { accepted, refused: [], ids: Object.fromEntries(accepted.map((number) => [number, subscriptionId])) };
}

const HOST = "apis.usps.com";

export const usps = defineCarrier({
	code: "usps",
	name: "USPS",
	countries: ["US"],
	source: {
		kind: "documented",
		url: "https://developers.usps.com/trackingv3r2",
		checked: "2026-11-22",
		note: "Event codes beyond the published ones come from mailers' extracts and stay unmapped where no source agrees.",
	},

	numbers: {
		// An optional 420 and ZIP, then service, mailer, serial: neither of the first two is ever all zeros. The twenty digits
		// of older labels begin with the kind of mail.
		pattern:
			/^(?:(?:420(?!00000)(?:\d{5}|\d{9}))?9[1-5](?!0{9})\d{20}(?:\d{4})?|(?:0[1-9]|2[0-3]|7\d|8[12])\d{18}|[A-Z]{2}\d{9}US)$/,
		checkDigit: (number) => (/^[A-Z]/.test(number) ? isS10(number) : isPackageBarcode(number)),
		valid: [
			"9400100000000000000006",
			"420100019400100000000000000006",
			"92001000010000000000000014",
			"70010000000000000015",
			"EA000000005US",
		],
		invalid: [
			"9400100000000000000007",
			"9200000000000000000000",
			"940010000000000000000",
			"EA000000006US",
			"EA000000005GB",
		],
	},

	// The documentation puts a Z behind the local time that stands beside its offset.
	clock: { formats: ["iso"], zone: { kind: "in-payload" }, z: "local" },
	statuses: STATUSES,
	extract,
	trackingUrl: (trackingNumber) =>
		`https://tools.usps.com/go/TrackConfirmAction?tLabels=${encodeURIComponent(trackingNumber)}`,

	api: {
		hosts: [HOST],
		credentials: clientCredentials.extend({
			/** Where USPS writes when a subscription is about to lapse; it refuses subscriptions without one. */
			alertEmail: z.email(),
		}),
		rate: { perSecond: 1, perHour: 60 },
		login: oauthLogin(`https://${HOST}/oauth2/v3/token`, "json"),
	},

	poll: {
		batch: 35,
		request: (queries, { token }) => ({
			method: "POST",
			url: `https://${HOST}/tracking/v3r2/tracking`,
			headers: { authorization: `Bearer ${token}`, "content-type": "application/json" },
			body: JSON.stringify(queries.map(({ trackingNumber }) => ({ trackingNumber }))),
		}),
	},

	webhook: {
		verify: hmacEnvelope({ header: "x-hmac" }),
		acknowledge: { status: 200, headers: {}, body: "" },
		secretLength: 32,
		setUp: "Give this secret to USPS with each subscription; it signs every message with it.",
	},

	subscribe: {
		batch: 1,
		// USPS deletes a subscription after 30 days without traffic.
		renewAfterDays: 25,
		lapsesAfterDays: 30,
		request: ([query], { token, callbackUrl, secret, credentials }) => ({
			method: "POST",
			url: `https://${HOST}/subscriptions-tracking/v3r2/subscriptions`,
			headers: { authorization: `Bearer ${token}`, "content-type": "application/json" },
			body: JSON.stringify({
				listenerURL: callbackUrl,
				secret,
				adminNotification: [{ email: credentials.alertEmail }],
				filterProperties: { trackingNumber: query.trackingNumber, trackingEventTypes: ["ALL_UPDATES"] },
			}),
		}),
		read: readSubscription,
		cancel: {
			by: "id",
			request: ({ id }, { token }) => ({
				method: "DELETE",
				url: `https://${HOST}/subscriptions-tracking/v3r2/subscriptions/${(id ?? "").replace(/[^\w-]/g, "")}`,
				headers: { authorization: `Bearer ${token}` },
			}),
		},
	},
});
