import { z } from "zod";
import {
	codeTable,
	defineCarrier,
	type Extracted,
	isS10,
	isSscc,
	list,
	type Meaning,
	mod10,
	orderByTimes,
	type RawScan,
	type RawShipment,
	type RawTime,
	type Refusal,
	type TextRules,
	text,
	textRules,
	Unreadable,
	unanswered,
	xml,
} from "./kit/index.ts";

/** Everything is an element called data; its name and its attributes tell what it is. */
const Data = z.object({
	"@name": text,
	"@code": text,
	"@error": text,
	"@error-status": text,
	"@piece-code": text,
	"@searched-piece-code": text,
	"@piece-status-desc": text,
	"@status": text,
	"@status-timestamp": text,
	"@last-event-timestamp": text,
	"@event-timestamp": text,
	"@event-status": text,
	"@event-text": text,
	"@event-location": text,
	"@event-country": text,
	"@ice": text,
	"@ric": text,
	"@standard-event-code": text,
	"@ruecksendung": text,
	"@delivery-event-flag": text,
	"@recipient-name": text,
	"@delivery-date": text,
	"@delivery-timeframe-from": text,
	"@delivery-timeframe-to": text,
	"@image": text,
	"@upu": text,
	"@domestic-id": text,
	data: list(z.unknown()),
});
type Data = z.output<typeof Data>;

type Row = readonly [meaning: Meaning, words: string];
const sentences = (language: string, rows: readonly Row[]): TextRules =>
	textRules(
		language,
		1,
		rows.map(([meaning, words]) => [meaning, new RegExp(words, "i")] as const),
	);

