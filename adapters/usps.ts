import { z } from "zod";
import {
	clientCredentials,
	codeTable,
	defineCarrier,
	type Extracted,
	type HttpReply,
	hmacEnvelope,
	isS10,
	json,
	jsonInside,
	list,
	type Meaning,
	mod10From3,
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
	text,
	Unreadable,
} from "./kit/index.ts";

const STATUSES: Readonly<Record<string, Meaning>> = {
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
		["in_transit.moving", "TL NT"],
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
	"10 Arrived at USPS Origin Facility": "in_transit.origin_facility_arrived",
	"10 Arrived at USPS Regional Origin Facility": "in_transit.origin_facility_arrived",
	"10 Arrived at USPS Regional Destination Facility": "in_transit.arrived_facility",
	"01 Delivered, In/At Mailbox": "delivered.letterbox",
	// The locker at the address, not a station. None of our words fits it, so the carrier's own stay beside "delivered".
	"01 Delivered, Parcel Locker": "delivered.to_recipient",
	"01 Delivered, PO Box": "delivered.po_box",
	"01 Delivered, Front Door/Porch": "delivered.safe_place",
	"01 Delivered, Garage / Other Door / Other Location at Address": "delivered.safe_place",
	"01 Delivered, Garage or Other Location at Address": "delivered.safe_place",
	"01 Delivered, Front Desk/Reception/Mail Room": "delivered.to_reception",
	"01 Delivered, To Agent": "delivered.to_proxy",
	"01 Delivered, Neighbor as Requested": "delivered.to_neighbour",
	"01 Delivered, Individual Picked Up at Post Office": "delivered.collected",
	"01 Delivered, Individual Picked Up at Postal Facility": "delivered.collected",
	"01 Delivered, To Original Sender": "returned.to_sender",
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
};
const Expectation = z.object(expectation);

const Detail = z.object({
	trackingNumber: text,
	status: text,
	statusCategory: text,
	...expectation,
	deliveryDateExpectation: part(Expectation),
	trackingEvents: list(Event),
	error: part(
		z.object({ code: text, message: text, errors: list(z.object({ title: text, detail: text, code: text })) }),
	),
	/** A push wraps the same detail as text. */
	payload: jsonInside(z.unknown()).optional(),
});
type Detail = z.output<typeof Detail>;

function extract(body: string): Extracted {
	const details = json(body, list(Detail)).map((outer) =>
		outer.payload === undefined ? outer : json(JSON.stringify(outer.payload), Detail),
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

function refusal({ trackingNumber, error }: Detail): Refusal {
	const title = error?.message ?? error?.errors[0]?.title ?? "";
	return {
		trackingNumber: trackingNumber ?? null,
		outcome: outcomeOf(error?.code ?? "", title),
		detail: `${error?.code ?? ""}: ${title}`,
	};
}

function outcomeOf(code: string, title: string): Exclude<Outcome, "ok"> {
	// USPS answers 400 to a number that is only not known yet.
	if (code === "404" || /status update is not yet available|not found|no record|invalid tracking number/i.test(title)) {
		return "not-found";
	}
	if (code === "401" || code === "403") return "denied";
	return code === "429" || /quota|rate limit/i.test(title) ? "rate-limited" : "error";
}

function shipment(detail: Detail): RawShipment {
	const { status, statusCategory } = detail;
	const hasHeadline = statusCategory !== undefined && !/^alert/i.test(statusCategory);
	return {
		trackingNumber: detail.trackingNumber ?? null,
		order: "newest-first",
		scans: detail.trackingEvents.map(scan),
		status: hasHeadline
			? { code: statusCategory, keys: [`headline ${status}`, `headline ${statusCategory}`], text: status }
			: undefined,
		promised: promised({ ...detail, ...detail.deliveryDateExpectation }),
	};
}

function scan(event: z.output<typeof Event>): RawScan {
	const { eventCode = "", eventType = "", eventTimestamp = "", GMTOffset } = event;
	return {
		code: eventCode,
		keys: [`${eventCode} ${eventType}`, eventCode],
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
	const day = read.predictedDeliveryDate ?? read.expectedDeliveryDate ?? read.guaranteedDeliveryDate;
	const from = read.predictedDeliveryWindowStartTime ?? day;
	const to = read.predictedDeliveryWindowEndTime ?? day;
	return from && to ? { from: moment(from, day), to: moment(to, day) } : undefined;
}

/** The window comes as a full time, or as a clock time beside the predicted day. */
function moment(written: string, day: string | undefined): RawTime {
	return { text: /^\d\d:\d\d/.test(written) && day ? `${day.slice(0, 10)}T${written}` : written };
}

/** A routing prefix of 420 and the ZIP stands before the number on a label; the check digit leaves it out. */
function hasCheckDigit(trackingNumber: string): boolean {
	if (/^[A-Z]{2}/.test(trackingNumber)) return isS10(trackingNumber);
	const serials = [trackingNumber, trackingNumber.replace(/^420\d{5}/, ""), trackingNumber.replace(/^420\d{9}/, "")];
	// The twenty digits of older labels leave out the service code 91, which the check digit counts.
	const all =
		trackingNumber.length === 20
			? [trackingNumber, `91${trackingNumber}`]
			: serials.filter((serial) => serial.length <= 26);
	return all.some((serial) => mod10From3(serial.slice(0, -1)) === Number(serial.at(-1)));
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
		pattern: /^(?:(?:420(?:\d{5}|\d{9}))?9[1-5]\d{20}|(?:420(?:\d{5}|\d{9}))?9[1-5]\d{24}|[07]\d{19}|[A-Z]{2}\d{9}US)$/,
		checkDigit: hasCheckDigit,
		valid: ["9400100000000000000006", "420100019400100000000000000006", "92000000000000000000000001", "EA000000005US"],
		invalid: ["9400100000000000000007", "940010000000000000000", "EA000000006US", "EA000000005GB"],
	},

	clock: { formats: ["iso"], zone: { kind: "in-payload" } },
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
		request: ([query], { token, callbackUrl, secret, credentials }) => ({
			method: "POST",
			url: `https://${HOST}/subscriptions-tracking/v3r2/subscriptions`,
			headers: { authorization: `Bearer ${token}`, "content-type": "application/json" },
			body: JSON.stringify({
				listenerURL: callbackUrl,
				secret,
				adminNotification: [{ email: credentials.alertEmail }],
				filterProperties: { trackingNumber: query?.trackingNumber, trackingEventTypes: ["ALL_UPDATES"] },
			}),
		}),
		read: readSubscription,
		cancel: ({ id }, { token }) => ({
			method: "DELETE",
			url: `https://${HOST}/subscriptions-tracking/v3r2/subscriptions/${(id ?? "").replace(/[^\w-]/g, "")}`,
			headers: { authorization: `Bearer ${token}` },
		}),
	},
});
