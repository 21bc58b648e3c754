import {
	checkStandardSecret,
	codeTable,
	component,
	courierStatuses,
	courierWordsIn,
	defineCarrier,
	deliverySpots,
	type Extracted,
	edifactSegments,
	groupsFrom,
	isSscc,
	type Meaning,
	type Problem,
	prefixed,
	type RawPlace,
	type RawScan,
	type RawShipment,
	type RawTime,
	type Segment,
	spotIn,
	standardWebhook,
	textRules,
	Unreadable,
	upToEnd,
} from "./kit/index.ts";

/** Element 9011 of the directories up to D.99B, which is UN/ECE Recommendation 24 in its first edition. */
const EVENTS = codeTable([
	["info_received.label_created", "68"],
	["info_received.awaiting_handover", "64 71"],
	["info_received.awaiting_data", "63"],
	["info_received.pickup_scheduled", "6 84"],
	["info_received.not_yet_received", "53"],
	["picked_up.accepted", "74 73"],
	["picked_up.collected", "13"],
	["in_transit.moving", "31 5"],
	["in_transit.arrived_facility", "1 40 47 59"],
	["in_transit.departed_facility", "24"],
	["in_transit.origin_facility_departed", "27"],
	["in_transit.loaded", "48 50 70 79 92"],
	["in_transit.linehaul_arrived", "29 26"],
	["in_transit.transit_country_arrived", "16"],
	["in_transit.handover_to_partner", "41 42 99 100"],
	["in_transit.received_by_partner", "43 98"],
	["in_transit.forwarded_new_address", "75 76"],
	["in_transit.problem_resolved", "78 37"],
	["in_transit.export_customs_cleared", "9"],
	["in_transit.import_customs_presented", "46"],
	["in_transit.customs_cleared", "8 10 12 39"],
	["in_transit.delayed", "20 25 101 57 86"],
	["in_transit.delayed_transport", "51 52"],
	["in_transit.misrouted", "44 62 87"],
	["in_transit.held", "90 91"],
	[["in_transit.damaged", "carrier.damaged"], "3 18 97"],
	["out_for_delivery.contacting_recipient", "45"],
	["delivery_attempted.failed", "23 56"],
	[["delivery_attempted.refused", "recipient.refused"], "77"],
	["delivered.to_recipient", "21 22"],
	["delivered.signed", "72"],
	["returning.to_sender", "80"],
	[["returning.not_collected", "recipient.not_collected"], "55"],
	["returned.to_sender", "81 82"],
	["cancelled.cancelled", "7"],
	["exception.customs_rejected", "17"],
	[["exception.search_started", "carrier.being_researched"], "54 102"],
	[["exception.lost", "carrier.lost"], "36 49 85"],
	["exception.destroyed", "69"],
	["exception.stolen", "66"],
	["note.eta_changed", "35"],
	["note.consolidated", "15 93 94"],
	["note.split", "28 88"],
	["note.information", "2 4 11 14 19 30 32 33 34 38 58 60 61 65 67 83 89 95 96 103"],
]);

