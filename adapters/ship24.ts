import { z } from "zod";
import {
	codeTable,
	courierNamed,
	courierNeed,
	courierStatuses,
	courierWordsIn,
	dayAtMidnight,
	defineCarrier,
	type Extracted,
	flag,
	type HttpReply,
	json,
	list,
	type Meaning,
	offsetBetweenTimes,
	orderByTimes,
	outcomeOf,
	part,
	type Query,
	type RawPlace,
	type RawScan,
	type RawShipment,
	type RawTime,
	type Refusal,
	readLocation,
	refuseAll,
	type Subscribed,
	text,
	tokenInHeader,
	Unreadable,
	unanswered,
} from "./kit/index.ts";

/** Codes of events; `in_transit/-` is the milestone of an event that has no code. */
const STATUSES: Readonly<Record<string, Meaning>> = {
	...courierStatuses,
	...codeTable([
		["pending.not_found", "pending/-"],
		["info_received.label_created", "data_order_created info_received/-"],
		["in_transit.moving", "in_transit/-"],
		["in_transit.departed_origin_country", "transit_origin_country_departure"],
		["in_transit.arrived_destination_country", "destination_arrival"],
		["in_transit.handover_to_partner", "transit_handover"],
		["in_transit.import_customs_presented", "customs_received"],
		[["in_transit.import_customs_held", "customs.delay"], "customs_exception"],
		["in_transit.customs_cleared", "customs_cleared"],
		["out_for_delivery.on_vehicle", "delivery_out_for_delivery out_for_delivery/-"],
		["delivery_attempted.failed", "delivery_attempted failed_attempt/-"],
		["delivery_attempted.problem", "delivery_exception"],
		[["delivery_attempted.refused", "recipient.refused"], "delivery_refused"],
		["ready_for_pickup.at_point", "delivery_available_for_pickup available_for_pickup/-"],
		["delivered.to_recipient", "delivery_delivered delivered/-"],
		["returning.to_sender", "exception_return"],
		["cancelled.cancelled", "data_order_cancelled"],
		["exception.unspecified", "exception/-"],
		["exception.customs_rejected", "customs_rejected"],
		[["exception.lost", "carrier.lost"], "exception_lost"],
		["exception.destroyed", "exception_discarded"],
		["note.delivery_options_offered", "data_delivery_proposed"],
		["note.delivery_option_chosen", "data_delivery_decided"],
		// The milestone is the parcel's at that time, not what the event without a code was about.
		["note.information", "out_for_delivery/later failed_attempt/later available_for_pickup/later exception/later"],
		["note.after_delivery", "delivered/later"],
	]),
};

/** What the courier's words may say beside a code that covers several events, or beside a milestone alone. */
const OPEN: ReadonlyMap<string, RegExp> = new Map(
	Object.entries({
		transit_handover: /:(?:picked_up|info_received)\.|:in_transit\.(?:received_by|handover_to)_partner/,
		customs_received: /:in_transit\.export_customs_(?:presented|held)/,
		customs_exception: /:in_transit\.(?:export_customs_held|customs_duty_due|customs_info_required)/,
		customs_cleared: /:in_transit\.export_customs_cleared/,
		delivery_attempted: /:delivery_attempted\./,
		delivery_exception: /:delivery_attempted\.|:in_transit\.(?:address_problem|damaged|delayed|held|misrouted)/,
		delivery_available_for_pickup: /:ready_for_pickup\./,
		delivery_delivered: /:delivered\./,
		exception_return: /:return(?:ing|ed)\./,
		"pending/-": /:(?:info_received|note)\./,
		"info_received/-": /:(?:info_received|note)\./,
		"in_transit/-": /:(?:info_received|picked_up|in_transit|note)\./,
		"out_for_delivery/-": /:(?:out_for_delivery|in_transit|note)\./,
		"failed_attempt/-": /:(?:delivery_attempted|in_transit|note)\./,
		"available_for_pickup/-": /:(?:ready_for_pickup|in_transit|note)\./,
		"delivered/-": /:(?:delivered|in_transit|note)\./,
		// Of the road only what is trouble: "processing" in a sentence about a problem is no scan.
		"exception/-":
			/:(?:delivery_attempted|return(?:ing|ed)|exception|cancelled|note)\.|:in_transit\.(?:\w*customs_|delayed|misrouted|security|address_|damaged|held)/,
	}),
);

const Event = z.object({
	eventId: text,
	eventTrackingNumber: text,
	status: text,
	occurrenceDatetime: text,
	/** Deprecated, and still there in older accounts: the moment in UTC, the offset, and whether there is no clock. */
	datetime: text,
	utcOffset: text,
	hasNoTime: flag,
	location: text,
	courierCode: text,
	statusCode: text,
	statusMilestone: text,
});
type Event = z.output<typeof Event>;

