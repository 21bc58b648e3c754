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
	type Outcome,
	orderByTimes,
	outcomeOf,
	part,
	prefixed,
	type RawPickup,
	type RawScan,
	type RawShipment,
	type RawTime,
	type Refusal,
	sideBySide,
	soap,
	text,
	textRules,
	Unreadable,
	unanswered,
} from "./kit/index.ts";

// Two old codes stand for several observations, and the consumer's page heads a parcel with a sentence alone.
const sentences = textRules("nl", 1, [
	[
		"in_transit.moving",
		/nog niet (?:bezorgd|afgeleverd)|not (?:yet )?(?:been )?delivered yet|not yet (?:been )?delivered/i,
	],
	[["delivery_attempted.refused", "recipient.refused"], /geweigerd|\brefused\b/i],
	[["delivery_attempted.recipient_absent", "recipient.absent"], /niet thuis|not (?:at )?home/i],
	[
		"returned.to_sender",
		/retour.* (?:is )?(?:bezorgd|afgeleverd)|(?:bezorgd|delivered) (?:bij|to) (?:de |the )?(?:afzender|sender)/i,
	],
	[
		["returning.not_collected", "recipient.not_collected"],
		/niet (?:afgehaald|opgehaald).*(?:retour|afzender)|not collected.*\b(?:return|sender)\b/i,
	],
	["returning.to_sender", /teruggestuurd|retour|\breturn(?:ed|ing)?\b.*\bsender\b/i],
	["cancelled.cancelled", /geannuleerd|\bcancelled\b/i],
	["exception.destroyed", /vernietigd|\bdestroyed\b/i],
	["in_transit.damaged", /beschadigd|\bdamaged\b/i],
	[["delivery_attempted.recipient_absent", "recipient.absent"], /je gemist|missed you/i],
	[
		"note.delivery_option_chosen",
		/keuze van ontvanger|recipient.s choice|wordt (?:afgeleverd|bezorgd) (?:op|bij|in de avond)|will be delivered (?:to (?:a|the) (?:different|parcel|postnl)|in the evening)/i,
	],
	[["in_transit.customs_duty_due", "customs.duties_unpaid"], /wacht op betaling|awaiting payment/i],
	["in_transit.customs_cleared", /douane.*goedgekeurd|customs.*approved/i],
	[
		"in_transit.moving",
		/onderweg naar (?:het |een )?postnl.punt|en route to postnl outlet|wordt morgen bezorgd|delivered tomorrow/i,
	],
	[
		"delivery_attempted.failed",
		/(?:bezorging|bezorgen) (?:is )?(?:helaas )?(?:niet gelukt|lukte niet)|delivery unsuccessful|(?<!nog )niet afgeleverd|not delivered(?! yet)/i,
	],
	["in_transit.delayed", /lukt vandaag niet|bezorgmoment is bijgewerkt|\bdelayed\b|vertraag|uitgesteld|\bpostponed\b/i],
	[["in_transit.delayed_carrier", "carrier.capacity"], /duurt (?:de bezorging|het) wat langer/i],
	[
		"info_received.notified",
		/nog niet (?:door postnl )?(?:ontvangen|verwerkt)|wordt verwacht|(?:voor|aan)gemeld|pre-?alerted|expected, but|not yet (?:been )?(?:received|processed|accepted)/i,
	],
	["ready_for_pickup.locker", /(?:klaar|afgehaald worden|worden afgehaald|beschikbaar).*(?:automaat|locker)/i],
	["delivered.collected", /\bafgehaald (?:bij|op|door)|opgehaald (?:bij|door)|(?:collected|picked up) (?:at|from|by)/i],
	[
		"ready_for_pickup.at_point",
		/klaar (?:bij|op|om)|voor je klaar|at pick-up location|afgeleverd op postnl.punt|beschikbaar (?:op|bij)|(?:ready|available) (?:at|for)|is at the pick-?up/i,
	],
	[
		"out_for_delivery.on_vehicle",
		/wordt vandaag .*bezorgd|wordt vandaag bezorgd|bezorger is onderweg|onderweg naar (?:het bezorgadres|de bezorger)/i,
	],
	[
		"out_for_delivery.on_vehicle",
		/out for delivery|will be delivered today|driver is (?:en route|on)|distributieproces/i,
	],
	["note.proof_of_delivery", /handtekening .*ontvangen|signature .*received/i],
	[["delivered.to_neighbour", "delivery.indirect"], /(?:bezorgd|afgeleverd|delivered) .*(?:buren|buur|neighbo)/i],
	[
		"delivered.letterbox",
		/(?:bezorgd|delivered) in (?:de|your|the) (?:brievenbus|letter ?box|mail ?box)|shipment in letterbox/i,
	],
	[
		"delivered.safe_place",
		/(?:bezorgd|delivered) .*(?:afgesproken plek|veilige locatie|agreed place|indicated location|safe location)/i,
	],
	[
		"delivered.to_recipient",
		/overhandigd aan ontvanger|handed over to recipient|\b(?:is|zending|pakket) (?:bezorgd|afgeleverd)|(?:\b(?:been|is|was|shipment|parcel|item) |^)delivered\b/i,
	],
	["in_transit.customs_cleared", /(?:is|zending) ingeklaard|vrijgegeven|cleared/i],
	["in_transit.import_customs_presented", /wordt ingeklaard|douane|customs/i],
	[
		"in_transit.arrived_destination_country",
		/aangekomen in het land van bestemming|arrived in the (?:country of destination|destination country)/i,
	],
	["in_transit.departed_origin_country", /de grens over|(?:across|crossed) the border/i],
	["in_transit.processed_facility", /gesorteerd|sorteercentrum|\bsorted\b|sorting centre/i],
	["picked_up.accepted", /ontvangen|is bij postnl|in ontvangst genomen|received|accepted/i],
	["in_transit.moving", /onderweg|klaar voor verzending|in transit|on its way/i],
]);

