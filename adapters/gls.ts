import { z } from "zod";
import {
	clientCredentials,
	codeTable,
	defineCarrier,
	type Extracted,
	flag,
	json,
	list,
	type Meaning,
	mod10,
	number,
	oauthLogin,
	orderByTimes,
	outcomeOf,
	part,
	type RawScan,
	type RawShipment,
	type Refusal,
	shaped,
	type TextRules,
	text,
	textRules,
	Unreadable,
	unanswered,
} from "./kit/index.ts";

const Address = part(z.object({ city: text, postalCode: text, country: text, countryCode: text, countryName: text }));
/** The same event in the words of the group's interface, of the Dutch page, of the older pages and of the German app. */
const codes = { code: text, evtNo: text, state: text, status: text };
const words = { description: text, evtDscr: text, eventReasonDescr: text };
const polish = { packageStatusName: text, packageStatusDescription: text, packageStatusDate: text };
const times = {
	eventDateTime: text,
	occurrenceDateTime: text,
	dateTime: text,
	timestamp: text,
	date: text,
	time: text,
};
const places = { location: Address, city: text, postalCode: text, country: text, address: Address };
const Event = z.object({ ...codes, ...words, ...polish, ...times, ...places });
type Event = z.output<typeof Event>;
const numbers = { requested: text, trackingNumber: text, unitno: text, parcelNo: text, tuNo: text };
const references = {
	trackingReference: text,
	parcelNumber: text,
	references: list(z.object({ type: text, value: text })),
};
const lists = { events: list(Event), scans: list(Event), history: list(Event), deliveryEvents: list(Event) };
const deliveryStatus = part(z.object({ etaTimestampMin: text, etaTimestampMax: text }));
const promises = { estimatedDelivery: text, arrivalTime: part(z.object({ value: text })), deliveryStatus };
const Parcel = z.object({
	...{ ...numbers, ...references, ...lists, ...promises },
	...{ status: text, statusDateTime: text, state: number, progressBarIdent: text, eventReasons: list(Event) },
	progressBar: z.union([z.object({ statusInfo: text, retourFlag: flag, evtNos: list(text) }), text]).optional(),
	...{ errorCode: text, errorMessage: text, signature: part(z.object({ value: text })) },
	deliveryScanInfo: part(z.object({ parcelShop: z.unknown().optional() })),
});
type Parcel = z.output<typeof Parcel>;
/** MyGLS, the interface of the countries in the east of the group: numbers for its events, one parcel an answer. */
const MyGls = z.object({
	ParcelNumber: text,
	ParcelStatusList: list(z.object({ DepotCity: text, StatusCode: text, StatusDate: text, StatusDescription: text })),
	GetParcelStatusErrors: list(z.object({ ErrorCode: text, ErrorDescription: text })),
});
const failure = { code: text, message: text, lastError: text, exceptionText: text };
const Body = z.looseObject({
	...{ ...failure, status: text, title: text, detail: text },
	ParcelStatusList: z.unknown().optional(),
	GetParcelStatusErrors: z.unknown().optional(),
	parcels: z.undefined().or(list(z.unknown())),
	tuStatus: z.undefined().or(list(Parcel)),
	fault: part(z.object({ faultstring: text, detail: part(z.object({ errorcode: text })) })),
	errors: list(z.object({ code: text, message: text })),
});

function extract(written: string): Extracted {
	// The gateway refuses in HTML.
	if (/^\s*<(?:!doctype )?html/i.test(written) && /authori[sz]ation failed|unauthori[sz]ed/i.test(written)) {
		return unanswered("denied", "Authorization failed");
	}
	const body = json(written, Body);
	if (body.ParcelStatusList || body.GetParcelStatusErrors) return extractMyGls(json(written, MyGls));
	const failed = refusalOf(body);
	if (failed) return { shipments: [], refusals: [failed] };
	const own = shaped(body, Parcel);
	// The Dutch page has a list of parcels too, beside the parcel itself.
	const names = [own.parcelNo, own.tuNo, own.trackingReference, own.trackingNumber, own.progressBarIdent];
	const isAlone = names.some((name) => name !== undefined);
	const parcels = isAlone ? [own] : (body.tuStatus ?? shaped(body.parcels ?? [], list(Parcel)));
	if (!isAlone && !body.tuStatus && !body.parcels) throw new Unreadable("body: neither parcels nor an error");
	const shipments: RawShipment[] = [];
	const refusals: Refusal[] = [];
	for (const parcel of parcels) {
		const isShared = parcels.filter(({ requested }) => requested === parcel.requested).length > 1;
		const shipment = readParcel(parcel, isShared);
		if (isDummy(parcel))
			refusals.push({ trackingNumber: shipment.trackingNumber, outcome: "not-found", detail: "a dummy" });
		else if (parcel.errorCode) refusals.push(refused(shipment.trackingNumber, parcel.errorCode, parcel.errorMessage));
		else if (shipment.scans.length > 0 || shipment.status || shipment.promised) shipments.push(shipment);
		else refusals.push({ trackingNumber: shipment.trackingNumber, outcome: "not-found", detail: "no events" });
	}
	if (parcels.length === 0) refusals.push({ trackingNumber: null, outcome: "not-found", detail: "no parcels" });
	return { shipments, refusals };
}

