import { z } from "zod";
import {
	basicAuthorization,
	codeTable,
	courierNamed,
	courierNeed,
	courierStatuses,
	courierWordsIn,
	dayAtMidnight,
	defineCarrier,
	type Extracted,
	type HttpReply,
	hmacSha256,
	json,
	list,
	type Meaning,
	orderByTimes,
	part,
	prefixed,
	type Query,
	type RawPlace,
	type RawScan,
	type RawShipment,
	type RawTime,
	type Refusal,
	refuseAll,
	type Subscribed,
	shaped,
	text,
	Unreadable,
	unanswered,
} from "./kit/index.ts";

/** The details of a parcel on the road. They mean the same where EasyPost puts them under another status. */
const ON_THE_ROAD = codeTable([
	["in_transit.moving", "in_transit"],
	["in_transit.origin_facility_arrived", "received_at_origin_facility"],
	["in_transit.origin_facility_departed", "departed_origin_facility"],
	["in_transit.arrived_facility", "arrived_at_facility"],
	["in_transit.departed_facility", "departed_facility"],
	["in_transit.arrived_delivery_depot", "received_at_destination_facility"],
	["in_transit.handover_to_partner", "transferred_to_destination_carrier"],
	["in_transit.delayed", "delayed"],
	["in_transit.delayed_carrier", "transit_exception"],
	[["in_transit.delayed_weather", "external.weather"], "weather_delay"],
	[["in_transit.misrouted", "carrier.sorting_error"], "missorted"],
	["in_transit.held", "held"],
	[["in_transit.address_problem", "address.incorrect"], "address_correction"],
	["delivery_attempted.problem", "delivery_exception"],
]);

const ELSEWHERE = codeTable([
	["info_received.label_created", "pre_transit/label_created"],
	["info_received.awaiting_data", "pre_transit/awaiting_information"],
	["out_for_delivery.on_vehicle", "out_for_delivery/out_for_delivery"],
	["ready_for_pickup.at_point", "available_for_pickup/arrived_at_pickup_location"],
	["returning.to_sender", "return_to_sender/return"],
	["cancelled.cancelled", "cancelled/cancelled"],
	[["in_transit.damaged", "carrier.damaged"], "failure/damaged"],
	[["delivery_attempted.refused", "recipient.refused"], "failure/refused"],
	[["exception.lost", "carrier.lost"], "failure/lost"],
	["exception.unspecified", "failure/failure"],
	["expired.no_tracking", "unknown/expired"],
]);

/** A tracker tells of a scan by its detail alone, without the status in front. */
const ELSEWHERE_BY_DETAIL: Readonly<Record<string, Meaning>> = Object.fromEntries(
	Object.entries(ELSEWHERE).map(([code, meaning]) => [code.replace(/^\w+/, "*"), meaning]),
);

const STATUSES: Readonly<Record<string, Meaning>> = {
	...courierStatuses,
	...prefixed("in_transit/", ON_THE_ROAD),
	...prefixed("*/", ON_THE_ROAD),
	...ELSEWHERE,
	...ELSEWHERE_BY_DETAIL,
	...codeTable([
		["pending.not_found", "unknown unknown/unknown"],
		["pending.invalid_number", "error error/-"],
		["info_received.label_created", "pre_transit"],
		["in_transit.moving", "in_transit"],
		["in_transit.arrived_destination_city", "in_transit/arrived_at_destination"],
		["note.information", "in_transit/status_update"],
		["out_for_delivery.on_vehicle", "out_for_delivery"],
		["ready_for_pickup.at_point", "available_for_pickup"],
		["delivered.to_recipient", "delivered delivered/arrived_at_destination"],
		["returning.to_sender", "return_to_sender"],
		["cancelled.cancelled", "cancelled"],
		["exception.unspecified", "failure"],
	]),
};