/** What UN/ECE Recommendation 24 added to them up to its sixth revision, of 2017; the numbers below 104 are those above. */
const LATER_EVENTS = codeTable([
	["info_received.label_created", "321"],
	["info_received.awaiting_handover", "322"],
	["info_received.not_yet_received", "300"],
	["info_received.pickup_failed", "339 340 342"],
	[["info_received.pickup_failed", "sender.incorrect_data"], "233"],
	[["info_received.pickup_failed", "sender.not_ready"], "247 338"],
	[["info_received.pickup_failed", "external.civil_event"], "341"],
	[["info_received.pickup_failed", "sender.past_cutoff"], "344"],
	[["info_received.pickup_failed", "external.weather"], "345"],
	["picked_up.accepted", "130"],
	["picked_up.without_data", "301"],
	["in_transit.moving", "129 312 328 355 356 357 368"],
	["in_transit.arrived_facility", "364"],
	["in_transit.departed_facility", "127 365"],
	["in_transit.loaded", "118 121 372"],
	["in_transit.linehaul_arrived", "346"],
	["in_transit.handover_to_partner", "349"],
	["in_transit.received_by_partner", "366"],
	["in_transit.delivery_scheduled", "209 242"],
	["in_transit.export_customs_held", "116 229"],
	["in_transit.import_customs_presented", "126 128 170"],
	[["in_transit.import_customs_held", "customs.inspection"], "228"],
	[["in_transit.import_customs_held", "customs.delay"], "232"],
	[["in_transit.customs_info_required", "customs.documentation"], "241 343"],
	[
		"in_transit.delayed",
		"105 178 179 180 181 183 184 185 186 187 188 189 190 191 192 193 194 195 196 197 198 199 200 202 204 212 225 270 273 314",
	],
	[["in_transit.delayed_weather", "external.weather"], "182 266"],
	[["in_transit.delayed_transport", "carrier.accident"], "222 238"],
	[["in_transit.delayed_transport", "carrier.mechanical"], "201 227 239 240"],
	[["in_transit.delayed_transport", "carrier.missed_connection"], "206"],
	["in_transit.delayed_transport", "255"],
	[["in_transit.delayed", "external.civil_event"], "224 235"],
	[["in_transit.delayed", "sender.past_cutoff"], "254"],
	[["in_transit.misrouted", "carrier.sorting_error"], "220 302"],
	["in_transit.held", "236 271 315 326 373 374 376 377"],
	[["in_transit.held", "sender.hold_request"], "272"],
	[["in_transit.held", "recipient.payment_missing"], "215 250"],
	[["in_transit.held", "delivery.appointment_pending"], "216"],
	[["in_transit.held_at_request", "recipient.requested_later"], "219"],
	[["in_transit.out_of_area", "address.out_of_area"], "205"],
	[["in_transit.address_problem", "address.incorrect"], "213 234 274"],
	[["in_transit.contact_carrier", "address.incorrect"], "243"],
	[["in_transit.damaged", "carrier.damaged"], "218 307 308"],
	["out_for_delivery.on_vehicle", "113"],
	["delivery_attempted.failed", "110 210"],
	["delivery_attempted.notice_left", "109"],
	[["delivery_attempted.business_closed", "recipient.business_closed"], "211 317 352 353"],
	[["delivery_attempted.business_closed", "external.holiday"], "354"],
	[["delivery_attempted.recipient_absent", "recipient.absent"], "269"],
	[["delivery_attempted.not_enough_time", "carrier.not_enough_time"], "318"],
	[["delivery_attempted.cod_unpaid", "recipient.payment_missing"], "251 291 292"],
	[
		["delivery_attempted.refused", "recipient.refused"],
		"104 106 207 253 275 277 278 280 281 282 283 284 285 286 295 297 298 299 325",
	],
	["ready_for_pickup.at_point", "112"],
	["delivered.to_recipient", "114"],
	["returning.to_sender", "313 323"],
	[["returning.to_sender", "recipient.refused"], "276 279"],
	["cancelled.cancelled", "324"],
	["exception.undeliverable", "348"],
	["exception.unspecified", "329 330"],
	[["exception.search_started", "carrier.being_researched"], "117 119 231 287"],
	["exception.destroyed", "331"],
	["note.eta_changed", "361"],
	["note.measured", "362"],
	[
		"note.information",
		"107 108 111 115 120 123 124 125 131 132 133 134 135 136 137 138 139 140 141 142 143 144 145 146 147 148 149 150 151 152 " +
			"153 154 155 156 157 158 159 161 162 163 164 165 166 167 168 169 171 172 174 175 176 177 203 208 214 248 256 258 260 " +
			"265 267 288 306 309 310 311 316 319 320 327 332 333 334 335 336 337 347 350 351 358 359 360 363 367 369 370 371 375 " +
			"378 379",
	],
	// Two numbers whose meaning was another before.
	["note.information", "R24:51 R24:59"],
]);

/** What carriers at sea write, who take the codes of X12 and name their agency, 22. */
const X12_EVENTS = prefixed(
	"22:",
	codeTable([
		["picked_up.collected", "AF"],
		["in_transit.moving", "X6"],
		["in_transit.arrived_facility", "A I X4 OH"],
		["in_transit.departed_facility", "P OA"],
		["in_transit.loaded", "AE AL AM AO AP L"],
		["in_transit.linehaul_departed", "VD RL"],
		["in_transit.linehaul_arrived", "VA UV UR AR"],
		["in_transit.customs_cleared", "CT CU"],
		["in_transit.import_customs_held", "PA PB PC PD PQ PR"],
		["in_transit.held", "HA HF HG"],
		["in_transit.delayed", "SD"],
		["out_for_delivery.arrived", "X1"],
		["ready_for_pickup.at_point", "AV"],
		["delivered.to_recipient", "D"],
		["cancelled.cancelled", "CA"],
		["note.eta_changed", "AG"],
		["note.information", "AA AD CR CS EE FT NF NT OB RD"],
	]),
);

/** What is said of containers, and what no event is. */
const OWN_WORDS = textRules("en", 3, [
	["note.information", /\berror\b/i],
	["in_transit.arrived_facility", /\bgate[- ]?in\b/i],
	["in_transit.departed_facility", /\bgate[- ]?out\b/i],
	["in_transit.linehaul_arrived", /\bdischarged?\b|\bunloaded\b/i],
]);

