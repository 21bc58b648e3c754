import { z } from "zod";
import {
	codeTable,
	defineCarrier,
	type Extracted,
	list,
	markup,
	type Outcome,
	orderByTimes,
	outcomeOf,
	part,
	type RawPlace,
	type RawShipment,
	type SoapFault,
	soap,
	soapEnvelope,
	text,
	Unreadable,
	unanswered,
} from "./kit/index.ts";

const Event = z.object({ status: text, description: text, terminal: text, timestamp: text });
const Result = z.object({ shipmentId: text, receivedBy: text, events: part(z.object({ item: list(Event) })) });
const Content = z.object({
	getTrackAndTraceInfoResponse: z.undefined().or(part(z.object({ getTrackAndTraceInfoResult: part(Result) }))),
	getTrackAndTraceInfoResult: part(Result),
});

function extract(body: string): Extracted {
	const answer = soap(body, z.looseObject(Content.shape));
	if (answer.fault) {
		const { code, text: words } = answer.fault;
		const refusal = { trackingNumber: null, outcome: refusedAs(answer.fault), detail: `${code}: ${words}` };
		return { shipments: [], refusals: [refusal] };
	}
	const { content } = answer;
	const isAnswer = "getTrackAndTraceInfoResponse" in content || "getTrackAndTraceInfoResult" in content;
	if (!isAnswer) throw new Unreadable("body: no answer to getTrackAndTraceInfo");
	const result = content.getTrackAndTraceInfoResponse?.getTrackAndTraceInfoResult ?? content.getTrackAndTraceInfoResult;
	const trackingNumber = result?.shipmentId ?? null;
	const events = result?.events?.item ?? [];
	if (events.length === 0) {
		return unanswered("not-found", "no events", trackingNumber);
	}
	const shipment: RawShipment = {
		trackingNumber,
		order: orderByTimes(events.map(({ timestamp }) => timestamp)),
		scans: events.map(({ status = "", description = "", terminal, timestamp = "" }) => ({
			code: status,
			text: description,
			time: { text: timestamp },
			place: terminal ? place(terminal) : undefined,
			marked: isDelivery(status) ? { signedBy: result?.receivedBy } : undefined,
		})),
		signed: result?.receivedBy !== undefined,
	};
	return { shipments: [shipment] };
}

function isDelivery(status: string): boolean {
	const meaning = Object.hasOwn(STATUSES, status) ? [STATUSES[status]].flat()[0] : undefined;
	return meaning?.startsWith("delivered.") ?? false;
}

/** A terminal in Poland by its town alone; one abroad by town and post code, such as `Zwickau-08056`. */
function place(terminal: string): RawPlace {
	const [, city, postcode] = /^(.+?)-(\d{4,5})$/.exec(terminal) ?? [];
	return city ? { city, postcode } : { city: terminal.replace(/^DHL (?:Parcel )?/i, ""), country: "PL" };
}

// The service writes Polish without its accents, and with them.
function refusedAs({ code, text: words }: SoapFault): Exclude<Outcome, "ok"> {
	if (/autoryzac|uwierzytel|uprawnie|brak dost|has[lł]o|login/i.test(words)) return "denied";
	if (/nie (?:znaleziono|odnaleziono|istnieje)|brak (?:danych|przesy|informacji)|nieprawid.owy numer/i.test(words)) {
		return "not-found";
	}
	return /limit/i.test(words) ? "rate-limited" : outcomeOf(code, words);
}

