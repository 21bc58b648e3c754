import { z } from "zod";
import {
	codeTable,
	defineCarrier,
	type Envelope,
	type Extracted,
	json,
	list,
	orderByTimes,
	outcomeOf,
	part,
	type RawPlace,
	type RawScan,
	type RawShipment,
	type RawTime,
	text,
	textRules,
	tokenInHeader,
	Unreadable,
	unanswered,
} from "./kit/index.ts";

/** Remarks of pages and pushes that leave the code out. */
const remarks = textRules("en", 1, [
	[
		"returned.to_sender",
		/(?:rto|dto|return)\b.*(?:delivered|accepted|completed)|returned to (?:origin|seller|client)$/i,
	],
	["returning.to_sender", /\brto\b|return(?:ed|ing)? (?:to|as per|due|initiated)/i],
	[["delivery_attempted.refused", "recipient.refused"], /refus|rejected|order cancelled/i],
	[
		["delivery_attempted.recipient_absent", "recipient.unavailable"],
		/consignee (?:is )?(?:unavailable|not available)|not at home|door locked/i,
	],
	[["delivery_attempted.address_not_found", "address.incorrect"], /(?:bad|incomplete|incorrect|wrong).*address/i],
	[["delivery_attempted.rescheduled", "recipient.requested_later"], /reschedul|future delivery/i],
	[["delivery_attempted.cod_unpaid", "recipient.payment_missing"], /payment|\bcod\b.*not ready/i],
	[["delivery_attempted.no_access", "recipient.access_restricted"], /restricted/i],
	["delivery_attempted.problem", /not attempted|attempt|undelivered/i],
	["out_for_delivery.on_vehicle", /out for delivery/i],
	["out_for_delivery.contacting_recipient", /call placed/i],
	["info_received.pickup_scheduled", /out for pick-?up|pick-?up scheduled|auto scheduled/i],
	["delivered.to_recipient", /^(?:shipment )?delivered/i],
	["picked_up.collected", /picked ?up|pick-?up completed/i],
	["info_received.label_created", /manifest/i],
	["in_transit.origin_facility_arrived", /origin cent/i],
	["in_transit.arrived_facility", /arrived|received at/i],
	["in_transit.departed_facility", /departed/i],
	["in_transit.loaded", /added to trip|connected/i],
	["in_transit.processed_facility", /added to bag/i],
	["in_transit.moving", /in[ -]transit/i],
]);