/** Element 9013: of a delay on the way, and of an attempt that failed. */
const DELAYS = codeTable([
	[["in_transit.out_of_area", "address.out_of_area"], "1"],
	[["in_transit.delayed_transport", "carrier.missed_connection"], "2 17 41"],
	["in_transit.delivery_scheduled", "5 15"],
	[["in_transit.delayed", "recipient.business_closed"], "7"],
	["in_transit.delayed", "8 10 19 58"],
	[["in_transit.address_problem", "address.incorrect"], "9 16 30 210"],
	[["in_transit.delayed", "delivery.appointment_pending"], "12"],
	[["in_transit.held_at_request", "recipient.requested_later"], "38 228"],
	[["in_transit.import_customs_held", "customs.prohibited"], "13 25 28"],
	[["in_transit.damaged", "carrier.damaged"], "14"],
	[["in_transit.delayed_transport", "carrier.accident"], "18 34 88"],
	[["in_transit.import_customs_held", "customs.delay"], "93"],
	["in_transit.delayed_carrier", "69 70"],
	[["in_transit.delayed", "external.civil_event"], "20 31"],
	[["in_transit.delayed_transport", "carrier.mechanical"], "23 35"],
	[["in_transit.import_customs_held", "customs.inspection"], "24"],
	[["in_transit.customs_info_required", "customs.documentation"], "37"],
	[["in_transit.contact_carrier", "address.incorrect"], "39"],
	[["in_transit.delayed", "sender.not_ready"], "43"],
	[["in_transit.held", "recipient.payment_missing"], "11 46 47 231"],
	[["in_transit.delayed", "sender.past_cutoff"], "50"],
	[["in_transit.misrouted", "carrier.sorting_error"], "53"],
	[["in_transit.address_problem", "address.not_found"], "59"],
	[["in_transit.delayed_weather", "external.weather"], "63"],
]);

const ATTEMPTS = codeTable([
	[["delivery_attempted.failed", "address.out_of_area"], "1"],
	[["delivery_attempted.business_closed", "recipient.business_closed"], "7"],
	[["delivery_attempted.address_not_found", "address.incorrect"], "9 16 30 210"],
	[["delivery_attempted.cod_unpaid", "recipient.payment_missing"], "11 46 47 231"],
	[["delivery_attempted.reschedule_needed", "delivery.appointment_pending"], "12"],
	[["delivery_attempted.failed", "carrier.damaged"], "14"],
	[["delivery_attempted.rescheduled", "recipient.requested_later"], "5 15 38 228"],
	[["delivery_attempted.refused", "recipient.refused"], "3 49 60 90 92 95 101 102 103 104 106 107 108"],
	[["delivery_attempted.failed", "external.civil_event"], "20 31"],
	[["delivery_attempted.address_not_found", "address.not_found"], "59"],
	[["delivery_attempted.failed", "external.weather"], "63"],
]);

/** What UPS writes in its Quantum View messages: its record in the place of a code list, its reason in a text. */
const UPS: Readonly<Record<string, Meaning>> = {
	"UPS:E1/SR": ["in_transit.import_customs_held", "customs.delay"],
	"UPS:E1/MF": ["in_transit.held_at_request", "recipient.requested_later"],
	"UPS:D1:21": "delivered.to_recipient",
	"UPS:D2:21": "delivered.to_recipient",
};

