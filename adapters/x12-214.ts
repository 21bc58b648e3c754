import {
	checkStandardSecret,
	codeTable,
	component,
	defineCarrier,
	type Extracted,
	groupsFrom,
	type Meaning,
	type Problem,
	prefixed,
	type RawPlace,
	type RawScan,
	type RawShipment,
	type RawTime,
	type Segment,
	standardWebhook,
	Unreadable,
	upToEnd,
	x12Segments,
} from "./kit/index.ts";

/** Element 1650, status, and 1652, appointment, of releases 3070 to 8010: later ones only added to them. */
const PLAIN = codeTable([
	["info_received.label_created", "XB"],
	["info_received.pickup_scheduled", "AT703:AA AT703:XA AT703:EP AT703:LP X7"],
	["info_received.driver_at_sender", "X3 X8"],
	["info_received.not_yet_received", "OO"],
	["picked_up.collected", "AF CP L1"],
	["picked_up.without_data", "NB"],
	["in_transit.moving", "X6"],
	["in_transit.arrived_facility", "X4 I1 Y1"],
	["in_transit.departed_facility", "P1 OA CL"],
	["in_transit.loaded", "AM AL LC"],
	["in_transit.linehaul_departed", "RL AN"],
	["in_transit.linehaul_arrived", "AR UR"],
	["in_transit.handover_to_partner", "J1 BA"],
	["in_transit.received_by_partner", "R1"],
	["in_transit.delivery_scheduled", "AT703:AB AT703:X9 AT703:AC AT703:ED AT703:LD"],
	["in_transit.forwarded_new_address", "AI"],
	["in_transit.import_customs_presented", "K1"],
	["in_transit.import_customs_held", "PR"],
	["in_transit.customs_cleared", "CT"],
	["in_transit.problem_resolved", "RH BR"],
	["in_transit.delayed", "SD"],
	[["in_transit.delayed_transport", "carrier.mechanical"], "BO"],
	["in_transit.held", "BC"],
	[["in_transit.damaged", "carrier.damaged"], "A9"],
	["out_for_delivery.on_vehicle", "AJ"],
	["out_for_delivery.arrived", "X1 X5 S1"],
	["delivery_attempted.failed", "AH AP"],
	[["delivery_attempted.refused", "recipient.refused"], "A7"],
	["ready_for_pickup.at_point", "AV"],
	["ready_for_pickup.carrier_depot", "AW"],
	// The last of several parts, and one that is not.
	["delivered.to_recipient", "D1 CD CB"],
	["delivered.partial", "PA"],
	["returned.to_sender", "A3"],
	["cancelled.cancelled", "CA"],
	["note.eta_changed", "AG X2 B6 C1"],
	["note.information", "OP DO UC DE"],
]);

/** Element 157 of segment Q5, by which it was told until release 3060 and is by some to this day: codes that 1650 has, by its words. */
const AS_MODERN: Readonly<Record<string, string>> = {
	...{ A: "X4", C: "C1", D: "D1", E: "B6", G: "BR", H: "BO", B: "BO", I: "I1", J: "J1", K: "K1", L: "L1", N: "NB" },
	...{ O: "OO", P: "P1", R: "R1", S: "S1", T: "X4", Y: "S1", Z: "S1", "2": "AH", "3": "A3", AC: "K1", HR: "RH" },
	...{ AA: "AT703:AA", BE: "AT703:AA", XA: "AT703:XA", EP: "AT703:EP", LP: "AT703:LP", NR: "OO" },
	...{ AD: "AT703:AB", X9: "AT703:X9", ED: "AT703:ED", LD: "AT703:LD", BD: "AG" },
	// Whichever authority holds it.
	...Object.fromEntries(["A1", "C1", ..."ABCDEFGHIJKLMNOPQSTUVWX"].map((by) => [by.length > 1 ? by : `P${by}`, "PR"])),
	...{ AE: "AL", AO: "AL", AP: "AL", AN: "J1", BA: "J1", BF: "XB", EI: "XB", SI: "XB", CU: "CT", A2: "CT", A4: "CT" },
};

