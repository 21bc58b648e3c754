import { z } from "zod";
import {
	clientCredentials,
	codeTable,
	defineCarrier,
	type Envelope,
	type Extracted,
	flag,
	hmacSha256,
	json,
	list,
	type Meaning,
	number,
	orderByTimes,
	outcomeOf,
	part,
	type RawPlace,
	type RawScan,
	type RawShipment,
	type RawTime,
	type TextRules,
	text,
	textRules,
	Unreadable,
	unanswered,
} from "./kit/index.ts";

// Why a delivery failed stands in words alone, of a list that each country keeps.
const FAILURES: readonly (readonly [meaning: Exclude<Meaning, string>, pattern: RegExp])[] = [
	[["delivery_attempted.cod_unpaid", "recipient.payment_missing"], /refus\w* to pay/i],
	[["delivery_attempted.refused", "recipient.refused"], /refus|reject|(?:does|did)(?:n't| not) (?:want|order)/i],
	[
		["delivery_attempted.rescheduled", "recipient.requested_later"],
		/reschedul|postpone|request.*(?:date|day|time|later)/i,
	],
	[
		["delivery_attempted.rescheduled", "recipient.requested_later"],
		/(?:change|another|different|later) .*(?:date|day|time)/i,
	],
	[
		["delivery_attempted.recipient_unreachable", "recipient.unreachable"],
		/unreachable|uncontactable|(?:unable|not|failed) (?:be )?(?:to )?(?:\w+ ){0,4}(?:contact|reach)|no answer|not answer|\b(?:phone|contact|mobile) number|number not in/i,
	],
	[
		["delivery_attempted.recipient_absent", "recipient.absent"],
		/nobody|no ?one|not (?:at )?(?:home|around|available|in)\b|absent|unavailable/i,
	],
	[["delivery_attempted.business_closed", "recipient.business_closed"], /\bclosed\b/i],
	[["delivery_attempted.address_not_found", "address.incorrect"], /\baddress\b/i],
	[["delivery_attempted.no_access", "recipient.access_restricted"], /access|restricted|not allowed/i],
	[["delivery_attempted.cod_unpaid", "recipient.payment_missing"], /\bcash\b|\bcod\b|payment|money/i],
	[
		["delivery_attempted.not_enough_time", "carrier.not_enough_time"],
		/(?:out of|insufficient|enough|ran out of) time/i,
	],
	[["delivery_attempted.failed", "external.weather"], /weather|flood|\brain|typhoon/i],
	[["delivery_attempted.failed", "carrier.damaged"], /damage|defective/i],
	[["delivery_attempted.failed", "carrier.vehicle"], /vehicle|breakdown/i],
	[["delivery_attempted.failed", "external.road"], /traffic/i],
	[["delivery_attempted.failed", "recipient.moved"], /\bmoved\b/i],
];
const reasons = textRules("en", 1, FAILURES);
const finals = textRules(
	"en-final",
	1,
	FAILURES.map(([[, why], pattern]) => [["delivery_attempted.final", why], pattern]),
);
const collections = textRules("en-pickup", 1, [
	[["info_received.pickup_failed", "sender.not_ready"], /not ready|not packed|no parcel|reschedul|postpone/i],
	[["info_received.pickup_failed", "sender.cancelled"], /cancel/i],
	[
		["info_received.pickup_failed", "sender.missed_pickup"],
		/nobody|no ?one|closed|unavailable|not available|unreachable|uncontactable|contact/i,
	],
	[["info_received.pickup_failed", "address.incorrect"], /\baddress\b/i],
	[["info_received.pickup_failed", "carrier.not_enough_time"], /(?:out of|insufficient|enough) time/i],
]);

const STATUSES: Readonly<Record<string, Meaning>> = {
	...reasons.statuses,
	...finals.statuses,
	...collections.statuses,
	...Object.fromEntries([
		// Names of version 1.
		["staging", "info_received.label_created"],
		["van en route to pickup", "info_received.pickup_scheduled"],
		["successful pickup", "picked_up.collected"],
		["pickup fail", "info_received.pickup_failed"],
		["pickup failed", "info_received.pickup_failed"],
		["pending pickup at distribution point", "picked_up.dropped_off"],
		["en route to sorting hub", "in_transit.moving"],
		["arrived at sorting hub", "in_transit.arrived_facility"],
		["cross border transit", "in_transit.moving"],
		["transferred to 3pl", "in_transit.handover_to_partner"],
		["customs cleared", "in_transit.customs_cleared"],
		["customs held", ["in_transit.import_customs_held", "customs.delay"]],
		["on hold", "in_transit.held"],
		["arrived at distribution point", "ready_for_pickup.at_point"],
		["successful delivery", "delivered.to_recipient"],
		["completed", "delivered.to_recipient"],
		["first attempt delivery fail", "delivery_attempted.failed"],
		["first attempt delivery failed", "delivery_attempted.failed"],
		["pending reschedule", "delivery_attempted.failed"],
		["return to sender triggered", "returning.to_sender"],
		["on vehicle for delivery (rts)", "returning.to_sender"],
		["parcel lost", ["exception.lost", "carrier.lost"]],
		["parcel damaged", ["in_transit.damaged", "carrier.damaged"]],
		["parcel size", "note.measured"],
		["parcel weight", "note.measured"],
		// Events of version 2; a status alone is what is left of one that is in no list.
		["pending pickup", "info_received.awaiting_handover"],
		["pending pickup, shipper dropoff", "picked_up.dropped_off"],
		["driver dispatched for pickup", "info_received.pickup_scheduled"],
		["picked up", "picked_up.collected"],
		["picked up, in transit to origin hub", "picked_up.collected"],
		["pickup exception", "info_received.pickup_failed"],
		["pickup exception, pending reschedule", "info_received.pickup_failed"],
		["pickup exception, reattempt scheduled", "info_received.pickup_scheduled"],
		["pickup exception, max attempts reached", "info_received.pickup_failed"],
		["pickup exception, pending retrieval from pudo", "info_received.pickup_failed"],
		["arrived at origin hub", "in_transit.origin_facility_arrived"],
		["arrived at transit hub", "in_transit.arrived_facility"],
		["arrived at destination hub", "in_transit.arrived_delivery_depot"],
		["in transit to next sorting hub", "in_transit.moving"],
		["on vehicle for delivery", "out_for_delivery.on_vehicle"],
		["at pudo, pending customer collection", "ready_for_pickup.at_point"],
		["delivered", "delivered.to_recipient"],
		["delivered, received by customer", "delivered.to_recipient"],
		["delivered, collected by customer", "delivered.collected"],
		["delivered, left at doorstep", "delivered.safe_place"],
		["delivery exception", "delivery_attempted.problem"],
		["delivery exception, pending reschedule", "delivery_attempted.failed"],
		["delivery exception, reattempt scheduled", "delivery_attempted.rescheduled"],
		["delivery exception, max attempts reached", "delivery_attempted.final"],
		["delivery exception, parcel overstayed at pudo", ["ready_for_pickup.expiring", "recipient.not_collected"]],
		["delivery exception, parcel lost", ["exception.lost", "carrier.lost"]],
		["delivery exception, parcel damaged", ["in_transit.damaged", "carrier.damaged"]],
		["delivery exception, return to sender initiated", "returning.to_sender"],
		["returned to sender", "returned.to_sender"],
		["return to shipper exception", "returning.to_sender"],
		["return to shipper exception, parcel triggered for shipper collection", "returning.to_sender"],
		["return to shipper exception, parcel collected by shipper", "returned.to_sender"],
		["return to shipper exception, parcel scrapped", "exception.destroyed"],
		["return to shipper exception, max attempts reached", "returning.to_sender"],
		["cancelled", "cancelled.cancelled"],
		["canceled", "cancelled.cancelled"],
		["parcel measurements update", "note.measured"],
		["international transit", "in_transit.moving"],
		["international transit, fulfillment request submitted", "info_received.label_created"],
		["international transit, fulfillment packed", "info_received.awaiting_handover"],
		["international transit, en route to origin facility", "in_transit.moving"],
		["international transit, handed over to origin facility", "picked_up.accepted"],
		["international transit, arrived at origin facility", "in_transit.origin_facility_arrived"],
		["international transit, processed at origin facility", "in_transit.processed_facility"],
		["international transit, handed over to linehaul", "in_transit.handover_to_partner"],
		["international transit, export cleared", "in_transit.export_customs_cleared"],
		["international transit, linehaul scheduled", "note.information"],
		["international transit, linehaul departed", "in_transit.linehaul_departed"],
		["international transit, linehaul arrived", "in_transit.linehaul_arrived"],
		["international transit, customs cleared", "in_transit.customs_cleared"],
		["international transit, customs held", ["in_transit.import_customs_held", "customs.delay"]],
		["international transit, handed over to last mile", "in_transit.handover_to_partner"],
		["international transit, returned to sender at origin facility", "returned.to_sender"],
		["international transit, returned to xb warehouse", "returning.to_sender"],
		["international transit, parcel exception", "exception.unspecified"],
		["international transit, parcel disposed", "exception.destroyed"],
		["international transit, parcel lost", ["exception.lost", "carrier.lost"]],
		["international transit, parcel damaged", ["in_transit.damaged", "carrier.damaged"]],
		// On the way back the buyer is the sender.
		["back: delivered", "returned.to_sender"],
		["back: picked up", "returning.to_sender"],
		["back: arrived at origin hub", "returning.to_sender"],
		["back: arrived at transit hub", "returning.to_sender"],
		["back: arrived at destination hub", "returning.to_sender"],
		["back: in transit to next sorting hub", "returning.to_sender"],
		["back: on vehicle for delivery", "returning.to_sender"],
		["back: delivery exception", "returning.to_sender"],
		["back: international transit", "returning.to_sender"],
		["back: at pudo", "returning.to_sender"],
	] as const),
	...codeTable([
		["delivered.safe_place", "spot:safe-place"],
		["delivered.to_reception", "spot:reception"],
		[["delivered.to_neighbour", "delivery.indirect"], "spot:neighbour"],
		[["delivered.to_proxy", "delivery.indirect"], "spot:proxy"],
	]),
};

const Proof = part(
	z.object({ signature_uri: text, signed_by: part(z.object({ name: text, contact: text, relationship: text })) }),
);
const State = part(z.object({ state: text, left_in_safe_place: flag, failure_reason: text, proof: Proof }));
const Hub = part(z.object({ country: text, city: text, hub: text }));
const Event = z.object({
	tracking_id: text,
	tracking_number: text,
	event: text,
	status: text,
	timestamp: text,
	comments: text,
	is_parcel_on_rts_leg: flag,
	/** Version 1. */
	pod: part(z.object({ type: text, name: text, contact: text, uri: text, left_in_safe_place: flag })),
	picked_up_information: State,
	arrived_at_pudo_information: State,
	pickup_exception: State,
	delivery_information: State,
	delivery_exception: State,
	arrived_at_origin_hub_information: Hub,
	arrived_at_transit_hub_information: Hub,
	arrived_at_destination_hub_information: Hub,
	in_transit_to_next_sorting_hub_information: Hub,
	on_vehicle_information: part(z.object({ driver_name: text, driver_contact: text })),
	international_transit_information: part(
		z.object({
			state: text,
			remark: text,
			linehaul_information: part(
				z.object({ origin_port: text, origin_country: text, destination_port: text, destination_country: text }),
			),
		}),
	),
});
const History = z.object({ tracking_id: text, tracking_number: text, events: z.undefined().or(list(Event)) });
const Body = Event.extend({
	events: z.undefined().or(list(Event)),
	data: z.undefined().or(list(History)),
	error: z.preprocess(
		(error) => (typeof error === "string" ? { message: error } : error),
		part(z.object({ code: text, title: text, message: text, details: list(z.object({ message: text })) })),
	),
	code: text,
	nvErrorCode: text,
	messages: list(text),
	message: text,
	description: text,
});
type Event = z.output<typeof Event>;

function extract(written: string, { asked }: Envelope): Extracted {
	const body = json(written, Body);
	const only = asked?.length === 1 ? (asked[0] ?? null) : null;
	if (body.status !== undefined && body.timestamp !== undefined) return { shipments: [shipment(body, [body], only)] };
	if (body.event !== undefined && body.timestamp !== undefined) return { shipments: [shipment(body, [body], only)] };
	const histories = body.events === undefined ? body.data : [{ ...body, events: body.events }];
	const told = (histories ?? []).flatMap((history) =>
		history.events && history.events.length > 0 ? [shipment(history, history.events, only)] : [],
	);
	if (told.length > 0) return { shipments: told };
	const { error } = body;
	const words = [
		error?.title,
		error?.message,
		...(error?.details ?? []).map(({ message }) => message),
		...body.messages,
	]
		.concat([body.nvErrorCode, body.message, body.description])
		.filter((word) => word !== undefined);
	if (words.length === 0 && histories !== undefined) {
		return unanswered("not-found", "no events", body.tracking_id ?? body.tracking_number ?? only);
	}
	if (words.length === 0) throw new Unreadable("body: neither events nor an error");
	const detail = [...new Set(words)].join(": ");
	const isUnknown = /not[_ ]found|does(?:n't| not) exist|no (?:such )?order|invalid tracking/i.test(detail);
	return unanswered(isUnknown ? "not-found" : outcomeOf(error?.code ?? body.code ?? "", detail), detail, only);
}

function shipment(
	{ tracking_id, tracking_number }: z.output<typeof History>,
	events: readonly Event[],
	only: string | null,
): RawShipment {
	const named = tracking_id ?? tracking_number ?? events[0]?.tracking_id ?? events[0]?.tracking_number;
	const trackingNumber = named ?? only;
	return {
		trackingNumber,
		order: orderByTimes(
			events.map(({ timestamp }) => timestamp),
			"oldest-first",
		),
		scans: events.map((event) => scan(event, trackingNumber ?? "")),
		signed: events.some((event) => {
			// Of a parcel left somewhere there is a picture in the signature's place.
			const pod = isHandover(event) || event.pod?.left_in_safe_place ? undefined : event.pod;
			const proof = event.delivery_information?.proof;
			return (pod?.name ?? pod?.uri ?? proof?.signed_by?.name ?? proof?.signature_uri) !== undefined;
		}),
	};
}

function scan(event: Event, trackingNumber: string): RawScan {
	const { status, pod, comments } = event;
	const states = [event.delivery_information, event.delivery_exception, event.pickup_exception];
	const state = [...states, event.arrived_at_pudo_information, event.picked_up_information].find(Boolean);
	const abroad = event.international_transit_information;
	const particular = state?.state ?? abroad?.state;
	const name = event.event ?? (particular ? `${status ?? ""}, ${particular}` : (status ?? ""));
	const why = state?.failure_reason ?? abroad?.remark ?? comments;
	const signer = isHandover(event) ? undefined : (pod ?? state?.proof?.signed_by);
	return {
		code: name,
		keys: keysOf(event, name, why),
		text: why === undefined || why === name ? name : `${name}: ${why}`,
		time: moment(event.timestamp ?? "", trackingNumber),
		place: readPlace(event),
		marked: {
			signedBy: signer?.name,
			courierName: event.on_vehicle_information?.driver_name,
			courierPhone: event.on_vehicle_information?.driver_contact,
		},
	};
}

/** Who hands a parcel over stands where the receiver stands later. */
function isHandover({ status }: Event): boolean {
	return /pick(?:ed )?-?up/i.test(status ?? "");
}

/** The event, with why it failed and where it was left; then what its status alone says. */
function keysOf(event: Event, name: string, why: string | undefined): readonly string[] {
	const [full, base] = [keyOf(name), keyOf(event.status ?? "")];
	if (event.is_parcel_on_rts_leg) {
		// What befalls a parcel befalls it on either way, and the end of the way back is said outright.
		const back = /parcel (?:lost|damaged|disposed|exception)|returned to/.test(full)
			? []
			: [`back: ${base}`, `back: ${full.split(", ")[0]}`];
		return [...back, full, base];
	}
	const reason = rulesFor(full)?.keyOf(why);
	const spot = /^(?:delivered(?:, received by customer)?|successful delivery|completed)$/.test(full)
		? spotOf(event)
		: undefined;
	return [reason, spot, full, base].filter((key) => key !== undefined);
}

function rulesFor(event: string): TextRules | undefined {
	if (/^(?:delivery exception, (?:pending|reattempt)|pending reschedule|first attempt)/.test(event)) return reasons;
	if (event === "delivery exception, max attempts reached") return finals;
	return /^pickup (?:fail|exception(?!, reattempt))/.test(event) ? collections : undefined;
}

/** Spelled in one way: versions and clients write `En-route`, `En route` and `Delivered/Received`. */
const keyOf = (name: string): string =>
	name
		.toLowerCase()
		.replace(/[\s-]+/g, " ")
		.replace(/ ?[,/] ?/g, ", ");

function spotOf({ pod, delivery_information: told }: Event): string | undefined {
	if (pod?.left_in_safe_place || told?.left_in_safe_place) return "spot:safe-place";
	const who = told?.proof?.signed_by?.relationship ?? pod?.type ?? "";
	if (/reception|security|guard|concierge|front desk|lobby/i.test(who)) return "spot:reception";
	if (/neighbo/i.test(who)) return "spot:neighbour";
	return /family|relative|parent|sibling|spouse|colleague|friend|helper|substitute|others?\b/i.test(who)
		? "spot:proxy"
		: undefined;
}

function readPlace(event: Event): RawPlace | undefined {
	const at =
		event.arrived_at_origin_hub_information ??
		event.arrived_at_transit_hub_information ??
		event.arrived_at_destination_hub_information ??
		event.in_transit_to_next_sorting_hub_information;
	if (at) return { name: at.hub, city: at.city, country: at.country };
	const abroad = event.international_transit_information;
	const line = abroad?.linehaul_information;
	if (/departed/i.test(abroad?.state ?? "")) return line && { name: line.origin_port, country: line.origin_country };
	if (!/arrived/i.test(abroad?.state ?? "") || line === undefined) return undefined;
	return { name: line.destination_port, country: line.destination_country };
}

/** The offset stands behind the clock; where it is left out, the number says the country, and Indonesia has three zones. */
function moment(written: string, trackingNumber: string): RawTime {
	if (/(?:Z|[+-]\d\d:?\d\d)$/i.test(written)) return { text: written };
	return { text: written, zone: ZONES[/^N[A-Z](MM|MY|PH|SG|TH|VN)/i.exec(trackingNumber)?.[1]?.toUpperCase() ?? ""] };
}

const ZONES: Readonly<Record<string, string>> = {
	MM: "Asia/Yangon",
	MY: "Asia/Kuala_Lumpur",
	PH: "Asia/Manila",
	SG: "Asia/Singapore",
	TH: "Asia/Bangkok",
	VN: "Asia/Ho_Chi_Minh",
};

const Token = z.object({ access_token: z.string().min(1), expires_in: number });

const HOST = "api.ninjavan.co";
const COUNTRIES = ["SG", "MY", "ID", "PH", "TH", "VN", "MM"] as const;
/** Of the country and nothing else: what a seller typed does not reach the address. */
const root = (country: string): string =>
	`https://${HOST}/${(COUNTRIES.find((known) => known === country) ?? "SG").toLowerCase()}`;

export const ninjaVan = defineCarrier({
	code: "ninja-van",
	name: "Ninja Van",
	countries: ["ID", "MM", "MY", "PH", "SG", "TH", "VN"],
	source: {
		kind: "assumed",
		url: "https://api-docs.ninjavan.co/en",
		checked: "2026-11-22",
		note: "Both versions of the webhook, the tracking call and the signature come from public code that follows the documentation; the words for failed deliveries differ by country and are read as English.",
	},

	numbers: {
		pattern: /^N[LVJ](?:ID|MM|MY|PH|SG|TH|VN)[0-9A-Z]{6,16}$/,
		valid: ["NVSGWAYLN000000001", "NLMYMY0000000002", "NVPHWAY000000003"],
		invalid: ["NVUSWAYLN000000001", "NVSG0001", "SGNVWAY000000001"],
	},

	clock: { formats: ["iso"], zone: { kind: "in-payload" } },
	statuses: STATUSES,
	extract,
	trackingUrl: (trackingNumber) => {
		const country = /^N[A-Z](ID|MM|MY|PH|SG|TH|VN)/i.exec(trackingNumber)?.[1]?.toLowerCase() ?? "sg";
		return `https://www.ninjavan.co/en-${country}/tracking?${new URLSearchParams({ id: trackingNumber })}`;
	},

	api: {
		hosts: [HOST],
		credentials: clientCredentials.extend({
			/** Whose Ninja Van the account is with. */
			country: z.enum(COUNTRIES).default("SG"),
		}),
		login: {
			request: ({ credentials: { clientId, clientSecret, country } }) => ({
				method: "POST",
				url: `${root(country)}/2.0/oauth/access_token`,
				headers: { "content-type": "application/json" },
				body: JSON.stringify({ client_id: clientId, client_secret: clientSecret, grant_type: "client_credentials" }),
			}),
			read: (body) => {
				const { access_token: token, expires_in: expiresInSeconds = 3_600 } = json(body, Token);
				return { token, expiresInSeconds };
			},
		},
		rate: { perSecond: 2 },
	},

	poll: {
		batch: 1,
		request: ([query], { credentials: { country }, token }) => ({
			method: "GET",
			url: `${root(country)}/1.0/orders/tracking-events/${query.trackingNumber.replace(/[^A-Za-z0-9]/g, "")}`,
			headers: { authorization: `Bearer ${token}` },
		}),
	},

	webhook: {
		verify: hmacSha256({ header: "x-ninjavan-hmac-sha256", encoding: "base64" }),
		acknowledge: { status: 200, headers: {}, body: "" },
		setUp:
			"Enter this address in the Ninja Dashboard. Ninja Van signs with the client key of your account: give that as webhookSecret.",
	},
});