function extractMyGls({ ParcelNumber, ParcelStatusList, GetParcelStatusErrors }: z.output<typeof MyGls>): Extracted {
	const trackingNumber = ParcelNumber && ParcelNumber !== "0" ? ParcelNumber : null;
	const failed = GetParcelStatusErrors.find(({ ErrorCode, ErrorDescription }) => ErrorCode ?? ErrorDescription);
	if (ParcelStatusList.length === 0) {
		const { ErrorCode = "", ErrorDescription = "no data" } = failed ?? {};
		return { shipments: [], refusals: [refused(trackingNumber, ErrorCode, ErrorDescription)] };
	}
	const scans = ParcelStatusList.map((event): RawScan => {
		const { DepotCity: city, StatusCode: code = "", StatusDate = "", StatusDescription: words = "" } = event;
		const sentence = ENGLISH.keyOf(words);
		const keys = [`my:${Number(code)}`, ...(sentence ? [sentence] : [])];
		return { code, keys, text: words, time: { text: StatusDate }, place: city ? { city } : undefined };
	});
	return { shipments: [{ trackingNumber, order: orderOf(scans), scans }] };
}

/** Of a number made up GLS's page tells that all its hundreds of events have happened. */
function isDummy({ progressBar }: Parcel): boolean {
	return typeof progressBar === "object" && progressBar.evtNos.length > 50;
}

function refusalOf({ fault, errors, ...body }: z.output<typeof Body>): Refusal | null {
	const { code, message, lastError, exceptionText, status, title, detail } = body;
	if (fault) {
		const words = `${fault.detail?.errorcode ?? ""} ${fault.faultstring ?? ""}`.trim();
		const outcome = /jwt|api ?key/i.test(words) ? "denied" : outcomeOf("", words);
		return { trackingNumber: null, outcome, detail: words };
	}
	if (errors[0]) return refused(null, errors[0].code ?? "", errors[0].message);
	if (lastError) return refused(null, lastError, exceptionText);
	if (code?.startsWith("mygls")) return refused(null, code, message);
	if (!title || detail === undefined) return null;
	const words = `${title}. ${detail}`;
	// No such address: that says nothing of the number.
	const outcome = /static resource/i.test(detail) ? "error" : outcomeOf(status ?? "", words);
	return { trackingNumber: null, outcome, detail: `${status}: ${words}` };
}

function refused(trackingNumber: string | null, code: string, words = ""): Refusal {
	const isUnknown =
		/^(?:E_404|E206$|E800$|E998$|mygls-tracking-400\(111\))/.test(code) || /no data|not found/i.test(words);
	const outcome = isUnknown ? "not-found" : outcomeOf(code, `${code} ${words}`);
	return { trackingNumber, outcome, detail: `${code}: ${words}` };
}

/** One card or reference can stand for several parcels; then each goes by its own number. */
function numberOf(parcel: Parcel, isOneOfSeveral: boolean): string | null {
	const { requested, unitno, trackingNumber, parcelNo, trackingReference, parcelNumber, tuNo } = parcel;
	if (requested && !(isOneOfSeveral && unitno)) return requested;
	const unit = parcel.references.find(({ type }) => type === "UNITNO")?.value;
	return unitno ?? trackingNumber ?? parcelNo ?? trackingReference ?? parcelNumber ?? unit ?? tuNo ?? null;
}