const STATUSES = codeTable([
	["info_received.label_created", "EDWP"],
	["picked_up.collected", "DWP SP_PU SPPU"],
	["picked_up.dropped_off", "SP_DWP SPDWP"],
	["in_transit.processed_facility", "SORT"],
	["in_transit.arrived_facility", "LP"],
	["in_transit.arrived_delivery_depot", "TRM2"],
	["in_transit.held_at_delivery_depot", "TRM"],
	["in_transit.arrived_destination_country", "WEJPL"],
	["in_transit.departed_origin_country", "WYJPL"],
	[["in_transit.address_problem", "address.incorrect"], "AN AN_RA AN_SAS"],
	[["in_transit.held", "recipient.payment_missing"], "BRG"],
	["in_transit.contact_carrier", "CC"],
	[["in_transit.held", "delivery.shortage"], "PNK"],
	["in_transit.held", "SP_DW SP_ZAM"],
	["out_for_delivery.on_vehicle", "LK"],
	[["delivery_attempted.recipient_absent", "recipient.absent"], "AWI AWI_ONU AWI_SAS"],
	[["delivery_attempted.recipient_absent", "recipient.requested_later"], "AWI_DP2"],
	[["delivery_attempted.no_access", "recipient.access_restricted"], "AWI_OZ"],
	[["delivery_attempted.problem", "sender.incorrect_data"], "AWI_ROD"],
	["delivery_attempted.rescheduled", "AWI_NSP ZWW"],
	[["delivery_attempted.cod_unpaid", "recipient.payment_missing"], "BRG_SAS"],
	[
		["delivery_attempted.refused", "recipient.refused"],
		"OP OP_BWER OP_COD OP_DUB OP_OTH OP_PLA OP_PNK OP_REZ OP_ROD OP_SAS OP_TNZ OP_UMO OP_USP SPOP",
	],
	[["delivery_attempted.refused", "address.incorrect"], "AN_BO"],
	["ready_for_pickup.carrier_depot", "OWL"],
	["ready_for_pickup.at_point", "OWL_ONO OWL_SP_ONO SP_DSP SPDSP"],
	["ready_for_pickup.locker", "OWL_PS_ONO"],
	["delivered.to_recipient", "DOR"],
	["delivered.alternative_location", "DOR_LOK"],
	[["delivered.to_proxy", "delivery.indirect"], "DOR_OTH DOR_RDZ"],
	["delivered.collected", "DOR_OWL PPDOR SP_DOR SPDOR"],
	// Handed to a post office, which delivers it.
	["in_transit.handover_to_partner", "DOR_POC"],
	[["delivered.to_neighbour", "delivery.indirect"], "DOR_SAS"],
	["returning.to_sender", "ZWR ZWR_OP OP_DOK"],
	[["returning.to_sender", "address.not_found"], "ZWR_AN"],
	[["returning.to_sender", "recipient.cancelled"], "REZ"],
	[["returning.to_sender", "recipient.verification_failed"], "OP_DO"],
	[["returning.to_sender", "recipient.refused"], "SP_OP SP_ZWR"],
	["returning.attempts_exhausted", "AWI_CZAS"],
	[["returning.not_collected", "recipient.not_collected"], "SP_KZW SP_TO SPCOU"],
	["returned.to_sender", "ZWN"],
	[["returned.to_sender", "recipient.not_collected"], "ZWR_ZB ZWR_ZT"],
	["cancelled.cancelled", "SP_CN"],
	["note.recipient_notified", "OWL_KP OWL_PS_KP OWL_SP_KP SP_KP SPKP"],
	["note.delivery_option_chosen", "PNPT PO18 PSHOP SAS SOB ZA ZAIT"],
]);

const HOST = "dhl24.com.pl";

export const dhlPoland = defineCarrier({
	code: "dhl-poland",
	name: "DHL Poland",
	countries: ["PL"],
	source: {
		kind: "documented",
		url: "https://dhl24.com.pl/webapi2/doc/index.html",
		checked: "2026-11-22",
		note: "The table of statuses comes from public clients of DHL24, which quote DHL's descriptions.",
	},

	numbers: {
		pattern: /^(?:\d{11}|JJD\d{14,22})$/,
		valid: ["20000000001", "JJD000030000000000001"],
		invalid: ["2000000000", "200000000012", "JJD0001", "1ZWAY0010300000115"],
	},

	clock: {
		formats: ["yyyy-MM-dd HH:mm:ss", "yyyy-MM-dd HH:mm", "iso"],
		zone: { kind: "fixed", zone: "Europe/Warsaw" },
	},
	statuses: STATUSES,
	extract,
	trackingUrl: (number) =>
		`https://www.dhl.com/pl-pl/home/tracking.html?${new URLSearchParams({ "tracking-id": number })}`,

	api: {
		hosts: [HOST],
		credentials: z.object({ username: z.string().min(1), password: z.string().min(1) }),
		rate: { perSecond: 1 },
	},

	poll: {
		batch: 1,
		request: ([query], { credentials: { username, password } }) => {
			const asked = markup`<getTrackAndTraceInfo xmlns="https://dhl24.com.pl/webapi2/provider/service.html?ws=1"><authData><username>${username}</username><password>${password}</password></authData><shipmentId>${query.trackingNumber}</shipmentId></getTrackAndTraceInfo>`;
			const service = `https://${HOST}/webapi2/provider/service.html?ws=1`;
			return {
				method: "POST",
				url: service,
				headers: { "content-type": "text/xml; charset=utf-8", soapaction: `"${service}#getTrackAndTraceInfo"` },
				body: soapEnvelope(asked),
			};
		},
	},
});