const Delivery = part(
	z.object({
		estimatedDeliveryDate: text,
		courierEstimatedDeliveryDate: part(z.object({ from: text, to: text })),
		/** Ship24's own, which is paid for. */
		aiPredictiveDeliveryDate: part(z.object({ from: text, to: text })),
		signedBy: text,
	}),
);

const Shipment = part(
	z.object({
		statusCode: text,
		statusMilestone: text,
		originCountryCode: text,
		destinationCountryCode: text,
		delivery: Delivery,
	}),
);

const Tracker = part(z.object({ trackerId: text, trackingNumber: text, courierCode: list(text) }));

const Tracking = z.object({
	metadata: part(z.object({ topic: text })),
	tracker: Tracker,
	shipment: Shipment,
	events: z.undefined().or(list(Event)),
});
type Tracking = z.output<typeof Tracking>;

const Fault = z.object({ code: text, message: text });
type Fault = z.output<typeof Fault>;
const NO_FAULT: Fault = { code: undefined, message: undefined };

const Answer = Tracking.extend({
	trackings: z.undefined().or(list(Tracking)),
	trackers: z.undefined().or(list(Tracker)),
});
const Body = Answer.extend({ data: part(Answer), errors: list(Fault), error: part(Fault) });

/** An answer has its trackings under `data`, a webhook at once; one alone stands without a list. */
function extract(written: string): Extracted {
	const body = json(written, Body);
	const told = body.data ?? body;
	if ([body, ...(told.trackings ?? [])].some(isProof)) return { shipments: [] };
	const trackings = [...(told.trackings ?? []), ...[told].filter(isTracking)];
	const faults = [...body.errors, ...(body.error ? [body.error] : [])];
	if (trackings.length === 0 && faults.length > 0) return { shipments: [], refusals: faults.map(refusal) };
	// A tracker without its tracking says that it is followed, and nothing of the parcel.
	if (trackings.length === 0 && (told.tracker?.trackerId ?? told.trackers) !== undefined) return { shipments: [] };
	if (trackings.length === 0 && !told.trackings) throw new Unreadable("body: no tracking and no error");
	if (trackings.length === 0) return unanswered("not-found", "Ship24 follows no such number.");
	return {
		shipments: trackings.filter((tracking) => !isUnknown(tracking)).map(shipment),
		refusals: trackings.filter(isUnknown).map(notFound),
	};
}

// A signature or a photo, posted apart from the events.
function isProof({ metadata }: Tracking): boolean {
	return metadata?.topic === "tracking/pod";
}

function isTracking({ tracker, shipment: about, events }: Tracking): boolean {
	return (tracker?.trackingNumber ?? events) !== undefined && (about ?? events) !== undefined;
}

function isUnknown({ shipment: about, events }: Tracking): boolean {
	return (about?.statusMilestone ?? "pending") === "pending" && !about?.statusCode && !events?.length;
}

function notFound({ tracker }: Tracking): Refusal {
	const detail = "Ship24 shows no event of this number.";
	return { trackingNumber: tracker?.trackingNumber ?? null, outcome: "not-found", detail };
}

// https://docs.ship24.com/errors
function refusal({ code = "", message = "" }: Fault): Refusal {
	return { trackingNumber: null, outcome: outcome(code, message), detail: `${code}: ${message}` };
}

function outcome(code: string, message: string): Refusal["outcome"] {
	if (/quota|rate_?limit|too_many|throttl/i.test(code)) return "rate-limited";
	if (/auth|api_?key|forbidden|permission|subscription|plan/i.test(code)) return "denied";
	if (/courier/i.test(code)) return "error";
	const isNumber = /not_?found/i.test(code) || (/validation/i.test(code) && /tracking ?number/i.test(message));
	return isNumber ? "not-found" : outcomeOf(code, message);
}

function shipment({ tracker, shipment: about, events = [] }: Tracking): RawShipment {
	const known = tracker?.trackingNumber ?? events[0]?.eventTrackingNumber;
	const countries = [about?.originCountryCode, about?.destinationCountryCode];
	const order = orderOf(events);
	const signer = about?.delivery?.signedBy;
	const courier = courierOf(known, tracker, events);
	return {
		trackingNumber: known ?? null,
		carrier: courierNamed(courier),
		carrierName: courier,
		scans: events.map((event, index) => {
			const older = order === "newest-first" ? events.slice(index + 1) : events.slice(0, index);
			return scan(event, older, countries, signer);
		}),
		order,
		status: headline(about, events),
		promised: promised(about),
		signed: signer !== undefined,
		continues: continuations(known, events),
	};
}

