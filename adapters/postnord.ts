import { z } from "zod";
import {
	codeTable,
	defineCarrier,
	type Extracted,
	isS10,
	isSscc,
	json,
	list,
	type Outcome,
	orderByTimes,
	outcomeOf,
	part,
	prefixed,
	type RawPlace,
	type RawScan,
	type RawShipment,
	type RawTime,
	type Refusal,
	text,
	textRules,
	Unreadable,
	unanswered,
} from "./kit/index.ts";

// A status covers many events, and the lists of event codes differ from country to country: the sentence tells, in the
// five languages that PostNord answers in.
const sentences = textRules("nordic", 1, [
	[
		"note.recipient_notified",
		/\b(?:recipient|receiver|mottagaren|modtageren|mottakeren) (?:has been |är |er )(?:notified|aviserad|adviseret|varslet)|\b(?:text message|sms|e-?mail|notification|notice|avi|besked|varsel|ilmoitus)\b.*\b(?:has been )?(?:sent|delivered|skickad|skickats|sendt|levererad|lähetetty)|^notification sent|avisering|aviserats|saapumisilmoitus/i,
	],
	["note.recipient_notified", /\breminder\b.*\b(?:sent|recipient|receiver)\b|påminnelse/i],
	["note.relabelled", /re-?label/i],
	["note.delivery_option_chosen", /(?:extended|prolonged) (?:the )?(?:pick-?up|collection|storage)|förlängd/i],
	["note.eta_changed", /suggested delivery time|(?:new|changed) (?:estimated )?delivery (?:time|date)|ny leveranstid/i],
	[
		"note.delivery_option_chosen",
		/selected by the re(?:ceiver|cipient)|added by the recipient|vald av mottagaren|valgt af modtager/i,
	],
	[
		"returned.to_sender",
		/(?:returned|delivered|återlämnats|levererats|utlämnad|leveret|levert|utlevert|palautettu)\b.* (?:to|till|til) (?:the )?(?:sender|avsändaren|afsender|avsender)|palautettu lähettäjälle/i,
	],
	[
		["returning.not_collected", "recipient.not_collected"],
		/(?:not (?:been )?(?:collected|picked up)|inte (?:blivit )?hämtats?|ej (?:ut)?hämtad|ikke (?:blevet )?(?:af)?hentet|ei (?:ole )?noudettu)/i,
	],
	["returning.to_sender", /\breturn(?:ed|ing)?\b|i retur|returnera|returner|tillbaka till avsändaren|palautetaan/i],
	[["delivery_attempted.refused", "recipient.refused"], /refused|vägra|nægte|nekte|kieltäyty/i],
	[
		["delivery_attempted.recipient_absent", "recipient.absent"],
		/(?:not (?:at )?home|not available|nobody|absent)|inte hemma|ej anträffad|ikke (?:hjemme|truffet)|ei (?:ollut )?(?:kotona|tavoitettu)/i,
	],
	[
		["in_transit.address_problem", "address.incorrect"],
		/(?:wrong|incorrect|incomplete|insufficient) address|address (?:is|was) (?:wrong|incorrect|incomplete|insufficient)|felaktig adress|forkert adresse|feil adresse/i,
	],
	[
		["in_transit.address_problem", "recipient.moved"],
		/(?:recipient|receiver|addressee) has moved|mottagaren har flyttat|modtageren er flyttet|mottakeren har flyttet/i,
	],
	["in_transit.forwarded_new_address", /forwarded to (?:another|a new) (?:delivery )?address|eftersän/i],
	[["in_transit.damaged", "carrier.damaged"], /damaged|skadad|skadats|beskadiget|skadet|vahingoittunut/i],
	[["exception.lost", "carrier.lost"], /\blost\b|missing|förkommit|bortkommet|kadonnut/i],
	["in_transit.misrouted", /mis-?(?:sorted|routed)|felsorterad|fejlsorteret|feilsortert/i],
	[
		"delivery_attempted.failed",
		/attempt|(?:could|can) ?not be delivered|unsuccessful|misslyckat|kunde inte levereras|kunne ikke leveres|leveringsforsøg|leveringsforsøk|ei voitu toimittaa/i,
	],
	[
		["in_transit.customs_duty_due", "customs.duties_unpaid"],
		/import charge sent|(?:vat|import charge|fee).*(?:to be paid|awaiting|not (?:been )?paid)|väntar på betalning|afventer betaling/i,
	],
	["in_transit.problem_resolved", /(?:vat|charge|fee) has been paid|har betalats|er betalt/i],
	[
		"in_transit.customs_cleared",
		/cleared (?:through|by|from) customs|customs.*(?:complete|finished|released)|has been customs cleared|(?:har|är) (?:förtullats?|tullbehandlad)|er fortoldet|er tollbehandlet|tullattu/i,
	],
	["in_transit.import_customs_presented", /customs|förtull|tullen|\btold|\btoll|tulli/i],
	[
		"in_transit.arrived_destination_country",
		/arrived (?:in|to|at) (?:the )?(?:destination country|country of destination)|(?:ankommit|anlänt) till (?:mottagar|destinations)land|ankommet til (?:modtager|destinations|mottaker)land|saapunut kohdemaahan/i,
	],
	[
		"in_transit.departed_origin_country",
		/(?:sent|dispatched|forwarded|left) .*(?:country of destination|(?:destination|recipient.?s?|sender.?s?|origin) country)|(?:skickats|lämnat).*(?:land)|afsendt til .*land|lähtenyt lähtömaasta/i,
	],
	[
		"out_for_delivery.on_vehicle",
		/delivery of the shipment item is in progress|(?:loaded (?:on .*)?|out )for delivery|lastats ut för|lastet til ud|under (?:utkörning|utdelning|udbringning|utkjøring)|(?:på väg|på vej|lastet opp) (?:ut? )?(?:till mottagaren|til modtager|for utkjøring)|på vej ud til|lastad för utkörning|chauff?ør|jakelussa|jakeluun/i,
	],
	["ready_for_pickup.locker", /parcel (?:locker|box)|paketbox|paketskåp|pakkeboks|pakkeautomat|pakettiautoma/i],
	[
		"ready_for_pickup.at_point",
		/(?:arrived (?:at|to)|available|ready|can be (?:picked up|collected)).*(?:service ?point|collection|pick-?up|collect)|(?:ankommit|anlänt) till (?:utlämnings|service|ombud)|(?:kan|redo att) hämtas|(?:klar|klart) til (?:afhentning|henting)|ankommet til (?:posthus|pakkeshop|udlevering|utlevering)|noudettavissa/i,
	],
	["in_transit.redirected_by_carrier", /re-?directed|omdirigera|omdirigeret|omdirigert/i],
	["picked_up.dropped_off", /dropped off|lämnats in|inlämna|indleveret|innlevert|jätetty/i],
	[
		"picked_up.collected",
		/picked-?\s?up for transportation|picked up (?:at|from) (?:the )?sender|hämtats? (?:hos|från) avsändare|hentet hos a(?:v|f)sender|noudettu lähettäjältä/i,
	],
	["in_transit.arrived_delivery_depot", /arrived at (?:the )?(?:delivery|distribution) (?:office|unit)/i],
	[
		"in_transit.arrived_facility",
		/arrived at (?:the |a )?(?:distribution )?terminal|(?:ankommit|anlänt) till .*terminal|ankommet til .*terminal|saapunut .*terminaaliin/i,
	],
	[
		"in_transit.departed_facility",
		/(?:left|departed) (?:from )?(?:the )?.*terminal|lämnat .*terminal|forladt .*terminal|forlatt .*terminal/i,
	],
	["in_transit.processed_facility", /being processed|(?:has been |is )sorted|sorterats?\b|sorteret|sortert|lajiteltu/i],
	["in_transit.loaded", /has been loaded|har lastats|er læsset|er lastet/i],
	["in_transit.held_at_request", /awaiting the booked delivery date|agreement of delivery with the recipient/i],
	["in_transit.delayed", /delay|försena|forsinke|myöhässä|viivästy/i],
	["in_transit.moving", /under transport|transporteras|kuljetuksessa/i],
	[
		"info_received.notified",
		/(?:notified|information|notification|order) .*(?:received|sender)|fått en (?:beställning|avisering|notis)|modtaget (?:information|besked)|mottatt (?:melding|informasjon)|ennakkotieto/i,
	],
]);

