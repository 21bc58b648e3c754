import { z } from "zod";
import {
	codeTable,
	courierNamed,
	dayAtMidnight,
	defineCarrier,
	type Envelope,
	type Extracted,
	json,
	list,
	type Meaning,
	mod10From3,
	orderByTimes,
	outcomeOf,
	type RawContinuation,
	type RawScan,
	type RawShipment,
	type RawTime,
	type Refusal,
	text,
	textRules,
	Unreadable,
} from "./kit/index.ts";

// The words of the last mile's carriers stand under ParcelOne's few codes, and now and then say another thing.
const words = textRules("en", 1, [
	[
		"picked_up.collected",
		/\b(?:picked up|collected) (?:from|at) (?:the )?sender\b|^shipment (?:picked up|collected)\b/i,
	],
	["delivered.collected", /\b(?:picked up|collected) by (?:the )?(?:recipient|customer|addressee)\b/i],
	[
		"in_transit.arrived_delivery_depot",
		/\barrived (?:at|in) (?:the )?(?:destination|delivery) (?:facility|depot|base|hub)\b/i,
	],
	["in_transit.departed_facility", /^(?:departed|left)\b|\bdeparted (?:from )?(?:the )?facility\b/i],
	["ready_for_pickup.at_point", /\b(?:ready|available) for (?:collection|pick-?up)\b|\bparcel ?shop\b/i],
	[["delivered.to_neighbour", "delivery.indirect"], /\bdelivered\b.*\bneighbo/i],
	["delivered.letterbox", /\bdelivered\b.*\b(?:letter ?box|mail ?box)/i],
	["delivered.safe_place", /\bdelivered\b.*\bsafe ?place/i],
	[["delivery_attempted.recipient_absent", "recipient.absent"], /\b(?:not (?:at )?home|nobody (?:at )?home|absent)\b/i],
	[["delivery_attempted.refused", "recipient.refused"], /\brefused\b/i],
	[["in_transit.import_customs_held", "customs.delay"], /\bheld (?:by|at|in) customs\b/i],
	[
		"in_transit.customs_cleared",
		/\bcustoms (?:cleared|clearance complete)|\b(?:cleared|released) (?:by |from )?customs\b/i,
	],
]);

/** The codes under which those words are believed. */
const BROAD: ReadonlySet<string> = new Set(
	"REGISTERED IN_TRANSIT ARRIVED PROCESSED CUSTOMS CUSTOMS_CLEARANCE HELD FAILED NOT_DELIVERED DELIVERED POD".split(
		" ",
	),
);

