import { z } from "zod";
import {
	codeTable,
	defineCarrier,
	type Extracted,
	formBody,
	json,
	list,
	orderByTimes,
	outcomeOf,
	part,
	phraseIn,
	type RawScan,
	type RawShipment,
	type RawTime,
	type Refusal,
	text,
	Unreadable,
} from "./kit/index.ts";

const Result = z.object({ code: text, message: text });
const Status = z.object({
	timestamp: text,
	code: text,
	description: text,
	scanningUnit: part(z.object({ name: text, city: text, zipCode: text, countryCode: text })),
});
const Shipment = z.object({
	shipmentID: text,
	internationalShipmentID: text,
	deliveryForecast: part(z.object({ date: text, timeSlot: part(z.object({ from: text, to: text })) })),
	status: list(Status),
	result: part(Result),
});
type Shipment = z.output<typeof Shipment>;
/** What the public tracking page is given: words of its own for the same events. */
const Progress = z.object({ timestamp: text, parcelStatus: text, status: text, historyText: text });
/** The same as a recipient's account is given it, in German. */
const History = z
	.object({ timestamp: text, status: text, statusHistoryText: text })
	.transform(({ status: parcelStatus, statusHistoryText: historyText, timestamp }) => {
		return { timestamp, parcelStatus, status: undefined, historyText };
	});
const Parcel = z.object({
	barcode: text,
	parcelProgress: z.undefined().or(list(Progress)),
	parcelHistory: z.undefined().or(list(History)),
});
const Body = Parcel.extend({
	shipmentinfo: z.undefined().or(list(Shipment)),
	listOfResultCodes: list(Result),
	result: part(Result),
	error: text,
	error_description: text,
	message: text,
	status: z.union([z.object({ parcelStatus: text, timestamp: text }), text]).optional(),
});

function extract(written: string): Extracted {
	const bodies = json(written, list(Body));
	if (bodies.length === 0) throw new Unreadable("body: an empty list");
	const shipments: RawShipment[] = [];
	const refusals: Refusal[] = [];
	for (const body of bodies) {
		const { shipmentinfo, barcode = null, parcelProgress = body.parcelHistory } = body;
		if (!shipmentinfo && !parcelProgress) {
			refusals.push(failed(body));
			continue;
		}
		const told = [
			...(shipmentinfo ?? []).map(readShipment),
			...(parcelProgress ? [readParcel(barcode, parcelProgress, body.status)] : []),
		];
		for (const one of told) {
			if ("outcome" in one) refusals.push(one);
			else shipments.push(one);
		}
		if (told.length === 0) refusals.push({ trackingNumber: null, outcome: "not-found", detail: "no shipments" });
	}
	return { shipments, refusals };
}

function failed({
	listOfResultCodes,
	result,
	error,
	error_description,
	message,
	status,
}: z.output<typeof Body>): Refusal {
	const named = listOfResultCodes[0] ?? result;
	if (named?.code) return refused(null, named);
	const words = [error, error_description, message].filter(Boolean).join(": ");
	if (words === "") throw new Unreadable("body: neither shipments nor an error");
	const isDenied = /access_denied|invalid_(?:client|grant|token)/.test(words);
	return {
		trackingNumber: null,
		outcome: isDenied ? "denied" : outcomeOf(typeof status === "string" ? status : "", words),
		detail: words,
	};
}

// https://de-api.hermesworld.com: the list of result codes. e001 also means a bad request, of which the words tell.
function refused(trackingNumber: string | null, { code = "", message = "" }: z.output<typeof Result>): Refusal {
	const detail = `${code}: ${message}`;
	if (/^(?:e042|e083|e084)$/.test(code)) return { trackingNumber, outcome: "denied", detail };
	const isUnknown = /no information|keine information|not found|nicht gefunden|unknown shipment/i.test(message);
	return { trackingNumber, outcome: isUnknown ? "not-found" : outcomeOf(code, message), detail };
}

