import { z } from "zod";
import {
	codeTable,
	courierNamed,
	defineCarrier,
	type Extracted,
	isS10,
	json,
	list,
	type Meaning,
	outcomeOf,
	part,
	type RawScan,
	type RawShipment,
	type RawTime,
	type Refusal,
	singleBlanks,
	text,
	textRules,
	Unreadable,
} from "./kit/index.ts";

// For codes that are newer than the list: their names, where they are one of these.
const names = textRules("en", 1, [
	["info_received.label_created", /^sender (?:preparing|despatching|(?:has )?despatched)(?: your)?(?: the)? item$/i],
	["in_transit.departed_facility", /^item despatched(?: to .+)?$/i],
	["in_transit.arrived_facility", /^arrived at .+$/i],
	["picked_up.accepted", /^(?:accepted at .+|item received at .+|collected from sender)$/i],
	["out_for_delivery.on_vehicle", /^(?:due to be delivered today|out for delivery|ready for delivery)(?: by)?$/i],
	[["delivery_attempted.recipient_absent", "recipient.absent"], /^delivery attempted - no (?:answer|one in)$/i],
	["delivery_attempted.failed", /^delivery attempted$/i],
	["delivery_attempted.rescheduled", /^(?:item prepared for redelivery|redelivery (?:arranged|booked))$/i],
	["ready_for_pickup.carrier_depot", /^available for (?:redelivery or collection|collection or redelivery)$/i],
	["ready_for_pickup.at_point", /^(?:available|ready) (?:for collection|to collect)(?: (?:at|from) .+)?$/i],
	["returned.to_sender", /^delivered (?:back )?to (?:the )?sender$/i],
	[["delivered.to_neighbour", "delivery.indirect"], /^delivered to (?:a |your )?neighbour(?: .+)?$/i],
	["delivered.safe_place", /^delivered to (?:your )?safe ?place(?: by)?$/i],
	["delivered.signed", /^delivered and signed(?: for)?$/i],
	["delivered.to_recipient", /^delivered(?: by)?$/i],
]);

/** Messages to the recipient or the sender: asked for, sent, not sent, not received. */
function notices(): Record<string, Meaning> {
	const kinds = ["NDE", "NEP", "NFN", "NLC", "NRD", "NRE", "NSF", "NUN"];
	const rows = kinds.flatMap((kind) => [
		[`${kind}SS`, "note.recipient_notified"] as const,
		...["DF", "RF", "RS", "SF"].map((end) => [`${kind}${end}`, "note.information"] as const),
	]);
	return Object.fromEntries(rows);
}

