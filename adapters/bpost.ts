import { z } from "zod";
import {
	basicAuthorization,
	codeTable,
	defineCarrier,
	type Extracted,
	isS10,
	json,
	list,
	orderByTimes,
	outcomeOf,
	part,
	type RawPlace,
	type RawScan,
	type RawShipment,
	type Refusal,
	sideBySide,
	text,
	textRules,
	Unreadable,
	xml,
} from "./kit/index.ts";

// The code's meaning is not published but for examples; the name of the state before the dash is bpost's own.
const states = textRules("en", 1, [
	["returned.to_sender", /returned ?to ?sender|delivered ?to ?sender/i],
	[["returning.not_collected", "recipient.not_collected"], /return.*not (?:been )?(?:collected|picked)/i],
	[
		["ready_for_pickup.expiring", "recipient.not_collected"],
		/not (?:been )?collected|not (?:been )?picked ?up|(?:storage|pick-?up) period (?:has )?expired/i,
	],
	["returning.to_sender", /\breturn|back ?to ?(?:the ?)?sender|on ?the ?way ?to ?sender/i],
	[["delivery_attempted.refused", "recipient.refused"], /refus/i],
	[["in_transit.damaged", "carrier.damaged"], /damag/i],
	[["exception.lost", "carrier.lost"], /\blost\b/i],
	[["delivery_attempted.business_closed", "recipient.business_closed"], /closed/i],
	[
		["in_transit.address_problem", "address.incorrect"],
		/(?:wrong|insufficient|incomplete|incorrect|unknown)_? ?(?:at (?:this|the) )?(?:address|addressee)|address (?:is )?(?:incomplete|incorrect|unknown)/i,
	],
	["ready_for_pickup.locker", /(?:available|awaiting|ready|deposited|arrived).*(?:locker|24.?7)/i],
	["ready_for_pickup.post_office", /(?:available|awaiting|ready|arrived).*post ?office/i],
	[
		"ready_for_pickup.at_point",
		/(?:available|awaiting|ready)_? ?(?:for|at|in|to)?_? ?(?:the )?_?(?:pick.?up|collect|post ?point|point)|arrived ?at ?(?:the )?(?:pick.?up|post) ?point/i,
	],
	[
		"ready_for_pickup.at_point",
		/delivered (?:to|at|in) (?:the |your |a )?(?:pick.?up|post ?point|parcel ?(?:locker|point))/i,
	],
	["delivered.collected", /picked ?up ?(?:in|at|by)|collected by|^(?:item|parcel) picked ?up$/i],
	["in_transit.delivery_scheduled", /will be delivered|delivery (?:is )?(?:planned|scheduled)/i],
	[["delivered.to_neighbour", "delivery.indirect"], /distributed.*neighbo|delivered.*neighbo/i],
	[
		["delivery_attempted.recipient_absent", "recipient.absent"],
		/absent|not ?(?:at ?)?home|(?:nobody|no one) (?:was )?(?:at )?home/i,
	],
	["delivery_attempted.notice_left", /(?:notice|message|card) (?:was |has been )?left/i],
	[
		"delivery_attempted.failed",
		/not ?(?:be )?(?:distributed|delivered)|delivery (?:is |was )?not possible|delivery ?failed|attempt|undeliver/i,
	],
	["delivered.letterbox", /delivered.*(?:letter ?box|mail ?box)/i],
	["delivered.safe_place", /delivered.*(?:safe ?place|preferred place)/i],
	[
		"delivered.to_recipient",
		/distributed(?:normally|afterbts|abroad)|distribution\.normal|(?<!\b(?:be|being) )\bdelivered\b/i,
	],
	[
		"out_for_delivery.on_vehicle",
		/bound ?to ?round|out[_ ]for[_ ](?:distribution|delivery)|on (?:its|the) way to you|delivery round|being delivered|delivery in progress/i,
	],
	["in_transit.customs_cleared", /customs.*(?:cleared|released|finished|completed)|(?:cleared|released).*customs/i],
	[
		["in_transit.customs_duty_due", "customs.duties_unpaid"],
		/(?:customs|duties|taxes).*payment|(?:awaiting|pending).*payment/i,
	],
	[["in_transit.import_customs_held", "customs.delay"], /(?:held|blocked).*customs/i],
	["in_transit.import_customs_presented", /customs/i],
	["in_transit.arrived_destination_country", /arriv.*country of destination|arriv.*destination country/i],
	["in_transit.departed_origin_country", /(?:depart|left|leav).*country of (?:origin|departure)/i],
	["in_transit.arrived_delivery_depot", /arriv.*(?:delivery|distribution) (?:office|cent(?:re|er))/i],
	[["in_transit.misrouted", "carrier.sorting_error"], /missort|misrout/i],
	["in_transit.departed_facility", /(?:left|departed).*sorting/i],
	["in_transit.arrived_facility", /arriv.*sorting/i],
	["in_transit.processed_facility", /\bsort(?:ed|ing)|sorted_out|process(?:ed|ing)/i],
	["picked_up.dropped_off", /dropped off|deposited ?by ?(?:the )?sender/i],
	[
		"picked_up.accepted",
		/(?:received|accepted) (?:by bpost|(?:at|in) (?:the |a )?post ?(?:office|point))|have received your/i,
	],
	["note.delivery_option_chosen", /preference/i],
	["in_transit.forwarded_new_address", /redirected|new address/i],
	["in_transit.delayed", /delay/i],
	["info_received.notified", /announcement ?received|announced|^registered$/i],
	["info_received.label_created", /prepar/i],
	["in_transit.moving", /in transit|on (?:its|the) way/i],
]);