/**
 * What an event is, of PostNL's list; those it leaves out are second-hand: A03 A04 A18 A19 A24 A25 A65 A80 A95 A96 A98 B03
 * J04 J21 J30 J31 J32 J40 J44 J46 K33 K50 M02 P21 T04.
 */
const EVENTS = codeTable([
	["info_received.notified", "A01 A03 A71"],
	["info_received.label_created", "A10"],
	["info_received.pickup_scheduled", "F01 J56 X80"],
	["info_received.not_yet_received", "J93 M01 M02 Q02"],
	["info_received.pickup_failed", "D40 Y81"],
	[["info_received.pickup_failed", "address.incorrect"], "D02 D04"],
	[["info_received.pickup_failed", "sender.missed_pickup"], "D03 D09 Y80"],
	[["info_received.pickup_failed", "sender.not_ready"], "D05"],
	[["info_received.pickup_failed", "sender.incorrect_data"], "D06"],
	[["info_received.pickup_failed", "sender.packaging"], "D07"],
	["picked_up.accepted", "B01 B06 V12 V13 V23 V50"],
	["picked_up.collected", "A73 B04 C01 Z80"],
	["picked_up.dropped_off", "C02 X40"],
	["in_transit.moving", "A72 A75 J32 J44 J45 J46 J55 Q15 Q16 Q17 Q18 Q19 S05 X52 X68"],
	["in_transit.received_by_partner", "A74"],
	["in_transit.arrived_facility", "J30 J31 V22 X08 X14 X50"],
	["in_transit.processed_facility", "J01 J04 J06 J10 J27 J40 J61 R01 X07 X15 X16 X51"],
	["in_transit.loaded", "Q13"],
	["in_transit.departed_origin_country", "Q12 X01 X19"],
	["in_transit.arrived_destination_country", "A76 X02"],
	["in_transit.redirected_by_carrier", "J28"],
	[["in_transit.redirected_by_carrier", "recipient.not_collected"], "J47"],
	["in_transit.forwarded_new_address", "K03"],
	[["in_transit.forwarded_new_address", "recipient.moved"], "K02"],
	["in_transit.import_customs_presented", "X03 X60 X62 Y25"],
	[["in_transit.import_customs_held", "customs.inspection"], "X30 X63 X64 Y64"],
	[["in_transit.import_customs_held", "customs.delay"], "X66 Y46"],
	[["in_transit.customs_info_required", "customs.documentation"], "X10"],
	[["in_transit.customs_duty_due", "customs.duties_unpaid"], "A20 A22 X67"],
	["in_transit.customs_cleared", "X04 X61 X65"],
	["in_transit.problem_resolved", "A21 X11"],
	[["in_transit.problem_resolved", "address.corrected"], "Y23 Y24"],
	[["in_transit.address_problem", "address.incorrect"], "J33 Y09 Y12"],
	["in_transit.damaged", "Y04 Y11 Y14"],
	[["in_transit.security_check", "external.security"], "Q14"],
	[["in_transit.held", "external.force_majeure"], "K91"],
	// One sentence for all of them: PostNL is sorry that it takes longer.
	["in_transit.delayed", "G01 G02 G05 H32 J09 J14 J24 J36 J92 K01 T02 T04 V01 V02 V03 V11 V21 Y07 Y08 Y35 Y60 Y61 Y62"],
	["in_transit.delayed", "J22 J26 J39 J95 K25 V31 Y33 Y66"],
	[["in_transit.delayed", "recipient.business_closed"], "J07 J17"],
	[["in_transit.delayed", "sender.past_cutoff"], "V04"],
	[["in_transit.delayed_carrier", "carrier.capacity"], "G03 V06"],
	[["in_transit.delayed_weather", "external.weather"], "Y65"],
	["out_for_delivery.on_vehicle", "J05 J59 X06 X55 Y05"],
	["delivery_attempted.failed", "H34 J08 J29 K70 K71 Y15 Y37 Y38"],
	["delivery_attempted.problem", "J41 J42 J48 K15"],
	[["delivery_attempted.failed", "address.incorrect"], "H36 Y01 Y17 Y30 Y31"],
	[["delivery_attempted.failed", "recipient.moved"], "Y22"],
	[["delivery_attempted.address_not_found", "address.not_found"], "Y32"],
	[["delivery_attempted.recipient_absent", "recipient.absent"], "D08 J94 K14 Y02 Y10"],
	[["delivery_attempted.recipient_unreachable", "recipient.unreachable"], "Y42"],
	[["delivery_attempted.business_closed", "recipient.business_closed"], "Y43"],
	[["delivery_attempted.no_access", "recipient.access_restricted"], "J16 K16 Y41"],
	[["delivery_attempted.identification_failed", "recipient.verification_failed"], "Y36"],
	[["delivery_attempted.cod_unpaid", "recipient.payment_missing"], "K41"],
	[["delivery_attempted.reschedule_needed", "delivery.appointment_pending"], "Y39"],
	[["delivery_attempted.refused", "recipient.refused"], "Y03 Y13"],
	[["delivery_attempted.refused", "carrier.damaged"], "Y44"],
	[["delivery_attempted.refused", "delivery.shortage"], "Y50"],
	["ready_for_pickup.arriving_at_point", "J21"],
	["ready_for_pickup.at_point", "I08 J02 J12 J52 X05 Y26"],
	["ready_for_pickup.locker", "J23"],
	["delivered.to_recipient", "I01 I03 I06 I23 Z01 Z02 Z03 Z04 Z08"],
	["delivered.collected", "I02 I22 Z06"],
	["delivered.letterbox", "I05 I11"],
	[["delivered.to_neighbour", "delivery.indirect"], "I10 Z05"],
	["delivered.safe_place", "I09 I12 Z09"],
	[["delivered.partial", "delivery.shortage"], "J91"],
	["returning.to_sender", "H18 H20 H22 H51 H52 I07 K43 X20 X21 X22 X24 X81 Y21"],
	[["returning.to_sender", "recipient.refused"], "H01 H38"],
	[["returning.to_sender", "recipient.absent"], "H05 H07 Y40"],
	[["returning.to_sender", "recipient.cancelled"], "H24"],
	[["returning.to_sender", "recipient.verification_failed"], "H08"],
	[["returning.to_sender", "recipient.access_restricted"], "H16 H25"],
	[["returning.to_sender", "address.incorrect"], "H02 H12 Y16"],
	[["returning.to_sender", "carrier.damaged"], "H04 H35 Y18"],
	[["returning.to_sender", "delivery.shortage"], "H09"],
	[["returning.to_sender", "sender.incorrect_dimensions"], "H15"],
	[["returning.to_sender", "customs.paperwork_improper"], "H17 Y47"],
	[["returning.to_sender", "customs.prohibited"], "H10 Y19"],
	[["returning.not_collected", "recipient.not_collected"], "H03 Y20"],
	["returned.to_sender", "J63"],
	["cancelled.cancelled", "D41 R06"],
	[["cancelled.cancelled", "sender.cancelled"], "H30 H31"],
	[["cancelled.cancelled", "delivery.appointment_pending"], "H23"],
	["exception.rejected_by_carrier", "F05"],
	[["exception.rejected_by_carrier", "sender.incorrect_data"], "F03 F04 F06 F07 F08 F10"],
	[["exception.rejected_by_carrier", "sender.packaging"], "X43"],
	[["exception.outside_service", "sender.incorrect_dimensions"], "X42"],
	["exception.undeliverable", "K30"],
	[["exception.undeliverable", "customs.paperwork_improper"], "Y48"],
	[["exception.prohibited", "customs.prohibited"], "Y45"],
	[["exception.search_started", "carrier.being_researched"], "Y71"],
	["exception.destroyed", "K92 Y29"],
	["note.proof_of_delivery", "A80"],
	["note.eta_changed", "A18 A19 A42 A65"],
	["note.recipient_notified", "A24 A25 A43"],
	["note.delivery_options_offered", "A96"],
	["note.delivery_option_chosen", "A08 A09 A11 A12 A13 A27 A29 A30 A31 A32 A34 A35 A46 A94 A99 J90"],
	["note.measured", "X17"],
	["note.information", "A04 A28 A41 A95 A98 B03 J80 K33 K50 K90 M03 P20 P21 P22 P23 P24"],
]);

