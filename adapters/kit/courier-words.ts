import type { Meaning } from "./carrier.ts";
import { textRules } from "./text-rules.ts";

/**
 * What couriers of any name say in English, for aggregators that pass their words on beside a code that says less, or
 * none. The negative stands before the positive, and what is planned before what happened.
 */
const RULES: readonly (readonly [meaning: Meaning, pattern: RegExp])[] = [
	["note.eta_changed", /^(?:new |revised |updated )?(?:estimated|expected) (?:delivery|arrival)\b/i],
	["note.eta_changed", /delivery (?:date|time|window) (?:has been |was )?(?:updated|changed|revised)/i],
	[
		"info_received.pickup_failed",
		/(?:pick-?up|collection) (?:attempt|failed|unsuccessful|missed|not possible)|unable to (?:pick ?up|collect)/i,
	],
	[
		"info_received.pickup_scheduled",
		/(?:pick-?up|collection) (?:is |has been |was )?(?:scheduled|booked|requested|arranged|planned)/i,
	],
	[["returning.not_collected", "recipient.not_collected"], /\bunclaimed\b(?!.*(?<!being )\breturned to)/i],
	["in_transit.arrived_facility", /\barriv\w* (?:at )?shipping partner/i],
	["in_transit.departed_facility", /\bdepart\w* shipping partner/i],
	[
		"returning.to_sender",
		/(?:being|be|to be) returned|returned and is en ?route to (?:the )?sender|return(?:ing)? to (?:the )?(?:original )?(?:sender|shipper|seller|merchant)|on its way back to|\breturn in transit|\bfor return\b|return (?:initiated|in progress|requested|started)/i,
	],
	[
		"returned.to_sender",
		/returned to (?:the )?(?:original )?(?:sender|shipper|seller|merchant)|delivered,? (?:back )?to (?:the )?(?:original )?(?:sender|shipper|seller)|return (?:completed|delivered)/i,
	],
	["cancelled.cancelled", /\bcancell?ed\b|\bcancellation\b|\bvoid(?:ed)?\b/i],
	[
		["exception.lost", "carrier.lost"],
		/\blost\b|cannot be (?:located|found)|(?:package|parcel|shipment) (?:is )?missing/i,
	],
	["exception.destroyed", /destroyed|disposed|discarded/i],
	[["in_transit.damaged", "carrier.damaged"], /damage/i],
	[["delivery_attempted.refused", "recipient.refused"], /refused|refusal|rejected by|declined by/i],
	[
		["delivery_attempted.business_closed", "recipient.business_closed"],
		/(?:business|premises|office|location|store|company|shop)\b.{0,12}\bclosed/i,
	],
	[
		["delivery_attempted.recipient_absent", "recipient.absent"],
		/nobody|no ?one (?:was )?(?:at )?(?:home|available)|not (?:at )?home\b|(?:recipient|receiver|customer|consignee|addressee|resident)\b.{0,24}\b(?:absent|unavailable|not (?:available|present|in|there))|no (?:authori[sz]ed |secure )?(?:recipient|person) available/i,
	],
	[
		"delivery_attempted.notice_left",
		/notice left|left (?:a )?(?:notice|card|note)\b|\bcarded\b|(?:delivery )?(?:notice|card) (?:was )?left/i,
	],
	[
		["delivery_attempted.no_access", "recipient.access_restricted"],
		/no access|no secure location|access (?:was )?(?:denied|restricted|not possible)|unable to (?:access|enter)/i,
	],
	[
		["returning.recipient_moved", "recipient.moved"],
		/\bmoved,? left no|(?:recipient|addressee|customer) (?:has )?moved/i,
	],
	[
		["in_transit.address_problem", "address.not_found"],
		/(?:addressee|recipient) (?:is )?(?:unknown|not known)|no such number|\bvacant\b/i,
	],
	[["note.information", "address.corrected"], /address (?:was |has been )?corrected/i],
	[
		["in_transit.address_problem", "address.incorrect"],
		/(?:bad|incorrect|incomplete|insufficient|invalid|wrong|unknown) (?:delivery )?address|problem with (?:the )?address|address verification|address (?:is |was )?(?:incorrect|incomplete|insufficient|invalid|unknown|not found|query|problem|information (?:needed|required))|(?:street|house|building|apartment|suite|unit) (?:number|name) is (?:incorrect|incomplete|missing|invalid|wrong)/i,
	],
	["delivery_attempted.reschedule_needed", /schedule (?:a )?redelivery/i],
	["delivery_attempted.rescheduled", /reschedul|redelivery|next delivery attempt|will (?:be )?(?:re-?)?attempt/i],
	["delivery_attempted.problem", /delivery exception/i],
	["exception.undeliverable", /undeliverable/i],
	[
		"delivery_attempted.failed",
		/attempt|undelivered|not (?:be |been |be able to be )?delivered|(?:delivery|deliver) (?:has |was |is )?(?:failed|failure|unsuccessful|not possible)|(?:failed|unable|could not|unsuccessful)\b.{0,14}\bdeliver/i,
	],
	["note.information", /(?:will|shall|can|may|should|to) be delivered|delivery (?:is )?expected/i],
	[
		"in_transit.delivery_scheduled",
		/scheduled for delivery|delivery (?:is |has been |was )?(?:scheduled|planned|booked|arranged)|appointment/i,
	],
	[
		"ready_for_pickup.locker",
		/(?:ready|available|awaiting|waiting|held)\b.*\blocker|\blocker\b.*\b(?:ready|available|awaiting|waiting)\b|(?:placed|deposited|left|arrived) (?:in|at) (?:a |the )?(?:parcel )?locker/i,
	],
	[
		"ready_for_pickup.post_office",
		/(?:ready|available|awaiting|waiting|held)\b.*\bpost office|collect (?:it )?(?:at|from) (?:the )?post office/i,
	],
	[
		"delivered.collected",
		/(?:picked[- ]up|collected|retrieved)\b.{0,20}\b(?:recipient|customer|consignee|addressee|receiver|buyer|individual)|(?:recipient|customer|consignee|addressee|receiver|buyer|individual)\b.{0,12}\b(?:picked[- ]up|collected|retrieved)|delivered\b.*\b(?:picked[- ]up at|collected from)/i,
	],
	[
		"ready_for_pickup.at_point",
		/(?:ready|available|awaiting|waiting|held|hold)\b.{0,16}\b(?:pick-?\s?up|collect(?:ion|ed|ing)?)\b|(?:arrived|delivered|reached|is|now) (?:(?:at|to) )?(?:the |an? |your |ups |fedex |dhl )*(?:pick-?up|collection|access|service|drop|parcel) ?(?:point|shops?|store|location|station)/i,
	],
	[
		"delivered.to_recipient",
		/hand(?:ed)?(?: over)? to (?:the |a )?(?:resident|recipient|customer|addressee|consignee|receiver)/i,
	],
	["in_transit.linehaul_departed", /hand(?:ed)? over to (?:the )?airline/i],
	[
		["delivered.to_neighbour", "delivery.indirect"],
		/(?:left|handed(?: over)?) (?:with|to) (?:a |the |your )?neighbou?r/i,
	],
	[
		"in_transit.handover_to_partner",
		/delivered to (?:the )?(?:usps|local post|postal|post office|(?:local |partner |delivery )(?:carrier|agent|partner)|carrier)|tendered to |transfer(?:red)? to|hand(?:ed)? ?(?:over|off) to|(?:given|handed) to (?:the )?.{0,20}\b(?:carrier|post)/i,
	],
	[["delivered.to_neighbour", "delivery.indirect"], /(?:delivered|left|handed)\b.*\bneighbou?r/i],
	[
		"delivered.to_reception",
		/(?:delivered|left)\b.*\b(?:reception|front desk|mail ?room|concierge|loading dock|dock)\b/i,
	],
	["delivered.letterbox", /(?:delivered|left|posted)\b.*\b(?:mail ?box|letter ?box)/i],
	["delivered.po_box", /delivered\b.*\bp\.?\s?o\.? ?box/i],
	[
		"delivered.safe_place",
		/(?:delivered|left)\b.*\b(?:door|porch|garage|patio|deck|yard|shed|safe ?(?:place|location)|secure location|authori[sz]ed location)/i,
	],
	["note.proof_of_delivery", /proof of delivery|signature (?:image )?(?:is )?available/i],
	[
		"delivered.signed",
		/delivered\b(?!.*\b(?:no|without(?: a)?) signature|.*\bnot signed|.*\bsignature (?:is |was )?(?:not|waived))(?=.*\bsign(?:ed|ature))|(?<!not )signed for/i,
	],
	["delivered.to_recipient", /\bdelivered\b|delivery (?:has been |was |is )?(?:completed?|successful|made)/i],
	[
		"out_for_delivery.on_vehicle",
		/out[- ]for[- ](?:final )?delivery|on ?board for delivery|(?:on|in|with) (?:the |a |fedex |ups |dhl )*(?:delivery )?(?:vehicle|van|truck|courier|driver)(?: for delivery)?\b|loaded (?:on|onto|in) (?:the )?delivery/i,
	],
	[
		"in_transit.export_customs_cleared",
		/release - export|export (?:customs )?(?:clearance )?(?:clear|complet|success|releas|finish)|(?:cleared|released)\b.*\bexport/i,
	],
	[
		"in_transit.customs_cleared",
		/cleared\b.*\bcustoms|customs\b.*\b(?:cleared|complete|completed|released|finished)|clearance\b.*\b(?:complete|finished|success)|released (?:by|from)\b.*\bcustoms|(?:released|cleared) by (?:the |a )?government|out of customs|release - import/i,
	],
	[
		["in_transit.customs_duty_due", "customs.duties_unpaid"],
		/\b(?:dut(?:y|ies)|tax(?:es)?|vat|customs (?:fee|charge)s?)\b.*\b(?:due|owed|payable|required|unpaid|outstanding|payment)|payment of (?:the )?(?:import )?(?:dut(?:y|ies)|tax(?:es)?|vat|customs)\b/i,
	],
	[
		["in_transit.customs_info_required", "customs.documentation"],
		/(?:customs|clearance)\b.*\b(?:documents?|paperwork|information) .*(?:required|needed|missing)|missing (?:\w+ )?(?:documents?|paperwork|information)\b.*\b(?:customs|clearance)|awaiting .*(?:documents?|paperwork).*customs/i,
	],
	[
		["in_transit.import_customs_held", "customs.delay"],
		/pending release|(?:held|hold|detained|retained|delay(?:ed)?)\b.{0,16}\b(?:customs|clearance)|(?:customs|clearance) (?:hold|delay|inspection)/i,
	],
	["in_transit.export_customs_presented", /export (?:customs|clearance)|customs export/i],
	["in_transit.import_customs_presented", /customs|clearance/i],
	[["in_transit.delayed_weather", "external.weather"], /weather|storm|snow|flood|hurricane|natural disaster/i],
	[
		["in_transit.misrouted", "carrier.sorting_error"],
		/mis-?(?:sort|rout|direct|sent)|wrong (?:depot|facility|terminal)|incorrectly (?:sorted|routed)/i,
	],
	[["in_transit.delayed_holiday", "external.holiday"], /holiday/i],
	[["in_transit.delayed_transport", "carrier.mechanical"], /breakdown|mechanical/i],
	["in_transit.delayed", /delay|arriving late|running late|later than|missed (?:the )?(?:connection|flight)/i],
	[
		"in_transit.held_at_request",
		/(?:vacation|customer|recipient) (?:hold|request)|hold at location|hold mail|held at (?:the )?(?:customer|recipient|sender)/i,
	],
	["in_transit.held", /\bon hold\b|\bheld\b|\bholding\b/i],
	[
		"in_transit.forwarded_new_address",
		/redirected|readdressed|forwarded to (?:a )?(?:new|different) address|address (?:was |has been )?changed/i,
	],
	["exception.unspecified", /\bexception\b/i],
	[
		"picked_up.accepted",
		/accepted|acceptance|in (?:our |the carrier's |\w+ )?possession|we(?:'|’)ve got it|\bwe have (?:your|the) (?:package|parcel|shipment|item)|possession of (?:the )?item|\bposted (?:at|by|in)\b|received by (?:the )?(?:carrier|usps|ups|fedex|dhl|post|courier)|(?:shipment|package|parcel|item) (?:has been |was )?received(?! (?:at|in)\b)(?!.*(?:info|data|notification|advice|electronic))/i,
	],
	["picked_up.dropped_off", /tendered at|drop(?:ped)?[- ]?off(?! (?:point|location|expected|scheduled))/i],
	[
		"picked_up.collected",
		/picked[- ]?up|pick-?up (?:scan|completed?|successful|made)|collected|collection (?:scan|completed?|made)/i,
	],
	[
		"info_received.awaiting_handover",
		/awaiting (?:the )?(?:item|package|parcel|shipment|handover|drop-?off|carrier|dispatch)|not yet (?:been )?(?:received|handed)|ready for (?:dispatch|shipment|carrier|ups)/i,
	],
	["note.recipient_notified", /(?:notification|notice|message) (?:was |has been )?sent (?:by|via|to)\b/i],
	[
		"info_received.label_created",
		/label|pre-?shipment|pre-?advice|pre-?alert|manifest|(?:info(?:rmation)?|data|details|instructions?|notification|order) (?:has been |have been |was |is |were )?(?:sent|received|approved|submitted|transmitted|created|confirmed|processed|registered|lodged)|electronic(?:ally)? (?:notification|notice|advice|data|info|submitted|received)|(?:shipment|order|consignment|booking) (?:has been |was )?(?:created|booked|registered|confirmed|announced|placed)|order processed|billing info|instruction data|prepar(?:es|ing) (?:the )?(?:shipment|item|parcel|order)/i,
	],
	["note.recipient_notified", /\b(?:sms|e-?mail|text message|notification|notified)\b/i],
	["in_transit.arrived_delivery_depot", /prepar(?:ing|ed) for delivery/i],
	["in_transit.moving", /\barriving\b(?! (?:at|in)\b)/i],
	[
		"in_transit.departed_origin_country",
		/(?:depart|left|leav)\w*\b.*\b(?:origin|departure|sending) (?:country|port)|(?:export|outward) office|(?:to overseas|international departure)/i,
	],
	[
		"in_transit.arrived_destination_country",
		/arriv\w*\b.*\b(?:inward office|destination country|country of destination|destination port)/i,
	],
	["in_transit.origin_facility_departed", /(?:depart|left|leav)\w*\b.*\borigin/i],
	[
		"in_transit.origin_facility_arrived",
		/(?:arriv|receiv|process|scan)\w*\b.*\borigin|origin (?:scan|facility|hub|depot)/i,
	],
	[
		"in_transit.linehaul_departed",
		/(?:airline|flight|aircraft|vessel)\b.*\b(?:depart|left)|(?:depart|left)\w*\b.*\b(?:flight|airport)/i,
	],
	["in_transit.linehaul_arrived", /(?:airline|flight|aircraft|vessel)\b.*\barriv|arriv\w*\b.*\bairport/i],
	[
		"in_transit.departed_facility",
		/\bdepart|\bleft\b|\bleaving\b|dispatched|despatched|sent (?:on|from)|departure scan/i,
	],
	["in_transit.arrived_facility", /arriv\w*\b.*\bregional/i],
	["in_transit.processed_facility", /^(?:\w+ ){0,4}process(?:ing|ed)\b/i],
	["in_transit.arrived_delivery_depot", /destination scan|ready for delivery|at our delivery (?:office|depot)/i],
	[
		"in_transit.arrived_delivery_depot",
		/(?:arriv|receiv)\w*\b.*\b(?:post office|delivery (?:depot|office|station|cent(?:er|re)|unit|facility|hub)|destination (?:facility|depot|station|terminal|hub)|local (?:facility|depot|office|station|delivery|fedex|ups|post|hub)|last[- ]mile|final)|at (?:the )?local (?:fedex )?(?:facility|depot)|at (?:the )?(?:delivery depot|destination (?:facility|sort))/i,
	],
	[
		"in_transit.arrived_facility",
		/arriv|received (?:at|in)\b|\bat (?:the |a |fedex |ups |usps |dhl |our )*(?:\w+ )?(?:facility|hub|depot|terminal|station|cent(?:er|re)|location|warehouse)\b/i,
	],
	["in_transit.processed_facility", /process|\bsort(?:ed|ing)?\b|\bscan(?:ned)?\b|handled|unload/i],
	["in_transit.loaded", /\bloaded\b/i],
	[
		"in_transit.moving",
		/in[- ]?transit|on (?:the|its) way|en[- ]?route|moving|in motion|transport|travell?ing|shipped|forwarded|linehaul|line haul/i,
	],
];

const words = textRules("en", 1, RULES);

/** Rows for the `statuses` of whoever asks `courierWordsIn`. */
export const courierStatuses = words.statuses;

/**
 * The key of what a courier's English sentence says. `milestones` limits it to those that the code beside the sentence
 * leaves open: words make a code more particular and never overrule it.
 */
export function courierWordsIn(sentence: string | undefined, milestones?: readonly string[]): string | undefined {
	const key = words.keyOf(sentence);
	const milestone = key?.slice(key.indexOf(":") + 1).split(".")[0];
	return milestones === undefined || (milestone !== undefined && milestones.includes(milestone)) ? key : undefined;
}
