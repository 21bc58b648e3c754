import { z } from "zod";
import {
	codeTable,
	dayAtMidnight,
	defineCarrier,
	type Extracted,
	flag,
	isS10,
	json,
	list,
	type Outcome,
	orderByTimes,
	outcomeOf,
	prefixed,
	type RawScan,
	type RawShipment,
	text,
	textRules,
	Unreadable,
	unanswered,
} from "./kit/index.ts";

// A category of An Post's covers many events, and its trace codes are known by their category alone.
const sentences = textRules("en", 1, [
	["note.recipient_notified", /\b(?:sms|text|e-?mail|notification)\b.*\bsent\b/i],
	["returned.to_sender", /delivered (?:back )?to (?:the )?sender$/i],
	[["returning.not_collected", "recipient.not_collected"], /(?:unclaimed|not (?:called for|collected))/i],
	["returning.to_sender", /return(?:ed|ing)? .*sender|being returned/i],
	[["delivery_attempted.refused", "recipient.refused"], /\brefused\b/i],
	[["in_transit.address_problem", "recipient.moved"], /\bgone away\b|\bmoved\b/i],
	[
		["in_transit.address_problem", "address.incorrect"],
		/(?:insufficient|incorrect|incomplete|unknown) address|address (?:is )?(?:insufficient|incorrect|incomplete|unknown)|not known at address/i,
	],
	[["delivery_attempted.business_closed", "recipient.business_closed"], /(?:premises|business) (?:was )?closed/i],
	[
		["delivery_attempted.recipient_absent", "recipient.absent"],
		/no (?:reply|answer)|nobody|no.?one|not (?:at )?home|not available|unable to obtain a signature/i,
	],
	["delivery_attempted.rescheduled", /re-?scheduled/i],
	["cancelled.cancelled", /\bcancelled\b/i],
	["in_transit.misrouted", /\bmis-?(?:sent|sorted|routed)\b/i],
	["in_transit.damaged", /\bdamaged\b/i],
	["in_transit.delayed", /\bdelay(?:ed)?\b/i],
	["in_transit.handover_to_partner", /(?:third party|partner) for delivery/i],
	["delivery_attempted.notice_left", /docket left|card left|notice left/i],
	[
		"delivery_attempted.failed",
		/attempted delivery|delivery (?:was )?attempt|undelivered|could not be delivered|unable to deliver/i,
	],
	[
		["in_transit.customs_duty_due", "customs.duties_unpaid"],
		/(?:customs|vat|charge|payment).*(?:due|required|await|payable|outstanding)|(?:pending|await) ?(?:of )?customs payment|await(?:ing)? (?:customs )?payment/i,
	],
	["in_transit.problem_resolved", /(?:customs|charge|payment).*(?:\bpaid\b|received)/i],
	[
		"in_transit.customs_cleared",
		/(?:released|cleared|returned) (?:by|from|through) customs|cleared customs|customs (?:cleared|clearance complete)/i,
	],
	[["in_transit.import_customs_held", "customs.delay"], /(?:held|retained) (?:by|at|in) customs/i],
	["in_transit.import_customs_presented", /customs/i],
	["delivered.collected", /collected from (?:the |a )?(?:parcel )?locker/i],
	["ready_for_pickup.locker", /\blocker\b/i],
	["ready_for_pickup.post_office", /(?:ready|available|awaiting|held) (?:for )?(?:collection|to collect|at)/i],
	[
		"delivered.collected",
		/(?:collected|picked up) (?:by|at|from) (?:the )?(?:customer|addressee|recipient|post office|delivery)/i,
	],
	[["delivered.to_neighbour", "delivery.indirect"], /(?:delivered|left) .*neighbo/i],
	["delivered.safe_place", /(?:delivered|left) .*safe ?(?:place|spot)|delivery ?box/i],
	["delivered.letterbox", /delivered .*letter ?box/i],
	[
		"out_for_delivery.on_vehicle",
		/out for delivery|with (?:the )?(?:postman|postwoman|postperson|delivery staff|courier)/i,
	],
	[
		"in_transit.arrived_destination_country",
		/(?:arrived?|received) (?:in|at) (?:the )?(?:destination country|country of destination|ireland)|arrived (?:from )?overseas/i,
	],
	[
		"in_transit.departed_origin_country",
		/(?:left|departed|dispatched|despatched|sent) .*(?:ireland|overseas|(?:origin|destination) country|country of (?:origin|destination))|in transit to (?:the )?destination country/i,
	],
	["in_transit.arrived_delivery_depot", /(?:arrived|received|at) .*(?:delivery (?:office|unit|service unit)|dsu)/i],
	["in_transit.forwarded_new_address", /redirected|forwarded to new address/i],
	["picked_up.collected", /collected from (?:the )?sender/i],
	["picked_up.accepted", /accepted|received from sender|has received|posted/i],
	["in_transit.processed_facility", /\bsort(?:ed|ing)\b|processed/i],
	["info_received.label_created", /label (?:created|printed)/i],
	[
		"info_received.notified",
		/(?:pre-?advice|sender .*(?:notified|informed|preparing)|information received|electronic)/i,
	],
	["in_transit.arrived_facility", /\barrived\b|received at/i],
	["in_transit.departed_facility", /\b(?:departed|left|dispatched|despatched)\b/i],
	["delivered.to_recipient", /^(?:item )?delivered\b|has been delivered/i],
	["in_transit.moving", /in transit|on its way/i],
]);