const OLD = prefixed(
	"Q5:",
	codeTable([
		["picked_up.accepted", "CD CO"],
		["in_transit.moving", "F U V TM"],
		["in_transit.arrived_facility", "OH"],
		["in_transit.held_at_export_office", "AW HE"],
		["in_transit.linehaul_departed", "VD"],
		["in_transit.linehaul_arrived", "VA UV"],
		["in_transit.held", "HA HF HG HH HI SN UP WH WR"],
		[["in_transit.held", "delivery.appointment_pending"], "HB"],
		[["in_transit.held", "recipient.business_closed"], "HC"],
		[["in_transit.held", "recipient.refused"], "HD"],
		[["in_transit.held", "recipient.payment_missing"], "TC"],
		[["in_transit.import_customs_held", "customs.inspection"], "C2"],
		["delivery_attempted.problem", "DN"],
		[["delivered.partial", "delivery.shortage"], "1"],
		[["delivered.damaged", "carrier.damaged"], "4"],
		["exception.customs_rejected", "A3"],
		["note.consolidated", "SB"],
		["note.split", "SA"],
		["note.recipient_notified", "NC NT RN"],
		[
			"note.information",
			"W X BR CB CC CI CR CS CV DA DC DP DR DS DT EA EE ER FP FT GI GO IB IR MT ND NF NH NO NP NS NU OB OF ON RA RB RC RD RI " +
				"SC TO UA UB UC UD UE UW",
		],
	]),
);

/** Element 641, its reasons, in those of 1651. */
const REASON_AS_MODERN: Readonly<Record<string, string>> = {
	...{ A01: "A1", A03: "A2", A04: "A3", A05: "A5", A06: "A6", A07: "BS", A09: "AK", A10: "AK", A11: "B1", A12: "AA" },
	...{ A14: "BT", A15: "C5", A17: "AD", A18: "AA", A20: "AE", A24: "AF", A26: "AG", A27: "AH", A30: "AI", A33: "AJ" },
	...{ A37: "AK", A39: "AL", A40: "AM", A42: "AN", A43: "AO", A46: "AQ", A50: "AR", A55: "AS", A58: "AT", A84: "AU" },
	...{ A91: "AV", A95: "AW", A96: "AX", A98: "AY", B01: "RC", B04: "B4", B05: "B5", B06: "B1", B09: "B9", B13: "BB" },
	...{ B14: "BC", B15: "BD", B16: "BE", C01: "C1", C02: "C2", C03: "C3", C04: "C4", C05: "C5", C06: "C6", C07: "C7" },
	...{ C08: "C8", C09: "C9", C10: "CA", D01: "D1", D02: "D2", F73: "F1", P01: "P1", P02: "P2", P04: "P4", S01: "S1" },
	...{ SOW: "BQ", STM: "AO", TDR: "BR", T01: "T1", T02: "T2", T03: "T3", T04: "T4", T05: "T5", T06: "T6", T07: "T7" },
};

