import { z } from "zod";
import {
	codeTable,
	defineCarrier,
	type Extracted,
	isS10,
	list,
	markup,
	mod37,
	type Outcome,
	orderByTimes,
	outcomeOf,
	part,
	type RawContinuation,
	type RawPlace,
	type RawScan,
	type RawShipment,
	type Refusal,
	soap,
	soapEnvelope,
	text,
	textRules,
	Unreadable,
} from "./kit/index.ts";

// Scans of partners abroad reuse codes, and the list of codes is not public: beyond the known ones the sentences tell.
const rules = textRules("fr", 1, [
	["note.recipient_notified", /\bsms\b|e-?mail|par mail|courriel|notifi|avis envoyé|information du destinataire/i],
	[
		"returned.to_sender",
		/(?:livrée?|remise?|distribuée?) à (?:l'|son )expéditeur|(?:delivered|handed (?:back|over)) to (?:the )?(?:sender|shipper)/i,
	],
	["returning.to_sender", /retour|renvo|\breturn/i],
	[
		"info_received.not_yet_received",
		/(?:non|pas (?:encore )?(?:été )?) ?(?:pris en charge|remis (?:à|par))|not (?:yet )?handed over/i,
	],
	[["exception.outside_service", "sender.incorrect_dimensions"], /trop (?:volumineux|lourd)|hors (?:gabarit|norme)/i],
	[["delivery_attempted.refused", "recipient.refused"], /refus/i],
	[["in_transit.damaged", "carrier.damaged"], /endommag|avari|damag/i],
	[["exception.lost", "carrier.lost"], /perdu|égaré|\blost\b/i],
	[["delivery_attempted.business_closed", "recipient.business_closed"], /fermée?|fermeture|\bclosed\b/i],
	[
		["delivery_attempted.recipient_absent", "recipient.absent"],
		/absen(?:t|ce)|avis de passage|not (?:at )?home|nobody/i,
	],
	[
		["delivery_attempted.address_not_found", "address.incorrect"],
		/(?:non livr|pas pu être livr|not delivered|undelivered).*(?:adresse|address)/i,
	],
	[
		["in_transit.address_problem", "address.incorrect"],
		/adresse .*(?:incorrect|incompl|erron|inconnu)|inconnu à|(?:wrong|incorrect|incomplete|bad) address|n'habite pas|complément d'adresse/i,
	],
	[["in_transit.address_problem", "recipient.moved"], /déménagé|has moved/i],
	[
		"in_transit.customs_cleared",
		/dédouan(?:é(?!\p{L})|ement .*(?:terminé|effectué))|sorti(?:e)? de douane|customs clear(?:ed|ance (?:completed|done))|cleared/iu,
	],
	[["in_transit.import_customs_held", "customs.delay"], /(?:bloqué|retenu|attente).*douan|held.*customs/i],
	["in_transit.import_customs_presented", /douan|customs/i],
	["ready_for_pickup.locker", /(?:disponible|disposition|déposé|available|ready).*(?:consigne|casier|locker)/i],
	[
		"ready_for_pickup.post_office",
		/(?:disponible|disposition|available|ready|attente de retrait).*(?:bureau|post office)/i,
	],
	[
		"ready_for_pickup.at_point",
		/(?:disponible|disposition|available|ready|attente de retrait).*(?:relais|point|pickup|commerçant|pick-?up|collection)/i,
	],
	["ready_for_pickup.arriving_at_point", /(?:remise?|déposée?) (?:au|en|dans un) (?:point )?relais/i],
	[
		"delivered.collected",
		/retirée? (?:au|en|par|dans)|retrait effectué|(?:livré|livraison effectuée|remis|delivered|collected).*(?:au guichet|en bureau|(?:point|en) relais|relais pickup|at (?:the |a )?(?:post office|pick-?up|relay))|collected by/i,
	],
	[
		"delivery_attempted.failed",
		/non livr|(?:n'a pas|pas) pu être (?:livr|remis)|livraison impossible|not delivered|undelivered|could not be delivered|delivery attempt|tentative/i,
	],
	[["in_transit.held_at_request", "recipient.requested_later"], /(?:report|différ).*demande du destinataire/i],
	[
		"in_transit.delivery_scheduled",
		/rendez-vous|livraison (?:prévue|reportée|programmée)|(?:sera|va être|doit être) (?:livr|remis|présent)|appointment|rescheduled|will be delivered/i,
	],
	["note.delivery_option_chosen", /instruction|choix (?:du|de) |option de livraison|delivery option/i],
	[
		["in_transit.misrouted", "carrier.sorting_error"],
		/erreur (?:de tri|d'acheminement)|réorient|réachemin|mal (?:dirig|orient|rout)|misrout|missort/i,
	],
	[["in_transit.delayed_weather", "external.weather"], /intempéries|météo|weather/i],
	["in_transit.delayed", /retard|incident|aléa|delay/i],
	[["delivered.to_neighbour", "delivery.indirect"], /(?:livr|remi).*voisin|delivered.*neighbo/i],
	[
		"delivered.to_reception",
		/(?:livr|remi).*(?:gardien|accueil|réception)|delivered.*(?:reception|caretaker|concierge)/i,
	],
	[["delivered.to_proxy", "delivery.indirect"], /(?:livr|remi).*à un tiers/i],
	["delivered.letterbox", /(?:livré|livraison effectuée).*bo[iî]te|delivered.*(?:mail|letter) ?box/i],
	["out_for_delivery.on_vehicle", /(?:en cours de|sorti en|mis en|parti en) livraison|in delivery|out for delivery/i],
	[
		"delivered.to_recipient",
		/(?<!\p{L})livrée?(?!\p{L})|livraison effectuée|remise? (?:au destinataire|en mains? propres?)|\bdelivered\b|delivery ok/iu,
	],
	[
		"in_transit.arrived_delivery_depot",
		/tri.*(?:agence de (?:livraison|distribution)|arrivée)|(?:agence|site|centre) de (?:livraison|distribution)|sorted at delivery|at (?:the )?delivery (?:depot|location|site)/i,
	],
	["in_transit.processed_facility", /(?<!\p{L})tri(?:ée?)?(?!\p{L})|\bsorted\b/iu],
	[
		"picked_up.dropped_off",
		/(?:remis|dépos).* par l'expéditeur|déposée? (?:en|au) bureau|handed over by (?:the )?(?:shipper|sender)|dropped off/i,
	],
	["picked_up.collected", /(?:collecte|enlèvement|ramassage) effectuée?|collecté|enlevé|ramassé|collected from/i],
	[
		"picked_up.accepted",
		/prise? en charge|enregistré|picked up|registered by|accepted|handed over to (?:the )?carrier/i,
	],
	[
		"info_received.label_created",
		/en (?:cours de )?préparation|prête? (?:à être expédié|chez)|ready to be shipped|in preparation|information (?:received|reçue)|[ée]tiquette/i,
	],
	["in_transit.arrived_destination_country", /arriv.*(?:pays de destination|destination country)/i],
	[
		"in_transit.departed_origin_country",
		/(?:quitté|départ|left|departed).*(?:pays d.(?:origine|expédition)|origin country|country of origin)/i,
	],
	["in_transit.departed_facility", /expédié|départ de|quitté|departed|left /i],
	["in_transit.arrived_facility", /arrivé|arrived|arrival/i],
	["in_transit.moving", /transit|achemin/i],
]);

// Of the sentences beside a known code these alone are finer than the code itself.
const FINER = /delivered\.|returned\./;

const Info = z.object({ name: text, value: text });
const Event = z.object({
	code: text,
	eventDate: text,
	eventLabel: text,
	NPC: text,
	officeLabel: text,
	zipCode: text,
	infoCompList: list(Info),
});
type Event = z.output<typeof Event>;
// Events stand in the list itself or one level deeper.
const Events = Event.extend({ skybillNumber: text, events: list(Event) });
const Result = z.object({
	errorCode: text,
	errorMessage: text,
	skybillNumber: text,
	listEventInfoComp: list(Events),
	listEvents: list(Events),
});
const Answer = part(z.object({ return: list(Result) }));
const Content = z.object({
	trackSkybillV2Response: Answer,
	trackSkybillV3Response: Answer,
	trackSkybillResponse: Answer,
	trackWithSenderRefResponse: Answer,
});

function extract(body: string): Extracted {
	const answer = soap(body, Content);
	if (answer.fault) {
		const { code, text: words, detail } = answer.fault;
		const outcome = outcomeOf(code, words);
		return { shipments: [], refusals: [{ trackingNumber: null, outcome, detail: `${code}: ${words} ${detail}` }] };
	}
	const results = Object.values(answer.content).flatMap((one) => one?.return ?? []);
	if (results.length === 0) throw new Unreadable("body: no answer of the tracking service");
	const told = results.map(readResult);
	return {
		shipments: told.flatMap(({ shipments }) => shipments),
		refusals: told.flatMap(({ refusals }) => refusals ?? []),
	};
}

function readResult(result: z.output<typeof Result>): Extracted {
	const { errorCode = "0", errorMessage = "", listEventInfoComp, listEvents } = result;
	const lists = [...listEventInfoComp, ...listEvents];
	const trackingNumber =
		lists.find(({ skybillNumber }) => skybillNumber)?.skybillNumber ?? result.skybillNumber ?? null;
	const events = lists.flatMap((one) => (one.eventDate ? [one] : one.events));
	if (events.length > 0) return { shipments: [readEvents(trackingNumber, events)] };
	const outcome = refusalOutcome(errorCode, errorMessage);
	const refusal: Refusal = { trackingNumber, outcome, detail: `${errorCode}: ${errorMessage || "no events"}` };
	return { shipments: [], refusals: [refusal] };
}

function refusalOutcome(code: string, words: string): Exclude<Outcome, "ok"> {
	if (code === "0") return "not-found";
	if (/account|compte|password|mot de passe|authent/i.test(words)) return "denied";
	const isNumber = /num[ée]ro|skybill|parcel|colis|lettre de transport|envoi|shipment/i.test(words);
	if (isNumber && /inconnu|introuvable|invalid|incorrect|erron|unknown|exist|found|aucun/i.test(words))
		return "not-found";
	return code === "1" ? "error" : outcomeOf(code, words);
}

function readEvents(trackingNumber: string | null, events: readonly Event[]): RawShipment {
	return {
		trackingNumber,
		scans: events.map(readEvent),
		order: orderByTimes(
			events.map(({ eventDate }) => eventDate),
			"oldest-first",
		),
		continues: events.flatMap(({ infoCompList }) => infoCompList.flatMap(partner)),
	};
}

/** `GEO/` and a number: the parcel goes on in the network of Geopost. */
function partner({ name = "", value = "" }: z.output<typeof Info>): RawContinuation[] {
	if (!/^(?:partner number|num[ée]ro (?:de )?partenaire)/i.test(name)) return [];
	const [, carrierName = "partner", trackingNumber = value] = /^([A-Z]{2,6})\/(.+)$/.exec(value) ?? [];
	return trackingNumber ? [{ trackingNumber, carrierName }] : [];
}

function readEvent(event: Event): RawScan {
	const { code = "", eventDate = "", eventLabel, infoCompList } = event;
	const words = rules.keyOf(eventLabel?.replaceAll("’", "'"));
	const isFiner = /^D\d*$/.test(code) && FINER.test(words ?? "");
	const signer = infoCompList.find(({ name }) =>
		/consignee.?s name|nom du (?:destinataire|signataire|réceptionnaire)|signat|received by/i.test(name ?? ""),
	);
	return {
		code,
		keys: words ? (isFiner ? [words, code] : [code, words]) : [code],
		text: eventLabel ?? "",
		time: { text: eventDate },
		place: placeOf(event),
		marked: { signedBy: signer?.value },
	};
}

function placeOf({ NPC, officeLabel, zipCode }: Event): RawPlace | undefined {
	if (!zipCode && /^web ?services?$/i.test(officeLabel ?? "")) return undefined;
	const isFrench = /^\d{5}$/.test(zipCode ?? "") && zipCode?.startsWith(NPC ?? "-");
	return { name: officeLabel, postcode: zipCode, country: isFrench ? "FR" : undefined };
}

const HOST = "ws.chronopost.fr";

export const chronopost = defineCarrier({
	code: "chronopost",
	name: "Chronopost",
	countries: ["FR"],
	source: {
		kind: "observed",
		url: "https://ws.chronopost.fr/tracking-cxf/TrackingServiceWS?wsdl",
		checked: "2026-11-22",
		note: "The list of event codes is not public: the few codes seen are mapped, and beyond them the sentences decide.",
	},

	numbers: {
		pattern: /^(?:X[A-Z]\d{9}[A-Z]{2}|\d{14}[0-9A-Z])$/,
		checkDigit: (number) => (/^X/.test(number) ? isS10(number) : mod37(number.slice(0, 14)) === number[14]),
		valid: ["XA000000005FR", "XY000000005TS", "012345678901233"],
		invalid: ["XA000000006FR", "RA000000005FR", "01234567890123"],
	},

	clock: { formats: ["iso"], zone: { kind: "fixed", zone: "Europe/Paris" } },

	statuses: {
		...rules.statuses,
		...codeTable([
			["info_received.label_created", "DC"],
			["picked_up.dropped_off", "DB"],
			["picked_up.accepted", "DY"],
			["in_transit.processed_facility", "SC"],
			["in_transit.moving", "TS"],
			["in_transit.arrived_delivery_depot", "SD"],
			["out_for_delivery.on_vehicle", "TA"],
			["delivered.to_recipient", "D"],
		]),
	},

	extract,
	trackingUrl: (number) =>
		`https://www.chronopost.fr/tracking-no-cms/suivi-page?${new URLSearchParams({ listeNumerosLT: number })}`,

	api: { hosts: [HOST], credentials: z.object({}), rate: { perSecond: 1 } },

	poll: {
		batch: 1,
		request: ([query]) => ({
			method: "POST",
			url: `https://${HOST}/tracking-cxf/TrackingServiceWS`,
			headers: { "content-type": "text/xml; charset=utf-8", soapaction: '""' },
			body: soapEnvelope(
				markup`<cxf:trackSkybillV2 xmlns:cxf="http://cxf.tracking.soap.chronopost.fr/"><language>fr_FR</language><skybillNumber>${query.trackingNumber}</skybillNumber></cxf:trackSkybillV2>`,
			),
		}),
	},
});
