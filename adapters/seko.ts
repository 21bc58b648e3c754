import { z } from "zod";
import {
	codeTable,
	countryCode,
	defineCarrier,
	type Extracted,
	json,
	list,
	orderByTimes,
	outcomeOf,
	type RawPlace,
	type RawScan,
	type RawShipment,
	type Refusal,
	text,
	textRules,
	tokenInHeader,
	Unreadable,
	unanswered,
} from "./kit/index.ts";

/** Codes under which SEKO puts whatever a carrier tells that fits nowhere else: the carrier's words say more. */
const VAGUE = new Set(["OP-1", "OP-4", "OP-18", "OP-20", "OP-31", "OP-32", "OP-79", undefined]);
const sentences = textRules("en", 1, [
	["info_received.notified", /not yet handed over|data (?:was |has been )?(?:entered|received)|pre-?advice|manifest/i],
	[
		"in_transit.handover_to_partner",
		/handed over to|transferred to (?:the )?(?:delivery|local|destination)|tendered to/i,
	],
	["out_for_delivery.on_vehicle", /out for delivery|on ?-?board/i],
	[["in_transit.customs_duty_due", "customs.duties_unpaid"], /dut(?:y|ies).*(?:unpaid|due|payable|payment)/i],
	["in_transit.delayed", /\bdelay/i],
	[["in_transit.import_customs_held", "customs.inspection"], /(?:held|inspect\w*).*customs|customs.*(?:held|inspect)/i],
	["in_transit.customs_cleared", /customs.*(?:cleared|released|complete)|clear\w* (?:by |through )?customs/i],
	["in_transit.import_customs_presented", /customs/i],
	["in_transit.linehaul_departed", /(?:flight|vessel|aircraft) (?:has )?(?:departed|left)/i],
	["in_transit.linehaul_arrived", /(?:flight|vessel|aircraft) (?:has )?(?:arrived|landed)/i],
	["in_transit.departed_facility", /\bhas left|\bdepart|left the/i],
	["in_transit.arrived_facility", /reached the|\barriv/i],
	["in_transit.processed_facility", /\bprocessed|\bsorted/i],
]);

const STATUSES = {
	...sentences.statuses,
	...codeTable([
		["info_received.label_created", "OP-1"],
		["info_received.notified", "OP-8"],
		["info_received.not_yet_received", "OP-9"],
		["info_received.pickup_scheduled", "OP-12"],
		["picked_up.accepted", "OP-10 OP-14"],
		["picked_up.without_data", "OP-11"],
		["picked_up.collected", "OP-33 OP-89"],
		["in_transit.moving", "OP-4 OP-18 OP-79 OP-80"],
		["in_transit.processed_facility", "OP-3 OP-47"],
		["in_transit.arrived_facility", "OP-50 OP-82"],
		["in_transit.departed_facility", "OP-51"],
		["in_transit.linehaul_arrived", "OP-78"],
		["in_transit.linehaul_departed", "OP-81"],
		["in_transit.handover_to_partner", "OP-56"],
		["in_transit.received_by_partner", "OP-7 OP-22 OP-48"],
		["in_transit.customs_cleared", "OP-5"],
		[["in_transit.import_customs_held", "customs.inspection"], "OP-6"],
		[["in_transit.customs_duty_due", "customs.duties_unpaid"], "OP-87"],
		["in_transit.held_at_export_office", "OP-2 OP-88"],
		["in_transit.held", "OP-26 OP-49 OP-70"],
		[["in_transit.misrouted", "carrier.sorting_error"], "OP-13 OP-35"],
		["in_transit.delayed", "OP-16"],
		[["in_transit.damaged", "carrier.damaged"], "OP-17"],
		["in_transit.repacked", "OP-39"],
		[["in_transit.declaration_incorrect", "sender.incorrect_data"], "OP-41"],
		[["in_transit.address_problem", "address.incorrect"], "OP-23"],
		["in_transit.delivery_scheduled", "OP-36"],
		["in_transit.forwarded_new_address", "OP-53"],
		["out_for_delivery.on_vehicle", "OP-21"],
		["delivery_attempted.notice_left", "OP-24"],
		[["delivery_attempted.address_not_found", "address.incorrect"], "OP-27"],
		[["delivery_attempted.refused", "recipient.refused"], "OP-28"],
		["delivery_attempted.failed", "OP-30 OP-45 OP-86"],
		[["delivery_attempted.no_access", "recipient.access_restricted"], "OP-37"],
		[["delivery_attempted.identification_failed", "recipient.verification_failed"], "OP-38"],
		["delivery_attempted.rescheduled", "OP-44"],
		["delivery_attempted.problem", "OP-83"],
		[["delivery_attempted.recipient_absent", "recipient.unavailable"], "OP-84"],
		["ready_for_pickup.at_point", "OP-19 OP-42"],
		// Put into a locker or given to a shop: the buyer has yet to collect it.
		["ready_for_pickup.at_point", "OP-76"],
		["ready_for_pickup.arriving_at_point", "OP-54"],
		["ready_for_pickup.carrier_depot", "OP-25"],
		[["ready_for_pickup.expiring", "recipient.not_collected"], "OP-43"],
		[["delivered.partial", "delivery.shortage"], "OP-71"],
		["delivered.to_recipient", "OP-72"],
		[["delivered.to_neighbour", "delivery.indirect"], "OP-73"],
		["delivered.safe_place", "OP-74"],
		["delivered.collected", "OP-75"],
		["delivered.alternative_location", "OP-77"],
		// The second blocks a parcel because it was declared lost in transit.
		[["exception.lost", "carrier.lost"], "OP-15 OP-91"],
		["exception.destroyed", "OP-40 OP-92"],
		["returning.to_sender", "OP-29 OP-57 OP-60 OP-62 OP-63 OP-66 OP-68 OP-85 OP-90 OP-94"],
		["returning.attempts_exhausted", "OP-55"],
		[["returning.to_sender", "sender.cancelled"], "OP-58 OP-67"],
		[["returning.not_collected", "recipient.not_collected"], "OP-59 OP-65"],
		[["returning.to_sender", "address.incorrect"], "OP-61"],
		[["returning.to_sender", "recipient.refused"], "OP-64"],
		[["returning.to_sender", "carrier.damaged"], "OP-69"],
		// The returns of shops: back with the shop at the last code alone.
		["info_received.label_created", "return:RC"],
		["returning.to_sender", "return:RT return:RDTPF return:DS return:RP return:RE"],
		["returned.to_sender", "return:RDBTC"],
		["cancelled.cancelled", "OP-34"],
		["note.delivery_option_chosen", "OP-52"],
		["note.information", "OP-20 OP-31 OP-32 OP-46"],
		["info_received.label_created", "header:PENDING header:CREATED header:PRINTED"],
		["in_transit.moving", "header:INTRANSIT header:TRANSIT"],
		["out_for_delivery.on_vehicle", "header:OUTFORDELIVERY"],
		["ready_for_pickup.at_point", "header:AWAITINGCOLLECTION"],
		["delivered.to_recipient", "header:DELIVERED"],
		["returning.to_sender", "header:RETURNTOSENDER header:RTS"],
		["returned.to_sender", "header:RETURNED"],
		["exception.unspecified", "header:EXCEPTION"],
		["cancelled.cancelled", "header:CANCELLED"],
	]),
};