function readParcel(parcel: Parcel, isOneOfSeveral: boolean): RawShipment {
	const { events, scans: pages, history, deliveryEvents, eventReasons } = parcel;
	const scans = [...events, ...pages, ...history, ...deliveryEvents, ...eventReasons].map(scan);
	const { etaTimestampMin: from = parcel.estimatedDelivery, etaTimestampMax: to = from } = parcel.deliveryStatus ?? {};
	return {
		trackingNumber: numberOf(parcel, isOneOfSeveral),
		order: orderOf(scans),
		scans,
		status: statusOf(parcel, scans.length === 0),
		promised: from && to ? { from: { text: from }, to: { text: to } } : arrival(parcel.arrivalTime?.value),
		signed: parcel.signature?.value === "true",
	};
}

function orderOf(scans: readonly RawScan[]): RawShipment["order"] {
	return orderByTimes(scans.map(({ time }) => time.text));
}

/** `Mi, 30.09.2026 zwischen 10:00–12:30 Uhr`: a promise only where it names one day, and hours only where one window. */
function arrival(words = ""): RawShipment["promised"] {
	const [day, ...otherDays] = words.match(/\b\d{2}\.\d{2}\.\d{4}\b/g) ?? [];
	const [from, to, ...otherHours] = words.match(/\b\d{1,2}:\d{2}\b/g) ?? [];
	if (!day || otherDays.length > 0) return undefined;
	return from && to && otherHours.length === 0
		? { from: { text: `${day} ${from}` }, to: { text: `${day} ${to}` } }
		: { from: { text: day }, to: { text: day } };
}

function statusOf(parcel: Parcel, isBare: boolean): RawShipment["status"] {
	const { status, statusDateTime, progressBar: bar, state, deliveryScanInfo } = parcel;
	const progressBar = typeof bar === "object" ? bar : undefined;
	if (progressBar?.retourFlag) {
		const { statusInfo: reached = "" } = progressBar;
		return { code: reached, keys: [`status:RETURN/${reached}`, "status:RETURN"] };
	}
	const code = progressBar?.statusInfo ?? parcel.progressBarIdent ?? (parcel.tuNo ? undefined : status);
	// A history that is closed ended somehow: its last event tells how.
	if (code === "FINAL" && !isBare) return undefined;
	const time = statusDateTime ? { text: statusDateTime } : undefined;
	if (code) return { code, keys: [`status:${code}`, code], time };
	// Brought to a shop is the last state too: of the two, only the events tell.
	if (state === undefined || deliveryScanInfo?.parcelShop) return undefined;
	return { code: String(state), keys: [`state:${state}`] };
}

function scan(event: Event): RawScan {
	const { code = event.evtNo ?? event.state ?? event.status ?? "", state } = event;
	const polish = [event.packageStatusName, event.packageStatusDescription].filter(Boolean).join(": ");
	const words = event.description ?? event.evtDscr ?? event.eventReasonDescr ?? polish;
	const sentence = ENGLISH.keyOf(words) ?? GERMAN.keyOf(words) ?? DUTCH.keyOf(words) ?? POLISH.keyOf(words);
	// GLS has hundreds of codes and shows them to its customers alone: beyond the known ones its sentences tell.
	const last = state ? `state:${state}` : code;
	const isVague = state !== undefined || code === "IN_TRANSIT";
	const keys = [...(isVague ? [] : [last]), ...(sentence ? [sentence] : []), last];
	const { address = event.location } = event;
	const { city = address?.city, postalCode: postcode = address?.postalCode } = event;
	const country = event.country ?? address?.countryCode ?? address?.country ?? address?.countryName;
	return { code, keys, text: words, time: { text: timeOf(event) }, place: { city, postcode, country } };
}

function timeOf({ date = "", time = "", ...event }: Event): string {
	const { eventDateTime, occurrenceDateTime, packageStatusDate, dateTime, timestamp } = event;
	return eventDateTime ?? occurrenceDateTime ?? packageStatusDate ?? dateTime ?? timestamp ?? `${date} ${time}`.trim();
}

const sentences = (language: string, rows: readonly (readonly [Meaning, string])[]): TextRules =>
	textRules(language, 1, rows.map(compiled));
const compiled = ([meaning, words]: readonly [Meaning, string]) => [meaning, new RegExp(words, "i")] as const;

