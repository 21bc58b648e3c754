import { z } from "zod";
import {
	codeTable,
	defineCarrier,
	type Extracted,
	list,
	markup,
	orderByTimes,
	outcomeOf,
	part,
	type RawScan,
	type RawShipment,
	type Refusal,
	soap,
	soapEnvelope,
	text,
	textRules,
	Unreadable,
} from "./kit/index.ts";

const Trace = z.object({
	ScanDate: text,
	ScanTime: text,
	StatusNumber: text,
	StatusDescription: text,
	CenterName: text,
});
const shipment = {
	ShipmentNumber: text,
	DestinationCountry: text,
	Traces: part(z.object({ clsTrace: list(Trace) })),
	LastError: text,
};
const Shipment = z.object(shipment);
const Result = part(z.object({ ...shipment, ShipmentTrace: list(Shipment) }));
const Failure = part(z.object({ ErrorId: text, ErrorMessage: text }));
const Content = z.looseObject({
	GetShipmentTraceResponse: part(z.object({ GetShipmentTraceResult: Result })),
	GetShipmentTraceResult: Result,
	Error: Failure,
	Errors: part(z.object({ Error: list(z.object({ ErrorId: text, ErrorMessage: text })) })),
});

function extract(body: string): Extracted {
	const answer = soap(body, Content);
	if (answer.fault) {
		const { code, text: words, detail } = answer.fault;
		return { shipments: [], refusals: [refused(code, `${words} ${detail}`.trim())] };
	}
	const { GetShipmentTraceResponse: response, Error: single, Errors: several, ...bare } = answer.content;
	const failure = single ?? several?.Error[0];
	if (failure) return { shipments: [], refusals: [refused(failure.ErrorId ?? "", failure.ErrorMessage ?? "")] };
	if (!("GetShipmentTraceResponse" in answer.content) && !("GetShipmentTraceResult" in answer.content)) {
		throw new Unreadable("body: neither a trace nor an error");
	}
	const result = response?.GetShipmentTraceResult ?? bare.GetShipmentTraceResult;
	// Several numbers come each in an element of its own, a single one without.
	const traced = result ? (result.ShipmentTrace.length > 0 ? result.ShipmentTrace : [result]) : [];
	const shipments: RawShipment[] = [];
	const refusals: Refusal[] = [];
	for (const { ShipmentNumber: number = null, DestinationCountry: country, Traces, LastError } of traced) {
		const traces = Traces?.clsTrace ?? [];
		if (traces.length > 0) shipments.push(readTraces(number, traces, country));
		else refusals.push({ trackingNumber: number, outcome: "not-found", detail: LastError ?? "no traces" });
	}
	if (traced.length === 0) refusals.push({ trackingNumber: null, outcome: "not-found", detail: "no shipment" });
	return { shipments, refusals };
}

function refused(code: string, words: string): Refusal {
	const said = `${code} ${words}`;
	const detail = `${code}: ${words}`;
	if (/permission|denied|credential|whitelist|password|login|identif|unknown ?(?:user|customer)/i.test(said)) {
		return { trackingNumber: null, outcome: "denied", detail };
	}
	const isUnknown = /not ?found|unknown|no (?:data|parcel|shipment)|inconnu|introuvable|aucun/i.test(said);
	return { trackingNumber: null, outcome: isUnknown ? "not-found" : outcomeOf(code, words), detail };
}

function readTraces(
	trackingNumber: string | null,
	traces: readonly z.output<typeof Trace>[],
	destination: string | undefined,
): RawShipment {
	const moments = traces.map(({ ScanDate, ScanTime }) => momentOf(ScanDate, ScanTime));
	const isDomestic = destination === undefined || /^(?:FR|FRA|F|250|France)$/i.test(destination);
	return {
		trackingNumber,
		order: orderByTimes(moments),
		scans: traces.map((trace, index): RawScan => {
			const { StatusNumber: code = "", StatusDescription: words = "", CenterName: center } = trace;
			const sentence = isFrench(words) ? FRENCH.keyOf(plain(words)) : ENGLISH.keyOf(words);
			return {
				code,
				// DPD gives its status numbers no meaning in public: the sentence beside them has one.
				keys: sentence ? [sentence, code] : [code],
				text: words,
				time: { text: moments[index] ?? "" },
				// The depots are French; of a parcel that leaves the country, the last ones need not be.
				place: center ? { city: center.replace(/^DPD\s+/i, ""), country: isDomestic ? "FR" : undefined } : undefined,
			};
		}),
	};
}

/** A field for the day and one for the hour, either of which may be written as a whole moment. */
function momentOf(date = "", time = ""): string {
	const clock = /\d{1,2}:\d\d(?::\d\d)?/.exec(time)?.[0] ?? (/^\d{4}$/.test(time) ? time : "");
	return `${date.replace(/T.*$/, "")} ${clock}`.trim();
}

// Asked in another language, DPD answers in English: a word of one must not be read by the rules of the other.
function isFrench(words: string): boolean {
	return /[àâçèéêîïôùû]|\b(?:colis|adresse|avarie|vole?|annule|livr\w+|agence|retour\w*|destinataire|expediteur|pris|prise|refuse|avis|tri|en)\b/i.test(
		words,
	);
}

