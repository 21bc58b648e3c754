import { z } from "zod";
import {
	basicAuthorization,
	codeTable,
	defineCarrier,
	type Extracted,
	json,
	list,
	number,
	outcomeOf,
	part,
	type RawScan,
	type RawShipment,
	type Refusal,
	text,
	textRules,
	Unreadable,
} from "./kit/index.ts";

/** The events of a parcel have a number for their exception and no published list of them: the sentence decides. */
const english = textRules("en", 1, [
	[["returning.to_sender", "recipient.refused"], /refus.*\breturn/i],
	[["delivery_attempted.refused", "recipient.refused"], /refus/i],
	[["in_transit.address_problem", "recipient.moved"], /(?:consignee|recipient|customer) (?:has )?moved/i],
	[
		["in_transit.held_at_request", "recipient.requested_later"],
		/(?:consignee|recipient|customer) (?:has )?requested .*(?:later|future|hold)/i,
	],
	[
		["delivery_attempted.recipient_absent", "recipient.unavailable"],
		/unavailable (?:consignee|recipient|customer)|(?:consignee|recipient|customer) (?:is )?(?:unavailable|not available)/i,
	],
	[["delivery_attempted.recipient_absent", "recipient.absent"], /not (?:at )?home|absent|no one|no answer/i],
	[["delivery_attempted.business_closed", "recipient.business_closed"], /\bclosed\b/i],
	[["delivery_attempted.no_access", "recipient.access_restricted"], /no access|unable to access/i],
	[
		["in_transit.address_problem", "address.incorrect"],
		/(?:wrong|incorrect|incomplete|invalid|bad) address|address .*(?:wrong|incorrect|incomplete|invalid)/i,
	],
	["info_received.pickup_failed", /pick-?up (?:attempt )?failed|unable to pick up/i],
	["returned.to_sender", /return completed|returned to (?:the )?(?:sender|shipper)/i],
	["returning.to_sender", /return(?:ing)? to (?:the )?(?:sender|shipper)|return in progress/i],
	["ready_for_pickup.at_point", /(?:available|ready|held|waiting) for pick-?up|pick-?up point/i],
	["delivery_attempted.rescheduled", /(?:attempt|delivery) on (?:the )?next business day|rescheduled|postponed/i],
	["delivery_attempted.failed", /attempt|not delivered|could not be delivered|unable to deliver/i],
	[["in_transit.delayed_weather", "external.weather"], /weather|storm/i],
	[["in_transit.damaged", "carrier.damaged"], /damage/i],
	["exception.lost", /\blost\b|missing/i],
	[["in_transit.misrouted", "carrier.sorting_error"], /mis-?(?:sort|rout)|wrong (?:depot|terminal)/i],
	["in_transit.delayed", /delay|late\b/i],
	["out_for_delivery.on_vehicle", /out for delivery|on (?:the )?(?:delivery )?(?:truck|vehicle)|in delivery/i],
	["note.proof_of_delivery", /^(?:signature|photo|proof of delivery)\b/i],
	["delivered.partial", /partially delivered/i],
	["delivered.to_neighbour", /^delivered .*neighbou?r/i],
	["delivered.to_reception", /^delivered .*(?:reception|concierge|mail ?room)/i],
	["delivered.safe_place", /^delivered .*(?:door|safe place|without signature)/i],
	["delivered.to_recipient", /^(?:parcel )?delivered\b/i],
	["info_received.pickup_scheduled", /out for pick-?up|pick-?up (?:requested|scheduled)/i],
	["in_transit.forwarded_new_address", /redirected|forwarded/i],
	["in_transit.delivery_scheduled", /appointment|delivery scheduled/i],
	["picked_up.collected", /picked up|^pick-?up\b/i],
	["in_transit.arrived_facility", /arriv|received at|in terminal|at depot/i],
	["in_transit.departed_facility", /depart|left\b/i],
	["in_transit.processed_facility", /sorted|scanned|processed/i],
	["info_received.label_created", /data received|creat|label/i],
	["cancelled.cancelled", /cancell?ed/i],
	["in_transit.held", /on hold|held\b/i],
	["in_transit.moving", /transit/i],
]);
const french = textRules("fr", 1, [
	[["delivery_attempted.refused", "recipient.refused"], /refus/i],
	[["delivery_attempted.recipient_absent", "recipient.unavailable"], /destinataire (?:indisponible|non disponible)/i],
	[["delivery_attempted.recipient_absent", "recipient.absent"], /absent/i],
	[["delivery_attempted.business_closed", "recipient.business_closed"], /fermé/i],
	["returning.to_sender", /retour/i],
	["delivery_attempted.failed", /tentative|non livré|être livré/i],
	["in_transit.delayed", /retard/i],
	["out_for_delivery.on_vehicle", /en livraison|en cours de livraison/i],
	["delivered.to_recipient", /livré/i],
	["picked_up.collected", /ramassé|cueill/i],
	["info_received.label_created", /données reçues|créé/i],
	["in_transit.moving", /transit/i],
]);

