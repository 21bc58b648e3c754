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

/** Element 1650, status, and 1652, appointment: the codes are the same from release 3010 to 8010. */
const PLAIN = codeTable([
	["info_received.label_created", "XB"],
	["info_received.pickup_scheduled", "AT703:AA AT703:XA AT703:EP AT703:LP"],
	["info_received.driver_at_sender", "X3 X8"],
	["info_received.not_yet_received", "OO"],
	["picked_up.collected", "AF CP L1"],
	["in_transit.moving", "X6"],
	["in_transit.arrived_facility", "X4 I1"],
	["in_transit.departed_facility", "P1 OA CL"],
	["in_transit.loaded", "AM"],
	["in_transit.linehaul_departed", "RL AN"],
	["in_transit.linehaul_arrived", "AR"],
	["in_transit.handover_to_partner", "J1 BA"],
	["in_transit.received_by_partner", "R1"],
	["in_transit.delivery_scheduled", "AT703:AB AT703:X9 AT703:AC AT703:ED AT703:LD"],
	["in_transit.forwarded_new_address", "AI"],
	["in_transit.import_customs_presented", "K1"],
	["in_transit.import_customs_held", "PR"],
	["in_transit.delayed", "SD"],
	["in_transit.held", "BC"],
	[["in_transit.damaged", "carrier.damaged"], "A9"],
	["out_for_delivery.on_vehicle", "AJ"],
	["out_for_delivery.arrived", "X1 X5 S1"],
	["delivery_attempted.failed", "AH AP"],
	[["delivery_attempted.refused", "recipient.refused"], "A7"],
	["ready_for_pickup.at_point", "AV"],
	["delivered.to_recipient", "D1 CD"],
	["returned.to_sender", "A3"],
	["cancelled.cancelled", "CA"],
	["note.eta_changed", "AG X2 B6 C1"],
	["note.information", "CB"],
]);

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
	...{
		FDXG: "fedex",
		FXFE: "fedex",
		FXNL: "fedex",
		FDXE: "fedex",
		FEDX: "fedex",
		USPS: "usps",
		DHLC: "dhl",
		DHLE: "dhl",
	},
	...{ DHRN: "dhl", CNPR: "canpar", CPAC: "canada-post", PRLA: "purolator", NTXQ: "nationex", LSHP: "veho" },
};

function extract(body: string): Extracted {
	const problems: Problem[] = [];
	const shipments: RawShipment[] = [];
	let isOurs = false;
	let sentAt: RawTime | undefined;
	for (const group of groupsFrom(x12Segments(body), "ST")) {
		const [start] = group;
		if (start?.tag === "ST" && component(start, 1) === "214") {
			isOurs = true;
			shipments.push(...readTransaction(upToEnd(group, "SE", problems), sentAt));
		}
		sentAt = sendingOf(group) ?? sentAt;
	}
	if (!isOurs) throw new Unreadable("body: X12, but no transaction set 214");
	return { shipments, problems };
}

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
	const loops = loopsOf(set).flatMap((loop) => numbersOf(head, loop, set).map((number) => ({ number, loop })));
	const numbers = [...new Set(loops.map(({ number }) => number))];
	return numbers.map((number) => {
		const told = loops.filter((one) => one.number === number).flatMap(({ loop }) => eventsOf(loop, parties, sentAt));
		return {
			trackingNumber: number,
			carrier: scac && Object.hasOwn(OURS, scac) ? OURS[scac] : undefined,
			carrierName: scac,
			scans: told.flatMap(({ scan }) => scan ?? []),
			order: "none",
			promised: promiseOf(told),
		};
	});
}

/** Before release 3030 a status had a segment Q5, place and all: as AT7 and MS1 would say it. */
function modern(set: readonly Segment[]): readonly Segment[] {
	if (set.some(({ tag }) => tag === "AT7")) return set;
	return set.flatMap((segment) => {
		if (segment.tag !== "Q5" || component(segment, 1) === undefined) return [segment];
		const [status = [], date = [], time = [], zone = [], reason = [], ...place] = segment.elements;
		return [
			{ tag: "AT7", elements: [status, reason, [], [], date, time, zone] },
			{ tag: "MS1", elements: place.slice(0, 3) },
		];
	});
}