/** Element 1651, the reason: of a delay on the way, and of an attempt that failed. */
const DELAYS = codeTable([
	[["in_transit.delayed", "carrier.not_enough_time"], "BH T7"],
	[["in_transit.address_problem", "address.incorrect"], "A2"],
	[["in_transit.address_problem", "address.not_found"], "A5"],
	[["in_transit.address_problem", "address.corrected"], "A6"],
	[["in_transit.misrouted", "carrier.sorting_error"], "AA"],
	[["in_transit.held_at_request", "recipient.requested_later"], "AD"],
	[["exception.prohibited", "customs.prohibited"], "AE"],
	[["in_transit.delayed_transport", "carrier.accident"], "AF BR"],
	["in_transit.delayed", "A1 AG AL AM AZ B2 B8 BF BG BI BJ BK BM BN BO BP CB CC F2 NA P3"],
	["in_transit.delayed_carrier", "D1"],
	[["in_transit.delayed_carrier", "carrier.driver"], "AH D2"],
	[["in_transit.delayed_transport", "carrier.mechanical"], "AI"],
	[["in_transit.delayed_transport", "carrier.missed_connection"], "AJ"],
	[["in_transit.repacked", "sender.packaging"], "AK"],
	[["in_transit.delayed_holiday", "external.holiday"], "AN"],
	[["in_transit.delayed_weather", "external.weather"], "AO"],
	["in_transit.held_at_export_office", "AP"],
	[["in_transit.held_at_delivery_depot", "recipient.unavailable"], "AQ"],
	["in_transit.held_at_delivery_depot", "B5"],
	[["in_transit.import_customs_held", "customs.paperwork_improper"], "AR"],
	[["in_transit.customs_info_required", "customs.documentation"], "AS"],
	[["in_transit.contact_carrier", "customs.broker_contact"], "AT"],
	[["in_transit.delayed", "external.civil_event"], "AU C5"],
	[["exception.outside_service", "address.out_of_area"], "AV"],
	[["in_transit.delayed", "sender.past_cutoff"], "AW"],
	[["in_transit.delayed", "sender.not_ready"], "AX"],
	[["info_received.pickup_failed", "sender.missed_pickup"], "AY"],
	[["in_transit.held_at_delivery_depot", "recipient.business_closed"], "B1 B9"],
	[["in_transit.customs_duty_due", "customs.duties_unpaid"], "B4"],
	[["in_transit.held", "sender.hold_request"], "BB"],
	[["in_transit.delayed", "sender.incorrect_data"], "BC"],
	[["in_transit.import_customs_held", "customs.delay"], "BD CA F1"],
	[["in_transit.delayed", "external.road"], "BE"],
	[["in_transit.declaration_incorrect", "sender.incorrect_dimensions"], "BQ"],
	[["in_transit.delayed", "recipient.refused"], "BS"],
	["returning.to_sender", "BT"],
	[["in_transit.held_at_delivery_depot", "recipient.not_collected"], "C1"],
	[["in_transit.held", "recipient.payment_missing"], "C2 C8 C9"],
	[["in_transit.held_at_request", "recipient.requested_later"], "C3"],
	[["in_transit.held_at_request", "recipient.vacation_hold"], "C4"],
	[["info_received.awaiting_data", "sender.incorrect_data"], "C6"],
	["in_transit.held", "C7 BL P4"],
	[["in_transit.held", "delivery.appointment_pending"], "HB"],
	[["in_transit.delayed_carrier", "carrier.capacity"], "P1"],
	[["in_transit.security_check", "customs.inspection"], "P2"],
	["in_transit.forwarded_new_address", "RC"],
	[["in_transit.delayed", "delivery.shortage"], "S1"],
	[["in_transit.delayed_carrier", "carrier.vehicle"], "T1 T2 T3 T4 T5 T6"],
]);

const ATTEMPTS = codeTable([
	[["delivery_attempted.address_not_found", "address.incorrect"], "A2"],
	[["delivery_attempted.recipient_unreachable", "recipient.unreachable"], "A5"],
	[["delivery_attempted.address_not_found", "address.corrected"], "A6"],
	[["delivery_attempted.rescheduled", "recipient.requested_later"], "AD C3"],
	[["delivery_attempted.recipient_absent", "recipient.unavailable"], "AQ"],
	[["delivery_attempted.business_closed", "recipient.business_closed"], "B1 B9"],
	[["delivery_attempted.business_closed", "external.holiday"], "AN"],
	[["delivery_attempted.cod_unpaid", "recipient.payment_missing"], "B4 C2 C8 C9"],
	[["delivery_attempted.failed", "external.weather"], "AO"],
	[["delivery_attempted.failed", "external.civil_event"], "AU C5"],
	[["delivery_attempted.failed", "external.road"], "BE"],
	[["delivery_attempted.failed", "carrier.mechanical"], "AI"],
	[["delivery_attempted.failed", "carrier.accident"], "AF"],
	[["delivery_attempted.failed", "recipient.vacation_hold"], "C4"],
	[["delivery_attempted.not_enough_time", "carrier.not_enough_time"], "BH T7"],
	[["delivery_attempted.refused", "recipient.refused"], "BS"],
	[["delivery_attempted.reschedule_needed", "delivery.appointment_pending"], "HB"],
]);