/** Which milestones the words may choose among, by EasyPost's own status of the scan. */
const OPEN: ReadonlyMap<string, readonly string[]> = new Map(
	Object.entries({
		pre_transit: ["info_received"],
		in_transit:
			"info_received picked_up in_transit out_for_delivery delivery_attempted ready_for_pickup returning note".split(
				" ",
			),
		out_for_delivery: ["out_for_delivery"],
		available_for_pickup: ["ready_for_pickup"],
		delivered: ["delivered"],
		return_to_sender: ["returning", "returned"],
		failure: ["delivery_attempted", "exception", "returning", "returned"],
		unknown: ["info_received", "in_transit", "note"],
	}),
);

const Location = part(z.object({ city: text, state: text, country: text, zip: text }));

const Detail = z.object({
	message: text,
	description: text,
	status: text,
	status_detail: text,
	datetime: text,
	carrier_code: text,
	tracking_location: Location,
});
type Detail = z.output<typeof Detail>;

const Tracker = z.object({
	object: text,
	tracking_code: text,
	status: text,
	status_detail: text,
	signed_by: text,
	est_delivery_date: text,
	carrier: text,
	tracking_details: list(Detail),
	carrier_detail: part(
		z.object({ est_delivery_date_local: text, est_delivery_time_local: text, guaranteed_delivery_date: text }),
	),
});
type Tracker = z.output<typeof Tracker>;

const Body = z.object({
	object: text,
	tracking_code: text,
	result: z.unknown().optional(),
	trackers: z.undefined().or(list(Tracker)),
	tracker: part(Tracker),
	error: z.unknown().optional(),
});

const Fault = z.object({ code: text, message: text, errors: z.unknown().optional() });

/** A tracker, a page of trackers, or an event around one. */
function extract(written: string): Extracted {
	const body = json(written, Body);
	if (body.error !== undefined) return { shipments: [], refusals: [refusal(body.error)] };
	if (body.object?.toLowerCase() === "event" && body.result !== undefined) return ofEvent(body.result);
	const trackers = [
		...(body.trackers ?? []),
		...(body.tracker ? [body.tracker] : []),
		...(body.tracking_code && isTracker(body) ? [json(written, Tracker)] : []),
	];
	if (trackers.length === 0 && body.trackers === undefined) throw new Unreadable("body: no tracker and no error");
	if (trackers.length === 0) {
		const detail = "EasyPost follows no such number.";
		return unanswered("not-found", detail);
	}
	return {
		shipments: trackers.filter((tracker) => !isUnknown(tracker)).map(shipment),
		refusals: trackers.filter(isUnknown).map(notFound),
	};
}

/** Shipments, insurances and refunds name the number of a parcel too, and have a status of their own. */
function isTracker({ object }: { readonly object?: string | undefined }): boolean {
	return object === undefined || object.toLowerCase() === "tracker";
}

/** Events are also told of batches, payments and refunds, which are nothing about a parcel. */
function ofEvent(result: unknown): Extracted {
	const told = shaped(result, Tracker.extend({ tracker: part(Tracker) }));
	const tracker = isTracker(told) ? told : told.tracker;
	if (tracker?.tracking_code === undefined) return { shipments: [] };
	return isUnknown(tracker)
		? { shipments: [], refusals: [notFound(tracker)] }
		: { shipments: [shipment(tracker)], refusals: [] };
}

function isUnknown({ status, status_detail, tracking_details }: Tracker): boolean {
	const isSilent = status === undefined || status === "error" || (status === "unknown" && status_detail !== "expired");
	return isSilent && tracking_details.length === 0;
}

function notFound({ tracking_code, status = "unknown" }: Tracker): Refusal {
	return { trackingNumber: tracking_code ?? null, outcome: "not-found", detail: `The tracker's status is ${status}.` };
}

function refusal(error: unknown): Refusal {
	const { code = "", message = "" } = typeof error === "string" ? { message: error } : shaped(error, Fault);
	return { trackingNumber: null, outcome: outcomeOf(code, message), detail: `${code}: ${message}` };
}