// One code of DHL's stands for several events, above all AA, BV, ZF, ZN and ZU: its sentences, always the same, tell which.
const GERMAN = sentences("de", [
	["info_received.label_created", "elektronisch (?:an DHL )?(?:übermittelt|angekündigt)|noch nicht .*übergeben"],
	[["delivery_attempted.refused", "recipient.refused"], "Annahme.*verweigert|verweigert.*Annahme"],
	["returned.to_sender", "an den Absender (?:erfolgreich )?(?:zugestellt|ausgeliefert)|Rücksendung.*zugestellt"],
	[
		["returning.not_collected", "recipient.not_collected"],
		"nicht (?:fristgerecht |innerhalb.*)?abgeholt.*(?:zurück|Absender)",
	],
	["returning.to_sender", "zurück(?:gesandt|geschickt|gesendet)|an den Absender|Rücksendung"],
	[["in_transit.damaged", "carrier.damaged"], "beschädigt"],
	[["in_transit.misrouted", "carrier.sorting_error"], "fehlgeleitet"],
	[["in_transit.address_problem", "recipient.moved"], "verzogen"],
	[
		["in_transit.address_problem", "address.incorrect"],
		"Adresse.*(?:fehler|falsch|unvollständig|nicht korrekt)|Adressangabe",
	],
	[["in_transit.address_problem", "address.not_found"], "Empfänger.*nicht (?:zu )?ermittel"],
	["delivered.collected", "vom Empfänger .*abgeholt|Empfänger hat .*abgeholt|(?:Empfänger|Kunden).* entnommen"],
	[["delivery_attempted.recipient_absent", "recipient.absent"], "nicht angetroffen"],
	[
		"ready_for_pickup.arriving_at_point",
		"zur (?:Abholung in (?:die|eine) )?(?:Filiale|PACKSTATION).* gebracht|wird .*in (?:die|eine) (?:Filiale|PACKSTATION).*gebracht",
	],
	["ready_for_pickup.locker", "(?:PACKSTATION|Paketbox|Poststation).*(?:abholbereit|Abholung|abgeholt werden)"],
	["ready_for_pickup.locker", "^(?!.*Absender).*in (?:die|eine) PACKSTATION.*(?:eingestellt|eingelegt|eingeliefert)"],
	[
		"ready_for_pickup.post_office",
		"(?:Filiale|Postfiliale|Paketshop).*(?:abholbereit|zur Abholung|abgeholt werden|liegt bereit)|(?:liegt|Abholung) in der (?:Filiale|Agentur)",
	],
	["ready_for_pickup.at_point", "zur Abholung bereit|abholbereit"],
	["delivery_attempted.notice_left", "nicht zugestellt.*benachrichtigt"],
	[
		["delivery_attempted.business_closed", "recipient.business_closed"],
		"(?:Betriebsferien|Betriebsruhe|geschlossen).*nicht zugestellt|nicht zugestellt.*(?:Betriebsferien|Betriebsruhe|geschlossen)",
	],
	[["delivery_attempted.address_not_found", "address.not_found"], "nicht zugestellt.*Empfänger.*unbekannt"],
	["delivery_attempted.rescheduled", "weiterer Zustellversuch|erneut zugestellt"],
	["delivery_attempted.failed", "nicht (?:erfolgreich )?zugestellt|Zustellversuch|Zustellung .*nicht möglich"],
	[
		["delivered.to_neighbour", "delivery.indirect"],
		"Nachbar.*(?:zugestellt|übergeben|ausgeliefert)|(?:zugestellt|übergeben).*Nachbar",
	],
	[
		"delivered.letterbox",
		"per Einwurf|(?:Haus)?briefkasten.*(?:zugestellt|eingelegt|eingeworfen)|zugestellt.*briefkasten",
	],
	[
		"delivered.safe_place",
		"(?:Ablageort|Garage|Wunschort|Paketkasten).*(?:zugestellt|abgelegt|abgestellt|eingelegt|hinterlegt)|(?:zugestellt|abgelegt|hinterlegt).*(?:Ablageort|Garage|Wunschort|Paketkasten)",
	],
	["out_for_delivery.on_vehicle", "Zustellfahrzeug geladen|in Zustellung|Zusteller .*unterwegs"],
	[
		"in_transit.arrived_delivery_depot",
		"(?:für die|zur) (?:Zustellung|Auslieferung|Verladung).*vorbereitet|in der (?:Zustellbasis|Zustellstation)|Zustellbasis (?:angekommen|bearbeitet)",
	],
	["in_transit.arrived_destination_city", "Region des Empfängers"],
	["in_transit.departed_origin_country", "(?:ins|in das) Zielland"],
	["in_transit.arrived_destination_country", "im Zielland (?:angekommen|eingetroffen)"],
	["in_transit.handover_to_partner", "an .*(?:Partner|Zustellorganisation).*übergeben"],
	["in_transit.customs_cleared", "verzollt|Verzollung .*abgeschlossen|Zoll.*freigegeben"],
	["in_transit.import_customs_presented", "Zoll"],
	["note.delivery_option_chosen", "gewünscht|Wunschtag|Wunschort.*gewählt|Umleitung|umgeleitet|beauftragt"],
	["picked_up.dropped_off", "Absender.*(?:eingeliefert|abgegeben)|(?:Filiale|Paketshop|PACKSTATION).* eingeliefert"],
	[
		"in_transit.moving",
		"(?:aus der|PACKSTATION|Filiale).*(?:entnommen|Weitertransport|weitertransportiert|Weiterbeförderung)",
	],
	["in_transit.processed_facility", "Paketzentrum .*bearbeitet|bearbeitet"],
	["picked_up.collected", "abgeholt"],
	["in_transit.delayed", "verzöger|verspätet"],
	["in_transit.held", "gelagert|zwischengelagert"],
	["in_transit.delivery_scheduled", "wird .*zugestellt"],
	["delivered.to_recipient", "zugestellt\\.?$|erfolgreich zugestellt"],
	["in_transit.moving", "transportiert|unterwegs|weitergeleitet|angekommen"],
]);
const ENGLISH = sentences("en", [
	["info_received.label_created", "electronically|instruction data"],
	[["delivery_attempted.refused", "recipient.refused"], "refused"],
	["returned.to_sender", "(?:delivered|returned) (?:back )?to the (?:sender|shipper)(?! .*in progress)$"],
	[["returning.not_collected", "recipient.not_collected"], "not (?:been )?(?:collected|picked up).*(?:return|sender)"],
	[["returning.not_collected", "recipient.not_collected"], "return.*(?:storage|retention) period"],
	["returning.to_sender", "return|sent back|back to the sender"],
	[["in_transit.damaged", "carrier.damaged"], "damage"],
	[["in_transit.misrouted", "carrier.sorting_error"], "misrouted|misdirected"],
	[["in_transit.address_problem", "recipient.moved"], "has moved"],
	[["in_transit.address_problem", "address.incorrect"], "address.*(?:incorrect|incomplete|wrong|insufficient|missing)"],
	["delivered.collected", "(?:recipient|customer) .*(?:picked up|collected)|(?:picked up|collected) by the recipient"],
	[
		"ready_for_pickup.arriving_at_point",
		"(?:being )?(?:brought|transported|taken) to (?:the|a) (?:retail outlet|PACKSTATION|branch)",
	],
	[
		"ready_for_pickup.locker",
		"PACKSTATION.*(?:ready|pick-?up|collect)|ready.*PACKSTATION|placed in(?:to)? the PACKSTATION",
	],
	[
		"ready_for_pickup.post_office",
		"(?:retail outlet|branch|post office|parcel shop).*(?:ready|pick-?up|collect)|ready.*(?:outlet|branch|post office|parcel shop)",
	],
	["ready_for_pickup.at_point", "ready for (?:pick-?up|collection)"],
	[
		["delivery_attempted.recipient_absent", "recipient.absent"],
		"not (?:at )?home|not encountered|nobody|could not be reached|not present",
	],
	["delivery_attempted.notice_left", "not .*delivered.*(?:notified|notification)"],
	[
		"delivery_attempted.failed",
		"(?:could|has|was) not (?:been |be )?(?:successfully )?delivered|delivery attempt|unsuccessful",
	],
	[["delivered.to_neighbour", "delivery.indirect"], "neighbou?r"],
	["delivered.letterbox", "(?:letter|mail) ?box"],
	["delivered.safe_place", "delivered.*(?:drop-off|preferred location|garage|safe place)"],
	["out_for_delivery.on_vehicle", "loaded onto the delivery vehicle|out for delivery"],
	["in_transit.arrived_delivery_depot", "prepared for (?:delivery|loading)|(?:at|in) the delivery (?:depot|base)"],
	["in_transit.arrived_destination_city", "region of (?:the )?recipient|recipient's region"],
	[
		"in_transit.departed_origin_country",
		"(?:transported|sent|forwarded) to the (?:country of destination|destination country)",
	],
	["in_transit.arrived_destination_country", "arrived in the (?:country of destination|destination country)"],
	["in_transit.handover_to_partner", "handed over to .*(?:partner|delivery organi[sz]ation)"],
	["in_transit.customs_cleared", "customs.*(?:completed|cleared|released)|cleared"],
	["in_transit.import_customs_presented", "customs"],
	["note.delivery_option_chosen", "preferred|redirect|requested|recipient order"],
	["picked_up.dropped_off", "posted by the sender|handed in"],
	["in_transit.moving", "taken from the|onward transport"],
	["in_transit.processed_facility", "processed"],
	["picked_up.collected", "picked up"],
	["in_transit.delayed", "delay"],
	["in_transit.delivery_scheduled", "will be delivered|expected to be delivered"],
	["delivered.to_recipient", "successfully delivered|(?:has been|was) delivered"],
	["in_transit.moving", "transport|forwarded|on its way|arrived"],
]);