/** One number of UPS for everything unusual: without a reason that we know, its sentences say which. */
const SENTENCES = textRules("en", 2, [
	["in_transit.customs_cleared", /released (?:by|from) .*(?:customs|clear|government)/i],
	[["in_transit.customs_duty_due", "customs.duties_unpaid"], /(?:dut(?:y|ies)|tax(?:es)?) .*(?:due|unpaid|pay)/i],
	[["in_transit.import_customs_held", "customs.delay"], /clearing agency|customs|clearance|\bimport\b/i],
	[["delivery_attempted.refused", "recipient.refused"], /refused/i],
	[["delivery_attempted.business_closed", "recipient.business_closed"], /(?:business|receiver|customer)\b.* closed/i],
	[["delivery_attempted.cod_unpaid", "recipient.payment_missing"], /\bc\.?o\.?d\b.* not |(?:money|funds|cheque) /i],
	[
		["delivery_attempted.recipient_absent", "recipient.absent"],
		/(?:receiver|recipient|customer|consignee)\b.* not available|not home|no one|nobody/i,
	],
	[["delivery_attempted.no_access", "recipient.access_restricted"], /(?:unable to|could not|no) (?:gain )?access/i],
	[["in_transit.address_problem", "recipient.moved"], /(?:receiver|recipient|customer|consignee) (?:has )?moved/i],
	[["in_transit.problem_resolved", "address.corrected"], /address (?:has been|was) (?:corrected|updated)/i],
	["in_transit.forwarded_new_address", /forwarded to|redirected|(?:new|different) address/i],
	[
		["in_transit.address_problem", "address.incorrect"],
		/address|street|suite|apartment|postal code|(?:company|receiver) name/i,
	],
	[["in_transit.delayed_weather", "external.weather"], /weather|hurricane|snow|storm/i],
	[["in_transit.delayed_holiday", "external.holiday"], /holiday/i],
	[["in_transit.damaged", "carrier.damaged"], /damage/i],
	[["in_transit.held_at_request", "recipient.requested_later"], /future (?:delivery|date)/i],
	[
		"ready_for_pickup.at_point",
		/(?:held|ready|available|waiting) for .*pick[- ]?up|delivered to an? ups access point/i,
	],
	["in_transit.held_at_request", /will pick[- ]?up/i],
	[
		"returning.to_sender",
		/return(?:ed|ing)? to (?:the )?(?:sender|shipper)|being returned|requested (?:a|the) return/i,
	],
	[["exception.search_started", "carrier.being_researched"], /\blost\b|\btracer\b/i],
	[["in_transit.misrouted", "carrier.sorting_error"], /missort|mis-?routed|incorrectly sorted/i],
	[["in_transit.delayed_transport", "carrier.accident"], /accident/i],
	[["in_transit.delayed_transport", "carrier.mechanical"], /mechanical/i],
	["in_transit.delayed_transport", /\btrain\b|late .*(?:trailer|arrival)|flight|airplane|aircraft/i],
	[["in_transit.delayed", "external.civil_event"], /\bstrike\b|civil/i],
	["delivery_attempted.failed", /attempt/i],
]);

/** GS1's list of EANCOM 1997, on directory D.96A, lacks number 54 of the directory's, and all behind it are one less. */
const EVENTS_OF_1997 = Object.fromEntries(
	Object.entries(EVENTS).flatMap(([event, meaning]): readonly [string, Meaning][] =>
		Number(event) > 54 ? [[`96A:${Number(event) - 1}`, meaning]] : [],
	),
);

const STATUSES: Readonly<Record<string, Meaning>> = {
	...EVENTS,
	...LATER_EVENTS,
	...X12_EVENTS,
	...courierStatuses,
	...OWN_WORDS.statuses,
	...SENTENCES.statuses,
	...codeTable(deliverySpots),
	...UPS,
	...prefixed("20+", DELAYS),
	...prefixed("25+", DELAYS),
	...prefixed("101+", DELAYS),
	...beside("23", "delivery_attempted.failed"),
	...beside("56", "delivery_attempted.failed"),
	...beside("90", "in_transit.held"),
	...beside("91", "in_transit.held"),
	...prefixed("23+", ATTEMPTS),
	...prefixed("56+", ATTEMPTS),
	"31+228": "in_transit.delivery_scheduled",
	"31+38": "in_transit.delivery_scheduled",
	"1+45": "ready_for_pickup.at_point",
	// GS1 gives the four that moved in the later editions temporary codes: EANCOM 2002, agency 9.
	"1E": "in_transit.arrived_facility",
	"6E": "info_received.pickup_scheduled",
	"72B": "delivered.signed",
	"76E": ["returning.not_collected", "recipient.not_collected"],
	...EVENTS_OF_1997,
	"96A:54+231": ["info_received.pickup_failed", "recipient.payment_missing"],
	// And in its list of reasons what is 13 later.
	"96A:20+17": ["in_transit.import_customs_held", "customs.prohibited"],
	"96A:23+17": ["delivery_attempted.failed", "customs.prohibited"],
	"96A:54+17": ["info_received.pickup_failed", "customs.prohibited"],
};

/** Why, of those for being late, beside what is no delay. */
function beside(event: string, code: Extract<Meaning, string>): Record<string, Meaning> {
	const reasons = Object.entries(DELAYS).flatMap(([reason, delay]): readonly [string, Meaning][] =>
		typeof delay === "string" ? [] : [[`${event}+${reason}`, [code, delay[1]]]],
	);
	return Object.fromEntries(reasons);
}

/** Words for zones behind a time of format 303 or 304; each an offset of its own. */
const ZONES: Readonly<Record<string, string>> = {
	...{ WET: "UTC", WES: "+01:00", BST: "+01:00", CET: "+01:00", CES: "+02:00", CEST: "+02:00", MEZ: "+01:00" },
	...{ EET: "+02:00", EES: "+03:00", EST: "-05:00", EDT: "-04:00", CST: "-06:00", CDT: "-05:00" },
	...{ MST: "-07:00", MDT: "-06:00", PST: "-08:00", PDT: "-07:00" },
};