/** The status of a shipment, told beside the events and in their place. */
const SHIPMENT_STATUSES = codeTable([
	["info_received.notified", "1"],
	["picked_up.accepted", "2"],
	["picked_up.collected", "3 23"],
	["info_received.pickup_failed", "4"],
	["in_transit.processed_facility", "5"],
	["in_transit.delayed", "6"],
	["out_for_delivery.on_vehicle", "7"],
	["delivery_attempted.failed", "8"],
	["in_transit.import_customs_presented", "9 20"],
	["delivered.to_recipient", "11"],
	["ready_for_pickup.at_point", "12"],
	["info_received.not_yet_received", "13 14"],
	// What was not found where it should have been: its events tell of a delay, and 18 that it is lost.
	[["in_transit.delayed", "carrier.being_researched"], "15 16 17"],
	[["exception.lost", "carrier.lost"], "18"],
	["exception.rejected_by_carrier", "19"],
	["in_transit.held", "21"],
	["delivered.collected", "22"],
	["returning.to_sender", "27"],
	[["returning.to_sender", "recipient.verification_failed"], "28"],
	["in_transit.moving", "31"],
]);

const Status = z.object({
	TimeStamp: text,
	Timestamp: text,
	CurrentStatusTimeStamp: text,
	StatusCode: text,
	CurrentStatusCode: text,
	StatusDescription: text,
	CurrentStatusDescription: text,
	Code: text,
	Description: text,
});
type Status = z.output<typeof Status>;