const STATUSES: Readonly<Record<string, Meaning>> = {
	...codeTable([
		["info_received.label_created", "EVAIE EVAIP EVAPA EVPPB"],
		["picked_up.accepted", "EVBAH EVBAV EVBAW EVBOF EVBPM EVBPR EVBRS EVBSM EVBSR EVBSS EVBSW EVDAA EVDAC EVDAV EVDAW"],
		["picked_up.accepted", "EVDOF EVDPL EVDPM EVDPR EVDRO EVDRS EVDSL EVDSM EVDSR EVDSS EVNPB EVOAC EVOBC EVPPA"],
		[
			"in_transit.arrived_facility",
			"EVCAH EVCAV EVCOF EVCPS EVCPW EVCRS EVCRW EVIAV EVIMC EVIMS EVIOF EVIPR EVIPS EVIPW",
		],
		["in_transit.arrived_facility", "EVGDO EVIRM EVIRO EVOLB EVOOC EVORC EVORI EVORW EVOVB"],
		["in_transit.departed_facility", "EVNDO EVNMC EVODO"],
		["in_transit.arrived_delivery_depot", "EVOCO"],
		["in_transit.held_at_delivery_depot", "EVNDN"],
		[["in_transit.misrouted", "carrier.sorting_error"], "EVBMI EVCMI EVCPI EVDMI EVGMI EVIMI EVIPI EVNMI EVOMI"],
		[["in_transit.damaged", "carrier.damaged"], "EVBDM EVBSD EVCDM EVCPD EVDDM EVDSD EVGDM EVIDM EVIPD"],
		["in_transit.forwarded_new_address", "EVNRD"],
		[["in_transit.forwarded_new_address", "address.corrected"], "EVNWA"],
		["in_transit.held_at_request", "EVNRT"],
		[["in_transit.held_at_request", "recipient.vacation_hold"], "EVNKS"],
		[["in_transit.held", "recipient.payment_missing"], "EVNCF"],
		[["in_transit.security_check", "external.security"], "EVOUF EVSUS"],
		["in_transit.export_office_arrived", "EVHAC"],
		["in_transit.departed_origin_country", "EVHOE"],
		[["in_transit.held_at_export_office", "customs.duties_unpaid"], "EVHAP"],
		[["in_transit.held_at_export_office", "external.force_majeure"], "EVHFM"],
		[["in_transit.held_at_export_office", "customs.broker_contact"], "EVHNC"],
		[["cancelled.export_cancelled", "recipient.cancelled"], "EVHAR"],
		[["cancelled.export_cancelled", "sender.cancelled"], "EVHSR"],
		[["cancelled.export_cancelled", "address.incorrect"], "EVHCA"],
		[["cancelled.export_cancelled", "customs.paperwork_improper"], "EVHCR EVHID"],
		[["cancelled.export_cancelled", "carrier.damaged"], "EVHDI"],
		["in_transit.arrived_destination_country", "EVJOE"],
		["in_transit.import_customs_presented", "EVJIC"],
		["in_transit.import_customs_held", "EVJCA EVJES"],
		[["in_transit.import_customs_held", "external.security"], "EVJAP EVJBA"],
		[["in_transit.import_customs_held", "customs.broker_contact"], "EVJCC"],
		[["in_transit.import_customs_held", "customs.documentation"], "EVJCD EVJCO EVJEM EVJIN EVJML EVJSR"],
		[["in_transit.import_customs_held", "customs.prohibited"], "EVJPA"],
		["in_transit.customs_cleared", "EVJDP EVJEA EVJFC EVJIA EVJNT"],
		["in_transit.inward_office_departed", "EVILC EVJDU EVJJV EVJLV EVJMV"],
		["out_for_delivery.on_vehicle", "EVGPD"],
		["delivery_attempted.failed", "EVKNR"],
		[["delivery_attempted.recipient_absent", "recipient.absent"], "EVKNA EVNBA EVNSA EVPON EVPXN"],
		[["delivery_attempted.no_access", "recipient.access_restricted"], "EVKAA EVNAA EVNIL EVNIO EVPOA EVPXA"],
		[["delivery_attempted.failed", "recipient.safe_place_unavailable"], "EVKSU"],
		["delivery_attempted.rescheduled", "EVNAR EVNSR"],
		// Booked as delivered, to a shop or a counter that waits for the recipient.
		["ready_for_pickup.carrier_depot", "EVNAE EVNDA EVNLC"],
		["ready_for_pickup.post_office", "EVPLA"],
		["ready_for_pickup.at_point", "EVKLC EVKLS"],
		["delivered.to_recipient", "EVKOP EVNFS EVNLP"],
		["delivered.signed", "EVKSP"],
		["delivered.safe_place", "EVKSF"],
		["delivered.po_box", "EVNPO"],
		[["delivered.to_neighbour", "delivery.indirect"], "EVKDN EVKNS"],
		["delivered.collected", "EVNCE EVNCO EVNOC EVNSC EVPLC EVPLF"],
		["returning.to_sender", "EVBRB EVBRT EVCRB EVDRB EVNRN EVNRS EVORR EVORT EVPLX EVPUX"],
		[["returning.to_sender", "sender.cancelled"], "EVPLI"],
		[["returning.to_sender", "sender.incorrect_dimensions"], "EVBRW EVDRW EVDSW"],
		[
			["returning.to_sender", "address.incorrect"],
			"EVBRA EVBSA EVCPA EVCRA EVDRA EVDSA EVIPA EVKAI EVNAI EVNLA EVNLI EVNSI EVPOI EVPXI",
		],
		[["returning.to_sender", "recipient.refused"], "EVKRF EVNAB EVNHR EVNLR EVNRF EVNRO EVNRR EVPLR EVPOR EVPXR"],
		[["returning.not_collected", "recipient.not_collected"], "EVNAD EVNHE EVNRE EVNRL EVPLN"],
		[
			["returning.recipient_moved", "recipient.moved"],
			"EVKGA EVNAC EVNGA EVNGL EVNLG EVNUK EVNUL EVNUO EVPLU EVPOG EVPOU EVPXG EVPXU",
		],
		["returned.to_sender", "EVRTS"],
		["exception.destroyed", "EVNDL EVSGD"],
		["note.delivery_option_chosen", "ASRXS EVNRC RFRXS RNRXS RORXS RPRXS RSRXS"],
		["note.recipient_notified", "EVZAM EVZDM EVZDR EVZLM EVZRD EVZRM"],
		// EVNOI is a delivery that nobody saw: the system infers it from what came after.
		["note.information", "EVDLS EVNCL EVNDS EVNOI EVNOU EVSGS EVZBF EVZSO"],
	]),
	...notices(),
	...names.statuses,
	"category:WE'RE EXPECTING IT": "info_received.label_created",
	"category:WE'VE GOT IT": "picked_up.accepted",
	"category:IN TRANSIT": "in_transit.moving",
	"category:IN CUSTOMS": "in_transit.import_customs_presented",
	"category:RELEASED FROM CUSTOMS": "in_transit.customs_cleared",
	"category:READY FOR DELIVERY": "out_for_delivery.on_vehicle",
	"category:DELIVERY ATTEMPTED": "delivery_attempted.failed",
	"category:DELIVERED": "delivered.to_recipient",
	"category:COLLECTED": "delivered.collected",
	"category:RETURNED TO SENDER": "returning.to_sender",
};