const STATUSES = {
	...remarks.statuses,
	// Codes of instructions ("NSL"), as they are meant on the way to the buyer.
	...codeTable([
		["info_received.label_created", "X-UCI X-UCO"],
		["info_received.pickup_scheduled", "FMPUR-101 FMOFP-101 X-ASP CL-101"],
		[
			"info_received.pickup_scheduled",
			"X-DDD1FP X-DDD2FP X-DDD3FP X-DDD4FP X-LM1P X-DDD1FR X-DDD2FR X-DDD3FR X-DDD4FR",
		],
		["info_received.not_yet_received", "PNP-101 X-PNP"],
		["info_received.pickup_failed", "FMEOD FMEOD-106 FMEOD-112 PNP-102 EOD-65"],
		[["info_received.pickup_failed", "sender.not_ready"], "FMEOD-102 FMEOD-111 FMEOD-152 EOD-68"],
		[["info_received.pickup_failed", "sender.missed_pickup"], "FMEOD-103 EOD-26"],
		[["info_received.pickup_failed", "address.incorrect"], "FMEOD-101 FMEOD-110 EOD-73"],
		[["info_received.pickup_failed", "carrier.vehicle"], "FMEOD-104"],
		[["info_received.pickup_failed", "carrier.capacity"], "FMEOD-108"],
		[["info_received.pickup_failed", "sender.packaging"], "FMEOD-107"],
		[["info_received.pickup_failed", "sender.incorrect_data"], "FMEOD-109"],
		[["info_received.pickup_failed", "recipient.access_restricted"], "EOD-121"],
		[["info_received.pickup_failed", "address.out_of_area"], "X-NSZ"],
		[["cancelled.cancelled", "sender.cancelled"], "FMEOD-118 EOD-21 CL-102 CL-103"],
		["cancelled.cancelled", "EOD-84 EOD-95 EOD-106 EOD-108 EOD-131 EOD-132 ST-109 ST-112"],
		["picked_up.collected", "X-PPOM EOD-77 UD-PUC"],
		["picked_up.accepted", "X-PROM X-PRC"],
		["picked_up.without_data", "X-PPONM X-PRONM"],
		["in_transit.origin_facility_arrived", "X-PIOM"],
		[
			"in_transit.arrived_facility",
			"X-ILL0F X-ILL1F X-ILL2F X-ILO0F X-ILO1F X-ILO2F X-ILD0F X-ILD1F X-ILD2F X-IBD1F X-IBD3F X-IBD4F X-IBL1F X-IBO1F",
		],
		["in_transit.arrived_delivery_depot", "UD:pending:X-IBD3F UD:pending:X-IBD1F UD:pending:X-IBD4F UD-RCF"],
		["in_transit.processed_facility", "X-DBL1F X-DBL2F X-DBO1F X-DBD1F"],
		["in_transit.loaded", "X-DLL0F X-DLL1F X-DLL2F X-DLO0F X-DLO1F X-DLO2F X-DLD0F X-DLD1F X-DLD2F"],
		["in_transit.departed_facility", "X-OLL4F X-OLL2F X-OLL1F"],
		["in_transit.moving", "CS-101"],
		["note.measured", "X-DWS GOR-DWS"],
		// Of the family of changes to a parcel's data only the name says anything.
		["note.information", "S-MAR CL-105 DTUP"],
		["out_for_delivery.on_vehicle", "X-DDD1FD X-DDD2FD X-DDD3FD X-DDD4FD X-DDD3F X-DDO3F X-DDD1LF X-DDD3LF X-LM1D"],
		["out_for_delivery.contacting_recipient", "ST-114"],
		["delivery_attempted.problem", "EOD EOD-69 EOD-86"],
		[["delivery_attempted.rescheduled", "recipient.requested_later"], "EOD-3"],
		[["delivery_attempted.refused", "recipient.refused"], "EOD-6 EOD-111"],
		[["delivery_attempted.refused", "recipient.cancelled"], "EOD-6O EOD-6I"],
		[["delivery_attempted.recipient_absent", "recipient.unavailable"], "EOD-11"],
		[["delivery_attempted.failed", "recipient.moved"], "EOD-15"],
		[["delivery_attempted.cod_unpaid", "recipient.payment_missing"], "EOD-16 EOD-40 EOD-133 EOD-134"],
		[["delivery_attempted.address_not_found", "address.incorrect"], "EOD-74"],
		[["delivery_attempted.no_access", "recipient.access_restricted"], "EOD-104"],
		[["delivery_attempted.identification_failed", "recipient.verification_failed"], "EOD-137 EOD-138 EOD-146"],
		["exception.unspecified", "EOD-105"],
		["note.delivery_option_chosen", "EOD-43 SC-103 SC-106"],
		["note.recipient_notified", "X-SC"],
		[["in_transit.out_of_area", "address.out_of_area"], "SC-102 DLYDC-132"],
		[["in_transit.address_problem", "address.incorrect"], "SC-104 DLYRPC-417"],
		["delivered.to_recipient", "EOD-38 EOD-135 EOD-136 EOD-141 EOD-145 CP-101"],
		[["delivered.to_proxy", "delivery.indirect"], "EOD-36 EOD-143 EOD-600"],
		["delivered.to_reception", "EOD-37 EOD-144"],
		["delivered.collected", "SC-101"],
		["in_transit.delayed", "DLY DLYRPC-419"],
		[["in_transit.delayed", "recipient.requested_later"], "DLYDC-110"],
		[["in_transit.delayed", "external.force_majeure"], "COVID19"],
		[["in_transit.delayed", "external.civil_event"], "DLYRG-125"],
		[["in_transit.delayed", "recipient.business_closed"], "DLYDC-107"],
		[["in_transit.delayed", "external.regulatory"], "DLYLH-139"],
		["in_transit.delayed_transport", "DLYLH-104 DLYLH-106 DLYLH-142 DOFF-128"],
		[["in_transit.delayed_transport", "carrier.mechanical"], "DLYLH-109"],
		[["in_transit.delayed_transport", "carrier.capacity"], "DLYLH-133"],
		[["in_transit.delayed_transport", "external.security"], "DLYLH-115"],
		[["in_transit.delayed_weather", "external.weather"], "DLYDC-101"],
		[["in_transit.delayed_weather", "external.natural_disaster"], "DLYDC-102"],
		[["in_transit.delayed_holiday", "external.holiday"], "DLYRG-130"],
		[["in_transit.misrouted", "carrier.sorting_error"], "DLYMR-118"],
		[["in_transit.security_check", "external.regulatory"], "DLYRG-120 DLYRG-124"],
		[["in_transit.held", "external.regulatory"], "DLYLH-135"],
		[["in_transit.held", "sender.incorrect_data"], "DLYRG-127"],
		[["in_transit.held_at_request", "sender.hold_request"], "DLYRPC-416 DLYDC-416 DLYFM-102"],
		[["in_transit.damaged", "carrier.damaged"], "RT-104 DLYDG-119"],
		[["exception.lost", "carrier.lost"], "LT-100"],
		// Shops count it among failed deliveries: its return has codes of its own.
		["delivery_attempted.final", "ST-108"],
		["returned.to_sender", "RD-AC RD-AC1 RT-110 RT-111"],
		// On the way back.
		["returning.attempts_exhausted", "RT:RT-107 RT:RT-108"],
		[["returning.to_sender", "sender.packaging"], "RT:RT-109"],
		[["returning.to_sender", "external.security"], "RT:RT-113"],
		[["returning.to_sender", "recipient.refused"], "RT:EOD-6O RT:EOD-6I"],
		["picked_up.collected", "PU:EOD-77"],
		[["returning.to_sender", "carrier.damaged"], "RT:RT-104 RT:DLYDG-119 PU:DLYDG-119 RT:RD-PD12 PU:RD-PD12"],
		[["returning.to_sender", "carrier.sorting_error"], "RT:DLYMR-118 PU:DLYMR-118"],
		// What delays a collection moves nothing.
		[["info_received.pickup_failed", "external.weather"], "PP:DLYDC-101"],
		[["info_received.pickup_failed", "external.natural_disaster"], "PP:DLYDC-102"],
		[["info_received.pickup_failed", "sender.missed_pickup"], "PP:DLYDC-107"],
		// Type and status: what is left to say of a code that is in no list.
		["info_received.label_created", "UD:manifested"],
		["info_received.not_yet_received", "UD:not-picked"],
		["in_transit.moving", "UD:in-transit"],
		["in_transit.arrived_delivery_depot", "UD:pending"],
		["out_for_delivery.on_vehicle", "UD:dispatched"],
		["delivered.to_recipient", "DL:delivered"],
		["returned.to_sender", "DL:rto DL:dto DTO:delivered RT:returned"],
		["returning.to_sender", "RT:in-transit RT:pending RT:dispatched PU:in-transit PU:pending PU:dispatched"],
		["info_received.pickup_scheduled", "PP:open PP:scheduled PP:dispatched"],
		["info_received.pickup_failed", "PP:pending"],
		["cancelled.cancelled", "CN:canceled CN:cancelled CN:closed"],
		[["exception.lost", "carrier.lost"], "LT:lost"],
		// The page for buyers has words of its own.
		["info_received.label_created", "page:manifested"],
		["info_received.notified", "page:pending page:pickup"],
		["info_received.pickup_scheduled", "page:scheduled"],
		["picked_up.collected", "page:picked-up page:collected"],
		["in_transit.moving", "page:in-transit"],
		["out_for_delivery.on_vehicle", "page:dispatched page:out-for-delivery"],
		["delivered.to_recipient", "page:delivered"],
		["returning.to_sender", "page:rto"],
		["returned.to_sender", "page:dto page:returned"],
		[["exception.lost", "carrier.lost"], "page:lost"],
		["cancelled.cancelled", "page:cancelled page:canceled"],
	]),
};