const STATUSES = codeTable([
	["info_received.label_created", "CREATED"],
	["info_received.notified", "INFORMED"],
	["in_transit.moving", "EN_ROUTE"],
	["out_for_delivery.on_vehicle", "DELIVERY"],
	["in_transit.delayed", "DELAYED EXPECTED_DELAY"],
	["ready_for_pickup.at_point", "AVAILABLE_FOR_DELIVERY"],
	["ready_for_pickup.locker", "AVAILABLE_FOR_DELIVERY_PAR_LOC"],
	["delivery_attempted.problem", "DELIVERY_IMPOSSIBLE"],
	[["delivery_attempted.refused", "recipient.refused"], "DELIVERY_REFUSED"],
	["delivered.to_recipient", "DELIVERED"],
	["returning.to_sender", "RETURNED"],
	["in_transit.held", "STOPPED"],
	[["in_transit.customs_duty_due", "customs.duties_unpaid"], "CUSTOMS_STOPPED_VAT"],
	["note.split", "SPLIT"],
]);

/** How it was delivered, which the status does not say. */
const deliveries: readonly (readonly [key: string, pattern: RegExp])[] = [
	["DELIVERED/neighbour", /neighbo|granne|\bnabo|naapuri/i],
	["DELIVERED/letterbox", /mail ?box|letter ?box|brevlåd|postlåd|postkass|postlaatik/i],
	["DELIVERED/collected", /picked up|collected|(?:ut)?hämtats?\b|uthämtad|(?:af)?hentet|noudettu/i],
	[
		"DELIVERED/safe-place",
		/outside|safe place|(?:by|at) the door|utanför|vid dörr|(?:foran|ved|uden for|utenfor) dør|aftalt sted|flexlevering/i,
	],
];

