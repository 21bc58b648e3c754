import { z } from "zod";
import {
	basicAuthorization,
	codeTable,
	defineCarrier,
	type Envelope,
	type Extracted,
	type HttpReply,
	json,
	list,
	offsetBetweenTimes,
	orderByTimes,
	outcomeOf,
	part,
	type Query,
	type RawPlace,
	type RawScan,
	type RawShipment,
	type RawStatus,
	type RawTime,
	refuseAll,
	type Subscribed,
	text,
	textRules,
	tokenInQuery,
	Unreadable,
	unanswered,
} from "./kit/index.ts";

/** What the words beside an event type tell more: types are few, and carriers behind Sendle many. */
const sentences = textRules("en", 1, [
	["note.proof_of_delivery", /signed for|signature|proof of delivery/i],
	["note.recipient_notified", /(?:sms|e-?mail|notification).*sent|notified/i],
	["in_transit.received_by_partner", /(?:accepted|received) by (?:our|the) (?:delivery|local|postal)/i],
	["in_transit.handover_to_partner", /(?:handed|transferred|passed) (?:over )?to/i],
	[
		["in_transit.address_problem", "address.incorrect"],
		/address.*(?:issue|incorrect|incomplete|problem)|(?:incorrect|incomplete|insufficient|invalid) address/i,
	],
	["ready_for_pickup.at_point", /(?:awaiting|(?:ready|available|held) for) (?:collection|pick-?up)/i],
	["info_received.label_created", /label (?:created|printed)/i],
	[
		"info_received.notified",
		/(?:shipment|shipping|parcel|electronic) (?:information|details|data)|information received|manifest/i,
	],
	["in_transit.forwarded_new_address", /redirect|forwarded to a/i],
	["in_transit.held", /\bheld\b|on hold/i],
	["out_for_delivery.on_vehicle", /loaded for delivery|on ?board .*for delivery|out for delivery/i],
	[["in_transit.delayed_weather", "external.weather"], /weather/i],
	["in_transit.delayed", /delay/i],
	[["in_transit.damaged", "carrier.damaged"], /damage/i],
	["in_transit.customs_cleared", /clear\w* (?:by |through )?customs|customs.*(?:cleared|released|complete)/i],
	["in_transit.import_customs_presented", /customs/i],
	["returning.to_sender", /return\w* to (?:the )?sender|on its way back|being returned/i],
	["in_transit.arrived_facility", /arriv|reached|received at/i],
	["in_transit.departed_facility", /depart|has left|leaving/i],
	["in_transit.processed_facility", /processed|sorted/i],
	["in_transit.moving", /in[ -]transit|on its way/i],
]);
const spots = textRules("delivered", 1, [
	["delivered.letterbox", /mail ?box|letter ?box/i],
	["delivered.po_box", /\bp\.?o\.? ?box/i],
	["ready_for_pickup.locker", /parcel locker/i],
	["delivered.collected", /collected|picked up (?:by|at)/i],
	[["delivered.to_neighbour", "delivery.indirect"], /neighbo/i],
	["delivered.to_reception", /reception|front desk|mail ?room|concierge/i],
	["delivered.safe_place", /safe (?:place|location|drop)|porch|front door|garage|authority to leave|unattended/i],
	["delivered.to_proxy", /\b(?:agent|individual)\b/i],
	["delivered.signed", /signed|signature/i],
]);
const attempts = textRules("attempt", 1, [
	[["info_received.pickup_failed", "sender.not_ready"], /pickup.*not ready|pickup.*(?:no|not).*(?:packed|label)/i],
	[["info_received.pickup_failed", "sender.missed_pickup"], /pickup.*(?:home|closed|available|no ?one|nobody)/i],
	[["info_received.pickup_failed", "carrier.not_enough_time"], /pickup.*(?:time|late)/i],
	["info_received.pickup_failed", /pickup/i],
	[["delivery_attempted.refused", "recipient.refused"], /refused|rejected/i],
	[["delivery_attempted.business_closed", "recipient.business_closed"], /closed/i],
	[["delivery_attempted.no_access", "recipient.access_restricted"], /access|\bdog\b|gate/i],
	[["delivery_attempted.address_not_found", "address.incorrect"], /address/i],
	["delivery_attempted.notice_left", /\bcard\b|notice/i],
	[["delivery_attempted.recipient_absent", "recipient.absent"], /home|no ?one|nobody|absent|not available/i],
	[["delivery_attempted.failed", "recipient.safe_place_unavailable"], /unsafe|safe (?:place|location)/i],
	["delivery_attempted.failed", /deliver/i],
]);