const Scan = z.object({
	ScanType: text,
	Scan: text,
	ScanDateTime: text,
	StatusDateTime: text,
	ScannedLocation: text,
	StatusCode: text,
	Instructions: text,
});
const State = z.object({
	Status: text,
	StatusType: text,
	StatusDateTime: text,
	StatusLocation: text,
	StatusCode: text,
	Instructions: text,
	RecievedBy: text,
});
const Shipment = z.object({
	AWB: text,
	NSLCode: text,
	Status: part(State),
	Scans: list(z.object({ ScanDetail: part(Scan) })),
	ExpectedDeliveryDate: text,
	PromisedDeliveryDate: text,
	// A push has two of its fields under names of their own.
	EDD: text,
	Receivedby: text,
});
const Step = z.object({
	label: text,
	stepStatus: text,
	scans: list(z.object({ scanDateTime: text, scanNslRemark: text, cityLocation: text })),
});
const Page = z.object({ awb: text, hqStatus: text, trackingStates: list(Step), PromiseDeliveryDate: text });
const Body = Page.extend({
	ShipmentData: z.undefined().or(list(z.object({ Shipment: part(Shipment) }))),
	Shipment: part(Shipment),
	statusCode: text,
	data: z.undefined().or(list(Page)),
	message: text,
	Error: text,
	error: text,
	rmk: text,
	detail: text,
});
type Shipment = z.output<typeof Shipment>;
type Page = z.output<typeof Page>;