const State = z.object({ time: text, location: text, stateCode: text, stateDescription: text });
const Point = part(z.object({ name: text, streetName: text, houseNumber: text, postalCode: text, city: text }));
const Item = z.object({
	itemCode: text,
	deliveryTimeWindow: part(z.object({ plannedDeliveryDateWindowStart: text, plannedDeliveryDateWindowEnd: text })),
	stateInfo: list(State),
	pickupPoint: Point,
});
type Item = z.output<typeof Item>;
const Fault = part(z.object({ code: text, message: text }));
const Body = z.object({
	itemTracking: list(Item),
	itemTrackings: part(z.object({ itemTracking: list(Item) })),
	businessException: Fault,
	systemException: Fault,
});

function extract(body: string): Extracted {
	if (
		!body
			.replace(/^\uFEFF/, "")
			.trimStart()
			.startsWith("<")
	)
		return extractPage(body);
	const { itemTracking, itemTrackings, businessException, systemException } = xml(body, Body);
	const items = [...itemTracking, ...(itemTrackings?.itemTracking ?? [])];
	const fault = businessException ?? systemException;
	if (items.length === 0 && !fault) throw new Unreadable("body: neither an item nor an exception");
	const known = items.filter(({ stateInfo }) => stateInfo.length > 0);
	const silent = items
		.filter((item) => !known.includes(item))
		.map(({ itemCode }): Refusal => ({ trackingNumber: itemCode ?? null, outcome: "not-found", detail: "No states." }));
	return { shipments: known.map(readItem), refusals: fault ? [refusalOf(fault), ...silent] : silent };
}

function refusalOf({ code = "", message = "" }: { code?: string | undefined; message?: string | undefined }): Refusal {
	const isUnknown = /(?:item|barcode|parcel|tracking).*(?:unknown|invalid|exist|not found|no data)|unknown item/i.test(
		message,
	);
	const outcome = isUnknown ? "not-found" : /unexpected error/i.test(message) ? "error" : outcomeOf(code, message);
	return { trackingNumber: null, outcome, detail: `${code}: ${message}` };
}

function readItem({ itemCode, deliveryTimeWindow, stateInfo, pickupPoint }: Item): RawShipment {
	const { plannedDeliveryDateWindowStart: start, plannedDeliveryDateWindowEnd: end } = deliveryTimeWindow ?? {};
	const from = start ?? end;
	const to = end ?? start;
	return {
		trackingNumber: itemCode ?? null,
		scans: stateInfo.map((state) => readState(state, pickupPoint)),
		order: orderByTimes(
			stateInfo.map(({ time }) => time),
			"oldest-first",
		),
		pickup: pickupPoint && {
			name: pickupPoint.name,
			address: [
				sideBySide(pickupPoint.streetName, pickupPoint.houseNumber),
				sideBySide(pickupPoint.postalCode, pickupPoint.city),
			],
		},
		// deliveryTime is the delivery itself, which the last state tells.
		promised: from && to ? { from: { text: from }, to: { text: to } } : undefined,
	};
}