function orderOf(events: readonly Event[]) {
	return orderByTimes(
		events.map(({ occurrenceDatetime }) => occurrenceDatetime),
		"newest-first",
	);
}

/** Whose number it is: the courier of the events that were found under it. */
function courierOf(known: string | undefined, tracker: Tracking["tracker"], events: readonly Event[]) {
	const own = events.find(
		({ eventTrackingNumber = known, courierCode }) => courierCode && eventTrackingNumber === known,
	);
	return (
		own?.courierCode ?? tracker?.courierCode.find(Boolean) ?? events.find((event) => event.courierCode)?.courierCode
	);
}

/** Events of a partner were found under the partner's number. */
function continuations(known: string | undefined, events: readonly Event[]): RawShipment["continues"] {
	const numbers = new Map<string, string | undefined>();
	for (const { eventTrackingNumber: other, courierCode } of events) {
		if (other && other !== known) numbers.set(other, numbers.get(other) ?? courierCode);
	}
	return [...numbers].map(([trackingNumber, carrierName]) => {
		return { trackingNumber, carrier: courierNamed(carrierName), carrierName };
	});
}

function headline(about: Tracking["shipment"], events: readonly Event[]): RawShipment["status"] {
	const newest = orderOf(events) === "newest-first" ? events[0] : events.at(-1);
	const { statusCode, statusMilestone = newest?.statusMilestone ?? "" } = about ?? {};
	const code = statusCode ?? statusMilestone;
	const isSilent = code === "" || (statusMilestone === "pending" && !statusCode);
	// An exception without a code says less than the events.
	if (isSilent || (code === "exception" && events.length > 0)) return undefined;
	return { code, keys: [...(statusCode ? [statusCode] : []), `${statusMilestone}/-`] };
}

function scan(
	event: Event,
	older: readonly Event[],
	countries: readonly (string | undefined)[],
	signer: string | undefined,
): RawScan {
	const { eventId, status = "", statusCode, statusMilestone = "" } = event;
	return {
		code: statusCode ?? statusMilestone,
		keys: keysOf(event, older),
		id: eventId,
		text: status,
		time: timeOf(event),
		place: place(event.location, countries),
		marked: statusCode === "delivery_delivered" ? { signedBy: signer } : undefined,
	};
}

function keysOf({ status, statusCode, statusMilestone = "" }: Event, older: readonly Event[]): string[] {
	const code = statusCode ?? `${statusMilestone}/-`;
	const said = courierWordsIn(status) ?? "";
	const isOpen = OPEN.get(code)?.test(said) ?? (statusCode === undefined && statusMilestone === "");
	const spoken = isOpen && said !== "" ? [said] : [];
	if (statusCode !== undefined) return [...spoken, statusCode];
	const isChange = older.length > 0 && older.every((event) => event.statusMilestone !== statusMilestone);
	return isChange ? [...spoken, code] : [...spoken, `${statusMilestone}/later`, ...(STAYS.test(code) ? [code] : [])];
}

// Of these there may be many events; any other milestone is reached by one that has a code.
const STAYS = /^(?:pending|info_received|in_transit)\//;

/** Local clocks, with an offset or a Z where Ship24 knows one. */
function timeOf({ occurrenceDatetime: written = "", datetime, utcOffset, hasNoTime }: Event): RawTime {
	if (hasNoTime) return { text: written.slice(0, 10) };
	if (!/T[\d:.]+$/.test(written)) return { text: written };
	const offset = [utcOffset, offsetBetweenTimes(written, datetime)].find((known) => known && /[1-9]/.test(known));
	return { text: written, offset: offset ?? undefined };
}

function place(location: string | undefined, countries: readonly (string | undefined)[]): RawPlace | undefined {
	const [, city, region, postcode] = /^(.+), ?([A-Z]{2}) (\d{5}(?:-\d{4})?)$/.exec(location ?? "") ?? [];
	return postcode ? { city, region, postcode, country: "US" } : readLocation(location, countries);
}

function promised(about: Tracking["shipment"]): RawShipment["promised"] {
	const {
		courierEstimatedDeliveryDate: courier,
		estimatedDeliveryDate: day,
		aiPredictiveDeliveryDate,
	} = about?.delivery ?? {};
	const window = courier?.from || courier?.to || day ? courier : aiPredictiveDeliveryDate;
	const [from, to] = [window?.from ?? window?.to ?? day, window?.to ?? window?.from ?? day];
	return from && to ? { from: { text: dayAtMidnight(from) }, to: { text: dayAtMidnight(to) } } : undefined;
}