function extract(written: string, { asked }: Envelope): Extracted {
	const body = json(written, Body);
	const entries = [body.Shipment, ...(body.ShipmentData ?? []).map((entry) => entry.Shipment)];
	const shipments = entries.filter((shipment) => shipment !== undefined).map(shipmentOf);
	const only = asked?.length === 1 ? asked[0] : undefined;
	// A parcel of the page also comes without its envelope.
	const isPage = body.hqStatus !== undefined || body.trackingStates.length > 0;
	const pages = (isPage ? [body] : (body.data ?? [])).map((page) => pageOf(page, only));
	if (shipments.length + pages.length > 0) return { shipments: [...shipments, ...pages] };
	const words = [body.Error, body.error, body.message, body.rmk, body.detail].filter(Boolean).join(": ");
	const isEmpty = body.data !== undefined || body.ShipmentData !== undefined;
	if (words === "" && !isEmpty) throw new Unreadable("body: neither shipments nor an error");
	const isUnknown = isEmpty || /no such|not found|invalid (?:awb|waybill)|does ?n[o']t exist|old package/i.test(words);
	const isDenied = /invalid origin|log ?in|api key/i.test(words);
	const told = isDenied ? "denied" : outcomeOf(/throttled/i.test(words) ? "429" : (body.statusCode ?? ""), words);
	const outcome = isUnknown ? "not-found" : told;
	return unanswered(outcome, words || "no shipment", only ?? null);
}

function shipmentOf(shipment: Shipment): RawShipment {
	const { AWB: trackingNumber = null, NSLCode, Status: state } = shipment;
	const receiver = state?.StatusType === "DL" ? (state.RecievedBy ?? shipment.Receivedby) : undefined;
	const signer = /^(?:consignee|customer|self|others?|na)$/i.test(receiver ?? "") ? undefined : receiver;
	const scans = shipment.Scans.flatMap(({ ScanDetail }) => (ScanDetail ? [scan(ScanDetail, signer)] : []));
	const latest = state && {
		ScanType: state.StatusType,
		Scan: state.Status,
		ScanDateTime: state.StatusDateTime,
		StatusDateTime: state.StatusDateTime,
		ScannedLocation: state.StatusLocation,
		StatusCode: state.StatusCode ?? NSLCode,
		Instructions: state.Instructions,
	};
	const header = latest && scan(latest, signer);
	// A push tells of one event, and it stands where a reply has the current status.
	const isEvent = scans.length === 0 && latest?.ScanDateTime !== undefined;
	const times = shipment.Scans.map(({ ScanDetail }) => ScanDetail?.ScanDateTime);
	return {
		trackingNumber,
		order: orderByTimes(times, "oldest-first"),
		scans: header && isEvent ? [header] : scans,
		status: header && !isEvent ? { code: header.code, keys: header.keys, text: header.text } : undefined,
		promised: promised(shipment.ExpectedDeliveryDate ?? shipment.PromisedDeliveryDate ?? shipment.EDD),
		signed: signer !== undefined,
	};
}

function scan(event: z.output<typeof Scan>, signer: string | undefined): RawScan {
	const { ScanType: type = "", Scan: status = "", StatusCode, Instructions } = event;
	return {
		code: StatusCode ?? status,
		keys: keysOf(type.toUpperCase(), status, StatusCode?.replace(/\s+/g, "").toUpperCase(), Instructions),
		text: Instructions ?? status,
		time: { text: event.ScanDateTime ?? event.StatusDateTime ?? "" },
		// The point beside a delivery is the buyer's door: the facility is place enough.
		place: readPlace(event.ScannedLocation),
		marked: type === "DL" ? { signedBy: signer } : undefined,
	};
}

function keysOf(type: string, status: string, code: string | undefined, words: string | undefined): readonly string[] {
	const named = `${type}:${keyOf(status)}`;
	// The codes of delivery mean something else on a parcel that goes back.
	const isBack = type === "RT" || type === "PU" || /:(?:rto|dto)$/.test(named);
	if (code === undefined) return [isBack ? undefined : remarks.keyOf(words), named].filter((key) => key !== undefined);
	const family = type === "UD" ? /^(?:FMEOD|EOD|DLY|DTUP|COVID19)/.exec(code)?.[0] : undefined;
	const isBefore = type === "PP" && code.startsWith("DLY");
	const forward = isBack || isBefore ? [] : [code, family];
	return [`${named}:${code}`, `${type}:${code}`, ...forward, named].filter((key) => key !== undefined);
}

const keyOf = (status: string): string =>
	status
		.trim()
		.toLowerCase()
		.replace(/[\s_]+/g, "-");

/** The page for buyers: steps of the journey, each with its scans. */
function pageOf({ awb, hqStatus, trackingStates, PromiseDeliveryDate }: Page, asked: string | undefined): RawShipment {
	const step =
		trackingStates.find(({ stepStatus }) => stepStatus === "current") ??
		trackingStates.findLast(({ stepStatus }) => stepStatus === "finished");
	const status = hqStatus ?? step?.label;
	return {
		trackingNumber: awb ?? asked ?? null,
		order: "none",
		scans: trackingStates.flatMap(({ label = "", scans }) =>
			scans.map(({ scanDateTime = "", scanNslRemark, cityLocation }): RawScan => {
				const keys = [remarks.keyOf(scanNslRemark), `page:${keyOf(label)}`].filter((key) => key !== undefined);
				const place = readPlace(cityLocation);
				return { code: label, keys, text: scanNslRemark ?? label, time: { text: scanDateTime }, place };
			}),
		),
		status: status === undefined ? undefined : { code: status, keys: [`page:${keyOf(status)}`], text: status },
		promised: promised(PromiseDeliveryDate),
	};
}

/** `Chandigarh_Rajpura_GW (Punjab)`: city, facility, kind and state. */
function readPlace(location: string | undefined): RawPlace | undefined {
	const [, city, region] = /^([^_(]+)[^(]*(?:\(([^)]*)\))?/.exec(location ?? "") ?? [];
	return city ? { city: city.trim(), region, country: "IN" } : undefined;
}

/** The last second of a day is how Delhivery writes the day. */
function promised(written: string | undefined): RawShipment["promised"] {
	if (written === undefined) return undefined;
	const day: RawTime = { text: written.replace(/[T ](?:23:59(?::59)?|00:00(?::00)?)(?:\.\d+)?Z?$/, "") };
	return { from: day, to: day };
}

const HOST = "track.delhivery.com";

export const delhivery = defineCarrier({
	code: "delhivery",
	name: "Delhivery",
	countries: ["IN"],
	source: {
		kind: "observed",
		url: "https://delhivery-express-api-doc.readme.io/reference/tracking-via-push-api-webhook-1",
		checked: "2026-11-22",
		note: "Codes are those that shops have written down, the header of pushes is agreed with Delhivery by hand, and the page for buyers is known by its field names alone.",
	},

	numbers: {
		pattern: /^[1-9]\d{12,13}$/,
		valid: ["2680000000001", "41090000000002"],
		invalid: ["268000000001", "0680000000001", "268000000000123", "DL2680000000001"],
	},

	clock: { formats: ["iso"], zone: { kind: "fixed", zone: "Asia/Kolkata" } },
	statuses: STATUSES,
	extract,
	trackingUrl: (trackingNumber) => `https://www.delhivery.com/track-v2/package/${encodeURIComponent(trackingNumber)}`,

	api: {
		hosts: [HOST],
		credentials: z.object({ token: z.string().min(1) }),
		rate: { perSecond: 2 },
	},

	poll: {
		batch: 50,
		request: (queries, { credentials: { token } }) => {
			const waybills = queries.map(({ trackingNumber }) => trackingNumber).join(",");
			return {
				method: "GET",
				url: `https://${HOST}/api/v1/packages/json/?${new URLSearchParams({ waybill: waybills })}`,
				headers: { authorization: `Token ${token}`, "content-type": "application/json" },
			};
		},
	},

	// Delhivery sets a push up by hand and sends along what header the seller asks for.
	webhook: {
		verify: tokenInHeader({ header: "x-wayline-token" }),
		acknowledge: { status: 200, headers: {}, body: "" },
		setUp: "Ask Delhivery to send the header x-wayline-token with this secret as its value.",
	},
});