/** Why stands beside what happened, whatever that was: a delivery may be late for the weather. */
const REASONED: Readonly<Record<string, Meaning>> = Object.fromEntries(
	Object.entries(PLAIN).flatMap(([status, meaning]) =>
		Object.entries(DELAYS).flatMap(([reason, delay]): readonly [string, Meaning][] =>
			typeof meaning === "string" && typeof delay !== "string" && !status.includes(":")
				? [[`${status}+${reason}`, [meaning, delay[1]]]]
				: [],
		),
	),
);

const STATUSES: Readonly<Record<string, Meaning>> = {
	...PLAIN,
	...OLD,
	...REASONED,
	...prefixed("SD+", DELAYS),
	// Put into store for a reason of holding: one of being late leaves it what it is, held.
	...prefixed(
		"BC+",
		Object.fromEntries(Object.entries(DELAYS).filter(([, meaning]) => !/delayed/.test(String(meaning)))),
	),
	...prefixed("AH+", ATTEMPTS),
	...prefixed("AP+", ATTEMPTS),
	"AP+BG": "exception.undeliverable",
	"BC+C1": ["ready_for_pickup.carrier_depot", "recipient.not_collected"],
	"AV+C1": "ready_for_pickup.carrier_depot",
	"A7+AK": ["delivery_attempted.refused", "carrier.damaged"],
	"AI+RC": "in_transit.forwarded_new_address",
	"PR+CA": ["in_transit.import_customs_held", "customs.delay"],
	"CA+AM": ["cancelled.cancelled", "sender.cancelled"],
	"CA+BT": "returning.to_sender",
	"D1+A3": ["delivered.alternative_location", "delivery.indirect"],
	"D1+AK": ["delivered.damaged", "carrier.damaged"],
	"D1+S1": ["delivered.partial", "delivery.shortage"],
	"X6+BT": "returning.to_sender",
};

/** Element 623. Codes 01 to 12 are hours east of Greenwich, 13 to 24 those west of it from twelve down to one. */
const ZONES: Readonly<Record<string, string>> = {
	...Object.fromEntries(
		Array.from({ length: 24 }, (_, at) => [two(at + 1), at < 12 ? `+${two(at + 1)}:00` : `-${two(24 - at)}:00`]),
	),
	UT: "UTC",
	GM: "UTC",
	...{ NS: "-03:30", ND: "-02:30", TS: "-04:00", TD: "-03:00", ES: "-05:00", ED: "-04:00", CS: "-06:00", CD: "-05:00" },
	...{ MS: "-07:00", MD: "-06:00", PS: "-08:00", PD: "-07:00", AS: "-09:00", AD: "-08:00", HS: "-10:00", HD: "-09:00" },
	// No codes of the standard, and written all the same.
	...{ EDT: "-04:00", CDT: "-05:00", MDT: "-06:00", PDT: "-07:00" },
	// Whichever of the two is in force there on that day.
	...{ NT: "America/St_Johns", TT: "America/Halifax", ET: "America/New_York", CT: "America/Chicago" },
	...{ MT: "America/Denver", PT: "America/Los_Angeles", AT: "America/Anchorage", HT: "Pacific/Honolulu" },
};

function two(count: number): string {
	return String(count).padStart(2, "0");
}

/** Standard Carrier Alpha Codes of carriers that are ours. */
const OURS: Readonly<Record<string, string>> = {
	...{ UPSN: "ups", UPSS: "ups", UPGF: "ups", UPSC: "ups", UPSZ: "ups", FDEG: "fedex", FDE: "fedex", FDEN: "fedex" },
	...{ FDXG: "fedex", FXFE: "fedex", FXNL: "fedex", FXFC: "fedex", FDXE: "fedex", FEDX: "fedex", USPS: "usps" },
	...{ DHLC: "dhl", DHLE: "dhl", DHRN: "dhl", CNPR: "canpar", CPAC: "canada-post", CPCC: "canada-post" },
	...{ PRLA: "purolator", NTXQ: "nationex", LSHP: "ontrac" },
};