const Summary = z.object({
	oneDBarcode: text,
	uniqueItemId: text,
	productCategory: text,
	lastEventCode: text,
	lastEventName: text,
	lastEventDateTime: text,
	lastEventLocationName: text,
	statusCategory: text,
	internationalPostalProvider: part(z.object({ title: text })),
});
const Event = z.object({ eventCode: text, eventName: text, eventDateTime: text, locationName: text });
const ApiError = z.object({ errorCode: text, errorDescription: text, errorCause: text });
const MailPiece = z.object({
	mailPieceId: text,
	summary: part(Summary),
	signature: part(z.object({ recipientName: text, imageId: text, image: text, oneDBarcode: text })),
	proofOfDeliveryData: part(z.object({ recipientName: text, signatureURI: text })),
	estimatedDelivery: part(z.object({ date: text, startOfEstimatedWindow: text, endOfEstimatedWindow: text })),
	events: list(Event),
	error: part(ApiError),
	links: part(z.object({ signatureimage: part(z.object({ href: text })) })),
});
const Body = z.object({
	mailPieces: list(MailPiece),
	httpCode: text,
	httpMessage: text,
	moreInformation: text,
	errors: list(ApiError),
});
type MailPiece = z.output<typeof MailPiece>;
type ApiError = z.output<typeof ApiError>;

