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
	type Meaning,
	number,
	orderByTimes,
	outcomeOf,
	part,
	prefixed,
	type RawScan,
	type RawShipment,
	type Refusal,
	text,
	textRules,
	Unreadable,
	unanswered,
} from "./kit/index.ts";

// The timeline of PostLogistics and the app's have sentences in place of codes, in the four languages of the Post.
const sentences = textRules("ch", 1, [
	[
		"note.recipient_notified",
		/\b(?:sms|e-?mail|push)\b|benachrichtigung|avis(?:ierung)? versandt|notification envoyée|notifica inviata|recipient informed/i,
	],
	[
		"returned.to_sender",
		/(?:an (?:den )?absender|à l.expéditeur|al mittente|to (?:the )?sender).*(?:zugestellt|distribué|remis|recapitat|delivered)|(?:zugestellt an|delivered to|distribué à l|recapitato al) (?:absender|(?:the )?sender|.?expéditeur|mittente)/i,
	],
	[
		["returning.not_collected", "recipient.not_collected"],
		/nicht abgeholt|non (?:retiré|réclamé)|non ritirat|not (?:been )?collected|unclaimed/i,
	],
	[["returning.recipient_moved", "recipient.moved"], /weggezogen|abgereist|parti sans|traslocat|moved away/i],
	[
		"returning.to_sender",
		/rücksendung|retour(?:nier|sendung|e an| à)|zurück(?:gesandt|gesendet| an)|renvoi|retourné|rinvio|ritorno|return(?:ed|ing)?\b/i,
	],
	[["delivery_attempted.refused", "recipient.refused"], /(?:annahme|zustellung) verweigert|refus|rifiutat/i],
	[
		["in_transit.address_problem", "address.incorrect"],
		/adresse (?:ungenügend|falsch|unbekannt|incorrecte|insuffisante)|empfänger (?:unbekannt|nicht ermittelt)|indirizzo (?:errato|insufficiente)|(?:incorrect|insufficient|unknown) address/i,
	],
	[
		["delivery_attempted.recipient_absent", "recipient.absent"],
		/nicht angetroffen|empfänger abwesend|destinataire absent|destinatario assente|recipient absent/i,
	],
	[
		"delivery_attempted.failed",
		/erfolglos|nicht zugestellt|zustellversuch|zustellung nicht möglich|tentative|pas pu être distribué|non (?:distribué|recapitat)|tentativo|not delivered|unsuccessful|attempt/i,
	],
	[
		"delivery_attempted.rescheduled",
		/zweite zustellung|deuxième (?:distribution|présentation)|secondo recapito|second delivery/i,
	],
	[
		"note.delivery_option_chosen",
		/auftrag .*(?:empfänger|kunde)|lagerfrist verlängert|frist verlängert|délai .*prolongé|termine .*prorogato|deadline extended/i,
	],
	["ready_for_pickup.locker", /my ?post ?24|paketautomat|automate à colis|sportello automatico/i],
	[
		"ready_for_pickup.at_point",
		/zur abholung|abholbereit|bereit .*abholung|abholungseinladung|avisé pour|^avisiert|prêt (?:à être|pour le) retrait|invitation à retirer|pronto per il ritiro|avviso di ritiro|(?:registered|ready|available) for collection/i,
	],
	[
		"delivered.collected",
		/(?:zugestellt|abgeholt|ausgehändigt|distribué|remis|recapitato|consegnato|delivered) .*(?:am )?(?:schalter|guichet|sportello|counter|filiale)|abgeholt|retiré|ritirato/i,
	],
	[["delivered.to_neighbour", "delivery.indirect"], /zugestellt .*nachbar|distribué .*voisin|recapitato .*vicin/i],
	[
		"delivered.letterbox",
		/(?:zugestellt|distribué|recapitato|delivered) .*(?:briefkasten|milchkasten|ablagekasten|boîte aux lettres|buca delle lettere|bucalettere|mail ?box|letter ?box)/i,
	],
	[
		"delivered.po_box",
		/(?:zugestellt|distribué|recapitato|delivered) .*(?:postfach|case postale|casella postale|po box|p\.o\. box)/i,
	],
	[
		"delivered.safe_place",
		/(?:zugestellt|deponiert|déposé|depositato) .*(?:deponiert|ablageort|haustür|devant|davanti|emplacement)|wunschort deponiert|deposited/i,
	],
	[
		"delivered.to_recipient",
		/^(?:zugestellt|zustellung erfolgt|distribué|remis au destinataire|recapitat|consegnat|delivered)/i,
	],
	[
		"out_for_delivery.on_vehicle",
		/verlad (?:auf |in )?(?:das )?(?:zustell)?fahrzeug|in zustellung|zustellung läuft|chargement (?:dans|sur|véhicule)|en (?:cours de )?distribution|carico (?:su|sul|nel)|in consegna|loading into delivery vehicle|out for delivery/i,
	],
	[
		"in_transit.processed_facility",
		/sortiert|sortierung|\btri(?:é|ée|age)? |^trié|smistat|smistamento|\bsorted\b|sorting/i,
	],
	[
		"info_received.notified",
		/dateneinlieferung|sendungsdaten|in kürze der post|bientôt remis|(?:presto|breve) consegnat|daten .*(?:empfangen|übermittelt)|angekündigt|données .*(?:transmises|reçues|fournies)|annoncé|dati .*(?:trasmessi|ricevuti)|annunciat|shortly be handed over|data .*(?:received|transmitted)/i,
	],
	[
		"in_transit.customs_cleared",
		/(?:abschluss|ende) .*verzollung|verzollung abgeschlossen|verzollt|fin .*dédouanement|dédouané|fine .*sdoganamento|sdoganat|completion of customs|customs clear(?:ance complete|ed)/i,
	],
	[
		["in_transit.import_customs_held", "customs.delay"],
		/(?:vom|beim) zoll (?:zurück|angehalten|blockiert)|retenu .*douane|trattenut.*dogana|held .*customs/i,
	],
	["in_transit.import_customs_presented", /zoll|douan|dogan|customs/i],
	[
		"in_transit.departed_origin_country",
		/abgang .*(?:grenz|aufgabeland|ausland)|départ .*(?:frontière|pays)|partenza .*(?:frontiera|confine|paese)|departure .*(?:border|country)/i,
	],
	[
		"in_transit.arrived_destination_country",
		/ankunft .*(?:grenz|bestimmungsland)|arrivée .*(?:frontière|pays de dest)|arrivo .*(?:frontiera|confine|paese)|arrival .*(?:border|country)/i,
	],
	[
		"in_transit.arrived_delivery_depot",
		/ankunft .*(?:zustellstelle|abhol)|arrivée .*(?:office|point) de (?:distribution|retrait)|arrivo .*(?:recapito|ritiro)|arrival at the collection/i,
	],
	["in_transit.forwarded_new_address", /nachsendung|nachgesandt|réexpédi|rispedi|forwarded/i],
	["in_transit.misrouted", /fehlgeleitet|fehlleitung|mal acheminé|instradato erron|misrouted/i],
	["in_transit.damaged", /beschädigt|endommagé|danneggiat|damaged/i],
	["in_transit.delayed", /verspät|verzöger|retard|ritardo|delay/i],
	["in_transit.arrived_facility", /^ankunft|^arrivée|^arrivo|^arrival|eingetroffen/i],
	["in_transit.departed_facility", /^abgang|^départ|^partenza|^departure/i],
	[
		"picked_up.collected",
		/abholung beim absender|beim absender abgeholt|enlèvement chez|ritiro presso il mittente|collected from (?:the )?sender/i,
	],
	[
		"picked_up.accepted",
		/^(?:aufgabe|aufgegeben|postaufgabe|annahme|dépôt|déposé|posted|mailed|accept|impostazione|accettazione|prise en charge)/i,
	],
]);

