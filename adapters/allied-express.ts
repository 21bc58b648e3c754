import { z } from "zod";
import {
	defineCarrier,
	type Extracted,
	list,
	orderByTimes,
	outcomeOf,
	parseJson,
	parseXml,
	type RawScan,
	type RawShipment,
	type Refusal,
	text,
	textRules,
	Unreadable,
	unanswered,
} from "./kit/index.ts";

/** No codes: the status is one of a few sentences, some followed by the name of a depot. */
const sentences = textRules("en", 1, [
	["returned.to_sender", /(?:returned|delivered) to sender/i],
	["returning.to_sender", /return(?:ing)? to sender/i],
	[["exception.lost", "carrier.lost"], /\blost\b/i],
	["delivery_attempted.notice_left", /card(?:ed)?\b.*left|left card|^carded/i],
	[["delivery_attempted.refused", "recipient.refused"], /refused|rejected/i],
	[["delivery_attempted.business_closed", "recipient.business_closed"], /closed/i],
	[["delivery_attempted.recipient_absent", "recipient.absent"], /not home|no ?one home|not in attendance|unattended/i],
	[["in_transit.address_problem", "address.incorrect"], /(?:incorrect|incomplete|bad|wrong|insufficient) address/i],
	["delivery_attempted.rescheduled", /re-?deliver/i],
	[["delivery_attempted.no_access", "recipient.access_restricted"], /no access|unable to access/i],
	["delivery_attempted.failed", /not (?:been )?delivered|attempt|unable to deliver|futile delivery/i],
	["delivery_attempted.problem", /return(?:ed)? to depot/i],
	[["in_transit.damaged", "carrier.damaged"], /damage/i],
	[["in_transit.misrouted", "carrier.sorting_error"], /mis-?sort|mis-?direct|mis-?rout/i],
	["in_transit.held_at_delivery_depot", /left in depot|held (?:at|in) depot/i],
	[["in_transit.delayed_weather", "external.weather"], /weather|flood/i],
	["in_transit.delayed", /delay/i],
	["out_for_delivery.on_vehicle", /on ?-?board|with (?:the )?driver|out for delivery/i],
	["ready_for_pickup.carrier_depot", /(?:awaiting|ready|available|held) for customer|awaiting customer/i],
	["delivered.collected", /(?:customer|receiver) (?:has )?(?:collected|picked up)/i],
	["note.proof_of_delivery", /\bpod\b|proof of delivery|^signed/i],
	[["delivered.partial", "delivery.shortage"], /(?:part(?:ial)?(?:ly)?|short) deliver/i],
	[["delivered.to_neighbour", "delivery.indirect"], /(?:deliver|left).*neighbo/i],
	["delivered.safe_place", /(?:delivered|left).*(?:door|porch|safe (?:place|location)|authority to leave)/i],
	["delivered.to_recipient", /(?:has been |^|fully )delivered|delivery complete/i],
	["in_transit.handover_to_partner", /\bagent\b/i],
	["in_transit.delivery_scheduled", /booked for delivery|time ?slot/i],
	["info_received.pickup_failed", /futile|(?:pick-?up|collection).*(?:failed|unsuccessful)/i],
	["picked_up.collected", /picked ?-?up|collected/i],
	["in_transit.arrived_facility", /arriv|received (?:at|in)|in depot|at depot|unloaded/i],
	["in_transit.departed_facility", /depart|left depot|despatch/i],
	["in_transit.loaded", /^loaded/i],
	["in_transit.moving", /in transit|loaded|line-?haul|scanned/i],
	["info_received.notified", /book|manifest|label|awaiting/i],
	["cancelled.cancelled", /cancel/i],
	["note.information", /^other$/i],
]);

const Scan = z.object({
	consignmentNote: text,
	depotLocation: text,
	scannedBarcode: text,
	scannedStatus: text,
	scannnedTimestamp: text,
	scannedTimestamp: text,
});
const Status = z.object({ statusBarcodesList: list(Scan), statusError: text });
const FAULTS = ["faultstring", "error", "message", "detailMessage"];
const Fault = z.object({
	detailMessage: text,
	faultcode: text,
	faultstring: text,
	error: text,
	code: text,
	status: text,
	message: text,
});