function outcomeOf(code: string, message: string): Refusal["outcome"] {
	const words = `${code} ${message}`;
	if (/RATE_?LIMIT|TOO_?MANY|throttl|too many/i.test(words)) return "rate-limited";
	if (/API_?KEY|UNAUTHORIZED|AUTHENTICATION|FORBIDDEN|PAYMENT_REQUIRED|not authori[sz]ed|credential/i.test(words)) {
		return "denied";
	}
	const isNumber =
		/not (?:be )?found|no record|invalid tracking|tracking (?:code|number) .*(?:invalid|unknown|recogni[sz]ed)/i;
	return /NOT_?FOUND|TRACKING_CODE/.test(code) || isNumber.test(message) ? "not-found" : "error";
}

function shipment(tracker: Tracker): RawShipment {
	const { tracking_code, status, status_detail, carrier, signed_by } = tracker;
	const scans = tracker.tracking_details.map((detail) => scan(detail, tracker));
	return {
		trackingNumber: tracking_code ?? null,
		carrier: courierNamed(carrier),
		carrierName: carrier,
		scans,
		order: orderByTimes(
			scans.map(({ time }) => time.text),
			"oldest-first",
		),
		status:
			status && status !== "unknown"
				? { code: [status, status_detail].filter(Boolean).join("/"), keys: headerKeys(status, status_detail) }
				: undefined,
		promised: promised(tracker),
		signed: signed_by !== undefined,
	};
}

/** An update of the status is no status: under the header only the main word says where the parcel is. */
function headerKeys(status: string, detail: string | undefined): string[] {
	return detail === "status_update" ? [status] : [`${status}/${detail ?? "-"}`, status];
}

function scan(detail: Detail, { carrier, signed_by }: Tracker): RawScan {
	const { message, description, status = "", status_detail, datetime = "" } = detail;
	const words = [...new Set([message, description])].filter(Boolean).join(": ");
	return {
		code: [status, status_detail].filter(Boolean).join("/"),
		keys: keysOf(status, status_detail, words),
		text: words,
		time: { text: datetime },
		place: place(detail, carrier),
		marked: status === "delivered" ? { signedBy: signed_by } : undefined,
	};
}

// A courier's first scan comes under "arrived at facility" as well: there the courier's words know better.
const MAY_BE_FIRST = ["arrived_at_facility", "received_at_origin_facility", "in_transit"];
const SAYS_NOTHING = [undefined, "status_update", "unknown", "in_transit", "failure", "return"];
// Why a parcel is held or late, the courier's words may know.
const HAS_A_CAUSE = ["held", "delayed", "transit_exception"];
const CAUSE = /:in_transit\.(?:\w*customs_|delayed_|misrouted|security_check|address_problem|damaged|held_at_)/;
const IS_OPEN = ["in_transit", "failure", "unknown", "error"];

/** The courier's words come first where EasyPost's detail says nothing, and after a delivery, which has none. */
function keysOf(status: string, detail: string | undefined, words: string): string[] {
	const told = courierWordsIn(words, OPEN.get(status) ?? []);
	const cause = status === "failure" ? courierWordsIn(words, ["in_transit"]) : undefined;
	const said = told ?? (CAUSE.test(cause ?? "") ? cause : undefined) ?? "";
	const isFirst = said.includes(":picked_up.") && MAY_BE_FIRST.some((known) => known === detail);
	const isAttempt = said.includes(":delivery_attempted.") && detail === "delivery_exception";
	const isCause = HAS_A_CAUSE.some((known) => known === detail) && CAUSE.test(said);
	const isPlace = status === "delivered" || status === "available_for_pickup";
	const isWanted = isFirst || isAttempt || isCause || isPlace || SAYS_NOTHING.some((known) => known === detail);
	const spoken = isWanted && said !== "" ? [said] : [];
	// A status that says where it ended is not undone by a detail of the road.
	return [...spoken, `${status}/${detail ?? "-"}`, ...(IS_OPEN.includes(status) ? [`*/${detail}`] : []), status];
}