/** The LX loops, or all of a set that has none. */
function loopsOf(set: readonly Segment[]): readonly (readonly Segment[])[] {
	const told = groupsFrom(set, "LX").filter((loop) => loop.some(({ tag }) => tag === "AT7"));
	return told.length > 0 ? told : [set];
}

/** Each package of the loop has a number of its own; else the carrier's number, the shipper's, or a reference. */
function numbersOf(
	head: Segment | undefined,
	loop: readonly Segment[],
	set: readonly Segment[],
): readonly (string | null)[] {
	const reference = (within: readonly Segment[], qualifier: string) => {
		const found = within.find((segment) => segment.tag === "L11" && component(segment, 2) === qualifier);
		return found && component(found, 1);
	};
	const marked = loop.filter((segment) => segment.tag === "MAN" && component(segment, 1) === "CP");
	const packages = marked.flatMap((segment) => component(segment, 2) ?? []);
	if (packages.length > 0) return [...new Set(packages)];
	const ofSet = head && (component(head, 1) ?? component(head, 2));
	const found = ["CN", "2I", "BM", "SI"].map((qualifier) => reference(loop, qualifier) ?? reference(set, qualifier));
	return [reference(loop, "2I") ?? ofSet ?? found.find((number) => number !== undefined) ?? null];
}

interface Told {
	readonly code: string;
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
	const time = readTime(at7);
	const code = status ?? (appointment ? `AT703:${appointment}` : "");
	return {
		code,
		time,
		scan: {
			code: reason && reason !== "NS" ? `${code}+${reason}` : code,
			keys: reason ? [`${code}+${reason}`, code] : [code],
			text,
			time,
			place: place ?? parties.get(sideOf(code) ?? ""),
		},
	};
}

/** Appointments and estimates are no scans at their own time and place; that they were told is one, when the message was sent. */
function asTold(told: Told, sentAt: RawTime | undefined): Told {
	const { code, time, scan } = told;
	if (!code.startsWith("AT703:") && !["AG", "X2", "B6", "C1"].includes(code)) return told;
	return sentAt && scan ? { code, time, scan: { ...scan, time: sentAt, place: undefined } } : { code, time };
}

function promiseOf(told: readonly Told[]): RawShipment["promised"] {
	const last = (...codes: readonly string[]) => told.findLast(({ code }) => codes.includes(code))?.time;
	const single = last("AG", "X2") ?? last("AT703:AB", "AT703:X9", "AT703:AC");
	const from = single ?? last("AT703:ED", "AT703:LD");
	const to = single ?? last("AT703:LD", "AT703:ED");
	return from && to && { from, to };
}

/** Date, time and time code; until release 3070 the date had no century, or had it in an element of its own. */
function readTime(at7: Segment): RawTime {
	// Some leave out one of the two empty elements before the date.
	const at = /^\d{6,8}$/.test(component(at7, 4) ?? "") ? 4 : 5;
	const date = component(at7, at) ?? "";
	const isShort = date.length === 6;
	const century = isShort && /^\d\d$/.test(component(at7, at + 1) ?? "") ? component(at7, at + 1) : undefined;
	const clock = component(at7, century ? at + 2 : at + 1)?.slice(0, 6) ?? "";
	const zone = component(at7, century ? at + 3 : at + 2);
	return {
		text: `${isShort ? (century ?? centuryOf(date)) : ""}${date}${clock.length % 2 === 0 ? clock : clock.slice(0, -1)}`,
		// Local time is the clock of the place, and so is a time without a code.
		zone: zone === "LT" ? undefined : zone,
	};
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
	const [city, region, country] = (isQ5 ? [6, 7, 8] : [1, 2, 3]).map((at) => component(segment, at));
	const lng = isQ5 ? undefined : degrees(component(segment, 4), component(segment, 6));
	const lat = isQ5 ? undefined : degrees(component(segment, 5), component(segment, 7));
	const isEmpty = !(city || region || country) && (lat === undefined || lng === undefined);
	return isEmpty ? undefined : { city, region, country, lat, lng };
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
		note: "What a partner means by a code may differ from the standard: X6 is out for delivery with some.",
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