const STATUSES = {
	...GERMAN.statuses,
	...ENGLISH.statuses,
	...codeTable([
		["info_received.label_created", "VA PARCV"],
		["picked_up.dropped_off", "ES"],
		["picked_up.accepted", "EI SHRCU"],
		["picked_up.collected", "AE PCKDU"],
		["in_transit.moving", "LDTMV OFWRD"],
		["in_transit.processed_facility", "AA EE SRTED ULFMV"],
		["out_for_delivery.on_vehicle", "PO"],
		["delivery_attempted.failed", "ZN NTDEL"],
		["ready_for_pickup.at_point", "ZF HLDCC CNRFC"],
		["delivered.to_recipient", "ZU DLVRD"],
		["returning.to_sender", "RETRN return"],
		["returned.to_sender", "return:ZU return:DLVRD"],
		[["in_transit.damaged", "carrier.damaged"], "DMGDS"],
	]),
};

/** Codes that mean one thing, so that no sentence has to be asked. */
const PLAIN = ["VA", "ES", "AE", "PO"];

function extract(body: string): Extracted {
	// The gateway refuses in HTML.
	if (/^\s*<(?:!doctype )?html/i.test(body) && /unauthori[sz]ed/i.test(body)) {
		return unanswered("denied", "Unauthorized");
	}
	const [root] = Object.values(xml(body, z.record(z.string(), Data)));
	const all = root ? below(root) : [];
	const pieces = all.filter((data) => /^piece-(?:shipment|status-public)$/.test(data["@name"] ?? ""));
	const failed = all.find((data) => data["@code"] !== undefined && data["@code"] !== "0");
	// A list that failed may name its pieces all the same, without a word of them.
	const refusals: Refusal[] = failed ? [refused(failed, pieces[0]?.["@piece-code"] ?? null)] : [];
	const shipments: RawShipment[] = [];
	for (const piece of failed ? [] : pieces) {
		const { "@piece-code": number, "@searched-piece-code": searched, "@error-status": error = "0" } = piece;
		if (error === "0") shipments.push(readPiece(piece, number ?? searched ?? null));
		else refusals.push(refused({ ...piece, "@code": error }, number ?? searched ?? null));
	}
	const isList = all.some((data) => data["@name"]?.endsWith("-list") && data["@code"] === "0");
	if (shipments.length + refusals.length > 0) return { shipments, refusals };
	if (!isList) throw new Unreadable("body: neither a list of pieces nor an error");
	return { shipments, refusals: [{ trackingNumber: null, outcome: "not-found", detail: "an empty list of pieces" }] };
}