const OURS: Readonly<Record<string, string>> = {
	...{ UPS: "ups", FEDEX: "fedex", FDX: "fedex", DHL: "dhl", TNT: "tnt", GLS: "gls", DPD: "dpd", USPS: "usps" },
	...{ HERMES: "hermes-de", GEODIS: "geodis", CHRONOPOST: "chronopost", BPOST: "bpost" },
};

function extract(body: string): Extracted {
	const problems: Problem[] = [];
	const messages = groupsFrom(edifactSegments(body), "UNH").filter(
		([start]) => start?.tag === "UNH" && component(start, 2, 1) === "IFTSTA",
	);
	if (messages.length === 0) throw new Unreadable("body: EDIFACT, but no IFTSTA");
	return { shipments: messages.flatMap((message) => readMessage(upToEnd(message, "UNT", problems))), problems };
}

interface Head {
	/** EANCOM 1997 numbers its events and reasons by a list of its own. */
	readonly isEancom97: boolean;
	/** From directory D.99B on, events are those of Recommendation 24. */
	readonly isLater: boolean;
	readonly carrier: string | undefined;
	readonly segments: readonly Segment[];
}

function readMessage(message: readonly Segment[]): readonly RawShipment[] {
	const [start] = message;
	const [segments = [], ...consignments] = groupsFrom(message, "CNI");
	// `96A` of `IFTSTA:D:96A:UN`.
	const directory = (start && component(start, 2, 3)) ?? "";
	const isOfGs1 = ({ tag, elements }: Segment) => tag === "NAD" && elements[1]?.[2] === "9";
	const head: Head = {
		isEancom97: directory === "96A" && ((start && component(start, 2, 5))?.startsWith("EAN") || message.some(isOfGs1)),
		isLater: /^(?:99B|[0-8]\d[AB])$/.test(directory),
		carrier: carrierOf(segments),
		segments,
	};
	return (consignments.length > 0 ? consignments : [segments])
		.filter((group) => group.some(({ tag }) => tag === "STS"))
		.map((group) => readConsignment(group, head));
}

function carrierOf(head: readonly Segment[]): string | undefined {
	const named = head.find((segment) => segment.tag === "NAD" && component(segment, 1) === "CA");
	const start = head.find(({ tag }) => tag === "BGM");
	// UPS names itself as the owner of its own kind of message.
	const byName = named && (component(named, 4) ?? component(named, 3) ?? component(named, 2));
	const byKind = start && component(start, 1, 2);
	return byName ?? (byKind && /^[A-Z]{2,}$/.test(byKind) ? byKind : undefined);
}

function readConsignment(group: readonly Segment[], head: Head): RawShipment {
	const [before = [], ...statuses] = groupsFrom(group, "STS");
	// Statuses that are each about other parcels of the consignment are told of every one of them.
	const isByParcel = new Set(statuses.map((status) => unitsIn(status).join()).filter(Boolean)).size > 1;
	const told = statuses.flatMap((status) => {
		const scan = readStatus(status, before, head);
		const units = unitsIn(status);
		return isByParcel && units.length > 1 ? units.map((piece) => ({ ...scan, piece })) : [scan];
	});
	// A status without a time of its own is where the parcel stands, and no scan of a moment.
	const standing = told.findLast(({ time }) => time.text === "");
	const key = head.carrier?.toUpperCase().split(/\s/)[0] ?? "";
	return {
		trackingNumber: numberOf(group, head.segments),
		carrier: Object.hasOwn(OURS, key) ? OURS[key] : undefined,
		carrierName: head.carrier,
		scans: told.filter(({ time }) => time.text !== ""),
		order: "none",
		status: standing && { code: standing.code, keys: standing.keys, text: standing.text },
		promised: promiseOf(group) ?? promiseOf(head.segments),
	};
}

/** The parcel's own number, the consignment's, a waybill's or an order's, or the container's. */
function numberOf(group: readonly Segment[], head: readonly Segment[]): string | null {
	const reference = (qualifier: string) => number(referenceIn([...group, ...head], qualifier));
	const [start] = group;
	const consignment = start?.tag === "CNI" ? number(component(start, 2)) : undefined;
	const [unit] = unitsIn(group);
	const box = group.find((segment) => segment.tag === "EQD" && component(segment, 1) === "CN");
	const others = ["AAM", "AWB", "HWB", "BM", "MWB", "MB", "CN", "BN", "SRN", "CU", "ON", "SI"].map(reference);
	return (
		reference("CW") ??
		consignment ??
		unit ??
		others.find((number) => number !== undefined) ??
		(box && number(component(box, 2))) ??
		reference("AAQ") ??
		reference("EQ") ??
		null
	);
}