const STATUSES = {
	...sentences.statuses,
	...spots.statuses,
	...attempts.statuses,
	...codeTable([
		["info_received.label_created", "booked booking label-created draft"],
		["info_received.notified", "info-received"],
		["info_received.awaiting_handover", "ready-for-pickup awaiting-pickup awaiting-drop-off drop-off dropoff"],
		["info_received.pickup_failed", "pickup-attempted"],
		["info_received.pickup_scheduled", "scheduled pickup-scheduled"],
		["picked_up.collected", "pickup picked-up"],
		["picked_up.dropped_off", "dropped-off"],
		["in_transit.moving", "in-transit transit"],
		["in_transit.handover_to_partner", "local-delivery"],
		[["in_transit.damaged", "carrier.damaged"], "damaged"],
		["out_for_delivery.on_vehicle", "out-for-delivery"],
		["delivery_attempted.failed", "delivery-attempted"],
		["delivery_attempted.notice_left", "card-left"],
		["ready_for_pickup.at_point", "left-with-agent"],
		["delivered.to_recipient", "delivered"],
		["exception.undeliverable", "unable-to-deliver"],
		[["exception.lost", "carrier.lost"], "lost"],
		["returning.to_sender", "return-to-sender returning"],
		["returned.to_sender", "returned returned-to-sender"],
		["cancelled.cancelled", "cancelled cancelling expired"],
		["exception.rejected_by_carrier", "unable-to-book"],
		["note.information", "info"],
	]),
};

const Event = z.object({
	event_id: text,
	event_type: text,
	scan_time: text,
	local_scan_time: text,
	display_time: text,
	description: text,
	reason: text,
	location: text,
	location_data: part(z.object({ suburb: text, state: text, postcode: text, country: text })),
});
const Country = part(z.object({ country: text }));
const Body = Event.extend({
	sendle_reference: text,
	state: text,
	status: part(z.object({ description: text, last_changed_at: text })),
	origin: Country,
	destination: Country,
	scheduling: part(z.object({ estimated_delivery_date_minimum: text, estimated_delivery_date_maximum: text })),
	tracking_events: z.undefined().or(list(Event)),
	error: text,
	error_description: text,
});
/** As it comes, or inside the record of a delivery that Sendle's partners show. */
const Message = Body.extend({ payload: part(Body) });
type Event = z.output<typeof Event>;
type Body = z.output<typeof Body>;

function extract(written: string, { asked }: Envelope): Extracted {
	const message = json(written, Message);
	const body = message.payload ?? message;
	// A reply does not name its parcel.
	const trackingNumber = body.sendle_reference ?? (asked?.length === 1 ? (asked[0] ?? null) : null);
	if (body.error !== undefined) {
		const words = body.error_description ?? "";
		const outcome = outcomeOf(body.error.replaceAll("_", " "), `${body.error.replaceAll("_", " ")} ${words}`);
		return { shipments: [], refusals: [{ trackingNumber, outcome, detail: `${body.error}: ${words}` }] };
	}
	const isPush = body.event_type !== undefined;
	const events = isPush ? [body] : (body.tracking_events ?? []);
	if (events.length === 0 && body.state === undefined) {
		if (body.tracking_events === undefined) throw new Unreadable("body: neither events nor a state");
		return unanswered("not-found", "no events and no state", trackingNumber);
	}
	const home = body.origin?.country === body.destination?.country ? body.origin?.country : undefined;
	return {
		shipments: [
			{
				trackingNumber,
				order: orderByTimes(
					events.map(({ scan_time }) => scan_time),
					"oldest-first",
				),
				scans: events.map((event) => scan(event, home)),
				status: isPush ? undefined : header(body),
				promised: promised(body),
			},
		],
	};
}

function scan(event: Event, home: string | undefined): RawScan {
	const { event_type: type = "", description, reason } = event;
	return {
		code: type,
		keys: keysOf(type, [description, reason].filter(Boolean).join(": ")),
		id: event.event_id,
		text: [description ?? type, reason].filter(Boolean).join(": "),
		time: readTime(event),
		place: readPlace(event, home),
	};
}

function keysOf(type: string, words: string): readonly string[] {
	const name = type
		.toLowerCase()
		.trim()
		.replace(/[\s_]+/g, "-");
	return [refinedKey(name, words), name].filter((key) => key !== undefined);
}

function refinedKey(name: string, words: string): string | undefined {
	if (name === "in-transit" || name === "info") return sentences.keyOf(words);
	if (name === "unable-to-deliver" && /return/i.test(words)) return sentences.keyOf(words);
	if (name === "delivered") return spots.keyOf(words);
	if (name === "delivery-attempted") return attempts.keyOf(`delivery: ${words.replace(/pick-?up/gi, "")}`);
	return name === "pickup-attempted" ? attempts.keyOf(`pickup: ${words}`) : undefined;
}

