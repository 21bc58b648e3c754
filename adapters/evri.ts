import { z } from "zod";
import {
	codeTable,
	defineCarrier,
	type Envelope,
	type Extracted,
	flag,
	json,
	list,
	number,
	orderByTimes,
	outcomeOf,
	part,
	type RawScan,
	type RawShipment,
	type RawTime,
	type Refusal,
	text,
	textRules,
	Unreadable,
	unanswered,
} from "./kit/index.ts";

// Of the tracking points only some are known: the sentence beside the others says what they are.
const sentences = textRules("en", 1, [
	["note.recipient_notified", /\b(?:sent you|notified you|text|e-?mail(?:ed)?)\b.*\b(?:message|update|photo|you)\b/i],
	["returned.to_sender", /delivered back to|\bback with (?:the )?(?:sender|retailer|client)\b/i],
	[["returning.not_collected", "recipient.not_collected"], /not (?:been )?collected.*(?:return|sent back|sending)/i],
	[
		"returning.to_sender",
		/\breturn(?:ing|ed)?\b.*\b(?:sender|retailer|client)\b|(?:sent|sending|on its way) back|being returned/i,
	],
	[["delivery_attempted.refused", "recipient.refused"], /\brefused\b/i],
	[
		["delivery_attempted.recipient_absent", "recipient.absent"],
		/(?:nobody|no one|no-one|not|weren.t|wasn.t) (?:was )?(?:at home|home|in)\b|customer not available|\bmissed you\b/i,
	],
	[
		["delivery_attempted.no_access", "recipient.access_restricted"],
		/(?:unable|couldn.t|could not|can.t) (?:to )?(?:get )?access/i,
	],
	[
		["delivery_attempted.address_not_found", "address.not_found"],
		/(?:couldn.t|could not|unable to|can.t) (?:find|locate)/i,
	],
	[
		["in_transit.address_problem", "address.incorrect"],
		/(?:incorrect|incomplete|wrong|problem with (?:the|your)) address|address (?:query|problem|issue)/i,
	],
	[["in_transit.damaged", "carrier.damaged"], /\bdamaged\b/i],
	[["exception.lost", "carrier.lost"], /\blost\b|\bmissing\b/i],
	["in_transit.misrouted", /mis-?(?:sort|rout)|wrong (?:depot|hub|courier)/i],
	["delivery_attempted.notice_left", /\bcarded\b|calling card|left (?:you )?a card/i],
	[
		"delivery_attempted.failed",
		/tried to deliver|attempt|(?:couldn.t|could not|unable to) (?:be )?deliver|not delivered/i,
	],
	["delivery_attempted.rescheduled", /(?:try|deliver|attempt).*(?:again|next working day)|redeliver/i],
	[["in_transit.delayed_weather", "external.weather"], /\bweather\b/i],
	["in_transit.delayed", /delay|taking (?:a bit )?longer|held up/i],
	["in_transit.customs_cleared", /customs? .*(?:cleared|complete|released)|(?:cleared|released) .*customs/i],
	[
		["in_transit.customs_duty_due", "customs.duties_unpaid"],
		/(?:customs|duty|duties|tax|vat).*(?:due|unpaid|to pay|outstanding|required)|pay .*(?:customs|duty|duties|tax|vat)/i,
	],
	[["in_transit.import_customs_held", "customs.delay"], /held (?:by|at|in) customs/i],
	["in_transit.import_customs_presented", /\bcustoms\b/i],
	[
		"in_transit.arrived_destination_country",
		/arrived (?:in|at) (?:the )?(?:destination country|country of destination)/i,
	],
	["in_transit.departed_origin_country", /(?:left|departed) (?:from )?the uk\b/i],
	["info_received.awaiting_handover", /on (?:its|the) way to us\b/i],
	[
		"info_received.awaiting_handover",
		/(?:waiting|ready) (?:for|to be) .*(?:drop|collect)|(?:drop|take) (?:it|your parcel) (?:off|to)/i,
	],
	[
		"picked_up.dropped_off",
		/dropped (?:it )?off|(?:received|accepted|arrived) (?:at|by) (?:the |a |your )?parcel ?shop/i,
	],
	["ready_for_pickup.locker", /(?:ready|waiting|available).*\blocker\b|in (?:the|a) locker/i],
	["ready_for_pickup.at_point", /(?:ready|waiting|available) (?:for|to) (?:be )?(?:collect|pick)/i],
	["delivered.collected", /collected by (?:the )?(?:customer|recipient)|you(?:.ve| have) collected/i],
	["picked_up.collected", /collected (?:by|from)|we(?:.ve| have) (?:collected|picked)/i],
	[
		"out_for_delivery.on_vehicle",
		/out for delivery|with (?:the|your) (?:local )?courier|on its way to you|will be delivered today|delivering (?:it )?today/i,
	],
	[["delivered.to_neighbour", "delivery.indirect"], /(?:delivered|left) .*neighbo/i],
	["delivered.letterbox", /(?:delivered|posted) .*letter ?box/i],
	["delivered.safe_place", /(?:delivered|left) .*(?:safe ?place|porch|garage|shed)/i],
	["delivered.to_reception", /(?:delivered|left) .*(?:reception|concierge|mail ?room)/i],
	["delivered.to_recipient", /^(?:your parcel (?:has been|was) |parcel |successfully )?delivered\b/i],
	["in_transit.arrived_delivery_depot", /(?:at|arrived|received|reached) .*(?:local|delivery) (?:depot|unit)/i],
	["in_transit.processed_facility", /process|sort/i],
	["in_transit.arrived_facility", /(?:at|arrived|received|reached) .*(?:hub|depot|parcel ?shop)/i],
	["in_transit.departed_facility", /(?:left|departed|despatched|dispatched) .*(?:hub|depot)/i],
	["info_received.notified", /expecting|expected|told us|details|label/i],
	["in_transit.moving", /on (?:its|the) way|in transit|moving/i],
	["picked_up.accepted", /we(?:.ve| have) (?:got|received)|accepted|received from/i],
]);