function readState(state: z.output<typeof State>, pickupPoint: z.output<typeof Point>): RawScan {
	const { time = "", location, stateCode = "", stateDescription } = state;
	const words = states.keyOf(stateDescription);
	const isPickup = words?.includes("ready_for_pickup") || stateCode === "N74" || stateCode === "R13";
	return {
		code: stateCode,
		keys: [...(words ? [words] : []), stateCode],
		text: stateDescription ?? "",
		time: { text: time },
		place: location ? { name: location } : isPickup ? placeOf(pickupPoint) : undefined,
	};
}

function placeOf(point: z.output<typeof Point>): RawPlace | undefined {
	return point && { name: point.name, city: point.city, postcode: point.postalCode, country: "BE" };
}

/** The page for recipients has no codes but for its present step; its sentences come in four languages. */
const Sentence = part(z.object({ description: text }));
const Event = z.object({
	date: text,
	time: text,
	// In the list of one's own parcels the event is a bare word.
	key: z.union([z.string(), part(z.object({ EN: Sentence, NL: Sentence, FR: Sentence }))]),
	location: part(z.object({ locationName: text })),
});
const When = z.union([z.string().transform(() => undefined), part(z.object({ day: text, date: text, time: text }))]);
const Range = z.union([
	z.string().transform(() => undefined),
	part(z.object({ day: text, date: text, time1: text, time2: text, startTime: text, endTime: text })),
]);
const Parcel = z.object({
	itemCode: text,
	events: list(Event),
	activeStep: part(
		z.object({
			name: text,
			knownProcessStep: text,
			label: part(z.object({ main: part(z.object({ EN: text })) })),
		}),
	),
	currentStatus: text,
	parcelActiveStatus: text,
	actualDeliveryInformation: part(z.object({ actualDeliveryTime: When })),
	actualDeliveryTime: When,
	expectedDeliveryTimeRange: Range,
	eta: Range,
});
type Parcel = z.output<typeof Parcel>;
const Page = z.object({ ...Parcel.shape, items: list(Parcel), error: text });

function extractPage(body: string): Extracted {
	const page = json(body, Page);
	const { error } = page;
	const parcels = page.items.length > 0 ? page.items : page.itemCode ? [page] : [];
	if (parcels.length === 0 && !error) throw new Unreadable("body: neither items nor an error");
	const known = parcels.filter((parcel) => parcel.events.length > 0 || stepOf(parcel) !== undefined);
	const isUnknown = known.length === 0 && (!error || error === "NO_DATA_FOUND");
	const refusal = isUnknown
		? ({ trackingNumber: null, outcome: "not-found", detail: error ?? "No events." } as const)
		: refusalOf({ code: error, message: error?.replaceAll("_", " ") });
	return { shipments: known.map(readParcel), refusals: known.length > 0 ? [] : [refusal] };
}

function stepOf({ activeStep, currentStatus, parcelActiveStatus }: Parcel): string | undefined {
	return activeStep?.knownProcessStep ?? activeStep?.name ?? currentStatus ?? parcelActiveStatus;
}

function readParcel(parcel: Parcel): RawShipment {
	const { itemCode, events, activeStep } = parcel;
	const step = stepOf(parcel);
	const delivered = parcel.actualDeliveryInformation?.actualDeliveryTime ?? parcel.actualDeliveryTime;
	const deliveredAt = delivered && [delivered.day ?? delivered.date, delivered.time].filter(Boolean).join(" ");
	const words = activeStep?.label?.main?.EN;
	return {
		trackingNumber: itemCode ?? null,
		scans: events.map(readEvent),
		order: orderByTimes(events.map(stamp), "newest-first"),
		status: step
			? {
					code: step,
					keys: [...keysOf(step), ...keysOf(activeStep?.name ?? ""), ...(deliveredAt ? ["DELIVERED"] : [])],
					text: words,
					time: deliveredAt ? { text: deliveredAt } : undefined,
				}
			: undefined,
		promised: promiseOf(parcel.expectedDeliveryTimeRange ?? parcel.eta),
	};
}