const Observation = z.object({ observationDate: text, observationCode: text, description: text });
const Span = part(z.object({ startDateTime: text, endDateTime: text }));
// Sunday is 0.
const WEEKDAYS = ["zo", "ma", "di", "wo", "do", "vr", "za"] as const;
const Opening = z.object({ day: number, hours: list(z.object({ from: text, to: text })) });
const Retail = z.object({
	name: text,
	locationName: text,
	address: part(z.object({ street: text, houseNumber: text, houseNumberSuffix: text, postalCode: text, town: text })),
	coordinate: part(z.object({ latitude: number, longitude: number })),
	businessHours: list(Opening).catch([]),
});

const Collo = z.object({
	barcode: text,
	isDelivered: flag,
	deliveryDate: text,
	statusPhase: part(z.object({ message: text })),
	routeInformation: part(
		z.object({ plannedDeliveryTime: text, expectedDeliveryTime: text, plannedDeliveryTimeWindow: Span }),
	),
	eta: part(z.object({ start: text, end: text })),
	retailDeliveryLocation: part(Retail),
	observations: list(Observation),
	analyticsInfo: part(z.object({ allObservations: list(Observation) })),
});

const Shipment = z.object({
	Barcode: text,
	MainBarcode: text,
	DeliveryDate: text,
	Event: list(Status),
	OldStatus: list(Status),
	Status: part(Status),
	Expectation: part(z.object({ ETAFrom: text, ETATo: text })),
	SignatureDate: text,
	// In the SOAP that came before.
	Events: part(z.object({ CompleteStatusResponseEvent: list(Status) })),
	OldStatuses: part(z.object({ CompleteStatusResponseOldStatus: list(Status) })),
});
type Shipment = z.output<typeof Shipment>;