/** DPD writes its French in capitals without accents as well. */
function plain(words: string): string {
	return words.normalize("NFD").replace(/\p{M}/gu, "");
}

const FRENCH = textRules("fr", 1, [
	["returned.to_sender", /(?:retourne|restitue|livree?s?\b) (?:a|chez) l.expediteur|retour livree?s?\b/i],
	[["returning.not_collected", "recipient.not_collected"], /non (?:retire|reclame)|delai .*depasse|pas ete retire/i],
	["returning.to_sender", /retour/i],
	[["exception.lost", "carrier.lost"], /perdu|egare/i],
	["exception.stolen", /\bvole?e?\b/i],
	[["exception.search_started", "carrier.being_researched"], /recherche|enquete/i],
	["cancelled.cancelled", /annule/i],
	[["delivery_attempted.refused", "recipient.refused"], /refus/i],
	[["delivery_attempted.recipient_absent", "recipient.absent"], /absent/i],
	[["delivery_attempted.business_closed", "recipient.business_closed"], /ferme|fermeture/i],
	[["delivery_attempted.no_access", "recipient.access_restricted"], /acces|digicode|inaccessible/i],
	[
		["in_transit.address_problem", "address.incorrect"],
		/adresse.*(?:erron|incompl|incorrect|inconnu|insuffisant)|inconnu/i,
	],
	["delivery_attempted.notice_left", /avis (?:de passage|d.instance)/i],
	[["in_transit.damaged", "carrier.damaged"], /endommag|avari|abim/i],
	[
		"delivery_attempted.failed",
		/non livree?s?\b|pas (?:pu etre|ete) livree?s?\b|livraison (?:impossible|non effectuee)|echec|tentative/i,
	],
	["note.delivery_option_chosen", /demande|modifi|instruction|choisi/i],
	["in_transit.delivery_scheduled", /nouvelle date|report|reprogramm|replanifi/i],
	["delivered.collected", /(?:retire|remis).* destinataire|retire/i],
	["ready_for_pickup.locker", /(?:disponible|a disposition|depose|remis|livree?s?\b|arrive).*(?:consigne|locker)/i],
	[
		"ready_for_pickup.at_point",
		/(?:disponible|a disposition|depose|remis|livree?s?\b|arrive).*(?:relais|pickup|point de retrait)/i,
	],
	["ready_for_pickup.carrier_depot", /(?:disponible|a disposition).*agence/i],
	["ready_for_pickup.arriving_at_point", /vers .*(?:relais|pickup)/i],
	[["delivered.to_neighbour", "delivery.indirect"], /livree?s?\b.*voisin/i],
	["delivered.to_reception", /livree?s?\b.*(?:gardien|accueil|reception|concierge)/i],
	["delivered.letterbox", /livree?s?\b.*boite/i],
	["delivered.signed", /livree?s?\b.*contre signature/i],
	["out_for_delivery.on_vehicle", /en (?:cours de )?livraison|en tournee|sorti en livraison|livraison en cours/i],
	["in_transit.delivery_scheduled", /sera livr|livraison prevue/i],
	["delivered.to_recipient", /livree?s?\b|livraison effectuee/i],
	["info_received.label_created", /donnees|etiquette|annonc|preparation|pret a etre|CEDI/i],
	["picked_up.accepted", /(?:remis|confie) a dpd/i],
	["picked_up.collected", /pris en charge|prise en charge|enlev|collect|ramass/i],
	["in_transit.import_customs_presented", /en cours de dedouan/i],
	["in_transit.customs_cleared", /dedouan/i],
	[["in_transit.import_customs_held", "customs.delay"], /bloque.*douane|retenu.*douane/i],
	["in_transit.import_customs_presented", /douane/i],
	["in_transit.delayed", /retard/i],
	["in_transit.held_at_delivery_depot", /(?:en attente|en instance|stock).*agence/i],
	["in_transit.arrived_delivery_depot", /agence de livraison|agence de distribution|agence destinataire/i],
	["in_transit.handover_to_partner", /remis .*(?:partenaire|transporteur)/i],
	["in_transit.loaded", /charge (?:dans|sur|en)/i],
	["in_transit.departed_facility", /depart|quitte|expedie/i],
	["in_transit.arrived_facility", /arriv|reception|recu en agence/i],
	["in_transit.processed_facility", /centre de tri|\btriee?\b|plate-?forme/i],
	["in_transit.held", /en attente|bloque/i],
	["in_transit.moving", /transit|acheminement|en cours|agence/i],
]);
const ENGLISH = textRules("en", 1, [
	["returned.to_sender", /returned to (?:the )?(?:sender|shipper)|delivered (?:back )?to (?:the )?sender/i],
	["returning.to_sender", /return/i],
	[["exception.lost", "carrier.lost"], /\blost\b/i],
	["cancelled.cancelled", /cancel/i],
	[["delivery_attempted.refused", "recipient.refused"], /refused/i],
	[["delivery_attempted.recipient_absent", "recipient.absent"], /absent|not (?:at )?home|nobody/i],
	[["delivery_attempted.business_closed", "recipient.business_closed"], /closed/i],
	[["in_transit.address_problem", "address.incorrect"], /address/i],
	["delivery_attempted.notice_left", /notice|card left/i],
	[["in_transit.damaged", "carrier.damaged"], /damage/i],
	["delivery_attempted.failed", /not (?:been )?delivered|could not|unsuccessful|failed|attempt/i],
	["ready_for_pickup.locker", /(?:available|ready|dropped|deposited|delivered|arrived).*locker/i],
	[
		"ready_for_pickup.at_point",
		/(?:available|ready|dropped|deposited|delivered|arrived).*(?:pickup|parcel ?shop|relay)/i,
	],
	["delivered.collected", /(?:collected|picked up) by (?:the )?(?:recipient|consignee|customer)/i],
	[["delivered.to_neighbour", "delivery.indirect"], /neighbou?r/i],
	["delivered.letterbox", /letter ?box|mail ?box/i],
	["delivered.safe_place", /delivered.*safe place/i],
	["delivered.signed", /^signed|delivered.*signature/i],
	["out_for_delivery.on_vehicle", /out for delivery|in delivery|on (?:the )?delivery|being delivered/i],
	["in_transit.delivery_scheduled", /will be delivered|to be delivered|scheduled|postponed/i],
	["delivered.to_recipient", /delivered/i],
	["info_received.label_created", /data|label|announced|information received/i],
	["picked_up.accepted", /handed (?:over )?to dpd/i],
	["picked_up.collected", /picked up|collected|taken over|pick-?up by/i],
	["in_transit.customs_cleared", /cleared|released/i],
	["in_transit.import_customs_presented", /customs/i],
	["in_transit.delayed", /delay/i],
	["in_transit.handover_to_partner", /handed over to (?:an? |the )?(?:partner|carrier|third|delivery)/i],
	["in_transit.loaded", /\bloaded/i],
	["in_transit.held", /on hold|\bheld\b/i],
	[
		"in_transit.arrived_delivery_depot",
		/(?:arrived |received |now )?(?:at|in) (?:the )?(?:delivery|destination) (?:depot|cent(?:re|er)|agency)/i,
	],
	["in_transit.departed_facility", /depart|left/i],
	["in_transit.arrived_facility", /arriv|received at/i],
	["in_transit.processed_facility", /\bsort(?:ed|ing)\b|\bhub\b|process/i],
	["in_transit.moving", /transit|on (?:its|the) way/i],
]);