/** The parcels that a status is about, by the numbers on their labels. */
function unitsIn(segments: readonly Segment[]): readonly string[] {
	const labels = segments.filter(({ tag, elements }) => tag === "PCI" || (tag === "GIN" && elements[0]?.[0] === "BJ"));
	const numbers = labels.flatMap((segment) => number(component(segment, 2)) ?? []);
	// A mark in words is no number.
	return [...new Set(numbers.filter((written) => /\d{8}/.test(written)))];
}

function referenceIn(segments: readonly Segment[], qualifier: string): string | undefined {
	const found = segments.find((segment) => segment.tag === "RFF" && component(segment, 1) === qualifier);
	return found && component(found, 1, 2);
}

/** What the sender may have put there by mistake, quotes and backslashes, is in no number and in no code. */
function number(written: string | undefined): string | undefined {
	return written !== undefined && /^[\w ./=()-]+$/.test(written) ? written : undefined;
}

function readStatus(group: readonly Segment[], before: readonly Segment[], head: Head): RawScan {
	const [sts, ...rest] = group;
	// What follows a means of transport, a container or goods tells of that, and its places and dates are planned ones.
	const end = rest.findIndex(({ tag }) => tag === "TDT" || tag === "EQD" || tag === "GID");
	const own = end === -1 ? rest : rest.slice(0, end);
	const { code, keys } = sts ? codeOf(sts, own, head) : { code: "", keys: [] };
	const event = (sts && (component(sts, 2) ?? component(sts, 1, 3))) ?? "";
	const here = before.filter((segment) => ofConsignment(event).includes(component(segment, 1) ?? ""));
	const units = unitsIn(rest);
	const isUps = head.carrier === "UPS";
	const isDelivery = isDelivered(keys);
	const left = isUps && isDelivery ? referenceIn(own, "AGY") : undefined;
	const signer = left ?? (isDelivery ? receiverIn(own) : undefined);
	const spot = isUps && isDelivery ? (spotIn(referenceIn(own, "AEL")) ?? spotIn(left)) : undefined;
	return {
		code,
		keys: spot ? [spot, ...keys] : keys,
		text: [...(sts ? wordsOf(sts) : []), textOf(own)].filter(Boolean).join(" "),
		time: dateOf(own, HAPPENED) ?? dateOf(before, HAPPENED) ?? { text: "" },
		place:
			placeOf(own, event) ??
			placeOf(here, event) ??
			placeOfMove(rest, event) ??
			placeOfParty([...group, ...before, ...head.segments], event),
		piece: units.length === 1 ? units[0] : undefined,
		// What a driver enters who leaves a parcel without meeting anybody is no signer.
		marked: signer && !spotIn(signer) && !/releas/i.test(signer) ? { signedBy: signer } : undefined,
	};
}

function isDelivered(keys: readonly string[]): boolean {
	const rule = keys.find((key) => Object.hasOwn(STATUSES, key));
	return rule !== undefined && String(STATUSES[rule]).startsWith("delivered.");
}

/** The event in the sender's words, and its reasons. */
function wordsOf(sts: Segment): readonly string[] {
	return [...new Set([2, 3, 4, 5, 6, 7].flatMap((at) => component(sts, at, 4) ?? []))];
}

/** Whoever took the goods: the contact for receiving them. */
function receiverIn(segments: readonly Segment[]): string | undefined {
	const contact = segments.find((segment) => segment.tag === "CTA" && component(segment, 1) === "GR");
	return contact && component(contact, 2, 2);
}

/** From the particular to the general: with its reason, by the directory, by the agency, the number alone. */
function codeOf(
	sts: Segment,
	own: readonly Segment[],
	{ isEancom97, isLater, carrier }: Head,
): { code: string; keys: string[] } {
	const reasons = [3, 4, 5, 6, 7].flatMap((at) => number(component(sts, at)) ?? []);
	const code = number(component(sts, 2));
	if (code === undefined) {
		// UPS puts its record and the number into the category's own components.
		const [record, event] = [number(component(sts, 1, 2)), number(component(sts, 1, 3))];
		const words = own.flatMap((segment) => (segment.tag === "FTX" ? (component(segment, 2) ?? []) : []));
		const particular = words.map((reason) => `${carrier}:${record}/${reason}`);
		const meant = event === "101" ? SENTENCES.keyOf(textOf(own)) : undefined;
		const keys = [...particular, ...(meant ? [meant] : []), `${carrier}:${record}:${event}`, event ?? ""];
		return { code: [record, event].filter(Boolean).join(":"), keys: event ? keys : [] };
	}
	const agency = component(sts, 2, 3);
	const isShifted = isEancom97 && /^\d+$/.test(code) && Number(code) >= 54;
	const later = isLater ? ["R24", ""] : [""];
	const lists = isShifted ? ["96A"] : [...(agency ? [agency] : []), ...later];
	const named = lists.map((list) => (list ? `${list}:${code}` : code));
	const reasoned = isShifted || !isEancom97 ? named : [`96A:${code}`, ...named];
	const words = component(sts, 2, 4);
	const meant = OWN_WORDS.keyOf(words) ?? courierWordsIn(words);
	// In a list of their own a number may mean anything: there the words beside it come first.
	const isOwnList = agency !== undefined && !["5", "6", "9"].includes(agency);
	const spoken = meant === undefined ? [] : [meant];
	return {
		code: reasons.length > 0 ? `${code}+${reasons.join("+")}` : code,
		keys: [
			...reasoned.flatMap((key) => reasons.map((reason) => `${key}+${reason}`)),
			...(isOwnList ? [`${agency}:${code}`, ...spoken] : []),
			...named,
			...spoken,
		],
	};
}