/** The list of one's own parcels and of those that one has sent. */
const Tracked = z.object({
	barcode: text,
	delivered: flag,
	deliveredTimeStamp: text,
	deliveryWindowFrom: text,
	deliveryWindowTo: text,
});
const Tracks = part(z.object({ receiverShipments: list(Tracked), senderShipments: list(Tracked) }));

const Answer = part(z.object({ Shipment: list(Shipment), Shipments: list(Shipment) }));
const Held = z.object({ Error: z.union([z.array(z.unknown()), z.record(z.string(), z.unknown())]) });
const Fault = z.object({
	Code: text,
	ErrorNumber: text,
	Error: text,
	Message: text,
	ErrorMsg: text,
	Description: text,
	message: text,
	title: text,
	detail: text,
	code: text,
});
/** A list, or an object that holds it under the name of one. */
const Faults = z.preprocess((value) => (Held.safeParse(value).success ? Held.parse(value).Error : value), list(Fault));
const Body = Shipment.extend({
	CurrentStatus: Answer,
	CompleteStatus: Answer,
	Signature: part(Shipment),
	data: part(z.object({ trackedShipments: Tracks })),
	trackedShipments: Tracks,
	colli: z.record(z.string(), Collo).optional().catch(undefined),
	Warnings: Faults,
	Errors: Faults,
	Array: list(Fault),
	errors: list(Fault),
	fault: part(z.object({ faultstring: text, detail: part(z.object({ errorcode: text })) })),
	message: text,
	Message: text,
	error: text,
	status: text,
	http_status: text,
});
type Body = z.output<typeof Body>;

const Told = part(
	z.object({
		Shipments: part(
			z.object({ CurrentStatusResponseShipment: list(Shipment), CompleteStatusResponseShipment: list(Shipment) }),
		),
		Signature: part(z.object({ GetSignatureResponseSignature: list(Shipment) })),
	}),
);
const Soap = z.object({ CurrentStatusResponse: Told, CompleteStatusResponse: Told, SignatureResponse: Told });

function extract(written: string): Extracted {
	if (/^\s*</.test(written)) return extractSoap(written);
	const bodies = json(written, list(Body)).map(readBody);
	return {
		shipments: bodies.flatMap(({ shipments }) => shipments),
		refusals: bodies.flatMap(({ refusals }) => refusals ?? []),
	};
}

function extractSoap(written: string): Extracted {
	const answer = soap(written, Soap);
	if (answer.fault) {
		const { text: words, detail } = answer.fault;
		return { shipments: [], refusals: [refusalOf(Fault.parse({ Message: `${words} ${detail}`.trim() }))] };
	}
	const { CurrentStatusResponse, CompleteStatusResponse, SignatureResponse } = answer.content;
	const told = [CurrentStatusResponse, CompleteStatusResponse, SignatureResponse].filter((one) => one !== undefined);
	const shipments = told.flatMap(({ Shipments, Signature }) => [
		...(Shipments?.CurrentStatusResponseShipment ?? []),
		...(Shipments?.CompleteStatusResponseShipment ?? []),
		...(Signature?.GetSignatureResponseSignature ?? []),
	]);
	if (shipments.length > 0) return { shipments: shipments.map(readShipment) };
	if (told.length > 0) return unanswered("not-found", "No shipment.");
	throw new Unreadable("body: neither a shipment nor an error");
}