/** The fourth part of a code, of letters (two digits) and of parcels; 1002, 1213, 1218 and 2102 are second-hand. */
const EVENTS = codeTable([
	["info_received.notified", "600 610 620 854 859"],
	["info_received.pickup_scheduled", "9310"],
	["info_received.pickup_failed", "31 3100"],
	["picked_up.accepted", "1 2 100 200 912"],
	["picked_up.collected", "5 500 501 9701"],
	["in_transit.moving", "1002 1004 1204 1213 1218"],
	["in_transit.origin_facility_arrived", "855"],
	["in_transit.arrived_facility", "14 813 908 913 921 951 1400 9702 9703"],
	["in_transit.processed_facility", "12 13 400 807 820 906 907 909 920 952 1200 1201 1202 1203 1300 1302 1303 1304"],
	["in_transit.departed_facility", "953"],
	["in_transit.departed_origin_country", "815 915 4020"],
	["in_transit.arrived_destination_country", "818 918"],
	["in_transit.arrived_delivery_depot", "10 1000 1001"],
	["in_transit.import_customs_presented", "801 802 803 819 842 843 844 845 846 848 849 853 901 902 919"],
	["in_transit.customs_cleared", "804 805 847 858 904"],
	["in_transit.problem_resolved", "9250"],
	["in_transit.handover_to_partner", "54 5400"],
	["in_transit.forwarded_new_address", "35 3500 3501 3502 3508"],
	["in_transit.misrouted", "17 929 1700 1702"],
	["in_transit.delayed", "18 1800"],
	["in_transit.damaged", "15 19 1500 1900"],
	["in_transit.held", "930"],
	["in_transit.address_problem", "1502"],
	[["in_transit.held_at_request", "recipient.vacation_hold"], "5100 5102"],
	["out_for_delivery.on_vehicle", "1003"],
	["delivery_attempted.failed", "41 928 935 936 937 4100"],
	[["delivery_attempted.failed", "address.incorrect"], "922 923"],
	[["delivery_attempted.recipient_absent", "recipient.absent"], "924"],
	[["delivery_attempted.refused", "recipient.refused"], "925"],
	[["delivery_attempted.failed", "external.civil_event"], "927"],
	[["delivery_attempted.failed", "customs.prohibited"], "931"],
	[["delivery_attempted.failed", "external.regulatory"], "932"],
	[["delivery_attempted.failed", "recipient.payment_missing"], "933"],
	["ready_for_pickup.at_point", "21 910 2100 2101"],
	["ready_for_pickup.locker", "2102"],
	["ready_for_pickup.post_office", "63 94 6300 9400"],
	["delivered.to_recipient", "40 938 4000 4001 4200 9704"],
	["delivered.collected", "20 2000"],
	["delivered.letterbox", "38 3800"],
	["delivered.po_box", "39 3900 3901"],
	["returning.to_sender", "34 36 3401 3600 3601 3602 3607"],
	["returned.to_sender", "47 48 49"],
	[["cancelled.cancelled", "sender.cancelled"], "9501"],
	["exception.undeliverable", "934"],
	["exception.import_terminated", "911"],
	["exception.destroyed", "9502"],
	[["exception.search_started", "carrier.being_researched"], "91 9105 9112 9116"],
	["note.proof_of_delivery", "46 4600"],
	["note.delivery_option_chosen", "55 926 5500 9201 9202 9203 9204 9205 9208 9210 9220 9221 9224"],
	["note.information", "999 3997 9106 9107 9108 9115 9299 9500 9503"],
]);