/** What An Post's app calls the eight kinds of events. */
const CATEGORIES = codeTable([
	["in_transit.moving", "category:0"],
	["in_transit.import_customs_presented", "category:1"],
	["picked_up.accepted", "category:2"],
	["in_transit.processed_facility", "category:3"],
	["delivered.to_recipient", "category:4"],
	["delivery_attempted.failed", "category:5"],
	["returning.to_sender", "category:6"],
	["info_received.notified", "category:7"],
]);

const TRACES = codeTable([
	["in_transit.moving", "4 5 40 43 44 45 47 49 50 63 67 68 69 70 73 79"],
	["in_transit.import_customs_presented", "7 9 64 65 66 83 86 87"],
	["picked_up.accepted", "6 15 32 36 37 41 48"],
	["in_transit.processed_facility", "1 8 19 46 51 52 57 78 85"],
	["delivered.to_recipient", "14 42"],
	["delivery_attempted.failed", "13 16"],
	["returning.to_sender", "53 55 56 71 75 76 77"],
	["info_received.notified", "35"],
]);

const Event = z.object({
	date: text,
	scanDate: text,
	eventDate: text,
	activity: text,
	description: text,
	webCategoryId: text,
	traceCode: text,
	location: text,
});
type Event = z.output<typeof Event>;

const Item = z.object({
	trackingNumber: text,
	lastTrackingEventCategoryId: text,
	estimatedDeliveryDateTime: text,
	dateDelivered: text,
	receiverName: text,
	deliveryPin: text,
	parcelLockerPin: text,
	customsPaymentRequired: flag,
	isPodSignatureAvailable: flag,
	itemHistoryList: list(Event),
	itemHistory: list(Event),
	scanEvents: list(Event),
	trackingEvents: list(Event),
});
type Item = z.output<typeof Item>;

const Body = Item.extend({
	trackingItems: z.undefined().or(list(Item)),
	trackingItem: Item.nullish(),
	itemDetails: Item.nullish(),
	errorCode: text,
	errorMessage: text,
	errorDetails: text,
	statusCode: text,
	status: text,
	message: text,
	title: text,
	error: text,
});
type Body = z.output<typeof Body>;

function extract(body: string): Extracted {
	const bodies = json(body, list(Body));
	const items = bodies.flatMap((read): Item[] => {
		const one = read.trackingItem ?? read.itemDetails;
		// The history may stand beside the item that it is of.
		const own = one ? [{ ...one, itemHistoryList: [...one.itemHistoryList, ...read.itemHistoryList] }] : [];
		return [...(read.trackingItems ?? []), ...own, ...(read.trackingNumber ? [read] : [])];
	});
	const faults = bodies.flatMap(faultOf);
	if (items.length > 0) return { shipments: items.map(shipment), refusals: faults };
	if (faults.length > 0) return { shipments: [], refusals: faults };
	if (bodies.some(({ trackingItems }) => trackingItems)) return unanswered("not-found", "No items.");
	throw new Unreadable("body: neither an item nor an error");
}