const ENGLISH = sentences("en", [
	["info_received.label_created", "data was entered|not yet handed over|information transmitted"],
	["info_received.awaiting_handover", "provided by the sender for collection"],
	["cancelled.cancelled", "data ha(?:s|ve) been deleted|cancel"],
	[["ready_for_pickup.expiring", "recipient.not_collected"], "maximum storage"],
	[["returning.not_collected", "recipient.not_collected"], "not (?:been )?(?:picked up|collected)"],
	["returned.to_sender", "(?:has been|was) returned to (?:the )?(?:shipper|sender)"],
	["returned.to_sender", "delivered (?:back )?to (?:the )?(?:shipper|sender)"],
	["returning.to_sender", "return"],
	[["delivery_attempted.refused", "recipient.refused"], "refus"],
	[["delivery_attempted.recipient_absent", "recipient.absent"], "absent|not (?:at )?home|consignee not in\\b"],
	[["delivery_attempted.business_closed", "recipient.business_closed"], "closed|vacation"],
	["delivery_attempted.notice_left", "notification card"],
	[["in_transit.address_problem", "address.incorrect"], "address (?:is |was )?(?:incorrect|incomplete|wrong)"],
	[["in_transit.address_problem", "address.incorrect"], "further address"],
	["exception.destroyed", "dispos|destroyed"],
	[["in_transit.damaged", "carrier.damaged"], "damage"],
	["delivery_attempted.failed", "(?:could|can) ?not be delivered|not (?:been )?delivered"],
	["ready_for_pickup.locker", "(?:delivered|placed) in(?:to)? the parcel ?locker"],
	[
		"delivered.collected",
		"(?:picked up|collected) (?:by the (?:consignee|recipient)|(?:at|from) the parcel ?(?:shop|locker))",
	],
	["ready_for_pickup.at_point", "(?:delivered|available|ready|reached|arrived).*parcel ?shop"],
	["note.delivery_option_chosen", "delivery option|flexdelivery|as requested|changed"],
	[["delivered.to_neighbour", "delivery.indirect"], "neighbou?r"],
	["delivered.letterbox", "letter ?box|mail ?box"],
	["delivered.safe_place", "deposit|agreed place|safe place"],
	["in_transit.customs_cleared", "customs.*(?:cleared|released|completed)"],
	["in_transit.import_customs_presented", "customs"],
	["out_for_delivery.on_vehicle", "expected to be delivered during the day|out for delivery|delivery vehicle"],
	["in_transit.delivery_scheduled", "expected to be delivered|will be delivered"],
	["delivered.to_recipient", "has been delivered|was delivered|^delivered"],
	["picked_up.accepted", "handed over to GLS"],
	["picked_up.collected", "picked up|collected"],
	["in_transit.departed_facility", "left the|outbound from"],
	["in_transit.arrived_facility", "reached the|arrived|inbound to"],
	["in_transit.held", "stored|held at"],
	["in_transit.redirected_by_carrier", "forwarded|redirected"],
	["in_transit.delayed", "delay"],
]);
const GERMAN = sentences("de", [
	["info_received.label_created", "noch nicht an GLS|IT-System erfasst|angekündigt"],
	["returned.to_sender", "an den (?:Versender|Absender) (?:zurück)?(?:zugestellt|gegeben)"],
	["returning.to_sender", "zurück|Retoure|Rücksendung"],
	[["delivery_attempted.refused", "recipient.refused"], "verweigert"],
	[["delivery_attempted.recipient_absent", "recipient.absent"], "nicht angetroffen|abwesend"],
	[["delivery_attempted.business_closed", "recipient.business_closed"], "geschlossen"],
	[["in_transit.address_problem", "address.incorrect"], "Adressinformation"],
	["exception.destroyed", "entsorgt"],
	[["ready_for_pickup.expiring", "recipient.not_collected"], "Lagerfrist"],
	["delivery_attempted.failed", "nicht zugestellt"],
	["ready_for_pickup.at_point", "PaketShop.*(?:zugestellt|bereit|eingetroffen)"],
	[["delivered.to_neighbour", "delivery.indirect"], "Nachbar"],
	["out_for_delivery.on_vehicle", "im Laufe des Tages zugestellt|Zustellfahrzeug"],
	["in_transit.delivery_scheduled", "wird .*zugestellt"],
	["delivered.to_recipient", "zugestellt"],
	["picked_up.accepted", "an GLS übergeben"],
	["in_transit.departed_facility", "verlassen"],
	["in_transit.arrived_facility", "erreicht|eingetroffen"],
]);
const DUTCH = sentences("nl", [
	["info_received.label_created", "aangekondigd|aangemeld"],
	["returning.to_sender", "retour"],
	[["delivery_attempted.recipient_absent", "recipient.absent"], "niet thuis|niemand|afwezig"],
	["delivery_attempted.failed", "niet (?:afgeleverd|bezorgd)|mislukt"],
	["delivered.collected", "(?:afgehaald|opgehaald).*(?:parcelshop|ontvanger)"],
	["ready_for_pickup.at_point", "parcelshop"],
	[["delivered.to_neighbour", "delivery.indirect"], "buren|buur"],
	["out_for_delivery.on_vehicle", "geladen voor aflevering|onderweg voor bezorging"],
	["delivered.to_recipient", "^(?:afgeleverd|bezorgd)"],
	["picked_up.accepted", "ontvangen door GLS"],
	["in_transit.arrived_facility", "aangekomen"],
	["in_transit.moving", "onderweg"],
]);
const POLISH = sentences("pl", [
	["info_received.label_created", "^Utworzenie paczki"],
	["delivery_attempted.failed", "^Niedor"],
	["ready_for_pickup.at_point", "^Gotowa do odbioru"],
	["out_for_delivery.on_vehicle", "^W dor"],
	["delivered.to_recipient", "^Dor"],
	["in_transit.arrived_facility", "w filii GLS"],
	["in_transit.moving", "^W drodze"],
]);