function readBody(body: Body): Extracted {
	const answers = [body.CurrentStatus, body.CompleteStatus];
	const told = answers.flatMap((answer) => [...(answer?.Shipment ?? []), ...(answer?.Shipments ?? [])]);
	const bare = body.Barcode ? [body] : [];
	const colli = Object.entries(body.colli ?? {}).map(([barcode, collo]) => readCollo(collo, barcode));
	const tracked = body.trackedShipments ?? body.data?.trackedShipments;
	const own = [...(tracked?.receiverShipments ?? []), ...(tracked?.senderShipments ?? [])].map(readTracked);
	const signatures = body.Signature?.Barcode ? [body.Signature] : [];
	const shipments = [...[...told, ...bare, ...signatures].map(readShipment), ...colli, ...own];
	const warnings = [...body.Warnings, ...body.Errors, ...body.Array, ...body.errors, ...faultOf(body)];
	const refusals = shipments.length > 0 ? [] : warnings.map(refusalOf);
	if (shipments.length + refusals.length > 0) return { shipments, refusals };
	if (answers.some((answer) => answer !== undefined) || body.colli || tracked)
		return unanswered("not-found", "No shipment.");
	throw new Unreadable("body: neither a shipment nor an error");
}

function faultOf({ fault, message, Message, error, status, http_status }: Body): z.output<typeof Fault>[] {
	const words = fault?.faultstring ?? message ?? Message ?? error;
	const code = fault?.detail?.errorcode ?? http_status ?? status;
	return words ? [Fault.parse({ Code: code, Message: words })] : [];
}

function refusalOf(fault: z.output<typeof Fault>): Refusal {
	const code = fault.Code ?? fault.ErrorNumber ?? fault.code;
	const words = [
		fault.Error,
		fault.Message,
		fault.ErrorMsg,
		fault.Description,
		fault.message,
		fault.title,
		fault.detail,
	];
	const detail = [code, ...words].filter((word) => word !== undefined).join(": ");
	return { trackingNumber: null, outcome: outcomeOfWords(detail), detail };
}

function outcomeOfWords(detail: string): Exclude<Outcome, "ok"> {
	if (
		/no shipments? found|geen zending|barcode .*(?:invalid|not valid|unknown|not found)|invalid barcode/i.test(detail)
	) {
		return "not-found";
	}
	return /api ?key/i.test(detail) ? "denied" : outcomeOf(/^\d{3}\b/.exec(detail)?.[0] ?? "", detail);
}

function readShipment(shipment: Shipment): RawShipment {
	const { Status: current, DeliveryDate, Expectation, SignatureDate } = shipment;
	const events = [...shipment.Event, ...(shipment.Events?.CompleteStatusResponseEvent ?? [])].filter(timeOf);
	const former = [...shipment.OldStatus, ...(shipment.OldStatuses?.CompleteStatusResponseOldStatus ?? [])];
	const old = former.filter((status) => timeOf(status) && isMeant(status));
	const only = current && timeOf(current) && isMeant(current) ? [current] : [];
	const statuses = (old.length > 0 ? old : only).map((status) => scan(status, [`status:${codeOf(status)}`]));
	const signature: RawScan[] = SignatureDate ? [{ code: "signature", text: "", time: { text: SignatureDate } }] : [];
	const day = DeliveryDate ? dayAtMidnight(DeliveryDate) : undefined;
	return {
		trackingNumber: shipment.Barcode ?? shipment.MainBarcode ?? null,
		scans: [
			...(events.length > 0 ? events.map((event) => scan(event, keysOf(event.Code, event.Description))) : statuses),
			...signature,
		],
		order: "newest-first",
		status: events.some((event) => current && tellsAll(event, timeOf(current))) ? undefined : headerOf(current),
		promised: promise(Expectation?.ETAFrom ?? day, Expectation?.ETATo ?? Expectation?.ETAFrom ?? day),
		signed: SignatureDate !== undefined,
	};
}

/** 99 says that a change was none of the shipment's status. */
function isMeant(status: Status): boolean {
	return codeOf(status) !== "99";
}

