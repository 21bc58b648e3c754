import { z } from "zod";
import {
	basicAuthorization,
	codeTable,
	defineCarrier,
	type Extracted,
	isLuhn,
	list,
	markup,
	type Outcome,
	orderByTimes,
	part,
	type RawPlace,
	type RawScan,
	type RawShipment,
	type Refusal,
	singleBlanks,
	soap,
	soapEnvelope,
	text,
	textRules,
	Unreadable,
} from "./kit/index.ts";

/** Five types of scan cover everything, and `Undeliverable` all that went another way: the sentence decides. */
const english = textRules("en", 1, [
	["note.relabelled", /new tracking number assigned/i],
	["in_transit.redirected_by_carrier", /transferring to shipping cent/i],
	[["returning.not_collected", "recipient.not_collected"], /unclaimed.*return|return.*no longer available for pick/i],
	[["returning.to_sender", "recipient.refused"], /refused.*return/i],
	["returning.to_sender", /return(?:ed|ing)? to (?:the )?(?:sender|shipper)/i],
	["ready_for_pickup.locker", /held for pick ?up at locker|delivered to locker|available.*locker/i],
	["ready_for_pickup.post_office", /available .*pick ?up at post office/i],
	["ready_for_pickup.carrier_depot", /available for pick ?up .*counter/i],
	["ready_for_pickup.at_point", /available for pick ?up|held for pick ?up|ready for pick ?up/i],
	["note.delivery_option_chosen", /receiver advised they will pick up/i],
	["note.information", /hold period extended/i],
	["delivered.collected", /removed from locker|delivered to customer by locker|picked up by (?:receiver|customer)/i],
	[["delivery_attempted.refused", "recipient.refused"], /refused/i],
	[
		["delivery_attempted.business_closed", "recipient.business_closed"],
		/(?:business|receiver|customer|company) (?:is )?closed/i,
	],
	[
		["delivery_attempted.recipient_absent", "recipient.absent"],
		/not home|no one (?:at )?home|(?:receiver|customer|recipient) (?:not (?:in|available)|unavailable|absent)/i,
	],
	[["delivery_attempted.no_access", "recipient.access_restricted"], /no access|unable to access|access restricted/i],
	[["delivery_attempted.cod_unpaid", "recipient.payment_missing"], /\bcod\b|payment (?:not|un)available/i],
	["delivery_attempted.notice_left", /(?:card|notice) left/i],
	["delivery_attempted.failed", /attempted delivery|delivery attempt/i],
	[
		["in_transit.held_at_request", "recipient.requested_later"],
		/(?:receiver|recipient|customer) (?:has )?requested .*(?:later|future|hold)|future delivery/i,
	],
	[["in_transit.held_at_request", "recipient.vacation_hold"], /vacation/i],
	[["in_transit.address_problem", "recipient.moved"], /(?:receiver|recipient|customer) (?:has )?moved/i],
	[
		["in_transit.address_problem", "address.incorrect"],
		/(?:incorrect|incomplete|insufficient|wrong|invalid|bad) address|address (?:is )?(?:incorrect|incomplete|not found|unknown)/i,
	],
	[["in_transit.delayed_weather", "external.weather"], /weather/i],
	[["in_transit.delayed_weather", "external.natural_disaster"], /natural disaster/i],
	[["in_transit.delayed_transport", "carrier.missed_connection"], /missed connection/i],
	[["in_transit.delayed_transport", "carrier.mechanical"], /mechanical/i],
	[["in_transit.delayed_transport", "external.road"], /road (?:closure|condition)/i],
	["in_transit.delayed_transport", /(?:rail|ferry|flight|transport\w*) delay/i],
	[
		["in_transit.misrouted", "carrier.sorting_error"],
		/(?:sorting|processing) error|mis-?sort|misrouted|misdirected|re-?routed/i,
	],
	[["in_transit.delayed", "sender.past_cutoff"], /late tender/i],
	[["in_transit.delayed_holiday", "external.holiday"], /holiday/i],
	[["in_transit.delayed", "external.civil_event"], /labou?r disruption|strike/i],
	["delivery_attempted.rescheduled", /rescheduled|redelivery|re-attempt|new delivery date/i],
	["in_transit.delayed", /delay|service disruption|special handling/i],
	[["in_transit.damaged", "carrier.damaged"], /damaged/i],
	["exception.lost", /\blost\b/i],
	[
		"in_transit.customs_cleared",
		/(?:released|cleared) (?:by|from|through)?.*customs|customs clear(?:ed|ance complete)/i,
	],
	[["in_transit.import_customs_held", "customs.delay"], /held .*customs|customs (?:delay|hold)/i],
	[
		["in_transit.customs_info_required", "customs.documentation"],
		/(?:customs|clearance) .*(?:document|paperwork|invoice|information)|(?:document\w*|paperwork|invoice) (?:is |are )?(?:missing|incomplete|required)/i,
	],
	[
		["in_transit.customs_duty_due", "customs.duties_unpaid"],
		/\bdut(?:y|ies)\b.*(?:owing|due|payable|outstanding|unpaid)/i,
	],
	["in_transit.import_customs_presented", /customs/i],
	[
		"in_transit.handover_to_partner",
		/(?:turned over|transferred|forwarded|handed|tendered) to .*(?:agent|carrier|partner)/i,
	],
	["in_transit.forwarded_new_address", /redirected/i],
	["info_received.label_created", /label (?:created|information)|created a label/i],
	["info_received.notified", /shipment created|manifest received/i],
	["picked_up.collected", /^picked up by purolator|picked up from/i],
	["picked_up.dropped_off", /dropped off/i],
	["picked_up.accepted", /^received by purolator/i],
	["in_transit.arrived_facility", /^arrived at/i],
	["in_transit.departed_facility", /^departed/i],
	["out_for_delivery.on_vehicle", /on vehicle for delivery|out for delivery/i],
	["delivered.to_neighbour", /delivered .*neighbou?r/i],
	["delivered.safe_place", /\bleft (?:at|in|by|on) .*(?:door|safe (?:place|location)|porch|garage)/i],
	["delivered.to_recipient", /^(?:shipment )?delivered\b/i],
	["in_transit.delivery_scheduled", /delivery (?:is )?scheduled|appointment/i],
	["in_transit.moving", /in transit/i],
]);
const french = textRules("fr", 1, [
	["note.relabelled", /nouveau numéro de (?:repérage|suivi)/i],
	[["returning.not_collected", "recipient.not_collected"], /non réclamé.*(?:retour|expéditeur)/i],
	["returning.to_sender", /(?:retourné|renvoyé|retour)\S* à l['’]expéditeur/i],
	["ready_for_pickup.post_office", /bureau de poste/i],
	[
		"ready_for_pickup.at_point",
		/(?:disponible|retenu|prêt) pour (?:le )?ramassage|peut être ramassé|point de (?:ramassage|cueillette)/i,
	],
	[["delivery_attempted.refused", "recipient.refused"], /refusé/i],
	[
		["delivery_attempted.business_closed", "recipient.business_closed"],
		/(?:commerce|entreprise|destinataire) fermée?/i,
	],
	[["delivery_attempted.recipient_absent", "recipient.absent"], /absent|non disponible/i],
	["delivery_attempted.failed", /tentative de livraison|non livré|être livré/i],
	[["in_transit.address_problem", "address.incorrect"], /adresse (?:incorrecte|incomplète|erronée)/i],
	[["in_transit.delayed_weather", "external.weather"], /météo|intempéries/i],
	["delivery_attempted.rescheduled", /reporté|replanifié/i],
	[["in_transit.delayed_weather", "external.natural_disaster"], /catastrophe naturelle/i],
	[["in_transit.delayed_transport", "external.road"], /fermeture de route/i],
	["in_transit.delayed", /retard|perturbation de service/i],
	["in_transit.import_customs_presented", /douane/i],
	["info_received.label_created", /étiquette|données .*transmis/i],
	["info_received.notified", /envoi créé|manifeste/i],
	["picked_up.collected", /^ramassé par purolator/i],
	["picked_up.accepted", /^reçu par purolator/i],
	["in_transit.arrived_facility", /^arrivé/i],
	["in_transit.departed_facility", /a quitté|^parti/i],
	["out_for_delivery.on_vehicle", /véhicule (?:de|pour (?:la )?)livraison|en cours de livraison/i],
	["delivered.to_recipient", /livré/i],
	["in_transit.moving", /en transit/i],
]);

const ErrorList = part(
	z.object({
		Errors: part(z.object({ Error: list(z.object({ Code: text, Description: text, AdditionalInformation: text })) })),
	}),
);
const Pin = part(z.object({ Value: text }));
const Scan = z.object({
	ScanType: text,
	Depot: part(z.object({ Name: text })),
	ScanDate: text,
	ScanTime: text,
	Description: text,
	Comment: text,
	ScanDetails: part(z.object({ DeliverySignature: text, SignatureImage: text })),
});
const Tracking = z.object({
	PIN: Pin,
	Scans: part(z.object({ Scan: list(Scan) })),
	ResponseInformation: ErrorList,
});
const Response = part(
	z.object({
		ResponseInformation: ErrorList,
		TrackingInformationList: part(z.object({ TrackingInformation: list(Tracking) })),
	}),
);
const Body = z.object({ TrackPackagesByPinResponse: Response, TrackPackagesByReferenceResponse: Response });
type Scan = z.output<typeof Scan>;
type Failures = z.output<typeof ErrorList>;

function extract(body: string): Extracted {
	const { fault, content } = { content: null, ...soap(body, Body) };
	if (fault) return { shipments: [], refusals: [refusal(null, fault.code, `${fault.text} ${fault.detail}`)] };
	const response = content?.TrackPackagesByPinResponse ?? content?.TrackPackagesByReferenceResponse;
	if (!response) throw new Unreadable("body: no answer to a question for packages");
	const found = response.TrackingInformationList?.TrackingInformation ?? [];
	const refusals = refusalsOf(null, response.ResponseInformation);
	const shipments: RawShipment[] = [];
	for (const { PIN, Scans, ResponseInformation } of found) {
		const number = PIN?.Value ?? null;
		const scans = Scans?.Scan ?? [];
		const refused = refusalsOf(number, ResponseInformation);
		if (scans.length > 0) shipments.push(shipment(number, scans));
		else if (refused.length > 0) refusals.push(...refused);
		else refusals.push({ trackingNumber: number, outcome: "not-found", detail: "Purolator names no scan." });
	}
	if (shipments.length + refusals.length === 0) {
		refusals.push({ trackingNumber: null, outcome: "not-found", detail: "Purolator names no package." });
	}
	return { shipments, refusals };
}

function refusalsOf(trackingNumber: string | null, failures: Failures): Refusal[] {
	const errors = failures?.Errors?.Error ?? [];
	return errors.map(({ Code = "", Description = "", AdditionalInformation = "" }) =>
		refusal(trackingNumber, Code, `${Description} ${AdditionalInformation}`.trim()),
	);
}

function refusal(trackingNumber: string | null, code: string, words: string): Refusal {
	return { trackingNumber, outcome: outcomeOf(code, words), detail: `${code}: ${words}` };
}

function outcomeOf(code: string, words: string): Exclude<Outcome, "ok"> {
	if (
		/(?:not|cannot be|could not be) found|no (?:tracking )?(?:information|results?|data)|unable to find|invalid pin|pin .*(?:not valid|invalid)/i.test(
			words,
		)
	) {
		return "not-found";
	}
	if (/too many|exceeded|throttl/i.test(words)) return "rate-limited";
	const isDenied = /authenti|authori[sz]|credential|security|access denied|activation key/i.test(`${code} ${words}`);
	return isDenied ? "denied" : "error";
}

function shipment(trackingNumber: string | null, told: readonly Scan[]): RawShipment {
	const scans = told.map(scan);
	const next = told.map(
		({ Description = "" }) => /new tracking number assigned\s*-\s*([a-z]*\d{6,})/i.exec(Description)?.[1],
	);
	return {
		trackingNumber,
		scans,
		order: orderByTimes(
			scans.map(({ time }) => time.text),
			"newest-first",
		),
		signed: told.some(({ ScanDetails }) => ScanDetails?.SignatureImage !== undefined),
		continues: next.flatMap((number) => (number ? [{ trackingNumber: number }] : [])),
	};
}

function scan({
	ScanType = "",
	Depot,
	ScanDate = "",
	ScanTime = "",
	Description = "",
	Comment,
	ScanDetails,
}: Scan): RawScan {
	const rules = [english.keyOf(Description), french.keyOf(Description)].filter((rule) => rule !== undefined);
	// A clock that lost its leading zeros, as numbers do.
	const clock = /^\d{1,6}$/.test(ScanTime) ? ScanTime.padStart(6, "0") : ScanTime;
	return {
		code: ScanType,
		keys: [...rules, ScanType],
		text: [Description, Comment].filter(Boolean).join(" "),
		time: { text: `${ScanDate} ${clock}`.trim() },
		place: Depot?.Name ? place(singleBlanks(Depot.Name)) : undefined,
		marked: { signedBy: ScanDetails?.DeliverySignature },
	};
}

/** `TORONTO SORT CTR/CTR TRIE, ON`: the city, the kind of depot in both languages and the province. */
function place(name: string): RawPlace | undefined {
	if (/^purolator$/i.test(name)) return undefined;
	const [, depot, province] = /^(.*?),\s*([A-Z]{2})$/.exec(name) ?? [];
	if (depot === undefined || province === undefined) return { name };
	const city = depot.replace(
		/\s*(?:\(.*|\/.*|\b(?:sort|ctr|depot|dépôt|centre|center|hub|terminal|airport|aéroport)\b.*)$/i,
		"",
	);
	const isHome = /^(?:AB|BC|MB|NB|NF|NL|NS|NT|NU|ON|PE|PQ|QC|SK|YT)$/.test(province);
	return {
		name: depot,
		city,
		region: { PQ: "QC", NF: "NL" }[province] ?? province,
		country: isHome ? "CA" : undefined,
	};
}

const HOST = "webservices.purolator.com";

export const purolator = defineCarrier({
	code: "purolator",
	name: "Purolator",
	countries: ["CA"],
	source: {
		kind: "observed",
		url: "https://github.com/karrioapi/karrio/tree/main/modules/connectors/purolator",
		checked: "2026-11-22",
		note: "Purolator publishes five types of scan and no list of its sentences: those read here were seen in public clients.",
	},

	numbers: {
		pattern: /^(?:[0-5]\d{11}|[A-Z]{3}\d{9})$/,
		checkDigit: (number) => (/^\d/.test(number) ? isLuhn(number) : null),
		valid: ["330000000019", "WAY000000017"],
		invalid: ["330000000018", "630000000016", "33000000001", "WAY00000001"],
	},

	clock: { formats: ["yyyy-MM-dd HHmmss", "yyyy-MM-dd"], zone: { kind: "scan-site", fallback: "America/Toronto" } },
	statuses: {
		...codeTable([
			["picked_up.collected", "ProofOfPickUp"],
			["out_for_delivery.on_vehicle", "OnDelivery"],
			["delivered.to_recipient", "Delivery"],
			["delivery_attempted.problem", "Undeliverable"],
			["note.information", "Other"],
		]),
		...english.statuses,
		...french.statuses,
	},
	extract,
	trackingUrl: (number) => `https://www.purolator.com/en/shipping/tracker?${new URLSearchParams({ pins: number })}`,

	api: {
		hosts: [HOST],
		credentials: z.object({
			key: z.string().min(1),
			password: z.string().min(1),
			/** Given to users of a platform beside its key. */
			userToken: z.string().default(""),
		}),
		rate: { perSecond: 1 },
	},

	poll: {
		batch: 10,
		volatile: /<(?:\w+:)?ResponseReference>[^<]*</,
		request: (queries, { credentials: { key, password, userToken }, requestId }) => ({
			method: "POST",
			url: `https://${HOST}/PWS/V1/Tracking/TrackingService.asmx`,
			headers: {
				authorization: basicAuthorization(key, password),
				"content-type": "text/xml; charset=utf-8",
				soapaction: '"http://purolator.com/pws/service/v1/TrackPackagesByPin"',
			},
			body: soapEnvelope(
				markup`<v1:TrackPackagesByPinRequest xmlns:v1="http://purolator.com/pws/datatypes/v1"><v1:PINs>${queries.map(
					({ trackingNumber }) => markup`<v1:PIN><v1:Value>${trackingNumber}</v1:Value></v1:PIN>`,
				)}</v1:PINs></v1:TrackPackagesByPinRequest>`,
				markup`<v1:RequestContext xmlns:v1="http://purolator.com/pws/datatypes/v1"><v1:Version>1.2</v1:Version><v1:Language>en</v1:Language><v1:GroupID></v1:GroupID><v1:RequestReference>${requestId}</v1:RequestReference><v1:UserToken>${userToken}</v1:UserToken></v1:RequestContext>`,
			),
		}),
	},
});