/** These say what happened more surely than their sentence; all others stand for several events. */
const PLAIN = new Set([
	"DELIVERED",
	"RETURNED",
	"DELIVERY_REFUSED",
	"CREATED",
	"INFORMED",
	"CUSTOMS_STOPPED_VAT",
	"SPLIT",
]);

const Location = part(
	z.object({
		name: text,
		displayName: text,
		city: text,
		postcode: text,
		postCode: text,
		countryCode: text,
		country: text,
	}),
);
const Event = z.object({
	eventTime: text,
	eventCode: text,
	status: text,
	eventStatus: text,
	eventDescription: text,
	location: Location,
	geoLocation: part(z.object({ geoCity: text, geoPostcode: text, geoCountryCode: text })),
});
type Event = z.output<typeof Event>;

/** The tracking page wraps a status in an object of its own. */
const StatusCode = z.preprocess(
	(value) => (typeof value === "string" || typeof value === "number" ? { code: String(value) } : value),
	part(z.object({ code: text })),
);
const eta = {
	deliveryDate: text,
	estimatedTimeOfArrival: text,
	statusText: part(z.object({ estimatedTimeOfArrival: text })),
};

const Item = z.object({
	itemId: text,
	status: StatusCode,
	eventStatus: text,
	signature: text,
	acceptor: part(z.object({ name: text, signatureReference: text })),
	events: list(Event),
	event: list(Event),
	...eta,
});
type Item = z.output<typeof Item>;
const Shipment = z.object({ shipmentId: text, status: StatusCode, items: list(Item), ...eta });
type Shipment = z.output<typeof Shipment>;

const Fault = z.object({ faultCode: text, explanationText: text, code: text, message: text });
const Faults = part(z.object({ faults: list(Fault) }));
const Inside = z.object({ compositeFault: Faults, shipments: z.undefined().or(list(Shipment)) });
const Body = Shipment.extend({
	...Inside.shape,
	TrackingInformationResponse: Inside.optional(),
	message: text,
	error: z.preprocess((value) => (typeof value === "string" ? { message: value } : value), part(Fault)),
	error_description: text,
	title: text,
	detail: text,
	code: text,
});