/** What answers to our own messages, and tells of no parcel. */
const ANSWERS = ["997", "999", "824"];

function extract(body: string): Extracted {
	const problems: Problem[] = [];
	const shipments: RawShipment[] = [];
	const others = new Set<string>();
	let isOurs = false;
	let sentAt: RawTime | undefined;
	const segments = x12Segments(body);
	for (const group of groupsFrom(segments, "ST")) {
		const [start] = group;
		const set = start?.tag === "ST" ? component(start, 1) : undefined;
		if (set === "214" || set === "240") {
			isOurs = true;
			shipments.push(...readTransaction(upToEnd(group, "SE", problems), sentAt));
		} else if (set !== undefined && /^\d{3}$/.test(set) && !ANSWERS.includes(set)) others.add(set);
		sentAt = sendingOf(group) ?? sentAt;
	}
	const unread = [...others].map(
		(set) => `X12 transaction set ${set} is not read: ${OTHER_SETS[set] ?? "it is no 214"}.`,
	);
	const isAnswer = segments.some(
		(one) => one.tag === "TA1" || (one.tag === "ST" && ANSWERS.includes(component(one, 1) ?? "")),
	);
	if (!isOurs && unread.length === 0 && !isAnswer) throw new Unreadable("body: X12, but no transaction set 214");
	if (!isOurs && unread.length > 0) throw new Unreadable(`body: ${unread.join(" ")}`);
	return { shipments, problems: [...problems, ...unread.map((detail): Problem => ({ kind: "unreadable", detail }))] };
}

const OTHER_SETS: Readonly<Record<string, string>> = {
	"204": "a load tender",
	"210": "an invoice",
	"315": "it tells of an ocean container",
	"322": "it tells of a rail car",
	"856": "a ship notice",
	"990": "an answer to a load tender",
};

/** On the sender's clock, whatever that is: from the header of the functional group that follows. */
function sendingOf(segments: readonly Segment[]): RawTime | undefined {
	const group = segments.findLast(({ tag }) => tag === "GS");
	const [date, clock] = [group && component(group, 4), group && component(group, 5)];
	return date && clock ? { text: `${date.length === 6 ? centuryOf(date) : ""}${date}${clock.slice(0, 4)}` } : undefined;
}

function readTransaction(written: readonly Segment[], sentAt: RawTime | undefined): readonly RawShipment[] {
	const head = written.find(({ tag }) => tag === "B10");
	const set = modern(written);
	const scac = head && component(head, 3);
	const parties = placesOfParties(set);
	const told = loopsOf(set);
	const isBatch = new Set(told.flatMap((loop) => referenceIn(loop, "CN") ?? [])).size > 1;
	const loops = told.flatMap((loop) => numbersOf(head, loop, set, isBatch).map((number) => ({ number, loop })));
	const numbers = [...new Set(loops.map(({ number }) => number))];
	return numbers.map((number) => {
		const own = loops.filter((one) => one.number === number).flatMap(({ loop }) => eventsOf(loop, parties, sentAt));
		return {
			trackingNumber: number,
			carrier: scac && Object.hasOwn(OURS, scac) ? OURS[scac] : undefined,
			// Who has no code of his own, or is not known, is written so.
			carrierName: scac === "ZZZZ" ? undefined : scac,
			scans: own.flatMap(({ scan }) => scan ?? []),
			order: "none",
			promised: promiseOf(own) ?? estimateIn(set),
		};
	});
}