function readShipment({ shipmentID, status, result, deliveryForecast, ...rest }: Shipment): RawShipment | Refusal {
	const trackingNumber = shipmentID ?? null;
	const isRefused = result?.code?.startsWith("e") === true;
	if (status.length === 0 && result && isRefused) return refused(trackingNumber, result);
	const promised = forecast(deliveryForecast);
	if (status.length === 0 && !promised) return { trackingNumber, outcome: "not-found", detail: "no status" };
	const international = rest.internationalShipmentID;
	return {
		trackingNumber,
		order: orderByTimes(status.map(({ timestamp }) => timestamp)),
		scans: status.map(scan),
		promised,
		continues: international ? [{ trackingNumber: international }] : undefined,
	};
}

function scan({ timestamp = "", code = "", description = "", scanningUnit }: z.output<typeof Status>): RawScan {
	const phrase = phraseIn(description);
	return {
		code,
		keys: phrase ? [`${code}/${phrase}`, code] : [code],
		text: description,
		time: { text: timestamp },
		place: scanningUnit && {
			city: scanningUnit.city,
			postcode: scanningUnit.zipCode,
			country: scanningUnit.countryCode,
		},
	};
}

function forecast(told: Shipment["deliveryForecast"]): RawShipment["promised"] {
	const { date, timeSlot } = told ?? {};
	if (!date) return undefined;
	const at = (clock: string | undefined): RawTime => ({ text: clock ? `${date} ${clock}` : date });
	return timeSlot?.from && timeSlot.to
		? { from: at(timeSlot.from), to: at(timeSlot.to) }
		: { from: at(undefined), to: at(undefined) };
}

function readParcel(
	trackingNumber: string | null,
	progress: readonly z.output<typeof Progress>[],
	current: z.output<typeof Body>["status"],
): RawShipment | Refusal {
	const { parcelStatus: code, timestamp: at } = typeof current === "object" ? current : {};
	if (progress.length === 0 && !code) return { trackingNumber, outcome: "not-found", detail: "no progress" };
	return {
		trackingNumber,
		order: orderByTimes(progress.map(({ timestamp }) => timestamp)),
		scans: progress.map(({ timestamp = "", parcelStatus = "", status, historyText }) => ({
			code: parcelStatus,
			text: historyText ?? status ?? "",
			time: { text: timestamp },
		})),
		status: code ? { code, time: at ? { text: at } : undefined } : undefined,
	};
}

const API = "de-api.hermesworld.com";
const LOGIN = "authme.myhermes.de";
const Token = z.object({ access_token: z.string().min(1), expires_in: z.coerce.number().positive().catch(3_600) });