/** What stands behind an event of these kinds: why it went back, why it was not delivered, why it was not collected. */
const KINDS: Readonly<Record<string, string>> = {
	"34": "return",
	"36": "return",
	"3600": "return",
	"3607": "return",
	"41": "failed",
	"3100": "pickup",
	"40": "delivered",
	"4000": "delivered",
	"91": "search",
};
const DETAILS = codeTable([
	[["returning.not_collected", "recipient.not_collected"], "return+0"],
	[["returning.recipient_moved", "recipient.moved"], "return+1"],
	[["returning.to_sender", "recipient.refused"], "return+2 return+13"],
	[["returning.to_sender", "address.not_found"], "return+3"],
	[["returning.recipient_deceased", "recipient.deceased"], "return+4"],
	[["returning.to_sender", "carrier.damaged"], "return+7"],
	[["returning.to_sender", "recipient.unavailable"], "return+9 return+10"],
	[["returning.to_sender", "recipient.vacation_hold"], "return+14"],
	[["returning.to_sender", "recipient.verification_failed"], "return+17"],
	[["returning.to_sender", "address.incorrect"], "return+18"],
	[["delivery_attempted.failed", "recipient.vacation_hold"], "failed+1"],
	[["delivery_attempted.refused", "recipient.refused"], "failed+2"],
	[["delivery_attempted.failed", "address.incorrect"], "failed+3"],
	[["delivery_attempted.failed", "recipient.moved"], "failed+4"],
	[["delivery_attempted.failed", "carrier.damaged"], "failed+5"],
	[["info_received.pickup_failed", "sender.missed_pickup"], "pickup+1"],
	[["info_received.pickup_failed", "sender.not_ready"], "pickup+2 pickup+5 pickup+501"],
	[["info_received.pickup_failed", "sender.incorrect_data"], "pickup+3 pickup+9 pickup+505"],
	[["info_received.pickup_failed", "address.not_found"], "pickup+4"],
	[["info_received.pickup_failed", "sender.incorrect_parcel"], "pickup+6 pickup+502"],
	[["info_received.pickup_failed", "sender.packaging"], "pickup+7 pickup+503"],
	[["info_received.pickup_failed", "sender.incorrect_dimensions"], "pickup+8 pickup+504"],
	["delivered.safe_place", "delivered+-1 delivered+IMP2"],
	["note.information", "search+STA6 search+STA7 search+STA8 search+STA9"],
]);