/** A status of segment Q5, place and all, as AT7 and MS1 would say it; a component behind its code says whose list that is of. */
function modern(set: readonly Segment[]): readonly Segment[] {
	if (set.some(({ tag }) => tag === "AT7")) return set;
	return set.flatMap((segment) => {
		const code = segment.tag === "Q5" ? component(segment, 1) : undefined;
		if (code === undefined) return [segment];
		const [, date = [], time = [], zone = [], reason = [], ...place] = segment.elements;
		return [
			{ tag: "AT7", elements: [[code, "Q5"], reason, [], [], date, time, zone] },
			{ tag: "MS1", elements: place.slice(0, 3) },
		];
	});
}

/** The LX loops, or all of a set that has none. */
function loopsOf(set: readonly Segment[]): readonly (readonly Segment[])[] {
	const told = groupsFrom(set, "LX").filter((loop) => loop.some(({ tag }) => tag === "AT7"));
	return told.length > 0 ? told : [set];
}

/**
 * Each package of the loop has a number of its own; else the carrier's number, the shipper's, or a reference. Where the
 * loops name several numbers of the carrier, the one in the head is the day's and no parcel's.
 */
function numbersOf(
	head: Segment | undefined,
	loop: readonly Segment[],
	set: readonly Segment[],
	isBatch: boolean,
): readonly (string | null)[] {
	const packages = marksIn(loop, ["CP"]);
	if (packages.length > 0) return [...new Set(packages)];
	const reference = (qualifier: string) => referenceIn(loop, qualifier) ?? referenceIn(set, qualifier);
	const [ofCarrier, ofShipper] = [1, 2].map((at) => head && component(head, at));
	const others = ["BM", "97", "MB", "AW", "SI", "LO"].map(reference);
	const found = [
		isBatch ? referenceIn(loop, "CN") : undefined,
		referenceIn(loop, "2I"),
		ofCarrier,
		...["CN", "2I"].map(reference),
		ofShipper,
		...others,
		...marksIn(loop, ["GM", "AA"]),
	];
	return [found.find((number) => number !== undefined) ?? null];
}

function referenceIn(within: readonly Segment[], qualifier: string): string | undefined {
	// N9 and REF, of the oldest releases and of set 240, name the qualifier first.
	const found = within.find(
		({ tag, elements }) => elements[tag === "L11" ? 1 : 0]?.[0] === qualifier && isReference(tag),
	);
	return found && component(found, found.tag === "L11" ? 1 : 2);
}

function isReference(tag: string): boolean {
	return tag === "L11" || tag === "N9" || tag === "REF";
}

/** Numbers on the label: CP is the carrier's of a package, GM and AA are of GS1. */
function marksIn(loop: readonly Segment[], kinds: readonly string[]): readonly string[] {
	const marked = loop.filter((segment) => segment.tag === "MAN" && kinds.includes(component(segment, 1) ?? ""));
	return marked.flatMap((segment) => component(segment, 2) ?? []);
}

interface Told {
	/** Its code in the words of 1650, `AT703:` before one of an appointment. */
	readonly word: string;
	readonly time: RawTime;
	readonly scan?: RawScan;
}

function eventsOf(loop: readonly Segment[], parties: Parties, sentAt: RawTime | undefined): readonly Told[] {
	const [before = [], ...statuses] = groupsFrom(loop, "AT7");
	const isPlace = ({ tag }: Segment) => tag === "MS1" || tag === "Q5";
	const places = loop.filter(isPlace);
	// By an older guide the place stands before the status and not behind it.
	const isBefore = before.some(isPlace);
	return statuses.flatMap((own, index) => {
		const [at7] = own;
		const earlier = [...before, ...statuses.slice(0, index).flat()].findLast(isPlace);
		// One place for several statuses is that of the stop which the loop is about.
		const near = isBefore ? earlier : (own.find(isPlace) ?? (places.length === 1 ? places[0] : undefined));
		if (at7 === undefined) return [];
		return asTold(readEvent(at7, near && readPlace(near), parties, remarksIn(own)), sentAt);
	});
}