/** One shape for the events, the signature and the summary of many; a list stands in the last alone. */
function extract(body: string): Extracted {
	const { mailPieces, errors, httpCode, httpMessage, moreInformation } = json(body, Body);
	const refusals = errors.map((error) => refusal(null, error));
	if (httpCode && errors.length === 0) {
		const words = `${httpMessage ?? ""} ${moreInformation ?? ""}`;
		// An address that is not there says nothing of a parcel.
		const outcome = /\bUR[IL]\b/.test(words) ? "error" : outcomeOf(httpCode, words);
		refusals.push({ trackingNumber: null, outcome, detail: `${httpCode}: ${words}` });
	}
	if (mailPieces.length === 0 && refusals.length === 0) throw new Unreadable("body: neither mail pieces nor errors");
	const shipments: RawShipment[] = [];
	for (const piece of mailPieces) {
		if (piece.error?.errorCode) refusals.push(refusal(piece.mailPieceId ?? null, piece.error));
		else if (hasFacts(piece)) shipments.push(shipment(piece));
		else throw new Unreadable("mailPieces: neither a summary nor events");
	}
	return { shipments, refusals };
}

function hasFacts({ summary, signature, events }: MailPiece): boolean {
	return summary !== undefined || signature !== undefined || events.length > 0;
}

/** E1142 an unknown barcode, E1307 and E1308 no tracking yet, E1283 and E1284 none for the product, E0010 too many calls. */
function refusal(trackingNumber: string | null, error: ApiError): Refusal {
	const { errorCode = "", errorDescription = "", errorCause = "" } = error;
	const detail = `${errorCode}: ${errorDescription}`;
	if (/^E(?:1142|1283|1284|1307|1308)$/.test(errorCode)) return { trackingNumber, outcome: "not-found", detail };
	if (errorCode === "E0010") return { trackingNumber, outcome: "rate-limited", detail };
	const words = `${errorDescription} ${errorCause}`;
	const isUnknown =
		/not recogni[sz]ed|cannot be located|unable to (?:find|confirm)|not (?:yet )?available|no tracking\b/i.test(words);
	return { trackingNumber, outcome: isUnknown ? "not-found" : outcomeOf(errorCode, words), detail };
}

function shipment(piece: MailPiece): RawShipment {
	const { mailPieceId, summary, signature, proofOfDeliveryData, links, events } = piece;
	const signer = signature?.recipientName ?? proofOfDeliveryData?.recipientName;
	const last: z.output<typeof Event> = {
		eventCode: summary?.lastEventCode,
		eventName: summary?.lastEventName,
		eventDateTime: summary?.lastEventDateTime,
		locationName: summary?.lastEventLocationName,
	};
	const isSummary = events.length === 0 && last.eventDateTime !== undefined;
	const isDomestic = summary?.productCategory === "NON-INTERNATIONAL";
	const image = signature?.imageId ?? signature?.image ?? proofOfDeliveryData?.signatureURI;
	const trackingNumber = mailPieceId ?? summary?.oneDBarcode ?? signature?.oneDBarcode ?? summary?.uniqueItemId ?? null;
	// Abroad a post that has the same number for it.
	const carrierName = summary?.internationalPostalProvider?.title;
	const carrier = courierNamed(carrierName);
	const isAbroad = carrier !== undefined && carrier !== "royal-mail" && trackingNumber !== null;
	return {
		trackingNumber,
		continues: isAbroad ? [{ trackingNumber, carrier, carrierName }] : undefined,
		order: "newest-first",
		scans: (isSummary ? [last] : events).map((event) => scan(event, isDomestic, signer)),
		status: status(summary),
		promised: promised(piece),
		signed: signer !== undefined || image !== undefined || links?.signatureimage?.href !== undefined,
	};
}

function scan(event: z.output<typeof Event>, isDomestic: boolean, signer: string | undefined): RawScan {
	const { eventCode = "", eventDateTime = "", locationName } = event;
	const told = plainName(event.eventName);
	const [eventName = told, named] = /^(delivered by) (.+)$/i.exec(told)?.slice(1) ?? [];
	return {
		code: eventCode,
		keys: keysOf(eventCode, eventName),
		text: eventName,
		time: { text: eventDateTime },
		place: locationName ? { name: locationName, country: isDomestic ? "GB" : undefined } : undefined,
		marked: named || DELIVERIES.test(eventCode) ? { signedBy: signer ?? named } : undefined,
	};
}