/** URGENT goes on with TNT, whose events the Post passes on under their own letters. */
const TNT = codeTable([
	["picked_up.accepted", "CI"],
	["picked_up.collected", "PU"],
	["in_transit.origin_facility_arrived", "DH"],
	["in_transit.origin_facility_departed", "OS"],
	["in_transit.arrived_facility", "AS IS"],
	["in_transit.arrived_delivery_depot", "IR"],
	["in_transit.moving", "FB TR"],
	["in_transit.handover_to_partner", "HG OF PA PM RM"],
	["in_transit.delivery_scheduled", "BS BSC C1A C2A RDR"],
	["in_transit.problem_resolved", "BF DC RU"],
	["in_transit.repacked", "DF"],
	["in_transit.import_customs_presented", "BO DB HB IB PC"],
	[["in_transit.import_customs_held", "customs.inspection"], "CV HD HI ID IG LAA LEA LXA MRA MRC OI SG"],
	[["in_transit.import_customs_held", "customs.documentation"], "OR"],
	[["in_transit.import_customs_held", "customs.delay"], "HX"],
	[["in_transit.import_customs_held", "external.civil_event"], "CS DS"],
	[["in_transit.export_customs_held", "customs.inspection"], "EI IC"],
	[["in_transit.customs_duty_due", "customs.duties_unpaid"], "AP"],
	["in_transit.customs_cleared", "RC"],
	[["in_transit.delayed_weather", "external.weather"], "BW LAW LEW LW LXW"],
	[["in_transit.delayed", "external.natural_disaster"], "MNA"],
	[["in_transit.delayed", "external.civil_event"], "LAI LEI LXI MRI"],
	[["in_transit.delayed", "external.road"], "LA"],
	[["in_transit.delayed", "external.security"], "LD"],
	[["in_transit.delayed", "sender.incorrect_data"], "ED"],
	[["in_transit.delayed", "customs.documentation"], "HM"],
	["in_transit.delayed", "AH AN AR CP CX DL DP DQ DW EO FR HH IAO IP ITC LAB LAC LAL LAN LAO LAT LEB LEC LEL LEN LEO"],
	["in_transit.delayed", "LET LR LS LT LXB LXC LXL LXN LXO LXT MC MCA MCB MD MF MH ML MLA MLH MLL MLO MLX MOC MOD MOI"],
	["in_transit.delayed", "MOO MOP MOR MOU MR MTB MTC MTL MTO MTU NT NTT OC OL PL PNP POU PR RDH SYS VB WE WET WL WR"],
	["in_transit.contact_carrier", "BM C1D C1M C1N C1P C2D C2M C2N C2P CD CIM HW LC LCP LM MP MT PIB RH UC UD UE UP WD"],
	[["in_transit.address_problem", "address.incorrect"], "UA WA WAC WAH WAN WAP WAS WAT"],
	[["in_transit.address_problem", "recipient.moved"], "WAM"],
	[["in_transit.damaged", "carrier.damaged"], "DU"],
	["out_for_delivery.on_vehicle", "OD"],
	[["delivery_attempted.recipient_absent", "recipient.absent"], "CO NH"],
	[["delivery_attempted.recipient_unreachable", "recipient.unreachable"], "HO"],
	[["delivery_attempted.no_access", "recipient.access_restricted"], "WAD"],
	[["delivery_attempted.refused", "recipient.refused"], "CDE CR CRA CRC CRD CRF CRI CRL CRN CRO CRP CRT"],
	["ready_for_pickup.carrier_depot", "HP"],
	["delivered.to_recipient", "OK"],
	["delivered.safe_place", "ATL LUR"],
	[["delivered.to_neighbour", "delivery.indirect"], "DN"],
	[["delivered.damaged", "carrier.damaged"], "DD"],
	[["delivered.partial", "delivery.shortage"], "LP"],
	["returning.to_sender", "RO"],
	["note.proof_of_delivery", "VC"],
	["note.delivery_option_chosen", "BSN C1C C2C CA CAR DNR HPR NPD OKC"],
	["note.information", "AA BSA CM DM"],
]);