const Event = z.object({
	EventDT: text,
	/** The code of the carrier that told it; null where SEKO itself did. */
	Code: text,
	OmniCode: text,
	Description: text,
	Location: text,
	Part: text,
});
const Shipment = z.object({
	ConsignmentNo: text,
	Status: text,
	Delivered: text,
	Events: list(Event),
	Message: text,
	Errors: z.unknown().optional(),
});
const Fault = z.object({
	Errors: list(z.object({ Property: text, Message: text, Key: text, Value: text })),
	Message: text,
	message: text,
	error: text,
});
/** A push about the returns of shops: every line is an event. */
const Return = z.object({
	ConsignmentNo: text,
	OmniRPSTrackingNo: text,
	OrderNo: text,
	Code: text,
	Status: text,
	SourceLocation: text,
	EventDT: text,
});
type Event = z.output<typeof Event>;
type Shipment = z.output<typeof Shipment>;

function extract(body: string): Extracted {
	const lines = json(body, list(Return)).filter(({ Code, EventDT }) => Code !== undefined && EventDT !== undefined);
	if (lines.length > 0) return { shipments: returns(lines) };
	const entries = json(body, list(Shipment));
	const told = entries.filter(({ ConsignmentNo, Events }) => ConsignmentNo !== undefined || Events.length > 0);
	if (told.length > 0) {
		const isKnown = ({ Status, Events }: Shipment) => Events.length > 0 || Status !== undefined;
		return {
			shipments: told.filter(isKnown).map(shipment),
			refusals: told
				.filter((entry) => !isKnown(entry))
				.map(({ ConsignmentNo, Message }) => {
					return { trackingNumber: ConsignmentNo ?? null, outcome: "not-found", detail: Message ?? "no events" };
				}),
		};
	}
	if (entries.length > 0) return { shipments: [], refusals: refusals(body) };
	if (!/^\uFEFF?\s*\[\s*\]\s*$/.test(body)) throw new Unreadable("body: no consignments");
	return unanswered("not-found", "no consignment");
}

function returns(lines: readonly z.output<typeof Return>[]): readonly RawShipment[] {
	const numberOf = (line: z.output<typeof Return>) => line.OmniRPSTrackingNo ?? line.ConsignmentNo ?? null;
	return [...new Set(lines.map(numberOf))].map((number): RawShipment => {
		return {
			trackingNumber: number,
			order: "none",
			scans: lines
				.filter((line) => numberOf(line) === number)
				.map(({ Code = "", Status = "", EventDT = "", SourceLocation }) => {
					const place = readPlace(SourceLocation?.replace(/-([A-Z]{2})$/, ",$1"));
					return { code: Code, keys: [`return:${Code}`], text: Status, time: { text: EventDT }, place };
				}),
		};
	});
}