/** AfterShip's sub-statuses stand beside ParcelOne's own codes, which are not listed anywhere. */
const AFTERSHIP = codeTable([
	["pending.registered", "Pending_001"],
	["info_received.label_created", "InfoReceived_001"],
	["picked_up.accepted", "InTransit_002"],
	["in_transit.moving", "InTransit_001"],
	["in_transit.arrived_facility", "InTransit_003"],
	["in_transit.departed_facility", "InTransit_007"],
	["in_transit.arrived_destination_country", "InTransit_004"],
	["in_transit.customs_cleared", "InTransit_005"],
	["in_transit.import_customs_presented", "InTransit_006"],
	["in_transit.problem_resolved", "InTransit_008"],
	["in_transit.forwarded_new_address", "InTransit_009"],
	["in_transit.delivery_scheduled", "OutForDelivery_004"],
	["in_transit.delayed", "Exception_005"],
	["in_transit.delayed_carrier", "Exception_016"],
	["in_transit.delayed_weather", "Exception_017"],
	["in_transit.delayed_transport", "Exception_019"],
	["in_transit.import_customs_held", "Exception_004"],
	["in_transit.customs_info_required", "Exception_018"],
	["in_transit.customs_duty_due", "Exception_006"],
	["in_transit.address_problem", "Exception_007"],
	["in_transit.damaged", "Exception_012"],
	["out_for_delivery.on_vehicle", "OutForDelivery_001"],
	["out_for_delivery.contacting_recipient", "OutForDelivery_003"],
	["delivery_attempted.failed", "AttemptFail_001"],
	[["delivery_attempted.recipient_absent", "recipient.absent"], "AttemptFail_002"],
	[["delivery_attempted.business_closed", "recipient.business_closed"], "AttemptFail_003"],
	[["delivery_attempted.refused", "recipient.refused"], "Exception_003"],
	["ready_for_pickup.at_point", "AvailableForPickup_001 OutForDelivery_002"],
	["delivered.to_recipient", "Delivered_001"],
	["delivered.collected", "Delivered_002"],
	["delivered.signed", "Delivered_003"],
	["delivered.cod_paid", "Delivered_004"],
	["delivered.to_neighbour", "Delivered_005"],
	["returning.to_sender", "Exception_010"],
	[["returning.not_collected", "recipient.not_collected"], "Exception_008"],
	[["returning.recipient_moved", "recipient.moved"], "Exception_002"],
	["returned.to_sender", "Exception_011"],
	["cancelled.cancelled", "Exception_020"],
	["exception.unspecified", "Exception_001"],
	["exception.rejected_by_carrier", "Exception_009"],
	["exception.lost", "Exception_013"],
	["exception.destroyed", "Exception_021"],
	["expired.no_tracking", "Expired_001"],
]);

const STATUSES: Readonly<Record<string, Meaning>> = {
	...words.statuses,
	...AFTERSHIP,
	...codeTable([
		["info_received.label_created", "100 P100 CREATED REGISTERED LABEL_PRINTED 0 1"],
		["info_received.notified", "DATA_RECEIVED"],
		["picked_up.accepted", "101 P101 200 P200"],
		["in_transit.origin_facility_arrived", "300 P300"],
		["in_transit.handover_to_partner", "392 394"],
		["in_transit.processed_facility", "430 PROCESSED SORTING"],
		["in_transit.moving", "IN_TRANSIT SHIPPED 10 20 30"],
		["in_transit.departed_facility", "DEPARTED"],
		["in_transit.arrived_facility", "ARRIVED"],
		["in_transit.departed_origin_country", "EXPORTED"],
		["in_transit.arrived_destination_country", "IMPORTED"],
		["in_transit.held", "HELD 40"],
		["in_transit.import_customs_presented", "CUSTOMS CUSTOMS_CLEARANCE"],
		[["in_transit.held", "recipient.payment_missing"], "PAYMENT_REQUIRED"],
		["in_transit.delayed", "DELAYED"],
		["in_transit.forwarded_new_address", "REDIRECTED"],
		[["in_transit.damaged", "carrier.damaged"], "DAMAGED"],
		[
			"out_for_delivery.on_vehicle",
			"495 OUT_FOR_DELIVERY ON_DELIVERY_VEHICLE IN_DELIVERY_VEHICLE DELIVERY_IN_PROGRESS 80",
		],
		["delivery_attempted.failed", "FAILED NOT_DELIVERED 99"],
		["delivery_attempted.rescheduled", "RESCHEDULED"],
		[["delivery_attempted.refused", "recipient.refused"], "REFUSED"],
		[["delivery_attempted.address_not_found", "address.not_found"], "ADDRESSEE_NOT_FOUND"],
		[["delivery_attempted.address_not_found", "address.incorrect"], "WRONG_ADDRESS"],
		// Delivered to a shop, and collected from there by nobody yet.
		[
			"ready_for_pickup.at_point",
			"READY_FOR_PICKUP AT_PARCELSHOP AVAILABLE_FOR_COLLECTION AWAITING_PICKUP DELIVERED_PARCELSHOP 70",
		],
		["delivered.to_recipient", "900 DELIVERED 90 header:POD"],
		[["delivered.to_neighbour", "delivery.indirect"], "DELIVERED_NEIGHBOR"],
		["delivered.safe_place", "DELIVERED_SAFE_PLACE"],
		["note.proof_of_delivery", "POD"],
		["returning.to_sender", "RETURNING RETURN_TO_SENDER"],
		["returned.to_sender", "RETURNED"],
		["cancelled.cancelled", "CANCELLED"],
		["exception.unspecified", "EXCEPTION"],
		[["exception.lost", "carrier.lost"], "LOST"],
	]),
};