/** The shipment as a whole, on the page and in the app. */
const GLOBAL = codeTable([
	["info_received.notified", "REPORTED REGISTERED NOT_YET_SENT"],
	["in_transit.import_customs_presented", "CUSTOMS"],
	["in_transit.moving", "TO_BE_DELIVERED ON_GOING_DELIVERY"],
	["out_for_delivery.on_vehicle", "IN_DELIVERY"],
	["ready_for_pickup.at_point", "WAITING_FOR_PICKUP"],
	["delivered.to_recipient", "DELIVERED"],
	["delivery_attempted.failed", "MISSED_DELIVERY"],
	["delivery_attempted.problem", "NOT_DELIVERED"],
	["returning.to_sender", "RETURNED"],
]);

const Metadata = part(z.object({ description: text })).catch(undefined);
const Event = z.object({
	eventCode: text,
	subEventId: text,
	timestamp: text,
	zip: text,
	city: text,
	country: text,
	shipmentNumber: text,
	externalMetadata: Metadata,
	// PostLogistics.
	Id: text,
	Status: text,
	TimeStamp: text,
	Description: text,
	City: text,
	// The app.
	eventType: text,
	title: text,
	location: part(z.object({ latitude: number, longitude: number })).catch(undefined),
});
type Event = z.output<typeof Event>;
const Range = part(z.object({ start: text, end: text })).catch(undefined);

const Shipment = z.object({
	shipmentNumber: text,
	globalStatus: text,
	returned: flag,
	calculatedDeliveryDate: text,
	deliveryDate: text,
	deliveryRange: Range,
	deliveryTimeInterval: Range,
	signature: text,
	events: list(Event),
	mailpieceId: text,
	mailpieceStatusType: text,
	statusTimestamp: text,
});
type Shipment = z.output<typeof Shipment>;

const Body = Shipment.extend({
	...Event.shape,
	shipmentNumber: text,
	Data: z.undefined().or(list(z.object({ Identifier: text, History: list(Event) }))),
	inProgress: z.undefined().or(list(Shipment)),
	completed: z.undefined().or(list(Shipment)),
	status: text,
	code: text,
	error: text,
	error_description: text,
	message: text,
	detail: text,
});
type Body = z.output<typeof Body>;