function extract(body: string, { asked = [] }: { readonly asked?: readonly string[] | undefined }): Extracted {
	const read = json(body, Body);
	const inside = read.TrackingInformationResponse ?? read;
	const shipments = inside.shipments ?? (read.items.length > 0 || read.shipmentId ? [read] : undefined);
	const told = (shipments ?? []).flatMap((shipment) => readShipment(shipment, asked));
	const faults = [...(inside.compositeFault?.faults ?? []), ...(read.compositeFault?.faults ?? [])];
	const words = read.message ?? read.error_description ?? read.detail ?? read.title;
	const own = words ? Fault.parse({ code: read.code ?? read.status?.code, message: words }) : read.error;
	const all = own ? [...faults, own] : faults;
	if (told.length > 0) return { shipments: told };
	if (all.length > 0) return { shipments: [], refusals: all.map(refusalOf) };
	if (shipments) return unanswered("not-found", "No shipments.");
	throw new Unreadable("body: neither shipments nor an error");
}

function refusalOf({ faultCode, explanationText, code, message }: z.output<typeof Fault>): Refusal {
	const detail = [faultCode ?? code, explanationText ?? message].filter((word) => word !== undefined).join(": ");
	return { trackingNumber: null, outcome: outcomeOfFault(faultCode ?? code ?? "", detail), detail };
}

function outcomeOfFault(code: string, detail: string): Exclude<Outcome, "ok"> {
	if (/identifier|no (?:shipment|item|match)|could not (?:be found|find)|does not exist/i.test(detail))
		return "not-found";
	return /api ?-?key|developer inactive/i.test(detail) ? "denied" : outcomeOf(code, detail);
}

/** Each item has a number of its own, unless it was the number of them all that somebody asked for. */
function readShipment(shipment: Shipment, asked: readonly string[]): RawShipment[] {
	const { shipmentId, items } = shipment;
	const isAsked = shipmentId !== undefined && asked.includes(shipmentId);
	if (items.length === 0) return shipmentId ? [readItems(shipment, [], shipmentId)] : [];
	if (isAsked && !items.some(({ itemId }) => itemId === shipmentId)) return [readItems(shipment, items, shipmentId)];
	return items.map((item) => readItems(shipment, [item], item.itemId ?? shipmentId ?? null));
}

function readItems(shipment: Shipment, items: readonly Item[], trackingNumber: string | null): RawShipment {
	const [first, ...others] = items;
	const header =
		(others.length === 0 ? (first?.status?.code ?? first?.eventStatus) : undefined) ?? shipment.status?.code;
	const told = items.flatMap((item) => [...item.events, ...item.event].map((event) => ({ item, event })));
	const back = told.filter(({ event }) => statusOf(event) === "RETURNED").map(({ event }) => event.eventTime ?? "");
	const scans = told.map(({ item, event }): RawScan => {
		const wentBack = header === "RETURNED" && back.some((time) => time < (event.eventTime ?? ""));
		return { ...readEvent(event, item, wentBack), piece: others.length > 0 ? item.itemId : undefined };
	});
	// The status of an event that was told says less than the event's own sentence.
	const isNews = header !== undefined && !told.some(({ event }) => statusOf(event) === header);
	const end = header === "DELIVERED" ? (first?.deliveryDate ?? shipment.deliveryDate) : undefined;
	const isKnown = isNews && `header:${header}` in HEADERS;
	return {
		trackingNumber,
		scans,
		order:
			others.length > 0
				? "none"
				: orderByTimes(
						told.map(({ event }) => event.eventTime),
						"oldest-first",
					),
		status: isKnown ? { code: header, keys: [`header:${header}`], time: end ? { text: end } : undefined } : undefined,
		promised: promise(first, shipment),
		signed: items.some(
			({ signature, acceptor }) => signature !== undefined || acceptor?.signatureReference !== undefined,
		),
	};
}