const Created = z.object({
	data: list(
		z.object({
			itemStatus: text,
			inputData: part(Fault.extend({ trackingNumber: text })),
			tracker: Tracker,
			errors: list(Fault),
		}),
	),
	error: part(Fault),
	errors: list(Fault),
});

function readSubscription({ body }: HttpReply, queries: readonly Query[]): Subscribed {
	const { data, error, errors } = json(body, Created);
	const fault = error ?? errors[0];
	if (data.length === 0) {
		if (!fault) throw new Unreadable("body: no answer to new trackers");
		const { detail, outcome: why } = refusal(fault);
		return refuseAll(queries, detail, why);
	}
	const numberOf = (item: (typeof data)[number]) =>
		item.inputData?.trackingNumber ?? item.tracker?.trackingNumber ?? "";
	const taken = data.filter(({ tracker }) => tracker?.trackerId !== undefined);
	return {
		accepted: taken.map(numberOf),
		refused: data
			.filter((item) => !taken.includes(item))
			.map((item) => ({ trackingNumber: numberOf(item), detail: refusal(item.errors[0] ?? NO_FAULT).detail })),
		ids: Object.fromEntries(taken.map((item) => [numberOf(item), item.tracker?.trackerId ?? ""])),
	};
}

const HOST = "api.ship24.com";

const credentials = z.object({
	apiKey: z.string().min(1),
	/** Ship24's code of the courier, such as `us-post`; without one Ship24 finds it. */
	courier: z.string().min(1).optional(),
});

function post(path: string, { apiKey }: z.output<typeof credentials>, asked: unknown) {
	return {
		method: "POST",
		url: `https://${HOST}/public/v1/trackers/${path}`,
		headers: { authorization: `Bearer ${apiKey}`, "content-type": "application/json; charset=utf-8" },
		body: JSON.stringify(asked),
	} as const;
}

function wanted({ trackingNumber, needs }: Query, access: z.output<typeof credentials>) {
	const courier = needs.courier ?? access.courier;
	return { trackingNumber, courierCode: courier && [courier], destinationPostCode: needs.postcode };
}

export const ship24 = defineCarrier({
	code: "ship24",
	name: "Ship24",
	kind: "aggregator",
	countries: [],
	source: {
		kind: "documented",
		url: "https://docs.ship24.com/status/",
		checked: "2026-11-22",
		note: "Whose clock a time without an offset is, Ship24 does not say.",
	},

	numbers: {
		// Its own numbers are those of its demonstrations; all others are couriers', given with the courier named.
		pattern: /^(?:S24DEMO\d{6}|SHIP24_SAMPLE_[A-Z_]+_\d{3}|SHIP24TEST\d{4}H\dM\d\d)$/,
		valid: ["S24DEMO000001", "SHIP24_SAMPLE_IN_TRANSIT_000", "SHIP24TEST2023H1M00"],
		invalid: ["S24DEMO1", "S24DEMO1234567", "1ZWAY0010300000115"],
	},

	clock: { formats: ["iso"], zone: { kind: "scan-site", fallback: null } },
	statuses: STATUSES,
	extract,
	needs: {
		courier: courierNeed("us-post"),
		postcode: {
			why: "Some couriers show their events only to who knows the postcode of the destination.",
			required: false,
		},
	},
	trackingUrl: (trackingNumber) => `https://www.ship24.com/tracking?${new URLSearchParams({ p: trackingNumber })}`,

	api: { hosts: [HOST], credentials, rate: { perSecond: 5 } },

	// Follows a number that is new and answers with what is known; asked again, it follows it no second time.
	poll: {
		batch: 1,
		request: ([query], access) => post("track", access.credentials, wanted(query, access.credentials)),
	},

	// https://docs.ship24.com/webhooks/authentication
	webhook: {
		verify: tokenInHeader({ header: "authorization", prefix: "Bearer " }),
		// An address is tried with HEAD before it is kept.
		handshake: ({ method }) => (method === "GET" ? { status: 200, headers: {}, body: "" } : null),
		acknowledge: { status: 200, headers: {}, body: "" },
		setUp:
			"Enter this address as the webhook of Ship24's dashboard, which shows its webhook secret: give that as webhookSecret.",
	},

	subscribe: {
		batch: 100,
		request: (queries, access) =>
			post(
				"bulk",
				access.credentials,
				queries.map((query) => wanted(query, access.credentials)),
			),
		read: readSubscription,
	},
});