/** K1 and NTE behind a status, in the sender's own words. */
function remarksIn(segments: readonly Segment[]): string {
	const remarks = segments.filter(({ tag }) => tag === "K1" || tag === "NTE");
	return remarks.flatMap(({ tag, elements }) => (tag === "K1" ? elements : elements.slice(1)).flat()).join(" ");
}

function readEvent(at7: Segment, place: RawPlace | undefined, parties: Parties, text: string): Told {
	const [status, reason, appointment] = [component(at7, 1), component(at7, 2), component(at7, 3)];
	const code = status ?? (appointment ? `AT703:${appointment}` : "");
	const isOld = component(at7, 1, 2) === "Q5";
	const word = isOld
		? (AS_MODERN[code] ?? (Object.hasOwn(OLD, `Q5:${code}`) ? `Q5:${code}` : code))
		: asAppointment(code);
	const why = isOld && reason ? (REASON_AS_MODERN[reason] ?? reason) : reason;
	const where = place ?? parties.get(sideOf(word) ?? "");
	const time = readTime(at7, where);
	return {
		word,
		time,
		scan: {
			code: reason && !["NS", "NOR"].includes(reason) ? `${code}+${reason}` : code,
			keys: why ? [`${word}+${why}`, word] : [word],
			text,
			time,
			place: where,
		},
	};
}

/** Some write the code of an appointment where that of a status belongs; no code is in both lists. */
function asAppointment(code: string): string {
	return ["AA", "AB", "AC", "ED", "EP", "LD", "LP", "X9", "XA"].includes(code) ? `AT703:${code}` : code;
}

/** Appointments and estimates are no scans at their own time and place; that they were told is one, when the message was sent. */
function asTold(told: Told, sentAt: RawTime | undefined): Told {
	const { word, time, scan } = told;
	if (!word.startsWith("AT703:") && !["AG", "X2", "B6", "C1", "DE"].includes(word)) return told;
	return sentAt && scan ? { word, time, scan: { ...scan, time: sentAt, place: undefined } } : { word, time };
}

function promiseOf(told: readonly Told[]): RawShipment["promised"] {
	const last = (...words: readonly string[]) => told.findLast(({ word }) => words.includes(word))?.time;
	const single = last("AG", "X2") ?? last("AT703:AB", "AT703:X9", "AT703:AC");
	const from = single ?? last("AT703:ED", "AT703:LD");
	const to = single ?? last("AT703:LD", "AT703:ED");
	return from && to && { from, to };
}

/** The estimated delivery of the whole set, which some put into a date of its own. */
function estimateIn(set: readonly Segment[]): RawShipment["promised"] {
	const found = set.find((segment) => segment.tag === "G62" && component(segment, 1) === "17");
	const date = found && component(found, 2);
	if (!found || !date) return undefined;
	const time = timeOf(date, component(found, 4), component(found, 5), undefined);
	return { from: time, to: time };
}

/** Date, time and time code; until release 3070 the date had no century, or had it in an element of its own. */
function readTime(at7: Segment, place: RawPlace | undefined): RawTime {
	// Some leave out one of the two empty elements before the date.
	const at = DATE.test(component(at7, 4) ?? "") ? 4 : 5;
	const date = component(at7, at) ?? "";
	const century = component(at7, at + 1) ?? "";
	// In it a time code behind the century stands one further.
	if (date.length === 6 && /^(?:19|20)$/.test(century)) {
		return timeOf(`${century}${date}`, component(at7, at + 2), component(at7, at + 3), place);
	}
	return timeOf(date, component(at7, at + 1), component(at7, at + 2), place);
}

const DATE = /^\d{6}(?:\d\d)?$|^\d{4}-\d\d-\d\d$/;

function timeOf(written: string, clock = "", zone: string | undefined, place: RawPlace | undefined): RawTime {
	const date = written.replaceAll("-", "");
	const digits = clock.replaceAll(":", "").slice(0, 6);
	return {
		text: `${date.length === 6 ? centuryOf(date) : ""}${date}${digits.length % 2 === 0 ? digits : digits.slice(0, -1)}`,
		// Local time is the clock of the place, and so is a time without a code.
		zone: zone === "LT" ? undefined : (zoneThere(zone, place) ?? zone),
	};
}