function extract(written: string): Extracted {
	const bodies = json(written, list(Body));
	const shipments = bodies.flatMap((body) => [
		...(body.globalStatus || body.mailpieceStatusType ? [readShipment(body)] : []),
		...[...(body.inProgress ?? []), ...(body.completed ?? [])].map(readShipment),
		...(body.Data ?? [])
			.filter(({ History }) => History.length > 0)
			.map(({ Identifier, History }) => timeline(History, Identifier)),
	]);
	// The events of one shipment are a list of their own.
	const events = bodies.filter(({ eventCode }) => eventCode !== undefined);
	const told = events.length > 0 ? [...shipments, timeline(events, events[0]?.shipmentNumber)] : shipments;
	const refusals = bodies.flatMap(refusalOf);
	if (told.length > 0) return { shipments: told };
	if (refusals.length > 0) return { shipments: [], refusals };
	const isEmpty =
		bodies.length === 0 || bodies.some(({ Data, inProgress, completed }) => Data ?? inProgress ?? completed);
	if (isEmpty) return unanswered("not-found", "No shipment.");
	throw new Unreadable("body: neither a shipment nor an error");
}

function refusalOf({
	globalStatus,
	eventCode,
	code,
	status,
	message,
	error_description,
	detail,
	error,
}: Body): Refusal[] {
	const words = [error, message ?? error_description ?? detail].filter(Boolean).join(": ");
	if (globalStatus || eventCode || words === "") return [];
	const why = code ?? status ?? "";
	return [{ trackingNumber: null, outcome: outcomeOf(why, words), detail: [why, words].filter(Boolean).join(": ") }];
}

function timeline(events: readonly Event[], trackingNumber: string | undefined): RawShipment {
	return {
		trackingNumber: bare(trackingNumber),
		scans: events.filter((event) => timeOf(event)).map((event) => readEvent(event, false)),
		order: orderByTimes(events.map(timeOf), "none"),
	};
}

/** The page writes dots into the number, which are none of it. */
function bare(written: string | undefined): string | null {
	return written?.replace(/[.\s-]/g, "") ?? null;
}

function readShipment(shipment: Shipment): RawShipment {
	const { globalStatus, mailpieceStatusType, deliveryDate, statusTimestamp, calculatedDeliveryDate, signature } =
		shipment;
	const status = globalStatus ?? mailpieceStatusType ?? "";
	const wentBack = shipment.returned || status === "RETURNED";
	const events = shipment.events.filter((event) => timeOf(event));
	const end = deliveryDate ?? statusTimestamp;
	const isAlone = status === "DELIVERED" && events.length === 0 && end !== undefined;
	const delivery: RawScan[] = isAlone
		? [{ code: status, keys: [wentBack ? "back" : "global:DELIVERED"], text: "", time: { text: end } }]
		: [];
	const told = events.map((event) => readEvent(event, wentBack));
	// A parcel put into a locker counts as delivered as a whole: its events know better.
	const isKnown = status === "DELIVERED" && told.some(({ keys = [] }) => tellsOfEnd(keys));
	const isHeard = status !== "" && status !== "UNKNOWN" && !isKnown;
	const window = shipment.deliveryTimeInterval?.start ? shipment.deliveryTimeInterval : shipment.deliveryRange;
	const from = window?.start ?? calculatedDeliveryDate;
	const to = window?.end ?? from;
	return {
		trackingNumber: bare(shipment.shipmentNumber ?? shipment.mailpieceId),
		scans: [...told, ...delivery],
		order: orderByTimes(events.map(timeOf), "none"),
		status: isHeard
			? {
					code: status,
					keys: [wentBack && status === "DELIVERED" ? "back" : `global:${status}`],
					time: status === "DELIVERED" && end && !isAlone ? { text: end } : undefined,
				}
			: undefined,
		promised: from && to ? { from: { text: dayAtMidnight(from) }, to: { text: dayAtMidnight(to) } } : undefined,
		signed: signature !== undefined,
	};
}