function refusals(body: string): readonly Refusal[] {
	const [{ Errors, Message, message, error } = { Errors: [] }] = json(body, list(Fault));
	const words = Message ?? message ?? error;
	const faults = words === undefined ? Errors : [{ Property: undefined, Message: words }, ...Errors];
	if (faults.length === 0) throw new Unreadable("body: neither consignments nor errors");
	return faults.map(({ Property, Message: told = "" }) => {
		const detail = [Property, told].filter(Boolean).join(": ");
		const isUnknown = /(?:consignment|tracking|connote|label)\b.*(?:not exist|unknown|invalid|not valid)/i.test(detail);
		const isDenied = /access.?key|api.?key/i.test(detail);
		return {
			trackingNumber: null,
			outcome: isUnknown ? "not-found" : isDenied ? "denied" : outcomeOf("", told),
			detail,
		};
	});
}

function shipment({ ConsignmentNo, Status, Delivered, Events }: Shipment): RawShipment {
	const parts = new Set(Events.map(({ Part }) => Part));
	const header = Status === undefined ? undefined : `header:${Status.toUpperCase().replace(/[^A-Z]/g, "")}`;
	// Beside events the word is but their summary, and its list is not published.
	const isTold = header !== undefined && (Events.length === 0 || Object.hasOwn(STATUSES, header));
	return {
		trackingNumber: ConsignmentNo ?? null,
		order: orderByTimes(
			Events.map(({ EventDT }) => EventDT),
			"oldest-first",
		),
		scans: Events.map((event) => scan(event, parts.size > 1)),
		status: isTold
			? { code: Status ?? "", keys: [header], text: Status, time: Delivered ? { text: Delivered } : undefined }
			: undefined,
	};
}

function scan(event: Event, hasParts: boolean): RawScan {
	const { EventDT = "", Code, OmniCode, Description = "", Location, Part } = event;
	const refined = VAGUE.has(OmniCode) ? sentences.keyOf(Description) : undefined;
	// What a carrier's computer was told bears the computer's clock, wherever the sender is.
	const isData = Code !== undefined && /^OP-(?:1|8|9|12)$/.test(OmniCode ?? "");
	return {
		code: OmniCode ?? Code ?? "",
		keys: [refined, OmniCode].filter((key) => key !== undefined),
		text: Description,
		time: { text: EventDT },
		place: isData ? undefined : readPlace(Location),
		piece: hasParts ? Part : undefined,
	};
}

/** `Egham, Surrey,GB`, `Essen, DE` or `NL`. */
function readPlace(location: string | undefined): RawPlace | undefined {
	const parts = (location ?? "").split(",").map((part) => part.trim());
	const named = parts.filter(Boolean);
	const country = /^[A-Z]{2}$/.test(named.at(-1) ?? "") ? named.pop() : undefined;
	const [city, second] = named;
	// The country may stand twice, in words and by its code.
	const region = country !== undefined && countryCode(second) === country ? undefined : second;
	return city || country ? { city, region, country } : undefined;
}

export const seko = defineCarrier({
	code: "seko",
	name: "SEKO",
	countries: [],
	source: {
		kind: "documented",
		url: "https://seko.atlassian.net/wiki/spaces/RSC/pages/2470119007",
		checked: "2026-11-22",
		note: "Its file of codes is not public: they are those that clients list. Times are local to a place that is not always told.",
	},

	numbers: {
		pattern: /^(?:999\d{9}|6994\d{6})$/,
		valid: ["999000000001", "6994000001"],
		invalid: ["99900000001", "9990000000012", "6995000001", "SEKO1"],
	},

	// SEKO's own clock, the export hub's and each carrier's stand in one list without a zone.
	clock: { formats: ["iso"], zone: { kind: "scan-site", fallback: null } },
	statuses: STATUSES,
	extract,
	trackingUrl: (trackingNumber) => `https://track.omniparcel.com/${encodeURIComponent(trackingNumber)}`,

	api: {
		hosts: ["api.omniparcel.com"],
		credentials: z.object({ accessKey: z.string().min(1) }),
		rate: { perSecond: 1 },
	},

	poll: {
		batch: 20,
		request: (queries, { credentials: { accessKey } }) => ({
			method: "POST",
			url: "https://api.omniparcel.com/labels/statusv2",
			headers: { access_key: accessKey, "content-type": "application/json" },
			body: JSON.stringify(queries.map(({ trackingNumber }) => trackingNumber)),
		}),
	},

	webhook: {
		verify: tokenInHeader({ header: "password" }),
		acknowledge: { status: 200, headers: {}, body: "" },
		setUp: "Ask SEKO to push tracking to this address, with this secret as the value of the header Password.",
	},
});