/** Where the clock never changes although the zone of that name does: the word means the clock on the wall there. */
function zoneThere(zone: string | undefined, place: RawPlace | undefined): string | undefined {
	const there = `${zone} ${place?.region ?? ""}`;
	return { "MT AZ": "America/Phoenix", "CT SK": "America/Regina", "TT PR": "America/Puerto_Rico" }[there];
}

/** The form is of 1988: what has no century may be of the last one. */
function centuryOf(date: string): string {
	return date >= "880000" ? "19" : "20";
}

type Parties = ReadonlyMap<string, RawPlace>;

/** Where shipper and consignee are, where the set names one of each: "at the delivery location" is at the consignee's. */
function placesOfParties(set: readonly Segment[]): Parties {
	const found = new Map<string, RawPlace>();
	const several = new Set<string>();
	let side: string | undefined;
	for (const segment of set) {
		if (segment.tag === "LX" || segment.tag === "AT7") side = undefined;
		if (segment.tag === "N1") side = sideOf(component(segment, 1) ?? "");
		if (segment.tag !== "N4" || side === undefined) continue;
		const [city, region, postcode, country] = [1, 2, 3, 4].map((at) => component(segment, at));
		const place = { city, region, postcode, country };
		if (found.has(side) && JSON.stringify(found.get(side)) !== JSON.stringify(place)) several.add(side);
		found.set(side, place);
	}
	for (const unclear of several) found.delete(unclear);
	return found;
}

/** Of a party's role or of a status that says in its very name where it happened. */
function sideOf(word: string): string | undefined {
	if (["CN", "ST", "D1", "CD", "X1", "X5", "S1", "A7", "AH"].includes(word)) return "delivery";
	return ["SH", "SF", "X3", "X8", "CP", "L1", "AF"].includes(word) ? "pickup" : undefined;
}

function readPlace(segment: Segment): RawPlace | undefined {
	const isQ5 = segment.tag === "Q5";
	const [city, region, country, postcode] = (isQ5 ? [6, 7, 8] : [1, 2, 3, 8]).map((at) => component(segment, at));
	const lng = isQ5 ? undefined : degrees(component(segment, 4), component(segment, 6));
	const lat = isQ5 ? undefined : degrees(component(segment, 5), component(segment, 7));
	const isEmpty = !(city || region || country || postcode) && (lat === undefined || lng === undefined);
	return isEmpty ? undefined : { city, region, postcode, country, lat, lng };
}

/** Degrees, minutes and seconds run together, `0831512`, or degrees with a point; W and S are negative. */
function degrees(written: string | undefined, direction: string | undefined): number | undefined {
	if (!written) return undefined;
	const [, sign, whole, minutes, seconds] = /^(-?)(\d{2,3})(\d\d)(\d\d)$/.exec(written) ?? [];
	const size =
		whole === undefined
			? Number(written.replace("-", ""))
			: Number(whole) + Number(minutes) / 60 + Number(seconds) / 3_600;
	const isNegative = sign === "-" || written.startsWith("-") || direction === "W" || direction === "S";
	return Number.isFinite(size) ? (isNegative ? -size : size) : undefined;
}

export const x12214 = defineCarrier({
	code: "x12-214",
	name: "EDI 214 (ANSI X12)",
	kind: "aggregator",
	countries: [],
	source: {
		kind: "documented",
		url: "https://stedi.com/edi/x12-004040/segment/AT7",
		checked: "2026-11-22",
		note: "What a partner means by a code may differ from the standard: X6 is out for delivery with some. Who signed has no field of its own. Sets 315 and 322, of sea and rail, are named and not read.",
	},

	numbers: {
		// A carrier's own PRO number may be anything; these are the shapes that say of themselves what they are.
		pattern: /^PRO\d{7,10}$/,
		valid: ["PRO1234567", "PRO0098765432"],
		invalid: ["PRO123", "1234567", "PR01234567", "PRO12345678901"],
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