/** What a tracking point is, whatever its stage; the oldest had numbers. */
const POINTS = codeTable([
	["info_received.notified", "EXPECTED"],
	["info_received.awaiting_handover", "715"],
	["picked_up.accepted", "ACCEPTED_BY_HERMES ACCEPTED_BY_EVRI"],
	["picked_up.dropped_off", "ARRIVED_PARCELSHOP QUADIENT_LOCKER_DROPOFF 708 690"],
	["picked_up.collected", "COLLECTED_FROM_PARCELSHOP COLLECTED_BY_EVRI 688 689 710 711"],
	["in_transit.processed_facility", "PROCESSING_HUB PROCESSING_DEPOT"],
	["in_transit.arrived_delivery_depot", "LOCAL_DEPOT_INBOUND"],
	["in_transit.delayed", "DELAY_FIX_NWD"],
	[["delivery_attempted.recipient_absent", "recipient.absent"], "COURIER_REATTEMPT_CUSTOMER_NOT_AVAILABLE"],
	["delivery_attempted.rescheduled", "REDELIVER_WORKDAY_COURIER"],
	["delivery_attempted.failed", "NOT_DELIVERED"],
	["returning.to_sender", "PROCESSING_RETURN"],
]);

const STAGES = codeTable([
	["info_received.label_created", "stage:0"],
	["info_received.notified", "stage:1"],
	["in_transit.moving", "stage:2 stage:3 stage:4"],
	["out_for_delivery.on_vehicle", "stage:4_COURIER"],
	["ready_for_pickup.at_point", "stage:4_SHOP"],
	["ready_for_pickup.locker", "stage:4_LOCKER"],
	["delivered.to_recipient", "stage:5 stage:5_COURIER"],
	["delivered.collected", "stage:5_SHOP stage:5_LOCKER"],
	["returning.to_sender", "stage:A return:3 return:4"],
	["exception.unspecified", "stage:6 stage:6_INFO stage:6_ACTION"],
]);