function extract(body: string): Extracted {
	const document = /^\uFEFF?\s*</.test(body) ? parseXml(body) : parseJson(body);
	const status = Status.safeParse(holderOf(document, ["statusBarcodesList", "statusError"], 6));
	if (!status.success) {
		const isAnswer =
			holderOf(document, ["ns1:getShipmentsStatusResponse", "getShipmentsStatusResponse"], 6) !== undefined;
		if (!isAnswer || holderOf(document, FAULTS, 6) !== undefined)
			return { shipments: [], refusals: [refusalIn(document)] };
		return unanswered("not-found", "an empty result");
	}
	const { statusBarcodesList: scans, statusError: error } = status.data;
	const numbers = [...new Set(scans.map(({ consignmentNote }) => consignmentNote ?? null))];
	if (numbers.length === 0) {
		const detail = error ?? "no scans";
		const isFault = error !== undefined && !/no shipment|not found|no status|invalid shipment/i.test(error);
		const outcome = isFault ? outcomeOf("", detail) : "not-found";
		return unanswered(outcome, detail);
	}
	return {
		shipments: numbers.map((number) =>
			shipment(
				number,
				scans.filter(({ consignmentNote }) => (consignmentNote ?? null) === number),
			),
		),
	};
}

function shipment(trackingNumber: string | null, scans: readonly z.output<typeof Scan>[]): RawShipment {
	const times = scans.map((scan) => scan.scannnedTimestamp ?? scan.scannedTimestamp);
	return {
		trackingNumber,
		order: orderByTimes(times, "oldest-first"),
		scans: scans.map((scan, index): RawScan => {
			// A scan in a depot has no words; what happened there is not told.
			const words = scan.scannedStatus ?? "scanned";
			const key = sentences.keyOf(words);
			return {
				code: "",
				keys: key === undefined ? [] : [key],
				text: scan.scannedStatus ?? "",
				time: { text: times[index] ?? "" },
				place: scan.depotLocation ? { city: scan.depotLocation, country: "AU" } : undefined,
				piece: scan.scannedBarcode === scan.consignmentNote ? undefined : scan.scannedBarcode,
			};
		}),
	};
}

/** The service's SOAP comes as JSON whose names keep their prefixes, with more or fewer envelopes around it. */
function holderOf(value: unknown, names: readonly string[], depth: number): unknown {
	if (typeof value !== "object" || value === null || depth === 0) return undefined;
	if (names.some((name) => Object.hasOwn(value, name))) return value;
	for (const child of Object.values(value)) {
		const found = holderOf(child, names, depth - 1);
		if (found !== undefined) return found;
	}
	return undefined;
}

function refusalIn(document: unknown): Refusal {
	const fault = Fault.safeParse(holderOf(document, FAULTS, 6));
	if (!fault.success) throw new Unreadable("body: neither scans nor an error");
	const { faultstring, message, error, detailMessage, faultcode, code, status } = fault.data;
	const words = faultstring ?? message ?? error ?? detailMessage ?? "";
	const named = code ?? status ?? faultcode ?? "";
	const outcome = /log ?in|password|invalid account/i.test(words) ? "denied" : outcomeOf(named, words);
	return { trackingNumber: null, outcome, detail: `${named}: ${words}` };
}

export const alliedExpress = defineCarrier({
	code: "allied-express",
	name: "Allied Express",
	countries: ["AU"],
	source: {
		kind: "observed",
		url: "https://www.alliedexpress.com.au/",
		checked: "2026-11-22",
		note: "No poll: its service wants a login per customer whose terms are not published; the statuses are those that clients know.",
	},

	numbers: {
		pattern: /^[A-Z]{3}\d{6,8}[A-Z]$/,
		valid: ["AOE10000001R", "AOE900001J"],
		invalid: ["AOE1R", "10000001", "AOE10000001", "AO10000001RR"],
	},

	clock: { formats: ["iso"], zone: { kind: "in-payload" } },
	statuses: sentences.statuses,
	extract,
	trackingUrl: () => "https://www.alliedexpress.com.au/",
});