const MY_GLS = codeTable([
	["info_received.label_created", "my:51 my:52 my:83 my:84"],
	["info_received.driver_at_sender", "my:85"],
	["info_received.pickup_failed", "my:88 my:89"],
	["picked_up.accepted", "my:1"],
	["in_transit.departed_facility", "my:2 my:22 my:47 my:53"],
	["in_transit.arrived_facility", "my:3 my:26 my:27 my:86"],
	["in_transit.moving", "my:41"],
	["in_transit.held_at_delivery_depot", "my:6 my:7 my:69"],
	["in_transit.held_at_request", "my:9"],
	[["in_transit.misrouted", "carrier.sorting_error"], "my:13 my:21 my:25"],
	[["in_transit.damaged", "carrier.damaged"], "my:30"],
	["in_transit.import_customs_presented", "my:61 my:67 my:72"],
	[["in_transit.import_customs_held", "customs.documentation"], "my:60 my:70 my:71"],
	[["in_transit.import_customs_held", "customs.inspection"], "my:74"],
	[["in_transit.customs_info_required", "customs.broker_contact"], "my:62 my:66"],
	["in_transit.export_customs_held", "my:73"],
	["in_transit.customs_cleared", "my:64 my:65 my:76"],
	["in_transit.forwarded_new_address", "my:80"],
	["out_for_delivery.on_vehicle", "my:4 my:32"],
	[["delivery_attempted.recipient_absent", "recipient.absent"], "my:12 my:36"],
	[["delivery_attempted.recipient_absent", "recipient.vacation_hold"], "my:11"],
	[["delivery_attempted.business_closed", "recipient.business_closed"], "my:14"],
	[["delivery_attempted.not_enough_time", "carrier.not_enough_time"], "my:15 my:33"],
	[["delivery_attempted.cod_unpaid", "recipient.payment_missing"], "my:16 my:68"],
	[["delivery_attempted.refused", "recipient.refused"], "my:17 my:34 my:35"],
	[["in_transit.address_problem", "address.incorrect"], "my:18 my:20"],
	[["delivery_attempted.failed", "external.weather"], "my:19"],
	[["delivery_attempted.problem", "sender.incorrect_data"], "my:38"],
	["ready_for_pickup.carrier_depot", "my:8"],
	["ready_for_pickup.locker", "my:54 my:97"],
	["ready_for_pickup.at_point", "my:55 my:56"],
	[["ready_for_pickup.expiring", "recipient.not_collected"], "my:57"],
	["delivered.to_recipient", "my:5"],
	[["delivered.to_neighbour", "delivery.indirect"], "my:58"],
	["returning.to_sender", "my:23 my:40"],
	["cancelled.cancelled", "my:87 my:90 my:91"],
	["exception.destroyed", "my:28 my:42"],
	[["exception.undeliverable", "carrier.damaged"], "my:31"],
	[["exception.search_started", "carrier.being_researched"], "my:29 my:43"],
	["exception.rejected_by_carrier", "my:44"],
	["exception.customs_rejected", "my:75"],
	["note.delivery_option_chosen", "my:24 my:37 my:46"],
	["note.information", "my:10 my:39 my:93 my:99"],
]);

const HOST = "api.gls-group.net";