function headerOf(status: Status | undefined): RawShipment["status"] {
	const code = status && codeOf(status);
	if (!code || code === "99") return undefined;
	const time = timeOf(status);
	return { code, keys: [`status:${code}`], text: wordsOf(status), time: time ? { text: time } : undefined };
}

/**
 * PostNL's list says of each event which status it makes of the shipment: one is 7 though a delivery failed, one is 11
 * though the parcel lies in a locker or went back. What made the status of the shipment says more than it.
 */
function tellsAll(event: Status, time: string | undefined): boolean {
	return timeOf(event) === time && toldBy(codeOf(event), wordsOf(event)) !== undefined;
}

/** What an event says of where the parcel is; undefined for a note and for what is not known. */
function toldBy(code: string | undefined, words: string | undefined): string | undefined {
	const meanings = keysOf(code, words).map((key) => own(EVENTS, key) ?? own(sentences.statuses, key));
	const [told] = [meanings.find((meaning) => meaning !== undefined) ?? []].flat();
	return told?.startsWith("note.") ? undefined : told;
}

function own(table: Readonly<Record<string, Meaning>>, key: string): Meaning | undefined {
	return Object.hasOwn(table, key) ? table[key] : undefined;
}

function scan(status: Status, keys: readonly string[]): RawScan {
	return { code: codeOf(status) ?? "", keys, text: wordsOf(status), time: { text: timeOf(status) ?? "" } };
}

function timeOf({ TimeStamp, Timestamp, CurrentStatusTimeStamp }: Status): string | undefined {
	return TimeStamp ?? Timestamp ?? CurrentStatusTimeStamp;
}

function codeOf({ StatusCode, CurrentStatusCode, Code }: Status): string | undefined {
	return StatusCode ?? CurrentStatusCode ?? Code;
}

function wordsOf({ StatusDescription, CurrentStatusDescription, Description }: Status): string {
	return StatusDescription ?? CurrentStatusDescription ?? Description ?? "";
}

/** The letter stood behind the digits once, and one such code was seen beside another event's sentence. */
function keysOf(code = "", words: string | undefined): string[] {
	const turned = /^(\d{2})([A-Z])$/.exec(code);
	const sentence = sentences.keyOf(words);
	const now = turned ? `${turned[2]}${turned[1]}` : code;
	const keys = turned && sentence?.includes(":delivered.") ? [sentence, now] : [now, sentence];
	return keys.filter((key) => key !== undefined);
}

/** The consumer's page tells of every parcel by its barcode. */
function readCollo(collo: z.output<typeof Collo>, key: string): RawShipment {
	const { statusPhase, routeInformation: route, eta, analyticsInfo, deliveryDate, barcode = key } = collo;
	const coded = analyticsInfo?.allObservations ?? [];
	const observations = (coded.length > 0 ? coded : collo.observations).filter((one) => one.observationDate);
	const delivered: RawScan[] =
		observations.length === 0 && collo.isDelivered && deliveryDate
			? [{ code: "isDelivered", text: statusPhase?.message ?? "", time: { text: deliveryDate } }]
			: [];
	const sentence = sentences.keyOf(statusPhase?.message);
	const headline = sentence?.includes(":note.") ? undefined : sentence;
	const isTold = headline?.includes(":delivered.") || !collo.isDelivered;
	const newest = observations.reduce<z.output<typeof Observation> | undefined>(
		(last, one) => ((one.observationDate ?? "") > (last?.observationDate ?? "") ? one : last),
		undefined,
	);
	const told = toldBy(newest?.observationCode, newest?.description);
	const isHeard = !told || (collo.isDelivered && !/^(?:delivered|ready_for_pickup|return)/.test(told));
	const header = isHeard ? (isTold ? headline : "isDelivered") : undefined;
	const window = route?.plannedDeliveryTimeWindow;
	const single = route?.expectedDeliveryTime ?? route?.plannedDeliveryTime ?? eta?.start;
	return {
		trackingNumber: barcode,
		scans: [
			...observations.map(
				({ observationCode, observationDate, description }): RawScan => ({
					code: observationCode ?? "",
					keys: keysOf(observationCode, description),
					text: description ?? "",
					time: { text: observationDate ?? "" },
				}),
			),
			...delivered,
		],
		order: orderByTimes(
			observations.map(({ observationDate }) => observationDate),
			"newest-first",
		),
		status: header ? { code: statusPhase?.message ?? header, keys: [header] } : undefined,
		pickup: collo.retailDeliveryLocation && retail(collo.retailDeliveryLocation),
		promised: promise(window?.startDateTime ?? eta?.start ?? single, window?.endDateTime ?? eta?.end ?? single),
	};
}