function promise(item: Item | undefined, shipment: Shipment): RawShipment["promised"] {
	const text =
		item?.estimatedTimeOfArrival ??
		shipment.estimatedTimeOfArrival ??
		item?.statusText?.estimatedTimeOfArrival ??
		shipment.statusText?.estimatedTimeOfArrival;
	const time: RawTime | undefined = text && /^\d{4}-/.test(text) ? { text } : undefined;
	return time ? { from: time, to: time } : undefined;
}

function statusOf({ status, eventStatus }: Event): string {
	return status ?? eventStatus ?? "";
}

function readEvent(event: Event, item: Item, wentBack: boolean): RawScan {
	const { eventCode, eventDescription = "", eventTime = "" } = event;
	const status = statusOf(event);
	const isDelivered = status === "DELIVERED";
	return {
		code: status || eventCode || "",
		keys: wentBack && isDelivered ? ["DELIVERED/sender"] : keysOf(status, eventDescription),
		text: eventDescription,
		time: { text: eventTime },
		place: placeOf(event),
		marked: isDelivered && !wentBack ? { signedBy: item.acceptor?.name } : undefined,
	};
}

function keysOf(status: string, words: string): string[] {
	const sentence = sentences.keyOf(words);
	const isSender = sentence?.endsWith(":returned.to_sender");
	const way = isSender ? "DELIVERED/sender" : deliveries.find(([, pattern]) => pattern.test(words))?.[0];
	const how = status === "DELIVERED" ? way : undefined;
	// Why it goes back is told by the sentence alone.
	const isWhy = status === "RETURNED" && sentence?.endsWith(":returning.not_collected/recipient.not_collected");
	const general = PLAIN.has(status) && !isWhy ? [status] : [sentence, status];
	return [how, ...general].filter((key) => key !== undefined);
}

/** An event of the data alone happened at PostNord, which is no place. */
function placeOf({ location, geoLocation }: Event): RawPlace {
	const name = location?.name ?? location?.displayName;
	return {
		name: name === "PostNord" ? undefined : name,
		city: location?.city ?? geoLocation?.geoCity,
		postcode: location?.postcode ?? location?.postCode ?? geoLocation?.geoPostcode,
		country: location?.countryCode ?? location?.country ?? geoLocation?.geoCountryCode,
	};
}

const HEADERS = prefixed("header:", STATUSES);

export const postnord = defineCarrier({
	code: "postnord",
	name: "PostNord",
	countries: ["SE", "DK"],
	source: {
		kind: "observed",
		url: "https://developer.postnord.com/apis/details?systemName=shipment-v5-trackandtrace-shipmentinformation",
		checked: "2026-11-22",
		note: "Shape and statuses are those of public clients, for PostNord's own pages could not be read; event codes are not known, and but for a dozen English sentences those that tell are from memory; the poll puts its key into the address and is left out.",
	},

	numbers: {
		pattern: /^(?:\d{11}SE|[A-Z]{2}\d{9}(?:SE|DK)|(?:00)?(?:373\d|357\d|3707)\d{14})$/,
		checkDigit: (number) => (/^\d{11}SE$/.test(number) ? null : /^[A-Z]/.test(number) ? isS10(number) : isSscc(number)),
		valid: ["12345678901SE", "CE000000005SE", "CE000000005DK", "373000000000000005", "00357000000000000005"],
		invalid: ["CE000000006SE", "CE000000005NO", "373000000000000001", "1234567890SE"],
	},

	clock: { formats: ["iso"], zone: { kind: "scan-site", fallback: "Europe/Stockholm" } },
	statuses: {
		...sentences.statuses,
		...STATUSES,
		...HEADERS,
		...codeTable([
			["note.information", "OTHER"],
			["returned.to_sender", "DELIVERED/sender"],
			[["delivered.to_neighbour", "delivery.indirect"], "DELIVERED/neighbour"],
			["delivered.letterbox", "DELIVERED/letterbox"],
			["delivered.collected", "DELIVERED/collected"],
			["delivered.safe_place", "DELIVERED/safe-place"],
		]),
	},
	extract,
	trackingUrl: (number) => `https://tracking.postnord.com/en/tracking?id=${encodeURIComponent(number)}`,
});