function below(data: Data): readonly Data[] {
	return [
		data,
		...data.data.flatMap((child) => {
			const read = Data.safeParse(child);
			return read.success ? below(read.data) : [];
		}),
	];
}

function refused(data: Data, trackingNumber: string | null): Refusal {
	const { "@code": code = "", "@error": error, "@piece-status-desc": words } = data;
	const detail = `${code}: ${error ?? words ?? data["@status"] ?? ""}`;
	if (["41", "100", "200"].includes(code)) return { trackingNumber, outcome: "not-found", detail };
	if (/^[56]$/.test(code) || /log-?in|anmeld|password|passwort/i.test(detail)) {
		return { trackingNumber, outcome: "denied", detail };
	}
	const isUnknown = /no data|not found|keine (?:daten|sendung)/i.test(detail);
	return { trackingNumber, outcome: isUnknown ? "not-found" : "error", detail };
}

function readPiece(piece: Data, trackingNumber: string | null): RawShipment {
	const events = below(piece).filter((data) => data["@event-timestamp"] !== undefined);
	const newest = piece["@status-timestamp"] ?? piece["@last-event-timestamp"];
	const isDelivered = piece["@delivery-event-flag"] === "1";
	// Without its list of events a piece tells of the newest alone, in its own attributes.
	const told =
		events.length > 0 || !newest
			? events
			: [{ ...piece, "@event-timestamp": newest, "@event-status": piece["@status"] ?? piece["@piece-status-desc"] }];
	return {
		trackingNumber,
		order: orderByTimes(told.map(momentOf), "oldest-first"),
		scans: told.map((event) => scan(event, isDelivered ? piece["@recipient-name"] : undefined)),
		status: newest ? { code: codeOf(piece), keys: keysOf(piece), time: { text: newest } } : undefined,
		promised: promised(piece),
		// The same piece abroad: by the number of the postal union, and by that of who delivers it there.
		continues: [piece["@upu"], piece["@domestic-id"]].flatMap((other) => (other ? [{ trackingNumber: other }] : [])),
		signed: below(piece).some((data) => data["@image"] !== undefined),
	};
}