/** A shop or a locker; a day without hours is closed, and named by none. */
function retail({ name, locationName, address, coordinate, businessHours }: z.output<typeof Retail>): RawPickup {
	const { street, houseNumber, houseNumberSuffix, postalCode, town } = address ?? {};
	const hours = businessHours.flatMap(({ day, hours: open }) => {
		const spans = open.flatMap(({ from, to }) => (from && to ? [`${from}-${to}`] : []));
		const weekday = day === undefined ? undefined : WEEKDAYS[day];
		return weekday && spans.length > 0 ? [`${weekday} ${spans.join(", ")}`] : [];
	});
	return {
		name: locationName ?? name,
		address: [sideBySide(street, houseNumber, houseNumberSuffix), sideBySide(postalCode, town)],
		hours,
		lat: coordinate?.latitude,
		lng: coordinate?.longitude,
	};
}

function readTracked({
	barcode,
	delivered,
	deliveredTimeStamp: end,
	...window
}: z.output<typeof Tracked>): RawShipment {
	const delivery: RawScan[] = delivered && end ? [{ code: "isDelivered", text: "", time: { text: end } }] : [];
	return {
		trackingNumber: barcode ?? null,
		scans: delivery,
		order: "newest-first",
		status: delivered ? { code: "isDelivered" } : undefined,
		promised: promise(window.deliveryWindowFrom, window.deliveryWindowTo),
	};
}

function promise(from: string | undefined, to: string | undefined): RawShipment["promised"] {
	const time = (text: string): RawTime => ({ text });
	return from && to ? { from: time(from), to: time(to) } : undefined;
}

const HOST = "api.postnl.nl";

export const postnl = defineCarrier({
	code: "postnl",
	name: "PostNL",
	countries: ["NL"],
	source: {
		kind: "documented",
		url: "https://github.com/postnl/postnl-ecommerce-sdk-python/blob/main/doc/controllers/shipping-status.md",
		checked: "2026-11-22",
		note: "The shape is that of PostNL's own client, statuses and events are those of its lists; a few events of the consumer's page and the sentences of its headlines are second-hand, the shop where a parcel waits is read as public clients of that page show it, and a webhook is not documented in public.",
	},

	numbers: {
		pattern: /^(?:[23]S[A-Z]{3,4}\d{7,10}|[A-Z]{2}\d{9}NL)$/,
		checkDigit: (number) => (/^[23]S/.test(number) ? null : isS10(number)),
		valid: ["3SWAYL1234567", "3SWAYL1234567890", "LA000000005NL"],
		invalid: ["3S1234567890123", "LA000000006NL", "LA000000005BE", "3SWAYL123456"],
	},

	// The consumer's page and the list of updated shipments write ISO; a status of its own day has a fraction.
	clock: {
		formats: ["dd-MM-yyyy HH:mm", "dd-MM-yyyy", "iso"],
		zone: { kind: "fixed", zone: "Europe/Amsterdam" },
	},
	statuses: {
		...sentences.statuses,
		...EVENTS,
		...prefixed("status:", SHIPMENT_STATUSES),
		signature: "note.proof_of_delivery",
		isDelivered: "delivered.to_recipient",
	},
	extract,
	trackingUrl: (number) => `https://jouw.postnl.nl/track-and-trace/${encodeURIComponent(number)}`,

	api: {
		hosts: [HOST],
		credentials: z.object({ apiKey: z.string().min(1) }),
		rate: { perSecond: 2 },
	},

	poll: {
		batch: 1,
		request: ([query], { credentials }) => ({
			method: "GET",
			url: `https://${HOST}/shipment/v2/status/barcode/${query.trackingNumber.replace(/[^A-Za-z0-9]/g, "")}?detail=true&language=EN`,
			headers: { apikey: credentials.apiKey, accept: "application/json" },
		}),
	},
});