/** UPS labels its texts in their last component. */
function textOf(segments: readonly Segment[]): string {
	const words = segments.flatMap(({ tag, elements }) => (tag === "FTX" ? (elements[3] ?? []) : []));
	return words.filter((word) => !/^(?:REASON|RESOLUTION)?$/.test(word.trim())).join(" ");
}

/** Qualifiers of DTM: when it happened, most particular first; and what is promised of the delivery. */
const HAPPENED = ["78", "334", "35", "178", "186", "200", "7", "9"];
const PROMISED = ["17", "191", "69", "76", "67"];

function dateOf(segments: readonly Segment[], qualifiers: readonly string[]): RawTime | undefined {
	return spanOf(segments, qualifiers)?.from;
}

interface Span {
	readonly from: RawTime;
	readonly to: RawTime;
}

/** The first of the qualifiers that is there; some write the day and the clock in a segment each. */
function spanOf(segments: readonly Segment[], qualifiers: readonly string[]): Span | undefined {
	for (const qualifier of qualifiers) {
		const found = segments.filter((segment) => segment.tag === "DTM" && component(segment, 1) === qualifier);
		const isClock = (segment: Segment) => /^40[12]$/.test(component(segment, 1, 3) ?? "");
		const day = found.find((segment) => !isClock(segment));
		if (day) return readSpan(day, found.find(isClock));
	}
	return undefined;
}

function promiseOf(segments: readonly Segment[]): RawShipment["promised"] {
	const single = spanOf(segments, PROMISED);
	const [earliest, latest] = [dateOf(segments, ["64"]), dateOf(segments, ["63"])];
	const from = earliest ?? single?.from ?? latest;
	const to = latest ?? single?.to ?? earliest;
	return from && to ? { from, to } : undefined;
}

/** A time, or a period of two with a hyphen between them. */
function readSpan(segment: Segment, clock: Segment | undefined): Span {
	const [written = "", format = ""] = [component(segment, 1, 2), component(segment, 1, 3)];
	const [, first, last] = /^(\d{6,14})-(\d{6,14})$/.exec(written) ?? [];
	if (first && last) return { from: readTime(first, "", ""), to: readTime(last, "", "") };
	const time = readTime(written, format, (clock && component(clock, 1, 2)) ?? "");
	return { from: time, to: time };
}

/** The format says less than the digits do: some write seconds and call it minutes. The form is of 1988, and so may years be. */
function readTime(written: string, format: string, clock: string): RawTime {
	const [, told = "", behind = ""] = /^(\d+) ?(.*)$/.exec(written) ?? [];
	const digits = yearFirst(told, format);
	const isShortYear = digits.length === 6 || digits.length === 10 || (digits.length === 12 && /^[23]02$/.test(format));
	const century = digits >= "88" ? "19" : "20";
	return { text: `${isShortYear ? century : ""}${digits}${clock}`, zone: behind.trim() || undefined };
}

/** Formats 2 to 5 and 9 begin with the day, or with the month. */
function yearFirst(digits: string, format: string): string {
	const turned: Readonly<Record<string, readonly [RegExp, string]>> = {
		"2": [/^(\d\d)(\d\d)(\d\d)$/, "$3$2$1"],
		"3": [/^(\d\d)(\d\d)(\d\d)$/, "$3$1$2"],
		"4": [/^(\d\d)(\d\d)(\d{4})$/, "$3$2$1"],
		"5": [/^(\d\d)(\d\d)(\d{4})(\d{4})$/, "$3$2$1$4"],
		"9": [/^(\d\d)(\d\d)(\d\d)(\d{4})$/, "$3$2$1$4"],
	};
	const [pattern, order] = turned[format] ?? [];
	return pattern && order ? digits.replace(pattern, order) : digits;
}