const StatusHistory = z.object({
	ShipmentStatus: text,
	ShipmentStatusFr: text,
	ShipmentStatusEn: text,
	StatusDate: text,
	LastLocation: text,
});
const ParcelHistory = z.object({
	ParcelHistoryId: text,
	ProcessedDate: text,
	ExceptionId: text,
	CityDepot: text,
	DescriptionFr: text,
	DescriptionEn: text,
	SignatureId: number,
	Geocoding: part(z.object({ Longitude: number, Latitude: number })),
});
const Parcel = z.object({
	ParcelId: text,
	EstimatedDeliveryDate: text,
	EstimatedDeliveryTime: text,
	EstimatedDeliveryTimeEn: text,
	EstimatedDeliveryTimeFr: text,
	History: list(ParcelHistory),
});
const Shipment = z.object({
	ShipmentId: text,
	ShipmentStatus: text,
	ShipmentStatusEn: text,
	ShipmentStatusFr: text,
	StatusHistories: list(StatusHistory),
	Parcels: list(Parcel),
	code: text,
	message: text,
	Message: text,
	error: part(z.union([z.string(), z.object({ code: text, message: text })])),
});
type Parcel = z.output<typeof Parcel>;
type Shipment = z.output<typeof Shipment>;

function extract(body: string): Extracted {
	const told = json(body, list(Shipment));
	const shipments: RawShipment[] = [];
	const refusals: Refusal[] = [];
	for (const one of told) {
		const error = typeof one.error === "string" ? { code: undefined, message: one.error } : one.error;
		const words = one.message ?? one.Message ?? error?.message;
		const code = one.code ?? error?.code;
		if (one.ShipmentId && (one.ShipmentStatus || one.StatusHistories.length > 0 || one.Parcels.length > 0)) {
			shipments.push(shipment(one));
		} else if (words || code) refusals.push(refusal(code ?? "", words ?? ""));
		else throw new Unreadable("body: neither a shipment nor a message");
	}
	if (told.length === 0) refusals.push({ trackingNumber: null, outcome: "not-found", detail: "Nationex names none." });
	return { shipments, refusals };
}

function refusal(code: string, words: string): Refusal {
	const trackingNumber = /\b(\d{8,})\b/.exec(words)?.[1] ?? null;
	const isUnknown = /does not exist|n'existe pas|no shipment/i.test(words);
	const detail = [code, words].filter(Boolean).join(": ");
	return { trackingNumber, outcome: isUnknown ? "not-found" : outcomeOf(code, words), detail };
}

function shipment(told: Shipment): RawShipment {
	const { ShipmentId = null, ShipmentStatus, ShipmentStatusEn, ShipmentStatusFr, StatusHistories, Parcels } = told;
	return {
		trackingNumber: ShipmentId,
		// Two lists side by side: what befell the shipment, and each of its parcels.
		scans: [...StatusHistories.map(statusScan), ...Parcels.flatMap(parcelScans)],
		order: "none",
		status: ShipmentStatus
			? { code: ShipmentStatus, keys: keysOf(ShipmentStatus, ShipmentStatusEn, ShipmentStatusFr) }
			: undefined,
		promised: promised(Parcels.find(({ EstimatedDeliveryDate }) => EstimatedDeliveryDate)),
		signed: Parcels.some(({ History }) => History.some(({ SignatureId = 0 }) => SignatureId > 0)),
	};
}

function keysOf(code: string, words: string | undefined, inFrench: string | undefined): string[] {
	const rules = [english.keyOf(words), french.keyOf(inFrench)].filter((key) => key !== undefined);
	return code === "" ? rules : [code, ...rules];
}

function statusScan(history: z.output<typeof StatusHistory>): RawScan {
	const { ShipmentStatus = "", ShipmentStatusEn, ShipmentStatusFr, StatusDate = "", LastLocation } = history;
	return {
		code: ShipmentStatus,
		keys: keysOf(ShipmentStatus, ShipmentStatusEn, ShipmentStatusFr),
		text: ShipmentStatusEn ?? ShipmentStatusFr ?? "",
		time: { text: StatusDate },
		place: place(LastLocation),
	};
}