/** The web's own interface writes names in Markdown. */
function plainName(name = ""): string {
	return singleBlanks(name.replaceAll("*", ""));
}

const DELIVERIES = /^EV(?:K(?:OP|SP|SF|DN|NS)|N(?:FS|LP|PO|CE|CO|OC|SC)|PL[CF])$/;

function keysOf(code: string, name: string): string[] {
	const named = names.keyOf(name);
	return named === undefined ? [code] : [code, named];
}

function status(summary: MailPiece["summary"]): RawShipment["status"] {
	const { lastEventCode = "", lastEventDateTime, statusCategory = "" } = summary ?? {};
	const category = `category:${statusCategory.toUpperCase().replaceAll("’", "'")}`;
	const lastEventName = plainName(summary?.lastEventName).replace(/(?<=^delivered by) .*$/i, "");
	const keys = [...keysOf(lastEventCode, lastEventName), category];
	// A new code is told of once, by its scan.
	if (!keys.some((key) => Object.hasOwn(STATUSES, key))) return undefined;
	const time = lastEventDateTime ? { text: lastEventDateTime } : undefined;
	return { code: lastEventCode || statusCategory, keys, text: lastEventName, time };
}

/** A day, and the hours of it apart where Royal Mail knows them; some clients glue the two together. */
function promised({ estimatedDelivery }: MailPiece): RawShipment["promised"] {
	const { date, startOfEstimatedWindow: start, endOfEstimatedWindow: end } = estimatedDelivery ?? {};
	const day = date?.slice(0, 10);
	const from = moment(start ?? end, day);
	const to = moment(end ?? start, day);
	return from && to ? { from, to } : undefined;
}

function moment(clock: string | undefined, day: string | undefined): RawTime | undefined {
	if (clock === undefined) return day === undefined ? undefined : { text: day };
	if (/^\d{4}-/.test(clock)) return { text: clock };
	return day === undefined ? undefined : { text: `${day}T${clock}` };
}

const HOST = "api.royalmail.net";

export const royalMail = defineCarrier({
	code: "royal-mail",
	name: "Royal Mail",
	countries: ["GB"],
	source: {
		kind: "documented",
		url: "https://developer.royalmail.net/product/82",
		checked: "2026-11-22",
		note: "The shape and the errors are documented; the event codes are those of a list that Royal Mail gives its customers, seen in public code alone.",
	},

	numbers: {
		// The barcode of the label; the 21 characters of the matrix code beside it name the same item.
		pattern: /^(?:[A-Z]{2}\d{9}GB|0[0-9A-F]{20})$/,
		checkDigit: (number) => (/^[A-Z]{2}/.test(number) ? isS10(number) : null),
		valid: ["FQ000000014GB", "JV000000028GB"],
		invalid: ["FQ000000015GB", "FQ000000014US", "0B0480284000010FE2D3", "123456789012"],
	},

	clock: { formats: ["iso"], zone: { kind: "scan-site", fallback: "Europe/London" } },
	statuses: STATUSES,
	extract,
	trackingUrl: (number) => `https://www.royalmail.com/track-your-item#/tracking-results/${encodeURIComponent(number)}`,

	api: {
		hosts: [HOST],
		credentials: z.object({ clientId: z.string().min(1), clientSecret: z.string().min(1) }),
		rate: { perSecond: 2 },
	},

	poll: {
		batch: 1,
		request: ([query], { credentials: { clientId, clientSecret } }) => ({
			method: "GET",
			// Part of the path, where only letters and digits are safe; its numbers have nothing else.
			url: `https://${HOST}/mailpieces/v2/${query.trackingNumber.replace(/[^0-9A-Za-z]/g, "")}/events`,
			headers: {
				"x-ibm-client-id": clientId,
				"x-ibm-client-secret": clientSecret,
				"x-accept-rmg-terms": "yes",
				accept: "application/json",
			},
		}),
	},
});