export const gls = defineCarrier({
	code: "gls",
	name: "GLS",
	countries: ["DE", "NL", "FR", "IT", "AT", "DK", "PL"],
	source: {
		kind: "documented",
		url: "https://dev-portal.gls-group.net/docs/track-and-trace/1/overview",
		checked: "2026-11-22",
		note: "The list of event codes is shown to customers alone: beyond the common ones scans are read by their sentences; consumer pages name no zone.",
	},

	numbers: {
		pattern: /^(?:\d{11,12}|00\d{11}|(?=[A-Z]*\d)[A-Z][A-Z0-9]{7})$/,
		checkDigit: (number) =>
			/^\d{12}$/.test(number) ? (mod10(number.slice(0, -1), 3, 1) + 9) % 10 === Number(number.at(-1)) : null,
		valid: ["100000000013", "200000000027"],
		invalid: ["100000000014", "1000000001", "ABCDEFGH", "1ZWAY0010300000115"],
	},

	clock: {
		formats: ["iso", "dd.MM.yyyy HH:mm", "dd.MM.yyyy", "/Date(ms)/"],
		zone: { kind: "scan-site", fallback: "Europe/Berlin" },
	},

	statuses: {
		...MY_GLS,
		...ENGLISH.statuses,
		...GERMAN.statuses,
		...DUTCH.statuses,
		...POLISH.statuses,
		...codeTable([
			["info_received.label_created", "INTIAL.PREADVICE 0.100 state:0 status:PREADVICE status:PROCESSING"],
			["info_received.awaiting_handover", "INTIAL.E48_DATA"],
			["info_received.pickup_scheduled", "status:PLANNEDPICKUP status:INPICKUP"],
			["info_received.pickup_failed", "status:NOTPICKEDUP"],
			["picked_up.accepted", "INTIAL.NORMAL 0.0 state:1 ACCEPTED"],
			["picked_up.collected", "17.0 COLLECTED"],
			["in_transit.arrived_facility", "INBOUD.NORMAL 2.0 state:2 status:INWAREHOUSE IN_DEPOT"],
			["in_transit.departed_facility", "OUTBOD.NORMAL 1.0"],
			["in_transit.moving", "TRANSI.HUB status:INTRANSIT status:MULTIPACK IN_TRANSIT"],
			["in_transit.held", "ON_HOLD"],
			["in_transit.delayed", "DELAYED"],
			[["in_transit.damaged", "carrier.damaged"], "DAMAGED"],
			["out_for_delivery.on_vehicle", "OUTDEL.NORMAL 11.0 state:3 status:INDELIVERY OUT_FOR_DELIVERY"],
			["delivery_attempted.failed", "status:NOTDELIVERED DELIVERY_FAILED"],
			[["delivery_attempted.refused", "recipient.refused"], "REFUSED"],
			["ready_for_pickup.at_point", "DELIVD.PARCELSHOP status:DELIVEREDPS READY_FOR_PICKUP"],
			["ready_for_pickup.locker", "3.896"],
			["delivered.to_recipient", "DELIVD.NORMAL 3.0 state:4 status:DELIVERED DELIVERED"],
			["delivered.signed", "SIGNED"],
			["delivered.collected", "DELIVD.DEL_BY_PSAPP"],
			["returning.to_sender", "status:RETURN status:RETURNED"],
			["returned.to_sender", "status:RETURN/DELIVERED"],
			["note.information", "status:UNAVAILABLE"],
			["cancelled.cancelled", "CANCEL.NORMAL 43.0 status:CANCELED status:CANCELLED"],
			["expired.archived", "status:FINAL"],
			["exception.unspecified", "EXCEPTION"],
		]),
	},
	extract,
	trackingUrl: (trackingNumber) =>
		`https://gls-group.com/GROUP/en/parcel-tracking?${new URLSearchParams({ match: trackingNumber })}`,

	api: {
		hosts: [HOST],
		credentials: clientCredentials,
		rate: { perSecond: 1, perDay: 500 },
		login: oauthLogin(`https://${HOST}/oauth2/v2/token`, "basic"),
	},

	poll: {
		batch: 10,
		request: (queries, { token }) => {
			const asked = queries.map(({ trackingNumber }) => trackingNumber.replace(/\W/g, "")).join(",");
			return {
				method: "GET",
				url: `https://${HOST}/track-and-trace-v1/tracking/simple/trackids/${asked}`,
				headers: { authorization: `Bearer ${token}`, accept: "application/json", "accept-language": "EN" },
			};
		},
	},
});