function parcelScans({ ParcelId, History }: Parcel): RawScan[] {
	return History.map((event) => {
		const { ParcelHistoryId, ProcessedDate = "", ExceptionId = "", CityDepot, DescriptionEn, DescriptionFr } = event;
		const known = ExceptionId === "5" ? ["exception:5"] : [];
		return {
			code: ExceptionId,
			keys: [...known, ...keysOf("", DescriptionEn, DescriptionFr)],
			id: ParcelHistoryId,
			text: DescriptionEn ?? DescriptionFr ?? "",
			time: { text: ProcessedDate },
			place: place(CityDepot, event.Geocoding),
			piece: ParcelId,
		};
	});
}

/** Nationex drives in eastern Canada and nowhere else. */
function place(city: string | undefined, point?: z.output<typeof ParcelHistory>["Geocoding"]): RawScan["place"] {
	return city || point ? { city, country: "CA", lat: point?.Latitude, lng: point?.Longitude } : undefined;
}

/** A day, with a window in a sentence or a clock time beside it. */
function promised(parcel: Parcel | undefined): RawShipment["promised"] {
	const day = parcel?.EstimatedDeliveryDate?.slice(0, 10);
	if (!parcel || !day) return undefined;
	const { EstimatedDeliveryTimeEn, EstimatedDeliveryTimeFr, EstimatedDeliveryTime } = parcel;
	const clocks = /(\d{1,2}:\d\d)\D+(\d{1,2}:\d\d)/.exec(EstimatedDeliveryTimeEn ?? EstimatedDeliveryTimeFr ?? "");
	const single = /^\d{1,2}:\d\d/.exec(EstimatedDeliveryTime ?? "")?.[0];
	const [from, to] = [clocks?.[1] ?? single, clocks?.[2] ?? single];
	return { from: { text: from ? `${day} ${from}` : day }, to: { text: to ? `${day} ${to}` : day } };
}

const HOST = "api.nationex.com";

export const nationex = defineCarrier({
	code: "nationex",
	name: "Nationex",
	countries: ["CA"],
	source: {
		kind: "observed",
		url: "https://github.com/karrioapi/community/tree/main/plugins/nationex",
		checked: "2026-11-22",
		note: "The sentences of parcel events are not published; host and version are those of public clients.",
	},

	numbers: {
		pattern: /^(?:1\d{8}|5\d{8}|50\d{9})$/,
		valid: ["100000001", "500000001", "50000000101"],
		invalid: ["10000000", "1000000001", "900000001", "N100000001"],
	},

	clock: {
		formats: ["yyyy-MM-dd HH:mm:ss", "yyyy-MM-dd HH:mm", "iso"],
		zone: { kind: "scan-site", fallback: "America/Toronto" },
	},
	statuses: {
		...codeTable([
			["info_received.label_created", "Creation DataReceived"],
			["info_received.pickup_scheduled", "OutForPickup"],
			["info_received.pickup_failed", "PickupAttemptFailed"],
			["picked_up.collected", "Pickup PartiallyPickedUp"],
			["in_transit.moving", "Transit PartiallyInTransit"],
			["in_transit.held", "OnHold Attention"],
			["out_for_delivery.on_vehicle", "OutForDelivery PartiallyOutForDelivery"],
			[["delivery_attempted.recipient_absent", "recipient.unavailable"], "exception:5"],
			[["delivery_attempted.refused", "recipient.refused"], "RefusedDelivery"],
			["delivered.to_recipient", "Delivered"],
			["delivered.partial", "PartiallyDelivered"],
			["returning.to_sender", "ReturnToSender"],
			["returned.to_sender", "ReturnCompleted"],
			["cancelled.cancelled", "Cancelled"],
			["note.information", "Unknown"],
		]),
		...english.statuses,
		...french.statuses,
	},
	extract,
	trackingUrl: (trackingNumber) =>
		`https://www.nationex.com/en/tracking/?${new URLSearchParams({ id: trackingNumber })}`,

	api: {
		hosts: [HOST],
		credentials: z.object({ customerId: z.string().min(1), apiKey: z.string().min(1) }),
		rate: { perSecond: 1 },
	},

	poll: {
		batch: 1,
		request: ([query], { credentials: { customerId, apiKey } }) => ({
			method: "GET",
			url: `https://${HOST}/api/v4/Shipments/${query.trackingNumber.replace(/\W/g, "")}?tracking=true`,
			headers: { authorization: basicAuthorization(customerId, apiKey), accept: "application/json" },
		}),
	},
});
