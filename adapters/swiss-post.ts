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

/** The last part of a code; each means the same for letters and parcels. Most are known by their stage alone. */
const EVENTS = codeTable([
	["info_received.notified", "600 620 859"],
	["picked_up.accepted", "100 200 500 912"],
	["in_transit.moving", "10 804 805 813 815 818 820 847 904 906 908 909 913 915 918 920 921 1001 1002 1213 1218 4020"],
	["in_transit.import_customs_presented", "803 819 842 902 919"],
	["in_transit.processed_facility", "1201 1202"],
	["out_for_delivery.on_vehicle", "1003"],
	["delivery_attempted.failed", "923 924 934"],
	["ready_for_pickup.at_point", "910 926"],
	["ready_for_pickup.locker", "2102"],
	["delivered.to_recipient", "40 938 3800 4000 4001 4600"],
	["returning.to_sender", "3600"],
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
	// A parcel put into a locker counts as delivered as a whole: its events know better.
	const isHeard = status !== "" && status !== "UNKNOWN" && !(status === "DELIVERED" && events.length > 0);
	const window = shipment.deliveryTimeInterval?.start ? shipment.deliveryTimeInterval : shipment.deliveryRange;
	const from = window?.start ?? calculatedDeliveryDate;
	const to = window?.end ?? from;
	return {
		trackingNumber: bare(shipment.shipmentNumber ?? shipment.mailpieceId),
		scans: [...events.map((event) => readEvent(event, wentBack)), ...delivery],
		order: orderByTimes(events.map(timeOf), "none"),
		status: isHeard
			? { code: status, keys: [wentBack && status === "DELIVERED" ? "back" : `global:${status}`] }
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
	const event = eventCode?.split(".").at(-1);
	const sentence = sentences.keyOf(words);
	// A sub-event of this kind takes its event back.
	if (/^CAN/i.test(subEventId ?? "")) return ["revoked"];
	const code = event !== undefined && Object.hasOwn(EVENTS, event) ? [EVENTS[event] ?? []].flat()[0] : undefined;
	const isDelivery = code?.startsWith("delivered.") || sentence?.includes(":delivered.");
	if (wentBack && isDelivery) return ["back"];
	const coded = event ? `event:${event}` : undefined;
	return (code === "in_transit.moving" ? [sentence, coded] : [coded, sentence]).filter((key) => key !== undefined);
}

export const swissPost = defineCarrier({
	code: "swiss-post",
	name: "Swiss Post",
	countries: ["CH"],
	source: {
		kind: "observed",
		url: "https://service.post.ch/ekp-web/ui/",
		checked: "2026-11-22",
		note: "Shapes and codes are those of public clients of the tracking page, which takes four calls a number and is not polled; most codes are known by their stage alone, most sentences are from memory, and the interface for business customers was not seen.",
	},

	numbers: {
		pattern: /^(?:9[89]\d{16}|[A-Z]{2}\d{9}CH)$/,
		checkDigit: (number) => (/^9/.test(number) ? null : isS10(number)),
		valid: ["990012345678901234", "980012345678901234", "RR000000014CH"],
		invalid: ["970012345678901234", "99001234567890123", "RR000000015CH", "RR000000014DE"],
	},

	clock: { formats: ["iso", "epoch-ms"], zone: { kind: "fixed", zone: "Europe/Zurich" } },
	statuses: {
		...sentences.statuses,
		...prefixed("event:", EVENTS),
		...prefixed("global:", GLOBAL),
		back: "returned.to_sender",
		revoked: "note.information",
	},
	extract,
	trackingUrl: (number) => `https://service.post.ch/ekp-web/ui/entry/search/${encodeURIComponent(number)}`,
});