const Event = z.object({ DateTime: text, Location: text, Description: text, Status: text, StatusCode: text });
const Result = z.object({
	TrackingID: text,
	StatusCode: text,
	Status: text,
	CarrierTrackingID: text,
	CarrierIDLMC: text,
	SignedBy: text,
	EstimatedDelivery: text,
	Events: list(Event),
});
const P1Event = z.object({
	EventdateCET: text,
	EventdateUTC: text,
	Statuscode: text,
	Status: text,
	Location: text,
	DeliveryStatus: text,
	CarrierTrackno: text,
	Carrier: text,
});
const Body = z.object({
	P1Trackno: text,
	TrackingEvents: z.undefined().or(list(P1Event)),
	Error: text,
	success: text,
	results: list(Result),
	message: text,
	type: text,
	errors: list(z.object({ ErrorNo: text, Message: text })),
});
type Body = z.output<typeof Body>;
type Result = z.output<typeof Result>;
type P1Event = z.output<typeof P1Event>;

/** The address for tracking tells under P1Trackno; the one that asks for a carrier and its number under `results`. */
function extract(body: string, { asked = [] }: Envelope): Extracted {
	const read = json(body, Body);
	const only = asked.length === 1 ? (asked[0] ?? null) : null;
	const { P1Trackno = only, TrackingEvents: rows, success } = read;
	if (rows !== undefined && rows.length > 0) return { shipments: [ofRows(P1Trackno, rows)] };
	const isRefused = success !== undefined && success !== "1" && success !== "true";
	const results = isRefused ? [] : read.results.filter(isKnown);
	if (results.length > 0) return { shipments: results.map((result) => ofResult(only, result)) };
	const isAnswer = rows !== undefined || success !== undefined || read.Error !== undefined || read.errors.length > 0;
	if (!isAnswer) throw new Unreadable("body: neither tracking events nor an error");
	return { shipments: [], refusals: [refusal(P1Trackno, read, isRefused)] };
}

function isKnown({ Events, StatusCode }: Result): boolean {
	return Events.length > 0 || (StatusCode !== undefined && !/^(?:UNKNOWN|NOT_?FOUND)$/i.test(StatusCode));
}

function refusal(trackingNumber: string | null, { Error: error, message, errors }: Body, isRefused: boolean): Refusal {
	const told = [error, message, ...errors.flatMap(({ ErrorNo, Message }) => [ErrorNo, Message])].filter(Boolean);
	const detail = told.join(": ") || "no events";
	const isUnknown =
		!(isRefused || error || errors.length > 0) || /no (?:shipment|tracking) data|not found|unknown/i.test(detail);
	const isDenied = /api-?key|authentifi|login|not authori/i.test(detail);
	return { trackingNumber, outcome: isUnknown ? "not-found" : isDenied ? "denied" : outcomeOf("", detail), detail };
}

function ofResult(asked: string | null, result: Result): RawShipment {
	const { TrackingID, CarrierTrackingID, CarrierIDLMC, SignedBy, EstimatedDelivery, Events } = result;
	const code = result.StatusCode ?? "";
	const keys = [`header:${code}`, code];
	const day: RawTime | undefined = EstimatedDelivery ? { text: dayAtMidnight(EstimatedDelivery) } : undefined;
	return {
		trackingNumber: TrackingID ?? asked,
		scans: Events.map((event) => scan(event, SignedBy)),
		order: orderByTimes(Events.map(({ DateTime }) => DateTime)),
		status: keys.some((key) => Object.hasOwn(STATUSES, key)) ? { code, keys, text: result.Status } : undefined,
		promised: day && { from: day, to: day },
		signed: SignedBy !== undefined,
		continues: continuations([{ number: CarrierTrackingID, name: CarrierIDLMC }]),
	};
}