/** `AVAILABLE_IN_POST_OFFICE`, then the same without its last word, and so on. */
function keysOf(step: string): string[] {
	const words = step.toUpperCase().split("_");
	return words.map((_, index) => words.slice(0, words.length - index).join("_"));
}

function promiseOf(range: z.output<typeof Range>): RawShipment["promised"] {
	const day = range?.day ?? range?.date;
	const [start, end] = [range?.time1 ?? range?.startTime, range?.time2 ?? range?.endTime];
	const [from, to] = [start ?? end, end ?? start].map((time) =>
		time?.includes("T") ? time : [day, time].filter(Boolean).join(" "),
	);
	return from && to && (day || from.includes("T")) ? { from: { text: from }, to: { text: to } } : undefined;
}

function stamp({ date, time }: z.output<typeof Event>): string {
	return [date, time].filter(Boolean).join(" ");
}

function readEvent(event: z.output<typeof Event>): RawScan {
	const { key } = event;
	const english = typeof key === "string" ? key : key?.EN?.description;
	const words = english ?? (typeof key === "string" ? undefined : (key?.NL?.description ?? key?.FR?.description));
	const name = event.location?.locationName;
	const rule = states.keyOf(english);
	return {
		code: typeof key === "string" ? key : "",
		keys: rule ? [rule] : [],
		text: words ?? "",
		time: { text: stamp(event) },
		place: name ? { name } : undefined,
	};
}

const HOST = "api.parcel.bpost.cloud";