/** Where the goods are and where it happened; then the places by their part in the journey, its end first where it ended. */
const HERE = ["14", "175"];
const STARTS = ["1", "92", "147", "5", "9", "20", "18", "165"];
const ENDS = ["7", "8", "11", "12", "13", "60"];
const DELIVERIES = new Set(["21", "22", "23", "72", "77"]);
const AT_THE_END = new Set(["1", "12", "16", "21", "22", "23", "26", "29", "45", "46", "56", "72", "77"]);

function placeOf(segments: readonly Segment[], event: string): RawPlace | undefined {
	const places = AT_THE_END.has(event) ? [...HERE, ...ENDS, ...STARTS] : [...HERE, ...STARTS, ...ENDS];
	const located = segments.filter(({ tag }) => tag === "LOC");
	const rank = (segment: Segment) => (places.indexOf(component(segment, 1) ?? "") + 100) % 100;
	const loc = located.toSorted((a, b) => rank(a) - rank(b))[0];
	if (!loc) return undefined;
	const [code, list, name] = [component(loc, 2, 1), component(loc, 2, 2), component(loc, 2, 4)];
	const related = component(loc, 3, 4) ?? component(loc, 3, 1);
	if (list === "162" || list === "5") return { country: code };
	const isLocode = code !== undefined && /^[A-Z]{2}[A-Z2-9]{3}$/.test(code) && (list === undefined || list === "139");
	const country = related && /^[A-Z]{2,3}$/.test(related) ? related : isLocode ? code.slice(0, 2) : undefined;
	// A location number of GS1 is on no map.
	const shown = name ?? (code && /^\d{13}$/.test(code) ? undefined : code);
	// List 16 is that of postcodes.
	if (list === "16") return { city: name, postcode: code, country };
	// Two or three letters in the related place are the country; more of them a region.
	return { city: shown, region: related && related !== country ? related : undefined, country };
}

/** Where the vessel or the vehicle took the goods up or put them down: planned, but for the event that is just this. */
function placeOfMove(rest: readonly Segment[], event: string): RawPlace | undefined {
	const [, ...moves] = groupsFrom(rest, "TDT");
	const ends = event === "1" || event === "26" || event === "29" ? ["8", "11", "12", "13", "60"] : [];
	const wanted = ["24", "27", "48", "50"].includes(event) ? ["5", "9"] : ends;
	const [only = []] = moves.length === 1 ? moves : [];
	return placeOf(
		only.filter(({ tag, elements }) => tag === "LOC" && wanted.includes(elements[0]?.[0] ?? "")),
		event,
	);
}

/** The consignment's own places: where it is, and of its journey the end at which something happened by its name. */
function ofConsignment(event: string): readonly string[] {
	return DELIVERIES.has(event) ? [...HERE, "7", "8"] : event === "13" ? [...HERE, "88", "5"] : HERE;
}

/** Delivered and collected at somebody's: a party's address is where that was, where nothing says more. */
function placeOfParty(segments: readonly Segment[], event: string): RawPlace | undefined {
	const roles = event === "13" ? ["PW", "SF", "CZ"] : DELIVERIES.has(event) ? ["DP", "ST", "CN"] : [];
	for (const role of roles) {
		const found = segments.find((segment) => segment.tag === "NAD" && component(segment, 1) === role);
		const [city, region, postcode, country] = [6, 7, 8, 9].map((at) => found && component(found, at));
		if (city || postcode) return { city, region, postcode, country };
	}
	return undefined;
}

export const edifactIftsta = defineCarrier({
	code: "edifact-iftsta",
	name: "EDI IFTSTA (UN/EDIFACT)",
	kind: "aggregator",
	countries: [],
	source: {
		kind: "documented",
		url: "https://ref.gs1.org/standards/eancom/1997/",
		checked: "2026-11-22",
		note: "Editions of the status list differ in a few numbers: which is meant is told from the directory and from GS1's marks. What carriers write by lists of their own is read from the words beside the code.",
	},

	numbers: {
		// Carriers' own numbers are told by their carriers; this one says of itself what it is.
		pattern: /^00\d{18}$/,
		checkDigit: isSscc,
		valid: ["00340434161094012345"],
		invalid: ["00340434161094012344", "340434161094012345", "1ZWAY0010300000115"],
	},

	clock: {
		formats: ["yyyyMMdd HHmmss", "yyyyMMdd HHmm", "yyyyMMdd"],
		zone: { kind: "scan-site", fallback: null },
		zoneWords: ZONES,
	},
	statuses: STATUSES,
	extract,
	// Many carriers' messages come in this form: none has a page for all.
	trackingUrl: () => "",

	webhook: {
		verify: standardWebhook,
		checkSecret: checkStandardSecret,
		idHeader: "webhook-id",
		setUp: "Whoever receives your EDI posts each interchange here, signed with this secret as Standard Webhooks says.",
	},
});