function faultOf({ trackingNumber, errorCode, errorMessage, errorDetails, statusCode, status, ...rest }: Body) {
	const words = errorMessage ?? errorDetails ?? rest.message ?? rest.title ?? rest.error;
	if (trackingNumber || !words) return [];
	const code = errorCode ?? statusCode ?? status ?? "";
	return [{ trackingNumber: null, outcome: outcomeOfFault(code, words), detail: `${code}: ${words}` }];
}

/** The login answers with six digits of its own, of which the first three are an HTTP status. */
function outcomeOfFault(code: string, words: string): Exclude<Outcome, "ok"> {
	return /^40[13]/.test(code) ? "denied" : outcomeOf(code.slice(0, 3), words);
}

function shipment(item: Item): RawShipment {
	const { lastTrackingEventCategoryId: category, dateDelivered, estimatedDeliveryDateTime: estimate } = item;
	const events = [...item.itemHistoryList, ...item.itemHistory, ...item.scanEvents, ...item.trackingEvents];
	const isDelivered = category === "4";
	// The list of one's parcels has no history, and tells when it ended.
	const end: Event[] =
		isDelivered && dateDelivered && events.length === 0
			? [Event.parse({ date: dateDelivered, webCategoryId: "4" })]
			: [];
	const isDue = category === "1" && item.customsPaymentRequired;
	const time = estimate ? { text: dayAtMidnight(estimate) } : undefined;
	return {
		trackingNumber: item.trackingNumber ?? null,
		scans: [...events, ...end].map((event) => scan(event, item)),
		order: orderByTimes(events.map(timeOf), "newest-first"),
		status: category
			? { code: category, keys: [...(isDue ? ["category:1+due"] : []), `category:${category}`] }
			: undefined,
		promised: time && { from: time, to: time },
		signed: item.isPodSignatureAvailable,
	};
}

function timeOf({ date, scanDate, eventDate }: Event): string {
	return date ?? scanDate ?? eventDate ?? "";
}

function scan(event: Event, item: Item): RawScan {
	const { webCategoryId: category, traceCode } = event;
	const words = event.activity ?? event.description ?? "";
	const sentence = sentences.keyOf(words);
	const general = [traceCode && `trace:${traceCode}`, category && `category:${category}`];
	const isDelivered = category === "4" || traceCode === "14" || traceCode === "42";
	const isHow = sentence?.includes(":delivered.") || !isDelivered;
	const isReady = sentence?.includes(":ready_for_pickup.");
	return {
		code: traceCode ?? category ?? "",
		keys: [isHow ? sentence : undefined, ...general].filter((key) => key !== undefined),
		text: words,
		time: { text: timeOf(event) },
		place: { name: event.location },
		marked: {
			signedBy: isDelivered && item.isPodSignatureAvailable ? item.receiverName : undefined,
			pickupCode: isReady ? (item.parcelLockerPin ?? item.deliveryPin) : undefined,
		},
	};
}

export const anPost = defineCarrier({
	code: "an-post",
	name: "An Post",
	countries: ["IE"],
	source: {
		kind: "assumed",
		url: "https://www.anpost.com/Post-Parcels/Track",
		checked: "2026-11-22",
		note: "An Post publishes no tracking interface: the shape of its app and the kinds of its trace codes are second-hand, no answer with a history was seen, and its sentences are from memory.",
	},

	numbers: {
		pattern: /^[A-Z]{2}\d{9}IE$/,
		checkDigit: isS10,
		valid: ["CE000000005IE", "RR000000014IE"],
		invalid: ["CE000000006IE", "CE000000005GB", "CE00000005IE"],
	},

	clock: {
		formats: ["iso", "dd/MM/yyyy HH:mm", "dd/MM/yyyy", "dd MMM yyyy HH:mm", "dd MMM yyyy"],
		zone: { kind: "fixed", zone: "Europe/Dublin" },
	},
	statuses: {
		...sentences.statuses,
		...CATEGORIES,
		...prefixed("trace:", TRACES),
		"category:1+due": ["in_transit.customs_duty_due", "customs.duties_unpaid"],
	},
	extract,
	trackingUrl: (number) =>
		`https://www.anpost.com/Post-Parcels/Track/Search?trackingNumber=${encodeURIComponent(number)}`,
});