const Event = z.object({
	dateTime: text,
	trackingPoint: part(z.object({ trackingPointCode: text, trackingPointId: text, description: text })),
	trackingStage: part(z.object({ trackingStageCode: text, description: text })),
	location: part(z.object({ latitude: number, longitude: number })),
	eta: part(z.object({ start: text, end: text })).catch(undefined),
});
type Event = z.output<typeof Event>;

const Parcel = z.object({
	uniqueId: text,
	returnParcel: flag,
	parcelIdentifiers: z.undefined().or(list(z.object({ type: text, value: text }))),
	trackingEvents: z.undefined().or(list(Event)),
});
type Parcel = z.output<typeof Parcel>;

const Fault = z.object({
	code: text,
	errorCode: text,
	message: text,
	errorMessage: text,
	description: text,
	error: text,
});
const Body = Parcel.extend({
	...Event.shape,
	results: z.undefined().or(list(Parcel)),
	failures: list(Fault),
	parcels: z.undefined().or(list(z.unknown())),
	errors: list(Fault),
	fault: part(z.object({ faultstring: text, detail: part(z.object({ errorcode: text })) })),
	status: text,
	...Fault.shape,
});
type Body = z.output<typeof Body>;

function extract(written: string, { asked = [] }: Pick<Envelope, "asked">): Extracted {
	const bodies = json(written, list(Body));
	// The interface for senders answers with the bare events of the one barcode that was asked for.
	const events = bodies.filter(({ trackingPoint, dateTime }) => trackingPoint && dateTime);
	const [only = null, ...others] = asked;
	const single = others.length === 0 ? only : null;
	if (events.length > 0) {
		const bare = { trackingEvents: events, parcelIdentifiers: [], uniqueId: undefined, returnParcel: false };
		return { shipments: [readParcel(bare, single)] };
	}
	const parcels = bodies.flatMap((body) => body.results ?? (body.trackingEvents ? [body] : []));
	const told = parcels.filter(({ trackingEvents }) => trackingEvents && trackingEvents.length > 0);
	const faults = bodies.flatMap(faultsOf);
	const known = bodies.find(({ results, trackingEvents, parcelIdentifiers, parcels: found }) => {
		return results ?? trackingEvents ?? found ?? parcelIdentifiers;
	});
	if (told.length + faults.length === 0 && (known || bodies.length === 0)) return unanswered("not-found", "No parcel.");
	if (told.length + faults.length === 0) throw new Unreadable("body: neither a parcel nor an error");
	return { shipments: told.map((parcel) => readParcel(parcel, told.length === 1 ? single : null)), refusals: faults };
}

function faultsOf({ failures, errors, fault, status, ...own }: Body): Refusal[] {
	const words = fault?.faultstring ?? own.message ?? own.errorMessage ?? own.error;
	const code = fault?.detail?.errorcode ?? own.code ?? own.errorCode ?? status;
	const main = words ? [refusalOf(code, words)] : [];
	// A failure is a number that was looked for in vain; not all of them say why.
	const lost = failures.map((one) => {
		const why = [one.code ?? one.errorCode, one.message ?? one.errorMessage ?? one.description ?? one.error];
		return {
			trackingNumber: null,
			outcome: "not-found" as const,
			detail: why.filter(Boolean).join(": ") || "No parcel.",
		};
	});
	return [
		...main,
		...lost,
		...errors.map((one) => refusalOf(one.code ?? one.errorCode, one.message ?? one.description ?? "")),
	];
}

function refusalOf(code = "", words: string): Refusal {
	const outcome = /api ?-?key/i.test(words) ? "denied" : outcomeOf(code, words);
	return { trackingNumber: null, outcome, detail: [code, words].filter(Boolean).join(": ") };
}