/** `scan_time` is UTC; the two others show the clock of the place where Sendle knows it. */
function readTime({ scan_time: utc, local_scan_time: local, display_time: display }: Event): RawTime {
	if (display !== undefined && !/Z$/.test(display)) return { text: display };
	const offset = offsetBetweenTimes(local, utc);
	const isElsewhere = local !== undefined && offset !== null && offset !== "+00:00";
	return isElsewhere ? { text: local.replace(/Z$/, ""), offset } : { text: utc ?? display ?? "" };
}

function readPlace({ location, location_data: data }: Event, home: string | undefined): RawPlace | undefined {
	if (data?.suburb || data?.state || data?.postcode) {
		return { city: data.suburb, region: data.state, postcode: data.postcode, country: data.country ?? home };
	}
	if (location === undefined) return data?.country ? { country: data.country } : undefined;
	const [, city, region] = /^(.+?), ?([A-Z]{2,3})$/.exec(location) ?? [];
	const country = data?.country ?? home;
	return city ? { city, region, country } : { name: location, country };
}

function header({ state, status }: Body): RawStatus | undefined {
	if (state === undefined) return undefined;
	return {
		code: state,
		keys: keysOf(state, status?.description ?? ""),
		text: status?.description,
		time: status?.last_changed_at ? { text: status.last_changed_at } : undefined,
	};
}

function promised({ scheduling }: Body): RawShipment["promised"] {
	const from = scheduling?.estimated_delivery_date_minimum ?? scheduling?.estimated_delivery_date_maximum;
	const to = scheduling?.estimated_delivery_date_maximum ?? from;
	return from && to ? { from: { text: from.slice(0, 10) }, to: { text: to.slice(0, 10) } } : undefined;
}

function readSubscription({ body, status }: HttpReply, queries: readonly Query[]): Subscribed {
	const { error, error_description: words = "", tracking_events: events } = json(body, Body);
	if (error !== undefined) {
		return refuseAll(queries, `${error}: ${words}`, outcomeOf(error.replaceAll("_", " "), words));
	}
	if (events === undefined && status >= 300) throw new Unreadable("body: neither events nor an error");
	return { accepted: queries.map(({ trackingNumber }) => trackingNumber), refused: [] };
}

const HOST = "api.sendle.com";

const address = (query: Query): string => `https://${HOST}/api/tracking/${query.trackingNumber.replace(/[^\w-]/g, "")}`;

export const sendle = defineCarrier({
	code: "sendle",
	name: "Sendle",
	countries: ["AU", "US", "CA"],
	source: {
		kind: "documented",
		url: "https://developers.sendle.com/reference/subscribetotrackingevents",
		checked: "2026-11-22",
		note: "Messages are not signed; states beyond the event types are read where clients know them.",
	},

	numbers: {
		pattern: /^S(?=[0-9A-Z]*\d)[0-9A-Z]{5,8}$/,
		valid: ["S000001", "SAMPLE2"],
		invalid: ["SAMPLE", "A000001", "S1", "S000000001A"],
	},

	clock: { formats: ["iso", "yyyy-MM-dd"], zone: { kind: "in-payload" } },
	statuses: STATUSES,
	extract,
	trackingUrl: (trackingNumber) => `https://track.sendle.com/tracking?ref=${encodeURIComponent(trackingNumber)}`,

	api: {
		hosts: [HOST],
		credentials: z.object({ sendleId: z.string().min(1), apiKey: z.string().min(1) }),
		rate: { perSecond: 5 },
	},

	poll: {
		batch: 1,
		request: ([query], { credentials: { sendleId, apiKey } }) => ({
			method: "GET",
			url: address(query),
			headers: { authorization: basicAuthorization(sendleId, apiKey), accept: "application/json" },
		}),
	},

	subscribe: {
		batch: 1,
		request: ([query], { credentials: { sendleId, apiKey } }) => ({
			method: "POST",
			url: `${address(query)}/subscribe`,
			headers: { authorization: basicAuthorization(sendleId, apiKey), accept: "application/json" },
		}),
		read: readSubscription,
	},

	// The address is the seller's to choose in Sendle's settings; nothing else says who speaks.
	webhook: {
		verify: tokenInQuery({ parameter: "token" }),
		setUp: "Enter this address followed by ?token= and this secret as the callback address in Sendle's settings.",
	},
});