export const hermesDe = defineCarrier({
	code: "hermes-de",
	name: "Hermes Germany",
	countries: ["DE"],
	source: {
		kind: "documented",
		url: "https://de-api-int.hermesworld.com/docs/hsi",
		checked: "2026-11-22",
		note: "The event codes are those of Hermes' own list as public clients quote it, in short words.",
	},

	numbers: {
		pattern: /^(?:H\d{19}|\d{14})$/,
		valid: ["H1000000000000000001", "10000000000001"],
		invalid: ["H100000000000000001", "1000000000000", "X1000000000000000001", "1ZWAY0010300000115"],
	},

	clock: { formats: ["iso"], zone: { kind: "fixed", zone: "Europe/Berlin" } },

	statuses: codeTable([
		["info_received.label_created", "0000 ANNOUNCED ORDER_INFO_RECEIVED PREANNOUNCED AVISE"],
		["info_received.not_yet_received", "0600 0700 0800 0900"],
		[
			"picked_up.collected",
			"1000 1910 SHIPMENT_PICKED_UP PICKED_UP TAKEN_OVER_BY_HERMES PARCELSHOP_COLLECTED_BY_DRIVER SENDUNG_VON_HERMES_UEBERNOMMEN PAKETSHOP_AN_FAHRER_UEBERGEBEN ABGEHOLT_AN_FAHRER_UEBERGEBEN",
		],
		["picked_up.accepted", "1900 HANDED_OVER_TO_HERMES"],
		["picked_up.dropped_off", "2400 PARCELSHOP_DROP_OFF AM_PKS_ABGEGEBEN"],
		["in_transit.moving", "1610 IN_TRANSIT UNTERWEGS UNTERWEGS_ZU_HERMES"],
		["in_transit.arrived_facility", "1901 2000 2100 2300 ARRIVED_AT_DEPOT"],
		["in_transit.processed_facility", "1510 3300 4025 6089 6090 SORTED UMSCHLAG_INLAND UMSCHLAG_AUSLAND"],
		["in_transit.departed_facility", "3010"],
		["in_transit.arrived_destination_city", "ARRIVED_IN_DESTINATION_REGION SENDUNG_IN_ZIELREGION_ANGEKOMMEN"],
		["in_transit.arrived_delivery_depot", "ARRIVED_AT_DELIVERY_DEPOT"],
		["in_transit.export_customs_presented", "1710"],
		["in_transit.customs_cleared", "1720"],
		[["in_transit.import_customs_held", "customs.delay"], "1730"],
		["in_transit.handover_to_partner", "1810 1820 3430 AN_INSELSPEDITEUR_UEBERGEBEN"],
		["in_transit.held", "3795"],
		["in_transit.held_at_delivery_depot", "4010 4015 4024 4031 4032 4050 4051 4052 4081 4082"],
		[["in_transit.address_problem", "address.not_found"], "4020 NICHT_ZUSTELLBAR_ADRESSFEHLER"],
		["in_transit.contact_carrier", "4033 4053"],
		["in_transit.delayed_carrier", "3750"],
		["in_transit.redirected_by_carrier", "4080"],
		["in_transit.forwarded_new_address", "6088"],
		[["in_transit.misrouted", "carrier.sorting_error"], "3780 6086 6087"],
		[["in_transit.damaged", "carrier.damaged"], "3740 4040 PRUEFUNG_AUF_BESCHAEDIGUNG"],
		[
			"out_for_delivery.on_vehicle",
			"3000 DELIVERY_TOUR_STARTED OUT_FOR_DELIVERY ZUSTELLTOUR ZUSTELLTOUR_VERSPAETET ZUSTELLTOUR_STARK_VERSPAETET",
		],
		["out_for_delivery.nearby", "NEXT_STOP"],
		[["delivery_attempted.refused", "recipient.refused"], "3710"],
		[["delivery_attempted.cod_unpaid", "recipient.payment_missing"], "3715"],
		[["delivery_attempted.address_not_found", "address.not_found"], "3720"],
		[
			["delivery_attempted.recipient_absent", "recipient.absent"],
			"3731 3732 3733 NICHT_ANGETROFFEN_1 NICHT_ANGETROFFEN_2 NICHT_ANGETROFFEN_3",
		],
		[["delivery_attempted.final", "recipient.absent"], "3734 NICHT_ANGETROFFEN_4"],
		[
			["delivery_attempted.identification_failed", "recipient.verification_failed"],
			"3751 3752 3753 3782 3783 3784 3785 3786 3787",
		],
		[["delivery_attempted.final", "recipient.verification_failed"], "3754"],
		["ready_for_pickup.arriving_at_point", "3745"],
		[
			"ready_for_pickup.at_point",
			"3410 PARCELSHOP_ITEMS_FOR_COLLECTION READY_FOR_COLLECTION DELIVERED_PARCELSHOP PAKETSHOP WUNSCHPAKETSHOP READY_FOR_COLLECTION_SINCE LAGERND LAGERND_TERMIN LAGERND_MEHRCOLLIG ZUGESTELLT_PAKETSHOP",
		],
		["delivered.to_recipient", "3500 3510 3520 DELIVERED DELIVERED_HOMEDELIVERY ZUGESTELLT"],
		[
			["delivered.to_neighbour", "delivery.indirect"],
			"3500/neighbour 3510/neighbour 3520/neighbour DELIVERED_NEIGHBOUR",
		],
		[
			"delivered.safe_place",
			"3500/safe-place 3510/safe-place 3520/safe-place DELIVERED_DROPOFF INT_ZUGESTELLT_ABLAGEORT",
		],
		[
			"delivered.letterbox",
			"3511 3500/letterbox 3510/letterbox 3520/letterbox DELIVERED_MAILBOX ZUGESTELLT_BRIEFKASTEN",
		],
		["delivered.alternative_location", "DELIVERED_PARCELBOX"],
		["delivered.collected", "3530 PICKED_UP_BY_RECIPIENT COLLECTED VOM_PAKETSHOP_ABGEHOLT"],
		["exception.customs_rejected", "1751"],
		["delivery_attempted.rescheduled", "NICHT_ZUSTELLBAR_ERNEUTER_VERSUCH"],
		["exception.undeliverable", "NOT_DELIVERABLE"],
		[["exception.search_started", "carrier.being_researched"], "UNKNOWN_WHEREABOUTS UNKLARER_SENDUNGSVERBLEIB"],
		[
			"returning.to_sender",
			"1520 4034 4054 4060 4061 6080 6081 6082 6083 6092 6094 6096 6099 RETURN RETURN_TO_SENDER RETOURE_AUSLIEFERUNG_ZUM_ATG RUECKVERSAND_RETOURE RUECKVERSAND_DURCH_ATG NICHT_ZUSTELLBAR_RUECKVERSAND",
		],
		[
			["returning.to_sender", "carrier.damaged"],
			"6085 RUECKVERSAND_SCHADENFALL RETOURE_AUSLIEFERUNG_ZUM_ATG_NACH_SCHADEN",
		],
		[["returning.to_sender", "recipient.verification_failed"], "6098"],
		["returning.attempts_exhausted", "6084"],
		[["returning.not_collected", "recipient.not_collected"], "4035 6093 RUECKVERSAND_NICHT_AM_PKS_ABGEHOLT"],
		[
			"returned.to_sender",
			"7500 RETURN_DELIVERED_TO_SENDER RETOURE_AUSGELIEFERT_BEIM_ATG RETOURE_AUSGELIEFERT_BEIM_ATG_NACH_SCHADEN",
		],
		[["cancelled.cancelled", "sender.cancelled"], "9341"],
		["cancelled.cancelled", "9340"],
		["note.delivery_option_chosen", "EDL_BOOKED_DROPOFF"],
	]),

	extract,
	trackingUrl: (number) =>
		`https://www.myhermes.de/empfangen/sendungsverfolgung/sendungsinformation?${new URLSearchParams({ trackingnumber: number })}`,

	api: {
		hosts: [API, LOGIN],
		credentials: z.object({
			clientId: z.string().min(1),
			clientSecret: z.string().min(1),
			username: z.string().min(1),
			password: z.string().min(1),
		}),
		rate: { perSecond: 1 },
		login: {
			request: ({ credentials: { clientId, clientSecret, username, password } }) => ({
				method: "POST",
				url: `https://${LOGIN}/authorization-facade/oauth2/access_token`,
				headers: { "content-type": "application/x-www-form-urlencoded" },
				body: formBody({
					grant_type: "password",
					client_id: clientId,
					client_secret: clientSecret,
					username,
					password,
				}),
			}),
			read: (body) => {
				const { access_token: token, expires_in: expiresInSeconds } = json(body, Token);
				return { token, expiresInSeconds };
			},
		},
	},

	poll: {
		batch: 10,
		request: (queries, { token }) => {
			const asked = new URLSearchParams(
				queries.map(({ trackingNumber }): [string, string] => ["shipmentID", trackingNumber]),
			);
			return {
				method: "GET",
				url: `https://${API}/services/hsi/shipmentinfo?${asked}`,
				headers: { authorization: `Bearer ${token}`, accept: "application/json", "accept-language": "EN" },
			};
		},
	},
});