export const bpost = defineCarrier({
	code: "bpost",
	name: "bpost",
	countries: ["BE"],
	source: {
		kind: "documented",
		url: "https://github.com/karrioapi/karrio/blob/main/modules/connectors/bpost/schemas/tracking_info_v1.xsd",
		checked: "2026-11-22",
		note: "The shape is bpost's own schema; the list of state codes is second-hand and coarse, so the name of the state in the description counts first; the page for recipients is only observed.",
	},

	numbers: {
		pattern: /^(?:3232\d{20}|[A-Z]{2}\d{9}BE)$/,
		checkDigit: (number) => (/^\d/.test(number) ? null : isS10(number)),
		valid: ["323200000000000000000030", "CD000000005BE"],
		invalid: ["32320000000000000000003", "CD000000006BE", "CD000000005NL"],
	},

	clock: { formats: ["iso"], zone: { kind: "fixed", zone: "Europe/Brussels" } },

	statuses: {
		...states.statuses,
		...codeTable([
			[["in_transit.import_customs_held", "customs.delay"], "B00 B01 B02"],
			["in_transit.held", "C00 I03 I10 I11 I12 I18 I19 I58 I61 I66 I67 I68 I72 I88"],
			["out_for_delivery.on_vehicle", "L00"],
			["delivered.to_recipient", "U00 U01 U02 U03 U04 U05 U06 U07 U08"],
			["in_transit.moving", "N14 R00 R01 R02 R03 R04 R05"],
			["in_transit.processed_facility", "T00"],
			[["delivery_attempted.refused", "recipient.refused"], "B03 B23"],
			[["delivery_attempted.recipient_absent", "recipient.absent"], "B04"],
			[["delivery_attempted.problem", "carrier.damaged"], "B05 B08"],
			[["delivery_attempted.problem", "address.incorrect"], "B06 B07 B09 B10"],
			["delivery_attempted.failed", "B11 B12 B13 B18 B24 B28 R11 R12 T03 S00"],
			[["in_transit.delayed", "recipient.absent"], "N01 N02"],
			[["in_transit.delayed", "recipient.business_closed"], "N03"],
			["in_transit.delayed", "N04 N05 N06 N07 N08 N10 N11 N12 N13 N16 N28 N32 N91 N92 N93 N94 N95 N96 P00"],
			["ready_for_pickup.at_point", "N74 R13"],
		]),
		// The steps of the page for recipients, or as many of their first words as tell.
		...codeTable([
			["info_received.label_created", "IN_PREPARATION PREPARATION PREPARE PENDING_APPROVAL STATUS_PENDING MPCPRINTED"],
			["info_received.awaiting_handover", "IN_PREPARATION_AWAITING IN_PREPARATION_INTERNATIONAL_AWAITING"],
			["info_received.awaiting_handover", "PREPARATION_AWAITING"],
			["info_received.notified", "EXPECTED AWAITING"],
			["in_transit.moving", "ON_THE_WAY"],
			["in_transit.processed_facility", "PROCESSING"],
			["in_transit.import_customs_presented", "CUSTOMS CUSTOMS_PAYMENT_NOT_REQUIRED"],
			[["in_transit.customs_duty_due", "customs.duties_unpaid"], "AWAITING_CUSTOMS_PAYMENT CUSTOMS_PAYMENT"],
			["in_transit.problem_resolved", "CUSTOMS_PAYMENT_SUCCESSFUL"],
			["out_for_delivery.on_vehicle", "OUT_FOR_DELIVERY ON_THE_WAY_TO_YOU ON_THE_WAY_TO_POST"],
			["out_for_delivery.on_vehicle", "ON_THE_WAY_TO_POSTAL ON_THE_WAY_TO_SHOP ON_THE_WAY_TO_KARIBOO"],
			["out_for_delivery.on_vehicle", "ON_THE_WAY_TO_PARCEL ON_THE_WAY_TO_PARCIFY"],
			["delivery_attempted.problem", "REDELIVERY"],
			["ready_for_pickup.at_point", "AVAILABLE REDELIVERY_CAN_PICKUP POST_POINT KARIBOO_POINT SHOP"],
			["ready_for_pickup.post_office", "AVAILABLE_POST_OFFICE AVAILABLE_IN_POST_OFFICE POST_OFFICE"],
			["ready_for_pickup.locker", "AVAILABLE_PARCEL_LOCKER AVAILABLE_IN_PARCEL_LOCKER"],
			["ready_for_pickup.locker", "AVAILABLE_INTERNATIONAL_PARCEL_LOCKER PARCEL_LOCKER"],
			["delivered.to_recipient", "DELIVERED"],
			["delivered.collected", "PICKED_UP DELIVERED_KARIBOO DELIVERED_PARCEL_LOCKER DELIVERED_POST"],
			["delivered.collected", "DELIVERED_SHOP DELIVERED_TO_KARIBOO"],
			["delivered.letterbox", "DELIVERED_IN_MAILBOX DELIVERED_MAILBOX"],
			[["delivered.to_neighbour", "delivery.indirect"], "DELIVERED_AT_NEIGHBOUR DELIVERED_AT_FORCED_NB"],
			[["delivered.to_neighbour", "delivery.indirect"], "DELIVERED_NEIGHBOUR"],
			["delivered.safe_place", "DELIVERED_TO_SAFEPLACE DELIVERED_AT_FORCED_SP DELIVERED_SAFEPLACE"],
			["returning.to_sender", "ON_THE_WAY_TO_SENDER OUT_FOR_DELIVERY_SENDER RETURN BTS RETOUR"],
			["returned.to_sender", "DELIVERED_TO_SENDER PICKED_UP_BY_SENDER BTS_DELIVERED RETOUR_DELIVERED"],
			["exception.unspecified", "EXCEPTION"],
		]),
	},

	extract,
	trackingUrl: (number) =>
		`https://track.bpost.cloud/btr/web/#/search?${new URLSearchParams({ itemCode: number, lang: "en" })}`,

	api: {
		hosts: [HOST],
		credentials: z.object({ accountId: z.string().min(1), passphrase: z.string().min(1) }),
		rate: { perSecond: 1 },
	},

	poll: {
		batch: 1,
		request: ([query], { credentials: { accountId, passphrase } }) => ({
			method: "GET",
			url: `https://${HOST}/services/trackedmail/item/${query.trackingNumber.replace(/[^0-9A-Z]/gi, "")}/trackingInfo`,
			headers: {
				authorization: basicAuthorization(accountId, passphrase),
				accept: "application/vnd.bpost.shm-trackedmail-v1+XML, application/xml",
			},
		}),
	},
});