function timeOf({ timestamp, TimeStamp }: Event): string | undefined {
	return timestamp ?? TimeStamp;
}

function readEvent(event: Event, wentBack: boolean): RawScan {
	const words = event.Description ?? event.title ?? event.externalMetadata?.description ?? "";
	const code = event.eventCode ?? event.Status ?? event.eventType ?? "";
	return {
		code,
		keys: keysOf(event, words, wentBack),
		text: words,
		time: { text: timeOf(event) ?? "" },
		place: {
			city: event.city ?? event.City,
			// Six digits are the number of an office of the Post's own.
			postcode: /^\d{6}$/.test(event.zip ?? "") ? undefined : event.zip,
			country: event.country,
			lat: event.location?.latitude,
			lng: event.location?.longitude,
		},
	};
}

function keysOf({ eventCode, subEventId }: Event, words: string, wentBack: boolean): string[] {
	const parts = eventCode?.split(".") ?? [];
	// LETTER.*.88.912 and PARCEL.*.*.815.EXPORT: kind, country, product, event, direction, detail.
	const event = parts[3] ?? parts.at(-1);
	const detail = subEventId ?? parts[5] ?? "";
	const sentence = sentences.keyOf(words);
	// A detail of this kind takes its event back.
	if (/^CAN/i.test(detail)) return ["revoked"];
	const table = event?.startsWith("TNT-") ? TNT : EVENTS;
	const name = event?.replace(/^TNT-/, "") ?? "";
	const code = Object.hasOwn(table, name) ? [table[name] ?? []].flat()[0] : undefined;
	const isDelivery = code?.startsWith("delivered.") || sentence?.includes(":delivered.");
	if (wentBack && isDelivery) return ["back"];
	const kind = Object.hasOwn(KINDS, name) ? KINDS[name] : undefined;
	const detailed = kind && detail ? `${kind}+${detail.replace(/^RET/, "")}` : undefined;
	const coded = event ? `event:${event}` : undefined;
	const keys = code === "in_transit.moving" ? [sentence, coded] : [detailed, coded, sentence];
	return keys.filter((key) => key !== undefined);
}

const STATUSES: Readonly<Record<string, Meaning>> = {
	...sentences.statuses,
	...prefixed("event:", EVENTS),
	...prefixed("event:TNT-", TNT),
	...DETAILS,
	...prefixed("global:", GLOBAL),
	back: "returned.to_sender",
	revoked: "note.information",
};

/** It was given to somebody, or waits for them, or went back. */
function tellsOfEnd(keys: readonly string[]): boolean {
	const rule = keys.find((key) => Object.hasOwn(STATUSES, key));
	const [code] = rule === undefined ? [] : [STATUSES[rule] ?? []].flat();
	return /^(?:delivered|ready_for_pickup|return)/.test(code ?? "");
}

export const swissPost = defineCarrier({
	code: "swiss-post",
	name: "Swiss Post",
	countries: ["CH"],
	source: {
		kind: "observed",
		url: "https://service.post.ch/ekp-web/ui/",
		checked: "2026-11-22",
		note: "Shapes are those of public clients of the tracking page, which takes four calls a number and is not polled; its codes are those of the page's own German texts as one of them keeps them, most sentences are from memory, and the interface for business customers was not seen.",
	},

	numbers: {
		pattern: /^(?:9[89]\d{16}|[A-Z]{2}\d{9}CH)$/,
		checkDigit: (number) => (/^9/.test(number) ? null : isS10(number)),
		valid: ["990012345678901234", "980012345678901234", "RR000000014CH"],
		invalid: ["970012345678901234", "99001234567890123", "RR000000015CH", "RR000000014DE"],
	},

	clock: { formats: ["iso", "epoch-ms"], zone: { kind: "fixed", zone: "Europe/Zurich" } },
	statuses: STATUSES,
	extract,
	trackingUrl: (number) => `https://service.post.ch/ekp-web/ui/entry/search/${encodeURIComponent(number)}`,
});