function place({ tracking_location: at }: Detail, carrier: string | undefined): RawPlace | undefined {
	if (!at) return undefined;
	// The postal service leaves its own country out.
	const isHome = carrier === "USPS" && (at.state !== undefined || /^\d{5}(?:-\d{4})?$/.test(at.zip ?? ""));
	return { city: at.city, region: at.state, postcode: at.zip, country: at.country ?? (isHome ? "US" : undefined) };
}

function promised({ est_delivery_date, carrier_detail: detail }: Tracker): RawShipment["promised"] {
	const day = detail?.est_delivery_date_local;
	const clock = detail?.est_delivery_time_local;
	const local = day && clock && /^\d\d:\d\d/.test(clock) ? `${day.slice(0, 10)}T${clock}` : day?.slice(0, 10);
	const written = local ?? est_delivery_date ?? detail?.guaranteed_delivery_date;
	if (written === undefined) return undefined;
	const time: RawTime = { text: dayAtMidnight(written) };
	return { from: time, to: time };
}

function readSubscription({ body }: HttpReply, queries: readonly Query[]): Subscribed {
	const read = json(body, Body.extend({ id: text }));
	if (read.error !== undefined) {
		const { detail, outcome } = refusal(read.error);
		return refuseAll(queries, detail, outcome);
	}
	if (!read.id || !read.tracking_code) throw new Unreadable("body: neither a tracker nor an error");
	const accepted = queries.map(({ trackingNumber }) => trackingNumber);
	return { accepted, refused: [], ids: Object.fromEntries(accepted.map((number) => [number, read.id ?? ""])) };
}

const HOST = "api.easypost.com";

function headers({ apiKey }: { readonly apiKey: string }): Record<string, string> {
	return { authorization: basicAuthorization(apiKey, ""), "content-type": "application/json" };
}

export const easypost = defineCarrier({
	code: "easypost",
	name: "EasyPost",
	kind: "aggregator",
	countries: [],
	source: {
		kind: "documented",
		url: "https://docs.easypost.com/docs/trackers",
		checked: "2026-11-22",
		note: "EasyPost puts a Z behind every time; where it knew no place of the scan, that may be a courier's own clock.",
	},

	numbers: {
		// Its own numbers are those of its test mode; all others are couriers', given with the courier named.
		pattern: /^EZ([1-7])0{8}\1$/,
		valid: ["EZ1000000001", "EZ4000000004"],
		invalid: ["EZ1000000002", "EZ8000000008", "1ZWAY0010300000115"],
	},

	clock: { formats: ["iso"], zone: { kind: "in-payload" } },
	statuses: STATUSES,
	extract,
	needs: { courier: courierNeed("USPS") },
	trackingUrl: () => "",

	api: {
		hosts: [HOST],
		credentials: z.object({
			apiKey: z.string().min(1),
			/** EasyPost's name of the courier, such as `USPS`; without one EasyPost finds it. */
			courier: z.string().min(1).optional(),
		}),
		rate: { perSecond: 5 },
	},

	poll: {
		batch: 1,
		request: ([query], { credentials }) => ({
			method: "GET",
			url: `https://${HOST}/v2/trackers?${new URLSearchParams({ tracking_code: query.trackingNumber })}`,
			headers: headers(credentials),
		}),
	},

	// https://docs.easypost.com/docs/webhooks: HMAC over the bytes, with the secret in NFKD.
	webhook: {
		verify: hmacSha256({ header: "x-hmac-signature", encoding: "hex", prefix: "hmac-sha256-hex=", key: "NFKD" }),
		acknowledge: { status: 200, headers: {}, body: "" },
		setUp: "Create a webhook in EasyPost's dashboard with this address, and this secret as its webhook secret.",
	},

	subscribe: {
		batch: 1,
		request: ([query], { credentials }) => ({
			method: "POST",
			url: `https://${HOST}/v2/trackers`,
			headers: headers(credentials),
			body: JSON.stringify({
				tracker: { tracking_code: query.trackingNumber, carrier: query.needs.courier ?? credentials.courier },
			}),
		}),
		read: readSubscription,
	},
});