/** `dd.MM.yyyy HH:mm` turned round, so that text compares as time does: the two services begin at either end. */
function momentOf(event: Data): string | undefined {
	return event["@event-timestamp"]?.replace(/^(\d\d)\.(\d\d)\.(\d{4})/, "$3-$2-$1");
}

function scan(event: Data, receiver: string | undefined): RawScan {
	const keys = keysOf(event);
	const key = keys.find((candidate) => Object.hasOwn(STATUSES, candidate)) ?? "";
	const isDelivery = [STATUSES[key]].flat()[0]?.startsWith("delivered.") ?? false;
	return {
		code: codeOf(event),
		keys,
		text: event["@event-text"] ?? event["@event-status"] ?? "",
		time: { text: event["@event-timestamp"] ?? "" },
		place: { city: event["@event-location"], country: event["@event-country"] },
		marked: isDelivery ? { signedBy: receiver } : undefined,
	};
}

function codeOf(data: Data): string {
	return data["@standard-event-code"] ?? data["@ice"] ?? "";
}

function keysOf(data: Data): string[] {
	const { "@standard-event-code": code = "", "@ice": ice = "", "@ruecksendung": returning } = data;
	if (returning === "true") return [`return:${code}`, `return:${ice}`, "return"];
	const words = data["@event-status"] ?? data["@event-text"] ?? data["@status"];
	const sentence = GERMAN.keyOf(words) ?? ENGLISH.keyOf(words);
	const known = PLAIN.includes(code) ? [code] : [];
	return [...known, ...(sentence ? [sentence] : []), code, ice];
}

function promised(piece: Data): RawShipment["promised"] {
	const { "@delivery-date": day, "@delivery-timeframe-from": from, "@delivery-timeframe-to": to } = piece;
	if (!day || piece["@delivery-event-flag"] === "1") return undefined;
	const at = (clock: string | undefined): RawTime => ({ text: clock ? `${day} ${clock}` : day });
	return from && to ? { from: at(from), to: at(to) } : { from: at(undefined), to: at(undefined) };
}

export const dhlParcelDe = defineCarrier({
	code: "dhl-parcel-de",
	name: "DHL Paket",
	countries: ["DE"],
	source: {
		kind: "documented",
		url: "https://developer.dhl.com/api-reference/dhl-parcel-de-tracking-post-parcel-germany",
		checked: "2026-11-22",
		note: "DHL takes its account's name and password in the address alone, so Wayline does not poll it; most event codes are read by their sentences.",
	},

	numbers: {
		pattern: /^(?:(?:00)?340\d{15}|\d{12}|[A-Z]{2}\d{9}DE|JJD\d{14,20}|JVGL\d{8,20})$/,
		checkDigit: (number) => {
			if (/^\d{12}$/.test(number)) return mod10(number.slice(0, -1), 4, 9) === Number(number.at(-1));
			if (/^[A-Z]{2}\d{9}DE$/.test(number)) return isS10(number);
			return number.startsWith("J") ? null : isSscc(number);
		},
		// The Identcode of older labels, and what was Van Gend & Loos in the Netherlands.
		seldom: /^(?:\d{12}|JVGL\d+)$/,
		valid: ["00340434161094012345", "340434161094012345", "RR000000005DE"],
		invalid: ["00340434161094012344", "RR000000006DE", "0034043416109401234", "1ZWAY0010300000115"],
	},

	clock: { formats: ["dd.MM.yyyy HH:mm", "dd.MM.yyyy", "iso"], zone: { kind: "fixed", zone: "Europe/Berlin" } },
	statuses: STATUSES,
	extract,
	trackingUrl: (number) =>
		`https://www.dhl.de/de/privatkunden/dhl-sendungsverfolgung.html?${new URLSearchParams({ piececode: number })}`,
});