function readParcel(parcel: Parcel, asked: string | null): RawShipment {
	const { parcelIdentifiers = [], trackingEvents = [], uniqueId, returnParcel } = parcel;
	const barcode = parcelIdentifiers.find(({ type }) => type === "BARCODE") ?? parcelIdentifiers[0];
	const inUrn = /(?:^|:)((?:[A-Z]\d{2}[A-Z0-9]{3}|\d{6})\d{10})(?::|$)/.exec(uniqueId ?? "")?.[1];
	const order = orderByTimes(
		trackingEvents.map(({ dateTime }) => dateTime),
		"newest-first",
	);
	const newestFirst = order === "oldest-first" ? trackingEvents.toReversed() : trackingEvents;
	const eta = newestFirst.find((event) => event.eta?.start)?.eta;
	const from: RawTime | undefined = eta?.start ? { text: eta.start } : undefined;
	return {
		trackingNumber: barcode?.value ?? inUrn ?? asked,
		scans: trackingEvents.map((event) => readEvent(event, returnParcel)),
		order,
		promised: from && { from, to: eta?.end ? { text: eta.end } : from },
		signed: trackingEvents.some(({ trackingPoint }) =>
			/\bsigned (?:for )?by\b/i.test(trackingPoint?.description ?? ""),
		),
	};
}

function readEvent({ trackingPoint, trackingStage, dateTime = "", location }: Event, isReturn: boolean): RawScan {
	const point = trackingPoint?.trackingPointCode ?? trackingPoint?.trackingPointId;
	const stage = trackingStage?.trackingStageCode;
	const words = trackingPoint?.description ?? trackingStage?.description ?? "";
	return {
		code: point ?? stage ?? "",
		keys: keysOf(point, stage, words, isReturn),
		text: words,
		time: { text: dateTime },
		place: { lat: location?.latitude, lng: location?.longitude },
	};
}

/** The stage is sure of a delivery and of nothing else. */
function keysOf(point = "", stage: string | undefined, words: string, isReturn: boolean): string[] {
	const told = sentences.keyOf(words);
	// What waits to be handed over at the beginning waits to be collected at the end.
	const isEarly = told?.includes(":info_received.") || told?.includes(":picked_up.");
	const sentence = isEarly && stage?.startsWith("4") ? undefined : told;
	const known = point.startsWith("NOT_DELIVERED_")
		? [sentence?.includes(":delivery_attempted.") ? sentence : "NOT_DELIVERED"]
		: [point];
	const stages = stage ? [...(isReturn ? [`return:${stage}`] : []), `stage:${stage}`] : [];
	if (stage?.startsWith("5")) return [...(sentence?.includes(":delivered.") ? [sentence] : []), ...stages];
	return [...known, ...(sentence ? [sentence] : []), ...stages];
}

export const evri = defineCarrier({
	code: "evri",
	name: "Evri",
	countries: ["GB"],
	source: {
		kind: "observed",
		url: "https://www.evri.com/track-a-parcel",
		checked: "2026-11-22",
		note: "Shape and stages are those of public clients of the consumer page, which needs two calls and a rotating key and is not polled; most tracking points and the check digit of the barcode are not known, and the sentences are from memory.",
	},

	numbers: {
		pattern: /^(?:[A-Z]\d{2}[A-Z0-9]{3}\d{10}|\d{16})$/,
		valid: ["H00AAA0000000001", "T00WAY0012345678", "1234567812345678"],
		invalid: ["H00AAA000000001", "HAAAAA0000000001", "123456781234567"],
	},

	clock: { formats: ["iso"], zone: { kind: "fixed", zone: "Europe/London" } },
	statuses: { ...sentences.statuses, ...POINTS, ...STAGES },
	extract,
	trackingUrl: (number) => `https://www.evri.com/track/parcel/${encodeURIComponent(number)}/details`,
});