const HOST = "webtrace.dpd.fr";
const NAMESPACE = "http://www.cargonet.software/";

export const dpdFrance = defineCarrier({
	code: "dpd-france",
	name: "DPD France",
	countries: ["FR"],
	source: {
		kind: "documented",
		url: "https://e-station.cargonet.software/",
		checked: "2026-11-22",
		note: "The status numbers are documented as numbers alone, so scans are read by their sentences; five numbers are known from DPD's own shop module.",
	},

	numbers: {
		pattern: /^(?:250\d{12,15}|[01]\d{13})$/,
		valid: ["250000000000000001", "250000000000001", "08000000000001"],
		invalid: ["251000000000000001", "25000000000001", "8000000000001", "1ZWAY0010300000115"],
	},

	clock: {
		formats: ["iso", "dd/MM/yyyy HH:mm", "dd.MM.yyyy HH:mm", "dd/MM/yyyy", "dd.MM.yyyy", "yyyyMMdd HHmm"],
		zone: { kind: "fixed", zone: "Europe/Paris" },
	},

	statuses: {
		...FRENCH.statuses,
		...ENGLISH.statuses,
		...codeTable([
			["info_received.label_created", "8"],
			["picked_up.collected", "10"],
			["delivered.to_recipient", "40 400"],
			["in_transit.moving", "28 44 89"],
		]),
	},
	extract,
	trackingUrl: (number) => `https://trace.dpd.fr/fr/trace/${encodeURIComponent(number)}`,

	api: {
		hosts: [HOST],
		credentials: z.object({
			userId: z.string().min(1),
			password: z.string().min(1),
			centerNumber: z.string().min(1),
			customerNumber: z.string().min(1),
		}),
		rate: { perSecond: 1 },
	},

	poll: {
		batch: 1,
		request: ([query], { credentials: { userId, password, centerNumber, customerNumber } }) => ({
			method: "POST",
			url: `https://${HOST}/trace-service/Webtrace_Service.asmx`,
			headers: { "content-type": "text/xml; charset=utf-8", soapaction: `"${NAMESPACE}GetShipmentTrace"` },
			body: soapEnvelope(
				markup`<GetShipmentTrace xmlns="${NAMESPACE}"><request><Customer><countrycode>250</countrycode><centernumber>${centerNumber}</centernumber><number>${customerNumber}</number></Customer><Language>F</Language><ShipmentNumber>${query.trackingNumber}</ShipmentNumber></request></GetShipmentTrace>`,
				markup`<UserCredentials xmlns="${NAMESPACE}"><userid>${userId}</userid><password>${password}</password></UserCredentials>`,
			),
		}),
	},
});