function scan(
	{ DateTime, Location, Description, Status, StatusCode = "" }: z.output<typeof Event>,
	signer: string | undefined,
): RawScan {
	const told = Description ?? Status ?? "";
	const named = BROAD.has(StatusCode) ? words.keyOf(told) : undefined;
	const isProof = StatusCode === "POD" && /\bdelivered\b/i.test(told);
	const keys = isProof ? ["DELIVERED"] : [StatusCode];
	return {
		code: StatusCode,
		keys: named === undefined ? keys : [named, ...keys],
		text: told,
		time: { text: DateTime ?? "" },
		place: Location ? { name: Location } : undefined,
		marked: /^(?:DELIVERED|POD)/.test(StatusCode) ? { signedBy: signer } : undefined,
	};
}

function ofRows(trackingNumber: string | null, rows: readonly P1Event[]): RawShipment {
	return {
		trackingNumber,
		scans: rows.map(({ EventdateCET, EventdateUTC, Statuscode = "", Status = "", Location, DeliveryStatus = "" }) => ({
			code: Statuscode || DeliveryStatus,
			keys: [Statuscode, DeliveryStatus],
			text: Status,
			time: { text: EventdateCET ?? EventdateUTC ?? "" },
			place: Location ? { name: Location } : undefined,
		})),
		order: orderByTimes(rows.map(({ EventdateUTC }) => EventdateUTC)),
		continues: continuations(rows.map(({ CarrierTrackno: number, Carrier: name }) => ({ number, name }))),
	};
}

function continuations(told: readonly { number: string | undefined; name: string | undefined }[]): RawContinuation[] {
	return told.flatMap(({ number: trackingNumber, name }) =>
		trackingNumber && name && !/^(?:PA1|parcel\.?one)$/i.test(name)
			? [{ trackingNumber, carrier: courierNamed(name), carrierName: name }]
			: [],
	);
}

const HOST = "production.parcelone.io";

export const parcelone = defineCarrier({
	code: "parcelone",
	name: "Parcel.One",
	countries: ["DE"],
	source: {
		kind: "documented",
		url: "https://doc.parcelone.io/ParcelOneTrackingRESTApiV1.json",
		checked: "2026-11-22",
		note: "The shape with results is second-hand and its clock is taken for that of the place; ParcelOne's own codes are known by example, AfterShip's stand beside them.",
	},

	numbers: {
		pattern: /^4\d{12}$/,
		checkDigit: (number) => mod10From3(number.slice(0, -1)) === Number(number.at(-1)),
		valid: ["4050100000017", "4999900000011"],
		invalid: ["4050100000018", "405010000001", "5050100000017"],
	},

	clock: {
		formats: ["iso", "dd.MM.yyyy HH:mm:ss", "dd.MM.yyyy HH:mm"],
		zone: { kind: "scan-site", fallback: "Europe/Berlin" },
	},
	statuses: STATUSES,
	extract,
	trackingUrl: (trackingNumber) => `https://tracking.parcel.one/?${new URLSearchParams({ trackingNumber })}`,

	api: {
		hosts: [HOST],
		credentials: z.object({ apiKey: z.string().min(1) }),
		rate: { perSecond: 1 },
	},

	poll: {
		batch: 1,
		request: ([query], { credentials: { apiKey } }) => ({
			method: "GET",
			// Part of the path, where only digits and letters are safe; its numbers have nothing else.
			url: `https://${HOST}/tracking/shipment/${query.trackingNumber.replace(/[^0-9A-Za-z]/g, "")}?lang=en`,
			headers: { apikey: apiKey, accept: "application/json" },
		}),
	},
});
