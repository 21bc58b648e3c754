import { z } from "zod";
import {
	codeTable,
	defineCarrier,
	type Extracted,
	isS10,
	json,
	list,
	type Meaning,
	orderByTimes,
	outcomeOf,
	part,
	type RawScan,
	type RawShipment,
	type Refusal,
	soap,
	text,
	textRules,
	Unreadable,
	unanswered,
} from "./kit/index.ts";

const AT_DEPOT = [
	"in_transit.arrived_delivery_depot",
	/(?:dans|sur) (?:le|son|un) site (?:de (?:livraison|distribution)|en vue de (?:la|sa) distribution)|arrived at (?:its|the) delivery site/i,
] as const;

// Its codes are classes: the sentence beside a code says which event of the class it was.
const moves = textRules("fr", 1, [
	[
		"in_transit.arrived_destination_country",
		/arrivée? (?:en France|dans (?:le|son) pays (?:du destinataire|de destination))|arrived in the (?:recipient's|destination) country/i,
	],
	["in_transit.export_office_arrived", /prêt[e]? à (?:partir|quitter)|ready to leave/i],
	[
		"in_transit.departed_origin_country",
		/(?:quitté|sorti du) (?:le |son )?(?:territoire|pays) d.(?:expédition|origine)|left (?:its|the) (?:country of origin|origin country)/i,
	],
	AT_DEPOT,
	["in_transit.handover_to_partner", /(?:remis|confié|transmis) (?:à notre|au|à un) (?:partenaire|transporteur)/i],
	[["in_transit.misrouted", "carrier.sorting_error"], /par erreur|réacheminement/i],
	["in_transit.arrived_facility", /est arrivée? (?:sur|dans)|(?:has arrived at|^at) /i],
	["in_transit.departed_facility", /a quitté (?:la|notre|sa) plate|has left/i],
	["in_transit.processed_facility", /(?<!\p{L})triée?(?!\p{L})|sorted/iu],
	["in_transit.moving", /achemin|en transit|en chemin|on its way/i],
]);
const rounds = textRules("fr", 1, [AT_DEPOT]);
const origins = textRules("fr", 1, [
	["picked_up.dropped_off", /déposée? (?:dans|en|sur|chez|au|par l.expéditeur)|dropped off/i],
	["picked_up.collected", /(?:collecté|ramassé|pris en charge) (?:chez|par le facteur|dans (?:votre|la) boîte)/i],
]);
const problems = textRules("fr", 1, [
	[["in_transit.damaged", "carrier.damaged"], /endommag|avarié|damaged/i],
	[["delivery_attempted.refused", "recipient.refused"], /refus/i],
	[["delivery_attempted.recipient_absent", "recipient.absent"], /absen(?:t|ce)/i],
	[
		["delivery_attempted.no_access", "recipient.access_restricted"],
		/inaccessible|digicode|pas (?:pu )?(?:accéder|accès)|accès .*impossible/i,
	],
	[["in_transit.address_problem", "recipient.moved"], /n'habite pas|déménagé/i],
	[
		["in_transit.address_problem", "address.incorrect"],
		/adresse .*(?:incompl|incorrect|erron|manqu)|inconnu|(?:incomplete|incorrect) address/i,
	],
	[["exception.lost", "carrier.lost"], /perdue?(?!\p{L})|égaré/iu],
	[["in_transit.delayed", "external.civil_event"], /grève|mouvement social|\bstrike\b/i],
	[["in_transit.delayed_weather", "external.weather"], /intempéries|météo|weather/i],
	["in_transit.delayed", /retard|contretemps|reporté|ne peut (?:pas )?être (?:livré|distribué|présenté)|delay/i],
	[
		"delivery_attempted.failed",
		/n'a (?:pas )?pu être (?:livré|distribué|remis|présenté)|n'(?:avons|ont) (?:pas )?pu vous|could not be delivered/i,
	],
]);
const pickups = textRules("fr", 1, [
	["ready_for_pickup.locker", /consigne|casier|locker/i],
	["ready_for_pickup.at_point", /relais|commerçant|point de retrait|pickup point|point pickup/i],
]);
const deliveries = textRules("fr", 1, [
	[
		"returned.to_sender",
		/(?:livré|remis|distribué|rendu)e? à (?:l'|son )expéditeur|delivered (?:back )?to (?:the|its) sender/i,
	],
	[["delivered.to_neighbour", "delivery.indirect"], /voisin|neighbo/i],
	["delivered.to_reception", /gardien|concierge|accueil|loge|réception|caretaker/i],
	["delivered.letterbox", /bo[iî]te (?:aux|à) lettres|letter ?box|mailbox/i],
	[
		"delivered.collected",
		/retiré|(?:relais|point de retrait|bureau de poste|guichet|consigne|commerçant)|(?:collected|picked up) (?:at|by|from|in)|pick-?up point|post office/i,
	],
	["delivered.safe_place", /endroit (?:sûr|convenu|choisi)|lieu sûr|safe place/i],
	[["delivered.to_proxy", "delivery.indirect"], /mandataire|procuration|tierce? personne/i],
	["delivered.signed", /contre (?:sa |une )?signature|against (?:a )?signature/i],
]);
const returns = textRules("fr", 1, [
	[
		["returning.not_collected", "recipient.not_collected"],
		/délai de (?:retrait|garde)|date limite|(?:pas|non) (?:été )?(?:retiré|réclamé)|not (?:been )?collected|unclaimed/i,
	],
	[["returning.to_sender", "recipient.refused"], /refus/i],
	[["returning.recipient_moved", "recipient.moved"], /n'habite pas|destinataire .*inconnu|déménagé/i],
	[
		["returning.to_sender", "address.incorrect"],
		/adresse .*(?:incompl|incorrect|erron)|défaut d'accès ou d'adressage/i,
	],
]);
const customs = textRules("fr", 1, [
	[
		"in_transit.problem_resolved",
		/(?:(?:a|ont|avez) (?:bien )?(?:été )?|^)(?:régl|acquitt|pay)ée?s?(?!\p{L})|paiement .*(?:effectué|reçu|validé|confirmé)|have been paid/iu,
	],
	[
		["in_transit.customs_duty_due", "customs.duties_unpaid"],
		/droits (?:et|de)|taxes|frais|à (?:payer|régler)|(?:payés|réglés|acquittés)|duties|fees/i,
	],
	[
		["in_transit.customs_info_required", "customs.documentation"],
		/document|facture|information[s]? (?:manquante|requise|complémentaire)|formulaire/i,
	],
	[["in_transit.import_customs_held", "customs.inspection"], /contrôle|inspection/i],
]);

/** Which rules read the words beside which classes. */
const CLASSES = [
	[origins, ["PC1", "PC2"]],
	[moves, ["ET1", "ET2", "ET3"]],
	[rounds, ["MD1", "MD2"]],
	[problems, ["EP1", "MD3", "PB1", "ND1"]],
	[pickups, ["AG1"]],
	[deliveries, ["DI0", "DI1"]],
	[customs, ["DO3", "DO4", "ID0"]],
	[returns, ["RE1"]],
] as const;

const STATUSES: Readonly<Record<string, Meaning>> = {
	...moves.statuses,
	...origins.statuses,
	...problems.statuses,
	...pickups.statuses,
	...deliveries.statuses,
	...customs.statuses,
	...returns.statuses,
	...codeTable([
		["info_received.label_created", "DR1"],
		["info_received.not_yet_received", "DR2"],
		["picked_up.accepted", "PC1 PC2"],
		["in_transit.moving", "ET1"],
		["in_transit.processed_facility", "ET2 ET3"],
		["in_transit.transit_country_arrived", "ET4"],
		["in_transit.held_at_delivery_depot", "EP1"],
		["in_transit.import_customs_presented", "DO1"],
		["in_transit.customs_cleared", "DO2"],
		[["in_transit.import_customs_held", "customs.delay"], "DO3"],
		["exception.unspecified", "PB1"],
		["in_transit.problem_resolved", "PB2"],
		["out_for_delivery.on_vehicle", "MD1 MD2"],
		["delivery_attempted.failed", "MD3"],
		["exception.undeliverable", "ND1"],
		["ready_for_pickup.post_office", "AG1"],
		["returning.to_sender", "RE1"],
		["delivered.to_recipient", "DI0 DI1"],
		["returned.to_sender", "DI2"],
		["in_transit.delayed", "DI3"],
		["note.information", "DO4 ID0"],
	]),
	// The page for recipients files its events in groups and tells the present one by its group.
	...codeTable([
		["info_received.label_created", "EXPANN"],
		["picked_up.accepted", "EDRDEP EDRINT"],
		["in_transit.moving", "ACHNAT ACHORI ACHERI AARIREF"],
		["in_transit.import_customs_presented", "ACHDOU AARIDOU"],
		["in_transit.customs_cleared", "AARENDDOU AARTAXDOU"],
		["in_transit.problem_resolved", "AARPAY"],
		["in_transit.arrived_delivery_depot", "DISARR DISINTAS"],
		["in_transit.held_at_delivery_depot", "DISIRST"],
		["in_transit.delayed", "ACHIECA"],
		[["in_transit.address_problem", "address.incorrect"], "DISAADR"],
		["out_for_delivery.on_vehicle", "DISTOU"],
		["delivery_attempted.failed", "DISIECHEC"],
		["ready_for_pickup.at_point", "DISINS DISMAD"],
		["delivered.to_recipient", "DESLIVD DESOBS"],
		["delivered.collected", "DESLIVHD"],
		["exception.unspecified", "AARAREF AARABECH"],
		[["returning.not_collected", "recipient.not_collected"], "AARIREXP"],
		["returned.to_sender", "DESMDREXP"],
	]),
	// The codes of Colissimo's own service, a situation and a reason in one word.
	...codeTable([
		["info_received.label_created", "COMCFM PCHMQT"],
		[["info_received.pickup_failed", "sender.not_ready"], "ENEMQT"],
		["picked_up.accepted", "PCHCFM PCHCEX"],
		["picked_up.dropped_off", "DEPGUI"],
		[["in_transit.misrouted", "carrier.sorting_error"], "AARDVY"],
		["in_transit.arrived_delivery_depot", "AARCFM"],
		["in_transit.export_office_arrived", "EXPCFM"],
		["in_transit.arrived_destination_country", "CHGCFM DCHCFM"],
		["in_transit.inward_office_departed", "DCHDDT"],
		["in_transit.held_at_delivery_depot", "RSTNCG QDICFM"],
		[["in_transit.address_problem", "address.incorrect"], "RENAIN RENCAD"],
		["in_transit.forwarded_new_address", "RENLNA"],
		["in_transit.delayed", "RENACP"],
		[["in_transit.import_customs_held", "customs.delay"], "DOUDOU DOUDVR DOUEXI"],
		[["in_transit.import_customs_held", "customs.inspection"], "DOUIDD"],
		[["in_transit.import_customs_held", "customs.documentation"], "DOUAGV DOUCOI DOUCOM DOUCRR DOUDDI DOUDDM"],
		[["in_transit.import_customs_held", "customs.documentation"], "DOUFCI DOUFCM DOURES"],
		[["in_transit.customs_info_required", "customs.documentation"], "DOUIIR DOUNIR"],
		[["in_transit.import_customs_held", "customs.prohibited"], "DOUPRO"],
		["out_for_delivery.on_vehicle", "MLVCFM"],
		[["delivery_attempted.recipient_absent", "recipient.absent"], "RENNRV RENARV"],
		["ready_for_pickup.post_office", "RENAVI RSTBRT"],
		["ready_for_pickup.at_point", "MLVARS"],
		["delivered.to_recipient", "LIVCFM"],
		["delivered.to_reception", "LIVGAR"],
		[["delivered.to_neighbour", "delivery.indirect"], "LIVRTI"],
		[["returning.to_sender", "recipient.refused"], "RENAVA RENDIV RENSNC RENTAR"],
		[["returning.recipient_moved", "recipient.moved"], "RENDIA"],
		[["returning.to_sender", "recipient.payment_missing"], "RENSRB"],
		["returning.to_sender", "SOLREO SOLREI"],
		["returned.to_sender", "LIVREO"],
	]),
};

const Event = z.object({ code: text, group: text, label: text, date: text, country: text });
const Shipment = z.object({
	idShip: text,
	inputIdShip: text,
	event: list(Event),
	currentState: part(z.object({ code: text, shortLabel: text })),
	estimDate: text,
	contextData: part(
		z.object({
			removalPoint: part(z.object({ name: text, type: text })),
			partner: part(z.object({ name: text, network: text, reference: text })),
		}),
	),
});
type Shipment = z.output<typeof Shipment>;
const Answer = z.object({
	returnCode: text,
	returnMessage: text,
	code: text,
	message: text,
	...Shipment.shape,
	shipment: part(Shipment),
});
type Answer = z.output<typeof Answer>;

const Last = z.object({
	errorCode: text,
	errorMessage: text,
	eventCode: text,
	eventDate: text,
	eventLibelle: text,
	eventSite: text,
	skybillNumber: text,
});
const Track = z.object({ trackResponse: z.object({ return: Last }) });

function extract(body: string): Extracted {
	if (body.trimStart().startsWith("<")) return extractLast(body);
	const shipments: RawShipment[] = [];
	const refusals: Refusal[] = [];
	const answers = json(body, list(Answer));
	if (answers.length === 0) throw new Unreadable("body: an empty list");
	for (const answer of answers) {
		const shipment = answer.shipment ?? answer;
		if (shipment.event.length > 0) shipments.push(readShipment(shipment));
		else refusals.push(refusalOf(answer));
	}
	return { shipments, refusals };
}

function refusalOf({ returnCode, returnMessage, code, message, idShip, shipment }: Answer): Refusal {
	const why = returnCode ?? code;
	const words = returnMessage ?? message ?? "";
	if (!why && !words && !shipment) throw new Unreadable("body: neither a shipment nor a return code");
	const trackingNumber = idShip ?? shipment?.idShip ?? null;
	// 400 is a number of the wrong form; 104 and 105 one of the right form that nobody knows.
	const isUnknown = /^(?:400|404|10[1-5]|.*NOT_FOUND)$/.test(why ?? "") && !/indisponible|unavailable/i.test(words);
	// A shipment without events is one that La Poste knows and has not seen yet.
	const outcome = isUnknown ? "not-found" : shipment ? "empty" : outcomeOf(why ?? "", words);
	return { trackingNumber, outcome, detail: `${why ?? ""}: ${words || "no events"}` };
}

function readShipment(shipment: Shipment): RawShipment {
	const { idShip, inputIdShip, event, currentState, estimDate, contextData } = shipment;
	const { partner, removalPoint } = contextData ?? {};
	return {
		trackingNumber: inputIdShip ?? idShip ?? null,
		scans: event.map((one) => readEvent(one, removalPoint)),
		order: orderByTimes(
			event.map(({ date }) => date),
			"newest-first",
		),
		status: currentState?.code ? { code: currentState.code, text: currentState.shortLabel } : undefined,
		promised: estimDate ? { from: { text: estimDate }, to: { text: estimDate } } : undefined,
		pickup: removalPoint && { name: removalPoint.name },
		continues: partner?.reference
			? [{ trackingNumber: partner.reference, carrierName: partner.name ?? partner.network ?? "partner" }]
			: undefined,
	};
}

type Point = NonNullable<Shipment["contextData"]>["removalPoint"];

function readEvent({ code = "", group, label, date = "", country }: z.output<typeof Event>, point: Point): RawScan {
	const rules = CLASSES.find(([, codes]) => codes.some((one) => one === code))?.[0];
	const particular = code === "AG1" ? waitingAt(label, point) : rules?.keyOf(label?.replaceAll("’", "'"));
	// The group knows of a delivery whether the recipient came for it.
	const collected = code === "DI1" && group === "DESLIVHD" ? [group] : [];
	return {
		code,
		keys: [...(particular ? [particular] : []), ...collected, code, ...(group ? [group] : [])],
		text: label ?? "",
		time: { text: date },
		place: code === "AG1" && point?.name ? { name: point.name, country: "FR" } : country ? { country } : undefined,
	};
}

/** "Your point" may be a shop, a locker or the post office: the point itself knows better. */
function waitingAt(label: string | undefined, point: Point): string | undefined {
	if (point?.type === "LP") return undefined;
	const [byName, byWords] = [pickups.keyOf(point?.name), pickups.keyOf(label)];
	return byName?.includes("locker") ? byName : byWords;
}

/** Colissimo's older service tells the last event alone. */
function extractLast(body: string): Extracted {
	const answer = soap(body, Track);
	if (answer.fault) {
		const { code, text: words, detail } = answer.fault;
		const outcome = outcomeOf(code, words);
		return { shipments: [], refusals: [{ trackingNumber: null, outcome, detail: `${code}: ${words} ${detail}` }] };
	}
	const last = answer.content.trackResponse.return;
	const { errorCode = "0", errorMessage = "", eventCode, eventDate, skybillNumber = null } = last;
	if (errorCode !== "0" || !eventCode || !eventDate) {
		const outcome = /^20\d$/.test(errorCode) ? "denied" : /^(?:0|10\d)$/.test(errorCode) ? "not-found" : "error";
		const detail = `${errorCode}: ${errorMessage || "no event"}`;
		return unanswered(outcome, detail, skybillNumber);
	}
	const scan: RawScan = {
		code: eventCode,
		text: last.eventLibelle ?? "",
		time: { text: eventDate },
		place: last.eventSite ? { name: last.eventSite } : undefined,
	};
	return { shipments: [{ trackingNumber: skybillNumber, scans: [scan], order: "newest-first" }] };
}

const HOST = "api.laposte.fr";

export const laPoste = defineCarrier({
	code: "la-poste",
	name: "La Poste and Colissimo",
	countries: ["FR"],
	source: {
		kind: "observed",
		url: "https://api.laposte.fr/suivi/v2/idships",
		checked: "2026-11-22",
		note: "The names of La Poste's classes are read in public clients that quote its documentation, the sentences inside a class and Colissimo's older codes likewise; Colissimo's timeline service is not read.",
	},

	numbers: {
		pattern: /^(?:[A-WYZ][A-Z]\d{9}(?:FR|GP|MQ|GF|RE|YT|PM|NC|PF)|\d[A-Z]\d{11}|8[67]\d{13})$/,
		checkDigit: (number) => (/^[A-Z]{2}/.test(number) ? isS10(number) : null),
		valid: ["RK000000005FR", "LA000000005GP", "870000000000001"],
		invalid: ["RK000000006FR", "6A0000000001", "88000000000001", "RK000000005GB", "XA000000005FR"],
	},

	// Midnight stands for a day without a clock, on events of partners abroad and on estimates.
	clock: {
		formats: ["iso", "dd/MM/yyyy HH:mm", "dd/MM/yyyy"],
		zone: { kind: "fixed", zone: "Europe/Paris" },
		midnightIsDay: true,
	},

	statuses: STATUSES,
	extract,
	trackingUrl: (number) => `https://www.laposte.fr/outils/suivre-vos-envois?${new URLSearchParams({ code: number })}`,

	api: { hosts: [HOST], credentials: z.object({ okapiKey: z.string().min(1) }), rate: { perSecond: 1 } },

	poll: {
		batch: 10,
		request: (queries, { credentials: { okapiKey } }) => {
			const numbers = queries.map(({ trackingNumber }) => trackingNumber.replace(/[^0-9A-Z]/gi, "")).join(",");
			return {
				method: "GET",
				url: `https://${HOST}/suivi/v2/idships/${numbers}?lang=fr_FR`,
				headers: { "x-okapi-key": okapiKey, accept: "application/json" },
			};
		},
	},
});
